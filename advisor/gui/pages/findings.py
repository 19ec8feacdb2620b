"""The findings: a table that filters as one types, the lines of source, the reason and the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from advisor.app.decide import Line
from advisor.core.assessment import Assessment, Dependency, DutyState
from advisor.core.findings import Finding
from advisor.core.kinds import Context, Kind, Status
from advisor.core.links import Use
from advisor.gui.arranging import Group, Grouping
from advisor.gui.excerpt import Excerpt, read_excerpt, read_line
from advisor.gui.filters import NOT_JUDGED, FindingFilter
from advisor.gui.finding_groups import grouping, labels
from advisor.gui.finding_model import FindingModel
from advisor.gui.finding_rows import CHIP_GROUPS, STATUS_LABELS, place
from advisor.gui.pages.base import Page
from advisor.gui.pages.finding_deeds import FindingDeeds, add_origin, add_uses, uses_of
from advisor.gui.pages.finding_table import FindingTable
from advisor.gui.pages.report_rows import verdict_lines
from advisor.gui.plain import CutLabel, PlainLabel, set_tip, shown, tr
from advisor.gui.preview import Preview
from advisor.gui.qt import QComboBox, QLineEdit, QSplitter, QStackedWidget, Qt, QTimer, QWidget, Signal
from advisor.gui.speech import LiveLabel, name_box
from advisor.gui.theme import SPACE
from advisor.gui.views import Views
from advisor.gui.widgets import (
    Body,
    Chip,
    EmptyState,
    FlowLayout,
    Pill,
    button,
    carded,
    clear,
    column,
    line,
    scrolled,
)
from advisor.report.clean import masked
from advisor.report.drawing import STATUS_TONES
from advisor.report.wording import counted, licence_words, ranked, size_words, verdict_words

FILTER_PAUSE_MS = 60
"""How long after a key the filter waits for the next one."""
_NO_LINES = "Choose a row to see its lines."
_NO_DETAILS = "Reason, verdict, candidates and duties of a place stand here."
_GROUPS: Mapping[str, type[StrEnum]] = {"statuses": Status, "kinds": Kind, "contexts": Context}


class FindingsPage(Page):
    """All places that depend on Llama.

    Signals:
        touched(): the user selected or filtered something while rows were arriving.
        decided(object, str): decisions to keep, and what they do.
        take_back_wanted(object): the findings whose decisions the user wants back.
    """

    touched = Signal()
    decided = Signal(object, str)
    take_back_wanted = Signal(object)

    name = "findings"
    title = "Findings"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FindingModel(self._inferred_home, self)
        self.model.arranged.connect(self._arranged)
        self._scroll = 0
        self.views: Views | None = None
        self.filter = FindingFilter()
        self._root: Path | None = None
        self._assessment: Assessment | None = None
        self._dependency_of: dict[str, Dependency] = {}
        self._scanning = False
        self._kept_id: str | None = None
        self._picked = False
        self._place: tuple[str, int, int] | None = None
        self.deeds: FindingDeeds | None = None
        self._build_head()
        self._build_chips()
        self._build_table()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FILTER_PAUSE_MS)
        self._later.timeout.connect(self._take_text)

    # --- building ---

    def _build_head(self) -> None:
        self.count = LiveLabel("", "muted")
        self.search = QLineEdit()
        hint = tr("Filter by path, model, text, provider …   Ctrl+F")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(tr("Filter the findings"))
        fields = tr("Words, or path:src kind:prompt family:llama-3 host:groq")
        set_tip(self.search, f"{hint}. {fields}")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.setMinimumWidth(200)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.clear_button = button(tr("Clear filter"), self.clear_filter, role="link")
        self.head.addWidget(self.count)
        self.head.addStretch(1)
        self.groups = QComboBox()
        told = tr("Left and Right close and open a group, with Shift all of them")
        name_box(self.groups, tr("Group the findings"), told)
        for name, words in labels().items():
            self.groups.addItem(words, name)
        self.groups.currentIndexChanged.connect(lambda _index: self._group())
        self.head.addWidget(self.clear_button)
        self.head.addWidget(self.groups)
        self.head.addWidget(self.search, 1)

    def _build_chips(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder)
        self.chips: dict[str, dict[str, Chip]] = {}
        self._group_labels: dict[str, PlainLabel] = {}
        for group, members in _GROUPS.items():
            label = PlainLabel(CHIP_GROUPS[group], "label")
            label.setMinimumHeight(24)
            self._group_labels[group] = label
            label.setContentsMargins(SPACE if self.chips else 0, 0, 0, 0)
            flow.addWidget(label)
            flow.keep_with_next(label)
            words = [member.value for member in members] + ([NOT_JUDGED] if group == "statuses" else [])
            self.chips[group] = {word: self._chip(group, word) for word in words}
            for chip in self.chips[group].values():
                flow.addWidget(chip)
        self.only = Chip("", "", tr("Only"))
        self.only.setChecked(True)
        self.only.hide()
        self.only.clicked.connect(
            lambda _checked=False: self.set_filter(replace(self.filter, ids=None, label=""))
        )
        flow.addWidget(self.only)
        self.outer.addWidget(holder)

    def _chip(self, group: str, word: str) -> Chip:
        label = STATUS_LABELS.get(Status(word), word) if word in list(Status) else word
        chip = Chip(word, label, CHIP_GROUPS[group])
        chip.hide()
        chip.toggled.connect(lambda _on: self._take_chips())
        return chip

    def _build_table(self) -> None:
        self.table = FindingTable(self.model, "Findings")
        self.table.deeds = (
            (tr("Open in my editor"), self.open_in_editor),
            (tr("Leave out …"), self.ask_reason),
            (tr("Another part of the project …"), self.ask_part),
            (tr("Show its alternatives"), self._show_alternatives),
        )
        self.table.chosen.connect(self._show_details)
        self.table.touched.connect(self._pick)
        self.table.selected.connect(self._offer_selected)
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.preview = Preview()
        self.details = Body()
        self._details = column(self.details, gap=2)
        self._details.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        left = QWidget()
        self._preview_column = column(left, gap=6)
        self.place_label = CutLabel("", "strong")
        head = line(gap=2 * SPACE)
        head.addWidget(self.place_label, 1)
        self.leave_out = button(
            tr("Leave out …"), self.ask_reason, role="link", tip=tr("With a reason (Ctrl+Del)")
        )
        self.move_part = button(
            tr("Another part …"), self.ask_part, role="link", tip=tr("Tests, documents, data …")
        )
        self.open_link = button(
            tr("Open in editor"),
            self.open_in_editor,
            role="link",
            tip=tr("In your editor, at this line (F4)"),
        )
        for link in (self.open_link, self.leave_out, self.move_part):
            head.addWidget(link)
        self._preview_column.addLayout(head)
        self._preview_column.addWidget(self.preview, 1)
        self.below = QSplitter(Qt.Orientation.Horizontal)
        self.below.addWidget(left)
        self._about = scrolled(self.details, tr("About the finding"))
        self.below.addWidget(carded(self._about))
        self.below.setSizes([620, 420])
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(SPACE + 2)
        self.below.setHandleWidth(SPACE)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.below)
        self.splitter.setSizes([330, 300])
        self.splitter.setChildrenCollapsible(False)
        self.outer.addWidget(self.splitter, 1)

    # --- what is shown ---

    def begin_scan(self, root: Path) -> None:
        """A scan of `root` begins: start empty, rows will arrive. The same folder keeps its filter."""
        again = root == self._root
        self._root = root
        self._scanning, self._picked = True, False
        self._assessment = None
        self._dependency_of = {}
        kept = self._kept_id if again else None
        self.model.grouping = None  # rows that arrive stand at the end, not under headings
        self.model.set_rows(())
        self.set_filter(replace(self.filter, ids=None, label="") if again else self._last_view(root))
        self._kept_id = kept

    def _last_view(self, root: Path) -> FindingFilter:
        """The filter a project was left with; its grouping is set at once."""
        wanted, group = self.views.load(root) if self.views else (FindingFilter(), "")
        self.groups.setCurrentIndex(max(self.groups.findData(group), 0))
        return wanted

    def arrive(self, batch: Sequence[Finding]) -> None:
        """Rows arrive while the scan runs; nothing jumps."""
        self.model.extend(batch)
        self._show_counts()
        self._say_count()

    def show_assessment(self, assessment: Assessment) -> None:
        """The scan is judged: the same rows with their verdicts, selection and scroll kept."""
        self._scanning = False
        self._assessment = assessment
        self._dependency_of = {
            finding: dependency
            for dependency in assessment.dependencies
            for finding in dependency.finding_ids
        }
        self._scroll = self.table.verticalScrollBar().value()
        self.model.grouping = self._grouping()
        self.model.set_rows(assessment.findings, settle=True)

    def _grouping(self) -> Grouping | None:
        name = self.groups.currentData()
        return grouping(name, self._assessment, self._dependency_of) if self._assessment else None

    def _group(self) -> None:
        """Group by what was chosen; while the scan runs, once it is over."""
        self._keep_view()
        if not self._scanning:
            self.model.group_by(self._grouping())

    def _inferred_home(self, finding: Finding) -> str | None:
        dependency = self._dependency_of.get(finding.id)
        return dependency.provider if dependency else None

    # --- filter ---

    def set_filter(self, wanted: FindingFilter) -> None:
        """Filter by all of it, and show in text field and chips what is in force."""
        self.filter = wanted
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        for group, chips in self.chips.items():
            chosen: frozenset[str] = getattr(wanted, group)
            for word, chip in chips.items():
                chip.blockSignals(True)
                chip.setChecked(word in chosen)
                chip.blockSignals(False)
        self.only.label = shown(wanted.label, 60)
        self.only.setVisible(wanted.ids is not None)
        self.only.set_count(len(wanted.ids or ()))
        self.only.setChecked(True)
        self._apply()

    def clear_filter(self) -> None:
        """Show everything."""
        self.set_filter(FindingFilter())

    def focus_content(self) -> None:
        """Into the table."""
        self.table.setFocus()

    def focus_filter(self) -> None:
        """Into the text field, its text selected."""
        self.search.setFocus()
        self.search.selectAll()

    def shown_findings(self) -> Sequence[Finding]:
        """The rows that the filter lets through."""
        return self.model.findings()

    def _pick(self) -> None:
        """The user is at work in the table: what is current now is meant."""
        self._picked = True
        self.touched.emit()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) row."""
        number = self.table.currentIndex().row() + by
        while self.model.group_at(number) is not None:
            number += by
        if 0 <= number < len(self.model.rows):
            self.table.select_number(number)

    def _take_text(self) -> None:
        self.touched.emit()
        self.filter = self.filter.with_text(self.search.text())
        self._apply()

    def _take_chips(self) -> None:
        self.touched.emit()
        chosen = {
            group: frozenset(word for word, chip in chips.items() if chip.isChecked())
            for group, chips in self.chips.items()
        }
        self.filter = replace(
            self.filter, statuses=chosen["statuses"], kinds=chosen["kinds"], contexts=chosen["contexts"]
        )
        self._apply()

    def _apply(self) -> None:
        self._keep_view()
        self.model.show(self.filter)

    def _keep_view(self) -> None:
        if self.views and self._root and not self._scanning:
            self.views.keep(self._root, self.filter, self.groups.currentData())

    def _arranged(self) -> None:
        self._show_counts()
        self._refresh(self._scroll)
        self._scroll = 0

    def _refresh(self, scroll: int) -> None:
        self._say_count()
        current = self.table.current()
        found = isinstance(current, Finding) and current.id == self._kept_id
        found = found or (self._kept_id is not None and self.table.select_where(self._kept_id))
        if not found and self.model.rows and not self._scanning:
            self.table.select_number(1 if self.model.group_at(0) is not None else 0)
        elif not found:
            self._show_details(None)
        else:
            self.table.verticalScrollBar().setValue(scroll or self.table.verticalScrollBar().value())

    def _show_counts(self) -> None:
        for group, chips in self.chips.items():
            for word, chip in chips.items():
                count = self.model.counts.of(group)[word]
                chip.set_count(count)
                chip.setVisible((count > 0 and (word != NOT_JUDGED)) or chip.isChecked())
            self._group_labels[group].setVisible(any(not chip.isHidden() for chip in chips.values()))

    def _say_count(self) -> None:
        visible, total = self.model.passing, self.model.total
        self.count.setText(f"{visible:,} of {total:,}" if self.filter.active else counted(total, "place"))
        self.clear_button.setVisible(self.filter.active)
        self.stack.setCurrentWidget(self.table if visible else self.empty)
        self.below.setVisible(bool(visible))
        if not visible:
            self._say_empty(total)

    def _say_empty(self, total: int) -> None:
        if self._scanning:
            self.empty.say(
                tr("Looking …"),
                tr("Findings appear here as soon as they are found. Esc stops and keeps them."),
            )
        elif total:
            self.empty.say(
                tr("The filter hides everything"),
                f"{counted(total, 'place')} would be shown without it.",
                tr("Clear filter"),
                self.clear_filter,
            )
        else:
            stats = self._assessment.stats if self._assessment else None
            looked = (
                f"{counted(stats.files_read, 'file')} read, nothing that depends on Llama." if stats else ""
            )
            self.empty.say(
                tr("No Llama found"),
                f"{looked} What was looked at and not counted stands under Cleared & skipped.",
                tr("Show what was cleared"),
                lambda: self.page_wanted.emit("ledger", "cleared"),
                icon="check",
            )

    # --- details ---

    def _show_details(self, row: Finding | Group | None) -> None:
        with self.details.refilled():
            self._fill_below(row if isinstance(row, Finding) else None)

    def _fill_below(self, finding: Finding | None) -> None:
        clear(self._details)
        self.deeds = None
        self._place = (finding.path, finding.line, finding.column) if finding else None
        for link in (self.leave_out, self.move_part):
            link.setVisible(finding is not None and self._assessment is not None)
        self.open_link.setVisible(finding is not None)
        if finding is None:
            self.place_label.set_full("")
            self.preview.show_excerpt(Excerpt(notice=_NO_LINES))
            self._details.addWidget(PlainLabel(_NO_DETAILS, "muted", wrap=True))
            self._details.addStretch()
            return
        if not self._scanning or self._picked:
            self._kept_id = finding.id
        self.place_label.set_full(_where(finding))
        if self._root is not None:
            self.preview.show_excerpt(
                read_excerpt(
                    self._root,
                    finding.path,
                    finding.line,
                    finding.column,
                    finding.end_column,
                    finding.written,
                )
            )
        self._fill_details(finding)

    def _fill_details(self, finding: Finding) -> None:
        self._details.addWidget(PlainLabel(shown(masked(finding.written), 60), "heading", wrap=True))
        if finding.verdict:
            self._details.addSpacing(4)
            pill = Pill(verdict_words(finding.verdict), STATUS_TONES[finding.verdict.status])
            self._details.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        add_origin(self._details, finding, lambda: self.take_back_wanted.emit([finding]))
        self._say("Reason", f"{finding.why}  ({finding.rule}, {finding.confidence} confidence)")
        if finding.model:
            self._say("Model", finding.model + (f", of {finding.family}" if finding.family else ""))
        dependency = self._dependency_of.get(finding.id)
        add_uses(self._details, uses_of(finding, dependency), self._show_use)
        for label, text in verdict_lines(finding.verdict):
            if label != "Verdict" or finding.verdict is None:
                self._say(label, text)
        if dependency and self._assessment:
            self._fill_dependency(dependency)
            for duty in self._duties(finding, dependency):
                self._say(f"Duty · {duty.state}", duty.text)
        if self._assessment and not self._scanning:
            self._add_deeds(finding)
        self._details.addStretch()

    def _add_deeds(self, finding: Finding) -> None:
        findings = self._assessment.findings if self._assessment else ()
        same = sum(row.rule == finding.rule and row.written == finding.written for row in findings)
        self.deeds = FindingDeeds(finding, same)
        self._offer_selected()
        self.deeds.decided.connect(self._decide)
        self._details.addWidget(self.deeds)

    def _offer_selected(self) -> None:
        """Several selected rows can be decided on at once."""
        if self.deeds is not None:
            self.deeds.offer(self.table.selected_values())

    def _decide(self, lines: Sequence[Line], text: str) -> None:
        """Hand them on; the keyboard goes back to the rows, where Ctrl+Z is the window's."""
        self.table.setFocus()
        self.decided.emit(lines, text)

    def _show_use(self, use: Use) -> None:
        """The preview shows a line that reads the finding; the row stays."""
        if self._root is not None:
            self._place = (use.path, use.line, 1)
            self.place_label.set_full(shown(f"{use.path}:{use.line}  (reads {use.name})"))
            name = use.name.rpartition(".")[2]
            self.preview.show_excerpt(read_line(self._root, use.path, use.line, name))

    def show_line(self, path: str, line: int, words: str) -> None:
        """Show a line that is no finding: a setting that changes with one."""
        if self._root is not None:
            self._place = (path, line, 1)
            self.place_label.set_full(shown(f"{path}:{line}" if line else path))
            self.preview.show_excerpt(read_line(self._root, path, line, words))

    def open_in_editor(self) -> None:
        """Open the place that the preview shows in the user's own editor."""
        if self._place is not None:
            self.editor_wanted.emit(*self._place)

    def _show_alternatives(self) -> None:
        finding = self.table.current()
        dependency = self._dependency_of.get(finding.id) if isinstance(finding, Finding) else None
        if dependency is not None:
            self.page_wanted.emit("alternatives", dependency.id)

    def ask_reason(self) -> None:
        """Ask why the current finding is to be left out."""
        if self.deeds is not None:
            self.deeds.ask_reason()
            self._bring_into_sight(self.deeds.leave_out)

    def ask_part(self) -> None:
        """Ask which part of the project the current file belongs to."""
        if self.deeds is not None:
            self.deeds.ask_part()
            self._bring_into_sight(self.deeds.context)

    def _bring_into_sight(self, form: QWidget) -> None:
        """Once it is laid out, a moment later."""
        QTimer.singleShot(0, self, lambda: self._about.ensureWidgetVisible(form, 0, 2 * SPACE))

    def _say(self, label: str, text: str) -> None:
        self._details.addSpacing(SPACE)
        self._details.addWidget(PlainLabel(label, "label"))
        self._details.addWidget(PlainLabel(shown(text), wrap=True).selectable())

    def _fill_dependency(self, dependency: Dependency) -> None:
        if not dependency.candidates and not dependency.rejected_total:
            return  # no weights are replaced here
        best = ranked(dependency)[:3]
        self._details.addSpacing(SPACE)
        self._details.addWidget(PlainLabel(tr("Could move to"), "label"))
        for each in best:
            licence = licence_words(each.alternative.licence, each.alternative.licence_class)
            name = f"{each.rank}. {each.alternative.name} · {size_words(each.alternative)} · {licence}"
            self._details.addWidget(PlainLabel(shown(name), wrap=True))
        if not best:
            self._details.addWidget(PlainLabel(tr("No candidate fits these needs."), "muted"))
        more = button(
            tr("Compare alternatives"),
            lambda: self.page_wanted.emit("alternatives", dependency.id),
            role="link",
        )
        self._details.addWidget(more)

    def _duties(self, finding: Finding, dependency: Dependency) -> Sequence[DutyState]:
        assert self._assessment is not None
        mine = [duty for duty in self._assessment.duties if finding.id in duty.finding_ids]
        return mine or [duty for duty in self._assessment.duties if duty.licence in dependency.licences][:3]

    def retouch(self) -> None:
        """Marks and details carry colours of their own."""
        self.preview.retouch()
        self._show_details(self.table.current())


def _where(finding: Finding) -> str:
    cell = f"  (cell {finding.cell})" if finding.cell else ""
    return shown(place(finding)) + cell
