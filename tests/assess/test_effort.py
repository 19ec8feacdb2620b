"""Effort in points: what changes together counts once a file, every share has its reason."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.core.assessment import Dependency
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Context, Kind
from tests.assess.build import LLAMA_8B, LLAMA_70B, finding, hint, judged, only

POINTS = {
    "hosted-model": 3, "own-model": 5, "derivative": 5, "endpoint": 5, "api": 3, "prompt": 3,
    "adapter": 13, "tokenizer": 1, "tools": 3, "vision": 1, "fine-tuning": 7, "task-guard": 5, "mention": 0,
}  # fmt: skip
"""Of resources/effort.json, as decided there."""


def shares(*findings: Finding, hints: tuple[Hint, ...] = ()) -> dict[str, float]:
    dependency: Dependency = only(judged(*findings, hints=hints))
    found = {reason.key: reason.points or 0 for reason in dependency.effort}
    assert dependency.effort_points == pytest.approx(sum(found.values()))
    return found


def at_groq(**changes: Any) -> Finding:
    return finding("llama-3.3-70b-versatile", **{"provider": "groq", **LLAMA_70B, **changes})


def own(**changes: Any) -> Finding:
    return finding("x", **{"provider": "huggingface", **LLAMA_8B, **changes})


def test_a_hosted_id_costs_its_row_a_new_tokenizer_and_its_places() -> None:
    assert shares(at_groq()) == {"hosted-model": POINTS["hosted-model"], "tokenizer": 1, "places": 1}


def test_own_weights_cost_more_than_an_id() -> None:
    assert shares(own())["own-model"] == POINTS["own-model"]


def test_places_count_by_context() -> None:
    found = shares(
        at_groq(), at_groq(line=2, context=Context.TEST), at_groq(path="README.md", context=Context.DOCS)
    )
    assert found["places"] == 1 + 0.5 + 0.25


def test_places_are_capped() -> None:
    assert shares(*(at_groq(line=number) for number in range(1, 60)))["places"] == 13


def test_companions_count_once_and_a_little_for_each_further_file() -> None:
    one = shares(
        own(), finding("<|eot_id|>", Kind.PROMPT, line=3), finding("<|eot_id|>", Kind.PROMPT, line=9)
    )
    two = shares(
        own(), finding("<|eot_id|>", Kind.PROMPT, line=3), finding("[INST]", Kind.PROMPT, path="b.py")
    )
    assert one["prompt"] == POINTS["prompt"]
    assert two["prompt"] == POINTS["prompt"] + 1


def test_words_about_a_companion_are_no_work() -> None:
    told = finding("LlamaTokenizer", Kind.API, path="README.md", context=Context.DOCS)
    assert "api" not in shares(own(), told)


def test_an_adapter_means_training_anew() -> None:
    adapter = finding(
        "adapter_config.json", Kind.ARTIFACT, path="lora/adapter_config.json", line=0, **LLAMA_8B
    )
    assert shares(adapter)["adapter"] == POINTS["adapter"]


def test_a_plain_weights_file_does_not() -> None:
    weights = finding("llama.gguf", Kind.ARTIFACT, path="llama.gguf", line=0, **LLAMA_8B)
    assert "adapter" not in shares(weights)


@pytest.mark.parametrize("need", ["tools", "vision", "fine-tuning"])
def test_what_the_code_uses_adds_its_row(need: str) -> None:
    assert shares(at_groq(), hints=(hint(need, "yes"),))[need] == POINTS[need]
    assert need not in shares(at_groq())


def test_a_need_that_is_only_inferred_adds_nothing() -> None:
    one = finding("x", provider="groq", model="llama-4-scout-instruct", family="llama-4")
    assert "vision" not in shares(one)


def test_a_guards_thresholds_are_tuned_anew() -> None:
    one = finding("x", provider="groq", model="llama-guard-4", family="llama-guard-4")
    assert shares(one)["task-guard"] == POINTS["task-guard"]


def test_what_is_only_named_is_no_work_to_move() -> None:
    assert shares(own(context=Context.DOCS, provider=None)) == {"mention": POINTS["mention"]}


def test_every_share_names_findings_it_rests_on() -> None:
    dependency = only(judged(at_groq(), at_groq(line=2)))
    assert all(reason.finding_ids for reason in dependency.effort)
