"""Finds the bytes worth a closer look: every place where one of the catalog's needles stands.

Three engines give the same answer, the first that can be imported is used: hyperscan (fastest),
ahocorasick_rs, plain Python. A needle is matched byte by byte with ASCII letters folded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import cast

from advisor.core.errors import CatalogError

Hits = Callable[[memoryview], list[int]]
"""Given bytes: the sorted offsets at which a needle begins, each once."""

ENGINES = ("hyperscan", "ahocorasick_rs", "python")
"""Names of the engines, fastest first."""


def sifter(needles: Sequence[bytes], engine: str | None = None, *, exact: bool = False) -> Hits:
    """The sift for these needles (lower-case ASCII, no line ends) by the named or the best engine.

    With `exact` needles may have capitals and are found letter by letter.

    Raises CatalogError for a needle that cannot be sifted for, ImportError for a named engine that is
    not installed.
    """
    for needle in needles:
        if (
            not needle
            or not (exact or needle == needle.lower())
            or not needle.isascii()
            or b"\n" in needle
            or b"\r" in needle
        ):
            raise CatalogError(
                f"The needle {needle!r} is not lower-case ASCII on one line. Mend the vocabulary."
            )
    if not needles:
        return lambda data: []
    return _best(needles, exact)[1] if engine is None else _MAKERS[engine](needles, exact)


def engine_in_use() -> str:
    """The name of the engine that is taken here when none is asked for."""
    return _best((b"a",))[0]


def _best(needles: Sequence[bytes], exact: bool = False) -> tuple[str, Hits]:
    for name in ENGINES[:-1]:
        try:
            return name, _MAKERS[name](needles, exact)
        except ImportError:
            continue
    return ENGINES[-1], _plain(needles, exact)


def _hyperscan(needles: Sequence[bytes], exact: bool) -> Hits:
    import hyperscan

    database = hyperscan.Database()
    try:
        # Without ids, which count up by themselves: the binding never lets go of those it is given.
        database.compile(
            expressions=[re.escape(needle) for needle in needles],
            elements=len(needles),
            flags=[0 if exact else hyperscan.HS_FLAG_CASELESS] * len(needles),
        )
        scratch = hyperscan.Scratch(database)
    except hyperscan.HyperscanError as error:  # an old processor: as good as not installed
        raise ImportError(f"hyperscan does not run here: {error!r}") from error
    lengths = [len(needle) for needle in needles]

    def hits(data: memoryview) -> list[int]:
        found: set[int] = set()
        add = found.add

        def on_match(needle: int, start: int, end: int, flags: int, context: object) -> None:
            add(end - lengths[needle])

        # any buffer will do, though the stubs name only bytes
        database.scan(cast("bytes", data), match_event_handler=on_match, scratch=scratch)
        return sorted(found)

    return hits


def _ahocorasick(needles: Sequence[bytes], exact: bool) -> Hits:
    import ahocorasick_rs

    automaton = ahocorasick_rs.BytesAhoCorasick(list(needles))

    def hits(data: memoryview) -> list[int]:
        matches = automaton.find_matches_as_indexes(_folded(data, exact), overlapping=True)
        return sorted({start for _, start, _ in matches})

    return hits


def _plain(needles: Sequence[bytes], exact: bool) -> Hits:
    def hits(data: memoryview) -> list[int]:
        folded = _folded(data, exact)
        found: set[int] = set()
        for needle in needles:
            at = folded.find(needle)
            while at >= 0:
                found.add(at)
                at = folded.find(needle, at + 1)
        return sorted(found)

    return hits


def _folded(data: memoryview, exact: bool) -> bytes:
    return bytes(data) if exact else bytes(data).lower()


_MAKERS: dict[str, Callable[[Sequence[bytes], bool], Hits]] = {
    "hyperscan": _hyperscan,
    "ahocorasick_rs": _ahocorasick,
    "python": _plain,
}
