"""Risk over time and the ways on, as a person reads them: which numbers stand where, what fits the width."""

from __future__ import annotations

import re
from datetime import date

import pytest

from advisor.core.assessment import Assessment
from advisor.core.kinds import Context
from advisor.core.policy import Policy
from advisor.report import markdown, text
from advisor.report.layout import columns
from tests.assess.build import LLAMA_8B, LLAMA_70B, SmallCatalog, finding, judged, row

TABLE = (
    row("dead", end="2026-01-01"),
    row("ending", "together", announced="2026-10-01", end="2027-02-14"),
    row("meta-llama/Llama-3.3-70B-Instruct", "aws-bedrock", status="active"),
)


def two(**changes: object) -> Assessment:
    """A dead model at Groq in production, and one at Together that ends in February 2027 in a test."""
    return judged(
        finding("dead", provider="groq", **LLAMA_70B),
        finding("ending", provider="together", path="tests/b.py", context=Context.TEST, **LLAMA_8B),
        catalog=SmallCatalog(lifecycle=TABLE),
        **changes,  # type: ignore[arg-type]
    )


def section(report: str, title: str) -> list[str]:
    """The lines of a section of the text report."""
    lines = report.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith(title))
    end = next((index for index in range(start, len(lines)) if not lines[index]), len(lines))
    return lines[start:end]


def test_the_ways_stand_under_each_other_with_level_and_points_at_each_horizon() -> None:
    """Staying: the dead one is 5 x 5 at every horizon. The other ends in February, so 5, times 3: a test is
    2, and no candidate of this small catalog has a host, which is a gap of 1."""
    head, stay, elsewhere, wait, move, *_ = section(text.render(two(), width=100), "WAYS ON")[1:]
    assert head.split() == ["3", "months", "6", "months", "12", "months", "24", "months", "effort"]
    assert re.sub(r"\s+", " ", stay.strip()) == "Stay very high 40 very high 40 very high 40 very high 40 0"
    assert elsewhere.strip().startswith("Same weights elsewhere")
    assert re.sub(r"\s+", " ", wait).count("very high 40") == 4
    assert move.strip().startswith("Move to the candidates")


@pytest.mark.parametrize("width", [60, 72, 80, 88, 100, 120])
@pytest.mark.parametrize("day", [None, "2027-06-01"])
def test_no_line_is_wider_than_the_report(width: int, day: str | None) -> None:
    policy = Policy(what_if={"muse_open": day}) if day else Policy()
    lines = section(text.render(two(policy=policy), width=width), "WAYS ON")
    assert max(map(columns, lines)) <= width


def test_where_points_do_not_fit_beside_the_levels_they_stand_below_them() -> None:
    head, stay, points, *_ = section(text.render(two(), width=78), "WAYS ON")[1:]
    assert stay.split()[:2] == ["Stay", "very"]
    assert points.split() == ["40"] * 4
    assert [points.index("40")] == [head.index("3 months")]


def test_what_falls_due_while_waiting_stands_with_its_month() -> None:
    told = " ".join(" ".join(section(text.render(two(), width=100), "WAYS ON")).split())
    assert "Month 3: Llama-3.1-8B-Instruct at Together ends on 2027-02-14. 2 ended by then." in told
    assert "No timeline for a further open Muse was found as of 2026-11-23, so this way has no end." in told


def test_a_what_if_is_called_one_in_the_table_and_below_it() -> None:
    typed = two(policy=Policy(what_if={"muse_open": "2027-06-01"}))
    for report in (text.render(typed, width=100), markdown.render(typed)):
        assert "What-if Muse 2027-06-01" in report.replace("\\", "")
        assert "Wait for an open Muse" not in report
        assert "typed into the policy and no fact" in " ".join(report.split())


def test_the_risk_says_its_horizon_its_course_and_what_its_sum_is_made_of() -> None:
    told = " ".join(" ".join(section(text.render(two(), width=100), "RISK OF STAYING")).split())
    assert "Likelihood very high × impact very high within 12 months." in told
    assert "Within 3, 6, 12 and 24 months: very high throughout." in told
    assert "All scores together: 40 points, neither high nor low by itself" in told
    whole = " ".join(markdown.render(two()).split())
    assert "Points: 40, the scores of all 2 dependencies added up (25 + 15)." in whole.replace("\\", "")


def test_the_assumption_that_would_change_the_level_is_told() -> None:
    """The dead one as a test: 2, broken 1, gap 1, but 3 at most there, so 5 x 3; the other is medium."""
    told = " ".join(" ".join(section(text.render(two(), width=100), "RISK OF STAYING")).split())
    assert (
        "It would be medium if Llama-3.3-70B-Instruct at Groq: it is not what runs in production, only tests"
        in told
    )


def test_a_dependency_tells_who_else_serves_its_weights_and_where_that_was_read() -> None:
    report = " ".join(text.render(two(), width=100).split())
    assert (
        "Same weights elsewhere: Aws-Bedrock as meta-llama/Llama-3.3-70B-Instruct (read 2026-11-23)" in report
    )
    marked = markdown.render(two())
    assert "Aws-Bedrock as `meta-llama/Llama-3.3-70B-Instruct` (<https://example.org/page>, read" in marked


def test_markdown_has_the_four_ways_for_the_whole_and_for_each_in_full() -> None:
    lines = markdown.render(two()).splitlines()
    assert sum(line.startswith("| Stay |") for line in lines) == 3
    assert sum(line.startswith("| Wait for an open Muse |") for line in lines) == 3


def test_without_models_that_run_there_is_no_such_section() -> None:
    nothing = judged()
    assert "WAYS ON" not in text.render(nothing)
    assert "## Ways on" not in markdown.render(nothing)


def test_before_the_launch_waiting_is_no_way_and_has_no_effort() -> None:
    early = two(as_of=date(2026, 4, 7))
    lines = section(text.render(early, width=100), "WAYS ON")
    assert lines[4].split()[-1] == "-"
    assert "there is nothing to wait for" in " ".join(" ".join(lines).split())
