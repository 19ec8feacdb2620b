"""How much memory a checkpoint needs: its weights at a precision plus the KV cache at a context.

Formula (bytes), summed over the groups of layers of one attention kind:

    weights       parameters x bits per weight / 8
    full          layers x tokens x 2 x kv_heads x head_dim x 2
    sliding       the same with min(tokens, window) in place of tokens
    full, compressed   layers x (tokens / ratio + min(tokens, kept window)) x 2 x kv_heads x head_dim x 2
    with an indexer    besides: layers x (tokens / ratio) x indexer_head_dim x 2
    mla           layers x tokens x (kv_lora_rank + qk_rope_head_dim + indexer_head_dim) x 2
    linear        layers x heads x key_dim x value_dim x 4      (a fixed state, whatever the context)

The first 2 is for keys and values (1 where one vector serves as both), the last for 16-bit elements; a linear
layer keeps its state in 32 bits.
Layers that reuse an earlier layer's cache are not counted. Sources: the GQA paper (arXiv 2305.13245) for the
cache of grouped heads, the DeepSeek-V2 report (arXiv 2405.04434, section 2.1.2) for the latent cache, the
gated delta net paper (arXiv 2412.06464) for the fixed state. One request at a time, no activations and no
runtime overhead: a machine needs a little more.
"""

from __future__ import annotations

from advisor.core.knowledge import AttentionGroup, MemoryFigures
from advisor.core.memory import MemoryNeed

GIB = 1024**3
_CACHE_BYTES = 2
_STATE_BYTES = 4


def memory(
    params_b: float | None, bits: float | None, figures: MemoryFigures | None, context: int
) -> MemoryNeed:
    """The memory of a checkpoint of `params_b` thousand million parameters at `bits` per weight.

    `context` is in tokens. Any figure that is None makes its part None, never zero.
    """
    weights = None if params_b is None or bits is None else params_b * 1e9 * bits / 8 / GIB
    cache = None if figures is None else cache_bytes(figures, context)
    return MemoryNeed(weights, None if cache is None else cache / GIB)


def cache_bytes(figures: MemoryFigures, context: int) -> float | None:
    """Bytes of KV cache and fixed states at `context` tokens; None where a figure was not seen."""
    if not figures.attention:
        return None
    total = 0.0
    for group in figures.attention:
        size = _group_bytes(group, figures, context)
        if size is None:
            return None
        total += size
    return total


def _group_bytes(group: AttentionGroup, figures: MemoryFigures, context: int) -> float | None:
    layers = group.layers if group.own_cache_layers is None else group.own_cache_layers
    if group.type == "linear":
        size = _state_elements(group)
        return None if size is None else layers * size * _STATE_BYTES
    if group.type == "mla":
        size = _latent_width(group)
        return None if size is None else layers * context * size * _CACHE_BYTES
    tokens = _cached_tokens(group, context)
    heads = group.kv_heads or figures.kv_heads
    width = group.head_dim or figures.head_dim
    if tokens is None or heads is None or width is None:
        return None
    entry = (1 if group.shared_key_value else 2) * heads * width
    indexed = context / (group.compress_ratio or 1) * (group.indexer_head_dim or 0)
    return layers * (tokens * entry + indexed) * _CACHE_BYTES


def _cached_tokens(group: AttentionGroup, context: int) -> float | None:
    if group.type == "sliding":
        return None if group.window is None else min(context, group.window)
    if group.compress_ratio:
        return context / group.compress_ratio + min(context, group.also_window or 0)
    return context


def _latent_width(group: AttentionGroup) -> int | None:
    if group.kv_lora_rank is None or group.qk_rope_head_dim is None:
        return None
    return group.kv_lora_rank + group.qk_rope_head_dim + (group.indexer_head_dim or 0)


def _state_elements(group: AttentionGroup) -> int | None:
    if group.num_value_heads is None or group.key_head_dim is None or group.value_head_dim is None:
        return None
    return group.num_value_heads * group.key_head_dim * group.value_head_dim
