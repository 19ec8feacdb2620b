"""The JSON report is a contract: its keys, its order, its bytes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from advisor.report.json_report import as_json, dumps, render
from tests.report.example import assessment

KEYS = [
    "format_version",
    "tool",
    "catalog",
    "as_of",
    "policy",
    "project",
    "summary",
    "findings",
    "cleared",
    "skipped",
    "suppressed",
    "configuration",
    "dependencies",
    "risk",
    "outlook",
    "alternatives",
    "scenarios",
    "licences",
    "tasks",
]


def test_all_top_level_keys_are_there_in_their_order() -> None:
    assert list(json.loads(render(assessment()))) == KEYS
    assert list(json.loads(render(assessment(findings=(), dependencies=(), tasks=())))) == KEYS


def test_a_finding_has_the_published_fields() -> None:
    row = json.loads(render(assessment()))["findings"][0]
    assert row == {
        "id": "f1",
        "path": "src/app.py",
        "line": 12,
        "column": 9,
        "end_column": 32,
        "kind": "model",
        "written": "llama-3.3-70b-versatile",
        "model": "llama-3.3-70b-instruct",
        "family": "llama-3.3",
        "provider": "groq",
        "context": "production",
        "confidence": "high",
        "rule": "LA-MODEL-001",
        "why": "A model id as this host spells it.",
        "verdict": {
            "status": "dead",
            "date": "2026-08-31",
            "tiers": ["free"],
            "replacement": "gpt-oss-120b",
            "source": "https://example.com/deprecations",
            "read_on": "2026-11-23",
            "why": "The host shut it down.",
            "origin": None,
        },
        "cell": None,
        "origin": None,
    }


def test_cleared_rows_come_only_when_asked_for_and_are_always_counted() -> None:
    assert json.loads(render(assessment()))["cleared"] == []
    assert json.loads(render(assessment()))["summary"]["cleared_by_rule"] == {
        "LA-CLEAR-OWL": 1,
        "LA-CLEAR-RUNTIME": 2,
    }
    assert len(json.loads(render(assessment(), include_cleared=True))["cleared"]) == 3


def test_candidates_name_alternatives_that_stand_once_below() -> None:
    report = json.loads(render(assessment()))
    names = [row["alternative"] for row in report["dependencies"][0]["candidates"]]
    assert names == ["fox-32b", "owl-7b"]
    assert [row["id"] for row in report["alternatives"]] == ["fox-32b"]


def test_the_state_of_a_duty_stands_with_its_licence() -> None:
    licence = json.loads(render(assessment()))["licences"][0]
    assert licence["states"][0]["state"] == "not seen"
    assert licence["duties"][0]["section"] == "1.b.i"


def test_a_stopped_scan_says_so() -> None:
    assert json.loads(render(assessment(partial=True)))["project"]["partial"] is True


def test_the_bytes_are_ascii_and_the_same_every_time() -> None:
    shown = render(assessment(project="größe"))
    assert shown.isascii()
    assert shown == render(assessment(project="größe"))
    assert json.loads(shown)["project"]["name"] == "größe"


def test_mappings_are_sorted_and_dates_are_iso() -> None:
    assert list(as_json({"b": 1, "a": date(2026, 1, 2)})) == ["a", "b"]
    assert as_json(date(2026, 1, 2)) == "2026-01-02"


def test_a_value_without_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        as_json(object())


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"rows": [], "parts": {}, "nothing": None},
        {
            "rows": [1, -0.0, 0.0, 2.5, 1e22, True, False, 10**30, [[]], ("pair", {})],
            "é\u2028": "\ud800\x7f\n",
        },
    ],
)
def test_reports_are_written_byte_for_byte_as_the_library_indents(value: dict[str, object]) -> None:
    assert dumps(value) == json.dumps(value, indent=1, ensure_ascii=True, allow_nan=False) + "\n"


def test_a_number_that_is_none_is_never_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps({"share": float("nan")})
