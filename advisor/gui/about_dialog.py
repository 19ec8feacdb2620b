"""What this is: versions, facts, marks, and the licences of everything it rests on, with their texts."""

from __future__ import annotations

from advisor import __version__
from advisor.core.knowledge import CatalogStamp
from advisor.gui.dialogs import closing, fitting
from advisor.gui.icons import picture
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QSize,
    Qt,
    QWidget,
    qVersion,
)
from advisor.gui.shipped import parts, versions
from advisor.gui.speech import announce
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Body, button, column, line, rule, scrolled

_LINES = 8
"""Lines of the list and of a licence that are seen in any case."""


class AboutDialog(QDialog):
    """Versions at the top, below them every part with its licence; the text of the one that is chosen."""

    def __init__(self, stamp: CatalogStamp | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Llama Advisor"))
        self.resize(fitting(QSize(84 * SPACE, 74 * SPACE), parent))
        outer = column(self, margin=2 * SPACE, gap=SPACE + 4)
        body = Body()
        inner = column(body, gap=SPACE + 4)
        inner.setContentsMargins(0, 0, SPACE, 0)
        inner.addLayout(self._head(stamp))
        told = tr("Not affiliated with or endorsed by Meta. Llama and Muse are marks of their owners.")
        inner.addWidget(PlainLabel(told, wrap=True))
        inner.addWidget(rule())
        words = tr(
            "Free software under the Apache License 2.0. The window is drawn by Qt, used under the GNU "
            "LGPL 3 through PySide6; its libraries lie beside the program and can be replaced."
        )
        inner.addWidget(PlainLabel(words, "muted", wrap=True))
        self._parts = parts()
        self._build_list()
        for part in (self.list, self.text):
            part.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
            inner.addWidget(part, 1)
        outer.addWidget(scrolled(body, tr("About Llama Advisor")), 1)
        self.copy = button(tr("Copy versions"), self._copy, tip=tr("For the report of a fault"))
        closing(self, outer, self.copy)
        self.list.setCurrentRow(0)

    def _head(self, stamp: CatalogStamp | None) -> QHBoxLayout:
        head = line(gap=2 * SPACE)
        mark = PlainLabel()
        mark.setPixmap(picture("llama-advisor", 64, self.devicePixelRatioF()))
        mark.setAccessibleName(tr("The program's mark: a llama looking at the way ahead"))
        texts = column(gap=2)
        texts.addWidget(PlainLabel("Llama Advisor", "title"))
        facts = tr("Catalog cannot be read")
        if stamp:
            facts = tr("Catalog {version}, facts of {day}").format(version=stamp.version, day=stamp.as_of)
        for told in (tr("Version {version}").format(version=__version__), shown(facts), f"Qt {qVersion()}"):
            texts.addWidget(PlainLabel(told, "muted", wrap=True))
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        return head

    def _build_list(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What it rests on"))
        self.list.setSpacing(2)
        for part in self._parts:
            licence = part.licence or tr("licence not stated")
            self.list.addItem(shown(f"{part.name} {part.version} · {licence}", 200))
        self.list.currentRowChanged.connect(self._show_text)
        self.text = QPlainTextEdit()
        self.text.setObjectName("code")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(THEME.code_font())
        self.text.setAccessibleName(tr("Licence text"))

    def _show_text(self, number: int) -> None:
        part = self._parts[number]
        missing = tr("This installation carries no licence text of {name}.").format(name=part.name)
        self.text.setPlainText(part.text() or missing)

    def _copy(self) -> None:
        QApplication.clipboard().setText(versions())
        self.copy.setText(tr("Copied"))
        announce(self.copy, tr("Copied"))
