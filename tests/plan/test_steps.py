"""The steps of a replacement: old id, new id, and what changes beside them, from facts and findings alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Context, Kind, Phase
from advisor.core.knowledge import Alternative, AttentionGroup, MemoryFigures
from advisor.core.policy import Policy
from tests.assess.build import (
    LLAMA_8B,
    LLAMA_70B,
    SOURCE,
    SmallCatalog,
    alternative,
    finding,
    hint,
    judged,
    real_catalog,
)

READ = date(2026, 7, 2)
FIGURES = {
    "maker/new-8b": MemoryFigures(
        "maker/new-8b", 32, 8, 128, (AttentionGroup("full", 32, None),), None, (SOURCE,)
    )
}
CHOSEN = Policy(targets={"*": "new-8b"})


def steps(
    *findings: Finding,
    to: Alternative | None = None,
    policy: Policy = CHOSEN,
    hints: tuple[Hint, ...] = (),
    start: str = "Replace",
) -> str:
    """The steps of the first replacement, one a line."""
    catalog = SmallCatalog(alternatives=(to or alternative(),), figures=FIGURES)
    assessment = judged(*findings, catalog=catalog, policy=policy, hints=hints)
    task = next(
        each for each in assessment.tasks if each.phase is Phase.REPLACE and each.title.startswith(start)
    )
    return "\n".join(task.steps)


def groq(written: str = "llama-3.3-70b-versatile", **changes: Any) -> Finding:
    return finding(written, **{"provider": "groq", **LLAMA_70B, **changes})


def own(provider: str = "huggingface", **changes: Any) -> Finding:
    return finding("meta-llama/Llama-3.1-8B-Instruct", **{"provider": provider, **LLAMA_8B, **changes})


class TestIds:
    def test_old_and_new_id_at_the_same_host_with_the_day_it_was_read(self) -> None:
        to = alternative(hosted_ids={"groq": ("maker/new",)}, hosted_on=READ)
        assert steps(groq(), to=to) == (
            "Replace the id llama-3.3-70b-versatile by maker/new, "
            "the id of New-8B at Groq (as read on 2026-07-02)."
        )

    def test_another_host_where_this_one_does_not_serve_it(self) -> None:
        to = alternative(hosted_ids={"together": ("maker/new-8b",)}, hosted_on=READ)
        text = steps(groq(), to=to)
        assert "not known to be served by Groq" in text
        assert "Together (maker/new-8b)" in text

    def test_a_server_of_ones_own_where_no_host_is_known(self) -> None:
        assert "No host of New-8B is known. Serve maker/new-8b yourself" in steps(groq())

    def test_a_hub_id_for_a_hub_id_and_the_memory_it_takes(self) -> None:
        text = steps(own())
        assert "Replace meta-llama/Llama-3.1-8B-Instruct by maker/new-8b." in text
        assert "about 5.6 GiB" in text

    def test_a_tag_for_a_tag_in_ollama(self) -> None:
        assert "by new:8b wherever it is pulled" in steps(own("ollama"), to=alternative(ollama_tag="new:8b"))

    def test_a_tag_nobody_checked_is_not_made_up(self) -> None:
        text = steps(own("ollama"))
        assert "was not checked" in text
        assert "maker/new-8b" in text

    def test_every_spelling_is_listed_and_labels_are_no_ids(self) -> None:
        label = finding("Llama 3.3 70B", line=2, model="llama-3.3-70b", family="llama-3.3")
        to = alternative(hosted_ids={"groq": ("maker/new",)}, hosted_on=READ)
        text = steps(groq(), groq("groq/llama-3.3-70b-versatile", line=3), label, to=to)
        assert "llama-3.3-70b-versatile, groq/llama-3.3-70b-versatile by" in text
        assert "Llama 3.3 70B" not in text

    def test_spellings_in_documents_are_none_of_its(self) -> None:
        to = alternative(hosted_ids={"groq": ("maker/new",)}, hosted_on=READ)
        other = groq("groq:llama-3.3", path="README.md", context=Context.DOCS)
        assert "groq:llama-3.3" not in steps(groq(), other, to=to)

    def test_where_no_host_is_named_that_has_to_be_found_out_first(self) -> None:
        assert steps(finding("llama-70b", **LLAMA_70B)).startswith("Find out where it runs")


class TestBeside:
    def test_a_prompt_format_is_taken_out(self) -> None:
        prompt = finding("<|start_header_id|>", Kind.PROMPT, line=20, family="llama-3")
        assert "Take out the hand-written prompt format at app.py:20" in steps(own(), prompt)

    def test_stop_tokens_have_a_step_of_their_own(self) -> None:
        stop = finding("<|eot_id|>", Kind.PROMPT, line=20, family="llama-3")
        text = steps(own(), stop)
        assert "Take out the stop tokens at app.py:20" in text
        assert "hand-written" not in text

    def test_a_format_that_is_chosen_by_name_is_chosen_anew(self) -> None:
        flag = replace(finding("llama3_json", Kind.PROMPT, line=20, family="llama-3"), rule="LA-PROMPT-003")
        text = steps(own(), flag)
        assert "At app.py:20 a Llama prompt format or tool-call parser is chosen by name" in text
        assert "hand-written" not in text

    def test_a_model_that_sees_is_loaded_by_classes_that_see(self) -> None:
        loader = finding("MllamaForConditionalGeneration", Kind.API, line=7)
        sees = alternative(modalities_in=("text", "image"))
        text = steps(own(), loader, to=sees, hints=(hint("vision", "yes"),))
        assert "AutoModelForImageTextToText and AutoProcessor" in text

    def test_a_modelfile_has_its_id_replaced_and_nothing_fetched_beside(self) -> None:
        base = {"path": "Modelfile", "provider": "ollama", **LLAMA_8B}
        text = steps(finding("llama3.1:8b", **base), finding("llama3.1:8b", Kind.ARTIFACT, **base))
        assert "Fetch" not in text

    def test_classes_give_way_to_those_of_the_new_model(self) -> None:
        loader = finding("LlamaForCausalLM", Kind.API, line=7)
        named = alternative(transformers_class="NewForCausalLM", transformers_min=">=5.0")
        assert "At app.py:7, let NewForCausalLM (transformers 5.0 or later)" in steps(own(), loader, to=named)
        assert "let AutoModelForCausalLM and AutoTokenizer load" in steps(own(), loader)

    def test_an_adapter_is_trained_anew(self) -> None:
        adapter = finding(
            "adapter_config.json", Kind.ARTIFACT, path="lora/adapter_config.json", line=0, **LLAMA_8B
        )
        text = steps(adapter)
        assert "Train the adapter at lora/adapter_config.json anew" in text
        assert "Find out where it runs" not in text

    def test_a_weights_file_is_fetched_anew(self) -> None:
        weights = finding("llama.gguf", Kind.ARTIFACT, path="llama.gguf", line=0, **LLAMA_8B)
        assert "Fetch maker/new-8b in place of the files at llama.gguf." in steps(weights)

    def test_the_tool_call_parser_changes_where_one_serves_it_oneself(self) -> None:
        tools, to = (hint("tools", "yes"),), alternative(tool_parser="hermes")
        assert "tool-call parser hermes" in steps(own(), to=to, hints=tools)
        assert "tool-call parser" not in steps(groq(), to=to, hints=tools)
        assert "Try every tool once" in steps(groq(), to=to, hints=tools)
        assert "Try every tool" not in steps(groq(), to=to)

    def test_what_always_thinks_needs_room_for_it(self) -> None:
        assert "thinks before it answers" in steps(groq(), to=alternative(reasoning="yes"))

    def test_a_body_in_llamas_own_form_is_refused_on_bedrock(self) -> None:
        call = groq(provider="aws-bedrock")
        field = Hint("app.py", 9, "body", "aws-bedrock", "generation")
        assert "max_gen_len" in steps(call, hints=(field,))
        assert "max_gen_len" not in steps(call)

    def test_a_host_that_was_shut_down_is_not_weighed_for_the_new_model(self) -> None:
        gone = finding("Llama-3.3-70B-Instruct", provider="meta-llama-api", **LLAMA_70B)
        told = "\n".join(step for task in judged(gone, catalog=real_catalog()).tasks for step in task.steps)
        assert "Meta's Llama API was shut down. Replace Llama-3.3-70B-Instruct and the client" in told
        assert "not known to be served by" not in told

    def test_an_arn_keeps_its_form(self) -> None:
        arn = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-1-8b-instruct-v1:0"
        policy = finding(arn, path="main.tf", line=4, provider="aws-bedrock", **LLAMA_8B)
        told = steps(policy, to=alternative(hosted_ids={"aws-bedrock": ("maker.new-8b",)}))
        assert "At main.tf:4, keep the form of the ARN and put maker.new-8b" in told
        assert "Replace" not in told
        assert "gives the right to the old model" in steps(policy, to=alternative())


class TestUnchosen:
    def test_the_first_candidate_is_taken_and_said_to_be_that(self) -> None:
        assert steps(groq(), policy=Policy()).startswith(
            "The steps below are for New-8B, the first candidate"
        )

    def test_without_any_the_choice_comes_first(self) -> None:
        none = alternative(licence=None, licence_class=None, rankable=False)
        assert (
            steps(groq(), to=none, policy=Policy())
            == "Decide first: no candidate fits the needs and the policy."
        )


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (
            finding("LLAMA_API_KEY", Kind.ENDPOINT, path=".env", provider="meta-llama-api"),
            "address, the key and",
        ),
        (finding("llama-stack", Kind.PACKAGE, path="requirements.txt"), "Take llama-stack out of manifests"),
    ],
)
def test_endpoints_and_packages_have_steps_of_their_own(one: Finding, text: str) -> None:
    assert text in steps(one)


def test_a_name_of_the_projects_own_is_not_replaced_by_a_hosts_id() -> None:
    own = finding("llama32-support-prov", Kind.DERIVATIVE, provider="groq", family="llama-3.2")
    told = steps(own, to=alternative(hosted_ids={"groq": ("new-8b-id",)}))
    assert "a name of your own" in told
    assert "new-8b-id" not in told


class TestSwapSet:
    def test_a_field_of_llamas_own_form_is_told_by_its_new_name(self) -> None:
        call = finding("meta.llama3-1-8b-instruct-v1:0", provider="aws-bedrock", **LLAMA_8B)
        field = Hint("app.py", 9, "body", "aws-bedrock", "max_gen_len")
        text = steps(call, hints=(field,))
        assert "At app.py:9, max_gen_len is a field of Llama's own request form" in text
        assert "maxTokens in inferenceConfig of Converse" in text

    def test_the_window_set_is_checked_against_the_new_one(self) -> None:
        text = steps(own(), hints=(hint("context", "16384", line=9),))
        assert "Check the window set at app.py:9: that of New-8B is 131,072 tokens." in text
