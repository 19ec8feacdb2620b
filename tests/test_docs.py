"""The pages that are generated say what the program and its measurements say, and what they show is true."""

from __future__ import annotations

import importlib.util
import json
import re
import struct
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from advisor.catalog import load_catalog
from advisor.core.knowledge import RuleText
from advisor.names import namer_of
from tests.detect.look import scan

TOP = Path(__file__).resolve().parent.parent
RULES = TOP / "docs" / "rules"
LABELS = TOP / "tests" / "data" / "labels"
SETS = ("third", "blind", "holdout", "sample")
ANCHOR = re.compile(r"\]\(([\w.-]*)#([\w-]+)\)")
HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)


def script(name: str) -> ModuleType:
    """A script of `.ci` as a module."""
    spec = importlib.util.spec_from_file_location(name, TOP / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


rule_pages = script("rule_pages")
accuracy_page = script("accuracy_page")


# -- pages of rules


def test_the_rule_pages_are_what_the_program_says_today() -> None:
    made = rule_pages.pages()
    kept = {path.name: path.read_text(encoding="utf-8") for path in RULES.iterdir()}
    assert kept == made, "run: .venv/bin/python .ci/rule_pages.py"


def test_every_rule_stands_on_one_page() -> None:
    told = [rule.id for page in rule_pages.PAGES for rule in rule_pages.rules_of(page)]
    assert sorted(told) == sorted(rule.id for rule in load_catalog().rules)


@pytest.mark.parametrize("page", rule_pages.PAGES, ids=lambda page: page.name)
def test_a_page_says_what_why_and_what_to_do_and_shows_an_example(page: Any) -> None:
    text = (RULES / f"{page.name}.md").read_text(encoding="utf-8")
    wanted = {"What it finds", "Why it matters", "What to do", "Example", "Rules"}
    if page.name != "cleared":
        wanted.add("Namesakes")
    assert set(re.findall(r"^## (.+)$", text, re.MULTILINE)) == wanted


def anchors(path: Path) -> set[str]:
    """The anchors that a reader's program makes of a page's headings."""
    headings = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "path", [*sorted(RULES.iterdir()), TOP / "docs" / "accuracy.md"], ids=lambda path: path.name
)
def test_links_to_a_heading_lead_to_one(path: Path) -> None:
    for file, anchor in ANCHOR.findall(path.read_text(encoding="utf-8")):
        assert anchor in anchors(path.parent / file if file else path), anchor


# -- the examples on them

PLACES = {
    "LA-API-003": ("setup.sh", "{}"),
    "LA-API-004": ("config.json", "{{{}}}"),
    "LA-ARTIFACT-002": ("adapter_config.json", "{{{}}}"),
    "LA-ARTIFACT-003": ("Modelfile", "{}"),
    "LA-CLEAR-DATA-REPEAT": ("train.jsonl", '{{"text": "[INST] A question [/INST]"}}\n{}'),
    "LA-CLEAR-FILE": ("run.sh", "{}"),
    "LA-CLEAR-LINK": ("NOTES.md", "{}"),
    "LA-LICENCE-005": (
        "LICENSE",
        "{}\n1. License Rights and Redistribution.\n" + "Words of the licence. " * 200,
    ),
    "LA-CLEAR-NAMESAKE": ("NOTES.md", "{}"),
    "LA-CLEAR-OTHER-KEY": (".env", "{}"),
    "LA-CLEAR-OTHER-NAME": ("app.py", 'MODEL = "{}"'),
    "LA-CLEAR-OUTPUT": (
        "run.ipynb",
        '{{"cells": [{{"cell_type": "code", "source": ["run()"], "outputs": [{{{}}}]}}], "metadata": {{}}}}',
    ),
    "LA-CLEAR-OWN-CLASS": ("farm.ts", "{}"),
    "LA-CLEAR-OWN-NAME": ("package.json", "{{{}}}"),
    "LA-CLEAR-OWN-WEIGHTS": ("app.py", 'MODEL = "{}"'),
    "LA-CLEAR-PROSE": ("README.md", "{}"),
    "LA-CLEAR-SLUG": ("compose.yaml", "{}"),
    "LA-CLEAR-TOOL": ("setup.sh", "{}"),
    "LA-CLEAR-WORD": ("values.yaml", "{}"),
    "LA-DERIVATIVE-001": ("app.py", 'MODEL = "{}"'),
    "LA-DERIVATIVE-002": ("values.yaml", "{}"),
    "LA-DERIVATIVE-003": ("README.md", "{}"),
    "LA-DERIVATIVE-004": ("README.md", "{}"),
    "LA-DERIVATIVE-005": ("Modelfile", "{}"),
    "LA-ENDPOINT-001": ("app.py", 'URL = "{}"'),
    "LA-ENDPOINT-002": (".env", "{}"),
    "LA-LICENCE-001": ("NOTICE", "{}"),
    "LA-LICENCE-002": ("README.md", "{}"),
    "LA-LICENCE-003": ("README.md", "---\n{}\n---\n"),
    "LA-LICENCE-004": ("README.md", "{}"),
    "LA-MODEL-002": ("run.sh", "{}"),
    "LA-MODEL-004": ("README.md", "{}"),
    "LA-MODEL-005": ("Modelfile", "{}"),
    "LA-PACKAGE-001": ("requirements.txt", "{}"),
    "LA-PACKAGE-003": ("Dockerfile", "{}"),
    "LA-PACKAGE-004": ("compose.yaml", "{}"),
    "LA-PACKAGE-005": ("package-lock.json", '{{"packages": {{{}}}}}}}'),
    "LA-PROMPT-001": ("app.py", 'OPENING = "{}"'),
    "LA-PROMPT-002": ("app.py", 'OPENING = "{}"'),
    "LA-PROMPT-003": ("run.sh", "vllm serve {}"),
}
"""Where an example stands: the file's name and what is around it; a Python file of its own without a row."""


