"""The table of findings: what is copied of it, and which column gives way."""

from __future__ import annotations

from advisor.gui.copy_table import CopyTable
from advisor.gui.copying import as_lines, as_paths, as_tasks
from advisor.gui.finding_model import FindingModel
from advisor.gui.plain import to_tr

LESS_WANTED = (5, 4, 3)
"""Provider, part and kind give way in this order: the pane below tells them as well."""


class FindingTable(CopyTable):
    """Copies places as `path:line kind written`, as tasks or as paths."""

    copies = (
        (to_tr("Copy"), as_lines),
        (to_tr("Copy as Markdown tasks"), as_tasks),
        (to_tr("Copy the path"), as_paths),
    )

    def __init__(self, model: FindingModel, name: str) -> None:
        super().__init__(model, name, stretch=1, second=2, spare=LESS_WANTED)
