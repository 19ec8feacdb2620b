"""What the rows of the catalog promise: sources, the agreed words, nothing proposed that may not be used."""

from __future__ import annotations

import calendar
import dataclasses
import json
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from advisor.assess.candidates import Shelf, Wanted, Weigher
from advisor.assess.needs import OldModel, needs
from advisor.assess.outlook import outlook
from advisor.assess.tables import Tables, read_tables
from advisor.catalog import Catalog, resources_folder
from advisor.catalog.rows import MARKS
from advisor.core.knowledge import Alternative, Derivative, LlamaModel, MemoryFigures, OutlookEvent
from advisor.core.policy import Policy

AS_OF = date(2026, 11, 24)

FILES: dict[str, tuple[type[Any], str]] = {
    "alternatives": (Alternative, "id"),
    "derivatives": (Derivative, "id"),
    "llama-models": (LlamaModel, "id"),
    "memory": (MemoryFigures, "hf_repo"),
    "outlook": (OutlookEvent, "id"),
}

FAMILIES = {
    "llama-1",
    "llama-2",
    "llama-3",
    "llama-3.1",
    "llama-3.2",
    "llama-3.3",
    "llama-4",
    "code-llama",
    "llama-guard-1",
    "llama-guard-2",
    "llama-guard-3",
    "llama-guard-4",
    "prompt-guard-1",
    "prompt-guard-2",
}

LICENCES_OF_FAMILY = {
    "llama-1": {"llama-1"},
    "llama-2": {"llama-2"},
    "llama-3": {"llama-3"},
    "llama-3.1": {"llama-3.1"},
    "llama-3.2": {"llama-3.2"},
    "llama-3.3": {"llama-3.3"},
    "llama-4": {"llama-4"},
    "code-llama": {"llama-2"},
    "llama-guard-1": {"llama-2"},
    "llama-guard-2": {"llama-3"},
    "llama-guard-3": {"llama-3.1", "llama-3.2"},
    "llama-guard-4": {"llama-4"},
    "prompt-guard-1": {"llama-3.1"},
    "prompt-guard-2": {"llama-4"},
}
"""Code Llama and the first guards came under the licence of the Llama they were made from."""

READY = [
    "apertus-8b",
    "command-a-plus",
    "deepseek-v3.2",
    "deepseek-v4-flash",
    "deepseek-v4.1-flash",
    "gemma-3-12b",
    "gemma-3-27b",
    "gemma-4-12b",
    "gemma-4-26b-a4b",
    "gemma-4-31b",
    "gemma-4-e2b",
    "gemma-4-e4b",
    "glm-4.5-air",
    "glm-5.2",
    "gpt-oss-120b",
    "gpt-oss-20b",
    "granite-4.2-30b",
    "granite-4.2-8b",
    "hy3",
    "inkling-small",
    "kimi-k2.6",
    "kimi-k3",
    "lfm2.5-1.2b-instruct",
    "lfm2.5-8b-a1b",
    "mimo-v2.5",
    "minicpm5-1b",
    "ministral-3-14b",
    "ministral-3-3b",
    "mistral-large-3-675b",
    "mistral-medium-3.5-128b",
    "mistral-nemo-12b",
    "mistral-small-3.2-24b",
    "mistral-small-4-119b",
    "muse-glimmer-30b",
    "muse-spark-open-816b",
    "nemotron-3-nano-30b-a3b",
    "nemotron-3-nano-4b",
    "nemotron-3-super-120b-a12b",
    "nemotron-3.5-lightning-30b-a3b",
    "nemotron-nano-9b-v2",
    "olmo-3-7b-instruct",
    "phi-4",
    "phi-4-mini",
    "phi-4-reasoning",
    "qwen2.5-72b-instruct",
    "qwen3-235b-a22b-instruct-2507",
    "qwen3-8b",
    "qwen3-next-80b-a3b-instruct",
    "qwen3.5-0.8b",
    "qwen3.5-122b-a10b",
    "qwen3.5-2b",
    "qwen3.5-397b-a17b",
    "qwen3.5-4b",
    "qwen3.5-9b",
    "qwen3.6-27b",
    "qwen3.6-35b-a3b",
    "qwen3.8-27b",
    "step-3.7-flash",
    "trinity-large-thinking",
]
"""General models whose licence, size, context, day and repository were all seen."""


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_the_one_form_and_its_rows_every_field_of_their_value(name: str) -> None:
    kind, key = FILES[name]
    document = json.loads((resources_folder() / f"{name}.json").read_text(encoding="utf-8"))
    assert list(document) == ["format_version", "as_of", "about", "rows"]
    assert document["format_version"] == 1
    assert date.fromisoformat(document["as_of"]) <= AS_OF
    wanted = [field.name for field in dataclasses.fields(kind) if field.name not in MARKS]
    assert {tuple(sorted(row)) for row in document["rows"]} == {tuple(sorted(wanted))}
    names = [row[key] for row in document["rows"]]
    assert names == sorted(set(names))


