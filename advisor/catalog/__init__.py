"""The catalog: the facts in `resources/`, found, read and indexed. No judgement.

Every fact keeps its source and the day it was read there; what was not checked is None and named as such.
"""

from advisor.catalog.catalog import Catalog, load_catalog
from advisor.catalog.files import resources_folder

__all__ = ["Catalog", "load_catalog", "resources_folder"]
