"""Points and sentences are data: each that is asked for is there, and what lacks is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from advisor.assess.tables import Texts, read_tables
from advisor.core.errors import CatalogError
from advisor.core.kinds import Context, Level, Status
from tests.assess.build import document, tables

CODE = Path(__file__).parents[2] / "advisor"
NAMES = ("texts", "risk", "effort", "ranking")


def asked_for() -> set[str]:
    """The keys of sentences that stand as literals in the rooms that judge and plan."""
    sources = [
        path.read_text(encoding="utf-8") for room in ("assess", "plan") for path in (CODE / room).glob("*.py")
    ]
    return {key for source in sources for key in re.findall(r'say\(\s*"([a-z.-]+)"', source)}


def test_every_sentence_that_is_asked_for_is_there() -> None:
    assert asked_for() - set(tables().texts.sentences) == set()
    assert len(asked_for()) > 50


def test_every_status_and_context_has_its_points() -> None:
    known = tables()
    assert {status.value for status in Status} - {"ends"} <= set(known.risk.likelihood)
    assert {context.value for context in Context} <= set(known.risk.impact)
    assert {context.value for context in Context} == set(known.effort_places)


def test_the_risk_table_is_five_by_five_and_never_falls() -> None:
    rows = [[list(Level).index(level) for level in row] for row in tables().risk.levels]
    assert [len(row) for row in rows] == [5] * 5
    assert all(row == sorted(row) for row in rows)
    assert all(list(column) == sorted(column) for column in zip(*rows, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_document_that_lacks_a_part_is_refused(name: str) -> None:
    documents: dict[str, Any] = {each: document(each) for each in NAMES}
    documents[name] = {"format_version": 1}
    with pytest.raises(CatalogError, match="lack a part"):
        read_tables(documents)


@pytest.mark.parametrize("texts", [{}, {"a": "{missing}"}, {"a": "{0}"}, {"a": "{"}])
def test_a_sentence_that_is_missing_or_has_a_wrong_slot_is_named(texts: dict[str, str]) -> None:
    with pytest.raises(CatalogError, match="'a' is missing or has a wrong slot"):
        Texts(texts).say("a", slot=1)
