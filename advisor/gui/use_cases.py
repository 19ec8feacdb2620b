"""The real side of `Service`: the use cases of `advisor.app`, handed to the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from advisor.app import analyse, board, checklist, decide, export, live, projects
from advisor.core.assessment import Assessment, Tick
from advisor.core.board import Board
from advisor.core.findings import Finding, ScanResult
from advisor.core.knowledge import CatalogStamp
from advisor.core.policy import Policy
from advisor.gui.past import Past
from advisor.gui.service import Line, Offer, RunningScan, Ticked


class UseCases:
    """Implements `Service`; see there what each method does."""

    def __init__(self) -> None:
        self.past = Past()

    def start_scan(self, folder: Path) -> RunningScan:
        """See `Service.start_scan`."""
        return live.start(folder)

    def assess(self, folder: Path, result: ScanResult, as_of: date, targets: Mapping[str, str]) -> Ticked:
        """See `Service.assess`."""
        return live.judged(folder, result, as_of, targets)

    def keep_ticks(self, folder: Path, ticks: Mapping[str, Tick]) -> None:
        """See `Service.keep_ticks`."""
        checklist.keep_all(folder, ticks)

    def ticks_mark(self, folder: Path) -> object:
        """See `Service.ticks_mark`."""
        return checklist.mark(folder)

    def ticked(self, folder: Path, assessment: Assessment) -> Ticked:
        """See `Service.ticked`."""
        return checklist.ticked(assessment, folder)

    def targets(self, folder: Path) -> Mapping[str, str]:
        """See `Service.targets`."""
        return projects.kept_targets(folder)

    def keep_targets(self, folder: Path, targets: Mapping[str, str]) -> None:
        """See `Service.keep_targets`."""
        projects.keep_targets(folder, targets)

    def limits(self, folder: Path) -> Policy:
        """See `Service.limits`."""
        return projects.kept_limits(folder).policy

    def keep_limits(self, folder: Path, policy: Policy) -> None:
        """See `Service.keep_limits`."""
        projects.keep_limits(folder, policy)

    def answers(self, folder: Path) -> Policy:
        """See `Service.answers`."""
        return projects.kept_answers(folder).policy

    def keep_answers(self, folder: Path, policy: Policy) -> None:
        """See `Service.keep_answers`."""
        projects.keep_answers(folder, policy)

    def read_policy(self, path: Path) -> Policy:
        """See `Service.read_policy`."""
        return analyse.load_policy(path)

    def offer(self) -> Offer:
        """See `Service.offer`."""
        return live.offer()

    def board(self, folder: Path, assessment: Assessment, dependency: str) -> Board:
        """See `Service.board`."""
        return board.board(folder, assessment, dependency)

    def lay(self, folder: Path, *lines: Line) -> Sequence[Line]:
        """See `Service.lay`."""
        return decide.lay(folder, *lines)

    def take_back(self, folder: Path, *lines: Line, instead: Sequence[Line] = ()) -> None:
        """See `Service.take_back`."""
        decide.take_back(folder, *lines, instead=instead)

    def behind(self, folder: Path, findings: Sequence[Finding]) -> Sequence[Line]:
        """See `Service.behind`."""
        return decide.behind(folder, findings)

    def render(self, assessment: Assessment, what: str, format_name: str) -> str | bytes:
        """See `Service.render`."""
        if format_name == export.ReportFormat.PDF:
            from advisor.gui import pdf

            return pdf.pdf(assessment) if what == "report" else pdf.checklist_pdf(assessment)
        if what == "report":
            return export.report(assessment, export.ReportFormat(format_name))
        return export.checklist(assessment, export.ChecklistFormat(format_name))

    def save(self, path: Path, content: str | bytes, project: Path | None) -> None:
        """See `Service.save`."""
        export.save(path, content, project)

    def sample(self) -> Path:
        """See `Service.sample`."""
        return projects.sample()

    def stamp(self) -> CatalogStamp:
        """See `Service.stamp`."""
        return live.stamp()

    def today(self) -> date:
        """See `Service.today`."""
        return date.today()

    def settings_folder(self) -> Path:
        """See `Service.settings_folder`."""
        return projects.settings_folder()
