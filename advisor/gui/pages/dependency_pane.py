"""Beside the list of dependencies: everything that is told of the chosen one, each number with its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from advisor.core.assessment import Assessment, Dependency, Task
from advisor.core.findings import Finding
from advisor.core.kinds import Phase
from advisor.gui.canvas import Canvas
from advisor.gui.dependency_rows import DependencyRow
from advisor.gui.filters import FindingFilter
from advisor.gui.flow import FlowLayout
from advisor.gui.known import known
from advisor.gui.pages import dependency_parts as parts
from advisor.gui.pages import report_rows
from advisor.gui.pages.base import Page
from advisor.gui.pages.report_rows import verdict_lines
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QSize, QVBoxLayout, QWidget, Signal
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, Fold, Pill, RowButton, button, clear, column, rule, scrolled
from advisor.report.drawing import LEVEL_TONES, STATUS_TONES
from advisor.report.ways import ways_of
from advisor.report.wording import counted, effort_head, offered, place_words, verdict_words

PLACES_SHOWN = 6
TASKS_SHOWN = 5
USES_SHOWN = 4
USES_MOST = 60
"""So many lines that read a place are told in all."""
CANDIDATES_SHOWN = 3


class _Narrow(Body):
    """Takes the width there is: what is too long for it wraps or is cut, whatever it asks for."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """No least size."""
        return QSize(0, 0)


class DependencyPane(QWidget):
    """One dependency in full. What it leads to goes out through the signals of its page.

    Signals:
        months_chosen(int): the horizon whose bar was clicked.
        line_wanted(str, int, str): a file, a line and words in it that the user wants to see.
    """

    months_chosen = Signal(int)
    line_wanted = Signal(str, int, str)

    def __init__(self, home: Page) -> None:
        super().__init__()
        self._home = home
        self._assessment: Assessment | None = None
        self._findings: Mapping[str, Finding] = {}
        self.row: DependencyRow | None = None
        self.chart: Canvas | None = None
        self._body = _Narrow()
        self.inner: QVBoxLayout = column(self._body, gap=4)
        self.inner.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        self.area = scrolled(self._body, tr("About the dependency"))
        column(self).addWidget(self.area)

    def show_assessment(self, assessment: Assessment) -> None:
        """Take over where findings and tasks are looked up; `show_row` fills."""
        self._assessment = assessment
        self._findings = known(assessment).findings

    def show_row(self, row: DependencyRow | None) -> None:
        """Tell everything of a dependency; the scroll stays where it is the same one as before."""
        same = row is not None and self.row is not None and row.id == self.row.id
        scroll = self.area.verticalScrollBar().value() if same else 0
        self.row = row
        self.chart = None
        with self._body.refilled():
            self._refill(row)
        self.area.verticalScrollBar().setValue(scroll)

    def _refill(self, row: DependencyRow | None) -> None:
        clear(self.inner)
        if row is None or self._assessment is None:
            self.inner.addWidget(
                PlainLabel(tr("Choose a dependency to see all about it."), "muted", wrap=True)
            )
        else:
            for fill in (
                self._fill_head,
                self._fill_verdict,
                self._fill_risk,
                self._fill_places,
                self._fill_candidates,
                self._fill_needs,
                self._fill_effort,
                self._fill_licences,
                self._fill_ways,
                self._fill_tasks,
            ):
                fill(row)
        self.inner.addStretch(1)

    # --- parts ---

    def _section(self, title: str) -> None:
        self.inner.addSpacing(SPACE)
        self.inner.addWidget(rule())
        self.inner.addWidget(PlainLabel(title, "heading", wrap=True))

    def _say(self, text: str, role: str = "") -> None:
        self.inner.addWidget(PlainLabel(shown(text, 1000), role, wrap=True).selectable())

    def _link(self, text: str, run: Callable[[], object], name: str = "") -> None:
        self.inner.addWidget(button(text, run, role="link", name=name))

    def _fill_head(self, row: DependencyRow) -> None:
        one = row.dependency
        self.inner.addWidget(PlainLabel(shown(one.title, 200), "heading", wrap=True).selectable())
        holder = QWidget()
        flow = FlowLayout(holder, gap=SPACE)
        flow.addWidget(Pill(tr("{level} risk").format(level=row.risk.level), LEVEL_TONES[row.risk.level]))
        flow.addWidget(Pill(verdict_words(one.verdict), STATUS_TONES[one.verdict.status]))
        flow.addWidget(
            button(parts.places_words(one), self.show_places, role="link", name=parts.places_name(one))
        )
        flow.addWidget(button(tr("Compare on the board"), self.show_board, role="link"))
        if self._tasks(one):
            flow.addWidget(button(tr("Its tasks"), self.show_tasks, role="link"))
        self.inner.addWidget(holder)

    def _fill_verdict(self, row: DependencyRow) -> None:
        self._section(tr("Why this verdict"))
        verdict = row.dependency.verdict
        for label, text in verdict_lines(verdict):
            if label not in ("Verdict", "Source"):
                self._say(text if label == "Why" else f"{tr(label)}: {text}")
        self.inner.addWidget(parts.source_row(verdict))

    def _fill_risk(self, row: DependencyRow) -> None:
        self._section(tr("Risk of staying") + self._within(row))
        self._say(parts.score_words(row.risk), "muted")
        if row.risk.horizons:
            self.chart = parts.horizon_chart(row, self.months_chosen.emit)
            self.inner.addWidget(self.chart)
        for reason in row.risk.reasons:
            ids = reason.finding_ids or row.dependency.finding_ids
            self.inner.addWidget(report_rows.reason_row(reason, self._opener(ids, reason.text)))
        self._say(tr("What would change it"), "label")
        for flip in row.risk.flips:
            ids = flip.finding_ids or row.dependency.finding_ids
            told = tr("it would be {level}").format(level=flip.level)
            self.inner.addWidget(report_rows.flip_row(flip, self._opener(ids, told)))
        if not row.risk.flips:
            self._say(tr("No single assumption, turned round alone, would change this level."), "muted")
        elif row.months != row.risk.months:
            self._say(tr("Reckoned for {months} months.").format(months=row.risk.months), "small")

    @staticmethod
    def _within(row: DependencyRow) -> str:
        return tr(" within {months} months").format(months=row.months) if row.months else ""

    def _fill_places(self, row: DependencyRow) -> None:
        one = row.dependency
        self._section(tr("Where it is written"))
        found = (self._findings[key] for key in one.finding_ids if key in self._findings)
        for finding in islice(found, PLACES_SHOWN):
            self.inner.addWidget(parts.place_row(finding, self._opener((finding.id,), place_words(finding))))
        if len(one.finding_ids) > PLACES_SHOWN:
            words = tr("All {places}").format(places=counted(len(one.finding_ids), "place"))
            self._link(words, self.show_places)
        lines = list({(use.path, use.line): use for use in one.uses}.values())
        rows = [parts.use_row(use, self.line_wanted.emit) for use in lines[:USES_MOST]]
        for made in rows[:USES_SHOWN]:
            self.inner.addWidget(made)
        if len(lines) > USES_SHOWN:
            told = tr("{lines} more that read it").format(lines=counted(len(lines) - USES_SHOWN, "line"))
            self.inner.addWidget(Fold(told, rows[USES_SHOWN:]))

    def _fill_candidates(self, row: DependencyRow) -> None:
        one = row.dependency
        self._section(tr("What to move to"))
        for candidate in offered(one, CANDIDATES_SHOWN):
            chosen = candidate.alternative.id == one.chosen
            self.inner.addWidget(parts.candidate_row(candidate, self.show_board, chosen=chosen))
        self._say(parts.ranked_words(one), "muted")
        if one.candidates or one.rejected_total:
            self._link(tr("Compare on the board"), self.show_board)

    def _fill_needs(self, row: DependencyRow) -> None:
        if not row.dependency.needs:
            return
        self._section(tr("What a successor has to offer"))
        for need in row.dependency.needs:
            self.inner.addWidget(parts.need_row(need, self.line_wanted.emit))

    def _fill_effort(self, row: DependencyRow) -> None:
        one = row.dependency
        self._section(tr("Effort"))
        self._say(effort_head(one))
        for reason in one.effort:
            ids = reason.finding_ids or one.finding_ids
            self.inner.addWidget(parts.share_row(reason, self._opener(ids, reason.text)))
        if one.estimate is not None:
            self._say(
                tr("The hours are assumed: {assumption}.").format(assumption=one.estimate.assumption), "small"
            )
        for title, ids in parts.roles(one):
            told = tr("Changes with it: {role}").format(role=title)
            made = RowButton(told, self._opener(ids, title) if ids else self.show_board)
            made.add(PlainLabel(told, wrap=True), 1)
            self.inner.addWidget(made)

    def _fill_licences(self, row: DependencyRow) -> None:
        assert self._assessment is not None
        self._section(tr("Licence today"))
        for slug in row.dependency.licences:
            self.inner.addWidget(
                parts.licence_row(self._assessment, slug, self._page_opener("licences", slug))
            )
        if not row.dependency.licences:
            self._say(tr("No licence of weights is known to follow from it."), "muted")

    def _fill_ways(self, row: DependencyRow) -> None:
        assert self._assessment is not None
        ways = ways_of(self._assessment, row.dependency)
        told = parts.ways_told(ways, row.months)
        if not told:
            return
        self._section(tr("Ways on") + self._within(row))
        for way, level in told:
            self.inner.addWidget(parts.way_row(way, level, self._page_opener("report", "")))

    def _fill_tasks(self, row: DependencyRow) -> None:
        tasks = self._tasks(row.dependency)
        if not tasks:
            return
        self._section(tr("Its tasks"))
        for task in tasks[:TASKS_SHOWN]:
            self.inner.addWidget(parts.task_row(task, self._page_opener("checklist", task.id)))
        if len(tasks) > TASKS_SHOWN:
            self._link(tr("All {tasks}").format(tasks=counted(len(tasks), "task")), self.show_tasks)

    def _tasks(self, dependency: Dependency) -> list[Task]:
        tasks = self._assessment.tasks if self._assessment else ()
        return [task for task in tasks if dependency.id in task.dependency_ids]

    # --- following ---

    def _opener(self, ids: Sequence[str], label: str) -> Callable[[], None]:
        return lambda: self._home.findings_wanted.emit(FindingFilter(ids=frozenset(ids), label=label))

    def _page_opener(self, page: str, what: str) -> Callable[[], None]:
        return lambda: self._home.page_wanted.emit(page, what)

    def show_places(self) -> None:
        """To all places of the dependency."""
        if self.row is not None:
            self._opener(self.row.dependency.finding_ids, self.row.dependency.title)()

    def show_board(self) -> None:
        """To its alternatives."""
        if self.row is not None:
            self._home.page_wanted.emit("alternatives", self.row.id)

    def show_tasks(self) -> None:
        """To its decision in the checklist, else its first task."""
        tasks = self._tasks(self.row.dependency) if self.row is not None else []
        first = next((task for task in tasks if task.phase is Phase.DECIDE), tasks[0] if tasks else None)
        if first is not None:
            self._home.page_wanted.emit("checklist", first.id)
