"""The examples in docs/configuration.md are whole: every section and key, taken as they stand, and used."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from advisor.app.configuration import _KEYS
from advisor.catalog.overlay import HEADS, LISTS, OWN_SECTIONS, TABLES
from advisor.cli.main import main
from advisor.store.decision_rows import _KEYS as ROW_KEYS
from tests.cli.program import make

PAGE = (Path(__file__).resolve().parents[1] / "docs/configuration.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    found = re.search(rf"<!-- example: {name} -->\n```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


OVERLAY, SETTINGS = example("overlay acme.toml"), example("settings")
FILES = {
    ".llama-advisor.toml": SETTINGS,
    "services/app.py": 'URL = "https://llm.acme.example/v1/large/chat"\nMODEL = "acme/helpdesk-3"\n',
    "services/desk.py": 'serve("llama-desk-eu")\nbooks = open_books("llama-ledger-prod")\n',
    "requirements.txt": "acme-llama-client==2.0\n",
    "old/app.py": 'MODEL = "llama-3.3-70b-versatile"\n',
    "bench/run.py": 'MODEL = "desk/nightjar-2"\n',
}


@pytest.fixture
def report(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The report of a project with the settings of the page, under its overlay."""
    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(tmp_path / "home"))
    project = make(tmp_path / "desk", FILES)
    (tmp_path / "acme.toml").write_text(OVERLAY, encoding="utf-8")
    command = ["scan", str(project), "--as-of", "2026-11-24", "--format", "json", "--include-cleared"]
    assert main([*command, "--overlay", str(tmp_path / "acme.toml")]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_example_of_an_overlay_shows_every_section() -> None:
    shown = set(tomllib.loads(OVERLAY)) | set(re.findall(r"^# (\w+) = \[", OVERLAY, re.MULTILINE))
    assert shown == {*HEADS, *LISTS, *TABLES, *OWN_SECTIONS} - {"about"}


def test_the_example_of_settings_shows_every_section_and_the_page_every_key() -> None:
    assert set(tomllib.loads(SETTINGS)) == set(_KEYS) - {"about"}
    for keys in ROW_KEYS.values():
        assert [key for key in keys if f"`{key}`" not in PAGE and f"\n{key} = " not in SETTINGS] == []


def test_the_examples_do_what_the_page_says(report: Any) -> None:
    found = {row["written"]: row for row in report["findings"]}
    assert set(found) == {
        "https://llm.acme.example/v1/large/chat",
        "acme/helpdesk-3",
        "llama-desk-eu",
        "acme-llama-client",
        "desk/nightjar-2",
    }
    assert found["https://llm.acme.example/v1/large/chat"]["rule"] == "LA-USER-GATEWAY"
    assert found["acme/helpdesk-3"]["model"] == "helpdesk-3"
    assert found["llama-desk-eu"]["origin"] == ".llama-advisor.toml"
    assert found["acme-llama-client"]["verdict"]["status"] == "dead"
    assert found["desk/nightjar-2"]["context"] == "test"
    assert [row["path"] for row in report["suppressed"]] == ["old/app.py"]
    assert "LA-USER-LLAMA-LEDGER" in {row["rule"] for row in report["cleared"]}


def test_the_examples_leave_their_mark_on_licences_and_stamp(report: Any) -> None:
    stamp = {row["name"]: row["from_project"] for row in report["catalog"]["overlays"]}
    assert stamp == {".llama-advisor.toml": True, "acme.toml": False}
    (part,) = report["configuration"]
    assert (part["overruled"], part["suppressed"], part["names"], part["unused"]) == (1, 1, 1, [])
