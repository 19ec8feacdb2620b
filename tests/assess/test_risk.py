"""Risk: the table of SP 800-30, points with reasons, and that nothing bad ever lowers it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.assess.risk import Exposure, HostRecord, level, risk, urgency, whole
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
        (Status.ENDS, 365, 4),
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
    base = risk(exposure(context=Context.TEST), TODAY, TABLES).impact
    for changes in ({"finding_ids": tuple("abcdefghij")}, {"effort_points": 13.0}, {"ranked": 0}):
        assert risk(exposure(context=Context.TEST, **changes), TODAY, TABLES).impact == base + 1


def test_every_point_has_a_reason_and_a_key() -> None:
    found = risk(exposure(frozen_since=date(2026, 4, 8), record=HostRecord("Groq", 9, 10)), TODAY, TABLES)
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
        assert "Together has ended 4 of the 7 Llama ids known there" in self.reasons((*gone, *kept))

    def test_a_host_of_which_too_little_is_known_is_judged_by_all_hosts_together(self) -> None:
        one = row("old", "together", end="2026-01-01")
        others = [row(f"old-{n}", "groq", end="2026-01-01") for n in range(5)]
        assert "of all hosts' 7 together, 6 have ended" in self.reasons((one, *others))

    def test_it_says_nothing_of_an_id_whose_life_there_is_not_known(self) -> None:
        gone = tuple(row(f"old-{n}", "groq", end="2026-01-01") for n in range(9))
        catalog = SmallCatalog(lifecycle=gone, outlook=())
        found = only(judged(finding("new-id", provider="groq", **LLAMA_70B), catalog=catalog))
        assert [reason.key for reason in found.risk.reasons] == ["unknown", "production"]

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
        assert f"add up to {total}" in assessment.risk.reasons[-1].text

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
        record=HostRecord("Host", draw(st.integers(0, 9)), 9) if draw(st.booleans()) else None,
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
    {"record": HostRecord("Host", 9, 9)},
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
    assert urgency(whole([one], TABLES)) <= urgency(whole([one, two], TABLES))
    assert whole([two, one], TABLES).level is whole([one, two], TABLES).level
