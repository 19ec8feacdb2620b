"""The way out of each Llama licence in force: which duties end with which findings, what stays, what comes.

A reading of public licence texts, not legal advice. Duties are compared by what they are about (copy, notice,
naming …): the wording of two licences differs even where both ask for the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.assess.applies import Situation, ground
from advisor.assess.duty_names import duty_name
from advisor.assess.effort import is_adapter
from advisor.assess.needs import OWN_MACHINE, RUNS
from advisor.assess.order import Mentions
from advisor.assess.tables import Tables
from advisor.core.assessment import Candidate, Dependency, DutyState
from advisor.core.exits import (
    ABSENT,
    GONE,
    IDLE,
    NEW,
    STAYS,
    DutyAfter,
    LicenceArrival,
    LicenceChange,
    LicenceExit,
    Stay,
)
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Kind
from advisor.core.knowledge import Licence, LicenceDuty
from advisor.core.policy import Policy
from advisor.core.words import listed, short_licence

_FORBIDDEN = "forbidden"
_FINE_TUNING, _DISTILLATION = "fine-tuning", "distillation"
_PLACES_SHOWN = 4

Moves = Sequence[tuple[Dependency, Candidate]]
"""Dependencies, each with the candidate it moves to."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the scan saw that may outlive a licence's use."""

    findings: Mapping[str, Finding]
    trained: frozenset[str]
    """Files that fine-tune something."""
    distilled: frozenset[str]
    """Files in which one model teaches another."""
    mentions: Mentions

    @classmethod
    def of(cls, findings: Iterable[Finding], hints: Iterable[Hint], mentions: Mentions) -> Seen:
        """From the findings and hints of one scan."""
        files: dict[str, set[str]] = {_FINE_TUNING: set(), _DISTILLATION: set()}
        for hint in hints:
            if hint.need in files:
                files[hint.need].add(hint.path)
        by_id = {finding.id: finding for finding in findings}
        return cls(by_id, frozenset(files[_FINE_TUNING]), frozenset(files[_DISTILLATION]), mentions)


