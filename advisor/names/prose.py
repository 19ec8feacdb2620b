"""Cuts possible names out of running text: what may belong to one, by the grammar's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from advisor.names.derivatives import Derivatives
from advisor.names.vocabulary import Vocabulary
from advisor.names.words import lower, runs, shape

_TOKEN = re.compile(r"[^\s,;()\[\]{}<>\"'`*|!?]{1,300}")
_GAP = re.compile(r"[ \t\u00a0]{1,2}|\s\(|\n[ \t]{0,8}")
_SIZE = re.compile(r"\d{1,4}(?:\.\d)?b|\d{2,3}m")
_VERSION = re.compile(r"v?[1-9](?:\.\d)?")
_LINK = re.compile(r"[a-z]?\d{1,2}(?:\.\d)?")
_MOST_WORDS = 8


class Prose:
    """Finds stretches of text that may be a name."""

    def __init__(self, vocabulary: Vocabulary, derivatives: Derivatives) -> None:
        self._vocabulary = vocabulary
        self._root = vocabulary.root
        self._starts = derivatives.needles | {"guard"}
        self._own = derivatives.words - vocabulary.words("everyday_words") - {self._root}
        self._pairs = {pair for head in vocabulary.heads for pair in pairwise(head.words)}

    def candidates(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and the name to identify: the words of a stretch joined by hyphens."""
        lowered = lower(text)
        tokens = [self._trimmed(lowered, *match.span()) for match in _TOKEN.finditer(lowered)]
        free = 0
        for index, (start, end) in enumerate(tokens):
            if index < free or not self._opens(lowered[start:end]):
                continue
            first = self._back(lowered, tokens, index, free)
            last = self._on(lowered, tokens, index)
            free = last + 1
            stretch = [lowered[low:high] for low, high in tokens[first : last + 1] if high > low]
            yield tokens[first][0], tokens[last][1], "-".join(stretch)

    @staticmethod
    def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
        """A token without the full stop, colon or mark of emphasis around it."""
        while start < end and text[start] in "._-:/~#=":
            start += 1
        while start < end and text[end - 1] in "._-:/~#=":
            end -= 1
        return start, end

    def _opens(self, token: str) -> bool:
        return self._root in token or not self._starts.isdisjoint(runs(token))

    def _back(self, text: str, tokens: list[tuple[int, int]], index: int, free: int) -> int:
        """Words before that belong to names of derivatives: `Code`, `R1 Distill`, `Hermes 3`."""
        first = index
        for before in range(index - 1, max(free, index - _MOST_WORDS) - 1, -1):
            word, follower = (text[slice(*tokens[at])] for at in (before, before + 1))
            if not _GAP.fullmatch(text[tokens[before][1] : tokens[before + 1][0]]):
                break
            named = not self._own.isdisjoint(runs(word)) or self._is_pair(word, follower)
            if not named and not _LINK.fullmatch(word):
                break
            if named:
                first = before
        return first

    def _on(self, text: str, tokens: list[tuple[int, int]], index: int) -> int:
        """Words after that tell a version, a size, a variant or a derivative's own name."""
        last = index
        rooted = self._root in text[slice(*tokens[index])]
        for after in range(index + 1, min(len(tokens), index + _MOST_WORDS)):
            word = text[slice(*tokens[after])]
            if not _GAP.fullmatch(text[tokens[after - 1][1] : tokens[after][0]]):
                break
            paired = self._is_pair(text[slice(*tokens[after - 1])], word)
            if self._continues(word) or paired or (not rooted and word.startswith(self._root)):
                rooted = rooted or self._root in word
                last = after
            elif not _LINK.fullmatch(word):
                break
        return last

    def _continues(self, word: str) -> bool:
        if _SIZE.fullmatch(word) or _VERSION.fullmatch(word):
            return True
        vocabulary = self._vocabulary
        if word in vocabulary.variants or shape(word) in vocabulary.quantisations:
            return True
        return len(word) > 2 and not self._own.isdisjoint(runs(word))

    def _is_pair(self, word: str, follower: str) -> bool:
        """True for neighbours in a line's own name: `Code` before `Llama`, `Guard` after it."""
        ends, starts = runs(word)[-1:], runs(follower)[:1]
        return bool(ends and starts) and (ends[0], starts[0]) in self._pairs
