"""The whole judgement: the same from the same, total, dated, and by the catalog's own facts fair."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.assess.risk import urgency
from advisor.core.assessment import Assessment
from advisor.core.findings import Finding
from advisor.core.kinds import Confidence, Context, Kind, Level, Status
from advisor.core.policy import Policy
from advisor.report import json_report
from tests.assess.build import (
    LLAMA_8B,
    LLAMA_70B,
    SmallCatalog,
    alternative,
    finding,
    hint,
    judged,
    only,
    real_catalog,
    row,
)

TODAY = date(2026, 11, 24)
LAUNCH = date(2026, 4, 8)
GROQ_70B = {"provider": "groq", **LLAMA_70B}

NAMES = [
    ("llama-3.3-70b-instruct", "llama-3.3"),
    ("llama-3.1-8b-instruct", "llama-3.1"),
    ("llama-guard-4", "llama-guard-4"),
    ("vicuna-13b", None),
    (None, None),
]


@st.composite
def found_things(draw: st.DrawFn) -> Finding:
    """Any finding a detector could hand over, odd ones included."""
    model, family = draw(st.sampled_from(NAMES))
    return finding(
        draw(
            st.sampled_from(
                ["llama-3.3-70b-versatile", "meta-llama/Llama-3.1-8B", "Llama 3", "x" * 300, "é", ""]
            )
        ),
        draw(st.sampled_from(list(Kind))),
        path=draw(st.sampled_from(["a.py", "web/b.ts", "web/deep/c.py", "README.md", "-x", "a b.py"])),
        line=draw(st.integers(0, 5)),
        model=model,
        family=family,
        provider=draw(st.sampled_from([None, "groq", "ollama", "huggingface", "nobody-knows"])),
        context=draw(st.sampled_from(list(Context))),
        confidence=draw(st.sampled_from(list(Confidence))),
    )


HINTS = st.builds(
    hint,
    st.sampled_from(["context", "tools", "vision", "provider", "fine-tuning", "what-is-this"]),
    st.sampled_from(["groq", "yes", "8192", "-1", "", "9" * 40]),
    st.sampled_from(["a.py", "web/b.ts"]),
    st.integers(0, 9),
)
POLICIES = st.builds(
    Policy,
    licence_classes=st.sampled_from([(), ("permissive",), ("permissive", "conditional", "non-commercial")]),
    memory_gib=st.sampled_from([None, 0.1, 24.0]),
    quantisation=st.sampled_from(["q4", "bf16", "q3_k_xl"]),
    commercial=st.booleans(),
    redistributes=st.sampled_from([None, True, False]),
    eu=st.sampled_from([None, True, False]),
    trains_on_outputs=st.sampled_from([None, True, False]),
    tiers=st.sampled_from([{}, {"groq": "enterprise"}]),
    targets=st.sampled_from([{}, {"*": "gpt-oss-120b"}, {"*": "no-such-model"}]),
)
DAYS = st.dates(date(2022, 1, 1), date(2030, 1, 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(found_things(), max_size=8), st.lists(HINTS, max_size=4), POLICIES, DAYS)
def test_any_findings_get_an_answer_and_the_same_one_twice(
    findings: list[Finding], hints: list[Any], policy: Policy, as_of: date
) -> None:
    def answer() -> str:
        return json_report.render(
            judged(*findings, hints=tuple(hints), catalog=real_catalog(), policy=policy, as_of=as_of)
        )

    assert answer() == answer()


@settings(max_examples=40, deadline=None)
@given(st.lists(found_things(), max_size=8, unique_by=lambda one: (one.path, one.line)), st.randoms())
def test_the_order_in_which_findings_arrive_changes_no_judgement(
    findings: list[Finding], random: Any
) -> None:
    shuffled = list(findings)
    random.shuffle(shuffled)
    first, second = judged(*findings), judged(*shuffled)
    assert first.dependencies == second.dependencies
    assert first.tasks == second.tasks


@settings(max_examples=30, deadline=None)
@given(st.lists(found_things(), min_size=1, max_size=6))
def test_every_finding_has_a_verdict_and_every_reference_leads_somewhere(findings: list[Finding]) -> None:
    assessment = judged(*findings)
    known = {one.id for one in assessment.findings}
    assert all(one.verdict is not None and one.verdict.why for one in assessment.findings)
    for dependency in assessment.dependencies:
        assert set(dependency.finding_ids) | set(dependency.swap_with) <= known
    for task in assessment.tasks:
        assert {place.finding_id for place in task.places} <= known
        assert set(task.after) <= {one.id for one in assessment.tasks}


STRICTER = [
    (Policy(), Policy(licence_classes=("permissive",))),
    (Policy(), Policy(licence_classes=())),
    (Policy(memory_gib=80.0), Policy(memory_gib=4.0)),
    (Policy(), Policy(exclude_vendors=("Maker",))),
    (Policy(), Policy(needs={"vision": "yes"})),
]


@pytest.mark.parametrize(("loose", "strict"), STRICTER)
@pytest.mark.parametrize("provider", ["groq", "huggingface"])
def test_a_stricter_policy_never_lowers_the_risk(loose: Policy, strict: Policy, provider: str) -> None:
    def graded(policy: Policy) -> Any:
        return urgency(judged(finding("x", provider=provider, **LLAMA_8B), policy=policy).risk)

    assert graded(loose) <= graded(strict)


class TestDates:
    """The product's own facts on two days."""

    def at(self, as_of: date, **changes: Any) -> Assessment:
        one = finding("llama-3.3-70b-versatile", **(GROQ_70B | changes))
        return judged(one, catalog=real_catalog(), as_of=as_of)

    def test_groqs_model_was_served_on_the_launch_day_and_is_dead_today(self) -> None:
        assert only(self.at(LAUNCH)).verdict.status is Status.SERVED
        today = only(self.at(TODAY)).verdict
        assert (today.status, today.date) == (Status.DEAD, date(2026, 8, 16))
        assert today.tiers == ("free", "developer")

    def test_its_successor_is_not_a_llama_that_died_since(self) -> None:
        assert only(self.at(TODAY)).verdict.replacement == "openai/gpt-oss-120b"

    def test_an_enterprise_contract_keeps_it(self) -> None:
        one = finding("llama-3.3-70b-versatile", **GROQ_70B)
        policy = Policy(tiers={"groq": "enterprise"})
        found = only(judged(one, catalog=real_catalog(), policy=policy, as_of=TODAY))
        assert found.verdict.status is Status.SERVED

    def test_metas_own_api_dies_on_its_day(self) -> None:
        def status(as_of: date) -> Status:
            one = finding("https://api.llama.com/v1", Kind.ENDPOINT, provider="meta-llama-api")
            return only(judged(one, catalog=real_catalog(), as_of=as_of)).verdict.status

        assert status(date(2025, 8, 1)) is Status.SERVED
        assert status(date(2026, 7, 5)) is not Status.DEAD
        assert status(date(2026, 7, 6)) is Status.DEAD

    def test_the_risk_of_today_is_not_below_that_of_the_launch_day(self) -> None:
        assert urgency(self.at(LAUNCH).risk) <= urgency(self.at(TODAY).risk)

    def test_a_day_after_the_catalog_is_a_projection(self) -> None:
        stamp = real_catalog().stamp
        assert self.at(stamp.as_of).projected is False
        assert self.at(stamp.as_of + timedelta(1)).projected is True


