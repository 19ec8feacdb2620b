"""The head of the report: the verdict, the four numbers a decision rests on with their why, all counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from advisor.core.assessment import Assessment
from advisor.core.kinds import Status
from advisor.core.swap import Category
from advisor.gui.canvas import Canvas
from advisor.gui.filters import FindingFilter
from advisor.gui.finding_rows import STATUS_LABELS
from advisor.gui.flow import FlowLayout
from advisor.gui.known import known
from advisor.gui.pages import report_rows as rows
from advisor.gui.pages.base import Page
from advisor.gui.pages.report_glance import Count, Glances, Told
from advisor.gui.plain import PlainLabel, effort_words, shown, tr
from advisor.gui.qt import QApplication, QSizePolicy, QTimer, QWidget
from advisor.gui.speech import announce
from advisor.gui.stacking import Stacking
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Card, Pill, button, clear
from advisor.report import drawing
from advisor.report.brief import brief
from advisor.report.digest import broken_words
from advisor.report.drawing import LEVEL_TONES, STATUS_TONES, Drawing, Tone
from advisor.report.wording import counted, effort_scale, policy_words, source_words, verdict_words

WHY_SHOWN = 5
_COPIED_MS = 2500
_VERDICT_AND_BUTTON = 75
"""Letters: in less room the button stands below the verdict."""


class HeadCard(Card):
    """What a reader learns in one glance; each number leads to its rows and says why."""

    def __init__(self, home: Page, show_risk: Callable[[], None]) -> None:
        super().__init__()
        self._home = home
        self._assessment: Assessment | None = None
        self._build_verdict()
        self.glances = Glances()
        for key, label, follow in (
            ("risk", tr("risk of staying"), show_risk),
            ("broken", tr("broken now"), self._show_broken),
            ("next", tr("next known end"), self._show_next),
            ("effort", tr("to move"), self._opener("checklist")),
        ):
            self.glances.add(key, label, follow)
        self.body.addWidget(self.glances)
        self._build_counts()

    def _build_verdict(self) -> None:
        top = Stacking(_VERDICT_AND_BUTTON)
        self.verdict = PlainLabel("", "hero", wrap=True).selectable()
        self.copy = button(tr("Copy summary"), self._copy)
        self.copy.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        top.inner.addWidget(self.verdict, 1)
        top.inner.addWidget(self.copy)
        self.body.addWidget(top)
        facts = QWidget()
        self.facts = FlowLayout(facts, gap=2 * SPACE)
        self.body.addWidget(facts)
        self.policy = PlainLabel("", "small", wrap=True)
        self.body.addWidget(self.policy)

    def _build_counts(self) -> None:
        """One bar of all places, and under it the same in words."""
        self.strip = Canvas(_nothing, tr("Places by verdict"))
        self.body.addWidget(self.strip)
        holder = QWidget()
        flow = FlowLayout(holder, gap=SPACE)
        self.tiles: dict[Status, Count] = {}
        for status, label in STATUS_LABELS.items():
            self.tiles[status] = Count(tr(label), self._status_opener(status), STATUS_TONES[status])
            flow.addWidget(self.tiles[status])
        self._counts = holder
        self.body.addWidget(holder)

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill the head anew; the why that is open stays open."""
        self._assessment = assessment
        summary, found = assessment.summary, bool(assessment.summary.findings)
        self.verdict.setText(shown(summary.sentence[:1].upper() + summary.sentence[1:]))
        for part in (self.glances, self.strip, self._counts):
            part.setVisible(found)
        self.strip.set_source(lambda width: drawing.status_strip(summary, width))
        for status, tile in self.tiles.items():
            number = summary.by_status.get(status, 0)
            tile.set_number(f"{number:,}")
            tile.setEnabled(number > 0)
        self._fill_facts(assessment)
        self._fill_glances(assessment)

    def _fill_facts(self, assessment: Assessment) -> None:
        clear(self.facts)
        summary = assessment.summary
        for told, tone in _states(assessment):
            self.facts.addWidget(Pill(told, tone))
        if not summary.findings:
            self._fill_settings(assessment)
            return
        every = counted(summary.findings, "place")
        self._fact(every, lambda: self._home.findings_wanted.emit(FindingFilter()))
        self._fact(counted(summary.dependencies, "dependency", "dependencies"), self._opener("dependencies"))
        points = tr("{points} effort points to move").format(points=effort_words(summary.effort_points))
        self._fact(points, self._opener("checklist"), effort_scale(assessment))
        if assessment.conflicts:
            conflicts = counted(len(assessment.conflicts), "licence conflict")
            self._fact(conflicts, self._opener("licences"))
        self._fill_settings(assessment)

    def _fill_settings(self, assessment: Assessment) -> None:
        for told in rows.settings_words(assessment):
            self._fact(told, self._opener("ledger", "suppressed"))
        self.policy.setText(shown(policy_words(assessment.policy), 600))
        self.policy.setVisible(bool(self.policy.text()))

    def _fact(self, text: str, follow: Callable[[], object], tip: str = "") -> None:
        self.facts.addWidget(button(text, follow, role="link", tip=tip))

    def _fill_glances(self, assessment: Assessment) -> None:
        risk = assessment.risk
        staying = tr("risk within {months} months").format(months=risk.months) if risk.months else None
        self.glances.set("risk", risk.level.value, staying, LEVEL_TONES[risk.level], _risk_why(assessment))
        places = tr("place broken now") if risk.broken == 1 else tr("places broken now")
        tone = Tone.DEAD if risk.broken else Tone.MUTED
        self.glances.set("broken", f"{risk.broken:,}", places, tone, _broken_why(assessment))
        end = assessment.summary.next_end
        tone = Tone.ENDS if end else Tone.MUTED
        self.glances.set("next", str(end or tr("none known")), None, tone, _next_why(assessment))
        number, label = _effort(assessment)
        self.glances.set("effort", number, label, Tone.INK, _effort_why(assessment))

    # --- following ---

    def _opener(self, page: str, what: str = "") -> Callable[[], None]:
        return lambda: self._home.page_wanted.emit(page, what)

    def _status_opener(self, status: Status) -> Callable[[], None]:
        wanted = FindingFilter(statuses=frozenset({status.value}))
        return lambda: self._home.findings_wanted.emit(wanted)

    def _show_broken(self) -> None:
        if self._assessment:
            self._show(known(self._assessment).dead_places, tr("broken now"))

    def _show_next(self) -> None:
        if self._assessment and self._assessment.summary.next_end:
            day = self._assessment.summary.next_end
            self.show_day(str(day))

    def show_day(self, day: str) -> None:
        """The places whose verdict is of that day."""
        findings = self._assessment.findings if self._assessment else ()
        ids = [one.id for one in findings if one.verdict and str(one.verdict.date) == day]
        self._show(ids, tr("of {day}").format(day=day))

    def _show(self, ids: Iterable[str], label: str) -> None:
        self._home.findings_wanted.emit(FindingFilter(ids=frozenset(ids), label=label))

    def _copy(self) -> None:
        if self._assessment:
            QApplication.clipboard().setText(brief(self._assessment))
            self.copy.setText(tr("Copied"))
            announce(self.copy, tr("Copied"))
            QTimer.singleShot(_COPIED_MS, self.copy, lambda: self.copy.setText(tr("Copy summary")))


