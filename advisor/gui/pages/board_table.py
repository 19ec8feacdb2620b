"""How the board looks: two lines a row, bars for memory and score, headings over what was ruled out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from advisor.core.assessment import Reason
from advisor.core.board import BoardEntry
from advisor.gui.pages.board_filter import memory_at
from advisor.gui.pages.board_rows import BoardLine, BoardModel, Marks, copied, gib_words, second_line
from advisor.gui.plain import shown, tr
from advisor.gui.qt import (
    Index,
    QApplication,
    QBrush,
    QColor,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRectF,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    Qt,
    QWidget,
    Signal,
)
from advisor.gui.rows import TONE_ROLE
from advisor.gui.tables import Table
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import paint_pill, pill_size
from advisor.report.clean import plain
from advisor.report.drawing import Size, Tone
from advisor.report.wording import size_words

TICK, RANK, MODEL, SIZE, CONTEXT, READS, LICENCE, MEMORY, SCORE = range(9)
_SPARE = (READS, SIZE, CONTEXT, SCORE, LICENCE, MEMORY)
"""Hidden one after the other where there is no room."""
_TICK_WIDTH = 32
_BAR = 7
"""How high a bar is."""
_BOX = 13
"""How large the box to tick is."""
_SHARES = (Tone.ACCENT, Tone.SERVED, Tone.YOURS, Tone.MIDDLE, Tone.ENDS, Tone.CALM, Tone.UNKNOWN)


def line_height() -> int:
    """One line of a row with its air."""
    return QFontMetrics(THEME.font(Size.BODY)).height() + 6


def paint_memory(painter: QPainter, room: QRectF, gib: float | None, marks: Marks) -> None:
    """How much of the limit it takes: hatched where not known, to the end and red where it is over."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(THEME.scheme.strong_border), 1))
    if gib is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room, 3, 3)
        painter.fillRect(room, _hatched(QColor(THEME.scheme.strong_border)))
        return
    painter.setBrush(QColor(THEME.scheme.raised))
    painter.drawRoundedRect(room, 3, 3)
    most = marks.limit_gib or 2 * (marks.today_gib or 0) or marks.most_gib
    over = marks.limit_gib is not None and gib > marks.limit_gib
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(THEME.solid(Tone.DEAD if over else Tone.ACCENT))
    width = max(room.width() * min(gib / most, 1.0), 2.0)
    painter.drawRoundedRect(QRectF(room.left(), room.top(), width, room.height()), 3, 3)
    if marks.limit_gib is None and marks.today_gib:
        painter.fillRect(
            QRectF(room.center().x() - 1, room.top() - 3, 2, room.height() + 6), THEME.ink(Tone.INK)
        )


def _hatched(colour: QColor) -> QBrush:
    return QBrush(colour, Qt.BrushStyle.BDiagPattern)


def paint_score(painter: QPainter, room: QRectF, parts: Sequence[Reason], most: float) -> None:
    """What makes the score, share by share; what counts against it is taken off the end and hatched."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    left, scale = room.left(), room.width() / max(most, 1.0)
    plus = sorted((p for p in parts if (p.points or 0) > 0), key=lambda part: -(part.points or 0))
    minus = -sum(part.points or 0 for part in parts if (part.points or 0) < 0)
    for number, part in enumerate(plus):
        width = (part.points or 0) * scale
        painter.fillRect(
            QRectF(left, room.top(), max(width - 1, 1), room.height()),
            THEME.solid(_SHARES[number % len(_SHARES)]),
        )
        left += width
    if minus:
        taken = QRectF(max(left - minus * scale, room.left()), room.top(), minus * scale, room.height())
        painter.fillRect(taken, QColor(THEME.scheme.surface))
        painter.fillRect(taken, _hatched(THEME.ink(Tone.DEAD)))


class ScoreBar(QWidget):
    """The shares of a score as a bar, as wide as its page; the words stand beside it."""

    def __init__(self, parts: Sequence[Reason], most: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._most = tuple(parts), most
        self.setFixedHeight(_BAR + 5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What makes the score; its shares are listed below"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint the shares."""
        painter = QPainter(self)
        paint_score(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1), self._parts, self._most)
        painter.end()


