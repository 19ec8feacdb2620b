"""The main window: navigation, header, banner, the pages, and what leads from one to the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from advisor.core.assessment import Assessment
from advisor.core.board import Board
from advisor.core.errors import AdvisorError
from advisor.core.findings import Finding
from advisor.core.knowledge import CatalogStamp
from advisor.gui.actions import fill_menus, make_actions
from advisor.gui.banner import Notice, ScanBanner
from advisor.gui.catalog_service import CatalogService
from advisor.gui.dependency_rows import DependencyFilter
from advisor.gui.dialog_room import DialogRoom
from advisor.gui.editor_strip import Opener
from advisor.gui.editors import Editors
from advisor.gui.filters import FindingFilter
from advisor.gui.header import Header
from advisor.gui.icons import app_icon
from advisor.gui.pages.alternatives import AlternativesPage
from advisor.gui.pages.base import Page
from advisor.gui.pages.board_filter import BoardFilter
from advisor.gui.pages.catalog import CatalogPage
from advisor.gui.pages.checklist import ChecklistPage
from advisor.gui.pages.dependencies import DependenciesPage
from advisor.gui.pages.findings import FindingsPage
from advisor.gui.pages.ledger import LedgerPage
from advisor.gui.pages.licences import LicencesPage
from advisor.gui.pages.report import ReportPage
from advisor.gui.pages.start import DropZone, StartPage, drag_words
from advisor.gui.palette_rows import Finder
from advisor.gui.past_room import PastRoom
from advisor.gui.plain import PlainLabel, tr
from advisor.gui.qt import (
    QActionGroup,
    QApplication,
    QCloseEvent,
    QDialog,
    QDragEnterEvent,
    QEvent,
    QMainWindow,
    QResizeEvent,
    QSize,
    QSplitter,
    QStackedWidget,
    Qt,
    QTimer,
    QWidget,
)
from advisor.gui.questions import Questions
from advisor.gui.reading_order import tab_as_read
from advisor.gui.service import Line, Service
from advisor.gui.session import Session
from advisor.gui.settings import Settings
from advisor.gui.sidebar import Sidebar
from advisor.gui.speech import announce
from advisor.gui.theme import THEME, Mode
from advisor.gui.views import Views
from advisor.gui.widgets import EmptyState, column, line
from advisor.gui.window_state import APP_NAME, WindowState
from advisor.report.drawing import Tone

START = "start"
LEAST = QSize(1000, 600)
"""Below this the pages have no room; a smaller screen still gets a window that fits it."""
FIRST = QSize(1280, 800)
FRAME = QSize(8, 40)
"""What a window manager adds around a window, about."""
FILL_PAUSE_MS = 10
"""Between the pages that are filled unseen: the window is drawn, keys and clicks are heard."""


def application() -> QApplication:
    """The one application object; made by `advisor.gui.application` before any window."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


