"""Ways on side by side: who serves the same weights, what waiting adds up, what a move leaves of the risk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.core.assessment import Assessment
from advisor.core.kinds import Context, Kind, Level, Status
from advisor.core.knowledge import MemoryFigures
from advisor.core.policy import Policy
from advisor.core.scenarios import Scenario, ScenarioKind
from tests.assess.build import (
    LLAMA_8B,
    LLAMA_70B,
    SOURCE,
    SmallCatalog,
    alternative,
    finding,
    judged,
    licence,
    real_catalog,
    row,
)

LAUNCH = date(2026, 4, 8)
TODAY = date(2026, 11, 24)
STAY, CHANGE, WAIT, MOVE = ScenarioKind
HUB_70B = "meta-llama/Llama-3.3-70B-Instruct"


def way(assessment: Assessment, kind: ScenarioKind) -> Scenario:
    """That way on for the only dependency there is."""
    (one,) = assessment.scenarios.dependencies
    return next(scenario for scenario in one.scenarios if scenario.kind is kind)


def whole(assessment: Assessment, kind: ScenarioKind) -> Scenario:
    return next(scenario for scenario in assessment.scenarios.whole if scenario.kind is kind)


def at_groq(*rows: Any, as_of: date = TODAY, policy: Policy | None = None, **catalog: Any) -> Assessment:
    """One Llama 3.3 70B in production at Groq, where it ended on 2026-01-01."""
    table = (row("dead", end="2026-01-01"), *rows)
    known = SmallCatalog(lifecycle=table, **catalog)
    return judged(finding("dead", provider="groq", **LLAMA_70B), catalog=known, as_of=as_of, policy=policy)


class TestStay:
    def test_it_is_the_risk_of_staying_and_takes_no_effort(self) -> None:
        found = at_groq()
        stay = way(found, STAY)
        (dependency,) = found.dependencies
        assert [one.level for one in stay.forecast] == [one.level for one in dependency.risk.horizons]
        assert (stay.effort_points, stay.licences) == (0.0, ("llama-3.3",))

    def test_duties_in_force_stay_and_are_named(self) -> None:
        from tests.assess.build import duty

        bound = licence("llama-3.3", duty("aup"))
        assert way(at_groq(licences=(bound,)), STAY).stays == ("acceptable use policy",)


class TestTheSameWeightsElsewhere:
    def test_hosts_whose_table_has_the_model_alive_are_named_with_id_and_source(self) -> None:
        change = way(at_groq(row(HUB_70B, "together", status="active")), CHANGE)
        host, own = change.hosts
        assert (host.provider, host.model_id, host.status) == ("together", HUB_70B, Status.SERVED)
        assert (host.source, host.read_on) == (SOURCE.ref, SOURCE.read_on)
        assert own.provider is None

    def test_a_host_that_the_policy_excludes_is_no_way(self) -> None:
        rows = (row(HUB_70B, "together", status="active"), row(HUB_70B, "aws-bedrock", status="active"))
        change = way(at_groq(*rows, policy=Policy(exclude_hosts=("Together",))), CHANGE)
        assert [host.provider for host in change.hosts] == ["aws-bedrock", None]

    def test_staying_at_an_excluded_host_says_so(self) -> None:
        assert way(at_groq(policy=Policy(exclude_hosts=("groq",))), STAY).text.startswith(
            "The policy excludes Groq. "
        )

    def test_a_host_where_it_is_dead_and_one_that_serves_another_are_not(self) -> None:
        dead = row(HUB_70B, "together", end="2026-02-01")
        other = row("meta-llama/Llama-3.1-8B-Instruct", "aws-bedrock", status="active")
        assert [host.provider for host in way(at_groq(dead, other), CHANGE).hosts] == [None]

    def test_the_own_host_is_no_other_host(self) -> None:
        again = row(HUB_70B, "groq", status="active")
        assert [host.provider for host in way(at_groq(again), CHANGE).hosts] == [None]

    def test_a_host_where_it_ends_is_named_with_its_end(self) -> None:
        ends = row(HUB_70B, "together", announced="2026-10-01", end="2027-01-31")
        change = way(at_groq(ends), CHANGE)
        assert [host.ends for host in change.hosts] == [date(2027, 1, 31), None]
        assert "Together (ends on 2027-01-31)" in change.text

    def test_as_of_a_day_before_an_end_the_host_still_serves_it(self) -> None:
        later = row(HUB_70B, "together", announced="2026-06-01", end="2026-09-01")
        before, after = (way(at_groq(later, as_of=day), CHANGE) for day in (LAUNCH, TODAY))
        assert [host.provider for host in before.hosts] == ["together", None]
        assert [host.provider for host in after.hosts] == [None]

    def test_the_likelihood_is_that_of_the_other_host_with_its_own_record(self) -> None:
        """Served 1 2 2 2, frozen 0 0 1 1; Together has ended five of its six: one more at each horizon.
        Llama 3.3 of December 2024 is three years old within 24 months, and old lines count there."""
        gone = [row(f"old-{n}", "together", end="2026-01-01") for n in range(5)]
        change = way(at_groq(row(HUB_70B, "together", status="active"), *gone), CHANGE)
        assert [one.likelihood for one in change.hosts[0].forecast] == [2, 3, 4, 5]

    def test_on_ones_own_machine_only_the_frozen_line_counts(self) -> None:
        assert [one.likelihood for one in way(at_groq(), CHANGE).forecast] == [1, 1, 2, 2]

    def test_a_host_that_lowers_nothing_is_no_way_on_and_ones_own_machine_is_told(self) -> None:
        """Unknown at Groq is 2 3 3 4; at Together, served with a bad record, 2 3 4 5."""
        gone = [row(f"old-{n}", "together", end="2026-01-01") for n in range(5)]
        known = SmallCatalog(lifecycle=(row(HUB_70B, "together", status="active"), *gone))
        change = way(judged(finding("nobody-knows", provider="groq", **LLAMA_70B), catalog=known), CHANGE)
        assert [host.provider for host in change.hosts] == ["together", None]
        assert change.forecast == change.hosts[-1].forecast

    def test_a_licence_conflict_stays_with_the_weights(self) -> None:
        forbidden = licence("llama-3.3", commercial_use="no")
        free, bound = (way(at_groq(licences=rows), CHANGE) for rows in ((), (forbidden,)))
        assert [one.likelihood for one in free.forecast] == [1, 1, 2, 2]
        assert [one.likelihood for one in bound.forecast] == [4, 4, 5, 5]

    def test_only_the_effort_that_a_change_of_host_takes_is_counted(self) -> None:
        found = at_groq(row(HUB_70B, "together", status="active"))
        (dependency,) = found.dependencies
        change = way(found, CHANGE)
        assert 0 < change.effort_points < dependency.effort_points
        assert change.hosts[-1].effort_points == change.effort_points + 5

    def test_the_shares_of_a_change_of_host_are_rows_of_the_effort_table(self) -> None:
        from tests.assess.build import document, tables

        shares = set(tables().risk.host_change)
        assert shares - {"places"} <= set(document("effort")["items"])

    def test_what_runs_in_ones_own_hands_has_no_host_to_change(self) -> None:
        found = judged(finding("llama3.1", provider="ollama", **LLAMA_8B))
        change = way(found, CHANGE)
        assert not change.possible
        assert "in your own hands already" in change.text
        assert change.forecast == way(found, STAY).forecast

    def test_memory_is_told_at_three_precisions_from_the_published_configuration(self) -> None:
        """8e9 parameters at q8's 8.5 bits are 8e9 x 8.5 / 8 / 2^30 = 7.92 GiB. The cache of 32 layers with 8
        heads of 128 at 8,192 tokens is 32 x 8192 x 2 x 8 x 128 x 2 bytes = 1 GiB."""
        from advisor.core.knowledge import AttentionGroup

        figures = MemoryFigures(
            "meta-llama/llama-3.1-8b-instruct",
            32, 8, 128, (AttentionGroup("full", 32, None),), 128256, (SOURCE,),
        )  # fmt: skip
        known = SmallCatalog(lifecycle=(row("dead", end="2026-01-01"),), figures={figures.hf_repo: figures})
        change = way(judged(finding("dead", provider="groq", **LLAMA_8B), catalog=known), CHANGE)
        by_name = {one.quantisation: one for one in change.own_machine}
        assert list(by_name) == ["q4", "q8", "bf16"]
        assert by_name["q8"].weights_gib == pytest.approx(7.92, abs=0.01)
        assert by_name["q8"].memory_gib == pytest.approx(8.92, abs=0.01)
        assert by_name["bf16"].weights_gib == pytest.approx(14.90, abs=0.01)
        assert by_name["q8"].figures_of == figures.hf_repo

    def test_without_a_published_configuration_only_the_weights_are_told(self) -> None:
        (first, *_) = way(at_groq(), CHANGE).own_machine
        assert first.memory_gib is None and first.weights_gib is not None


class TestWaiting:
    ENDS = row("ending", "together", announced="2026-10-01", end="2027-02-14")

    def ending(self, **changes: Any) -> Assessment:
        known = SmallCatalog(lifecycle=(self.ENDS,))
        return judged(
            finding("ending", provider="together", identifier="f1", **LLAMA_70B), catalog=known, **changes
        )

    def test_there_is_no_timeline_so_it_has_no_end_and_no_day(self) -> None:
        wait = way(at_groq(), WAIT)
        assert "No timeline for a further open Muse was found as of 2026-11-23" in wait.text
        assert "no end" in wait.text and wait.what_if is None

    def test_what_is_broken_stays_broken_and_only_what_is_broken_is_told_so(self) -> None:
        words = "What is broken stays broken meanwhile (1 place)"
        assert words in way(at_groq(), WAIT).text and words in whole(at_groq(), WAIT).text
        assert "broken" not in way(self.ending(), WAIT).text

    def test_it_lowers_nothing(self) -> None:
        found = self.ending()
        assert way(found, WAIT).forecast == way(found, STAY).forecast

    def test_known_ends_fall_due_in_their_month(self) -> None:
        """From 24 November: the third month is that from 24 January to 23 February."""
        (due,) = way(self.ending(), WAIT).due
        assert (due.on, due.month, due.so_far) == (date(2027, 2, 14), 3, 1)
        assert due.finding_ids and due.source == SOURCE.ref

    def test_what_is_dead_today_is_counted_from_the_start(self) -> None:
        table = (row("dead", end="2026-01-01"), self.ENDS)
        found = judged(
            finding("dead", provider="groq", **LLAMA_8B),
            finding("ending", provider="together", path="b.py", **LLAMA_70B),
            catalog=SmallCatalog(lifecycle=table),
        )
        assert [due.so_far for due in whole(found, WAIT).due] == [2]

    def test_before_the_launch_there_was_nothing_to_wait_for(self) -> None:
        wait = way(self.ending(as_of=date(2026, 4, 7)), WAIT)
        assert not wait.possible and "nothing to wait for" in wait.text

    def test_what_is_out_counts_like_anybodys_model_and_only_from_its_day(self) -> None:
        glimmer = alternative("glimmer", name="Glimmer", released=date(2026, 8, 10), from_meta=True)
        launch, today = (
            way(at_groq(as_of=day, alternatives=(glimmer,)), WAIT).text for day in (LAUNCH, TODAY)
        )
        assert "Glimmer" not in launch
        assert "Glimmer (candidate 1 here)" in today

    def test_a_what_if_is_called_one_everywhere_and_lowers_nothing(self) -> None:
        plain = self.ending()
        typed = self.ending(policy=Policy(what_if={"muse_open": "2027-06-01"}))
        for scenario in (way(typed, WAIT), whole(typed, WAIT)):
            assert scenario.what_if == date(2027, 6, 1)
            assert scenario.title == "What-if Muse 2027-06-01"
            assert "What-if, typed into the policy and no fact" in scenario.text
        assert way(typed, WAIT).forecast == way(plain, WAIT).forecast
        assert typed.risk == plain.risk
        assert typed.outlook == plain.outlook


class TestMoving:
    def test_the_best_candidate_is_the_one_moved_to(self) -> None:
        found = at_groq()
        (dependency,) = found.dependencies
        move = way(found, MOVE)
        assert move.target == dependency.candidates[0].alternative.id
        assert move.effort_points == dependency.effort_points
        assert move.licences == ("apache-2.0",)

    def test_a_chosen_one_takes_its_place(self) -> None:
        assert way(at_groq(policy=Policy(targets={"*": "new-8b"})), MOVE).target == "new-8b"

    def test_in_ones_own_hands_nothing_of_llamas_line_licence_or_host_counts(self) -> None:
        assert [one.likelihood for one in way(at_groq(), MOVE).forecast] == [1, 1, 1, 1]

    def test_at_a_host_it_can_be_ended_like_anybodys_model(self) -> None:
        hosted = alternative("hosted", hosted_ids={"groq": ("maker/hosted",)})
        move = way(at_groq(alternatives=(hosted,)), MOVE)
        assert [one.likelihood for one in move.forecast] == [1, 2, 2, 2]
        assert move.text == "Hosted is served by Groq, where this runs today."

    def test_without_a_candidate_there_is_no_such_way(self) -> None:
        move = way(at_groq(alternatives=()), MOVE)
        assert not move.possible
        assert move.forecast == way(at_groq(alternatives=()), STAY).forecast


class TestTheWhole:
    def test_at_each_horizon_the_worst_level_and_the_sum(self) -> None:
        found = judged(
            finding("dead", provider="groq", **LLAMA_70B),
            finding("x", provider="ollama", path="b.py", **LLAMA_8B),
            catalog=SmallCatalog(lifecycle=(row("dead", end="2026-01-01"),)),
        )
        for kind in ScenarioKind:
            parts = [
                scenario.forecast
                for one in found.scenarios.dependencies
                for scenario in one.scenarios
                if scenario.kind is kind
            ]
            for position, told in enumerate(whole(found, kind).forecast):
                column = [part[position] for part in parts]
                assert told.score == sum(one.score for one in column)
                assert told.level in {one.level for one in column}

    def test_staying_is_the_risk_of_the_project(self) -> None:
        found = at_groq()
        told = [(one.level, one.score) for one in whole(found, STAY).forecast]
        assert told == [(one.level, one.total) for one in found.risk.horizons]

    def test_a_mention_has_no_ways_of_its_own_and_adds_its_share_to_the_whole(self) -> None:
        named = finding("x", path="README.md", context=Context.DOCS, **LLAMA_8B)
        alone = judged(named)
        assert (alone.scenarios.dependencies, alone.scenarios.whole) == ((), ())
        runs = finding("x", provider="ollama", path="b.py", **LLAMA_70B)
        both, one = judged(named, runs), judged(runs)
        assert len(both.scenarios.dependencies) == 1
        assert whole(both, STAY).forecast[0].score > whole(one, STAY).forecast[0].score

    def test_a_dead_service_goes_with_the_models_that_leave_it(self) -> None:
        """Meta's own API, dead, and the one model that was called there: elsewhere neither is needed."""
        table = (row("llama-4", "meta-llama-api", end="2026-07-06"),)
        found = judged(
            finding("llama-4", provider="meta-llama-api", model="llama-4-scout-instruct", family="llama-4"),
            finding("https://api.llama.com", Kind.ENDPOINT, path="net.py", provider="meta-llama-api"),
            catalog=SmallCatalog(lifecycle=table),
        )
        assert [one.likelihood for one in whole(found, CHANGE).forecast] == [1, 1, 2, 2]

    def test_where_no_dependency_has_such_a_way_the_reason_is_told(self) -> None:
        own = judged(
            finding("llama3.1", provider="ollama", **LLAMA_8B), catalog=SmallCatalog(alternatives=())
        )
        assert whole(own, CHANGE).text.startswith("All that runs here runs in your own hands already")
        assert whole(own, MOVE).text.startswith("No candidate fits the needs and the policy")
        assert not whole(own, CHANGE).possible and not whole(own, MOVE).possible

    def test_nothing_found_has_no_ways(self) -> None:
        assert judged().scenarios.whole == ()


