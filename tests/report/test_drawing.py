"""Charts as shapes: what is counted, where it leads, and that nothing stands outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from advisor.core.assessment import Assessment, Risk
from advisor.core.kinds import Level
from advisor.core.policy import Policy
from advisor.report.drawing import (
    LEVEL_TONES,
    Align,
    Area,
    Box,
    Drawing,
    Stroke,
    Tone,
    Words,
    by_context_and_status,
    exposure,
    risk_matrix,
    status_strip,
)
from advisor.report.timeline import Look, timeline
from tests.assess.build import tables
from tests.report.example import assessment, long_one

WIDTH = 480.0
TABLE = tables().risk.levels
DRAWN: list[Any] = [
    lambda value: status_strip(value.summary, WIDTH),
    lambda value: risk_matrix(value.dependencies, WIDTH, TABLE),
    lambda value: exposure(by_context_and_status(value), WIDTH),
    lambda value: timeline(value, WIDTH),
]


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("value", [assessment(), long_one(), assessment(findings=(), dependencies=())])
def test_every_chart_stays_within_its_bounds_and_says_what_it_shows(draw: Any, value: Assessment) -> None:
    made: Drawing = draw(value)
    assert made.title.endswith(".")
    for shape in (*(one for one in made.shapes if isinstance(one, Box)), *made.areas):
        assert shape.x >= -6 and shape.x + shape.width <= made.width + 6
        assert shape.y >= -6 and shape.y + shape.height <= made.height + 6


def cells(*places: tuple[int, int]) -> list[Area]:
    """The areas of a heat map of dependencies at these likelihoods and impacts."""
    base = assessment().dependencies[0]
    made = [replace(base, risk=Risk(TABLE[a - 1][b - 1], a, b, a * b, ())) for a, b in places]
    return list(risk_matrix(made, WIDTH, TABLE).areas)


def test_dependencies_are_counted_in_their_cells() -> None:
    found = {area.key: area.label for area in cells((5, 4), (5, 4), (1, 1))}
    assert found == {
        "cell:5,4": "2 dependencies, likelihood very high, impact high",
        "cell:1,1": "1 dependency, likelihood very low, impact very low",
    }


def test_an_empty_field_shows_the_levels_of_the_table() -> None:
    boxes = [shape for shape in risk_matrix((), WIDTH, TABLE).shapes if isinstance(shape, Box)]
    wanted = [
        LEVEL_TONES[TABLE[likelihood][impact]] for impact in range(4, -1, -1) for likelihood in range(5)
    ]
    assert [box.tone for box in boxes] == wanted


def test_every_level_has_a_tone_and_the_gravest_looks_dead() -> None:
    assert set(LEVEL_TONES) == set(Level)
    assert LEVEL_TONES[Level.VERY_HIGH] is Tone.DEAD


def test_a_single_place_among_many_is_still_seen() -> None:
    from advisor.core.kinds import Status

    summary = replace(assessment().summary, by_status={Status.DEAD: 1, Status.YOURS: 10_000})
    assert all(area.width >= 7 for area in status_strip(summary, WIDTH).areas)


def test_the_timeline_leads_to_events_and_dependencies() -> None:
    keys = {area.key for area in timeline(assessment(), WIDTH).areas}
    assert {"event:muse-spark", "dependency:d1"} <= keys


def test_a_what_if_stands_on_the_timeline_and_is_called_one() -> None:
    drawing = timeline(assessment(policy=Policy(what_if={"muse_open": "2027-06-01"})), WIDTH)
    found = {(each.key, each.label) for each in drawing.areas if each.key.startswith("what-if:")}
    assert found == {("what-if:muse_open", "2027-06-01: what-if, no fact")}
    assert drawing.title.endswith("; 1 what-if, no fact.")
    assert "what-if" not in timeline(assessment(), WIDTH).title


def crowd() -> Assessment:
    """Forty events within four months, and a dozen ends."""
    base = assessment()
    event, first = base.outlook.events[0], base.dependencies[0]
    day = date(2026, 7, 1)
    events = [
        replace(event, id=f"e{at}", title=f"Event number {at}", on=day + timedelta(3 * at))
        for at in range(40)
    ]
    ends = [
        replace(first, id=f"d{at}", verdict=replace(first.verdict, date=day + timedelta(9 * at)))
        for at in range(12)
    ]
    return assessment(outlook=replace(base.outlook, events=tuple(events)), dependencies=tuple(ends))


@pytest.mark.parametrize("width", [320.0, 480.0, 960.0, 2000.0])
def test_labels_of_the_timeline_never_stand_on_each_other(width: float) -> None:
    made = timeline(crowd(), width)
    inked = [each for each in made.areas if each.width > 12]  # a label's area; a dot's is 12 wide
    assert inked
    for one, other in combinations(inked, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        above = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert beside or above, (one.label, other.label)
    assert len({each.key for each in made.areas}) == 52


def said(drawing: Drawing) -> list[str]:
    return [each.text for each in drawing.shapes if isinstance(each, Words)]


def test_the_day_judged_by_stands_on_the_timeline_and_today_where_it_is_another() -> None:
    value = assessment()
    assert f"as of {value.as_of}" in said(timeline(value, WIDTH))
    assert f"as of {value.as_of}" in said(timeline(value, WIDTH, Look(real_day=value.as_of)))
    later = value.as_of + timedelta(7)
    assert f"as of {value.as_of}, today {later}" in said(timeline(value, WIDTH, Look(real_day=later)))


def test_earlier_events_are_left_out_where_that_is_asked_for_and_ends_never_are() -> None:
    keys = {area.key for area in timeline(assessment(), WIDTH, Look(since=date(2030, 1, 1))).areas}
    assert "event:muse-spark" not in keys
    assert "dependency:d1" in keys


def test_a_what_if_is_dashed_and_hollow() -> None:
    value = assessment(policy=Policy(what_if={"muse_open": "2027-06-01"}), dependencies=())
    dots = [each for each in timeline(value, 1200.0).shapes if getattr(each, "hollow", False)]
    assert len(dots) == 1
    stems = [each for each in timeline(value, 1200.0).shapes if isinstance(each, Stroke) and each.dashed]
    assert any(each.x1 == dots[0].x for each in stems)


def test_the_date_at_the_foot_of_the_timeline_stays_inside() -> None:
    for day in (date(2023, 1, 2), date(2026, 12, 30)):
        made = timeline(assessment(as_of=day), 320.0)
        words = next(
            each for each in made.shapes if isinstance(each, Words) and each.text.startswith("as of")
        )
        reach = 7.0 * len(words.text)
        left = words.x - reach if words.align is Align.RIGHT else words.x
        assert left >= 0 and left + reach <= made.width
