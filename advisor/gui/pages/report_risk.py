"""The risk of staying on the report page: by horizon, why, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from advisor.core.assessment import Assessment, Dependency, Flip, Reason, Risk
from advisor.core.kinds import Level
from advisor.gui.canvas import Canvas
from advisor.gui.choices import Choices
from advisor.gui.dependency_rows import DependencyFilter
from advisor.gui.filters import FindingFilter
from advisor.gui.flow import FlowLayout
from advisor.gui.horizons import horizon_of, risk_at
from advisor.gui.pages import report_rows as rows
from advisor.gui.pages.base import Page
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QHBoxLayout, QWidget, Signal
from advisor.gui.stacking import Stacking
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Card, Pill, clear, column, line, rule
from advisor.report import drawing
from advisor.report.drawing import LEVEL_TONES, Drawing, Tone
from advisor.report.wording import counted

REASONS_SHOWN = 6
FLIPS_SHOWN = 4
_SUM = "sum"
_TWO_CARDS = 118
"""Letters: in less room the cards stand one below the other."""


class RiskSection(Stacking):
    """Two cards: the heat map at the chosen horizon, and why.

    Signals:
        horizon_chosen(): everything that shows a level has to follow `at`.
    """

    horizon_chosen = Signal()

    def __init__(self, home: Page) -> None:
        super().__init__(_TWO_CARDS)
        self._home = home
        self._assessment: Assessment | None = None
        self.months: int | None = None
        self.inner.addWidget(self._build_map(), 1)
        self.inner.addWidget(self._build_why(), 1)

    def _build_map(self) -> Card:
        card = Card(tr("Risk of staying"), tr("dependencies by likelihood and impact"))
        card.body.addLayout(self._build_horizons())
        self.matrix = Canvas(_nothing, tr("Risk matrix"))
        self.matrix.activated.connect(self._follow_cell)
        card.body.addWidget(self.matrix)
        card.body.addWidget(_legend())
        card.body.addStretch()
        return card

    def _build_horizons(self) -> QHBoxLayout:
        row = line(gap=SPACE)
        row.addWidget(PlainLabel(tr("Within"), "label"))
        self.horizons = Choices(tr("Risk within"), {})
        self.horizons.chosen.connect(self._choose)
        row.addWidget(self.horizons, 1)
        return row

    def _build_why(self) -> Card:
        card = Card(tr("Why"))
        self.level = Pill("", Tone.UNKNOWN)
        card.head.addWidget(self.level)
        self.reasons = column(gap=2)
        self.sum = PlainLabel("", "small", wrap=True)
        self.flips = column(gap=2)
        card.body.addLayout(self.reasons)
        card.body.addWidget(self.sum)
        card.body.addWidget(rule())
        card.body.addWidget(PlainLabel(tr("What would change it"), "heading"))
        card.body.addLayout(self.flips)
        card.body.addStretch()
        return card

    # --- filling ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill both cards anew; the horizon that was chosen stays."""
        self._assessment = assessment
        options = {str(one.months): f"{one.months} months" for one in assessment.risk.horizons}
        if str(self.months) not in options:
            self.months = assessment.risk.months
        self.horizons.offer(options, str(self.months))
        self.setVisible(bool(assessment.findings))
        self._fill()

    def _choose(self, months: str) -> None:
        self.months = int(months)
        self._fill()
        self.horizon_chosen.emit()

    def _fill(self) -> None:
        assert self._assessment is not None
        assessment, risk = self._assessment, self.risk()
        dependencies, table = self.at(), assessment.risk_table
        self.matrix.set_source(lambda width: drawing.risk_matrix(dependencies, width, table))
        self.level.set(tr("{level} risk").format(level=risk.level), LEVEL_TONES[risk.level])
        self._fill_reasons(risk)
        self._fill_flips(assessment)

    def risk(self) -> Risk:
        """The risk of the whole project at the chosen horizon, with the reasons of what is worst by then."""
        assert self._assessment is not None
        risk, inside = self._assessment.risk, self.at()
        horizon = horizon_of(risk, self.months)
        if horizon is None or self.months == risk.months or not inside:
            return risk
        worst = max(inside, key=lambda each: each.risk.score)
        told = tr("The worst dependency within {months} months decides: {title}.").format(
            months=horizon.months, title=worst.title
        )
        reasons = (Reason(told, None, worst.finding_ids, key="worst"), *worst.risk.reasons)
        return replace(
            risk, level=horizon.level, likelihood=horizon.likelihood, score=horizon.score, reasons=reasons
        )

    def at(self) -> list[Dependency]:
        """The dependencies with their risk at the chosen horizon."""
        assert self._assessment is not None
        return [replace(each, risk=risk_at(each.risk, self.months)) for each in self._assessment.dependencies]

    def _fill_reasons(self, risk: Risk) -> None:
        clear(self.reasons)
        told = [reason for reason in risk.reasons if reason.key != _SUM]
        for reason in told[:REASONS_SHOWN]:
            self.reasons.addWidget(rows.reason_row(reason, self._reason_opener(reason)))
        if not told:
            self.reasons.addWidget(PlainLabel(tr("Nothing that depends on Llama was found."), "muted"))
        self.sum.setText(shown(self._sum_words(), 900))
        self.sum.setVisible(bool(self.sum.text()))

    def _sum_words(self) -> str:
        """What the sum of points is made of; the sentence is that of the horizon told first."""
        assert self._assessment is not None
        risk = self._assessment.risk
        if self.months in (None, risk.months):
            return next((reason.text for reason in risk.reasons if reason.key == _SUM), "")
        horizon = horizon_of(risk, self.months)
        if horizon is None:
            return ""
        of = counted(len(self._assessment.dependencies), "dependency", "dependencies")
        return tr("Points: {points}, the scores of {what} within {months} months added up.").format(
            points=f"{horizon.total:,}", what=of, months=self.months
        )

    def _fill_flips(self, assessment: Assessment) -> None:
        """They are reckoned for the horizon told first, and say so when another is chosen."""
        clear(self.flips)
        risk = assessment.risk
        for flip in risk.flips[:FLIPS_SHOWN]:
            self.flips.addWidget(rows.flip_row(flip, self._flip_opener(flip)))
        if not risk.flips:
            told = (
                tr("No single assumption, turned round alone, would change this level.")
                if assessment.dependencies
                else tr("Nothing.")
            )
            self.flips.addWidget(PlainLabel(told, "muted", wrap=True))
        if risk.flips and self.months != risk.months:
            self.flips.addWidget(
                PlainLabel(tr("Reckoned for {months} months.").format(months=risk.months), "small")
            )

    # --- following ---

    def _opener(self, page: str, what: str = "") -> Callable[[], None]:
        return lambda: self._home.page_wanted.emit(page, what)

    def _show_ids(self, ids: Sequence[str], label: str) -> None:
        self._home.findings_wanted.emit(FindingFilter(ids=frozenset(ids), label=label))

    def _reason_opener(self, reason: Reason) -> Callable[[], None]:
        """To the places a reason rests on; to the dependencies where it speaks of all of them."""
        if reason.finding_ids:
            return lambda: self._show_ids(reason.finding_ids, reason.text)
        dependencies = self._assessment.dependencies if self._assessment else ()
        meant = [each for each in dependencies if reason in each.risk.reasons]
        worst = max(meant, key=lambda each: each.risk.score, default=None)
        return self._opener("dependencies", worst.id if worst else "")

    def _flip_opener(self, flip: Flip) -> Callable[[], None]:
        if flip.finding_ids:
            return lambda: self._show_ids(
                flip.finding_ids, tr("it would be {level}").format(level=flip.level)
            )
        return self._opener("dependencies")

    def _follow_cell(self, key: str) -> None:
        likelihood, impact = (int(part) for part in key.partition(":")[2].split(","))
        inside = [
            each for each in self.at() if (each.risk.likelihood, each.risk.impact) == (likelihood, impact)
        ]
        if len(inside) == 1:
            self._home.page_wanted.emit("dependencies", inside[0].id)
            return
        grades = [level.value for level in Level]
        label = tr("likelihood {likelihood}, impact {impact}").format(
            likelihood=grades[likelihood - 1], impact=grades[impact - 1]
        )
        wanted = DependencyFilter(ids=frozenset(each.id for each in inside), label=label)
        self._home.dependencies_wanted.emit(wanted, self.months or 0)


def _legend() -> QWidget:
    """The colours of the matrix in words."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=SPACE)
    for level, tone in LEVEL_TONES.items():
        flow.addWidget(Pill(level.value, tone))
    return holder


def _nothing(width: float) -> Drawing:
    return Drawing(width, 12, tr("Nothing yet."), ())
