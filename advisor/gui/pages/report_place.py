"""Where a reader is in a scrolled page, kept while the page is filled anew."""

from __future__ import annotations

from advisor.gui.qt import QPushButton, QScrollArea, QTimer, QWidget


class ReadersPlace:
    """Scroll position and keyboard of a page whose rows are made anew."""

    def __init__(self, area: QScrollArea) -> None:
        self._area = area
        self._at = 0
        self._name = ""
        self._noted = False

    def note(self, *, same: bool) -> None:
        """Before filling; `same` is False for another project, which is read from its top."""
        if not self._noted:
            self._at = self._area.verticalScrollBar().value()
            self._name = self._focused()
            self._body().setMinimumHeight(self._body().height())  # or the page would jump while rows are gone
        self._noted = True
        if not same:
            self._at, self._name = 0, ""

    def restore(self) -> None:
        """After filling, once the rows are laid out."""
        if self._noted:
            QTimer.singleShot(0, self._area, self._restore)

    def _restore(self) -> None:
        self._noted = False
        self._body().setMinimumHeight(0)
        self._area.verticalScrollBar().setValue(self._at)
        focus = self._area.window().focusWidget()
        elsewhere = focus is not None and focus is not self._area and not self._body().isAncestorOf(focus)
        if self._name and not elsewhere:  # Qt hands the keyboard of a row that goes on to the next
            rows = [each for each in self._body().findChildren(QPushButton) if each.isVisible()]
            row = next((each for each in rows if each.accessibleName() == self._name), None)
            if row is not None:
                row.setFocus()
                self._area.verticalScrollBar().setValue(self._at)

    def _body(self) -> QWidget:
        body = self._area.widget()
        assert body is not None
        return body

    def _focused(self) -> str:
        focus = self._area.window().focusWidget()
        return focus.accessibleName() if focus is not None and self._body().isAncestorOf(focus) else ""
