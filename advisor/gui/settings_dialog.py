"""The settings: each change holds at once; there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.core.errors import AdvisorError
from advisor.gui.boxes import Box
from advisor.gui.choices import Choices
from advisor.gui.dialogs import fitting
from advisor.gui.editors import OWN
from advisor.gui.flow import FlowLayout
from advisor.gui.links import show_folder
from advisor.gui.plain import CutLabel, PlainLabel, action_text, shown, tr
from advisor.gui.qt import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QObject,
    QPushButton,
    QSize,
    QWidget,
)
from advisor.gui.speech import LiveLabel, name_box
from advisor.gui.theme import SPACE, THEME, Mode
from advisor.gui.views import Views
from advisor.gui.widgets import Body, Card, button, column, line, scrolled
from advisor.report.age import age_words
from advisor.report.wording import counted

if TYPE_CHECKING:
    from advisor.gui.window import MainWindow

_COMMAND_LENGTH = 500
_NAME_LENGTH = 24
"""Characters of the project's name on a button."""


class EditorCard(Card):
    """In which editor places are opened, with a button that tries it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(tr("Editor"))
        self._editors = window.opener.editors
        self._service = window.service
        self.body.addWidget(
            PlainLabel(tr("Findings are opened in it at their line (F4)."), "muted", wrap=True)
        )
        self.box = Box()
        name_box(self.box, tr("Editor that opens files"))
        self.box.addItem(tr("Ask the next time"), "")
        for key, words in self._editors.choices().items():
            self.box.addItem(shown(words, 80), key)
        self.box.setCurrentIndex(max(self.box.findData(self._editors.current), 0))
        self.box.activated.connect(lambda _index: self._take())
        self.test = button(tr("Test"), self._try, tip=tr("Opens a file of the sample project"))
        row = line()
        row.addWidget(self.box, 1)
        row.addWidget(self.test)
        self.body.addLayout(row)
        self.command = QLineEdit(self._editors.command)
        self.command.setMaxLength(_COMMAND_LENGTH)
        self.command.setPlaceholderText(tr("my-editor +{line} {path}"))
        self.command.setAccessibleName(tr("Command that opens a file"))
        self.command.editingFinished.connect(self._take)
        self.body.addWidget(self.command)
        self.told = LiveLabel("", "warning", wrap=True)
        self.body.addWidget(self.told)
        self._show()

    def _key(self) -> str:
        return str(self.box.currentData() or "")

    def _show(self, told: str = "") -> None:
        self.command.setVisible(self._key() == OWN)
        self.test.setEnabled(bool(self._key()))
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def _take(self) -> None:
        key = self._key()
        if key == OWN and not self.command.text().strip():
            self._show()
            self.command.setFocus()
            return
        self._attempt(
            lambda: self._editors.choose(key, self.command.text()) if key else self._editors.forget()
        )

    def _try(self) -> None:
        self._attempt(lambda: self._editors.try_out(self._service.sample()))

    def _attempt(self, work: Callable[[], None]) -> None:
        try:
            work()
        except AdvisorError as error:
            self._show(str(error))
        else:
            self._show()


class SettingsDialog(QDialog):
    """All settings on one scrolled page, a card for each part."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(tr("Settings"))
        self.resize(fitting(QSize(76 * SPACE, 80 * SPACE), window))
        outer = column(self, margin=2 * SPACE, gap=SPACE + 4)
        body = Body()
        inner = column(body, gap=SPACE + 4)
        inner.setContentsMargins(0, 0, SPACE, 0)
        self.editor = EditorCard(window)
        for card in (
            self._look(),
            self.editor,
            self._scanning(),
            self._catalog(),
            self._files(),
            self._memory(),
        ):
            inner.addWidget(card)
        inner.addStretch()
        outer.addWidget(scrolled(body, tr("Settings")), 1)
        row = line()
        row.addWidget(PlainLabel(tr("Changes hold at once."), "small"))
        row.addStretch()
        self.close_button = button(tr("Close"), self.accept)
        row.addWidget(self.close_button)
        outer.addLayout(row)

    def _look(self) -> Card:
        card = Card(tr("Look"))
        words = {Mode.SYSTEM: tr("Like the system"), Mode.LIGHT: tr("Light"), Mode.DARK: tr("Dark")}
        options = {mode.value: text for mode, text in words.items()}
        self.look = Choices(tr("Look"), options, THEME.mode.value)
        self.look.chosen.connect(lambda key: self._window.choose_look(Mode(key)))
        card.body.addWidget(self.look)
        return card

    def _scanning(self) -> Card:
        card = Card(tr("Scanning"))
        deed = self._window.deeds["watch"]
        self.watch = QCheckBox(action_text(tr("Rescan when files change")))
        self.watch.setChecked(deed.isChecked())
        self.watch.toggled.connect(self._watch)
        card.body.addWidget(self.watch)
        told = tr("Off: changed files are said. On: the project is scanned once they have been left alone.")
        card.body.addWidget(PlainLabel(told, "muted", wrap=True))
        return card

    def _watch(self, on: bool) -> None:
        self._window.deeds["watch"].setChecked(on)
        self._window.past.set_watch(on)

    def _catalog(self) -> Card:
        card = Card(tr("Catalog"))
        stamp = self._window.stamp
        told = age_words(stamp, self._window.service.today()) if stamp else tr("The catalog cannot be read.")
        card.body.addWidget(PlainLabel(shown(told), wrap=True))
        words = tr(
            "It is updated when you ask for it, never by itself. Its page says where updates come from."
        )
        card.body.addWidget(PlainLabel(words, "muted", wrap=True))
        self.to_catalog = button(tr("Go to the catalog"), self._go_to_catalog, role="link")
        card.body.addWidget(self.to_catalog)
        return card

    def _go_to_catalog(self) -> None:
        self.accept()
        self._window.show_page("catalog")

    def _files(self) -> Card:
        card = Card(tr("Files of this program"))
        folder = self._window.service.settings_folder()
        told = tr("Settings, recent projects, ticks, last results and logs lie in one folder:")
        card.body.addWidget(PlainLabel(told, "muted", wrap=True))
        card.body.addWidget(CutLabel(shown(str(folder), 300)))
        card.body.addWidget(button(tr("Show the folder"), lambda: show_folder(folder), role="link"))
        return card

    def _memory(self) -> Card:
        card = Card(tr("What is remembered"))
        forgetter = Forgetter(self._window)
        folder = self._window.session.folder
        name = shown(folder.name or str(folder), _NAME_LENGTH) if folder else ""
        project = (
            tr("Forget everything about {name}").format(name=name) if folder else tr("No project is open")
        )
        self.project = self._forgetting(card, project, forgetter.project, bool(folder))
        told = tr(
            "Ticks, notes, choices, limits, answers, decisions and last results go, and it is scanned as if "
            "it were new. The cache of what scans saw in files stays; it can be deleted at any time."
        )
        card.body.addWidget(PlainLabel(told, "muted", wrap=True))
        known = len(self._window.service.past.recents())
        words = tr("Clear the list of recent projects ({count})").format(count=known)
        self.recents = self._forgetting(card, words, forgetter.recents, known > 0)
        told = tr("What is remembered about each of them stays. Both can be undone while the window is open.")
        card.body.addWidget(PlainLabel(told, "muted", wrap=True))
        return card

    def _forgetting(self, card: Card, text: str, run: Callable[[], None], can: bool) -> QPushButton:
        """A button that closes the settings: the notice in the window says what was done, with its undo."""
        holder = QWidget()
        flow = FlowLayout(holder)
        made = button(text, run)
        made.clicked.connect(self.accept)
        made.setEnabled(can)
        flow.addWidget(made)
        card.body.addWidget(holder)
        return made


