"""Calendar months: their ends, leap years, and the calendar's own end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.core.months import months_after, months_between


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2026-11-24", 3, "2027-02-24"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-11-24", 13, "2027-12-24"),
        ("2026-12-31", 12, "2027-12-31"),
        ("9999-06-01", 24, "9999-12-31"),
    ],
)
def test_the_same_day_of_a_later_month_or_its_last(day: str, months: int, after: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(after)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2024-07-23", "2026-07-22", 23), ("2024-07-23", "2026-07-23", 24), ("2026-02-01", "2026-01-01", 0)],
)
def test_only_whole_months_lie_between(first: str, last: str, months: int) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_so_many_months_after_never_is_more_months_away(day: date, months: int) -> None:
    assert months - 1 <= months_between(day, months_after(day, months)) <= months
