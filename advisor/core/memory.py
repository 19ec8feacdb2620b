"""What a checkpoint needs of memory, in its parts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """What was reckoned for one precision and context; a part is None where a figure was not seen."""

    weights_gib: float | None
    cache_gib: float | None

    @property
    def total_gib(self) -> float | None:
        """Both parts; None unless both are known."""
        if self.weights_gib is None or self.cache_gib is None:
            return None
        return self.weights_gib + self.cache_gib

    @property
    def least_gib(self) -> float | None:
        """What it needs at the least: the total, or the weights alone where the cache is not known."""
        return self.weights_gib if self.total_gib is None else self.total_gib
