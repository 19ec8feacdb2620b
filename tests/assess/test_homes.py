"""Where an id runs when its spelling does not say: what stands around it, surest sign first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Context, Kind, Status
from advisor.core.links import LinkKind, Use
from tests.assess.build import (
    LLAMA_8B,
    LLAMA_70B,
    PROSE,
    SmallCatalog,
    finding,
    hint,
    judged,
    llama,
    only,
    real_catalog,
    row,
)

HUB_ID = "meta-llama/Llama-3.3-70B-Instruct"
TURBO = "meta-llama/Llama-3.3-70B-Instruct-Turbo"
TABLE = (
    row("llama-3.3-70b-versatile", "groq", end="2026-08-16"),
    row(HUB_ID, "together", status="active"),
    row(TURBO, "together", status="active"),
    row("meta-llama/llama-3.3-70b-instruct", "aws-bedrock", status="active"),
)
MODELS = (llama("llama-3.3-70b-instruct", size_b=70.0, repos=(HUB_ID,)), llama("llama-3.1-8b-instruct"))
CATALOG = SmallCatalog(lifecycle=TABLE, llama_models=MODELS)


def home(one: Finding, *others: Finding, hints: tuple[Hint, ...] = ()) -> str | None:
    """The provider the first finding's dependency ends up at."""
    found = judged(one, *others, hints=hints, catalog=CATALOG)
    return next(each.provider for each in found.dependencies if one.id in each.finding_ids)


def hub_id(path: str = "app/chat.py", context: Context = Context.PRODUCTION) -> Finding:
    return finding(HUB_ID, path=path, line=10, context=context, **LLAMA_70B)


def test_a_spelling_that_belongs_to_one_host_needs_no_neighbour() -> None:
    one = finding("llama-3.3-70b-versatile", provider="groq", **LLAMA_70B)
    assert home(one, hints=(hint("provider", "together"),)) == "groq"


def test_the_client_in_the_same_file_says_where_an_open_spelling_runs() -> None:
    hints = (hint("provider", "vllm", "app/chat.py", 3),)
    assert home(hub_id(), hints=hints) == "vllm"


def test_a_call_that_loads_weights_decides_though_a_hosts_client_stands_in_the_file() -> None:
    client = hint("provider", "groq", "app/chat.py", 9)
    assert home(hub_id(), hints=(client, hint("loads", "huggingface", "app/chat.py", 9))) == "huggingface"
    elsewhere = hint("loads", "huggingface", "app/chat.py", 30)
    assert home(hub_id(), hints=(hint("provider", "vllm", "app/chat.py", 9), elsewhere)) == "vllm"


def test_the_line_that_loads_a_constant_says_where_it_runs() -> None:
    one = hub_id("app/config.py")
    reads = (Use("app/local.py", 4, "SMALL", LinkKind.CONSTANT, one.id, Context.PRODUCTION),)
    hints = (
        hint("provider", "together", "app/config.py", 9),
        hint("loads", "huggingface", "app/local.py", 4),
    )
    found = judged(one, hints=hints, uses=reads, catalog=CATALOG)
    assert (only(found).provider, only(found).verdict.status) == ("huggingface", Status.YOURS)
    also = (*reads, replace(reads[0], path="app/remote.py", line=7))
    found = judged(one, hints=hints, uses=also, catalog=CATALOG)
    assert only(found).provider == "together"


def test_a_sentence_beside_a_hosts_client_says_where_a_model_runs() -> None:
    said = finding("Llama 3.3 70B", path="app/page.py", line=49, rule=PROSE, **LLAMA_70B)
    client, words = hint("provider", "groq", "app/page.py", 5), hint("said", "groq", "app/page.py", 49)
    assert home(said, hints=(client, words)) == "groq"
    assert home(said, hints=(client, replace(words, line=60))) is None
    assert home(said, hints=(words,)) is None


def test_a_folder_of_the_hubs_cache_is_the_hub_id() -> None:
    folder = finding("models--meta-llama--Llama-3.3-70B-Instruct", **LLAMA_70B)
    found = judged(folder, replace(hub_id(), line=20), catalog=CATALOG)
    assert (only(found).provider, len(only(found).finding_ids)) == ("huggingface", 2)


