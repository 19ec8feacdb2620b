"""What a scan yields: findings, the cleared ledger, skips, hints, and their sum."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a field of Verdict is called date
from typing import Any

from advisor.core.kinds import Confidence, Context, Kind, SkipReason, Status
from advisor.core.links import Use


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens to the thing found, as of the date of the assessment."""

    status: Status
    date: Day | None = None
    """The day it ended or ends; null when no day is known."""
    tiers: tuple[str, ...] = ()
    """The customer tiers the end holds for; empty: all."""
    replacement: str | None = None
    """What the host names as successor, its chain walked to something alive; else null."""
    source: str | None = None
    """Where the fact stands; null where the status follows from a rule, not from a page."""
    read_on: Day | None = None
    """The day that source was read."""
    why: str = ""
    """One sentence for a person."""
    origin: str | None = None
    """`overlay acme.toml` where that file told it; null where the bundled catalog did."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that depends on Llama. Field names are the published contract."""

    id: str
    """Hash of kind, canonical name, normalised line, path and ordinal: survives edits elsewhere."""
    path: str
    """Relative to the scanned folder, `/` as separator."""
    line: int
    """1-based as the file lies on disk (raw line in a notebook); 0 is the whole file."""
    column: int
    """1-based Unicode code points; 0 with line 0."""
    end_column: int
    """Exclusive."""
    kind: Kind
    written: str
    """What stands there, as written."""
    model: str | None
    family: str | None
    provider: str | None
    context: Context
    confidence: Confidence
    rule: str
    """Stable id such as `LA-MODEL-001`."""
    why: str
    verdict: Verdict | None = None
    """Set by `advisor.assess`; null straight after a scan."""
    cell: int | None = None
    """1-based cell number in a notebook, else null."""
    origin: str | None = None
    """On whose word it counts where that is not the bundled catalog's: `overlay acme.toml`,
    `.llama-advisor.toml`, `your own settings`; else null."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A candidate that was looked at and not counted, with the rule that cleared it."""

    path: str
    line: int
    column: int
    end_column: int
    written: str
    rule: str
    why: str
    context: Context = Context.PRODUCTION
    id: str = ""
    """Hash of rule, what is written, normalised line, path and ordinal: survives edits elsewhere."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Something not read, or not read to its end."""

    path: str
    reason: SkipReason
    detail: str = ""
    """What a person needs beyond the reason: the limit, the error text, where the link points."""
    count: int = 1
    """How many files this row stands for."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A fact about needs seen in a file that also holds a finding (`num_ctx: 8192`, `tools=`)."""

    path: str
    line: int
    need: str
    """`context`, `tools`, `structured-output`, `vision`, `streaming`, `fine-tuning`, `quantisation`,
    `provider` …: the name in `resources/hints.json`."""
    value: str
    """As written; for `context` a decimal number of tokens."""
    written: str
    first: int = 0
    """The first line that it speaks of; 0 where it speaks of the whole file."""
    last: int = 0


@dataclass(frozen=True, slots=True)
class ScanStats:
    """How much was looked at."""

    files_seen: int = 0
    """Regular files found outside pruned folders."""
    files_read: int = 0
    """Files whose text was sifted to the end (or to a cap that has a skip row)."""
    bytes_read: int = 0
    candidate_files: int = 0
    """Files in which at least one needle was hit."""
    pruned_files: int = 0
    """Files counted inside pruned folders."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Everything one scan has to say, in path order, the same for the same tree."""

    project: str
    """Name of the scanned folder, for titles; never an absolute path."""
    findings: tuple[Finding, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    skipped: tuple[Skip, ...] = ()
    hints: tuple[Hint, ...] = ()
    stats: ScanStats = field(default_factory=ScanStats)
    partial: bool = False
    """True when the scan was cancelled: what was found so far."""
    manifests: tuple[str, ...] = ()
    """Relative paths of manifest files (package.json, pyproject.toml, go.mod …), for grouping."""
    uses: tuple[Use, ...] = ()
    """Lines that read what a finding defines, by exact name."""
    branch: str | None = None
    """The checked-out branch as `.git/HEAD` names it, read as text; else null."""


JsonObject = dict[str, Any]
"""A JSON object on its way into a report."""
