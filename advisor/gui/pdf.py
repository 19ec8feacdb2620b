"""Writes the report as a PDF: selectable text, page numbers, a contents page whose lines lead to their pages.

Qt sets the pages; pypdf then lays the links over the contents page and adds the outline, which Qt's writer of
PDF cannot. It is written whole or not at all.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit

from advisor.core.assessment import Assessment
from advisor.gui.canvas import paint
from advisor.gui.paging import Page, Span, pages
from advisor.gui.plain import shown
from advisor.gui.qt import (
    QBuffer,
    QByteArray,
    QColor,
    QImage,
    QIODevice,
    QMarginsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPointF,
    QRectF,
    Qt,
    QTextDocument,
    QUrl,
)
from advisor.gui.theme import THEME
from advisor.report.drawing import Drawing, Words
from advisor.report.paper import CHART, Sheet, checklist_sheet, sheet
from advisor.report.wording import facts_words, licence_notice

_DOTS = 96
"""Dots an inch of the layout: one pixel of a chart is one pixel of the screen."""
_SHARP = 4
"""A chart's picture has so many dots for one of the layout: sharp at 384 dots an inch."""
_MARGIN_MM = 16.0
_FOOT = 34.0
"""Pixels at the bottom of a page that its number stands in."""
_POINTS = 72 / _DOTS
_INDENT = 18.0
"""Pixels that a list stands in."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, where it came to stand."""

    text: str
    level: int
    page: int
    """Counted from 0, the contents page before it counted in."""
    y: float
    """Pixels from the top of the text on that page."""


def pdf(assessment: Assessment, *, include_cleared: bool = False) -> bytes:
    """The report as a PDF. There has to be an application object: Qt sets no text without one."""
    title = f"Llama in {shown(assessment.project)}"
    return _made(assessment, sheet(assessment, include_cleared=include_cleared), title)


def checklist_pdf(assessment: Assessment) -> bytes:
    """The checklist as a PDF, for reading; see `pdf`."""
    title = f"Leaving Llama: checklist for {shown(assessment.project)}"
    return _made(assessment, checklist_sheet(assessment), title)


def _made(assessment: Assessment, report: Sheet, title: str) -> bytes:
    with THEME.on_paper():
        plain, headings, layout = _set(assessment, report, title)
    return _linked(plain, headings, layout, title)


# --- setting the pages -------------------------------------------------------------------------------


def _set(assessment: Assessment, report: Sheet, title: str) -> tuple[bytes, list[Heading], QPageLayout]:
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margin = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margin, QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    writer.setCreator("Llama Advisor")
    room = QRectF(0, 0, writer.width(), writer.height() - _FOOT)
    document = _document(report, writer, room)
    parts = pages(document, room.height())
    headings = list(_headings(document, parts))
    count = len(parts) + 1
    painter = QPainter(writer)
    _contents_page(painter, room, assessment, headings, title)
    _page_foot(painter, room, assessment, 1, count)
    for number, part in enumerate(parts, 2):
        writer.newPage()
        if part.repeated is not None:
            _draw(painter, document, part.repeated, 0.0, room.width())
        _draw(painter, document, part.part, part.offset, room.width())
        _page_foot(painter, room, assessment, number, count)
    painter.end()
    device.close()
    return bytes(content.data()), headings, writer.pageLayout()


def _draw(painter: QPainter, document: QTextDocument, part: Span, top: float, width: float) -> None:
    """Paint a stretch of the text, `top` pixels from the top of the page."""
    painter.save()
    painter.translate(0, top - part.top)
    document.drawContents(painter, QRectF(0, part.top, width, part.bottom - part.top))
    painter.restore()


def _document(report: Sheet, writer: QPdfWriter, room: QRectF) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(THEME.font_of(9))
    document.setDefaultStyleSheet(report.style)
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    for number, drawing in enumerate(report.charts):
        kind = QTextDocument.ResourceType.ImageResource.value
        document.addResource(kind, QUrl(f"{CHART}{number}"), _picture(drawing, room.width()))
    document.setHtml(_fitting(report, room.width()))
    document.setTextWidth(room.width())
    return document


def _fitting(report: Sheet, width: float) -> str:
    """The text with every chart made as narrow as the page."""
    html = report.html
    for drawing in report.charts:
        if drawing.width > width:
            height = drawing.height * width / drawing.width
            size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
            html = html.replace(size, f'width="{width:g}" height="{height:g}"')
    return html


