"""Text from strangers on its way to a widget: never rich, never a mnemonic, never invisible.

Qt guesses whether a label's text is markup and would swallow `<s>[INST]`; `PlainLabel` never guesses
and is the only label of the window (a test holds it).
"""

from __future__ import annotations

from html import escape

from advisor.gui.qt import QCoreApplication, QLabel, QResizeEvent, QSize, QSizePolicy, Qt, QWidget
from advisor.report.clean import cut, visible
from advisor.report.wording import points

WRAPPED_MINIMUM = 120
SHOWN_LIMIT = 500
"""Characters of one piece of repository text that are shown."""


def tr(text: str) -> str:
    """A sentence of the window in the language of its user; `text` is the British English one."""
    return QCoreApplication.translate("window", text)


def shown(text: str, limit: int = SHOWN_LIMIT) -> str:
    """`text` with steering and invisible characters made visible, not longer than `limit`."""
    return visible(cut(text, limit))


def action_text(text: str) -> str:
    """`text` for a menu, a button or a tab, where a lone `&` would become an underline."""
    return shown(text, 80).replace("&", "&&")


def tip_text(text: str) -> str:
    """`text` for a tool tip. Qt guesses there as well, so it gets markup of our own with all else escaped."""
    return f"<qt>{escape(shown(text, 1000))}</qt>" if text else ""


def set_tip(widget: QWidget, text: str) -> None:
    """A tool tip, which a screen reader gets without the markup that keeps Qt from guessing."""
    widget.setToolTip(tip_text(text))
    widget.setAccessibleDescription(shown(text, 1000))


def effort_words(number: float) -> str:
    """Points of effort; large sums without the quarters of their parts."""
    return f"{number:,.0f}" if number >= 100 else points(number)


class PlainLabel(QLabel):
    """A label that shows its text as it is.

    `role` picks a step of the type scale (`hero`, `title`, `heading`, `label`, `strong`, `muted`,
    `small`, `number`).
    """

    def __init__(
        self, text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """A wrapped label may become narrow: one endless word must not push a page apart."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), WRAPPED_MINIMUM), size.height()) if self.wordWrap() else size

    def selectable(self) -> PlainLabel:
        """Let the text be selected with the mouse and copied."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self


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
