"""The table of dependencies: which columns give way, what Ctrl+C takes, the menu of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.gui.arranging import Group
from advisor.gui.dependency_model import DependencyModel
from advisor.gui.dependency_rows import LESS_WANTED, DependencyRow, as_markdown, as_text
from advisor.gui.grouped import GroupedTable
from advisor.gui.plain import action_text, tr
from advisor.gui.qt import QApplication, QContextMenuEvent, QKeyEvent, QMenu, QResizeEvent, Qt, Signal

TITLE = 1


class DependencyTable(GroupedTable):
    """Return shows the places, Ctrl+Return the board; `deeds` are the menu's other entries.

    Signals:
        board_wanted(): the alternatives of the current row.
    """

    board_wanted = Signal()
    deeds: Sequence[tuple[str, Callable[[], object]]] = ()

    def __init__(self, model: DependencyModel) -> None:
        super().__init__(model, tr("Dependencies"), stretch=TITLE, lines=2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where it is narrow, columns go that the pane beside tells as well."""
        room = event.size().width()
        kept = set(range(len(self._widths)))
        for number in LESS_WANTED:
            if sum(self._widths[each] for each in kept) > room:
                kept.discard(number)
        for number in LESS_WANTED:
            self.setColumnHidden(number, number not in kept)
        super().resizeEvent(event)

    def selected_values(self) -> list[DependencyRow]:
        """The selected rows, each once; a heading stands for all that is under it."""
        found: dict[str, DependencyRow] = {}
        for row in super().selected_values():
            found.update({each.id: each for each in (row.rows if isinstance(row, Group) else (row,))})
        return list(found.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Ctrl+Return leads to the board."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.touched.emit()
            self.board_wanted.emit()
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Copy the selected rows as text, columns parted by tabs."""
        self._copy(as_text)

    def _copy(self, written: Callable[[Sequence[DependencyRow]], str]) -> None:
        current = self.current()  # the keyboard can walk on without selecting
        alone = [current] if isinstance(current, DependencyRow) else []
        QApplication.clipboard().setText(written(self.selected_values() or alone))

    def menu(self) -> QMenu:
        """What can be done with the current and the selected rows."""
        made = QMenu(self)
        copies: Sequence[tuple[str, Callable[[], object]]] = (
            (tr("Copy"), self.copy_rows),
            (tr("Copy as a Markdown table"), lambda: self._copy(as_markdown)),
        )
        for words, run in (*copies, *self.deeds):
            made.addAction(action_text(words)).triggered.connect(lambda _on=False, run=run: run())
        return made

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - overrides Qt
        """The menu of the row, by the mouse or by the menu key."""
        if self.current() is not None:
            self.menu().exec(event.globalPos())
