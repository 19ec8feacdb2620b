"""The memory formula, reckoned by hand for each kind of attention, then for the catalog's own models."""

from __future__ import annotations

import pytest

from advisor.assess.memory import GIB, cache_bytes, memory
from advisor.core.knowledge import AttentionGroup, MemoryFigures
from tests.assess.build import SOURCE, real_catalog, tables


def figures(*groups: AttentionGroup, kv_heads: int | None = 8, head_dim: int | None = 128) -> MemoryFigures:
    return MemoryFigures("maker/x", None, kv_heads, head_dim, groups, None, (SOURCE,))


def full(layers: int, **changes: object) -> AttentionGroup:
    return AttentionGroup("full", layers, None, **changes)  # type: ignore[arg-type]


def test_grouped_heads() -> None:
    """Llama 3.1 8B: 32 layers x 8192 tokens x (key + value) x 8 heads x 128 x 2 bytes = 1 GiB."""
    assert cache_bytes(figures(full(32)), 8192) == 32 * 8192 * 2 * 8 * 128 * 2 == GIB


def test_a_window_caps_the_tokens() -> None:
    """Gemma 3 27B: 52 layers keep 1,024 tokens, 10 keep all; 16 heads of 128."""
    group = figures(AttentionGroup("sliding", 52, 1024), full(10), kv_heads=16)
    assert cache_bytes(group, 8192) == (52 * 1024 + 10 * 8192) * 2 * 16 * 128 * 2
    assert cache_bytes(group, 512) == 62 * 512 * 2 * 16 * 128 * 2


def test_a_latent_is_kept_once_and_not_as_key_and_value() -> None:
    """DeepSeek V3: 61 layers x tokens x (512 latent + 64 rotary) x 2 bytes, whatever the heads."""
    group = AttentionGroup("mla", 61, None, kv_lora_rank=512, qk_rope_head_dim=64)
    assert cache_bytes(figures(group, kv_heads=128), 1000) == 61 * 1000 * 576 * 2


def test_an_indexer_adds_its_key() -> None:
    group = AttentionGroup("mla", 61, None, kv_lora_rank=512, qk_rope_head_dim=64, indexer_head_dim=128)
    assert cache_bytes(figures(group), 1000) == 61 * 1000 * (512 + 64 + 128) * 2


def test_a_linear_layer_keeps_the_same_state_at_any_context() -> None:
    """Qwen3-Next: 36 layers with 32 heads of 128 x 128 in 32 bits, 12 full ones with 2 heads of 256."""
    linear = AttentionGroup("linear", 36, None, num_value_heads=32, key_head_dim=128, value_head_dim=128)
    group = figures(linear, full(12), kv_heads=2, head_dim=256)
    state = 36 * 32 * 128 * 128 * 4
    assert cache_bytes(group, 0) == state
    assert cache_bytes(group, 4096) == state + 12 * 4096 * 2 * 2 * 256 * 2


def test_layers_that_reuse_a_cache_are_not_counted() -> None:
    assert cache_bytes(figures(full(30, own_cache_layers=20)), 100) == 20 * 100 * 2 * 8 * 128 * 2


def test_a_group_may_have_heads_of_its_own() -> None:
    group = figures(AttentionGroup("sliding", 4, 128, kv_heads=2, head_dim=64), full(4))
    assert cache_bytes(group, 1024) == (4 * 128 * 2 * 2 * 64 + 4 * 1024 * 2 * 8 * 128) * 2


def test_compressed_entries_stand_for_several_tokens_beside_the_last_ones() -> None:
    group = figures(full(10, compress_ratio=4, also_window=128))
    assert cache_bytes(group, 4096) == 10 * (4096 / 4 + 128) * 2 * 8 * 128 * 2


def test_weights_take_bits_per_parameter() -> None:
    need = memory(8.03, 4.9, figures(full(32)), 8192)
    assert need.weights_gib == pytest.approx(4.58, abs=0.01)  # the Q4_K_M file of Llama 3.1 8B
    assert need.total_gib == pytest.approx(5.58, abs=0.01)


class TestWhatWasNotSeen:
    def test_no_figures_make_no_total_and_the_weights_the_least(self) -> None:
        need = memory(8.0, 4.0, None, 8192)
        assert need.total_gib is None
        assert need.least_gib == need.weights_gib == pytest.approx(8e9 / 2 / GIB)

    @pytest.mark.parametrize(
        "group",
        [
            AttentionGroup("sliding", 4, None),
            AttentionGroup("mla", 4, None, kv_lora_rank=512),
            AttentionGroup("linear", 4, None, num_value_heads=2),
        ],
    )
    def test_a_missing_figure_makes_the_cache_unknown_and_never_zero(self, group: AttentionGroup) -> None:
        assert cache_bytes(figures(full(4), group), 100) is None

    def test_missing_heads_make_it_unknown_too(self) -> None:
        assert cache_bytes(figures(full(4), kv_heads=None), 100) is None

    def test_no_layers_are_no_cache(self) -> None:
        assert cache_bytes(figures(), 100) is None

    def test_unknown_parameters_or_precision_leave_the_weights_unknown(self) -> None:
        assert memory(None, 4.0, None, 1).least_gib is None
        assert memory(8.0, None, None, 1).least_gib is None


