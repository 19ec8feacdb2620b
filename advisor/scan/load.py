"""Loads what a scan has to know: discovery rules at once, the detectors when the first file needs them."""

from __future__ import annotations

from pathlib import Path

from advisor.catalog import Catalog, load_catalog
from advisor.core.errors import CatalogError
from advisor.core.overlay import Overlay
from advisor.scan.detector import Detector
from advisor.scan.knowledge import Knowledge
from advisor.scan.rules import DiscoveryRules


def load_knowledge(resources: Path | None = None, overlays: tuple[Overlay, ...] = ()) -> Knowledge:
    """The discovery rules, and detectors that are built on first use.

    Args:
        resources: the folder of the catalog; None: the one that comes with the product.
        overlays: what is laid over it.

    Raises:
        CatalogError: a file is missing or damaged; for the detectors' own files this comes with the
            first use of `Knowledge.detector`.
    """
    return knowledge_of(load_catalog(resources, overlays))


def knowledge_of(catalog: Catalog) -> Knowledge:
    """The same from a catalog that is loaded already. Raises CatalogError likewise."""

    def make_detector() -> Detector:
        from advisor.scan.detect.inspector import Inspector
        from advisor.scan.detect.kit import Kit

        try:
            return Inspector(Kit.build(catalog))
        except (KeyError, TypeError) as error:
            raise _not_usable("detection.json, hints.json or rules.json", error) from None

    try:
        rules = DiscoveryRules.from_json(catalog.document("discovery"))
    except (KeyError, TypeError) as error:
        raise _not_usable("discovery.json", error) from None
    return Knowledge(rules, make_detector)


def _not_usable(name: str, error: Exception) -> CatalogError:
    return CatalogError(
        f"The catalog's {name} cannot be used ({type(error).__name__}: {error}). "
        "Run llama-advisor catalog check, or install the program anew."
    )
