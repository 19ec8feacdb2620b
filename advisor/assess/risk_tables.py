"""The points of risk, read from `resources/risk.json`: likelihood by horizon, impact, the table of levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from advisor.core.kinds import Level


@dataclass(frozen=True, slots=True)
class Likely:
    """Points of likelihood for each horizon, and why they are so many."""

    points: tuple[float, ...]
    """One for each horizon, nearest first; never fewer for a longer one."""
    reason: str
    limit: float | None = None
    """The amount from which the points count, where there is one."""


@dataclass(frozen=True, slots=True)
class Harm:
    """Points of impact, and why they are so many."""

    points: float
    reason: str
    limit: float | None = None
    """The amount from which the points count, where there is one."""


@dataclass(frozen=True, slots=True)
class RiskTables:
    """All that risk and scenarios are reckoned with."""

    months: tuple[int, ...]
    """The horizons, nearest first."""
    headline: int
    """Index of the horizon whose likelihood is the dependency's."""
    likelihood: Mapping[str, Likely]
    impact: Mapping[str, Harm]
    levels: tuple[tuple[Level, ...], ...]
    """By likelihood (rows) and impact (columns), both 1 to 5."""
    most_in_tests: int
    """The impact of what only tests rest on is never higher."""
    pool_below: int
    """A host of which fewer ids are known is judged by the record of all hosts together."""
    wait_months: int
    """How many months ahead the scenario of waiting adds up what falls due."""
    host_change: tuple[str, ...]
    """Keys of the shares of effort that a change of host takes; the others are about another model."""
    self_host_points: float
    """What serving the weights oneself adds to a change of host."""
    precisions: tuple[str, ...]
    """The precisions that memory on one's own machine is told for."""


def read_risk(document: Mapping[str, Any]) -> RiskTables:
    """The tables of the document `risk`. Raises `KeyError`, `TypeError` or `ValueError` where a part is
    missing or a row has not one number of points for each horizon."""
    months = tuple(int(number) for number in document["horizons"])
    scenarios = document["scenarios"]
    return RiskTables(
        months=months,
        headline=months.index(int(document["headline"])),
        likelihood={key: _likely(key, row, months) for key, row in document["likelihood"].items()},
        impact={
            key: Harm(float(row["points"]), str(row["reason"]), row.get("limit"))
            for key, row in document["impact"].items()
        },
        levels=tuple(tuple(map(Level, row)) for row in document["table"]["levels"]),
        most_in_tests=int(document["most_in_tests"]),
        pool_below=int(document["pool_below"]),
        wait_months=int(scenarios["wait_months"]),
        host_change=tuple(scenarios["host_change"]),
        self_host_points=float(scenarios["self_host_points"]),
        precisions=tuple(scenarios["precisions"]),
    )


def _likely(key: str, row: Mapping[str, Any], months: Iterable[int]) -> Likely:
    points = tuple(float(number) for number in row["points"])
    if len(points) != len(tuple(months)) or list(points) != sorted(points):
        raise ValueError(f"likelihood {key}: one number for each horizon, none lower than the one before")
    return Likely(points, str(row["reason"]), row.get("limit"))
