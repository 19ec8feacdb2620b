"""What stands beside a finding and tells what a replacement has to offer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.catalog import load_catalog
from advisor.core.kinds import Context
from advisor.scan.detect.hints import HintRules
from tests.detect.look import inspect

RESOURCES = Path(__file__).parents[2] / "resources"
MODEL = 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n'


def hints(text: str, path: str = "src/app.py") -> set[tuple[str, str]]:
    return {(hint.need, hint.value) for hint in inspect(text, path).hints}


@pytest.mark.parametrize("line", ["engine: VLLM", "backend: vllm", 'inference_engine: "vllm"'])
def test_the_engine_of_a_deployment_tells_where_its_model_runs(line: str) -> None:
    assert ("provider", "vllm") in hints(
        f"url: hf://meta-llama/Llama-3.1-8B-Instruct\n{line}\n", "model.yaml"
    )


def test_an_engine_that_serves_no_models_tells_nothing() -> None:
    found = hints("model: meta-llama/Llama-3.1-8B-Instruct\nengine: postgres\n", "model.yaml")
    assert [value for need, value in found if need == "provider"] == []


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ('options={"num_ctx": 8192}', "8192"),
        ("llm = Llama(model_path=p, n_ctx=8 * 1024)", "8192"),
        ("vllm serve x --max-model-len 32k", "32768"),
        ("--max-model-len=131072", "131072"),
        ("max_seq_length: int = 4096", "4096"),
        ("OLLAMA_NUM_CTX=16384", "16384"),
        ("const options = { numCtx: 32_768 }", "32768"),
        ("client.create(max_tokens=16000)", "16000"),
    ],
)
def test_the_window_asked_for_is_a_need_in_tokens(line: str, tokens: str) -> None:
    assert ("context", tokens) in hints(MODEL + line)


@pytest.mark.parametrize(
    "line", ["max_tokens=4096", "num_ctx = size", "num_ctx: 3.5", "xnum_ctxy: 8192", "n_ctx=7"]
)
def test_a_customary_answers_length_and_what_is_no_number_say_nothing_of_the_window(line: str) -> None:
    assert not any(need == "context" for need, _ in hints(MODEL + line))


@pytest.mark.parametrize(
    ("line", "need"),
    [
        ("client.chat(tools=tools)", "tools"),
        ("llm.bind_tools([search])", "tools"),
        ("stream=True", "streaming"),
        ("{ stream: true }", "streaming"),
        ('response_format={"type": "json_object"}', "structured-output"),
        ('{"format": "json"}', "structured-output"),
        ('{"type": "image_url"}', "vision"),
        ("trainer = SFTTrainer(model)", "fine-tuning"),
        ("trainer = GKDTrainer(model, teacher_model=big)", "distillation"),
        ("load_in_4bit=True", "quantisation"),
    ],
)
def test_features_in_use_are_needs(line: str, need: str) -> None:
    assert need in {found for found, _ in hints(MODEL + line)}


@pytest.mark.parametrize(
    "line",
    ["stream=False", "tools=None", "upstream = True", "mytools = [1]", "retransforms the bind_toolset"],
)
def test_features_switched_off_or_only_alike_are_no_needs(line: str) -> None:
    assert hints(MODEL + line) == set()


@pytest.mark.parametrize(
    ("line", "provider"),
    [
        ('OpenAI(base_url="https://api.groq.com/openai/v1")', "groq"),
        ('url = "https://bedrock-runtime.eu-west-1.amazonaws.com"', "aws-bedrock"),
        ('boto3.client("bedrock-runtime")', "aws-bedrock"),
        ('key = os.environ["TOGETHER_API_KEY"]', "together"),
        ("from groq import Groq", "groq"),
        ("import ollama", "ollama"),
        ("llm = ChatOllama()", "ollama"),
    ],
)
def test_who_serves_the_model_is_told_by_host_key_client_or_import(line: str, provider: str) -> None:
    assert ("provider", provider) in hints(MODEL + line)


@pytest.mark.parametrize(
    "line",
    [
        '"https://notapi.groq.community"',
        "providers = ['groq', 'together']",
        "we work together",
        "MY_GROQ_API_KEYS",
    ],
)
def test_other_hosts_lists_and_sentences_tell_no_provider(line: str) -> None:
    assert not any(need == "provider" for need, _ in hints(MODEL + line))


def test_a_provider_of_a_typescript_project_is_told_by_its_import() -> None:
    text = 'import { groq } from "@ai-sdk/groq";\nconst model = "llama-3.1-8b-instant";\n'
    assert ("provider", "groq") in hints(text, "src/app.ts")


def test_a_file_without_a_finding_gives_no_hints() -> None:
    assert hints('# about llamas\noptions={"num_ctx": 8192}\n') == set()


@pytest.mark.parametrize("path", ["README.md", "docs/guide.md", "vendor/lib/app.py", "data/runs.json"])
def test_documents_data_and_vendored_code_say_nothing_of_needs(path: str) -> None:
    assert hints('{"model": "llama-3.1-8b-instant", "num_ctx": 8192}', path) == set()


def test_a_hint_names_the_place_where_it_stands() -> None:
    seen = inspect(MODEL + "n_ctx=8192\n")
    assert [(hint.start, hint.written) for hint in seen.hints] == [(len(MODEL), "n_ctx=8192")]


def test_every_client_in_the_data_belongs_to_a_provider_of_the_catalog() -> None:
    document = json.loads((RESOURCES / "hints.json").read_text(encoding="utf-8"))
    known = {provider.id for provider in load_catalog().providers}
    assert {row["provider"] for row in document["clients"]} <= known


def test_a_sentence_says_at_whose_place_a_model_runs() -> None:
    assert ("said", "groq") in hints('title = "Using Llama 3.1 70b on Groq to think"\n')
    assert ("said", "groq") not in hints('title = "Llama 3.1 70b, and Groq"\n')


def test_a_call_that_loads_weights_from_a_hub_is_told() -> None:
    loading = "model = AutoModelForCausalLM.from_pretrained('llama3')\n"
    assert ("loads", "huggingface") in hints(loading + MODEL)


def test_a_new_client_is_one_edit_of_the_data() -> None:
    document = json.loads((RESOURCES / "hints.json").read_text(encoding="utf-8"))
    document["clients"].append({"provider": "groq", "words": ["BrandNewGroqThing"]})
    found = HintRules(document).find("x = BrandNewGroqThing()", Context.PRODUCTION)
    assert [(hint.need, hint.value) for hint in found] == [("provider", "groq")]


MENU = """\
[
  {"id": "llama-3.1-8b", "label": "x", "provider": "Together AI"},
  {"provider": "groq",
   "id": "llama-3.1-8b"},
  {"id": "llama-3.1-8b", "providerId": "ollama"}
]
"""
BLOCKS = """\
models:
  - provider: groq
    name: llama-3.1-8b

  - name: llama-3.1-8b
    provider: fireworks_ai
