"""The policy of a project in the window: what is kept counts, what no longer means anything is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from advisor.app import facts, policies, projects
from advisor.core.policy import Policy

AS_OF = date(2026, 11, 24)


def in_force(home: Path, chosen: dict[str, str] | None = None, as_of: date = AS_OF) -> tuple[Policy, str]:
    policy, messages = policies.in_force(home, chosen or {}, facts.load(), as_of, data=home)
    return policy, " ".join(messages)


def test_limits_and_answers_are_one_policy(tmp_path: Path) -> None:
    projects.keep_limits(tmp_path, Policy(memory_gib=24), data=tmp_path)
    projects.keep_answers(tmp_path, Policy(eu=True), data=tmp_path)
    assert in_force(tmp_path) == (Policy(memory_gib=24, eu=True), "")


def test_a_target_chosen_in_the_window_stands_over_that_of_a_policy_file(tmp_path: Path) -> None:
    projects.keep_limits(tmp_path, Policy(targets={"*": "gpt-oss-20b", "d1": "gpt-oss-20b"}), data=tmp_path)
    policy, _ = in_force(tmp_path, {"d1": "gpt-oss-120b"})
    assert policy.targets == {"*": "gpt-oss-20b", "d1": "gpt-oss-120b"}


def test_a_target_may_be_named_by_its_repository(tmp_path: Path) -> None:
    projects.keep_limits(tmp_path, Policy(targets={"*": "openai/gpt-oss-20b"}), data=tmp_path)
    assert in_force(tmp_path)[0].targets == {"*": "gpt-oss-20b"}


def test_a_target_that_left_the_catalog_is_no_target_and_said(tmp_path: Path) -> None:
    policy, said = in_force(tmp_path, {"d1": "no-such-model"})
    assert policy.targets == {}
    assert said == "No longer in the catalog, so no target any more: no-such-model."


def test_a_what_if_whose_day_has_come_is_left_out_and_said(tmp_path: Path) -> None:
    projects.keep_limits(tmp_path, Policy(what_if={"muse_open": "2027-06-01"}), data=tmp_path)
    assert in_force(tmp_path)[0].what_if == {"muse_open": "2027-06-01"}
    policy, said = in_force(tmp_path, as_of=date(2027, 6, 1))
    assert policy.what_if == {}
    assert said == "The what-if of 2027-06-01 is no what-if as of 2027-06-01, and is left out."


def test_what_is_offered_is_what_the_catalog_has() -> None:
    offer = policies.offer(facts.load())
    assert next(iter(offer.hosts)) == "own machine"
    assert offer.hosts["groq"] == "Groq"
    assert {"free", "developer", "enterprise"} <= set(offer.tiers["groq"])
    assert "OpenAI" in offer.vendors
