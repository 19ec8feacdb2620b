"""What the risk of one dependency is reckoned from, put together from the rooms' other answers.

The gap is what even the candidate that loses least would lose, of those the policy allows: so a stricter
policy, which only takes candidates away, can never make it smaller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.assess.candidates import Ranking
from advisor.assess.facts import Facts
from advisor.assess.grouping import Group
from advisor.assess.history import HostRecord, Records
from advisor.assess.outlook import frozen_since
from advisor.assess.verdicts import Judge
from advisor.core.assessment import Candidate
from advisor.core.findings import Verdict
from advisor.core.kinds import Context

_LOSSES = ("vision-lost", "context-lost", "size-far")
"""Parts of a candidate's score that say what is lost with the old model."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The candidate that loses least, and what it loses, in words."""

    name: str
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the risk of one dependency is reckoned from."""

    verdict: Verdict
    context: Context
    finding_ids: tuple[str, ...]
    effort_points: float
    """Of the whole move."""
    ranked: int | None
    """Candidates the policy allows; None where none are looked for (packages, licence texts)."""
    conflict_ids: tuple[str, ...] = ()
    doubt_ids: tuple[str, ...] = ()
    """Findings on which an open question rests that would make a conflict of them."""
    record: HostRecord | None = None
    """Of the host it runs at; None where no host can end it."""
    frozen_since: date | None = None
    """The day the maker's next line became proprietary, where that was by the day."""
    line_since: date | None = None
    """The day its line of models was first released."""
    gap: Gap | None = None
    broken: int = 0
    """Dead places where something runs."""
    place_points: float = 0.0
    """The share of the effort that is there for the number of places alone."""


class Exposures:
    """Makes exposures as of one day."""

    def __init__(self, facts: Facts, judge: Judge, as_of: date) -> None:
        self._facts = facts
        self._say = facts.tables.texts.say
        self._frozen = frozen_since(facts.catalog.outlook, as_of)
        self.records = Records(facts, judge, as_of)

    def of(
        self,
        group: Group,
        verdict: Verdict,
        *,
        host: str | None,
        effort_points: float,
        ranking: Ranking | None,
        conflicts: frozenset[str],
        doubts: frozenset[str],
        broken: int,
        place_points: float = 0.0,
    ) -> Exposure:
        """The exposure of a group; `conflicts` and `doubts` are ids of findings of the whole scan."""
        ids = tuple(finding.id for finding in group.everything)
        return Exposure(
            verdict=verdict,
            context=group.context,
            finding_ids=ids,
            effort_points=effort_points,
            ranked=ranking.ranked_total if ranking else None,
            conflict_ids=tuple(identifier for identifier in ids if identifier in conflicts),
            doubt_ids=tuple(identifier for identifier in ids if identifier in doubts),
            record=self.records.of(host) if host else None,
            frozen_since=self._frozen if group.is_weights else None,
            line_since=self._line(group),
            gap=self._gap(ranking.fit, host) if ranking else None,
            broken=broken,
            place_points=place_points,
        )

    def _line(self, group: Group) -> date | None:
        families = [finding.family for finding in group.findings if finding.family]
        return self._facts.released(None, families[0]) if group.is_weights and families else None

    def _gap(self, candidates: Sequence[Candidate], host: str | None) -> Gap | None:
        """What the candidate loses that loses least (of those the best ranked); None for nothing."""
        least: Gap | None = None
        for candidate in candidates:
            losses = tuple(self._losses(candidate, host))
            if not losses:
                return None
            if least is None or len(losses) < len(least.losses):
                least = Gap(candidate.alternative.name, losses)
        return least

    def _losses(self, candidate: Candidate, host: str | None) -> Iterable[str]:
        yield from (part.text for part in candidate.parts if part.key in _LOSSES)
        if host is not None and not candidate.alternative.hosted_ids:
            yield self._say("lack.host", host=self._facts.hosts.name(host))
