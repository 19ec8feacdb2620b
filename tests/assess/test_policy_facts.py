"""Facts that no scanner can see: what-ifs, users and revenue, and policies that contradict themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.core.assessment import Assessment
from advisor.core.errors import UsageError
from advisor.core.policy import Policy
from tests.assess.build import (
    APACHE,
    LLAMA_8B,
    SmallCatalog,
    alternative,
    duty,
    finding,
    judged,
    licence,
    only,
    row,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Policy(what_if={"muse_opens": "2027-06-01"}), "the only what-if there is: muse_open"),
        (Policy(what_if={"muse_open": "next summer"}), "must be a day such as 2027-06-01"),
        (Policy(what_if={"muse_open": "2027-02-30"}), "must be a day such as 2027-06-01"),
        (Policy(what_if={"muse_open": "20270601"}), "must be a day such as 2027-06-01"),
        (Policy(what_if={"muse_open": "2026-11-24"}), "is not after 2026-11-24, the day judged by"),
        (Policy(licence_classes=("non-commercial",)), "so nothing can fit"),
    ],
)
def test_what_means_nothing_or_contradicts_itself_is_refused_with_the_way_out(
    policy: Policy, words: str
) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        judged(policy=policy, as_of=TODAY)
    assert refused.value.exit_code == 2


def test_a_what_if_of_yesterday_is_one_of_tomorrow_as_of_an_earlier_day() -> None:
    assert judged(policy=Policy(what_if={"muse_open": "2026-06-01"}), as_of=date(2026, 4, 8)).findings == ()


class TestUsers:
    LIMITED = licence(
        "llama-3.1",
        duty("threshold"),
        user_threshold=700_000_000,
        threshold_unit="monthly active users",
        commercial_use="yes",
    )

    def judged(self, users: int | None) -> Assessment:
        known = SmallCatalog(licences=(APACHE, self.LIMITED))
        one = finding("llama3.1", provider="ollama", **LLAMA_8B)
        return judged(one, catalog=known, policy=Policy(monthly_users=users, redistributes=False))

    def test_unknown_they_are_asked_for_and_taken_to_be_below(self) -> None:
        found = self.judged(None)
        assert [row.key for row in found.questions] == ["question.users"]
        assert "Taken to be no until the policy file says" in found.questions[0].text
        assert found.conflicts == ()

    def test_at_the_threshold_nothing_is_asked_and_nothing_forbidden(self) -> None:
        found = self.judged(700_000_000)
        assert (found.questions, found.conflicts) == ((), ())

    def test_above_it_the_licence_rules_the_use_out(self) -> None:
        found = self.judged(700_000_001)
        assert [row.key for row in found.conflicts] == ["conflict.users"]
        assert found.risk.likelihood > self.judged(None).risk.likelihood
        assert "700 million" in found.conflicts[0].text

    @pytest.mark.parametrize(
        ("users", "state"), [(None, "cannot be seen"), (700_000_000, "met"), (700_000_001, "not seen")]
    )
    def test_the_state_of_the_duty_follows_the_answer(self, users: int | None, state: str) -> None:
        assert [one.state for one in self.judged(users).duties] == [state]

    def test_what_is_dead_and_ruled_out_says_both(self) -> None:
        gone = row("gone", end="2026-01-01")
        known = SmallCatalog(licences=(APACHE, self.LIMITED), lifecycle=(gone,))
        one = finding("gone", provider="groq", **LLAMA_8B)
        found = judged(one, catalog=known, policy=Policy(monthly_users=900_000_000))
        estimate = found.dependencies[0].estimate
        assert estimate is not None
        assert estimate.why == "it is broken as it is, and a licence rules its use out"


class TestRevenue:
    """A candidate under a licence that ends at ten million US dollars of yearly revenue."""

    LIMITED = licence(
        "lfm",
        user_threshold=10_000_000,
        threshold_unit="US dollars of yearly revenue",
        commercial_condition="ends at 10 million US dollars of yearly revenue",
    )

    def judged(self, revenue: float | None, unit: str | None = None) -> Assessment:
        from dataclasses import replace

        bound = replace(self.LIMITED, threshold_unit=unit) if unit else self.LIMITED
        known: Any = SmallCatalog(
            licences=(bound, licence("llama-3.1")),
            alternatives=(alternative(licence="lfm", licence_class="conditional"),),
        )
        one = finding("llama3.1", provider="ollama", **LLAMA_8B)
        return judged(one, catalog=known, policy=Policy(annual_revenue_musd=revenue, redistributes=False))

    def test_unknown_it_is_asked_for_and_the_condition_is_told(self) -> None:
        found = self.judged(None)
        assert "question.revenue" in {row.key for row in found.questions}
        (candidate,) = only(found).candidates
        assert candidate.rank == 1
        assert any("10 million US dollars" in text for text in candidate.lacks)

    def test_below_it_the_candidate_stays_and_above_it_is_ruled_out(self) -> None:
        below, above = (only(self.judged(revenue)) for revenue in (9.9, 10.1))
        assert (below.ranked_total, above.ranked_total) == (1, 0)
        assert "does not cover you" in above.candidates[0].rejected[0]

    def test_a_threshold_of_a_month_is_compared_with_a_twelfth_of_the_year(self) -> None:
        """Ten million a month are 120 million a year."""
        unit = "US dollars of consolidated monthly revenue"
        assert only(self.judged(119.0, unit)).ranked_total == 1
        assert only(self.judged(121.0, unit)).ranked_total == 0

    def test_once_said_it_is_not_asked_again(self) -> None:
        assert "question.revenue" not in {row.key for row in self.judged(1.0).questions}
