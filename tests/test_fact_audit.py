"""Draws of facts: what can be drawn, and that the page on them adds up."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / ".ci"))

import draw_facts  # noqa: E402 - the script lies outside the package

PAGE = (TOP / "docs" / "fact-audit.md").read_text(encoding="utf-8")
VERDICTS = ("right", "source missing", "unsupported", "wrong", "not reached")
SEEDS = re.findall(r"^## Draw (\d+)$", PAGE, re.MULTILINE)


def pools() -> dict[str, list[draw_facts.Fact]]:
    return {name: list(draw_facts.facts(name)) for name in draw_facts.FILES}


def test_only_known_values_with_a_source_can_be_drawn() -> None:
    for name, pool in pools().items():
        assert pool, name
        for fact in pool:
            assert fact.sources and fact.value not in (None, [], {}), fact
            assert fact.field not in draw_facts.NO_FACTS, fact


def test_a_draw_takes_from_every_file_and_is_the_same_for_the_same_seed() -> None:
    first = draw_facts.draw(pools(), 7, 20)
    assert {fact.file for fact in first} == set(draw_facts.FILES)
    assert len({(fact.file, fact.row, fact.field) for fact in first}) == 20
    assert first == draw_facts.draw(pools(), 7, 20)
    assert first != draw_facts.draw(pools(), 8, 20)


def verdicts(seed: str) -> tuple[Counter[str], Counter[str]]:
    """How many drawn facts of a draw got which verdict, and how many of those that replace others."""
    part = PAGE.split(f"## Draw {seed}\n")[1].split("\n## ")[0]
    drawn: Counter[str] = Counter()
    replacing: Counter[str] = Counter()
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] in draw_facts.FILES:
            told = next(verdict for verdict in VERDICTS if cells[-1].startswith(verdict))
            (replacing if f"({seed}" in cells[1] else drawn)[told] += 1
    return drawn, replacing


@pytest.mark.parametrize("seed", SEEDS)
def test_the_table_of_draws_counts_the_rows_of_each_draw(seed: str) -> None:
    drawn, replacing = verdicts(seed)
    assert drawn.total() == 20
    assert replacing.total() == drawn["not reached"]
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {seed} |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert [int(cell) for cell in cells[4:9]] == [drawn[verdict] for verdict in VERDICTS]
    clean = drawn["right"] + drawn["not reached"] == 20 and set(replacing) <= {"right"}
    assert cells[9] == ("yes" if clean else "no")


def test_the_last_draw_is_clean() -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {SEEDS[-1]} |"))
    assert row.endswith("| yes |")
