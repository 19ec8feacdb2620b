"""Where a long text is cut into pages: between lines, between the rows of tables, and never behind a heading.

The text is laid out without pages and cut here. Qt could cut it by itself, but it tears rows of tables and
leaves headings at the foot of a page, and loses text where a break is put into what it has laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from advisor.gui.qt import QTextBlock, QTextCursor, QTextDocument

_BELOW_HEADING = 60.0
"""Pixels of text that have to stand below a heading on its page."""
_LEAST = 0.6
"""A page is filled at least so far; what leaves more empty is cut within a row of a table."""
_BORDER = 4.0
"""Pixels of the last row of a table below its text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, in pixels from its top."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page; before it, the headings of a table that goes on from the page before."""

    part: Span
    repeated: Span | None = None

    @property
    def offset(self) -> float:
        """How far down the page its part begins."""
        return 0.0 if self.repeated is None else self.repeated.bottom - self.repeated.top


@dataclass(slots=True)
class _Found:
    """What must not be torn."""

    lines: list[Span] = field(default_factory=list)
    whole: list[Span] = field(default_factory=list)
    """Rows of tables, and headings, of tables too, with the beginning of what they head."""
    tables: list[tuple[Span, Span]] = field(default_factory=list)
    """Each table with its first row."""


def pages(document: QTextDocument, height: float) -> list[Page]:
    """The pages of a text that was laid out without any; `height` in pixels."""
    found = _found(document)
    return list(_pages(found, document.size().height(), height))


def _pages(found: _Found, end: float, height: float) -> Iterator[Page]:
    top = 0.0
    while top < end:
        repeated = next((head for table, head in found.tables if head.bottom < top < table.bottom - 1), None)
        if repeated is not None and repeated.bottom - repeated.top > height / 4:
            repeated = None
        room = height - (repeated.bottom - repeated.top if repeated else 0.0)
        bottom = min(cut(found.lines, found.whole, top, top + room), end)
        yield Page(Span(top, bottom), repeated)
        top = bottom


def cut(lines: Sequence[Span], whole: Sequence[Span], top: float, limit: float) -> float:
    """Where a page from `top` ends, at `limit` at the latest: above the first thing that would be torn."""
    best = _clear(whole, _clear(lines, limit))
    if best - top >= (limit - top) * _LEAST:
        return best
    best = _clear(lines, limit)
    return best if best > top else limit


def _clear(spans: Sequence[Span], limit: float) -> float:
    """The lowest place not below `limit` that tears none of the spans."""
    place = limit
    for span in sorted(spans, key=lambda each: -each.bottom):
        if span.top < place < span.bottom:
            place = span.top
    return place


def _found(document: QTextDocument) -> _Found:
    found, layout = _Found(), document.documentLayout()
    rows: dict[tuple[int, int], list[Span]] = {}
    block = document.begin()
    while block.isValid():
        place = layout.blockBoundingRect(block)
        span = Span(place.top(), place.bottom())
        found.lines += _lines(block, place.top())
        if block.blockFormat().headingLevel():
            found.whole.append(Span(span.top, span.bottom + _BELOW_HEADING))
        elif (key := _row(block)) is not None:
            rows.setdefault(key, []).append(span)
        block = block.next()
    tables: dict[int, list[Span]] = {}
    for (table, _), spans in sorted(rows.items()):
        row = Span(min(one.top for one in spans), max(one.bottom for one in spans))
        tables.setdefault(table, []).append(row)
    for own in map(_tiled, tables.values()):
        found.whole += own
        found.whole += [Span(own[0].top, own[1].bottom)] if len(own) > 1 else []
        found.tables.append((Span(own[0].top, own[-1].bottom), own[0]))
    return found


def _tiled(rows: Sequence[Span]) -> list[Span]:
    """Rows of text as rows of a table: each from the middle of the gap above to that of the gap below."""
    tops = [rows[0].top] + [(above.bottom + row.top) / 2 for above, row in pairwise(rows)]
    return [
        Span(top, bottom) for top, bottom in zip(tops, [*tops[1:], rows[-1].bottom + _BORDER], strict=True)
    ]


def _lines(block: QTextBlock, top: float) -> Iterator[Span]:
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        yield Span(top + line.y(), top + line.y() + line.height())


def _row(block: QTextBlock) -> tuple[int, int] | None:
    """Which table a block stands in, by the place of its first cell, and in which row."""
    cursor = QTextCursor(block)
    table = cursor.currentTable()
    return None if table is None else (table.firstPosition(), table.cellAt(cursor).row())
