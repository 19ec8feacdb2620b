"""Use case: a place in a notebook as its author sees it, by cell and line of the cell.

A finding names the raw line on disk, where the source of a cell stands in strings of JSON. The notebook may
be a stranger's: it is walked no further than to the end of the cell, within limits, so that a window answers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\n|\r")
_MOST_TOKENS = 150_000
_MOST_LINES = 200_000
_MOST_LENGTH = 256 * 1024
"""Characters of one cell's source."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a place stands in its cell."""

    cell: int
    """The number of the cell, from 1."""
    lines: tuple[str, ...]
    """All lines of the cell."""
    line: int
    """1-based, in the cell."""
    column: int
    """1-based code points; 0 where the place is a line as a whole."""
    end_column: int
    """Exclusive."""


def place_in_cell(text: str, line: int, column: int, end_column: int, written: str) -> CellPlace | None:
    """The cell at a raw line (1-based) of a notebook; None where no cell's source stands there.

    `column` 0 speaks of the whole line, or of `written` in it. Raises `ValueError` where the text cannot be
    read by its cells.
    """
    from advisor.scan.detect.notebook import read_cell

    start, end = _span(text, line)
    at = start + column - 1 if column else _somewhere(text, start, end, written)
    if not start <= at < end:
        return None
    found = read_cell(text, at, most_tokens=_MOST_TOKENS, most_length=_MOST_LENGTH)
    if found is None:
        return None
    number, cell = found
    first = _in_view(at, cell.view_starts, cell.file_starts, len(cell.text))
    last = _in_view(start + end_column - 2, cell.view_starts, cell.file_starts, len(cell.text))
    lines = _LINE_END.split(cell.text)
    before = _LINE_END.split(cell.text[:first])
    own = len(before[-1]) + 1
    return CellPlace(
        number, tuple(lines), len(before), own if column else 0, own + last - first + 1 if column else 0
    )


def _span(text: str, line: int) -> tuple[int, int]:
    """Where a line begins and ends in the text; an empty span behind the text for one that is not there."""
    if line > _MOST_LINES:
        raise ValueError("the notebook is too large")
    start = 0
    for _ in range(line - 1):
        match = _LINE_END.search(text, start)
        if match is None:
            return len(text), len(text)
        start = match.end()
    match = _LINE_END.search(text, start)
    return start, len(text) if match is None else match.start()


def _somewhere(text: str, start: int, end: int, written: str) -> int:
    """A place on a line: where the words stand, else behind the first quote."""
    at = text.find(written, start, end) if written else -1
    return at if at >= 0 else text.find('"', start, end) + 1


def _in_view(place: int, view_starts: tuple[int, ...], file_starts: tuple[int, ...], length: int) -> int:
    """Where a place of the file stands in the text of the cell; an escape stands for one character."""
    piece = max(bisect_right(file_starts, place) - 1, 0)
    last = view_starts[piece + 1] - 1 if piece + 1 < len(view_starts) else length
    return min(view_starts[piece] + place - file_starts[piece], max(last, view_starts[piece]))
