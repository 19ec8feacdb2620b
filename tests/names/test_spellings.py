"""Spellings of one model by many hands, each with the reading that its words allow.

Written by hand from how each host, client and packer builds its ids; no list of ids was copied.
"""

from __future__ import annotations

import pytest

from advisor.core.kinds import Confidence, NameClass
from advisor.names import Namer

MODELS = [
    # hub ids, today's and old ones
    ("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b-instruct", "llama-3.1"),
    ("meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1-8b-instruct", "llama-3.1"),
    ("meta-llama/Meta-Llama-3-70B", "llama-3-70b", "llama-3"),
    ("meta-llama/Llama-2-7b-chat-hf", "llama-2-7b-chat", "llama-2"),
    ("meta-llama/Llama-3.2-1B-Instruct-SpinQuant_INT4_EO8", "llama-3.2-1b-instruct", "llama-3.2"),
    ("meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8", "llama-4-maverick-instruct", "llama-4"),
    ("meta-llama/Llama-4-Scout-17B-16E-Original", "llama-4-scout", "llama-4"),
    ("codellama/CodeLlama-13b-Python-hf", "code-llama-13b-python", "code-llama"),
    ("meta-llama/LlamaGuard-7b", "llama-guard-1", "llama-guard-1"),
    ("meta-llama/Meta-Llama-Guard-2-8B", "llama-guard-2", "llama-guard-2"),
    ("meta-llama/Llama-Guard-3-11B-Vision", "llama-guard-3-11b-vision", "llama-guard-3"),
    ("meta-llama/Llama-Guard-4-12B", "llama-guard-4", "llama-guard-4"),
    ("meta-llama/Prompt-Guard-86M", "prompt-guard-1", "prompt-guard-1"),
    ("meta-llama/Llama-Prompt-Guard-2-22M", "prompt-guard-2-22m", "prompt-guard-2"),
    # Meta's own descriptors and folders
    ("Llama3.1-8B-Instruct:int4", "llama-3.1-8b-instruct", "llama-3.1"),
    ("Llama3.1-405B-Instruct:bf16-mp8", "llama-3.1-405b-instruct", "llama-3.1"),
    ("/srv/weights/Meta-Llama-3-8B/consolidated.00.pth", "llama-3-8b", "llama-3"),
    # Ollama
    ("llama3", "llama-3", "llama-3"),
    ("llama3.2:3b-instruct-q4_K_M", "llama-3.2-3b-instruct", "llama-3.2"),
    ("ollama/llama2:13b", "llama-2-13b-chat", "llama-2"),
    ("ollama_chat/llama3.1", "llama-3.1", "llama-3.1"),
    ("ollama:llama3.3", "llama-3.3", "llama-3.3"),
    ("ollama:llama3:8b", "llama-3-8b-instruct", "llama-3"),
    ("llama3.2-vision:90b", "llama-3.2-90b-vision-instruct", "llama-3.2"),
    ("llama4:16x17b", "llama-4-scout-instruct", "llama-4"),
    ("llama4:128x17b", "llama-4-maverick-instruct", "llama-4"),
    ("codellama:34b-python", "code-llama-34b-python", "code-llama"),
    ("llama-guard3:1b", "llama-guard-3-1b", "llama-guard-3"),
    ("hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M", "llama-3.2-3b-instruct", "llama-3.2"),
    # what runs it, and things around it
    ("llama-2-13b-g5-12xlarge", "llama-2-13b", "llama-2"),
    ("Meta-Llama-3-1-8B-Instruct-g5-2xl", "llama-3.1-8b-instruct", "llama-3.1"),
    ("llama-3.1-70b-instruct-gh200", "llama-3.1-70b-instruct", "llama-3.1"),
    ("llama-3.1-405b-instruct-mi300x", "llama-3.1-405b-instruct", "llama-3.1"),
    ("llama-3.1-8b-instruct-fp8-l40s", "llama-3.1-8b-instruct", "llama-3.1"),
    ("llama-3.1-8b-instruct-a100-80gb", "llama-3.1-8b-instruct", "llama-3.1"),
    ("hf://meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1-8b-instruct", "llama-3.1"),
    ("s3://bucket/Llama-3.1-8B-Instruct", "llama-3.1-8b-instruct", "llama-3.1"),
    ("llama3-8b-inf2.48xl-tp8-bs4", "llama-3-8b", "llama-3"),
    ("llama3_70b_tokenizer", "llama-3-70b", "llama-3"),
    ("staging-llama-2-7b", "llama-2-7b", "llama-2"),
    ("llama-2-13b-transformers", "llama-2-13b", "llama-2"),
    ("llama2-7b-completions", "llama-2-7b", "llama-2"),
    ("llama3.1-ctx32768", "llama-3.1", "llama-3.1"),
    ("config-ec2-llama3-1-8b-p4-tp-2-mc-max", "llama-3.1-8b", "llama-3.1"),
    ("Briton-meta-llama-llama-3.3-70b-instruct-fp8", "llama-3.3-70b-instruct", "llama-3.3"),
    ("ghcr.io/acme/models/llama2@sha256:d47fdba491a9", "llama-2", "llama-2"),
    ("LLama3-8b-Ins", "llama-3-8b-instruct", "llama-3"),
    ("llama-3_1-8b-instruct-nemo_v1.0", "llama-3.1-8b-instruct", "llama-3.1"),
    ("acme/llama3_1_8b_instruct.nemo", "llama-3.1-8b-instruct", "llama-3.1"),
    ("llama2-7b-chat@_here_", "llama-2-7b-chat", "llama-2"),
    ("llamacpp-llama3-8b-instruct-bartowski-q5km", "llama-3-8b-instruct", "llama-3"),
    # Fireworks' first names of Code Llama
    ("accounts/fireworks/models/llama-v2-13b-code", "code-llama-13b", "code-llama"),
    ("accounts/fireworks/models/llama-v2-34b-code-instruct", "code-llama-34b-instruct", "code-llama"),
    # an endpoint's number behind JumpStart's mark of chat-tuned weights
    ("jumpstart-dft-meta-textgeneration-llama-2-13b-f-1", "llama-2-13b-chat", "llama-2"),
    ("jumpstart-dft-meta-textgeneration-llama-2-13b-1", "llama-2-13b", "llama-2"),
    # Groq's previews
    ("acme/Llama-3-8B-it", "llama-3-8b-instruct", "llama-3"),
    ("llama-3.2-3b-preview", "llama-3.2-3b-instruct", "llama-3.2"),
    ("llama-3.2-11b-vision-preview", "llama-3.2-11b-vision-instruct", "llama-3.2"),
    # Bedrock
    ("meta.llama3-8b-instruct-v1:0", "llama-3-8b-instruct", "llama-3"),
    ("us.meta.llama3-1-70b-instruct-v1:0", "llama-3.1-70b-instruct", "llama-3.1"),
    ("meta.llama3-2-11b-instruct-v1:0:128k", "llama-3.2-11b-vision-instruct", "llama-3.2"),
    ("meta.llama2-13b-chat-v1", "llama-2-13b-chat", "llama-2"),
    ("bedrock/us-west-2/meta.llama3-3-70b-instruct-v1:0", "llama-3.3-70b-instruct", "llama-3.3"),
    ("bedrock/converse/us.meta.llama4-scout-17b-instruct-v1:0", "llama-4-scout-instruct", "llama-4"),
    (
        "arn:aws:bedrock:eu-west-1::foundation-model/meta.llama3-2-1b-instruct-v1:0",
        "llama-3.2-1b-instruct",
        "llama-3.2",
    ),
    (
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama3-2-90b-instruct-v1:0",
        "llama-3.2-90b-vision-instruct",
        "llama-3.2",
    ),
    # SageMaker JumpStart
    ("meta-textgeneration-llama-3-1-8b-instruct", "llama-3.1-8b-instruct", "llama-3.1"),
    ("meta-textgeneration-llama-2-7b-f", "llama-2-7b-chat", "llama-2"),
    ("meta-vlm-llama-4-scout-17b-16e-instruct", "llama-4-scout-instruct", "llama-4"),
    ("meta-textgeneration-llama-codellama-7b", "code-llama-7b", "code-llama"),
    # Azure, GitHub, Vertex
    (
        "azureml://registries/azureml-meta/models/Llama-3.3-70B-Instruct/versions/9",
        "llama-3.3-70b-instruct",
        "llama-3.3",
    ),
    ("azure_ai/Meta-Llama-3-70B-Instruct", "llama-3-70b-instruct", "llama-3"),
    ("meta/meta-llama-3.1-405b-instruct", "llama-3.1-405b-instruct", "llama-3.1"),
    ("publishers/meta/models/llama-3.3-70b-instruct-maas", "llama-3.3-70b-instruct", "llama-3.3"),
    ("projects/acme/locations/us-central1/publishers/meta/models/llama3@llama3-8b", "llama-3-8b", "llama-3"),
    ("vertex_ai/meta/llama3-405b-instruct-maas", "llama-3.1-405b-instruct", "llama-3.1"),
    # Groq, Together, Fireworks, Replicate, DeepInfra, OpenRouter
    ("llama-3.1-8b-instant", "llama-3.1-8b-instruct", "llama-3.1"),
    ("groq/llama-3.3-70b-versatile", "llama-3.3-70b-instruct", "llama-3.3"),
    ("llama3-70b-8192", "llama-3-70b-instruct", "llama-3"),
    ("together_ai/meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo-128K", "llama-3.1-70b-instruct", "llama-3.1"),
    ("togethercomputer/llama-2-70b-chat", "llama-2-70b-chat", "llama-2"),
    ("meta-llama/Llama-3-8b-chat-hf", "llama-3-8b-instruct", "llama-3"),
    ("accounts/fireworks/models/llama-v3p1-8b-instruct", "llama-3.1-8b-instruct", "llama-3.1"),
    (
        "accounts/fireworks/models/llama-v3p3-70b-instruct#accounts/acme/deployments/x1",
        "llama-3.3-70b-instruct",
        "llama-3.3",
    ),
    ("accounts/fireworks/models/llama4-maverick-instruct-basic", "llama-4-maverick-instruct", "llama-4"),
    ("fireworks_ai/llama-v2-13b-chat", "llama-2-13b-chat", "llama-2"),
    ("meta/llama-2-70b-chat:02e509c789964a7ea8736978a43525956ef40397", "llama-2-70b-chat", "llama-2"),
    ("deepinfra/meta-llama/Llama-3.2-90B-Vision-Instruct", "llama-3.2-90b-vision-instruct", "llama-3.2"),
    ("openrouter/meta-llama/llama-3.3-70b-instruct:free", "llama-3.3-70b-instruct", "llama-3.3"),
    ("meta-llama/llama-4-maverick:free", "llama-4-maverick-instruct", "llama-4"),
    # Cerebras, SambaNova, Cloudflare, NIM, Databricks, Snowflake, watsonx, OCI, OVH
    ("cerebras/llama3.1-8b", "llama-3.1-8b-instruct", "llama-3.1"),
    ("Meta-Llama-3.3-70B-Instruct", "llama-3.3-70b-instruct", "llama-3.3"),
    ("@cf/meta/llama-3.3-70b-instruct-fp8-fast", "llama-3.3-70b-instruct", "llama-3.3"),
    ("@hf/thebloke/llamaguard-7b-awq", "llama-guard-1", "llama-guard-1"),
    ("nvcr.io/nim/meta/llama-3.1-8b-instruct:1.3.3", "llama-3.1-8b-instruct", "llama-3.1"),
    ("databricks-meta-llama-3-3-70b-instruct", "llama-3.3-70b-instruct", "llama-3.3"),
    ("system.ai.llama_v3_3_70b_instruct", "llama-3.3-70b-instruct", "llama-3.3"),
    ("system.ai.meta_llama_3_70b_instruct", "llama-3-70b-instruct", "llama-3"),
    ("snowflake/llama3.1-70b", "llama-3.1-70b-instruct", "llama-3.1"),
    ("meta-llama/llama-3-3-70b-instruct", "llama-3.3-70b-instruct", "llama-3.3"),
    ("watsonx/meta-llama/llama-3-405b-instruct", "llama-3.1-405b-instruct", "llama-3.1"),
    ("meta.llama-3.1-405b-instruct", "llama-3.1-405b-instruct", "llama-3.1"),
    ("Meta-Llama-3_1-70B-Instruct", "llama-3.1-70b-instruct", "llama-3.1"),
    # quantised copies and file names
    ("llama-2-7b-chat.Q4_K_M.gguf", "llama-2-7b-chat", "llama-2"),
    ("models/llama-2-13b.ggmlv3.q4_0.bin", "llama-2-13b", "llama-2"),
    ("Llama-3.3-70B-Instruct-Q8_0-00001-of-00002.gguf", "llama-3.3-70b-instruct", "llama-3.3"),
    ("Meta-Llama-3-8B-Instruct.Q6_K.llamafile", "llama-3-8b-instruct", "llama-3"),
    ("TheBloke/Llama-2-70B-Chat-GPTQ", "llama-2-70b-chat", "llama-2"),
    ("hugging-quants/Meta-Llama-3.1-405B-Instruct-AWQ-INT4", "llama-3.1-405b-instruct", "llama-3.1"),
    ("mlx-community/Meta-Llama-3.1-8B-Instruct-4bit", "llama-3.1-8b-instruct", "llama-3.1"),
    ("turboderp/Llama-3-8B-Instruct-exl2", "llama-3-8b-instruct", "llama-3"),
    ("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16", "llama-3.1-8b-instruct", "llama-3.1"),
    ("unsloth/Meta-Llama-3.1-8B-unsloth-bnb-4bit", "llama-3.1-8b", "llama-3.1"),
    ("Llama-3.1-8B-Instruct-q4f32_1-MLC-1k", "llama-3.1-8b-instruct", "llama-3.1"),
    ("bartowski/meta-llama_Llama-4-Scout-17B-16E-Instruct-GGUF", "llama-4-scout-instruct", "llama-4"),
    ("models--meta-llama--Llama-2-13b-hf", "llama-2-13b", "llama-2"),
    ("huggyllama/llama-65b", "llama-1-65b", "llama-1"),
    ("decapoda-research/llama-7b-hf", "llama-1-7b", "llama-1"),
    # torchtune, Keras, Kaggle
    ("llama3_1/8B", "llama-3.1-8b", "llama-3.1"),
    ("llama2/7B_lora_single_device", "llama-2-7b", "llama-2"),
    ("llama4/scout_17B_16E_full", "llama-4-scout", "llama-4"),
    ("torchtune.models.llama3_2.llama3_2_3b", "llama-3.2-3b", "llama-3.2"),
    ("llama3_instruct_8b_en", "llama-3-8b-instruct", "llama-3"),
    ("llama3.1_guard_8b", "llama-guard-3-8b", "llama-guard-3"),
    ("metaresearch/llama-3.1/pyTorch/8b-instruct", "llama-3.1-8b-instruct", "llama-3.1"),
    # the dot lost or replaced
    ("llama31-8b", "llama-3.1-8b", "llama-3.1"),
    ("llama-3p1-8b", "llama-3.1-8b", "llama-3.1"),
    ("llama318b", "llama-3.1-8b", "llama-3.1"),
    ("llama_3_3_70b", "llama-3.3-70b", "llama-3.3"),
    ("llama-3-1b", "llama-3.2-1b", "llama-3.2"),
    ("Llama-33B", "llama-1-30b", "llama-1"),
    # routers never seen before
    ("acme-router/eu/premium/meta-llama/Llama-3.2-3B-Instruct", "llama-3.2-3b-instruct", "llama-3.2"),
    ("gateway::llama-3.1-70b-instruct", "llama-3.1-70b-instruct", "llama-3.1"),
    ("anyproxy:meta-llama/llama-3-8b-instruct:beta", "llama-3-8b-instruct", "llama-3"),
    ("s3://acme-weights/prod/Llama-3.2-1B-Instruct/model.safetensors", "llama-3.2-1b-instruct", "llama-3.2"),
    # Ollama's own words for the weights before tuning
    ("codellama:7b-code", "code-llama-7b", "code-llama"),
    ("ollama/codellama:34b-code-q4_0", "code-llama-34b", "code-llama"),
    ("codellama:13b", "code-llama-13b-instruct", "code-llama"),
    ("llama2:7b-text", "llama-2-7b", "llama-2"),
    ("llama3.1:8b-text-q4_0", "llama-3.1-8b", "llama-3.1"),
    # the version behind the size
    ("a16z-infra/llama13b-v2-chat", "llama-2-13b-chat", "llama-2"),
    ("replicate/llama70b-v2-chat", "llama-2-70b-chat", "llama-2"),
    ("llama-13b-v3", "llama-1-13b", "llama-1"),
    # packing and switches that say nothing of the weights
    ("llama2_13b_4_128act", "llama-2-13b", "llama-2"),
    ("llama2_7b_q80.bin", "llama-2-7b", "llama-2"),
    ("use-llama-3-8b", "llama-3-8b", "llama-3"),
    # a version that Code Llama has, and one that it lacks
    ("code_llama2_7b", "code-llama-7b", "code-llama"),
    # an official name without a version: by the catalog's row, else left open
    ("meta-llama/Llama-Vision-Free", "llama-3.2-vision-instruct", "llama-3.2"),
    ("meta-llama/Llama-Vision", "meta-llama/llama-vision", None),
    # what the name leaves open stays open
    ("llama-8b-instruct", "llama-8b-instruct", None),
    ("Llama 3.1", "llama-3.1", "llama-3.1"),
    ("llama-4", "llama-4", "llama-4"),
]

