"""What files are dragged from: a strip with a field for each set of paths; real drags on a real mouse press.

    python drag_source.py X Y PATH[:PATH…] …

A program of its own, as a file manager is: the drag goes through the X server. The strip stands at X, Y; its
fields are 100 × 60 points, one below the other. How each drag ended is printed, a line each: `taken` or
`refused`.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

WIDTH, HEIGHT = 100, 60
"""Of a field."""


class Field(QLabel):
    """Paths that can be dragged away."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__("\n".join(os.path.basename(path) for path in paths))  # noqa: PTH119
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedSize(WIDTH, HEIGHT)
        self._paths = paths
        self._pressed: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """A drag may begin."""
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Begin the drag as soon as the mouse has moved far enough with its button held."""
        if self._pressed is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed = None
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in self._paths])
        drag.setMimeData(data)
        ended = drag.exec(Qt.DropAction.CopyAction)
        print("refused" if ended == Qt.DropAction.IgnoreAction else "taken", flush=True)


def main(x: int, y: int, sets: list[str]) -> int:
    """Show the strip until the program is ended."""
    app = QApplication([])
    strip = QWidget(None, Qt.WindowType.X11BypassWindowManagerHint)
    rows = QVBoxLayout(strip)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    for paths in sets:
        rows.addWidget(Field(paths.split(":")))
    strip.move(x, y)
    strip.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
