"""One scan, moved on piece by piece: list a few folders, scan a batch, take in what workers send.

Whoever drives it (a loop on the command line, a timer of the window) calls `poll` until it says False;
no call takes longer than a batch. Batches are taken in by their number, so the result does not depend on
which worker was faster.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from advisor.core.findings import Cleared, Finding, Hint, ScanResult, ScanStats, Skip
from advisor.core.kinds import SkipReason
from advisor.core.links import Use
from advisor.core.progress import Cancel
from advisor.scan.branch import branch_of
from advisor.scan.cache import CachePlace, FileCache
from advisor.scan.deadline import Guard, Stopped
from advisor.scan.detect.manifest.includes import Include
from advisor.scan.discover import Walk, real_folder
from advisor.scan.engine import Batch, Scanner
from advisor.scan.knowledge import Knowledge
from advisor.scan.links.follow import Follow
from advisor.scan.links.reader import NameReader
from advisor.scan.links.values import Bound, Sighting
from advisor.scan.manifests import Home, PackagePlace, Settled, include_skips
from advisor.scan.options import ScanOptions
from advisor.scan.pool import Pool, Task, WorkerError

_SLICE_SECONDS = 0.01
"""So long a call of `poll` lists folders before it looks at other things."""
_FIRST_BATCH = 8
"""Files in the first batch; every further one has twice as many, up to the budget."""
_TOP = "."
"""Path of rows that stand for the whole scan."""

_PATIENCE_SECONDS = 0.4
"""So long a small tree is read in this process; one that takes longer is worth starting workers for."""

MakePool = Callable[[str], Pool]
"""Given the absolute root: a pool of workers for it."""


class ScanJob:
    """A scan under way.

    Attributes:
        files_seen: files found so far; final once `counted` is True.
        files_done: files that are read and judged.
        folder: the folder that was reached last, relative.
    """

    def __init__(
        self,
        root: Path,
        options: ScanOptions,
        knowledge: Knowledge,
        cancel: Cancel,
        make_pool: MakePool | None,
    ) -> None:
        """`make_pool` None keeps the scan in this process. Raises UsageError when `root` is no folder."""
        self._project = Path(os.path.abspath(root)).name or str(root)  # noqa: PTH100 (links stay as named)
        self._root = real_folder(root)
        self._options = options
        self._knowledge = knowledge
        self._cancel = cancel
        self._make_pool = make_pool
        self._walk = Walk(
            self._root,
            knowledge.rules,
            options.budgets,
            all_files=options.all_files,
            exclude=options.exclude_output,
        )
        self._pool: Pool | None = None
        self._scanner: Scanner | None = None
        self._names: NameReader | None = None
        self._cache: FileCache | None = None
        self._unbatched: list[str] = []
        self._batches: deque[Task] = deque()
        self._numbered = 0
        self._sums = _Sums(options)
        self._manifests: list[str] = []
        self._paths: list[str] = []
        self._included: set[str] = set()
        """Files that were read once more, as lists of requirements."""
        self._follow: Follow | None = None
        self._followed = False
        """True once no name is left to look for."""
        self._stopped = False
        self._seconds_here = 0.0
        self.files_seen = 0
        self.folder = ""
        if options.isolated:
            self._open_pool().start_worker()

    @property
    def counted(self) -> bool:
        """True once all folders are listed."""
        return self._walk.done

    @property
    def files_done(self) -> int:
        """Files that are read and judged."""
        return self._sums.files_done

    def findings(self, since: int = 0) -> list[Finding]:
        """Findings in the order they came in, from number `since` on."""
        return self._sums.findings[since:]

    def poll(self, timeout: float = 0.0) -> bool:
        """Move on; wait at most `timeout` seconds for workers. False when the scan is over."""
        if self._cancel.cancelled or self._stopped:
            self._stop()
            return False
        self._list_folders()
        if self._pool is not None:
            self._use_pool(timeout if self.counted else 0.0)
        elif self._belongs_in_pool():
            self._open_pool()
        elif self.counted and self._batches:
            self._scan_here(self._batches.popleft())
        if self._sums.full:
            self._stop()
        return not self._over() or self._starts_round()

    def _starts_round(self) -> bool:
        """True where all files are done and names are to be looked for in them."""
        if self._stopped:
            return False
        if self._follow is None:
            if self._reads_included():
                return True
            sums = self._sums
            sums.settle()
            row = (sums.findings, sums.bound, sums.uses, self._paths, self._manifests)
            self._follow = Follow(*row, self._options.budgets)
        else:
            self._follow.take(*self._sums.take_sightings())
        lookup = self._follow.next_lookup()
        if lookup is None:
            self._followed = True
            return False
        size = self._options.budgets.batch_files
        for start in range(0, len(self._paths), size):
            self._batches.append(Task(self._numbered, self._paths[start : start + size], lookup=lookup))
            self._numbered += 1
        return True

    def _reads_included(self) -> bool:
        """True where requirements by other names are to be read once more as what they are."""
        unknown = {one.target for one in self._sums.includes if one.requirements and not one.known}
        fresh = sorted((unknown - self._included).intersection(self._paths if unknown else ()))
        if not fresh:
            return False
        self._included.update(fresh)
        self._sums.forget(frozenset(fresh))
        self._batches.append(Task(self._numbered, fresh, included=True))
        self._numbered += 1
        return True

    def result(self) -> ScanResult:
        """What the scan yielded, sorted; complete once `poll` has said False."""
        sums = self._sums
        is_open = self._unread() > 0 or not self._walk.done or not self._followed
        partial = self._cancel.cancelled and is_open
        follow = self._follow
        return ScanResult(
            project=self._project,
            findings=tuple(sorted(sums.findings, key=_finding_key)),
            cleared=tuple(sorted(sums.cleared, key=lambda c: (c.path, c.line, c.column, c.rule, c.written))),
            skipped=tuple(sorted(self._skips(partial), key=lambda s: (s.path, s.reason, s.detail))),
            hints=tuple(
                sorted(
                    [*sums.hints, *(follow.hints() if follow else ())],
                    key=lambda h: (h.path, h.line, h.need, h.value),
                )
            ),
            uses=follow.uses() if follow else (),
            stats=ScanStats(
                files_seen=self.files_seen,
                files_read=sums.files_read,
                bytes_read=sums.bytes_read,
                candidate_files=sums.candidates,
                pruned_files=self._walk.pruned_files,
            ),
            partial=partial,
            manifests=tuple(sorted(self._manifests)),
            branch=branch_of(self._root, self._options.budgets.head_file_bytes),
        )

    def close(self) -> None:
        """End the workers. Call it however the scan ended."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        if self._cache is not None:
            self._cache.close()

    def _list_folders(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        while not self._walk.done and time.monotonic() < until:
            self._take_files(self._walk.step())
        if self._walk.done and self._unbatched:
            self._queue(self._unbatched)
            self._unbatched = []

    def _take_files(self, paths: list[str]) -> None:
        self.files_seen += len(paths)
        self._paths.extend(paths)
        self._manifests.extend(path for path in paths if self._knowledge.rules.is_manifest(path))
        self._unbatched.extend(paths)
        while len(self._unbatched) >= (size := self._batch_size()):
            self._queue(self._unbatched[:size])
            del self._unbatched[:size]

    def _batch_size(self) -> int:
        """Small at first, so that who looks on sees the first findings soon; a few batches later in full."""
        return min(self._options.budgets.batch_files, _FIRST_BATCH << min(self._numbered, 16))

    def _queue(self, paths: list[str]) -> None:
        self._batches.append(Task(self._numbered, paths))
        self._numbered += 1

    def _belongs_in_pool(self) -> bool:
        """True for a tree that is large, or turns out to be slow while more than one batch is left."""
        if self._make_pool is None:
            return False
        is_slow = self._seconds_here > _PATIENCE_SECONDS and len(self._batches) > 1
        return is_slow or self.files_seen > self._options.budgets.small_tree_files

    def _open_pool(self) -> Pool:
        if self._make_pool is None:
            raise ValueError("an isolated scan needs a pool")
        self._pool = self._make_pool(self._root)
        return self._pool

    def _use_pool(self, timeout: float) -> None:
        pool = self._pool
        if pool is None:
            return
        while self._batches:
            pool.put(self._batches.popleft())
        try:
            done = pool.pump(timeout if pool.busy else 0.0)
        except WorkerError:
            if self._options.isolated:
                raise
            done = self._do_without(pool)
        for number, batch in done:
            self._sums.take(number, batch)
            self._note_place(batch)

    def _do_without(self, pool: Pool) -> list[tuple[int, Batch]]:
        """Take the work back from a pool that cannot start workers; returns what it had done."""
        done, undone = pool.take_back()
        self._batches.extendleft(reversed(undone))
        self.close()
        self._make_pool = None
        return done

    def _scan_here(self, task: Task) -> None:
        began = time.monotonic()
        try:
            batch = self._read_here(task)
        except Stopped:
            batch = self._here().interrupted if task.counts else Batch()
            self._stopped = True
        batch.skips.extend(task.skips)
        if task.counts:
            batch.files_done += len(task.skips)
            self.folder = task.paths[-1].rpartition("/")[0]
        self._sums.take(task.number, batch)
        self._seconds_here += time.monotonic() - began

    def _read_here(self, task: Task) -> Batch:
        if task.lookup is None:
            return self._here().scan(task.paths, included=task.included)
        if self._names is None:
            row = (self._root, self._knowledge.detector, self._knowledge.rules, self._options.budgets)
            self._names = NameReader(*row, self._guard())
        return self._names.scan(task.paths, task.lookup)

    def _here(self) -> Scanner:
        if self._scanner is None:
            self._cache = CachePlace.of(self._options).open()
            self._scanner = Scanner(
                self._root,
                self._knowledge.detector,
                self._knowledge.rules,
                self._knowledge.hits,
                self._options.budgets,
                self._guard(),
                self._cache,
            )
        return self._scanner

    def _guard(self) -> Guard:
        return Guard(self._options.budgets.seconds_per_file, self._cancel)

    def _note_place(self, batch: Batch) -> None:
        if batch.findings:
            self.folder = batch.findings[-1].path.rpartition("/")[0]

    def _over(self) -> bool:
        waiting = self._pool is not None and self._pool.busy
        return self._stopped or (
            self._walk.done and not self._batches and not self._unbatched and not waiting
        )

    def _stop(self) -> None:
        """End early: after a cancel, or with the scan's limit of findings reached."""
        self._stopped = True
        self._sums.take_early()
        self._sums.settle()
        self.close()
        if not self._cancel.cancelled:
            for paths in self._walk:
                self._take_files(paths)

    def _unread(self) -> int:
        return self.files_seen - self._sums.files_done

    def _skips(self, partial: bool) -> list[Skip]:
        rows = self._walk.skips + self._sums.skips + self._sums.limit_rows(self._unread())
        rows += self._follow.limit_rows() if self._follow else []
        rows += include_skips(self._sums.includes, frozenset(self._paths)) if self._sums.includes else []
        if partial:
            more = "" if self._walk.done else "; folders not listed yet are not counted"
            unread = self._unread()
            detail = f"{unread:,} files{more}" if unread or more else "names were not followed to the end"
            rows.append(Skip(_TOP, SkipReason.CANCELLED, detail, unread))
        return rows


class _Sums:
    """What all batches yielded together, taken in by number, within the limits of a scan."""

    def __init__(self, options: ScanOptions) -> None:
        self._budgets = options.budgets
        self._early: dict[int, Batch] = {}
        self._next = 0
        self._cleared_cut = False
        self.full = False
        self.files_done = 0
        self.files_read = 0
        self.bytes_read = 0
        self.candidates = 0
        self.findings: list[Finding] = []
        self.cleared: list[Cleared] = []
        self.hints: list[Hint] = []
        self.skips: list[Skip] = []
        self.bound: list[Bound] = []
        self.uses: list[Use] = []
        self.packages: list[PackagePlace] = []
        self.homes: list[Home] = []
        self.includes: list[Include] = []
        self._settled = False
        self._sightings: list[Sighting] = []
        self._hints_seen: list[Hint] = []

    def take(self, number: int, batch: Batch) -> None:
        """Take in a batch, once all before it are in."""
        self._early[number] = batch
        while not self.full and self._next in self._early:
            self._add(self._early.pop(self._next))
            self._next += 1

    def take_early(self) -> None:
        """Take in what came back out of turn: nothing before it will follow any more."""
        for number in sorted(self._early):
            if not self.full:
                self._add(self._early.pop(number))

    def _add(self, batch: Batch) -> None:
        room = self._budgets.findings_per_scan - len(self.findings)
        self.full = len(batch.findings) > room
        self.findings.extend(batch.findings[:room])
        room = self._budgets.cleared_per_scan - len(self.cleared)
        self._cleared_cut = self._cleared_cut or len(batch.cleared) > room
        self.cleared.extend(batch.cleared[:room])
        (self._hints_seen if batch.sightings else self.hints).extend(batch.hints)
        self.skips.extend(batch.skips)
        self.bound.extend(batch.bound)
        self.uses.extend(batch.uses)
        self._sightings.extend(batch.sightings)
        self.packages.extend(batch.packages)
        self.homes.extend(batch.homes)
        self.includes.extend(batch.includes)
        self.files_done += batch.files_done
        self.files_read += batch.files_read
        self.bytes_read += batch.bytes_read
        self.candidates += batch.candidates

    def forget(self, paths: frozenset[str]) -> None:
        """Drop the rows of files that are read once more."""
        self.findings = [row for row in self.findings if row.path not in paths]
        self.cleared = [row for row in self.cleared if row.path not in paths]
        self.hints = [row for row in self.hints if row.path not in paths]
        self.skips = [row for row in self.skips if row.path not in paths]
        self.bound = [row for row in self.bound if row.path not in paths]
        self.uses = [row for row in self.uses if row.path not in paths]
        self.packages = [row for row in self.packages if row.path not in paths]

    def settle(self) -> None:
        """Once all files are read: what the manifests of the tree say of its packages."""
        if self._settled:
            return
        self._settled = True
        settled = Settled(self.findings, self.packages, self.homes)
        self.findings = settled.findings
        room = self._budgets.cleared_per_scan - len(self.cleared)
        self._cleared_cut = self._cleared_cut or len(settled.cleared) > room
        self.cleared.extend(settled.cleared[:room])
        silent = {row.path for row in settled.cleared} - {row.path for row in self.findings}
        self.hints = [row for row in self.hints if row.path not in silent]
        self.uses = [row for row in self.uses if row.finding_id not in settled.gone]
        self.bound = [row for row in self.bound if not settled.gone.intersection(row.finding_ids)]

    def take_sightings(self) -> tuple[list[Sighting], list[Hint]]:
        """What the last round saw, handed over once."""
        seen = self._sightings, self._hints_seen
        self._sightings, self._hints_seen = [], []
        return seen

    def limit_rows(self, unread: int) -> list[Skip]:
        """The rows for limits of the whole scan that were reached."""
        rows: list[Skip] = []
        if self.full:
            detail = f"{self._budgets.findings_per_scan:,} findings; the files after them were not read"
            rows.append(Skip(_TOP, SkipReason.SCAN_CAP, detail, unread))
        if self._cleared_cut:
            detail = f"only the first {self._budgets.cleared_per_scan:,} cleared places were kept"
            rows.append(Skip(_TOP, SkipReason.SCAN_CAP, detail))
        return rows


def _finding_key(finding: Finding) -> tuple[str, int, int, int, str, str]:
    return (
        finding.path,
        finding.line,
        finding.column,
        finding.end_column,
        finding.kind,
        finding.model or finding.written,
    )
