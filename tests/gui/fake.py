"""A stand-in for the use cases: scans that give out findings when a test says so, ticks kept in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from advisor.app import analyse, decide
from advisor.core.assessment import Assessment, Summary, Tick
from advisor.core.board import Board
from advisor.core.errors import UsageError
from advisor.core.findings import Finding, ScanResult, ScanStats, Skip
from advisor.core.kinds import SkipReason, TaskState
from advisor.core.knowledge import CatalogStamp
from advisor.core.policy import FACTS, Policy
from advisor.gui.past import Past
from advisor.gui.service import Line, Offer, Ticked, Update
from tests.gui.boards import board_of
from tests.report import example

TODAY = date(2026, 11, 24)


@dataclass
class FakeScan:
    """A scan whose findings come in pieces, one piece a poll; it waits while `held`."""

    folder: Path
    pieces: list[Sequence[Finding]]
    files: int = 30
    held: bool = False
    error: str = ""
    deaf: bool = False
    """Never hands over after a cancel."""
    cancelled: bool = False
    killed: bool = False
    given: list[Finding] = field(default_factory=list)

    def poll(self) -> Update:
        if self.cancelled and not self.deaf:
            return Update(self.files, len(self.given), "", (), self._result(partial=True))
        if self.pieces and not self.held:
            piece = tuple(self.pieces.pop(0))
            self.given += piece
            return Update(self.files, min(len(self.given), self.files), "src", piece)
        if self.held or self.cancelled:
            return Update(self.files, min(len(self.given), self.files), "src")
        if self.error:
            return Update(error=self.error)
        return Update(self.files, self.files, "src", (), self._result(partial=False))

    def _result(self, *, partial: bool) -> ScanResult:
        skipped = (Skip(".", SkipReason.CANCELLED, "12 files", 12),) if partial else ()
        return ScanResult(
            self.folder.name,
            tuple(sorted(self.given, key=lambda each: (each.path, each.line))),
            skipped=skipped,
            stats=ScanStats(
                files_seen=self.files, files_read=self.files, bytes_read=123_456, candidate_files=4
            ),
            partial=partial,
        )

    def cancel(self) -> None:
        self.cancelled = True

    def kill(self) -> None:
        self.killed = True

    def join(self, seconds: float) -> None:
        return


class FakeService:
    """Implements `advisor.gui.service.Service`. Tests set the fields before they open a folder."""

    def __init__(self, home: Path, base: Assessment | None = None) -> None:
        self.home = home
        self.base = base or example.assessment()
        self.findings: list[Sequence[Finding]] = [self.base.findings]
        self.held = False
        self.scan_error = ""
        self.deaf = False
        self.assess_error = ""
        self.save_error = ""
        self.tick_error = ""
        self.board_error = ""
        self.forgetful = False
        """Judges with the ticks it had at first."""
        self.scans: list[FakeScan] = []
        self.kept: dict[tuple[Path, str], tuple[TaskState, str]] = {}
        self.days: dict[str, date | None] = {}
        self.saves = 0
        """How often ticks were kept; a test adds one for another window."""
        self.past = Past(home, lambda: self.clock)
        self.clock = datetime(2026, 11, 24, 14, 2)
        self.chosen: dict[Path, dict[str, str]] = {}
        self.saved: dict[Path, str | bytes] = {}
        self.allowed: dict[Path, Policy] = {}
        self.answered: dict[Path, Policy] = {}
        self.assessed_with: list[tuple[date, dict[str, str]]] = []

    def start_scan(self, folder: Path) -> FakeScan:
        if not folder.is_dir():
            raise UsageError(f"There is no folder {folder}. Choose another one.")
        scan = FakeScan(folder, list(self.findings), held=self.held, error=self.scan_error, deaf=self.deaf)
        self.scans.append(scan)
        return scan

    def assess(self, folder: Path, result: ScanResult, as_of: date, targets: Mapping[str, str]) -> Ticked:
        self.assessed_with.append((as_of, dict(targets)))
        if self.assess_error:
            raise UsageError(self.assess_error)
        verdicts = {each.id: each.verdict for each in self.base.findings}
        findings = tuple(replace(row, verdict=verdicts.get(row.id, example.YOURS)) for row in result.findings)
        tasks = tuple(self._with_tick(folder, task) for task in self.base.tasks)
        answers = {key: getattr(self.answers(folder), key) for key in FACTS}
        made = replace(
            self.base,
            policy=replace(self.limits(folder), **answers),
            as_of=as_of,
            project=folder.name,
            partial=result.partial,
            findings=findings,
            skipped=(*self.base.skipped, *result.skipped),
            summary=summary(findings, self.base.summary),
            dependencies=tuple(replace(each, chosen=targets.get(each.id)) for each in self.base.dependencies),
            tasks=tasks,
        )
        return Ticked(made, (), self._known_days())

    def _with_tick(self, folder: Path, task: example.Task) -> example.Task:
        kept = {} if self.forgetful else self.kept
        state, note = kept.get((folder, task.id), (task.state, task.note))
        return replace(task, state=state, note=note)

    def keep_ticks(self, folder: Path, ticks: Mapping[str, Tick]) -> None:
        if self.tick_error:
            raise UsageError(self.tick_error)
        known = {task.id: task for task in self.base.tasks}
        for key, tick in ticks.items():
            before = self.kept.get((folder, key), (None, known[key].note if key in known else ""))[1]
            self.kept[folder, key] = (tick.state, before if tick.note is None else tick.note)
            self.days[key] = tick.day
        self.saves += 1

    def ticks_mark(self, folder: Path) -> object:
        return self.saves

    def ticked(self, folder: Path, assessment: Assessment) -> Ticked:
        tasks = tuple(self._with_tick(folder, task) for task in assessment.tasks)
        return Ticked(replace(assessment, tasks=tasks), (), self._known_days())

    def _known_days(self) -> dict[str, date]:
        return {key: day for key, day in self.days.items() if day is not None}

    def targets(self, folder: Path) -> Mapping[str, str]:
        return self.chosen.get(folder, {})

    def keep_targets(self, folder: Path, targets: Mapping[str, str]) -> None:
        self.chosen[folder] = dict(targets)

    def limits(self, folder: Path) -> Policy:
        return self.allowed.get(folder, Policy())

    def keep_limits(self, folder: Path, policy: Policy) -> None:
        if self.save_error:
            raise UsageError(self.save_error)
        self.allowed[folder] = policy

    def answers(self, folder: Path) -> Policy:
        return self.answered.get(folder, Policy())

    def keep_answers(self, folder: Path, policy: Policy) -> None:
        self.answered[folder] = policy

    def read_policy(self, path: Path) -> Policy:
        return analyse.load_policy(path)

    def offer(self) -> Offer:
        return Offer(
            ("Fox", "Owl"), {"own machine": "your own machine", "groq": "Groq"}, {"groq": ("free", "paid")}
        )

    def board(self, folder: Path, assessment: Assessment, dependency: str) -> Board:
        if self.board_error:
            raise UsageError(self.board_error)
        return board_of(next(each for each in assessment.dependencies if each.id == dependency))

    def lay(self, folder: Path, *lines: Line) -> Sequence[Line]:
        return decide.lay(folder, *lines, data=self.home)

    def take_back(self, folder: Path, *lines: Line, instead: Sequence[Line] = ()) -> None:
        decide.take_back(folder, *lines, instead=instead, data=self.home)

    def behind(self, folder: Path, findings: Sequence[Finding]) -> Sequence[Line]:
        return decide.behind(folder, findings, data=self.home)

    def render(self, assessment: Assessment, what: str, format_name: str) -> str | bytes:
        from advisor.app import export

        if format_name == "pdf":
            return b"%PDF-1.7"

        if what == "report":
            return export.report(assessment, export.ReportFormat(format_name))
        return export.checklist(assessment, export.ChecklistFormat(format_name))

    def save(self, path: Path, content: str | bytes, project: Path | None) -> None:
        if self.save_error:
            raise UsageError(self.save_error)
        self.saved[path] = content

    def sample(self) -> Path:
        return Path(__file__).resolve().parents[2] / "resources" / "sample-project"

    def stamp(self) -> CatalogStamp:
        return self.base.catalog

    def today(self) -> date:
        return TODAY

    def settings_folder(self) -> Path:
        return self.home


def summary(findings: Sequence[Finding], base: Summary) -> Summary:
    """The counts of these findings."""
    return replace(
        base,
        findings=len(findings),
        files=len({each.path for each in findings}),
        by_status=Counter(each.verdict.status for each in findings if each.verdict),
        by_kind=Counter(each.kind for each in findings),
        by_context=Counter(each.context for each in findings),
    )


class FakeQuestions:
    """Answers what the dialogs of the system would ask."""

    def __init__(self) -> None:
        self.folder_answer: Path | None = None
        self.policy_answer: Path | None = None
        self.save_answer: Path | None = None
        self.suggested: list[Path] = []

    def folder(self, parent: object, start: Path | None) -> Path | None:
        return self.folder_answer

    def policy_file(self, parent: object, start: Path | None) -> Path | None:
        return self.policy_answer

    def save_as(self, parent: object, start: Path) -> Path | None:
        self.suggested.append(start)
        return self.save_answer
