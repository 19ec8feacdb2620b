"""The navigation: one button a page, with the number that matters there."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.gui.actions import native_key
from advisor.gui.icons import icon, picture
from advisor.gui.plain import PlainLabel, action_text, tr
from advisor.gui.qt import QButtonGroup, QSize, QSizePolicy, Qt, QWidget, Signal
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import PressButton, button, column, icon_button, line, one_of

PAGES: Mapping[str, tuple[str, str]] = {
    "report": ("Risk report", "report"),
    "findings": ("Findings", "findings"),
    "dependencies": ("Dependencies", "dependencies"),
    "alternatives": ("Alternatives", "alternatives"),
    "licences": ("Licences", "licences"),
    "checklist": ("Checklist", "checklist"),
    "catalog": ("Catalog", "catalog"),
    "ledger": ("Cleared & skipped", "ledger"),
}
"""Name of a page: its title and its icon, in the order of the work."""
WIDTH, NARROW_WIDTH = 228, 212


def search_words() -> str:
    """The hint at the palette, with its key."""
    return f"{tr('Search actions')}   {native_key('Ctrl+K')}"


class NavButton(PressButton):
    """A page's title with its icon, and a number at the right end."""

    def __init__(self, title: str, icon_name: str) -> None:
        super().__init__(action_text(f"  {title}"))
        self._title = title
        self._icon_name = icon_name
        self.setProperty("role", "nav")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(18, 18))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner = line(self)
        inner.setContentsMargins(0, 0, SPACE + 4, 0)
        self._number = PlainLabel("", "small")
        self._number.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner.addStretch()
        inner.addWidget(self._number)
        self.set_number("")

    def set_number(self, text: str) -> None:
        """Show a number beside the title."""
        self._number.setText(text)
        self.setAccessibleName(f"{self._title}, {text}" if text else self._title)

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
        self.setFixedWidth(WIDTH)
        outer = column(self, gap=4)
        outer.setContentsMargins(SPACE + 4, 2 * SPACE, SPACE + 4, SPACE + 4)
        self._mark = PlainLabel()
        self._mark.setAccessibleName("Llama Advisor")
        head = line(gap=SPACE + 2)
        head.addWidget(self._mark)
        head.addWidget(PlainLabel("Llama Advisor", "heading"), 1)
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
        self.start = button(
            "  Another project", self.start_wanted.emit, role="nav", name=tr("Another project")
        )
        self.start.setIconSize(QSize(18, 18))
        self.keys = button(
            "  Keys", self.keys_wanted.emit, role="nav", name=tr("Keyboard shortcuts"), tip="F1"
        )
        self.keys.setIconSize(QSize(18, 18))
        outer.addWidget(self.start)
        outer.addWidget(self.keys)

    def show_page(self, name: str) -> None:
        """Mark the page that is shown; none for the start page."""
        self._group.setExclusive(False)
        for page, made in self.buttons.items():
            made.setChecked(page == name)
        self._group.setExclusive(True)

    def show_missed(self, number: int) -> None:
        """How many duties were not seen to be met; the name says so, the number alone would not."""
        made = self.buttons["licences"]
        made.set_number(f"{number:,}")
        made.setAccessibleName(tr("Licences, duties not seen met: {count}").format(count=number))

    def set_narrow(self, narrow: bool) -> None:
        """Give room to the pages where the window is narrow."""
        self.setFixedWidth(NARROW_WIDTH if narrow else WIDTH)

    def retouch(self) -> None:
        """Icons carry colours of the theme."""
        self._mark.setPixmap(picture("llama-advisor", 28, self.devicePixelRatioF()))
        for made in self.buttons.values():
            made.retouch()
        self.finder.setIcon(icon("search", THEME.scheme.muted))
        self.start.setIcon(icon("folder", THEME.scheme.muted))
        self.keys.setIcon(icon("keys", THEME.scheme.muted))
