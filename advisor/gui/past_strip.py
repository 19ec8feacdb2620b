"""The strip that says how what is shown relates to the folder: scanned when, changed since, new and gone."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime

from advisor.core.findings import Finding
from advisor.core.past import Change
from advisor.gui.filters import FindingFilter
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, action_text, set_tip, several, shown, to_tr, tr
from advisor.gui.qt import QDialog, QDialogButtonBox, QFrame, QSize, QWidget, Signal
from advisor.gui.rows import Column, RowModel
from advisor.gui.speech import LiveLabel
from advisor.gui.tables import Table
from advisor.gui.theme import SPACE
from advisor.gui.widgets import button, column, line
from advisor.report.clean import masked

FILES_NAMED = 12
"""Changed files that the tool tip names."""
_GONE_COLUMNS = (
    Column[Finding](
        to_tr("Place"),
        lambda row: f"{row.path}:{row.line}" if row.line else row.path,
        lambda row: (row.path, row.line),
        sample="src/agents/summariser/llm.py:1042",
        path=True,
    ),
    Column[Finding](
        to_tr("Written"), lambda row: masked(row.written), sample="meta-llama/Llama-3.1-8B-Instruct"
    ),
    Column[Finding](to_tr("Kind"), lambda row: row.kind.value, sample="derivative"),
)


def moment(when: datetime) -> str:
    """A time as it is written everywhere: `2026-11-24 14:02`."""
    return f"{when:%Y-%m-%d %H:%M}"


class PastStrip(QFrame):
    """One line below the header, there only where it has something to say.

    Signals:
        rescan_wanted(): the user wants the folder read again.
        findings_wanted(object): a `FindingFilter` of the new places.
        gone_wanted(object): the `Change` whose gone places the user wants to see.
    """

    rescan_wanted = Signal()
    findings_wanted = Signal(object)
    gone_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._scanned: datetime | None = None
        self._fresh, self._same_facts = True, True
        self._change: Change | None = None
        self._files: Sequence[str] = ()
        self._known: Container[str] = ()
        row = line(self, gap=SPACE)
        row.setContentsMargins(3 * SPACE, 4, 2 * SPACE, 4)
        words = QWidget()
        flow = FlowLayout(words, gap=SPACE)
        self.told = LiveLabel("")
        self.since = PlainLabel("", "muted")
        self.new = button("", self._show_new, role="link")
        self.gone = button("", self._show_gone, role="link")
        for part in (self.told, self.since, self.new, self.gone):
            part.setMinimumHeight(self.new.sizeHint().height())  # words and links stand on one line
            flow.addWidget(part)
        self.rescan = button(tr("Rescan"), self.rescan_wanted.emit, role="link")
        self.close_it = button(tr("Dismiss"), self._dismiss, role="link")
        row.addWidget(words, 1)
        row.addWidget(self.rescan)
        row.addWidget(self.close_it)
        self.hide()

    # --- what is the case ---

    def begin(self) -> None:
        """Another result is on its way: what was said of the one before does not hold."""
        self._scanned, self._change, self._files = None, None, ()
        self._say()

    def show_scan(
        self, scanned: datetime | None, *, fresh: bool, same_facts: bool, ids: Container[str]
    ) -> None:
        """What is shown was scanned then, in this session (`fresh`) or before; `ids` are its findings."""
        self._scanned, self._fresh, self._same_facts = scanned, fresh, same_facts
        self._known = ids
        self._say()

    def compare(self, change: Change | None) -> None:
        """What is new and what is gone since the scan before; None: there is nothing to compare with."""
        self._change, self._files = change, ()
        self._say()

    def show_changed(self, files: Sequence[str]) -> None:
        """These files differ from when they were scanned; in folders (`a/`) some came or went."""
        self._files = files
        self._say()

    def text(self) -> str:
        """All that is said; "" when nothing is."""
        parts = (self.told, self.since, self.new, self.gone)
        return "" if self.isHidden() else " ".join(part.text() for part in parts if not part.isHidden())

    # --- saying it ---

    def _say(self) -> None:
        told = self._told_words()
        self.told.setText(told)
        self.told.setVisible(bool(told))
        set_tip(self.told, self._files_words())
        self._say_change()
        self.rescan.setVisible(bool(told))
        self.close_it.setVisible(self._fresh)
        self.setVisible(self._scanned is not None and (bool(told) or self._change is not None))
        self.setAccessibleName(self.text())

    def _told_words(self) -> str:
        """Why another scan may be worth it; "" where nothing is known to have changed."""
        files = self._changed_words()
        if self._fresh or self._scanned is None:
            return files
        when = tr("Scanned {when}, not since.").format(when=moment(self._scanned))
        facts = "" if self._same_facts else tr("Newer facts may find more.")
        return " ".join(part for part in (when, files, facts) if part)

    def _changed_words(self) -> str:
        folders = sum(path.endswith("/") for path in self._files)
        parts = []
        if files := len(self._files) - folders:
            many = tr("{count} files changed since.", "", files)
            parts.append(several(files, tr("1 file changed since."), many))
        if folders:
            many = tr("Files came or went in {count} folders.", "", folders)
            parts.append(several(folders, tr("Files came or went in 1 folder."), many))
        return " ".join(parts)

    def _files_words(self) -> str:
        more = len(self._files) - FILES_NAMED
        rest = tr("and {count} more").format(count=more) if more > 0 else ""
        return ", ".join(
            [*(shown(path, 80) for path in self._files[:FILES_NAMED]), *([rest] if rest else [])]
        )

    def _say_change(self) -> None:
        change = self._change
        self.since.setVisible(change is not None)
        new, gone = self._new_ids(), change.gone if change else ()
        self.new.setVisible(bool(new))
        self.gone.setVisible(bool(gone))
        if change is None:
            return
        told = tr("Since the scan of {when}:").format(when=moment(change.since))
        nothing = tr("Nothing is new or gone since the scan of {when}.").format(when=moment(change.since))
        self.since.setText(told if new or gone else nothing)
        new_words, gone_words = tr("{count} new"), tr("{count} gone")
        for each, words in (
            (self.new, new_words.format(count=f"{len(new):,}")),
            (self.gone, gone_words.format(count=f"{len(gone):,}")),
        ):
            each.setText(action_text(words))
            each.setAccessibleName(f"{words}, {moment(change.since)}")

    def _new_ids(self) -> tuple[str, ...]:
        """The new places that count; what was left out by a decision is no news."""
        return tuple(each for each in self._change.new if each in self._known) if self._change else ()

    # --- acting ---

    def _show_new(self) -> None:
        if self._change:
            label = tr("new since {when}").format(when=moment(self._change.since))
            self.findings_wanted.emit(FindingFilter(ids=frozenset(self._new_ids()), label=label))

    def _show_gone(self) -> None:
        if self._change:
            self.gone_wanted.emit(self._change)

    def _dismiss(self) -> None:
        self._change = None
        self._files = ()
        self._say()


class GoneDialog(QDialog):
    """The places that an earlier scan found and the last one did not."""

    def __init__(self, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Gone since the last scan"))
        outer = column(self, margin=2 * SPACE, gap=SPACE)
        told = tr("These places were found on {when} and are not found any more.")
        outer.addWidget(PlainLabel(told.format(when=moment(change.since)), "muted", wrap=True))
        self.model: RowModel[Finding] = RowModel(_GONE_COLUMNS, lambda row: row.path.casefold())
        self.model.set_rows(change.gone)
        self.table = Table(self.model, tr("Places that are gone"), stretch=0, spare=(2, 1))
        outer.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Wide enough for a path and what stood there."""
        return QSize(90 * SPACE, 50 * SPACE)
