"""The risk report: what depends on Llama, how bad it is, what happened when, and what was looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from advisor.core.assessment import Assessment, Dependency, DutyState, Reason
from advisor.core.findings import Verdict
from advisor.core.kinds import Status
from advisor.core.knowledge import OutlookEvent, Source
from advisor.gui.canvas import Canvas
from advisor.gui.filters import FindingFilter
from advisor.gui.links import open_source, openable
from advisor.gui.pages.base import Page
from advisor.gui.plain import PlainLabel, shown
from advisor.gui.qt import QFontMetrics, QGridLayout, QHBoxLayout, Qt, QVBoxLayout, QWidget
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Body, Card, Pill, RowButton, Tile, button, clear, column, line, rule, scrolled
from advisor.report import drawing
from advisor.report.drawing import LEVEL_TONES, STATUS_TONES, Drawing, Tone
from advisor.report.wording import (
    cleared_rules,
    counted,
    disclaimer,
    points,
    skips_by_reason,
    source_words,
    sources_words,
    verdict_words,
)

DEPENDENCIES_SHOWN = 12
DUTIES_SHOWN = 40
REASONS_SHOWN = 8
_DUTY_TONES = {"met": Tone.SERVED, "not seen": Tone.DEAD, "cannot be seen": Tone.UNKNOWN}
_TILES = (
    (Status.DEAD, "already dead"),
    (Status.ENDS, "with an end announced"),
    (Status.SERVED, "still served"),
    (Status.YOURS, "in your own hands"),
    (Status.UNKNOWN, "not known"),
)


class ReportPage(Page):
    """The page one shows the boss. Every number leads to its rows."""

    name = "report"
    title = "Risk report"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._event_rows: dict[str, QWidget] = {}
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.heading.hide()
        body = Body()
        self._body = column(body, gap=2 * SPACE)
        self._body.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
        self._build_hero()
        self._build_risk()
        self._build_outlook()
        self.dependencies = self._card("Dependencies, gravest first")
        self.licences = self._card("Licence duties")
        self.coverage = self._card("What was looked at")
        self._footer = PlainLabel("", "small", wrap=True)
        self._body.addWidget(self._footer)
        self._body.addStretch()
        self.area = scrolled(body, "Risk report")
        self.outer.addWidget(self.area)

    def _card(self, heading: str) -> QVBoxLayout:
        card = Card(heading)
        rows = column(gap=2)
        card.body.addLayout(rows)
        self._body.addWidget(card)
        return rows

    def _build_hero(self) -> None:
        card = Card()
        self.verdict = PlainLabel("", "hero", wrap=True).selectable()
        self.aside = PlainLabel("", "muted", wrap=True)
        self.strip = Canvas(_nothing, "Places by verdict")
        self.strip.activated.connect(self._follow)
        card.body.addWidget(self.verdict)
        card.body.addWidget(self.aside)
        card.body.addSpacing(SPACE // 2)
        card.body.addWidget(self.strip)
        self.tiles: dict[Status, Tile] = {}
        row = line(gap=SPACE)
        for status, label in _TILES:
            self.tiles[status] = Tile(label, self._status_opener(status), STATUS_TONES[status])
            row.addWidget(self.tiles[status])
        card.body.addLayout(row)
        self._body.addWidget(card)

    def _status_opener(self, status: Status) -> Callable[[], None]:
        return lambda: self.findings_wanted.emit(FindingFilter(statuses=frozenset({status.value})))

    def _build_risk(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(2 * SPACE)
        self.risk_card = Card("Risk of staying", "dependencies by likelihood and impact")
        self.matrix = Canvas(_nothing, "Risk matrix")
        self.matrix.activated.connect(self._follow)
        self.risk_card.body.addWidget(self.matrix)
        self.risk_card.body.addStretch()
        right = Card("Why")
        self.level = Pill("", Tone.UNKNOWN)
        right.head.addWidget(self.level)
        self.reasons = column(gap=2)
        right.body.addLayout(self.reasons)
        right.body.addWidget(rule())
        right.body.addWidget(PlainLabel("Where the places are", "heading"))
        self.exposure = Canvas(_nothing, "Places by part of the project")
        self.exposure.activated.connect(self._follow)
        right.body.addWidget(self.exposure)
        right.body.addStretch()
        pair.addWidget(self.risk_card, 1)
        pair.addWidget(right, 1)
        self._body.addLayout(pair)

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

    # --- filling ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill the page anew."""
        self._assessment = assessment
        summary = assessment.summary
        self.verdict.setText(shown(summary.sentence))
        self.aside.setText(_aside(assessment))
        self.strip.set_source(lambda width: drawing.status_strip(summary, width))
        for status, tile in self.tiles.items():
            tile.set_number(f"{summary.by_status.get(status, 0):,}")
        dependencies, table = assessment.dependencies, assessment.risk_table
        self.matrix.set_source(lambda width: drawing.risk_matrix(dependencies, width, table))
        self.exposure.set_source(lambda width: drawing.exposure(assessment, width))
        self.level.set(f"{assessment.risk.level} risk", LEVEL_TONES[assessment.risk.level])
        self._fill_reasons(assessment.risk.reasons)
        self._fill_outlook(assessment)
        self._fill_dependencies(assessment)
        self._fill_licences(assessment)
        self._fill_coverage(assessment)
        self._footer.setText(disclaimer(assessment))

    def retouch(self) -> None:
        """Numbers carry colours of their own."""
        if self._assessment:
            self.show_assessment(self._assessment)

    def _fill_reasons(self, reasons: tuple[Reason, ...]) -> None:
        clear(self.reasons)
        for reason in reasons[:REASONS_SHOWN]:
            self.reasons.addWidget(self._reason_row(reason))
        if not reasons:
            self.reasons.addWidget(PlainLabel("Nothing that depends on Llama was found.", "muted"))

    def _reason_row(self, reason: Reason) -> QWidget:
        row = RowButton(reason.text, lambda: self._show_ids(reason.finding_ids, reason.text))
        row.add(PlainLabel(shown(reason.text), wrap=True), 1)
        if reason.points is not None:
            row.add(PlainLabel(f"{reason.points:+g}", "strong"))
        row.setEnabled(bool(reason.finding_ids))
        return row

    def _show_ids(self, ids: tuple[str, ...], label: str) -> None:
        if ids:
            self.findings_wanted.emit(FindingFilter(ids=frozenset(ids), label=label))

    def _fill_outlook(self, assessment: Assessment) -> None:
        self.outlook.setText(shown(assessment.outlook.sentence, 1500))
        self.timeline.set_source(lambda width: drawing.timeline(assessment, width))
        clear(self.events)
        self._event_rows = {event.id: _event_row(event) for event in reversed(assessment.outlook.events)}
        for row in self._event_rows.values():
            self.events.addWidget(row)
        for unknown in assessment.outlook.unknown:
            self.events.addWidget(_unknown_row(unknown))

    def _fill_dependencies(self, assessment: Assessment) -> None:
        clear(self.dependencies)
        gravest = sorted(assessment.dependencies, key=lambda each: -each.risk.score)
        for dependency in gravest[:DEPENDENCIES_SHOWN]:
            self.dependencies.addWidget(self._dependency_row(dependency))
        rest = len(gravest) - DEPENDENCIES_SHOWN
        if rest > 0:
            everything = button(
                f"All {len(gravest)} dependencies",
                lambda: self.page_wanted.emit("alternatives", ""),
                role="link",
            )
            self.dependencies.addWidget(everything)
        if not gravest:
            self.dependencies.addWidget(PlainLabel("None.", "muted"))

    def _dependency_row(self, dependency: Dependency) -> QWidget:
        row = RowButton(
            f"{dependency.title}: {verdict_words(dependency.verdict)}",
            lambda: self.page_wanted.emit("alternatives", dependency.id),
        )
        row.add(PlainLabel(shown(dependency.title, 120), "strong"), 1)
        row.add(PlainLabel(counted(len(dependency.finding_ids), "place"), "muted"))
        row.add(PlainLabel(f"effort {points(dependency.effort_points)}", "muted"))
        row.add(Pill(f"{dependency.risk.level} risk", LEVEL_TONES[dependency.risk.level]))
        row.add(_verdict_pill(dependency.verdict))
        return row

    def _fill_licences(self, assessment: Assessment) -> None:
        clear(self.licences)
        names = {licence.id: licence.name for licence in assessment.licences}
        for conflict in assessment.conflicts:
            self.licences.addWidget(self._conflict_row(conflict))
        current = ""
        for duty in assessment.duties[:DUTIES_SHOWN]:
            if duty.licence != current:
                current = duty.licence
                self.licences.addSpacing(SPACE // 2)
                self.licences.addWidget(PlainLabel(shown(names.get(current, current)), "label"))
            self.licences.addWidget(self._duty_row(duty))
        for question in assessment.questions:
            self.licences.addWidget(self._question_row(question))
        if not assessment.duties and not assessment.conflicts:
            self.licences.addWidget(PlainLabel("No licence duty follows from what was found.", "muted"))

    def _conflict_row(self, conflict: Reason) -> QWidget:
        row = RowButton(conflict.text, lambda: self._show_ids(conflict.finding_ids, conflict.text))
        row.add(Pill("conflict", Tone.DEAD))
        row.add(PlainLabel(shown(conflict.text), wrap=True), 1)
        return row

    def _question_row(self, question: Reason) -> QWidget:
        row = RowButton(question.text, lambda: self._show_ids(question.finding_ids, question.text))
        row.add(Pill("to answer", Tone.YOURS))
        row.add(PlainLabel(shown(question.text), wrap=True), 1)
        return row

    def _duty_row(self, duty: DutyState) -> QWidget:
        row = RowButton(f"{duty.state}: {duty.text}", lambda: self._show_ids(duty.finding_ids, duty.text))
        pill = Pill(duty.state, _DUTY_TONES.get(duty.state, Tone.UNKNOWN))
        pill.setMinimumWidth(112)
        row.add(pill)
        texts = column(gap=0)
        for text, role in ((duty.text, ""), (duty.ends, "small")):
            if text:
                label = PlainLabel(shown(text), role, wrap=True)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                texts.addWidget(label)
        row.inner.addLayout(texts, 1)
        if duty.section:
            row.add(PlainLabel(shown(duty.section, 24), "small"))
        return row

    def _fill_coverage(self, assessment: Assessment) -> None:
        clear(self.coverage)
        stats = assessment.stats
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(2)
        rows = [
            (f"{stats.files_read:,} of {stats.files_seen:,}", "files read", None),
            (_megabytes(stats.bytes_read), "of text sifted", None),
            (f"{stats.candidate_files:,}", "files with a word worth a closer look", None),
            (f"{stats.pruned_files:,}", "files in folders that were not entered", "skipped"),
            (f"{assessment.summary.cleared:,}", "places looked at and cleared", "cleared"),
            (f"{assessment.summary.skipped:,}", "places not read, or not to their end", "skipped"),
        ]
        for number, (figure, label, where) in enumerate(rows):
            grid.addWidget(self._figure(figure, label, where), number // 2, number % 2)
        self.coverage.addLayout(grid)
        self._fill_ledgers(assessment)

    def _figure(self, figure: str, label: str, where: str | None) -> QWidget:
        row = RowButton(f"{figure} {label}", lambda: self.page_wanted.emit("ledger", where or ""))
        number = PlainLabel(figure, "strong")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setMinimumWidth(QFontMetrics(THEME.font(bold=True)).horizontalAdvance("00,000 of 00"))
        row.add(number)
        row.add(PlainLabel(label, "muted"), 1)
        row.setEnabled(where is not None)
        return row

    def _fill_ledgers(self, assessment: Assessment) -> None:
        groups = (
            (
                "Cleared, by rule",
                "cleared",
                [(rule.why or rule.rule, rule.count) for rule in cleared_rules(assessment)[:5]],
            ),
            (
                "Not read, by reason",
                "skipped",
                [(reason.value, len(rows)) for reason, rows in skips_by_reason(assessment.skipped)[:5]],
            ),
        )
        for heading, where, found in groups:
            if not found:
                continue
            self.coverage.addSpacing(SPACE // 2)
            self.coverage.addWidget(PlainLabel(heading, "label"))
            for text, count in found:
                self.coverage.addWidget(self._figure(f"{count:,}", shown(text, 160), where))

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
        elif kind == "cell":
            self._follow_cell(value)
        elif kind == "event":
            self._show_event(value)

    def _follow_cell(self, value: str) -> None:
        assert self._assessment is not None
        likelihood, impact = (int(part) for part in value.split(","))
        inside = [
            each
            for each in self._assessment.dependencies
            if (each.risk.likelihood, each.risk.impact) == (likelihood, impact)
        ]
        if len(inside) == 1:
            self.page_wanted.emit("alternatives", inside[0].id)
            return
        ids = frozenset(finding for each in inside for finding in each.finding_ids)
        self.findings_wanted.emit(FindingFilter(ids=ids, label=f"likelihood {likelihood}, impact {impact}"))

    def _show_event(self, identifier: str) -> None:
        widget = self._event_rows.get(identifier)
        if widget:
            self.area.ensureWidgetVisible(widget, 0, 120)
            widget.setFocus()


def _nothing(width: float) -> Drawing:
    return Drawing(width, 12, "Nothing yet.", ())


def _aside(assessment: Assessment) -> str:
    summary = assessment.summary
    parts = [
        counted(summary.findings, "place") + " in " + counted(summary.files, "file"),
        counted(summary.dependencies, "dependency", "dependencies"),
        f"{points(summary.effort_points)} effort points to move",
    ]
    if summary.next_end:
        parts.append(f"next end {summary.next_end}")
    if assessment.projected:
        parts.append(f"projected from facts of {assessment.catalog.as_of}")
    if assessment.partial:
        parts.insert(0, "partial: the scan was cancelled")
    return " · ".join(parts)


def _verdict_pill(verdict: Verdict) -> Pill:
    pill = Pill(verdict_words(verdict), STATUS_TONES[verdict.status])
    pill.setToolTip("")
    return pill


def _event_row(event: OutlookEvent) -> QWidget:
    row = QWidget()
    row.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    row.setAccessibleName(f"{event.on}: {event.title}. {event.text}")
    inner = line(row, gap=SPACE + 4)
    inner.setContentsMargins(8, 6, 8, 6)
    inner.addWidget(_day_label(str(event.on)), 0, Qt.AlignmentFlag.AlignTop)
    pill = _event_pill(event.kind, drawing.event_tone(event.kind))
    inner.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
    texts = column(gap=1)
    texts.addWidget(PlainLabel(shown(event.title), "strong", wrap=True))
    if event.text:
        texts.addWidget(PlainLabel(shown(event.text), wrap=True))
    texts.addWidget(PlainLabel("Source: " + sources_words(event.sources), "small", wrap=True).selectable())
    inner.addLayout(texts, 1)
    for source in event.sources[:1]:
        inner.addWidget(_source_button(source), 0, Qt.AlignmentFlag.AlignTop)
    return row


def _source_button(source: Source) -> QWidget:
    link = button("Open", lambda: open_source(source.ref), role="link", name=f"Open source {source.ref}")
    link.setVisible(openable(source.ref))
    return link


def _unknown_row(text: str) -> QWidget:
    row = QWidget()
    inner = line(row, gap=SPACE + 4)
    inner.setContentsMargins(8, 6, 8, 6)
    inner.addWidget(_day_label(""), 0, Qt.AlignmentFlag.AlignTop)
    inner.addWidget(_event_pill("not known", Tone.UNKNOWN), 0, Qt.AlignmentFlag.AlignTop)
    inner.addWidget(PlainLabel(shown(text), wrap=True), 1)
    return row


def _day_label(text: str) -> PlainLabel:
    label = PlainLabel(text, "strong")
    label.setFixedWidth(QFontMetrics(THEME.font(bold=True)).horizontalAdvance("0000-00-000"))
    return label


def _event_pill(text: str, tone: Tone) -> Pill:
    pill = Pill(text, tone)
    pill.setMinimumWidth(QFontMetrics(THEME.font(bold=True)).horizontalAdvance("open-weights") + 2 * SPACE)
    return pill


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else f"{size / 1000:,.1f} kB"


def verdict_lines(verdict: Verdict | None) -> list[tuple[str, str]]:
    """The verdict as label and text, for a detail pane: what, since or until when, why, where it stands."""
    if verdict is None:
        return [("Verdict", "Not judged yet: verdicts come when the scan is done.")]
    lines = [("Verdict", verdict_words(verdict)), ("Why", verdict.why)]
    if verdict.replacement:
        lines.append(("The host names", verdict.replacement))
    lines.append(("Source", source_words(verdict.source, verdict.read_on)))
    return [(label, text) for label, text in lines if text]


def as_of_words(day: date, today: date) -> str:
    """`2026-11-24 (today)` or the date alone."""
    return f"{day} (today)" if day == today else str(day)
