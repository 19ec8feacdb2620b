"""Use case: what was before. The last result without a scan, how a project stood over time, what changed."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import __version__
from advisor.core.assessment import Assessment
from advisor.core.decisions import PROJECT_FILE
from advisor.core.findings import ScanResult
from advisor.core.kinds import TaskState
from advisor.core.knowledge import CatalogStamp
from advisor.core.past import Change, KeptScan, Mark, Point
from advisor.store import folders, history, results
from advisor.store.results import Found

if TYPE_CHECKING:
    from advisor.scan.rules import DiscoveryRules

MOST_WATCHED = 5000
"""Files that are asked whether they changed; asking takes a millisecond for fifty."""
MOST_FOLDERS = 300
"""Folders that are asked whether files came or went: those nearest to the top."""
MOST_NAMES = 5000
"""Names read in one folder; a larger one is not compared."""
_GONE: Mark = (0, -1)
_BRANCH = ".git/HEAD"
"""Written when another branch is checked out, and seldom else."""


def last(folder: Path, *, data: Path | None = None) -> Found:
    """The last whole scan of `folder`, if it can be used; `data` overrides the user's folder, here and on."""
    return results.load(data or folders.data_folder(), folder, _program())


def keep(
    folder: Path, result: ScanResult, stamp: CatalogStamp, scanned: datetime, *, data: Path | None = None
) -> KeptScan:
    """Keep a whole scan as the last one, compared with the one that was kept before.

    Raises `UsageError` when it cannot be kept.
    """
    before = last(folder, data=data).scan
    change = None if before is None else compared(before, result)
    kept = KeptScan(result, scanned, facts_of(stamp), marks(folder, watched(result)), change)
    results.save(data or folders.data_folder(), folder, _program(), kept)
    return kept


def compared(before: KeptScan, now: ScanResult) -> Change:
    """What `now` found that was not there before, and what is there no more."""
    old, new = {each.id for each in before.result.findings}, {each.id for each in now.findings}
    fresh = tuple(each.id for each in now.findings if each.id not in old)
    gone = tuple(each for each in before.result.findings if each.id not in new)
    return Change(before.scanned, fresh, gone)


def facts_of(stamp: CatalogStamp) -> str:
    """Which facts a scan was made with, to be compared with those in use."""
    return f"{stamp.version} {stamp.digest}"


def note(folder: Path, assessment: Assessment, day: date, *, data: Path | None = None) -> None:
    """Remember how the project stands on `day`. Raises `UsageError` when it cannot be kept."""
    history.add(data or folders.data_folder(), folder, point_of(assessment, day))


def point_of(assessment: Assessment, day: date) -> Point:
    """The few numbers of an assessment that are kept for its burn-down."""
    left = [task for task in assessment.tasks if task.state is TaskState.OPEN]
    return Point(
        day=day,
        tool=assessment.tool_version,
        catalog=assessment.catalog.version,
        findings=len(assessment.findings),
        dependencies=len(assessment.dependencies),
        level=assessment.risk.level.value if assessment.findings else "",
        risk=assessment.risk.total,
        tasks_open=len(left),
        tasks_settled=len(assessment.tasks) - len(left),
        effort_left=float(sum(task.effort_points for task in left)),
        by_status={status.value: number for status, number in assessment.summary.by_status.items()},
    )


def points(folder: Path, *, data: Path | None = None) -> tuple[Point, ...]:
    """How the project stood on the days it was looked at, oldest first."""
    return history.load(data or folders.data_folder(), folder)


def watched(result: ScanResult) -> list[str]:
    """What makes a result stale when it changes: files with findings, manifests, settings, the branch.

    And their folders, ending with `/` (the top is `/`): in these a file may come or go.
    """
    told = {*(each.path for each in result.findings), *result.manifests}
    files = [_BRANCH, PROJECT_FILE, *sorted(told - {PROJECT_FILE})][:MOST_WATCHED]
    return [*sorted(folders_of(told), key=lambda each: (each.count("/"), each))[:MOST_FOLDERS], *files]


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders these files lie in, and all above them up to the top."""
    found = {"/"}
    for path in paths:
        above = path.rpartition("/")[0]
        while above and f"{above}/" not in found:
            found.add(f"{above}/")
            above = above.rpartition("/")[0]
    return found


def marks(folder: Path, paths: Collection[str]) -> dict[str, Mark]:
    """How these files and folders lie on disk now. No file is opened and no link followed."""
    inside = {path: os.path.join(folder, path.strip("/")) for path in paths if path != "/"}  # noqa: PTH118 - many, so no objects
    return {path: _mark(inside.get(path, str(folder)), path) for path in paths}


def changed(folder: Path, before: Mapping[str, Mark]) -> dict[str, Mark]:
    """Those of the files and folders that lie there otherwise than `before`, as they lie now."""
    now = marks(folder, before)
    found = {path: mark for path, mark in now.items() if mark != tuple(before[path])}
    told = {_folder_of(path) for path, mark in found.items() if _GONE in (mark, tuple(before[path]))}
    return {path: mark for path, mark in found.items() if path not in told}


def _folder_of(path: str) -> str:
    """The folder whose listing says nothing new beside a file that came or went in it."""
    return "" if path.endswith("/") else f"{path.rpartition('/')[0]}/"


def _mark(place: str, path: str) -> Mark:
    try:
        found = os.stat(place, follow_symlinks=False)  # noqa: PTH116
        if path.endswith("/"):
            return _listing(place) if stat.S_ISDIR(found.st_mode) else _GONE
    except (OSError, ValueError):
        return _GONE
    return found.st_mtime_ns, found.st_size


def _listing(place: str) -> Mark:
    """A folder by the names in it that a scan would look at: their checksum and how many they are."""
    with os.scandir(place) as entries:
        names = sorted(_news(islice(entries, MOST_NAMES + 1)))
    if len(names) > MOST_NAMES:
        return 0, MOST_NAMES
    return zlib.crc32("\0".join(names).encode("utf-8", "surrogateescape")), len(names)


def _news(entries: Iterable[os.DirEntry[str]]) -> Iterator[str]:
    rules = _rules()
    for entry in entries:
        folder = entry.is_dir(follow_symlinks=False)
        if rules.is_news(entry.name, folder=folder):
            yield f"{entry.name}/" if folder else entry.name


@cache
def _rules() -> DiscoveryRules:
    from advisor.scan.load import load_knowledge

    return load_knowledge().rules


def _program() -> str:
    """Another version may find other places and give them other ids: its result is not shown as ours."""
    from advisor.catalog.files import FORMAT_VERSION

    return f"{__version__} facts {FORMAT_VERSION}"
