"""Every rule that the program can name has its words in `resources/rules.json`."""

from __future__ import annotations

import re
from pathlib import Path

import advisor
from advisor.catalog import load_catalog
from advisor.core.kinds import Kind

RULES = {row.id: row for row in load_catalog().rules}
WRITTEN = re.compile(r"\"(LA-[A-Z]+(?:-[A-Z0-9]+)+)\"")


def written_in_code() -> set[str]:
    """The rules that the rooms of detection and of names speak of."""
    root = Path(advisor.__file__).parent
    paths = [path for room in ("scan", "names") for path in (root / room).rglob("*.py")]
    return {rule for path in paths for rule in WRITTEN.findall(path.read_text(encoding="utf-8"))}


def test_every_rule_written_in_the_code_has_its_words() -> None:
    found = written_in_code()
    assert len(found) > 40
    assert found - set(RULES) == set()


def test_names_of_weights_have_a_rule_for_each_way_they_are_found() -> None:
    for kind in ("MODEL", "DERIVATIVE"):
        for number in range(1, 6):
            assert f"LA-{kind}-00{number}" in RULES


def test_a_rule_that_finds_says_what_to_do_and_shows_an_example() -> None:
    kinds = {str(kind) for kind in Kind}
    for rule in RULES.values():
        assert rule.kind in kinds | {"cleared"}
        if rule.kind != "cleared" and not rule.id.startswith("LA-NAME-"):
            assert rule.action, rule.id
            assert rule.example, rule.id


def test_a_rule_of_a_kind_bears_the_kind_in_its_id() -> None:
    for rule in RULES.values():
        middle = rule.id.split("-")[1].lower()
        assert middle in (rule.kind, "name", "clear", "user"), rule.id
