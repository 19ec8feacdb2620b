"""The dialog that takes in a newer catalog: only when asked, from where the user says, with a trusted key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from advisor.app.update import Outcome
from advisor.core.errors import UpdateKeyError
from advisor.gui.background import Background
from advisor.gui.catalog_service import CatalogService
from advisor.gui.dialogs import fitting, footer
from advisor.gui.plain import PlainLabel, several, shown, tr
from advisor.gui.qt import QDialog, QLineEdit, QObject, QSize, QVBoxLayout, QWidget, Signal
from advisor.gui.speech import LiveLabel
from advisor.gui.theme import SPACE
from advisor.gui.widgets import button, column, line

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why the key was no good: it is said beside the field of the key."""

    message: str


class Updater(QObject):
    """Runs one update beside the window. It outlives the dialog: what comes of an update is never lost.

    Signals:
        answered(object): the `Outcome`.
        refused(str): why there is none.
        key_refused(str): what is wrong with the key.
    """

    answered = Signal(object)
    refused = Signal(str)
    key_refused = Signal(str)

    def __init__(self, needs: CatalogService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.needs = needs
        self._background = Background(self)

    @property
    def busy(self) -> bool:
        """True while an answer is awaited."""
        return self._background.busy

    def update_from(self, source: str, key: Path | None) -> None:
        """Ask a source for a newer catalog."""
        self._run(lambda: self.needs.update(source, key))

    def go_back(self) -> None:
        """Use the catalog that came with the program again."""
        self._run(self.needs.back)

    def wait(self) -> None:
        """Wait for what runs, before the program ends."""
        self._background.wait()

    def _run(self, work: Callable[[], Outcome]) -> None:
        self._background.run(lambda: _tried(work), self._done, self.refused.emit)

    def _done(self, outcome: Outcome | _Refused) -> None:
        if isinstance(outcome, _Refused):
            self.key_refused.emit(outcome.message)
        else:
            self.answered.emit(outcome)


def _tried(work: Callable[[], Outcome]) -> Outcome | _Refused:
    """In the worker: the outcome, or what is wrong with the key."""
    try:
        return work()
    except UpdateKeyError as error:
        return _Refused(str(error))


class UpdateDialog(QDialog):
    """Asks for a source and a key; the answer, or the reason of a refusal, stands beside its field."""

    def __init__(self, updater: Updater, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._updater = updater
        self._standing = updater.needs.standing()
        updater.answered.connect(self._answered)
        updater.refused.connect(self._refused)
        updater.key_refused.connect(self._key_refused)
        self.setWindowTitle(tr("Update the catalog"))
        self.resize(fitting(QSize(70 * SPACE, 0), parent))
        outer = column(self, margin=2 * SPACE, gap=SPACE)
        told = tr(
            "Takes in a newer catalog from a server or a file of yours. This is the only thing that uses the "
            "network, and only when you press Update. In every case of doubt the catalog in use stays."
        )
        self.state = PlainLabel("", wrap=True)
        outer.addWidget(self.state)
        outer.addWidget(PlainLabel(told, "muted", wrap=True))
        self.source, self.source_told = self._field(
            outer, tr("From"), tr("https://… or a file"), tr("The update")
        )
        self.key, self.key_told = self._field(
            outer, tr("Public key"), tr("a file in PEM, Ed25519"), tr("The publisher's key")
        )
        self._build_buttons(outer)
        self.source.setText(self._standing.source or "")
        for field in (self.source, self.key):
            field.textChanged.connect(lambda _text: self._enable())
        self._say_standing()
        self._enable()

    def _field(self, outer: QVBoxLayout, label: str, hint: str, title: str) -> tuple[QLineEdit, PlainLabel]:
        outer.addSpacing(SPACE)
        outer.addWidget(PlainLabel(label, "label"))
        edit = QLineEdit()
        edit.setPlaceholderText(hint)
        edit.setAccessibleName(f"{label}: {hint}")
        edit.setMaxLength(LONGEST)
        row = line(gap=SPACE)
        row.addWidget(edit, 1)
        browse = button(
            tr("Browse…"), lambda: self._browse(edit, title), name=tr("Browse: {what}").format(what=title)
        )
        browse.setAutoDefault(False)
        row.addWidget(browse)
        outer.addLayout(row)
        told = LiveLabel("", "warning", wrap=True)
        told.hide()
        outer.addWidget(told)
        return edit, told

    def _build_buttons(self, outer: QVBoxLayout) -> None:
        outer.addSpacing(SPACE)
        self.back = button(tr("Use the bundled catalog"), self._go_back)
        self.update_now = button(tr("Update"), self._update, role="primary")
        self.shut = button(tr("Close"), self.accept)
        self.back.setAutoDefault(False)
        self.shut.setAutoDefault(False)
        self.update_now.setDefault(True)
        outer.addWidget(footer(self.back, self.shut, self.update_now, apart=1))

    # --- what is the case ---

    def _say_standing(self) -> None:
        now = self._standing
        whose = tr("the one that came with the program") if now.is_own else tr("an update")
        until = tr("; its publisher says it is good until {}").format(now.expires) if now.expires else ""
        many = tr("{count} keys are trusted.", "", now.trusts)
        trusted = (
            several(now.trusts, tr("1 key is trusted."), many) if now.trusts else tr("No key is trusted.")
        )
        told = tr("In use: catalog {version}, {whose}{until}. {trusted}")
        self.state.setText(shown(told.format(version=now.version, whose=whose, until=until, trusted=trusted)))

    def _enable(self) -> None:
        idle = not self._updater.busy
        self.update_now.setEnabled(idle and bool(self.source.text().strip()))
        self.back.setEnabled(idle and not self._standing.is_own)
        self.update_now.setText(tr("Update") if idle else tr("Updating …"))

    def _say(self, label: PlainLabel, text: str, role: str = "warning") -> None:
        label.setProperty("role", role)
        label.style().unpolish(label)
        label.style().polish(label)
        label.setText(shown(text, 1000))
        label.setVisible(bool(text))

    # --- acting ---

    def _browse(self, edit: QLineEdit, title: str) -> None:
        found = self._updater.needs.file(self, title)
        if found is not None:
            edit.setText(str(found))

    def _update(self) -> None:
        source, key = self.source.text().strip(), self.key.text().strip()
        self._quiet()
        if not key and not self._standing.trusts:
            self._say(self.key_told, tr("No key is trusted yet: name the publisher's public key."))
            self.key.setFocus()
            return
        self._updater.update_from(source, Path(key) if key else None)
        self._enable()

    def _go_back(self) -> None:
        self._quiet()
        self._updater.go_back()
        self._enable()

    def _quiet(self) -> None:
        for label in (self.source_told, self.key_told):
            self._say(label, "")

    def _answered(self, outcome: Outcome) -> None:
        self._standing = self._updater.needs.standing()
        self._say(self.source_told, outcome.message, "strong")
        self._say_standing()
        self._enable()

    def _refused(self, reason: str) -> None:
        self._say(self.source_told, reason)
        self._enable()

    def _key_refused(self, reason: str) -> None:
        self._say(self.key_told, reason)
        self._enable()
        self.key.setFocus()
