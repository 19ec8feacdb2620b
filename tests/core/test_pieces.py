"""Sorting in pieces: what `sorted` does, with stops between."""

from __future__ import annotations

import random

import pytest

from advisor.core.pieces import in_order, sorting


@pytest.mark.parametrize("count", [0, 1, 1_999, 2_000, 30_000])
@pytest.mark.parametrize("different", [1, 7, 1_000_000])
def test_it_orders_as_sorted_does(count: int, different: int) -> None:
    chance = random.Random(count + different)
    rows = [(chance.randrange(different), f"row {number}") for number in range(count)]
    assert in_order(rows) == sorted(rows)
    assert in_order(iter(rows)) == sorted(rows)


def test_equal_values_stay_in_the_order_they_had() -> None:
    rows = [(number % 5) + 0.0 if number % 2 else number % 5 for number in range(9_000)]
    assert [type(row) for row in in_order(rows)] == [type(row) for row in sorted(rows)]


def test_it_stops_on_its_way() -> None:
    assert sum(1 for _ in sorting(list(range(30_000, 0, -1)))) > 10
