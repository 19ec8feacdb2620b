#!/usr/bin/python3
"""Reads the window as a screen reader does, on an accessibility bus of its own, and walks it by Tab.

    .ci/atspi.py [--out FOLDER] [--all] [-- COMMAND …]

COMMAND starts the window (default: this tree's, with .venv/bin/python). On the start page, every page of the
sample project and the dialogs:

names      what can have the focus has a name and a role that says what it is; no markup, no file of an icon
           is read out; two neighbours are never called the same; the first cell of a table tells its row
walk       Tab reaches everything that can have the focus and comes back to where it began, in the order one
           reads; the mark of the focus differs from what was there by a contrast of 3 : 1, in both palettes
states     a filter is checked and its count told, a heading closes, a row is chosen, a task is ticked; a
           scan, its result and a notice are announced

The script runs with the system's Python and needs the packages of PACKAGES. `--all` prints the walk.
Exit: 0 done; 1 something was not as it should be; 2 a tool is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeys.screen import Screen
    from journeys.setting import Setting

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / ".ci"))
TOOLS = ("Xvfb", "openbox", "xdotool", "import", "dbus-run-session")
PACKAGES = "xvfb openbox xdotool imagemagick dbus at-spi2-core python3-gi gir1.2-atspi-2.0"
INSIDE = "LLAMA_ADVISOR_OWN_BUS"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def main() -> int:
    """Start the bus and what stands on it, then look."""
    given = _options()
    if missing := _missing():
        print(f"atspi: {missing}", file=sys.stderr)
        return 2
    if INSIDE not in os.environ:
        os.environ[INSIDE] = "1"
        os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, *sys.argv])
    return _look(given)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=TOP / "build" / "atspi")
    parser.add_argument("--all", action="store_true")
    usual = [str(TOP / ".venv" / "bin" / "python"), "-P", "-m", "advisor.gui.main"]
    parser.add_argument("command", nargs="*", default=usual)
    return parser.parse_args()


def _missing() -> str:
    tools = [tool for tool in TOOLS if not shutil.which(tool)]
    if not any(Path(each).exists() for each in LAUNCHERS):
        tools.append("at-spi-bus-launcher")
    try:
        import gi

        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        tools.append("gi with Atspi 2.0")
    return f"{', '.join(tools)} missing: {PACKAGES}" if tools else ""


@contextmanager
def _bus(env: dict[str, str]) -> Iterator[None]:
    """The accessibility bus, which the session's bus would start too late."""
    launcher = next(each for each in LAUNCHERS if Path(each).exists())
    started = subprocess.Popen([launcher, "--launch-immediately"], env=env, stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    try:
        yield
    finally:
        started.terminate()
        started.wait(10)


def _look(given: argparse.Namespace) -> int:
    """Everything in light, some pages once more in dark; says what is wrong."""
    from journeys.screen import Screen
    from journeys.setting import setting

    given.folder = TOP / "resources" / "sample-project"
    scene = setting(given)
    with tempfile.TemporaryDirectory() as frames:
        screen = Screen(frames=Path(frames))
        screen.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        os.environ["DISPLAY"] = screen.env["DISPLAY"]
        try:
            with _bus(screen.env):
                faults = [*_heard(screen, scene, Path(frames), "light", told=given.all)]
                faults += _heard(screen, scene, Path(frames), "dark", told=given.all)
        finally:
            screen.stop()
    for fault in faults:
        print(f"atspi: {fault}", file=sys.stderr)
    if faults:
        return 1
    print("atspi: every page and dialog is read out and walked by Tab")
    return 0


def _heard(screen: Screen, scene: Setting, frames: Path, look: str, *, told: bool) -> Iterator[str]:
    from journeys.listening import Listening
    from journeys.screen import Window, WrongError
    from journeys.setting import home_of

    window = None
    with home_of(look) as home:
        try:
            window = Window(screen, scene.start(), home, scene.out)
            listening = Listening(window, frames, told=told)
            for fault in listening.everything() if look == "light" else listening.pages():
                yield f"{look}, {fault}"
            window.close()
        except (WrongError, LookupError) as error:
            yield f"{look}: {error}"
        finally:
            if window:
                window.kill()


if __name__ == "__main__":
    sys.exit(main())
