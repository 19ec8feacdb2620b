"""Pages are cut where nothing is torn, and hold the whole text once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

HEIGHT = 400.0


def text(rows: int = 40) -> str:
    table = "".join(f"<tr><td>row {number}</td><td>word word word</td></tr>" for number in range(rows))
    parts = "".join(f"<h3>part {number}</h3><p>{'words ' * 60}</p>" for number in range(12))
    head = "<thead><tr><th>first</th><th>second</th></tr></thead>"
    return f"<h2>top</h2>{parts}<table width='100%'>{head}<tbody>{table}</tbody></table><p>the end</p>"


@pytest.fixture
def document(qtbot: QtBot):  # type: ignore[no-untyped-def]
    from advisor.gui.qt import QTextDocument

    made = QTextDocument()
    made.setHtml(text())
    made.setTextWidth(500)
    return made


def test_pages_follow_one_another_and_none_is_too_long(document) -> None:  # type: ignore[no-untyped-def]
    from advisor.gui.paging import pages

    found = pages(document, HEIGHT)
    assert found[0].part.top == 0
    assert found[-1].part.bottom == document.size().height()
    assert all(one.part.bottom == other.part.top for one, other in pairwise(found))
    assert all(page.offset + page.part.bottom - page.part.top <= HEIGHT for page in found)


def test_no_line_is_torn_and_no_heading_stands_at_the_foot(document) -> None:  # type: ignore[no-untyped-def]
    from advisor.gui.paging import pages

    cuts = [page.part.bottom for page in pages(document, HEIGHT)[:-1]]
    block = document.begin()
    while block.isValid():
        top = document.documentLayout().blockBoundingRect(block).top()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            assert not any(top + line.y() < cut < top + line.y() + line.height() for cut in cuts)
        if block.blockFormat().headingLevel():
            assert not any(top < cut < top + 60 for cut in cuts)
        block = block.next()


def test_a_table_that_goes_on_has_its_headings_again(document) -> None:  # type: ignore[no-untyped-def]
    from advisor.gui.paging import pages

    repeated = [page for page in pages(document, HEIGHT) if page.repeated is not None]
    assert repeated
    assert all(page.offset > 10 for page in repeated)


def test_a_row_longer_than_a_page_is_cut_between_lines() -> None:
    from advisor.gui.paging import Span, cut

    lines = [Span(number * 20.0, number * 20.0 + 18) for number in range(100)]
    assert cut(lines, [Span(0, 2000)], 0, 405) == 400
    assert cut(lines, [Span(360, 700)], 0, 405) == 360
    assert cut([Span(0, 900)], [], 0, 405) == 405
