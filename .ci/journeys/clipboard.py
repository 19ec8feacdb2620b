"""Prints what the clipboard holds, as another program would get it."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication

if __name__ == "__main__":
    app = QGuiApplication([])
    sys.stdout.buffer.write(app.clipboard().text().encode("utf-8", "surrogatepass"))