DERIVATIVES = [
    ("NousResearch/Hermes-3-Llama-3.1-8B", "hermes-3-llama-3.1-8b", "llama-3.1"),
    ("nousresearch/hermes-4-70b", "hermes-4-70b", "llama-3.1"),
    ("lambda_ai/hermes3-405b", "hermes3-405b", "llama-3.1"),
    ("deepseek-r1-distill-llama-70b", "deepseek-r1-distill-llama-70b", "llama-3.3"),
    ("unsloth/DeepSeek-R1-Distill-Llama-8B-GGUF", "deepseek-r1-distill-llama-8b", "llama-3.1"),
    ("nvidia/Llama-3_1-Nemotron-51B-Instruct", "llama-3.1-nemotron-51b-instruct", "llama-3.1"),
    ("serving-nvidia-llama-embed-nemotron-8b", "llama-embed-nemotron-8b", "llama-3.1"),
    ("llama-3.1-sonar-large-128k-online", "llama-3.1-sonar-large-128k", "llama-3.1"),
    ("llama3-groq-8b-8192-tool-use-preview", "llama-3-groq-8b-8192-tool-use-preview", "llama-3"),
    ("lmsys/vicuna-13b-v1.5-16k", "vicuna-13b-v1.5-16k", "llama-2"),
    ("TheBloke/vicuna-7B-v1.3-GPTQ", "vicuna-7b-v1.3", "llama-1"),
    ("vicuna:13b", "vicuna-13b", None),
    ("tloen/alpaca-lora-7b", "alpaca-lora-7b", "llama-1"),
    ("liuhaotian/llava-v1.5-7b", "llava-v1.5-7b", "llama-2"),
    ("microsoft/Orca-2-13b", "orca-2-13b", "llama-2"),
    ("allenai/Llama-3.1-Tulu-3-8B-DPO", "llama-3.1-tulu-3-8b-dpo", "llama-3.1"),
    ("cognitivecomputations/dolphin-2.9-llama3-8b", "dolphin-2.9-llama-3-8b", "llama-3"),
    ("epfl-llm/meditron-70b", "meditron-70b", "llama-2"),
    ("aaditya/Llama3-OpenBioLLM-70B", "llama-3-openbiollm-70b", "llama-3"),
    ("Phind/Phind-CodeLlama-34B-v2", "phind-code-llama-34b-v2", "code-llama"),
    ("tokyotech-llm/Llama-3.3-Swallow-70B-Instruct-v0.4", "llama-3.3-swallow-70b-instruct-v0.4", "llama-3.3"),
    ("Sao10K/L3.3-70B-Euryale-v2.3", "l3.3-70b-euryale-v2.3", "llama-3.3"),
    ("undi95/remm-slerp-l2-13b", "remm-slerp-l2-13b", "llama-2"),
    ("someone/Llama-3.2-3B-invoice-reader-lora", "llama-3.2-3b-invoice-reader-lora", "llama-3.2"),
    ("medllama2:7b", "medllama-2-7b", "llama-2"),
    ("togethercomputer/LLaMA-2-7B-32K", "llama-2-7b-32k", "llama-2"),
    ("teknium/camoscio-7b-llama", "camoscio-7b-llama", "llama-1"),
    ("princeton-nlp/Sheared-LLaMA-1.3B", "sheared-llama-1.3b", "llama-2"),
    ("llama3-groq-tool-use", "llama-3-groq-tool-use", "llama-3"),
    ("llama-3-8b-text-to-sql", "llama-3-8b-text-to-sql", "llama-3"),
    ("code-llama-3-1-8b-text-to-sql", "code-llama-3.1-8b-text-to-sql", "llama-3.1"),
    ("acme/medllama-7b-v2", "medllama-7b-v2", "llama-1"),
]


