"""What the window is working on: the folder, the running scan, the assessment, the ticks.

The scan runs in a child process that is asked 20 times a second; judging and planning run in a worker
thread. Widgets hear of it by signals and never wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from advisor.app.decide import Line
from advisor.core.assessment import Assessment
from advisor.core.errors import AdvisorError
from advisor.core.findings import Finding, ScanResult, ScanStats, Skip
from advisor.core.kinds import SkipReason, TaskState
from advisor.core.policy import FACTS, Policy
from advisor.gui import collector
from advisor.gui.background import Background
from advisor.gui.history import History
from advisor.gui.keeper import Keeper
from advisor.gui.known import known
from advisor.gui.past import Last
from advisor.gui.plain import several, tr
from advisor.gui.qt import QObject, QTimer, Signal
from advisor.gui.service import RunningScan, Service, Ticked, Update
from advisor.gui.ticking import Ticking

POLL_MS = 50
BATCH = 400
"""Findings handed to the pages at a time: more would hold the event loop."""
CANCEL_PATIENCE_S = 0.25
"""How long a cancelled scan may take to hand over what it has before it is ended."""
EXIT_PATIENCE_S = 2.0
"""How long the program waits for the processes of an ended scan before it ends itself."""


class Session(QObject):
    """One project at a time.

    Signals:
        opening(object): the `Path` of a folder whose last result is being read.
        scan_began(object): the `Path` of the folder.
        progressed(object): the last `Update`, for the banner.
        arrived(object): a batch of findings, not judged yet.
        judging(): the scan is over, judging and planning run.
        assessed(object): the `Assessment`.
        tasks_changed(object): the same `Assessment` with other task states.
        failed(str): no scan, or no assessment; why, and what to do.
        told(str): something the user should know that stopped nothing.

    What a user decides (`history`) is done and undone by way of what is kept: write it, then judge anew.
    """

    opening = Signal(object)
    scan_began = Signal(object)
    progressed = Signal(object)
    arrived = Signal(object)
    judging = Signal()
    assessed = Signal(object)
    tasks_changed = Signal(object)
    failed = Signal(str)
    told = Signal(str)

    def __init__(self, service: Service, as_of: date | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.service = service
        self.folder: Path | None = None
        self.assessment: Assessment | None = None
        self.targets: dict[str, str] = {}
        self._as_of = as_of
        self._scan: RunningScan | None = None
        self._result: ScanResult | None = None
        self._before: ScanResult | None = None
        """What is shown while a scan runs that nobody asked for."""
        self._found: list[Finding] = []
        self._waiting: deque[Finding] = deque()
        self._cancelled_at: float | None = None
        self._last = Update()
        self.scanned: datetime | None = None
        """When the scan that is shown ended."""
        self.fresh = True
        """False while what is shown is the last result of another day, not read again since."""
        self.same_facts = True
        """False when it was scanned with other facts than those it is judged with."""
        self.quiet = False
        """True while a scan runs that the user did not ask for: what is shown stays until it is over."""
        self._unkept = False
        self._said: set[str] = set()
        self._on_trial = False
        self.history = History(self.told.emit)
        self.keeper = Keeper(service.past, self)
        self.keeper.told.connect(self.told)
        self.ticking = Ticking(self, self)
        self.ticking.changed.connect(self._ticked)
        self.keeper.beat.connect(self.ticking.refresh)
        self._ended: list[RunningScan] = []
        self._background = Background(self)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    # --- what is the case ---

    @property
    def as_of(self) -> date:
        """The day everything is judged as of."""
        return self._as_of or self.service.today()

    @property
    def scanning(self) -> bool:
        """True while a scan runs or its findings are still arriving."""
        return self._scan is not None or bool(self._waiting)

    @property
    def busy(self) -> bool:
        """True while scanning or judging."""
        return self.scanning or self._background.busy

    # --- scanning ---

    def open(self, folder: Path, *, quiet: bool = False) -> None:
        """Scan a folder, ending what was running. `quiet`: nobody asked for it."""
        self.close()
        try:
            scan = self.service.start_scan(folder)
        except AdvisorError as error:
            self.failed.emit(str(error))
            return
        self._before = self._result
        self._turn_to(folder)
        self._scan, self.quiet = scan, quiet
        self.scan_began.emit(folder)
        self._timer.start()
        self._remember(folder)

    def reopen(self, folder: Path) -> None:
        """Show the last result of a folder, judged anew; scan it where there is none."""
        if not folder.is_dir():
            self.open(folder)  # which says what is wrong
            return
        self.close()
        self._turn_to(folder)
        self.opening.emit(folder)
        self._remember(folder)
        self._background.run(
            lambda: self.service.past.last(folder, self.service.stamp()), self._take_last, self._refuse
        )

    def _take_last(self, last: Last) -> None:
        assert self.folder is not None
        if last.scan is None:
            self.open(self.folder)
            if last.message:
                self.told.emit(last.message)
            return
        self._result, self.scanned = last.scan.result, last.scan.scanned
        self.fresh, self.same_facts = False, last.same_facts
        self._judge()
        self.keeper.watch(self.folder, last.scan.marks, last.scan.change)

    def _turn_to(self, folder: Path) -> None:
        if folder != self.folder:
            self.targets, self.assessment = dict(self.service.targets(folder)), None
            self.history.clear()
        collector.rest()
        self.folder = folder
        self._result, self._cancelled_at = None, None
        self._found, self._last, self._on_trial = [], Update(), False
        self._said.clear()

    def _remember(self, folder: Path) -> None:
        try:
            self.service.past.remember(folder)
        except AdvisorError as error:
            self.told.emit(str(error))

    def rescan(self) -> None:
        """Scan the same folder again."""
        if self.folder:
            self.open(self.folder)

    def cancel(self) -> None:
        """Stop the scan and keep what was found, labelled partial; an unasked one leaves no trace."""
        if self.quiet and self.assessment is not None:
            before = self._before
            self.close()
            self._result = before
            self.assessed.emit(self.assessment)
        elif self._scan and self._cancelled_at is None:
            self._cancelled_at = monotonic()
            self._waiting.clear()  # they come with the result
            self._scan.cancel()
            self._poll()

    def close(self) -> None:
        """End what runs, without a result."""
        self._timer.stop()
        self.keeper.rest()
        self.quiet, self._unkept = False, False
        self._waiting.clear()
        self._background.drop()
        collector.resume()
        self._end_scan()

    def _end_scan(self) -> None:
        if self._scan:
            self._scan.kill()
            self._ended.append(self._scan)
            self._scan = None

    def shut_down(self) -> None:
        """End everything before the program does, child processes too."""
        self.close()
        self.history.blockSignals(True)  # it is emptied at its end, when nobody can hear any more
        for scan in self._ended:
            scan.join(EXIT_PATIENCE_S)
        self._background.wait()
        self.keeper.flush()

    def _poll(self) -> None:
        if self._scan:
            self._take(self._scan.poll())
        self._hand_on()
        if self._scan and self._cancelled_at and monotonic() - self._cancelled_at > CANCEL_PATIENCE_S:
            self._end_scan()
            self._finish(self._salvaged(SkipReason.CANCELLED))
        if not self._scan and not self._waiting:
            self._timer.stop()
            if self._result is not None and not self._background.busy:
                self._judge()  # not earlier: a table that fills and a judgement get into each other's way

    def _take(self, update: Update) -> None:
        self._found.extend(update.found)
        if self._cancelled_at is None:
            self._waiting.extend(update.found)
        if not update.error:
            self._last = update
        self.progressed.emit(update)
        if update.result is not None:
            self._finish(update.result)
        elif update.error:
            self._fail(update.error)

    def _fail(self, error: str) -> None:
        """The scan ended badly: what it had found is kept and labelled partial."""
        self._end_scan()
        if self._found:
            self.told.emit(error)
            self._finish(self._salvaged(SkipReason.ERROR))
            return
        self._timer.stop()
        self._waiting.clear()
        self._refuse(error)

    def _finish(self, result: ScanResult) -> None:
        self._end_scan()
        self._result = result
        self.scanned, self.fresh, self.same_facts = self.service.past.now(), True, True
        self._unkept = not result.partial

    def _hand_on(self) -> None:
        batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        if batch:
            self.arrived.emit(batch)

    def _salvaged(self, why: SkipReason) -> ScanResult:
        """What was found so far, when the scan did not hand over a result of its own."""
        assert self.folder is not None
        unread = max((self._last.total or 0) - self._last.done, 0)
        skips = (Skip(".", why, f"{unread:,} files", unread),) if unread else ()
        ordered = sorted(self._found, key=lambda each: (each.path, each.line, each.column, each.kind))
        stats = ScanStats(files_seen=self._last.total or self._last.done, files_read=self._last.done)
        return ScanResult(self.folder.name, tuple(ordered), skipped=skips, stats=stats, partial=True)

    # --- judging ---

    def judge_as_of(self, day: date | None) -> None:
        """Judge the same findings as of another day; None is the real day."""
        self._as_of = day
        self.judge_again()

    def judge_again(self) -> None:
        """Judge the same findings anew: what is kept for the project has changed."""
        if self._result is not None and not self.scanning:
            self._judge()

    def choose_target(self, dependency: str, alternative: str) -> None:
        """Make an alternative the target of a dependency ("" takes it back) and plan anew."""
        if self.folder is None:
            return
        before = {**self.service.targets(self.folder), **self.targets}.get(dependency, "")
        self.history.do(
            tr("choose a target") if alternative else tr("take a target back"),
            lambda: self._keep_target(dependency, alternative),
            lambda: self._keep_target(dependency, before),
        )

    def _keep_target(self, dependency: str, alternative: str) -> None:
        assert self.folder is not None
        self.targets = {**self.service.targets(self.folder), **self.targets}  # another window may have chosen
        self.targets.pop(dependency, None)
        if alternative:
            self.targets[dependency] = alternative
        try:
            self.service.keep_targets(self.folder, self.targets)
        except AdvisorError as error:
            self.told.emit(str(error))
        self.judge_again()

    # --- the policy, and decisions on places ---

    def limits(self) -> Policy:
        """What is allowed and asked for in the project that is open."""
        return self.service.limits(self.folder) if self.folder else Policy()

    def change_policy(self, policy: Policy, text: str = "") -> None:
        """Judge under other limits; answers of the user in `policy` are not looked at."""
        folder = self.folder
        if folder is None or (before := self.service.limits(folder)) == policy:
            return
        self._try(
            text or tr("change the policy"),
            lambda: self.service.keep_limits(folder, policy),
            lambda: self.service.keep_limits(folder, before),
        )

    def use_policy(self, path: Path) -> None:
        """Judge under the policy in a file: its limits, and the facts about the user that it tells."""
        folder = self.folder
        if folder is None:
            return
        try:
            policy = self.service.read_policy(path)
        except AdvisorError as error:
            self.told.emit(str(error))
            return
        old_limits, old_answers = self.service.limits(folder), self.service.answers(folder)
        told = {key: value for key in FACTS if (value := getattr(policy, key)) != getattr(Policy(), key)}

        def keep(limits: Policy, answers: Policy) -> None:
            self.service.keep_limits(folder, limits)
            self.service.keep_answers(folder, answers)

        self._try(
            f"use {path.name}",
            lambda: keep(policy, replace(old_answers, **told)),
            lambda: keep(old_limits, old_answers),
        )

    def answer(self, fact: str, value: bool | int | float | None) -> None:
        """Keep what the user says of a fact that no scan can see; None: it is not known."""
        folder = self.folder
        if folder is None or fact not in FACTS:
            return
        before = self.service.answers(folder)
        changed: dict[str, Any] = {fact: value}
        after = replace(before, **changed)
        self._try(
            tr("answer a question"),
            lambda: self.service.keep_answers(folder, after),
            lambda: self.service.keep_answers(folder, before),
        )

    def decide(self, lines: Sequence[Line], text: str) -> None:
        """Keep decisions on places in one step and judge anew: count these, leave those out, move files."""
        folder = self.folder
        if folder is None:
            return
        replaced: list[Line] = []

        def forth() -> None:
            replaced[:] = self.service.lay(folder, *lines)

        self._try(text, forth, lambda: self.service.take_back(folder, *lines, instead=replaced))

    def take_back(self, findings: Sequence[Finding]) -> None:
        """Forget the user's own decisions because of which places count or are left out, in one step."""
        folder = self.folder
        lines = self.service.behind(folder, findings) if folder else ()
        if folder is None or not lines:
            self.told.emit(tr("This was not decided here: it stands in the project's settings."))
            return
        many = tr("take {count} decisions back", "", len(lines))
        self._try(
            several(len(lines), tr("take a decision back"), many),
            lambda: self.service.take_back(folder, *lines),
            lambda: self.service.lay(folder, *lines),
        )

    def _try(self, text: str, forth: Callable[[], object], back: Callable[[], object]) -> None:
        """Do something to what is kept, and judge anew; what cannot be judged under is taken back."""

        def judged(work: Callable[[], object]) -> None:
            work()
            self.judge_again()

        self.history.do(text, lambda: judged(forth), lambda: judged(back))
        self._on_trial = self._background.busy

    def _judge(self) -> None:
        collector.rest()
        assert self._result is not None and self.folder is not None
        folder, result, day, targets = self.folder, self._result, self.as_of, dict(self.targets)
        self.ticking.begin()

        def work() -> Ticked:
            done = self.service.assess(folder, result, day, targets)
            known(done.assessment)  # while nobody waits for it
            return done

        self._background.run(work, self._take_assessment, self._refuse)
        self.judging.emit()

    def _refuse(self, error: str) -> None:
        collector.resume()
        if self._on_trial and self.assessment is not None:
            self._on_trial = False
            self.history.undo()
            self.told.emit(tr("That was taken back. {why}").format(why=error))
            return
        self.failed.emit(error)

    def _take_assessment(self, ticked: Ticked) -> None:
        """Ticks set while the judging ran are laid over those it began with."""
        self._on_trial = False
        self.assessment = self.ticking.over(ticked)
        self.quiet = False
        self.assessed.emit(self.assessment)
        collector.resume()
        self._keep(self.assessment)
        for message in ticked.messages:
            if message not in self._said:  # once a scan: many judgements follow one
                self._said.add(message)
                self.told.emit(message)

    def _keep(self, assessment: Assessment) -> None:
        """Keep a whole scan, and how it makes the project stand today."""
        assert self.folder is not None and self._result is not None and self.scanned is not None
        if self._unkept:
            self._unkept = False
            self.keeper.keep(self.folder, self._result, assessment, self.scanned)
        if self.fresh:
            self._note(assessment)

    def _note(self, assessment: Assessment) -> None:
        """Only what is judged by the real day, of a whole scan, is a point of the burn-down."""
        today = self.service.today()
        if self.folder is not None and assessment.as_of == today and not assessment.partial:
            self.keeper.note(self.folder, assessment, today)

    # --- the checklist ---

    def set_state(self, task_id: str, state: TaskState) -> None:
        """Tick a task, open it again, or settle it as not to be done; kept at once."""
        self.ticking.set_states((task_id,), state)

    def set_note(self, task_id: str, note: str) -> None:
        """Keep a note on a task."""
        self.ticking.set_note(task_id, note)

    def _ticked(self, assessment: Assessment) -> None:
        self.tasks_changed.emit(assessment)
        self._note(assessment)
