"""What the window remembers of earlier scans, by way of the use cases; the same for real and for test homes.

Reading and writing a result is called away from the main thread; all else is a small file each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from advisor.app import past, projects
from advisor.core.assessment import Assessment
from advisor.core.findings import ScanResult
from advisor.core.knowledge import CatalogStamp
from advisor.core.past import KeptScan, Mark, Point


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was opened before."""

    path: Path
    pinned: bool = False
    last: Point | None = None
    """How it stood when it was looked at last; None where that is not known."""
    there: bool = True
    """False when the folder is gone."""


@dataclass(frozen=True, slots=True)
class Last:
    """The last result of a project, or why there is none to be shown."""

    scan: KeptScan | None
    message: str
    same_facts: bool = True
    """False when it was scanned with other facts than those in use: names may have come."""


class Past:
    """`data` overrides the user's folder, `now` the clock; for tests."""

    def __init__(self, data: Path | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        self._data = data
        self._now = now

    def now(self) -> datetime:
        """The time on the wall, to the minute."""
        return self._now().replace(second=0, microsecond=0, tzinfo=None)

    def last(self, folder: Path, stamp: CatalogStamp | None) -> Last:
        """The last whole scan of `folder`, beside the facts in use."""
        found = past.last(folder, data=self._data)
        same = found.scan is None or stamp is None or found.scan.catalog == past.facts_of(stamp)
        return Last(found.scan, found.message or "", same)

    def keep(self, folder: Path, result: ScanResult, stamp: CatalogStamp, scanned: datetime) -> KeptScan:
        """Keep a whole scan as the last one. Raises `AdvisorError` when it cannot be kept."""
        return past.keep(folder, result, stamp, scanned, data=self._data)

    def note(self, folder: Path, assessment: Assessment, day: date) -> None:
        """Remember how the project stands that day. Raises `AdvisorError` likewise."""
        past.note(folder, assessment, day, data=self._data)

    def points(self, folder: Path) -> Sequence[Point]:
        """How it stood on the days it was looked at, oldest first."""
        return past.points(folder, data=self._data)

    def changed(self, folder: Path, marks: Mapping[str, Mark]) -> Mapping[str, Mark]:
        """Which of the files lie there otherwise now, and how."""
        return past.changed(folder, marks)

    # --- the list of the start page ---

    def recents(self) -> Sequence[Recent]:
        """Projects opened before: pinned ones first, else latest first."""
        known = projects.recent(data=self._data)
        return [
            Recent(folder, folder in known.pinned, self._newest(folder), folder.is_dir())
            for folder in known.folders
        ]

    def _newest(self, folder: Path) -> Point | None:
        known = self.points(folder)
        return known[-1] if known else None

    def remember(self, folder: Path) -> None:
        """Put a project on top. Raises `AdvisorError` when it cannot be kept, as all below."""
        projects.remember(folder, data=self._data)

    def forget(self, folder: Path) -> None:
        """Take a project off the list."""
        projects.forget(folder, data=self._data)

    def pin(self, folder: Path, on: bool) -> None:
        """Keep a project at the top, or no more."""
        projects.pin(folder, on, data=self._data)

    def forget_all(self, folder: Path) -> Mapping[Path, bytes]:
        """Remove everything that is kept about a project; hands back what `restore` needs."""
        return projects.forget_all(folder, data=self._data)

    def restore(self, gone: Mapping[Path, bytes]) -> None:
        """Undo `forget_all`."""
        projects.restore(gone, data=self._data)

    def put_back(self, place: int, recent: Recent) -> None:
        """Undo `forget`."""
        projects.put_back(recent.path, place, recent.pinned, data=self._data)
