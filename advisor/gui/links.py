"""Opens sources of the catalog in the browser: http(s) only, and never an address from a scanned project."""

from __future__ import annotations

from advisor.gui.qt import QDesktopServices, QUrl


def openable(ref: str) -> bool:
    """True when the source is a web address."""
    return ref.startswith(("https://", "http://"))


def open_source(ref: str) -> None:
    """Hand a web address of the catalog to the browser."""
    if openable(ref):
        QDesktopServices.openUrl(QUrl(ref, QUrl.ParsingMode.StrictMode))
