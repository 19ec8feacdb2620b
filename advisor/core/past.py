"""What is remembered of earlier scans: how one stood, and what the next one found new or gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from advisor.core.findings import Finding, ScanResult

Mark = tuple[int, int]
"""How a file lay on disk: when it was changed last (in nanoseconds), and its size."""


@dataclass(frozen=True, slots=True)
class Point:
    """How a project stood on one day: a point of its burn-down."""

    day: date
    tool: str
    catalog: str
    findings: int
    dependencies: int
    level: str
    """The word for the risk of the whole project."""
    risk: int
    """The scores of all dependencies added up."""
    tasks_open: int
    tasks_settled: int
    effort_left: float
    by_status: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What a scan found that the one before it had not, and the other way round; by the ids of findings."""

    since: datetime
    """When the scan before it ended."""
    new: tuple[str, ...] = ()
    gone: tuple[Finding, ...] = ()
    """As the earlier scan found them; not judged."""


@dataclass(frozen=True, slots=True)
class KeptScan:
    """The last whole scan of a project, as it can be shown again without reading the folder."""

    result: ScanResult
    scanned: datetime
    """When it ended, by the clock on the wall."""
    catalog: str
    """Version and digest of the facts it was made with."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """How the files with findings and the manifests lay on disk."""
    change: Change | None = None
    """Against the scan before it; None where there was none to compare with."""
