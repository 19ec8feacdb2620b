"""The ticks of each project: which tasks are done or will not be done, and the notes on them.

Kept in the user's data folder, never in the project. A project is known by a hash of its real path and
name, so that the file name tells nobody where it lies. An older tick whose task is gone stays: the task
may come back with the next scan.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from advisor.core.assessment import Tick
from advisor.core.kinds import TaskState
from advisor.store import state


@dataclass(frozen=True, slots=True)
class Ticks:
    """Task id to tick, and a sentence for the user when the file could not be used."""

    by_task: Mapping[str, Tick]
    message: str | None = None


def project_key(folder: Path) -> str:
    """The key of a project: 16 hex digits over its real path and its name."""
    real = os.path.realpath(folder)
    text = f"{os.path.normcase(real)}\n{os.path.basename(real)}"  # noqa: PTH119
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def load(data: Path, folder: Path) -> Ticks:
    """The ticks of the project in `folder`, kept under the data folder `data`."""
    loaded = state.load(_path(data, folder))
    rows = loaded.value.get("ticks")
    ticks = {key: tick for key, row in rows.items() if (tick := _tick(row))} if isinstance(rows, dict) else {}
    return Ticks(ticks, loaded.message)


def _tick(row: object) -> Tick | None:
    """None for a row that somebody mangled: the others still count."""
    if not isinstance(row, dict) or row.get("state") not in list(TaskState):
        return None
    note = row.get("note")
    return Tick(TaskState(row["state"]), note if isinstance(note, str) else None, _day(row.get("day")))


def _day(value: object) -> date | None:
    """None in a file of before days were kept, and for a day that somebody mangled."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def merge(old: Mapping[str, Tick], new: Mapping[str, Tick]) -> dict[str, Tick]:
    """`new` over `old`; an old note and an old day stand where the new tick says nothing of them."""
    merged = dict(old)
    for key, tick in new.items():
        before = old.get(key, Tick(TaskState.OPEN))
        note = before.note if tick.note is None else tick.note
        day = before.day if tick.day is None and tick.state is before.state else tick.day
        merged[key] = Tick(tick.state, note, day)
    return merged


def save(data: Path, folder: Path, ticks: Mapping[str, Tick]) -> None:
    """Write the ticks of the project in `folder`. Raises `UsageError` when it cannot be done."""
    state.save(_path(data, folder), {"ticks": {key: _row(tick) for key, tick in ticks.items()}})


def _row(tick: Tick) -> dict[str, str | None]:
    day = {} if tick.day is None else {"day": tick.day.isoformat()}
    return {"state": tick.state.value, "note": tick.note, **day}


def mark(data: Path, folder: Path) -> tuple[int, int] | None:
    """Changes whenever another save was made: another window may have ticked. None: no file."""
    try:
        found = _path(data, folder).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def _path(data: Path, folder: Path) -> Path:
    return data / "ticks" / f"{project_key(folder)}.json"
