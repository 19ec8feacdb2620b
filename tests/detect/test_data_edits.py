"""A new package, namesake, token, key or model word is one edit of one data file and no line of code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.catalog import resources_folder
from advisor.core.errors import CatalogError
from advisor.core.kinds import Context, Kind
from advisor.scan.knowledge import Knowledge
from advisor.scan.load import load_knowledge
from tests.detect.look import inspect

Edit = Callable[[dict[str, Any]], object]


def edited(folder: Path, name: str, edit: Edit) -> Knowledge:
    """The detectors for a copy of the data with one file edited."""
    shutil.copytree(resources_folder(), folder, ignore=shutil.ignore_patterns("sample-project", "icons"))
    path = folder / f"{name}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    edit(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    return load_knowledge(folder)


def test_a_new_special_token(tmp_path: Path) -> None:
    row = {"text": "<|llama_new_turn|>", "family": "llama-4", "role": "opens"}
    known = edited(tmp_path / "r", "detection", lambda data: data["special_tokens"].append(row))
    seen = inspect('x = "<|llama_new_turn|>"', known=known)
    assert [(draft.kind, draft.family) for draft in seen.drafts] == [(Kind.PROMPT, "llama-4")]


def test_a_new_namesake(tmp_path: Path) -> None:
    row = {"rule": "LA-CLEAR-NAMESAKE", "starts": ["llamataxi"], "contains": []}
    assert [cleared.rule for cleared in inspect('x = "llamataxi-app"').cleared] != ["LA-CLEAR-NAMESAKE"]
    known = edited(tmp_path / "r", "detection", lambda data: data["namesakes"].append(row))
    seen = inspect('x = "llamataxi-app"', known=known)
    assert seen.drafts == []
    assert [cleared.rule for cleared in seen.cleared] == ["LA-CLEAR-NAMESAKE"]


def test_a_new_package(tmp_path: Path) -> None:
    def add(data: dict[str, Any]) -> None:
        names = [(row["ecosystem"], row["name"]) for row in data["rows"]]
        place = names.index(("pypi", "synthetic-data-kit"))
        new = {"name": "synthetic-data-shepherd", "imports": ["data_shepherd"]}
        data["rows"].insert(place + 1, {**data["rows"][place], **new})

    known = edited(tmp_path / "r", "packages", add)
    for text, path in (
        ("synthetic-data-shepherd==1.0\n", "requirements.txt"),
        ("import data_shepherd\n", "a.py"),
    ):
        assert [draft.kind for draft in inspect(text, path, known).drafts] == [Kind.PACKAGE]


def test_a_new_key_that_names_a_model(tmp_path: Path) -> None:
    assert inspect('brain = "llama3"').drafts == []
    known = edited(tmp_path / "r", "detection", lambda data: data["places"]["model_words"].append("brain"))
    assert [draft.model for draft in inspect('brain = "llama3"', known=known).drafts] == ["llama-3"]


def test_a_new_host_of_metas_api(tmp_path: Path) -> None:
    known = edited(
        tmp_path / "r", "detection", lambda data: data["endpoints"]["hosts"].append("llama.example.org")
    )
    seen = inspect('url = "https://llama.example.org/v1"', known=known)
    assert [draft.kind for draft in seen.drafts] == [Kind.ENDPOINT]


def test_a_new_language(tmp_path: Path) -> None:
    row = {
        "name": "newlang",
        "mode": "code",
        "line": ["!!"],
        "block": [],
        "strings": ['"'],
        "multi": [],
        "extensions": ["newlang"],
        "names": [],
    }
    known = edited(tmp_path / "r", "detection", lambda data: data["languages"].insert(0, row))
    seen = inspect('!! runs Llama 3.1 8B\nlet llama3 = "x"\n', "a.newlang", known)
    assert [draft.rule for draft in seen.drafts] == ["LA-MODEL-003"]
    assert [cleared.rule for cleared in seen.cleared] == ["LA-CLEAR-IDENTIFIER"]


def test_a_new_test_folder(tmp_path: Path) -> None:
    known = edited(
        tmp_path / "r", "detection", lambda data: data["contexts"]["test"]["folders"].append("trials")
    )
    assert known.detector.context("trials/app.py") is Context.TEST


def test_data_of_another_shape_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="detection"):
        _ = edited(tmp_path / "r", "detection", lambda data: data.pop("places")).detector
