"""Headers of weights files: read as far as they go, believed only where their lengths can be."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.core.kinds import Kind
from advisor.scan.detect.headers import read_header
from advisor.scan.inspection import ClearedDraft, Draft
from tests.detect.look import knowledge


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def gguf(entries: dict[str, object], tensors: int = 291) -> bytes:
    parts = [b"GGUF", struct.pack("<IQQ", 3, tensors, len(entries))]
    for key, value in entries.items():
        parts.append(text(key))
        if isinstance(value, str):
            parts += [struct.pack("<I", 8), text(value)]
        elif isinstance(value, list):
            parts += [struct.pack("<IIQ", 9, 8, len(value)), *map(text, value)]
        else:
            parts += [struct.pack("<II", 4, value)]
    return b"".join(parts)


def safetensors(metadata: dict[str, str]) -> bytes:
    head = json.dumps({"__metadata__": metadata, "weight": {"dtype": "F16"}}).encode()
    return struct.pack("<Q", len(head)) + head + b"\0" * 64


LLAMA = {
    "general.architecture": "llama",
    "llama.block_count": 32,
    "general.name": "Meta Llama 3.1 8B Instruct",
}


def judge(path: str, head: bytes) -> Draft | ClearedDraft | None:
    seen = knowledge().detector.in_name(path, head)
    rows = [*seen.drafts, *seen.cleared]
    return rows[0] if rows else None


def test_a_gguf_header_yields_its_texts_and_the_number_of_tensors() -> None:
    header = read_header(gguf({**LLAMA, "tokenizer.ggml.tokens": ["a", "b"], "general.license": "llama3.1"}))
    assert header is not None
    assert header.format == "GGUF"
    assert header.tensors == 291
    assert header.values["general.name"] == "Meta Llama 3.1 8B Instruct"
    assert header.values["general.license"] == "llama3.1"


def test_a_safetensors_header_yields_its_metadata() -> None:
    header = read_header(safetensors({"base_model": "meta-llama/Llama-3.2-1B"}))
    assert header is not None
    assert header.values == {"base_model": "meta-llama/Llama-3.2-1B"}


@pytest.mark.parametrize("length", range(0, 150, 7))
def test_a_cut_off_header_yields_what_came_before_the_cut(length: int) -> None:
    whole = gguf(LLAMA)
    header = read_header(whole[:length])
    if length < 4:
        assert header is None
    else:
        assert header is not None
        assert set(header.values.items()) <= {
            (key, value) for key, value in LLAMA.items() if key != "llama.block_count"
        }


@pytest.mark.parametrize(
    "head",
    [
        b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q", 2**63) + b"key",
        b"GGUF" + struct.pack("<IQQ", 3, 1, 2**64 - 1),
        b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + text("a") + struct.pack("<IIQ", 9, 4, 2**60),
        b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + text("a") + struct.pack("<IIQ", 9, 9, 3),
        b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + text("a") + struct.pack("<I", 999),
    ],
    ids=["key of 8 EiB", "endless entries", "endless array", "nested array", "unknown type"],
)
def test_absurd_lengths_and_types_end_the_reading(head: bytes) -> None:
    header = read_header(head)
    assert header is not None
    assert header.values == {}


@pytest.mark.parametrize(
    "head",
    [b"", b"PK\3\4", b"\0" * 64, struct.pack("<Q", 2**62) + b"{}", struct.pack("<Q", 9) + b'{"a":1}  '],
)
def test_other_bytes_are_no_metadata(head: bytes) -> None:
    header = read_header(head)
    assert header is None or header.values == {}


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    for head in (data, b"GGUF" + data, struct.pack("<Q", len(data)) + b'{"__metadata__":' + data):
        header = read_header(head)
        assert header is None or isinstance(header.values, dict)


def test_a_renamed_file_is_known_by_its_header() -> None:
    row = judge("weights/model-a.gguf", gguf(LLAMA))
    assert isinstance(row, Draft)
    assert (row.kind, row.model, row.start) == (Kind.ARTIFACT, "llama-3.1-8b-instruct", -1)
    assert "general.name" in row.why


def test_a_file_with_llama_in_its_name_is_known_by_its_name() -> None:
    row = judge("models/llama-2-7b-chat.Q4_K_M.gguf", b"\0" * 64)
    assert isinstance(row, Draft)
    assert row.model == "llama-2-7b-chat"


def test_a_shard_is_known_by_the_folder_it_lies_in() -> None:
    row = judge("Meta-Llama-3-8B-Instruct/model-00001-of-00004.safetensors", b"\0" * 64)
    assert isinstance(row, Draft)
    assert row.model == "llama-3-8b-instruct"


def test_the_architecture_alone_does_not_make_llama_weights() -> None:
    row = judge("weights/zephyr.gguf", gguf({"general.architecture": "llama", "general.name": "Zephyr 7B"}))
    assert isinstance(row, ClearedDraft)
    assert row.rule == "LA-CLEAR-ARCHITECTURE"


def test_a_file_without_tensors_is_no_weights_file() -> None:
    row = judge("models/ggml-vocab-llama-3-8b.gguf", gguf(LLAMA, tensors=0))
    assert isinstance(row, ClearedDraft)
    assert row.rule == "LA-CLEAR-NO-WEIGHTS"


def test_weights_of_other_makers_leave_no_row() -> None:
    assert judge("models/qwen2.5-7b.gguf", gguf({"general.architecture": "qwen2"})) is None


def test_tiny_llama_in_a_header_is_not_taken_for_llama() -> None:
    head = gguf({"general.architecture": "llama", "general.name": "TinyLlama 1.1B Chat"})
    row = judge("weights/small.gguf", head)
    assert isinstance(row, ClearedDraft)


def test_an_archive_called_after_llama_is_cleared_by_its_name() -> None:
    seen = knowledge().detector.in_name("docs/llama-book.pdf", None)
    assert [row.rule for row in seen.cleared] == ["LA-CLEAR-FILE"]
    assert seen.drafts == []


def test_a_file_name_of_undecodable_bytes_can_be_printed() -> None:
    seen = knowledge().detector.in_name("models/llama-2-7b\udcff.gguf", b"\0" * 16)
    written = [row.written for row in [*seen.drafts, *seen.cleared]]
    assert all(name.encode("utf-8") for name in written)
