"""What a few typed letters fit, and which letters of a text they are."""

from __future__ import annotations

import pytest

from advisor.gui.fuzzy import Hit, fit, folded, words_of


def hit(typed: str, text: str) -> Hit:
    found = fit(words_of(typed), folded(text))
    assert found is not None, (typed, text)
    return found


def letters(typed: str, text: str) -> str:
    return "".join(text[place] for place in hit(typed, text).at)


@pytest.mark.parametrize(
    "typed, text, marked",
    [
        ("rep", "Risk report", "rep"),
        ("rr", "Risk report", "Rr"),
        ("cat up", "Update the catalog…", "Upcat"),
        ("sapp", "src/app.py", "sapp"),
        ("EXPORT", "Export…", "Export"),
    ],
)
def test_what_was_typed_is_found_and_its_letters_are_known(typed: str, text: str, marked: str) -> None:
    assert letters(typed, text) == marked


@pytest.mark.parametrize(
    "typed, text",
    [("xyz", "Export…"), ("tropxe", "Export…"), ("export now", "Export…"), ("ae", "a" + "b" * 40 + "e")],
)
def test_what_is_not_there_or_too_far_apart_does_not_fit(typed: str, text: str) -> None:
    assert fit(words_of(typed), folded(text)) is None


def test_the_start_comes_before_a_word_and_a_word_before_its_inside() -> None:
    texts = ("Port the prompt", "Open the port", "Export…", "Path of redirect table")
    scores = [hit("port", text).score for text in texts[:3]]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_letters_that_grow_when_small_keep_their_places() -> None:
    assert letters("stanbul", "İstanbul") == "stanbul"
