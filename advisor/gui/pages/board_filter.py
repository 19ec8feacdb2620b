"""What a reader narrows the board to. It hides rows and judges nothing: the policy does that.

What was not checked passes no filter that asks for it, and is counted apart: it is not known to fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from advisor.core.board import BoardEntry
from advisor.core.policy import Policy
from advisor.report.catalog_text import NOT_CHECKED

IMAGE = "image"
YES, NO = "yes", "no"
_UNITS = {"": 1, "k": 1024, "m": 1024 * 1024}
_TOKENS = re.compile(r"(\d{1,9})\s?([km]?)", re.IGNORECASE)
_GIB = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?\s?(?:gib)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What is asked for; what is empty or None is no matter."""

    words: tuple[str, ...] = ()
    licences: frozenset[str] = frozenset()
    """Licence classes, any of them; `not checked` is one."""
    reads: frozenset[str] = frozenset()
    """Modalities, all of them."""
    tools: frozenset[str] = frozenset()
    """`yes`, `no`, `not checked`: any of them."""
    hosts: frozenset[str] = frozenset()
    """Slugs of hosts, any of them."""
    context: int | None = None
    memory_gib: float | None = None
    precision: str = "q4"
    """What memory is reckoned at; asks for nothing by itself."""
    since: date | None = None
    before: date | None = None

    @property
    def active(self) -> bool:
        """True where something is asked for."""
        return replace(self, precision="") != BoardFilter(precision="")

    def over(self, limits: Policy) -> Policy:
        """`limits` with what of this a policy can say; words, days and a choice of hosts are none of it."""
        needs = dict(limits.needs)
        if self.context is not None:
            needs["context"] = str(self.context)
        if IMAGE in self.reads:
            needs["vision"] = YES
        if self.tools == {YES}:
            needs["tools"] = YES
        if len(self.hosts) == 1:
            needs["runs"] = next(iter(self.hosts))
        classes = tuple(name for name in sorted(self.licences) if name != NOT_CHECKED)
        return replace(
            limits,
            name="",
            needs=needs,
            licence_classes=classes or limits.licence_classes,
            memory_gib=self.memory_gib if self.memory_gib is not None else limits.memory_gib,
            quantisation=self.precision or limits.quantisation,
        )

    def left_to_look(self) -> BoardFilter:
        """What stays a matter of looking when the rest has become the policy."""
        several = self.hosts if len(self.hosts) > 1 else frozenset()
        return BoardFilter(
            words=self.words,
            licences=self.licences & {NOT_CHECKED},
            reads=self.reads - {IMAGE},
            tools=frozenset() if self.tools == {YES} else self.tools,
            hosts=several,
            precision=self.precision,
            since=self.since,
            before=self.before,
        )


Check = Callable[[BoardEntry, BoardFilter], bool | None]
"""True: it is so; False: it is not; None: a fact that it depends on is not known."""


def licence_class(entry: BoardEntry) -> str:
    """The class read from the licence's text, else from the alternative's row, as the judgement has it."""
    read = entry.licence.licence_class if entry.licence else None
    return read or entry.candidate.alternative.licence_class or NOT_CHECKED


def calls_tools(entry: BoardEntry) -> str:
    """`yes`, `no` or `not checked`."""
    calls = entry.candidate.alternative.tool_calling
    return NOT_CHECKED if calls is None else YES if calls else NO


def memory_at(entry: BoardEntry, precision: str) -> float | None:
    """GiB at a precision; None where a figure was not seen."""
    need = entry.memory.get(precision)
    return need.total_gib if need is not None else entry.candidate.memory_gib


def hay(entry: BoardEntry) -> str:
    """What words are looked for in."""
    row = entry.candidate.alternative
    return f"{row.name}\n{row.vendor}\n{row.licence}\n{row.hf_repo}".casefold()


def _words(entry: BoardEntry, wanted: BoardFilter) -> bool:
    text = hay(entry)
    return all(word in text for word in wanted.words)


def _licences(entry: BoardEntry, wanted: BoardFilter) -> bool:
    return not wanted.licences or licence_class(entry) in wanted.licences


def _reads(entry: BoardEntry, wanted: BoardFilter) -> bool | None:
    read = entry.candidate.alternative.modalities_in
    if not wanted.reads:
        return True
    return wanted.reads <= set(read) if read else None


def _tools(entry: BoardEntry, wanted: BoardFilter) -> bool | None:
    called = calls_tools(entry)
    if not wanted.tools or called in wanted.tools:
        return True
    return None if called == NOT_CHECKED else False


def _hosts(entry: BoardEntry, wanted: BoardFilter) -> bool | None:
    served = entry.candidate.hosted_as
    if not wanted.hosts or not wanted.hosts.isdisjoint(served):
        return True
    return None if "hosted_ids" in entry.candidate.alternative.not_checked else False


def _context(entry: BoardEntry, wanted: BoardFilter) -> bool | None:
    window = entry.candidate.alternative.context_tokens
    if wanted.context is None:
        return True
    return None if window is None else window >= wanted.context


def _memory(entry: BoardEntry, wanted: BoardFilter) -> bool | None:
    """The weights alone being too large is known to fail, whatever the cache needs."""
    if wanted.memory_gib is None:
        return True
    total, need = memory_at(entry, wanted.precision), entry.memory.get(wanted.precision)
    if total is not None:
        return total <= wanted.memory_gib
    weights = need.weights_gib if need else None
    return False if weights is not None and weights > wanted.memory_gib else None


def _days(entry: BoardEntry, wanted: BoardFilter) -> bool | None:
    day = entry.candidate.alternative.released
    if wanted.since is None and wanted.before is None:
        return True
    if day is None:
        return None
    return (wanted.since is None or day >= wanted.since) and (wanted.before is None or day < wanted.before)


CHECKS: Mapping[str, Check] = {
    "words": _words,
    "licences": _licences,
    "reads": _reads,
    "tools": _tools,
    "hosts": _hosts,
    "context": _context,
    "memory": _memory,
    "days": _days,
}
"""By what they look at."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a filter makes of the entries of a board."""

    shown: tuple[BoardEntry, ...]
    unknown: int
    """Hidden for no other reason than that a fact was not checked."""
    failed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By entry: the checks it does not pass."""

    def count(self, part: str, holds: Callable[[BoardEntry], bool], entries: Iterable[BoardEntry]) -> int:
        """How many pass every other check and hold this: what a chip of `part` would leave."""
        return sum(1 for one in entries if self.failed[one.id] <= {part} and holds(one))


def look(entries: Sequence[BoardEntry], wanted: BoardFilter) -> Seen:
    """Narrow `entries` to what is wanted."""
    results = {
        one.id: {part: passed for part, check in CHECKS.items() if (passed := check(one, wanted)) is not True}
        for one in entries
    }
    shown = tuple(one for one in entries if not results[one.id])
    unknown = sum(1 for found in results.values() if found and not any(v is False for v in found.values()))
    return Seen(shown, unknown, {key: frozenset(found) for key, found in results.items()})


def tokens_of(text: str) -> int | None:
    """`32k`, `131072`, `1M` as a number of tokens; None for what is none."""
    found = _TOKENS.fullmatch(text.strip().replace(",", "").replace("_", ""))
    return int(found[1]) * _UNITS[found[2].lower()] or None if found else None


def gib_of(text: str) -> float | None:
    """`24`, `22.4 GiB` as a number; None for what is none."""
    found = _GIB.fullmatch(text.strip())
    return float(f"{found[1]}.{found[2] or 0}") or None if found else None


def day_of(text: str) -> date | None:
    """`2026-04-08` as a day; None for what is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
