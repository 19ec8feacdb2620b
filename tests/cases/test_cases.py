"""Small projects, each judged on some days: every expectation of `case.toml` is a test of its own.

What the program is known to get wrong stands under `[faults]` of the case, with the fact that shows it; such
a test has to fail, so that a mended fault is struck off the list.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from advisor.api import Policy, analyse
from advisor.assess.order import MENTIONS
from advisor.core.kinds import Status
from advisor.core.scenarios import ScenarioKind
from advisor.core.swap import Category
from tests.cases.expectations import HERE, Expectation, assessed, cases, check, expectations, read

ALL = [(case, each) for case in cases() for each in expectations(case)]
VIEWS = [(case, view) for case in cases() for view in read(case)["views"]]
VIEW_IDS = [f"{case}/{view}" for case, view in VIEWS]


def _parameters() -> list[object]:
    faults = {case: read(case).get("faults", {}) for case in cases()}
    return [
        pytest.param(
            each,
            id=each.id,
            marks=[pytest.mark.xfail(strict=True, reason=reason)]
            if (reason := faults[case].get(each.spot))
            else [],
        )
        for case, each in ALL
    ]


@pytest.mark.parametrize("wanted", _parameters())
def test_the_case_is_judged_as_the_facts_say(wanted: Expectation) -> None:
    check(wanted)


@pytest.mark.parametrize(("case", "view"), VIEWS, ids=VIEW_IDS)
def test_no_candidate_was_released_after_the_day(case: str, view: str) -> None:
    assessment = assessed(case, view)
    later = [
        (candidate.alternative.id, candidate.alternative.released)
        for one in assessment.dependencies
        for candidate in one.candidates
        if candidate.alternative.released is not None and candidate.alternative.released > assessment.as_of
    ]
    assert not later


@pytest.mark.parametrize(("case", "view"), VIEWS, ids=VIEW_IDS)
def test_no_candidate_is_under_a_licence_of_llama(case: str, view: str) -> None:
    assessment = assessed(case, view)
    ranked = [
        (candidate.alternative.id, candidate.alternative.licence)
        for one in assessment.dependencies
        for candidate in one.candidates
        if candidate.rank is not None
    ]
    assert not [each for each in ranked if (each[1] or "").startswith(("llama", "code-llama"))]


AFTER_MUSE = [(case, view) for case, view in VIEWS if read(case)["views"][view]["as_of"] >= date(2026, 4, 8)]


@pytest.mark.parametrize(("case", "view"), AFTER_MUSE, ids=lambda each: each)
def test_no_timeline_for_a_further_open_release_is_told(case: str, view: str) -> None:
    unknown = " ".join(assessed(case, view).outlook.unknown).lower()
    assert "timeline" in unknown or "no date" in unknown


@pytest.mark.parametrize(("case", "view"), AFTER_MUSE, ids=lambda each: each)
def test_waiting_has_no_end_of_its_own(case: str, view: str) -> None:
    for row in assessed(case, view).scenarios.dependencies:
        wait = next(each for each in row.scenarios if each.kind is ScenarioKind.WAIT)
        assert wait.what_if is None
        assert "no timeline" in wait.text.lower()


@pytest.mark.parametrize(("case", "view"), VIEWS, ids=VIEW_IDS)
def test_no_host_is_named_that_has_ended(case: str, view: str) -> None:
    ended = [
        (row.title, host.name)
        for row in assessed(case, view).scenarios.dependencies
        for each in row.scenarios
        for host in each.hosts
        if host.status is Status.DEAD
    ]
    assert not ended


@pytest.mark.parametrize(("case", "view"), VIEWS, ids=VIEW_IDS)
def test_a_longer_horizon_never_lowers_the_risk(case: str, view: str) -> None:
    for one in assessed(case, view).dependencies:
        scores = [each.score for each in one.risk.horizons]
        assert [each.months for each in one.risk.horizons] == [3, 6, 12, 24]
        assert scores == sorted(scores)


@pytest.mark.parametrize(("case", "view"), VIEWS, ids=VIEW_IDS)
def test_what_is_dead_where_something_runs_has_to_be_left(case: str, view: str) -> None:
    for one in assessed(case, view).dependencies:
        if one.verdict.status is Status.DEAD and one.context not in MENTIONS:
            assert one.estimate is not None
            assert one.estimate.category is Category.MANDATORY


def _asked_about_users(case: str, policy: Policy) -> list[str]:
    found = analyse(HERE / case / "project", as_of=date(2026, 11, 24), policy=policy)
    return [row.text for row in found.questions if row.key == "question.users"]


def test_the_number_of_users_is_asked_once_and_not_again_when_told() -> None:
    assert len(_asked_about_users("groq-chatbot", Policy())) == 1
    assert not _asked_about_users("groq-chatbot", Policy(monthly_users=4_000))


@pytest.mark.parametrize("case", ["docs-only", "namesakes"])
def test_who_runs_no_llama_is_not_asked_for_users(case: str) -> None:
    assert not _asked_about_users(case, Policy())


def test_the_question_about_users_names_the_month_that_counts() -> None:
    (text,) = _asked_about_users("groq-chatbot", Policy())
    assert re.search(r"month before .* released", text)
    assert "2024-12-06" in text


@pytest.mark.parametrize("case", cases())
def test_every_fault_names_an_expectation(case: str) -> None:
    assert set(read(case).get("faults", {})) <= {each.spot for each in expectations(case)}
