"""The list of keys, and what dialogs that ask nothing have in common. Esc closes them."""

from __future__ import annotations

from advisor.gui.actions import DEEDS, IN_PLACE, native_key
from advisor.gui.plain import PlainLabel, tr
from advisor.gui.qt import QDialog, QFontMetrics, QGridLayout, QSize, Qt, QVBoxLayout, QWidget
from advisor.gui.stacking import Stacking
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Body, button, column, scrolled


def fitting(wanted: QSize, parent: QWidget | None) -> QSize:
    """As large as `wanted` with usual fonts, no larger than its window: at 200 % there is little room."""
    grown = wanted * THEME.scale()
    return grown.boundedTo(parent.size()) if parent else grown


def footer(*buttons: QWidget, apart: int) -> QWidget:
    """The line of buttons at the foot, `apart` of them at its left; a column where it is narrow."""
    made = Stacking(0, gap=SPACE)
    for number, each in enumerate(buttons):
        if number == apart:
            made.inner.addStretch()
        made.inner.addWidget(each)
    return made


class KeysDialog(QDialog):
    """Every key that does something, by where it does it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.resize(fitting(QSize(560, 620), parent))
        outer = column(self, margin=2 * SPACE, gap=SPACE + 4)
        body = Body()
        inner = column(body, gap=SPACE)
        groups: dict[str, list[tuple[str, str]]] = {}
        for deed in DEEDS:
            rows = [(native_key(key), tr(deed.text)) for key in (deed.key, deed.also) if key]
            groups.setdefault(tr(deed.menu), []).extend(rows)
        groups[tr("In place")] = [(native_key(key), tr(text)) for key, text in IN_PLACE]
        bold = QFontMetrics(THEME.font(bold=True))
        widest = max(bold.horizontalAdvance(key) for rows in groups.values() for key, _ in rows)
        for title, rows in groups.items():
            inner.addWidget(PlainLabel(title, "heading"))
            inner.addLayout(_rows(rows, widest))
            inner.addSpacing(SPACE)
        inner.addStretch()
        outer.addWidget(scrolled(body, tr("Keys")))
        closing(self, outer)


def _rows(rows: list[tuple[str, str]], keys: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * SPACE)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, keys)
    grid.setColumnStretch(1, 1)
    for number, (key, text) in enumerate(rows):
        grid.addWidget(PlainLabel(key, "strong"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(text, wrap=True), number, 1)
    return grid


def closing(dialog: QDialog, outer: QVBoxLayout, *before: QWidget) -> None:
    """The line of buttons at the foot of a dialog."""
    close = button(tr("Close"), dialog.accept)
    close.setDefault(True)
    outer.addWidget(footer(*before, close, apart=len(before)))
