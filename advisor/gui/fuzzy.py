"""How well a few typed letters fit a text, and which letters of it they are; without Qt.

Every typed word has to be found: whole at the start of a word, whole anywhere, as the starts of words one
after the other ("rr" in "Risk report"), or as letters in their order that stand close enough to be meant.
"""

from __future__ import annotations

from dataclasses import dataclass

QUERY_LIMIT = 100
"""Characters of what is typed that are looked at."""
_SPREAD = 3
"""How many letters may lie between the first and the last one of a word, for each of its letters."""
_FIRST, _START, _INSIDE, _STARTS, _LOOSE = 900, 800, 600, 500, 300


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that fits: the higher the score the better; `at` are the places of the letters."""

    score: int
    at: tuple[int, ...] = ()


def folded(text: str) -> str:
    """`text` in small letters, letter for letter: places in it are places in `text`."""
    small = text.lower()
    return small if len(small) == len(text) else text


def words_of(typed: str) -> tuple[str, ...]:
    """What has to be found, each by itself."""
    return tuple(typed[:QUERY_LIMIT].lower().split())


def fit(words: tuple[str, ...], text: str) -> Hit | None:
    """How well the words fit a folded text; None where one of them does not."""
    total, places = 0, set[int]()
    for word in words:
        found = _fit_word(word, text)
        if found is None:
            return None
        total += found.score
        places.update(found.at)
    return Hit(total // max(len(words), 1) - min(len(text), 99) // 3, tuple(sorted(places)))


def _fit_word(word: str, text: str) -> Hit | None:
    at = text.find(word)
    if at >= 0:
        return _whole(word, text, at)
    return _starts(word, text) or _loose(word, text)


def _whole(word: str, text: str, at: int) -> Hit:
    """The word stands there as it is: best at the start of a word."""
    first = at
    while at >= 0 and not _is_start(text, at):
        at = text.find(word, at + 1)
    if at < 0:
        return Hit(_INSIDE, tuple(range(first, first + len(word))))
    return Hit(_START if at else _FIRST, tuple(range(at, at + len(word))))


def _is_start(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _starts(word: str, text: str) -> Hit | None:
    """Each letter goes on where the one before stands, or begins a later word."""
    places: list[int] = []
    for letter in word:
        after = places[-1] + 1 if places else 0
        if places and text[after : after + 1] == letter:
            places.append(after)
            continue
        at = text.find(letter, after)
        while at >= 0 and not _is_start(text, at):
            at = text.find(letter, at + 1)
        if at < 0:
            return None
        places.append(at)
    return Hit(_STARTS, tuple(places))


def _loose(word: str, text: str) -> Hit | None:
    """The letters stand there in their order, not too far apart."""
    places: list[int] = []
    at = -1
    for letter in word:
        at = text.find(letter, at + 1)
        if at < 0:
            return None
        places.append(at)
    spread = places[-1] - places[0] + 1
    return Hit(_LOOSE - spread, tuple(places)) if spread <= _SPREAD * len(word) else None