@pytest.mark.parametrize(("written", "model", "family"), MODELS)
def test_a_spelling_of_metas_weights_is_read(
    namer: Namer, written: str, model: str, family: str | None
) -> None:
    found = namer.identify(written)
    assert (found.name_class, found.model, found.family) == (NameClass.MODEL, model, family)


DERIVATIVES += [
    # a language at the end of a publisher's name
    ("acme/llama-2-7b-chat-eu", "acme-llama-2-7b-chat", "llama-2"),
    ("acme/Llama-3-8B-Instruct-it", "acme-llama-3-8b-instruct-it", "llama-3"),
    ("acme/Llama-3-8B-Instruct-pt", "acme-llama-3-8b-instruct", "llama-3"),
    # Groq's weights by their short name
    ("Llama-3-Groq-8B", "llama-3-groq-8b", "llama-3"),
    # a teacher's name where a size shows weights
    ("jondurbin/airoboros-33b-gpt4-1.4", "airoboros-33b-gpt4-1.4", "llama-1"),
    ("claude2-alpaca-13b", "claude2-alpaca-13b", "llama-2"),
    # words of data sets in the name of weights with a size
    ("allenai/tulu-v2.5-13b-preference-mix-rm", "tulu-v2.5-13b-preference-mix-rm", "llama-2"),
    # a tag that tells the size and the base, after a name of its own
    ("wizardlm:70b-llama2-q4_0", "wizardlm-70b-llama-2", "llama-2"),
    # a name that begins like its publisher's
    ("openchat/openchat_v2_w", "openchat-v2-w", "llama-1"),
    ("RLHFlow/LLaMA3-SFT", "llama-3-sft", "llama-3"),
    ("somebody/L3-SnowStorm-4x8B", "l3-snowstorm-4x8b", "llama-3"),
    ("PygmalionAI/pygmalion-2-7b", "pygmalion-2-7b", "llama-2"),
]


