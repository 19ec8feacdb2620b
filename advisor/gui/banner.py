"""The strip above the pages: a running scan with its true progress, or one thing that must be said."""

from __future__ import annotations

from advisor.gui.plain import CutLabel, PlainLabel, shown, tr
from advisor.gui.qt import QFrame, QProgressBar, QWidget, Signal
from advisor.gui.service import Update
from advisor.gui.speech import announce
from advisor.gui.stacking import Stacking, letters
from advisor.gui.theme import SPACE
from advisor.gui.widgets import button, line
from advisor.report.wording import counted

_BAR, _SHORTEST_BAR = 33, 10
"""Letters that the bar is long, and where there is little room."""
_ONE_LINE = 110
"""Letters: in less room the folder being read and the way to stop have a line of their own."""


def _together(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    row = line(holder, gap=2 * SPACE)
    row.addWidget(first, 1)
    row.addWidget(second)
    return holder


class ScanBanner(QFrame):
    """Files done and to do, the folder being read, findings so far, and the way to stop.

    Signals:
        cancel_wanted(): the user wants to stop and keep what was found.
    """

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setAccessibleName(tr("Scan in progress"))
        self._found = self._quarter = 0
        outer = line(self)
        outer.setContentsMargins(3 * SPACE, SPACE, 2 * SPACE, SPACE)
        both = Stacking(_ONE_LINE, gap=2 * SPACE)
        outer.addWidget(both)
        self.told = PlainLabel("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(letters(self, _SHORTEST_BAR))
        self.bar.setMaximumWidth(letters(self, _BAR))
        self.bar.setAccessibleName(tr("Files read"))
        self.where = CutLabel("", "muted")
        self.stop = button(
            tr("Stop (Esc)"), self.cancel_wanted.emit, name=tr("Stop the scan and keep what was found")
        )
        both.inner.addWidget(_together(self.bar, self.told))
        both.inner.addWidget(_together(self.where, self.stop), 1)
        self.hide()

    def begin(self) -> None:
        """A scan begins: files are being counted."""
        self._found = self._quarter = 0
        self.bar.setRange(0, 0)
        self.told.setText(tr("Counting files …"))
        announce(self, tr("Scan in progress"))
        self.where.set_full("")
        self.stop.setEnabled(True)
        self.stop.show()
        self.show()

    def progress(self, update: Update) -> None:
        """Say how far it is."""
        self._found += len(update.found)
        found = tr("nothing so far")
        if self._found:
            found = tr("{places} so far").format(places=counted(self._found, "place"))
        if update.total is None:
            counting = tr("Counting files …")
            self.told.setText(f"{counting} · {found}" if self._found else counting)
            return
        self.bar.setRange(0, max(update.total, 1))
        self.bar.setValue(update.done)
        told = tr("{done} of {total} files · {found}")
        self.told.setText(told.format(done=f"{update.done:,}", total=f"{update.total:,}", found=found))
        self.where.set_full(shown(update.folder, 200))
        self._tell_quarter(4 * update.done // max(update.total, 1))

    def _tell_quarter(self, quarter: int) -> None:
        """How far it is, said three times: every file would drown all else."""
        if self._quarter < quarter < 4:
            announce(self, self.told.text())
        self._quarter = quarter

    def stopping(self) -> None:
        """The user stopped it; what is there is being handed over."""
        self.told.setText(tr("Stopping …"))
        announce(self, self.told.text())
        self.stop.setEnabled(False)

    def judging(self) -> None:
        """The scan is over; verdicts are being found."""
        self.bar.setRange(0, 0)
        self.told.setText(tr("Judging what was found …"))
        announce(self, self.told.text())
        self.where.set_full("")
        self.stop.hide()
        self.show()


class Notice(QFrame):
    """One message beside the work, with at most one thing to do about it; never a dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        row = line(self, gap=SPACE)
        row.setContentsMargins(3 * SPACE, 6, 2 * SPACE, 6)
        self._text = PlainLabel("", wrap=True)
        self.deed = button("", self._act, role="link")
        self._run: object = None
        self._passing = False
        self._close = button(tr("Dismiss"), self.hide, role="link")
        row.addWidget(self._text, 1)
        row.addWidget(self.deed)
        row.addWidget(self._close)
        self.hide()

    def say(self, text: str, action: str = "", run: object = None, *, passing: bool = False) -> None:
        """Show a message; a `passing` one goes with the page it was said on."""
        self._passing = passing
        self._text.setText(shown(text))
        self.deed.setText(action)
        self.deed.setAccessibleName(action)
        self.deed.setVisible(bool(action))
        self._run = run
        self.setAccessibleName(text)
        self.show()
        announce(self, f"{text} {action}")

    def turn_page(self) -> None:
        """Another page is shown: what was said in passing goes."""
        if self._passing:
            self.hide()

    def text(self) -> str:
        """What is said; "" when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def _act(self) -> None:
        self.hide()
        if callable(self._run):
            self._run()
