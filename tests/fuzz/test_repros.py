"""What a fuzzer found once is read to its end ever after; so is every seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.target import NAMES, one

REPROS = sorted((Path(__file__).parent / "repro").glob("repro-*"))


@pytest.mark.parametrize("repro", REPROS, ids=lambda path: path.name)
def test_a_find_of_the_fuzzer_stays_mended(repro: Path) -> None:
    one(repro.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_the_fuzzers_target_reads_a_plain_file_of_each_kind(name: str) -> None:
    one(bytes([NAMES.index(name)]) + b'model = "meta-llama/Llama-3.1-8B-Instruct"\n')