def _risk_why(assessment: Assessment) -> Sequence[Told]:
    told = [reason for reason in assessment.risk.reasons if reason.key != "sum"]
    return [Told(reason.text) for reason in told[:WHY_SHOWN]]


def _broken_why(assessment: Assessment) -> Sequence[Told]:
    broken = [one for one in assessment.dependencies if one.risk.broken]
    if not broken:
        return [Told(tr("Nothing that runs here is known to be switched off."))]
    lines = [Told(f"{one.title}: {verdict_words(one.verdict)}") for one in broken[:WHY_SHOWN]]
    more = len(broken) - WHY_SHOWN
    rest = [Told(tr("… and {count} more.").format(count=more))] if more > 0 else []
    head = Told(tr("Counted are dead places where something runs; a mere mention is not."))
    return [Told(broken_words(assessment, known(assessment).dead_places)), head, *lines, *rest]


def _next_why(assessment: Assessment) -> Sequence[Told]:
    day = assessment.summary.next_end
    if day is None:
        told = tr("No announced end after {day} is known for what was found; a later one may still come.")
        return [Told(told.format(day=assessment.as_of))]
    ending = [one for one in assessment.dependencies if one.verdict.date == day]
    return [
        Told(f"{one.title}: {one.verdict.why} {source_words(one.verdict.source, one.verdict.read_on)}")
        for one in ending[:WHY_SHOWN]
    ]


def _effort(assessment: Assessment) -> tuple[str, str]:
    told = [each.estimate for each in assessment.dependencies if each.estimate is not None]
    if not told:
        return effort_words(assessment.summary.effort_points), tr("effort points to move")
    low, high = sum(each.hours_low for each in told), sum(each.hours_high for each in told)
    if not high:
        return "0", tr("hours to move: nothing runs")
    return f"{low:,.0f} – {high:,.0f}", tr("hours to move, assumed")


def _effort_why(assessment: Assessment) -> Sequence[Told]:
    told = _hours(assessment)
    return [*([Told(told)] if told else []), Told(effort_scale(assessment))]


def _hours(assessment: Assessment) -> str:
    """`310 to 1,240 hours assumed: 17 mandatory, 2 optional`; empty where nothing is estimated."""
    told = [each.estimate for each in assessment.dependencies if each.estimate is not None]
    if not told:
        return ""
    low, high = sum(each.hours_low for each in told), sum(each.hours_high for each in told)
    by_category = Counter(each.category for each in told)
    parts = ", ".join(f"{by_category[each]} {each}" for each in Category if by_category[each])
    words = tr("{low} to {high} hours assumed: {parts}")
    return words.format(low=f"{low:,.0f}", high=f"{high:,.0f}", parts=parts)


def _states(assessment: Assessment) -> Iterator[tuple[str, Tone]]:
    """What must be known before any number is read."""
    if assessment.partial:
        stats = assessment.stats
        told = tr("partial: {read} of {seen} files read")
        yield told.format(read=f"{stats.files_read:,}", seen=f"{stats.files_seen:,}"), Tone.ENDS
    if assessment.projected:
        told = tr("projected from facts of {day}")
        yield told.format(day=assessment.catalog.as_of), Tone.UNKNOWN
    for day in assessment.policy.what_if.values():
        yield tr("what-if, no fact: an open Muse on {day}").format(day=day), Tone.ENDS


def _nothing(width: float) -> Drawing:
    return Drawing(width, 12, tr("Nothing yet."), ())
