"""Hostile text becomes visible, secrets are masked, homes are shortened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.report.clean import cut, home_shortened, masked, no_commands, plain, visible


def test_plain_words_pass_untouched() -> None:
    assert visible("llama-3.1-8b: größer 模型 🦙") == "llama-3.1-8b: größer 模型 🦙"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x00b", "a␀b"),
        ("a\nb", "a␊b"),
        ("a\x7fb", "a␡b"),
        ("a\x9bb", "a\\u009bb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b", "a\\u2028b"),
        ("a\U000e0041b", "a\\U000e0041b"),
        ("bad\udcff", "bad\\xff"),
        ("half\ud83d", "half\\ud83d"),
    ],
)
def test_control_invisible_and_undecodable_characters_are_shown(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@given(st.text())
def test_visible_text_can_be_written_and_is_stable(raw: str) -> None:
    once = visible(raw)
    once.encode("utf-8")
    assert visible(once) == once
    assert not any(ord(char) < 0x20 for char in once)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("LLAMA_API_KEY=LLM|1234567890|abcdefghijklmnop", "LLAMA_API_KEY=****"),
        ('HF_TOKEN: "hf_abcdefghijklmnopqrstuvwx"', 'HF_TOKEN: "****"'),
        ('api_key="my own secret"', 'api_key="****"'),
        ("sk-proj-abcdefghijklmnop1234", "sk-proj-****"),
        ("use ghp_abcdefghijklmnopqrst1234 here", "use ghp_**** here"),
        ("AKIAABCDEFGHIJKLMNOP", "AKIA****"),
        ("https://bob:hunter22@host/llama", "https://bob:****@host/llama"),
        ("Authorization: Bearer abcdef123456789xyz", "Authorization: Bearer ****"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END",
            "-----BEGIN RSA PRIVATE KEY-----****-----END",
        ),
        ("DB_PASSWORD=hunter2!", "DB_PASSWORD=****"),
    ],
)
def test_secrets_are_masked_and_their_names_stay(raw: str, shown: str) -> None:
    assert masked(raw) == shown


@pytest.mark.parametrize(
    "text",
    [
        'os.environ["LLAMA_API_KEY"]',
        "api_key=os.environ['LLAMA_API_KEY']",
        "LLAMA_API_KEY=${LLAMA_API_KEY}",
        'pad_token="<|finetune_right_pad_id|>"',
        "max_tokens: 512",
        "EOS_TOKEN = '<|eot_id|>'",
        "meta-llama/Llama-3.1-8B-Instruct",
        "https://api.llama.com/v1",
        "tokenizer: meta-llama/Llama-2-7b-hf",
        "a basic understanding",
    ],
)
def test_what_is_no_secret_is_left_alone(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("/home/alice/models/llama", "~/models/llama"),
        ('path="/Users/bob/llama.gguf"', 'path="~/llama.gguf"'),
        ("C:\\Users\\eve\\llama.gguf", "~\\llama.gguf"),
        ("https://example.com/home/alice/x", "https://example.com/home/alice/x"),
        ("src/home/alice/x", "src/home/alice/x"),
    ],
)
def test_anybodys_home_folder_is_shortened(raw: str, shown: str) -> None:
    assert home_shortened(raw) == shown


def test_plain_does_all_three() -> None:
    assert plain("/home/al/x\x1b HF_TOKEN=abcdefgh") == "~/x␛ HF_TOKEN=****"


def test_cut_marks_what_is_missing() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("abcd", 4) == "abcd"


def test_no_line_is_a_command_of_a_build_server() -> None:
    text = no_commands("ok\n  ::stop-commands::x\n::error::y\na::b\n##[group]z")
    assert text == "ok\n  \\::stop-commands::x\n\\::error::y\na::b\n#\\#[group]z"


@pytest.mark.parametrize(
    "piece", ["A", "KEY", "eyJ", "sk-", "://a:", "a.", "-----BEGIN ", "/home/", "Bearer a", "_"]
)
def test_masking_is_linear_on_endless_lines(piece: str) -> None:
    import time

    started = time.perf_counter()
    plain(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 1.0
