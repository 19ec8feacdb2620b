"""CSV: a round trip, one width, no formula, and the ledgers beside the findings."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from advisor.core.assessment import Assessment
from advisor.core.decisions import Suppressed
from advisor.core.findings import Skip, Verdict
from advisor.core.kinds import SkipReason, Status
from advisor.report import csv_report
from tests.report.example import assessment, finding, hostile


def rows(text: str) -> list[dict[str, str]]:
    """The rows as a reader of RFC 4180 sees them; every line ends as the standard says."""
    raw = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in raw} == {len(raw[0])}
    assert text.count("\r\n") == len(raw)
    return [dict(zip(raw[0], row, strict=True)) for row in raw[1:]]


def of(sort: str, subject: Assessment) -> list[dict[str, str]]:
    return [row for row in rows(csv_report.render(subject)) if row["row"] == sort]


def test_every_finding_is_a_row_with_its_place_and_verdict() -> None:
    subject = replace(assessment(), findings=(finding(),))
    (row,) = of("finding", subject)
    assert (row["path"], row["line"], row["kind"], row["written"]) == (
        "src/app.py",
        "12",
        "model",
        "llama-3.3-70b-versatile",
    )
    assert (row["verdict"], row["until"], row["replacement"]) == ("dead", "2026-08-31", "gpt-oss-120b")


def test_suppressed_cleared_and_unread_stand_beside_the_findings() -> None:
    base = assessment()
    left_out = Suppressed(finding(id="f9"), "a fixture", "project settings")
    skip = Skip("big.log", SkipReason.TOO_LARGE, "70 MiB", 3)
    subject = replace(base, suppressed=(left_out,), skipped=(skip,))
    told = [(row["text"], row["origin"]) for row in of("suppressed", subject)]
    assert told == [("a fixture", "project settings")]
    assert [(row["path"], row["count"]) for row in of("not read", subject)] == [("big.log", "3")]
    cleared = {row["rule"]: int(row["count"]) for row in of("cleared", subject)}
    assert cleared == base.summary.cleared_by_rule


def test_the_day_the_facts_and_the_notice_are_told() -> None:
    told = " ".join(row["text"] for row in of("about", assessment()))
    assert f"as of {assessment().as_of}" in told
    assert "not legal advice" in told


def test_a_finding_says_on_whose_word_it_stands() -> None:
    of_an_overlay = finding(id="f7", origin="overlay acme.toml")
    judged_by_one = finding(id="f8", verdict=Verdict(Status.ENDS, origin="overlay acme.toml"))
    subject = replace(assessment(), findings=(of_an_overlay, judged_by_one, finding(id="f9")))
    assert [row["origin"] for row in of("finding", subject)] == ["overlay acme.toml"] * 2 + [""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "|", "%", "  =", "\n="])
def test_no_cell_is_a_formula(start: str) -> None:
    subject = replace(
        assessment(), findings=(finding(written=f"{start}cmd|' /C calc'!A0", path=f"{start}x"),)
    )
    (row,) = of("finding", subject)
    for cell in (row["written"], row["path"]):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "|", "%", "\t", "\r"))


def test_a_hostile_project_keeps_the_shape_of_the_table() -> None:
    shown = csv_report.render(hostile())
    assert len(of("finding", hostile())) == len(hostile().findings)
    assert not {"\x1b", "\u202e"} & set(shown)


def test_every_task_is_a_row() -> None:
    found = [row for row in rows(csv_report.render_tasks(assessment())) if row["row"] == "task"]
    assert [row["id"] for row in found] == [task.id for task in assessment().tasks]
    assert all(row["acceptance"] for row in found)
