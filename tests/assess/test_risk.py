"""Risk: the table of SP 800-30, points with reasons, and that nothing bad ever lowers it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.assess.exposure import Exposure, Gap
from advisor.assess.history import HostRecord
from advisor.assess.risk import level, risk, urgency, whole
from advisor.core.findings import Verdict
from advisor.core.kinds import Context, Level, Status
from tests.assess.build import LLAMA_8B, LLAMA_70B, SmallCatalog, finding, judged, only, row, tables

TABLES = tables()
TODAY = date(2026, 11, 24)
VL, L, M, H, VH = Level

TABLE_I_2 = [  # rows likelihood, columns impact, very low to very high: as the publication prints it
    [VL, VL, VL, L, L],
    [VL, L, L, L, M],
    [VL, L, M, M, H],
    [VL, L, M, H, VH],
    [VL, L, M, H, VH],
]


@pytest.mark.parametrize("likelihood", range(1, 6))
@pytest.mark.parametrize("impact", range(1, 6))
def test_the_level_is_read_from_the_table(likelihood: int, impact: int) -> None:
    assert level(likelihood, impact, TABLES) is TABLE_I_2[likelihood - 1][impact - 1]


def record(ended: int, known: int) -> HostRecord:
    """A host that has ended so many of so many ids."""
    return HostRecord("Groq", (date(2026, 1, 1),) * ended, known)


def exposure(status: Status = Status.SERVED, day: date | None = None, **changes: Any) -> Exposure:
    values: dict[str, Any] = {
        "verdict": Verdict(status, day),
        "context": Context.PRODUCTION,
        "finding_ids": ("f1",),
        "effort_points": 5.0,
        "ranked": 3,
    }
    return Exposure(**(values | changes))


@pytest.mark.parametrize(
    ("status", "days", "likelihood"),
    [
        (Status.YOURS, None, 1),
        (Status.SERVED, None, 2),
        (Status.UNKNOWN, None, 3),
        (Status.ENDS, 1000, 3),
        (Status.ENDS, None, 4),
        (Status.ENDS, 366, 3),
        (Status.ENDS, 365, 5),
        (Status.ENDS, 90, 5),
        (Status.DEAD, 0, 5),
    ],
)
def test_likelihood_follows_the_verdict(status: Status, days: int | None, likelihood: int) -> None:
    end = None if days is None else TODAY + timedelta(days)
    assert risk(exposure(status, end), TODAY, TABLES).likelihood == likelihood


@pytest.mark.parametrize(
    ("context", "impact"),
    [(Context.PRODUCTION, 4), (Context.INFRA, 4), (Context.CONFIG, 3), (Context.TEST, 2), (Context.DOCS, 1)],
)
def test_impact_follows_the_gravest_context(context: Context, impact: int) -> None:
    assert risk(exposure(context=context), TODAY, TABLES).impact == impact


def test_many_places_much_effort_and_no_candidate_add_to_the_impact() -> None:
    base = risk(exposure(context=Context.NOTEBOOK), TODAY, TABLES).impact
    for changes, more in (
        ({"finding_ids": tuple("abcdefghij")}, 1),
        ({"effort_points": 13.0}, 1),
        ({"broken": 1}, 1),
        ({"gap": Gap("New 8B", ("reads no images",))}, 1),
        ({"ranked": 0}, 2),
    ):
        assert risk(exposure(context=Context.NOTEBOOK, **changes), TODAY, TABLES).impact == base + more


def test_what_only_tests_rest_on_hurts_no_more_than_medium_and_says_so() -> None:
    found = risk(exposure(context=Context.TEST, ranked=0, broken=1), TODAY, TABLES)
    assert found.impact == 3
    assert found.reasons[-1].text.startswith("Only tests rest on it")


def test_the_number_of_places_counts_once() -> None:
    """Two in a notebook and one for ten places; 14 points of effort are 7 without those for places."""
    ten = {"context": Context.NOTEBOOK, "finding_ids": tuple("abcdefghij"), "effort_points": 14.0}
    assert risk(exposure(**ten, place_points=7.0), TODAY, TABLES).impact == 3
    assert risk(exposure(**ten, place_points=0.0), TODAY, TABLES).impact == 4


def test_every_point_has_a_reason_and_a_key() -> None:
    found = risk(exposure(frozen_since=date(2026, 4, 8), record=record(9, 10)), TODAY, TABLES)
    assert [reason.key for reason in found.reasons] == ["served", "frozen-line", "host-history", "production"]
    assert sum(reason.points or 0 for reason in found.reasons[:3]) == found.likelihood


class TestHostHistory:
    def reasons(self, rows: tuple[Any, ...]) -> str:
        alive = row("new-id", "together", status="active")
        catalog = SmallCatalog(lifecycle=(alive, *rows), outlook=())
        found = only(judged(finding("new-id", provider="together", **LLAMA_70B), catalog=catalog))
        return " ".join(reason.text for reason in found.risk.reasons)

    def test_a_host_that_ended_most_of_its_ids_is_likelier_to_end_this_one(self) -> None:
        gone = [row(f"old-{n}", "together", end="2026-01-01") for n in range(4)]
        kept = [row(f"kept-{n}", "together", status="active") for n in range(2)]
        assert (
            "Of the 7 Llama ids known at Together, 4 have ended or are known to end by 2027-11-24"
            in self.reasons((*gone, *kept))
        )

    def test_a_host_of_which_too_little_is_known_is_judged_by_all_hosts_together(self) -> None:
        one = row("old", "together", end="2026-01-01")
        others = [row(f"old-{n}", "groq", end="2026-01-01") for n in range(5)]
        assert "of all hosts' 7 together, 6 have ended or are known to end" in self.reasons((one, *others))

    def test_it_says_nothing_of_an_id_whose_life_there_is_not_known(self) -> None:
        gone = tuple(row(f"old-{n}", "groq", end="2026-01-01") for n in range(9))
        catalog = SmallCatalog(lifecycle=gone, outlook=())
        found = only(judged(finding("new-id", provider="groq", **LLAMA_70B), catalog=catalog))
        assert "host-history" not in {reason.key for reason in found.risk.reasons}

    def test_a_host_that_kept_most_adds_nothing(self) -> None:
        kept = [row(f"kept-{n}", "together", status="active") for n in range(6)]
        assert "Llama ids" not in self.reasons(tuple(kept))


class TestTheWhole:
    def test_the_worst_dependency_decides_and_the_scores_add_up(self) -> None:
        assessment = judged(
            finding("dead", provider="groq", **LLAMA_70B),
            finding("x", path="README.md", context=Context.DOCS, **LLAMA_8B),
            catalog=SmallCatalog(lifecycle=(row("dead", end="2026-01-01"),)),
        )
        worst = max(assessment.dependencies, key=lambda one: urgency(one.risk))
        assert assessment.risk.level is worst.risk.level
        total = sum(one.risk.score for one in assessment.dependencies)
        assert assessment.risk.total == total
        assert (
            f"Points: {total}, the scores of all 2 dependencies added up" in assessment.risk.reasons[-1].text
        )

    def test_dead_places_are_counted_beside_the_level_where_something_runs(self) -> None:
        assessment = judged(
            finding("dead", provider="groq", **LLAMA_70B),
            finding("dead", path="README.md", context=Context.DOCS, provider="groq", **LLAMA_70B),
            catalog=SmallCatalog(lifecycle=(row("dead", end="2026-01-01"),)),
        )
        assert assessment.risk.broken == 1

    def test_nothing_found_is_the_lowest_level_with_its_reason(self) -> None:
        nothing = judged().risk
        assert nothing.level is Level.VERY_LOW
        assert nothing.reasons[0].text == "Nothing that depends on Llama was found."

    def test_what_is_broken_where_it_runs_stands_first(self) -> None:
        assessment = judged(
            finding("llama3.1", provider="ollama", **LLAMA_8B),
            finding("dead", path="tests/t.py", context=Context.TEST, provider="groq", **LLAMA_70B),
            catalog=SmallCatalog(lifecycle=(row("dead", end="2026-01-01"),)),
        )
        assert [one.provider for one in assessment.dependencies] == ["groq", "ollama"]


# --- nothing bad lowers it -------------------------------------------------------------------------

STATUSES = st.sampled_from(list(Status))
CONTEXTS = st.sampled_from(list(Context))
DAYS = st.integers(min_value=1, max_value=2000)


@st.composite
def exposures(draw: st.DrawFn) -> Exposure:
    status = draw(STATUSES)
    end = TODAY + timedelta(draw(DAYS)) if status is Status.ENDS and draw(st.booleans()) else None
    return exposure(
        status,
        end,
        context=draw(CONTEXTS),
        finding_ids=tuple(f"f{n}" for n in range(draw(st.integers(1, 20)))),
        effort_points=draw(st.floats(0, 40)),
        ranked=draw(st.sampled_from([None, 0, 1, 30])),
        conflict_ids=("f0",) if draw(st.booleans()) else (),
        record=record(draw(st.integers(0, 9)), 9) if draw(st.booleans()) else None,
        frozen_since=date(2026, 4, 8) if draw(st.booleans()) else None,
    )


@given(exposures())
def test_every_exposure_has_a_level_between_the_ends(one: Exposure) -> None:
    found = risk(one, TODAY, TABLES)
    assert 1 <= found.likelihood <= 5 and 1 <= found.impact <= 5
    assert found.level is TABLE_I_2[found.likelihood - 1][found.impact - 1]


@given(exposures(), DAYS, DAYS)
def test_an_earlier_end_never_lowers_it(one: Exposure, first: int, second: int) -> None:
    from dataclasses import replace

    sooner, later = sorted((first, second))
    ends = [replace(one, verdict=Verdict(Status.ENDS, TODAY + timedelta(days))) for days in (later, sooner)]
    ends.append(replace(one, verdict=Verdict(Status.DEAD, TODAY)))
    graded = [urgency(risk(each, TODAY, TABLES)) for each in ends]
    assert graded == sorted(graded)


@given(exposures())
def test_an_end_that_is_announced_never_lowers_it(one: Exposure) -> None:
    from dataclasses import replace

    before = replace(one, verdict=Verdict(Status.SERVED))
    after = replace(one, verdict=Verdict(Status.ENDS, TODAY + timedelta(900)))
    assert urgency(risk(before, TODAY, TABLES)) <= urgency(risk(after, TODAY, TABLES))


WORSE: list[dict[str, Any]] = [
    {"context": Context.PRODUCTION},
    {"conflict_ids": ("f0",)},
    {"frozen_since": date(2026, 4, 8)},
    {"record": record(9, 9)},
    {"effort_points": 50.0},
    {"finding_ids": tuple(f"f{n}" for n in range(30))},
    {"ranked": 0},
]


@given(exposures(), st.sampled_from(WORSE))
def test_what_is_worse_never_lowers_it(one: Exposure, worse: dict[str, Any]) -> None:
    from dataclasses import replace

    assert urgency(risk(one, TODAY, TABLES)) <= urgency(risk(replace(one, **worse), TODAY, TABLES))


@st.composite
def projects(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Findings of unrelated models, each in a folder of its own."""
    providers = st.sampled_from(["groq", "together", "ollama"])
    return [
        {"path": f"p{n}/a.py", "provider": draw(providers), "context": draw(CONTEXTS)}
        for n in range(draw(st.integers(1, 5)))
    ]


