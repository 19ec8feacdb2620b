"""Lines and columns are those of an editor, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.scan.document import Document

TEXTS = st.text(st.sampled_from("ab\r\n\f\v\x85\u2028\u2029é😀"), max_size=60)


def editor_lines(text: str) -> list[str]:
    """The lines of a text, cut in the simplest way that can be thought of."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(TEXTS)
def test_lines_are_those_of_an_editor(text: str) -> None:
    document = Document("a.txt", text)
    assert [document.line_text(index) for index in range(document.line_count)] == editor_lines(text)


@given(TEXTS, st.data())
def test_every_character_stands_at_its_line_and_column(text: str, data: st.DataObject) -> None:
    assume(text)
    offset = data.draw(st.integers(0, len(text) - 1))
    assume(text[max(0, offset - 1) : offset + 1] != "\r\n")
    before = editor_lines(text[:offset] + "x")
    assert Document("a.txt", text).position(offset) == (len(before), len(before[-1]))


@given(TEXTS, st.data())
def test_an_offset_comes_back_from_its_line_and_column(text: str, data: st.DataObject) -> None:
    document = Document("a.txt", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = document.position(offset)
    start, _ = document.line_span(line - 1)
    assert start + column - 1 == offset


@pytest.mark.parametrize("separator", ["\f", "\v", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_line_feeds_and_carriage_returns_end_lines(separator: str) -> None:
    document = Document("a.txt", f"one{separator}two\nthree")
    assert document.line_count == 2
    assert document.position(document.text.index("two")) == (1, 5)
    assert document.position(document.text.index("three")) == (2, 1)


def test_columns_count_code_points_not_bytes_or_utf16_units() -> None:
    document = Document("a.txt", "é😀x")
    assert document.position(2) == (1, 3)


def test_a_window_counts_from_where_it_begins() -> None:
    document = Document("a.txt", "tail\nnext", first_line=7, first_column=40, complete=False)
    assert document.position(0) == (7, 40)
    assert document.position(document.text.index("next")) == (8, 1)


def test_the_name_is_the_last_part_of_the_path() -> None:
    assert Document("a/b/c.txt", "").name == "c.txt"
    assert Document("c.txt", "").name == "c.txt"