def _picture(drawing: Drawing, width: float) -> QImage:
    scale = min(width / drawing.width, 1.0) * _SHARP
    image = QImage(
        round(drawing.width * scale), round(drawing.height * scale), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    for shape in sorted(drawing.shapes, key=lambda each: isinstance(each, Words)):
        paint(shape, painter)
    painter.end()
    return image


def _headings(document: QTextDocument, parts: Sequence[Page]) -> Iterator[Heading]:
    layout, number = document.documentLayout(), 0
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level in (2, 3) and block.text().strip():
            top = layout.blockBoundingRect(block).top()
            while number < len(parts) - 1 and top >= parts[number].part.bottom:
                number += 1
            part = parts[number]
            yield Heading(block.text().strip(), level, number + 1, top - part.part.top + part.offset)
        block = block.next()


def _contents_page(
    painter: QPainter, room: QRectF, assessment: Assessment, headings: Sequence[Heading], title: str
) -> None:
    painter.setPen(QColor("#191d24"))
    painter.setFont(THEME.font_of(24 if len(title) < _LONG_TITLE else 17, bold=True))
    metrics = painter.fontMetrics()
    title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(QRectF(0, 60, room.width(), 60), title)
    painter.setFont(THEME.font_of(10))
    painter.setPen(QColor("#555e6c"))
    facts = f"As of {assessment.as_of} · {shown(facts_words(assessment))}"
    painter.drawText(QRectF(0, 120, room.width(), 24), facts)
    painter.setPen(QColor("#191d24"))
    painter.setFont(THEME.font_of(13, bold=True))
    wrap = int(Qt.TextFlag.TextWordWrap)
    painter.drawText(QRectF(0, 160, room.width(), 90), wrap, shown(assessment.summary.sentence))
    painter.setFont(THEME.font_of(10))
    for line, heading in _lines(headings):
        y = line.center().y() + 4
        painter.drawText(QPointF(0, y), heading.text)
        painter.drawText(
            line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(heading.page + 1)
        )
        painter.setPen(QPen(QColor("#dde1e7"), 1))
        painter.drawLine(QPointF(0, line.bottom()), QPointF(room.width(), line.bottom()))
        painter.setPen(QColor("#191d24"))
    painter.setPen(QColor("#555e6c"))
    painter.setFont(THEME.font_of(9))
    notice = shown(licence_notice(assessment.catalog.as_of))
    painter.drawText(QRectF(0, room.bottom() - 40, room.width(), 40), wrap, notice)


_LONG_TITLE = 32
"""Letters that fill the width of the page."""
_CONTENTS_TOP = 270.0
_CONTENTS_STEP = 30.0
_CONTENTS_WIDTH = 660.0


def _lines(headings: Sequence[Heading]) -> Iterator[tuple[QRectF, Heading]]:
    """The lines of the contents page, one for each part of the report."""
    parts = [heading for heading in headings if heading.level == 2]
    for number, heading in enumerate(parts):
        yield QRectF(0, _CONTENTS_TOP + number * _CONTENTS_STEP, _CONTENTS_WIDTH, _CONTENTS_STEP), heading


def _page_foot(painter: QPainter, room: QRectF, assessment: Assessment, number: int, pages: int) -> None:
    line = QRectF(0, room.height() + 12, room.width(), 18)
    painter.setFont(THEME.font_of(8))
    painter.setPen(QColor("#555e6c"))
    painter.drawText(line, f"Llama Advisor · {shown(assessment.project)} · as of {assessment.as_of}")
    painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), f"{number} of {pages}")


# --- links and outline -------------------------------------------------------------------------------


def _linked(content: bytes, headings: Sequence[Heading], layout: QPageLayout, title: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    place = layout.paintRectPoints()
    height = layout.fullRectPoints().height()
    for line, heading in _lines(headings):
        left, top = place.left() + line.left() * _POINTS, height - place.top() - line.top() * _POINTS
        box = (left, top - line.height() * _POINTS, place.left() + place.width(), top)
        writer.add_annotation(0, Link(rect=box, target_page_index=heading.page, fit=Fit.fit_horizontally()))
    above = None
    for heading in headings:
        top = height - place.top() - heading.y * _POINTS
        at = Fit.xyz(left=0, top=top)
        item = writer.add_outline_item(
            title=heading.text, page_number=heading.page, parent=above if heading.level > 2 else None, fit=at
        )
        above = item if heading.level == 2 else above
    writer.add_metadata({"/Title": title, "/Creator": "Llama Advisor"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