other: 1
"""


@pytest.mark.parametrize(
    ("text", "path", "entries"),
    [
        (MENU, "menu.json", {("together", 2, 2), ("groq", 3, 4), ("ollama", 5, 5)}),
        (BLOCKS, "menu.yaml", {("groq", 2, 4), ("fireworks", 5, 6)}),
        ('init_chat_model("llama-3.1-8b",\n  model_provider="groq")', "app.py", {("groq", 1, 2)}),
        ('provider = "github"\nmodel = "llama-3.1-8b"', "app.toml", set()),
    ],
)
def test_a_key_that_names_a_provider_speaks_of_its_own_entry(
    text: str, path: str, entries: set[tuple[str, int, int]]
) -> None:
    lines = [text.count("\n", 0, at) + 1 for at in range(len(text) + 1)]
    found = [hint for hint in inspect(text, path).hints if hint.need == "provider" and hint.span]
    assert {(hint.value, lines[hint.span[0]], lines[hint.span[1]]) for hint in found if hint.span} == entries


def test_in_a_file_of_settings_an_address_speaks_of_its_block() -> None:
    block = "  groq:\n    url: https://api.groq.com\n    models:\n      - llama-3.1-8b\n"
    text = f"apis:\n{block}  other:\n    x: 1\n"
    (hint,) = [one for one in inspect(text, "apis.yaml").hints if one.need == "provider"]
    assert hint.span is not None
    assert (text.count("\n", 0, hint.span[0]) + 1, text.count("\n", 0, hint.span[1]) + 1) == (3, 5)
