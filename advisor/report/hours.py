"""How long it takes, in points and assumed hours: of all dependencies, or of open tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.core.assessment import Assessment, Task
from advisor.core.kinds import TaskState
from advisor.core.swap import Estimate
from advisor.report.wording import effort_points, points


def assumed(estimates: Iterable[Estimate]) -> str:
    """`211 to 856 hours assumed`; empty where nothing is estimated, or nothing is to do."""
    told = list(estimates)
    low, high = sum(one.hours_low for one in told), sum(one.hours_high for one in told)
    return f"{low:,.0f} to {high:,.0f} hours assumed" if high else ""


def to_move(assessment: Assessment) -> str:
    """`214 points, 214 to 856 hours assumed`: of all dependencies."""
    return ", ".join(filter(None, (effort_points(assessment.summary.effort_points), _of(assessment))))


def note(assessment: Assessment) -> str:
    """The hours and what they rest on in a line, for the terminal."""
    told = _of(assessment)
    hours = f"{told}: put your own into the policy file (hours_per_point). " if told else ""
    return f"{hours}Points are of Konveyor's scale, told in --format markdown."


def _of(assessment: Assessment) -> str:
    return assumed(one.estimate for one in assessment.dependencies if one.estimate is not None)


def left(tasks: Sequence[Task]) -> str:
    """`35 points (20 to replace, 20 to 80 hours assumed; 15 for what goes with it)`: of the open tasks.

    The report counts the first part alone: deciding, preparing, checking and releasing come on top.
    """
    waiting = [task for task in tasks if task.state is TaskState.OPEN]
    total = sum(task.effort_points for task in waiting)
    replaced = [task for task in waiting if task.estimate is not None]
    moving = sum(task.effort_points for task in replaced)
    if not moving:
        return effort_points(total)
    hours = assumed(task.estimate for task in replaced if task.estimate is not None)
    parts = ", ".join(filter(None, (f"{points(moving)} to replace", hours)))
    shared = f"; {points(total - moving)} for what goes with it" if total > moving else ""
    return f"{effort_points(total)} ({parts}{shared})"