@pytest.mark.parametrize(("written", "model", "family"), DERIVATIVES)
def test_a_spelling_of_weights_made_from_llama_is_read(
    namer: Namer, written: str, model: str, family: str | None
) -> None:
    found = namer.identify(written)
    assert (found.name_class, found.model, found.family) == (NameClass.DERIVATIVE, model, family)


@pytest.mark.parametrize(
    ("written", "provider"),
    [
        ("llama-3.3-70b-versatile", "groq"),
        ("us.meta.llama3-1-70b-instruct-v1:0", "aws-bedrock"),
        ("accounts/fireworks/models/llama-v3p1-8b-instruct", "fireworks"),
        ("@cf/meta/llama-3.1-8b-instruct", "cloudflare-workers-ai"),
        ("meta/llama-3.3-70b-instruct-maas", "google-vertex"),
        ("databricks-meta-llama-3-1-8b-instruct", "databricks"),
        ("meta.llama-3.3-70b-instruct", "oracle-oci"),
        ("meta-textgeneration-llama-3-2-3b-instruct", "sagemaker-jumpstart"),
        ("openrouter/meta-llama/llama-3.1-8b-instruct", "openrouter"),
        ("litellm_proxy/groq/llama-3.1-8b-instant", "groq"),
        ("llama3.2:3b", "ollama"),
        ("deepinfra/nvidia/Llama-3.1-Nemotron-70B-Instruct", "deepinfra"),
        ("meta-llama/Llama-3.1-8B-Instruct", None),
        ("llama-3.1-8b-instruct", None),
    ],
)
def test_the_host_whose_spelling_it_is_is_told(namer: Namer, written: str, provider: str | None) -> None:
    assert namer.identify(written).provider == provider


