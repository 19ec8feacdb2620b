"""Tables with headings among their rows: what a heading says, opening and closing, the keys for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advisor.gui.arranging import Group
from advisor.gui.plain import tip_text, tr
from advisor.gui.qt import (
    Index,
    QKeyEvent,
    QModelIndex,
    QMouseEvent,
    QPainter,
    QRect,
    QStyleOptionViewItem,
    Qt,
    QTableView,
    Signal,
)
from advisor.gui.rows import TONE_ROLE, RowModel
from advisor.gui.tables import CellDelegate, Table
from advisor.gui.theme import SPACE, THEME
from advisor.report.drawing import Size, Tone

GROUP_ROLE = int(Qt.ItemDataRole.UserRole) + 3
"""The `Group` of a heading; None for a row."""


class GroupedModel(RowModel[Any]):
    """Rows, and headings where they are grouped. The first column has to be drawn as a pill.

    Signals:
        arranged(): other rows, or the same in another order, are shown.
    """

    arranged = Signal()
    groups: list[Group]
    _closed: set[str]

    def heading(self, group: Group) -> str:
        """What a heading says."""
        raise NotImplementedError

    @property
    def grouped(self) -> bool:
        """True where headings stand among the rows."""
        return bool(self.groups)

    def group_at(self, number: int) -> Group | None:
        """The heading at a row; None for anything else."""
        row = self._shown[number] if 0 <= number < len(self._shown) else None
        return row if isinstance(row, Group) else None

    def heading_above(self, number: int) -> int:
        """The row of the heading over a row; -1 where there is none."""
        return next((at for at in range(number, -1, -1) if isinstance(self._shown[at], Group)), -1)

    def set_open(self, number: int, is_open: bool) -> None:
        """Open or close the heading at a row."""
        group = self.group_at(number)
        if group is None or group.open == is_open:
            return
        group.open = is_open
        (self._closed.discard if is_open else self._closed.add)(group.id)
        first, last = number + 1, number + len(group.rows)
        if is_open:
            self.beginInsertRows(QModelIndex(), first, last)
            self._shown[first:first] = group.rows
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def set_all_open(self, is_open: bool) -> None:
        """Open or close every heading."""
        self._closed = set() if is_open else {group.id for group in self.groups}
        for group in self.groups:
            group.open = is_open
        self.beginResetModel()
        self._shown = flat(self.groups)
        self.endResetModel()
        self.arranged.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings say what they hold, and in the first column what the worst of it is."""
        row = self.row(index)
        if not isinstance(row, Group):
            return None if role == GROUP_ROLE else super().data(index, role)
        first = self.columns[0]
        if role == GROUP_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return first.text(row.gravest) if index.column() == 0 else ""
        if role == TONE_ROLE:
            return first.tone(row.gravest) if first.tone and index.column() == 0 else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(self.heading(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column():
                return tr("{column}: heading of a group").format(column=self.columns[index.column()].aloud)
            state = tr("open") if row.open else tr("closed")
            return f"{self.heading(row)}, {first.text(row.gravest)}, {state}"
        return None


def flat(groups: Sequence[Group]) -> list[Any]:
    """Headings and the rows under those that are open, from top to bottom."""
    made: list[Any] = []
    for group in groups:
        made.append(group)
        if group.open:
            made += group.rows
    return made


class _Headings(CellDelegate):
    """Writes a heading across the cells of its row: each cell paints its part of it."""

    def __init__(self, model: GroupedModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, and the heading over it."""
        super().paint(painter, option, index)
        group = index.data(GROUP_ROLE)
        view = self.parent()
        if group is None or index.column() == 0 or not isinstance(view, QTableView):
            return
        room: QRect = option.rect
        left = view.columnViewportPosition(1) + SPACE
        whole = QRect(left, room.top(), view.viewport().width() - left - SPACE, room.height())
        painter.save()
        painter.setClipRect(room)
        painter.setPen(THEME.ink(Tone.INK))
        painter.setFont(THEME.font(Size.BODY, bold=True))
        words = f"{'▾' if group.open else '▸'}  {self._model.heading(group)}"
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, whole.width())
        painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()


class GroupedTable(Table):
    """A table of a `GroupedModel`: headings open and close by click and key."""

    def __init__(
        self,
        model: GroupedModel,
        name: str,
        *,
        stretch: int | None = None,
        second: int | None = None,
        lines: int = 1,
        spare: Sequence[int] = (),
    ) -> None:
        super().__init__(model, name, stretch=stretch, second=second, lines=lines, spare=spare)
        self._grouped = model
        self.setItemDelegate(_Headings(model, self))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """A click on a heading opens or closes it."""
        super().mousePressEvent(event)
        number = self.rowAt(event.position().toPoint().y())
        group = self._grouped.group_at(number)
        if group is not None and event.button() == Qt.MouseButton.LeftButton:
            self._grouped.set_open(number, not group.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Left and Right close and open headings, with Shift all of them; Return and Space turn one."""
        if not self._grouped.grouped or not self._walk(event):
            super().keyPressEvent(event)

    def _walk(self, event: QKeyEvent) -> bool:
        number, key = self.currentIndex().row(), event.key()
        group = self._grouped.group_at(number)
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if group is None or key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                return False
            self._grouped.set_open(number, not group.open)
            return True
        self.touched.emit()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._grouped.set_all_open(key == Qt.Key.Key_Right)
        elif group is not None:
            self._grouped.set_open(number, key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Left:
            self.select_number(self._grouped.heading_above(number))
        return True
