"""SARIF for code scanning: the published schema, and what GitHub asks for besides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from advisor.catalog import load_catalog
from advisor.core.assessment import Assessment
from advisor.core.decisions import Suppressed
from advisor.core.findings import Skip, Verdict
from advisor.core.kinds import Context, SkipReason, Status
from advisor.report import sarif
from tests.report.example import assessment, finding, hostile
from tests.report.travel import as_github_does, sarif_schema


def run_of(subject: Assessment) -> dict[str, Any]:
    """The one run of a report, after the schema and GitHub's own list."""
    document = json.loads(sarif.render(subject, load_catalog().rules))
    sarif_schema().validate(document)
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = document["runs"]
    as_github_does(run)
    return dict(run)


def with_findings(*changes: Mapping[str, object]) -> Assessment:
    found = tuple(finding(**{"id": f"f{number}", **change}) for number, change in enumerate(changes))
    return replace(assessment(), findings=found)


def test_every_finding_is_a_result_and_the_report_is_valid() -> None:
    run = run_of(assessment())
    assert len(run["results"]) == len(assessment().findings) > 0


def test_what_is_dead_is_an_error_what_ends_a_warning_and_the_rest_a_note() -> None:
    statuses = (Status.YOURS, Status.ENDS, Status.DEAD, Status.SERVED, Status.UNKNOWN)
    run = run_of(with_findings(*({"verdict": Verdict(status)} for status in statuses)))
    levels = [(result["properties"]["status"], result["level"]) for result in run["results"]]
    assert levels[:2] == [("dead", "error"), ("ends", "warning")]
    assert {level for _, level in levels[2:]} == {"note"}


def test_a_finding_keeps_its_fingerprint_when_it_moves() -> None:
    def prints(line: int) -> object:
        return run_of(with_findings({"line": line}))["results"][0]["partialFingerprints"]

    assert prints(12) == prints(40)


def test_a_whole_file_is_shown_at_its_first_character() -> None:
    run = run_of(with_findings({"line": 0, "column": 0, "end_column": 0}))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("src/a b.py", "src/a%20b.py"),
        ("c:/x.py", "c%3A/x.py"),
        ("ä/#?%.py", "%C3%A4/%23%3F%25.py"),
        ("bad\udcff.py", "bad%FF.py"),
        ("new\nline.py", "new%0Aline.py"),
    ],
)
def test_a_path_is_a_relative_reference_whatever_its_letters(path: str, uri: str) -> None:
    run = run_of(with_findings({"path": path}))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_text_of_the_project_is_no_link_and_no_placeholder() -> None:
    run = run_of(with_findings({"written": "[click](1) {0} \\"}))
    assert "\\[click\\](1) {{0}} \\\\" in run["results"][0]["message"]["text"]


def test_a_suppressed_finding_is_a_result_with_its_reason() -> None:
    left_out = Suppressed(finding(id="f9"), "a fixture", "project settings")
    run = run_of(replace(assessment(), findings=(), suppressed=(left_out,)))
    assert [one["suppressions"] for one in run["results"]] == [
        [{"kind": "external", "justification": "a fixture (project settings)"}]
    ]


def test_what_was_not_read_is_told_and_a_stopped_scan_is_no_success() -> None:
    skip = Skip("big.log", SkipReason.TOO_LARGE, "70 MiB")
    run = run_of(replace(assessment(), skipped=(skip,), partial=True))
    told = run["invocations"][0]
    assert told["executionSuccessful"] is False
    texts = [note["message"]["text"] for note in told["toolExecutionNotifications"]]
    assert texts == [
        "larger than the text limit: big.log: 70 MiB",
        "The scan was stopped: this is what was found until then.",
    ]


def test_more_results_than_github_takes_are_cut_mildest_first_and_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = run_of(
        with_findings(*({"verdict": Verdict(status)} for status in (Status.YOURS, *[Status.DEAD] * 2)))
    )
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    assert "1 results are left out" in json.dumps(run["invocations"])


def test_the_facts_their_day_the_ledger_and_the_notice_are_told() -> None:
    subject = assessment()
    told = run_of(subject)["properties"]
    assert told["asOf"] == subject.as_of.isoformat()
    assert told["cleared"] == subject.summary.cleared
    assert "not legal advice" in told["notice"]
    assert str(subject.catalog.as_of) in told["catalog"]


def test_a_hostile_project_gives_a_valid_report_too() -> None:
    shown = json.dumps(run_of(hostile()))
    assert "\\u202e" not in shown.replace("\\\\u202e", "")
    assert "\\u001b" not in shown


def test_what_is_dead_in_a_document_is_a_note_for_nothing_runs_there() -> None:
    dead = Verdict(Status.DEAD, None, "It is gone. Use fox-2.", replacement="fox-2")
    run = run_of(with_findings({"verdict": dead, "context": Context.DOCS}))
    assert [row["level"] for row in run["results"]] == ["note"]


def test_a_successor_that_the_verdict_names_is_not_named_again() -> None:
    dead = Verdict(Status.DEAD, None, "It is gone. Use fox-2.", replacement="fox-2")
    run = run_of(with_findings({"verdict": dead}))
    assert run["results"][0]["message"]["text"].count("fox-2") == 1
