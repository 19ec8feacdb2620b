"""What somebody who lists alternatives wants of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.core.knowledge import Alternative


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a listed alternative has to be; None: no matter. What is not known of a row does not pass."""

    licence_class: str | None = None
    min_size_b: float | None = None
    """Parameters in thousands of millions."""
    max_size_b: float | None = None
    min_context: int | None = None
    """Tokens."""
    modality: str | None = None
    """Something it takes in: `text`, `image` …"""
    task: str | None = None
    released_before: date | None = None
    memory_gib: float | None = None
    """Memory that the weights at `quantisation` and the KV cache at the context have to fit into."""
    quantisation: str = "q4"

    def fits(self, row: Alternative) -> bool:
        """True where everything wanted is known of the row, and so; memory, which needs more, left out."""
        size, context, released = row.params_total_b, row.context_tokens, row.released
        return (
            (self.licence_class is None or row.licence_class == self.licence_class)
            and (self.min_size_b is None or (size is not None and size >= self.min_size_b))
            and (self.max_size_b is None or (size is not None and size <= self.max_size_b))
            and (self.min_context is None or (context is not None and context >= self.min_context))
            and (self.modality is None or self.modality.lower() in row.modalities_in)
            and (self.task is None or self.task.lower() in row.tasks)
            and (self.released_before is None or (released is not None and released < self.released_before))
        )

    @property
    def is_anything(self) -> bool:
        """True where no filter is set."""
        return self == Wanted(quantisation=self.quantisation)
