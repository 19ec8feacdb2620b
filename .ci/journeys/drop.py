"""Real drags from another program: a folder, a file, two folders; over the window and away again."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from journeys.screen import Screen, Window, changed, expect, on_screen, wait_for
from journeys.setting import Setting, home_of

BESIDE = 120
"""Room for the strip that is dragged from."""
FIELD = 60
"""Height of one of its fields."""
MIDDLE = (640, 500)
PAGE = "900x600+300+180"
"""The part of the screen below header and notices."""
NOTICES = "1000x44+270+64"
"""Where something is said beside the work."""
OFFER = (1172, 87)
"""Where the button of an offer stands, in the font of a bare Debian."""


class Strip:
    """The program that is dragged from, right of the window."""

    def __init__(self, screen: Screen, *sets: str) -> None:
        self._screen = screen
        self._x, self._y = screen.width + 10, 100
        command = [
            sys.executable,
            str(Path(__file__).with_name("drag_source.py")),
            str(self._x),
            str(self._y),
        ]
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - lives as long as the program
        self._process = subprocess.Popen([*command, *sets], env=screen.env, stdout=self._log)
        time.sleep(1.5)

    def carry(self, field: int, *way: tuple[int, int]) -> None:
        """Press on a field and move to each of these places, the button held."""
        self._screen.do("mousemove", str(self._x + 40), str(self._y + field * FIELD + FIELD // 2))
        self._screen.do("mousedown", "1")
        self.move((self._x + 10, self._y + field * FIELD + FIELD // 2), *way)

    def move(self, *way: tuple[int, int]) -> None:
        """Move on, in steps as a hand does."""
        for x, y in way:
            self._screen.do("mousemove", str(x + 6), str(y))
            time.sleep(0.15)
            self._screen.do("mousemove", str(x), str(y))
            time.sleep(0.25)

    def release(self) -> str:
        """Let go; hands back how the drag ended."""
        before = len(self._ends())
        self._screen.do("mouseup", "1")
        wait_for(lambda: len(self._ends()) > before, "the drag did not end", 10)
        time.sleep(0.5)
        return self._ends()[-1]

    def _ends(self) -> list[str]:
        self._log.seek(0)
        return self._log.read().split()

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(10)


def travel(setting: Setting) -> None:
    """Every way to drop something, onto the start page and onto an open project."""
    with home_of() as home, tempfile.TemporaryDirectory() as place:
        first, second = Path(place) / "first project", Path(place) / "second"
        for folder in (first, second):
            shutil.copytree(setting.sample, folder)
        (second / ".git").mkdir()
        file = next(second.glob("*/**/*.py"))
        screen = Screen(beside=BESIDE)

        def act(window: Window) -> None:
            strip = Strip(screen, str(first), str(file), f"{first}:{second}")
            try:
                drops(window, strip, file)
            finally:
                strip.stop()

        on_screen(screen, home, setting.out, setting.start(), act)


def drops(window: Window, strip: Strip, file: Path) -> None:
    """The folder onto the start page, then two folders and the file onto the open project."""
    bare = window.shot("12-start")
    strip.carry(0, (1100, 400), MIDDLE)
    hovering = window.shot("12-start-hover")
    expect(changed(bare, hovering, PAGE) > 0.2, "nothing of the start page shows that a folder is over it")
    expect(strip.release() == "taken", "the start page did not take the folder")
    window.wait_until_judged("first project")
    over_the_project(window, strip)
    two_at_once(window, strip)
    a_file(window, strip, file)


def over_the_project(window: Window, strip: Strip) -> None:
    """An overlay covers the page while a folder is over it, and goes with it."""
    bare = window.shot("12-first")
    strip.carry(0, (1100, 400), MIDDLE)
    hovering = window.shot("12-first-hover")
    expect(changed(bare, hovering, PAGE) > 0.5, "no overlay covers the page while a folder is over it")
    strip.move((1100, 400), (1340, 700))
    away = window.shot("12-first-away")
    expect(changed(bare, away, PAGE) < 0.01, "the overlay stays when the folder is carried away")
    expect(strip.release() == "refused", "a folder was taken that was let go elsewhere")


def two_at_once(window: Window, strip: Strip) -> None:
    """Two folders are refused with a sentence; what is open stays."""
    bare = window.shot("12-before-two")
    strip.carry(2, (1100, 400), MIDDLE)
    strip.release()
    told = window.shot("12-two")
    expect(changed(bare, told, NOTICES) > 0.02, "nothing is said of two folders")
    window.wait_until_judged("first project")


def a_file(window: Window, strip: Strip, file: Path) -> None:
    """The repository of a file is offered, not opened; one press of a button opens it."""
    strip.carry(1, (1100, 400), MIDDLE)
    expect(strip.release() == "taken", f"{file.name} was not taken")
    window.shot("12-file")
    window.wait_until_judged("first project")
    window.click(*OFFER)
    window.wait_until_judged("second")
    window.shot("12-second")
