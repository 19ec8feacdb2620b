"""Cuts a spelling into words and remembers what stood between them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[^\W\d_]+|\d+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Word:
    """Letters and digits without a break."""

    text: str
    """In lower case."""
    gap: str
    """What stands between the word before and this one; empty when both were written as one."""
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """True for digits alone."""
        return self.text.isdecimal()


def lower(text: str) -> str:
    """The text in lower case and of the same length, so that offsets hold."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def split(text: str) -> list[Word]:
    """The words of a text in lower case."""
    words = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        words.append(Word(match.group(), text[last:start], start, end))
        last = end
    return words


def split_at(words: Sequence[Word], root: str) -> list[Word]:
    """The same words, those that contain the root cut before and after it; the pieces have an empty gap."""
    pieces: list[Word] = []
    for word in words:
        at = word.text.find(root)
        if at < 0:
            pieces.append(word)
        else:
            pieces.extend(_cut(word, (0, at, at + len(root), len(word.text))))
    return pieces


def _cut(word: Word, marks: Sequence[int]) -> list[Word]:
    spans = [(low, high) for low, high in itertools.pairwise(marks) if high > low]
    return [
        Word(word.text[low:high], word.gap if low == 0 else "", word.start + low, word.start + high)
        for low, high in spans
    ]


def split_letters(word: Word) -> list[Word]:
    """The word cut where letters meet digits: `guard3` is `guard` and `3`."""
    marks = [match.start() for match in _RUN.finditer(word.text)]
    return _cut(word, [*marks, len(word.text)]) if marks else [word]


def runs(text: str) -> list[str]:
    """Letters and digits of a lower-case text, cut where they meet: separators left out."""
    return _RUN.findall(text)


def shape(text: str) -> str:
    """A word with every digit as `#`, as the vocabulary writes words with numbers in them."""
    return _DIGIT.sub("#", text)
