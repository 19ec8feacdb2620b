"""Cleared & skipped: what was looked at and not counted, what is left out, what was not read, each with why.

A cleared place counts by one click, one that is left out comes back by one; both are remembered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from advisor.app.decide import Line
from advisor.core.assessment import Assessment
from advisor.core.decisions import PROJECT_FILE, USER_ORIGIN, Suppressed
from advisor.core.findings import Cleared, Finding, Skip
from advisor.gui.decision_forms import CountForm
from advisor.gui.pages.base import Page
from advisor.gui.pages.ledger_place import LedgerPlace
from advisor.gui.pages.report_rows import settings_words
from advisor.gui.plain import PlainLabel, action_text, several, shown, to_tr, tr
from advisor.gui.qt import QButtonGroup, QSplitter, Qt, QTimer, QWidget, Signal
from advisor.gui.room import Stack, filter_field
from advisor.gui.rows import Column, RowModel
from advisor.gui.speech import LiveLabel
from advisor.gui.tables import Table
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Chip, EmptyState, button, column, one_of
from advisor.report.clean import masked
from advisor.report.drawing import Tone
from advisor.report.wording import place_words

FILTER_PAUSE_MS = 60
_CLEARED_TOLD = to_tr(
    "Words that look like Llama and are not: each was looked at, a rule says why it does not count."
)
_LEFT_OUT_TOLD = to_tr(
    "Findings that you or the project's {file} left out. They are not judged, but counted."
)
_EMPTY = {
    "cleared": (to_tr("Nothing was cleared"), to_tr("No namesake and no look-alike was met.")),
    "suppressed": (to_tr("Nothing is left out"), to_tr("Every place that was found is judged.")),
    "skipped": (to_tr("Nothing was skipped"), to_tr("Every file of the folder was read to its end.")),
}
_SKIPPED_TOLD = to_tr(
    "What was not read, or not to its end. Amber rows may hide findings, grey ones are as intended."
)


def _skip_tone(row: Skip) -> Tone:
    return Tone.ENDS if row.reason.incomplete else Tone.UNKNOWN


CLEARED_COLUMNS = (
    Column[Cleared](
        to_tr("Place"),
        lambda row: f"{row.path}:{row.line}" if row.line else row.path,
        lambda row: (row.path, row.line, row.column),
        sample="src/agents/summary/model.py:42",
        path=True,
    ),
    Column[Cleared](to_tr("Written"), lambda row: masked(row.written), sample="llama_index.core.read"),
    Column[Cleared](to_tr("Rule"), lambda row: row.rule, sample="LA-CLEAR-OTHER-NAMESAKE"),
    Column[Cleared](to_tr("Why it does not count"), lambda row: row.why, sample="x" * 40),
)
SUPPRESSED_COLUMNS = (
    Column[Suppressed](
        to_tr("Place"),
        lambda row: place_words(row.finding),
        lambda row: (row.finding.path, row.finding.line, row.finding.column),
        sample="src/agents/summary/model.py:42",
        path=True,
    ),
    Column[Suppressed](
        to_tr("Written"), lambda row: masked(row.finding.written), sample="llama3-70b-8192 xxxxx"
    ),
    Column[Suppressed](to_tr("On whose word"), lambda row: row.origin, sample=".llama-advisor.toml xx"),
    Column[Suppressed](to_tr("Why it is left out"), lambda row: row.reason, sample="x" * 40),
)
SKIPPED_COLUMNS = (
    Column[Skip](
        to_tr("Path"), lambda row: row.path or ".", sample="packages/web/node_modules/very/deep", path=True
    ),
    Column[Skip](
        to_tr("Reason"),
        lambda row: row.reason.value,
        lambda row: (not row.reason.incomplete, row.reason.value, row.path),
        _skip_tone,
        sample="not reached before the scan was cancelled",
    ),
    Column[Skip](
        to_tr("Files"), lambda row: f"{row.count:,}", lambda row: row.count, sample="12,345", right=True
    ),
    Column[Skip](to_tr("Detail"), lambda row: row.detail, sample="x" * 30),
)
LESS_WANTED = (2, 1)
"""The rule, or on whose word, and what is written give way to the place and the reason."""


class LedgerPage(Page):
    """The three ledgers, one at a time.

    Signals:
        decided(object, str): decisions to keep, and what they do.
        take_back_wanted(object): findings that the user left out and wants back.
    """

    decided = Signal(object, str)
    take_back_wanted = Signal(object)

    name = "ledger"
    title = to_tr("Cleared & skipped")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Counter[tuple[str, str]] = Counter()
        self._rules: Counter[str] = Counter()
        self._settings = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FILTER_PAUSE_MS)
        self._later.timeout.connect(self._apply)
        self._build_models()
        self._build_switch()
        self.told = LiveLabel("", "muted", wrap=True)
        self.outer.addWidget(self.told)
        self.empty = EmptyState()
        self.stack = Stack()
        for widget in (*self.tables.values(), self.empty):
            self.stack.addWidget(widget)
        self._build_place()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(SPACE + 2)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.place)
        self.splitter.setSizes([360, 270])
        self.splitter.setChildrenCollapsible(False)
        self.outer.addWidget(self.splitter, 1)
        self.show_ledger("cleared")

    def _build_models(self) -> None:
        self.cleared: RowModel[Cleared] = RowModel(
            CLEARED_COLUMNS, lambda row: f"{row.path}\n{row.written}\n{row.rule}\n{row.why}".casefold()
        )
        self.suppressed: RowModel[Suppressed] = RowModel(
            SUPPRESSED_COLUMNS,
            lambda row: f"{row.finding.path}\n{row.finding.written}\n{row.reason}\n{row.origin}".casefold(),
        )
        self.skipped: RowModel[Skip] = RowModel(
            SKIPPED_COLUMNS, lambda row: f"{row.path}\n{row.reason.value}\n{row.detail}".casefold()
        )
        self.cleared_table = Table(self.cleared, tr("Cleared places"), spare=LESS_WANTED)
        self.suppressed_table = Table(self.suppressed, tr("Places left out"), spare=LESS_WANTED)
        self.skipped_table = Table(self.skipped, tr("What was not read"), stretch=0)
        self.tables = {
            "cleared": self.cleared_table,
            "suppressed": self.suppressed_table,
            "skipped": self.skipped_table,
        }

    def _build_switch(self) -> None:
        self._group = QButtonGroup(self)
        labels = {"cleared": tr("Cleared"), "suppressed": tr("Left out"), "skipped": tr("Skipped")}
        self.switches = {word: Chip(word, label, tr("Ledger")) for word, label in labels.items()}
        for word, chip in self.switches.items():
            one_of(self._group, chip)
            chip.clicked.connect(lambda _checked=False, which=word: self.show_ledger(which))
            self.head.addWidget(chip)
        hint = tr("Filter the rows …   Ctrl+F")
        self.search = filter_field(hint, tr("Filter the ledger"), self._later.start)
        self.head.fill(self.search)

    def _build_place(self) -> None:
        """The lines of the row that is current, and what can be done with it, below its table."""
        self.count_form = CountForm()
        self.count_form.decided.connect(self._decide)
        for table in (self.cleared_table, self.suppressed_table):
            table.chosen.connect(lambda _row: self._show_current())
            table.selected.connect(self._show_current)
        self.cleared_table.opened.connect(lambda _row: self.focus_count())
        self.suppressed_table.opened.connect(lambda _row: self._take_back())
        self.back_form = QWidget()
        held = column(self.back_form, gap=SPACE)
        self.back_told = PlainLabel(tr("To count it, edit that file in the project."), "muted", wrap=True)
        self.back = button(tr("Count it again"), self._take_back, role="primary")
        held.addWidget(self.back_told)
        held.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.place = LedgerPlace((self.count_form, self.back_form))
        self.place.editor_wanted.connect(self.editor_wanted)

    def begin_scan(self, root: Path) -> None:
        """A scan of `root` begins: lines are read from there."""
        self.place.root = root

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill the ledgers; the place in each stays."""
        rows = {table: table.currentIndex().row() for table in self.tables.values()}
        self._words = Counter((row.rule, row.written.casefold()) for row in assessment.cleared)
        self._rules = Counter(row.rule for row in assessment.cleared)
        words = [f"{told[:1].upper()}{told[1:]}." for told in settings_words(assessment)]
        self._settings = " ".join(words)
        self.cleared.set_rows(assessment.cleared)
        self.suppressed.set_rows(assessment.suppressed)
        self.skipped.set_rows(assessment.skipped)
        self.switches["cleared"].set_count(assessment.summary.cleared)
        self.switches["suppressed"].set_count(len(assessment.suppressed))
        self.switches["skipped"].set_count(assessment.summary.skipped)
        for table, number in rows.items():
            last = table.model().rowCount() - 1
            if last >= 0:
                table.select_number(min(max(number, 0), last))
        self._show()

    def show_ledger(self, which: str) -> None:
        """`cleared`, `suppressed` or `skipped`."""
        if which in self.switches:
            self.switches[which].setChecked(True)
        self._show()

    def shown_ledger(self) -> str:
        """Which of them is shown."""
        return next((word for word, chip in self.switches.items() if chip.isChecked()), "cleared")

    def clear_filter(self) -> None:
        """Show all rows."""
        self.search.clear()

    def focus_content(self) -> None:
        """Into the ledger that is shown."""
        self.tables[self.shown_ledger()].setFocus()

    def focus_filter(self) -> None:
        """Into the text field, its text selected."""
        self.search.setFocus()
        self.search.selectAll()

    def focus_count(self) -> None:
        """Into the form that counts the current row."""
        if self.count_form.isVisible():
            self.count_form.reason.setFocus()

    def open_in_editor(self) -> None:
        """Open the current place in the user's own editor."""
        if self.place.isVisible():
            self.place.open_in_editor()

    def retouch(self) -> None:
        """The marks in the lines carry colours of their own."""
        self.place.retouch()

    # --- deciding ---

    def _decide(self, lines: Sequence[Line], text: str) -> None:
        """Hand them on; the keyboard goes back to the rows, where Ctrl+Z is the window's."""
        self.cleared_table.setFocus()
        self.decided.emit(lines, text)

    def _show_current(self) -> None:
        """The place of the current row of the ledger that is shown."""
        which = self.shown_ledger()
        self.count_form.setVisible(which == "cleared")
        self.back_form.setVisible(which == "suppressed")
        if which == "cleared" and (row := self.cleared_table.current()):
            self._offer_count(row)
        elif which == "suppressed" and (left := self.suppressed_table.current()):
            self._offer_back(left)

    def _offer_count(self, row: Cleared) -> None:
        same = self._words[row.rule, row.written.casefold()]
        chosen = self.cleared_table.selected_values()
        self.count_form.show_row(row, same, self._rules[row.rule], chosen)
        self.place.show_place(row, tr("cleared by {rule}").format(rule=row.rule), row.why)

    def _offer_back(self, row: Suppressed) -> None:
        mine = self._taken_out()
        many = tr("Count {count} places again", "", len(mine))
        words = several(len(mine), tr("Count it again"), many) if mine else tr("Count it again")
        self.back.setText(action_text(words))
        self.back.setAccessibleName(words)
        self.back.setVisible(bool(mine))
        self.back_told.setVisible(not mine)
        self.place.show_place(row.finding, tr("left out by {whom}").format(whom=row.origin), row.reason)

    def _take_back(self) -> None:
        if mine := self._taken_out():
            self.take_back_wanted.emit(mine)

    def _taken_out(self) -> list[Finding]:
        """The selected places that the user left out."""
        rows: list[Suppressed] = self.suppressed_table.selected_values()
        return [row.finding for row in rows if row.origin == USER_ORIGIN]

    # --- showing ---

    def _apply(self) -> None:
        words = tuple(self.search.text().casefold().split())
        for model in (self.cleared, self.suppressed, self.skipped):
            model.set_filter(None, words)
        self._show()

    def _show(self) -> None:
        which = self.shown_ledger()
        table = self.tables[which]
        rows, total = table.model().rowCount(), self._total(which)
        self.told.setText(self._told(which))
        self.place.setVisible(which != "skipped" and rows > 0)
        self._show_current()
        if rows:
            self.stack.setCurrentWidget(table)
            return
        self.stack.setCurrentWidget(self.empty)
        if total:
            self.empty.say(
                tr("The filter hides everything"),
                tr("Clear the text to see all rows."),
                tr("Clear filter"),
                self.search.clear,
            )
        else:
            title, text = _EMPTY[which]
            self.empty.say(tr(title), tr(text), icon="check")

    def _total(self, which: str) -> int:
        totals = {
            "cleared": self.cleared.total,
            "suppressed": self.suppressed.total,
            "skipped": self.skipped.total,
        }
        return totals[which]

    def _told(self, which: str) -> str:
        if which == "suppressed":
            told = (tr(_LEFT_OUT_TOLD).format(file=PROJECT_FILE), self._settings)
            return shown(" ".join(filter(None, told)), 900)
        return tr(_CLEARED_TOLD if which == "cleared" else _SKIPPED_TOLD)
