"""Text is set within its width, whatever characters it is made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.report.layout import Paint, columns, pad, table, wrap


def test_colour_is_written_only_when_it_is_on() -> None:
    assert Paint().bad("dead") == "dead"
    assert Paint(on=True).bad("dead") == "\x1b[1;31mdead\x1b[0m"


def test_wide_characters_count_two_columns_and_marks_none() -> None:
    assert columns("模型") == 4
    assert columns("e\u0301") == 1
    assert pad("模", 4) == "模  "


def test_lines_hang_under_their_lead() -> None:
    assert wrap("one two three four", 14, " 1. ") == [" 1. one two", "    three four"]


def test_a_word_longer_than_the_line_is_broken_and_none_of_it_lost() -> None:
    assert wrap("x" * 25, 12, "- ") == ["- " + "x" * 10, "  " + "x" * 10, "  " + "x" * 5]


@given(st.text(alphabet="ab 模\u0301", max_size=200), st.integers(min_value=12, max_value=60))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    assert all(columns(line) <= width for line in wrap(text, width, "  - "))


def test_columns_of_a_table_are_aligned_and_the_last_wraps() -> None:
    assert table([("a", "one two six"), ("bbb", "x")], 13) == ["a    one two", "     six", "bbb  x"]


def test_a_cell_too_wide_for_company_stands_alone() -> None:
    assert table([("x" * 30, "why")], 40) == ["x" * 30, "    why"]
