"""The table of findings: what Ctrl+C takes, and the menu of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.core.findings import Finding
from advisor.gui.arranging import Group
from advisor.gui.copying import as_lines, as_paths, as_tasks
from advisor.gui.finding_model import FindingModel
from advisor.gui.grouped import GroupedTable
from advisor.gui.plain import action_text, tr
from advisor.gui.qt import QApplication, QContextMenuEvent, QMenu, QResizeEvent
from advisor.gui.theme import SPACE


class FindingTable(GroupedTable):
    """Copies places as lines; `deeds` are what else can be done, in the order of the menu."""

    deeds: Sequence[tuple[str, Callable[[], object]]] = ()

    def __init__(self, model: FindingModel, name: str) -> None:
        super().__init__(model, name, stretch=1, second=2)

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
