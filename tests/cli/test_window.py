"""`llama-advisor [FOLDER]`: the window, or one message that helps where none can open."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from advisor.cli import window
from advisor.cli.main import main
from tests.cli.program import make, run


@pytest.mark.parametrize("arguments", [[], ["."], ["./scan"]])
def test_without_a_display_it_is_two_with_what_to_do(shop: Path, arguments: list[str]) -> None:
    make(shop, {"scan/a.py": "llama"})
    done = run(*arguments, cwd=shop)
    assert (done.code, done.out) == (2, b"")
    assert "Traceback" not in done.err
    assert "llama-advisor scan FOLDER" in done.err or "apt-get install" in done.err


def test_a_folder_is_handed_to_the_window(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []
    entry = pytest.importorskip("advisor.gui.main")
    monkeypatch.setattr(entry, "main", lambda arguments: opened.append(arguments) or 0)
    assert main([str(shop)]) == 0
    assert main([]) == 0
    assert opened == [[str(shop)], []]


def test_a_build_without_a_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "advisor.gui", None)
    monkeypatch.delitem(sys.modules, "advisor.gui.main", raising=False)
    assert main([]) == 2
    assert "llama-advisor-gui opens one" in capsys.readouterr().err


def test_a_word_that_is_no_folder_and_no_command_is_told_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["none-such"]) == 2
    assert capsys.readouterr().err == (
        "llama-advisor: none-such is neither a folder nor a command. --help lists the commands.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [([], True), (["."], True), (["./scan"], True), (["scan"], False), (["--help"], False), (["-x"], False)],
)
def test_commands_and_options_open_no_window(arguments: list[str], meant: bool) -> None:
    assert window.is_meant(arguments) is meant
