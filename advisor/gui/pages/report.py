"""The risk report: what depends on Llama, how bad it is, what happened when, and what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from advisor.core.assessment import Assessment, DutyState
from advisor.gui.canvas import Canvas
from advisor.gui.filters import FindingFilter
from advisor.gui.known import known
from advisor.gui.pages import report_rows as rows
from advisor.gui.pages.base import Page
from advisor.gui.pages.report_first import FirstSection
from advisor.gui.pages.report_head import HeadCard
from advisor.gui.pages.report_place import ReadersPlace
from advisor.gui.pages.report_questions import QuestionsCard
from advisor.gui.pages.report_risk import RiskSection
from advisor.gui.pages.report_ways import WaysCard
from advisor.gui.plain import PlainLabel, several, shown, to_tr, tr
from advisor.gui.qt import QTimer, QVBoxLayout, QWidget, Signal
from advisor.gui.reading_order import tab_as_read
from advisor.gui.stacking import Stacking
from advisor.gui.theme import SPACE
from advisor.gui.widgets import (
    Body,
    Card,
    Fold,
    button,
    clear,
    column,
    rule,
    scrolled,
)
from advisor.report import drawing
from advisor.report.drawing import Drawing
from advisor.report.timeline import Look, timeline
from advisor.report.wording import (
    cleared_rules,
    disclaimer,
    skips_by_reason,
)

DEPENDENCIES_SHOWN = 10
EVENTS_SHOWN = 3
FILL_PAUSE_MS = 10
_HEAD = 2
"""So many parts of the page are its first screen."""
_TWO_CARDS = 110
"""Letters: in less room the cards stand one below the other."""
_CANNOT_BE_SEEN = "cannot be seen"


class ReportPage(Page):
    """The page one shows the boss. Every number leads to its rows.

    Signals:
        answered(str, object): the field of the policy and what the user says of it.
    """

    answered = Signal(str, object)

    name = "report"
    title = to_tr("Risk report")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._event_rows: dict[str, QWidget] = {}
        self._rest: list[Callable[[Assessment], None]] = []
        self._later = QTimer(self)
        self._later.setInterval(FILL_PAUSE_MS)
        self._later.timeout.connect(self._fill_next)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.heading.hide()
        body = Body()
        self._body = column(body, gap=2 * SPACE)
        self._body.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
        self.today: date | None = None
        self._told: list[QWidget] = []
        self._build_head()
        self._build_outlook()
        self._build_judgement()
        self._build_coverage()
        self.dependencies = self._card(tr("Dependencies, gravest first"))
        self._body.addWidget(self.questions)
        self.licences = self._card(tr("Licence duties"))
        self._footer = PlainLabel("", "small", wrap=True)
        self._body.addWidget(self._footer)
        self._body.addStretch()
        self.area = scrolled(body, tr("Risk report"))
        self.outer.addWidget(self.area)
        self._place = ReadersPlace(self.area)

    def _build_head(self) -> None:
        """What is to be seen without scrolling."""
        self.head_card = HeadCard(self, lambda: self.area.ensureWidgetVisible(self.risk, 0, 40))
        head = self.head_card
        self.verdict, self.strip, self.tiles, self.policy = head.verdict, head.strip, head.tiles, head.policy
        self.strip.activated.connect(self._follow)
        self.first = FirstSection(self)
        self._body.addWidget(self.head_card)
        self._body.addWidget(self.first)

    def _card(self, heading: str) -> QVBoxLayout:
        card = Card(heading)
        content = column(gap=2)
        card.body.addLayout(content)
        self._body.addWidget(card)
        self._told.append(card)
        return content

    def _build_judgement(self) -> None:
        """Risk, the ways on, conflicts and questions: each a part of its own."""
        self.risk = RiskSection(self)
        self.matrix, self.level = self.risk.matrix, self.risk.level
        self.risk.horizon_chosen.connect(self._follow_horizon)
        self.ways = WaysCard(self)
        self.questions = QuestionsCard(self)
        self.questions.answered.connect(self.answered)
        for part in (self.risk, self.ways):
            self._body.addWidget(part)

    def _follow_horizon(self) -> None:
        if self._assessment and not self._rest:
            self._fill_dependencies(self._assessment)
            self._draw_timeline(self._assessment)

    def _build_outlook(self) -> None:
        card = Card(tr("What ended, what ends next"))
        self.outlook = PlainLabel("", wrap=True)
        self.timeline = Canvas(_nothing, tr("Timeline of the Llama and Muse lines"))
        self.timeline.activated.connect(self._follow)
        self.pointed = PlainLabel("", "small", wrap=True)
        self.timeline.pointed.connect(lambda told: self.pointed.setText(shown(told)))
        self.events = column(gap=0)
        card.body.addWidget(self.timeline)
        card.body.addWidget(self.pointed)
        card.body.addSpacing(SPACE // 2)
        card.body.addWidget(self.outlook)
        card.body.addWidget(rule())
        card.body.addLayout(self.events)
        self._body.addWidget(card)

    def _build_coverage(self) -> None:
        self._pair = Stacking(_TWO_CARDS)
        left = Card(tr("Where the places are"))
        self._told.append(left)
        self.exposure = Canvas(_nothing, tr("Places by part of the project"))
        self.exposure.activated.connect(self._follow)
        left.body.addWidget(self.exposure)
        left.body.addWidget(
            PlainLabel(tr("Divided like the bar at the top; a click shows the places."), "small", wrap=True)
        )
        left.body.addStretch()
        right = Card(tr("What was looked at"))
        self.coverage = column(gap=0)
        right.body.addLayout(self.coverage)
        right.body.addStretch()
        self._pair.inner.addWidget(left, 1)
        self._pair.inner.addWidget(right, 1)
        self._pair_at = self._body.count()
        self._body.addWidget(self._pair)

    # --- filling ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill the page anew."""
        before, self._assessment = self._assessment, assessment
        self._put_coverage(_HEAD if not assessment.findings else self._pair_at)
        self._place.note(same=before is not None and before.project == assessment.project)
        for card in self._told:
            card.setVisible(bool(assessment.findings))
        self.head_card.show_assessment(assessment)
        counts = known(assessment).exposure
        self.exposure.set_source(lambda width: drawing.exposure(counts, width))
        self.first.show_assessment(assessment)
        self.risk.show_assessment(assessment)
        self._footer.setText(disclaimer(assessment))
        self._rest = [
            self._fill_outlook,
            self.ways.show_assessment,
            self._fill_dependencies,
            self.questions.show_assessment,
            self._fill_licences,
            self._fill_coverage,
        ]
        self._later.start()

    @property
    def filled(self) -> bool:
        """True when every card shows the last assessment."""
        return not self._rest

    def _fill_next(self) -> None:
        """What lies below is filled card by card, so that none holds the window."""
        if self._rest and self._assessment:
            self._rest.pop(0)(self._assessment)
        if not self._rest:
            self._later.stop()
            tab_as_read(self)
            self._place.restore()

    def focus_content(self) -> None:
        """Into the page, so that its keys scroll it."""
        self.area.setFocus()

    def retouch(self) -> None:
        """Numbers carry colours of their own."""
        if self._assessment:
            self.show_assessment(self._assessment)

    def _opener(self, page: str, what: str = "") -> Callable[[], None]:
        return lambda: self.page_wanted.emit(page, what)

    def _show_ids(self, ids: Sequence[str], label: str) -> None:
        self.findings_wanted.emit(FindingFilter(ids=frozenset(ids), label=label))

    def _fill_outlook(self, assessment: Assessment) -> None:
        outlook = assessment.outlook
        self.outlook.setText(shown(outlook.sentence, 1500))
        self._draw_timeline(assessment)
        clear(self.events)
        self._event_rows = {event.id: rows.event_row(event) for event in reversed(outlook.events)}
        latest = list(self._event_rows.values())
        for row in latest[:EVENTS_SHOWN]:
            self.events.addWidget(row)
        for unknown in outlook.unknown:
            self.events.addWidget(rows.unknown_row(unknown))
        older = len(latest) - EVENTS_SHOWN
        told = several(older, tr("1 older event"), tr("{count} older events", "", older))
        self._older = Fold(told, latest[EVENTS_SHOWN:])
        self.events.addWidget(self._older)

    def _draw_timeline(self, assessment: Assessment) -> None:
        """The last year and a half in full; what went before stands in the list."""
        months = self.risk.months
        by = next((one.by for one in assessment.risk.horizons if one.months == months), None)
        look = Look(date(assessment.as_of.year - 1, 1, 1), by, self.today)
        self.timeline.set_source(lambda width: timeline(assessment, width, look))
        self.pointed.setText(_legend(by is not None, bool(assessment.policy.what_if)))

    def _fill_dependencies(self, assessment: Assessment) -> None:
        clear(self.dependencies)
        gravest = sorted(self.risk.at(), key=lambda each: -each.risk.score)
        for dependency in gravest[:DEPENDENCIES_SHOWN]:
            row = rows.dependency_row(dependency, self._opener("alternatives", dependency.id))
            self.dependencies.addWidget(row)
        if len(gravest) > DEPENDENCIES_SHOWN:
            text = tr("All {count} dependencies").format(count=f"{len(gravest):,}")
            self.dependencies.addWidget(button(text, self._opener("dependencies"), role="link"))
        if not gravest:
            self.dependencies.addWidget(PlainLabel(tr("None."), "muted"))

    def _fill_licences(self, assessment: Assessment) -> None:
        clear(self.licences)
        names = {licence.id: licence.name for licence in assessment.licences}
        by_licence: dict[str, list[DutyState]] = {}
        for duty in assessment.duties:
            by_licence.setdefault(duty.licence, []).append(duty)
        for licence, duties in by_licence.items():
            self._fill_licence(licence, names.get(licence, licence), duties)
        if not assessment.duties:
            self.licences.addWidget(PlainLabel(tr("No licence duty follows from what was found."), "muted"))

    def _fill_licence(self, licence: str, name: str, duties: Sequence[DutyState]) -> None:
        """What a scan can tell comes first; what none can see is folded away, counted."""
        self.licences.addSpacing(SPACE)
        self.licences.addWidget(button(name, self._opener("licences", licence), role="link"))
        hidden = []
        for duty in duties:
            row = rows.duty_row(duty, self._duty_opener(duty))
            if duty.state == _CANNOT_BE_SEEN:
                hidden.append(row)
            else:
                self.licences.addWidget(row)
        many = tr("{count} duties that no scan can see", "", len(hidden))
        told = several(len(hidden), tr("1 duty that no scan can see"), many)
        self.licences.addWidget(Fold(told, hidden))

    def _duty_opener(self, duty: DutyState) -> Callable[[], None]:
        return lambda: self._show_ids(duty.finding_ids, duty.text)

    def _put_coverage(self, at: int) -> None:
        """Where nothing was found, what was looked at is the news."""
        self._body.removeWidget(self._pair)
        self._body.insertWidget(at, self._pair)

    def _fill_coverage(self, assessment: Assessment) -> None:
        clear(self.coverage)
        stats, summary = assessment.stats, assessment.summary
        skipped, cleared = self._opener("ledger", "skipped"), self._opener("ledger", "cleared")
        for figure, label, follow in (
            (
                tr("{read} of {seen}").format(read=f"{stats.files_read:,}", seen=f"{stats.files_seen:,}"),
                tr("files read"),
                skipped,
            ),
            (_size(stats.bytes_read), tr("of text read"), None),
            (f"{stats.candidate_files:,}", tr("files with a word worth a closer look"), None),
            (f"{stats.pruned_files:,}", tr("files in folders that were not entered"), skipped),
            (f"{summary.cleared:,}", tr("places looked at and cleared"), cleared),
            (f"{summary.skipped:,}", _unread(summary.skipped), skipped),
        ):
            self.coverage.addWidget(rows.figure_row(figure, label, follow))
        rules = [(shown(each.why or each.rule, 160), each.count) for each in cleared_rules(assessment)]
        self._fold_figures(tr("Cleared, by rule"), rules, cleared)
        reasons = [(reason.value, len(found)) for reason, found in skips_by_reason(assessment.skipped)]
        self._fold_figures(tr("Not read, by reason"), reasons, skipped)

    def _fold_figures(
        self, heading: str, found: Sequence[tuple[str, int]], follow: Callable[[], object]
    ) -> None:
        figures = [rows.figure_row(f"{count:,}", text, follow) for text, count in found]
        self.coverage.addWidget(Fold(heading, figures))

    # --- following ---

    def _follow(self, key: str) -> None:
        """Lead from an area of a chart to its rows."""
        kind, _, value = key.partition(":")
        if kind == "status":
            self.findings_wanted.emit(FindingFilter(statuses=frozenset({value})))
        elif kind == "context":
            self.findings_wanted.emit(FindingFilter(contexts=frozenset({value})))
        elif kind == "dependency":
            self.page_wanted.emit("alternatives", value)
        elif kind == "day":
            self.head_card.show_day(value)
        elif kind == "event":
            self._show_event(value)
        elif kind == "what-if":
            self.ways.show_waiting()
            self.area.ensureWidgetVisible(self.ways, 0, 40)

    def _show_event(self, identifier: str) -> None:
        widget = self._event_rows.get(identifier)
        if widget:
            if widget.isHidden() or not widget.isVisible():
                self._older.set_open(True)
            self.area.ensureWidgetVisible(widget, 0, 120)
            widget.setFocus()


def _legend(horizon: bool, imagined: bool) -> str:
    told = [tr("Above the line: Llama and Muse, dated facts. Below: ends of what this project uses.")]
    if horizon:
        told.append(tr("Band: the chosen horizon."))
    if imagined:
        told.append(tr("Dashed and hollow: a what-if, no fact."))
    told.append(tr("Earlier events are in the list. Arrow keys walk the marks, Return follows one."))
    return " ".join(told)


def _nothing(width: float) -> Drawing:
    return Drawing(width, 12, tr("Nothing yet."), ())


def _size(octets: int) -> str:
    return f"{octets / 1_000_000:,.1f} MB" if octets >= 100_000 else f"{octets / 1000:,.1f} kB"


def _unread(number: int) -> str:
    if number == 1:
        return tr("place not read, or not to its end")
    return tr("places not read, or not to their end", "", number)


def _of(part: int, total: int) -> str:
    return tr("{part} of {total}").format(part=f"{part:,}", total=f"{total:,}")
