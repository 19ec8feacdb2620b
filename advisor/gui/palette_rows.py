"""What the command palette lists: actions, pages, projects, and the parts of the project that is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from advisor.core.assessment import Assessment
from advisor.gui.actions import DEEDS, Deed, native_key
from advisor.gui.filters import FindingFilter
from advisor.gui.palette import Entry, Palette
from advisor.gui.plain import shown, tr
from advisor.gui.qt import QObject, QTimer
from advisor.report.wording import counted

if TYPE_CHECKING:
    from advisor.gui.window import MainWindow

SLICE_S = 0.01
"""How long one turn of listing the files may take."""
LAST_KEPT = 5
"""Actions of this run that stand first the next time."""
_TEXT_LENGTH = 160
_BONUS = {"action": 60, "page": 60, "project": 40, "dependency": 30, "task": 20, "alternative": 10}
_LAST_BONUS = 50
_IDLE = ("stop", "undo", "redo")
_ON_PAGES = {"leave_out": ("findings",), "editor": ("findings", "ledger"), "count": ("ledger",)}
_STEPS = ("next", "previous")


class Finder(QObject):
    """Opens the palette over the window and does what is chosen there.

    Attributes:
        palette: the field and its list.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last: list[str] = []
        self._files: list[Entry] = []
        self._files_of: Assessment | None = None
        self._making: Iterator[Entry] = iter(())
        self._base: list[Entry] = []
        self.palette = Palette(window)
        self.palette.chosen.connect(self._do)
        self.palette.closed.connect(self._let_go)
        window.catalog.filled.connect(self._refresh)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(1)
        self._clock.timeout.connect(self._make_files)

    def open(self) -> None:
        """Show the palette. The files with findings follow in slices, the catalog when it is read."""
        catalog = self._window.catalog
        if catalog.shelf is None and self._window.session.assessment is not None:
            catalog.reload()
        self._begin_files()
        self._collect()
        self.palette.open_over(self._window)

    def _collect(self) -> None:
        self._base = [*self._deeds(), *self._projects(), *self._parts(), *self._alternatives()]
        self.palette.offer([*self._base, *self._files])

    def _refresh(self) -> None:
        if self.palette.isVisible():
            self._collect()

    def _do(self, entry: Entry) -> None:
        if entry.kind == tr("Action"):
            self._last = [entry.text, *(each for each in self._last if each != entry.text)][:LAST_KEPT]
        entry.run()

    def _let_go(self) -> None:
        """What was listed holds an assessment; the files are kept for as long as it is shown."""
        self._base = []

    # --- actions, pages and projects ---

    def _deeds(self) -> list[Entry]:
        made = [self._deed(deed) for deed in DEEDS if deed.name != "find"]
        late = len(self._last)
        return sorted(made, key=lambda each: self._last.index(each.text) if each.text in self._last else late)

    def _deed(self, deed: Deed) -> Entry:
        action = self._window.deeds[deed.name]
        page = deed.name in self._window.pages
        text = action.text().replace("&&", "&")
        bonus = _BONUS["page" if page else "action"] + (_LAST_BONUS if text in self._last else 0)
        why = "" if action.isEnabled() else self._why_not(deed.name)
        kind = tr("Page") if page else tr("Action")
        return Entry(kind, text, action.trigger, native_key(deed.key), why, bonus)

    def _why_not(self, name: str) -> str:
        session = self._window.session
        if name in _IDLE:
            told = {
                "stop": tr("no scan is running"),
                "undo": tr("nothing was done"),
                "redo": tr("nothing was undone"),
            }
            return told[name]
        if session.folder is None:
            return tr("no project is open")
        if session.assessment is None or session.busy:
            return tr("once the project is judged")
        if name in _ON_PAGES or name in _STEPS:
            titles = [
                self._window.pages[page].title for page in _ON_PAGES.get(name, ("findings", "checklist"))
            ]
            return tr("on the page {page}").format(page=" / ".join(titles))
        return tr("not now")

    def _projects(self) -> list[Entry]:
        window = self._window
        return [
            Entry(
                tr("Project"),
                shown(recent.path.name or str(recent.path), _TEXT_LENGTH),
                _with(window.past.open_recent, recent.path),
                shown(str(recent.path.parent), _TEXT_LENGTH),
                "" if recent.there else tr("not there"),
                _BONUS["project"],
            )
            for recent in window.service.past.recents()
        ]

    # --- the project that is judged ---

    def _parts(self) -> list[Entry]:
        assessment = self._window.session.assessment
        if assessment is None:
            return []
        return [*self._dependencies(assessment), *self._tasks(assessment)]

    def _dependencies(self, assessment: Assessment) -> Iterator[Entry]:
        for one in assessment.dependencies:
            told = f"{one.risk.level.value} · {counted(len(one.finding_ids), 'place')}"
            run = _with(self._window.lead_to, "dependencies", one.id)
            yield self._goal(tr("Dependency"), one.title, run, told, "dependency")

    def _tasks(self, assessment: Assessment) -> Iterator[Entry]:
        for task in assessment.tasks:
            run = _with(self._window.lead_to, "checklist", task.id)
            yield self._goal(tr("Task"), task.title, run, task.state.value, "task")

    def _alternatives(self) -> Iterator[Entry]:
        shelf = self._window.catalog.shelf
        if shelf is None or self._window.session.assessment is None:
            return
        for row in shelf.alternatives:
            run = _with(self._show_alternative, row.id)
            yield self._goal(tr("Alternative"), row.name, run, row.vendor, "alternative")

    def _show_alternative(self, identifier: str) -> None:
        self._window.show_page("catalog")
        self._window.catalog.show_alternative(identifier)

    @staticmethod
    def _goal(kind: str, text: str, run: Callable[[], object], aside: str, rank: str) -> Entry:
        """A row that is listed once something is typed."""
        bonus = _BONUS.get(rank, 0)
        return Entry(
            kind, shown(text, _TEXT_LENGTH), run, shown(aside, _TEXT_LENGTH), bonus=bonus, first=False
        )

    # --- files with findings ---

    def _begin_files(self) -> None:
        assessment = self._window.session.assessment
        if assessment is self._files_of:
            return
        self._files, self._files_of = [], assessment
        if assessment is not None:
            self._making = self._file_entries(assessment)
            self._clock.start()

    def _make_files(self) -> None:
        until = perf_counter() + SLICE_S
        for entry in self._making:
            self._files.append(entry)
            if perf_counter() > until:
                self._clock.start()
                return
        if self.palette.isVisible():
            self.palette.offer([*self._base, *self._files])

    def _file_entries(self, assessment: Assessment) -> Iterator[Entry]:
        """A row for each file; findings lie beside each other when they are of one file."""
        ids: list[str] = []
        path = ""
        for finding in assessment.findings:
            if finding.path != path and ids:
                yield self._file(path, tuple(ids))
                ids = []
            path = finding.path
            ids.append(finding.id)
        if ids:
            yield self._file(path, tuple(ids))

    def _file(self, path: str, ids: tuple[str, ...]) -> Entry:
        wanted = FindingFilter(ids=frozenset(ids), label=path)
        run = _with(self._window.show_findings, wanted)
        return self._goal(tr("Findings"), path, run, counted(len(ids), "place"), "findings")


def _with(call: Callable[..., object], *given: object) -> Callable[[], object]:
    return lambda: call(*given)
