"""The estimate: grade on Konveyor's scale, category, and hours that are called an assumption."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.core.assessment import Dependency
from advisor.core.errors import UsageError
from advisor.core.findings import Finding
from advisor.core.kinds import Context, Kind
from advisor.core.policy import Policy
from advisor.core.swap import Category, Estimate
from tests.assess.build import LLAMA_8B, LLAMA_70B, SmallCatalog, finding, judged, only, row

DEAD = SmallCatalog(lifecycle=(row("llama-x", end="2026-01-01", announced="2025-06-01"),))


def groq(**changes: Any) -> Finding:
    return finding("llama-x", **{"provider": "groq", **LLAMA_70B, **changes})


def own(**changes: Any) -> Finding:
    return finding("meta-llama/Llama-3.1-8B-Instruct", **{"provider": "huggingface", **LLAMA_8B, **changes})


def of(*findings: Finding, **options: Any) -> tuple[Dependency, Estimate]:
    dependency = only(judged(*findings, **options))
    assert dependency.estimate is not None
    return dependency, dependency.estimate


class TestGrade:
    """Points of the parts: another id 3, own weights 5, a prompt format 3, an adapter 13, a tokenizer 1."""

    def test_another_id_at_a_host_is_complex_but_documented(self) -> None:
        _, estimate = of(groq())
        assert (estimate.points, estimate.word) == (3, "complex but documented")

    def test_own_weights_are_a_redesign(self) -> None:
        assert of(own())[1].points == 5

    def test_many_documented_parts_do_not_become_an_unknown_one(self) -> None:
        prompts = [
            finding("<|start_header_id|>", Kind.PROMPT, path="app.py", line=number, family="llama-3")
            for number in range(2, 40)
        ]
        dependency, estimate = of(own(), *prompts)
        assert estimate.points == 5
        assert dependency.effort_points > 13

    def test_an_adapter_makes_it_unknown(self) -> None:
        adapter = finding("x", Kind.ARTIFACT, path="lora/adapter_config.json", line=2, family="llama-3.1")
        assert of(own(), adapter)[1].points == 13

    def test_what_is_only_named_is_information_and_takes_no_hours(self) -> None:
        told = of(own(context=Context.DOCS))[1]
        assert (told.points, told.word, told.hours_high) == (0, "information", 0)


class TestCategory:
    def test_what_is_dead_is_mandatory(self) -> None:
        assert of(groq(), catalog=DEAD)[1].category is Category.MANDATORY

    def test_what_nobody_knows_is_potential(self) -> None:
        assert of(groq())[1].category is Category.POTENTIAL

    def test_what_runs_in_own_hands_is_optional(self) -> None:
        assert of(own())[1].category is Category.OPTIONAL

    def test_what_is_only_named_is_optional_even_when_dead(self) -> None:
        assert of(groq(context=Context.DOCS), catalog=DEAD)[1].category is Category.OPTIONAL


class TestHours:
    def test_they_are_points_times_the_assumed_range(self) -> None:
        """3 for the id, 1 for the tokenizer, 1 for a place in production: 5 points."""
        dependency, estimate = of(groq())
        assert dependency.effort_points == 5
        assert (estimate.hours_low, estimate.hours_high) == (5, 20)
        assert "1 to 4 hours" in estimate.assumption
        assert "in no way measured" in estimate.assumption

    def test_a_policy_replaces_the_assumption(self) -> None:
        _, estimate = of(groq(), policy=Policy(hours_per_point="0.5-2"))
        assert (estimate.hours_low, estimate.hours_high) == (2, 10)
        assert "0.5 to 2 hours" in estimate.assumption

    @pytest.mark.parametrize("text", ["4-1", "0-3", "two", "1", "1-", "-1-2", "1e9-2"])
    def test_what_is_no_range_is_refused(self, text: str) -> None:
        with pytest.raises(UsageError, match="hours_per_point must be two numbers of hours"):
            judged(groq(), policy=Policy(hours_per_point=text))
