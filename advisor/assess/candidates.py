"""Weighs the alternatives of the catalog for one dependency: what fits, what is missing, why not.

The same rules hold for every vendor. The score is a sum of parts, each with its points from
`resources/ranking.json` and its reason; benchmark figures are no part of it, as they were made under unlike
conditions. An alternative that was not released (or not yet read about) on the day does not appear at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from advisor.assess.memory import memory
from advisor.assess.needs import CHAT, CONTEXT, TOOLS, VISION, Needs, OldModel
from advisor.assess.tables import Tables
from advisor.core.assessment import Candidate, Reason
from advisor.core.knowledge import Alternative, Licence, MemoryFigures
from advisor.core.policy import Policy

_IMAGE = "image"
_DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Wanted:
    """One dependency as candidates see it."""

    old: OldModel
    needs: Needs
    host: str | None
    """Slug of the host it runs at; None: own machines, or not stated."""
    host_name: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The alternatives and what goes with them."""

    alternatives: tuple[Alternative, ...]
    licences: Mapping[str, Licence]
    figures: Mapping[str, MemoryFigures]
    """By hub repository."""
    replaces: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Canonical names of the models that an alternative's sources suggest it for, by its id."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best candidates, the nearest misses, and how many there were of each."""

    shown: tuple[Candidate, ...]
    ranked_total: int
    rejected_total: int


