"""Says in the window that the program itself failed, and shows what was written of it. Nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.gui.dialogs import closing, fitting
from advisor.gui.faults import Faults
from advisor.gui.links import show_folder
from advisor.gui.plain import CutLabel, PlainLabel, tr
from advisor.gui.qt import QApplication, QDialog, QObject, QPlainTextEdit, QSize, QWidget
from advisor.gui.speech import announce
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import button, column

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.gui.window import MainWindow


class FaultDialog(QDialog):
    """The text as it lies in a file, to read, to copy, or to find."""

    def __init__(self, text: str, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What was logged"))
        self.resize(fitting(QSize(90 * SPACE, 55 * SPACE), parent))
        outer = column(self, margin=2 * SPACE, gap=SPACE + 4)
        told = tr("A fault of this program, not of your project. Only this was written, and nothing is sent.")
        outer.addWidget(PlainLabel(told, wrap=True))
        outer.addWidget(CutLabel(str(file), "small"))
        self.text = QPlainTextEdit(text)
        self.text.setObjectName("code")
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.setFont(THEME.code_font())
        self.text.setAccessibleName(tr("What was logged"))
        outer.addWidget(self.text, 1)
        self.copy = button(tr("Copy"), self._copy)
        closing(self, outer, self.copy, button(tr("Show the folder"), lambda: show_folder(file.parent)))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(tr("Copied"))
        announce(self.copy, tr("Copied"))


class FaultRoom(QObject):
    """Stands between the faults that are caught and the window's notice."""

    def __init__(self, window: MainWindow, faults: Faults) -> None:
        super().__init__(window)
        self._window = window
        self._faults = faults
        faults.happened.connect(self._tell)

    def _tell(self, told: str) -> None:
        text = self._faults.last
        self._offer(told, lambda: self._show(text, self._faults.log))

    def tell_crash(self) -> None:
        """Where the last run ended by a crash: offer once what was written of it."""
        if self._faults.crash:
            told = tr("The program ended by a fault of its own the last time. What you saved is still there.")
            self._offer(told, lambda: self._show(self._faults.crash, self._faults.crash_file))

    def _offer(self, told: str, show: object) -> None:
        self._window.notice.say(told, tr("Show what was logged"), show)

    def _show(self, text: str, file: Path) -> None:
        self._window.open_dialog(FaultDialog(text, file, self._window))
