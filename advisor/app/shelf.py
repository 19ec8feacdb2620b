"""Use case: the catalog for browsing: its rows as they are, and what filters and memory need."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.app import overlays
from advisor.app.wanted import Wanted
from advisor.assess.memory import memory
from advisor.core.knowledge import (
    Alternative,
    CatalogStamp,
    Derivative,
    Licence,
    LifecycleRow,
    LlamaModel,
    MemoryFigures,
    OutlookEvent,
    Package,
)
from advisor.core.memory import MemoryNeed

if TYPE_CHECKING:
    from advisor.catalog import Catalog

__all__ = ["CONTEXT_TOKENS", "Shelf", "shelf"]

CONTEXT_TOKENS = 8192
"""The context that memory is reckoned for where none is asked for."""

_PARTS = (
    *("alternatives", "licences", "lifecycle", "llama", "derivatives", "packages", "outlook"),
    *("quantisations", "hosts"),
)


class Shelf:
    """The rows of one catalog, read when first asked for. Raises CatalogError where a file is damaged."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def read(self) -> Shelf:
        """Read every part now, where nobody waits for it, and not when it is shown; hands back itself."""
        for part in _PARTS:
            getattr(self, part)
        return self

    @property
    def stamp(self) -> CatalogStamp:
        """Which catalog this is."""
        return self._catalog.stamp

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The open-weight checkpoints to move to."""
        return self._catalog.alternatives

    @property
    def licences(self) -> tuple[Licence, ...]:
        """Licences with their duties."""
        return self._catalog.licences

    @property
    def lifecycle(self) -> tuple[LifecycleRow, ...]:
        """What hosts say about the life of their ids."""
        return self._catalog.lifecycle

    @property
    def llama(self) -> tuple[LlamaModel, ...]:
        """The official Llama checkpoints."""
        return self._catalog.llama_models

    @property
    def derivatives(self) -> tuple[Derivative, ...]:
        """Patterns of weights made from Llama, and names that only look so."""
        return self._catalog.derivatives

    @property
    def packages(self) -> tuple[Package, ...]:
        """Packages of Meta's stack, namesakes and carriers of model ids."""
        return self._catalog.packages

    @property
    def outlook(self) -> tuple[OutlookEvent, ...]:
        """Dated events of the Llama and Muse lines."""
        return self._catalog.outlook

    @cached_property
    def quantisations(self) -> Mapping[str, str]:
        """The quantisations that memory can be reckoned for, each with what its bits per weight rest on."""
        return {name: row["basis"] for name, row in self._bits.items()}

    @cached_property
    def hosts(self) -> Mapping[str, str]:
        """Names of the hosts by their slugs."""
        return {row.id: row.name for row in self._catalog.providers}

    def licence(self, slug: str | None) -> Licence | None:
        """The row of a licence; None where its text has none."""
        return self._licences.get(slug or "")

    def ruling(self, alternative: str) -> str:
        """What an overlay says of an alternative: `refused by overlay acme.toml: …`; empty: nothing."""
        found = self._catalog.rulings.models.get(alternative)
        return found.words if found else ""

    def figures(self, row: Alternative | LlamaModel) -> MemoryFigures | None:
        """The memory figures of a checkpoint; None where none were seen."""
        repos = (row.hf_repo,) if isinstance(row, Alternative) else row.repos
        return next((found for repo in repos if (found := self._catalog.memory_of(repo))), None)

    def memory(
        self, row: Alternative | LlamaModel, quantisation: str, context: int = CONTEXT_TOKENS
    ) -> MemoryNeed:
        """What weights and KV cache need in GiB at a quantisation and a context in tokens."""
        size = row.params_total_b if isinstance(row, Alternative) else row.size_b
        return memory(size, self._bits[quantisation]["bits"], self.figures(row), context)

    def fits(self, row: Alternative, wanted: Wanted) -> bool:
        """True where all that is wanted is known of the row, and so."""
        if not wanted.fits(row):
            return False
        if wanted.memory_gib is None:
            return True
        context = wanted.min_context or CONTEXT_TOKENS
        needed = self.memory(row, wanted.quantisation, context).total_gib
        return needed is not None and needed <= wanted.memory_gib

    @cached_property
    def _bits(self) -> Mapping[str, Mapping[str, Any]]:
        bits: Mapping[str, Mapping[str, Any]] = self._catalog.document("ranking")["bits_per_weight"]
        return bits

    @cached_property
    def _licences(self) -> Mapping[str, Licence]:
        return {row.id: row for row in self.licences}


def shelf(*, data: Path | None = None) -> Shelf:
    """The catalog in use with the user's own overlays over it, read in full; `data`: the user's data folder.

    Raises `CatalogError` for damaged facts, `OverlayError` for one of the overlays.
    """
    return Shelf(overlays.laid(overlays.in_force(data=data))).read()
