"""Asks, before the first Qt import, whether a window can open at all. Imports no Qt.

Qt does not raise when its platform plug-in cannot load: it calls abort(), and nothing can be caught.
So the missing library, the missing display and the build of PySide6 that crashes are looked for
beforehand and said in one message with the one command that helps.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from shutil import which

REQUIREMENT = "PySide6-Essentials>=6.8,<6.12,!=6.10.1"

# soname -> package of Debian and Ubuntu (where 24.04 appends t64, apt resolves the old name), of Fedora
CORE_LIBRARIES: Mapping[str, tuple[str, str]] = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
}
SCREEN_LIBRARIES: Mapping[str, tuple[str, str]] = {
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
}


@dataclass(frozen=True, slots=True)
class Machine:
    """What is asked of the machine; tests hand in another one."""

    platform: str
    can_load: Callable[[str], bool]
    """Whether a shared library can be loaded."""
    can_reach: Callable[[str], bool]
    """Whether there is an X server behind a value of DISPLAY."""
    has_program: Callable[[str], bool]
    version: Callable[[], str | None]
    """Of PySide6; None: not installed, "": not known."""


def this_machine() -> Machine:
    """The machine the program runs on."""
    return Machine(sys.platform, loads, reaches, lambda name: which(name) is not None, installed_version)


def loads(library: str) -> bool:
    """True when the shared library can be loaded into this process."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def reaches(display: str) -> bool:
    """True when an X server answers: Qt would abort the program where none does."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    opened = x11.XOpenDisplay(display.encode())
    if opened:
        x11.XCloseDisplay(ctypes.c_void_p(opened))
    return bool(opened)


def problem(environment: Mapping[str, str] | None = None, machine: Machine | None = None) -> str | None:
    """Why no window can open here, with the command that helps; None when one can."""
    environment = os.environ if environment is None else environment
    machine = machine or this_machine()
    wrong = _bad_build(machine.version())
    if wrong or not machine.platform.startswith("linux"):
        return wrong
    return _lacking_libraries(environment, machine) or _no_display(environment, machine)


def installed_version() -> str | None:
    """The installed PySide6; "" inside a frozen program, which carries Qt but no package metadata."""
    try:
        return metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        return "" if getattr(sys, "frozen", False) else None


def _bad_build(version: str | None) -> str | None:
    install = f"  {sys.executable} -m pip install '{REQUIREMENT}'"
    if version is None:
        return f"The window needs PySide6, which is not installed:\n{install}"
    numbers = [int(part) for part in version.split(".")[:3] if part.isdigit()]
    if not numbers:
        return None
    if tuple(numbers[:2]) >= (6, 12) and sys.version_info < (3, 12):
        return (
            f"PySide6 {version} crashes on Python {sys.version_info.major}.{sys.version_info.minor}: "
            f"it loses references to None. A version that works:\n{install}"
        )
    if tuple(numbers[:2]) < (6, 8) or numbers == [6, 10, 1]:
        return f"PySide6 {version} does not fit this window. A version that works:\n{install}"
    return None


def _is_headless(environment: Mapping[str, str]) -> bool:
    return environment.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc")


def _lacking_libraries(environment: Mapping[str, str], machine: Machine) -> str | None:
    wanted = dict(CORE_LIBRARIES)
    if environment.get("DISPLAY") and not _is_headless(environment):
        wanted |= SCREEN_LIBRARIES
    lacking = {library: packages for library, packages in wanted.items() if not machine.can_load(library)}
    if not lacking:
        return None
    told = f"The window needs system libraries that this machine lacks: {', '.join(lacking)}."
    fedora = machine.has_program("dnf") and not machine.has_program("apt-get")
    packages = " ".join(dict.fromkeys(names[fedora] for names in lacking.values()))
    if fedora:
        return f"{told} On Fedora:\n  sudo dnf install -y {packages}"
    return f"{told} On Debian or Ubuntu:\n  sudo apt-get install -y --no-install-recommends {packages}"


def _no_display(environment: Mapping[str, str], machine: Machine) -> str | None:
    display = environment.get("DISPLAY", "")
    if _is_headless(environment) or environment.get("WAYLAND_DISPLAY"):
        return None
    if display and machine.can_reach(display):
        return None
    reason = f"nothing answers at DISPLAY={display}" if display else "DISPLAY and WAYLAND_DISPLAY are not set"
    return (
        f"There is no display to open the window on: {reason}.\n"
        "The command line does the same without one:\n"
        "  llama-advisor scan FOLDER"
    )
