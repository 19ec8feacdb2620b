"""The verdict table of the design, row by row, with the days around each edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

import pytest

from advisor.assess.lifecycle import LifecycleIndex
from advisor.assess.verdicts import Judge
from advisor.core.findings import Verdict
from advisor.core.kinds import Status
from advisor.core.knowledge import LifecycleRow, Package
from tests.assess.build import SOURCE, TODAY, finding, judged, only, real_catalog, row, tables

TEXTS = tables().texts


def judge(as_of: str, rows: list[LifecycleRow], tiers: dict[str, str] | None = None) -> Judge:
    return Judge(LifecycleIndex(rows, lambda name: None), TEXTS, date.fromisoformat(as_of), tiers)


def verdict(as_of: str, one: LifecycleRow, tiers: dict[str, str] | None = None) -> Verdict:
    return judge(as_of, [one], tiers).hosted(one.provider, "Groq", one.model_id, None)


ANNOUNCED = row(announced="2026-06-17", end="2026-08-16")
UNANNOUNCED = row(end="2026-08-16")
TOLD_BY = row(end="2026-08-16", announced_by="2026-07-01")
BOUND = row(by="2026-08-01")
BOUND_TOLD_BY = row(by="2026-08-01", announced_by="2026-07-01")


@pytest.mark.parametrize(
    ("one", "as_of", "status", "shown"),
    [
        (ANNOUNCED, "2026-06-16", Status.SERVED, None),
        (ANNOUNCED, "2026-06-17", Status.ENDS, "2026-08-16"),
        (ANNOUNCED, "2026-08-15", Status.ENDS, "2026-08-16"),
        (ANNOUNCED, "2026-08-16", Status.DEAD, "2026-08-16"),
        (ANNOUNCED, "2030-01-01", Status.DEAD, "2026-08-16"),
        (UNANNOUNCED, "2026-08-15", Status.SERVED, None),
        (UNANNOUNCED, "2026-08-16", Status.DEAD, "2026-08-16"),
        (TOLD_BY, "2026-06-30", Status.SERVED, None),
        (TOLD_BY, "2026-07-01", Status.ENDS, "2026-08-16"),
        (TOLD_BY, "2026-08-16", Status.DEAD, "2026-08-16"),
        (BOUND_TOLD_BY, "2026-06-30", Status.UNKNOWN, None),
        (BOUND_TOLD_BY, "2026-07-01", Status.ENDS, None),
        (BOUND, "2026-07-31", Status.UNKNOWN, None),
        (BOUND, "2026-08-01", Status.DEAD, None),
        (row(status="deprecated"), "2020-01-01", Status.ENDS, None),
        (row(status="deprecated", announced="2026-01-22"), "2026-01-21", Status.SERVED, None),
        (row(status="deprecated", announced="2026-01-22"), "2026-01-22", Status.ENDS, None),
        (row(status="active"), "2026-11-24", Status.SERVED, None),
        (row(status="unknown"), "2026-11-24", Status.UNKNOWN, None),
    ],
)
def test_each_row_of_the_table(one: LifecycleRow, as_of: str, status: Status, shown: str | None) -> None:
    given = verdict(as_of, one)
    assert given.status is status
    assert given.date == (date.fromisoformat(shown) if shown else None)


def test_a_verdict_names_its_source_and_the_day_it_was_read() -> None:
    given = verdict("2026-08-16", ANNOUNCED)
    assert (given.source, given.read_on) == (SOURCE.ref, SOURCE.read_on)


def test_an_end_is_told_as_announced_where_its_page_was_read_before_that_day() -> None:
    early = replace(ANNOUNCED, source=replace(SOURCE, read_on=date(2026, 6, 20)))
    assert "was announced to be switched off on 2026-08-16" in verdict("2026-11-24", early).why
    assert "was switched off on 2026-08-16" in verdict("2026-11-24", ANNOUNCED).why


def test_served_before_a_later_announcement_says_so() -> None:
    assert "announced later, on 2026-06-17" in verdict("2026-06-16", ANNOUNCED).why
    assert "not known" in verdict("2026-08-15", UNANNOUNCED).why


def test_an_announcement_of_which_only_the_latest_day_is_known_says_so() -> None:
    assert "announced by 2026-07-01 at the latest" in verdict("2026-07-02", TOLD_BY).why


def test_a_day_no_later_than_is_never_shown() -> None:
    for as_of in ("2026-07-31", "2026-08-01"):
        given = verdict(as_of, BOUND)
        assert "2026-08-01" not in given.why


def test_a_shutdown_without_any_day_is_dead_from_the_day_its_source_was_read() -> None:
    bare = row(status="shutdown")
    assert verdict("2026-11-22", bare).status is Status.UNKNOWN
    assert verdict("2026-11-23", bare).status is Status.DEAD


def test_an_id_that_is_not_in_the_table_is_unknown() -> None:
    given = judge("2026-11-24", [ANNOUNCED]).hosted("groq", "Groq", "llama-y", None)
    assert given.status is Status.UNKNOWN
    assert "Groq" in given.why and "llama-y" in given.why


def test_the_same_id_at_another_host_says_nothing() -> None:
    given = judge("2026-11-24", [ANNOUNCED]).hosted("together", "Together", "llama-x", None)
    assert given.status is Status.UNKNOWN


class TestTiers:
    ENDED = row(announced="2026-06-17", end="2026-08-16", tiers=("free", "developer"))

    def test_an_end_for_some_tiers_counts_and_names_them(self) -> None:
        given = verdict("2026-11-24", self.ENDED)
        assert given.status is Status.DEAD
        assert given.tiers == ("free", "developer")
        assert "free, developer" in given.why

    def test_another_tier_in_the_policy_lifts_it(self) -> None:
        given = verdict("2026-11-24", self.ENDED, {"groq": "Enterprise"})
        assert given.status is Status.SERVED
        assert given.tiers == ()
        assert "enterprise" in given.why

    def test_the_same_tier_in_the_policy_does_not(self) -> None:
        assert verdict("2026-11-24", self.ENDED, {"groq": "Developer"}).status is Status.DEAD

    def test_a_tier_at_another_host_does_not(self) -> None:
        assert verdict("2026-11-24", self.ENDED, {"together": "enterprise"}).status is Status.DEAD

    def test_an_end_for_all_tiers_cannot_be_lifted(self) -> None:
        assert verdict("2026-11-24", ANNOUNCED, {"groq": "enterprise"}).status is Status.DEAD


class TestReplacements:
    ROWS: ClassVar = [
        row("llama-a", end="2025-01-24", replacements=("llama-b",)),
        row("llama-b", announced="2026-06-17", end="2026-08-16", replacements=("other/new", "llama-a")),
        row("llama-loop", end="2025-01-01", replacements=("llama-loop-2",)),
        row("llama-loop-2", end="2025-01-01", replacements=("llama-loop",)),
        row("llama-two", end="2025-01-01", replacements=("llama-b", "other/second")),
    ]

    def replacement(self, as_of: str, name: str) -> str | None:
        return judge(as_of, self.ROWS).hosted("groq", "Groq", name, None).replacement

    def test_the_first_link_holds_while_it_is_alive(self) -> None:
        assert self.replacement("2026-06-16", "llama-a") == "llama-b"

    def test_a_dead_link_is_followed_to_something_alive(self) -> None:
        assert self.replacement("2026-08-16", "llama-a") == "other/new"

    def test_an_ending_link_gives_way_to_a_lasting_one(self) -> None:
        assert self.replacement("2026-06-17", "llama-a") == "other/new"

    def test_of_several_recommendations_the_first_alive_is_taken(self) -> None:
        assert self.replacement("2026-08-16", "llama-two") == "other/second"

    def test_a_loop_of_dead_ids_ends_without_a_replacement(self) -> None:
        assert self.replacement("2026-08-16", "llama-loop") is None

    def test_what_is_served_needs_none(self) -> None:
        assert self.replacement("2026-06-16", "llama-b") is None


class TestSpellings:
    ROWS: ClassVar = [
        row("meta.llama3-2-1b-instruct-v1:0", "aws-bedrock", end="2026-07-07"),
        row("meta-llama/llama-4-scout", "groq", end="2026-07-17"),
        row("Llama-3.3-70B-Instruct", "azure", status="active"),
        row("a-70b-turbo", "together", status="active"),
        row("a-70b-free", "together", end="2025-11-21"),
    ]
    MODELS: ClassVar = {
        "Llama-3.3-70B-Instruct": "llama-3.3-70b-instruct",
        "a-70b-turbo": "a-70b",
        "a-70b-free": "a-70b",
    }

    def hosted(self, provider: str, written: str, model: str | None = None) -> Verdict:
        index = LifecycleIndex(self.ROWS, self.MODELS.get)
        return Judge(index, TEXTS, date(2026, 11, 24)).hosted(provider, provider, written, model)

    @pytest.mark.parametrize(
        "written",
        [
            "META.llama3-2-1b-instruct-v1:0",
            "us.meta.llama3-2-1b-instruct-v1:0",
            "bedrock/us-west-2/meta.llama3-2-1b-instruct-v1:0",
            "bedrock/us.meta.llama3-2-1b-instruct-v1:0",
            "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-2-1b-instruct-v1:0",
            "meta.llama3-2-1b-instruct-v1:0:128k",
        ],
    )
    def test_router_region_and_context_parts_are_taken_off(self, written: str) -> None:
        assert self.hosted("aws-bedrock", written).status is Status.DEAD

    @pytest.mark.parametrize(
        "written", ["groq/meta-llama/llama-4-scout", "groq:meta-llama/llama-4-scout", "llama-4-scout"]
    )
    def test_prefixes_and_a_missing_publisher(self, written: str) -> None:
        given = self.hosted("groq", written)
        assert given.status is Status.DEAD
        assert "meta-llama/llama-4-scout" in given.why

    def test_the_hosts_only_row_for_the_model_counts_and_says_so(self) -> None:
        given = self.hosted("azure", "my-deployment", "llama-3.3-70b-instruct")
        assert given.status is Status.SERVED
        assert "Llama-3.3-70B-Instruct" in given.why and "my-deployment" in given.why

    def test_two_rows_that_differ_for_the_model_leave_it_unknown(self) -> None:
        assert self.hosted("together", "something-else", "a-70b").status is Status.UNKNOWN

    def test_a_very_long_text_is_no_id(self) -> None:
        assert self.hosted("groq", "/".join(["x"] * 50_000)).status is Status.UNKNOWN


class TestService:
    ROWS: ClassVar = [row("one", "meta", end="2026-07-06"), row("two", "meta", end="2026-07-06")]

    def service(self, as_of: str) -> Verdict:
        return judge(as_of, self.ROWS).service("meta", "Meta's Llama API")

    def test_a_service_is_dead_with_its_last_id(self) -> None:
        assert self.service("2026-07-06").status is Status.DEAD
        assert self.service("2026-07-06").date == date(2026, 7, 6)

    def test_the_day_before_it_was_served(self) -> None:
        given = self.service("2026-07-05")
        assert given.status is Status.SERVED
        assert given.date is None

    def test_one_living_id_keeps_a_service_alive(self) -> None:
        rows = [*self.ROWS, row("three", "meta", status="active")]
        assert judge("2026-11-24", rows).service("meta", "Meta").status is Status.SERVED

    def test_a_service_nobody_described_is_unknown(self) -> None:
        assert judge("2026-11-24", []).service("meta", "Meta").status is Status.UNKNOWN


class TestPackage:
    RETIRED = Package(
        "pypi", "some-client", ("some_client",), "package", "meta", date(2026, 7, 6), "other", (SOURCE,)
    )

    def package(self, as_of: str, package: Package | None) -> Verdict:
        return judge(as_of, []).package(package, "some-client")

    def test_a_retired_package_is_dead_from_its_day(self) -> None:
        given = self.package("2026-07-06", self.RETIRED)
        assert (given.status, given.date, given.replacement) == (Status.DEAD, date(2026, 7, 6), "other")

    def test_the_day_before_it_was_served(self) -> None:
        assert self.package("2026-07-05", self.RETIRED).status is Status.SERVED

    def test_a_package_that_binds_to_nothing_that_ended_is_yours(self) -> None:
        assert self.package("2026-11-24", None).status is Status.YOURS


def test_a_row_only_ever_moves_towards_its_end() -> None:
    """Walking day by day over the edges, a verdict goes from served over ends to dead and never back."""
    order = {Status.SERVED: 0, Status.ENDS: 1, Status.DEAD: 2}
    start = date(2026, 6, 1)
    seen = [order[verdict((start + timedelta(n)).isoformat(), ANNOUNCED).status] for n in range(100)]
    assert seen == sorted(seen)
    assert set(seen) == {0, 1, 2}


def test_a_chain_of_successors_is_told_with_what_became_of_each() -> None:
    rows = [
        row("a", end="2025-08-30", replacements=("b",)),
        row("b", end="2026-08-16", replacements=("c",)),
        row("c", status="active"),
    ]
    told = judge("2026-11-24", rows).hosted("groq", "Groq", "a", None)
    assert told.replacement == "c"
    assert "2025-08-30" in told.why
    assert "named b in its place, which itself ended on 2026-08-16; for that one it names c." in told.why


def test_a_successor_named_at_once_is_no_chain() -> None:
    rows = [row("a", end="2025-08-30", replacements=("b",)), row("b", status="active")]
    told = judge("2026-11-24", rows).hosted("groq", "Groq", "a", None)
    assert told.replacement == "b"
    assert "in its place" not in told.why


def test_an_end_for_named_tiers_says_how_to_state_ones_own() -> None:
    told = verdict("2026-11-24", row(end="2026-08-16", tiers=("free",)))
    assert "these tiers only: free" in told.why
    assert "tiers in a policy file" in told.why


def test_before_the_first_llama_nothing_of_it_was_served() -> None:
    first = date(2023, 2, 24)
    index = LifecycleIndex([row(end="2026-07-06")], lambda name: None)
    early = Judge(index, TEXTS, date(1999, 1, 1), {}, first)
    assert early.service("groq", "Groq").status is Status.UNKNOWN
    assert "2023-02-24" in early.service("groq", "Groq").why


class TestRenamedPackages:
    """A project may go on under another name: its old package works, and whoever reads on should know."""

    STACK = Package("pypi", "llama-stack", ("llama_stack",), "package", None, None, "ogx", (SOURCE,))

    def why(self, as_of: str) -> str:
        day = date.fromisoformat(as_of)
        renames = {"ogx": date(2026, 4, 28)}
        judge = Judge(LifecycleIndex((), lambda name: None), TEXTS, day, renames=renames)
        return judge.package(self.STACK, "llama-stack").why

    def test_the_new_name_is_told_from_its_day_on(self) -> None:
        assert "took the name ogx on 2026-04-28" in self.why("2026-04-28")

    def test_and_not_before(self) -> None:
        assert "ogx" not in self.why("2026-04-27")


@pytest.mark.parametrize(("day", "status"), [(date(2026, 7, 29), Status.UNKNOWN), (TODAY, Status.DEAD)])
def test_an_id_that_no_table_has_is_dead_where_the_whole_service_was_shut_down(
    day: date, status: Status
) -> None:
    one = finding(
        "CodeLlama-34b", provider="github-models", model="code-llama-34b-instruct", family="code-llama"
    )
    verdict = only(judged(one, catalog=real_catalog(), as_of=day)).verdict
    assert verdict.status is status
    assert ("was shut down on 2026-07-30" in verdict.why) is (status is Status.DEAD)