@given(projects(), projects())
def test_one_more_dependency_never_lowers_the_projects_risk(
    some: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    table = (row("dead", end="2026-01-01"),)

    def graded(rows: list[dict[str, Any]]) -> tuple[Any, ...]:
        made = [
            finding("dead", model=f"llama-9-{number}b", family="llama-9", **one)
            for number, one in enumerate(rows)
        ]
        found = judged(*made, catalog=SmallCatalog(lifecycle=table)).risk
        return urgency(found)[0], found.broken

    fewer, all_of_them = graded(some), graded([*some, *more])
    assert fewer[0] <= all_of_them[0] and fewer[1] <= all_of_them[1]


def test_the_whole_of_a_list_and_one_more() -> None:
    one = only(judged(finding("x", path="README.md", context=Context.DOCS, **LLAMA_8B)))
    two = only(judged(finding("x", provider="ollama", **LLAMA_8B)))
    assert urgency(whole([one], TODAY, TABLES)) <= urgency(whole([one, two], TODAY, TABLES))
    assert whole([two, one], TODAY, TABLES).level is whole([one, two], TODAY, TABLES).level


# --- the horizons ----------------------------------------------------------------------------------


class TestHorizons:
    def levels(self, one: Exposure) -> list[int]:
        return [horizon.likelihood for horizon in risk(one, TODAY, TABLES).horizons]

    def test_they_are_three_six_twelve_and_twenty_four_months_and_a_year_is_told_first(self) -> None:
        found = risk(exposure(), TODAY, TABLES)
        assert [one.months for one in found.horizons] == [3, 6, 12, 24]
        assert [one.by.isoformat() for one in found.horizons][:2] == ["2027-02-24", "2027-05-24"]
        assert found.months == 12
        assert (found.likelihood, found.level) == (found.horizons[2].likelihood, found.horizons[2].level)

    def test_a_known_end_is_certain_from_the_horizon_on_that_it_falls_into(self) -> None:
        """Announced for nine months ahead: likely before, certain within a year."""
        assert self.levels(exposure(Status.ENDS, date(2027, 8, 24))) == [2, 2, 5, 5]

    def test_an_end_on_the_last_day_of_a_horizon_falls_into_it(self) -> None:
        assert self.levels(exposure(Status.ENDS, date(2027, 2, 24)))[0] == 5
        assert self.levels(exposure(Status.ENDS, date(2027, 2, 25)))[0] == 2

    def test_what_is_dead_has_happened_whatever_the_horizon(self) -> None:
        assert self.levels(exposure(Status.DEAD)) == [5, 5, 5, 5]

    def test_an_old_line_counts_in_the_longest_horizon_where_it_is_three_years_old_by_then(self) -> None:
        """24 months from 2026-11-24 end on 2028-11-24."""
        plain = self.levels(exposure())
        old = self.levels(exposure(line_since=date(2025, 11, 24)))
        young = self.levels(exposure(line_since=date(2025, 11, 25)))
        assert [a - b for a, b in zip(old, plain, strict=True)] == [0, 0, 0, 1]
        assert young == plain

    def test_the_age_of_its_line_says_nothing_of_what_runs_in_ones_own_hands(self) -> None:
        own = exposure(Status.YOURS, line_since=date(2023, 2, 24))
        assert self.levels(own) == [1, 1, 1, 1]

    def test_a_host_known_to_end_most_by_then_counts_from_that_horizon_on(self) -> None:
        """One of four has ended, two more are known to end in ten months: half and more within a year."""
        ends = (date(2026, 1, 1), date(2027, 9, 1), date(2027, 9, 1))
        known = exposure(record=HostRecord("Groq", ends, 4))
        assert [a - b for a, b in zip(self.levels(known), self.levels(exposure()), strict=True)] == [
            0,
            0,
            1,
            1,
        ]

    def test_each_horizon_has_its_reasons_and_they_add_up_to_it(self) -> None:
        found = risk(exposure(frozen_since=date(2026, 4, 8), record=record(9, 10)), TODAY, TABLES)
        for horizon in found.horizons:
            assert sum(reason.points or 0 for reason in horizon.reasons) == horizon.likelihood

    def test_beyond_the_calendar_is_its_last_day(self) -> None:
        assert risk(exposure(), date(9999, 1, 1), TABLES).horizons[-1].by == date.max


@given(exposures())
def test_a_longer_horizon_never_lowers_likelihood_or_level(one: Exposure) -> None:
    found = risk(one, TODAY, TABLES).horizons
    assert [each.likelihood for each in found] == sorted(each.likelihood for each in found)
    grades = [list(Level).index(each.level) for each in found]
    assert grades == sorted(grades)


@given(exposures(), st.sampled_from(WORSE))
def test_what_is_worse_lowers_no_horizon(one: Exposure, worse: dict[str, Any]) -> None:
    from dataclasses import replace

    before, after = (risk(each, TODAY, TABLES).horizons for each in (one, replace(one, **worse)))
    assert all(a.score <= b.score for a, b in zip(before, after, strict=True))


# --- what would change it --------------------------------------------------------------------------


class TestFlips:
    def told(self, one: Exposure) -> dict[str, Level]:
        return {flip.key: flip.level for flip in risk(one, TODAY, TABLES).flips}

    def test_production_that_turns_out_to_be_a_test_lowers_it(self) -> None:
        """Dead in production: 5 and 4 are high; in tests 5 and 2 are low. Nothing else is assumed."""
        assert self.told(exposure(Status.DEAD)) == {"not-production": Level.LOW}

    def test_a_host_that_announces_the_end_raises_it(self) -> None:
        """Served in production: 2 and 4 are low; an end within the horizon makes 5 and 4, high."""
        assert self.told(exposure(record=record(0, 9))) == {"host-ends": Level.HIGH}

    def test_an_end_for_some_tiers_does_not_hold_on_another(self) -> None:
        tiered = exposure(verdict=Verdict(Status.DEAD, date(2026, 8, 1), ("free",)))
        assert self.told(tiered)["other-tier"] is Level.LOW

    def test_an_end_for_everybody_is_a_fact_and_not_turned_round(self) -> None:
        assert "other-tier" not in self.told(exposure(Status.DEAD))

    def test_a_conflict_that_is_denied_and_a_question_that_makes_one(self) -> None:
        """Own weights in production: 1 and 4 are low; a conflict's 3 points make 4 and 4, high."""
        denied = self.told(exposure(Status.YOURS, conflict_ids=("f1",)))
        confirmed = self.told(exposure(Status.YOURS, doubt_ids=("f1",)))
        assert denied["conflict-denied"] is Level.LOW
        assert confirmed["conflict-confirmed"] is Level.HIGH

    def test_a_candidate_that_is_found_lowers_it_where_there_was_none(self) -> None:
        """Dead in config: 3 and 2 more without a candidate are 5, very high; with one 3, medium."""
        none = exposure(Status.DEAD, context=Context.CONFIG, ranked=0)
        assert self.told(none)["candidate-found"] is Level.MEDIUM

    @given(exposures())
    def test_only_what_changes_the_level_is_told(self, one: Exposure) -> None:
        found = risk(one, TODAY, TABLES)
        assert found.level not in {flip.level for flip in found.flips}

    def test_the_whole_changes_only_where_the_worst_stands_alone(self) -> None:
        table = (row("dead", end="2026-01-01"), row("gone", end="2026-01-01"))
        one = finding("dead", provider="groq", **LLAMA_70B)
        two = finding("gone", provider="groq", path="b.py", **LLAMA_8B)
        alone = judged(one, catalog=SmallCatalog(lifecycle=table)).risk
        both = judged(one, two, catalog=SmallCatalog(lifecycle=table)).risk
        assert [flip.key for flip in alone.flips] == ["not-production"]
        assert both.flips == ()

    def test_the_answer_to_a_licence_question_changes_all_it_bears_on_at_once(self) -> None:
        """Two own vision models, and no single place decides: the one answer about the EU does."""
        from advisor.core.policy import Policy

        limits = SmallCatalog(
            licences=(*SmallCatalog().licences[:1], eu_limited("llama-3.2"), eu_limited("llama-4"))
        )
        vision = {"model": "llama-3.2-11b-vision-instruct", "family": "llama-3.2", "provider": "ollama"}
        scout = {"model": "llama-4-scout-instruct", "family": "llama-4", "provider": "ollama"}
        found = judged(
            finding("a", **vision), finding("b", path="b.py", **scout), catalog=limits, policy=Policy(eu=True)
        ).risk
        assert "conflict-denied" in {flip.key for flip in found.flips}
        assert "not-production" not in {flip.key for flip in found.flips}


def eu_limited(identifier: str) -> Any:
    """A licence whose policy withholds multimodal models in the European Union."""
    from tests.assess.build import licence

    return licence(identifier, geographic_limits="no rights to multimodal models in the European Union")


# --- the gap ---------------------------------------------------------------------------------------


def test_a_candidate_that_loses_nothing_leaves_no_gap_and_the_least_loss_is_told() -> None:
    from tests.assess.build import alternative

    vision = {"model": "llama-3.2-11b-vision-instruct", "family": "llama-3.2", "provider": "ollama"}
    blind = alternative("blind-11b", params_total_b=11.0)
    seeing = alternative("seeing-11b", params_total_b=11.0, modalities_in=("text", "image"))

    def reasons(*shelf: Any) -> list[str]:
        found = only(judged(finding("x", **vision), catalog=SmallCatalog(alternatives=shelf)))
        return [reason.text for reason in found.risk.reasons if reason.key == "candidate-gap"]

    assert reasons(blind, seeing) == []
    assert reasons() == []  # there is no candidate at all, which is told by itself
    for told in reasons(blind):
        assert "Blind-11B" in told


# --- the whole, from facts to level ----------------------------------------------------------------

ENDS = st.dates(date(2026, 11, 25), date(2029, 12, 31))


@st.composite
def tables_of_a_host(draw: st.DrawFn) -> tuple[list[Any], int, Any]:
    """Rows of one host with announced ends, one of them, and an earlier end for it."""
    ends = draw(st.lists(ENDS, min_size=1, max_size=7))
    rows = [row(f"id-{n}", announced="2026-01-01", end=end.isoformat()) for n, end in enumerate(ends)]
    which = draw(st.integers(0, len(rows) - 1))
    earlier = draw(st.dates(date(2026, 1, 2), ends[which]))
    return rows, which, earlier


@given(tables_of_a_host())
def test_an_earlier_end_in_the_table_lowers_no_level_and_no_sum(drawn: tuple[list[Any], int, date]) -> None:
    """The end of one id bears on its own dependency and, by the host's record, on all others there."""
    from dataclasses import replace

    rows, which, earlier = drawn
    sooner = [*rows]
    sooner[which] = replace(rows[which], end_on=earlier)
    found = [
        finding(f"id-{n}", path=f"p{n}/a.py", provider="groq", model=f"llama-9-{n}b", family="llama-9")
        for n in range(len(rows))
    ]
    before, after = (
        judged(*found, catalog=SmallCatalog(lifecycle=tuple(table))).risk for table in (rows, sooner)
    )
    assert urgency(before) <= urgency(after)
    for a, b in zip(before.horizons, after.horizons, strict=True):
        assert a.total <= b.total
        assert list(Level).index(a.level) <= list(Level).index(b.level)


@given(projects(), projects())
def test_one_more_dependency_lowers_no_horizon_and_no_sum(
    some: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    def graded(rows: list[dict[str, Any]]) -> Any:
        made = [finding("x", model=f"llama-9-{n}b", family="llama-9", **one) for n, one in enumerate(rows)]
        return judged(*made, catalog=SmallCatalog(lifecycle=(row("dead", end="2026-01-01"),))).risk

    fewer, all_of_them = graded(some), graded([*some, *more])
    assert fewer.total <= all_of_them.total
    for a, b in zip(fewer.horizons, all_of_them.horizons, strict=True):
        assert list(Level).index(a.level) <= list(Level).index(b.level) and a.total <= b.total


def test_the_sum_tells_what_it_is_made_of_and_what_it_is_good_for() -> None:
    made = [
        finding("x", path=f"p{number}/a.py", model=f"llama-9-{number}b", family="llama-9")
        for number in range(7)
    ]
    risk_of_all = judged(*made).risk
    text = risk_of_all.reasons[-1].text
    scores = [str(risk_of_all.score)] * 5
    assert (
        f"the scores of all 7 dependencies added up ({' + '.join(scores)} + 2 more, none of them higher)"
        in text
    )
    assert "only its change from one scan to the next means something" in text
    assert risk_of_all.total == 7 * risk_of_all.score


def test_a_model_that_is_only_named_stays_very_low_however_often() -> None:
    named = exposure(Status.UNKNOWN, context=Context.DOCS, finding_ids=tuple(f"f{n}" for n in range(50)))
    assert risk(named, TODAY, TABLES).level is Level.VERY_LOW


# --- policies --------------------------------------------------------------------------------------


@st.composite
def policies(draw: st.DrawFn) -> tuple[Any, Any]:
    """A policy and a stricter one: fewer classes, more vendors excluded, less memory, one more need."""
    from dataclasses import replace

    from advisor.core.policy import Policy

    classes = ("permissive", "conditional", "non-commercial")
    vendors = ("Alibaba Qwen", "OpenAI", "Mistral AI", "Google", "DeepSeek", "Meta")
    loose = Policy(
        licence_classes=tuple(draw(st.sets(st.sampled_from(classes), min_size=1))),
        exclude_vendors=tuple(draw(st.sets(st.sampled_from(vendors)))),
        memory_gib=draw(st.sampled_from([None, 200.0, 48.0])),
        commercial=False,
    )
    kept = draw(st.sets(st.sampled_from(sorted(loose.licence_classes))))
    strict = replace(
        loose,
        licence_classes=tuple(sorted(kept)),
        exclude_vendors=tuple({*loose.exclude_vendors, *draw(st.sets(st.sampled_from(vendors)))}),
        memory_gib=draw(st.sampled_from([24.0, 4.0])) if draw(st.booleans()) else loose.memory_gib,
        needs={"vision": "yes"} if draw(st.booleans()) else {},
    )
    return loose, strict


@settings(max_examples=25, deadline=None)
@given(policies(), st.sampled_from(["groq", "ollama", None]))
def test_a_stricter_policy_lowers_no_level_and_no_sum_with_all_the_product_knows(
    pair: tuple[Any, Any], provider: str | None
) -> None:
    from tests.assess.build import real_catalog

    vendors = {row.vendor for row in real_catalog().alternatives}
    from dataclasses import replace

    found = []
    for policy in pair:
        known = replace(policy, exclude_vendors=tuple(set(policy.exclude_vendors) & vendors))
        made = [
            finding("llama-3.3-70b-versatile", provider=provider, **LLAMA_70B),
            finding(
                "llama-guard", path="g.py", provider=provider, model="llama-guard-4", family="llama-guard-4"
            ),
            finding("v", path="v.py", model="llama-3.2-11b-vision-instruct", family="llama-3.2"),
        ]
        found.append(judged(*made, catalog=real_catalog(), policy=known).risk)
    loose, strict = found
    assert urgency(loose) <= urgency(strict)
    assert all(a.total <= b.total for a, b in zip(loose.horizons, strict.horizons, strict=True))
