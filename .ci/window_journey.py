#!/usr/bin/env python3
"""One journey through the real window: a virtual screen, a window manager, real clicks and keys.

    .ci/window_journey.py [--out FOLDER] [--sample FOLDER] [-- COMMAND...]

COMMAND starts the window (default: this tree's, with the interpreter that runs this script). First run,
light: the sample project from the start page, every page, a cleared place counted and taken back by keys, the
policy panel, a filter, a tick by click and Space, an export by keys, closing; second run: the tick is still
there; third run: the last result from the start page; fourth: the whole way by keys alone, with an editor
that writes down what it is told (F4), a target, undo and the palette. Then screenshots of every page in the
dark palette and of both at 200 %. Asserted are titles, what the editor was told, target, decision and tick in
the user's folder, the exported file and the exit status. The screenshots stay in FOLDER (build/window) for
people to look at. Needs xvfb, openbox, xdotool, imagemagick and nothing of Python but its standard library.
Exit: 0 done; 1 something was not as it should be; 2 a tool is missing.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SAMPLE = TOP / "resources" / "sample-project"
AS_OF = "2026-11-24"
PAGES = ("report", "findings", "dependencies", "alternatives", "licences", "checklist", "catalog", "ledger")
JUDGED = re.compile(r"^sample-project – (\d+) open – Llama Advisor$")
PATIENCE = 60.0
FRAME = (2, 22)
"""What openbox adds around a window."""
CHECKLIST_BUTTON = (100, 360)
"""Where the button of the checklist stands at 1280 × 800, in the font of a bare Debian."""


class WrongError(Exception):
    """Something was not as it should be."""


class Screen:
    """A private X server with a window manager: without one there is no focus, so no keys and no closing."""

    def __init__(self, width: int, height: int, scale: float) -> None:
        self.width, self.height = width, height
        reader, writer = os.pipe()
        size = f"{width + FRAME[0]}x{height + FRAME[1]}x24"
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
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
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=30, check=False)
        if done.returncode and not may_fail:
            raise WrongError(f"xdotool {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout.strip()

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
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - lives as long as the program
        self.process = subprocess.Popen(command, env=env, cwd="/", stdout=self.log, stderr=self.log)
        self.id = self._find()
        self.screen.do("windowsize", self.id, str(screen.width), str(screen.height))
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

    def wait_until_judged(self) -> int:
        """Wait for the end of scan and judgement; hands back how many tasks are open."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = JUDGED.match(self.title())
            if found:
                time.sleep(0.6)  # the pages that are not seen are filled one after the other
                return int(found[1])
            time.sleep(0.1)
        raise WrongError(f"the scan did not end; the title is {self.title()!r}: {self.said()}")

    def key(self, *names: str) -> None:
        """Press keys, one after the other, as a person would."""
        for name in names:
            self.screen.do("key", "--clearmodifiers", name)
            time.sleep(0.25)

    def type(self, text: str) -> None:
        """Type text."""
        self.screen.do("type", "--delay", "15", text)
        time.sleep(0.4)

    def click(self, x: int, y: int) -> None:
        """Click into the window."""
        self.screen.do("mousemove", "--sync", "--window", self.id, str(x), str(y), "click", "1")
        time.sleep(0.4)

    def shot(self, name: str) -> None:
        """Keep what is on the screen."""
        path = self.out / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.screen.env, check=True, timeout=60)

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


def expect(condition: bool, what: str) -> None:
    """Say what is wrong."""
    if not condition:
        raise WrongError(what)


