"""A small project for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import SHOP, make


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with something to find, to clear and to skip."""
    return make(tmp_path / "shop", SHOP)
