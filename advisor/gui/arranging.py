"""Filters, sorts and groups findings in slices, so that a hundred thousand of them never hold the window.

Everything here is a generator that stops between slices; what it hands back at its end is shown in one go.
Without Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from advisor.core import pieces
from advisor.core.findings import Finding
from advisor.gui.filters import ChipCounts, FindingFilter

SLICE = 2000
"""Rows between two stops."""
Slices: TypeAlias = Generator[None, None, Any]
Key: TypeAlias = Callable[[Finding], Any]


@dataclass(eq=False, slots=True)
class Group:
    """One heading in a grouped table, with the rows under it."""

    id: str
    title: str
    rows: list[Any]
    gravest: Any
    """The row that is worst off."""
    open: bool = True


@dataclass(frozen=True, slots=True)
class Grouping:
    """What rows are brought together by."""

    key: Callable[[Finding], str]
    title: Callable[[str], str] = str
    """The heading of a key."""
    order: Callable[[str], Any] | None = None
    """Sorts the keys; None: in the order of their first rows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the rows are to be shown."""

    filter: FindingFilter = field(default_factory=FindingFilter)
    key: Key | None = None
    reverse: bool = False
    grouping: Grouping | None = None
    closed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Arranged:
    """What came of it."""

    everything: Sequence[Finding]
    hays: list[str] | None
    counts: ChipCounts
    passing: list[Finding] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def arranged(
    rows: Sequence[Finding],
    hays: list[str] | None,
    wanted: Wanted,
    hay: Callable[[Finding], str],
    gravity: Key,
    *,
    settle: bool = False,
) -> Generator[None, None, Arranged]:
    """Arrange `rows`; `settle` puts all of them in the order of their gravity first."""
    if settle:
        rows, hays = (yield from in_order(rows, gravity)), None
    if wanted.filter.words() and hays is None:
        hays = yield from _hays(rows, hay)
    made = Arranged(rows, hays, ChipCounts(wanted.filter))
    made.passing = yield from _passing(rows, hays, wanted.filter, made.counts)
    if wanted.key is not None:
        made.passing = yield from in_order(made.passing, wanted.key, wanted.reverse)
    if wanted.grouping is not None:
        made.groups = yield from _groups(made.passing, wanted, gravity)
    return made


def _slices(number: int) -> Iterator[slice]:
    for start in range(0, number, SLICE):
        yield slice(start, start + SLICE)


def _hays(rows: Sequence[Finding], hay: Callable[[Finding], str]) -> Slices:
    hays: list[str] = []
    for part in _slices(len(rows)):
        hays += [hay(row) for row in rows[part]]
        yield
    return hays


def _passing(
    rows: Sequence[Finding], hays: list[str] | None, wanted: FindingFilter, counts: ChipCounts
) -> Slices:
    passing: list[Finding] = []
    reads = wanted.reads() if wanted.words() or wanted.fields() else None
    for part in _slices(len(rows)):
        some = rows[part]
        if reads is not None:
            texts = hays[part] if hays is not None else [""] * len(some)
            some = [row for row, text in zip(some, texts, strict=True) if reads(row, text)]
        passing += counts.take(some)
        yield
    return passing


def in_order(rows: Sequence[Finding], key: Key, reverse: bool = False) -> Slices:
    """Sort by a key; equal rows stay in the order they had, the other way round as well."""
    keyed: list[tuple[Any, int]] = []
    sign = -1 if reverse else 1
    for part in _slices(len(rows)):
        keyed += [(key(row), sign * (part.start + number)) for number, row in enumerate(rows[part])]
        yield
    keyed = yield from pieces.sorting(keyed)
    if reverse:
        keyed.reverse()
    ordered: list[Finding] = []
    for part in _slices(len(keyed)):
        ordered += [rows[abs(number)] for _, number in keyed[part]]
        yield
    return ordered


def _groups(rows: Sequence[Finding], wanted: Wanted, gravity: Key) -> Slices:
    grouping = wanted.grouping
    assert grouping is not None
    members: dict[str, list[Finding]] = {}
    for part in _slices(len(rows)):
        for row in rows[part]:
            members.setdefault(grouping.key(row), []).append(row)
        yield
    keys = sorted(members, key=grouping.order) if grouping.order else list(members)
    groups: list[Group] = []
    for part in _slices(len(keys)):
        for key in keys[part]:
            mine = members[key]
            groups.append(
                Group(key, grouping.title(key), mine, min(mine, key=gravity), key not in wanted.closed)
            )
        yield
    return groups
