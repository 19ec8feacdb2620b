"""Risk of staying: likelihood and impact, 1 to 5 each, every point with its reason; the level from a table.

Likelihood says how surely the dependency fails within a horizon: its verdict and known end, a licence
conflict, the age of its line, the outlook for that line, and the host's record. Impact says how much it
hurts: context, places, effort, what even the best candidate lacks. The level is read from Table I-2 of NIST
SP 800-30 Rev. 1, which stands with all points in `resources/risk.json`. What is dead is an incident and
counted beside the level.

Points only ever add, and those of a longer horizon are never fewer: so nothing bad lowers a level, and
looking further ahead never does. The whole project takes the worst dependency's level and the sum of all
scores, never an average: one more dependency cannot lower either.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advisor.assess.exposure import Exposure
from advisor.assess.flips import changing, turned_round, whole_flips
from advisor.assess.history import HostRecord
from advisor.assess.order import MENTIONS
from advisor.assess.risk_tables import Harm
from advisor.assess.tables import Tables
from advisor.core.assessment import Dependency, Flip, Horizon, Reason, Risk
from advisor.core.findings import Verdict
from advisor.core.kinds import Context, Level, Status
from advisor.core.months import months_after, months_between

_MOST = 5
_LEVELS = tuple(Level)


def risk(exposure: Exposure, as_of: date, tables: Tables) -> Risk:
    """The risk of one dependency as of the day, with what would change its level."""
    graded = grade(exposure, as_of, tables)
    flips = tuple(
        Flip(one.key, one.text, turned.level, one.finding_ids)
        for one in turned_round(exposure, as_of, tables.texts)
        if (turned := grade(one.exposure, as_of, tables)).level is not graded.level
    )
    return Risk(
        level=graded.level,
        likelihood=graded.likelihood,
        impact=graded.impact,
        score=graded.score,
        reasons=graded.reasons,
        broken=graded.broken,
        total=graded.total,
        months=graded.months,
        horizons=graded.horizons,
        flips=changing(flips),
    )


def grade(exposure: Exposure, as_of: date, tables: Tables) -> Risk:
    """The same without looking for what would change it."""
    hard = _impact(exposure, tables)
    impact = _grade(hard)
    if exposure.context is Context.TEST and impact > tables.risk.most_in_tests:
        impact = tables.risk.most_in_tests
        hard.append(Reason(tables.texts.say("risk.only-tests"), None, key="only-tests"))
    horizons = tuple(
        _horizon(exposure, as_of, position, impact, tables) for position in range(len(tables.risk.months))
    )
    head = horizons[tables.risk.headline]
    return Risk(
        level=head.level,
        likelihood=head.likelihood,
        impact=impact,
        score=head.score,
        reasons=(*head.reasons, *hard),
        broken=exposure.broken,
        total=head.score,
        months=head.months,
        horizons=horizons,
    )


def level(likelihood: int, impact: int, tables: Tables) -> Level:
    """The level of a likelihood and an impact, 1 to 5 each, from the table."""
    return tables.risk.levels[likelihood - 1][impact - 1]


def urgency(risk: Risk) -> tuple[int, bool, int]:
    """Sort key: the graver comes later; of one level, what is broken is graver than what may break."""
    return _LEVELS.index(risk.level), bool(risk.broken), risk.score


# --- the whole -------------------------------------------------------------------------------------


def whole(dependencies: Sequence[Dependency], as_of: date, tables: Tables) -> Risk:
    """The project's risk: that of its worst dependency, with the sum over all beside it."""
    if not dependencies:
        return _nothing(as_of, tables)
    worst = max(dependencies, key=lambda one: urgency(one.risk))
    risks = [dependency.risk for dependency in dependencies]
    total = sum(one.total for one in risks)
    tail = Reason(_sum_words(total, risks, tables), None, key="sum")
    return Risk(
        level=worst.risk.level,
        likelihood=worst.risk.likelihood,
        impact=worst.risk.impact,
        score=worst.risk.score,
        reasons=(_head(worst, dependencies, tables), *worst.risk.reasons, tail),
        broken=sum(one.broken for one in risks),
        total=total,
        months=tables.risk.months[tables.risk.headline],
        horizons=_whole_horizons(dependencies),
        flips=whole_flips(dependencies, tables.texts),
    )


def _nothing(as_of: date, tables: Tables) -> Risk:
    low = level(1, 1, tables)
    horizons = tuple(
        Horizon(months, months_after(as_of, months), 1, low, 0, 0, ()) for months in tables.risk.months
    )
    return Risk(low, 1, 1, 0, (Reason(tables.texts.say("risk.nothing"), 0),), horizons=horizons)


def _head(worst: Dependency, dependencies: Sequence[Dependency], tables: Tables) -> Reason:
    """Which dependency decides, and which is broken and first to mend where that is another."""
    ended = [one for one in dependencies if one.risk.broken]
    first = max(ended, key=lambda one: urgency(one.risk), default=worst)
    if first is not worst and not worst.risk.broken:
        text = tables.texts.say("risk.worst-broken", title=first.title, worst=worst.title)
        return Reason(text, None, first.finding_ids, key="worst")
    return Reason(tables.texts.say("risk.worst", title=worst.title), None, worst.finding_ids, key="worst")


def _sum_words(total: int, risks: Sequence[Risk], tables: Tables) -> str:
    """What the sum is made of and what it is good for."""
    months = tables.risk.months[tables.risk.headline]
    key = "risk.sum" if len(risks) > 1 else "risk.sum-one"
    parts = " + ".join(str(score) for score in sorted((one.score for one in risks), reverse=True)[:_MOST])
    rest = len(risks) - _MOST
    if rest > 0:
        parts += tables.texts.say("risk.sum-more", number=rest)
    return tables.texts.say(key, total=total, count=len(risks), months=months, parts=parts)


