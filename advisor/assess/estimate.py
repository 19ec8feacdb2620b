"""The grade of a swap set on Konveyor's scale, its category, and hours under a stated assumption.

The gravest part decides the grade, because the scale tells kinds of work and not amounts: many documented
changes do not become an unknown one. The amount is the sum of the parts' points; times the hours that a
point is assumed to take it gives a range. Source of scale and categories: Konveyor's (Red Hat's Migration
Toolkit for Applications) rules development guide, named in `resources/effort.json`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from advisor.assess.tables import Tables
from advisor.core.assessment import Reason
from advisor.core.findings import Verdict
from advisor.core.kinds import Status
from advisor.core.policy import Policy, hours_range
from advisor.core.swap import Category, Estimate


def estimate(
    reasons: Iterable[Reason],
    verdict: Verdict,
    *,
    runs: bool,
    conflict: bool,
    policy: Policy,
    tables: Tables,
) -> Estimate:
    """The estimate for a dependency whose effort has these `reasons`.

    `runs` is False where it is only named; `conflict` is True where a licence rules its use out.
    """
    reasons = tuple(reasons)
    total = sum(reason.points or 0 for reason in reasons)
    low, high = hours_range(policy.hours_per_point) or tables.swaps.hours
    category, why = _category(verdict, runs, conflict)
    points = _grade(reasons, tables)
    return Estimate(
        points=points,
        word=tables.swaps.levels[points],
        category=category,
        why=tables.texts.say(f"category.{why}"),
        hours_low=math.floor(total * low),
        hours_high=math.ceil(total * high),
        assumption=tables.swaps.assumption.format(low=f"{low:g}", high=f"{high:g}"),
    )


def _grade(reasons: Iterable[Reason], tables: Tables) -> int:
    """The least grade of the scale that is no lower than the gravest part."""
    levels = tables.swaps.levels
    gravest = max((tables.effort[row.key].points for row in reasons if row.key in tables.effort), default=0)
    return min((level for level in levels if level >= gravest), default=max(levels))


def _category(verdict: Verdict, runs: bool, conflict: bool) -> tuple[Category, str]:
    """The category, and the key of the sentence that says why."""
    if not runs:
        return Category.OPTIONAL, "named"
    if conflict:
        return Category.MANDATORY, "dead-conflict" if verdict.status is Status.DEAD else "conflict"
    return {
        Status.DEAD: (Category.MANDATORY, "dead"),
        Status.ENDS: (Category.MANDATORY, "ends"),
        Status.UNKNOWN: (Category.POTENTIAL, "unknown"),
        Status.SERVED: (Category.OPTIONAL, "served"),
        Status.YOURS: (Category.OPTIONAL, "yours"),
    }[verdict.status]
