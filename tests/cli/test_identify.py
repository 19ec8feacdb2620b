"""`identify`: one JSON line for each name, whatever stands on the line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import run

KEYS = ["name", "class", "model", "family", "size_b", "provider", "why"]


def identify(cwd: Path, *names: str, given: bytes = b"") -> list[dict[str, Any]]:
    done = run("identify", *names, cwd=cwd, given=given)
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()
    return [json.loads(line) for line in done.text.splitlines()]


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", ("model", "llama-3.1-8b-instruct", "llama-3.1", 8)),
        ("lmsys/vicuna-13b-v1.5", ("derivative", "vicuna-13b-v1.5", "llama-2", 13)),
        ("mistralai/Mistral-7B-v0.1", ("neutral", None, None, None)),
        ("TinyLlama/TinyLlama-1.1B-Chat-v1.0", ("neutral", None, None, None)),
    ],
)
def test_a_name_is_told_with_every_key(tmp_path: Path, name: str, meaning: tuple[object, ...]) -> None:
    (answer,) = identify(tmp_path, name)
    assert list(answer) == KEYS
    assert (answer["class"], answer["model"], answer["family"], answer["size_b"]) == meaning
    assert answer["name"] == name
    assert answer["why"]


def test_as_many_lines_come_out_as_go_in(tmp_path: Path) -> None:
    given = b"llama3:8b\n\n  \nnot a model\r\nllama-2-7b\xff\n"
    answers = identify(tmp_path, "-", given=given)
    assert [answer["name"] for answer in answers] == [
        "llama3:8b",
        "",
        "  ",
        "not a model",
        "llama-2-7b\ufffd",
    ]
    assert [answer["class"] for answer in answers[:4]] == ["model", "neutral", "neutral", "neutral"]


def test_a_last_line_without_an_end_counts_and_no_input_is_no_output(tmp_path: Path) -> None:
    assert len(identify(tmp_path, "-", given=b"a\nb")) == 2
    assert identify(tmp_path, "-", given=b"") == []


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert identify(tmp_path, "-", given=b"\xef\xbb\xbfllama3:8b\n")[0]["name"] == "llama3:8b"


def test_names_and_standard_input_can_be_mixed(tmp_path: Path) -> None:
    answers = identify(tmp_path, "llama3:8b", "-", "--", "-x", given=b"gpt-4\n")
    assert [answer["name"] for answer in answers] == ["llama3:8b", "gpt-4", "-x"]


def test_an_endless_line_and_odd_characters_are_answered(tmp_path: Path) -> None:
    given = b"llama-" * 200_000 + b"\n\0\x1b[31m\n" + "\u2028\u202e".encode() + b"\n"
    answers = identify(tmp_path, "-", given=given)
    assert [answer["class"] for answer in answers] == ["neutral"] * 3
    assert answers[1]["name"] == "\0\x1b[31m"


def test_a_name_that_is_no_utf8_on_the_command_line_is_answered(tmp_path: Path) -> None:
    (answer,) = identify(tmp_path, "llama-\udcff")
    assert answer["class"] == "neutral"