def test_of_two_hosts_in_the_file_the_one_whose_table_has_the_id_is_taken() -> None:
    hints = (hint("provider", "groq", "app/chat.py", 9), hint("provider", "together", "app/chat.py", 2))
    assert home(hub_id(), hints=hints) == "together"


def test_of_two_runtimes_in_the_file_the_nearer_counts() -> None:
    hints = (hint("provider", "vllm", "app/chat.py", 9), hint("provider", "meta-llama-api", "app/chat.py", 2))
    assert home(hub_id(), hints=hints) == "vllm"


def test_a_file_that_loads_weights_runs_a_hub_id_itself() -> None:
    loads = finding("LlamaForCausalLM", Kind.API, path="app/chat.py", line=14)
    hints = (hint("provider", "groq", "app/chat.py", 3),)
    assert home(hub_id(), loads, hints=hints) == "huggingface"


def test_an_id_that_the_hosts_table_lacks_is_not_its_because_other_ids_of_the_file_are() -> None:
    one = finding("llama-3.3-70b-chat", path="menu.py", line=40, **LLAMA_70B)
    other = finding("llama-3.3-70b-versatile", path="menu.py", line=2, provider="groq", **LLAMA_70B)
    assert home(one, other) is None
    assert home(replace(one, written="llama-3.3-70b-versatile"), other) == "groq"


def test_an_address_speaks_of_its_block_where_that_holds_models_and_else_of_the_file() -> None:
    blocks = (
        Hint("apis.yml", 2, "provider", "groq", "api.groq.com", 2, 12),
        Hint("apis.yml", 14, "provider", "fireworks", "api.fireworks.ai", 14, 40),
    )
    at_groq = finding("llama-3.3-70b", path="apis.yml", line=12, **LLAMA_70B)
    at_fireworks = replace(at_groq, line=15, id="second")
    assert home(at_groq, at_fireworks, hints=blocks) == "groq"
    assert home(at_fireworks, at_groq, hints=blocks) == "fireworks"
    assert home(at_groq, hints=(Hint("apis.yml", 30, "provider", "groq", "GROQ_API_KEY", 30, 31),)) == "groq"


def test_a_short_name_in_a_file_that_names_other_hosts_is_not_the_one_hosts_that_writes_so() -> None:
    one = finding("llama4-scout", path="menu.yml", model="llama-4-scout-instruct", family="llama-4")
    groq = (hint("provider", "groq", "menu.yml", 400),)
    alone, among = (only(judged(one, hints=hints, catalog=real_catalog())).provider for hints in ((), groq))
    assert (alone, among) == ("snowflake-cortex", None)


def test_what_is_said_of_another_entry_of_a_list_does_not_count() -> None:
    entries = (
        Hint("menu.json", 2, "provider", "groq", 'provider": "groq', 1, 12),
        Hint("menu.json", 14, "provider", "fireworks", 'provider": "fireworks', 13, 20),
    )
    first = finding("llama-3.3-70b", path="menu.json", line=12, **LLAMA_70B)
    second = replace(first, line=15, id="second")
    third = replace(first, line=25, id="third")
    assert home(first, hints=entries) == "groq"
    assert home(second, hints=entries) == "fireworks"
    assert home(third, hints=entries) is None


def test_a_hub_id_in_the_case_of_one_hosts_list_runs_there_though_the_project_names_two() -> None:
    one = finding("meta-llama/llama-3.3-70b-instruct", path="lib/names.py", **LLAMA_70B)
    hints = (hint("provider", "groq", "app/a.py", 1), hint("provider", "aws-bedrock", "app/b.py", 1))
    assert home(one, hints=hints) == "aws-bedrock"
    assert home(replace(one, written=HUB_ID), hints=hints) == "huggingface"


def test_a_hub_id_with_no_host_in_sight_is_in_ones_own_hands() -> None:
    found = only(judged(hub_id(), catalog=CATALOG))
    assert found.provider == "huggingface"
    assert found.verdict.status is Status.YOURS
    assert "hub id" in found.verdict.why


def test_a_hub_id_beside_an_ollama_client_is_not_pulled_from_ollama() -> None:
    assert home(hub_id(), hints=(hint("provider", "ollama", "app/chat.py", 9),)) == "huggingface"


