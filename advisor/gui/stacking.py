"""Parts that stand beside each other while there is room for their words, and one below the other where not.

Room is counted in letters of the font, not in pixels: large fonts and longer words need more of it.
"""

from __future__ import annotations

from advisor.gui.qt import QBoxLayout, QHBoxLayout, QLayout, QResizeEvent, QSize, QSizePolicy, Qt, QWidget
from advisor.gui.theme import SPACE

_OWN_WIDTH = (QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def letters(widget: QWidget, number: int) -> int:
    """The width of so many letters in the font of a widget."""
    return widget.fontMetrics().averageCharWidth() * number


def least_width(layout: QLayout) -> int:
    """What a layout cannot do with less of; layouts inside keep an old answer until the next event."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner = item.layout() if item is not None else None
        if inner is not None:
            least_width(inner)
    layout.invalidate()
    return layout.minimumSize().width()


def widest_part(layout: QBoxLayout) -> int:
    """The width that a row needs once its parts stand one below the other."""
    margins = layout.contentsMargins()
    items = [layout.itemAt(number) for number in range(layout.count())]
    widths = [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]
    return max(widths, default=0) + margins.left() + margins.right()


def line_width(layout: QBoxLayout) -> int:
    """The width that a row needs while its parts stand beside each other."""
    margins = layout.contentsMargins()
    items = [layout.itemAt(number) for number in range(layout.count())]
    widths = [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]
    gaps = layout.spacing() * max(len(widths) - 1, 0)
    return sum(widths) + gaps + margins.left() + margins.right()


def fold(layout: QBoxLayout, within: QWidget, number: int) -> None:
    """Beside each other from so many letters on, and if every part has its least width then."""
    stack(layout, within.width() < max(letters(within, number), line_width(layout)))


def stack(layout: QBoxLayout, on: bool) -> None:
    """Let the parts of a row stand one below the other, or beside each other again."""
    directions = QBoxLayout.Direction
    wanted = directions.TopToBottom if on else directions.LeftToRight
    if layout.direction() is wanted:
        return
    layout.setDirection(wanted)
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget = item.widget() if item is not None else None
        if item is not None and widget is not None and widget.sizePolicy().horizontalPolicy() in _OWN_WIDTH:
            upright = item.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
            item.setAlignment(upright | Qt.AlignmentFlag.AlignLeft if on else upright)


class Stacking(QWidget):
    """A row that turns into a column where it is narrower than so many letters."""

    def __init__(self, number: int, *, gap: int = 2 * SPACE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = number
        self.inner = QHBoxLayout(self)
        self.inner.setContentsMargins(0, 0, 0, 0)
        self.inner.setSpacing(gap)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """One below the other where there is little room."""
        super().resizeEvent(event)
        fold(self.inner, self, self._letters)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """It can always become a column."""
        return QSize(widest_part(self.inner), super().minimumSizeHint().height())
