"""The page on threats says what is tried, and what it says is so."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.hazards import GROUPS, HAZARDS

TOP = Path(__file__).parents[2]
SCRIPT: dict[str, Any] = runpy.run_path(str(TOP / ".ci" / "threat_model.py"), run_name="threat_model")


def test_the_page_names_every_hazard_with_the_tests_that_try_it() -> None:
    fresh = SCRIPT["table"](SCRIPT["tried"](), None).strip()
    assert SCRIPT["without_results"](SCRIPT["written"]()) == SCRIPT["without_results"](fresh)


def test_the_page_reports_no_failure() -> None:
    assert "does not hold" not in SCRIPT["written"]()
    assert "| ? |" not in SCRIPT["written"]()


def test_marks_name_hazards_that_are_listed_and_listed_tests_exist() -> None:
    tried = SCRIPT["tried"]()
    assert set(tried) <= set(HAZARDS)
    for name in {name for names in tried.values() for name in names}:
        path, _, test = name.partition("::")
        assert f"def {test}(" in (TOP / path).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("hazard", HAZARDS)
def test_every_hazard_is_tried_or_its_absence_is_explained(hazard: str) -> None:
    assert hazard.partition(".")[0] in GROUPS
    assert HAZARDS[hazard].later or hazard in SCRIPT["tried"]()