def test_one_vector_for_key_and_value_is_kept_once() -> None:
    group = figures(full(10, shared_key_value=True), kv_heads=1, head_dim=512)
    assert cache_bytes(group, 100) == 10 * 100 * 1 * 512 * 2


T = 32768
BY_HAND = {
    # dense, one head for keys and values per attention head
    "meta-llama/Llama-2-7b-hf": 32 * T * 2 * 32 * 128 * 2,
    # dense, grouped heads
    "meta-llama/Llama-3.1-8B-Instruct": 32 * T * 2 * 8 * 128 * 2,
    "meta-llama/Llama-3.1-70B-Instruct": 80 * T * 2 * 8 * 128 * 2,
    "meta-llama/Llama-3.2-1B-Instruct": 16 * T * 2 * 8 * 64 * 2,
    "Qwen/Qwen3-8B": 36 * T * 2 * 8 * 128 * 2,
    "microsoft/phi-4": 40 * T * 2 * 10 * 128 * 2,
    "mistralai/Mistral-Small-3.2-24B-Instruct-2506": 40 * T * 2 * 8 * 128 * 2,
    # mixture of experts: the experts hold no cache
    "zai-org/GLM-4.5-Air": 46 * T * 2 * 8 * 128 * 2,
    # every fourth layer full, the others a window (Llama 4: chunks of 8,192)
    "meta-llama/Llama-4-Scout-17B-16E-Instruct": (36 * 8192 + 12 * T) * 2 * 8 * 128 * 2,
    "allenai/Olmo-3-7B-Instruct": (24 * 4096 + 8 * T) * 2 * 32 * 128 * 2,
    "meta-models/Muse-Glimmer-30B": (39 * 2048 + 13 * T) * 2 * 2 * 128 * 2,
    "google/gemma-3-27b-it": (52 * 1024 + 10 * T) * 2 * 16 * 128 * 2,
    "openai/gpt-oss-20b": (12 * 128 + 12 * T) * 2 * 8 * 64 * 2,
    # 12 of 28 window layers and 3 of 7 full ones hold a cache; full heads are twice as wide
    "google/gemma-4-E2B-it": (12 * 512 * 256 + 3 * T * 512) * 2 * 1 * 2,
    # latent
    "deepseek-ai/DeepSeek-V3": 61 * T * (512 + 64) * 2,
    # 12 full layers beside 36 with a fixed state
    "Qwen/Qwen3-Next-80B-A3B-Instruct": 12 * T * 2 * 2 * 256 * 2 + 36 * 32 * 128 * 128 * 4,
}


@pytest.mark.parametrize("repo", BY_HAND)
def test_the_catalogs_figures_give_what_is_reckoned_by_hand(repo: str) -> None:
    found = real_catalog().memory_of(repo)
    assert found is not None
    assert cache_bytes(found, T) == BY_HAND[repo]


FILES_IN_GB = {
    # parameters in thousands of millions, precision, size of the file that Ollama hands out, from the table
    # of the model library in its README (the older ones are Q4_0, a little smaller than the Q4_K_M of "q4")
    "llama3.1:8b": (8.03, "q4", 4.7),
    "llama3:70b": (70.6, "q4", 40),
    "llama3.3:70b": (70.6, "q4", 43),
    "llama3.2:3b": (3.21, "q4", 2.0),
    "llama3.2:1b": (1.24, "q8", 1.3),
    "llama2:7b": (6.74, "q4", 3.8),
    "llama2:13b": (13.0, "q4", 7.3),
    "llama2:70b": (69.0, "q4", 39),
    "mistral:7b": (7.24, "q4", 4.1),
    "phi3:mini": (3.82, "q4", 2.3),
    # mixtures of experts: all experts are kept, whatever few of them work on a token
    "llama4:scout": (109, "q4", 67),
    "llama4:maverick": (400, "q4", 245),
    "deepseek-r1:671b": (671, "q4", 404),
}


@pytest.mark.parametrize("tag", FILES_IN_GB)
def test_weights_take_what_files_of_that_precision_are_large(tag: str) -> None:
    params, precision, gigabytes = FILES_IN_GB[tag]
    weights = memory(params, tables().bits_per_weight[precision], None, T).weights_gib
    assert weights is not None
    assert weights * GIB / 1e9 == pytest.approx(gigabytes, rel=0.10)


def test_weights_and_cache_add_up_for_a_mixture_of_experts() -> None:
    """gpt-oss-20b: 20.9 x 4.9 / 8 GB of weights; 12 layers keep 128 tokens and 12 all, 8 heads of 64."""
    need = memory(20.9, 4.9, real_catalog().memory_of("openai/gpt-oss-20b"), 8192)
    by_hand = (20.9e9 * 4.9 / 8 + (12 * 128 + 12 * 8192) * 2 * 8 * 64 * 2) / GIB
    assert need.total_gib == pytest.approx(by_hand)