def test_a_host_elsewhere_in_the_project_counts_when_its_table_has_the_very_spelling() -> None:
    assert home(hub_id(), hints=(hint("provider", "together", "lib/client.py"),)) == "together"


def test_in_a_project_of_several_hosts_the_plain_name_is_no_sign_of_one_of_them() -> None:
    hints = (hint("provider", "together", "lib/client.py"), hint("provider", "groq", "other/client.py"))
    assert home(hub_id(), hints=hints) == "huggingface"


def test_a_spelling_of_its_own_is_a_sign_of_a_host_elsewhere_among_several() -> None:
    hints = (hint("provider", "together", "lib/client.py"), hint("provider", "groq", "other/client.py"))
    turbo = finding(TURBO, path="app/chat.py", **LLAMA_70B)
    assert home(turbo, hints=hints) == "together"


def test_a_plain_name_that_one_table_happens_to_hold_does_not_make_that_host_the_home() -> None:
    table = (row("Llama-2-13b-chat", "azure-ai-foundry", end="2025-06-30"),)
    catalog = SmallCatalog(lifecycle=table, llama_models=(llama("llama-2-13b-chat"),))
    one = finding("Llama-2-13b-chat", model="llama-2-13b-chat", family="llama-2", path="llms/ernie.go")
    found = only(judged(one, catalog=catalog))
    assert (found.provider, found.verdict.status) == (None, Status.UNKNOWN)


def test_a_link_to_a_hub_of_data_sets_does_not_make_a_bare_name_come_from_there() -> None:
    one = finding("llama-70b", path="app/chat.py", **LLAMA_70B)
    assert home(one, hints=(hint("provider", "kaggle", "app/chat.py", 3),)) is None
    assert home(one, hints=(hint("provider", "kaggle", "app/other.py", 3),)) is None


def test_a_host_elsewhere_that_spells_it_in_another_case_does_not() -> None:
    assert home(hub_id(), hints=(hint("provider", "aws-bedrock", "lib/client.py"),)) == "huggingface"


def test_an_id_of_no_hub_takes_the_only_runtime_of_its_folder() -> None:
    one = finding("llama-70b", path="app/chat.py", **LLAMA_70B)
    assert home(one, hints=(hint("provider", "ollama", "app/client.py"),)) == "ollama"


def test_a_host_of_the_folder_is_no_home_for_an_id_its_table_does_not_have() -> None:
    one = finding("llama-70b", path="app/chat.py", **LLAMA_70B)
    assert home(one, hints=(hint("provider", "groq", "app/client.py"),)) is None


def test_where_two_hosts_share_the_folder_nothing_is_guessed() -> None:
    one = finding("llama-70b", path="app/chat.py", **LLAMA_70B)
    hints = (hint("provider", "groq", "app/a.py"), hint("provider", "together", "app/b.py"))
    assert home(one, hints=hints) is None


@pytest.mark.parametrize("context", [Context.DOCS, Context.DATA, Context.VENDORED])
def test_a_mention_is_at_no_host_whatever_stands_beside_it(context: Context) -> None:
    one = hub_id("docs/notes.md", context)
    assert home(one, hints=(hint("provider", "together", "docs/notes.md"),)) is None


def test_an_inferred_provider_says_so_and_from_where() -> None:
    hints = (hint("provider", "groq", "app/chat.py", 3),)
    found = only(judged(finding("llama-70b", path="app/chat.py", **LLAMA_70B), hints=hints, catalog=CATALOG))
    assert "inferred from app/chat.py:3" in found.verdict.why


def test_a_stated_provider_is_not_called_inferred() -> None:
    found = only(judged(finding("llama3.1:8b", provider="ollama", **LLAMA_8B)))
    assert "inferred" not in found.verdict.why


def test_a_spelling_that_only_one_host_has_needs_no_neighbour_either() -> None:
    one = finding(TURBO, **LLAMA_70B)
    found = only(judged(one, catalog=CATALOG))
    assert found.provider == "together"
    assert found.verdict.status is Status.SERVED
    assert "only Together is known to write it so" in found.verdict.why


def test_a_name_under_metas_organisation_that_is_no_repository_is_not_called_ones_own() -> None:
    one = finding("meta-llama/Llama-3.3-70B-Instruct-Fast", **LLAMA_70B)
    found = only(judged(one, catalog=CATALOG))
    assert (found.provider, found.verdict.status) == (None, Status.UNKNOWN)


