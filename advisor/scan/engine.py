"""One batch of files: read, sifted, inspected, each behind its own wall.

Small files are read side by side into one buffer (the arena) and sifted in one call; only those with a
hit, or those that the detectors want whatever they hold, are decoded and inspected. Whatever goes wrong
with one file costs that file a row of the skipped ledger and nothing else.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, Protocol

from advisor.core.findings import Cleared, Finding, Hint, Skip
from advisor.core.kinds import SkipReason
from advisor.core.links import Use
from advisor.core.own import HEAD_BYTES, is_own, may_be_own
from advisor.scan.budgets import Budgets
from advisor.scan.deadline import Guard, TimeUp
from advisor.scan.detect.manifest.includes import Include
from advisor.scan.detector import Detector
from advisor.scan.document import Document
from advisor.scan.inspection import Inspection
from advisor.scan.links.values import Bound, Sighting
from advisor.scan.manifests import Home, PackagePlace
from advisor.scan.read import (
    CannotRead,
    char_offsets,
    decode,
    guess_encoding,
    mark_length,
    open_regular,
    read_head,
    read_up_to,
    skip_for,
    wide_encoding,
)
from advisor.scan.rows import FileRows
from advisor.scan.rules import DiscoveryRules
from advisor.scan.sift import Hits
from advisor.scan.windows import Window, windows

Announce = Callable[[int], None]
"""Told the index of a file before anything is tried on it that could hang or kill the process."""


@dataclass(slots=True)
class Batch:
    """What the files of one batch yielded, in their order."""

    files_done: int = 0
    files_read: int = 0
    bytes_read: int = 0
    candidates: int = 0
    findings: list[Finding] = field(default_factory=list)
    cleared: list[Cleared] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)
    """Names that findings are bound to."""
    uses: list[Use] = field(default_factory=list)
    """Places of the same files that read them."""
    packages: list[PackagePlace] = field(default_factory=list)
    """Which findings are about which packages."""
    homes: list[Home] = field(default_factory=list)
    """Manifests whose own project bears a package's name."""
    includes: list[Include] = field(default_factory=list)
    """What manifests lead to."""
    sightings: list[Sighting] = field(default_factory=list)
    """Places that read names looked for, in a round that looks for names."""

    def take_rows(self, rows: FileRows | Batch) -> None:
        """Take in what came of one file."""
        self.findings.extend(rows.findings)
        self.cleared.extend(rows.cleared)
        self.hints.extend(rows.hints)
        self.skips.extend(rows.skips)
        self.bound.extend(rows.bound)
        self.uses.extend(rows.uses)
        self.packages.extend(rows.packages)
        self.homes.extend(rows.homes)
        self.includes.extend(rows.includes)


IDLE = -1
"""Announced when the file at hand is done."""
_SEPARATOR = ord("\n")
_UP_TO_NUL = "text, read up to its first NUL byte"


class Cache(Protocol):
    """Keeps what came of files, by their content: see `advisor.scan.cache`."""

    def key(self, path: str, data: bytes, *, included: bool) -> bytes:
        """What the rows of a file are kept under."""

    def get(self, key: bytes) -> Batch | None:
        """The rows kept under it."""

    def put(self, key: bytes, batch: Batch) -> None:
        """Keep rows."""

    def flush(self) -> None:
        """Write what was put."""


class _Slot(NamedTuple):
    """One file in the arena."""

    place: int
    """Its index in the batch."""
    path: str
    start: int
    end: int
    wanted: bool


