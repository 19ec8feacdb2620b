"""Risk of staying: likelihood and impact, 1 to 5 each, every point with its reason; the level from a table.

Likelihood says how soon and how surely the dependency fails (its verdict, the host's record, a licence
conflict, the frozen model line); impact says how much it hurts (context, places, effort, no candidate). The
level is read from Table I-2 of NIST SP 800-30 Rev. 1, which stands in `resources/risk.json`. What is dead is
an incident and counted beside the level. The whole project takes the worst dependency's level and never an
average: one more dependency cannot lower it.
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
_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class HostRecord:
    """How many of a host's Llama ids in the table had ended by the day."""

    host: str
    ended: int
    known: int
    pooled: bool = False
    """True when too few ids are known of the host alone: the counts are those of all hosts."""


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
    broken: int = 0
    """Dead places where something runs."""


def risk(exposure: Exposure, as_of: date, tables: Tables) -> Risk:
    """The risk of one dependency as of the day."""
    likely = _likelihood(exposure, as_of, tables)
    hard = _impact(exposure, tables)
    likelihood, impact = _grade(likely), _grade(hard)
    return Risk(
        level=level(likelihood, impact, tables),
        likelihood=likelihood,
        impact=impact,
        score=likelihood * impact,
        reasons=tuple(likely + hard),
        broken=exposure.broken,
    )


def level(likelihood: int, impact: int, tables: Tables) -> Level:
    """The level of a likelihood and an impact, 1 to 5 each, from the table."""
    return tables.risk_table[likelihood - 1][impact - 1]


def urgency(risk: Risk) -> tuple[int, bool, int]:
    """Sort key: the graver comes later; of one level, what is broken is graver than what may break."""
    return _LEVELS.index(risk.level), bool(risk.broken), risk.score


def whole(dependencies: Sequence[Dependency], tables: Tables) -> Risk:
    """The project's risk: that of its worst dependency, with the sum over all beside it."""
    if not dependencies:
        return Risk(level(1, 1, tables), 1, 1, 0, (Reason(tables.texts.say("risk.nothing"), 0),))
    worst = max((dependency for dependency in dependencies), key=lambda one: urgency(one.risk))
    total = sum(dependency.risk.score for dependency in dependencies)
    head = Reason(tables.texts.say("risk.worst", title=worst.title), None, worst.finding_ids, key="worst")
    ended = [one for one in dependencies if one.risk.broken]
    first = max(ended, key=lambda one: urgency(one.risk), default=worst)
    if first is not worst and not worst.risk.broken:
        text = tables.texts.say("risk.worst-broken", title=first.title, worst=worst.title)
        head = Reason(text, None, first.finding_ids, key="worst")
    tail = Reason(tables.texts.say("risk.sum", total=total, count=len(dependencies)), None, key="sum")
    return Risk(
        level=worst.risk.level,
        likelihood=worst.risk.likelihood,
        impact=worst.risk.impact,
        score=worst.risk.score,
        reasons=(head, *worst.risk.reasons, *([tail] if len(dependencies) > 1 else [])),
        broken=sum(dependency.risk.broken for dependency in dependencies),
    )


def _grade(reasons: Sequence[Reason]) -> int:
    return max(1, min(_MOST, round(sum(reason.points or 0 for reason in reasons))))


def _likelihood(exposure: Exposure, as_of: date, tables: Tables) -> list[Reason]:
    """The verdict's points; for what is not dead yet also the line's, the host's and a conflict's.

    Those of line and host count for an announced end as well, else announcing one would lower the sum. The
    host's record and the frozen line say nothing of an id whose life is not known at all: only facts make
    "very high".
    """
    verdict = exposure.verdict
    key = _likelihood_key(verdict, as_of, tables)
    row = tables.likelihood[key]
    text = f"{row.reason} {verdict.why}".strip()
    reasons = [Reason(text, row.points, exposure.finding_ids, verdict.source, key)]
    alive = verdict.status not in (Status.DEAD, Status.UNKNOWN)
    if alive and exposure.frozen_since is not None:
        frozen = tables.likelihood["frozen-line"]
        text = frozen.reason.format(day=exposure.frozen_since.isoformat())
        reasons.append(Reason(text, frozen.points, key="frozen-line"))
    if verdict.status in (Status.SERVED, Status.ENDS) and exposure.record is not None:
        reasons += _history(exposure.record, tables)
    if exposure.conflict_ids:
        conflict = tables.likelihood["conflict"]
        reasons.append(Reason(conflict.reason, conflict.points, exposure.conflict_ids, key="conflict"))
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


def _history(record: HostRecord, tables: Tables) -> list[Reason]:
    """A host that has ended most of its Llama ids is likelier to end this one."""
    row = tables.likelihood["host-history-pooled" if record.pooled else "host-history"]
    if not record.known or record.ended / record.known < (row.limit or 1):
        return []
    text = row.reason.format(
        host=record.host, ended=record.ended, known=record.known, least=tables.pool_below
    )
    return [Reason(text, row.points, key="host-history")]


def _impact(exposure: Exposure, tables: Tables) -> list[Reason]:
    table = tables.impact
    row = table[exposure.context.value]
    reasons = [Reason(row.reason, row.points, exposure.finding_ids, key=exposure.context.value)]
    extras: tuple[tuple[str, float], ...] = (
        ("many-places", len(exposure.finding_ids)),
        ("much-effort", exposure.effort_points),
    )
    for key, amount in extras:
        if amount >= (table[key].limit or 0):
            reasons.append(_extra(key, table[key], amount))
    if exposure.ranked == 0:
        reasons.append(_extra("no-candidate", table["no-candidate"], 0))
    return reasons


def _extra(key: str, row: Points, amount: float) -> Reason:
    return Reason(row.reason.format(amount=f"{amount:g}"), row.points, key=key)
