"""A state as an icon and its word on the wash of its meaning: told apart without colour, and at a glance."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.gui.duty_words import sign
from advisor.gui.icons import picture
from advisor.gui.qt import QPainter, QPaintEvent, QRectF, QSize, Qt, QWidget
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Pill, paint_pill, pill_size

_GAP = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Mark(Pill):
    """The sign of one state or change; never cut."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        shown = sign(state)
        self._icon = shown.icon
        super().__init__(shown.word, shown.tone, parent)

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """The word, its ends and the icon."""
        size = pill_size(self.text())
        return QSize(size.width() + _side(size) + _GAP, size.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """The same: the words are few and short."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint the wash, the icon at its left end, the word in the room that is left."""
        painter = QPainter(self)
        side, room = _side(self.size()), QRectF(self.rect())
        paint_pill(painter, room, "", self._tone)
        colour = THEME.ink(self._tone).name()
        made = picture(self._icon, side, self.devicePixelRatioF(), colour)
        painter.drawPixmap(SPACE, (self.height() - side) // 2, made)
        painter.drawText(room.adjusted(SPACE + side + _GAP, 0, 0, 0), _LEFT, self.text())
        painter.end()


def marks_width(states: Iterable[str]) -> int:
    """The width of a column that holds the marks of any of these states."""
    return max((Mark(each).sizeHint().width() for each in states), default=0)


def _side(size: QSize) -> int:
    return max(size.height() - 6, 10)