class Forgetter(QObject):
    """Forgets at once and offers to undo it, instead of asking first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def project(self) -> None:
        """Forget everything that is kept about the open project, and scan it as if it were new."""
        window, folder = self._window, self._window.session.folder
        if folder is None:
            return
        window.checklist.keep_note()
        past, views = window.service.past, Views(window.settings)
        self._settle()
        gone = self._tried(lambda: past.forget_all(folder))
        if gone is None:
            return
        view = views.forget(folder)
        window.open_folder(folder)
        name = shown(folder.name or str(folder), 60)
        told = tr("Everything about {name} was forgotten ({files}). It is scanned as if it were new.")

        def restore() -> Mapping[Path, bytes]:
            past.restore(gone)
            return gone

        def back() -> None:
            self._settle()
            if self._tried(restore) is not None:
                views.put_back(folder, view)
                window.open_folder(folder)

        window.notice.say(told.format(name=name, files=counted(len(gone), "file")), tr("Undo"), back)

    def _settle(self) -> None:
        """Nothing of the project is written any more when its files go or come back."""
        self._window.session.close()
        self._window.session.keeper.flush()

    def _tried(self, work: Callable[[], Mapping[Path, bytes] | None]) -> Mapping[Path, bytes] | None:
        """What the work hands back; None where it failed, which is said."""
        try:
            return work()
        except AdvisorError as error:
            self._window.notice.say(str(error))
            return None

    def recents(self) -> None:
        """Clear the list of the start page."""
        window, past = self._window, self._window.service.past
        known = list(past.recents())
        paths = [each.path for each in known]

        def forth() -> None:
            for path in paths:
                past.forget(path)

        def back() -> None:
            for place, each in enumerate(known):
                past.put_back(place, each)

        window.past.step(tr("clear the list of recent projects"), forth, back)
        told = tr("{projects} taken off the list. Nothing else was forgotten.")
        undo = window.session.history.undo
        window.notice.say(told.format(projects=counted(len(known), "project")), tr("Undo"), undo)
