"""Which words of a file are the name, and which names are the project's own."""

from __future__ import annotations

import json

import pytest

from advisor.core.kinds import Context
from tests.detect.look import rows

Row = tuple[int, str, str | None]


def found(text: str, path: str) -> list[Row]:
    """Line, written text and model of each finding."""
    return [(row.line, row.written, row.model) for row in rows(text, path).findings]


def cleared(text: str, path: str) -> set[tuple[int, str]]:
    return {(row.line, row.rule) for row in rows(text, path).cleared}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "compare vicuna-13b-v1.3 alpaca-13b",
            [("vicuna-13b-v1.3", "vicuna-13b-v1.3"), ("alpaca-13b", "alpaca-13b")],
        ),
        ("apply delta lmsys/vicuna-7b-delta-v1.1", [("lmsys/vicuna-7b-delta-v1.1", "vicuna-7b-delta-v1.1")]),
        ("an Instruct-tuned Llama2", [("Llama2", "llama-2")]),
        ("works with llama2/llama3", [("llama2", "llama-2"), ("llama3", "llama-3")]),
        ("a Llama 3+ tokenizer", [("Llama 3", "llama-3")]),
        ("we tune a 7B LLaMA", [("7B LLaMA", "llama-1-7b")]),
        ("LLaMA model sizes of 7B, 13B and 65B", [("LLaMA model sizes of 7B", "llama-1-7b")]),
        ("LLaMA models with 4 heads", []),
    ],
)
def test_the_span_in_prose_is_the_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(written, model) for _, written, model in found(text, "README.md")] == expected


def test_a_setting_inside_a_word_hands_over_its_value() -> None:
    text = "lm_eval --model_args model=acme/llama-3-1-8b-math,base_url=http://localhost:8080/v1,n=8\n"
    assert found(text, "run.sh") == [(1, "acme/llama-3-1-8b-math", "llama-3.1-8b-math")]


def test_a_notebooks_command_goes_on_after_a_backslash() -> None:
    source = ["!lm_eval --tasks gsm8k \\\n", "  --model_args model=acme/llama-3-1-8b-math,n=8\n", "x = 1"]
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    assert [row.model for row in rows(text, "eval.ipynb").findings] == ["llama-3.1-8b-math"]


def test_what_a_program_printed_in_a_document_is_prose_and_a_command_is_not() -> None:
    text = (
        "```bash\n* Fine-tuning Llama3 with chat data\ncd Llama3\ngit clone llama3 into my own folder\n```\n"
    )
    assert found(text, "README.md") == [(2, "Llama3", "llama-3")]


def test_a_manifests_description_may_name_a_model_its_own_name_never() -> None:
    text = '{\n "name": "llama-3.2-ocr",\n "description": "Pictures to text with Llama 3.2 Vision."\n}'
    assert found(text, "package.json") == [(3, "Llama 3.2 Vision", "llama-3.2-vision")]
    assert (2, "LA-CLEAR-OWN-NAME") in cleared(text, "package.json")


@pytest.mark.parametrize("path", ["build_app_env.txt", "deps/base.in"])
def test_a_pinned_line_is_a_package_in_a_text_file_of_any_name(path: str) -> None:
    text = "numpy==2.0\nllama-stack==0.1.3\nllama-stack is a server\nllama-stack\n"
    seen = rows(text, path).findings
    assert [(row.line, row.kind.value, row.written) for row in seen] == [(2, "package", "llama-stack")]


def test_a_file_of_weights_is_known_by_its_folder_a_document_is_not() -> None:
    text = 'a = "EAGLE-LLaMA3-Instruct-8B/config.json"\nb = "EAGLE-LLaMA3-Instruct-8B/pytorch_model.bin"\n'
    assert [line for line, _, _ in found(text, "app.py")] == [1, 2]
    assert found('c = "llama-3-8b/notes.json"\n', "app.py") == []


MANIFEST = """\
kind: Deployment
metadata:
  name: llama-3-8b
spec:
  containers:
    - name: llama-3-8b
      args: ["--model", "meta-llama/Llama-3.2-1B-Instruct"]
  volumes:
    - name: llama-3-8b-cache
      persistentVolumeClaim:
        claimName: llama-3-8b
"""


def test_names_of_objects_are_the_projects_own() -> None:
    assert [line for line, _, _ in found(MANIFEST, "deploy/vllm.yaml")] == [7]
    slugs = {line for line, rule in cleared(MANIFEST, "deploy/vllm.yaml") if rule == "LA-CLEAR-SLUG"}
    assert slugs == {3, 6, 9, 11}
    assert found("kubectl logs -f deployment/vllm-tool-llama3-8b\n", "run.sh") == []


def test_names_in_a_list_of_models_count() -> None:
    text = "models:\n  - name: llama-3-70b-instruct\nfailedAdapters:\n  - name: alpaca-lora-13b\n"
    assert [model for _, _, model in found(text, "models.yaml")] == [
        "llama-3-70b-instruct",
        "alpaca-lora-13b",
    ]