class TestTheProductsOwnFacts:
    def groq(self, as_of: date) -> Assessment:
        one = finding("llama-3.3-70b-versatile", provider="groq", **LLAMA_70B)
        return judged(one, catalog=real_catalog(), as_of=as_of)

    def test_somebody_still_serves_llama_3_3_70b_today_and_each_says_where_it_was_read(self) -> None:
        hosts = [host for host in way(self.groq(TODAY), CHANGE).hosts if host.provider is not None]
        assert {"aws-bedrock", "openrouter"} <= {host.provider for host in hosts}
        assert "groq" not in {host.provider for host in hosts}
        assert all(host.source and host.read_on for host in hosts)

    def test_weights_without_a_repository_run_on_no_machine_of_ones_own(self) -> None:
        one = finding(
            "Llama-3.3-8B-Instruct",
            provider="meta-llama-api",
            model="llama-3.3-8b-instruct",
            family="llama-3.3",
        )
        found = judged(one, catalog=real_catalog())
        change = way(found, CHANGE)
        assert not change.possible
        assert not change.hosts and not change.own_machine
        assert "No official repository" in change.text
        assert "nor to have published weights" in whole(found, CHANGE).text

    def test_on_the_launch_day_no_open_muse_is_named_and_today_both_are(self) -> None:
        launch, today = (way(self.groq(day), WAIT).text for day in (LAUNCH, TODAY))
        assert "Glimmer" not in launch and "Spark Open" not in launch
        assert "Muse Glimmer 30B" in today and "Muse Spark Open 816B-A42B" in today

    @pytest.mark.parametrize("day", [LAUNCH, TODAY])
    def test_no_timeline_is_known_on_either_day(self, day: date) -> None:
        assert f"No timeline for a further open Muse was found as of {day}" in way(self.groq(day), WAIT).text

    @settings(max_examples=15, deadline=None)
    @given(st.dates(date(2025, 1, 1), date(2027, 6, 1)))
    def test_no_later_candidate_appears_on_any_day(self, day: date) -> None:
        found = self.groq(day)
        for one in found.dependencies:
            for candidate in one.candidates:
                assert candidate.alternative.released is None or candidate.alternative.released <= day
        for row_ in found.scenarios.dependencies:
            for scenario in row_.scenarios:
                assert scenario.what_if is None
                known = {one.alternative.id for one in found.dependencies[0].candidates}
                assert scenario.target is None or scenario.target in known


LEVELS = list(Level)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda number, provider, context: finding(
                "dead",
                path=f"p{number}/a.py",
                provider=provider,
                context=context,
                model=f"llama-9-{number}b",
                family="llama-9",
            ),
            st.integers(0, 9),
            st.sampled_from(["groq", "together", "ollama", None]),
            st.sampled_from(list(Context)),
        ),
        max_size=6,
        unique_by=lambda one: one.path,
    )
)
def test_no_way_falls_with_time_and_every_number_stays_in_its_range(findings: list[Any]) -> None:
    table = (row("dead", end="2026-01-01"), row("dead", "together", announced="2026-01-01", end="2027-05-01"))
    found = judged(*findings, catalog=SmallCatalog(lifecycle=table))
    for one in found.scenarios.dependencies:
        for scenario in one.scenarios:
            grades = [LEVELS.index(each.level) for each in scenario.forecast]
            assert grades == sorted(grades)
            assert all(1 <= each.score <= 25 for each in scenario.forecast)
            assert scenario.effort_points >= 0
