"""Opens sources of the catalog in the browser: http(s) only, and never an address from a scanned project."""

from __future__ import annotations

from pathlib import Path

from advisor.gui.qt import QDesktopServices, QUrl


def show_folder(folder: Path) -> None:
    """Open a folder that the user chose to save in, in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def openable(ref: str) -> bool:
    """True when the source is a web address."""
    return ref.startswith(("https://", "http://"))


def open_source(ref: str) -> None:
    """Hand a web address of the catalog to the browser."""
    if openable(ref):
        QDesktopServices.openUrl(QUrl(ref, QUrl.ParsingMode.StrictMode))
