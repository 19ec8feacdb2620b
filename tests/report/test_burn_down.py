"""The burn-down as shapes: days in proportion to time, flat between them, words that do not collide."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from advisor.core.past import Point
from advisor.report.burn_down import burn_down, day_words
from advisor.report.drawing import Dot, Words

FIRST = Point(date(2026, 10, 1), "1", "c", 60, 5, "high", 80, 40, 0, 200.0)


def days(*offsets: int) -> list[Point]:
    return [
        Point(FIRST.day + timedelta(days=each), "1", "c", 60, 5, "high", 80, 40 - each, each, 200.0 - each)
        for each in offsets
    ]


def test_no_day_is_a_sentence_and_no_chart() -> None:
    drawing = burn_down((), 600)
    assert (drawing.title, drawing.shapes) == ("No day is known yet.", ())


def test_days_stand_in_proportion_to_time() -> None:
    dots = [shape for shape in burn_down(days(0, 10, 40), 668).shapes if isinstance(shape, Dot)]
    xs = [dot.x for dot in dots[:3]]
    assert xs == [52, 52 + 150, 652]
    assert dots[0].y < dots[1].y < dots[2].y


def test_one_day_stands_in_the_middle() -> None:
    drawing = burn_down([FIRST], 600)
    assert drawing.title == "2026-10-01: 40 open tasks, 0 settled, effort 200 left, 60 places."
    assert len(drawing.areas) == 1


@pytest.mark.parametrize("width", [240, 480, 1200])
def test_words_of_days_do_not_run_into_each_other(width: float) -> None:
    drawing = burn_down(days(*range(0, 40, 2), 39), width)
    told = [shape for shape in drawing.shapes if isinstance(shape, Words) and shape.text.startswith("2026-")]
    edges = sorted((each.x - each.width / 2, each.x + each.width / 2) for each in told)
    assert told[0].text == "2026-10-01"
    assert all(one[1] <= other[0] for one, other in pairwise(edges))
    assert edges[0][0] >= 0 and edges[-1][1] <= width


def test_every_day_has_an_area_that_says_it() -> None:
    points = days(0, 3, 9)
    drawing = burn_down(points, 600)
    assert [(area.key, area.label) for area in drawing.areas] == [
        (f"day:{point.day}", day_words(point)) for point in points
    ]
    assert drawing.areas[-1].x + drawing.areas[-1].width == 600
