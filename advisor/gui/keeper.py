"""Keeps what a scan found for the next time, and looks from time to time whether it still holds.

All of it runs beside the window, one thing after the other: a large result takes a moment to be packed, and a
folder on a slow disk to be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from advisor.core.assessment import Assessment
from advisor.core.errors import AdvisorError
from advisor.core.findings import ScanResult
from advisor.core.past import Change, KeptScan, Mark
from advisor.gui.background import Background
from advisor.gui.past import Past
from advisor.gui.qt import QObject, QTimer, Signal

BEAT_MS = 3000
"""How often files and ticks are looked at."""
LARGE = 5000
"""Findings of a result that takes longer to be packed than pages may wait for the interpreter."""
FILL_PAUSE_MS = 3000
"""How long a large result waits for the pages to be filled before it is packed."""
NOTE_PAUSE_MS = 800
"""Ticks come in bursts; the history takes the last of them."""


class Keeper(QObject):
    """What outlives the window.

    Signals:
        compared(object): the `Change` since the scan before, or None.
        files_changed(object): paths of files that lie there otherwise than when they were scanned.
        settled(): changed files have been left alone since the last look: a scan would be worth it.
        beat(): time to look at what other windows did.
        told(str): something could not be kept.
    """

    compared = Signal(object)
    files_changed = Signal(object)
    settled = Signal()
    beat = Signal()
    told = Signal(str)

    def __init__(self, past: Past, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._past = past
        self._background = Background(self)
        self._folder: Path | None = None
        self._marks: Mapping[str, Mark] = {}
        self._seen: Mapping[str, Mark] = {}
        self._due: Callable[[], object] | None = None
        self._waiting: Callable[[], object] | None = None
        self._filled = QTimer(self)
        self._filled.setSingleShot(True)
        self._filled.timeout.connect(self._keep_now)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(NOTE_PAUSE_MS)
        self._later.timeout.connect(self._note_now)
        self._clock = QTimer(self)
        self._clock.setInterval(BEAT_MS)
        self._clock.timeout.connect(self.look)

    # --- keeping ---

    def keep(self, folder: Path, result: ScanResult, assessment: Assessment, scanned: datetime) -> None:
        """Keep a whole scan as the last one; what changed since the one before is told."""
        stamp = assessment.catalog

        def begin() -> None:
            self._background.run(
                lambda: self._past.keep(folder, result, stamp, scanned),
                lambda kept: self._take(folder, kept),
                self.told.emit,
            )

        if len(result.findings) < LARGE:
            begin()
        else:
            self._waiting = begin
            self._filled.start(FILL_PAUSE_MS)

    def _keep_now(self) -> None:
        self._filled.stop()
        begin, self._waiting = self._waiting, None
        if begin is not None:
            begin()

    def _take(self, folder: Path, kept: KeptScan) -> None:
        self.watch(folder, kept.marks, kept.change)

    def note(self, folder: Path, assessment: Assessment, day: date) -> None:
        """Remember how the project stands, in a moment: more may be ticked at once."""
        self._due = lambda: self._past.note(folder, assessment, day)
        self._later.start()

    def _note_now(self) -> None:
        work, self._due = self._due, None
        if work is not None and not self._background.busy:
            self._background.run(work, lambda _done: None, self.told.emit)
        elif work is not None:  # a result is being kept: its news must not be dropped
            self._due = work
            self._later.start()

    def flush(self) -> None:
        """The window closes: what is still to be kept is kept."""
        self._clock.stop()
        self._keep_now()
        self._background.wait()
        self.settle()

    def settle(self) -> None:
        """What waits for its moment is kept now: somebody wants to see it."""
        self._later.stop()
        if self._due is not None:
            work, self._due = self._due, None
            try:
                work()
            except AdvisorError as error:
                self.told.emit(str(error))

    # --- watching ---

    def rest(self) -> None:
        """Nothing is shown that files could differ from."""
        self._clock.stop()
        self._keep_now()
        self._folder, self._marks, self._seen = None, {}, {}
        self._background.drop()

    def watch(self, folder: Path, marks: Mapping[str, Mark], change: Change | None) -> None:
        """Look from now on whether these files change."""
        self._folder, self._marks, self._seen = folder, marks, {}
        self._clock.start()
        self.compared.emit(change)

    def look(self) -> None:
        """Look at the files now; what is found is told by signals."""
        self.beat.emit()
        folder, marks = self._folder, self._marks
        if folder is not None and not self._background.busy:
            self._background.run(
                lambda: self._past.changed(folder, marks), self._take_changed, self.told.emit
            )

    def _take_changed(self, changed: Mapping[str, Mark]) -> None:
        same, self._seen = changed == self._seen, changed
        if not same:
            self.files_changed.emit(tuple(sorted(changed)))
        elif changed:
            self.settled.emit()
