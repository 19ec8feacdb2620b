"""The risk of one dependency over its horizons: a bar for each, as high as its level."""

from __future__ import annotations

from advisor.core.assessment import Horizon, Risk
from advisor.core.kinds import Level
from advisor.report.drawing import LEVEL_TONES, Align, Area, Box, Drawing, Shape, Size, Stroke, Tone, Words
from advisor.report.ways import over_time

_HEIGHT = 118.0
_BASE = 94.0
_STEP = 14.0
"""How much higher a bar is for each level."""
_GAP = 10.0
_KEY = "months:"


def risk_over_time(risk: Risk, width: float) -> Drawing:
    """Bars from left to right; keys are `months:12` …"""
    horizons = risk.horizons
    if not horizons:
        return Drawing(width, 1, "No horizons are told.", ())
    room = width / len(horizons)
    shapes: list[Shape] = [Stroke(0, _BASE, width, _BASE, Tone.RULE)]
    areas: list[Area] = []
    for number, horizon in enumerate(horizons):
        left = number * room
        shapes += _bar(horizon, left, room, chosen=horizon.months == risk.months)
        areas.append(Area(left, 0, room, _HEIGHT, f"{_KEY}{horizon.months}", _told(horizon)))
    return Drawing(width, _HEIGHT, over_time(risk), tuple(shapes), tuple(areas))


def months_of(key: str) -> int:
    """The horizon that a key of the chart means."""
    return int(key.removeprefix(_KEY))


def _bar(horizon: Horizon, left: float, room: float, *, chosen: bool) -> list[Shape]:
    height = (list(Level).index(horizon.level) + 1) * _STEP
    middle, tone = left + room / 2, LEVEL_TONES[horizon.level]
    box = Box(
        left + _GAP / 2, _BASE - height, room - _GAP, height, tone, radius=4, solid=chosen, outline=True
    )
    level = Words(middle, _BASE - height - 11, room, horizon.level.value, Tone.INK, Size.SMALL, Align.CENTRE)
    months = f"{horizon.months} months"
    below = Words(middle, _BASE + 12, room, months, Tone.INK, Size.SMALL, Align.CENTRE, bold=chosen)
    return [box, level, below]


def _told(horizon: Horizon) -> str:
    score = f"score {horizon.score}"
    return f"Within {horizon.months} months, by {horizon.by}: {horizon.level} risk, {score}"
