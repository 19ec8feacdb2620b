"""The burn-down of a migration over the days it was looked at, as shapes: open tasks, and effort left.

A line goes on flat until the next day that is known: what was not looked at is not said to have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from advisor.core.past import Point
from advisor.report.drawing import Align, Area, Box, Dot, Drawing, Shape, Size, Stroke, Tone, Words
from advisor.report.wording import counted, points

_LEFT, _RIGHT, _TOP, _PLOT, _FOOT = 52.0, 16.0, 26.0, 96.0, 26.0
_LINES = 2
"""Lines between the ground and the highest value."""


def burn_down(days: Sequence[Point], width: float) -> Drawing:
    """Two curves one above the other; keys are `day:2026-11-24`."""
    if not days:
        return Drawing(width, 40, "No day is known yet.", ())
    xs = _places(days, width)
    tasks = _curve("Open tasks", [float(day.tasks_open) for day in days], xs, width, 0)
    second = _TOP + _PLOT + 20
    effort = _curve("Effort left", [day.effort_left for day in days], xs, width, second)
    ground = second + _TOP + _PLOT
    shapes = [*tasks, *effort, *_axis(days, xs, ground + 14, width)]
    areas = _areas(days, xs, width, ground)
    return Drawing(width, ground + _FOOT, _title(days), tuple(shapes), tuple(areas))


def day_words(day: Point) -> str:
    """One day in words, as it is read aloud."""
    tasks = f"{counted(day.tasks_open, 'open task')}, {day.tasks_settled:,} settled"
    return f"{day.day}: {tasks}, effort {points(day.effort_left)} left, {counted(day.findings, 'place')}"


def _title(days: Sequence[Point]) -> str:
    first, last = days[0], days[-1]
    if first.day == last.day:
        return f"{day_words(last)}."
    return f"From {first.tasks_open:,} open tasks on {first.day} to {last.tasks_open:,} on {last.day}."


def _places(days: Sequence[Point], width: float) -> list[float]:
    """Where each day stands: in proportion to time, a single one in the middle."""
    first, span = days[0].day, (days[-1].day - days[0].day).days
    room = max(width - _LEFT - _RIGHT, 1)
    if span == 0:
        return [_LEFT + room / 2] * len(days)
    return [_LEFT + room * (day.day - first).days / span for day in days]


def _curve(name: str, values: Sequence[float], xs: Sequence[float], width: float, top: float) -> list[Shape]:
    highest = max(*values, 1.0) if len(values) > 1 else max(values[0], 1.0)
    ground = top + _TOP + _PLOT
    ys = [ground - _PLOT * value / highest for value in values]
    shapes: list[Shape] = [Words(0, top + 10, width, name, Tone.INK, Size.SMALL, bold=True)]
    for number in range(_LINES + 1):
        y = ground - _PLOT * number / _LINES
        shapes.append(Stroke(_LEFT, y, width - _RIGHT, y, Tone.RULE))
        label = points(highest * number / _LINES)
        shapes.append(Words(_LEFT - 8, y, _LEFT - 8, label, Tone.MUTED, Size.SMALL, Align.RIGHT))
    for number in range(1, len(xs)):
        before, now, level = xs[number - 1], xs[number], ys[number - 1]
        shapes.append(Box(before, level, now - before, ground - level, Tone.ACCENT))
        shapes.append(Stroke(before, level, now, level, Tone.ACCENT, 2))
        shapes.append(Stroke(now, level, now, ys[number], Tone.ACCENT, 2))
    shapes += [Dot(x, y, 3, Tone.ACCENT) for x, y in zip(xs, ys, strict=True)]
    return shapes


def _axis(days: Sequence[Point], xs: Sequence[float], y: float, width: float) -> list[Shape]:
    """The first and the last day, and those between that have room."""
    shapes: list[Shape] = []
    room, last = 84.0, len(days) - 1
    free = -room
    for number, (day, x) in enumerate(zip(days, xs, strict=True)):
        middle = min(max(x, room / 2), width - room / 2)
        crowds_last = number != last and xs[last] - x < room
        if middle - room / 2 < free or (crowds_last and number != 0) or (crowds_last and last != 0):
            continue
        shapes.append(Words(middle, y, room, f"{day.day}", Tone.MUTED, Size.SMALL, Align.CENTRE))
        free = middle + room / 2
    return shapes


def _areas(days: Sequence[Point], xs: Sequence[float], width: float, height: float) -> list[Area]:
    """Each day reaches half way to its neighbours."""
    edges = [0.0, *((one + other) / 2 for one, other in pairwise(xs)), width]
    return [
        Area(edges[number], 0, edges[number + 1] - edges[number], height, f"day:{day.day}", day_words(day))
        for number, day in enumerate(days)
    ]
