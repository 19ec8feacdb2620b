"""Which checkpoint a host runs under an id that names a model without saying whether it is the tuned one."""

from __future__ import annotations

import pytest

from advisor.assess.facts import Facts
from advisor.names import namer_of
from tests.assess.build import real_catalog


@pytest.mark.parametrize(
    ("provider", "written", "name", "served"),
    [
        ("cerebras", "llama3.1-8b", "llama-3.1-8b", "llama-3.1-8b-instruct"),
        ("openrouter", "meta-llama/llama-4-maverick", "llama-4-maverick", "llama-4-maverick-instruct"),
        ("azure-ai-foundry", "Meta-Llama-3.1-8B", "llama-3.1-8b", "llama-3.1-8b"),
        ("azure-ai-foundry", "Llama-2-13b", "llama-2-13b", "llama-2-13b"),
        ("groq", "llama-3.1-8b-base", "llama-3.1-8b", "llama-3.1-8b"),
        ("huggingface", "meta-llama/Llama-3.1-8B", "llama-3.1-8b", "llama-3.1-8b"),
        ("vllm", "llama-3.1-8b", "llama-3.1-8b", "llama-3.1-8b"),
        ("groq", "meta-llama/llama-guard-4-12b", "llama-guard-4-12b", "llama-guard-4-12b"),
    ],
)
def test_a_host_serves_the_tuned_checkpoint_unless_the_id_says_base(
    provider: str, written: str, name: str, served: str
) -> None:
    facts = Facts(real_catalog(), namer_of(real_catalog()).identify)
    assert facts.served(provider, written, name) == served
