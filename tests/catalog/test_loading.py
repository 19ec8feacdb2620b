"""What `load_catalog` hands out, and what it says of files that it cannot use."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from advisor.catalog import load_catalog, resources_folder
from advisor.catalog.files import TABLES, Files
from advisor.catalog.rows import MARKS
from advisor.catalog.writer import formatted, seal
from advisor.core.errors import CatalogError
from tests.catalog.conftest import Folder

TABLE_OF = {"llama-models": "llama_models"}


def message(folder: Folder, table: str) -> str:
    """What reading a table of an edited folder says. The edit is sealed, so that only reading can object."""
    folder.seal()
    catalog = load_catalog(folder.path)
    with pytest.raises(CatalogError) as caught:
        getattr(catalog, table)
    return str(caught.value)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_of_every_file_is_read_as_its_value(name: str) -> None:
    catalog = load_catalog()
    rows = getattr(catalog, TABLE_OF.get(name, name))
    on_disk = Folder(resources_folder()).rows(name)
    assert len(rows) == len(on_disk) > 0
    assert all(type(row) is TABLES[name] for row in rows)
    told = {part.name for part in fields(TABLES[name])} - MARKS
    assert [set(row) for row in on_disk] == [told] * len(rows)


def test_values_arrive_as_dates_tuples_and_nested_rows() -> None:
    catalog = load_catalog()
    row = next(
        row for row in catalog.lifecycle if (row.provider, row.model_id) == ("groq", "llama-3.1-8b-instant")
    )
    assert row.end_on == date(2026, 8, 16)
    assert row.announced_on == date(2026, 6, 17)
    assert row.tiers == ("free", "developer")
    assert row.replacements == ("openai/gpt-oss-20b",)
    licence = next(row for row in catalog.licences if row.id == "llama-3.1")
    duties = {duty.id: duty for duty in licence.duties}
    assert duties["notice"].section == "1.b.iii"
    assert licence.user_threshold == 700_000_000


def test_memory_figures_are_found_by_repository_whatever_its_case() -> None:
    catalog = load_catalog()
    figures = catalog.memory_of("qwen/qwen3-8b")
    assert figures is not None
    assert (figures.layers, figures.kv_heads, figures.head_dim) == (36, 8, 128)
    assert catalog.memory_of("nobody/nothing") is None


def test_documents_are_handed_out_as_they_are_and_unknown_ones_refused() -> None:
    catalog = load_catalog()
    assert catalog.document("rules")["rules"]
    assert catalog.document("texts")["texts"]
    with pytest.raises(CatalogError, match="no document of the catalog"):
        catalog.document("licences")


def test_the_stamp_names_release_day_and_digest() -> None:
    stamp = load_catalog().stamp
    assert stamp.version == stamp.as_of.strftime("%Y.%m.%d")
    assert len(stamp.digest) == 12
    assert stamp.digest == Files(resources_folder()).digest


def test_the_data_files_are_sealed_and_in_their_one_form() -> None:
    files = Files(resources_folder())
    assert files.edited == (), "run: python -m advisor.catalog --as-of DATE"
    for name in TABLES:
        key = "rules" if name == "rules" else "rows"
        assert files.path(name).read_text(encoding="utf-8") == formatted(files.read(name), key), name


def test_sealing_sorts_rows_and_makes_an_edited_folder_whole_again(folder: Folder) -> None:
    folder.edit("packages", lambda document: document["rows"].reverse())
    assert load_catalog_is_refused(folder, "is out of order")
    seal(folder.path, date(2026, 11, 25))
    catalog = load_catalog(folder.path)
    assert not catalog.stamp.modified
    assert catalog.stamp.as_of == date(2026, 11, 25)
    assert [row.id for row in catalog.packages] == sorted(row.id for row in catalog.packages)


def test_a_folder_is_never_sealed_as_older_than_its_newest_reading(folder: Folder) -> None:
    folder.edit_row("providers", lambda row: row["sources"][0].update(read_on="2026-12-01"), id="groq")
    seal(folder.path, date(2026, 11, 25))
    assert load_catalog(folder.path).stamp.as_of == date(2026, 12, 1)


def load_catalog_is_refused(folder: Folder, words: str) -> bool:
    with pytest.raises(CatalogError, match=words):
        load_catalog(folder.path)
    return True


def test_a_sound_edit_is_used_and_marked(folder: Folder) -> None:
    folder.edit_row("providers", lambda row: row.update(name="Groq, Inc."), id="groq")
    catalog = load_catalog(folder.path)
    assert catalog.stamp.modified
    assert "Groq, Inc." in {row.name for row in catalog.providers}
    assert catalog.stamp.digest != load_catalog().stamp.digest


def test_an_unsound_edit_is_refused_with_file_row_and_field(folder: Folder) -> None:
    folder.edit_row("alternatives", lambda row: row.update(licence="no-such-licence"), id="qwen3-8b")
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder.path)
    text = str(caught.value)
    assert "alternatives.json, row qwen3-8b: field licence: licences.json has no row no-such-licence" in text
    assert "catalog check" in text


def test_line_ends_of_another_system_are_no_edit(folder: Folder) -> None:
    path = folder.path / "packages.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not load_catalog(folder.path).stamp.modified


def test_a_missing_file_is_named(folder: Folder) -> None:
    (folder.path / "licences.json").unlink()
    assert "licences.json is missing" in message(folder, "licences")


def test_a_damaged_file_is_named(folder: Folder) -> None:
    path = folder.path / "licences.json"
    path.write_bytes(path.read_bytes()[:1000])
    assert "licences.json is damaged, it is no JSON" in message(folder, "licences")


def test_a_file_with_endless_nesting_is_damaged_not_a_crash(folder: Folder) -> None:
    (folder.path / "licences.json").write_text("[" * 100_000)
    assert "licences.json is damaged" in message(folder, "licences")


def test_a_file_that_is_no_object_is_damaged(folder: Folder) -> None:
    folder.write("licences", [])
    assert "holds no JSON object" in message(folder, "licences")


def test_a_file_without_rows_is_damaged(folder: Folder) -> None:
    folder.edit("licences", lambda document: document.pop("rows"))
    assert "holds no list of rows" in message(folder, "licences")


@pytest.mark.parametrize("version", [2, "1", None, True])
def test_another_format_is_refused(folder: Folder, version: object) -> None:
    folder.edit("licences", lambda document: document.update(format_version=version))
    assert f"has format version {version!r}; this program reads version 1" in message(folder, "licences")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"retired_on": "2026-7-6"}, "field retired_on: expected a date like 2026-11-23, found '2026-7-6'"),
        ({"retired_on": "2026-02-30"}, "field retired_on: expected a date like 2026-11-23"),
        ({"imports": "llama_stack"}, "field imports: expected a list, found 'llama_stack'"),
        ({"imports": [1]}, "field imports: expected a text, found 1"),
        ({"name": None}, "field name: expected a text, found None"),
        ({"sources": [{"ref": "somewhere"}]}, "field sources: field read_on is missing"),
        ({"colour": "red"}, "unknown field colour"),
    ],
)
def test_a_wrong_value_is_told_with_its_row_and_field(
    folder: Folder, change: dict[str, object], words: str
) -> None:
    folder.edit_row("packages", lambda row: row.update(change), ecosystem="pypi", name="llama-stack")
    text = message(folder, "packages")
    assert "packages.json, row " in text
    assert words in text


def test_a_field_that_is_left_out_is_told(folder: Folder) -> None:
    folder.edit_row("packages", lambda row: row.pop("successor"), ecosystem="pypi", name="llama-stack")
    assert "row pypi/llama-stack: field successor is missing" in message(folder, "packages")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="there is no folder"):
        load_catalog(tmp_path / "nowhere")


def test_a_folder_without_a_seal_is_told(folder: Folder) -> None:
    (folder.path / "seal.json").unlink()
    with pytest.raises(CatalogError, match=r"seal\.json is missing"):
        load_catalog(folder.path)


def test_a_seal_without_a_day_is_told(folder: Folder) -> None:
    folder.edit("seal", lambda document: document.update(as_of="soon"))
    with pytest.raises(CatalogError, match=r"seal\.json does not name version, as_of and digests"):
        load_catalog(folder.path)


def test_reading_one_table_reads_no_other_file(folder: Folder) -> None:
    catalog = load_catalog(folder.path)
    for name in ("alternatives", "licences", "texts"):
        (folder.path / f"{name}.json").unlink()
    assert catalog.packages


def test_loading_imports_no_slow_library() -> None:
    code = (
        "import sys, json\n"
        "from advisor.catalog import load_catalog\n"
        "load_catalog().packages\n"
        "print(json.dumps(sorted(set(sys.modules) & {'jsonschema', 'requests', 'PySide6', 'asyncio'})))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