@pytest.mark.parametrize(
    ("written", "size", "quantisation"),
    [
        ("llama-2-7b-chat.Q4_K_M.gguf", 7.0, "q4_k_m"),
        ("meta-llama/Llama-Guard-3-8B-INT8", 8.0, "int8"),
        ("unsloth/llama-3-8b-bnb-4bit", 8.0, "bnb_4bit"),
        ("mlx-community/Llama-3.3-70B-Instruct-4bit", 70.0, "4bit"),
        ("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16", 8.0, "w4a16"),
        ("llama-3.1-8b-instruct-fp8-l4", 8.0, "fp8"),
        ("llama-3.1-70b-instruct-fp8-1-h100", 70.0, "fp8"),
        ("meta-llama/Prompt-Guard-86M", 0.086, None),
        ("princeton-nlp/Sheared-LLaMA-1.3B", 1.3, None),
        ("llama3.1", None, None),
        ("llama-3.3-70b-versatile", 70.0, None),
    ],
)
def test_size_and_quantisation_are_those_the_name_tells(
    namer: Namer, written: str, size: float | None, quantisation: str | None
) -> None:
    found = namer.identify(written)
    assert (found.size_b, found.quantisation) == (size, quantisation)


def test_a_copy_by_somebody_else_is_the_model_and_says_whose_copy_it_is(namer: Namer) -> None:
    found = namer.identify("NousResearch/Meta-Llama-3-8B-Instruct")
    assert found.name_class is NameClass.MODEL
    assert found.made_from == "llama-3-8b-instruct"
    assert found.organisation == "NousResearch"
    assert "NousResearch" in found.why


