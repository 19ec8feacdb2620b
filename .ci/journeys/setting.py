"""What every journey is given: the command, the folders, the user's own folder, the options."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SAMPLE = TOP / "resources" / "sample-project"
AS_OF = "2026-11-24"
TOOLS = ("Xvfb", "openbox", "xdotool", "import", "convert")


@dataclass(frozen=True, slots=True)
class Setting:
    """The program and where its pictures go.

    Attributes:
        command: starts the window.
        sample: the sample project that the command brings along.
        out: folder of the pictures.
    """

    command: tuple[str, ...]
    sample: Path
    out: Path

    def start(self, folder: Path | None = None) -> list[str]:
        """The command, on a folder or on the start page, judging by the day of all journeys."""
        return [*self.command, "--as-of", AS_OF, *([str(folder)] if folder else [])]


def parser(told: str | None, out: str, project: str) -> argparse.ArgumentParser:
    """The options that journeys and pictures share; `project` names the option of the folder."""
    made = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--out", type=Path, default=TOP / "build" / out)
    made.add_argument(f"--{project}", dest="folder", type=Path, default=SAMPLE)
    made.add_argument("command", nargs="*", default=[sys.executable, "-P", "-m", "advisor.gui.main"])
    return made


def setting(given: argparse.Namespace) -> Setting:
    """What was asked for; the program is started from anywhere and finds this tree."""
    given.out.mkdir(parents=True, exist_ok=True)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(TOP), os.environ.get("PYTHONPATH"))))
    return Setting(tuple(given.command), given.folder.resolve(), given.out.resolve())


def missing_tools() -> str:
    """What this system lacks; "" when nothing."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    return f"{', '.join(missing)} missing: xvfb openbox xdotool imagemagick" if missing else ""


@contextmanager
def home_of(look: str = "light") -> Iterator[Path]:
    """The own folder of a user who chose this palette, and an editor that writes down what it is told."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        (home / "data").mkdir()
        editor = home / "editor"
        editor.write_text(f'#!/bin/sh\nprintf "%s\\0" "$@" > "{home}/opened.txt"\n', encoding="utf-8")
        editor.chmod(0o700)
        chosen = f'editor=own\neditor-command="{editor} {{path}} {{line}}"\n'
        (home / "data" / "window.ini").write_text(f"[General]\nlook={look}\n{chosen}", encoding="utf-8")
        yield home
