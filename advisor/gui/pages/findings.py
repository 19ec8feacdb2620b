"""The findings: a table that filters as one types, the lines of source, the reason and the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from advisor.app.decide import Line
from advisor.core.assessment import Assessment, Dependency
from advisor.core.findings import Finding
from advisor.gui.arranging import Group, Grouping
from advisor.gui.boxes import Box
from advisor.gui.copy_table import Deed
from advisor.gui.filters import FindingFilter
from advisor.gui.finding_groups import grouping, labels
from advisor.gui.finding_model import FindingModel
from advisor.gui.kept_place import KeptPlace
from advisor.gui.known import known
from advisor.gui.pages.base import Page
from advisor.gui.pages.finding_chips import FindingChips
from advisor.gui.pages.finding_deeds import FindingDeeds
from advisor.gui.pages.finding_lines import FindingLines
from advisor.gui.pages.finding_pane import FindingPane
from advisor.gui.pages.finding_table import FindingTable
from advisor.gui.pages.finding_ways import FindingWays
from advisor.gui.plain import to_tr, tr
from advisor.gui.qt import QSplitter, Qt, QTimer, QWidget, Signal
from advisor.gui.room import Beside, Stack, filter_field, text_lines
from advisor.gui.speech import LiveLabel, name_box
from advisor.gui.theme import SPACE
from advisor.gui.views import Views
from advisor.gui.widgets import EmptyState, button, carded
from advisor.report.wording import counted

FILTER_PAUSE_MS = 60
"""How long after a key the filter waits for the next one."""
BOTH_CHARS, LEAST_LINES = 108, 8
"""From so many characters on lines and reason stand side by side; neither is lower than so many lines."""


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
    title = to_tr("Findings")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FindingModel(self._inferred_home, self)
        self.views: Views | None = None
        self.filter = FindingFilter()
        self._root: Path | None = None
        self._assessment: Assessment | None = None
        self._dependency_of: Mapping[str, Dependency] = {}
        self._scanning = False
        self._arriving = False
        """True from the beginning of a scan until its judged rows are shown."""
        self._picked = False
        """True once the user chose a row while rows were arriving."""
        self._judged_anew, self._other_rows = False, False
        self._selected = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FILTER_PAUSE_MS)
        self._later.timeout.connect(self._take_text)
        self._build_head()
        self._build_chips()
        self._build_table()
        self._build_below()
        self._build_splitter()

    # --- building ---

    def _build_head(self) -> None:
        self.count = LiveLabel("", "muted", wrap=True).wide()
        self.search = filter_field(
            tr("Filter by path, model, text, provider …   Ctrl+F"),
            tr("Filter the findings"),
            self._later.start,
            tr("Words, or path:src kind:prompt family:llama-3 host:groq"),
        )
        self.clear_button = button(tr("Clear filter"), self.clear_filter, role="link")
        self.head.addWidget(self.count)
        self.groups = Box()
        told = tr("Left and Right close and open a group, with Shift all of them")
        name_box(self.groups, tr("Group the findings"), told)
        for name, words in labels().items():
            self.groups.addItem(words, name)
        self.groups.currentIndexChanged.connect(lambda _index: self._group())
        self.head.push(self.clear_button)
        self.head.addWidget(self.groups)
        self.head.fill(self.search)

    def _build_chips(self) -> None:
        self._facets = FindingChips()
        self.chips, self.only = self._facets.chips, self._facets.only
        self._facets.changed.connect(self._take_chips)
        self._facets.all_wanted.connect(lambda: self.set_filter(replace(self.filter, ids=None, label="")))
        self.outer.addWidget(self._facets)

    def _build_table(self) -> None:
        self.table = FindingTable(self.model, tr("Findings"))
        self.ways = FindingWays(self, self._current, lambda: list(self.model.everything))
        self.table.deeds = (
            Deed(tr("Open in my editor"), self.open_in_editor),
            None,
            *self.ways.deeds(),
            None,
            Deed(tr("Leave out …"), self.ask_reason, lambda: self.deeds is not None),
            Deed(tr("Another part of the project …"), self.ask_part, lambda: self.deeds is not None),
        )
        self._place = KeptPlace(self.table, self.model)
        self.model.modelAboutToBeReset.connect(self._note_place)
        self.model.arranged.connect(self._arranged)
        self.table.chosen.connect(self._show_details)
        self.table.touched.connect(self._pick)
        self.table.selected.connect(self._offer_selected)
        self.empty = EmptyState()
        self.stack = Stack()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)

    def _build_below(self) -> None:
        self.lines = FindingLines(self.ask_reason, self.ask_part)
        self.lines.editor_wanted.connect(self.editor_wanted)
        self.preview, self.place_label = self.lines.preview, self.lines.place_label
        self.leave_out, self.move_part = self.lines.leave_out, self.lines.move_part
        self.open_link = self.lines.open_link
        self.details = FindingPane()
        self.details.decided.connect(self._decide)
        self.details.take_back_wanted.connect(self.take_back_wanted)
        self.details.page_wanted.connect(self.page_wanted)
        self.details.use_wanted.connect(self.lines.show_use)

    def _build_splitter(self) -> None:
        self.below = Beside(BOTH_CHARS, below=(1, 1))
        self.below.addWidget(self.lines)
        self.details.area.setMinimumHeight(text_lines(LEAST_LINES))
        self.below.addWidget(carded(self.details.area))
        self.below.setSizes([620, 420])
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(SPACE + 2)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.below)
        self.splitter.setSizes([330, 300])
        self.splitter.setChildrenCollapsible(False)
        self.outer.addWidget(self.splitter, 1)

    # --- what is shown ---

    def begin_scan(self, root: Path) -> None:
        """A scan of `root` begins: start empty, rows will arrive. The same folder keeps filter and place."""
        again = root == self._root
        self._root = self.lines.root = root
        self._show_judgement(None)
        self.model.grouping = None  # rows that arrive stand at the end, not under headings
        self._note_place()
        self._scanning, self._arriving, self._picked = True, True, False
        self.model.set_rows(())
        if not again:
            self._place.forget()
        self.set_filter(replace(self.filter, ids=None, label="") if again else self._last_view(root))

    def _last_view(self, root: Path) -> FindingFilter:
        """The filter a project was left with; its grouping is set at once."""
        wanted, group = self.views.load(root) if self.views else (FindingFilter(), "")
        self.groups.setCurrentIndex(max(self.groups.findData(group), 0))
        return wanted

    def arrive(self, batch: Sequence[Finding]) -> None:
        """Rows arrive while the scan runs; nothing jumps."""
        self.model.extend(batch)
        self._facets.show_counts(self.model.counts)
        self._say_count()

    def show_assessment(self, assessment: Assessment) -> None:
        """The scan is judged: the same rows with their verdicts, selection and scroll kept."""
        self._scanning, self._judged_anew = False, True
        self._show_judgement(assessment)
        self.model.grouping = self._grouping()
        self.model.set_rows(assessment.findings, settle=True)

    def _show_judgement(self, assessment: Assessment | None) -> None:
        self._assessment = self.ways.assessment = assessment
        self._dependency_of = known(assessment).dependency_of if assessment else {}
        self.details.show_assessment(assessment)

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
        self.search.setText(wanted.text)  # heard by the field's own button, which goes with the text
        self._later.stop()
        self._facets.show_filter(wanted)
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

    def _take_text(self) -> None:
        self.touched.emit()
        self.filter = self.filter.with_text(self.search.text())
        self._apply()

    def _take_chips(self) -> None:
        self.touched.emit()
        self.filter = self._facets.over(self.filter)
        self._apply()

    def _apply(self) -> None:
        self._keep_view()
        self.model.show(self.filter)

    def _keep_view(self) -> None:
        if self.views and self._root and not self._scanning:
            self.views.keep(self._root, self.filter, self.groups.currentData())

    # --- where the user stands ---

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

    def _note_place(self) -> None:
        """While rows arrive, a place counts that the user went to; else that from before the scan."""
        self._other_rows = True
        if not self._arriving or self._picked or self.table.verticalScrollBar().value():
            self._place.note()

    def _arranged(self) -> None:
        self._facets.show_counts(self.model.counts)
        self._say_count()
        if not self._other_rows:
            self.table.keep_in_sight()
            return
        self._other_rows = False
        found = self._place.put_back(near=self._judged_anew)
        if not found and self.model.rows and not self._scanning:
            self.table.select_number(1 if self.model.group_at(0) is not None else 0)
        elif not found:
            self._show_details(None)
        if not self._scanning:
            self._arriving, self._judged_anew = False, False
            self._place.forget()

    def _say_count(self) -> None:
        visible, total = self.model.passing, self.model.total
        told = f"{visible:,} of {total:,}" if self.filter.active else counted(total, "place")
        chosen = tr("{count} selected").format(count=f"{self._selected:,}")
        self.count.setText(f"{told} · {chosen}" if self._selected > 1 else told)
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
                tr("{places} would be shown without it.").format(places=counted(total, "place")),
                tr("Clear filter"),
                self.clear_filter,
            )
        else:
            stats = self._assessment.stats if self._assessment else None
            looked = (
                tr("{files} read, nothing that depends on Llama.").format(
                    files=counted(stats.files_read, "file")
                )
                if stats
                else ""
            )
            self.empty.say(
                tr("No Llama found"),
                f"{looked} " + tr("What was looked at and not counted stands under Cleared & skipped."),
                tr("Show what was cleared"),
                lambda: self.page_wanted.emit("ledger", "cleared"),
                icon="check",
            )

    # --- details ---

    @property
    def deeds(self) -> FindingDeeds | None:
        """What can be decided about the current finding; None where nothing can."""
        return self.details.deeds

    def _current(self) -> Finding | None:
        row = self.table.current()
        return row if isinstance(row, Finding) else None

    def _show_details(self, row: Finding | Group | None) -> None:
        finding = row if isinstance(row, Finding) else None
        self.lines.show_finding(finding, judged=self._assessment is not None)
        self.details.show_finding(finding, self.table.selected_values() if finding else ())

    def _offer_selected(self) -> None:
        """Several selected rows can be decided on at once."""
        rows = self.table.selected_values()
        self._selected = len(rows)
        self.details.offer(rows)
        self._say_count()

    def _decide(self, lines: Sequence[Line], text: str) -> None:
        """Hand them on; the keyboard goes back to the rows, where Ctrl+Z is the window's."""
        self.table.setFocus()
        self.decided.emit(lines, text)

    def show_line(self, path: str, line: int, words: str) -> None:
        """Show a line that is no finding: a setting that changes with one."""
        self.lines.show_line(path, line, words)

    def open_in_editor(self) -> None:
        """Open the place that the preview shows in the user's own editor."""
        self.lines.open_in_editor()

    def ask_reason(self) -> None:
        """Ask why the current finding, or all that are selected, are to be left out."""
        self.details.ask_reason()

    def ask_part(self) -> None:
        """Ask which part of the project the current file belongs to."""
        self.details.ask_part()

    def retouch(self) -> None:
        """Marks and details carry colours of their own."""
        self.preview.retouch()
        self._show_details(self.table.current())
