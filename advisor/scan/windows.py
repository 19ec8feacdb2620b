"""Reading text too large to hold: overlapping windows that together see every place exactly once."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advisor.scan.document import Document


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a file. Whatever begins in [own_from, own_to) belongs to it; the rest is context."""

    document: Document
    own_from: int
    own_to: int


def windows(path: str, next_bytes: Callable[[], bytes], encoding: str, overlap: int) -> Iterator[Window]:
    """The windows of a file.

    `next_bytes` yields the file piece by piece, b"" at its end; `encoding` is what it is decoded with,
    damage replaced; `overlap`, at least 1, is how many characters neighbours share on each side of their
    border.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text, own_from, line, column = "", 0, 1, 1
    final, is_first = False, True
    while not final:
        piece = next_bytes()
        final = not piece
        text += decoder.decode(piece, final)
        if is_first and text:
            text, is_first = text.removeprefix("\ufeff"), False
        own_to = len(text) if final else len(text) - overlap
        if own_to <= own_from:
            continue
        document = Document(path, text, first_line=line, first_column=column, complete=False)
        yield Window(document, own_from, own_to)
        cut = _cut(text, own_to - overlap)
        line, column = _advance(text, cut, line, column)
        text, own_from = text[cut:], own_to - cut


def _cut(text: str, wished: int) -> int:
    """Where the next window begins: never between the two halves of a CRLF."""
    cut = max(0, wished)
    return cut - 1 if cut and text.startswith("\r\n", cut - 1) else cut


def _advance(text: str, cut: int, line: int, column: int) -> tuple[int, int]:
    """Line and column of `cut`, given those of the beginning of `text`."""
    ends = text.count("\n", 0, cut) + text.count("\r", 0, cut) - text.count("\r\n", 0, cut)
    if not ends:
        return line, column + cut
    last = max(text.rfind("\n", 0, cut), text.rfind("\r", 0, cut))
    return line + ends, cut - last
