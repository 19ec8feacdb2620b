"""The navigation: one button a page, with the number that matters there.

Its width follows the fonts and the longest title. Where that would take too much of the window it is a strip
of icons, whose tool tips say title and number.
"""

from __future__ import annotations

from collections.abc import Mapping

from advisor.gui.actions import native_key
from advisor.gui.icons import icon, icon_size, picture
from advisor.gui.plain import PlainLabel, action_text, set_tip, to_tr, tr
from advisor.gui.qt import QButtonGroup, QEvent, QPushButton, QSize, QSizePolicy, Qt, QWidget, Signal
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import PressButton, button, column, icon_button, line, one_of

PAGES: Mapping[str, tuple[str, str]] = {
    "report": (to_tr("Risk report"), "report"),
    "findings": (to_tr("Findings"), "findings"),
    "dependencies": (to_tr("Dependencies"), "dependencies"),
    "alternatives": (to_tr("Alternatives"), "alternatives"),
    "licences": (to_tr("Licences"), "licences"),
    "checklist": (to_tr("Checklist"), "checklist"),
    "catalog": (to_tr("Catalog"), "catalog"),
    "ledger": (to_tr("Cleared & skipped"), "ledger"),
}
"""Name of a page: its title and its icon, in the order of the work."""
MOST_OF_WINDOW = 0.27
"""The part of the window's width that titles may take; where they need more, icons stand alone."""
_USUAL_NUMBER = "0.0k"
"""The width does not jump while numbers grow up to this."""
_EDGE = 10 + 1
"""Padding and border of a button in the style sheet, at each end."""
_BESIDE_ICON = 4
"""What Qt leaves between the icon of a button and its words."""


def _with_words(made: QPushButton, words: str) -> int:
    """The width that a button needs for its icon and these words."""
    return 2 * _EDGE + made.iconSize().width() + _BESIDE_ICON + made.fontMetrics().horizontalAdvance(words)


def search_words() -> str:
    """The hint at the palette, with its key."""
    words = tr("Search actions")
    return f"{words}   {native_key('Ctrl+K')}"


class NavButton(PressButton):
    """A page's title with its icon, and a number at the right end."""

    def __init__(self, title: str, icon_name: str) -> None:
        super().__init__(action_text(f"  {title}"))
        self._title = title
        self._spoken = title
        self._slim = False
        self._icon_name = icon_name
        self.setProperty("role", "nav")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(icon_size(self, 18))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner = line(self)
        inner.setContentsMargins(0, 0, SPACE + 4, 0)
        self._number = PlainLabel("", "small")
        self._number.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner.addStretch()
        inner.addWidget(self._number)
        self.set_number("")

    def set_number(self, text: str, spoken: str = "") -> None:
        """Show a number beside the title; `spoken` says both where `title, number` would not do."""
        self._number.setText(text)
        self._spoken = spoken or (f"{self._title}, {text}" if text else self._title)
        self.setAccessibleName(self._spoken)
        self.set_slim(self._slim)

    def set_slim(self, on: bool) -> None:
        """The icon alone: title and number are in the tool tip then."""
        self._slim = on
        self.setText("" if on else action_text(f"  {self._title}"))
        set_tip(self, self._spoken if on else "")
        self._number.setVisible(not on)

    def full_width(self) -> int:
        """What title and number need beside each other."""
        number = max(self._number.text(), _USUAL_NUMBER, key=len)
        return (
            _with_words(self, f"  {self._title}")
            + SPACE
            + self._number.fontMetrics().horizontalAdvance(number)
        )

    def number(self) -> str:
        """The number that is shown."""
        return self._number.text()

    def retouch(self) -> None:
        """The icon carries a colour of the theme."""
        self.setIcon(icon(self._icon_name))


