"""Cuts possible names out of running text: what may belong to one, by the grammar's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from advisor.names.derivatives import Derivatives
from advisor.names.vocabulary import Vocabulary
from advisor.names.words import lower, runs, shape

_TOKEN = re.compile(r"[^\s,;()\[\]{}<>\"'`*|!?=]{1,300}")
_GAP = re.compile(r"[ \t\u00a0]{1,2}|\s\(|\n[ \t]{0,8}")
_SIZE = re.compile(r"\d{1,4}(?:\.\d)?b|\d{2,3}m")
_VERSION = re.compile(r"v?[1-9](?:\.\d)?")
_BOTH = re.compile(r"[1-9](?:\.\d)?[.-]\d{1,3}b")
"""Version and size as one word: `3.1-8B`."""
_MADE_LIKE = re.compile(r"(?<=\w)-(?:based|like|style|compatible|family|series|derived|powered)$")
"""What makes an adjective of a name: `Llama 2-based`."""
_LINK = re.compile(r"[a-z]?\d{1,2}(?:\.\d)?")
_CHOICE = re.compile(r"(?<=[\db])/(?=\d|(?:meta-?)?llama)")
"""Parts names that stand together: `Llama2/Llama3`, `3.1/3.2`, `7B/13B`."""
_OPEN = re.compile(r"(?<=\d)(?:\.x|\+)$")
"""What follows a version that means later ones as well: `Llama 3+`, `Llama 3.x`."""
_EDGES = "._-:/~#=\\"
"""What stands around a word and is no part of it; Markdown escapes a bracket with the last."""
_OPEN_ENDS = ("x", "+")
_FILE = re.compile(r"(?<=\w)\.(?:gguf|ggml|safetensors|bin|pth|pt|onnx|nemo)$")
"""What a file of weights ends with: the next word is another's."""
_MARKED = "@"
"""Before a word of documentation this makes a mark of it: `{@code llama}`."""
_MOST_WORDS = 8
_REMEMBERED = 16_384


class Prose:
    """Finds stretches of text that may be a name."""

    def __init__(self, vocabulary: Vocabulary, derivatives: Derivatives) -> None:
        self._vocabulary = vocabulary
        self._root = vocabulary.root
        self._starts = derivatives.needles | {"guard"}
        self._own = (
            derivatives.words - vocabulary.words("everyday_words") - {self._root, *vocabulary.variants}
        )
        self._behind = self._own - vocabulary.meta
        """What goes on after a name; a maker in brackets does not: `CodeLlama-70B (Meta, 2023)`."""
        self._between = vocabulary.common_words & derivatives.words
        self._runs = {word for word, variant in vocabulary.variants.items() if variant == "python"}
        """A variant of Code Llama's alone; elsewhere what runs next: `LLM=llama3 python app.py`."""
        self._opens = lru_cache(_REMEMBERED)(self._may_open)
        self._pairs = {pair for head in vocabulary.heads for pair in pairwise(head.words)}

    def candidates(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and the name to identify: the words of a stretch joined by hyphens."""
        lowered = lower(text)
        tokens = [
            self._trimmed(lowered, *span)
            for match in _TOKEN.finditer(lowered)
            for span in self._parted(lowered, *match.span())
        ]
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
    def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A token, or the names and sizes that it joins."""
        for cut in _CHOICE.finditer(text, start, end) if text.find("/", start, end) >= 0 else ():
            yield start, cut.start()
            start = cut.end()
        yield start, end

    @staticmethod
    def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
        """A token without the full stop, colon or mark of emphasis around it."""
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        later = _OPEN.search(text, start, end) if text[end - 1 : end] in _OPEN_ENDS else None
        if later is None and "-" in text[start:end]:
            later = _MADE_LIKE.search(text[start:end])
            return start, start + later.start() if later else end
        return start, later.start() if later else end

    def _may_open(self, token: str) -> bool:
        return self._root in token or not self._starts.isdisjoint(runs(token))

    def _back(self, text: str, tokens: list[tuple[int, int]], index: int, free: int) -> int:
        """Words before that belong to names of derivatives: `Code`, `R1 Distill`, `Hermes 3`."""
        first = index
        for before in range(index - 1, max(free, index - _MOST_WORDS) - 1, -1):
            word, follower = (text[slice(*tokens[at])] for at in (before, before + 1))
            if not _GAP.fullmatch(text[tokens[before][1] : tokens[before + 1][0]]):
                break
            named = not self._own.isdisjoint(runs(word)) or self._is_pair(word, follower)
            is_mark = word[:1] == _MARKED or _FILE.search(word) is not None
            if is_mark or (not named and not _LINK.fullmatch(word)):
                break
            if named:
                first = before
        return first

    def _on(self, text: str, tokens: list[tuple[int, int]], index: int) -> int:
        """Words after that tell a version, a size, a variant or a derivative's own name."""
        last = index
        words = [text[low:high] for low, high in tokens[index : index + _MOST_WORDS + 1]]
        rooted, sized = self._root in words[0], self._is_sized(words[0])
        for near, word in enumerate(words[1:_MOST_WORDS], start=1):
            after = index + near
            gap = text[tokens[after - 1][1] : tokens[after][0]]
            if not _GAP.fullmatch(gap) or (sized and self._begins(word, words[near + 1 : near + 2])):
                break
            if _FILE.search(words[near - 1]) is not None:
                break
            paired = self._is_pair(words[near - 1], word)
            if word in self._runs and not self._names_code(text, tokens[max(0, index - 1) : after]):
                break
            if self._continues(word) or paired or (not rooted and word.startswith(self._root)):
                rooted, sized = rooted or self._root in word, sized or self._is_sized(word)
                last = after
            elif not _LINK.fullmatch(word) and word not in self._between:
                break
        return last

    @staticmethod
    def _names_code(text: str, tokens: list[tuple[int, int]]) -> bool:
        return any("code" in text[low:high] for low, high in tokens)

    @staticmethod
    def _is_sized(word: str) -> bool:
        return any(_SIZE.fullmatch(part) for part in re.split(r"[-_:]", word))

    def _begins(self, word: str, following: list[str]) -> bool:
        """True for a word that opens a further name with a size of its own, after one that has a size."""
        sized = self._is_sized(word) or any(_SIZE.fullmatch(one) for one in following)
        return sized and self._opens(word)

    def _continues(self, word: str) -> bool:
        if _SIZE.fullmatch(word) or _VERSION.fullmatch(word) or _BOTH.fullmatch(word):
            return True
        vocabulary = self._vocabulary
        if word in vocabulary.variants or shape(word) in vocabulary.quantisations:
            return True
        return len(word) > 2 and not self._behind.isdisjoint(runs(word))

    def _is_pair(self, word: str, follower: str) -> bool:
        """True for neighbours in a line's own name: `Code` before `Llama`, `Guard` after it."""
        ends, starts = runs(word)[-1:], runs(follower)[:1]
        return bool(ends and starts) and (ends[0], starts[0]) in self._pairs