class Ways:
    """Tells the ways out of the licences of one project."""

    def __init__(self, licences: Mapping[str, Licence], seen: Seen, policy: Policy, tables: Tables) -> None:
        self._licences = licences
        self._seen = seen
        self._policy = policy
        self._words = tables.adapter_words
        self._say = tables.texts.say
        self._texts = tables.texts

    def out(self, dependencies: Sequence[Dependency], duties: Sequence[DutyState]) -> tuple[LicenceExit, ...]:
        """One way for each licence that has duties today, in the order of their slugs."""
        slugs = sorted({duty.licence for duty in duties})
        return tuple(
            self._way(slug, dependencies, [one for one in duties if one.licence == slug]) for slug in slugs
        )

    def _way(self, slug: str, everything: Sequence[Dependency], duties: Sequence[DutyState]) -> LicenceExit:
        ids = tuple(dict.fromkeys(key for duty in duties for key in duty.finding_ids))
        bound = set(ids)
        mine = [one for one in everything if slug in one.licences and not bound.isdisjoint(one.finding_ids)]
        licence = self._licences[slug]
        return LicenceExit(
            licence=slug,
            name=licence.name,
            finding_ids=ids,
            dependency_ids=tuple(one.id for one in mine),
            ends=tuple(dict.fromkeys(duty.name for duty in duties)),
            stays=tuple(
                self._stays(licence, [self._seen.findings[key] for key in ids], any(map(_own, mine)))
            ),
            changes=tuple(self._changes(mine, duties)),
        )

    # -- what stays --------------------------------------------------------------------------------

    def _stays(self, licence: Licence, found: Sequence[Finding], own: bool) -> Iterator[Stay]:
        """What was seen and stays, and at the end what may have left the project already.

        A file in which the weights teach another model makes no fine-tune of them. `own` is False where the
        weights are only called at hosts.
        """
        name = short_licence(licence.name)
        adapters = [one for one in found if is_adapter(one, self._words)]
        training = self._seen.trained - self._seen.distilled
        tuned = [one for one in found if one.path in training or one.kind is Kind.DERIVATIVE]
        yield from self._stay("fine-tunes", [*adapters, *tuned], name)
        distilled = [one for one in found if one.path in self._seen.distilled]
        forbids = (licence.outputs_for_training or "").lower().startswith(_FORBIDDEN)
        yield from self._stay("distilled data", distilled, name, "-forbidden" if forbids else "")
        files = [one for one in found if one.kind is Kind.ARTIFACT and one not in adapters]
        yield from self._stay("weights", files, name)
        yield Stay(
            "handed on", self._say("exit.stays.handed-on" if own else "exit.stays.hosted", licence=name)
        )

    def _stay(self, what: str, found: Sequence[Finding], name: str, form: str = "") -> Iterator[Stay]:
        if found:
            spots = list(dict.fromkeys(f"{one.path}:{one.line}" if one.line else one.path for one in found))
            more = len(spots) - _PLACES_SHOWN
            places = listed([*spots[:_PLACES_SHOWN], *([f"{more} more"] if more > 0 else [])])
            text = self._say(f"exit.stays.{what.replace(' ', '-')}{form}", licence=name, places=places)
            yield Stay(what, text, tuple(dict.fromkeys(one.id for one in found)))

    # -- what comes --------------------------------------------------------------------------------

    def _changes(self, mine: Iterable[Dependency], duties: Sequence[DutyState]) -> Iterator[LicenceChange]:
        """One for each licence that the chosen or first candidates of these dependencies are under."""
        before = {duty.duty: duty.name for duty in duties}
        for licence, moves in self._moves(mine):
            yield self._change(licence, moves, before)

    def arrivals(
        self, dependencies: Iterable[Dependency], ways: Iterable[LicenceExit]
    ) -> tuple[LicenceArrival, ...]:
        """The licences that the targets of what is bound today are under, in the order of their slugs."""
        bound = {key for way in ways for key in way.dependency_ids}
        return tuple(
            LicenceArrival(
                licence=licence.id,
                alternatives=_names(moves),
                dependency_ids=tuple(dependency.id for dependency, _ in moves),
                duties=self._asked(licence, moves),
            )
            for licence, moves in self._moves(one for one in dependencies if one.id in bound)
        )

    def _moves(self, dependencies: Iterable[Dependency]) -> list[tuple[Licence, Moves]]:
        """What moves to which licence; a candidate whose licence was not read is left out."""
        moves: dict[str, list[tuple[Dependency, Candidate]]] = {}
        for dependency in dependencies:
            candidate = _first(dependency)
            if candidate is not None and candidate.alternative.licence in self._licences:
                moves.setdefault(candidate.alternative.licence or "", []).append((dependency, candidate))
        return [(self._licences[slug], moves[slug]) for slug in sorted(moves)]

    def change(
        self, dependency: Dependency, candidate: Candidate, duties: Iterable[DutyState]
    ) -> LicenceChange | None:
        """What moving one dependency to one candidate does to its duties; None where that cannot be said."""
        licence = self._licences.get(candidate.alternative.licence or "")
        before = {duty.duty: duty.name for duty in duties if duty.licence in dependency.licences}
        return self._change(licence, [(dependency, candidate)], before) if licence and before else None

    def _change(self, licence: Licence, moves: Moves, before: Mapping[str, str]) -> LicenceChange:
        rows = tuple(self._compared(self._asked(licence, moves), before))
        return LicenceChange(
            licence=licence.id,
            name=licence.name,
            alternatives=_names(moves),
            gone=tuple(one.name for one in rows if one.change == GONE),
            new=tuple(one.name for one in rows if one.change == NEW),
            kept=tuple(one.name for one in rows if one.change == STAYS),
            duties=rows,
        )

    def _asked(self, licence: Licence, moves: Moves) -> tuple[DutyAfter, ...]:
        """Every duty of a licence's text, and whether it will apply to what is moved like this."""
        here = Situation(
            own=any(_own(dependency) or not candidate.hosted_as for dependency, candidate in moves),
            multimodal=any("image" in candidate.alternative.modalities_in for _, candidate in moves),
        )
        return tuple(self._after(licence, duty, here) for duty in licence.duties)

    def _after(self, licence: Licence, duty: LicenceDuty, here: Situation) -> DutyAfter:
        because = ground(duty, licence, self._policy, here)
        name, why = duty_name(licence, duty, self._texts), because.words(duty, self._texts)
        return DutyAfter(duty.id, name, because.applies, why, because.asks)

    def _compared(self, asked: Sequence[DutyAfter], before: Mapping[str, str]) -> Iterator[DutyAfter]:
        """Those of today in their order, whether they stay or go; then what comes, or is not asked for.

        What has the same id and another name is another matter: one goes, one comes.
        """
        after = {(one.duty, one.name): one for one in asked}
        missing = self._say("duty.ground.not-asked")
        for key in before.items():
            one = after.get(key) or DutyAfter(*key, ABSENT, missing)
            yield replace(one, change=GONE if one.applies in (IDLE, ABSENT) else STAYS)
        for key, one in after.items():
            if key not in before.items():
                yield replace(one, change="" if one.applies == IDLE else NEW)


def _names(moves: Moves) -> tuple[str, ...]:
    return tuple(dict.fromkeys(candidate.alternative.name for _, candidate in moves))


def _own(dependency: Dependency) -> bool:
    """True where the weights run in one's own hands, or where they run is not stated."""
    return any(need.name == RUNS and need.value == OWN_MACHINE for need in dependency.needs)


def _first(dependency: Dependency) -> Candidate | None:
    """The chosen candidate, else the best."""
    chosen = [one for one in dependency.candidates if one.alternative.id == dependency.chosen]
    best = [one for one in dependency.candidates if one.rank == 1]
    return next(iter([*chosen, *best]), None)