class BoardDelegate(QStyledItemDelegate):
    """Paints the first line of a row; the second goes across all of it and is painted by the table."""

    def __init__(self, marks: Marks, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks = marks
        self._draw: dict[int, Callable[[QPainter, QRectF, BoardEntry], None]] = {
            TICK: self._tick,
            MEMORY: self._memory,
            SCORE: self._score,
        }

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The background, then what the column holds."""
        model = index.model()
        row = model.row(index) if isinstance(model, BoardModel) else None
        own: Any = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        style = own.widget.style() if own.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        if row is None or row.entry is None:
            return
        room = QRectF(own.rect.left() + 8, own.rect.top() + 5, own.rect.width() - 14, line_height())
        painter.save()
        draw = self._draw.get(index.column())
        if draw is not None:
            draw(painter, room, row.entry)
        elif index.column() == LICENCE:
            self._pill(painter, room, index)
        else:
            self._words(painter, room, index, row.entry)
        painter.restore()

    def _words(self, painter: QPainter, room: QRectF, index: Index, entry: BoardEntry) -> None:
        bold = index.column() == MODEL
        painter.setFont(THEME.font(Size.BODY, bold=bold))
        painter.setPen(_ink(entry))
        side = Qt.AlignmentFlag.AlignRight if index.column() == CONTEXT else Qt.AlignmentFlag.AlignLeft
        _draw_cut(painter, room, str(index.data(Qt.ItemDataRole.DisplayRole)), side)

    def _pill(self, painter: QPainter, room: QRectF, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        size = pill_size(text)
        top = room.top() + (room.height() - size.height()) / 2
        place = QRectF(room.left(), top, min(size.width(), room.width()), size.height())
        paint_pill(painter, place, text, index.data(TONE_ROLE))

    def _tick(self, painter: QPainter, room: QRectF, entry: BoardEntry) -> None:
        """A box like the ones of the style sheet."""
        on = entry.id in self._marks.ticked
        box = QRectF(room.left() + 2, room.center().y() - _BOX / 2, _BOX, _BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(THEME.scheme.accent if on else THEME.scheme.strong_border), 1.2))
        painter.setBrush(QColor(THEME.scheme.accent if on else THEME.scheme.surface))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.setPen(QPen(QColor(THEME.scheme.on_accent), 2))
            x, y, s = box.left(), box.top(), _BOX / 12
            for one, two in (((3, 6), (5, 8.5)), ((5, 8.5), (9.5, 3.5))):
                painter.drawLine(
                    round(x + one[0] * s), round(y + one[1] * s), round(x + two[0] * s), round(y + two[1] * s)
                )

    def _memory(self, painter: QPainter, room: QRectF, entry: BoardEntry) -> None:
        gib = memory_at(entry, self._marks.precision)
        limit = self._marks.limit_gib
        over = gib is not None and limit is not None and gib > limit
        text = tr("{gib}, over").format(gib=gib_words(gib)) if over else gib_words(gib)
        width = max(room.width() * 0.4, 24)
        bar = QRectF(room.left(), room.center().y() - _BAR / 2, width, _BAR)
        paint_memory(painter, bar, gib, self._marks)
        painter.setFont(THEME.font(Size.BODY))
        painter.setPen(THEME.ink(Tone.DEAD) if over else _ink(entry))
        _draw_cut(painter, room.adjusted(width + 6, 0, 4, 0), text, Qt.AlignmentFlag.AlignRight)

    def _score(self, painter: QPainter, room: QRectF, entry: BoardEntry) -> None:
        width = max(room.width() * 0.55, 24)
        bar = QRectF(room.left(), room.center().y() - _BAR / 2, width, _BAR)
        paint_score(painter, bar, entry.candidate.parts, self._marks.most_points)
        painter.setFont(THEME.font(Size.BODY))
        painter.setPen(_ink(entry))
        text = f"{entry.candidate.score:.1f}"
        _draw_cut(painter, room.adjusted(width + 6, 0, 4, 0), text, Qt.AlignmentFlag.AlignRight)


def _ink(entry: BoardEntry) -> QColor:
    """What was ruled out is greyed; its row says why in words."""
    return QColor(THEME.scheme.text if entry.candidate.rank is not None else THEME.scheme.muted)


def _draw_cut(painter: QPainter, room: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
    words = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)


class BoardTable(Table):
    """The table of the board.

    Signals:
        picked(object): the `BoardEntry` that Space or a click on its box puts into the comparison.
    """

    picked = Signal(object)

    def __init__(self, model: BoardModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, stretch=MODEL, spare=_SPARE, parent=parent)
        self._board = model
        self._low: list[int] = []
        self.setItemDelegate(BoardDelegate(model.marks, self))
        self._widths[TICK] = _TICK_WIDTH
        self.setColumnWidth(TICK, _TICK_WIDTH)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(line_height())
        rows.setDefaultSectionSize(2 * line_height() + 8)
        head = self.horizontalHeader()
        head.setSectionResizeMode(TICK, head.ResizeMode.Fixed)

    def fit_headings(self) -> None:
        """Headings are lower than rows; Qt keeps the heights of rows that were there before."""
        rows = self.verticalHeader()
        for number in self._low:
            rows.resizeSection(number, rows.defaultSectionSize())
        self._low = [number for number, row in enumerate(self._board.rows) if row.entry is None]
        for number in self._low:
            rows.resizeSection(number, line_height() + 12)

    def current_entry(self) -> BoardEntry | None:
        """The candidate of the current row; None on a heading."""
        row = self.current()
        return row.entry if isinstance(row, BoardLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Space picks the row for the comparison."""
        entry = self.current_entry()
        if event.key() == Qt.Key.Key_Space and entry is not None:
            self.touched.emit()
            self.picked.emit(entry)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """A click on a box picks its row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._board.row(index)
        if index.column() == TICK and row and row.entry and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(row.entry)

    def copy_rows(self) -> None:
        """Copy the selected rows, one a line, secrets masked."""
        QApplication.clipboard().setText("\n".join(plain(copied(row)) for row in self.selected_values()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """The cells, then what goes across a row: its second line, or a heading."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        number = self.rowAt(0)
        while 0 <= number < len(self._board.rows):
            top = self.rowViewportPosition(number)
            if top > self.viewport().height():
                break
            self._paint_across(painter, self._board.rows[number], top, self.rowHeight(number))
            number += 1
        painter.end()

    def _paint_across(self, painter: QPainter, row: BoardLine, top: int, height: int) -> None:
        left = self.columnViewportPosition(MODEL) + 8 if row.entry else SPACE
        room = QRectF(left, top, self.viewport().width() - left - SPACE, height)
        painter.setPen(QPen(QColor(THEME.scheme.border), 1))
        painter.drawLine(0, top + height - 1, self.viewport().width(), top + height - 1)
        if row.entry is None:
            painter.setFont(THEME.font(Size.SMALL, bold=True))
            painter.setPen(QColor(THEME.scheme.muted))
            _draw_cut(painter, room, shown(row.heading, 200), Qt.AlignmentFlag.AlignLeft)
            return
        painter.setFont(THEME.font(Size.SMALL))
        painter.setPen(THEME.ink(Tone.ENDS) if row.entry.candidate.rejected else QColor(THEME.scheme.muted))
        below = room.adjusted(0, line_height() + 2, 0, -4)
        size = "" if not self.isColumnHidden(SIZE) else size_words(row.entry.candidate.alternative)
        _draw_cut(painter, below, shown(second_line(row.entry, size), 400), Qt.AlignmentFlag.AlignLeft)