def _whole_horizons(dependencies: Sequence[Dependency]) -> tuple[Horizon, ...]:
    columns = zip(*(dependency.risk.horizons for dependency in dependencies), strict=True)
    return tuple(_worst_of(column) for column in columns)


def _worst_of(horizons: Sequence[Horizon]) -> Horizon:
    worst = max(horizons, key=lambda one: (_LEVELS.index(one.level), one.score))
    total = sum(one.total for one in horizons)
    return Horizon(worst.months, worst.by, worst.likelihood, worst.level, worst.score, total, worst.reasons)


# --- likelihood ------------------------------------------------------------------------------------


def _grade(reasons: Sequence[Reason]) -> int:
    return max(1, min(_MOST, round(sum(reason.points or 0 for reason in reasons))))


def _horizon(exposure: Exposure, as_of: date, position: int, impact: int, tables: Tables) -> Horizon:
    months = tables.risk.months[position]
    by = months_after(as_of, months)
    reasons = tuple(row for row in _likelihood(exposure, as_of, by, position, tables) if row is not None)
    likelihood = _grade(reasons)
    score = likelihood * impact
    return Horizon(months, by, likelihood, level(likelihood, impact, tables), score, score, reasons)


def _likelihood(
    exposure: Exposure, as_of: date, by: date, position: int, tables: Tables
) -> list[Reason | None]:
    """The verdict's points; for what is not dead yet also the line's, the host's and a conflict's.

    Those of line and host count for an announced end as well, else announcing one would lower the sum. The
    host's record and the line say nothing of an id whose life is not known at all: only facts make "very
    high".
    """
    verdict = exposure.verdict
    key = _verdict_key(verdict, by)
    months = tables.risk.months[position]
    reasons = [
        _likely(key, position, tables, exposure.finding_ids, verdict.source, verdict.why, months=months)
    ]
    if verdict.status not in (Status.DEAD, Status.UNKNOWN) and exposure.frozen_since is not None:
        reasons.append(_likely("frozen-line", position, tables, day=exposure.frozen_since.isoformat()))
    if verdict.status in (Status.SERVED, Status.ENDS):
        reasons += [
            _old_line(exposure, by, position, tables),
            _history(exposure.record, by, position, tables),
        ]
    if exposure.conflict_ids:
        reasons.append(_likely("conflict", position, tables, exposure.conflict_ids))
    return reasons


def _verdict_key(verdict: Verdict, by: date) -> str:
    if verdict.status is not Status.ENDS:
        return verdict.status.value
    if verdict.date is None:
        return "ends-undated"
    return "ends-within" if verdict.date <= by else "ends-after"


def _likely(
    key: str,
    position: int,
    tables: Tables,
    ids: tuple[str, ...] = (),
    source: str | None = None,
    why: str = "",
    **slots: object,
) -> Reason | None:
    """A row of the table as a reason; None where it counts nothing at this horizon."""
    row = tables.risk.likelihood[key]
    if not row.points[position]:
        return None
    return Reason(f"{row.reason.format(**slots)} {why}".strip(), row.points[position], ids, source, key)


def _old_line(exposure: Exposure, by: date, position: int, tables: Tables) -> Reason | None:
    """A line that will be old at the end of the horizon; its age alone, whoever serves it."""
    if exposure.line_since is None:
        return None
    age = months_between(exposure.line_since, by)
    if age < (tables.risk.likelihood["old-line"].limit or 0):
        return None
    return _likely("old-line", position, tables, age=age)


def _history(record: HostRecord | None, by: date, position: int, tables: Tables) -> Reason | None:
    """A host that has ended most of its Llama ids is likelier to end this one."""
    if record is None:
        return None
    key = "host-history-pooled" if record.pooled else "host-history"
    if not record.known or record.share(by) < (tables.risk.likelihood[key].limit or 1):
        return None
    return _likely(
        key,
        position,
        tables,
        host=record.host,
        ended=record.ended_by(by),
        known=record.known,
        least=tables.risk.pool_below,
        by=by.isoformat(),
    )


# --- impact ----------------------------------------------------------------------------------------


def _impact(exposure: Exposure, tables: Tables) -> list[Reason]:
    table = tables.risk.impact
    row = table[exposure.context.value]
    reasons = [Reason(row.reason, row.points, exposure.finding_ids, key=exposure.context.value)]
    running = 0 if exposure.context in MENTIONS else len(exposure.finding_ids)
    many = running >= (table["many-places"].limit or 0)
    # Many places make much effort as well: their number counts once.
    effort = exposure.effort_points - (exposure.place_points if many else 0)
    if many:
        reasons.append(_extra("many-places", table["many-places"], amount=f"{running:g}"))
    if effort >= (table["much-effort"].limit or 0):
        reasons.append(_extra("much-effort", table["much-effort"], amount=f"{exposure.effort_points:g}"))
    if exposure.broken:
        reasons.append(_extra("incident", table["incident"]))
    return reasons + _candidates(exposure, tables)


def _candidates(exposure: Exposure, tables: Tables) -> list[Reason]:
    """What the way out lacks: there is none, or the nearest one falls short."""
    table, gap = tables.risk.impact, exposure.gap
    if exposure.ranked == 0:
        return [_extra("no-candidate", table["no-candidate"])]
    if gap is None:
        return []
    losses = "; ".join(gap.losses)
    return [_extra("candidate-gap", table["candidate-gap"], name=gap.name, losses=losses)]


def _extra(key: str, row: Harm, **slots: object) -> Reason:
    return Reason(row.reason.format(**slots), row.points, key=key)
