"""The ways on, side by side: stay, the same weights elsewhere, wait, move. A click shows the reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.core.assessment import Assessment
from advisor.core.scenarios import Forecast, Scenario, ScenarioKind
from advisor.gui.boxes import Box
from advisor.gui.filters import FindingFilter
from advisor.gui.pages.base import Page
from advisor.gui.pages.report_rows import bold_width
from advisor.gui.plain import PlainLabel, set_tip, shown, tr
from advisor.gui.qt import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QResizeEvent,
    QSize,
    QSizePolicy,
    Qt,
    QVBoxLayout,
    QWidget,
)
from advisor.gui.speech import name_box
from advisor.gui.stacking import letters, stack
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Card, Pill, RowButton, button, clear, column, line, rule
from advisor.report import ways
from advisor.report.drawing import LEVEL_TONES, Tone
from advisor.report.wording import points

_WHOLE = ""
_CELL = "very high 0000"
_NARROW = "very high"
_TITLE = 24
"""Letters of a way's title that have room beside its cells; with less the cells stand below it."""


class WaysCard(Card):
    """A table of four ways over the horizons, for the whole project or one dependency."""

    def __init__(self, home: Page) -> None:
        super().__init__(tr("Ways on"), tr("each over the same months and with the same points"))
        self._home = home
        self._assessment: Assessment | None = None
        self._open = ""
        self.rows: dict[str, RowButton] = {}
        self.details: dict[str, QWidget] = {}
        self._titles: dict[str, tuple[PlainLabel, str]] = {}
        self._pills: list[tuple[Pill, str, str, Tone]] = []
        self._cells: list[QWidget] = []
        self._lines: list[QBoxLayout] = []
        self.of = Box()
        name_box(self.of, tr("Ways on for"))
        self.of.setMinimumContentsLength(24)
        self.of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.of.currentIndexChanged.connect(lambda _number: self._fill())
        self.body.addLayout(self._chooser())
        self._table = column(gap=0)
        self.body.addLayout(self._table)

    def _chooser(self) -> QHBoxLayout:
        row = line(gap=SPACE)
        row.addWidget(PlainLabel(tr("For"), "label"))
        row.addWidget(self.of, 1)
        row.addStretch(1)
        return row

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill the card anew; what it is for, and the way that is open, stay."""
        kept = self.of.currentData() or _WHOLE
        self._assessment = assessment
        self.of.blockSignals(True)
        self.of.clear()
        self.of.addItem(tr("the whole project"), _WHOLE)
        for each in assessment.scenarios.dependencies:
            self.of.addItem(shown(each.title, 120), each.dependency_id)
        self.of.setCurrentIndex(max(self.of.findData(kept), 0))
        self.of.blockSignals(False)
        self.setVisible(bool(assessment.scenarios.whole))
        self._fill()

    def scenarios(self) -> Sequence[Scenario]:
        """The ways that are shown."""
        found = self._assessment.scenarios if self._assessment else None
        wanted = self.of.currentData() or _WHOLE
        if found is None or wanted == _WHOLE:
            return found.whole if found else ()
        return next((one.scenarios for one in found.dependencies if one.dependency_id == wanted), ())

    def _fill(self) -> None:
        clear(self._table)
        self.rows, self.details, self._titles = {}, {}, {}
        self._pills, self._cells, self._lines = [], [], []
        whole = not (self.of.currentData() or _WHOLE)
        shown_ways = self.scenarios()
        if shown_ways:
            self._table.addLayout(self._heads(shown_ways[0].forecast))
        for way in shown_ways:
            self._table.addWidget(rule())
            self._table.addWidget(self._row(way, whole))
            self.details[way.kind] = self._detail(way)
            self._table.addWidget(self.details[way.kind])
        self._show_open()
        self._fit()
        if whole and shown_ways:
            self._table.addWidget(
                PlainLabel(tr("Worst level, and the sum of the scores of all dependencies."), "small")
            )

    def _heads(self, forecasts: Sequence[Forecast]) -> QHBoxLayout:
        row = line(gap=SPACE)
        row.setContentsMargins(9, 0, 9, 4)
        way = PlainLabel(tr("Way"), "label")
        way.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(way, 1)
        cells: list[QWidget] = [
            PlainLabel(tr("{months} months").format(months=one.months), "label") for one in forecasts
        ]
        effort = PlainLabel(tr("Effort"), "label")
        effort.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self._beside([*cells, effort]))
        self._lines.append(row)
        return row

    def _beside(self, cells: Sequence[QWidget]) -> QWidget:
        """The cells of one way; all are as wide as the widest has to be (`_fit`)."""
        holder = QWidget()
        inner = line(holder, gap=SPACE)
        for cell in cells:
            inner.addWidget(cell)
        inner.addStretch()
        self._cells += cells
        return holder

    def _row(self, way: Scenario, whole: bool) -> RowButton:
        told = ", ".join(f"{ways.cell(one, points=whole)} within {one.months} months" for one in way.forecast)
        row = RowButton(f"{way.title}: {told}", lambda: self.turn(way.kind))
        row.inner.setSpacing(SPACE)
        title = PlainLabel("", "strong", wrap=True)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._titles[way.kind] = (title, _title(way))
        row.add(title, 1)
        cells = [self._cell(way, one, whole) for one in way.forecast]
        effort = PlainLabel(ways.effort_cell(way), "muted")
        effort.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.add(self._beside([*cells, effort]))
        self._lines.append(row.inner)
        self.rows[way.kind] = row
        return row

    def _cell(self, way: Scenario, forecast: Forecast, whole: bool) -> QWidget:
        """A pill at the left of its column; it tells the level alone where there is little room."""
        long, tone = ways.cell(forecast, points=whole), _tone(way, forecast)
        pill = Pill(long, tone)
        pill.setMinimumWidth(SPACE)
        self._pills.append((pill, long, forecast.level.value, tone))
        holder = QWidget()
        inner = line(holder)
        inner.addWidget(pill)
        inner.addStretch()
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Cut nothing in the middle: a narrow cell says less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In full beside the title, else the level alone, else below the title; points are in tool tips."""
        per_way = len(self._cells) // max(len(self._lines), 1)
        beside = self.contentsRect().width() - letters(self, _TITLE) - 6 * SPACE
        full, short = ((bold_width(sample) + 2 * SPACE + 2) for sample in (_CELL, _NARROW))
        narrow = per_way * (full + SPACE) > beside
        for pill, long, level, tone in self._pills:
            pill.set(level if narrow else long, tone)
            set_tip(pill, long)
        for cell in self._cells:
            cell.setFixedWidth(short if narrow else full)
        for row in self._lines:
            stack(row, narrow and per_way * (short + SPACE) > beside)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """The cells can always stand below the titles."""
        least = super().minimumSizeHint()
        per_way = len(self._cells) // max(len(self._lines), 1)
        short = per_way * (bold_width(_NARROW) + 3 * SPACE + 2) + 7 * SPACE
        return QSize(max(short, letters(self, 2 * _TITLE)), least.height())

    def turn(self, kind: str) -> None:
        """Open the reasons of a way, or close them again."""
        self._open = "" if self._open == kind else kind
        self._show_open()

    def show_waiting(self) -> None:
        """Open the way that a what-if belongs to."""
        self._open = ScenarioKind.WAIT
        self._show_open()

    def _show_open(self) -> None:
        for each, detail in self.details.items():
            detail.setVisible(each == self._open)
            title, told = self._titles[each]
            title.setText(shown(f"{'▾' if each == self._open else '▸'}  {told}", 120))

    # --- one way's reasons ---

    def _detail(self, way: Scenario) -> QWidget:
        holder = QWidget()
        inner = column(holder, gap=SPACE // 2)
        inner.setContentsMargins(SPACE, 0, SPACE, SPACE + 4)
        inner.addWidget(PlainLabel(shown(way.text, 1500), wrap=True).selectable())
        if way.what_if:
            told = tr("What-if, no fact: an open Muse on {day}. It lowers nothing.").format(day=way.what_if)
            inner.addWidget(PlainLabel(told, "warning", wrap=True))
        _say(inner, tr("Licences in force then"), [", ".join(self._names(way.licences))])
        _say(inner, tr("Falls due meanwhile"), ways.due_words(way.due))
        self._say_hosts(inner, way)
        memory = ways.memory_words(way)
        own = tr("On your own machine")
        _say(inner, own, [" ".join(filter(None, (memory, way.memory_note)))])
        _say(inner, tr("What is lost, or was not checked"), way.loses)
        _say(inner, tr("Duties that stay"), [", ".join(way.stays)])
        self._say_dependency(inner)
        return holder

    def _names(self, slugs: Sequence[str]) -> list[str]:
        names = {row.id: row.name for row in self._assessment.licences} if self._assessment else {}
        return [names.get(slug, slug) for slug in slugs]

    def _say_hosts(self, inner: QVBoxLayout, way: Scenario) -> None:
        told = [
            f"{one.name}{f' as {one.model_id}' if one.model_id else ''}: {one.why} "
            f"({_levels(one.forecast)}; effort {points(one.effort_points)})"
            for one in way.hosts
        ]
        _say(inner, tr("Who serves the same weights"), told)

    def _say_dependency(self, inner: QVBoxLayout) -> None:
        wanted = self.of.currentData() or _WHOLE
        if not wanted:
            return
        links = line(gap=2 * SPACE)
        links.addWidget(button(tr("Compare alternatives"), self._opener(wanted), role="link"))
        links.addWidget(button(tr("Show its places"), lambda: self._places(wanted), role="link"))
        links.addStretch()
        inner.addLayout(links)

    def _opener(self, identifier: str) -> Callable[[], None]:
        return lambda: self._home.page_wanted.emit("alternatives", identifier)

    def _places(self, identifier: str) -> None:
        for each in self._assessment.dependencies if self._assessment else ():
            if each.id == identifier:
                wanted = FindingFilter(ids=frozenset(each.finding_ids), label=each.title)
                self._home.findings_wanted.emit(wanted)


def _title(way: Scenario) -> str:
    """What is done, and for how many; a way that is none is called so."""
    some = f", {way.possible_for} of {way.of}" if way.possible and way.possible_for < way.of else ""
    return f"{way.title}{some}" + ("" if way.possible else tr(" (no such way)"))


def _tone(way: Scenario, forecast: Forecast) -> Tone:
    return LEVEL_TONES[forecast.level] if way.possible else Tone.UNKNOWN


def _levels(forecasts: Sequence[Forecast]) -> str:
    return ", ".join(f"{one.level} within {one.months} months" for one in forecasts)


def _say(inner: QVBoxLayout, label: str, texts: Sequence[str]) -> None:
    said = [shown(text, 900) for text in texts if text]
    if said:
        inner.addSpacing(SPACE // 2)
        inner.addWidget(PlainLabel(label, "label"))
        bullets = "\n".join(f"•  {text}" for text in said) if len(said) > 1 else said[0]
        inner.addWidget(PlainLabel(bullets, wrap=True).selectable())