def first_run(window: Window, home: Path) -> int:
    """From the start page to an exported checklist; hands back how many tasks are open at the end."""
    window.shot("0-start-light")
    window.key("Tab", "space")  # from "Choose a folder" to "Try the sample project"
    opened = window.wait_until_judged()
    window.shot("1-report-light")
    for number, page in enumerate(PAGES, 1):
        window.key(f"ctrl+{number}")
        window.shot(f"{number}-{page}-light")
    overrule(window, home)
    window.key("ctrl+2", "ctrl+f")
    window.type("groq")
    window.shot("6-filtered-light")
    window.key("ctrl+6")
    window.click(*CHECKLIST_BUTTON)
    window.key("space")
    window.shot("7-ticked-light")
    expect(tick_states(home) == ["done"], f"after one tick the user's folder holds {tick_states(home)}")
    expect(
        window.title().startswith(f"sample-project – {opened - 1} open"), f"the title is {window.title()!r}"
    )
    export(window, home / "MIGRATION.md")
    return opened - 1


def overrule(window: Window, home: Path) -> None:
    """Count a cleared place by keys, take it back, and judge under another policy and back."""
    window.key("ctrl+8", "ctrl+shift+c")
    window.type("the journey says so")
    window.key("Return")
    window.wait_until_judged()
    window.shot("6-counted-light")
    expect(len(kept_lines(home)) == 1, f"after one decision the user's folder holds {kept_lines(home)}")
    window.key("ctrl+z")
    window.wait_until_judged()
    expect(kept_lines(home) == [], f"after undo the user's folder holds {kept_lines(home)}")
    window.key("ctrl+1", "ctrl+l")
    time.sleep(1.0)
    window.shot("7-policy-light")
    window.key("Escape")


def kept_lines(home: Path) -> list[object]:
    """The places that the user counts, as they are kept."""
    values = [json.loads(path.read_text()) for path in (home / "data" / "choices").glob("*.json")]
    return [row for value in values for row in value["count"]]


def export(window: Window, target: Path) -> None:
    """Save the checklist by keys alone."""
    window.key("ctrl+e")
    time.sleep(0.8)
    window.shot("8-export-light")
    window.key("Return")  # "Save as…" is the default
    time.sleep(1.0)
    window.key("ctrl+a")
    window.type(str(target))
    window.key("Return")
    time.sleep(1.0)
    window.shot("9-saved-light")
    expect(target.is_file(), f"nothing was exported to {target.name}")
    expect("- [x] " in target.read_text(encoding="utf-8"), "the exported checklist has no ticked box")


def keys_alone(window: Window, home: Path) -> int:
    """The way without a mouse: editor, target, tick, undo, palette, export; hands back the open tasks."""
    window.key("Tab", "space")
    window.wait_until_judged()
    window.key("ctrl+2", "Down", "F4")
    opened = home / "opened.txt"
    until = time.monotonic() + PATIENCE
    while not opened.is_file() and time.monotonic() < until:
        time.sleep(0.1)
    expect(opened.is_file(), "F4 opened no editor")
    path, line = opened.read_text(encoding="utf-8").split()
    expect(Path(path).is_file() and int(line) > 0, f"the editor was told {path} {line}")
    window.key("ctrl+4", "Return")
    window.wait_until_judged()
    window.shot("11-target-by-keys")
    targets = [json.loads(file.read_text())["targets"] for file in (home / "data" / "targets").glob("*.json")]
    expect(sum(map(len, targets)) == 1, f"after one choice the user's folder holds {targets}")
    window.key("ctrl+6", "space")
    expect(tick_states(home) == ["done"], f"after Space the user's folder holds {tick_states(home)}")
    window.key("ctrl+z")
    expect("done" not in tick_states(home), f"after undo the user's folder holds {tick_states(home)}")
    window.key("ctrl+shift+z", "ctrl+k")
    window.type("licences")
    window.shot("11-palette-by-keys")
    window.key("Return")
    window.shot("11-licences-by-keys")
    window.key("ctrl+6")
    export(window, home / "MIGRATION.md")
    return window.wait_until_judged()


def tick_states(home: Path) -> list[str]:
    """The states of the tasks that somebody set, as they are kept."""
    kept = [json.loads(path.read_text()) for path in (home / "data" / "ticks").glob("*.json")]
    return [row["state"] for value in kept for row in value["ticks"].values()]


