"""All candidates of one dependency, ranked and ruled out, as a board compares them: none is left out.

A report carries the best and the nearest misses only; the board is made when somebody looks at a dependency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from advisor.core.assessment import Candidate
from advisor.core.exits import LicenceChange
from advisor.core.knowledge import Licence, Source
from advisor.core.memory import MemoryNeed


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason to rule a candidate out."""

    kind: str
    """`task`, `licence-class`, `memory` …"""
    label: str
    """The kind in a few words: `made for something else`."""
    text: str
    """The whole sentence about this candidate."""


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """A candidate with what a comparison needs besides."""

    candidate: Candidate
    grounds: tuple[Ground, ...] = ()
    """Why it is ruled out; the first is the one it is counted under. Empty for a ranked one."""
    memory: Mapping[str, MemoryNeed] = field(default_factory=dict)
    """By precision: `q4`, `q8` …"""
    duties: LicenceChange | None = None
    """Duties before and after; None where no duty binds today, or its licence was not read."""
    licence: Licence | None = None

    @property
    def id(self) -> str:
        """The id of the alternative."""
        return self.candidate.alternative.id


@dataclass(frozen=True, slots=True)
class TodayModel:
    """What the dependency rests on today; None where the catalog does not tell."""

    name: str
    size_b: float | None = None
    active_b: float | None = None
    context_tokens: int | None = None
    reads: str | None = None
    released: date | None = None
    licences: tuple[Licence, ...] = ()
    memory: Mapping[str, MemoryNeed] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class MachineMemory:
    """A card or machine and the memory it has."""

    name: str
    gib: float
    source: Source | None = None
    """None for the machine that the program runs on: it was asked, not read about."""


@dataclass(frozen=True, slots=True)
class Board:
    """Every candidate for one dependency."""

    dependency: str
    """Its id."""
    entries: tuple[BoardEntry, ...]
    """The ranked ones best first, then those ruled out, nearest first."""
    today: TodayModel
    host: str | None = None
    """Slug of the host that candidates are looked for at; None: one's own machines, or not stated."""
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Names of the hosts that serve one of them, by slug."""
    precisions: Mapping[str, str] = field(default_factory=dict)
    """What memory is reckoned at, each with what its bits per weight rest on."""
    tokens: int = 0
    """The context that memory is reckoned for."""
    tokens_seen: bool = False
    """True where the project states that context; False where the table assumes it."""
    machines: tuple[MachineMemory, ...] = ()
    """Cards and machines whose memory is known, smallest first."""
