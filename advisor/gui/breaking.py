"""Where a word that is wider than its column may break: after the marks inside it, else anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

BREAK = "\u200b"
"""A space without width: a line may end there, nothing is seen."""
SHORTEST = 8
"""Words of fewer characters are not measured: no column is that narrow."""
_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"(?<=[/:_=&?@,\-])(?=\w)")
_FINER = re.compile(r"(?<=[.\)])(?=\w)|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)")


def broken(text: str, room: int, width: Callable[[str], int]) -> str:
    """`text` with `BREAK` in the words that are wider than `room`; `width` measures."""
    if room <= 0 or len(text) < SHORTEST:
        return text

    def fitted(found: re.Match[str]) -> str:
        word = found.group()
        return word if len(word) < SHORTEST or width(word) <= room else _marked(word, room, width)

    return _WORD.sub(fitted, text)


def _marked(word: str, room: int, width: Callable[[str], int]) -> str:
    """Marks as few as are needed: between parts, within parts, at last between any two characters."""
    parts = _MARKS.split(word)
    for number, part in enumerate(parts):
        if width(part) > room:
            finer = _FINER.split(part)
            parts[number] = BREAK.join(BREAK.join(one) if width(one) > room else one for one in finer)
    return BREAK.join(parts)
