"""Weighs the alternatives of the catalog for one dependency: what fits, what is missing, why not.

The same rules hold for every vendor. The score is a sum of parts, each with its points from
`resources/ranking.json` and its reason; benchmark figures are no part of it, as they were made under unlike
conditions. An alternative that was not released (or not yet read about) on the day does not appear at all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from advisor.assess.hosts import Hosts
from advisor.assess.languages import codes
from advisor.assess.memory import GIB, memory
from advisor.assess.needs import CHAT, CONTEXT, HARDWARE, LANGUAGES, TASK, TOOLS, VISION, Needs, OldModel
from advisor.assess.policy_check import is_vendor
from advisor.assess.tables import Tables
from advisor.assess.thresholds import above
from advisor.core.assessment import Candidate, Reason
from advisor.core.knowledge import Alternative, Licence, MemoryFigures
from advisor.core.memory import MemoryNeed
from advisor.core.overlay import Ruling, Rulings
from advisor.core.policy import Policy
from advisor.core.words import listed, released_words

_IMAGE = "image"
_DAYS_A_MONTH = 30.44
_NOT_CHECKED = "not-checked"
_SAID_ELSEWHERE = frozenset({_NOT_CHECKED, "vision-lost", "context-lost", "memory-unknown"})
"""Parts that count against a candidate and are said, where they matter, among what it lacks."""

_SIZES = frozenset({"size", "size-hosted"})
"""Parts for a size like the old model's; their limit is how many times larger or smaller it may be to fit."""


_LOOKED_AT = frozenset({CONTEXT, HARDWARE, LANGUAGES, TASK, TOOLS, VISION})
"""Needs that a ranking depends on; the others are told and weigh nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One dependency as candidates see it."""

    old: OldModel
    needs: Needs
    host: str | None
    """Slug of the host it runs at; None: own machines, or not stated."""
    host_name: str = ""
    successor: str | None = None
    """The id the host itself recommends in its place."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The alternatives and what goes with them."""

    alternatives: tuple[Alternative, ...]
    licences: Mapping[str, Licence]
    figures: Mapping[str, MemoryFigures]
    """By hub repository."""
    replaces: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Canonical names of the models that an alternative's sources suggest it for, by its id."""
    llama_licences: frozenset[str] = frozenset()
    """Slugs of the licences of Llama models: what carries one is no way out."""
    rulings: Rulings = field(default_factory=Rulings)
    """What overlays say of licences and models."""
    hosts: Hosts = field(default_factory=Hosts)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best candidates, the nearest misses, and how many there were of each."""

    shown: tuple[Candidate, ...]
    fit: tuple[Candidate, ...]
    """All that are ranked, best first."""
    ranked_total: int
    rejected_total: int
    rejected_by: Mapping[str, int]
    """What ruled them out first, in a few words, most frequent first."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason to rule a candidate out: its kind (a key of `ruled-out.…`) and the whole sentence."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the objections to it."""

    candidate: Candidate
    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said of an alternative under one policy, as of one day, whoever is to be replaced."""

    against: tuple[Objection, ...]
    """Rulings of overlays, its licence, its vendor."""
    allowed: tuple[str, ...]
    """Words of the rulings that allow it."""
    hosts: Mapping[str, tuple[str, ...]] | None
    """The hosts known to serve it that the policy lets one use; None where they were read later."""
    permissive: Reason | None
    tools: Reason | None
    recent: Reason | None
    thinks: Reason | None
    unchecked: Reason | None
    licence_lacks: tuple[str, ...]


