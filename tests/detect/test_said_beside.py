"""What stands beside a name says what it is for: a comparison, a column, a Modelfile, further words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.detect.look import rows, scan


def told(text: str, path: str) -> list[tuple[int, str, str]]:
    """Line, written text and rule of each finding."""
    return [(row.line, row.written, row.rule) for row in rows(text, path).findings]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("A.java", 'boolean f(String model) { return "llama3".equals(model); }'),
        ("A.cs", 'bool F(string modelName) => "llama3".Equals(modelName);'),
        ("a.ts", 'if ("llama3" === options.model) run();'),
        ("a.py", 'if model_name.lower().startswith("llama3"):\n    run()'),
        ("a.ts", 'if (model.trim().toLowerCase().startsWith("llama3")) run();'),
        ("a.sql", "INSERT INTO chats (id, model) VALUES (1, 'llama3');"),
        ("a.sql", "insert into chats (title, model) values ('a, b', 'mistral'), ('c', 'llama3');"),
        ("a.sql", "INSERT INTO models (name, size) VALUES ('llama3', 8);"),
        ("a.test.ts", 'expect(config.model).toBe("llama3");'),
        ("a.test.ts", 'expect(response.body.model).not.toEqual("llama3");'),
        ("ATest.java", 'void t() { assertEquals("llama3", request.getModel()); }'),
        ("ATest.java", 'void t() { assertThat(request.model()).isEqualTo("llama3"); }'),
        ("a_test.go", 'func T() { assert.Equal(t, "llama3", cfg.Model) }'),
        ("a.php", "<?php $text->using(Provider::Ollama, 'llama3');"),
        ("a.php", "<?php expect($a)->and($state->model())->toBe('llama3');"),
        ("Program.cs", 'var client = ollama.GetChatClient("llama3").AsIChatClient();'),
    ],
)
def test_a_short_name_counts_where_it_is_compared_with_a_model_or_fills_its_column(
    path: str, text: str
) -> None:
    assert [(written, rule) for _, written, rule in told(text, path)] == [("llama3", "LA-MODEL-002")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("A.java", 'boolean f(String user) { return "llama3".equals(user); }'),
        ("a.py", 'if host.lower().startswith("llama3"):\n    run()'),
        ("a.test.ts", 'expect(user.name).toBe("llama3");'),
        ("ATest.java", 'void t() { assertEquals("llama3", user.getName()); }'),
        ("a_test.go", 'func T() { assert.Equal(t, "llama3", cfg.Host) }'),
        ("a.php", "<?php $text->using(Provider::OpenAI, 'llama3');"),
        ("a.sql", "INSERT INTO users (id, name) VALUES (1, 'llama3');"),
        ("a.sql", "INSERT INTO chats (model, owner) VALUES ('mistral', 'llama3');"),
        ("a.sql", "INSERT INTO chats (model) VALUES ('mistral'); SELECT concat('llama3');"),
    ],
)
def test_a_short_name_beside_anything_else_does_not_count(path: str, text: str) -> None:
    assert told(text, path) == []


def test_the_base_of_a_modelfile_within_another_file_is_a_model_and_no_prompt_format() -> None:
    text = "create:\n  - template: |\n      FROM llama3.1\n      PARAMETER num_ctx 32768\n"
    assert told(text, "values.yaml") == [(3, "llama3.1", "LA-MODEL-001")]
    text = 'modelfile = "FROM llama3\\nSYSTEM You are Mario."\n'
    assert told(text, "a.py") == [(1, "llama3", "LA-MODEL-002")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.sh", """curl http://localhost:11434/api/pull -d '{"name": "llama3"}'"""),
        ("a.ts", "await fetch(`${base}/api/show`, { body: JSON.stringify({ name: 'llama3' }) });"),
        ("A.java", 'post(urlEqualTo("/api/show")).withBody(jsonPath("$.name", equalTo("llama3")));'),
    ],
)
def test_the_name_in_the_body_of_a_request_for_a_model_is_one(path: str, text: str) -> None:
    assert [(written, rule) for _, written, rule in told(text, path)] == [("llama3", "LA-MODEL-002")]


def test_the_name_in_the_body_of_another_request_is_none() -> None:
    assert told("""curl http://localhost/api/users -d '{"name": "llama3"}'""", "a.sh") == []


def test_a_table_of_a_query_is_no_base_of_a_modelfile() -> None:
    assert told("report: |\n  SELECT name\n  FROM llama3\n  WHERE system = 1\n", "a.yaml") == []


def test_the_key_of_a_line_is_no_part_of_its_value() -> None:
    assert told("LLAMA_MODEL=llama-3.1-8b-instant\n", ".env") == [(1, "llama-3.1-8b-instant", "LA-MODEL-001")]


def test_a_word_of_a_longer_value_names_another_model() -> None:
    assert told("model_name: Nemotron Cascade 2\n", "config.yaml") == []
    assert [written for _, written, _ in told("model: vicuna  # small\n", "config.yaml")] == ["vicuna"]


def test_a_place_on_a_page_is_no_model_and_nobodys_host_is_a_publisher() -> None:
    assert told("See https://www.example.de/llama-2#how-to-prompt-llama-2-chat first.", "README.md") == []


