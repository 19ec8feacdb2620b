"""Lines that decide on single places: read from a file, refused by section, row and key, written back."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.core.decisions import USER_ORIGIN, ContextRule, Decisions, Overrule, Suppression, Where
from advisor.core.errors import UsageError
from advisor.core.kinds import Context, Kind
from advisor.store import choices, documents
from advisor.store.decision_rows import SECTIONS, as_toml, decisions_of, rows_of

WORDS = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
PATHS = st.sampled_from([(), ("src/**",), ("docs", "/a b/*.py"), ("ä/ö",)])
SOME_PATHS = st.sampled_from([("src/**",), ("docs", "a/*.py")])
IDS = st.none() | st.sampled_from(["0" * 16, "0123456789abcdef"])
WHERE = st.builds(Where, PATHS, IDS, st.none() | WORDS, st.none() | WORDS).filter(lambda one: one != Where())
DAYS = st.none() | st.dates()
KINDS = st.none() | st.sampled_from(Kind)
MINE = st.just(USER_ORIGIN)
DECISIONS = st.builds(
    Decisions,
    st.lists(st.builds(Overrule, WHERE, st.just("") | WORDS, MINE, KINDS, st.none() | WORDS), max_size=2).map(
        tuple
    ),
    st.lists(st.builds(Suppression, WHERE, WORDS, MINE, KINDS, DAYS), max_size=2).map(tuple),
    st.lists(st.builds(ContextRule, SOME_PATHS, st.sampled_from(Context), MINE), max_size=2).map(tuple),
)


@given(DECISIONS)
def test_what_is_written_is_read_again(decisions: Decisions) -> None:
    assert decisions_of(json.loads(json.dumps(rows_of(decisions))), USER_ORIGIN) == decisions
    text = as_toml(decisions)
    assert decisions_of(tomllib.loads(text), USER_ORIGIN) == decisions


REFUSED: dict[str, tuple[Any, str]] = {
    "no list": ({"count": {}}, "count is no list of rows"),
    "no table": ({"count": [1]}, "count is no list of rows"),
    "too many": ({"context": [{}] * 501}, "[[context]] has 501 rows; 500 are read"),
    "unknown key": ({"count": [{"id": "a" * 16, "regex": "x"}]}, "[[count]] 1: unknown key regex"),
    "no place": ({"count": [{"reason": "x"}]}, "[[count]] 1: says of no place"),
    "no reason": ({"suppress": [{"rule": "X"}]}, "[[suppress]] 1, key reason: must be a text"),
    "blank reason": ({"suppress": [{"rule": "X", "reason": " "}]}, "[[suppress]] 1, key reason"),
    "two lines": ({"suppress": [{"rule": "X", "reason": "a\nb"}]}, "key reason: must be one line"),
    "long": ({"suppress": [{"rule": "X", "reason": "a" * 501}]}, "key reason"),
    "no kind": ({"count": [{"rule": "X", "kind": "car"}]}, "[[count]] 1, key kind: must be one of model"),
    "no context": ({"context": [{"paths": ["a"]}]}, "[[context]] 1, key context: must be one of production"),
    "no paths": ({"context": [{"context": "test"}]}, "[[context]] 1, key paths: must be a list"),
    "a path of nothing": ({"context": [{"paths": ["/"], "context": "test"}]}, "key paths: '/' is no glob"),
    "a path of Windows": ({"context": [{"paths": ["a\\b"], "context": "test"}]}, "is no glob of a path"),
    "a long glob": ({"count": [{"paths": ["a" * 301]}]}, "key paths"),
    "no id": ({"count": [{"id": "12"}]}, "[[count]] 1, key id: must be the sixteen"),
    "no day": ({"suppress": [{"rule": "X", "reason": "x", "until": "soon"}]}, "key until: must be a date"),
    "the second row": ({"count": [{"rule": "X"}, {"rule": 1}]}, "[[count]] 2, key rule"),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_a_fault_is_told_with_section_row_and_key(what: str) -> None:
    value, words = REFUSED[what]
    with pytest.raises(ValueError) as refused:
        decisions_of(value, "x")
    assert words in str(refused.value)


def test_a_day_may_be_one_of_toml() -> None:
    value = tomllib.loads('[[suppress]]\nrule = "X"\nreason = "x"\nuntil = 2027-01-01')
    assert decisions_of(value, "x").suppressions[0].until == date(2027, 1, 1)


ANY: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(["paths", "id", "rule", "written", "kind", "model", "until", "reason", "context"])


@given(st.dictionaries(st.sampled_from(SECTIONS), st.lists(st.dictionaries(KEYS, ANY, max_size=4)) | ANY))
def test_any_content_is_read_or_refused_in_words(value: dict[str, Any]) -> None:
    try:
        assert isinstance(decisions_of(value, "x"), Decisions)
    except ValueError as error:
        assert "[[" in str(error)


@given(st.binary(max_size=200), st.sampled_from(["a.toml", "a.json"]))
def test_any_bytes_are_a_document_or_refused_by_name(content: bytes, name: str) -> None:
    try:
        assert isinstance(documents.parsed(content, name, "overlay").value, dict)
    except UsageError as error:
        assert str(error).startswith(f"The overlay {name}")


def test_choices_are_kept_by_project_and_a_broken_file_is_told(tmp_path: Path) -> None:
    data, here, there = tmp_path / "data", tmp_path / "here", tmp_path / "there"
    mine = Decisions(overrules=(Overrule(Where(rule="X"), "", USER_ORIGIN),))
    choices.save(data, here, mine)
    assert choices.load(data, here) == choices.Choices(mine)
    assert choices.load(data, there).decisions == Decisions()
    (path,) = (data / "choices").iterdir()
    path.write_text('{"format_version": 1, "count": [{"kind": "car"}]}', encoding="utf-8")
    loaded = choices.load(data, here)
    assert loaded.decisions == Decisions()
    assert loaded.message is not None
    assert "[[count]] 1, key kind" in loaded.message
