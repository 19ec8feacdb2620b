"""Names that look like Llama and are not: each must be neutral, with a reason."""

from __future__ import annotations

import pytest

from advisor.catalog import load_catalog
from advisor.core.kinds import NameClass
from advisor.names import Namer

NEUTRAL = [
    # weights of their own
    "TinyLlama/TinyLlama-1.1B-Chat-v1.0",
    "tinyllama:1.1b-chat-v1-q4_0",
    "openlm-research/open_llama_3b_v2",
    "VMware/open-llama-7b-open-instruct",
    "amd/AMD-Llama-135m",
    "JackFram/llama-160m",
    "keeeeenw/MicroLlama",
    "nm-testing/llama2.c-stories42M-pruned2.4-compressed",
    "hf-internal-testing/tiny-random-LlamaForCausalLM",
    "Qwen/Qwen2.5-7B-Llamafied",
    # programs and projects
    "llama.cpp",
    "llama-cpp-python",
    "ggml-org/llama.cpp",
    "ollama/ollama",
    "LlamaIndex",
    "llama_index.llms.ollama",
    "run-llama/llama_index",
    "LLaMA-Factory",
    "llamafile",
    "llama-stack",
    "llama-server",
    "DefiLlama",
    "node-llama-cpp",
    "alpaca-trade-api",
    "alpaca_eval",
    # the word alone, and things around a model
    "llama",
    "LLaMA",
    "meta-llama",
    "llama models",
    "llama3_json",
    "llama-3-tokenizer",
    "license:llama3.1",
    "train_llama3.py",
    "llama-5",
    # data sets
    "tatsu-lab/alpaca",
    "allenai/tulu-v2-sft-mixture",
    "liuhaotian/LLaVA-Instruct-150K",
    "yahma/alpaca-cleaned",
    "timdettmers/openassistant-guanaco",
    "meta-llama/Llama-3.1-8B-Instruct-evals",
    # other vendors' models under a Llama-like roof, or under a derivative's name
    "ollama/mistral",
    "ollama/qwen3:8b",
    "llamagate/mistral-7b-v0.3",
    "llamaindex/vdr-2b-multi-v1",
    "models/llama-cpp/Qwen3-8B-Q4_K_M.gguf",
    "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B",
    "NousResearch/Hermes-2-Pro-Mistral-7B",
    "NousResearch/Hermes-4-14B-FP8",
    "dolphin-mistral",
    "dolphin-2.9.2-qwen2-72b",
    "llava-v1.6-mistral-7b",
    "llava-phi3",
    "bakllava",
    "DAMO-NLP-SG/VideoLLaMA2-7B",
    "PygmalionAI/pygmalion-2.7b",
    "assets/tokenizer.llama2",
    "LLAMA2_HF_TOKEN",
    "gllama3",
    "hf-internal-testing/tiny-random-LlamaForCausalLM",
    "DollyLlama-7B",
    "nvidia-nemotron",
    "NVIDIA Nemotron 3 Nano",
    "HuggingFaceTB/everyday-conversations-llama3.1-2k",
    "openchat/openchat-3.5-0106",
    "llava:7b-v1.6",
    "https://llama.meta.com/llama3",
    "WizardLM/WizardCoder-15B-V1.0",
    "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B",
    "nvidia/Nemotron-120B-A12B",
    "meta-models/Muse-Glimmer-30B",
    "facebook/opt-1.3b",
    "sentence-transformers/all-MiniLM-L3-v2",
    "Tongyi-Zhiwen/QwenLong-L1-32B",
    "gpt-4o",
    "",
    "   ",
]


@pytest.mark.parametrize("name", NEUTRAL)
def test_a_namesake_is_neutral_and_says_why(namer: Namer, name: str) -> None:
    found = namer.identify(name)
    assert found.name_class is NameClass.NEUTRAL
    assert found.rule.startswith("LA-NAME-")
    assert found.why.endswith(".")


def test_no_alternative_is_taken_for_llama(namer: Namer) -> None:
    taken = [one.hf_repo for one in load_catalog().alternatives if namer.identify(one.hf_repo).is_llama]
    assert taken == []


def test_a_page_about_a_model_is_no_model(namer: Namer) -> None:
    assert not namer.identify("https://ai.meta.com/blog/meta-llama-3/").is_llama
