"""What holds for every text: never an error, the same name again, work that grows with the length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.names import Namer

NAMER = Namer(load_catalog())

# fmt: off
PARTS = st.sampled_from([
    "llama", "Llama", "meta", "code", "guard", "prompt-", "vicuna", "hermes", "l3", "3", "3.1", "31",
    "3p1", "v3p1", "-2", "_", "-", ".", "/", ":", "@", "::", "8b", "70B", "405b", "17b", "16e", "1.1b",
    "86m", "instruct", "chat", "it", "hf", "vision", "scout", "q4_K_M", "awq", "4bit", "gguf", ".gguf",
    ".bin", "groq/", "bedrock/", "ollama:", "@cf/meta/", "us.meta.", "-v1:0", "maas", "turbo", "free",
    "tiny", "open", "index", "cpp", "distill-", "qwen", "mistral", "32k", "v1.5", "2", "7B", "-f", "(",
    ")", "#", "?", "%", "é", "李",
])
# fmt: on
SPELLINGS = st.lists(PARTS, max_size=12).map("".join)
CHECKED = settings(max_examples=400, deadline=None, derandomize=True)


@CHECKED
@given(st.text(max_size=300) | SPELLINGS)
def test_any_text_gets_a_reading(text: str) -> None:
    found = NAMER.identify(text)
    assert found.written == text
    assert found.why
    assert found.is_llama == (found.model is not None)


@CHECKED
@given(SPELLINGS)
def test_a_canonical_name_reads_as_itself(text: str) -> None:
    found = NAMER.identify(text)
    if found.model is not None:
        again = NAMER.identify(found.model)
        assert (again.model, again.name_class) == (found.model, found.name_class)


@CHECKED
@given(SPELLINGS)
def test_a_needle_stands_in_every_name_that_is_known(text: str) -> None:
    if NAMER.identify(text).is_llama:
        assert any(word in text.lower() for word in NAMER.needle_words)


@CHECKED
@given(st.text(max_size=200) | st.lists(PARTS, max_size=20).map(" ".join))
def test_names_in_prose_are_in_order_and_inside_the_text(text: str) -> None:
    last = 0
    for start, end, name in NAMER.find_in_prose(text):
        assert last <= start < end <= len(text)
        assert name.written == text[start:end]
        last = end


def calls_during(work: Callable[[], Any]) -> int:
    """How many Python functions a piece of work calls: a measure of effort that no busy machine changes."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(trace)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "unit", ["llama-3-", "llama/", "a:", "l3-", "vicuna_", "8b-", "-", "meta.", "llama3:8b@"]
)
def test_a_huge_name_costs_no_more_than_a_long_one(unit: str) -> None:
    long = calls_during(lambda: NAMER.identify(unit * 2_000))
    huge = calls_during(lambda: NAMER.identify(unit * 200_000))
    assert huge <= long + 50


def test_prose_costs_as_much_as_it_is_long() -> None:
    sentence = "We moved Llama 3.1 8B and Vicuna 13B to Llama 2 (7B). "
    short = calls_during(lambda: list(NAMER.find_in_prose(sentence * 50)))
    longer = calls_during(lambda: list(NAMER.find_in_prose(sentence * 200)))
    assert longer <= short * 4 + 200