def gallery(window: Window, look: str, suffix: str) -> None:
    """Every page as it is."""
    for number, page in enumerate(PAGES, 1):
        window.key(f"ctrl+{number}")
        window.shot(f"{number}-{page}-{look}{suffix}")
    window.key("ctrl+1", "Next")
    window.shot(f"1-report-below-{look}{suffix}")


def reopened(window: Window) -> int:
    """The last result from the start page, by Return: the newest project has the focus."""
    window.shot("10-start-light")
    window.key("Return")
    opened = window.wait_until_judged()
    window.shot("10-reopened-light")
    return opened


def settled(home: Path, look: str) -> None:
    """A user who chose this palette, and an editor that writes down what it is told."""
    (home / "data").mkdir(parents=True, exist_ok=True)
    editor = home / "editor"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{home}/opened.txt"\n', encoding="utf-8")
    editor.chmod(0o700)
    chosen = f'editor=own\neditor-command="{editor} {{path}} {{line}}"\n'
    (home / "data" / "window.ini").write_text(f"[General]\nlook={look}\n{chosen}", encoding="utf-8")


def journey(command: list[str], sample: Path, out: Path) -> None:
    """All runs."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        settled(home, "light")
        opened = on_screen(1, home, out, [*command, "--as-of", AS_OF], lambda window: first_run(window, home))
        again = [*command, "--as-of", AS_OF, str(sample)]
        left = on_screen(1, home, out, again, lambda window: window.wait_until_judged())
        expect(left == opened, f"{opened} tasks were open at the end, {left} after opening again")
        recent = [*command, "--as-of", AS_OF]
        left = on_screen(1, home, out, recent, reopened)
        expect(left == opened, f"{opened} tasks were open at the end, {left} in the last result")
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        settled(home, "light")
        on_screen(1, home, out, [*command, "--as-of", AS_OF], lambda window: keys_alone(window, home))
    for look, scale in (("dark", 1), ("light", 2), ("dark", 2)):
        with tempfile.TemporaryDirectory() as place:
            settled(Path(place), look)
            suffix = "" if scale == 1 else f"-{scale}00"

            def look_round(window: Window, look: str = look, suffix: str = suffix) -> int:
                opened = window.wait_until_judged()
                gallery(window, look, suffix)
                return opened

            on_screen(scale, Path(place), out, [*command, "--as-of", AS_OF, str(sample)], look_round)


def on_screen(scale: int, home: Path, out: Path, command: Sequence[str], act: object) -> int:
    """Run the program on a screen of its own, let `act` use it, close it."""
    screen = Screen(1280 * scale, 800 * scale, scale)
    window = None
    try:
        window = Window(screen, command, home, out)
        result = act(window)  # type: ignore[operator]
        window.close()
        return int(result)
    except (WrongError, subprocess.SubprocessError):
        if window:
            window.shot("broken")
        raise
    finally:
        if window:
            window.kill()
        screen.stop()


def main() -> int:
    """Travel, and say how it went."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=TOP / "build" / "window")
    parser.add_argument("--sample", type=Path, default=SAMPLE, help="the one that COMMAND brings along")
    parser.add_argument("command", nargs="*", default=[sys.executable, "-P", "-m", "advisor.gui.main"])
    given = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool", "import") if not shutil.which(tool)]
    if missing:
        print(
            f"window journey: {', '.join(missing)} missing: xvfb openbox xdotool imagemagick", file=sys.stderr
        )
        return 2
    given.out.mkdir(parents=True, exist_ok=True)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(TOP), os.environ.get("PYTHONPATH"))))
    try:
        journey(given.command, given.sample.resolve(), given.out.resolve())
    except (WrongError, subprocess.SubprocessError) as error:
        print(f"window journey: {error}", file=sys.stderr)
        return 1
    print(f"window journey: done; screenshots in {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
