"""What the window does with what was before: recent projects, last results, what changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.core.assessment import Assessment
from advisor.core.past import Change, Point
from advisor.gui.known import known
from advisor.gui.past_strip import GoneDialog, PastStrip, moment
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QApplication, QBoxLayout, QDialog, QObject
from advisor.gui.service import Recent
from advisor.gui.task_filter import BY_DEPENDENCY, BY_PHASE
from advisor.report.drawing import Tone

if TYPE_CHECKING:
    from advisor.gui.window import MainWindow

_BY_DEPENDENCY = "checklist/by-dependency"
"""The key of the setting: the checklist is grouped by dependency."""


class PastRoom(QObject):
    """Stands between the window, its start page and what is kept.

    Attributes:
        strip: the line below the header that says how old a result is.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.strip = PastStrip()
        self.strip.rescan_wanted.connect(self._session.rescan)
        self.strip.findings_wanted.connect(window.show_findings)
        self.strip.gone_wanted.connect(self._show_gone)
        self._session.scan_began.connect(self._begin)
        self._session.opening.connect(self._opening)
        self._session.assessed.connect(self._show_scan)
        keeper = self._session.keeper
        keeper.compared.connect(self.strip.compare)
        keeper.files_changed.connect(self.strip.show_changed)
        keeper.settled.connect(self._rescan_unasked)
        start = window.start
        start.recent_chosen.connect(self.open_recent)
        start.forget_wanted.connect(self._forget)
        start.pin_wanted.connect(self._pin)

        self._wire_checklist()

    def _wire_checklist(self) -> None:
        """The checklist shows days and points that no assessment holds."""
        page, settings, session = self._window.checklist, self._window.settings, self._session
        page.days_of = lambda: session.ticking.days
        page.points_of = self._points
        page.group_by(BY_DEPENDENCY if settings.flag(_BY_DEPENDENCY) else BY_PHASE)
        page.grouped.connect(lambda by: settings.keep_flag(_BY_DEPENDENCY, by == BY_DEPENDENCY))

    def _points(self) -> Sequence[Point]:
        folder = self._session.folder
        self._session.keeper.settle()
        return self._window.service.past.points(folder) if folder else ()

    # --- the result that is shown ---

    def _begin(self, _folder: Path) -> None:
        if not self._session.quiet:
            self.strip.begin()

    def _opening(self, folder: Path) -> None:
        """The last result of a folder is being read; it is there in a moment."""
        self.strip.begin()
        window = self._window
        window.begin(folder)
        window.banner.hide()
        window.header.show_state(tr("opening"), Tone.ACCENT)
        window.findings.begin_scan(folder)
        window.dependencies.begin_scan(folder)
        window.go("report")

    def offer(self, folder: Path, told: str) -> None:
        """A file was dropped: the project it lies in is offered."""
        name = shown(folder.name or str(folder), 40)
        window = self._window
        window.notice.say(told, tr("Open {name}").format(name=name), lambda: window.open_folder(folder))

    def _show_scan(self, assessment: Assessment) -> None:
        session = self._session
        ids = known(assessment).findings
        self.strip.show_scan(session.scanned, fresh=session.fresh, same_facts=session.same_facts, ids=ids)

    def state(self, assessment: Assessment) -> tuple[str, Tone] | tuple[str, Tone, str]:
        """How the scan stands, for the header; at last in few words."""
        if assessment.partial:
            return tr("partial"), Tone.ENDS
        if self._session.fresh or self._session.scanned is None:
            return tr("scanned"), Tone.SERVED
        told = tr("scanned {when}, not since").format(when=moment(self._session.scanned))
        return told, Tone.UNKNOWN, tr("last result")

    def label_export(self, dialog: QDialog) -> None:
        """Say over a preview what the file does not: reports hold no time of day."""
        session, layout = self._session, dialog.layout()
        if session.fresh or session.scanned is None or not isinstance(layout, QBoxLayout):
            return
        told = tr("Scanned {when}, not since. The file itself holds no time of day.")
        layout.insertWidget(0, PlainLabel(told.format(when=moment(session.scanned)), "warning", wrap=True))

    def _show_gone(self, change: Change) -> None:
        self._window.open_dialog(GoneDialog(change, self._window))

    # --- scanning when files change ---

    def set_watch(self, on: bool) -> None:
        """Rescan by itself when files change, or only say so."""
        self._window.settings.keep_flag("watch", on)
        told = tr("The project is scanned again whenever its files have changed and then been left alone.")
        if on:
            self._window.notice.say(told, passing=True)

    def _rescan_unasked(self) -> None:
        """Files changed and have been left alone since: scan, where that is wanted and disturbs nobody."""
        session = self._session
        busy = session.busy or QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if session.folder and not busy and self._window.settings.flag("watch"):
            self._window.checklist.keep_note()
            session.open(session.folder, quiet=True)

    # --- the list of the start page ---

    def show_recents(self) -> None:
        """List the projects that were opened before."""
        self._window.start.show_recents(self._recents())

    def _recents(self) -> Sequence[Recent]:
        return self._window.service.past.recents()

    def open_recent(self, folder: Path) -> None:
        """Show the last result of a project at once; scan it where there is none."""
        window = self._window
        if folder == self._session.folder and self._session.assessment is not None:
            window.show_page("report")
            return
        window.checklist.keep_note()
        self._session.reopen(folder)

    def _forget(self, folder: Path) -> None:
        known = list(self._recents())
        place = next((number for number, each in enumerate(known) if each.path == folder), None)
        if place is None:
            return
        past, recent = self._window.service.past, known[place]
        name = shown(folder.name or str(folder), 60)
        text = tr("take {name} off the list").format(name=name)
        self.step(text, lambda: past.forget(folder), lambda: past.put_back(place, recent))
        told = tr("{name} was taken off the list. Nothing was deleted.").format(name=name)
        if all(each.path != folder for each in self._recents()):
            self._window.notice.say(told, tr("Undo"), self._session.history.undo)
        self._window.start.focus_row(place)

    def _pin(self, folder: Path, on: bool) -> None:
        past = self._window.service.past
        text = tr("pin a project") if on else tr("unpin a project")
        self.step(text, lambda: past.pin(folder, on), lambda: past.pin(folder, not on))

    def step(self, text: str, forth: Callable[[], None], back: Callable[[], None]) -> None:
        """Change the list of projects; the start page shows it, and it can be undone."""

        def told(work: Callable[[], None]) -> None:
            try:
                work()
            finally:
                self.show_recents()

        self._session.history.do(text, lambda: told(forth), lambda: told(back))
