"""Rules of an overlay in files: what a glob takes, where it holds, and that nothing costs without rules."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from advisor.catalog import load_catalog
from advisor.catalog.overlay import overlay_of
from advisor.core.findings import Finding
from advisor.core.kinds import Confidence, Kind
from advisor.scan.knowledge import Knowledge
from advisor.scan.load import knowledge_of, load_knowledge
from tests.detect.look import rows

OVERLAY = """
format_version = 1
as_of = 2026-11-20

[[rules]]
id = "LA-USER-GATEWAY"
kind = "model"
model = "llama-3.3-70b-instruct"
provider = "groq"
find = ["*llm.acme.example/v1/large*", "acme_large_*"]
why = "The gateway serves Llama 3.3 70B there."

[[rules]]
id = "LA-USER-WRAPPER"
kind = "api"
find = ["acmewrap"]
paths = ["src/**"]
confidence = "medium"
why = "Our wrapper of Meta's code."
"""


@cache
def known() -> Knowledge:
    overlay = overlay_of(tomllib.loads(OVERLAY), "acme.toml", "0")
    return knowledge_of(load_catalog(overlays=(overlay,)))


def found(text: str, path: str = "src/app.py") -> list[Finding]:
    return rows(text, path, known()).findings


def test_a_glob_takes_a_whole_word_and_says_whose_rule_it_is() -> None:
    (row,) = found('x = 1\nurl = "https://llm.acme.example/v1/large/chat"\n')
    assert (row.line, row.kind, row.written) == (2, Kind.MODEL, "https://llm.acme.example/v1/large/chat")
    assert (row.model, row.family, row.provider) == ("llama-3.3-70b-instruct", "llama-3.3", "groq")
    assert (row.rule, row.origin) == ("LA-USER-GATEWAY", "overlay acme.toml")
    assert row.why == "The gateway serves Llama 3.3 70B there. (rule of overlay acme.toml)"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("run(acme_large_v2)", 1),
        ("run(ACME_LARGE_V2)", 1),
        ("run(my_acme_large_v2)", 0),  # the glob begins with the word
        ("run(acme_small_v2)", 0),
        ("# ask for acme_large_v2, please", 1),
        ("acme_large_v2 = acme_large_v2", 1),  # one model a line
        ("https://llm.acme.example/v2/large", 0),
    ],
)
def test_a_glob_holds_for_words_it_fits_as_a_whole(text: str, times: int) -> None:
    assert len(found(text)) == times


def test_a_rule_holds_in_the_files_it_names() -> None:
    (row,) = found("import acmewrap\n")
    assert (row.kind, row.confidence, row.model) == (Kind.API, Confidence.MEDIUM, None)
    assert found("import acmewrap\n", "tools/app.py") == []


def test_rules_stand_before_the_programs_own_and_beside_them() -> None:
    text = 'a = "acme_large_llama-3.1-8b"\nb = "meta-llama/Llama-3.1-8B-Instruct"\n'
    assert [(row.line, row.rule) for row in found(text)] == [(1, "LA-USER-GATEWAY"), (2, "LA-MODEL-001")]


def test_without_rules_the_sift_looks_for_nothing_more() -> None:
    bare = load_knowledge()
    assert set(known().detector.needles) - set(bare.detector.needles) == {
        b"llm.acme.example/v1/large",
        b"acme_large_",
        b"acmewrap",
    }
