"""Every save of the product, as old and new content, and a program that is killed in the middle of one.

`python -m tests.hostile.saves KIND FOLDER POINTS` does the save of KIND over and over, each time in a child
that kills itself at the next of POINTS places, evenly spread over everything Python does on the way.
After each it prints what a reader finds: `old`, `new`, or what is torn.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from advisor.app import export, projects
from advisor.catalog import writer
from advisor.core.assessment import Tick
from advisor.core.decisions import USER_ORIGIN, Decisions, Overrule, Where
from advisor.core.findings import ScanResult, Skip
from advisor.core.kinds import SkipReason, TaskState
from advisor.core.past import KeptScan, Point
from advisor.store import choices, history, releases, results, state, targets, ticks

PROJECT = Path("/a/project")
LONG = "".join(f"line {number} of a text that takes many blocks of the disk\n" for number in range(4_000))


@dataclass(frozen=True, slots=True)
class Save:
    """One kind of save: lays the old content, puts the new in its place, and tells what a reader finds."""

    old: Callable[[Path], object]
    new: Callable[[Path], object]
    read: Callable[[Path], object]


def _tick(note: str) -> dict[str, Tick]:
    return {f"t{number}": Tick(TaskState.DONE, note) for number in range(200)}


def _chosen(name: str) -> dict[str, str]:
    return {f"d{number}": name for number in range(200)}


def _facts(folder: Path, day: int) -> None:
    """A whole file of the catalog through its writer."""
    writer.replace(folder / "models.json", writer.formatted({"rows": [], "day": day, "text": LONG}).encode())


def _release(version: str) -> Callable[[Path], object]:
    def install(folder: Path) -> None:
        kept = releases.Kept(active=version, highest=version, expires=date(2027, 1, 1))
        files = {"models": f'{{"version": "{version}"}}', "texts": LONG}
        releases.install(folder, kept, files, lambda where: None)

    return install


def _release_read(folder: Path) -> object:
    """The release in use, with what lies in its folder: whole, or the program's own catalog is used."""
    active = releases.load(folder).active
    if active is None:
        return None
    where = releases.folder(folder, active)
    return active, (where / "models.json").read_text(), (where / "texts.json").read_text() == LONG


def _decided(reason: str) -> Decisions:
    """Many lines of one user."""
    rows = (Overrule(Where(id=f"{number:016x}"), reason, USER_ORIGIN) for number in range(200))
    return Decisions(overrules=tuple(rows))


def _scan(name: str) -> KeptScan:
    skips = tuple(Skip(f"{name}{number}", SkipReason.BINARY) for number in range(2000))
    return KeptScan(ScanResult(name, skipped=skips), datetime(2026, 11, 24, 14, 2), "2026.11")


def _point(day: int) -> Point:
    return Point(date(2026, 11, day), "1.0", "2026.11", 4, 2, "high", 24, 3, 1, 7.5)


def _history(folder: Path) -> None:
    """The same two days each time."""
    for path in (folder / "history").glob("*.json"):
        path.unlink()
    for day in (1, 2):
        history.add(folder, PROJECT, _point(day))


SAVES = {
    "choices": Save(
        lambda folder: choices.save(folder, PROJECT, _decided("old")),
        lambda folder: choices.save(folder, PROJECT, _decided("new")),
        lambda folder: choices.load(folder, PROJECT),
    ),
    "result": Save(
        lambda folder: results.save(folder, PROJECT, "1", _scan("old")),
        lambda folder: results.save(folder, PROJECT, "1", _scan("new")),
        lambda folder: results.load(folder, PROJECT, "1"),
    ),
    "history": Save(
        _history,
        lambda folder: history.add(folder, PROJECT, _point(3)),
        lambda folder: history.load(folder, PROJECT),
    ),
    "ticks": Save(
        lambda folder: ticks.save(folder, PROJECT, _tick("old")),
        lambda folder: ticks.save(folder, PROJECT, _tick("new")),
        lambda folder: ticks.load(folder, PROJECT),
    ),
    "targets": Save(
        lambda folder: targets.save(folder, PROJECT, _chosen("old")),
        lambda folder: targets.save(folder, PROJECT, _chosen("new")),
        lambda folder: targets.load(folder, PROJECT),
    ),
    "recents": Save(
        lambda folder: projects.remember(PROJECT, data=folder),
        lambda folder: projects.remember(PROJECT / "new", data=folder),
        lambda folder: projects.recent(data=folder),
    ),
    "state": Save(
        lambda folder: state.save(folder / "x.json", {"text": "old" + LONG}),
        lambda folder: state.save(folder / "x.json", {"text": "new" + LONG}),
        lambda folder: state.load(folder / "x.json"),
    ),
    "export": Save(
        lambda folder: export.save(folder / "report.md", "old" + LONG),
        lambda folder: export.save(folder / "report.md", "new" + LONG),
        lambda folder: (folder / "report.md").read_text(),
    ),
    "catalog": Save(
        lambda folder: _facts(folder, 1),
        lambda folder: _facts(folder, 2),
        lambda folder: (folder / "models.json").read_text(),
    ),
    "release": Save(_release("2026.01.01"), _release("2026.02.02"), _release_read),
}


class _Counter:
    """Counts what Python does, call by call and line by line, and kills the process at one count."""

    def __init__(self, last: int | None) -> None:
        self.count = 0
        self._last = last

    def run(self, work: Callable[[Path], object], folder: Path) -> None:
        sys.setprofile(self._on_call)
        sys.settrace(self._on_line)
        try:
            work(folder)
        finally:
            sys.settrace(None)
            sys.setprofile(None)

    def _on_call(self, frame: FrameType, event: str, what: Any) -> None:
        self._step()

    def _on_line(self, frame: FrameType, event: str, what: Any) -> Any:
        self._step()
        return self._on_line

    def _step(self) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def _forked(work: Callable[[], None]) -> int:
    """Do `work` in a child; returns the signal that ended it, 0 for none."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def _steps(save: Save, folder: Path) -> int:
    """How many steps a whole save takes."""
    reader, sender = os.pipe()

    def count() -> None:
        counter = _Counter(None)
        counter.run(save.new, folder)
        os.write(sender, str(counter.count).encode())

    _forked(count)
    return int(os.read(reader, 20))


def main(kind: str, folder: Path, points: int) -> None:
    save = SAVES[kind]
    save.old(folder)
    save.new(folder)
    save.old(folder)
    old = save.read(folder)
    steps = _steps(save, folder)
    new = save.read(folder)
    assert old != new
    for number in range(points):
        save.old(folder)
        last = 1 + number * (steps - 1) // max(points - 1, 1)
        ended = _forked(lambda last=last: _Counter(last).run(save.new, folder))  # type: ignore[misc]
        found = save.read(folder)
        word = "old" if found == old else "new" if found == new else f"torn: {found!r:.200}"
        print(f"{last} of {steps}: signal {ended}: {word}")
    save.new(folder)
    print("after all: new" if save.read(folder) == new else "after all: the next save fails")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