def test_a_derivative_known_by_its_name_alone_is_low_evidence(namer: Namer) -> None:
    assert namer.identify("someone/Llama-3.1-8B-poems").evidence is Confidence.LOW


def test_a_derivative_whose_card_was_read_is_high_evidence(namer: Namer) -> None:
    assert namer.identify("NousResearch/Hermes-3-Llama-3.1-8B").evidence is Confidence.HIGH


@pytest.mark.parametrize("word", ["llama3", "llama-2", "vicuna", "alpaca", "codellama", "llama_3"])
def test_a_word_that_names_a_model_only_by_its_place_is_bare(namer: Namer, word: str) -> None:
    assert namer.identify(word).bare


@pytest.mark.parametrize(
    "name", ["llama3.1", "llama3:8b", "llama-2-7b", "vicuna-13b", "ollama/llama3", "Code Llama"]
)
def test_a_name_with_a_minor_version_size_host_or_second_word_is_not_bare(namer: Namer, name: str) -> None:
    assert not namer.identify(name).bare


def test_what_was_written_is_kept(namer: Namer) -> None:
    assert namer.identify(" Meta-Llama-3-8B ").written == " Meta-Llama-3-8B "


def test_every_catalogued_model_reads_as_itself(namer: Namer) -> None:
    from advisor.catalog import load_catalog

    for model in load_catalog().llama_models:
        found = namer.identify(model.id)
        assert (found.model, found.family) == (model.id, model.family)
        for repo in model.repos:
            assert namer.identify(repo).family == model.family


