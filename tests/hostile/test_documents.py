"""Files of settings, some of them a stranger's: whatever they hold, reading ends in a value or a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.app import configuration
from advisor.core.decisions import PROJECT_FILE
from advisor.core.errors import UsageError
from advisor.store import documents, policy_file
from tests.cli.program import DAY, make, run

GOOD = {"good.py": 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n'}
BAD = {
    "dotted key": "a" + ".a" * 100_000 + " = 1",
    "dotted key in a table": "a = {b" + ".b" * 100_000 + " = 1}",
    "dotted table": "[a" + ".a" * 100_000 + "]",
    "nested arrays": "a = " + "[" * 100_000,
    "nested tables": "a = " + "{a = " * 20_000,
    "digits": "a = " + "9" * 100_000,
    "not text": "\ud800",
    "torn": "[[suppress",
    "twice": "a = 1\na = 2\n",
    "pattern": '[[suppress]]\npaths = "(a+)+$"\n',
    "command": '[hooks]\nafter = "touch canary"\n',
    "types": 'suppress = 7\nnames = "all"\n',
}


@pytest.mark.hazard("1.6", "2.2", "6.5")
@pytest.mark.parametrize("name", BAD)
def test_a_projects_own_settings_that_are_none_are_said_and_not_used(tmp_path: Path, name: str) -> None:
    content = BAD[name].encode("utf-8", "surrogatepass")
    folder = make(tmp_path / "p", {**GOOD, PROJECT_FILE: content})
    done = run("scan", ".", "--format", "json", *DAY, cwd=folder)
    assert done.code == 0
    assert "Traceback" not in done.err
    assert PROJECT_FILE in done.err
    assert [row["path"] for row in done.json["findings"]] == ["good.py"]


@pytest.mark.hazard("1.6", "2.10", "3.1")
@pytest.mark.parametrize("kind", ["link", "endless link", "pipe", "folder", "giant"])
def test_a_projects_own_settings_lead_nowhere(tmp_path: Path, kind: str) -> None:
    folder = make(tmp_path / "p", GOOD)
    (tmp_path / "outside.toml").write_text('[[suppress]]\npaths = ["**"]\nreason = "hide all"\n')
    place = folder / PROJECT_FILE
    if kind == "link":
        place.symlink_to("../outside.toml")
    elif kind == "endless link":
        place.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        with place.open("wb") as file:
            file.truncate(10 << 30)
    done = run("scan", ".", "--format", "json", *DAY, cwd=folder)
    assert done.code == 0
    assert PROJECT_FILE in done.err
    assert [row["path"] for row in done.json["findings"]] == ["good.py"]


@pytest.mark.hazard("1.6")
def test_what_a_projects_own_settings_hide_is_listed_in_every_format(tmp_path: Path) -> None:
    hide = '[[suppress]]\npaths = ["*.py"]\nreason = "nothing to see"\n'
    folder = make(tmp_path / "p", {**GOOD, PROJECT_FILE: hide})
    for form in ("text", "markdown", "json"):
        out = run("scan", ".", "--format", form, *DAY, cwd=folder).text
        assert "nothing to see" in out
        assert "good.py" in out
    shown = run("scan", ".", "--format", "json", "--no-repo-config", *DAY, cwd=folder).json
    assert [row["path"] for row in shown["findings"]] == ["good.py"]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.hazard("1.6", "5.4")
@given(content=st.binary(max_size=400), toml=st.booleans())
def test_any_bytes_are_a_document_or_a_sentence(content: bytes, toml: bool) -> None:
    try:
        document = documents.parsed(content, "x.toml" if toml else "x.json", "file")
    except UsageError as error:
        assert str(error).startswith("The file x.")
    else:
        assert isinstance(document.value, dict)


@pytest.mark.hazard("5.4")
@given(value=st.dictionaries(st.sampled_from(sorted(policy_file._CHECKS)), ANY, max_size=4))
def test_any_values_are_a_policy_or_a_sentence(
    value: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    import json

    path = tmp_path_factory.getbasetemp() / "policy.json"
    path.write_text(json.dumps(value))
    try:
        policy_file.load(path)
    except UsageError as error:
        assert "policy.json" in str(error)


@pytest.mark.hazard("1.6")
@given(
    value=st.dictionaries(
        st.sampled_from(["suppress", "count", "context", "names", "format_version", "about"]),
        ANY | st.lists(st.dictionaries(st.sampled_from(["paths", "reason", "model", "rule", "id"]), ANY)),
    )
)
def test_any_values_in_a_projects_own_settings_are_used_or_said(value: dict[str, object]) -> None:
    import json

    document = documents.parsed(json.dumps(value).encode(), "x.json", "file")
    try:
        configuration._read(document)
    except (UsageError, ValueError) as error:
        assert str(error)
