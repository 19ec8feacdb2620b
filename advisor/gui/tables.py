"""How tables look and behave: rows of one height, pills, paths cut in their middle, copying rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advisor.gui.qt import (
    Index,
    QAbstractItemView,
    QApplication,
    QFontMetrics,
    QHeaderView,
    QItemSelectionModel,
    QKeyEvent,
    QKeySequence,
    QModelIndex,
    QMouseEvent,
    QPainter,
    QPersistentModelIndex,
    QRectF,
    QResizeEvent,
    QSize,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    Qt,
    QTableView,
    QTimer,
    QWidget,
    Signal,
)
from advisor.gui.rows import MIDDLE_ROLE, TONE_ROLE, RowModel
from advisor.gui.theme import THEME
from advisor.gui.widgets import paint_pill, pill_size
from advisor.report.clean import plain
from advisor.report.drawing import Size

LEAST_ROWS = 3
"""So many rows are seen at the least, however low the window is."""


class CellDelegate(QStyledItemDelegate):
    """Draws cells that have a meaning as pills and cuts paths in their middle."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - overrides Qt
        """Take the text out of pill cells, and cut paths so that the file name stays."""
        super().initStyleOption(option, index)
        if index.data(TONE_ROLE) is not None:
            option.text = ""
        elif index.data(MIDDLE_ROLE):
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, then its pill."""
        super().paint(painter, option, index)
        tone = index.data(TONE_ROLE)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if tone is None or not text:
            return
        room: Any = option.rect
        size = pill_size(text)
        width = min(size.width(), room.width() - 12)
        painter.save()
        top = room.top() + (room.height() - size.height()) / 2
        paint_pill(painter, QRectF(room.left() + 8, top, width, size.height()), text, tone)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - overrides Qt
        """High enough for a pill and its air; tables set the height of their rows themselves."""
        size = super().sizeHint(option, index)
        size.setHeight(max(size.height(), QFontMetrics(THEME.font(Size.BODY)).height() + 14))
        return size


class Table(QTableView):
    """A read-only table of a `RowModel`.

    Signals:
        chosen(object): the value of the row that became current, or None.
        opened(object): the value of the row that was double-clicked or entered with Return.
        touched(): the user clicks or types here; Qt itself makes rows current, too, when focus comes.
        selected(): other rows are selected; once for all that happens in one go.
    """

    chosen = Signal(object)
    opened = Signal(object)
    touched = Signal()
    selected = Signal()

    def __init__(
        self,
        model: RowModel[Any],
        name: str,
        *,
        stretch: int | None = None,
        second: int | None = None,
        lines: int = 1,
        spare: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`stretch` is the column that takes the room left, the last if None, `second` shares it.

        `spare` are columns in the order in which they give way where there is no room for all.
        """
        super().__init__(parent)
        self._rows = model
        self._stretch, self._second = stretch, second
        self._spare = tuple(spare)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self._dress_headers(lines)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self.selected)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self._settled.start())
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.row(index)))
        self.size_columns()

    def _dress_headers(self, lines: int) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(lines * QFontMetrics(THEME.font(Size.BODY)).height() + 14)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(self._stretch is None)
        if self._stretch is not None:
            head.setSectionResizeMode(self._stretch, QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self._sort)
        head.setMinimumSectionSize(36)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        """Another order; the current row stays in sight."""
        self._rows.sort(column, order)
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """The current row in the middle: rows were brought into another order."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Columns give way where there is no room; what is left over is shared by two."""
        left = event.size().width() - self._give_way(event.size().width())
        super().resizeEvent(event)
        if self._second is not None:
            self.setColumnWidth(self._second, self._widths[self._second] + max(left // 2, 0))

    def _give_way(self, room: int) -> int:
        """Hide columns until the others have room; hands back what those ask for."""
        needed = sum(self._widths)
        for number in self._spare:
            hidden = needed > room
            self.setColumnHidden(number, hidden)
            needed -= self._widths[number] if hidden else 0
        return needed

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Never lower than the headings and a few rows."""
        rows = LEAST_ROWS * self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().sizeHint().height()
        return QSize(super().minimumSizeHint().width(), head + rows + 2 * self.frameWidth())

    def size_columns(self) -> None:
        """Give columns the width of their samples, once: asking every row is slow."""
        metrics = QFontMetrics(THEME.font(Size.BODY))
        self._widths: list[int] = []
        for number, column in enumerate(self._rows.columns):
            text = max((column.sample, column.heading + "   "), key=len)
            self._widths.append(metrics.horizontalAdvance(text) + 24)
            self.setColumnWidth(number, self._widths[-1])

    def fit_rows(self, most: int) -> None:
        """Be as high as the rows that are shown, `most` of them at once."""
        rows = min(self._rows.rowCount(), most) * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 4)

    def current(self) -> Any:
        """The value of the current row, or None."""
        return self._rows.row(self.currentIndex())

    def select_where(self, wanted: Any) -> bool:
        """Make the first row whose `id` is `wanted` current; False when none is shown."""
        for number, row in enumerate(self._rows.rows):
            if getattr(row, "id", None) == wanted:
                self.select_number(number)
                return True
        return False

    def select_number(self, number: int) -> None:
        """Make a row current and bring it into sight, whatever keys are held: Ctrl+Z may lead here."""
        index = self._rows.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def show_at(self, number: int, distance: int) -> None:
        """Scroll so that a row stands so many pixels below the top, as far as there are rows for it."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()  # else the scroll bar still has the range of the rows before
        self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(number) - distance)

    def selected_values(self) -> list[Any]:
        """The values of the selected rows, top to bottom."""
        return [self._rows.rows[number] for number in self.selected_numbers()]

    def selected_numbers(self) -> list[int]:
        """The selected rows by their numbers; stretch by stretch, since asking each of 100,000 takes long."""
        found = self.selectionModel().selection()
        stretches = [found.at(number) for number in range(found.count())]
        return sorted({row for each in stretches for row in range(each.top(), each.bottom() + 1)})

    def moveCursor(  # noqa: N802 - overrides Qt
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last row: whole rows are walked, not their cells."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0}
        ends[QAbstractItemView.CursorAction.MoveEnd] = self._rows.rowCount() - 1
        if action in ends and self.currentIndex().isValid():
            return self._rows.index(ends[action], self.currentIndex().column())
        return super().moveCursor(action, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """A click is the user's doing."""
        self.touched.emit()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Return opens the row; Ctrl+C copies the selected rows as text."""
        self.touched.emit()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Copy the selected rows, one a line, columns parted by tabs, secrets masked."""
        lines = (
            "\t".join(plain(column.text(value)) for column in self._rows.columns)
            for value in self.selected_values()
        )
        QApplication.clipboard().setText("\n".join(lines))

    def _on_current(
        self, now: QModelIndex | QPersistentModelIndex, before: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.chosen.emit(self._rows.row(now))