DAYS_TO_LOOK = [date(2024, 1, 1), date(2025, 6, 1), LAUNCH, date(2026, 8, 10), TODAY]


class TestTheProductsOwnAlternatives:
    def ranked(self, as_of: date, policy: Policy | None = None) -> list[Any]:
        """Every alternative that is ranked for a text, a vision, a guard and an own model on the day."""
        things = (
            finding("a", path="a.py", provider="groq", **LLAMA_70B),
            finding("b", path="b.py", provider="huggingface", **LLAMA_8B),
            finding(
                "c", path="c.py", provider="groq", model="llama-3.2-11b-vision-instruct", family="llama-3.2"
            ),
            finding("d", path="d.py", provider="groq", model="llama-guard-4", family="llama-guard-4"),
        )
        assessment = judged(*things, catalog=real_catalog(), as_of=as_of, policy=policy)
        return [one.alternative for each in assessment.dependencies for one in each.candidates if one.rank]

    @pytest.mark.parametrize("as_of", DAYS_TO_LOOK)
    def test_none_is_later_than_the_day(self, as_of: date) -> None:
        assert all(one.released is not None and one.released <= as_of for one in self.ranked(as_of))

    @pytest.mark.parametrize("as_of", DAYS_TO_LOOK)
    def test_none_is_without_a_licence_or_for_research_only(self, as_of: date) -> None:
        licences = {one.id: one for one in real_catalog().licences}
        for one in self.ranked(as_of):
            assert one.licence in licences
            assert licences[one.licence].licence_class in ("permissive", "conditional")
            assert licences[one.licence].commercial_use != "no"

    def test_metas_open_model_appears_from_its_day_and_not_before(self) -> None:
        """Muse Glimmer 30B of 2026-08-10, for a model of like size: seen by choosing it."""
        target = Policy(targets={"*": "muse-glimmer-30b"})

        def rank(as_of: date) -> list[int | None]:
            one = finding("a", provider="huggingface", **LLAMA_70B)
            found = only(judged(one, catalog=real_catalog(), as_of=as_of, policy=target))
            return [each.rank for each in found.candidates if each.alternative.id == "muse-glimmer-30b"]

        assert rank(date(2026, 8, 9)) == []
        assert rank(date(2026, 8, 10)) != []

    def test_metas_models_have_no_part_of_their_own(self) -> None:
        keys = set(real_catalog().document("ranking")["points"])
        one = finding("a", provider="huggingface", **LLAMA_70B)
        found = only(
            judged(one, catalog=real_catalog(), policy=Policy(targets={"*": "muse-spark-open-816b"}))
        )
        for candidate in found.candidates:
            assert {part.key for part in candidate.parts} <= keys
        assert not any("meta" in key for key in keys)

    def test_a_guard_is_offered_guards_alone(self) -> None:
        one = finding("x", provider="groq", model="llama-guard-4", family="llama-guard-4")
        found = only(judged(one, catalog=real_catalog()))
        assert found.ranked_total > 0
        assert all("guard" in each.alternative.tasks for each in found.candidates if each.rank)