def test_a_hub_id_of_somebody_else_is_ones_own() -> None:
    one = finding("NousResearch/Hermes-3-Llama-3.1-8B", Kind.DERIVATIVE, model="hermes-3", family="llama-3.1")
    assert only(judged(one, catalog=CATALOG)).provider == "huggingface"


def test_a_name_in_a_comment_is_at_no_host_whatever_client_stands_beside_it() -> None:
    comment = finding("Llama 3.3 70B", path="app/chat.py", line=4, rule=PROSE, **LLAMA_70B)
    found = only(judged(comment, hints=(hint("provider", "groq", "app/chat.py", 3),), catalog=CATALOG))
    assert (found.provider, found.verdict.status, found.context) == (None, Status.UNKNOWN, Context.DOCS)


def test_two_clients_about_as_near_are_a_sign_of_neither() -> None:
    one = finding("llama-70b", path="app/chat.py", line=6, **LLAMA_70B)
    hints = (hint("provider", "groq", "app/chat.py", 2), hint("provider", "together", "app/chat.py", 11))
    assert home(one, hints=hints) is None


def test_a_client_far_away_in_a_long_file_is_no_sign() -> None:
    one = finding("llama-70b", path="app/chat.py", line=700, **LLAMA_70B)
    assert home(one, hints=(hint("provider", "groq", "app/chat.py", 2),)) is None


def test_a_bare_name_beside_a_link_to_the_hub_is_not_said_to_come_from_there() -> None:
    one = finding("llama-70b", path="app/chat.py", **LLAMA_70B)
    assert home(one, hints=(hint("provider", "huggingface", "app/chat.py", 2),)) is None


def test_a_weights_file_named_by_its_path_is_ones_own() -> None:
    one = finding("models/llama-70b.q4_0.gguf", path="app/chat.py", **LLAMA_70B)
    found = only(judged(one, hints=(hint("provider", "groq", "app/chat.py", 2),), catalog=CATALOG))
    assert (found.provider, found.verdict.status) == (None, Status.YOURS)
    assert "weights file" in found.title


class TestDoubt:
    """Where several providers could run it, none is taken and all are named."""

    def why(self, *findings: Finding, hints: tuple[Hint, ...] = (), **options: Any) -> str:
        return judged(*findings, hints=hints, **options).dependencies[0].verdict.why

    def test_two_keys_beside_one_name(self) -> None:
        seen = (hint("provider", "groq", line=2), hint("provider", "together", line=3))
        assessment = judged(finding("llama-3-8b-chat", line=4, **LLAMA_8B), hints=seen)
        (dependency,) = assessment.dependencies
        assert dependency.provider is None
        assert dependency.verdict.status is Status.UNKNOWN
        assert (
            "It could be Groq (named in app.py:2) and Together (named in app.py:3)" in dependency.verdict.why
        )

    def test_an_own_fine_tune_beside_one_client_is_not_put_there(self) -> None:
        tuned = finding("acme-llama-3-8b-support", Kind.DERIVATIVE, line=4, model="acme-llama-3-8b-support")
        assessment = judged(tuned, hints=(hint("provider", "aws-bedrock", line=2),), catalog=real_catalog())
        (dependency,) = assessment.dependencies
        assert dependency.provider is None
        assert "reads like a name of your own" in dependency.verdict.why
        assert "Amazon Bedrock (named in app.py:2)" in dependency.verdict.why

    def test_a_modelfile_is_ollamas(self) -> None:
        base = finding("llama3.1", path="deploy/Modelfile", **LLAMA_8B)
        (dependency,) = judged(base).dependencies
        assert dependency.provider == "ollama"
        assert "Modelfile" in dependency.verdict.why

    def test_nothing_near_by_says_nothing(self) -> None:
        assert "could be" not in self.why(finding("llama-3-8b-chat", **LLAMA_8B))

    def test_a_folder_in_a_store_of_ones_own_is_in_ones_own_hands(self) -> None:
        kept = finding("gs://bucket/llama-3.1-8b/bf16/", **LLAMA_8B)
        (dependency,) = judged(kept).dependencies
        assert dependency.verdict.status is Status.YOURS
