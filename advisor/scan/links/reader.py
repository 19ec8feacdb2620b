"""Reads files once more, for names: one at a time, each behind its own wall, as the first look did."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from advisor.core.findings import Hint, Skip
from advisor.core.kinds import Context, SkipReason
from advisor.scan.budgets import Budgets
from advisor.scan.deadline import Guard, TimeUp
from advisor.scan.detector import Detector, Sight
from advisor.scan.document import Document
from advisor.scan.engine import IDLE, Batch
from advisor.scan.links.values import Lookup
from advisor.scan.read import CannotRead, char_offsets, decode, mark_length, open_regular, read_up_to
from advisor.scan.rules import DiscoveryRules
from advisor.scan.sift import Hits, sifter

_SILENT = frozenset({Context.DOCS, Context.DATA, Context.VENDORED})


class NameReader:
    """Looks for names below one folder."""

    def __init__(
        self, root: str, detector: Detector, rules: DiscoveryRules, budgets: Budgets, guard: Guard
    ) -> None:
        """`root` is absolute."""
        self._root = root
        self._detector = detector
        self._rules = rules
        self._budgets = budgets
        self._guard = guard
        self._lookup: Lookup | None = None
        self._sight: Sight | None = None
        self._hits: Hits = lambda data: []

    def scan(
        self, paths: Sequence[str], lookup: Lookup, announce: Callable[[int], None] | None = None
    ) -> Batch:
        """Look for names in files by relative path; raises `deadline.Stopped` on a cancel.

        The files were counted and their skips told when they were read first: the batch holds sightings and
        what went wrong this time.
        """
        sight = self._prepared(lookup)
        batch = Batch()
        with self._guard.watching():
            for index, path in enumerate(paths):
                self._guard.check_cancel()
                data = self._candidate(sight, path)
                if data is None:
                    continue
                if announce is not None:
                    announce(index)
                self._walled(batch, sight, path, *data)
            if announce is not None:
                announce(IDLE)
        return batch

    def _prepared(self, lookup: Lookup) -> Sight:
        if self._sight is None or lookup != self._lookup:
            self._lookup, self._sight = lookup, self._detector.sight(lookup)
            self._hits = sifter(self._sight.needles, exact=True)
        return self._sight

    def _is_wanted(self, sight: Sight, path: str) -> bool:
        if self._rules.known_by_name(path) is not None or not sight.wants(path):
            return False
        return self._detector.context(path) not in _SILENT

    def _candidate(self, sight: Sight, path: str) -> tuple[bytes, list[int]] | None:
        """The bytes of a file that holds a name, and where; None for all others."""
        if not self._is_wanted(sight, path):
            return None
        try:
            data = self._read(path)
            hits = self._hits(memoryview(data)) if data else []
        except (CannotRead, OSError):
            return None  # it was read, or has its row, from the first look
        return (data, hits) if hits else None

    def _walled(self, batch: Batch, sight: Sight, path: str, data: bytes, hits: list[int]) -> None:
        """The wall around one file: what goes wrong costs its names and is a row."""
        try:
            with self._guard.limit():
                self._look(batch, sight, path, data, hits)
        except TimeUp:
            batch.skips.append(Skip(path, SkipReason.TIME_OUT, "while names were followed"))
        except Exception as error:
            detail = f"{type(error).__name__} while names were followed"
            batch.skips.append(Skip(path, SkipReason.ERROR, detail))

    def _read(self, path: str) -> bytes:
        """The bytes of a text file; b"" for one too large for structured reading, or no text at all."""
        descriptor, status = open_regular(f"{self._root}{os.sep}{path}", path)
        try:
            if status.st_size > self._budgets.parse_bytes:
                return b""
            data = read_up_to(descriptor, status.st_size)
        finally:
            os.close(descriptor)
        return b"" if 0 in data[: self._budgets.sniff_bytes] else data

    def _look(self, batch: Batch, sight: Sight, path: str, data: bytes, hits: list[int]) -> None:
        decoded = decode(data)
        offsets = char_offsets(data, hits, decoded.encoding, mark_length(data, decoded.encoding))
        document = Document(path, decoded.text)
        found = sight.look(document, offsets)
        limit = self._budgets.link_sightings
        if len(found) > limit:
            detail = f"only the first {limit:,} places that read a name were kept"
            batch.skips.append(Skip(path, SkipReason.LINKS_CAP, detail))
        context = self._detector.context(path)
        batch.sightings.extend(replace(one, context=context) for one in found[:limit])
        if found:
            for hint in sight.hints(document, context)[: self._budgets.hints_per_file]:
                line, _ = document.position(hint.start)
                first, last = (document.position(at)[0] for at in hint.span) if hint.span else (0, 0)
                row = Hint(path, line, hint.need, hint.value, hint.written, first, last)
                batch.hints.append(row)
