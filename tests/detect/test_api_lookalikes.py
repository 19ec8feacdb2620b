"""Words that look like Meta's code or the Llama architecture and are neither."""

from __future__ import annotations

from advisor.core.kinds import Kind
from tests.detect.look import inspect


def kinds(text: str, path: str) -> list[Kind]:
    return [row.kind for row in inspect(text, path).drafts]


def test_a_field_of_a_variable_in_c_is_no_module() -> None:
    assert kinds("const int n = llama_n_vocab(llama.model);\n", "src/server.cpp") == []


def test_the_same_words_in_python_are_metas_module() -> None:
    assert kinds("import llama.model\n", "src/server.py") == [Kind.API]


def test_an_architecture_is_the_whole_value() -> None:
    assert kinds('{"model_type": "llama"}\n', "config/small.json") == [Kind.API]


def test_a_model_type_that_goes_on_names_a_model_and_no_architecture() -> None:
    assert Kind.API not in kinds('{"model_type": "llama 7B mostly Q4_0"}\n', "config/small.json")
