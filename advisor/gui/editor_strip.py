"""Asks once, in place, which editor shall open files; then opens them, and says what failed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from advisor.core.errors import AdvisorError, UsageError
from advisor.gui.banner import Notice
from advisor.gui.editors import OWN, Editors
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, tr
from advisor.gui.qt import QFrame, QKeyEvent, QLineEdit, QPushButton, Qt, QWidget, Signal
from advisor.gui.speech import LiveLabel
from advisor.gui.theme import SPACE
from advisor.gui.widgets import button, clear, column, line

_COMMAND_LENGTH = 500


class EditorStrip(QFrame):
    """One row of buttons, one for each way to open a file.

    Signals:
        chosen(): an editor was chosen and is kept.
    """

    chosen = Signal()

    def __init__(self, editors: Editors) -> None:
        super().__init__()
        self._editors = editors
        self.setProperty("role", "notice")
        self.setAccessibleName(tr("Choose an editor"))
        outer = column(self, gap=SPACE)
        outer.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        outer.addWidget(
            PlainLabel(tr("Which editor shall open files? This is asked once."), "strong", wrap=True)
        )
        holder = QWidget()
        self._flow = FlowLayout(holder)
        outer.addWidget(holder)
        outer.addWidget(self._build_command())
        self.trouble = LiveLabel("", "warning", wrap=True)
        self.trouble.hide()
        outer.addWidget(self.trouble)
        self.buttons: dict[str, QPushButton] = {}
        self.hide()

    def _build_command(self) -> QWidget:
        self.own = QWidget()
        row = line(self.own)
        self.command = QLineEdit()
        self.command.setMaxLength(_COMMAND_LENGTH)
        self.command.setAccessibleName(tr("Command that opens a file"))
        self.command.setPlaceholderText(tr("my-editor +{line} {path}"))
        self.command.returnPressed.connect(lambda: self._choose(OWN))
        row.addWidget(self.command, 1)
        row.addWidget(button(tr("Use this command"), lambda: self._choose(OWN)))
        self.own.hide()
        return self.own

    def ask(self) -> None:
        """Show what can be chosen."""
        clear(self._flow)
        self.buttons = {
            key: button(words, self._chooser(key)) for key, words in self._editors.choices().items()
        }
        for made in self.buttons.values():
            self._flow.addWidget(made)
        self._flow.addWidget(button(tr("Not now"), self.hide))
        self.command.setText(self._editors.command)
        self.own.hide()
        self._say("")
        self.show()
        next(iter(self.buttons.values())).setFocus()

    def _chooser(self, key: str) -> Callable[[], None]:
        return self._ask_command if key == OWN else lambda: self._choose(key)

    def _ask_command(self) -> None:
        self.own.show()
        self.command.setFocus()

    def _choose(self, key: str) -> None:
        try:
            self._editors.choose(key, self.command.text())
        except UsageError as error:
            self._say(str(error))
            return
        self.hide()
        self.chosen.emit()

    def _say(self, told: str) -> None:
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Esc puts the question off."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)


class Opener:
    """Opens places of the project that is shown, and asks for an editor where none was chosen.

    Attributes:
        strip: the question, for the window to place.
    """

    def __init__(self, editors: Editors, folder: Callable[[], Path | None], notice: Notice) -> None:
        self.editors = editors
        self.strip = EditorStrip(editors)
        self._folder = folder
        self._notice = notice
        self._wanted: tuple[str, int, int] | None = None
        self._asked_from: QWidget | None = None
        self.strip.chosen.connect(self._go_on)

    def open(self, path: str, line: int, column: int) -> None:
        """Open a file of the project at a place; the first time, ask in what."""
        self._wanted = (path, line, column)
        if not self.editors.current:
            self._ask()
            return
        self._go_on()

    def _ask(self) -> None:
        self._asked_from = self.strip.window().focusWidget()
        self.strip.ask()

    def _go_on(self) -> None:
        folder, wanted = self._folder(), self._wanted
        if self._asked_from is not None:
            self._asked_from.setFocus()
            self._asked_from = None
        if folder is None or wanted is None:
            return
        try:
            self.editors.open(folder, *wanted)
        except AdvisorError as error:
            self._notice.say(str(error), tr("Choose another editor"), self._ask, passing=True)
