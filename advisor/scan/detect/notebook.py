"""Reads the source of a notebook's cells with the place of every character in the file.

The text of a cell stands in JSON strings; findings must name the raw line on disk. So the file is walked
token by token with a stack of our own: no recursion, no copy of the outputs, nothing is executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r'[{}\[\],:]|"|[^\s{}\[\],:"]{1,64}')
_QUOTE = re.compile(r'["\\]')
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[\s\S])")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}
_DEPTH_LIMIT = 200
_BETWEEN_CELLS = 2
"""What is open between two cells: the notebook and the list of its cells."""
_MAGICS = {"%%bash": "shell", "%%sh": "shell", "%%javascript": "javascript", "%%sql": "sql", "%%html": "html"}


class NotebookError(ValueError):
    """The file is no well-formed notebook; it is read as plain JSON text instead."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The source of one cell; the starts map its text to the file's, piece by piece."""

    kind: str
    language: str
    text: str
    view_starts: tuple[int, ...]
    file_starts: tuple[int, ...]


@dataclass(slots=True)
class _Frame:
    """An open object or array."""

    is_object: bool
    key: str = ""
    wants_key: bool = True
    """True where the next string names a member."""


@dataclass(slots=True)
class _Source:
    """What is known of the cell being read."""

    kind: str = ""
    strings: list[tuple[int, int]] = field(default_factory=list)


class _Walker:
    """Walks the tokens; `cells` holds the cells in file order."""

    def __init__(self, text: str, until: int | None = None, most: int | None = None) -> None:
        """Walks no further than the end of the cell that lies at `until`, and no more than `most` tokens."""
        self.text = text
        self._until = len(text) if until is None else until
        self._most = len(text) if most is None else most
        self.stack: list[_Frame] = []
        self.cells: list[_Source] = []
        self.language = "python"

    def run(self) -> None:
        position = walked = 0
        while (match := _TOKEN.search(self.text, position)) is not None:
            position, walked = match.end(), walked + 1
            if walked > self._most:
                raise NotebookError("the notebook is too large")
            if position > self._until and len(self.stack) <= _BETWEEN_CELLS:
                return
            mark = match.group()
            if mark == '"':
                position = self._string(match.end())
            elif mark in "{[":
                self._open(mark)
            elif mark in "}]":
                self._close(mark)
            elif self.stack and mark == ",":
                self.stack[-1].wants_key = True
            elif self.stack and mark == ":":
                self.stack[-1].wants_key = False
        if self.stack:
            raise NotebookError("the notebook's JSON ends before it is complete")

    def _open(self, mark: str) -> None:
        if len(self.stack) >= _DEPTH_LIMIT:
            raise NotebookError("the notebook's JSON is nested too deeply")
        if mark == "{" and self._keys() == ["cells"]:
            self.cells.append(_Source())
        self.stack.append(_Frame(mark == "{"))

    def _close(self, mark: str) -> None:
        if not self.stack or self.stack[-1].is_object != (mark == "}"):
            raise NotebookError("the notebook's brackets do not match")
        self.stack.pop()

    def _keys(self) -> list[str]:
        """Names of the members that lead here; arrays have none."""
        return [frame.key for frame in self.stack if frame.is_object]

    def _string(self, start: int) -> int:
        end = self._string_end(start)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.is_object and frame.wants_key:
            frame.key = self.text[start : min(end, start + 80)]
        else:
            self._value(start, end)
        return end + 1

    def _string_end(self, start: int) -> int:
        position = start
        while (match := _QUOTE.search(self.text, position)) is not None:
            if match.group() == '"':
                return match.start()
            position = match.end() + 1
        raise NotebookError("a string of the notebook's JSON is not closed")

    def _value(self, start: int, end: int) -> None:
        keys = self._keys()
        if keys == ["metadata", "kernelspec", "language"]:
            self.language = self.text[start:end].lower()
        if len(keys) != 2 or keys[0] != "cells" or not self.cells:
            return
        if keys[1] == "cell_type":
            self.cells[-1].kind = self.text[start:end]
        elif keys[1] == "source":
            self.cells[-1].strings.append((start, end))


def _decode(text: str, spans: list[tuple[int, int]]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Unescape the strings of a cell and note where each piece stands in the file."""
    parts: list[str] = []
    view_starts: list[int] = []
    file_starts: list[int] = []
    length = 0
    for start, end in spans:
        for at, piece in _pieces(text, start, end):
            view_starts.append(length)
            file_starts.append(at)
            parts.append(piece)
            length += len(piece)
    return "".join(parts), tuple(view_starts) or (0,), tuple(file_starts) or (0,)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    position = start
    for match in _ESCAPE.finditer(text, start, end):
        if match.start() > position:
            yield position, text[position : match.start()]
        yield match.start(), _unescape(match.group())
        position = match.end()
    if position < end:
        yield position, text[position:end]


def _unescape(written: str) -> str:
    if written[1] == "u" and len(written) == 6:
        return chr(int(written[2:], 16))
    return _SIMPLE.get(written[1], written[1])


def _language(kernel: str, text: str) -> str:
    """A cell magic wins over the kernel; what is not known is read as Python."""
    magic = _MAGICS.get(text[:40].split(maxsplit=1)[0] if text.strip() else "")
    if magic:
        return magic
    return {"javascript": "javascript", "typescript": "javascript", "r": "ruby", "julia": "ruby"}.get(
        kernel, "python"
    )


def read_cells(text: str) -> list[Cell]:
    """The cells of a notebook, in order; outputs are left out.

    Args:
        text: the file's text.

    Raises:
        NotebookError: the JSON is not well-formed, not closed, or nested more than 200 deep.
    """
    walker = _Walker(text)
    walker.run()
    return [_cell(walker, source) for source in walker.cells]


def read_cell(text: str, place: int, *, most_tokens: int, most_length: int) -> tuple[int, Cell] | None:
    """The cell whose source stands at a place of the file, with its number from 1; None where none does.

    Raises:
        NotebookError: as above up to the end of that cell, and where it takes more than the limits allow.
    """
    walker = _Walker(text, place, most_tokens)
    walker.run()
    for number, source in enumerate(walker.cells, start=1):
        if any(start <= place <= end for start, end in source.strings):
            if sum(end - start for start, end in source.strings) > most_length:
                raise NotebookError("the cell is too large")
            return number, _cell(walker, source)
    return None


def _cell(walker: _Walker, source: _Source) -> Cell:
    decoded, view_starts, file_starts = _decode(walker.text, source.strings)
    return Cell(source.kind or "code", _language(walker.language, decoded), decoded, view_starts, file_starts)
