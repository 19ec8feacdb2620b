"""The list of keys and the page about the program. Neither asks anything; Esc closes them."""

from __future__ import annotations

from advisor import __version__
from advisor.core.knowledge import CatalogStamp
from advisor.gui.actions import DEEDS, IN_PLACE, native_key
from advisor.gui.icons import picture
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QDialog, QGridLayout, QSize, Qt, QVBoxLayout, QWidget, qVersion
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, button, column, line, rule, scrolled

_MARKS = "Not affiliated with or endorsed by Meta. Llama and Muse are marks of their owners."
_LICENCES = (
    "Llama Advisor is free software under the Apache License 2.0. "
    "The window is drawn by Qt, used under the GNU LGPL 3 through PySide6; "
    "its libraries lie beside the program and can be replaced."
)


def _fitting(wanted: QSize, parent: QWidget | None) -> QSize:
    """No dialog is larger than its window: at 200 % a screen has little room."""
    return wanted.boundedTo(parent.size()) if parent else wanted


class KeysDialog(QDialog):
    """Every key that does something, by where it does it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.resize(_fitting(QSize(560, 620), parent))
        outer = column(self, margin=2 * SPACE, gap=SPACE + 4)
        body = Body()
        inner = column(body, gap=SPACE)
        groups: dict[str, list[tuple[str, str]]] = {}
        for deed in DEEDS:
            rows = [(native_key(key), tr(deed.text)) for key in (deed.key, deed.also) if key]
            groups.setdefault(deed.menu, []).extend(rows)
        groups["In place"] = [(native_key(key), text) for key, text in IN_PLACE]
        for title, rows in groups.items():
            inner.addWidget(PlainLabel(title, "heading"))
            inner.addLayout(_rows(rows))
            inner.addSpacing(SPACE)
        inner.addStretch()
        outer.addWidget(scrolled(body, "Keys"))
        _closing(self, outer)


def _rows(rows: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * SPACE)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 140)
    grid.setColumnStretch(1, 1)
    for number, (key, text) in enumerate(rows):
        grid.addWidget(PlainLabel(key, "strong"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(text, wrap=True), number, 1)
    return grid


class AboutDialog(QDialog):
    """What this is, which version and facts, under which licences."""

    def __init__(self, stamp: CatalogStamp | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Llama Advisor")
        self.setFixedWidth(480)
        outer = column(self, margin=3 * SPACE, gap=SPACE + 4)
        head = line(gap=2 * SPACE)
        mark = PlainLabel()
        mark.setPixmap(picture("llama-advisor", 64, self.devicePixelRatioF()))
        mark.setAccessibleName("The program's mark: a llama looking at the way ahead")
        texts = column(gap=2)
        texts.addWidget(PlainLabel("Llama Advisor", "title"))
        facts = f"catalog {stamp.version}, facts of {stamp.as_of}" if stamp else "catalog cannot be read"
        for text in (f"Version {__version__}", shown(facts), f"Qt {qVersion()}"):
            texts.addWidget(PlainLabel(text, "muted"))
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        outer.addLayout(head)
        outer.addWidget(rule())
        for text in (_LICENCES, _MARKS):
            outer.addWidget(PlainLabel(text, wrap=True))
        _closing(self, outer)


def _closing(dialog: QDialog, outer: QVBoxLayout) -> None:
    row = line()
    row.addStretch()
    close = button("Close", dialog.accept)
    close.setDefault(True)
    row.addWidget(close)
    outer.addLayout(row)