@pytest.mark.parametrize("name", FILES)
def test_every_source_is_an_address_with_the_day_it_was_read(catalog: Catalog, name: str) -> None:
    rows = getattr(catalog, name.replace("-", "_"), None) or _memory(catalog)
    address = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?", re.IGNORECASE)
    for row in rows:
        for source in row.sources:
            assert address.fullmatch(source.ref), source.ref
            assert date(2026, 7, 1) < source.read_on <= catalog.stamp.as_of


def _memory(catalog: Catalog) -> tuple[MemoryFigures, ...]:
    document = json.loads((resources_folder() / "memory.json").read_text(encoding="utf-8"))
    found = [catalog.memory_of(row["hf_repo"]) for row in document["rows"]]
    return tuple(figures for figures in found if figures is not None)


# -- Llama -----------------------------------------------------------------------------------------


def test_all_official_models_are_in_with_their_sources(catalog: Catalog) -> None:
    assert len(catalog.llama_models) >= 56
    assert {model.family for model in catalog.llama_models} == FAMILIES
    assert all(model.sources for model in catalog.llama_models)


def test_a_released_model_has_the_licence_of_its_version(catalog: Catalog) -> None:
    for model in catalog.llama_models:
        if model.released is None:
            assert model.licence is None and not model.repos, model.id
        else:
            assert model.licence in LICENCES_OF_FAMILY[model.family], model.id


def test_a_hub_repository_belongs_to_one_model_and_todays_name_stands_first(catalog: Catalog) -> None:
    owners = Counter(repo for model in catalog.llama_models for repo in model.repos)
    assert {repo for repo, count in owners.items() if count > 1} == set()
    by_id = {model.id: model.repos for model in catalog.llama_models}
    assert by_id["llama-3.1-8b-instruct"] == (
        "meta-llama/Llama-3.1-8B-Instruct",
        "meta-llama/Meta-Llama-3.1-8B-Instruct",
    )


def test_code_llama_70b_has_the_16k_of_its_line_only_as_base(catalog: Catalog) -> None:
    """Its model card: all but Python 70B and Instruct 70B were tuned with up to 16K tokens."""
    known = {model.id: model.context_tokens for model in catalog.llama_models}
    assert known["code-llama-70b"] == 16384
    assert known["code-llama-70b-instruct"] == 4096
    assert known["code-llama-70b-python"] is None


# -- derivatives -----------------------------------------------------------------------------------


def test_traps_carry_no_llama_weights_and_no_family(catalog: Catalog) -> None:
    traps = [row for row in catalog.derivatives if row.relation == "trap"]
    assert len(traps) >= 15
    for row in traps:
        assert not row.llama_weights and row.family is None and row.base is None, row.id


def test_two_rows_carry_only_the_licence_and_the_rest_the_weights(catalog: Catalog) -> None:
    others = [row for row in catalog.derivatives if row.relation != "trap"]
    assert {row.id for row in others if not row.llama_weights} == {
        "meta-llama-llama-prompt-guard-2",
        "meta-llama-prompt-guard-86m",
    }
    assert sum(row.llama_weights for row in others) >= 90


def test_the_licence_that_follows_is_that_of_the_bases_version(catalog: Catalog) -> None:
    for row in catalog.derivatives:
        if row.family is not None:
            assert row.family in FAMILIES, row.id
            if row.licence is not None:
                assert row.licence in LICENCES_OF_FAMILY[row.family], row.id


def test_a_pattern_is_a_glob_and_no_regular_expression(catalog: Catalog) -> None:
    for row in catalog.derivatives:
        assert re.fullmatch(r"[\w./:{},*-]+", row.pattern), row.pattern
        assert row.pattern.count("{") == row.pattern.count("}")


def test_evidence_is_one_of_the_agreed_words_and_what_was_seen_has_a_source(catalog: Catalog) -> None:
    for row in catalog.derivatives:
        assert row.evidence in {"seen", "base inferred", "id_seen", "name", "recall"}, row.id
        if row.evidence in {"seen", "base inferred", "id_seen"}:
            assert row.sources, row.id


# -- alternatives ----------------------------------------------------------------------------------


def test_every_general_model_that_was_ready_can_be_ranked(catalog: Catalog) -> None:
    rankable = {row.id for row in catalog.alternatives if row.rankable}
    assert len(READY) == 59
    assert set(READY) - rankable == set()


def test_a_licence_nobody_read_keeps_a_model_out_of_the_ranking(catalog: Catalog) -> None:
    row = _alternative(catalog, "minimax-m3")
    assert row.licence is None and row.licence_named is not None and not row.rankable


