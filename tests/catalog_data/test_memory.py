"""The KV cache of eighteen checkpoints, reckoned by hand from their published configurations.

Each line spells the arithmetic out: layers x tokens x (2 for key and value) x heads x width x 2 bytes, a
latent in place of heads for MLA, a fixed state of 4-byte numbers for linear layers.
"""

from __future__ import annotations

import json

import pytest

from advisor.assess.memory import cache_bytes
from advisor.catalog import Catalog, resources_folder

K8 = 8192
M1 = 1_048_576

BY_HAND: list[tuple[str, int, float]] = [
    # grouped heads: 32 layers, 8 of 32 heads keep keys and values: one GiB at 8K
    ("meta-llama/Llama-3.1-8B-Instruct", K8, 32 * K8 * 2 * 8 * 128 * 2),
    ("meta-llama/Llama-3.1-405B-Instruct", K8, 126 * K8 * 2 * 8 * 128 * 2),
    ("meta-llama/Llama-3.3-70B-Instruct", K8, 80 * K8 * 2 * 8 * 128 * 2),
    # no grouped heads: all 40
    ("meta-llama/Llama-2-13b-hf", 4096, 40 * 4096 * 2 * 40 * 128 * 2),
    # the 8 layers that attend to an image hold none of the text
    ("meta-llama/Llama-3.2-11B-Vision-Instruct", K8, 32 * K8 * 2 * 8 * 128 * 2),
    # three layers in four keep a chunk of 8,192 tokens
    (
        "meta-llama/Llama-4-Scout-17B-16E-Instruct",
        131072,
        36 * 8192 * 2 * 8 * 128 * 2 + 12 * 131072 * 2 * 8 * 128 * 2,
    ),
    ("openai/gpt-oss-20b", K8, 12 * 128 * 2 * 8 * 64 * 2 + 12 * K8 * 2 * 8 * 64 * 2),
    ("google/gemma-3-27b-it", K8, 52 * 1024 * 2 * 16 * 128 * 2 + 10 * K8 * 2 * 16 * 128 * 2),
    # global layers have fewer and wider heads than those with a window
    ("google/gemma-4-31B-it", K8, 50 * 1024 * 2 * 16 * 256 * 2 + 10 * K8 * 2 * 4 * 512 * 2),
    # 35 layers, of which the last 20 reuse caches: 12 with a window and 3 global ones are left
    ("google/gemma-4-E2B-it", K8, 12 * 512 * 2 * 1 * 256 * 2 + 3 * K8 * 2 * 1 * 512 * 2),
    ("meta-models/Muse-Glimmer-30B", K8, 39 * 2048 * 2 * 2 * 128 * 2 + 13 * K8 * 2 * 2 * 128 * 2),
    # MLA: a latent of 512 and a rotary key of 64, whatever the heads
    ("deepseek-ai/DeepSeek-V3", K8, 61 * K8 * (512 + 64) * 2),
    # and the 128 numbers of the sparse indexer's key
    ("deepseek-ai/DeepSeek-V3.2", K8, 61 * K8 * (512 + 64 + 128) * 2),
    ("mistralai/Mistral-Small-4-119B-2603", K8, 36 * K8 * (256 + 64) * 2),
    # 16 layers with a cache, 48 with a state of 48 heads of 128 x 128
    ("Qwen/Qwen3.6-27B", K8, 16 * K8 * 2 * 4 * 256 * 2 + 48 * 48 * 128 * 128 * 4),
    # Mamba-2: 23 states of 64 heads of 64 x 128; blocks of experts hold nothing
    ("nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", K8, 6 * K8 * 2 * 2 * 128 * 2 + 23 * 64 * 128 * 64 * 4),
    ("moonshotai/Kimi-K3", K8, 24 * K8 * (512 + 64) * 2 + 69 * 96 * 128 * 128 * 4),
    # one vector of 512 is key and value; 2 layers keep 128 tokens, 21 one entry for 4 tokens with an
    # indexer's key of 128, 20 one for 128 tokens; all keep the last 128 tokens besides
    (
        "deepseek-ai/DeepSeek-V4-Flash",
        M1,
        2 * 128 * 512 * 2 + 21 * ((M1 / 4 + 128) * 512 + M1 / 4 * 128) * 2 + 20 * (M1 / 128 + 128) * 512 * 2,
    ),
]


@pytest.mark.parametrize(("repo", "tokens", "wanted"), BY_HAND, ids=[row[0] for row in BY_HAND])
def test_the_cache_is_what_arithmetic_by_hand_gives(
    catalog: Catalog, repo: str, tokens: int, wanted: float
) -> None:
    figures = catalog.memory_of(repo)
    assert figures is not None
    assert cache_bytes(figures, tokens) == wanted


PUBLISHED: list[tuple[str, float]] = [
    # KiB a token in bf16, as published at sebastianraschka.com/llm-architecture-gallery
    ("microsoft/phi-4", 200),
    ("Qwen/Qwen3-Coder-30B-A3B-Instruct", 96),
    ("Qwen/Qwen3-Next-80B-A3B-Instruct", 24),
    ("mistralai/Mistral-Large-3-675B-Instruct-2512", 68.6),
    ("nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", 6),
    ("nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16", 8),
]


@pytest.mark.parametrize(("repo", "kib"), PUBLISHED, ids=[row[0] for row in PUBLISHED])
def test_a_token_costs_what_an_independent_table_publishes(catalog: Catalog, repo: str, kib: float) -> None:
    figures = catalog.memory_of(repo)
    assert figures is not None
    longer, shorter = cache_bytes(figures, 20_000), cache_bytes(figures, 10_000)
    assert longer is not None and shorter is not None
    assert round((longer - shorter) / 10_000 / 1024, 1) == kib


def test_at_least_85_checkpoints_have_layers_and_attention(catalog: Catalog) -> None:
    document = json.loads((resources_folder() / "memory.json").read_text(encoding="utf-8"))
    known = [row for row in document["rows"] if row["layers"] and row["attention"]]
    assert len(known) >= 85
    for row in known:
        assert sum(group["layers"] for group in row["attention"]) <= row["layers"], row["hf_repo"]
        for group in row["attention"]:
            assert (group["own_cache_layers"] or 0) <= group["layers"], row["hf_repo"]


@pytest.mark.parametrize("repo", ["deepseek-ai/DeepSeek-V4.1-Flash", "meta-models/Muse-Spark-Open-816B-A42B"])
def test_a_cache_that_cannot_be_reckoned_is_unknown_and_not_nothing(catalog: Catalog, repo: str) -> None:
    figures = catalog.memory_of(repo)
    assert figures is not None
    assert cache_bytes(figures, K8) is None
    assert "attention" in figures.not_checked
