"""The dependencies: what the project rests on, each with its risk, last day, effort and target."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from advisor.core.assessment import Assessment
from advisor.core.kinds import Context, Level, Status
from advisor.gui.boxes import Box
from advisor.gui.choices import Choices
from advisor.gui.copy_table import Deed
from advisor.gui.dependency_model import DependencyModel
from advisor.gui.dependency_rows import (
    STATUS_WORDS,
    DependencyFilter,
    DependencyRow,
    group_labels,
    row_grouping,
    rows_of,
)
from advisor.gui.flow import FlowLayout
from advisor.gui.known import known
from advisor.gui.pages.base import Page
from advisor.gui.pages.dependency_pane import DependencyPane
from advisor.gui.pages.dependency_table import DependencyTable
from advisor.gui.plain import PlainLabel, shown, to_tr, tr
from advisor.gui.qt import QTimer, QWidget, Signal
from advisor.gui.room import Beside, Stack, chars, filter_field, text_lines
from advisor.gui.speech import LiveLabel, name_box
from advisor.gui.theme import SPACE
from advisor.gui.views import Views
from advisor.gui.widgets import Chip, EmptyState, button, carded
from advisor.report.wording import counted, looked_words

FILTER_PAUSE_MS = 60
"""How long after a key the filter waits for the next one."""
PANE_PAUSE_MS = 30
"""How long a row has to stay the current one before all about it is told: keys held down run on."""
BOTH_CHARS, PANE_CHARS, PANE_LINES = 108, 46, 10
"""From so many characters on the pane stands beside the table; it has so many, and so many lines."""
_LABELS = {"statuses": tr("Verdict"), "levels": tr("Risk"), "contexts": tr("Part")}
_WORDS = {
    "statuses": {status.value: STATUS_WORDS[status] for status in Status},
    "levels": {level.value: level.value for level in reversed(Level)},
    "contexts": {context.value: context.value for context in Context},
}


class DependenciesPage(Page):
    """All dependencies on Llama.

    Signals:
        line_wanted(str, int, str): a file, a line and words in it that the user wants to see.
    """

    line_wanted = Signal(str, int, str)

    name = "dependencies"
    title = to_tr("Dependencies")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._kept: str | None = None
        self._root: Path | None = None
        self.views: Views | None = None
        self.months: int | None = None
        self.model = DependencyModel(self)
        self._later = self._timer(FILTER_PAUSE_MS)
        self._later.timeout.connect(self._take_text)
        self._build_head()
        self._build_view()
        self._build_chips()
        self._build_parts()
        self.model.arranged.connect(self._arranged)
        self._fill_later = self._timer(PANE_PAUSE_MS)
        self._fill_later.timeout.connect(self._fill_pane)

    def _timer(self, pause: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(pause)
        return made

    # --- building ---

    def _build_head(self) -> None:
        self.count = LiveLabel("", "muted", wrap=True).wide()
        self.clear_button = button(tr("Clear filter"), self.clear_filter, role="link")
        self.groups = Box()
        told = tr("Left and Right close and open a group, with Shift all of them")
        name_box(self.groups, tr("Group the dependencies"), told)
        for name, words in group_labels().items():
            self.groups.addItem(words, name)
        self.groups.currentIndexChanged.connect(lambda _index: self._group())
        hint = tr("Filter by model, host, licence, path …   Ctrl+F")
        self.search = filter_field(hint, tr("Filter the dependencies"), self._later.start)
        self.head.addWidget(self.count)
        self.head.push(self.clear_button)
        self.head.fill(self.search)

    def _build_view(self) -> None:
        """How it is looked at: the horizon, the groups, with or without the pane."""
        self.view = QWidget()
        row = FlowLayout(self.view, gap=SPACE)
        self.within = PlainLabel(tr("Risk within"), "label")
        self.horizons = Choices(tr("Risk within"), {})
        self.horizons.chosen.connect(lambda months: self.choose_months(int(months)))
        self.details = button("", self.turn_details, role="link")
        row.addWidget(self.within)
        row.keep_with_next(self.within)
        row.addWidget(self.horizons)
        row.push(self.details)
        row.addWidget(self.groups)
        self.outer.addWidget(self.view)

    def turn_details(self) -> None:
        """Hide the pane, for more columns, or show it again."""
        self.side.setVisible(self.side.isHidden())
        self._say_details()

    def _say_details(self) -> None:
        words = tr("Show details") if self.side.isHidden() else tr("Hide details")
        self.details.setText(words)
        self.details.setAccessibleName(words)

    def _build_chips(self) -> None:
        self.bar = QWidget()
        flow = FlowLayout(self.bar)
        self.chips: dict[str, dict[str, Chip]] = {}
        self._labels: dict[str, PlainLabel] = {}
        for group, words in _WORDS.items():
            label = self._labels[group] = PlainLabel(_LABELS[group], "label")
            flow.addWidget(label)
            flow.keep_with_next(label, SPACE)
            self.chips[group] = {value: self._chip(group, value, told) for value, told in words.items()}
            for chip in self.chips[group].values():
                flow.addWidget(chip)
        self.only = Chip("", "", tr("Only"))
        self.only.clicked.connect(
            lambda _on=False: self.show_filter(replace(self.model.filter, ids=None, label=""))
        )
        flow.addWidget(self.only)
        self.outer.addWidget(self.bar)

    def _chip(self, group: str, value: str, words: str) -> Chip:
        chip = Chip(value, words, _LABELS[group])
        chip.hide()
        chip.toggled.connect(lambda _on: self._take_chips())
        return chip

    def _build_parts(self) -> None:
        self.table = DependencyTable(self.model)
        self.pane = DependencyPane(self)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.table.board_wanted.connect(lambda: self._with_row(self.pane.show_board))
        self.table.deeds = (
            Deed(tr("Show its places"), lambda: self._with_row(self.pane.show_places)),
            Deed(tr("Compare on the board"), lambda: self._with_row(self.pane.show_board)),
            Deed(tr("Show its tasks"), lambda: self._with_row(self.pane.show_tasks)),
        )
        self.pane.line_wanted.connect(self.line_wanted)
        self.pane.months_chosen.connect(self.choose_months)
        self.splitter = Beside(BOTH_CHARS, below=(1, 1))
        self.splitter.addWidget(self.table)
        self.pane.setMinimumSize(chars(PANE_CHARS), text_lines(PANE_LINES))
        self.side = carded(self.pane)
        self.splitter.addWidget(self.side)
        self.splitter.setSizes([670, 350])
        self._say_details()
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.empty = EmptyState()
        self.stack = Stack()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        self.outer.addWidget(self.stack, 1)

    # --- what is shown ---

    def begin_scan(self, root: Path) -> None:
        """A scan of `root` begins: another project is looked at as it was left."""
        if root == self._root or self.views is None:
            return
        wanted, group = self.views.load_dependencies(root)
        self._root = None  # nothing is kept of what belongs to neither project
        self.groups.setCurrentIndex(max(self.groups.findData(group), 0))
        self.show_filter(wanted)
        self._root = root

    def _keep_view(self) -> None:
        if self.views and self._root:
            self.views.keep_dependencies(self._root, self.model.filter, self.groups.currentData())

    def show_assessment(self, assessment: Assessment) -> None:
        """Show another assessment; filter, groups, horizon, chosen row and scroll stay."""
        self._assessment = assessment
        months = {str(one.months): str(one.months) for one in assessment.risk.horizons}
        options = {key: tr("{months} months").format(months=key) for key in months}
        if str(self.months) not in options:
            self.months = assessment.risk.months
        self.horizons.offer(options, str(self.months))
        for part in (self.within, self.horizons):
            part.setVisible(bool(options))
        self.pane.show_assessment(assessment)
        self.model.grouping = row_grouping(self.groups.currentData(), assessment.dependencies)
        self._fill_rows()

    def _fill_rows(self) -> None:
        assert self._assessment is not None
        scroll = self.table.verticalScrollBar().value()
        self.model.set_rows(rows_of(self._assessment, self.months, known(self._assessment).swap_sets))
        self.table.verticalScrollBar().setValue(scroll)

    def choose_months(self, months: int) -> None:
        """Show the risk within so many months."""
        self.months = months
        self.horizons.choose(str(months))
        if self._assessment is not None:
            self._fill_rows()

    def show_dependency(self, identifier: str) -> None:
        """Bring one dependency to the front; a filter or a closed heading that hides it gives way."""
        self._kept = identifier
        if all(row.id != identifier for row in self.model.passing):
            self.clear_filter()
        if not self.table.select_where(identifier):
            self.model.set_all_open(True)
            self.table.select_where(identifier)
        self._fill_pane()

    def show_filter(self, wanted: DependencyFilter) -> None:
        """Filter by all of it, and show in text field and chips what is in force."""
        self.search.setText(wanted.text)  # heard by the field's own button, which goes with the text
        self._later.stop()
        for group, chips in self.chips.items():
            chosen: frozenset[str] = getattr(wanted, group)
            for value, chip in chips.items():
                chip.blockSignals(True)
                chip.setChecked(value in chosen)
                chip.blockSignals(False)
        self._show(wanted)

    def _show(self, wanted: DependencyFilter) -> None:
        self.model.show(wanted)
        self._keep_view()

    def _take_text(self) -> None:
        self._show(replace(self.model.filter, text=self.search.text()))

    def _take_chips(self) -> None:
        chosen = {
            group: frozenset(value for value, chip in chips.items() if chip.isChecked())
            for group, chips in self.chips.items()
        }
        self._show(
            replace(
                self.model.filter,
                statuses=chosen["statuses"],
                levels=chosen["levels"],
                contexts=chosen["contexts"],
            )
        )

    def _group(self) -> None:
        dependencies = self._assessment.dependencies if self._assessment else ()
        self.model.group_by(row_grouping(self.groups.currentData(), dependencies))
        self._keep_view()

    def _arranged(self) -> None:
        """Other rows are shown: counts, and the row that was chosen."""
        self._show_counts()
        self._say_count()
        found = self._kept is not None and self.table.select_where(self._kept)
        if not found and self.model.passing:
            self.table.select_number(
                1 if self.model.group_at(0) is not None and len(self.model.rows) > 1 else 0
            )
        self._fill_later.start()

    def _show_counts(self) -> None:
        for group, chips in self.chips.items():
            for value, chip in chips.items():
                count = self.model.counts[group][value]
                chip.set_count(count)
                chip.setVisible(count > 0 or chip.isChecked())
            self._labels[group].setVisible(any(not chip.isHidden() for chip in chips.values()))
        wanted = self.model.filter
        self.only.label = shown(wanted.label, 60)
        self.only.set_count(len(wanted.ids or ()))
        self.only.setVisible(wanted.ids is not None)
        self.only.setChecked(True)

    def _say_count(self) -> None:
        visible, total = len(self.model.passing), self.model.total
        told = tr("{visible} of {total}").format(visible=f"{visible:,}", total=f"{total:,}")
        chosen = sum(1 for row in self.model.everything if row.dependency.chosen)
        every = tr("{dependencies}, {number} with a target").format(
            dependencies=counted(total, "dependency", "dependencies"), number=f"{chosen:,}"
        )
        self.count.setText((told if self.model.filter.active else every) if total else "")
        self.clear_button.setVisible(self.model.filter.active)
        for part in (self.view, self.bar, self.search):
            part.setVisible(total > 0)
        self.stack.setCurrentWidget(self.splitter if visible else self.empty)
        if not visible:
            self._say_empty(total)

    def _say_empty(self, total: int) -> None:
        if total:
            told = tr("{dependencies} would be shown without it.")
            number = counted(total, "dependency", "dependencies")
            self.empty.say(
                tr("The filter hides everything"),
                told.format(dependencies=number),
                tr("Clear filter"),
                self.clear_filter,
            )
            return
        looked = looked_words(self._assessment) if self._assessment else ""
        self.empty.say(
            tr("Nothing depends on Llama"),
            f"{looked} " + tr("What was looked at and not counted stands under Cleared & skipped."),
            tr("Show what was cleared"),
            lambda: self.page_wanted.emit("ledger", "cleared"),
            icon="check",
        )

    # --- the chosen row ---

    def _choose(self, row: object) -> None:
        if isinstance(row, DependencyRow):
            self._kept = row.id
        self._fill_later.start()

    def _fill_pane(self) -> None:
        self._fill_later.stop()
        row = self.table.current()
        self.pane.show_row(row if isinstance(row, DependencyRow) else None)

    def _with_row(self, run: object) -> None:
        """Do something with the current row, which the pane may not show yet."""
        if isinstance(self.table.current(), DependencyRow) and callable(run):
            self._fill_pane()
            run()

    def _open(self, row: object) -> None:
        if isinstance(row, DependencyRow):
            self._with_row(self.pane.show_places)

    # --- what all pages can ---

    def clear_filter(self) -> None:
        """Show everything."""
        self.show_filter(DependencyFilter())

    def focus_content(self) -> None:
        """Into the table."""
        self.table.setFocus()

    def focus_filter(self) -> None:
        """Into the text field, its text selected."""
        self.search.setFocus()
        self.search.selectAll()

    def retouch(self) -> None:
        """Charts and pills paint themselves anew."""
        self.update()
