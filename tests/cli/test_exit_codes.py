"""The table of exit codes, each with the words that go with it; never a traceback."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.cli.main import main
from tests.cli.program import DAY, make, run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scan"], "FOLDER"),
        (["scan", ""], "an empty word is no path; . is the current folder"),
        ([""], "An empty word is neither a folder nor a command."),
        (["scan", "none"], "There is no folder none. Check the path."),
        (["scan", "file"], "file is not a folder. Name the folder of a project"),
        (["scan", ".", "--format", "docx"], "invalid choice: 'docx'"),
        (["scan", ".", "--as-of", "yesterday"], "'yesterday' is no date; write it like 2026-11-24"),
        (["scan", ".", "--as-of", "20261124"], "is no date"),
        (["scan", ".", "--to", "gpt-oss-120"], "no alternative gpt-oss-120. Near to it: gpt-oss-120b"),
        (["scan", ".", "--fail-on", "dead"], "unrecognized arguments: --fail-on"),
        (["scan", ".", "--quiet", "--verbose"], "not allowed with"),
        (["scan", ".", "--output", "."], ". is a folder; --output needs the name of a file."),
        (
            ["scan", ".", "--output", "no/such/r.txt"],
            "There is no folder no/such to write r.txt to. Make it first.",
        ),
        (["scan", ".", "--policy", "none.json"], "none.json cannot be read"),
        (["scan", ".", "--policy", "file"], "file is not well-formed"),
        (["scan", ".", "--policy", "bad.json"], "unknown keys: licence_class"),
        (["scan", ".", "--policy", "typo.json"], "no alternative"),
        (["checklist", ".", "--import", "none.md"], "none.md cannot be read"),
        (["checklist", ".", "--import", "file"], "holds no task"),
        (["identify"], "NAME"),
        (["catalog"], "list|show|check"),
        (["catalog", "show", "no-such-row"], "no-such-row"),
        (["catalog", "list", "--context", "lots"], "is no number of tokens"),
        (["catalog", "show", "mit", "no-such-row"], "no-such-row"),
        (["catalog", "list", "--min-size", "nan"], "is no size; write it like 8 or 0.5"),
        (["catalog", "list", "--task", "cooking"], "task cooking; known are: chat, code"),
        (["scan", ".", "--output", "x" * 5000], "cannot be written: File name too long"),
        (["x" * 5000], "is neither a folder nor a command"),
        (["benchmark", "."], "labels.jsonl"),
        (["benchmark", ".", "--floor", "9,9"], "lie between 0 and 1"),
        (["scna", "."], "scna is neither a folder nor a command. Did you mean scan?"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["shop", "--as-of", "2026-11-24"], "for a report: llama-advisor scan shop."),
    ],
)
def test_wrong_usage_is_two_with_words_that_help(tmp_path: Path, arguments: list[str], words: str) -> None:
    here = make(
        tmp_path / "here",
        {
            "file": "x",
            "bad.json": '{"licence_class": []}',
            "typo.json": '{"targets": {"*": "gtp-oss"}}',
            "shop/a.py": "llama",
        },
    )
    done = run(*arguments, cwd=here)
    assert (done.code, done.out) == (2, b"")
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_write_protected_report_is_not_overwritten(tmp_path: Path) -> None:
    here = make(tmp_path / "here", {"a.py": "x = 1", "old.txt": "mine"})
    (here / "old.txt").chmod(0o444)
    done = run("scan", ".", "--output", "old.txt", *DAY, cwd=here)
    assert (done.code, (here / "old.txt").read_text()) == (2, "mine")
    assert "old.txt is write-protected; unprotect it, or choose another name." in done.err


def test_a_wrong_option_behind_a_command_shows_that_command(tmp_path: Path) -> None:
    done = run("scan", ".", "--as-of", "x", cwd=make(tmp_path / "here", {}))
    assert done.err.startswith("usage: llama-advisor scan …, in full: llama-advisor scan --help\n")


def test_columns_set_the_width_of_a_report_in_a_pipe(tmp_path: Path) -> None:
    here = make(tmp_path / "here", {"a.py": 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n'})
    for given, width in (("60", 60), ("20", 60), ("120", 120), ("many", 88)):
        lines = run("scan", ".", *DAY, cwd=here, COLUMNS=given).text.splitlines()
        assert width - 15 < max(map(len, lines)) <= width


def test_an_empty_folder_is_three(tmp_path: Path) -> None:
    done = run("scan", make(tmp_path / "empty", {}), *DAY, cwd=make(tmp_path / "here", {}))
    assert (done.code, done.out) == (3, b"")
    assert "empty is empty: there is no file in it to read." in done.err


def test_an_empty_folder_stays_empty_with_the_report_in_it(tmp_path: Path) -> None:
    empty = make(tmp_path / "empty", {})
    done = run("scan", ".", "--output", "r.txt", *DAY, cwd=empty)
    assert done.code == 3
    assert "is empty" in done.err
    assert list(empty.iterdir()) == []


def test_a_folder_of_which_all_is_skipped_is_three_with_the_reasons(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", {"node_modules/a.js": "llama", "b.png": b"\x89PNG"})
    done = run("scan", ".", *DAY, cwd=folder)
    assert (done.code, done.out) == (3, b"")
    assert "all was skipped: media file (1), pruned folder (1)" in done.err
    assert "--all reads ignored and installed folders too" in done.err


def test_an_unreadable_folder_is_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = make(tmp_path / "locked", {"a.py": "llama"})
    _refuse(monkeypatch, lambda path: path.endswith("locked"))
    assert main(["scan", str(folder), *DAY]) == 3
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"locked cannot be read: Permission denied. Check its permissions." in err


def test_skips_alone_are_no_failure_and_strict_makes_them_four(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _refuse(monkeypatch, lambda path: path.endswith("chat.py"))
    assert main(["scan", str(shop), *DAY]) == 0
    assert b"1 file not fully read" in capsysbinary.readouterr().err
    assert main(["scan", str(shop), "--strict", *DAY]) == 4
    assert b"Permission denied" in capsysbinary.readouterr().out


def test_strict_minds_no_pruned_folders_links_or_pictures(shop: Path) -> None:
    make(shop, {"a.png": b"\x89PNG", "b.bin": b"\0"})
    (shop / "link").symlink_to("/etc/passwd")
    assert run("scan", ".", "--strict", *DAY, cwd=shop).code == 0


def test_strict_is_four_when_a_file_has_too_many_findings(shop: Path) -> None:
    make(shop, {"flood.txt": 'model = "meta-llama/Llama-3.1-8B-Instruct"\n' * 1100})
    done = run("scan", ".", "--strict", "--format", "json", *DAY, cwd=shop)
    assert done.code == 4
    assert "too many findings in the file" in {row["reason"] for row in done.json["skipped"]}


def test_a_fault_of_our_own_is_four_and_a_sentence(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret \x1b[31m text")

    monkeypatch.setattr("advisor.app.analyse.judge", fail)
    assert main(["scan", str(shop), *DAY]) == 4
    err = capsysbinary.readouterr().err
    assert b"a fault of this program, not of your project: RuntimeError" in err
    assert b"--verbose" in err
    assert b"Traceback" not in err
    assert main(["scan", str(shop), "--verbose", *DAY]) == 4
    detail = capsysbinary.readouterr().err
    assert b"RuntimeError: secret" in detail
    assert b"\x1b" not in detail


def test_damaged_facts_are_four_and_name_the_file(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    broken = make(tmp_path / "resources", {"discovery.json": "{", "seal.json": "{"})
    monkeypatch.setattr("advisor.catalog.catalog.resources_folder", lambda: broken)
    assert main(["scan", str(shop), *DAY]) == 4
    assert b"is damaged" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    "command",
    [["scan"], ["scan", "--format", "html"], ["scan", "--format", "sarif"], ["checklist"]],
    ids=" ".join,
)
def test_an_output_that_cannot_be_written_is_two_and_leaves_the_old_file(
    shop: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    command: list[str],
) -> None:
    target = make(tmp_path, {"r.txt": "old"}) / "r.txt"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main([command[0], str(shop), *command[1:], "--output", str(target), *DAY]) == 2
    assert b"cannot be written: No space left on device" in capsysbinary.readouterr().err
    assert target.read_text() == "old"


def test_a_gate_that_closes_is_one(tmp_path: Path) -> None:
    sample = make(
        tmp_path / "sample",
        {
            "labels.jsonl": json.dumps(
                {"repo": "own/x", "file": "a.py", "line": 1, "kind": "neutral", "context": "production"}
            ),
            "scope.json": json.dumps({"own/x": {"labelled_files": ["a.py"]}}),
            "repos/own__x/a.py": 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n',
        },
    )
    done = run("benchmark", ".", "--floor", "0.9,0.9", cwd=sample)
    assert done.code == 1
    assert "Below the floor" in done.err
    assert run("benchmark", ".", cwd=sample).code == 0


def test_help_is_zero_and_names_the_exit_codes(tmp_path: Path) -> None:
    here = make(tmp_path / "here", {})
    done = run("--help", cwd=here)
    assert (done.code, done.err) == (0, "")
    assert "exit codes:" in done.text
    for command in ("scan", "checklist", "identify", "catalog", "benchmark"):
        assert run(command, "--help", cwd=here).code == 0


def test_the_version_is_one_line(tmp_path: Path) -> None:
    done = run("--version", cwd=make(tmp_path / "here", {}))
    assert done.text.startswith("llama-advisor ")
    assert (done.code, done.text.count("\n"), done.err) == (0, 1, "")


def _refuse(monkeypatch: pytest.MonkeyPatch, which: Callable[[str], bool]) -> None:
    """Make some paths unreadable; the user of a test may be one whom modes do not stop."""
    real = os.open

    def refuse(path: Any, *more: Any, **options: Any) -> int:
        if which(os.fspath(path) if not isinstance(path, int) else ""):
            raise PermissionError(13, "Permission denied")
        return real(path, *more, **options)

    monkeypatch.setattr(os, "open", refuse)