def test_a_path_through_a_folder_of_data_may_lead_to_weights() -> None:
    text = '{"value": "/share/datasets/public_models/Meta-Llama-3-8B-Instruct"}'
    assert [model for _, _, model in found(text, "panel.json")] == ["llama-3-8b-instruct"]
    assert found("dataset_id_or_path: acme/llama-3-1-8b-dpo-pairs\n", "run.yaml") == []


def test_a_comparison_with_an_attribute_tells_what_a_word_is() -> None:
    text = 'def test_names(found):\n    assert "llama3" in found.get()[0].model_names\n'
    assert [model for _, _, model in found(text, "tests/test_x.py")] == ["llama-3"]


def test_a_place_on_the_same_page_is_a_link() -> None:
    text = "* [Path 3: Llama-3-8B-Instruct](#path-3-using-llama-3-8b-instruct-with-lm-studio)\n"
    assert found(text, "docs/setup.md") == [(1, "Llama-3-8B-Instruct", "llama-3-8b-instruct")]
    assert (1, "LA-CLEAR-LINK") in cleared(text, "docs/setup.md")


def test_labels_of_prompt_templates_are_no_list_of_models() -> None:
    labels = {"chatml": "ChatML", "vicuna": "Vicuna", "mistral": "Mistral", "zephyr": "Zephyr"}
    assert found(json.dumps({"prompt_template": {"options": labels}}, indent=1), "translations/en.json") == []


def test_code_shown_in_a_comment_names_a_model_by_its_key() -> None:
    text = "/// final chat = ChatOllama(\n///   model: 'llama3-groq-tool-use',\n/// );\n/// Ask the vicuna.\n"
    assert [line for line, _, _ in found(text, "lib/tools.dart")] == [2]


def test_a_model_named_in_a_heredoc_of_elixir_is_read() -> None:
    text = (
        '@moduledoc """\n- `model`: The model used, e.g., "llama2:latest".\n"""\ndef run, do: "llama3:8b"\n'
    )
    assert [row[:2] for row in found(text, "lib/chat.ex")] == [(2, "llama2:latest"), (4, "llama3:8b")]


def test_a_clients_prefix_shows_an_id_a_folder_does_not() -> None:
    text = "providers:\n  - id: ollama:llama2-uncensored\nimage: ollama/llama3-webui\n"
    assert found(text, "promptfooconfig.yaml") == [(2, "ollama:llama2-uncensored", "llama-2-uncensored")]


def test_a_default_of_the_shell_is_the_name_alone() -> None:
    text = 'services:\n  worker:\n    entrypoint: ["serve", "--model-names", "${NAMES:-vicuna-7b-v1.5}"]\n'
    assert [row[1] for row in found(text, "docker-compose.yml")] == ["vicuna-7b-v1.5"]


def test_the_default_of_a_variable_is_written_without_the_variable() -> None:
    text = "services:\n  api:\n    environment:\n      MODEL: '/models/${MODEL_NAME:-llama-2-7b-chat.bin}'\n"
    assert [written for _, written, _ in found(text, "compose.yml")] == ["llama-2-7b-chat.bin"]


def test_the_name_of_a_setting_names_no_model() -> None:
    text = "quarkus.langchain4j.gpu-llama3.chat-model.quantization=F16\n"
    assert found(text, "application.properties") == []
    assert found("env_var:+++QUARKUS_GPU_LLAMA3_CHAT_MODEL_ENABLED+++[]\n", "docs/all.adoc") == []


def test_the_deployment_that_a_scaler_works_on_is_no_model() -> None:
    text = "spec:\n  scaleTargetRef:\n    kind: Deployment\n    name: vllm-llama3-deployment-vllm\n"
    assert found(text, "hpa.yaml") == []
    assert (4, "LA-CLEAR-SLUG") in cleared(text, "hpa.yaml")


def test_a_scheme_of_its_own_names_the_hub_that_weights_come_from() -> None:
    text = "url: hf://meta-llama/Meta-Llama-3.1-8B-Instruct\nother: ollama://llama3.3:70b\n"
    assert [(row.model, row.provider) for row in rows(text, "values.yaml").findings] == [
        ("llama-3.1-8b-instruct", "huggingface"),
        ("llama-3.3-70b-instruct", "ollama"),
    ]


def test_an_address_in_a_comment_is_for_readers_and_in_code_it_is_fetched() -> None:
    link = "https://huggingface.co/meta-llama/Llama-2-7b-hf"
    told = rows(f"# see {link}\nload('{link.replace('2-7b', '2-13b')}')\n", "a.py").findings
    assert [row.rule for row in told] == ["LA-MODEL-003", "LA-MODEL-004"]


def test_what_a_program_printed_into_a_file_is_data() -> None:
    (found,) = rows('{"model": "llama-3.1-8b-instruct"}\n', "api/reference/requests.output").findings
    assert found.context is Context.DATA