class MainWindow(QMainWindow):
    """One project at a time: its pages on the right, the way between them on the left.

    Attributes:
        page: name of the page that is shown, `start` for the start page.
        pages: the pages of a project by name.
    """

    def __init__(
        self,
        service: Service,
        session: Session,
        questions: Questions | None = None,
        catalog: CatalogService | None = None,
    ) -> None:
        super().__init__()
        self.service = service
        self._catalog_service = catalog or CatalogService()
        self.session = session
        self.questions = questions or Questions()
        self.settings = Settings(service.settings_folder())
        THEME.apply(application(), self.settings.look())
        self.page = START
        self.dialog: QDialog | None = None
        self.state = WindowState(self)
        self.dialogs = DialogRoom(self)
        self._stale: list[str] = []
        self._following = False
        self._error = ""
        stamp, trouble = self._read_stamp()
        self.stamp = stamp
        self.setWindowIcon(app_icon())
        self.setWindowTitle(APP_NAME)
        self.setAcceptDrops(True)
        self.resize(FIRST)
        self._build()
        self._connect_shell()
        self._connect_session()
        self._connect_pages()
        self._build_menus()
        self.settings.restore(self, self._splitters())
        self._fit_screen()
        self.look_like(self.settings.look())
        self.header.show_day(session.as_of)
        self.show_start()
        trouble = trouble or self.settings.trouble
        if trouble:
            self.notice.say(trouble)

    def _fit_screen(self) -> None:
        """Never larger than the screen: at 200 % a full-HD one has room for 960 × 540."""
        room = self.screen().availableGeometry().size() - FRAME
        self.setMinimumSize(LEAST.boundedTo(room))
        self.resize(self.size().boundedTo(room))

    @property
    def settled(self) -> bool:
        """True when every page shows the last assessment."""
        return not self._stale and self.report.filled

    def _read_stamp(self) -> tuple[CatalogStamp | None, str]:
        try:
            return self.service.stamp(), ""
        except AdvisorError as error:
            return None, str(error)

    # --- building ---

    def _build(self) -> None:
        self.sidebar = Sidebar()
        self.header = Header(self.service.today(), self.stamp)
        self.banner = ScanBanner()
        self.notice = Notice()
        self.start = StartPage()
        self.waiting = EmptyState()
        self.report = ReportPage()
        self.report.today = self.service.today()
        self.findings = FindingsPage()
        self.findings.views = Views(self.settings)
        self.dependencies = DependenciesPage()
        self.dependencies.views = self.findings.views
        self.alternatives = AlternativesPage(self._board)
        self.licences = LicencesPage()
        self.checklist = ChecklistPage()
        self.catalog = CatalogPage(self._catalog_service, self.service.today())
        self.ledger = LedgerPage()
        seen: Sequence[Page] = (self.report, self.findings, self.dependencies)
        work: Sequence[Page] = (self.alternatives, self.licences, self.checklist)
        pages: Sequence[Page] = (*seen, *work, self.catalog, self.ledger)
        self.pages = {page.name: page for page in pages}
        self.past = PastRoom(self)
        self.finder = Finder(self)
        self.opener = Opener(Editors(self.settings), lambda: self.session.folder, self.notice)
        self.stack = QStackedWidget()
        for widget in (self.start, self.waiting, *pages):
            self.stack.addWidget(widget)
        self._body = body = QWidget()
        row = line(body, gap=0)
        right = column(gap=0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        for part in (self.header, self.banner, self.past.strip, self.notice, self.opener.strip):
            right.addWidget(part)
        right.addWidget(self.stack, 1)
        self.setCentralWidget(body)
        self._build_overlay(body)

    def _build_overlay(self, over: QWidget) -> None:
        """What covers the window while a folder is dragged across it."""
        self.overlay = DropZone(over)
        self._overlay_told = PlainLabel("", "title", wrap=True)
        self._overlay_told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.overlay.body.addWidget(self._overlay_told)
        self.overlay.hide()

    def _build_menus(self) -> None:
        self.deeds = make_actions(self, self._deeds())
        fill_menus(self.menuBar(), self.deeds)
        self.state.say_steps()
        looks = QActionGroup(self)
        for mode in Mode:
            action = self.deeds[mode.value]
            action.setCheckable(True)
            looks.addAction(action)
        self.deeds["watch"].setCheckable(True)
        self.deeds["watch"].setChecked(self.settings.flag("watch"))

    def _deeds(self) -> Mapping[str, Callable[[], object]]:
        page_deeds = {name: self._page_opener(name) for name in self.pages}
        looks = {mode.value: self._look_chooser(mode) for mode in Mode}
        return {
            "open": self.ask_folder,
            "start": self.show_start,
            "sample": self.open_sample,
            "rescan": self.session.rescan,
            "watch": lambda: self.past.set_watch(self.deeds["watch"].isChecked()),
            "stop": self.stop,
            "export": self.dialogs.export,
            "update": self.catalog.ask_update,
            "quit": self.close,
            "undo": self.session.history.undo,
            "redo": self.session.history.redo,
            "policy": self.dialogs.policy,
            "leave_out": self.findings.ask_reason,
            "count": self.ledger.focus_count,
            "editor": self._open_in_editor,
            "filter": self._focus_filter,
            "no_filter": self._clear_filter,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "day": self.header.ask_day,
            "find": self.finder.open,
            "settings": self.dialogs.settings,
            "keys": self.dialogs.keys,
            "about": self.dialogs.about,
            **page_deeds,
            **looks,
        }

    def _page_opener(self, name: str) -> Callable[[], None]:
        return lambda: self.show_page(name)

    def _look_chooser(self, mode: Mode) -> Callable[[], None]:
        return lambda: self.choose_look(mode)

    def _connect_shell(self) -> None:
        self.sidebar.page_chosen.connect(self.show_page)
        self.sidebar.start_wanted.connect(self.show_start)
        self.sidebar.keys_wanted.connect(self.dialogs.keys)
        self.sidebar.find_wanted.connect(self.finder.open)
        self.header.find_wanted.connect(self.finder.open)
        self.header.policy_wanted.connect(self.dialogs.policy)
        self.header.day_chosen.connect(self.session.judge_as_of)
        self.header.rescan_wanted.connect(self.session.rescan)
        self.header.export_wanted.connect(self.dialogs.export)
        self.banner.cancel_wanted.connect(self.stop)
        self.start.folder_chosen.connect(self.open_folder)
        self.start.browse_wanted.connect(self.ask_folder)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.offered.connect(self.past.offer)
        self.start.catalog_wanted.connect(self._page_opener("catalog"))
        self.overlay.dropped.connect(self.open_folder)
        self.overlay.refused.connect(self.notice.say)
        self.overlay.offered.connect(self.past.offer)
        self.overlay.left.connect(self.overlay.hide)
        application().styleHints().colorSchemeChanged.connect(self._follow_system)

    def _connect_session(self) -> None:
        self.session.scan_began.connect(self._scan_began)
        self.session.progressed.connect(self.banner.progress)
        self.session.arrived.connect(self._arrived)
        self.session.judging.connect(self._judging)
        self.session.assessed.connect(self._assessed)
        self.session.tasks_changed.connect(self._tasks_changed)
        self.session.failed.connect(self._failed)
        self.session.told.connect(self.notice.say)
        self.session.history.indexChanged.connect(lambda _index: self.state.say_steps())

    def _connect_pages(self) -> None:
        for page in self.pages.values():
            page.findings_wanted.connect(self.show_findings)
            page.dependencies_wanted.connect(self.show_dependencies)
            page.page_wanted.connect(self.lead_to)
            page.editor_wanted.connect(self.opener.open)
        self.alternatives.target_wanted.connect(self._target_wanted)
        self.checklist.states_wanted.connect(self.session.ticking.set_states)
        self.checklist.export_wanted.connect(self.dialogs.export)
        self.checklist.note_changed.connect(self.session.set_note)
        self.findings.touched.connect(self._stop_following)
        for asking in (self.report, self.licences):
            asking.answered.connect(self.session.answer)
        self.alternatives.need_wanted.connect(self.dialogs.policy)
        self.alternatives.line_wanted.connect(self._show_line)
        self.alternatives.policy_wanted.connect(self._filter_to_policy)
        self.alternatives.dialog_wanted.connect(self.open_dialog)
        self.dependencies.line_wanted.connect(self._show_line)
        for page in (self.findings, self.ledger):
            page.decided.connect(self._decided)
            page.take_back_wanted.connect(self.session.take_back)
        self.catalog.dialog_wanted.connect(self.open_dialog)
        self.catalog.catalog_changed.connect(self._catalog_changed)

    def _splitters(self) -> dict[str, QSplitter]:
        return {
            "findings": self.findings.splitter,
            "details": self.findings.below,
            "dependencies": self.dependencies.splitter,
            "alternatives": self.alternatives.splitter,
            "candidates": self.alternatives.parts,
            "checklist": self.checklist.splitter,
            "catalog": self.catalog.splitter,
            "ledger": self.ledger.splitter,
            "ledger_place": self.ledger.place,
        }

    # --- opening a project ---

    def ask_folder(self) -> None:
        """Let the user choose a folder, and open it."""
        folder = self.questions.folder(self, self.settings.folder("open"))
        if folder:
            self.settings.keep_folder("open", folder.parent)
            self.open_folder(folder)

    def open_sample(self) -> None:
        """Open the sample project that comes with the program."""
        try:
            self.open_folder(self.service.sample())
        except AdvisorError as error:
            self._failed(str(error))

    def open_folder(self, folder: Path) -> None:
        """Scan a folder; its findings are shown as they arrive."""
        self.overlay.hide()
        self.checklist.keep_note()
        self.session.open(folder)

    def show_start(self) -> None:
        """Go to the start page; what runs goes on."""
        self.page = START
        self.notice.turn_page()
        self.past.show_recents()
        self.sidebar.setVisible(self.session.folder is not None)
        self.sidebar.show_page(START)
        self.stack.setCurrentWidget(self.start)
        self.start.focus_content()
        self.state.enable()

    # --- a scan goes by ---

    def stop(self) -> None:
        """Stop the scan; what was found is judged and labelled partial."""
        if self.session.scanning:
            self.banner.stopping()
            self.session.cancel()

    def _scan_began(self, folder: Path) -> None:
        quiet = self.session.quiet
        if not quiet:
            self.begin(folder)
            self.banner.begin()
            self.findings.begin_scan(folder)
            self.ledger.begin_scan(folder)
            self.dependencies.begin_scan(folder)
        self.header.show_state("scanning", Tone.ACCENT)
        if self.session.assessment is None:
            self.go("findings")
        elif self.page == START and not quiet:
            self.go("report")
        self.state.enable()

    def begin(self, folder: Path) -> None:
        """Another result is on its way: name the project, forget what was said of the one before."""
        self._error = ""
        self._following = self.session.assessment is None
        self.notice.hide()
        self.header.show_project(folder, self._branch())
        self.sidebar.show()
        if self.session.assessment is None:
            for made in self.sidebar.buttons.values():
                made.set_number("")
        self.state.say_title()

    def _branch(self) -> str | None:
        return self.session.assessment.branch if self.session.assessment else None

    def _arrived(self, batch: Sequence[Finding]) -> None:
        if self.session.quiet:
            return  # what is shown stays until the scan is over
        self.findings.arrive(batch)
        self.state.show_arriving(self.findings.model.total)

    def _judging(self) -> None:
        if not self.session.quiet:
            self.banner.judging()
        self.header.show_state("judging", Tone.ACCENT)
        self.state.enable()

    def _assessed(self, assessment: Assessment) -> None:
        self.banner.hide()
        self.header.show_project(self.session.folder, assessment.branch)
        self.header.show_assessment(assessment)
        self.header.show_state(*self.past.state(assessment))
        if not self.session.quiet:
            announce(self, assessment.summary.sentence)
        self._stale = list(self.pages)
        if self._following:
            self._following = False
            self.go("report")
            self.report.focus_content()
        elif self.page != START:
            self.go(self.page)
        self.state.show_numbers(assessment)
        self.state.enable()
        QTimer.singleShot(FILL_PAUSE_MS, self._fill_next)

    def _fill_next(self) -> None:
        """Fill the pages that are not seen one after the other, so that none holds the window."""
        if self._stale and self.report.filled:
            self._fill(self._stale[0])
        if self._stale:
            QTimer.singleShot(FILL_PAUSE_MS, self._fill_next)

    def _fill(self, name: str) -> None:
        if name in self._stale and self.session.assessment:
            self._stale.remove(name)
            self.pages[name].show_assessment(self.session.assessment)
            tab_as_read(self.pages[name])

    def _failed(self, error: str) -> None:
        self.banner.hide()
        self._error = error
        announce(self, error)
        assessment = self.session.assessment
        if self.session.folder is None:
            self.start.say(error)
        elif assessment is None:
            self.header.show_state(tr("not scanned"), Tone.DEAD)
            self.go(self.page if self.page != START else "report")
        else:
            self.header.show_state(tr("not scanned again"), Tone.DEAD)
            self.findings.show_assessment(assessment)
            self.notice.say(error)
        self.state.enable()

    # --- pages ---

    def show_page(self, name: str) -> None:
        """Show a page of the project, as the user asked for, and put the keyboard there."""
        self._stop_following()
        self.notice.turn_page()
        if self.can_show(name):
            self.go(name)
            self.pages[name].focus_content()

    def can_show(self, name: str) -> bool:
        """True for a page that has something to show now."""
        return self.session.folder is not None or not self.pages[name].needs_project

    def go(self, name: str) -> None:
        """Show a page; the keyboard stays where it is."""
        self.page = name
        self._fill(name)
        self.sidebar.show()
        self.sidebar.show_page(name)
        live = (name == "findings" and not self._error) or not self.pages[name].needs_project
        if self.session.assessment is None and not live:
            self._say_waiting()
            self.stack.setCurrentWidget(self.waiting)
        else:
            self.stack.setCurrentWidget(self.pages[name])
        self.state.enable()

    def _say_waiting(self) -> None:
        if self._error:
            self.waiting.say(
                tr("Nothing to report"),
                self._error,
                tr("Choose another folder…"),
                self.ask_folder,
                icon="folder",
            )
            return
        if not self.session.scanning:
            self.waiting.say(tr("One moment"), tr("The last result is being opened."))
            return
        self.waiting.say(
            tr("The scan is running"),
            tr("This page is filled when it is done. Findings can be read while they arrive."),
            tr("Show the findings"),
            lambda: self.show_page("findings"),
        )

    def _stop_following(self) -> None:
        """The user is at work here: the end of the scan shall not turn the page."""
        self._following = False

    def show_findings(self, wanted: FindingFilter) -> None:
        """Show the rows behind a number."""
        self.show_page("findings")
        self.findings.set_filter(wanted)

    def show_dependencies(self, wanted: DependencyFilter, months: int) -> None:
        """Show the dependencies behind a number, with their risk within so many months."""
        self.show_page("dependencies")
        if months:
            self.dependencies.choose_months(months)
        self.dependencies.show_filter(wanted)

    def lead_to(self, name: str, what: str) -> None:
        """Show a page, and on it a dependency, a ledger or a task."""
        self.show_page(name)
        if name == "alternatives" and what:
            self.alternatives.show_dependency(what)
        elif name == "ledger":
            self.ledger.show_ledger(what or "cleared")
        elif name == "checklist" and what:
            self.checklist.show_task(what)
        elif name == "licences" and what:
            self.licences.show_licence(what)
        elif name == "dependencies" and what:
            self.dependencies.show_dependency(what)

    def _open_in_editor(self) -> None:
        self.pages[self.page].open_in_editor()

    def _step(self, way: int) -> None:
        """To the next finding, or the next open task."""
        (self.checklist if self.page == "checklist" else self.findings).step(way)

    def _focus_filter(self) -> None:
        if self.page in self.pages:
            self.pages[self.page].focus_filter()

    def _clear_filter(self) -> None:
        if self.page in self.pages:
            self.pages[self.page].clear_filter()

    def _catalog_changed(self, stamp: CatalogStamp, told: str) -> None:
        """Another catalog is in use. What is judged stays as it is until the user scans again."""
        self.stamp = stamp
        if self.session.folder is None:
            self.header.show_catalog(stamp)
            self.notice.say(told)
        else:
            self.notice.say(
                tr("{told} Rescan to judge this project with it.").format(told=told),
                tr("Rescan"),
                self.session.rescan,
            )

    def _decided(self, lines: Sequence[Line], text: str) -> None:
        """Keep decisions on places, and say where they can be taken back."""
        told = tr("Done: {text}. It is remembered for this project.").format(text=text)
        self._with_undo(told, lambda: self.session.decide(lines, text))

    def _target_wanted(self, dependency: str, alternative: str) -> None:
        """Keep the target, or that there is none, and say where that can be taken back."""
        told = self.alternatives.target_words(alternative)
        self._with_undo(told, lambda: self.session.choose_target(dependency, alternative))

    def _with_undo(self, told: str, do: Callable[[], object]) -> None:
        steps = self.session.history.index()
        do()
        if self.session.history.index() > steps:
            self.notice.say(told, tr("Undo"), self.session.history.undo, passing=True)

    # --- the checklist ---

    def _tasks_changed(self, assessment: Assessment) -> None:
        if "checklist" not in self._stale:
            self.checklist.show_assessment(assessment)
        self.state.show_numbers(assessment)

    # --- dialogs and look ---

    def _show_line(self, path: str, number: int, words: str) -> None:
        self.show_page("findings")
        self.findings.show_line(path, number, words)

    def _board(self, assessment: Assessment, dependency: str) -> Board:
        assert self.session.folder is not None
        return self.service.board(self.session.folder, assessment, dependency)

    def _filter_to_policy(self, wanted: BoardFilter) -> None:
        self.session.change_policy(wanted.over(self.session.limits()), tr("make the filters the policy"))

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over the window, which goes on."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: setattr(self, "dialog", None))
        self.dialog = dialog
        dialog.open()

    def choose_look(self, mode: Mode) -> None:
        """Another palette, from now on."""
        self.settings.keep_look(mode)
        self.look_like(mode)

    def look_like(self, mode: Mode) -> None:
        """Dress everything in a palette."""
        THEME.apply(application(), mode)
        self.deeds[mode.value].setChecked(True)
        self.sidebar.retouch()
        self.header.retouch()
        self.start.retouch()
        for page in self.pages.values():
            page.retouch()
        if self.page == START:
            self.past.show_recents()
        elif self.stack.currentWidget() is self.waiting:
            self._say_waiting()

    def _follow_system(self) -> None:
        if THEME.mode is Mode.SYSTEM:
            self.look_like(Mode.SYSTEM)

    # --- overrides of Qt ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - overrides Qt
        """Show over everything that a folder can be dropped."""
        if event.mimeData().hasUrls():
            self._lay_overlay()
            self._overlay_told.setText(drag_words(event.mimeData()))
            self.overlay.show()
            self.overlay.raise_()
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Keep the overlay over everything."""
        super().resizeEvent(event)
        self.sidebar.fit(QSize(self.width(), self._body.height()))
        self._lay_overlay()

    def _lay_overlay(self) -> None:
        self.overlay.setGeometry(self._body.rect().adjusted(12, 12, -12, -12))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        """The window is looked at again: another one may have ticked, files may have changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.keeper.look()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - overrides Qt
        """Keep what was written and how the window looked; end the scan and its processes."""
        self.checklist.keep_note()
        self.catalog.shut_down()
        self.alternatives.shut_down()
        self.settings.keep(self, self._splitters())
        self.session.shut_down()
        super().closeEvent(event)
