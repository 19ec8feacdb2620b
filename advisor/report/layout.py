"""Setting plain text in a terminal: colour that can be off, wrapping by screen columns, small tables.

Widths are screen columns: East Asian wide characters count two, combining marks none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paint:
    """Gives text a colour, or leaves it alone when colour is off."""

    on: bool = False

    def _with(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text

    def strong(self, text: str) -> str:
        """For headings and the verdict sentence."""
        return self._with("1", text)

    def faint(self, text: str) -> str:
        """For sources and asides."""
        return self._with("2", text)

    def bad(self, text: str) -> str:
        """For what is dead or critical."""
        return self._with("1;31", text)

    def warn(self, text: str) -> str:
        """For what ends, and for high risk."""
        return self._with("33", text)

    def good(self, text: str) -> str:
        """For what is served or met."""
        return self._with("32", text)


def columns(text: str) -> int:
    """Screen columns that `text` takes."""
    if text.isascii():
        return len(text)
    return sum(_char_columns(char) for char in text)


def _char_columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """`text` broken into lines of at most `width` columns, led by `first`, then by `rest`.

    `rest` is as many spaces as `first` is wide unless given. A word longer than the line is broken,
    a path at a slash.
    """
    lead = " " * columns(first) if rest is None else rest
    room = max(width - max(columns(first), columns(lead)), 8)
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, room):
            if line and columns(line) + 1 + columns(piece) > room:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    lines.append(line)
    return [(lead if index else first) + line for index, line in enumerate(lines)]


def _pieces(word: str, room: int) -> Iterable[str]:
    if columns(word) <= room:
        return (word,)
    pieces: list[str] = []
    piece, taken = "", 0
    for char in word:
        wide = _char_columns(char)
        if taken + wide > room:
            whole = piece.rfind("/") + 1 or len(piece)
            pieces.append(piece[:whole])
            piece = piece[whole:]
            taken = columns(piece)
        piece += char
        taken += wide
    return [*pieces, piece]


def pad(text: str, width: int) -> str:
    """`text` filled with spaces on the right to `width` columns."""
    return text + " " * max(width - columns(text), 0)


def table(rows: Sequence[Sequence[str]], width: int, indent: str = "", gap: str = "  ") -> list[str]:
    """Rows in columns; the last column wraps within `width`.

    A cell wider than half the line does not widen its column: its row is broken over several lines.
    """
    if not rows:
        return []
    limit = width // 2
    sizes = [
        max((size for row in rows if (size := columns(row[index])) <= limit), default=0)
        for index in range(len(rows[0]) - 1)
    ]
    lines: list[str] = []
    for row in rows:
        lines += _row(row, sizes, width, indent, gap)
    return [line.rstrip() for line in lines]


def _row(row: Sequence[str], sizes: Sequence[int], width: int, indent: str, gap: str) -> list[str]:
    if all(columns(cell) <= size for cell, size in zip(row, sizes, strict=False)):
        head = indent + "".join(pad(cell, size) + gap for cell, size in zip(row, sizes, strict=False))
        return wrap(row[-1], width, head)
    return wrap(gap.join(row[:-1]), width, indent) + wrap(row[-1], width, indent + "    ")