def test_what_can_be_ranked_has_its_five_decisive_facts_and_a_source(catalog: Catalog) -> None:
    for row in catalog.alternatives:
        decisive = (row.licence, row.params_total_b, row.context_tokens, row.released, row.hf_repo)
        if row.rankable:
            assert None not in decisive, row.id
            assert row.sources, row.id
            open_facts = {"licence", "params_total_b", "context_tokens", "released", "hf_repo"}
            assert not open_facts & set(row.not_checked), row.id


def test_no_non_commercial_or_unread_licence_passes_the_default_policy(catalog: Catalog) -> None:
    weigher = Weigher(_wanted(catalog), _shelf(catalog), Policy(), AS_OF, _tables(catalog))
    classes = {licence.id: licence.licence_class for licence in catalog.licences}
    barred = [
        row
        for row in catalog.alternatives
        if row.licence is None or classes[row.licence] not in ("permissive", "conditional")
    ]
    assert {"codestral-22b-v0.1", "aixcoder-7b-base", "command-a-03-2025", "minimax-m3"} <= {
        row.id for row in barred
    }
    for row in barred:
        assert weigher.weigh(row).objections, row.id


def test_metas_open_models_stand_in_the_list_like_any_others(catalog: Catalog) -> None:
    rows = {row.id: row for row in catalog.alternatives if row.from_meta}
    assert set(rows) == {"muse-glimmer-30b", "muse-spark-open-816b"}
    assert all(row.rankable for row in rows.values())


def test_a_month_alone_counts_from_its_last_day(catalog: Catalog) -> None:
    months = [row for row in catalog.alternatives if row.released_precision == "month"]
    assert months
    for row in months:
        assert row.released is not None, row.id
        assert row.released.day == calendar.monthrange(row.released.year, row.released.month)[1], row.id


def test_hosted_ids_have_a_day_on_which_the_model_was_out(catalog: Catalog) -> None:
    for row in catalog.alternatives:
        assert (row.hosted_on is not None) == bool(row.hosted_ids), row.id
        if row.hosted_on is not None and row.released is not None:
            assert row.released <= row.hosted_on, row.id


def test_a_model_is_suggested_only_where_a_host_named_it_in_a_llamas_place(catalog: Catalog) -> None:
    llamas = {model.id for model in catalog.llama_models}
    named = {_tail(one) for row in catalog.lifecycle for one in row.replacements}
    for row in catalog.alternatives:
        assert set(row.replaces) <= llamas, row.id
        if row.replaces:
            spelled = {_tail(one) for ids in row.hosted_ids.values() for one in ids} | {_tail(row.hf_repo)}
            assert spelled & named, row.id


def test_a_repository_and_an_id_name_one_alternative(catalog: Catalog) -> None:
    repos = Counter(row.hf_repo.lower() for row in catalog.alternatives)
    assert max(repos.values()) == 1


def _tail(name: str) -> str:
    return name.rsplit("/", 1)[-1].lower()


def _alternative(catalog: Catalog, name: str) -> Alternative:
    return next(row for row in catalog.alternatives if row.id == name)


def _tables(catalog: Catalog) -> Tables:
    return read_tables({name: catalog.document(name) for name in ("texts", "risk", "effort", "ranking")})


def _wanted(catalog: Catalog) -> Wanted:
    old = OldModel(
        "Llama 3.1 8B Instruct", "llama-3.1-8b-instruct", "llama-3.1", 8.0, None, "instruct", "text", None
    )
    return Wanted(old, needs(old, None, (), Policy(), _tables(catalog)), None)


def _shelf(catalog: Catalog) -> Shelf:
    return Shelf(catalog.alternatives, {licence.id: licence for licence in catalog.licences}, {})


# -- outlook ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "opened"),
    [
        ("2026-04-07", None),
        ("2026-04-08", ()),
        ("2026-08-09", ()),
        ("2026-08-10", ("Muse Glimmer 30B (2026-08-10)",)),
        ("2026-10-15", ("Muse Glimmer 30B (2026-08-10)", "Muse Spark Open 816B-A42B (2026-10-15)")),
    ],
)
def test_the_outlook_knows_of_open_weights_from_their_day_on(
    catalog: Catalog, day: str, opened: tuple[str, ...] | None
) -> None:
    said = outlook(
        catalog.outlook, catalog.llama_models, date.fromisoformat(day), AS_OF, _tables(catalog).texts
    ).sentence
    assert "Llama 4" in said
    assert ("Muse Spark" in said) == (opened is not None)
    for title in ("Muse Glimmer 30B", "Muse Spark Open 816B-A42B"):
        assert (title in said) == any(one.startswith(title) for one in opened or ()), said
    for one in opened or ():
        assert one in said
    if opened is not None:
        assert "timeline" in said and f"found as of {day}" in said


def test_no_event_lies_in_the_future_and_each_is_of_an_agreed_kind(catalog: Catalog) -> None:
    kinds = {"release", "proprietary", "open-weights", "shutdown", "rename", "notice"}
    for event in catalog.outlook:
        assert event.on <= catalog.stamp.as_of
        assert event.kind in kinds and event.sources, event.id