class Sidebar(QWidget):
    """The pages of the project that is open, and the way to another project.

    Signals:
        page_chosen(str): the name of a page.
        start_wanted(): the user wants the start page.
        keys_wanted(): the user wants the list of keys.
        find_wanted(): the user wants to search for an action.
    """

    page_chosen = Signal(str)
    start_wanted = Signal()
    keys_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Pages"))
        self._room = QSize()
        outer = column(self, gap=4)
        outer.setContentsMargins(SPACE + 4, 2 * SPACE, SPACE + 4, SPACE + 4)
        self._outer = outer
        self._mark = PlainLabel()
        self._mark.setAccessibleName("Llama Advisor")
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = PlainLabel("Llama Advisor", "heading")
        head = line(gap=SPACE + 2)
        head.addWidget(self._mark)
        head.addWidget(self._name, 1)
        outer.addLayout(head)
        outer.addSpacing(SPACE)
        self.finder = icon_button(search_words(), self.find_wanted.emit, role="find")
        outer.addWidget(self.finder)
        outer.addSpacing(SPACE)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, NavButton] = {}
        for name, (title, icon_name) in PAGES.items():
            made = self.buttons[name] = NavButton(tr(title), icon_name)
            made.clicked.connect(lambda _checked=False, page=name: self.page_chosen.emit(page))
            one_of(self._group, made)
            outer.addWidget(made)
        outer.addStretch()
        self.start = button("", self.start_wanted.emit, role="nav", name=tr("Another project"))
        self.keys = button("", self.keys_wanted.emit, role="nav", name=tr("Keyboard shortcuts"))
        self._words: dict[QPushButton, str] = {
            self.finder: f" {search_words()}",
            self.start: "  " + tr("Another project"),
            self.keys: "  " + tr("Keys"),
        }
        for foot in (self.start, self.keys):
            outer.addWidget(foot)
        for other in self._words:
            other.setIconSize(icon_size(other, 18))

    def show_page(self, name: str) -> None:
        """Mark the page that is shown; none for the start page."""
        self._group.setExclusive(False)
        for page, made in self.buttons.items():
            made.setChecked(page == name)
        self._group.setExclusive(True)

    def show_missed(self, number: int) -> None:
        """How many duties were not seen to be met; the name says so, the number alone would not."""
        spoken = tr("Licences, duties not seen met: {count}").format(count=number)
        self.buttons["licences"].set_number(f"{number:,}", spoken)

    def fit(self, window: QSize) -> None:
        """Titles where they leave room to the pages and have the height, else icons alone."""
        self._room = window
        needed = self._needed()
        slim = needed.width() > MOST_OF_WINDOW * window.width() or needed.height() > window.height()
        for made in self.buttons.values():
            made.set_slim(slim)
        for other, words in self._words.items():
            other.setText("" if slim else action_text(words))
            set_tip(other, words.strip() if slim else "")
        set_tip(self.keys, tr("Keys") + " (F1)" if slim else "F1")
        self._name.setVisible(not slim)
        sides = SPACE if slim else SPACE + 4
        self._outer.setContentsMargins(sides, 2 * SPACE, sides, SPACE + 4)
        icons = self.keys.iconSize().width() + 2 * (_EDGE + SPACE) + 1
        self.setFixedWidth(icons if slim else needed.width())

    def _needed(self) -> QSize:
        """The room that titles, numbers and hints need, the line at the edge with them."""
        self._name.ensurePolished()
        head = self._mark.sizeHint().width() + SPACE + 2 + self._name.sizeHint().width()
        pages = [made.full_width() for made in self.buttons.values()]
        others = [_with_words(made, words) for made, words in self._words.items()]
        words = self.fontMetrics().height()
        side = self.keys.iconSize().height()
        gap = self._outer.spacing()
        rows = (len(pages) + 2) * (max(words, side) + 2 * SPACE + 2 + gap)
        height = rows + side * 3 // 2 + gap + words + 2 * SPACE + gap + 6 * SPACE
        return QSize(max(head, *pages, *others) + 2 * (SPACE + 4) + 1, height)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        """Other fonts need other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self._room.isEmpty():
            self.fit(self._room)

    def retouch(self) -> None:
        """Icons carry colours of the theme."""
        self._mark.setPixmap(
            picture("llama-advisor", icon_size(self, 18).width() * 3 // 2, self.devicePixelRatioF())
        )
        for made in self.buttons.values():
            made.retouch()
        self.finder.setIcon(icon("search", THEME.scheme.muted))
        self.start.setIcon(icon("folder", THEME.scheme.muted))
        self.keys.setIcon(icon("keys", THEME.scheme.muted))
