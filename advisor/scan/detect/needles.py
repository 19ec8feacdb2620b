"""Makes needles rare: an ordinary word is no needle by itself, only together with what follows it in a name.

A file without a needle is never looked at, so a needle like `stable` or `video` would open every file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.names.globs import choices

_RUN = re.compile(r"[a-z]{1,40}|\d{1,20}")
_SEPARATORS = ("", "-", "_", " ", ":", ".")
_SHORT = 3


def rare_needles(words: Iterable[str], patterns: Iterable[str], common: frozenset[str]) -> set[str]:
    """The needles for some words.

    Args:
        words: lower-case words one of which stands in every name.
        patterns: globs of names (`midnight-rose*`, `robin-{7b,13b}*`).
        common: words that stand in ordinary text.

    Returns:
        The words that are rare; for each other one the word with its neighbour in a pattern, in all ways
        of writing the two together (`midnight-rose`, `midnight_rose`, `midnight rose` …).
    """
    wanted = {word for word in words if len(word) > 1}
    ordinary = {word for word in wanted if word.isalpha() and (word in common or len(word) <= _SHORT)}
    rare = wanted - ordinary
    for pattern in patterns:
        for choice in choices(pattern.lower()):
            runs = _RUN.findall(choice.rpartition("/")[2])
            if ordinary.isdisjoint(runs) or any(word in choice for word in rare if word.isalpha()):
                continue
            rare.update(_pairs(runs, ordinary))
    return rare


def _pairs(runs: list[str], ordinary: set[str]) -> Iterator[str]:
    for index, run in enumerate(runs):
        if run not in ordinary:
            continue
        if index + 1 < len(runs):
            yield from (run + mark + runs[index + 1] for mark in _SEPARATORS)
        elif index > 0:
            yield from (runs[index - 1] + mark + run for mark in _SEPARATORS)
