"""Use case: the catalog in use, which is the update that was taken in, else the one that came along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.app import update
from advisor.core.overlay import Overlay

if TYPE_CHECKING:
    from advisor.catalog import Catalog


def load(overlays: Sequence[Overlay] = ()) -> Catalog:
    """The catalog in use with `overlays` laid over it. Raises `OverlayError`, `CatalogError`."""
    from advisor.catalog import load_catalog

    return load_catalog(update.folder_in_use(), tuple(overlays))
