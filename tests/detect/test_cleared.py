"""The cleared ledger is complete: whatever the sift hit is in a finding or in a row with its rule."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.scan.document import Document
from advisor.scan.inspection import Inspection
from tests.detect.look import hits_of, knowledge, rows, scan

DATA = Path(__file__).parents[1] / "data"
PROJECTS = [
    DATA / "detectors",
    DATA / "sample" / "repos" / "own__fixture",
    Path(__file__).parents[2] / "resources" / "sample-project",
]
DETECT = Path(__file__).parents[2] / "advisor" / "scan" / "detect"


def files() -> Iterator[Path]:
    for project in PROJECTS:
        for path in sorted(project.rglob("*")):
            if path.is_file() and path.suffix not in (".gguf", ".png"):
                yield path


def word_at(text: str, hit: int) -> str:
    start = end = hit
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


def uncovered(text: str, hits: list[int], seen: Inspection) -> list[int]:
    spans = [(row.start, row.end) for row in [*seen.drafts, *seen.cleared]]
    return [hit for hit in hits if not any(start <= hit < max(end, start + 1) for start, end in spans)]


@pytest.mark.parametrize("path", list(files()), ids=lambda path: path.name)
def test_every_hit_is_in_a_finding_or_in_a_cleared_row(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = knowledge()
    hits = hits_of(text, known)
    document = Document(path.name, text)
    seen = known.detector.in_text(document, hits)
    lines = {document.line_index(row.start) for row in seen.cleared if row.rule == "LA-CLEAR-OUTPUT"}
    left = [hit for hit in uncovered(text, hits, seen) if document.line_index(hit) not in lines]
    assert [word_at(text, hit) for hit in left if "llama" in word_at(text, hit).lower()] == []


def test_every_cleared_row_has_a_rule_with_words_and_a_reason() -> None:
    texts = {row["id"] for row in _rules()}
    for project in PROJECTS:
        for row in scan(project).cleared:
            assert row.rule in texts
            assert row.why


def test_every_finding_has_a_rule_with_words_and_a_reason() -> None:
    texts = {row["id"] for row in _rules()}
    for project in PROJECTS:
        for row in scan(project).findings:
            assert row.rule in texts
            assert row.why.endswith((".", "!", ")", "”")) or row.why


def _rules() -> list[dict[str, str]]:
    from advisor.catalog import load_catalog

    return list(load_catalog().document("rules")["rules"])


def test_every_rule_that_the_code_names_has_words_in_the_catalog() -> None:
    texts = {row["id"] for row in _rules()}
    named = set()
    for path in DETECT.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("LA-")
            ):
                named.add(node.value)
    spoken = {name for name in named if not name.startswith("LA-NAME-") and name[-1] not in "-"}
    assert spoken - texts == set()


def test_an_endless_line_that_repeats_itself_yields_each_finding_once_and_all_that_differ() -> None:
    unit = '{"model": "llama-3.1-8b-instant", "note": "a llama"}, '
    text = "[" + unit * 2_000 + '{"model": "meta/llama-2-70b-chat"}]'
    found = rows(text, "data.json")
    assert [row.model for row in found.findings] == ["llama-3.1-8b-instruct", "llama-2-70b-chat"]
    assert {row.rule for row in found.cleared} == {"LA-CLEAR-PROSE"}