def gguf(architecture: str, tensors: int) -> bytes:
    """The header of a GGUF file, version 3, with one entry."""
    key, value = b"general.architecture", architecture.encode()
    entry = struct.pack("<Q", len(key)) + key + struct.pack("<IQ", 8, len(value)) + value
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, 1) + entry


FILES = {
    "LA-ARTIFACT-001": ("models/llama-3.2-1b-instruct-q4_k_m.gguf", b""),
    "LA-CLEAR-ARCHITECTURE": ("models/answers.gguf", gguf("llama", 200)),
    "LA-CLEAR-NO-WEIGHTS": ("models/ggml-vocab-llama-bpe.gguf", gguf("llama", 0)),
}
"""Rules whose example is a file rather than a line."""
ALL = {rule.id: rule for rule in load_catalog().rules}
OF_NAMES = [rule for rule in ALL.values() if rule.id.startswith("LA-NAME-")]
OF_LINES = [rule for rule in ALL.values() if rule.example and rule not in OF_NAMES and rule.id not in FILES]


def rules_in(folder: Path) -> set[str]:
    """The rules by which anything in a folder is found or cleared."""
    result = scan(folder)
    return {row.rule for row in result.findings} | {row.rule for row in result.cleared}


@pytest.mark.parametrize("rule", OF_LINES, ids=lambda rule: rule.id)
def test_an_example_is_found_or_cleared_under_its_rule(rule: RuleText, tmp_path: Path) -> None:
    name, around = PLACES.get(rule.id, ("app.py", "{}"))
    (tmp_path / name).write_text(around.format(rule.example) + "\n", encoding="utf-8")
    assert rule.id in rules_in(tmp_path)


@pytest.mark.parametrize("rule", FILES)
def test_a_file_shown_as_example_is_judged_under_its_rule(rule: str, tmp_path: Path) -> None:
    name, content = FILES[rule]
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes(content)
    assert rules_in(tmp_path) == {rule}


@pytest.mark.parametrize("rule", OF_NAMES, ids=lambda rule: rule.id)
def test_an_example_of_a_name_is_read_by_its_rule(rule: RuleText) -> None:
    assert rule.example is not None
    assert namer_of(load_catalog()).identify(rule.example).rule == rule.id


def test_only_a_rule_for_the_rest_of_a_text_two_files_or_somebodys_word_has_no_example() -> None:
    assert [rule.id for rule in ALL.values() if not rule.example] == [
        "LA-CLEAR-LICENCE-TEXT",
        "LA-CLEAR-OWN-PACKAGE",
        "LA-USER-COUNTED",
    ]


# -- the rule of confidence, as the index states it

SURE = {
    "high": [
        ("app.py", 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"'),
        ("app.py", '# the turn ends with "<|eot_id|>"'),
        ("app.py", "# see https://api.llama.com/compat/v1/"),
        ("Modelfile", "FROM llama3.1:8b"),
        ("requirements.txt", "llama-stack-client==0.2.12"),
        ("app.py", 'MODEL = "lmsys/vicuna-7b-v1.5"'),
    ],
    "medium": [
        ("README.md", "It answers with Llama 3.1 70B."),
        ("app.py", "# answers come from Llama 3.1 70B"),
        ("run.sh", "ollama run llama3"),
        ("config.json", '{"model_type": "llama"}'),
        ("app.py", 'OPENING = "[INST] {question} [/INST]"'),
        ("app.py", "client = LlamaAPIClient()"),
    ],
    "low": [("app.py", 'MODEL = "somebody/llama-3-8b-legal"')],
}


@pytest.mark.parametrize(
    ("grade", "name", "text"), [(grade, *place) for grade, places in SURE.items() for place in places]
)
def test_a_finding_is_as_sure_as_the_less_sure_of_writing_and_place(
    grade: str, name: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    assert {str(row.confidence) for row in scan(tmp_path).findings} == {grade}


# -- accuracy


def test_the_page_on_accuracy_is_made_from_the_measurements_that_are_kept() -> None:
    kept = (TOP / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert kept == accuracy_page.page(), "run: .venv/bin/python .ci/accuracy_page.py"


@pytest.mark.parametrize("name", SETS)
def test_a_measurement_counts_every_place_that_has_to_be_found(name: str) -> None:
    measured = accuracy_page.load(name)
    assert list(measured.problems()) == []
    for repository, tallies in measured.result["by_repository"].items():
        wanted = {
            (row["file"], row["line"] or 0)
            for row in measured.labels
            if row["repo"] == repository and row["kind"] != "neutral" and not row.get("optional")
        }
        assert tallies["line"]["hits"] + tallies["line"]["missed"] == len(wanted), repository


@pytest.mark.parametrize("name", SETS)
def test_labels_hold_places_and_names_and_nobodys_text(name: str) -> None:
    fields = {"repo", "file", "line", "kind", "model", "context", "sha", "optional", "alt"}
    for text in (LABELS / name / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        assert set(row) <= fields
        assert re.fullmatch(r"[\w.-]{1,60}", row["model"] or "none"), row
        assert re.fullmatch(r"[0-9a-f]{12}", row["sha"] or "0" * 12), row


def test_every_described_fault_is_a_line_of_a_repository_of_the_sets() -> None:
    repositories = {
        name
        for folder in SETS
        for name in json.loads((LABELS / folder / "scope.json").read_text(encoding="utf-8"))
    }
    for row in json.loads((LABELS / "weak-points.json").read_text(encoding="utf-8"))["classes"]:
        for place in row["places"]:
            assert place.partition(" ")[0] in repositories, place
            assert place.rpartition(":")[2].isdecimal(), place
