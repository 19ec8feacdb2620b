"""Risk of staying: likelihood times impact, 1 to 5 each, every point with its reason.

Likelihood says how soon the dependency fails (its verdict, the host's record, a licence conflict, the frozen
model line); impact says how much it hurts (context, places, effort, no candidate). The whole project takes
the worst dependency's level and never an average: one more dependency cannot lower it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advisor.assess.tables import Points, Tables
from advisor.core.assessment import Dependency, Reason, Risk
from advisor.core.findings import Verdict
from advisor.core.kinds import Context, Level, Status

_MOST = 5


@dataclass(frozen=True, slots=True)
class HostRecord:
    """How many of a host's Llama ids in the table had ended by the day."""

    host: str
    ended: int
    known: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the risk of one dependency is reckoned from."""

    verdict: Verdict
    context: Context
    finding_ids: tuple[str, ...]
    effort_points: float
    ranked: int | None
    """Candidates the policy allows; None where none are looked for (packages, licence texts)."""
    conflict_ids: tuple[str, ...] = ()
    record: HostRecord | None = None
    frozen_since: date | None = None
    """The day the maker's next line became proprietary, where that was by the day."""


def risk(exposure: Exposure, as_of: date, tables: Tables) -> Risk:
    """The risk of one dependency as of the day."""
    likely = _likelihood(exposure, as_of, tables)
    hard = _impact(exposure, tables)
    likelihood, impact = _grade(likely), _grade(hard)
    score = likelihood * impact
    return Risk(level(score, tables), likelihood, impact, score, tuple(likely + hard))


def level(score: float, tables: Tables) -> Level:
    """The level of a score, from the table."""
    return Level(next(name for least, name in tables.levels if score >= least))


def whole(dependencies: Sequence[Dependency], tables: Tables) -> Risk:
    """The project's risk: that of its worst dependency, with the sum over all beside it."""
    if not dependencies:
        return Risk(level(0, tables), 1, 1, 0, (Reason(tables.texts.say("risk.nothing"), 0),))
    worst = max(dependencies, key=lambda dependency: dependency.risk.score)
    total = sum(dependency.risk.score for dependency in dependencies)
    head = Reason(tables.texts.say("risk.worst", title=worst.title), None, worst.finding_ids)
    tail = Reason(tables.texts.say("risk.sum", total=total, count=len(dependencies)), float(total))
    return Risk(
        worst.risk.level,
        worst.risk.likelihood,
        worst.risk.impact,
        worst.risk.score,
        (head, *worst.risk.reasons, tail),
    )


def _grade(reasons: Sequence[Reason]) -> int:
    return max(1, min(_MOST, round(sum(reason.points or 0 for reason in reasons))))


def _likelihood(exposure: Exposure, as_of: date, tables: Tables) -> list[Reason]:
    verdict = exposure.verdict
    row = tables.likelihood[_likelihood_key(verdict, as_of, tables)]
    text = f"{row.reason} {verdict.why}".strip()
    reasons = [Reason(text, row.points, exposure.finding_ids, verdict.source)]
    alive = verdict.status not in (Status.DEAD, Status.ENDS)
    if alive and exposure.frozen_since is not None:
        frozen = tables.likelihood["frozen-line"]
        reasons.append(Reason(frozen.reason.format(day=exposure.frozen_since.isoformat()), frozen.points))
    if alive and exposure.record is not None:
        reasons += _history(exposure.record, tables.likelihood["host-history"])
    if exposure.conflict_ids:
        conflict = tables.likelihood["conflict"]
        reasons.append(Reason(conflict.reason, conflict.points, exposure.conflict_ids))
    return reasons


def _likelihood_key(verdict: Verdict, as_of: date, tables: Tables) -> str:
    if verdict.status is not Status.ENDS:
        return verdict.status.value
    if verdict.date is None:
        return "ends-undated"
    days = (verdict.date - as_of).days
    for key in ("ends-soon", "ends-within-a-year"):
        limit = tables.likelihood[key].limit
        if limit is not None and days <= limit:
            return key
    return "ends-later"


def _history(record: HostRecord, row: Points) -> list[Reason]:
    """A host that has ended most of its Llama ids is likelier to end this one."""
    if not record.known or record.ended / record.known < (row.limit or 1):
        return []
    text = row.reason.format(host=record.host, ended=record.ended, known=record.known)
    return [Reason(text, row.points)]


def _impact(exposure: Exposure, tables: Tables) -> list[Reason]:
    table = tables.impact
    row = table[exposure.context.value]
    reasons = [Reason(row.reason, row.points, exposure.finding_ids)]
    count = len(exposure.finding_ids)
    if count >= (table["many-places"].limit or 0):
        reasons.append(Reason(table["many-places"].reason.format(count=count), table["many-places"].points))
    if exposure.effort_points >= (table["much-effort"].limit or 0):
        points = f"{exposure.effort_points:g}"
        reasons.append(Reason(table["much-effort"].reason.format(points=points), table["much-effort"].points))
    if exposure.ranked == 0:
        reasons.append(Reason(table["no-candidate"].reason, table["no-candidate"].points))
    return reasons
