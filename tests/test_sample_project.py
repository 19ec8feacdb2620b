"""The sample project that comes along shows everything the program can tell apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.api import analyse
from advisor.core.assessment import Assessment
from advisor.core.kinds import Context, Kind, Status

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample-project"
NAMESAKES = (
    "llama.cpp",
    "llama_cpp",
    "ollama",
    "llamafile",
    "LlamaIndex",
    "LlamaParse",
    "LLaMA-Factory",
    "TinyLlama",
    "OpenLLaMA",
    "DefiLlama",
    "llama",
)
"""Names that stand in it and are no dependence on Llama; the last is both a command and an animal."""


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return analyse(SAMPLE, as_of=date(2026, 11, 24))


def test_every_kind_is_found_in_it(assessment: Assessment) -> None:
    assert {row.kind for row in assessment.findings} == set(Kind)


def test_every_context_is_found_in_it(assessment: Assessment) -> None:
    assert {row.context for row in assessment.findings} == set(Context)


@pytest.mark.parametrize("name", NAMESAKES)
def test_a_namesake_is_cleared_and_not_found(assessment: Assessment, name: str) -> None:
    assert name in {row.written for row in assessment.cleared}
    assert name not in {row.written for row in assessment.findings}


def test_a_prompt_written_for_mistral_is_cleared(assessment: Assessment) -> None:
    line = "ferrydesk/prompts.py", 20
    assert line in {(row.path, row.line) for row in assessment.cleared}
    assert line not in {(row.path, row.line) for row in assessment.findings}


def test_a_cut_off_file_is_read_all_the_same(assessment: Assessment) -> None:
    assert "tests/replies/cut-off.json" in {row.path for row in assessment.findings}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2026, 11, 24), Status.DEAD),
        (date(2026, 11, 24), Status.SERVED),
        (date(2026, 11, 24), Status.YOURS),
        (date(2026, 11, 24), Status.UNKNOWN),
        (date(2026, 7, 1), Status.ENDS),
    ],
)
def test_every_verdict_is_given_to_something_in_it_on_some_day(day: date, status: Status) -> None:
    statuses = {row.verdict.status for row in analyse(SAMPLE, as_of=day).findings if row.verdict}
    assert status in statuses


def test_every_place_counts_in_one_dependency_so_that_the_counts_add_up(assessment: Assessment) -> None:
    owned = [key for one in assessment.dependencies for key in one.finding_ids]
    assert sorted(owned) == sorted(row.id for row in assessment.findings)
    dead = {row.id for row in assessment.findings if row.verdict and row.verdict.status is Status.DEAD}
    assert assessment.summary.by_status[Status.DEAD] == sum(key in dead for key in owned)
