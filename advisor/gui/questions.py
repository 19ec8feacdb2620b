"""The two questions that the system's own dialogs ask; tests answer them instead."""

from __future__ import annotations

from pathlib import Path

from advisor.gui.qt import QFileDialog, QWidget


class Questions:
    """Asks the user for places on disk."""

    def folder(self, parent: QWidget, start: Path | None) -> Path | None:
        """The folder to open; None when the user thought better of it."""
        chosen = QFileDialog.getExistingDirectory(parent, "Open a project folder", str(start or ""))
        return Path(chosen) if chosen else None

    def save_as(self, parent: QWidget, start: Path) -> Path | None:
        """Where to save an export; the dialog asks before a file is replaced. None: nowhere."""
        chosen, _filter = QFileDialog.getSaveFileName(parent, "Export", str(start))
        return Path(chosen) if chosen else None
