"""What all pages share: a heading line, room for content, and the two signals that lead elsewhere."""

from __future__ import annotations

from advisor.core.assessment import Assessment
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, tr
from advisor.gui.qt import Qt, QWidget, Signal
from advisor.gui.room import PageBody
from advisor.gui.theme import SPACE
from advisor.gui.widgets import column, scrolled


class Page(QWidget):
    """One page of the window, scrolled as a whole where the window is too low for its parts.

    `head` is its first line, which goes over to a second where it has no room; `outer` is all of it.

    Signals:
        findings_wanted(object): a `FindingFilter` whose rows the user wants to see.
        dependencies_wanted(object, int): a `DependencyFilter` whose rows the user wants, and the months
            within which their risk is meant, 0 for none in particular.
        page_wanted(str, str): the name of a page and what to show there (an id, or "").
        editor_wanted(str, int, int): a path of the project, a line and a column to open in the user's editor.
    """

    findings_wanted = Signal(object)
    dependencies_wanted = Signal(object, int)
    page_wanted = Signal(str, str)
    editor_wanted = Signal(str, int, int)

    name = ""
    title = ""
    needs_project = True
    """False for a page that has something to show without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(tr(self.title))
        body = PageBody()
        area = scrolled(body, tr(self.title))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self).addWidget(area)
        self.outer = column(body, gap=SPACE + 4)
        self.outer.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self.head = FlowLayout(gap=SPACE + 4)
        self.heading = PlainLabel(tr(self.title), "title", wrap=True).wide()
        self.head.addWidget(self.heading)
        self.outer.addLayout(self.head)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show another assessment."""
        raise NotImplementedError

    def retouch(self) -> None:
        """The palette changed: paint anew what is not painted by the style."""

    def clear_filter(self) -> None:
        """Show everything, where the page has a filter."""

    def open_in_editor(self) -> None:
        """Open the current place in the user's own editor, where the page has places."""

    def focus_content(self) -> None:
        """Put the keyboard where the page's work is done."""

    def focus_filter(self) -> None:
        """Put the cursor into the page's filter, where it has one."""
