"""Charts as shapes: what is counted, where it leads, and that nothing stands outside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.core.assessment import Assessment, Risk
from advisor.core.kinds import Level
from advisor.core.policy import Policy
from advisor.report.drawing import (
    LEVEL_TONES,
    Area,
    Box,
    Drawing,
    Tone,
    exposure,
    risk_matrix,
    status_strip,
    timeline,
)
from tests.assess.build import tables
from tests.report.example import assessment, long_one

WIDTH = 480.0
TABLE = tables().risk.levels
DRAWN: list[Any] = [
    lambda value: status_strip(value.summary, WIDTH),
    lambda value: risk_matrix(value.dependencies, WIDTH, TABLE),
    lambda value: exposure(value, WIDTH),
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
