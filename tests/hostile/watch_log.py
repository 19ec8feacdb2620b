"""Reads what a watched run opened, changed, started and connected to; see `watch/sitecustomize.py`."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass
from pathlib import Path

WATCH = Path(__file__).parent / "watch"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one process did."""

    process: str
    name: str
    flags: int
    what: str

    @property
    def writes(self) -> bool:
        """True for opening a file to change it."""
        return self.name == "open" and bool(self.flags & _WRITING)


def watched(env: dict[str, str], folder: Path, project: Path) -> dict[str, str]:
    """The environment for a run whose Python processes write their events into `folder`."""
    folder.mkdir()
    path = os.pathsep.join([str(WATCH), str(project)])
    return {**env, "PYTHONPATH": path, "WATCH_FOLDER": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


def events(folder: Path) -> list[Event]:
    """All that was written down."""
    seen = []
    for log in sorted(folder.iterdir()):
        for line in log.read_text("ascii").splitlines():
            name, flags, what = line.split(" ", 2)
            seen.append(Event(log.name, name, int(flags), str(ast.literal_eval(_literal(what)))))
    return seen


def _literal(what: str) -> str:
    return what if what[:1] in "'\"0123456789-" else repr(what)
