"""One grammar for all tests of this folder: it only reads."""

from __future__ import annotations

import pytest

from advisor.catalog import load_catalog
from advisor.names import Namer


@pytest.fixture(scope="session")
def namer() -> Namer:
    return Namer(load_catalog())
