"""The table of findings: what Ctrl+C takes, and the menu of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.core.findings import Finding
from advisor.gui.arranging import Group
from advisor.gui.copying import as_lines, as_paths, as_tasks
from advisor.gui.finding_model import GROUP_ROLE, FindingModel, heading
from advisor.gui.plain import action_text, tr
from advisor.gui.qt import (
    Index,
    QApplication,
    QContextMenuEvent,
    QKeyEvent,
    QMenu,
    QMouseEvent,
    QPainter,
    QRect,
    QResizeEvent,
    QStyleOptionViewItem,
    Qt,
    QTableView,
)
from advisor.gui.tables import CellDelegate, Table
from advisor.gui.theme import SPACE, THEME
from advisor.report.drawing import Size, Tone


class _Headings(CellDelegate):
    """Writes a heading across the cells of its row: each cell paints its part of it."""

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
        words = f"{'▾' if group.open else '▸'}  {heading(group)}"
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, whole.width())
        painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()


class FindingTable(Table):
    """Copies places as lines; `deeds` are what else can be done, in the order of the menu."""

    deeds: Sequence[tuple[str, Callable[[], object]]] = ()

    def __init__(self, model: FindingModel, name: str) -> None:
        super().__init__(model, name, stretch=1, second=2)
        self._findings = model
        self.setItemDelegate(_Headings(self))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where it is narrow, places keep their room and the last column goes."""
        last = len(self._widths) - 1
        self.setColumnHidden(last, event.size().width() < sum(self._widths) - SPACE * 12)
        super().resizeEvent(event)

    def selected_values(self) -> list[Finding]:
        """The selected findings, each once; a heading stands for all that is under it."""
        found: dict[str, Finding] = {}
        for row in super().selected_values():
            found.update({each.id: each for each in (row.rows if isinstance(row, Group) else (row,))})
        return list(found.values())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """A click on a heading opens or closes it."""
        super().mousePressEvent(event)
        number = self.rowAt(event.position().toPoint().y())
        group = self._findings.group_at(number)
        if group is not None and event.button() == Qt.MouseButton.LeftButton:
            self._findings.set_open(number, not group.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Left and Right close and open headings, with Shift all of them; Return and Space turn one."""
        if not self._findings.grouped or not self._walk(event):
            super().keyPressEvent(event)

    def _walk(self, event: QKeyEvent) -> bool:
        number, key = self.currentIndex().row(), event.key()
        group = self._findings.group_at(number)
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if group is None or key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                return False
            self._findings.set_open(number, not group.open)
            return True
        self.touched.emit()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._findings.set_all_open(key == Qt.Key.Key_Right)
        elif group is not None:
            self._findings.set_open(number, key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Left:
            self.select_number(self._findings.heading_above(number))
        return True

    def copy_rows(self) -> None:
        """Copy the selected findings, `path:line kind written` each."""
        self._copy(as_lines)

    def _copy(self, written: Callable[[Sequence[Finding]], str]) -> None:
        current = self.current()  # the keyboard can walk on without selecting
        alone = [current] if isinstance(current, Finding) else []
        QApplication.clipboard().setText(written(self.selected_values() or alone))

    def menu(self) -> QMenu:
        """What can be done with the current and the selected rows."""
        made = QMenu(self)
        copies: Sequence[tuple[str, Callable[[], object]]] = (
            (tr("Copy"), self.copy_rows),
            (tr("Copy as Markdown tasks"), lambda: self._copy(as_tasks)),
            (tr("Copy the path"), lambda: self._copy(as_paths)),
        )
        for words, run in (*copies, *self.deeds):
            made.addAction(action_text(words)).triggered.connect(lambda _on=False, run=run: run())
        return made

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - overrides Qt
        """The menu of the row, by the mouse or by the menu key."""
        if self.current() is not None:
            self.menu().exec(event.globalPos())
