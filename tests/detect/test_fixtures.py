"""Each folder of `tests/data/detectors` is a small project with the findings that a reader expects in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.core.kinds import Kind
from tests.detect.look import scan

ROOT = Path(__file__).parents[1] / "data" / "detectors"
FOLDERS = sorted(path.name for path in ROOT.iterdir())
_NAMELESS = frozenset({Kind.PACKAGE, Kind.API})
"""Kinds whose findings are told apart by what is written."""

Row = tuple[str, ...]


def _expected(folder: Path) -> Iterator[Row]:
    for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split())


def _findings(folder: Path) -> set[Row]:
    found = set()
    for row in scan(folder).findings:
        if row.path == "expected.txt":
            continue
        name = row.written if row.kind in _NAMELESS else row.model
        found.add((f"{row.path}:{row.line}", row.kind.value, *([name] if name else [])))
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_a_project_depends_on_is_found_and_nothing_else(folder: str) -> None:
    expected = {row for row in _expected(ROOT / folder) if row[1] != "cleared"}
    assert _findings(ROOT / folder) == expected


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_only_looks_like_it_is_cleared_by_the_rule_that_fits(folder: str) -> None:
    expected = {row for row in _expected(ROOT / folder) if row[1] == "cleared"}
    cleared = {(f"{row.path}:{row.line}", "cleared", row.rule) for row in scan(ROOT / folder).cleared}
    assert expected - cleared == set()
