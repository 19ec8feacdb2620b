"""Three engines, the same candidates: which one is installed changes the time and nothing else."""

from __future__ import annotations

import importlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.core.errors import CatalogError
from advisor.scan import sift

ALPHABET = b"abA.B\n\0\xc3\xa9"
NEEDLES = st.lists(st.text("ab.[", min_size=1, max_size=4), min_size=1, max_size=5, unique=True)
DATA = st.lists(st.sampled_from([bytes([byte]) for byte in ALPHABET]), max_size=60).map(b"".join)


def installed(engine: str) -> bool:
    try:
        importlib.import_module(engine)
    except ImportError:
        return engine == "python"
    return True


FAST = [
    pytest.param(name, marks=pytest.mark.skipif(not installed(name), reason=f"{name} is not installed"))
    for name in sift.ENGINES[:-1]
]


def by_hand(needles: list[bytes], data: bytes) -> list[int]:
    """Look at every offset in turn."""
    folded = bytes(byte + 32 if 65 <= byte <= 90 else byte for byte in data)
    return [at for at in range(len(data)) if any(folded.startswith(needle, at) for needle in needles)]


@given(NEEDLES, DATA)
def test_plain_python_finds_every_place_and_no_other(words: list[str], data: bytes) -> None:
    needles = [word.encode() for word in words]
    assert sift.sifter(needles, "python")(memoryview(data)) == by_hand(needles, data)


@pytest.mark.parametrize("engine", FAST)
@given(NEEDLES, DATA)
def test_a_fast_engine_finds_what_plain_python_finds(engine: str, words: list[str], data: bytes) -> None:
    needles = [word.encode() for word in words]
    assert sift.sifter(needles, engine)(memoryview(data)) == sift.sifter(needles, "python")(memoryview(data))


@pytest.mark.parametrize("engine", [*FAST, "python"])
def test_overlapping_needles_and_letter_case_are_all_seen(engine: str) -> None:
    hits = sift.sifter([b"llama", b"ama", b"<|begin_of_text|>"], engine)
    assert hits(memoryview(b"LLaMA llama <|BEGIN_of_text|>")) == [0, 2, 6, 8, 12]


@pytest.mark.parametrize("engine", [*FAST, "python"])
def test_a_needle_across_a_line_end_is_no_hit(engine: str) -> None:
    assert sift.sifter([b"llama"], engine)(memoryview(b"lla\nma")) == []


def test_without_fast_engines_plain_python_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    for engine in sift.ENGINES[:-1]:
        monkeypatch.setitem(sys.modules, engine, None)
    assert sift.sifter([b"llama"])(memoryview(b"a Llama")) == [2]


@pytest.mark.skipif(not installed("hyperscan"), reason="hyperscan is not installed")
def test_an_engine_that_this_processor_cannot_run_is_as_good_as_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hyperscan = importlib.import_module("hyperscan")

    class OldProcessor:
        def compile(self, **given: object) -> None:
            raise hyperscan.ArchitectureError

    monkeypatch.setattr(hyperscan, "Database", OldProcessor)
    assert sift.engine_in_use() != "hyperscan"
    assert sift.sifter([b"llama"])(memoryview(b"a Llama")) == [2]


def test_nothing_to_look_for_finds_nothing() -> None:
    assert sift.sifter([])(memoryview(b"llama")) == []


@pytest.mark.parametrize("needle", [b"", b"Llama", "é".encode(), b"a\nb", b"a\rb"])
def test_a_needle_that_engines_read_differently_is_refused(needle: bytes) -> None:
    with pytest.raises(CatalogError, match="Mend the vocabulary"):
        sift.sifter([needle])
