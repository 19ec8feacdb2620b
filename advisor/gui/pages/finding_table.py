"""The table of findings: what is copied of it, and which column gives way."""

from __future__ import annotations

from advisor.gui.copy_table import CopyTable
from advisor.gui.copying import as_lines, as_paths, as_tasks
from advisor.gui.finding_model import FindingModel
from advisor.gui.qt import QResizeEvent
from advisor.gui.theme import SPACE


class FindingTable(CopyTable):
    """Copies places as `path:line kind written`, as tasks or as paths."""

    copies = (("Copy", as_lines), ("Copy as Markdown tasks", as_tasks), ("Copy the path", as_paths))

    def __init__(self, model: FindingModel, name: str) -> None:
        super().__init__(model, name, stretch=1, second=2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where it is narrow, places keep their room and the last column goes."""
        last = len(self._widths) - 1
        self.setColumnHidden(last, event.size().width() < sum(self._widths) - SPACE * 12)
        super().resizeEvent(event)
