"""What the window needs of the use cases, as it sees them: one interface, one real and one test side.

Nothing here blocks but `assess` and `render`, which are called away from the main thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from advisor.app.checklist import Ticked
from advisor.app.decide import Line
from advisor.app.live import Update
from advisor.app.policies import Offer
from advisor.core.assessment import Assessment, Tick
from advisor.core.board import Board
from advisor.core.findings import Finding, ScanResult
from advisor.core.knowledge import CatalogStamp
from advisor.core.policy import Policy
from advisor.gui.past import Past, Recent

__all__ = ["Line", "Offer", "Recent", "RunningScan", "Service", "Ticked", "Update"]


class RunningScan(Protocol):
    """A scan in a child process beside the window."""

    def poll(self) -> Update:
        """What is new; returns at once."""

    def cancel(self) -> None:
        """Ask it to stop and hand over what it has; returns at once."""

    def kill(self) -> None:
        """End it now, without a result."""

    def join(self, seconds: float) -> None:
        """Wait so long at most until its processes are gone."""


class Service(Protocol):
    """The use cases behind the window."""

    past: Past
    """What is remembered of earlier scans."""

    def start_scan(self, folder: Path) -> RunningScan:
        """Begin to scan `folder`. Raises `AdvisorError` when that cannot be done."""

    def assess(self, folder: Path, result: ScanResult, as_of: date, targets: Mapping[str, str]) -> Ticked:
        """Judge and plan, with kept ticks put back. Slow: not for the main thread."""

    def keep_ticks(self, folder: Path, ticks: Mapping[str, Tick]) -> None:
        """Keep what the user says about tasks, by their ids. Raises `AdvisorError` when it cannot be kept."""

    def ticks_mark(self, folder: Path) -> object:
        """Another value whenever ticks of the project were saved, by this window or another."""

    def ticked(self, folder: Path, assessment: Assessment) -> Ticked:
        """The assessment with the ticks as they are kept now."""

    def targets(self, folder: Path) -> Mapping[str, str]:
        """Which alternative was chosen for which dependency the last time."""

    def keep_targets(self, folder: Path, targets: Mapping[str, str]) -> None:
        """Keep these choices for the next time. Raises `AdvisorError` when that cannot be done."""

    def limits(self, folder: Path) -> Policy:
        """What the user allows and asks for in a project."""

    def keep_limits(self, folder: Path, policy: Policy) -> None:
        """Keep that for the next judgement. Raises `AdvisorError` when that cannot be done."""

    def answers(self, folder: Path) -> Policy:
        """What the user answered about a project that no scan can see."""

    def keep_answers(self, folder: Path, policy: Policy) -> None:
        """Keep that for the next judgement. Raises `AdvisorError` when that cannot be done."""

    def read_policy(self, path: Path) -> Policy:
        """The policy in a file. Raises `AdvisorError` that names file, key and what was expected."""

    def offer(self) -> Offer:
        """What a policy can be made of. Raises `AdvisorError` when the catalog cannot be read."""

    def board(self, folder: Path, assessment: Assessment, dependency: str) -> Board:
        """Every candidate for a dependency of the assessment. Not for the main thread.

        Raises `AdvisorError` where the catalog is another one by now.
        """

    def lay(self, folder: Path, *lines: Line) -> Sequence[Line]:
        """Keep decisions on places, all or none, and hand back those they replace.

        Raises `AdvisorError` likewise.
        """

    def take_back(self, folder: Path, *lines: Line, instead: Sequence[Line] = ()) -> None:
        """Forget decisions on places, and keep `instead` again. Raises `AdvisorError` likewise."""

    def behind(self, folder: Path, findings: Sequence[Finding]) -> Sequence[Line]:
        """The user's own decisions because of which places count or are left out, each once."""

    def render(self, assessment: Assessment, what: str, format_name: str) -> str | bytes:
        """The content of an export: `report` or `checklist` in one of the formats of `advisor.app.export`."""

    def save(self, path: Path, content: str | bytes, project: Path | None) -> None:
        """Write an export, whole or not at all, through no link of `project`.

        Raises `AdvisorError` with what to do.
        """

    def sample(self) -> Path:
        """The sample project that comes with the program."""

    def stamp(self) -> CatalogStamp:
        """Which catalog is in use. Raises `AdvisorError` when it cannot be read."""

    def today(self) -> date:
        """The real day."""

    def settings_folder(self) -> Path:
        """Where the window keeps its size and look."""
