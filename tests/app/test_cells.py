"""A place in a notebook as its author sees it: the cell, and the line and column in it."""

from __future__ import annotations

import json

import pytest

from advisor.app.cells import CellPlace, place_in_cell

CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": ["# Questions\n", "to a llama"]},
    {
        "cell_type": "code",
        "metadata": {},
        "outputs": [{"text": ['MODEL = "llama3"\n']}],
        "source": ["import os\n", '\tMODEL = "llama3"\n', "ask(MODEL)"],
    },
]


def notebook(cells: object = CELLS, indent: int | None = 1) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=indent)


def of(text: str, written: str, *, last: bool = True) -> CellPlace | None:
    """The place of some words as a scan would give it."""
    at = text.rindex(written) if last else text.index(written)
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return place_in_cell(text, line, column, column + len(written), written)


@pytest.mark.parametrize("indent", [1, None])
def test_the_cell_its_line_and_its_column_are_found(indent: int | None) -> None:
    found = of(notebook(indent=indent), "llama3")
    assert found is not None
    assert (found.cell, found.line) == (2, 2)
    assert found.lines == ("import os", '\tMODEL = "llama3"', "ask(MODEL)")
    assert found.lines[1][found.column - 1 : found.end_column - 1] == "llama3"


def test_a_source_in_one_string_is_read_as_well() -> None:
    found = of(notebook([{"cell_type": "code", "source": 'a = 1\nm = "llama3"\n'}]), "llama3")
    assert found is not None
    assert (found.cell, found.line, found.column, found.end_column) == (1, 2, 6, 12)


def test_a_line_without_a_column_is_found_by_its_words_or_its_string() -> None:
    text = notebook()
    line = text.count("\n", 0, text.index("ask(MODEL)")) + 1
    for words in ("MODEL", "gone"):
        found = place_in_cell(text, line, 0, 0, words)
        assert found is not None
        assert (found.cell, found.line, found.column) == (2, 3, 0)


def test_what_stands_in_an_output_is_in_no_cell() -> None:
    assert of(notebook(), "llama3", last=False) is None


def test_a_line_that_is_not_there_is_in_no_cell() -> None:
    assert place_in_cell(notebook(), 9_999, 1, 2, "x") is None


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": [{"source": ["llama3',
        '{"cells": [{"source": ["llama3"]]}',
        "[" * 300 + '{"llama3": 1}',
        '{"x": [' + "1," * 200_000 + '1], "cells": [{"source": ["llama3"]}]}',
        '{"cells": [{"source": ["' + "\\n" * 200_000 + 'llama3"]}]}',
        "\n" * 300_000 + '{"cells": [{"source": ["llama3"]}]}',
    ],
    ids=["torn", "crossed", "deep", "many tokens", "long cell", "many lines"],
)
def test_what_is_no_notebook_or_too_large_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"notebook|cell"):
        of(text, "llama3")


def test_what_is_broken_behind_the_cell_does_not_hide_it() -> None:
    found = of(notebook()[:-20], "ask(MODEL)")
    assert found is not None
    assert (found.cell, found.line) == (2, 3)
