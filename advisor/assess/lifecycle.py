"""Finds what a host says about an id, and follows its recommended replacements to something alive.

Ids are compared per provider, case ignored. Where the spelling as written is not in the table, what routers
and regions put around it is taken off; where that does not help either, the host's one row for the same
model counts, and the match says that it was made by model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from advisor.core.knowledge import LifecycleRow

_MOST_PARTS = 12
"""Longer "ids" are no ids; their parts are not tried one by one."""


class MatchedBy(StrEnum):
    """How an id was found in the table."""

    ID = "id"
    SPELLING = "spelling"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Match:
    """The rows that speak about an id."""

    rows: tuple[LifecycleRow, ...]
    by: MatchedBy


def spellings(written: str) -> Iterator[str]:
    """Shorter and shorter readings of an id, lower-case: `groq/x` gives `x`, `us.meta.x:128k` gives `meta.x`.

    Only what stands at a border (`/`, `:`, the first `.`) is taken off; a reading that is no id simply is
    not in the table.
    """
    text = written.strip().lower()
    parts = text.replace(":", "/").split("/")
    if len(parts) > _MOST_PARTS:
        return
    tails = [text[-length:] for length in _tail_lengths(parts)]
    heads = [tail.rsplit(":", 1)[0] for tail in tails if ":" in tail]
    for reading in [*tails, *heads]:
        yield reading
        first, dot, rest = reading.partition(".")
        if dot and "/" not in first:
            yield rest


def _tail_lengths(parts: list[str]) -> Iterator[int]:
    """Lengths of the tails that begin at each part, whole text first."""
    length = sum(len(part) for part in parts) + len(parts) - 1
    for part in parts:
        yield length
        length -= len(part) + 1


class LifecycleIndex:
    """The lifecycle table, ready to be asked by provider and id."""

    def __init__(self, rows: Iterable[LifecycleRow], canonical: Callable[[str], str | None]) -> None:
        """`canonical` gives the canonical model name of an id; None where it names no Llama."""
        self._canonical = canonical
        self._rows: dict[str, list[LifecycleRow]] = defaultdict(list)
        self._ids: dict[tuple[str, str], list[LifecycleRow]] = defaultdict(list)
        self._ends: dict[tuple[str, str], list[LifecycleRow]] = defaultdict(list)
        self._written: dict[str, set[str]] = defaultdict(set)
        self._models: dict[str, dict[str, list[LifecycleRow]]] = {}
        self._found: dict[tuple[str, str, str | None], Match | None] = {}
        for row in rows:
            self._add(row)

    def _add(self, row: LifecycleRow) -> None:
        self._rows[row.provider].append(row)
        self._written[row.model_id].add(row.provider)
        written = row.model_id.lower()
        self._ids[row.provider, written].append(row)
        if "/" in written:
            self._ends[row.provider, written.rsplit("/", 1)[1]].append(row)

    def written_by(self, written: str) -> frozenset[str]:
        """The hosts whose table has the id letter by letter so."""
        return frozenset(self._written.get(written, ()))

    @property
    def providers(self) -> tuple[str, ...]:
        """All hosts the table speaks of."""
        return tuple(self._rows)

    def has_publishers(self, provider: str) -> bool:
        """True where ids of that host may begin with a publisher (`meta-llama/…`) or none is known."""
        rows = self._rows.get(provider, ())
        return not rows or any("/" in row.model_id for row in rows)

    def of_provider(self, provider: str) -> tuple[LifecycleRow, ...]:
        """All rows of one host."""
        return tuple(self._rows.get(provider, ()))

    def find(self, provider: str, written: str, model: str | None) -> Match | None:
        """What `provider` says about the id `written`, which names `model`; None: nothing.

        Each is looked for once: a project writes the same id in many places.
        """
        key = (provider, written, model)
        if key not in self._found:
            self._found[key] = self._find(provider, written, model)
        return self._found[key]

    def _find(self, provider: str, written: str, model: str | None) -> Match | None:
        for position, reading in enumerate(spellings(written)):
            rows = self._ids.get((provider, reading))
            if rows:
                return Match(tuple(rows), MatchedBy.SPELLING if position else MatchedBy.ID)
        return self._by_end(provider, written) or self._by_model(provider, model)

    def _by_end(self, provider: str, written: str) -> Match | None:
        """An id without the publisher that the host's own spelling has: unique or nothing."""
        for reading in spellings(written):
            rows = self._ends.get((provider, reading), ())
            if rows and len({row.model_id.lower() for row in rows}) == 1:
                return Match(tuple(rows), MatchedBy.SPELLING)
        return None

    def _by_model(self, provider: str, model: str | None) -> Match | None:
        """The host's rows for the same model, where all of them say the same."""
        if model is None:
            return None
        if provider not in self._models:
            self._models[provider] = self._group_by_model(provider)
        rows = self._models[provider].get(model, ())
        if not rows or len({_fate(row) for row in rows}) > 1:
            return None
        return Match(tuple(rows), MatchedBy.MODEL)

    def _group_by_model(self, provider: str) -> dict[str, list[LifecycleRow]]:
        groups: dict[str, list[LifecycleRow]] = defaultdict(list)
        for row in self._rows.get(provider, ()):
            name = self._canonical(row.model_id)
            if name is not None:
                groups[name].append(row)
        return groups


def _fate(row: LifecycleRow) -> tuple[object, ...]:
    """What a row says, whatever id it says it of."""
    return row.status, row.announced_on, row.end_on, row.no_later_than, row.tiers
