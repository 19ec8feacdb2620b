"""To teach the product something new is one edit of one data file and no line of code."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.app.analyse import judge
from advisor.app.catalog import Part, listed, shown
from advisor.app.wanted import Wanted
from advisor.catalog import load_catalog
from advisor.catalog.files import TABLES
from advisor.core.kinds import Kind, Status
from advisor.core.policy import Policy
from advisor.core.progress import Cancel, SilentProgress
from advisor.scan.client import ProcessClient
from advisor.scan.load import load_knowledge
from advisor.scan.options import ScanOptions
from tests.catalog.conftest import Folder

SOURCE = {"ref": "https://example.org/page", "read_on": "2026-11-20"}
ADDED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    # file: the row to copy and what to change in it, so that the new row sorts right behind it
    "alternatives": ({"id": "qwen3-8b"}, {"id": "qwen3-8b-zz", "hf_repo": "Qwen/Qwen3-8B-zz"}),
    "derivatives": ({"id": "lmsys-vicuna-v1.3"}, {"id": "lmsys-vicuna-v1.3-zz", "pattern": "lmsys/zz-*"}),
    "licences": ({"id": "mit"}, {"id": "mit-0", "name": "MIT No Attribution", "duties": []}),
    "lifecycle": (
        {"provider": "groq", "model_id": "llama3-8b-8192"},
        {"model_id": "llama3-8b-8192-zz", "replacements": []},
    ),
    "llama-models": ({"id": "llama-3.1-8b-instruct"}, {"id": "llama-3.1-8b-instruct-zz", "repos": []}),
    "memory": ({"hf_repo": "Qwen/Qwen3-8B"}, {"hf_repo": "Qwen/Qwen3-8B-zz"}),
    "packages": ({"ecosystem": "pypi", "name": "llama-stack"}, {"name": "llama-stack-0"}),
    "providers": ({"id": "groq"}, {"id": "groq-zz", "name": "Groq again", "packages": []}),
    "rules": ({"id": "LA-MODEL-001"}, {"id": "LA-MODEL-0011"}),
}


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"outlook"}))
def test_a_new_row_of_any_file_is_sound_and_shown(folder: Folder, name: str) -> None:
    known, change = ADDED[name]
    row = next(row for row in folder.rows(name) if all(row[key] == value for key, value in known.items()))
    folder.add(name, {**row, **change}, after=known)
    catalog = load_catalog(folder.path)  # edited, so checked before use
    assert catalog.stamp.modified
    table = getattr(catalog, name.replace("-", "_"))
    assert len(table) == len(folder.rows(name))
    if name == "memory":
        assert catalog.memory_of("Qwen/Qwen3-8B-zz") is not None
        return
    added = next(
        one
        for one in table
        if all(getattr(one, key) == value for key, value in change.items() if isinstance(value, str))
    )
    assert json.loads(shown([added.id], as_json=True, catalog=catalog))["rows"][0]["row"]


def test_a_new_event_of_the_outlook_is_read(folder: Folder) -> None:
    row = {
        **folder.rows("outlook")[0],
        "id": "0000-a-new-event",
        "title": "Something new",
        "on": "2026-11-20",
    }
    folder.add("outlook", row)
    assert load_catalog(folder.path).outlook[0].title == "Something new"


def assessed(folder: Folder, project: Path, as_of: date) -> Any:
    catalog = load_catalog(folder.path)
    client = ProcessClient(load_knowledge(folder.path, ()))
    result = client.scan(project, ScanOptions(resources=folder.path), SilentProgress(), Cancel())
    return judge(result, catalog, Policy(), as_of)


def test_a_new_package_is_found_judged_and_listed(folder: Folder, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "requirements.txt").write_text("requests==2.32\nquetzal-weights==1.0\n")
    before = assessed(folder, project, date(2026, 11, 24))
    assert [finding for finding in before.findings if finding.kind is Kind.PACKAGE] == []
    row = {
        "ecosystem": "pypi",
        "name": "quetzal-weights",
        "imports": ["quetzal_weights"],
        "package_class": "package",
        "provider": None,
        "retired_on": "2026-07-06",
        "successor": "kolibri",
        "sources": [SOURCE],
        "note": "Made up for a test.",
    }
    folder.add("packages", row, after={"ecosystem": "pypi", "name": "pydantic-ai"})
    after = assessed(folder, project, date(2026, 11, 24))
    (finding,) = [finding for finding in after.findings if finding.kind is Kind.PACKAGE]
    assert (finding.path, finding.line, finding.written) == ("requirements.txt", 2, "quetzal-weights")
    assert finding.verdict is not None
    assert finding.verdict.status is Status.DEAD
    assert finding.verdict.replacement == "kolibri"
    assert finding.verdict.source == SOURCE["ref"]
    assert "quetzal-weights" in listed(
        Part.PACKAGES, Wanted(), as_json=False, catalog=load_catalog(folder.path)
    )


def test_a_new_licence_puts_its_duties_on_the_weights_it_governs(folder: Folder, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "app.py").write_text('model = "meta-llama/Llama-3.1-8B-Instruct"\n')
    row = next(row for row in folder.rows("licences") if row["id"] == "llama-3.1")
    duty = {"id": "naming", "text": "Sing the name of the model aloud.", "section": "9.z", "when": "any use"}
    licence = {**row, "id": "llama-3.1-sung", "name": "The Sung Licence", "duties": [duty]}
    folder.add("licences", licence, after={"id": "llama-3.1"})
    folder.edit_row(
        "llama-models", lambda row: row.update(licence="llama-3.1-sung"), id="llama-3.1-8b-instruct"
    )
    assessment = assessed(folder, project, date(2026, 11, 24))
    sung = [state for state in assessment.duties if state.licence == "llama-3.1-sung"]
    assert [(state.duty, state.text, state.section) for state in sung] == [("naming", duty["text"], "9.z")]
    assert "llama-3.1-sung" in {licence.id for licence in assessment.licences}
