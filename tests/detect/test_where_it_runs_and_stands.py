"""Places that tell a runtime, and things beside models that only bear their names."""

from __future__ import annotations

import pytest

from tests.detect.look import inspect, rows


def models(text: str, path: str) -> list[tuple[int, str | None]]:
    """Line and model of each finding."""
    return [(row.line, row.model) for row in rows(text, path).findings]


def providers(text: str, path: str) -> list[str | None]:
    return [row.provider for row in rows(text, path).findings]


def cleared(text: str, path: str) -> set[tuple[int, str]]:
    return {(row.line, row.rule) for row in rows(text, path).cleared}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Copy the command, for example `ollama run llama2`, and wait.\n", "docs/setup.md"),
        ("ollama pull llama3\n", "setup.sh"),
        ("See https://ollama.com/library/llama3.3 for the sizes.\n", "README.md"),
    ],
)
def test_a_runtimes_command_or_library_says_where_a_short_name_runs(text: str, path: str) -> None:
    assert providers(text, path) == ["ollama"]


def test_an_address_at_a_hub_that_anybody_loads_from_says_nothing_of_where_it_runs() -> None:
    assert providers("https://huggingface.co/meta-llama/Llama-2-7b-hf\n", "README.md") == [None]


def test_an_image_of_a_registry_belongs_to_the_registry_whatever_its_folders_are_called() -> None:
    text = "docker run nvcr.io/nim/meta/llama-3.1-8b-instruct:1.2.0\n"
    assert providers(text, "run.sh") == ["nvidia-ngc"]


def test_what_a_command_downloads_under_a_name_of_its_own_is_a_model() -> None:
    text = "RUN curl -L --fail -o Llama-3-8B-Instruct.Q4_0.gguf http://files.example/9f3c\n"
    assert models(text, "Dockerfile") == [(1, "llama-3-8b-instruct")]


def test_what_a_command_writes_itself_stays_the_projects_own_thing() -> None:
    assert models("python merge.py -o out-llama-3-8b\n", "merge.sh") == []


@pytest.mark.parametrize("line", ["image: shop-llama3-8b:latest", 'image: "llamacpp-llama3-8b-q5km:0.3"'])
def test_an_image_of_ones_own_is_named_after_its_model_and_is_none(line: str) -> None:
    assert models(f"spec:\n  containers:\n  - {line}\n", "k8s/serve.yaml") == []


def test_text_between_tags_of_a_component_is_read_as_text() -> None:
    text = (
        "export const Help = () => (\n"
        "  <div>ollama pull llama3.2:3b</div>\n"
        "  <div>- name: llama3.1</div>\n"
        "  <Chart kind={llama3Chart} />\n"
        ")\n"
    )
    assert models(text, "web/help.tsx") == [(2, "llama-3.2-3b-instruct"), (3, "llama-3.1")]


def test_code_between_two_comparisons_is_no_text_of_a_component() -> None:
    assert models("const a = b > llama3_8b && c < d\n", "web/help.tsx") == []


def test_a_value_in_a_robot_test_is_a_value() -> None:
    text = "*** Variables ***\n${model}       llama3.2:1b\n"
    assert models(text, "tests/ask.robot") == [(2, "llama-3.2-1b-instruct")]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "vicuna_12", "speech": "wav/vicuna_12.wav"}, {"id": "vicuna_13", "wav": "a/vicuna_13.wav"}]',
        '{"cover": "shots/llama-3-8b.mp3"}',
    ],
)
def test_a_numbered_question_and_a_sound_are_no_weights(text: str) -> None:
    assert models(text, "data/questions.json") == []


def test_a_prompt_format_called_after_weights_and_an_edition_is_no_weights() -> None:
    text = 'TEMPLATES = {\n    "plain": conv_plain,\n    "vicuna_v1": conv_vicuna_v1,\n}\n'
    assert models(text, "serve/conversation.py") == []


def test_a_version_of_a_derivative_is_no_ordinal() -> None:
    assert models('MODEL = "vicuna-1.1"\nOTHER_MODEL = "orca-2"\n', "run.py") == [
        (1, "vicuna-1.1"),
        (2, "orca-2"),
    ]


