"""The risk report: what depends on Llama, how bad it is, what happened when, and what was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from advisor.core.assessment import Assessment, DutyState
from advisor.core.kinds import Status
from advisor.core.swap import Category
from advisor.gui.canvas import Canvas
from advisor.gui.filters import FindingFilter
from advisor.gui.finding_rows import STATUS_LABELS
from advisor.gui.pages import report_rows as rows
from advisor.gui.pages.base import Page
from advisor.gui.pages.report_questions import QuestionsCard
from advisor.gui.pages.report_risk import RiskSection
from advisor.gui.pages.report_ways import WaysCard
from advisor.gui.plain import PlainLabel, effort_words, shown
from advisor.gui.qt import QHBoxLayout, QTimer, QVBoxLayout, QWidget, Signal
from advisor.gui.theme import SPACE
from advisor.gui.widgets import (
    Body,
    Card,
    FlowLayout,
    Fold,
    Pill,
    Tile,
    button,
    clear,
    column,
    line,
    rule,
    scrolled,
)
from advisor.report import drawing
from advisor.report.drawing import STATUS_TONES, Drawing, Tone
from advisor.report.wording import (
    cleared_rules,
    counted,
    disclaimer,
    effort_scale,
    policy_words,
    skips_by_reason,
)

DEPENDENCIES_SHOWN = 10
EVENTS_SHOWN = 5
FILL_PAUSE_MS = 10
_CANNOT_BE_SEEN = "cannot be seen"


class ReportPage(Page):
    """The page one shows the boss. Every number leads to its rows.

    Signals:
        answered(str, object): the field of the policy and what the user says of it.
    """

    answered = Signal(str, object)

    name = "report"
    title = "Risk report"

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
        self._build_hero()
        self._build_judgement()
        self._build_outlook()
        self.dependencies = self._card("Dependencies, gravest first")
        self.licences = self._card("Licence duties")
        self._build_coverage()
        self._footer = PlainLabel("", "small", wrap=True)
        self._body.addWidget(self._footer)
        self._body.addStretch()
        self.area = scrolled(body, "Risk report")
        self.outer.addWidget(self.area)

    def _card(self, heading: str) -> QVBoxLayout:
        card = Card(heading)
        content = column(gap=2)
        card.body.addLayout(content)
        self._body.addWidget(card)
        return content

    def _build_hero(self) -> None:
        card = Card()
        self.verdict = PlainLabel("", "hero", wrap=True).selectable()
        facts = QWidget()
        self.facts = FlowLayout(facts, gap=2 * SPACE)
        self.strip = Canvas(_nothing, "Places by verdict")
        self.strip.activated.connect(self._follow)
        card.body.addWidget(self.verdict)
        card.body.addWidget(facts)
        self.policy = PlainLabel("", "small", wrap=True)
        card.body.addWidget(self.policy)
        card.body.addSpacing(SPACE // 2)
        card.body.addWidget(self.strip)
        self.tiles: dict[Status, Tile] = {}
        row = line(gap=SPACE)
        for status, label in STATUS_LABELS.items():
            self.tiles[status] = Tile(label, self._status_opener(status), STATUS_TONES[status])
            row.addWidget(self.tiles[status])
        card.body.addLayout(row)
        self._body.addWidget(card)

    def _status_opener(self, status: Status) -> Callable[[], None]:
        return lambda: self.findings_wanted.emit(FindingFilter(statuses=frozenset({status.value})))

    def _build_judgement(self) -> None:
        """Risk, the ways on, conflicts and questions: each a part of its own."""
        self.risk = RiskSection(self)
        self.matrix, self.level = self.risk.matrix, self.risk.level
        self.risk.horizon_chosen.connect(self._follow_horizon)
        self.ways = WaysCard(self)
        self.questions = QuestionsCard(self)
        self.questions.answered.connect(self.answered)
        for part in (self.risk, self.ways, self.questions):
            self._body.addWidget(part)

    def _follow_horizon(self) -> None:
        if self._assessment and not self._rest:
            self._fill_dependencies(self._assessment)

    def _build_outlook(self) -> None:
        card = Card("Outlook")
        self.outlook = PlainLabel("", wrap=True)
        self.timeline = Canvas(_nothing, "Timeline of the Llama and Muse lines")
        self.timeline.activated.connect(self._follow)
        self.events = column(gap=0)
        card.body.addWidget(self.outlook)
        card.body.addSpacing(SPACE)
        card.body.addWidget(self.timeline)
        card.body.addWidget(rule())
        card.body.addLayout(self.events)
        self._body.addWidget(card)

    def _build_coverage(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(2 * SPACE)
        left = Card("Where the places are")
        self.exposure = Canvas(_nothing, "Places by part of the project")
        self.exposure.activated.connect(self._follow)
        left.body.addWidget(self.exposure)
        left.body.addStretch()
        right = Card("What was looked at")
        self.coverage = column(gap=0)
        right.body.addLayout(self.coverage)
        right.body.addStretch()
        pair.addWidget(left, 1)
        pair.addWidget(right, 1)
        self._body.addLayout(pair)

    # --- filling ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill the page anew."""
        self._assessment = assessment
        summary = assessment.summary
        self.verdict.setText(shown(summary.sentence[:1].upper() + summary.sentence[1:]))
        self.strip.setVisible(bool(summary.findings))
        self.strip.set_source(lambda width: drawing.status_strip(summary, width))
        for status, tile in self.tiles.items():
            tile.set_number(f"{summary.by_status.get(status, 0):,}")
            tile.setVisible(bool(summary.findings))
            tile.setEnabled(summary.by_status.get(status, 0) > 0)
        self.exposure.set_source(lambda width: drawing.exposure(assessment, width))
        self._fill_facts(assessment)
        self.risk.show_assessment(assessment)
        self._footer.setText(disclaimer(assessment))
        self._rest = [
            self.ways.show_assessment,
            self.questions.show_assessment,
            self._fill_outlook,
            self._fill_dependencies,
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

    def focus_content(self) -> None:
        """Into the page, so that its keys scroll it."""
        self.area.setFocus()

    def retouch(self) -> None:
        """Numbers carry colours of their own."""
        if self._assessment:
            self.show_assessment(self._assessment)

    def _fill_facts(self, assessment: Assessment) -> None:
        clear(self.facts)
        summary = assessment.summary
        for told, tone in _states(assessment):
            self.facts.addWidget(Pill(told, tone))
        self._fact(counted(summary.findings, "place"), lambda: self.findings_wanted.emit(FindingFilter()))
        dependencies = counted(summary.dependencies, "dependency", "dependencies")
        self._fact(dependencies, self._opener("alternatives"))
        for told in (f"{effort_words(summary.effort_points)} effort points to move", _hours(assessment)):
            if told:
                self._fact(told, self._opener("checklist"), effort_scale(assessment))
        if summary.next_end:
            self._fact(f"next end {summary.next_end}", self._end_opener(summary.next_end))
        for told in rows.settings_words(assessment):
            self._fact(told, self._opener("ledger", "suppressed"))
        self.policy.setText(shown(policy_words(assessment.policy), 600))
        self.policy.setVisible(bool(self.policy.text()))

    def _fact(self, text: str, follow: Callable[[], object], tip: str = "") -> None:
        self.facts.addWidget(button(text, follow, role="link", tip=tip))

    def _end_opener(self, day: date) -> Callable[[], None]:
        findings = self._assessment.findings if self._assessment else ()
        ids = [each.id for each in findings if each.verdict and each.verdict.date == day]
        return lambda: self._show_ids(ids, f"ends {day}")

    def _opener(self, page: str, what: str = "") -> Callable[[], None]:
        return lambda: self.page_wanted.emit(page, what)

    def _show_ids(self, ids: Sequence[str], label: str) -> None:
        self.findings_wanted.emit(FindingFilter(ids=frozenset(ids), label=label))

    def _fill_outlook(self, assessment: Assessment) -> None:
        outlook = assessment.outlook
        self.outlook.setText(shown(outlook.sentence, 1500))
        self.timeline.set_source(lambda width: drawing.timeline(assessment, width))
        clear(self.events)
        self._event_rows = {event.id: rows.event_row(event) for event in reversed(outlook.events)}
        latest = list(self._event_rows.values())
        for row in latest[:EVENTS_SHOWN]:
            self.events.addWidget(row)
        for unknown in outlook.unknown:
            self.events.addWidget(rows.unknown_row(unknown))
        self._older = Fold(f"{counted(len(latest) - EVENTS_SHOWN, 'older event')}", latest[EVENTS_SHOWN:])
        self.events.addWidget(self._older)

    def _fill_dependencies(self, assessment: Assessment) -> None:
        clear(self.dependencies)
        gravest = sorted(self.risk.at(), key=lambda each: -each.risk.score)
        for dependency in gravest[:DEPENDENCIES_SHOWN]:
            row = rows.dependency_row(dependency, self._opener("alternatives", dependency.id))
            self.dependencies.addWidget(row)
        if len(gravest) > DEPENDENCIES_SHOWN:
            text = f"All {len(gravest):,} dependencies"
            self.dependencies.addWidget(button(text, self._opener("alternatives"), role="link"))
        if not gravest:
            self.dependencies.addWidget(PlainLabel("None.", "muted"))

    def _fill_licences(self, assessment: Assessment) -> None:
        clear(self.licences)
        names = {licence.id: licence.name for licence in assessment.licences}
        by_licence: dict[str, list[DutyState]] = {}
        for duty in assessment.duties:
            by_licence.setdefault(duty.licence, []).append(duty)
        for licence, duties in by_licence.items():
            self._fill_licence(names.get(licence, licence), duties)
        if not assessment.duties:
            self.licences.addWidget(PlainLabel("No licence duty follows from what was found.", "muted"))

    def _fill_licence(self, name: str, duties: Sequence[DutyState]) -> None:
        """What a scan can tell comes first; what none can see is folded away, counted."""
        self.licences.addSpacing(SPACE)
        self.licences.addWidget(PlainLabel(shown(name), "label"))
        hidden = []
        for duty in duties:
            row = rows.duty_row(duty, self._duty_opener(duty))
            if duty.state == _CANNOT_BE_SEEN:
                hidden.append(row)
            else:
                self.licences.addWidget(row)
        told = counted(len(hidden), "duty", "duties") + " that no scan can see"
        self.licences.addWidget(Fold(told, hidden))

    def _duty_opener(self, duty: DutyState) -> Callable[[], None]:
        return lambda: self._show_ids(duty.finding_ids, duty.text)

    def _fill_coverage(self, assessment: Assessment) -> None:
        clear(self.coverage)
        stats, summary = assessment.stats, assessment.summary
        skipped, cleared = self._opener("ledger", "skipped"), self._opener("ledger", "cleared")
        for figure, label, follow in (
            (f"{stats.files_read:,} of {stats.files_seen:,}", "files read", skipped),
            (_size(stats.bytes_read), "of text read", None),
            (f"{stats.candidate_files:,}", "files with a word worth a closer look", None),
            (f"{stats.pruned_files:,}", "files in folders that were not entered", skipped),
            (f"{summary.cleared:,}", "places looked at and cleared", cleared),
            (f"{summary.skipped:,}", "places not read, or not to their end", skipped),
        ):
            self.coverage.addWidget(rows.figure_row(figure, label, follow))
        rules = [(shown(each.why or each.rule, 160), each.count) for each in cleared_rules(assessment)]
        self._fold_figures("Cleared, by rule", rules, cleared)
        reasons = [(reason.value, len(found)) for reason, found in skips_by_reason(assessment.skipped)]
        self._fold_figures("Not read, by reason", reasons, skipped)

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


def _partial_words(assessment: Assessment) -> str:
    stats = assessment.stats
    return f"partial: {stats.files_read:,} of {stats.files_seen:,} files read"


def _states(assessment: Assessment) -> Iterator[tuple[str, Tone]]:
    """What must be known before any number is read."""
    if assessment.partial:
        yield _partial_words(assessment), Tone.ENDS
    if assessment.projected:
        yield f"projected from facts of {assessment.catalog.as_of}", Tone.UNKNOWN
    for day in assessment.policy.what_if.values():
        yield f"what-if, no fact: an open Muse on {day}", Tone.ENDS


def _hours(assessment: Assessment) -> str:
    """`310 to 1,240 hours assumed: 17 mandatory, 2 optional`; empty where nothing is estimated."""
    told = [each.estimate for each in assessment.dependencies if each.estimate is not None]
    if not told:
        return ""
    low, high = sum(each.hours_low for each in told), sum(each.hours_high for each in told)
    by_category = Counter(each.category for each in told)
    parts = ", ".join(f"{by_category[each]} {each}" for each in Category if by_category[each])
    return f"{low:,.0f} to {high:,.0f} hours assumed: {parts}"


def _nothing(width: float) -> Drawing:
    return Drawing(width, 12, "Nothing yet.", ())


def _size(octets: int) -> str:
    return f"{octets / 1_000_000:,.1f} MB" if octets >= 100_000 else f"{octets / 1000:,.1f} kB"
