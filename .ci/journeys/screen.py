"""What drives the program: a private screen, its window, keys, clicks and pictures."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
JUDGED = re.compile(
    r"^(?P<project>.+) – (?P<open>\d+) open(?P<partial>, partial)? – Llama Advisor$", re.DOTALL
)
PATIENCE = 60.0
FRAME = (2, 22)
"""What openbox adds around a window."""


class WrongError(Exception):
    """Something was not as it should be."""


def expect(condition: bool, what: str) -> None:
    """Say what is wrong."""
    if not condition:
        raise WrongError(what)


def wait_for(what: Callable[[], bool], wrong: str, seconds: float = PATIENCE) -> None:
    """Wait until something is the case."""
    until = time.monotonic() + seconds
    while not what():
        expect(time.monotonic() < until, wrong)
        time.sleep(0.1)


class Screen:
    """A private X server with a window manager: without one there is no focus, so no keys and no closing.

    `beside`: room right of the window, for another program. `frames`: a folder in which the server lays open
    what it shows (`sight.py` reads it).
    """

    def __init__(
        self,
        width: int = 1280,
        height: int = 800,
        scale: float = 1,
        beside: int = 0,
        frames: Path | None = None,
    ) -> None:
        self.width, self.height = width, height
        reader, writer = os.pipe()
        size = f"{width + FRAME[0] + beside}x{height + FRAME[1]}x24"
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        command += ["-fbdir", str(frames)] if frames else []
        self.server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        self.env = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": f"{scale:g}",
        }
        self.env.pop("WAYLAND_DISPLAY", None)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.manager = subprocess.Popen(["openbox", "--sm-disable"], env=self.env, **quiet)

    def do(self, *arguments: str, may_fail: bool = False) -> str:
        """Run xdotool."""
        command = ["xdotool", *arguments]
        done = subprocess.run(command, env=self.env, capture_output=True, timeout=30, check=False)
        if done.returncode and not may_fail:
            told = done.stderr.decode("utf-8", "replace").strip()
            raise WrongError(f"xdotool {' '.join(arguments)}: {told}")
        return done.stdout.decode("utf-8", "replace").strip("\n")

    def stop(self) -> None:
        """End what was started here."""
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(10)


class Window:
    """The program under way on a screen."""

    def __init__(self, screen: Screen, command: Sequence[str], home: Path, out: Path) -> None:
        self.screen = screen
        self.out = out
        env = {**screen.env, "LLAMA_ADVISOR_HOME": str(home), "HOME": str(home)}
        self.log = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115 - lives as long as the program
        self.process = subprocess.Popen(command, env=env, cwd="/", stdout=self.log, stderr=self.log)
        self.id = self._find()
        self.screen.do("windowsize", self.id, str(screen.width), str(screen.height))
        self.screen.do("windowmove", self.id, "0", "0")
        self.screen.do("windowactivate", self.id)
        time.sleep(0.5)

    def _find(self) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = self.screen.do("search", "--name", "Llama Advisor$", may_fail=True).split()
            for window in found:
                size = self.screen.do("getwindowgeometry", "--shell", window, may_fail=True)
                if re.search(r"^WIDTH=\d{3,}$", size, re.MULTILINE):
                    time.sleep(0.7)  # found as soon as it is named; painted and framed a moment later
                    return window
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise WrongError(f"no window came (exit {self.process.poll()}): {self.said()}")

    def said(self) -> str:
        """What the program wrote to its terminal."""
        self.log.seek(0)
        return self.log.read()

    def title(self) -> str:
        """The title of the window."""
        return self.screen.do("getwindowname", self.id, may_fail=True)

    def wait_until_judged(self, project: str = "sample-project", *, partial: bool = False) -> int:
        """Wait for the end of scan and judgement; hands back how many tasks are open.

        The title has to name `project`, and to say that the result is partial where it is.
        """

        def judged() -> bool:
            nonlocal found
            found = JUDGED.match(self.title())
            return bool(found and found["project"] == project and bool(found["partial"]) == partial)

        found: re.Match[str] | None = None
        wait_for(judged, f"not judged; the title is {self.title()!r}: {self.said()}", 3 * PATIENCE)
        time.sleep(0.6)  # the pages that are not seen are filled one after the other
        return int(found["open"]) if found else 0

    def key(self, *names: str, pause: float = 0.25) -> None:
        """Press keys, one after the other, as a person would."""
        for name in names:
            self.screen.do("key", "--clearmodifiers", name)
            time.sleep(pause)

    def type(self, text: str) -> None:
        """Type text."""
        self.screen.do("type", "--delay", "15", text)
        time.sleep(0.4)

    def click(self, x: int, y: int) -> None:
        """Click into the window."""
        self.screen.do("mousemove", "--sync", "--window", self.id, str(x), str(y), "click", "1")
        time.sleep(0.4)

    def shot(self, name: str) -> Path:
        """Keep what is on the screen; hands back where."""
        path = self.out / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.screen.env, check=True, timeout=60)
        return path

    def inner_shot(self, name: str) -> Path:
        """Keep what the window shows, its frame left out; hands back where."""
        path = self.out / f"{name}.png"
        subprocess.run(["import", "-window", self.id, str(path)], env=self.screen.env, check=True, timeout=60)
        return path

    def close(self) -> None:
        """Close the window as its frame's button would; the program has to end well."""
        self._ask_to_close()
        if self.process.returncode != 0:
            raise WrongError(f"the program ended with {self.process.returncode}: {self.said()}")
        if "Traceback" in self.said():
            raise WrongError(self.said())

    def _ask_to_close(self) -> None:
        """A window manager under load may lose a key: it is pressed again until the program has ended."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            self.screen.do("windowactivate", self.id, may_fail=True)
            self.screen.do("key", "--clearmodifiers", "alt+F4", may_fail=True)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
        if self.process.poll() is None:
            raise WrongError(f"the window did not close: {self.said()}")

    def kill(self) -> None:
        """End it where the journey broke off."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)


def changed(before: Path, after: Path, crop: str = "") -> float:
    """The share of the points that differ between two pictures, in `crop` (`WxH+X+Y`) or everywhere."""
    cut = ["-crop", crop, "+repage"] if crop else []
    command = ["convert", str(before), str(after), *cut, "-compose", "difference", "-composite"]
    command += ["-colorspace", "gray", "-threshold", "2%", "-format", "%[fx:mean]", "info:"]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


def on_screen(
    screen: Screen, home: Path, out: Path, command: Sequence[str], act: Callable[[Window], Result]
) -> Result:
    """Run the program on a screen of its own, let `act` use it, close it."""
    window = None
    try:
        window = Window(screen, command, home, out)
        result = act(window)
        window.close()
        return result
    except (WrongError, subprocess.SubprocessError):
        if window:
            window.shot("broken")
        raise
    finally:
        if window:
            window.kill()
        screen.stop()