def test_the_configuration_in_a_folder_of_weights_belongs_to_them() -> None:
    text = "CONFIG=https://weights.example.com/default/llama-2-13b/config.json\n"
    assert [row.model for row in rows(text, ".env").findings] == ["llama-2-13b"]
    assert told("CONFIG=https://example.com/default/llama-2-13b/index.html\n", ".env") == []


def test_a_known_name_with_a_size_counts_under_name_but_not_as_the_name_of_a_template() -> None:
    text = 'configs = [dict(org="lmsys", name="vicuna-7b-v1.3", block_size=2048)]\n'
    assert [written for _, written, _ in told(text, "config.py")] == ["vicuna-7b-v1.3"]
    assert told('register(Conversation(name="vicuna-7b-v1.3", roles=("USER", "ASSISTANT")))\n', "a.py") == []


def test_a_constant_with_a_models_name_in_it_is_a_name_of_the_program() -> None:
    assert told('os.getenv("LLAMA2_ENDPOINT_NAME_BLUE")\n', "a.py") == []


def test_a_member_of_a_class_in_a_comment_is_a_name_of_the_program() -> None:
    assert told("val id = ModelId.qwen_3 // ModelId.deepseek_r1_distill_llama_70b\n", "A.scala") == []
    assert [row[1] for row in told("val id = x // deepseek-r1-distill-llama-70b\n", "A.scala")] != []


def test_a_word_in_a_sentence_among_sentences_is_in_no_list_of_models() -> None:
    sentences = ["It joins an encoder and Vicuna for chat.", "Gemma is by Google.", "Mistral 7B is small."]
    assert told(json.dumps(sentences), "a.json") == []
    assert told(json.dumps(["vicuna", "gemma-2", "mistral"]), "a.json") != []


def test_documentation_of_r_is_read_as_text() -> None:
    text = "\\item \\verb{databricks-meta-llama-3-1-70b-instruct}\n"
    assert [row.model for row in rows(text, "man/chat.Rd").findings] == ["llama-3.1-70b-instruct"]


def test_a_notebook_that_begins_with_a_licence_notice_is_no_licence_text() -> None:
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": ["Under the Llama 2 Community License Agreement."],
        },
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["x = 1\n"] * 600},
        {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "source": ["from transformers import LlamaTokenizer"],
        },
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    assert [rule for _, _, rule in told(text, "a.ipynb")] == ["LA-LICENCE-001", "LA-API-001"]


def test_a_class_name_counts_in_a_list_of_the_architectures_classes() -> None:
    text = (
        '@models %{\n  "LlamaForCausalLM" => {Text.Llama, :lm},\n  "LlamaModel" => {Text.Llama, :base}\n}\n'
    )
    assert [(line, written) for line, written, _ in told(text, "a.ex")] == [
        (2, "LlamaForCausalLM"),
        (3, "LlamaModel"),
    ]
    assert told('x = kind == "LlamaModel"\n', "a.ex") == []


def test_what_the_reference_code_does_not_offer_comes_from_a_module_of_the_projects_own() -> None:
    assert told("from llama import LlamaProcessor\n\nprocessor = LlamaProcessor()\n", "main.py") == []
    assert len(told("from llama import Llama\n\nmodel = Llama.build()\n", "main.py")) == 2


@pytest.mark.parametrize("root", ["crate", "self", "super"])
def test_a_class_of_another_module_of_the_same_crate_is_the_projects_own(root: str) -> None:
    text = f"use {root}::llama::LlamaConfig;\nfn main() {{ LlamaConfig::new(); }}\n"
    assert told(text, "a.rs") == []


@pytest.mark.parametrize(("project", "rules"), [("synthetic-data-kit", []), ("another-kit", ["LA-API-003"])])
def test_a_projects_own_repository_is_no_foreign_code(project: str, rules: list[str], tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "{project}"\n', encoding="utf-8")
    fetched = "git clone https://github.com/meta-llama/synthetic-data-kit.git\n"
    (tmp_path / "README.md").write_text(fetched, encoding="utf-8")
    assert [row.rule for row in scan(tmp_path).findings] == rules


_TITLE = "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT"


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("1. License Rights and Redistribution.\n" + "Terms of the agreement. " * 200, "LA-LICENCE-005"),
        ("See https://example.org/licence for the terms. " * 100, "LA-LICENCE-001"),
        ("1. License Rights and Redistribution.", "LA-LICENCE-001"),
    ],
    ids=["the text itself", "a long file that only names it", "a heading without a body"],
)
def test_the_text_of_a_licence_is_told_from_a_file_that_names_it(body: str, rule: str) -> None:
    assert told(f"{_TITLE}\n{body}\n", "THIRD_PARTY_LICENSES.md") == [
        (1, _TITLE.removesuffix(" AGREEMENT"), rule)
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ts", "// model: 'llama3' is what we had\nrun();"),
        ("a.py", "run()  # ollama run llama3.1:8b\n"),
        ("a.tsx", "const a = 1; // 'llama3.1:8b', was in use"),
    ],
)
def test_code_that_a_comment_shows_is_only_a_mention(path: str, text: str) -> None:
    assert {rule for _, _, rule in told(text, path)} == {"LA-MODEL-003"}