class Weigher:
    """Weighs one alternative for one dependency under one policy, as of one day."""

    def __init__(self, wanted: Wanted, shelf: Shelf, policy: Policy, as_of: date, tables: Tables) -> None:
        self._wanted = wanted
        self._needs = wanted.needs
        self._shelf = shelf
        self._policy = policy
        self._as_of = as_of
        self._tables = tables
        self._say = tables.texts.say
        need = wanted.needs.get(CONTEXT)
        self._context_seen = need is not None and not need.inferred
        self._context = wanted.needs.context

    def weigh(self, alternative: Alternative) -> Candidate:
        """The candidate, unranked: score with its parts, what is lacking, reasons to rule it out."""
        gib, note = self._memory(alternative)
        parts = [part for part in self._parts(alternative) if part is not None]
        return Candidate(
            alternative=alternative,
            rank=None,
            fits=tuple(part.text for part in parts if part.points and part.points > 0),
            lacks=tuple(self._lacks(alternative, gib)),
            rejected=tuple(self._rejections(alternative, gib)),
            memory_gib=gib,
            memory_note=note,
            score=round(sum(part.points or 0 for part in parts), 2),
            hosted_as=dict(alternative.hosted_ids),
            parts=tuple(parts),
        )

    # -- what rules it out -------------------------------------------------------------------------

    def _rejections(self, alternative: Alternative, gib: float | None) -> Iterator[str]:
        yield from self._licence_rejections(alternative)
        yield from self._need_rejections(alternative)
        limit = self._policy.memory_gib
        if limit is not None and gib is not None and gib > limit and not self._same_host(alternative):
            yield self._say("reject.memory", gib=f"{gib:.1f}", limit=f"{limit:g}")

    def _licence_rejections(self, alternative: Alternative) -> Iterator[str]:
        if not alternative.rankable or alternative.licence is None:
            yield self._say("reject.unrankable", missing=", ".join(alternative.not_checked[:4]) or "licence")
        licence_class = alternative.licence_class
        if licence_class is not None and licence_class not in self._policy.licence_classes:
            yield self._say("reject.licence-class", licence_class=licence_class)
        licence = self._licence(alternative)
        if self._policy.commercial and licence is not None and licence.commercial_use == "no":
            yield self._say("reject.non-commercial", licence=licence.name)
        if alternative.vendor.lower() in {vendor.lower() for vendor in self._policy.exclude_vendors}:
            yield self._say("reject.vendor", vendor=alternative.vendor)

    def _need_rejections(self, alternative: Alternative) -> Iterator[str]:
        task = self._needs.task
        if not self._serves(alternative, task):
            made_for = ", ".join(alternative.tasks) or "?"
            yield self._say("reject.task", task=task, made_for=made_for)
        if self._must(VISION) and _IMAGE not in alternative.modalities_in:
            yield self._say("reject.vision")
        if self._must(TOOLS) and alternative.tool_calling is False:
            yield self._say("reject.tools")
        window = alternative.context_tokens
        if self._context_seen and self._context and window is not None and window < self._context:
            yield self._say("reject.context", tokens=f"{window:,}", needed=f"{self._context:,}")

    def _serves(self, alternative: Alternative, task: str) -> bool:
        """A task in the catalog's list; general models also write code, and chat is what most of them do."""
        tasks = set(alternative.tasks)
        if task == CHAT:
            return bool(tasks & {CHAT, "vision", "edge", "code"}) or not tasks
        return task in tasks or (task == "code" and CHAT in tasks)

    def _must(self, name: str) -> bool:
        need = self._needs.get(name)
        return self._needs.wants(name) and need is not None and not need.inferred

    # -- what is missing or was not checked --------------------------------------------------------

    def _lacks(self, alternative: Alternative, gib: float | None) -> Iterator[str]:
        window = alternative.context_tokens
        if window is None:
            yield self._say("lack.context-unknown")
        elif not self._context_seen and self._context and window < self._context:
            yield self._say("lack.context", tokens=f"{window:,}", old=f"{self._context:,}")
        if self._needs.wants(VISION) and _IMAGE not in alternative.modalities_in:
            yield self._say("lack.vision", model=self._wanted.old.name)
        if alternative.tool_calling is None:
            yield self._say("lack.tools-unknown")
        if alternative.reasoning == "yes":
            yield self._say("lack.thinks")
        if gib is None:
            yield self._say("lack.memory-unknown")
        licence = self._licence(alternative)
        if licence is None and alternative.licence is not None:
            yield self._say("lack.licence-unread", licence=alternative.licence)
        elif licence is not None and licence.commercial_condition:
            yield self._say("lack.condition", condition=licence.commercial_condition)

    # -- the parts of the score --------------------------------------------------------------------

    def _parts(self, alternative: Alternative) -> Iterator[Reason | None]:
        yield self._suggested(alternative)
        yield self._hosted(alternative)
        yield self._size(alternative)
        yield self._licence_part(alternative)
        yield self._context_part(alternative)
        yield self._part("vision-kept", self._needs.wants(VISION) and _IMAGE in alternative.modalities_in)
        yield self._part("tools", alternative.tool_calling is True)
        yield self._part("made-for-task", self._specialised(alternative), task=self._needs.task)
        yield self._recent(alternative)
        yield self._part("thinks", alternative.reasoning == "yes")
        yield self._part("not-checked", bool(alternative.not_checked), share=_share_unchecked(alternative))

    def _part(self, key: str, holds: bool, share: float = 1.0, **slots: object) -> Reason | None:
        """The row `key` of the ranking table as a reason, times `share`; None where it does not hold."""
        row = self._tables.ranking[key]
        earned = round(row.points * share, 2)
        return Reason(row.reason.format(**slots), earned) if holds and earned else None

    def _suggested(self, alternative: Alternative) -> Reason | None:
        suggested_for = self._shelf.replaces.get(alternative.id, frozenset())
        return self._part("suggested", self._wanted.old.id in suggested_for, model=self._wanted.old.name)

    def _same_host(self, alternative: Alternative) -> tuple[str, ...]:
        return tuple(alternative.hosted_ids.get(self._wanted.host or "", ()))

    def _hosted(self, alternative: Alternative) -> Reason | None:
        ids = self._same_host(alternative)
        if ids:
            return self._part("same-host", True, host=self._wanted.host_name, id=ids[0])
        if self._wanted.host is not None:
            return self._part("other-host", bool(alternative.hosted_ids), count=len(alternative.hosted_ids))
        return self._part("local-runtime", bool(alternative.ollama_tag or alternative.runtimes))

    def _size(self, alternative: Alternative) -> Reason | None:
        """Full points at the same size, none at eight times more or less; half of it at a host."""
        old, new = self._wanted.old.size_b, alternative.params_total_b
        if not old or not new:
            return None
        share = max(0.0, 1 - abs(math.log2(new / old)) / 3)
        key = "size-hosted" if self._wanted.host is not None else "size"
        return self._part(key, True, share, size=f"{new:g}B", old=f"{old:g}B")

    def _licence_part(self, alternative: Alternative) -> Reason | None:
        licence = self._licence(alternative)
        name = licence.name if licence else alternative.licence or "?"
        return self._part("permissive", alternative.licence_class == "permissive", licence=name)

    def _context_part(self, alternative: Alternative) -> Reason | None:
        window = alternative.context_tokens or 0
        enough = bool(window) and window >= (self._context or self._tables.unstated_context)
        return self._part("context", enough, tokens=f"{window:,}")

    def _specialised(self, alternative: Alternative) -> bool:
        return self._needs.task != CHAT and self._needs.task in alternative.tasks

    def _recent(self, alternative: Alternative) -> Reason | None:
        if alternative.released is None:
            return None
        row = self._tables.ranking["recent"]
        months = (self._as_of - alternative.released).days / _DAYS_A_MONTH
        share = max(0.0, 1 - months / (row.limit or 1))
        return self._part("recent", True, share, day=alternative.released.isoformat())

    # -- memory ------------------------------------------------------------------------------------

    def _memory(self, alternative: Alternative) -> tuple[float | None, str]:
        """(GiB, what the figure holds for)."""
        assumed = not (self._context_seen and self._context)
        context = self._tables.unstated_context if assumed else self._context or 0
        bits = self._tables.bits_per_weight.get(self._policy.quantisation)
        figures = self._shelf.figures.get(alternative.hf_repo)
        need = memory(alternative.params_total_b, bits, figures, context)
        key = "memory.assumed" if assumed else "memory.seen"
        note = self._say(key, quantisation=self._policy.quantisation, tokens=f"{context:,}")
        total = need.total_gib
        if total is None and need.weights_gib is not None:
            note += " " + self._say("memory.weights-only", gib=f"{need.weights_gib:.1f}")
        return (None if total is None else round(total, 2)), note

    def _licence(self, alternative: Alternative) -> Licence | None:
        return self._shelf.licences.get(alternative.licence or "")


