"""What the catalog page needs of the use cases: reading the catalog, and taking in another one when asked."""

from __future__ import annotations

from pathlib import Path

from advisor.app import shelf
from advisor.app import update as updates
from advisor.gui.qt import QFileDialog, QWidget


class CatalogService:
    """The use cases of the catalog; all but `standing` are slow and not for the main thread."""

    def read(self) -> shelf.Shelf:
        """The catalog in use, with the user's overlays. Raises `AdvisorError` where it cannot be read."""
        return shelf.shelf()

    def standing(self) -> updates.Standing:
        """What is in use, and what an update would rest on."""
        return updates.standing()

    def update(self, source: str, key: Path | None) -> updates.Outcome:
        """Take in the newest release of a source. Raises `AdvisorError` with the reason why not."""
        return updates.update(updates.Wish(source, key))

    def back(self) -> updates.Outcome:
        """Use the catalog that came with the program again."""
        return updates.back_to_own()

    def file(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a file on disk; None when the user thought better of it."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title)
        return Path(chosen) if chosen else None
