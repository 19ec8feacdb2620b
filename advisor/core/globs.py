"""Globs over paths and words, as files of settings hold them: never regular expressions of a stranger.

A path is matched part by part, each part by itself, so that no glob takes more time than its length times
the path's.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache

LONGEST = 300
"""Characters of a glob."""
_EVERYTHING = "**"
_REMEMBERED = 4_096


@lru_cache(_REMEMBERED)
def word_pattern(glob: str) -> re.Pattern[str]:
    """A glob over a whole word, case ignored; made by the standard library, whose `*` cannot run away."""
    return re.compile(translate(glob.lower()))


def is_word(glob: str, word: str) -> bool:
    """True where a glob fits all of a word, case ignored."""
    return word_pattern(glob).match(word.lower()) is not None


def escaped(word: str) -> str:
    """A glob that fits this word alone: what means something in a glob is taken as it is written."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in word)


@lru_cache(_REMEMBERED)
def _parts(glob: str) -> tuple[re.Pattern[str] | None, ...]:
    """The parts of a glob; None is `**`, any number of folders.

    Like a line of an ignore file: without a slash inside it holds at any depth, with a slash from the top;
    what it names may be a folder, and then holds for all below it.
    """
    text = glob.removesuffix("/")
    parts = text.removeprefix("/").split("/")
    if "/" not in text:
        parts = [_EVERYTHING, *parts]
    return tuple(None if part == _EVERYTHING else re.compile(translate(part)) for part in parts)


@lru_cache(1 << 16)
def is_path(glob: str, path: str) -> bool:
    """True where a glob names a path, or a folder that holds it; letters count as they are written.

    `path` is relative, with `/`. `docs/` and `docs` are the folder or file of that name at any depth,
    `/docs` the one at the top, `src/**/old_*.py` files at any depth below `src`.
    """
    parts, folders = _parts(glob), path.split("/")
    at = _after_any({0}, parts)
    for number, folder in enumerate(folders, 1):
        at = _after_any({step for place in at for step in _steps(place, parts, folder)}, parts)
        if len(parts) in at and (number == len(folders) or parts[-1] is not None):
            return True
    return False


def _steps(place: int, parts: tuple[re.Pattern[str] | None, ...], folder: str) -> tuple[int, ...]:
    """Where a glob stands after one more folder of the path."""
    if place == len(parts):
        return ()
    part = parts[place]
    if part is None:
        return (place,)
    return (place + 1,) if part.match(folder) else ()


def _after_any(places: set[int], parts: tuple[re.Pattern[str] | None, ...]) -> set[int]:
    """The places, and those behind a `**` that stands for nothing."""
    reached = set(places)
    for place in places:
        behind = place
        while behind < len(parts) and parts[behind] is None:
            behind += 1
            reached.add(behind)
    return reached
