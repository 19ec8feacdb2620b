"""The lines round a finding: real numbers, the span marked, and nothing read that should not be."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from advisor.gui.excerpt import BYTES_LIMIT, Excerpt, read_excerpt


def excerpt_of(root: Path, text: str | bytes, line: int, column: int, end: int, written: str) -> Excerpt:
    raw = text.encode() if isinstance(text, str) else text
    (root / "a.py").write_bytes(raw)
    return read_excerpt(root, "a.py", line, column, end, written)


def marked(excerpt: Excerpt) -> str:
    line = next(each for each in excerpt.lines if each.number == excerpt.marked_line)
    return line.text[excerpt.start : excerpt.end]


def test_eight_lines_above_and_below_with_their_real_numbers(tmp_path: Path) -> None:
    text = "\n".join(f"line {number}" for number in range(1, 41))
    excerpt = excerpt_of(tmp_path, text, 20, 1, 5, "line")
    assert [each.number for each in excerpt.lines] == list(range(12, 29))
    assert excerpt.lines[0].text == "line 12"


def test_the_span_is_marked_as_the_scan_saw_it(tmp_path: Path) -> None:
    excerpt = excerpt_of(tmp_path, 'x = "llama3:8b"\n', 1, 6, 15, "llama3:8b")
    assert (marked(excerpt), excerpt.notice) == ("llama3:8b", "")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_of_every_system_are_line_ends(tmp_path: Path, end: str) -> None:
    excerpt = excerpt_of(tmp_path, f"one{end}two{end}three", 3, 1, 6, "three")
    assert [each.text for each in excerpt.lines] == ["one", "two", "three"]


def test_a_form_feed_or_a_paragraph_separator_is_no_line_end(tmp_path: Path) -> None:
    excerpt = excerpt_of(tmp_path, "one\x0c\u2028\x85one\ntwo", 2, 1, 4, "two")
    assert [each.number for each in excerpt.lines] == [1, 2]
    assert marked(excerpt) == "two"


def test_tabs_and_invisible_characters_before_the_span_do_not_shift_it(tmp_path: Path) -> None:
    excerpt = excerpt_of(tmp_path, "\t\u200b🦙 = llama3\n", 1, 7, 13, "llama3")
    assert marked(excerpt) == "llama3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_files_with_a_byte_order_mark_are_read_by_it(tmp_path: Path, encoding: str) -> None:
    excerpt = excerpt_of(tmp_path, "m = 'llama3'".encode(encoding), 1, 6, 12, "llama3")
    assert marked(excerpt) == "llama3"


def test_a_whole_file_shows_its_top_and_marks_nothing(tmp_path: Path) -> None:
    excerpt = excerpt_of(tmp_path, "one\ntwo\n", 0, 0, 0, "")
    assert excerpt.lines[0].text == "one"
    assert excerpt.marked_line == 0


def test_secrets_are_masked_and_the_mark_follows(tmp_path: Path) -> None:
    excerpt = excerpt_of(tmp_path, "LLAMA_API_KEY=abcdefgh12345 # llama3\n", 1, 33, 39, "llama3")
    assert "abcdefgh" not in excerpt.lines[0].text
    assert marked(excerpt) == "llama3"


def test_an_endless_line_is_cut(tmp_path: Path) -> None:
    excerpt = excerpt_of(tmp_path, "x" * 300_000 + "llama3", 1, 300_001, 300_007, "llama3")
    assert len(excerpt.lines[0].text) == 500


def test_a_file_that_reads_differently_says_so(tmp_path: Path) -> None:
    assert "has changed" in excerpt_of(tmp_path, "nothing here\n", 1, 1, 7, "llama3").notice
    assert "that line is gone" in excerpt_of(tmp_path, "one line", 9, 1, 7, "llama3").notice


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    assert read_excerpt(tmp_path, "gone.py", 1, 1, 2, "x").notice.startswith("The file is gone")


def test_binary_files_show_no_lines(tmp_path: Path) -> None:
    assert "Not a text file" in excerpt_of(tmp_path, b"GGUF\0\0\1", 1, 1, 2, "x").notice


@pytest.mark.parametrize("path", ["../outside.txt", "sub/../../outside.txt", ""])
def test_nothing_outside_the_folder_is_opened(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    root = tmp_path / "root"
    root.mkdir()
    excerpt = read_excerpt(root, path, 1, 1, 2, "x")
    assert excerpt.lines == ()
    assert "outside" in excerpt.notice


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights on Windows")
def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "folder").symlink_to(tmp_path)
    for path in ("link.txt", "folder/secret.txt"):
        excerpt = read_excerpt(root, path, 1, 1, 2, "x")
        assert excerpt.lines == ()
        assert "link" in excerpt.notice


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_without_a_writer_hangs_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "Not a regular file" in read_excerpt(tmp_path, "pipe", 1, 1, 2, "x").notice


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(BYTES_LIMIT + 1)
    assert "larger than 8 MiB" in read_excerpt(tmp_path, "big.txt", 1, 1, 2, "x").notice


NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": ["# Notes"]},
        {"cell_type": "code", "source": [*(f"line {n}\n" for n in range(1, 20)), 'm = "llama3:8b"\n', "z\n"]},
    ]
}


def notebook_excerpt(root: Path, text: str, name: str = "a.ipynb") -> Excerpt:
    (root / name).write_text(text, encoding="utf-8")
    number, line = next(pair for pair in enumerate(text.split("\n"), 1) if "llama3:8b" in pair[1])
    at = line.index("llama3:8b") + 1
    return read_excerpt(root, name, number, at, at + 9, "llama3:8b")


def test_of_a_notebook_the_cell_is_shown_with_its_own_numbers(tmp_path: Path) -> None:
    excerpt = notebook_excerpt(tmp_path, json.dumps(NOTEBOOK, indent=1))
    assert (excerpt.cell, excerpt.marked_line, excerpt.notice) == (2, 20, "")
    assert [each.number for each in excerpt.lines] == list(range(12, 23))
    assert excerpt.lines[8].text == 'm = "llama3:8b"'
    assert marked(excerpt) == "llama3:8b"


def test_a_torn_notebook_is_shown_as_it_lies_on_disk_and_says_so(tmp_path: Path) -> None:
    excerpt = notebook_excerpt(tmp_path, json.dumps(NOTEBOOK, indent=1).rstrip("]} \n"))
    assert excerpt.cell == 0
    assert excerpt.notice.startswith("The notebook is shown as it lies on disk: ")
    assert marked(excerpt) == "llama3:8b"


def test_json_that_is_no_notebook_by_its_name_is_shown_as_it_is(tmp_path: Path) -> None:
    excerpt = notebook_excerpt(tmp_path, json.dumps(NOTEBOOK, indent=1), "a.json")
    assert (excerpt.cell, excerpt.notice) == (0, "")


def test_a_notebook_that_reads_differently_now_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text(json.dumps(NOTEBOOK, indent=1), encoding="utf-8")
    line = json.dumps(NOTEBOOK, indent=1).split("\n").index('    "line 3\\n",') + 1
    excerpt = read_excerpt(tmp_path, "a.ipynb", line, 6, 15, "llama3:8b")
    assert excerpt.cell == 2
    assert "has changed" in excerpt.notice


def test_secrets_of_a_cell_are_masked(tmp_path: Path) -> None:
    cells = {"cells": [{"source": ["LLAMA_API_KEY=abcdefgh12345 # llama3:8b"]}]}
    excerpt = notebook_excerpt(tmp_path, json.dumps(cells, indent=1))
    assert "abcdefgh" not in excerpt.lines[0].text
    assert marked(excerpt) == "llama3:8b"
