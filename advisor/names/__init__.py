"""The grammar of names: any provider's spelling of a model in, one `ModelName` out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from advisor.names.namer import Namer

if TYPE_CHECKING:
    from advisor.catalog import Catalog

__all__ = ["Namer", "namer_of"]


@lru_cache(maxsize=2)
def namer_of(catalog: Catalog) -> Namer:
    """The grammar over a catalog, built once for all who read names by it."""
    return Namer(catalog)
