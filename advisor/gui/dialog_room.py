"""The dialogs that the window opens over itself: export, policy, settings, keys, about; one at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.core.errors import AdvisorError
from advisor.gui.about_dialog import AboutDialog
from advisor.gui.dialogs import KeysDialog
from advisor.gui.export_dialog import ExportDialog
from advisor.gui.links import show_folder
from advisor.gui.plain import tr
from advisor.gui.policy_dialog import PolicyDialog
from advisor.gui.settings_dialog import SettingsDialog
from advisor.report.wording import counted

if TYPE_CHECKING:
    from advisor.gui.window import MainWindow


class DialogRoom:
    """Makes the dialogs of a window and does what is decided in them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def keys(self) -> None:
        """List every key."""
        self._window.open_dialog(KeysDialog(self._window))

    def settings(self) -> None:
        """What can be set; every change holds at once."""
        self._window.open_dialog(SettingsDialog(self._window))

    def about(self) -> None:
        """Say what this is."""
        self._window.open_dialog(AboutDialog(self._window.stamp, self._window))

    # --- export ---

    def export(self) -> None:
        """Ask what to save, then where, and save it."""
        window, session = self._window, self._window.session
        if session.assessment is None or session.busy:
            return
        window.checklist.keep_note()  # makes the assessment anew, the note in it
        on_checklist = window.page == "checklist"
        ids = window.checklist.shown_ids() if on_checklist else None
        what = "checklist" if on_checklist else "report"
        dialog = ExportDialog(session.assessment, ids, window.service.render, what, window)
        dialog.accepted.connect(lambda: self._save(dialog))
        window.past.label_export(dialog)
        window.open_dialog(dialog)

    def _save(self, dialog: ExportDialog) -> None:
        window = self._window
        start = (window.settings.folder("export") or Path.home()) / dialog.file_name()
        path = window.questions.save_as(window, start)
        if path is None:
            return
        try:
            window.service.save(path, dialog.content, window.session.folder)
        except AdvisorError as error:
            window.notice.say(str(error))
            return
        window.settings.keep_folder("export", path.parent)
        unit = "byte" if isinstance(dialog.content, bytes) else "character"
        size = counted(len(dialog.content), unit)
        window.notice.say(
            tr("Saved to {path} ({size}).").format(path=path, size=size),
            tr("Show the folder"),
            lambda: show_folder(path.parent),
            passing=True,
        )

    # --- policy ---

    def policy(self, need: str = "") -> None:
        """Ask under which limits to judge; every change shows at once. `need` is one to put right."""
        window, session = self._window, self._window.session
        if session.folder is None or isinstance(window.dialog, PolicyDialog):
            return
        try:
            offer = window.service.offer()
        except AdvisorError as error:
            window.notice.say(str(error))
            return
        dialog = PolicyDialog(offer, session.limits, window)
        dialog.policy_changed.connect(session.change_policy)
        dialog.file_wanted.connect(self._choose_policy)
        dialog.undo_wanted.connect(session.history.undo)
        session.assessed.connect(dialog.take_assessment)
        session.told.connect(dialog.say)
        dialog.addActions([window.deeds["undo"], window.deeds["redo"]])
        window.open_dialog(dialog)
        dialog.focus_need(need)

    def _choose_policy(self) -> None:
        window = self._window
        path = window.questions.policy_file(window.dialog or window, window.settings.folder("policy"))
        if path:
            window.settings.keep_folder("policy", path.parent)
            window.session.use_policy(path)
