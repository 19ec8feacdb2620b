"""What a screen reader is told beyond Qt's own: what painted parts are, what changes away from the focus.

Nothing is done here while no assistive technology listens.
"""

from __future__ import annotations

from advisor.gui.plain import PlainLabel, set_tip, shown
from advisor.gui.qt import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleWidget,
    QComboBox,
    QObject,
    QTimer,
    QWidget,
)

ROLE = "spokenRole"
"""The property that says what a widget is where Qt sees a nameless part."""
SETTLED_MS = 400
"""A text that changes all the time is told when it has stood so long."""


def is_spoken_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Let a screen reader call `widget` by `role`; said before it has a name, for Qt asks only once."""
    widget.setProperty(ROLE, int(role.value))


def name_roles() -> None:
    """From now on the widgets of `is_spoken_as` are called what they are."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    role = thing.property(ROLE) if isinstance(thing, QWidget) else None
    if role is None or not isinstance(thing, QWidget):
        return None
    return QAccessibleWidget(thing, QAccessible.Role(role))


def name_box(box: QComboBox, name: str, tip: str = "") -> None:
    """Say what a list to choose from is for; the description does where the choice takes the name's place."""
    box.setAccessibleName(name)
    set_tip(box, tip)
    box.setAccessibleDescription(f"{name}. {shown(tip)}" if tip else name)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say what has happened at `widget`, which need not have the focus."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, shown(text)))


class LiveLabel(PlainLabel):
    """A label whose new text is told as soon as it stands still, as `37 of 412` under a filter."""

    def __init__(
        self, text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        self._pause: QTimer | None = None
        super().__init__(text, role, wrap=wrap, parent=parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SETTLED_MS)
        self._pause.timeout.connect(self._tell)

    def setText(self, text: str) -> None:  # noqa: N802 - overrides Qt
        """Show the text; it is told where it is another one."""
        changed = text != self.text()
        super().setText(text)
        if changed and self._pause and QAccessible.isActive():
            self._pause.start()

    def _tell(self) -> None:
        if self.isVisible():
            announce(self, self.text())
