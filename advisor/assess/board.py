"""The board of one dependency: all alternatives weighed for it, by what its assessment already says of it.

Same weighing, same points, same policy and day as the ranking in the report, without its caps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from advisor.assess.candidates import Wanted, Weighed, Weigher
from advisor.assess.exits import Seen, Ways
from advisor.assess.facts import Facts
from advisor.assess.memory import GIB, memory
from advisor.assess.needs import OWN_MACHINE, RUNS, Needs, OldModel
from advisor.core.assessment import Assessment, Candidate, Dependency
from advisor.core.board import Board, BoardEntry, Ground, MachineMemory, TodayModel
from advisor.core.findings import Finding
from advisor.core.kinds import Kind
from advisor.core.knowledge import LlamaModel, Source
from advisor.core.memory import MemoryNeed
from advisor.core.policy import Policy

if TYPE_CHECKING:
    from advisor.catalog import Catalog

_GB = 1e9
_WEIGHTS = frozenset({Kind.MODEL, Kind.DERIVATIVE, Kind.ARTIFACT})


def board(assessment: Assessment, dependency: Dependency, catalog: Catalog) -> Board:
    """Every candidate for `dependency`, which is one of `assessment`; `catalog` is the one it was judged by.

    Pure. A dependency on no weights has no candidates, and so an empty board.
    """
    from advisor.names import namer_of

    facts = Facts(catalog, namer_of(catalog).identify)
    if dependency.model is None:
        return Board(dependency.id, (), TodayModel(dependency.name))
    return _Maker(facts, assessment, dependency).make()


class _Maker:
    """Weighs everything for one dependency."""

    def __init__(self, facts: Facts, assessment: Assessment, dependency: Dependency) -> None:
        self._facts = facts
        self._assessment = assessment
        self._dependency = dependency
        bound = set(dependency.finding_ids)
        self._duties = [one for one in assessment.duties if not bound.isdisjoint(one.finding_ids)]
        self._old = _old(facts, assessment, dependency)
        self._host = _host(facts, assessment.policy, dependency)
        wanted = Wanted(
            self._old,
            Needs(dependency.needs),
            self._host,
            facts.hosts.name(self._host) if self._host else "",
            dependency.verdict.replacement,
        )
        policy, day = assessment.policy, assessment.as_of
        self._weigher = Weigher(wanted, facts.shelf, policy, day, facts.tables)
        none_seen = Seen({}, frozenset(), frozenset(), facts.mentions)
        self._ways = Ways(facts.licences, none_seen, policy, facts.tables)

    def make(self) -> Board:
        ranked, misses = self._weigher.weigh_all()
        entries = [*(self._entry(one) for one in ranked), *map(self._miss, misses)]
        served = {host for entry in entries for host in entry.candidate.hosted_as}
        names = {host: self._facts.hosts.name(host) for host in served}
        bits = self._facts.catalog.document("ranking")["bits_per_weight"]
        return Board(
            dependency=self._dependency.id,
            entries=tuple(entries),
            today=self._today(),
            host=self._host,
            hosts=dict(sorted(names.items(), key=lambda pair: pair[1].casefold())),
            precisions={name: row["basis"] for name, row in bits.items()},
            tokens=self._weigher.reckoned_context,
            tokens_seen=self._weigher.states_context,
            machines=tuple(_machines(self._facts)),
        )

    def _entry(self, candidate: Candidate) -> BoardEntry:
        alternative = candidate.alternative
        precisions = self._facts.tables.bits_per_weight
        return BoardEntry(
            candidate,
            memory={key: self._weigher.memory_at(alternative, key) for key in precisions},
            duties=self._ways.change(self._dependency, candidate, self._duties),
            licence=self._facts.licences.get(alternative.licence or ""),
        )

    def _miss(self, miss: Weighed) -> BoardEntry:
        say = self._facts.tables.texts.say
        grounds = (Ground(one.kind, say(f"ruled-out.{one.kind}"), one.text) for one in miss.objections)
        return replace(self._entry(miss.candidate), grounds=tuple(grounds))

    def _today(self) -> TodayModel:
        old, row = self._old, self._facts.llama(self._old.id or "")
        licences = (self._facts.licences.get(slug) for slug in self._dependency.licences)
        return TodayModel(
            name=old.name,
            size_b=old.size_b,
            active_b=old.active_b,
            context_tokens=old.context_tokens,
            reads=old.modality,
            released=row.released if row else None,
            licences=tuple(licence for licence in licences if licence is not None),
            memory=self._memory_today(row),
            sources=row.sources if row else (),
        )

    def _memory_today(self, row: LlamaModel | None) -> dict[str, MemoryNeed]:
        found = (self._facts.catalog.memory_of(repo) for repo in (row.repos if row else ()))
        figures = next((one for one in found if one is not None), None)
        tokens, bits = self._weigher.reckoned_context, self._facts.tables.bits_per_weight
        return {key: memory(self._old.size_b, value, figures, tokens) for key, value in bits.items()}


def _old(facts: Facts, assessment: Assessment, dependency: Dependency) -> OldModel:
    """The model it rests on, read again from the place that it was read from."""
    name, first = dependency.model or "", _first(facts, assessment, dependency)
    old = facts.old_model(name, dependency.family, first.written if first else name)
    assumed = facts.tables.models.default_sizes.get((dependency.provider or "", name))
    if old.size_b is not None or assumed is None:
        return old
    return replace(old, size_b=assumed, size_assumed=True)


def _first(facts: Facts, assessment: Assessment, dependency: Dependency) -> Finding | None:
    """The gravest of its places that name the weights themselves."""
    mine = set(dependency.finding_ids)
    rows = {one.id: one for one in assessment.findings if one.id in mine and one.kind in _WEIGHTS}
    ordered = [rows[key] for key in dependency.finding_ids if key in rows]
    return next((one for one in ordered if one.model), next(iter(ordered), None))


def _host(facts: Facts, policy: Policy, dependency: Dependency) -> str | None:
    """The host that candidates are looked for at: the policy's word before the dependency's own."""
    said = policy.needs.get(RUNS, "").strip().lower()
    if said:
        return None if said == OWN_MACHINE else said
    provider = dependency.provider
    return provider if provider is not None and facts.hosts.is_host(provider) else None


def _machines(facts: Facts) -> Iterator[MachineMemory]:
    """The cards and machines of the table whose memory is known, smallest first."""
    rows = [row for row in facts.catalog.document("ranking")["hardware"] if row["gb_each"]]
    for row in sorted(rows, key=lambda row: (row["cards"] * row["gb_each"], row["name"])):
        count, each = row["cards"], row["gb_each"]
        name = f"{count} × {row['name']}" if count > 1 else row["name"]
        source = row["source"]
        read = Source(source["ref"], date.fromisoformat(source["read_on"])) if source else None
        yield MachineMemory(name, count * each * _GB / GIB, read)
