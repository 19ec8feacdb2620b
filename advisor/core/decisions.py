"""What people say about single places: count this after all, leave that out, these files are tests.

Kept in the project for the team (`.llama-advisor.toml`) or in the user's folder for one person, as the same
lines in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advisor.core.findings import Finding
from advisor.core.kinds import Context, Kind

PROJECT_FILE = ".llama-advisor.toml"
"""The file at the top of a project that holds its decisions."""
USER_ORIGIN = "your own settings"
"""How reports call decisions from the user's folder."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which places a line speaks of. What is empty asks for nothing; at least one is set."""

    paths: tuple[str, ...] = ()
    """Globs; one of them has to fit."""
    id: str | None = None
    """The id of one finding or cleared place."""
    rule: str | None = None
    """A rule's id: all that it found or cleared."""
    written: str | None = None
    """Glob over what stands there, case ignored."""


@dataclass(frozen=True, slots=True)
class Overrule:
    """Cleared places that count all the same."""

    where: Where
    reason: str
    origin: str
    kind: Kind | None = None
    """What they are; None: as the grammar of names reads what stands there, else a model."""
    model: str | None = None
    """The model they name; None: as the grammar reads it."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings that are left out, and why."""

    where: Where
    reason: str
    origin: str
    kind: Kind | None = None
    until: date | None = None
    """From this day on it no longer holds; None: for good."""


@dataclass(frozen=True, slots=True)
class ContextRule:
    """What part of the project some files belong to."""

    paths: tuple[str, ...]
    context: Context
    origin: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All lines of one origin, or of several one after the other: of two that fit, the later holds."""

    overrules: tuple[Overrule, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    contexts: tuple[ContextRule, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    """Origins that could not be used, each with what is wrong: none of their lines counts."""
    names: tuple[tuple[str, int], ...] = ()
    """Origins with the number of model names that they add."""

    def __add__(self, other: Decisions) -> Decisions:
        """These, then the others."""
        return Decisions(
            self.overrules + other.overrules,
            self.suppressions + other.suppressions,
            self.contexts + other.contexts,
            self.faults + other.faults,
            self.names + other.names,
        )

    def without(self, origin: str) -> Decisions:
        """These, but no line of one origin."""
        return Decisions(
            tuple(line for line in self.overrules if line.origin != origin),
            tuple(line for line in self.suppressions if line.origin != origin),
            tuple(line for line in self.contexts if line.origin != origin),
            tuple(line for line in self.faults if line[0] != origin),
            tuple(line for line in self.names if line[0] != origin),
        )


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that was left out, and on whose word."""

    finding: Finding
    reason: str
    origin: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What the lines of one origin did, for the head of every report."""

    origin: str
    overruled: int = 0
    """Cleared places that count because of it."""
    suppressed: int = 0
    """Findings that it leaves out."""
    contexts: int = 0
    """Findings whose context it changed."""
    names: int = 0
    """Model names that it adds."""
    unused: tuple[str, ...] = ()
    """Lines that fit nothing, or are over, in words."""
    fault: str = ""
    """Why none of it was used; else empty."""
