"""The table of dependencies: which columns give way, what Ctrl+C takes, the menu of a row."""

from __future__ import annotations

from advisor.gui.copy_table import CopyTable
from advisor.gui.dependency_model import DependencyModel
from advisor.gui.dependency_rows import LESS_WANTED, as_markdown, as_text
from advisor.gui.plain import to_tr, tr
from advisor.gui.qt import QKeyEvent, Qt, Signal

TITLE = 1


class DependencyTable(CopyTable):
    """Return shows the places, Ctrl+Return the board; rows are copied as text, columns parted by tabs.

    Signals:
        board_wanted(): the alternatives of the current row.
    """

    board_wanted = Signal()
    copies = ((to_tr("Copy"), as_text), (to_tr("Copy as a Markdown table"), as_markdown))

    def __init__(self, model: DependencyModel) -> None:
        super().__init__(model, tr("Dependencies"), stretch=TITLE, lines=2, spare=LESS_WANTED)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Ctrl+Return leads to the board."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.touched.emit()
            self.board_wanted.emit()
        else:
            super().keyPressEvent(event)
