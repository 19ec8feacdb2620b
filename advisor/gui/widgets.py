"""The small parts all pages are built of: cards, pills, chips, tiles, link buttons, empty states.

Meaning is never colour alone: a pill has its word, a tile its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from advisor.gui.icons import icon_size, picture
from advisor.gui.plain import PlainLabel, action_text, set_tip, tr
from advisor.gui.qt import (
    QAbstractButton,
    QAccessible,
    QButtonGroup,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QFrame,
    QHBoxLayout,
    QKeyEvent,
    QLayout,
    QPainter,
    QPaintEvent,
    QPen,
    QPushButton,
    QRectF,
    QResizeEvent,
    QScrollArea,
    QSize,
    QSizePolicy,
    Qt,
    QVBoxLayout,
    QWidget,
)
from advisor.gui.speech import is_spoken_as
from advisor.gui.stacking import fold, widest_part
from advisor.gui.theme import SPACE, THEME
from advisor.report.drawing import Size, Tone


def column(parent: QWidget | None = None, *, margin: int = 0, gap: int = SPACE) -> QVBoxLayout:
    """A vertical layout with the house's spacing."""
    layout = QVBoxLayout(parent) if parent else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout


def line(parent: QWidget | None = None, *, margin: int = 0, gap: int = SPACE) -> QHBoxLayout:
    """A horizontal layout with the house's spacing."""
    layout = QHBoxLayout(parent) if parent else QHBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout


def clear(layout: QLayout) -> None:
    """Take every widget and sub-layout out of a layout and let them go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget:
            widget.hide()
            widget.deleteLater()
        elif inner:
            clear(inner)


class PressButton(QPushButton):
    """A push button that Return presses, too: Qt knows Space alone outside of dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Return and Enter press what has the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """On the accent a border shows too little that the focus is here: a ring within does."""
        super().paintEvent(event)
        role = self.property("role")
        if not self.hasFocus() or not (role == "primary" or (role == "chip" and self.isChecked())):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(THEME.scheme.on_accent), 2))
        radius = 4 if role == "primary" else self.height() / 2 - 3
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), radius, radius)
        painter.end()


LINK_CHARS = 24
"""A link of so many characters is never cut."""