class Weigher:
    """Weighs one alternative for one dependency under one policy, as of one day."""

    def __init__(
        self,
        wanted: Wanted,
        shelf: Shelf,
        policy: Policy,
        as_of: date,
        tables: Tables,
        known: dict[str, Standing] | None = None,
    ) -> None:
        """`known` keeps what does not depend on `wanted` for the next of the same shelf, policy and day."""
        self._known = {} if known is None else known
        self._wanted = wanted
        self._needs = wanted.needs
        self._shelf = shelf
        self._policy = policy
        self._out = shelf.hosts.among(policy.exclude_hosts)
        self._as_of = as_of
        self._tables = tables
        self._say = tables.texts.say
        need = wanted.needs.get(CONTEXT)
        self._context_seen = need is not None and not need.inferred
        self._context = wanted.needs.context
        self._task = wanted.needs.task
        self._sees, self._calls = wanted.needs.wants(VISION), wanted.needs.wants(TOOLS)
        self._spoken = self._languages()

    def weigh_all(self) -> tuple[list[Candidate], list[Weighed]]:
        """Everything that is out on the day: the ranked ones best first, then the misses, nearest first."""
        weighed = [self.weigh(one) for one in self._shelf.alternatives if _is_out(one, self._as_of)]
        fit = sorted((one.candidate for one in weighed if not one.objections), key=_best_first)
        misses = sorted((one for one in weighed if one.objections), key=_nearest_first)
        return [replace(candidate, rank=position) for position, candidate in enumerate(fit, 1)], misses

    def weigh(self, alternative: Alternative) -> Weighed:
        """The candidate, unranked: score with its parts, what is lacking, reasons to rule it out."""
        need, standing = self._memory(alternative), self._standing(alternative)
        parts = [part for part in self._parts(alternative, need, standing) if part is not None]
        objections = tuple(self._objections(alternative, need, standing))
        total = need.total_gib
        candidate = Candidate(
            alternative=alternative,
            rank=None,
            fits=(
                *(part.text for part in parts if self._speaks_for(part, alternative)),
                *standing.allowed,
            ),
            lacks=(
                *self._lacks(alternative, need, standing),
                *(part.text for part in parts if _is_minus(part)),
            ),
            rejected=tuple(objection.text for objection in objections),
            memory_gib=None if total is None else round(total, 2),
            memory_note=self._memory_note(need),
            score=round(sum(part.points or 0 for part in parts), 2),
            hosted_as=self._hosts_of(alternative),
            parts=tuple(parts),
        )
        return Weighed(candidate, objections)

    def _speaks_for(self, part: Reason, alternative: Alternative) -> bool:
        near = part.key not in _SIZES or not self._other_class(alternative)
        return part.points is not None and part.points > 0 and near

    def _other_class(self, alternative: Alternative) -> bool:
        """More times larger or smaller than what is still called like it, where both sizes are known."""
        gap, limit = self._size_gap(alternative), self._tables.ranking[self._size_key].limit
        return gap is not None and gap > (limit or math.inf)

    def _size_gap(self, alternative: Alternative) -> float | None:
        """How many times larger or smaller it is than the old model; None where a size is not known."""
        old, new = self._wanted.old.size_b, alternative.params_total_b
        return max(new / old, old / new) if old and new else None

    @property
    def _size_key(self) -> str:
        return "size-hosted" if self._wanted.host is not None else "size"

    def _standing(self, alternative: Alternative) -> Standing:
        """Reckoned once: a project with many dependencies asks for each alternative many times."""
        known = self._known.get(alternative.id)
        if known is None:
            known = self._known[alternative.id] = self._reckoned(alternative)
        return known

    def _reckoned(self, alternative: Alternative) -> Standing:
        unchecked = bool(alternative.not_checked)
        return Standing(
            against=tuple(self._always_against(alternative)),
            allowed=tuple(ruling.words for ruling in self._rulings(alternative) if ruling.allowed),
            hosts=None if self._read_later(alternative) else self._allowed(alternative.hosted_ids),
            permissive=self._licence_part(alternative),
            tools=self._part("tools", alternative.tool_calling is True),
            recent=self._recent(alternative),
            thinks=self._part("thinks", alternative.reasoning == "yes"),
            unchecked=self._part(_NOT_CHECKED, unchecked, share=_share_unchecked(alternative)),
            licence_lacks=tuple(self._licence_lacks(alternative)),
        )

    # -- what rules it out -------------------------------------------------------------------------

    def _objections(
        self, alternative: Alternative, need: MemoryNeed, standing: Standing
    ) -> Iterator[Objection]:
        """All reasons against it; the first is the one it is counted under."""
        task = self._task
        if not self._serves(alternative, task):
            made_for = ", ".join(alternative.tasks) or "?"
            yield self._against("task", task=task, made_for=made_for)
        yield from standing.against
        yield from self._need_objections(alternative)
        yield from self._memory_objections(alternative, need)

    def _always_against(self, alternative: Alternative) -> Iterator[Objection]:
        """Reasons that hold whoever is to be replaced."""
        yield from self._ruled_out(alternative)
        yield from self._licence_objections(alternative)
        if any(is_vendor(name, alternative.vendor) for name in self._policy.exclude_vendors):
            yield self._against("vendor", vendor=alternative.vendor)

    def _rulings(self, alternative: Alternative) -> list[Ruling]:
        """What overlays say of its licence and of itself."""
        rulings = self._shelf.rulings
        said = (rulings.licences.get(alternative.licence or ""), rulings.models.get(alternative.id))
        return [ruling for ruling in said if ruling is not None]

    def _ruled_out(self, alternative: Alternative) -> Iterator[Objection]:
        for ruling in self._rulings(alternative):
            if not ruling.allowed:
                yield self._against("ruling", words=ruling.words)

    def _against(self, kind: str, **slots: object) -> Objection:
        return Objection(kind, self._say(f"reject.{kind}", **slots))

    def _licence_objections(self, alternative: Alternative) -> Iterator[Objection]:
        licence, graded = self._licence(alternative), self._licence_class(alternative)
        if not alternative.rankable or alternative.licence is None or graded is None:
            yield self._against("unrankable", missing=", ".join(alternative.not_checked[:4]) or "licence")
        said = self._shelf.rulings.licences.get(alternative.licence or "")
        if said is None or not said.allowed:
            yield from self._terms(licence, graded)
        if alternative.licence in self._shelf.llama_licences:
            yield self._against("llama", licence=licence.name if licence else alternative.licence)

    def _terms(self, licence: Licence | None, graded: str | None) -> Iterator[Objection]:
        """What the policy has against the terms of a licence that no overlay allows."""
        if graded is not None and graded not in self._policy.licence_classes:
            yield self._against("licence-class", licence_class=graded)
        if self._policy.commercial and licence is not None and licence.commercial_use == "no":
            yield self._against("non-commercial", licence=licence.name)
        if licence is not None and above(licence, self._policy):
            condition = licence.commercial_condition or licence.threshold_unit
            yield self._against("threshold", licence=licence.name, condition=condition)

    def _need_objections(self, alternative: Alternative) -> Iterator[Objection]:
        if self._must(VISION) and _IMAGE not in alternative.modalities_in:
            yield self._against("vision")
        if self._must(TOOLS) and alternative.tool_calling is False:
            yield self._against("tools")
        window = alternative.context_tokens
        if self._context_seen and self._context and window is not None and window < self._context:
            yield self._against("context", tokens=f"{window:,}", needed=f"{self._context:,}")
        missing = [one for one in self._spoken if one not in (alternative.languages or (one,))]
        if missing:
            yield self._against("languages", languages=", ".join(missing))

    def _languages(self) -> list[str]:
        """The languages that answers have to be given in, where that was seen or set."""
        need = self._needs.get(LANGUAGES)
        return list(codes(need.value, self._tables.languages)[0]) if need is not None else []

    def _memory_objections(self, alternative: Alternative, need: MemoryNeed) -> Iterator[Objection]:
        """Counts where it would have to run on that machine: not where a host could serve it instead."""
        limit, least = self._policy.memory_gib, need.least_gib
        elsewhere = self._wanted.host is not None and bool(self._hosts_of(alternative))
        if limit is not None and least is not None and least > limit and not elsewhere:
            yield self._against("memory", gib=f"{least:.1f}", limit=f"{limit:g}")

    def _serves(self, alternative: Alternative, task: str) -> bool:
        """A task in the list; a chat model writes code, too, but one made for code alone does not chat."""
        tasks = set(alternative.tasks)
        if task == CHAT:
            return bool(tasks & {CHAT, "vision", "edge"}) or not tasks
        return task in tasks or (task == "code" and CHAT in tasks)

    def _must(self, name: str) -> bool:
        need = self._needs.get(name)
        return self._needs.wants(name) and need is not None and not need.inferred

    # -- what is missing or was not checked --------------------------------------------------------

    def _lacks(self, alternative: Alternative, need: MemoryNeed, standing: Standing) -> Iterator[str]:
        window = alternative.context_tokens
        if window is None:
            yield self._say("lack.context-unknown")
        elif not self._context_seen and self._context and window < self._context:
            yield self._say("lack.context", tokens=f"{window:,}", old=f"{self._context:,}")
        if self._sees and _IMAGE not in alternative.modalities_in:
            yield self._say("lack.vision", model=self._wanted.old.name)
        if self._calls and alternative.tool_calling is None:
            yield self._say("lack.tools-unknown")
        if self._spoken and alternative.languages is None:
            yield self._say("lack.languages-unknown", languages=", ".join(self._spoken))
        if self._wanted.host is not None and not self._hosts_of(alternative):
            yield self._no_host(alternative)
        yield from self._size_lacks(alternative)
        yield from self._too_small(need)
        yield from self._only_hosted(alternative, need)
        if need.total_gib is None and self._wanted.host is None:
            yield self._say("lack.memory-unknown")
        yield from standing.licence_lacks
        yield from lost_with(self._wanted.old, self._tables)

    def _size_lacks(self, alternative: Alternative) -> Iterator[str]:
        """Another class of size; far from the old one, the part that counts against it says so."""
        if self._other_class(alternative) and not self._is_far(alternative):
            size = f"{alternative.params_total_b:g}B"
            yield self._say("lack.size-class", size=size, old=self._wanted.old.size_words)

    def _too_small(self, need: MemoryNeed) -> Iterator[str]:
        """The hardware seen in the project, where it is known not to hold it."""
        seen = self._needs.get(HARDWARE)
        if seen is None or not seen.value or need.least_gib is None or self._wanted.host is not None:
            return
        gb = need.least_gib * GIB / 1e9
        if gb > float(seen.value):
            yield self._say("lack.hardware", gb=f"{gb:.0f}", seen=f"{float(seen.value):g}")

    def _only_hosted(self, alternative: Alternative, need: MemoryNeed) -> Iterator[str]:
        """The policy's limit rules nothing out that a host could serve; that it binds oneself is said."""
        limit, least = self._policy.memory_gib, need.least_gib
        hosted = self._wanted.host is not None and bool(self._hosts_of(alternative))
        if limit is not None and least is not None and least > limit and hosted:
            yield self._say("lack.memory-hosted", gib=f"{least:.1f}", limit=f"{limit:g}")

    def _licence_lacks(self, alternative: Alternative) -> Iterator[str]:
        licence = self._licence(alternative)
        if licence is None and alternative.licence is not None:
            yield self._say("lack.licence-unread", licence=alternative.licence)
        elif licence is not None and licence.commercial_condition:
            yield self._say("lack.condition", condition=licence.commercial_condition)

    # -- the parts of the score --------------------------------------------------------------------

    def _parts(
        self, alternative: Alternative, need: MemoryNeed, standing: Standing
    ) -> Iterator[Reason | None]:
        yield self._suggested(alternative)
        yield self._hosted(alternative)
        yield self._successor(alternative)
        yield self._size(alternative)
        yield self._size_far(alternative)
        yield standing.permissive
        yield self._context_part(alternative)
        yield self._part("vision-kept", self._sees and _IMAGE in alternative.modalities_in)
        yield self._vision_lost(alternative)
        yield self._context_lost(alternative)
        yield standing.tools
        yield self._part("memory-unknown", self._wanted.host is None and need.total_gib is None)
        yield self._part("made-for-task", self._specialised(alternative), task=self._task)
        yield standing.recent
        yield standing.thinks
        yield standing.unchecked

    def _part(self, key: str, holds: bool, share: float = 1.0, **slots: object) -> Reason | None:
        """The row `key` of the ranking table as a reason, times `share`; None where it does not hold."""
        if not holds:
            return None
        row = self._tables.ranking[key]
        earned = round(row.points * share, 2)
        return Reason(row.reason.format(**slots), earned, key=key) if earned else None

    def _suggested(self, alternative: Alternative) -> Reason | None:
        suggested_for = self._shelf.replaces.get(alternative.id, frozenset())
        return self._part("suggested", self._wanted.old.id in suggested_for, model=self._wanted.old.name)

    def _hosts_of(self, alternative: Alternative) -> Mapping[str, tuple[str, ...]]:
        """The hosts known to serve it on the day: before the day they were read, the one that names it."""
        hosts = self._standing(alternative).hosts
        if hosts is not None:
            return hosts
        named = self._is_successor(alternative)
        return self._allowed({self._wanted.host or "": (self._wanted.successor or "",)} if named else {})

    def _allowed(self, hosts: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Without those that the policy leaves out."""
        return {slug: ids for slug, ids in hosts.items() if slug not in self._out}

    def _read_later(self, alternative: Alternative) -> bool:
        return alternative.hosted_on is not None and alternative.hosted_on > self._as_of

    def _no_host(self, alternative: Alternative) -> str:
        if alternative.hosted_on is not None and self._read_later(alternative) and alternative.hosted_ids:
            return self._say("lack.host-later", read_on=alternative.hosted_on.isoformat())
        if alternative.hosted_ids:
            names = listed(sorted(map(self._shelf.hosts.name, alternative.hosted_ids)))
            return self._say("lack.host-excluded", hosts=names)
        return self._say("lack.host", host=self._wanted.host_name)

    def _hosted(self, alternative: Alternative) -> Reason | None:
        hosts = self._hosts_of(alternative)
        ids = hosts.get(self._wanted.host or "", ())
        if ids:
            told = alternative.hosted_on is not None and not self._read_later(alternative)
            read = f" (read {alternative.hosted_on})" if told else ""
            return self._part("same-host", True, host=self._wanted.host_name, id=ids[0], read=read)
        if self._wanted.host is not None:
            return self._part("other-host", bool(hosts), count=len(hosts))
        return self._part("local-runtime", bool(alternative.ollama_tag or alternative.runtimes))

    def _successor(self, alternative: Alternative) -> Reason | None:
        """The host's own recommendation, where the id it names is this checkpoint."""
        return self._part("successor", self._is_successor(alternative), host=self._wanted.host_name)

    def _is_successor(self, alternative: Alternative) -> bool:
        name = (self._wanted.successor or "").lower()
        ids = alternative.hosted_ids.get(self._wanted.host or "", ())
        return bool(name) and name in {known.lower() for known in (*ids, alternative.hf_repo)}

    def _size(self, alternative: Alternative) -> Reason | None:
        """Full points at the same size, none at eight times more or less; half of it at a host."""
        old, new = self._wanted.old.size_b, alternative.params_total_b
        if not old or not new:
            return None
        share = max(0.0, 1 - abs(math.log2(new / old)) / 3)
        return self._part(self._size_key, True, share, size=f"{new:g}B", old=self._wanted.old.size_words)

    def _size_far(self, alternative: Alternative) -> Reason | None:
        """A model many times larger or smaller is another kind of thing to run and to pay for.

        Nobody puts a very large one in place of a model of unknown size without knowing why.
        """
        new = alternative.params_total_b
        if not new:
            return None
        if not self._wanted.old.size_b:
            many = new > (self._tables.ranking["size-unstated"].limit or math.inf)
            return self._part("size-unstated", many, size=f"{new:g}B")
        return self._part(
            "size-far", self._is_far(alternative), size=f"{new:g}B", old=self._wanted.old.size_words
        )

    def _is_far(self, alternative: Alternative) -> bool:
        return (self._size_gap(alternative) or 0) > (self._tables.ranking["size-far"].limit or math.inf)

    def _licence_part(self, alternative: Alternative) -> Reason | None:
        licence = self._licence(alternative)
        name = licence.name if licence else alternative.licence or "?"
        return self._part("permissive", self._licence_class(alternative) == "permissive", licence=name)

    def _context_part(self, alternative: Alternative) -> Reason | None:
        window = alternative.context_tokens or 0
        enough = bool(window) and window >= (self._context or self._tables.unstated_context)
        return self._part("context", enough, tokens=f"{window:,}")

    def _vision_lost(self, alternative: Alternative) -> Reason | None:
        lost = self._sees and _IMAGE not in alternative.modalities_in
        return self._part("vision-lost", lost, model=self._wanted.old.name)

    def _context_lost(self, alternative: Alternative) -> Reason | None:
        """A window many times smaller than the old one, where the project does not state what it uses."""
        window, old = alternative.context_tokens, self._context
        if self._context_seen or not window or not old:
            return None
        lost = old / window >= (self._tables.ranking["context-lost"].limit or math.inf)
        return self._part("context-lost", lost, tokens=f"{window:,}", old=f"{old:,}")

    def _specialised(self, alternative: Alternative) -> bool:
        return self._task != CHAT and self._task in alternative.tasks

    def _recent(self, alternative: Alternative) -> Reason | None:
        if alternative.released is None:
            return None
        row = self._tables.ranking["recent"]
        months = (self._as_of - alternative.released).days / _DAYS_A_MONTH
        share = max(0.0, 1 - months / (row.limit or 1))
        return self._part("recent", True, share, when=released_words(alternative))

    # -- memory ------------------------------------------------------------------------------------

    def _memory(self, alternative: Alternative) -> MemoryNeed:
        return self.memory_at(alternative, self._policy.quantisation)

    def memory_at(self, alternative: Alternative, quantisation: str) -> MemoryNeed:
        """What it needs at a precision, and at the context that memory is reckoned for."""
        bits = self._tables.bits_per_weight.get(quantisation)
        figures = self._shelf.figures.get(alternative.hf_repo)
        return memory(alternative.params_total_b, bits, figures, self.reckoned_context)

    @property
    def states_context(self) -> bool:
        """True where the project states the context that memory is reckoned for."""
        return self._context_seen and bool(self._context)

    @property
    def reckoned_context(self) -> int:
        """Tokens that memory is reckoned for: what the project states, else the table's assumption."""
        return self._context if self._context and self._context_seen else self._tables.unstated_context

    def _memory_note(self, need: MemoryNeed) -> str:
        key = "memory.seen" if self.states_context else "memory.assumed"
        note = self._say(key, quantisation=self._policy.quantisation, tokens=f"{self.reckoned_context:,}")
        if need.total_gib is None and need.weights_gib is not None:
            note += " " + self._say("memory.weights-only", gib=f"{need.weights_gib:.1f}")
        return note

    def _licence(self, alternative: Alternative) -> Licence | None:
        return self._shelf.licences.get(alternative.licence or "")

    def _licence_class(self, alternative: Alternative) -> str | None:
        """The class read from the licence's text, where there is one; else the alternative's own row."""
        licence = self._licence(alternative)
        return (licence.licence_class if licence else None) or alternative.licence_class


def question(wanted: Wanted, suggested: Container[str | None], tables: Tables) -> tuple[object, ...]:
    """All of `wanted` that a ranking depends on: what is equal in it has the same candidates.

    The old model's name counts only where a sentence or a source names it: `suggested` are the canonical
    names that some alternative is suggested for.
    """
    old, needs = wanted.old, wanted.needs
    named = needs.wants(VISION) or old.id in suggested
    return (
        (old.name, old.id) if named else None,
        (old.size_b, old.size_assumed),
        tuple(lost_with(old, tables)),
        tuple((need.name, need.value, need.inferred) for need in needs.rows if need.name in _LOOKED_AT),
        (wanted.host, wanted.successor),
    )


def lost_with(old: OldModel, tables: Tables) -> Iterator[str]:
    """What of the old model no candidate makes up for, in words."""
    return (text for word, text in tables.lost if word in (old.id or ""))


def rank(
    wanted: Wanted,
    shelf: Shelf,
    policy: Policy,
    as_of: date,
    tables: Tables,
    chosen: str | None,
    known: dict[str, Standing] | None = None,
) -> Ranking:
    """The candidates for one dependency: the best ranked, then the nearest misses.

    A chosen alternative is always shown, ranked or not. Ties fall to the newer, then to the id. `known` is
    filled with what all rankings of the same shelf, policy and day have in common.
    """
    ranked, misses = Weigher(wanted, shelf, policy, as_of, tables, known).weigh_all()
    shown = _shown(ranked, tables.shown["ranked"], chosen)
    shown += _shown([one.candidate for one in misses], tables.shown["rejected"], chosen)
    return Ranking(tuple(shown), tuple(ranked), len(ranked), len(misses), _counted(misses, tables))


def _counted(misses: Iterable[Weighed], tables: Tables) -> dict[str, int]:
    """How many were ruled out by what, the first objection to each counting."""
    kinds = Counter(one.objections[0].kind for one in misses)
    ordered = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return {tables.texts.say(f"ruled-out.{kind}"): kinds[kind] for kind in ordered}


def _is_out(alternative: Alternative, as_of: date) -> bool:
    """Released by the day; without a release date, read about by the day."""
    if alternative.released is not None:
        return alternative.released <= as_of
    return any(source.read_on <= as_of for source in alternative.sources)


def _best_first(candidate: Candidate) -> tuple[float, int, str]:
    released = candidate.alternative.released
    return -candidate.score, -(released.toordinal() if released else 0), candidate.alternative.id


def _nearest_first(one: Weighed) -> tuple[object, ...]:
    """What is made for something else comes last, then what has the most against it."""
    kinds = {objection.kind for objection in one.objections}
    return "task" in kinds, len(one.objections), *_best_first(one.candidate)


def _shown(candidates: Iterable[Candidate], most: int, chosen: str | None) -> list[Candidate]:
    """The first `most`, and the chosen one wherever it stands."""
    return [
        candidate
        for position, candidate in enumerate(candidates)
        if position < most or candidate.alternative.id == chosen
    ]


def _is_minus(part: Reason) -> bool:
    """True for what counts against it; that some fact was not checked is said only where it matters."""
    return part.points is not None and part.points < 0 and part.key not in _SAID_ELSEWHERE


def _share_unchecked(alternative: Alternative) -> float:
    """How many fields were not checked, five or more counting full."""
    return min(len(alternative.not_checked), 5) / 5
