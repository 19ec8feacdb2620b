"""The published schema holds for whatever the report is made from, and notices what is missing or wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.core.assessment import Assessment
from advisor.core.kinds import Kind
from advisor.report import json_report
from tests.assess.build import LLAMA_8B, LLAMA_70B, finding, hint, judged, real_catalog
from tests.report.example import assessment, hostile, long_one

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "resources/schemas/report.schema.json").read_text(encoding="utf-8")
)
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def report(of: Assessment) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json_report.render(of, include_cleared=True))
    return value


def from_the_catalog() -> Assessment:
    """Findings of several kinds, judged with all the product knows."""
    return judged(
        finding("llama-3.3-70b-versatile", provider="groq", **LLAMA_70B),
        finding("meta-llama/Llama-3.1-8B-Instruct", path="train.py", **LLAMA_8B),
        finding("LlamaForCausalLM", Kind.API, path="train.py", line=3),
        finding("LLAMA_API_KEY", Kind.ENDPOINT, path=".env", provider="meta-llama-api"),
        finding("llama-api-client", Kind.PACKAGE, path="requirements.txt"),
        finding("Built with Llama", Kind.LICENCE, path="README.md"),
        hints=(hint("tools", "yes"), hint("context", "8192")),
        catalog=real_catalog(),
    )


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("make", [assessment, hostile, long_one, from_the_catalog, judged])
def test_every_report_fits_it(make: Any) -> None:
    assert [(fault.json_path, fault.message) for fault in CHECK.iter_errors(report(make()))] == []


def test_it_is_of_the_version_that_reports_bear() -> None:
    assert SCHEMA["properties"]["format_version"]["const"] == json_report.FORMAT_VERSION


@pytest.mark.parametrize("key", list(SCHEMA["properties"]))
def test_no_top_level_key_may_be_missing(key: str) -> None:
    value = report(assessment())
    del value[key]
    assert not CHECK.is_valid(value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"as_of": "24 November"},
        {"format_version": 2},
        {"findings": [{"id": "f1"}]},
        {"extra": 1},
    ],
)
def test_what_is_wrong_is_noticed(wrong: dict[str, Any]) -> None:
    assert not CHECK.is_valid(report(assessment()) | wrong)


def test_a_word_outside_the_vocabulary_is_noticed() -> None:
    value = copy.deepcopy(report(assessment()))
    value["findings"][0]["verdict"]["status"] = "dying"
    assert not CHECK.is_valid(value)
