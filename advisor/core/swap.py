"""What changes together with a model, and what that takes: members of a swap set and the estimate of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """How much a change is asked for, in the words of Konveyor's task categories."""

    MANDATORY = "mandatory"
    """Left as it is, it does not work or is not allowed."""
    OPTIONAL = "optional"
    """Left as it is, it goes on working."""
    POTENTIAL = "potential"
    """Has to be looked at first."""


@dataclass(frozen=True, slots=True)
class SwapMember:
    """One place that changes when the model does, and what it is there."""

    role: str
    """Key of the role in `resources/effort.json`: `id`, `prompt`, `stop`, `parser`, `body`, `context` …"""
    title: str
    """The role in words: "prompt builder with special tokens"."""
    action: str
    """What is to be done there."""
    category: Category
    """How much the change is asked for once the model is replaced."""
    path: str
    line: int
    written: str
    finding_id: str | None = None
    """None for a setting that stands beside findings and is none itself."""

    @property
    def place(self) -> str:
        """`path:line`, or the path alone for the whole file."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Estimate:
    """The effort of one swap set on Konveyor's scale, with hours under a stated assumption."""

    points: int
    """0, 1, 3, 5, 7 or 13: the gravest of the parts."""
    word: str
    """What that grade means: "redesign"."""
    category: Category
    """Whether the dependency has to be left at all."""
    why: str
    """Why it is of that category."""
    hours_low: float
    """The sum of all parts' points, times the fewest hours a point is assumed to take."""
    hours_high: float
    assumption: str
    """What the hours rest on, in words."""