def test_a_program_behind_a_file_of_weights_begins_a_word_of_its_own() -> None:
    text = "wasmedge --nn-preload default:GGML:AUTO:acme-coder-6.7b-Q5_K_M.gguf llama-chat.wasm -p chat\n"
    assert models(text, "run.md") == []


def test_a_mark_of_documentation_is_no_word_of_a_name() -> None:
    text = "/** Computes the same as {@code llama} and {@code llama3}. */\nclass A {}\n"
    assert models(text, "src/A.java") == [(1, "llama-3")]


def test_a_bracket_that_markdown_escapes_leaves_the_version_at_its_name() -> None:
    assert models("\\[Llama Guard 3\\]\\(see below\\)\n", "README.md") == [(1, "llama-guard-3")]


def test_the_first_spelling_of_the_classes_of_transformers_counts() -> None:
    text = "import transformers\nt = transformers.LLaMATokenizer.from_pretrained(path)\n"
    assert [row.kind.value for row in rows(text, "convert.py").findings] == ["api"]


def test_tokens_that_another_maker_has_too_are_his_where_he_alone_is_named() -> None:
    text = '_BOS = "<|begin_of_text|>"\n_EOM = "<|eom|>"\n_EOT = "<|eot|>"\n'
    assert rows(text, "render/muse_glimmer.py").findings == []
    assert {rule for _, rule in cleared(text, "render/muse_glimmer.py")} == {"LA-CLEAR-MISTRAL"}
    assert len(rows(text, "render/chat.py").findings) == 3


def test_where_llama_is_named_nearer_the_same_tokens_are_llamas() -> None:
    text = '# Unlike Muse Glimmer.\n\n\nLLAMA_4_END = "<|eot|>"\n'
    assert len(rows(text, "render/chat.py").findings) == 1


def test_the_key_of_a_server_that_another_project_calls_llama_api_is_not_metas() -> None:
    text = "export LLAMA_API_KEY=abc\nwasmedge --env API_KEY=$LLAMA_API_KEY llama-api-server.wasm\n"
    assert rows(text, "README.md").findings == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("<artifactId>gpu-llama3</artifactId>\n", "pom.xml"),
        ("Add io.github.acme:gpu-llama3 to your build.\n", "README.md"),
        ("cd quarkus/integration-tests/gpu-llama3\n", "ci.sh"),
    ],
)
def test_a_program_called_after_a_machine_and_llama_is_no_model(text: str, path: str) -> None:
    assert models(text, path) == []


def test_a_key_for_models_makes_the_same_word_one() -> None:
    assert models("model: vllm-llama3\n", "serve.yaml") == [(1, "llama-3")]


def test_a_file_of_weights_behind_a_runtimes_prefixes_is_found() -> None:
    text = "wasmedge --nn-preload default:GGML:AUTO:Orca-2-13b-Q5_K_M.gguf llama-chat.wasm\n"
    assert models(text, "run.md") == [(1, "orca-2-13b")]


def test_the_maker_in_brackets_behind_a_name_is_none_of_its_words() -> None:
    text = "- CodeLlama-70B (Meta, 70 billion)\n- Llama 3.2 (3B) runs here\n"
    found = rows(text, "models.md").findings
    assert [(row.written, row.model) for row in found] == [
        ("CodeLlama-70B", "code-llama-70b"),
        ("Llama 3.2 (3B)", "llama-3.2-3b"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.com/how-to-tune-llama-2-7b",
        "https://example.org/blog/boost-llama-3-3-70b-inference",
    ],
)
def test_the_title_of_a_page_is_no_name_of_weights(address: str) -> None:
    assert models(f"See {address} for more.\n", "README.md") == []


def test_weights_of_ones_own_behind_an_address_of_a_service_are_found() -> None:
    text = 'URL = "https://llm.example.com/v1/models/acme-llama-3-8b-legal"\n'
    assert models(text, "src/app.py") == [(1, "acme-llama-3-8b-legal")]


def test_a_member_that_is_called_like_a_hosts_client_says_where_the_call_goes() -> None:
    text = (
        "const answer = await context.groq.chat.completions.create({\n"
        "  model: 'meta-llama/llama-4-maverick-17b-128e-instruct',\n"
        "})\n"
    )
    assert ("provider", "groq") in {(hint.need, hint.value) for hint in inspect(text, "src/chat.ts").hints}