def test_alternatives_and_licences_of_the_report_are_those_it_speaks_of() -> None:
    catalog = SmallCatalog(
        alternatives=(alternative(), alternative("nc", licence="x", licence_class="non-commercial"))
    )
    assessment = judged(finding("x", provider="groq", **LLAMA_8B), catalog=catalog)
    assert [one.id for one in assessment.alternatives] == ["nc", "new-8b"]
    assert [one.id for one in assessment.licences] == ["apache-2.0", "llama-3.1"]


def test_before_its_release_a_model_is_neither_served_nor_in_anybodys_hands() -> None:
    hosted = finding("llama-x", provider="groq", **LLAMA_70B)
    local = finding("llama3.1:8b", provider="ollama", path="b.py", **LLAMA_8B)
    catalog = SmallCatalog(lifecycle=(row("llama-x", status="active"),))
    early = judged(hosted, local, catalog=catalog, as_of=date(2023, 1, 1))
    assert {one.verdict.status for one in early.dependencies} == {Status.UNKNOWN}
    assert all("had not been released on this day" in one.verdict.why for one in early.dependencies)
    assert judged(hosted, catalog=catalog).dependencies[0].verdict.status is Status.SERVED


def test_what_is_not_known_never_stands_above_what_is_dead_where_it_runs() -> None:
    dead = finding("llama-x", provider="groq", path="nb.ipynb", context=Context.NOTEBOOK, **LLAMA_70B)
    unknown = [finding("llama-3.1-8b", path=f"p{number}.py", **LLAMA_8B) for number in range(30)]
    told = judged(dead, *unknown, catalog=SmallCatalog(lifecycle=(row("llama-x", end="2025-01-01"),)))
    first, second = told.dependencies
    assert (first.verdict.status, second.verdict.status) == (Status.DEAD, Status.UNKNOWN)
    assert second.risk.level is not Level.VERY_HIGH
    assert first.title in told.risk.reasons[0].text
