"""What names of models, files and machines tell by themselves, read from `resources/ranking.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of graphics card and how many of them a machine type has."""

    id: str
    name: str
    cards: int
    gb_each: float | None
    """Memory of one card in GB as its maker counts; None where the kind is not stated."""

    @property
    def gb(self) -> float | None:
        """Memory of all cards."""
        return None if self.gb_each is None else self.gb_each * self.cards


@dataclass(frozen=True, slots=True)
class ModelTables:
    """Default sizes by provider and model, machines by id, and how files of weights end."""

    default_sizes: Mapping[tuple[str, str], float]
    machines: Mapping[str, Machine]
    weights_files: tuple[str, ...]
    weights_stores: tuple[str, ...]
    """How addresses of stores begin in which one keeps weights oneself."""


def read_models(ranking: Mapping[str, Any]) -> ModelTables:
    """The tables from the document `ranking`; KeyError, TypeError or ValueError where a part is missing."""
    machines = [Machine(row["id"], row["name"], row["cards"], row["gb_each"]) for row in ranking["hardware"]]
    return ModelTables(
        default_sizes={
            (str(row["provider"]), str(row["model"])): float(row["size_b"])
            for row in ranking["default_sizes"]["rows"]
        },
        machines={machine.id: machine for machine in machines},
        weights_stores=tuple(map(str, ranking["weights_stores"])),
        weights_files=tuple(map(str, ranking["weights_files"])),
    )
