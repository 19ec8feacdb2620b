"""`catalog check` finds every kind of fault that can be planted, and none in the product's own files."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.catalog import resources_folder
from advisor.catalog.check import check
from advisor.catalog.files import TABLES, Files
from advisor.core.knowledge import Problem
from tests.catalog.conftest import Folder


def problems(folder: Folder) -> tuple[Problem, ...]:
    folder.seal()
    return check(Files(folder.path)).problems


def errors(folder: Folder) -> list[tuple[str, str, str]]:
    return [(one.file, one.row, one.message) for one in problems(folder) if one.severity == "error"]


def test_the_products_own_files_have_no_error() -> None:
    assert check(Files(resources_folder())).errors == ()


PLANTED: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    # file, the row, the change, what is said
    (
        "llama-models",
        {"id": "llama-3.1-8b"},
        {"licence": "llama-9"},
        "field licence: licences.json has no row llama-9",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"licence": "nothing"},
        "field licence: licences.json has no row nothing",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"hosted_ids": {"nowhere": ["x"]}},
        "field hosted_ids: providers.json has no row nowhere",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"licence_class": "conditional"},
        "field licence_class: apache-2.0 is permissive in licences.json",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"licence_class": "free"},
        "field licence_class: expected one of permissive, conditional, non-commercial, found 'free'",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"sources": []},
        "field sources is empty: nothing here can be shown as a fact",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"context_tokens": None},
        "field context_tokens is null and not named in not_checked",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"not_checked": ["colour"]},
        "field not_checked: there is no field colour",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"released": "2062-01-01"},
        "field released: 2062-01-01 lies after the catalog's own day",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"released": "2026-02-30"},
        "field released: expected a date like 2026-11-23, found '2026-02-30'",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"params_total_b": -8},
        "field params_total_b: expected at least 0, found -8",
    ),
    (
        "alternatives",
        {"id": "qwen3-8b"},
        {"tasks": ["chat", "chat"]},
        "field tasks: 'chat' stands there twice",
    ),
    (
        "derivatives",
        {"id": "lmsys-vicuna-v1.3"},
        {"family": "llama-9"},
        "field family: llama-models.json has no row llama-9",
    ),
    (
        "derivatives",
        {"id": "lmsys-vicuna-v1.3"},
        {"base": "llama-9-8b"},
        "field base: llama-models.json has no row llama-9-8b",
    ),
    (
        "lifecycle",
        {"model_id": "llama3-70b-8192"},
        {"provider": "nobody"},
        "field provider: providers.json has no row nobody",
    ),
    (
        "lifecycle",
        {"model_id": "llama3-70b-8192"},
        {"end_on": None},
        "status is shutdown, yet neither end_on nor no_later_than is known",
    ),
    (
        "lifecycle",
        {"model_id": "llama3-70b-8192"},
        {"status": "active"},
        "status is active, yet it ends 2025-08-30",
    ),
    (
        "lifecycle",
        {"model_id": "llama3-70b-8192"},
        {"announced_on": "2025-09-01"},
        "announced on 2025-09-01, after its end 2025-08-30",
    ),
    (
        "lifecycle",
        {"model_id": "llama3-70b-8192"},
        {"no_later_than": "2025-09-01"},
        "fields end_on and no_later_than exclude each other",
    ),
    (
        "packages",
        {"ecosystem": "pypi", "name": "groq"},
        {"provider": "nobody"},
        "field provider: providers.json has no row nobody",
    ),
    (
        "packages",
        {"ecosystem": "pypi", "name": "groq"},
        {"package_class": "odd"},
        "field package_class: expected one of package, neutral",
    ),
    (
        "providers",
        {"id": "groq"},
        {"packages": ["pypi/grok"]},
        "field packages: packages.json has no row pypi/grok",
    ),
    ("licences", {"id": "llama-3.1"}, {"sources": []}, "field sources is empty, yet there are duties"),
    (
        "licences",
        {"id": "llama-3.1"},
        {"licence_class": None},
        "field licence_class is null and not named in not_checked",
    ),
    (
        "licences",
        {"id": "llama-3.1"},
        {"url": "llama.com"},
        "field url: expected a text of the form ^https?://",
    ),
    (
        "licences",
        {"id": "llama-3.1"},
        {"duties": [{"id": "copy", "text": "Copy it along.", "section": 1}]},
        "field duties.0.section: expected a text or null, found 1",
    ),
    ("rules", {"id": "LA-MODEL-001"}, {"kind": "mood"}, "field kind: expected one of model, derivative"),
]


@pytest.mark.parametrize(("name", "known", "change", "words"), PLANTED, ids=[words for *_, words in PLANTED])
def test_a_planted_fault_is_found_in_its_row(
    folder: Folder, name: str, known: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    row = next(row for row in folder.rows(name) if all(row[key] == value for key, value in known.items()))
    called = "/".join(row[key] for key in _called_by(name))
    folder.edit_row(name, lambda row: row.update(change), **known)
    called = (
        change.get("provider", called.split("/")[0]) + called[called.find("/") :]
        if name == "lifecycle"
        else called
    )
    found = [message for file, where, message in errors(folder) if (file, where) == (f"{name}.json", called)]
    assert any(words in message for message in found), errors(folder)


def _called_by(name: str) -> tuple[str, ...]:
    return {"lifecycle": ("provider", "model_id"), "packages": ("ecosystem", "name")}.get(name, ("id",))


def test_a_row_that_stands_there_twice_is_found(folder: Folder) -> None:
    folder.edit("licences", lambda document: document["rows"].insert(1, document["rows"][0]))
    assert ("licences.json", "aixcoder-model", "stands there twice") in errors(folder)


def test_a_row_out_of_order_is_found(folder: Folder) -> None:
    folder.edit("licences", lambda document: document["rows"].append(document["rows"].pop(0)))
    first = [row for row in errors(folder) if row[0] == "licences.json"]
    assert first == [("licences.json", "aixcoder-model", "is out of order: it stands after xai-community")]


def test_a_chain_of_replacements_that_leads_back_is_found(folder: Folder) -> None:
    # 8b-8192 recommends 3.1-8b-instant already; case does not matter
    folder.edit_row(
        "lifecycle",
        lambda row: row.update(replacements=["LLAMA3-8B-8192"]),
        provider="groq",
        model_id="llama-3.1-8b-instant",
    )
    looped = {row for file, row, message in errors(folder) if "chain leads back" in message}
    assert looped == {"groq/llama-3.1-8b-instant", "groq/llama3-8b-8192"}


def test_a_chain_of_successors_that_leads_back_is_found(folder: Folder) -> None:
    folder.edit_row("packages", lambda row: row.update(successor="llama-stack"), ecosystem="pypi", name="ogx")
    looped = {row for file, row, message in errors(folder) if "chain leads back" in message}
    assert looped == {"pypi/ogx", "pypi/llama-stack"}


def test_a_fact_read_after_the_catalogs_own_day_is_found(folder: Folder) -> None:
    folder.edit("seal", lambda document: document.update(as_of="2026-11-01"))
    messages = [message for _, _, message in errors(folder)]
    assert "read on 2026-11-23, after the catalog's own day 2026-11-01" in messages
    assert "its facts are of 2026-11-23, after the catalog's own day 2026-11-01" in messages


def test_a_rule_that_a_document_names_has_to_be_there(folder: Folder) -> None:
    folder.edit(
        "rules",
        lambda document: document["rules"].remove(
            next(row for row in document["rules"] if row["id"] == "LA-CLEAR-RUNTIME")
        ),
    )
    assert ("detection.json", "LA-CLEAR-RUNTIME", "is no rule of rules.json") in errors(folder)


def test_a_missing_a_damaged_and_an_unknown_file_are_found_in_one_run(folder: Folder) -> None:
    (folder.path / "risk.json").unlink()
    (folder.path / "packages.json").write_text("{")
    folder.write("mood", {"format_version": 1})
    told = {file: message for file, row, message in errors(folder) if row == "-"}
    assert "is missing" in told["risk.json"]
    assert "is damaged" in told["packages.json"]
    assert told["mood.json"] == "is no data file of the program"


def test_a_schema_that_asks_for_what_the_program_does_not_know_is_found(folder: Folder) -> None:
    path = folder.path / "schemas" / "risk.schema.json"
    path.write_text('{"type": "object", "maxProperties": 3}')
    assert ("risk.json", "-", "its schema cannot be used: unknown keyword maxProperties") in errors(folder)


def test_an_edit_since_the_seal_is_a_warning(folder: Folder) -> None:
    folder.edit_row("providers", lambda row: row.update(note="Checked by us."), id="groq")
    found = check(Files(folder.path))
    assert found.errors == ()
    assert Problem("providers.json", "-", "differs from its seal", "warning") in found.problems


def test_a_package_and_its_provider_have_to_name_each_other(folder: Folder) -> None:
    folder.edit_row("packages", lambda row: row.update(provider="together"), ecosystem="pypi", name="groq")
    found = errors(folder)
    assert ("providers.json", "groq", "field packages: pypi/groq does not name it as provider") in found
    assert ("packages.json", "pypi/groq", "field provider: together does not name it in packages") in found


def test_figures_nobody_asks_for_are_a_warning(folder: Folder) -> None:
    folder.edit_row("memory", lambda row: row.update(hf_repo="Qwen/Aaa"), hf_repo="Qwen/Qwen3-8B")
    found = [one for one in problems(folder) if one.row == "Qwen/Aaa" and "no alternative" in one.message]
    assert [one.severity for one in found] == ["warning"]


def test_coverage_counts_sourced_null_and_unsourced_values_of_a_field(folder: Folder) -> None:
    before = {(row.file, row.field): row for row in check(Files(folder.path)).coverage}
    folder.edit_row(
        "alternatives",
        lambda row: row.update(context_tokens=None, not_checked=[*row["not_checked"], "context_tokens"]),
        id="qwen3-8b",
    )
    folder.edit_row("packages", lambda row: row.update(sources=[]), ecosystem="pypi", name="llama-stack")
    after = {(row.file, row.field): row for row in check(Files(folder.path)).coverage}
    context, name = ("alternatives.json", "context_tokens"), ("packages.json", "name")
    assert after[context].sourced == before[context].sourced - 1
    assert after[context].null == before[context].null + 1
    assert after[context].extra["not checked"] == before[context].extra["not checked"] + 1
    assert after[name].sourced == before[name].sourced - 1
    assert after[name].extra["without source"] == before[name].extra["without source"] + 1
    for row in after.values():
        total = len(folder.rows(row.file.removesuffix(".json")))
        assert row.sourced + row.null + row.extra["without source"] == total, row


def test_coverage_speaks_of_every_file_of_facts() -> None:
    files = {row.file for row in check(Files(resources_folder())).coverage}
    assert files == {f"{name}.json" for name in TABLES if name != "rules"}
