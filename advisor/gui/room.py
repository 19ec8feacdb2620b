"""How parts share the room: measures in characters and lines, panes that go below, pages that scroll.

Nothing here is measured in pixels: with large fonts a pane of 30 characters is as wide as 30 large ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.gui.boxes import Box
from advisor.gui.plain import set_tip
from advisor.gui.qt import (
    QBoxLayout,
    QByteArray,
    QComboBox,
    QFontMetrics,
    QLayout,
    QLineEdit,
    QPaintEvent,
    QResizeEvent,
    QSize,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    Qt,
    QWidget,
)
from advisor.gui.speech import name_box
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Body

FILTER_LENGTH = 200
_WEIGHT = 1000
FIELD_CHARS = 32


def chars(count: float) -> int:
    """The width of so many characters of body text, in pixels."""
    return round(QFontMetrics(THEME.font()).averageCharWidth() * count)


def text_lines(count: float) -> int:
    """The height of so many lines of body text, in pixels."""
    return round(QFontMetrics(THEME.font()).lineSpacing() * count)


def least_height(layout: QLayout, width: int) -> int:
    """What a layout needs at a width; Qt's own least height forgets that narrow means high."""
    if isinstance(layout, QBoxLayout) and layout.hasHeightForWidth():
        return layout.minimumHeightForWidth(width)
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.minimumSize().height()


class Held(QWidget):
    """A part of a splitter that is never lower than its lines of chips and words are at its width."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """The least height at the width it has."""
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        width = layout.minimumSize().width()
        return QSize(width, least_height(layout, max(self.width(), width)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Another width asks for another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class PageBody(Body):
    """All of a page: as low as its parts can be, and scrolled where the window is lower still."""

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - overrides Qt
        """The least height, not the one that tables and panes would like."""
        layout = self.layout()
        return least_height(layout, width) if layout else -1


class Stack(QStackedWidget):
    """Takes its size from the one part that is shown, not from the largest there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """What the part that is shown would like."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown else QSize()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """What the part that is shown needs."""
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown else QSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - overrides Qt
        """As the part that is shown."""
        shown = self.currentWidget()
        return shown is not None and shown.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - overrides Qt
        """The least height of the part that is shown."""
        shown = self.currentWidget()
        layout = shown.layout() if shown else None
        return least_height(layout, width) if layout else -1


class Beside(QSplitter):
    """Two parts side by side, or one below the other where there are not `room` characters for both."""

    def __init__(self, room: float, below: tuple[int, int] = (3, 2), parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._room, self._below = room, below
        self._first: list[int] = []
        self._chosen: QByteArray | None = None
        """How the user had the parts side by side; None while they stand as they were made."""
        self.setHandleWidth(SPACE)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(lambda _place, _number: self._choose())

    @property
    def turned(self) -> bool:
        """True while the second part stands below the first."""
        return self.orientation() is Qt.Orientation.Vertical

    def setSizes(self, sizes: Sequence[int]) -> None:  # noqa: N802 - overrides Qt
        """The shares of the parts side by side: below each other they follow from the room."""
        self._first = list(sizes)
        if not self.turned:
            super().setSizes(self._first)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Turn where the room asks for it."""
        super().resizeEvent(event)
        self._turn(self.width() < chars(self._room))

    def saveState(self) -> QByteArray:  # noqa: N802 - overrides Qt
        """What the user chose side by side; nothing where that is nothing."""
        return self._chosen or QByteArray()

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview[int]) -> bool:  # noqa: N802 - overrides Qt
        """Take over what was chosen; how the parts stand now follows from the room."""
        self._chosen = QByteArray(state)
        return self.turned or super().restoreState(state)

    def _choose(self) -> None:
        """The user has moved the border: side by side the parts stand so from now on."""
        if not self.turned:
            self._chosen = super().saveState()

    def _turn(self, below: bool) -> None:
        if below == self.turned:
            return
        self.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
        if below:
            super().setSizes([_WEIGHT * share for share in self._below])  # what counts is one to the other
        elif self._chosen is not None:
            super().restoreState(self._chosen)
        else:
            super().setSizes(self._first)


class CutChoice(Box):
    """A list to choose from that may be narrower than its words; the whole choice is in the tool tip."""

    def __init__(self, name: str, least: int, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = tip
        name_box(self, name, tip)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(self._say_tip)

    def _say_tip(self, text: str) -> None:
        set_tip(self, ". ".join(part for part in (text, self._tip) if part), told=False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Qt would cut in the middle of a letter; here an ellipsis says that there is more."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 2
        )
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


def filter_field(hint: str, name: str, changed: Callable[[], object], tip: str = "") -> QLineEdit:
    """A field whose words filter; its hint is whole in the tool tip, however narrow it is."""
    made = QLineEdit()
    made.setPlaceholderText(hint)
    set_tip(made, ". ".join(part for part in (hint, tip) if part))
    made.setAccessibleName(name)
    made.setClearButtonEnabled(True)
    made.setMaxLength(FILTER_LENGTH)
    made.setMinimumWidth(chars(FIELD_CHARS))
    made.textChanged.connect(lambda _text: changed())
    return made
