"""Lists and sliders that leave the wheel to the page they stand on.

Qt's own take it, so a reader who scrolls past one changes what was chosen without seeing it.
"""

from __future__ import annotations

from advisor.gui.qt import QComboBox, QSlider, Qt, QWheelEvent, QWidget


class Box(QComboBox):
    """A list to choose one from, with a click or the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own takes the focus from the wheel, too

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - overrides Qt
        """Scroll the page; the open list has a wheel of its own."""
        event.ignore()


class Slider(QSlider):
    """A slider that is drawn with the mouse or moved with the keyboard."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - overrides Qt
        """Scroll what it stands on."""
        event.ignore()