class LinkButton(PressButton):
    """A link that ends in an ellipsis where there is no room for all of it; the whole is in its tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole, self._tells = text, False

    def setText(self, text: str) -> None:  # noqa: N802 - overrides Qt
        """Show `text`, as far as there is room."""
        self._whole = text
        super().setText(text)
        self.updateGeometry()
        self._fit()

    def text(self) -> str:
        """The text as it was set."""
        return self._whole

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Room for the whole text, whatever is shown of it now."""
        width = self.fontMetrics().horizontalAdvance
        hint = super().sizeHint()
        return QSize(hint.width() + width(self._whole) - width(super().text()), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """A long link may be cut."""
        hint, least = self.sizeHint(), self.fontMetrics().averageCharWidth() * LINK_CHARS
        return QSize(min(hint.width(), least), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Cut anew for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lacks = self.sizeHint().width() - self.width()
        room = self.fontMetrics().horizontalAdvance(self._whole) - lacks
        shown = self._whole
        if lacks > 0:
            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        if shown != super().text():
            super().setText(shown)
        if (lacks > 0) != self._tells and (self._tells or not self.toolTip()):
            self._tells = lacks > 0
            set_tip(self, self._whole.replace("&&", "&") if self._tells else "")


def button(
    text: str,
    action: Callable[[], object] | None = None,
    *,
    role: str = "",
    name: str = "",
    tip: str = "",
) -> QPushButton:
    """A push button of a role of the style sheet (`primary`, `link`, `nav`, `chip`, `tile`, `row`)."""
    made = LinkButton(action_text(text)) if role == "link" else PressButton(action_text(text))
    if role:
        made.setProperty("role", role)
    made.setAccessibleName(name or text)
    set_tip(made, tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role == "link":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if action:
        made.clicked.connect(lambda _checked=False: action())
    return made


def icon_button(
    text: str, action: Callable[[], object] | None = None, *, role: str = "", tip: str = ""
) -> QPushButton:
    """A push button that will carry an icon: Qt sets icon and words close, a space parts them."""
    made = button(f" {text}", action, role=role, name=text, tip=tip)
    made.setIconSize(icon_size(made))
    return made


def rule() -> QFrame:
    """A thin line between rows."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


class Card(QFrame):
    """A raised surface with a heading and room for content in `body`."""

    def __init__(self, heading: str = "", aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = column(self, margin=2 * SPACE, gap=SPACE)
        self.head = line(gap=SPACE)
        if heading:
            self.head.addWidget(PlainLabel(heading, "heading"))
            self.aside = PlainLabel(aside, "small", wrap=bool(aside))
            self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.head.addWidget(self.aside, 1)
            self.body.addLayout(self.head)
            self.setAccessibleName(heading)


_PILL_MINIMUM = 14 * SPACE


class Pill(QWidget):
    """A word on the wash of its meaning."""

    def __init__(self, text: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self.setAccessibleName(text)
        set_tip(self, text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set(self, text: str, tone: Tone) -> None:
        """Change word and meaning."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        set_tip(self, text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word."""
        return self._text

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """As wide as the word and its ends."""
        return pill_size(self._text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """A long text is cut where there is no room; a short one never is."""
        size = self.sizeHint()
        return QSize(min(size.width(), _PILL_MINIMUM), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint the pill."""
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()), self._text, self._tone)
        painter.end()


def pill_size(text: str) -> QSize:
    """The room a pill with that word needs."""
    metrics = QFontMetrics(THEME.font(Size.SMALL, bold=True))
    return QSize(metrics.horizontalAdvance(text) + 2 * SPACE + 2, metrics.height() + 5)


def paint_pill(painter: QPainter, room: QRectF, text: str, tone: Tone) -> None:
    """Paint a pill that fills `room`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(THEME.wash(tone))
    painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
    painter.setPen(THEME.ink(tone))
    painter.setFont(THEME.font(Size.SMALL, bold=True))
    inner = room.adjusted(SPACE, 0, -SPACE, 0)
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, words)


class Tile(PressButton):
    """A number with a label that leads to its rows."""

    def __init__(self, label: str, action: Callable[[], object], tone: Tone = Tone.INK) -> None:
        super().__init__()
        self._label = label
        self._tone = tone
        self.setProperty("role", "tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._inner = column(self, gap=0)
        self._inner.setContentsMargins(14, 9, 14, 10)
        self._number = PlainLabel("", "number")
        self._caption = PlainLabel(label, "muted")
        for part in (self._number, self._caption):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._inner.addWidget(part)
        self.clicked.connect(lambda _checked=False: action())

    def set_number(self, text: str, label: str | None = None, tone: Tone | None = None) -> None:
        """Show a number, and another label or tone where its meaning depends on it."""
        self._label = label or self._label
        self._tone = tone or self._tone
        self._number.setText(text)
        self._caption.setText(self._label)
        self.setAccessibleName(f"{text} {self._label}")
        if self._tone is not Tone.INK:
            self._number.setStyleSheet(f"color: {THEME.ink(self._tone).name()}")

    def number(self) -> str:
        """The number that is shown."""
        return self._number.text()

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """As high as its two labels: a button would ask for one line."""
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Never narrower than its labels."""
        return self._inner.minimumSize()


class RowButton(PressButton):
    """A whole row of labels that can be clicked; `inner` takes them."""

    def __init__(self, name: str, action: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "row")
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._stacked_below = 0
        self.inner = line(self, gap=SPACE + 4)
        self.inner.setContentsMargins(8, 6, 8, 6)
        self.clicked.connect(lambda _checked=False: action())

    def add(self, widget: QWidget, stretch: int = 0, *, top: bool = False) -> None:
        """Add a part that lets clicks through to the row; `top` keeps it beside the first line."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.inner.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0))

    def stack_below(self, number: int) -> None:
        """Let the parts stand one below the other where the row is narrower than so many letters."""
        self._stacked_below = number

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Beside each other, or one below the other."""
        super().resizeEvent(event)
        if self._stacked_below:
            fold(self.inner, self, self._stacked_below)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - overrides Qt
        """Wrapped labels inside make it higher where it is narrow."""
        return self.inner.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - overrides Qt
        """What the labels inside need."""
        return self.inner.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """What the labels inside need."""
        return self.inner.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """What the labels inside need."""
        least = self.inner.minimumSize()
        return QSize(widest_part(self.inner), least.height()) if self._stacked_below else least


class Chip(PressButton):
    """A filter that is on or off, with the number of rows it would show."""

    def __init__(self, value: str, label: str, group: str) -> None:
        super().__init__()
        self.value = value
        self.label = label
        self._group = group
        self.setCheckable(True)
        self.setProperty("role", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many rows have this value."""
        self.setText(action_text(f"{self.label}  {count:,}"))
        self.setAccessibleName(f"{self._group}: {self.label}, {count}")


def one_of(group: QButtonGroup, made: QAbstractButton) -> None:
    """Put a button into a group of which one is on: a screen reader calls it a choice, not a box to tick.

    Tab goes to the one that is on, arrows to the others; Qt sees to that only where the user turned it on.
    """
    made.setAutoExclusive(True)
    group.addButton(made)
    made.toggled.connect(lambda _on: _tab_to_chosen(group))
    _tab_to_chosen(group)


def _tab_to_chosen(group: QButtonGroup) -> None:
    chosen = group.checkedButton() or group.buttons()[0]
    for each in group.buttons():
        by_tab = each is chosen
        each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if by_tab else Qt.FocusPolicy.ClickFocus)


class Fold(QWidget):
    """Rows that are shown on demand, under a line that says what they are."""

    def __init__(self, told: str, rows: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self._open = False
        outer = column(self, gap=0)
        self._words = PlainLabel("", "link", wrap=True)
        self.switch = RowButton("", self._turn)
        self.switch.inner.setContentsMargins(0, 6, 0, 6)
        self.switch.add(self._words, 1)
        outer.addWidget(self.switch)
        self._inner = QWidget()
        inside = column(self._inner, gap=0)
        for row in rows:
            inside.addWidget(row)
        outer.addWidget(self._inner)
        if not rows:
            self.hide()
        self.set_open(False)

    def _turn(self) -> None:
        self.set_open(not self._open)

    def set_open(self, on: bool) -> None:
        """Show or hide the rows."""
        self._open = on
        self._inner.setVisible(on)
        self._words.setText(("▾  " if on else "▸  ") + self._told)
        deed = tr("Hide {what}") if on else tr("Show {what}")
        self.switch.setAccessibleName(deed.format(what=self._told))


_TOLD_CHARS = 82


class EmptyState(QWidget):
    """What stands where nothing is to be shown: what is the case, and the one thing to do about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, margin=4 * SPACE, gap=SPACE)
        layout.addStretch(2)
        self._picture = PlainLabel()
        self._title = PlainLabel("", "heading", wrap=True).wide()
        self._text = PlainLabel("", "muted", wrap=True)
        self._text.setMaximumWidth(QFontMetrics(THEME.font()).averageCharWidth() * _TOLD_CHARS)
        self._action = button("")
        self._run: Callable[[], object] | None = None
        self._action.clicked.connect(lambda _checked=False: self._run() if self._run else None)
        for label in (self._picture, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            middle = line()  # stretches beside it, not an alignment: that would take its height for its width
            middle.addStretch(1)
            middle.addWidget(label, 98 if label.wordWrap() else 0)  # all there is, up to its greatest width
            middle.addStretch(1)
            layout.addLayout(middle)
        layout.addSpacing(SPACE)
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(
        self,
        title: str,
        text: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        *,
        icon: str = "findings",
    ) -> None:
        """Show a heading, a sentence or two, and a button when there is something to do."""
        self._picture.setPixmap(picture(icon, 40, self.devicePixelRatioF(), THEME.scheme.muted))
        self._title.setText(title)
        self._text.setText(text)
        self._action.setText(action_text(action))
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._run = run
        self.setAccessibleName(f"{title}. {text}")

    def title(self) -> str:
        """The heading that is shown."""
        return self._title.text()


def carded(inner: QWidget) -> Card:
    """`inner` on a raised surface that it fills to the edges."""
    card = Card()
    card.body.setContentsMargins(2, 4, 2, 4)
    card.body.addWidget(inner)
    return card


class Body(QWidget):
    """What scrolls: as high as its width asks for, not as high as its labels would be when narrow."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """No least height: the scroll area asks for the height of the width it has."""
        return QSize(super().minimumSizeHint().width(), 0)

    @contextmanager
    def refilled(self) -> Iterator[None]:
        """Lay out what is put in meanwhile before it is painted.

        The scroll area asks for the new height a turn later than the parts are shown: without this they
        would be seen squeezed into the old one.
        """
        self.hide()
        try:
            yield
        finally:
            layout = self.layout()
            if layout is not None:
                self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
            self.show()


class Pane(QScrollArea):
    """What scrolls; a ring says that the keys scroll it, once Tab has led there."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Whoever came by Tab looks for where the focus is."""
        super().focusInEvent(event)
        by_keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ring(event.reason() in by_keys)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """The focus is elsewhere."""
        super().focusOutEvent(event)
        self._ring(False)

    def _ring(self, on: bool) -> None:
        if bool(self.property("ring")) is not on:
            self.setProperty("ring", on)
            self.style().unpolish(self)
            self.style().polish(self)


def scrolled(body: QWidget, name: str) -> QScrollArea:
    """`body` in a scroll area that fits its width."""
    area = Pane()
    is_spoken_as(area, QAccessible.Role.Pane)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    body.setObjectName("pageBody")
    area.setWidget(body)
    area.setAccessibleName(name)
    return area
