"""Swap sets: every place that changes when the model does, each in its role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.core.assessment import Dependency
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Context, Kind
from advisor.core.swap import Category
from tests.assess.build import LLAMA_8B, finding, hint, judged, only


def bedrock(**changes: object) -> Finding:
    values = {"provider": "aws-bedrock", **LLAMA_8B, **changes}
    return finding("meta.llama3-1-8b-instruct-v1:0", **values)  # type: ignore[arg-type]


def own(**changes: object) -> Finding:
    values = {"provider": "huggingface", **LLAMA_8B, **changes}
    return finding("meta-llama/Llama-3.1-8B-Instruct", **values)  # type: ignore[arg-type]


def roles(dependency: Dependency) -> dict[str, list[str]]:
    """Places by role."""
    found: dict[str, list[str]] = {}
    for member in dependency.members:
        found.setdefault(member.role, []).append(member.place)
    return found


def one(*findings: Finding, hints: tuple[Hint, ...] = ()) -> Dependency:
    return only(judged(*findings, hints=hints))


def prompt(written: str, line: int, path: str = "app.py", rule: str = "LA-PROMPT-001") -> Finding:
    return replace(finding(written, Kind.PROMPT, path=path, line=line, family="llama-3"), rule=rule)


def test_prompt_builder_stop_token_and_parser_are_told_apart() -> None:
    found = roles(
        one(
            own(),
            prompt("<|start_header_id|>", 5),
            prompt("<|eot_id|>", 6),
            prompt("llama3_json", 7, rule="LA-PROMPT-003"),
        )
    )
    assert found == {"id": ["app.py:1"], "prompt": ["app.py:5"], "stop": ["app.py:6"], "parser": ["app.py:7"]}


def test_the_template_of_a_modelfile_is_one_and_its_base_another() -> None:
    base = replace(finding("llama3.1", path="Modelfile", provider="ollama", **LLAMA_8B), rule="LA-MODEL-005")
    found = roles(one(base, prompt("<|start_header_id|>", 2, path="Modelfile")))
    assert found == {"base": ["Modelfile:1"], "template": ["Modelfile:2"]}


def test_classes_and_tokenizers_are_told_apart() -> None:
    model = finding("LlamaForCausalLM", Kind.API, line=3)
    tokenizer = finding("LlamaTokenizerFast", Kind.API, line=4)
    found = roles(one(own(), model, tokenizer))
    assert (found["class"], found["tokenizer"]) == (["app.py:3"], ["app.py:4"])


def test_an_adapter_is_trained_anew() -> None:
    adapter = finding("base", Kind.ARTIFACT, path="out/adapter_config.json", line=2, family="llama-3.1")
    members = {member.role: member for member in one(own(), adapter).members}
    assert "train it anew" in members["adapter"].action


def test_tests_and_documents_that_repeat_the_name_belong_to_it() -> None:
    found = roles(
        one(own(), own(path="tests/t.py", context=Context.TEST), own(path="README.md", context=Context.DOCS))
    )
    assert found == {"id": ["app.py:1"], "test": ["tests/t.py:1"], "document": ["README.md:1"]}


class TestSettingsBesideIt:
    def test_a_field_of_the_providers_own_form_is_a_member_there(self) -> None:
        found = roles(one(bedrock(), hints=(hint("body", "aws-bedrock", line=9),)))
        assert found["body"] == ["app.py:9"]

    def test_and_nowhere_else(self) -> None:
        assert "body" not in roles(one(own(), hints=(hint("body", "aws-bedrock", line=9),)))

    @pytest.mark.parametrize(
        ("need", "role"),
        [("context", "context"), ("quantisation", "quantisation"), ("stop", "stop"), ("chunk", "chunk")],
    )
    def test_settings_are_members(self, need: str, role: str) -> None:
        assert roles(one(own(), hints=(hint(need, "8192", line=9),)))[role] == ["app.py:9"]

    def test_a_threshold_counts_for_a_guard_alone(self) -> None:
        seen = (hint("threshold", "yes", line=9),)
        guard = finding("x", provider="groq", model="llama-guard-4", family="llama-guard-4")
        assert roles(one(guard, hints=seen))["threshold"] == ["app.py:9"]
        assert "threshold" not in roles(one(own(), hints=seen))

    def test_settings_of_the_window_are_looked_at_and_ids_must_go(self) -> None:
        members = {
            member.role: member.category for member in one(own(), hints=(hint("context", "8192"),)).members
        }
        assert members == {"id": Category.MANDATORY, "context": Category.POTENTIAL}


def test_each_member_stands_once_with_its_role() -> None:
    members = one(own(), own(), prompt("<|eot_id|>", 6), hints=(hint("stop", "yes", line=6),)).members
    places = [(member.role, member.place) for member in members]
    assert len(places) == len(set(places))