class Scanner:
    """Reads and inspects files below one folder."""

    def __init__(
        self,
        root: str,
        detector: Detector,
        rules: DiscoveryRules,
        hits: Hits,
        budgets: Budgets,
        guard: Guard,
        cache: Cache | None = None,
    ) -> None:
        """`root` is absolute; `hits` is the sift for the detector's needles."""
        self._cache = cache
        self._root = root
        self._detector = detector
        self._rules = rules
        self._hits = hits
        self._budgets = budgets
        self._guard = guard
        self._buffer = bytearray(2 * budgets.window_bytes + 2)
        self._view = memoryview(self._buffer)
        self._slots: list[_Slot] = []
        self._filled = 0
        self._batch = Batch()
        self._at = IDLE
        self._announce: Announce = _nobody
        self._included = False

    def scan(
        self,
        paths: Sequence[str],
        announce: Announce | None = None,
        *,
        careful: bool = False,
        included: bool = False,
    ) -> Batch:
        """Scan files by relative path.

        `announce` hears the index of each file before it is inspected and IDLE after; `careful` takes
        every file alone and announces all of them. `included` reads them once more as lists of requirements,
        and counts none of them again. Raises `deadline.Stopped` on a cancel; what was done
        until then is in `interrupted`.
        """
        self._announce = announce or _nobody
        self._batch = batch = Batch()
        self._slots, self._filled = [], 0
        self._included = included
        with self._guard.watching():
            for index, path in enumerate(paths):
                self._guard.check_cancel()
                if careful:
                    self._announce(index)
                self._walled(path, partial(self._take, index, path))
                if careful or self._filled >= self._budgets.window_bytes:
                    self._flush()
                if not self._slots:
                    batch.files_done = index + 1
            self._flush()
        if self._cache is not None:
            self._cache.flush()
        batch.files_done = len(paths)
        if included:
            batch.files_done = batch.files_read = batch.bytes_read = batch.candidates = 0
        return batch

    @property
    def interrupted(self) -> Batch:
        """The batch as far as it got when `scan` was left by a cancel."""
        return self._batch

    def _take(self, index: int, path: str) -> None:
        reason = self._rules.known_by_name(path)
        if reason is None or self._look_at_name(path, reason):
            self._read(index, path)

    def _look_at_name(self, path: str, reason: SkipReason) -> bool:
        """Judge a file by its name; True when it is text in spite of its name."""
        head: bytes | None = None
        if reason is SkipReason.WEIGHTS:
            head = read_head(self._full(path), path, self._budgets.head_bytes)
        if reason is not SkipReason.MEDIA and (head is not None or self._names_a_needle(path)):
            self._walled(path, lambda: self._inspect_name(path, head))
        if head is not None and 0 not in head:
            return True
        self._batch.skips.append(Skip(path, reason))
        return False

    def _names_a_needle(self, path: str) -> bool:
        return bool(self._hits(memoryview(os.fsencode(path))))

    def _inspect_name(self, path: str, head: bytes | None) -> None:
        rows = self._rows(path)
        with self._guard.limit():
            inspection = self._detector.in_name(path, head)
        rows.add(Document(path, ""), inspection)
        self._keep(rows)

    def _read(self, index: int, path: str) -> None:
        descriptor, status = open_regular(self._full(path), path)
        wanted = self._included or self._detector.wants(path)
        try:
            if status.st_size <= self._budgets.window_bytes:
                self._small(index, path, descriptor, status.st_size, wanted)
            else:
                self._flush()
                self._alone(index, path, lambda: self._large(path, descriptor, status, wanted))
        finally:
            os.close(descriptor)

    def _full(self, path: str) -> str:
        return f"{self._root}{os.sep}{path}"

    def _small(self, index: int, path: str, descriptor: int, size: int, wanted: bool) -> None:
        """Read a small file into the arena; one byte more than its size tells whether it grew."""
        start = self._filled
        sniffed = self._fill(descriptor, start, min(size + 1, self._budgets.head_bytes))
        wide = wide_encoding(bytes(self._view[start : start + 4]))
        if wide is None and self._has_nul(start, start + min(sniffed, self._budgets.sniff_bytes)):
            self._batch.skips.append(Skip(path, SkipReason.BINARY))
            return
        count = sniffed + self._fill(descriptor, start + sniffed, size + 1 - sniffed)
        if self._is_own(path, bytes(self._view[start : start + min(count, HEAD_BYTES)])):
            return
        if count != size:
            self._batch.skips.append(Skip(path, SkipReason.CHANGED))
        self._count(count)
        if wide:
            data = bytes(self._view[start : start + count])
            self._flush()
            self._alone(index, path, partial(self._inspect_wide, path, data, wanted))
            return
        end = self._before_nul(path, start, start + count)
        self._buffer[end] = _SEPARATOR
        self._slots.append(_Slot(index, path, start, end, wanted))
        self._filled = end + 1

    def _is_own(self, path: str, head: bytes) -> bool:
        """True for a report of ours, which gets its row; a manifest is read whatever it begins with."""
        if not may_be_own(path) or self._rules.is_manifest(path):
            return False
        if not is_own(head.decode(wide_encoding(head) or "utf-8", "replace").removeprefix("\ufeff")):
            return False
        self._batch.skips.append(Skip(path, SkipReason.OWN_OUTPUT, "by the mark at its start"))
        return True

    def _fill(self, descriptor: int, start: int, count: int) -> int:
        """Read up to `count` bytes into the arena; fewer only at the file's end."""
        filled = 0
        while filled < count:
            got = _read_into(descriptor, self._view[start + filled : start + count])
            if not got:
                break
            filled += got
        return filled

    def _has_nul(self, start: int, end: int) -> bool:
        return self._buffer.find(0, start, end) >= 0

    def _before_nul(self, path: str, start: int, end: int) -> int:
        """Where the text of a file in the arena ends: at its end or at a NUL byte, which gives a row."""
        nul = self._buffer.find(0, start, end)
        if nul < 0:
            return end
        self._batch.skips.append(Skip(path, SkipReason.BINARY, _UP_TO_NUL))
        return nul

    def _count(self, size: int) -> None:
        self._batch.files_read += 1
        self._batch.bytes_read += size

    def _flush(self) -> None:
        """Sift the arena and inspect the files in it that deserve it."""
        slots, self._slots = self._slots, []
        filled, self._filled = self._filled, 0
        if not slots:
            return
        hits = self._sift_arena(slots, filled)
        low = 0
        for slot in slots:
            high = bisect_left(hits, slot.end, low)
            if high > low or slot.wanted:
                own = [hit - slot.start for hit in hits[low:high]]
                data = bytes(self._view[slot.start : slot.end])
                self._alone(slot.place, slot.path, partial(self._inspect, slot.path, data, own))
            low = high
        self._batch.files_done = slots[-1].place + 1

    def _sift_arena(self, slots: Sequence[_Slot], filled: int) -> list[int]:
        """Where needles stand in the arena; the wall for all its files at once should the sift fail."""
        try:
            return self._hits(self._view[:filled])
        except Exception as error:
            detail = type(error).__name__
            self._batch.skips.extend(Skip(slot.path, SkipReason.ERROR, detail) for slot in slots)
            return []

    def _alone(self, index: int, path: str, work: Callable[[], None]) -> None:
        """Do what could hang or kill the process, announced and behind the wall."""
        self._at = index
        self._announce(index)
        self._walled(path, work)
        self._announce(IDLE)

    def _walled(self, path: str, work: Callable[[], None]) -> None:
        """The wall around one file: a failure of any kind is a row."""
        try:
            work()
        except TimeUp:
            self._batch.skips.append(self._timed_out(path))
        except CannotRead as problem:
            self._batch.skips.append(problem.skip)
        except OSError as error:
            self._batch.skips.append(skip_for(path, error))
        except Exception as error:
            self._batch.skips.append(Skip(path, SkipReason.ERROR, type(error).__name__))

    def _timed_out(self, path: str, what: str = "") -> Skip:
        return Skip(path, SkipReason.TIME_OUT, f"more than {self._budgets.seconds_per_file:g} s{what}")

    def _inspect(self, path: str, data: bytes, hits: list[int]) -> None:
        """Inspect a whole file, or take what is kept of it; `hits` are byte offsets."""
        self._kept_or(path, data, lambda: self._decoded(path, data, hits))

    def _kept_or(self, path: str, data: bytes, look: Callable[[], None]) -> None:
        """The rows of a file: those kept of the very same one, else what comes of a look at it."""
        if self._cache is None:
            look()
            return
        key = self._cache.key(path, data, included=self._included)
        kept = self._cache.get(key)
        if kept is None:
            whole, self._batch = self._batch, Batch()
            try:
                look()
                self._cache.put(key, self._batch)
            finally:
                kept, self._batch = self._batch, whole
        self._batch.candidates += kept.candidates
        self._batch.take_rows(kept)

    def _decoded(self, path: str, data: bytes, hits: list[int]) -> None:
        decoded = decode(data)
        offsets = char_offsets(data, hits, decoded.encoding, mark_length(data, decoded.encoding))
        self._inspect_text(Document(path, decoded.text, included=self._included), offsets)

    def _inspect_wide(self, path: str, data: bytes, wanted: bool) -> None:
        """UTF-16 and UTF-32 are sifted as UTF-8."""
        text = decode(data).text
        offsets = self._sift_text(text)
        if offsets or wanted:
            document = Document(path, text, included=self._included)
            self._kept_or(path, data, lambda: self._inspect_text(document, offsets))

    def _sift_text(self, text: str) -> list[int]:
        data = text.encode("utf-8", "replace")
        return char_offsets(data, self._hits(memoryview(data)), "utf-8")

    def _inspect_text(self, document: Document, hits: list[int]) -> None:
        self._batch.candidates += bool(hits)
        rows = self._rows(document.path)
        rows.add(document, self._look(document, rows.affordable(document.text, hits), rows))
        self._keep(rows)

    def _look(self, document: Document, hits: Sequence[int], rows: FileRows) -> Inspection:
        """Inspect; where structured reading fails or hangs, once more as plain text."""
        try:
            with self._guard.limit():
                return self._detector.in_text(document, hits)
        except TimeUp:
            rows.skips.append(self._timed_out(document.path, "; read as plain text"))
        except Exception as error:
            detail = f"{type(error).__name__}; read as plain text"
            rows.skips.append(Skip(document.path, SkipReason.ERROR, detail))
        self._announce(self._at)
        plain = Document(document.path, document.text, complete=False)
        with self._guard.limit():
            return self._detector.in_text(plain, hits)

    def _large(self, path: str, descriptor: int, status: os.stat_result, wanted: bool) -> None:
        """A file too large for the arena: whole where it may be read by structure, else in windows."""
        head = read_up_to(descriptor, self._budgets.head_bytes)
        if wide_encoding(head) is None and 0 in head[: self._budgets.sniff_bytes]:
            self._batch.skips.append(Skip(path, SkipReason.BINARY))
            return
        if self._is_own(path, head[:HEAD_BYTES]):
            return
        pieces = _Pieces(descriptor, head, self._budgets)
        if status.st_size <= self._whole_limit(path):
            self._large_whole(path, pieces, wanted)
        else:
            self._large_text(path, pieces, wanted)
        self._count(pieces.total)
        self._batch.skips.extend(_after_reading(path, pieces, status, os.fstat(descriptor)))

    def _whole_limit(self, path: str) -> int:
        if self._rules.is_structured(path):
            return self._budgets.structured_bytes
        return self._budgets.parse_bytes

    def _large_whole(self, path: str, pieces: _Pieces, wanted: bool) -> None:
        data = b"".join(iter(pieces.next, b""))
        if pieces.wide:
            self._inspect_wide(path, data, wanted)
            return
        hits = self._hits(memoryview(data))
        if hits or wanted:
            self._inspect(path, data, hits)

    def _large_text(self, path: str, pieces: _Pieces, wanted: bool) -> None:
        """Sift a large text window by window; what was found before a failure is kept."""
        rows = self._rows(path)
        candidate = False
        try:
            with self._guard.limit():
                for window in windows(path, pieces.next, pieces.encoding, self._budgets.overlap_chars):
                    candidate = self._look_at_window(window, rows) or candidate
                    if rows.full:
                        pieces.stopped = True
                        break
        except TimeUp:
            rows.skips.append(self._timed_out(path, "; what was found until then is kept"))
        finally:
            self._batch.candidates += candidate
            if (candidate or wanted) and self._rules.has_reader(path):
                rows.skips.append(Skip(path, SkipReason.PARSE_LIMIT, "read as plain text"))
            self._keep(rows)

    def _look_at_window(self, window: Window, rows: FileRows) -> bool:
        """Inspect a window; True when it holds a needle."""
        self._guard.check()
        hits = self._sift_text(window.document.text)
        if hits:
            seen = self._detector.in_text(window.document, rows.affordable(window.document.text, hits))
            rows.add(window.document, seen, window)
        return bool(hits)

    def _rows(self, path: str) -> FileRows:
        return FileRows(path, self._detector.context(path), self._budgets)

    def _keep(self, rows: FileRows) -> None:
        rows.close()
        self._batch.take_rows(rows)


