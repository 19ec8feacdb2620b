"""Text from strangers on its way to a widget: never rich, never a mnemonic, never invisible.

Qt guesses whether a label's text is markup and would swallow `<s>[INST]`; `PlainLabel` never guesses
and is the only label of the window (a test holds it).
"""

from __future__ import annotations

from html import escape
from typing import Self

from advisor.gui.breaking import BREAK, broken
from advisor.gui.legible import legible
from advisor.gui.qt import (
    QApplication,
    QClipboard,
    QContextMenuEvent,
    QCoreApplication,
    QKeyEvent,
    QKeySequence,
    QLabel,
    QMenu,
    QMouseEvent,
    QResizeEvent,
    QSize,
    QSizePolicy,
    Qt,
    QWidget,
)
from advisor.report.clean import cut
from advisor.report.wording import points

WRAPPED_MINIMUM = 120
SHOWN_LIMIT = 500
"""Characters of one piece of repository text that are shown."""


def tr(text: str, comment: str = "", number: int = -1) -> str:
    """A sentence of the window in the language of its user; `text` is the British English one.

    A language with more than two plurals chooses among them by `number`. Qt's tools find texts by this name.
    """
    return QCoreApplication.translate("", text, comment or None, number)


def to_tr(text: str) -> str:
    """Marks a text that is kept until `tr` tells it: no language is known while modules are read."""
    return text


def several(number: int, one: str, many: str) -> str:
    """`one` or `many`, both in the user's language; in `many` the number stands at `{count}`."""
    return one if number == 1 else many.format(count=f"{number:,}")


def shown(text: str, limit: int = SHOWN_LIMIT) -> str:
    """`text` with steering and invisible characters made visible, not longer than `limit`."""
    return legible(cut(text, limit))


def action_text(text: str) -> str:
    """`text` for a menu, a button or a tab, where a lone `&` would become an underline."""
    return shown(text, 80).replace("&", "&&")


def tip_text(text: str) -> str:
    """`text` for a tool tip. Qt guesses there as well, so it gets markup of our own with all else escaped."""
    return f"<qt>{escape(shown(text, 1000))}</qt>" if text else ""


def set_tip(widget: QWidget, text: str, *, told: bool = True) -> None:
    """A tool tip, which a screen reader gets without the markup that keeps Qt from guessing.

    Not `told` is what has a description of its own.
    """
    widget.setToolTip(tip_text(text))
    if told:
        widget.setAccessibleDescription(shown(text, 1000))


def effort_words(number: float) -> str:
    """Points of effort; large sums without the quarters of their parts."""
    return f"{number:,.0f}" if number >= 100 else points(number)


class PlainLabel(QLabel):
    """A label that shows its text as it is.

    A word wider than a label that wraps goes over lines, as on a web page: Qt would cut it. The places
    where it may break are marked in what Qt has of the text, never in `text` or in what is copied.

    `role` picks a step of the type scale (`hero`, `title`, `heading`, `label`, `strong`, `muted`,
    `small`, `number`).
    """

    def __init__(
        self, text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._whole = text
        self._wide = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:  # noqa: N802 - overrides Qt
        """Show `text`."""
        self._whole = text
        super().setText(self._broken())

    def text(self) -> str:
        """The text as it was set."""
        return self._whole

    def selectedText(self) -> str:  # noqa: N802 - overrides Qt
        """What is selected, as it was set."""
        return super().selectedText().replace(BREAK, "")

    def wide(self) -> Self:
        """Ask for one line; one that wraps goes over more only where a whole line is not enough."""
        self._wide = True
        return self

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """As Qt reckons, or all words on one line."""
        if not self._wide:
            return super().sizeHint()
        self.ensurePolished()
        margins = self.contentsMargins()
        words = self.fontMetrics().size(0, self._whole)
        return QSize(words.width() + margins.left() + margins.right() + 2, words.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """A wrapped label may become narrow: one endless word must not push a page apart."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), WRAPPED_MINIMUM), size.height()) if self.wordWrap() else size

    def selectable(self) -> Self:
        """Let the text be selected with the mouse and copied."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Break words that are wider than the new width, and no others."""
        super().resizeEvent(event)
        text = self._broken()
        if text != super().text():
            super().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Copy what is selected without the marks."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            QApplication.clipboard().setText(self.selectedText())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Under X a selection is a copy already."""
        super().mouseReleaseEvent(event)
        clipboard = QApplication.clipboard()
        if clipboard.supportsSelection() and BREAK in super().selectedText():
            clipboard.setText(self.selectedText(), QClipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - overrides Qt
        """Qt's menu would copy the marks as well."""
        if not self.hasSelectedText():
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        text = self.selectedText()
        menu.addAction(tr("Copy")).triggered.connect(lambda _on=False: QApplication.clipboard().setText(text))
        menu.exec(event.globalPos())

    def _broken(self) -> str:
        """The text with marks in the words that have no room."""
        if not self.wordWrap():
            return self._whole
        room = self.contentsRect().width() - 2 * self.margin()
        return broken(self._whole, room, self.fontMetrics().horizontalAdvance)


class CutLabel(PlainLabel):
    """A one-line label that cuts its text in the middle where there is no room: for paths."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent=parent)
        self._full = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_full(text)

    def set_full(self, text: str) -> None:
        """Show `text`; whole in the tool tip."""
        self._full = text
        set_tip(self, text)
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        self.setText(
            self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideMiddle, max(self.width() - 2, 20))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Cut anew for the new width."""
        self._fit()
