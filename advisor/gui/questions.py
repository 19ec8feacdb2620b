"""The two questions that the system's own dialogs ask; tests answer them instead."""

from __future__ import annotations

from pathlib import Path

from advisor.gui.plain import to_tr, tr
from advisor.gui.qt import QFileDialog, QWidget

_NAMES = {
    "md": to_tr("Markdown"),
    "json": to_tr("JSON"),
    "html": to_tr("HTML pages"),
    "pdf": to_tr("PDF"),
    "txt": to_tr("Text"),
    "csv": to_tr("Tables"),
    "sarif": to_tr("SARIF"),
    "xml": to_tr("XML"),
    "tasks": to_tr("Qt Creator tasks"),
}


class Questions:
    """Asks the user for places on disk."""

    def folder(self, parent: QWidget, start: Path | None) -> Path | None:
        """The folder to open; None when the user thought better of it."""
        chosen = QFileDialog.getExistingDirectory(parent, tr("Open a project folder"), str(start or ""))
        return Path(chosen) if chosen else None

    def policy_file(self, parent: QWidget, start: Path | None) -> Path | None:
        """The policy file to judge under; None when the user thought better of it."""
        policies, everything = tr("Policies"), tr("All files")
        wanted = f"{policies} (*.toml *.json);;{everything} (*)"
        chosen, _ = QFileDialog.getOpenFileName(parent, tr("Choose a policy file"), str(start or ""), wanted)
        return Path(chosen) if chosen else None

    def save_as(self, parent: QWidget, start: Path) -> Path | None:
        """Where to save an export; None: nowhere.

        A name without an extension gets that of `start`; the dialog asks before a file is replaced.
        """
        suffix = start.suffix.removeprefix(".")
        dialog = QFileDialog(parent, tr("Export"), str(start.parent), _filter(suffix))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(start.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None


def _filter(suffix: str) -> str:
    """`Markdown (*.md);;All files (*)`."""
    everything = tr("All files")
    named = f"{tr(_NAMES[suffix])} (*.{suffix});;" if suffix in _NAMES else ""
    return f"{named}{everything} (*)"