def rank(
    wanted: Wanted, shelf: Shelf, policy: Policy, as_of: date, tables: Tables, chosen: str | None
) -> Ranking:
    """The candidates for one dependency: the best ranked, then the nearest misses.

    A chosen alternative is always shown, ranked or not. Ties fall to the newer, then to the id.
    """
    weigher = Weigher(wanted, shelf, policy, as_of, tables)
    weighed = [
        weigher.weigh(alternative) for alternative in shelf.alternatives if _is_out(alternative, as_of)
    ]
    weighed.sort(key=_best_first)
    ranked = [candidate for candidate in weighed if not candidate.rejected]
    ranked = [replace(candidate, rank=position) for position, candidate in enumerate(ranked, 1)]
    rejected = [candidate for candidate in weighed if candidate.rejected]
    shown = _shown(ranked, tables.shown["ranked"], chosen) + _shown(
        rejected, tables.shown["rejected"], chosen
    )
    return Ranking(tuple(shown), len(ranked), len(rejected))


def _is_out(alternative: Alternative, as_of: date) -> bool:
    """Released by the day; without a release date, read about by the day."""
    if alternative.released is not None:
        return alternative.released <= as_of
    return bool(alternative.sources) and alternative.sources[0].read_on <= as_of


def _best_first(candidate: Candidate) -> tuple[float, int, str]:
    released = candidate.alternative.released
    return -candidate.score, -(released.toordinal() if released else 0), candidate.alternative.id


def _shown(candidates: Iterable[Candidate], most: int, chosen: str | None) -> list[Candidate]:
    """The first `most`, and the chosen one wherever it stands."""
    return [
        candidate
        for position, candidate in enumerate(candidates)
        if position < most or candidate.alternative.id == chosen
    ]


def _share_unchecked(alternative: Alternative) -> float:
    """How many fields were not checked, five or more counting full."""
    return min(len(alternative.not_checked), 5) / 5
