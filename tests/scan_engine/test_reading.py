"""The engine reads every file to its end or says why not, and keeps what it found until then."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.core.findings import Skip
from advisor.core.kinds import Confidence, Context, SkipReason
from advisor.scan.budgets import BUDGETS
from tests.scan_engine.helpers import SMALL, make, places, reasons, scan

LINES = "first\r\nsecond\rthird llama-3\n"


@pytest.mark.parametrize(
    "data",
    [
        LINES.encode(),
        b"\xef\xbb\xbf" + LINES.encode(),
        b"\xff\xfe" + LINES.encode("utf-16-le"),
        b"\xfe\xff" + LINES.encode("utf-16-be"),
        b"\xff\xfe\0\0" + LINES.encode("utf-32-le"),
        b"\0\0\xfe\xff" + LINES.encode("utf-32-be"),
        LINES.replace("first", "f\xefrst").encode("latin-1"),
        LINES.replace("first", "日本").encode("shift_jis"),
        LINES.replace("first", "fi\fst\u2028\x85").encode(),
    ],
    ids=[
        "utf-8",
        "mark",
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "utf-32-be",
        "latin-1",
        "shift-jis",
        "feeds",
    ],
)
def test_one_place_is_the_same_place_in_every_encoding(tmp_path: Path, data: bytes) -> None:
    make(tmp_path, {"a.py": data})
    (finding,) = scan(tmp_path).findings
    assert (finding.line, finding.column, finding.end_column, finding.written) == (3, 7, 14, "llama-3")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-be"])
def test_a_large_file_has_the_same_places_as_a_small_one(tmp_path: Path, encoding: str) -> None:
    text = "\ufeff" + "é filler line of text\r\n" * 2000 + "x llama-3 y\n" + "filler\r" * 3000 + "llama-4"
    make(tmp_path, {"a.txt": text.encode(encoding)})
    small, large = scan(tmp_path, SMALL), scan(tmp_path, replace(BUDGETS, window_bytes=1 << 22))
    assert places(large) == [("a.txt", 2001, "llama-3"), ("a.txt", 5002, "llama-4")]
    assert places(small) == places(large)
    assert [row.id for row in small.findings] == [row.id for row in large.findings]


def test_a_place_on_the_border_of_two_windows_is_found_once(tmp_path: Path) -> None:
    for shift in range(0, 40, 3):
        text = ("x" * (4096 * 3 - 20 + shift)) + " llama-3 " + "y" * 9000
        make(tmp_path, {"a.txt": text})
        assert len(scan(tmp_path, SMALL).findings) == 1


def test_a_binary_file_is_a_row_and_its_neighbours_are_read(tmp_path: Path) -> None:
    make(tmp_path, {"a.dat": b"\x7fELF\0llama-3", "b.txt": "llama-4"})
    result = scan(tmp_path)
    assert places(result) == [("b.txt", 1, "llama-4")]
    assert result.skipped == (Skip("a.dat", SkipReason.BINARY),)


def test_text_before_a_late_nul_is_read_and_the_rest_is_said(tmp_path: Path) -> None:
    head = b"llama-3\n" + b"x" * BUDGETS.sniff_bytes
    make(tmp_path, {"a.txt": head + b"\0llama-4", "b.txt": "llama-2"})
    result = scan(tmp_path)
    assert places(result) == [("a.txt", 1, "llama-3"), ("b.txt", 1, "llama-2")]
    assert reasons(result) == {"a.txt": "binary file: text, read up to its first NUL byte"}


def test_a_nul_in_a_later_window_ends_a_large_file(tmp_path: Path) -> None:
    make(tmp_path, {"a.txt": b"llama-3\n" + b"x\n" * 9000 + b"\0" + b"llama-4\n" * 5000})
    result = scan(tmp_path, SMALL)
    assert places(result) == [("a.txt", 1, "llama-3")]
    assert reasons(result) == {"a.txt": "binary file: text, read up to its first NUL byte"}


def test_a_file_beyond_the_text_limit_is_read_up_to_it_and_that_is_said(tmp_path: Path) -> None:
    budgets = replace(SMALL, text_bytes=2 << 20)
    make(tmp_path, {"a.txt": b"llama-3\n" + b"x" * (3 << 20) + b"\nllama-4\n"})
    result = scan(tmp_path, budgets)
    assert places(result) == [("a.txt", 1, "llama-3")]
    assert reasons(result) == {"a.txt": "larger than the text limit: the first 2 of 3 MiB were read"}


def test_a_sparse_giant_costs_a_row_and_nothing_else(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(5 << 30)
    assert reasons(scan(tmp_path)) == {"a.txt": "binary file"}


def test_one_endless_line_is_read_in_windows(tmp_path: Path) -> None:
    make(tmp_path, {"a.json": '{"a": "' + "x" * 40_000 + '", "model": "llama-3"}'})
    result = scan(tmp_path, SMALL)
    assert [(row.line, row.column) for row in result.findings] == [(1, 40_021)]
    assert reasons(result) == {"a.json": "larger than the limit for structured reading: read as plain text"}


def test_a_large_file_without_a_needle_needs_no_row(tmp_path: Path) -> None:
    make(tmp_path, {"a.json": '{"a": "' + "x" * 40_000 + '"}'})
    assert scan(tmp_path, SMALL).skipped == ()


def test_a_flood_of_findings_is_cut_and_that_is_said(tmp_path: Path) -> None:
    make(tmp_path, {"a.txt": "\n".join(f"llama-{number}" for number in range(9000)), "b.txt": "llama-3"})
    result = scan(tmp_path, replace(SMALL, findings_per_file=50))
    assert len(result.findings) == 51
    assert reasons(result) == {"a.txt": "too many findings in the file: only the first 50 findings were kept"}


def test_a_scan_with_too_many_findings_stops_and_says_what_was_not_read(tmp_path: Path) -> None:
    make(tmp_path, {f"{number}.txt": "llama-1\nllama-2\n" for number in range(6)})
    result = scan(tmp_path, replace(BUDGETS, findings_per_scan=5, batch_files=2))
    assert len(result.findings) == 5
    (row,) = result.skipped
    assert (row.path, row.reason, row.count) == (".", SkipReason.SCAN_CAP, 2)
    assert not result.partial


@pytest.mark.parametrize("name", ["model.gguf", "model.safetensors"])
def test_a_weights_file_is_judged_by_its_name_and_head_and_has_a_row(tmp_path: Path, name: str) -> None:
    make(tmp_path, {f"llama-{name}": b"GGUF\0" + b"x" * 100_000, f"other-{name}": b"GGUF\0"})
    result = scan(tmp_path)
    assert [(row.path, row.line, row.why) for row in result.findings] == [(f"llama-{name}", 0, "True")]
    assert set(reasons(result).values()) == {"weights file, known by name and header only"}


def test_a_weights_file_that_is_text_is_read_as_text(tmp_path: Path) -> None:
    make(tmp_path, {"pointer.gguf": "version https://git-lfs.github.com/spec/v1\nllama-3\n"})
    assert places(scan(tmp_path)) == [("pointer.gguf", 2, "llama-3")]


def test_archives_and_media_have_rows_and_an_archive_is_judged_by_its_name(tmp_path: Path) -> None:
    make(tmp_path, {"llama.zip": b"PK", "llama.png": b"x", "a.tar.gz": b"x"})
    result = scan(tmp_path)
    assert [row.path for row in result.findings] == ["llama.zip"]
    assert reasons(result) == {"llama.zip": "archive", "llama.png": "media file", "a.tar.gz": "archive"}


def test_a_wanted_file_is_inspected_without_a_needle(tmp_path: Path) -> None:
    make(tmp_path, {"wanted.toml": "x = 1", "other.toml": "x = 1"})
    assert [hint.path for hint in scan(tmp_path).hints] == ["wanted.toml"]


def test_cleared_places_and_contexts_come_with_the_result(tmp_path: Path) -> None:
    make(tmp_path, {"tests/a.py": "llama-neutral llama-3"})
    result = scan(tmp_path)
    assert [(row.path, row.written, row.context) for row in result.cleared] == [
        ("tests/a.py", "llama-neutral", Context.TEST)
    ]
    assert [(row.context, row.confidence) for row in result.findings] == [(Context.TEST, Confidence.HIGH)]


def test_the_counts_add_up(tmp_path: Path) -> None:
    make(
        tmp_path,
        {"a.txt": "llama-3", "b.txt": "nothing", "c.bin": b"\0", "node_modules/x": "", "sub/d.txt": "llama"},
    )
    stats = scan(tmp_path).stats
    assert (stats.files_seen, stats.files_read, stats.candidate_files, stats.pruned_files) == (4, 3, 2, 1)
    assert stats.bytes_read == len("llama-3nothingllama")


def test_manifests_and_the_branch_are_noted(tmp_path: Path) -> None:
    make(tmp_path, {"pyproject.toml": "", "web/package.json": "{}", ".git/HEAD": "ref: refs/heads/main\n"})
    result = scan(tmp_path)
    assert result.manifests == ("pyproject.toml", "web/package.json")
    assert result.branch == "main"
    assert result.project == tmp_path.name


def test_a_file_that_grows_while_it_is_read_is_read_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"a.txt": "llama-3\n", "b.txt": "llama-4\n"})
    _after_opening(monkeypatch, "a.txt", lambda full: _append(full, b"more llama-5\n"))
    result = scan(tmp_path)
    assert reasons(result) == {"a.txt": "changed while reading"}
    assert places(result)[0] == ("a.txt", 1, "llama-3")
    assert places(result)[-1] == ("b.txt", 1, "llama-4")


def test_a_file_that_shrinks_while_it_is_read_is_read_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"a.txt": "llama-3\nllama-4\n"})
    _after_opening(monkeypatch, "a.txt", lambda full: os.truncate(full, 8))
    result = scan(tmp_path)
    assert reasons(result) == {"a.txt": "changed while reading"}
    assert places(result) == [("a.txt", 1, "llama-3")]


def test_a_large_file_that_changes_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, {"a.txt": b"llama-3\n" + b"x\n" * 9000})
    _after_opening(monkeypatch, "a.txt", lambda full: _append(full, b"x"))
    assert "a.txt" in reasons(scan(tmp_path, SMALL))
    assert reasons(scan(tmp_path, SMALL))["a.txt"] == "changed while reading"


def test_a_file_swapped_for_a_link_before_it_is_opened_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"out/secret": "llama-3", "in/a.txt": "x", "in/b.txt": "llama-4"})

    def swap(full: str) -> None:
        Path(full).unlink()
        Path(full).symlink_to("../out/secret")

    _before_opening(monkeypatch, "a.txt", swap)
    result = scan(tmp_path / "in")
    assert places(result) == [("b.txt", 1, "llama-4")]
    assert reasons(result) == {"a.txt": "symbolic link: became a link during the scan; not followed"}


@pytest.mark.parametrize("call", ["open", "readv", "fstat"])
def test_a_failing_disk_costs_one_file_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    make(tmp_path, {"a.txt": "llama-3", "b.txt": "llama-4"})
    real, failed = getattr(os, call), []

    def fail_once(*given: Any, **more: Any) -> Any:
        is_walk = call == "open" and not str(given[0]).endswith("a.txt")
        if not failed and not is_walk:
            failed.append(True)
            raise OSError(5, "Input/output error")
        return real(*given, **more)

    monkeypatch.setattr(os, call, fail_once)
    result = scan(tmp_path)
    assert places(result) == [("b.txt", 1, "llama-4")]
    assert reasons(result) == {"a.txt": "cannot be read: Input/output error"}


def _append(full: str, data: bytes) -> None:
    with open(full, "ab") as file:
        file.write(data)


def _after_opening(monkeypatch: pytest.MonkeyPatch, name: str, change: Callable[[str], None]) -> None:
    real = os.fstat
    at: dict[int, str] = {}
    real_open = os.open

    def opened(full: str, *given: Any, **more: Any) -> int:
        descriptor = real_open(full, *given, **more)
        at[descriptor] = str(full)
        return descriptor

    def fstat(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        full = at.pop(descriptor, "")
        if full.endswith(name):
            change(full)
        return status

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fstat", fstat)


def _before_opening(monkeypatch: pytest.MonkeyPatch, name: str, change: Callable[[str], None]) -> None:
    real, done = os.open, []

    def opened(full: str, *given: Any, **more: Any) -> int:
        if str(full).endswith(name) and not done:
            done.append(True)
            change(str(full))
        return real(full, *given, **more)

    monkeypatch.setattr(os, "open", opened)
