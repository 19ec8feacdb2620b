"""Cleared & skipped: what was looked at and not counted, and what was not read, each with its reason."""

from __future__ import annotations

from advisor.core.assessment import Assessment
from advisor.core.findings import Cleared, Skip
from advisor.gui.pages.base import Page
from advisor.gui.plain import PlainLabel
from advisor.gui.qt import QButtonGroup, QLineEdit, QStackedWidget, QTimer, QWidget
from advisor.gui.rows import Column, RowModel
from advisor.gui.tables import Table
from advisor.gui.widgets import Chip, EmptyState, line
from advisor.report.clean import masked
from advisor.report.drawing import Tone

FILTER_PAUSE_MS = 60
_CLEARED_TOLD = (
    "Words that look like Llama and are not: each was looked at, a rule says why it does not count."
)
_SKIPPED_TOLD = (
    "What was not read, or not to its end. Amber rows may hide findings, grey ones are as intended."
)


def _skip_tone(row: Skip) -> Tone:
    return Tone.ENDS if row.reason.incomplete else Tone.UNKNOWN


CLEARED_COLUMNS = (
    Column[Cleared](
        "Place",
        lambda row: f"{row.path}:{row.line}" if row.line else row.path,
        lambda row: (row.path, row.line, row.column),
        sample="src/agents/summary/model.py:42",
        path=True,
    ),
    Column[Cleared]("Written", lambda row: masked(row.written), sample="llama_index.core.read"),
    Column[Cleared]("Rule", lambda row: row.rule, sample="LA-CLEAR-OTHER-NAMESAKE"),
    Column[Cleared]("Why it does not count", lambda row: row.why, sample="x" * 40),
)
SKIPPED_COLUMNS = (
    Column[Skip](
        "Path", lambda row: row.path or ".", sample="packages/web/node_modules/very/deep", path=True
    ),
    Column[Skip](
        "Reason",
        lambda row: row.reason.value,
        lambda row: (not row.reason.incomplete, row.reason.value, row.path),
        _skip_tone,
        sample="not reached before the scan was cancelled",
    ),
    Column[Skip]("Files", lambda row: f"{row.count:,}", lambda row: row.count, sample="12,345", right=True),
    Column[Skip]("Detail", lambda row: row.detail, sample="x" * 30),
)


class LedgerPage(Page):
    """The two ledgers, one at a time."""

    name = "ledger"
    title = "Cleared & skipped"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cleared: RowModel[Cleared] = RowModel(
            CLEARED_COLUMNS, lambda row: f"{row.path}\n{row.written}\n{row.rule}\n{row.why}".casefold()
        )
        self.skipped: RowModel[Skip] = RowModel(
            SKIPPED_COLUMNS, lambda row: f"{row.path}\n{row.reason.value}\n{row.detail}".casefold()
        )
        self._build_switch()
        self.told = PlainLabel("", "muted", wrap=True)
        self.outer.addWidget(self.told)
        self.cleared_table = Table(self.cleared, "Cleared places")
        self.skipped_table = Table(self.skipped, "What was not read", stretch=0)
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        for widget in (self.cleared_table, self.skipped_table, self.empty):
            self.stack.addWidget(widget)
        self.outer.addWidget(self.stack, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FILTER_PAUSE_MS)
        self._later.timeout.connect(self._apply)
        self.show_ledger("cleared")

    def _build_switch(self) -> None:
        self._group = QButtonGroup(self)
        self.switches = {word: Chip(word, word.capitalize(), "Ledger") for word in ("cleared", "skipped")}
        switches = line(gap=6)
        for word, chip in self.switches.items():
            self._group.addButton(chip)
            chip.clicked.connect(lambda _checked=False, which=word: self.show_ledger(which))
            switches.addWidget(chip)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Filter by path, text, rule or reason …   Ctrl+F")
        self.search.setAccessibleName("Filter the ledger")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.setMinimumWidth(200)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.head.addLayout(switches)
        self.head.addStretch(1)
        self.head.addWidget(self.search, 1)

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill both ledgers."""
        self.cleared.set_rows(assessment.cleared)
        self.skipped.set_rows(assessment.skipped)
        self.switches["cleared"].set_count(assessment.summary.cleared)
        self.switches["skipped"].set_count(assessment.summary.skipped)
        self._show()

    def show_ledger(self, which: str) -> None:
        """`cleared` or `skipped`."""
        if which in self.switches:
            self.switches[which].setChecked(True)
        self._show()

    def clear_filter(self) -> None:
        """Show all rows."""
        self.search.clear()

    def focus_content(self) -> None:
        """Into the ledger that is shown."""
        on_cleared = self.switches["cleared"].isChecked()
        (self.cleared_table if on_cleared else self.skipped_table).setFocus()

    def focus_filter(self) -> None:
        """Into the text field, its text selected."""
        self.search.setFocus()
        self.search.selectAll()

    def _apply(self) -> None:
        words = tuple(self.search.text().casefold().split())
        self.cleared.set_filter(None, words)
        self.skipped.set_filter(None, words)
        self._show()

    def _show(self) -> None:
        on_cleared = self.switches["cleared"].isChecked()
        model, table = (
            (self.cleared, self.cleared_table) if on_cleared else (self.skipped, self.skipped_table)
        )
        self.told.setText(_CLEARED_TOLD if on_cleared else _SKIPPED_TOLD)
        if model.rows:
            self.stack.setCurrentWidget(table)
            return
        self.stack.setCurrentWidget(self.empty)
        if model.total:
            self.empty.say(
                "The filter hides everything",
                "Clear the text to see all rows.",
                "Clear filter",
                self.search.clear,
            )
        elif on_cleared:
            self.empty.say("Nothing was cleared", "No namesake and no look-alike was met.", icon="check")
        else:
            self.empty.say(
                "Nothing was skipped", "Every file of the folder was read to its end.", icon="check"
            )