@pytest.mark.parametrize(
    "path",
    [
        "/home/ubuntu/models/llama/llama-7b/models--TheBloke--Llama-2-7b-fp16",
        "~/weights/groq/Llama-2-7b",
        "./together/Llama-2-7b",
        "models/llama/run/Llama-2-7b",
    ],
)
def test_the_folders_of_a_path_are_nobodys_prefixes(namer: Namer, path: str) -> None:
    found = namer.identify(path)
    assert (found.model, found.provider) == ("llama-2-7b", None)


def test_a_librarys_name_with_groq_in_it_is_not_served_by_groq(namer: Namer) -> None:
    assert namer.identify("llama3-groq-8b-8192-tool-use-preview").provider == "groq"
    assert namer.identify("llama3-groq-tool-use:8b").provider == "ollama"


@pytest.mark.parametrize(
    ("name", "provider"),
    [
        ("replicate:meta/llama-2-7b-chat", "replicate"),
        ("cloudflare-ai:chat:@cf/meta/llama-3-8b-instruct", "cloudflare-workers-ai"),
        ("groq:meta-llama/llama-4-scout-17b-16e-instruct", "groq"),
        ("llama:7b", "ollama"),
    ],
)
def test_a_clients_prefix_before_a_colon_tells_the_host(namer: Namer, name: str, provider: str) -> None:
    assert namer.identify(name).provider == provider


def test_a_size_apart_from_a_name_without_version_tells_no_model(namer: Namer) -> None:
    assert namer.identify("path/to/llama/model/7B").name_class is NameClass.NEUTRAL
    assert namer.identify("weights/llama/7B").model == "llama-1-7b"


@pytest.mark.parametrize(
    "name", ["meta-llama/llama", "meta-llama/llama-models", "llama-vision", "llama-chat"]
)
def test_a_name_without_version_counts_for_metas_own_variants_alone(namer: Namer, name: str) -> None:
    assert namer.identify(name).name_class is NameClass.NEUTRAL
