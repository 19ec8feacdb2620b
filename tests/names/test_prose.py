"""Names in running text: where they start and end, and what is vague."""

from __future__ import annotations

import pytest

from advisor.names import Namer


def said(namer: Namer, text: str) -> list[tuple[str, str | None]]:
    return [(text[start:end], name.model) for start, end, name in namer.find_in_prose(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We serve Llama 3.1 70B behind a queue.", [("Llama 3.1 70B", "llama-3.1-70b")]),
        (
            "Llama 3.1 8B on Groq, Llama 3.2 through Ollama.",
            [("Llama 3.1 8B", "llama-3.1-8b"), ("Llama 3.2", "llama-3.2")],
        ),
        (
            "Code Llama writes it, Llama Guard reads it.",
            [("Code Llama", "code-llama"), ("Llama Guard", "llama-guard-1")],
        ),
        (
            "with Llama Guard 3 and Prompt Guard 2",
            [("Llama Guard 3", "llama-guard-3"), ("Prompt Guard 2", "prompt-guard-2")],
        ),
        ("(see Llama-2-7b-chat).", [("Llama-2-7b-chat", "llama-2-7b-chat")]),
        ("We tried Vicuna-13B first.", [("Vicuna-13B", "vicuna-13b")]),
        (
            "DeepSeek R1 Distill Llama 70B won",
            [("DeepSeek R1 Distill Llama 70B", "deepseek-r1-distill-llama-70b")],
        ),
        (
            "Llama 3.1 Nemotron 70B Instruct",
            [("Llama 3.1 Nemotron 70B Instruct", "llama-3.1-nemotron-70b-instruct")],
        ),
        ("the original LLaMA 7B weights", [("LLaMA 7B", "llama-1-7b")]),
        (
            "Use Llama 3.1 8B; prompt Llama 3 with care",
            [("Llama 3.1 8B", "llama-3.1-8b"), ("Llama 3", "llama-3")],
        ),
        ("Llama 4 Scout reads images", [("Llama 4 Scout", "llama-4-scout")]),
        # neighbours that are names of their own, or no part of the name
        (
            "vicuna-13b-v1.3 alpaca-13b",
            [("vicuna-13b-v1.3", "vicuna-13b-v1.3"), ("alpaca-13b", "alpaca-13b")],
        ),
        ("LLaVA-1.5-7B Vicuna 7B", [("LLaVA-1.5-7B", "llava-1.5-7b"), ("Vicuna 7B", "vicuna-7b")]),
        ("an Instruct-tuned Llama2", [("Llama2", "llama-2")]),
        ("an uncensored Llama2", [("Llama2", "llama-2")]),
        ("Llama2/Llama3 differ", [("Llama2", "llama-2"), ("Llama3", "llama-3")]),
        ("Llama 2/Llama 3 70B", [("Llama 2", "llama-2"), ("Llama 3 70B", "llama-3-70b")]),
        ("Llama 3.1/3.2 are served", [("Llama 3.1", "llama-3.1")]),
        ("the Llama-2-7B/13B/70B models", [("Llama-2-7B", "llama-2-7b")]),
        ("a Llama 3+ tokenizer", [("Llama 3", "llama-3")]),
        ("any Llama 3.x works", [("Llama 3", "llama-3")]),
        ("a 7B parameter Llama 2-based guard", [("Llama 2", "llama-2")]),
        ("Code Llama-style infilling", [("Code Llama", "code-llama")]),
        ("Llama 3-8B or Llama 3.1-70B", [("Llama 3-8B", "llama-3-8b"), ("Llama 3.1-70B", "llama-3.1-70b")]),
        ("LLAMA 3.2.3b is made for it", [("LLAMA 3.2.3b", "llama-3.2-3b")]),
        (
            "das Llama-3-Format und das Llama-3-Instruct-Modell",
            [("Llama-3", "llama-3"), ("Llama-3-Instruct-Modell", "llama-3-instruct")],
        ),
        ("LLAMA_MODEL=llama-3.1-8b-instant", [("llama-3.1-8b-instant", "llama-3.1-8b-instruct")]),
        ("based on Meta Llama 3 70B Instruct", [("Meta Llama 3 70B Instruct", "llama-3-70b-instruct")]),
    ],
)
def test_a_sentence_that_names_a_version_or_size_names_a_model(
    namer: Namer, text: str, expected: list[tuple[str, str]]
) -> None:
    assert said(namer, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Our llama models are fine-tuned weekly.",
        "The Llama family is popular, and so are llamas.",
        "Use LlamaIndex, llama.cpp, Ollama or TinyLlama 1.1B.",
        "Swallow the exception; the Hermes engine runs it.",
        "Llama Stack 0.2 was renamed.",
        "",
    ],
)
def test_vague_prose_and_namesakes_name_nothing(namer: Namer, text: str) -> None:
    assert said(namer, text) == []


def test_offsets_hold_in_text_whose_lower_case_is_longer(namer: Namer) -> None:
    assert said(namer, "İİİ Llama 3.1 8B") == [("Llama 3.1 8B", "llama-3.1-8b")]


def test_another_vendors_name_after_a_models_is_no_part_of_it(namer: Namer) -> None:
    found = [name.model for _, _, name in namer.find_in_prose("Llama-2-7b-chat-hf claude-3-opus-20240229")]
    assert found == ["llama-2-7b-chat"]


def test_a_name_of_three_words_and_a_size_is_one(namer: Namer) -> None:
    found = [name.model for _, _, name in namer.find_in_prose("Wizard Vicuna Uncensored 13B works well.")]
    assert found == ["wizard-vicuna-uncensored-13b"]


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("Code Llama 7B Python writes code.", "code-llama-7b-python"),
        ("LLM=llama3 python app.py", "llama-3"),
    ],
)
def test_python_is_a_variant_of_code_llama_alone(namer: Namer, text: str, model: str) -> None:
    assert [name.model for _, _, name in namer.find_in_prose(text)] == [model]
