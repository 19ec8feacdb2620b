"""The sample folders that other scanners were compared on, written anew: every place found, nothing wrong.

The folder is `tests/data/peers/NAME`; what a reader expects stands in `NAME.txt` beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.core.kinds import Kind
from tests.detect.look import scan

ROOT = Path(__file__).parents[1] / "data" / "peers"
PLACES = {"nine": 9, "fifteen": 15, "six": 3}

Row = tuple[str, ...]


def expected(name: str) -> list[Row]:
    lines = (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split()) for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("name", PLACES)
def test_every_place_is_found_with_its_kind_and_model_and_nothing_else(name: str) -> None:
    found: set[Row] = set()
    for row in scan(ROOT / name).findings:
        word = row.written if row.kind in (Kind.PACKAGE, Kind.API) else row.model
        found.add((f"{row.path}:{row.line}", str(row.kind), *([word] if word else [])))
    wanted = {row for row in expected(name) if row[1] != "cleared"}
    assert found == wanted
    assert len({row[0] for row in wanted}) == PLACES[name]


@pytest.mark.parametrize("name", PLACES)
def test_every_false_friend_stands_in_the_ledger_under_its_rule(name: str) -> None:
    result = scan(ROOT / name)
    cleared = {(f"{row.path}:{row.line}", "cleared", row.rule) for row in result.cleared}
    wanted = {row for row in expected(name) if row[1] == "cleared"}
    assert wanted - cleared == set()
    assert not {row[0] for row in wanted} & {f"{row.path}:{row.line}" for row in result.findings}