class _Pieces:
    """A large file piece by piece: up to the limit for text, and never past a NUL byte.

    Attributes:
        wide: True for UTF-16 and UTF-32, whose NUL bytes mean nothing.
        total: bytes handed out so far.
        hit_nul: True when a NUL byte ended it.
        stopped: True when the reader wanted no more.
    """

    def __init__(self, descriptor: int, head: bytes, budgets: Budgets) -> None:
        self._descriptor = descriptor
        self._head = head
        self._size = budgets.window_bytes
        self._limit = budgets.text_bytes
        self.encoding = guess_encoding(head)
        self.wide = wide_encoding(head) is not None
        self.total = 0
        self.hit_nul = False
        self.stopped = False

    def next(self) -> bytes:
        """The next piece; b"" at the end."""
        if self.hit_nul or self.total >= self._limit:
            return b""
        piece = self._head or read_up_to(self._descriptor, min(self._size, self._limit - self.total))
        self._head = b""
        if not self.wide:
            text, nul, _ = piece.partition(b"\0")
            self.hit_nul = bool(nul)
            piece = text
        self.total += len(piece)
        return piece


def _after_reading(
    path: str, pieces: _Pieces, before: os.stat_result, after: os.stat_result
) -> Iterator[Skip]:
    """Rows for a large file that was not, or not consistently, read to its end."""
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        yield Skip(path, SkipReason.CHANGED)
    if pieces.hit_nul:
        yield Skip(path, SkipReason.BINARY, _UP_TO_NUL)
    elif not pieces.stopped and pieces.total < after.st_size:
        detail = f"the first {pieces.total >> 20:,} of {after.st_size >> 20:,} MiB were read"
        yield Skip(path, SkipReason.TOO_LARGE, detail)


def _read_by_copy(descriptor: int, view: memoryview) -> int:
    """`os.readv` for systems that have none."""
    data = os.read(descriptor, len(view))
    view[: len(data)] = data
    return len(data)


def _read_by_readv(descriptor: int, view: memoryview) -> int:
    return os.readv(descriptor, [view])


_read_into = _read_by_readv if hasattr(os, "readv") else _read_by_copy


def _nobody(index: int) -> None:
    """Hears announcements where there is no parent process."""
