"""Ways on from today, side by side: stay, keep the weights elsewhere, wait, move. Each over the horizons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advisor.core.kinds import Level, Status


class ScenarioKind(StrEnum):
    """What is done."""

    STAY = "stay"
    """Nothing is changed."""
    CHANGE_HOST = "change host"
    """The same weights, served by somebody else or by oneself."""
    WAIT = "wait"
    """Nothing is changed until the maker opens a successor: no such day is known."""
    MOVE = "move"
    """Another model takes its place."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The risk of one scenario within one horizon."""

    months: int
    by: date
    likelihood: int
    impact: int
    level: Level
    score: int
    """Likelihood times impact; for the whole project their sum over all dependencies."""


@dataclass(frozen=True, slots=True)
class HostOption:
    """Somebody who is known to serve this very model on the day, or one's own machine."""

    provider: str | None
    """None: a machine of one's own."""
    name: str
    model_id: str | None
    status: Status
    ends: date | None
    """The end that is known, where one is."""
    why: str
    source: str | None
    read_on: date | None
    """The day the source was read."""
    effort_points: float
    forecast: tuple[Forecast, ...]


@dataclass(frozen=True, slots=True)
class MemoryOption:
    """What the same weights need on a machine of one's own, at one precision."""

    quantisation: str
    context_tokens: int
    memory_gib: float | None
    """Weights and KV cache of one request; null where a figure was not seen."""
    weights_gib: float | None
    figures_of: str | None
    """The hub repository whose published configuration the cache is reckoned from."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due while one waits."""

    on: date
    month: int
    """In which month from the day judged by, 1 for the first."""
    text: str
    so_far: int
    """How many dependencies have ended by then, those that are dead today included."""
    dependency_id: str
    finding_ids: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way on, for one dependency or the whole project."""

    kind: ScenarioKind
    title: str
    possible: bool
    """False where there is no such way; `text` says why, and the figures are those of staying."""
    text: str
    forecast: tuple[Forecast, ...]
    effort_points: float
    licences: tuple[str, ...]
    """Slugs of the licences in force then."""
    memory_gib: float | None = None
    memory_note: str | None = None
    loses: tuple[str, ...] = ()
    """What is lost, or was not checked."""
    hosts: tuple[HostOption, ...] = ()
    own_machine: tuple[MemoryOption, ...] = ()
    target: str | None = None
    """Id of the alternative moved to."""
    due: tuple[Due, ...] = ()
    """What falls due meanwhile, in order."""
    stays: tuple[str, ...] = ()
    """Licence duties that stay all the while, by name."""
    what_if: date | None = None
    """A day the user typed in, not a fact; null where there is none."""
    of: int = 1
    """How many dependencies it was looked at for (the whole project)."""
    possible_for: int = 1
    """For how many of them it is possible."""


@dataclass(frozen=True, slots=True)
class DependencyScenarios:
    """The ways on for one dependency."""

    dependency_id: str
    title: str
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class Scenarios:
    """The ways on for the whole project and for each dependency on weights that something runs on."""

    whole: tuple[Scenario, ...] = ()
    dependencies: tuple[DependencyScenarios, ...] = ()
