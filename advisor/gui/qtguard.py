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
from importlib import metadata

REQUIREMENT = "PySide6-Essentials>=6.8,<6.12,!=6.10.1"

# soname -> Debian 12 / Ubuntu package (where Ubuntu 24.04 appends t64, apt resolves the old name)
CORE_LIBRARIES: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def loads(library: str) -> bool:
    """True when the shared library can be loaded into this process."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def problem(
    environment: Mapping[str, str] | None = None,
    *,
    platform: str = sys.platform,
    can_load: Callable[[str], bool] = loads,
    version: Callable[[], str | None] | None = None,
) -> str | None:
    """Why no window can open here, with the command that helps; None when one can.

    The keyword arguments stand in for this machine in tests.
    """
    environment = os.environ if environment is None else environment
    wrong = _bad_build((version or installed_version)())
    if wrong or not platform.startswith("linux"):
        return wrong
    return _lacking_libraries(environment, can_load) or _no_display(environment)


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


def _lacking_libraries(environment: Mapping[str, str], can_load: Callable[[str], bool]) -> str | None:
    wanted = dict(CORE_LIBRARIES)
    if environment.get("DISPLAY") and not _is_headless(environment):
        wanted |= SCREEN_LIBRARIES
    packages = [package for library, package in wanted.items() if not can_load(library)]
    if not packages:
        return None
    return (
        "The window needs system libraries that this machine lacks. On Debian or Ubuntu:\n"
        f"  sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    )


def _no_display(environment: Mapping[str, str]) -> str | None:
    if _is_headless(environment) or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return None
    return (
        "There is no display to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
        "The command line does the same without one:\n"
        "  llama-advisor scan FOLDER"
    )
