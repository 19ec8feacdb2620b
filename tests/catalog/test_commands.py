"""`catalog list`, `show` and `check`: the published JSON, the filters, and the words for people."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from advisor.app.catalog import Part, checked, fixed, listed, shown
from advisor.app.wanted import Wanted
from advisor.catalog import load_catalog
from advisor.catalog.catalog import Catalog
from advisor.catalog.files import Files
from advisor.cli.main import main
from advisor.core.errors import UsageError
from tests.catalog.conftest import Folder

NOTICE = "A reading of public licence texts as of 2026-11-25, not legal advice."
ANYTHING = Wanted()


def rows(part: Part, wanted: Wanted = ANYTHING) -> list[dict[str, Any]]:
    document = json.loads(listed(part, wanted, as_json=True))
    found: list[dict[str, Any]] = document[str(part)]
    return found


@pytest.mark.parametrize("part", list(Part))
def test_a_list_has_format_catalog_and_the_rows_under_the_name_of_the_part(part: Part) -> None:
    document = json.loads(listed(part, ANYTHING, as_json=True))
    assert list(document) == ["format_version", "catalog", str(part)]
    assert document["format_version"] == 1
    stamp = load_catalog().stamp
    assert document["catalog"]["version"] == stamp.version
    assert document["catalog"]["as_of"] == stamp.as_of.isoformat()
    assert document["catalog"]["digest"] == stamp.digest
    assert len(document[str(part)]) == len(
        getattr(load_catalog(), "llama_models" if part is Part.LLAMA else str(part))
    )


def test_an_alternative_has_the_published_fields() -> None:
    row = next(row for row in rows(Part.ALTERNATIVES) if row["id"] == "qwen3-8b")
    expected = {
        "id": "qwen3-8b",
        "name": "Qwen3-8B",
        "vendor": "Alibaba Qwen",
        "hf_repo": "Qwen/Qwen3-8B",
        "released": "2025-04-29",
        "licence": "apache-2.0",
        "licence_class": "permissive",
        "params_total_b": 8.2,
        "context_tokens": 40960,
    }
    assert {key: row[key] for key in expected} == expected
    assert row["sources"][0]["read_on"] == "2026-11-23"


@pytest.mark.parametrize(
    ("wanted", "field", "holds"),
    [
        (Wanted(licence_class="non-commercial"), "licence_class", lambda value: value == "non-commercial"),
        (Wanted(min_size_b=100), "params_total_b", lambda value: value >= 100),
        (Wanted(max_size_b=4), "params_total_b", lambda value: value <= 4),
        (Wanted(min_context=1_000_000), "context_tokens", lambda value: value >= 1_000_000),
        (Wanted(modality="IMAGE"), "modalities_in", lambda value: "image" in value),
        (Wanted(task="guard"), "tasks", lambda value: "guard" in value),
        (Wanted(released_before=date(2025, 1, 1)), "released", lambda value: value < "2025-01-01"),
    ],
)
def test_a_filter_lets_through_what_is_known_to_fit_and_nothing_else(
    wanted: Wanted, field: str, holds: Any
) -> None:
    everything, fitting = rows(Part.ALTERNATIVES), rows(Part.ALTERNATIVES, wanted)
    assert 0 < len(fitting) < len(everything)
    assert fitting == [row for row in everything if row[field] is not None and holds(row[field])]


def test_filters_narrow_each_other() -> None:
    both = rows(Part.ALTERNATIVES, Wanted(licence_class="permissive", task="code", max_size_b=40))
    assert both
    assert all(row["licence_class"] == "permissive" and "code" in row["tasks"] for row in both)


def test_filters_of_alternatives_are_refused_for_other_parts() -> None:
    with pytest.raises(UsageError, match="The filters are for alternatives"):
        listed(Part.LICENCES, Wanted(task="code"), as_json=False)


@pytest.mark.parametrize("part", list(Part))
def test_a_list_in_text_has_one_line_a_row_and_the_fixed_sentence(part: Part) -> None:
    text = listed(part, ANYTHING, as_json=False)
    lines = text.splitlines()
    count = len(rows(part))
    assert lines[0].startswith(f"{count} rows of {part} · catalog 2026.11.25, facts of 2026-11-25")
    assert len(lines) == count + 5  # head, empty, column names, rows, empty, sentence
    assert lines[-1] == NOTICE


def test_a_list_that_nothing_fits_says_so() -> None:
    text = listed(Part.ALTERNATIVES, Wanted(min_size_b=9_999), as_json=False)
    assert "0 rows of alternatives" in text
    assert "Nothing fits." in text


def test_show_brings_the_licence_and_the_memory_figures_of_an_alternative() -> None:
    document = json.loads(shown(["qwen3-8b"], as_json=True))
    assert list(document) == ["format_version", "catalog", "rows"]
    assert document["catalog"]["notice"] == NOTICE
    (found,) = document["rows"]
    assert found["of"] == "alternatives"
    assert found["row"]["hf_repo"] == "Qwen/Qwen3-8B"
    assert found["licence"]["id"] == "apache-2.0"
    assert found["memory"]["layers"] == 36


@pytest.mark.parametrize(
    ("identifier", "part", "row_id"),
    [
        ("llama-3.1-8b-instruct", "llama", "llama-3.1-8b-instruct"),
        ("meta-llama/Llama-3.1-8B-Instruct", "llama", "llama-3.1-8b-instruct"),
        ("Qwen/Qwen3-8B", "alternatives", "qwen3-8b"),
        ("llama-3.1", "licences", "llama-3.1"),
        ("groq/llama-3.1-8b-instant", "lifecycle", "groq/llama-3.1-8b-instant"),
        ("pypi/llama-stack", "packages", "pypi/llama-stack"),
        ("GROQ", "providers", "groq"),
        ("LA-CLEAR-RUNTIME", "rules", "LA-CLEAR-RUNTIME"),
    ],
)
def test_show_finds_a_row_of_any_part_by_id_name_or_repository(
    identifier: str, part: str, row_id: str
) -> None:
    found = json.loads(shown([identifier], as_json=True))["rows"]
    assert [one["of"] for one in found] == [part]
    catalog = load_catalog()
    table = {"llama": catalog.llama_models}.get(part) or getattr(catalog, part)
    row = next(row for row in table if row.id == row_id)
    assert all(found[0]["row"][key] == getattr(row, key) for key in ("name", "title") if hasattr(row, key))


def test_show_in_text_has_every_field_with_sources_duties_and_the_fixed_sentence() -> None:
    text = shown(["llama-3.1"], as_json=False)
    assert "[notice, section 1.b.iii, on redistribution]" in text
    assert "models/llama3_1/LICENSE" in text
    assert "(read 2026-11-23)" in text
    assert text.endswith(f"{NOTICE}\n")


def test_show_says_not_checked_where_nobody_looked_and_a_dash_where_there_is_none() -> None:
    lines = shown(["muse-model-license"], as_json=False).splitlines()
    values = {line.split(":")[0]: line.split(":", 1)[1].strip() for line in lines if ":" in line}
    assert values["user_threshold"] == "not checked"
    assert values["geographic_limits"] == "not checked"
    lines = shown(["mit"], as_json=False).splitlines()
    values = {line.split(":")[0]: line.split(":", 1)[1].strip() for line in lines if ":" in line}
    assert values["user_threshold"] == "–"


def test_show_marks_a_value_that_no_source_was_seen_for(folder: Folder) -> None:
    folder.edit_row(
        "providers", lambda row: row.update(hosts=["api.groq.com"], not_checked=["hosts"]), id="groq"
    )
    text = shown(["groq"], as_json=False, catalog=load_catalog(folder.path))
    assert "api.groq.com (general knowledge, not checked)" in text
    assert "changed on this machine" in text


def test_show_of_an_unknown_id_names_what_is_near() -> None:
    with pytest.raises(UsageError) as caught:
        shown(["qwen3-8"], as_json=False)
    assert "The catalog has no row qwen3-8." in str(caught.value)
    assert "qwen3-8b" in str(caught.value)


def test_check_tells_shares_and_problems_and_whether_there_is_an_error(folder: Folder) -> None:
    folder.edit_row("packages", lambda row: row.update(provider="nobody"), ecosystem="pypi", name="groq")
    catalog = Catalog(Files(folder.path))
    text, clean = checked(as_json=False, catalog=catalog)
    assert not clean
    assert "error: packages.json, pypi/groq: field provider: providers.json has no row nobody" in text
    document = json.loads(checked(as_json=True, catalog=catalog)[0])
    assert list(document) == ["format_version", "catalog", "coverage", "problems"]
    assert {
        "file": "packages.json",
        "row": "pypi/groq",
        "message": "field provider: providers.json has no row nobody",
        "severity": "error",
    } in document["problems"]
    share = next(
        row for row in document["coverage"] if (row["file"], row["field"]) == ("lifecycle.json", "end_on")
    )
    dated = sum(row["end_on"] is not None for row in folder.rows("lifecycle"))
    assert (share["sourced"], share["null"]) == (dated, len(folder.rows("lifecycle")) - dated)


def test_the_commands_end_with_the_published_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["format_version"] == 1
    assert main(["catalog", "list", "--of", "licences", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["licences"]
    assert main(["catalog", "show", "no-such-thing"]) == 2
    assert "The catalog has no row no-such-thing." in capsys.readouterr().err


def test_what_fits_into_memory_is_weights_and_cache_and_more_context_needs_more() -> None:
    """Qwen3-8B: weights 4.68 GiB (8.2e9 x 4.9 / 8); cache 1.13 GiB (36 x 8 x 128 x 4 x 8,192)."""
    fits = {row["id"] for row in rows(Part.ALTERNATIVES, Wanted(memory_gib=5.9))}
    assert "qwen3-8b" in fits
    assert "qwen3-8b" not in {row["id"] for row in rows(Part.ALTERNATIVES, Wanted(memory_gib=5.7))}
    longer = Wanted(memory_gib=5.9, min_context=32_768)
    assert "qwen3-8b" not in {row["id"] for row in rows(Part.ALTERNATIVES, longer)}
    wider = Wanted(memory_gib=5.9, quantisation="bf16")
    assert "qwen3-8b" not in {row["id"] for row in rows(Part.ALTERNATIVES, wider)}


def test_a_model_whose_cache_is_not_known_fits_into_no_memory() -> None:
    catalog = load_catalog()
    unknown = [row for row in catalog.alternatives if catalog.memory_of(row.hf_repo) is None]
    fits = {row["id"] for row in rows(Part.ALTERNATIVES, Wanted(memory_gib=1e6))}
    assert unknown
    assert not fits & {row.id for row in unknown}


def test_fixing_sorts_the_rows_and_seals_the_files(folder: Folder) -> None:
    folder.edit("packages", lambda document: document["rows"].reverse())
    catalog = Catalog(Files(folder.path))
    assert not checked(as_json=False, catalog=catalog)[1]
    told = fixed(date(2026, 11, 25), Catalog(Files(folder.path)))
    assert told == "Put into form: packages.json. Sealed as 2026.11.25, facts of 2026-11-25.\n"
    assert checked(as_json=False, catalog=Catalog(Files(folder.path)))[1]


def test_a_day_for_the_seal_without_fixing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "check", "--as-of", "2026-11-25"]) == 2
    assert "--fix" in capsys.readouterr().err
