"""What the detectors hand back for one file, before the engine gives ids and applies caps.

Offsets are code points into `Document.text`. The engine (`advisor.scan.engine`) turns drafts into
`Finding`, `Cleared` and `Hint` rows, removes repeats and computes stable ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from advisor.core.findings import Skip
from advisor.core.kinds import Confidence, Kind
from advisor.scan.detect.manifest.includes import Include
from advisor.scan.links.values import Named
from advisor.scan.manifests import Declared


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding as a detector sees it: `start` and `end` are offsets; `start` -1 is the whole file."""

    start: int
    end: int
    kind: Kind
    written: str
    rule: str
    why: str
    model: str | None = None
    family: str | None = None
    provider: str | None = None
    confidence: Confidence = Confidence.HIGH
    cell: int | None = None
    origin: str | None = None
    declared: Declared | None = None
    """The package it is about."""
    is_told: bool = False
    """True in a notebook's cell of text: people read it there, nothing runs."""


@dataclass(frozen=True, slots=True)
class ClearedDraft:
    """A candidate that was looked at and not counted."""

    start: int
    end: int
    written: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class HintDraft:
    """A fact about needs (`advisor.core.findings.Hint`) at an offset."""

    start: int
    need: str
    value: str
    written: str
    span: tuple[int, int] | None = None
    """Offsets of the entry it speaks of; None: the whole file."""


@dataclass(frozen=True, slots=True)
class NameDraft:
    """A name that a finding's value is bound to."""

    start: int
    """Offset of the value."""
    named: Named
    draft: Draft | None = None
    """The finding; None where the name is given to something in another file."""


@dataclass(slots=True)
class Inspection:
    """All that was seen in one file."""

    drafts: list[Draft] = field(default_factory=list)
    cleared: list[ClearedDraft] = field(default_factory=list)
    hints: list[HintDraft] = field(default_factory=list)
    names: list[NameDraft] = field(default_factory=list)
    homes: list[str] = field(default_factory=list)
    """Packages (`ecosystem/name`) that a manifest declares its own project as."""
    includes: list[Include] = field(default_factory=list)
    """What a manifest leads to."""
    skips: list[Skip] = field(default_factory=list)
    """Structured reading that failed and fell back to plain text, and the like."""
