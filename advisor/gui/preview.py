"""Shows an excerpt: real line numbers in a gutter, the span of the finding marked, plain text only."""

from __future__ import annotations

from advisor.gui.excerpt import Excerpt
from advisor.gui.plain import PlainLabel, tr
from advisor.gui.qt import (
    QPainter,
    QPaintEvent,
    QPlainTextEdit,
    QRect,
    QRectF,
    QResizeEvent,
    QSize,
    Qt,
    QTextCharFormat,
    QTextCursor,
    QTextEdit,
    QTimer,
    QVBoxLayout,
    QWidget,
)
from advisor.gui.theme import THEME
from advisor.report.drawing import Tone

_SPAN_MARGIN = 24


class _Gutter(QWidget):
    """The strip of line numbers beside the code."""

    def __init__(self, code: _Code) -> None:
        super().__init__(code)
        self._code = code

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """As wide as the largest number."""
        return QSize(self._code.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint the numbers of the visible lines."""
        self._code.paint_gutter(self, event)


class _Code(QPlainTextEdit):
    """A read-only text view with a gutter."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("code")
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Source lines round the finding"))
        self.excerpt = Excerpt()
        self._gutter = _Gutter(self)
        self._span: QTextCursor | None = None
        self._sight = QTimer(self)  # lines are laid out, and can be scrolled to, a moment later
        self._sight.setSingleShot(True)
        self._sight.timeout.connect(self._bring_into_sight)
        self.updateRequest.connect(self._follow)

    def gutter_width(self) -> int:
        largest = self.excerpt.lines[-1].number if self.excerpt.lines else 0
        return self.fontMetrics().horizontalAdvance("9") * max(len(str(largest)), 3) + 20

    def show_excerpt(self, excerpt: Excerpt) -> None:
        self.excerpt = excerpt
        self.setFont(THEME.code_font())
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self.setPlainText("\n".join(line.text for line in excerpt.lines))
        self._mark()
        self._place_gutter()
        self._gutter.update()

    def _mark(self) -> None:
        number = next(
            (
                index
                for index, line in enumerate(self.excerpt.lines)
                if line.number == self.excerpt.marked_line
            ),
            None,
        )
        if number is None or not self.excerpt.marked_line:
            self._span = None
            self.setExtraSelections([])
            return
        block = self.document().findBlockByNumber(number)
        whole, span = QTextEdit.ExtraSelection(), QTextEdit.ExtraSelection()
        whole.cursor = QTextCursor(block)
        whole.format = QTextCharFormat()
        whole.format.setBackground(THEME.wash(Tone.UNKNOWN))
        whole.format.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _utf16(block.text(), self.excerpt.start))
        cursor.setPosition(
            block.position() + _utf16(block.text(), self.excerpt.end), QTextCursor.MoveMode.KeepAnchor
        )
        span.cursor = cursor
        span.format = QTextCharFormat()
        span.format.setBackground(THEME.solid(Tone.ENDS))
        span.format.setForeground(THEME.on_solid(Tone.ENDS))
        self.setExtraSelections([whole, span])
        seen = QTextCursor(block)
        self.setTextCursor(seen)
        self.centerCursor()
        self._span = cursor
        self._sight.start()

    def _bring_into_sight(self) -> None:
        """Scroll to the right only where the span would not be seen otherwise."""
        span = self._span
        if span is None:
            return
        bar = self.horizontalScrollBar()
        bar.setValue(0)
        start, end = QTextCursor(span), QTextCursor(span)
        start.setPosition(span.selectionStart())
        end.setPosition(span.selectionEnd())
        left, right = self.cursorRect(start).left(), self.cursorRect(end).right()
        room = self.viewport().width()
        if right > room:
            bar.setValue(min(right - room + _SPAN_MARGIN, max(left - _SPAN_MARGIN, 0)))

    def marked_text(self) -> str:
        """The words that are marked, as shown."""
        selections = self.extraSelections()
        return selections[-1].cursor.selectedText() if selections else ""

    def _follow(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def _place_gutter(self) -> None:
        room = self.contentsRect()
        self._gutter.setGeometry(QRect(room.left(), room.top(), self.gutter_width(), room.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        super().resizeEvent(event)
        self._place_gutter()
        self._sight.start()

    def paint_gutter(self, gutter: QWidget, event: QPaintEvent) -> None:
        painter = QPainter(gutter)
        painter.fillRect(event.rect(), THEME.wash(Tone.RULE))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        while block.isValid() and block.blockNumber() < len(self.excerpt.lines):
            room = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if room.top() > event.rect().bottom():
                break
            number = self.excerpt.lines[block.blockNumber()].number
            here = number == self.excerpt.marked_line
            painter.setPen(THEME.ink(Tone.INK if here else Tone.MUTED))
            where = QRectF(0, room.top(), gutter.width() - 10, room.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
            block = block.next()
        painter.end()


def _utf16(text: str, code_points: int) -> int:
    """Qt counts UTF-16 units where Python counts code points."""
    return len(text[:code_points].encode("utf-16-le", "surrogatepass")) // 2


def cell_words(excerpt: Excerpt) -> str:
    """`cell 3, line 2` of a notebook; "" for any other file."""
    if not excerpt.cell:
        return ""
    return tr("cell {cell}, line {line}").format(cell=excerpt.cell, line=excerpt.marked_line)


class Preview(QWidget):
    """The code view with a line above it for what must be said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.notice = PlainLabel("", "small", wrap=True)
        self.notice.hide()
        self.code = _Code()
        layout.addWidget(self.notice)
        layout.addWidget(self.code, 1)

    def show_excerpt(self, excerpt: Excerpt) -> None:
        """Show lines, and the notice when there is one."""
        self.notice.setText(excerpt.notice)
        self.notice.setVisible(bool(excerpt.notice))
        self.code.show_excerpt(excerpt)

    def retouch(self) -> None:
        """Paint the marks again, after the palette changed."""
        self.code.show_excerpt(self.code.excerpt)
