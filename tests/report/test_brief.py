"""The report in a few lines: what it tells, in which order, and that it stays harmless."""

from __future__ import annotations

from dataclasses import replace

from advisor.core.kinds import Context, Status
from advisor.report.brief import brief, first_steps
from advisor.report.digest import broken_words, favourites
from tests.report.example import assessment


def test_it_tells_verdict_risk_effort_and_the_next_end() -> None:
    told = brief(assessment())
    assert assessment().summary.sentence in told
    for part in ("- Risk of staying", "- Next known end: ", "- Effort to move: "):
        assert part in told


def test_the_effort_is_told_in_hours_too() -> None:
    assert "- Effort to move: 4 points, 3 to 12 hours assumed" in brief(assessment())


def test_what_is_only_named_is_moved_nowhere() -> None:
    base = assessment()
    words = replace(base.dependencies[0], context=Context.DOCS)
    assert favourites(base, 3)
    assert favourites(replace(base, dependencies=(words,)), 3) == []


def test_what_is_broken_in_tests_alone_is_told_so() -> None:
    base = assessment()
    dead = [one for one in base.findings if one.verdict and one.verdict.status is Status.DEAD]
    assert broken_words(base) == "Broken now: 1 place where something runs."
    tests = tuple(replace(one, context=Context.TEST) if one in dead else one for one in base.findings)
    assert (
        broken_words(replace(base, findings=tests))
        == "Broken now: 1 place where something runs, all in tests."
    )


def test_a_partial_scan_is_said_loudly() -> None:
    assert "**Partial:**" in brief(assessment(partial=True))
    assert "Partial" not in brief(assessment())


def test_names_of_strangers_do_nothing() -> None:
    assert "<b>" not in brief(assessment(project="<b>x"))


def test_there_are_no_more_steps_than_asked_for_and_none_twice() -> None:
    steps = first_steps(assessment(), 2)
    assert len(steps) <= 2
    assert len({task.id for task in steps}) == len(steps)


def test_a_choice_goes_before_the_first_rank() -> None:
    base = assessment()
    first = base.dependencies[0]
    best = next(one for one in first.candidates if one.rank is not None)
    other = replace(best, rank=2, alternative=replace(best.alternative, id="other", name="Other"))
    chosen = replace(first, candidates=(best, other), chosen="other")
    found = favourites(replace(base, dependencies=(chosen,)), 3)
    assert [one.candidate.alternative.id for one in found] == ["other"]
