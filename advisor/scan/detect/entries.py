"""Which entry of a file a setting stands in: the brackets around it, or the lines it is indented with."""

from __future__ import annotations

import re

_REACH = 6_000
"""Characters before and after a setting in which its brackets are looked for."""
_LINES = 120
_BRACKETS = re.compile(r"[{}()\[\]]")
_INDENT = re.compile(r"[ \t]{0,200}(?:- {1,20})?")
_KEYED = re.compile(r"[ \t]{1,200}(?:- {1,20})?[\"']?[\w-]{1,60}[\"']?:[ \t]")
"""A line of its own for a key: such entries are indented, with brackets around them or without."""
_CLOSING = frozenset("})]")


def entry_span(text: str, offset: int) -> tuple[int, int] | None:
    """Offsets of the entry around an offset; None where it is the whole file, or not to be seen."""
    brackets = bracket_span(text, offset)
    if brackets is not None and "\n" not in text[brackets[0] : offset]:
        return brackets
    start = text.rfind("\n", 0, offset) + 1
    is_keyed = _KEYED.match(text, start, offset + 80) is not None
    return (_block(text, offset) if is_keyed else None) or brackets or _block(text, offset)


def bracket_span(text: str, offset: int) -> tuple[int, int] | None:
    """Offsets of the innermost brackets around an offset; None where they are far, or none."""
    low, high = _opener(text, offset), _closer(text, offset)
    return None if low is None or high is None else (low, high)


def _opener(text: str, offset: int) -> int | None:
    depth = 0
    start = max(0, offset - _REACH)
    for match in reversed(list(_BRACKETS.finditer(text, start, offset))):
        depth += 1 if match.group() in _CLOSING else -1
        if depth < 0:
            return match.start()
    return None


def _closer(text: str, offset: int) -> int | None:
    depth = 0
    for match in _BRACKETS.finditer(text, offset, min(len(text), offset + _REACH)):
        depth += -1 if match.group() in _CLOSING else 1
        if depth < 0:
            return match.end()
    return None


def _block(text: str, offset: int) -> tuple[int, int] | None:
    """The lines around one that are indented as far, up to the next item of a list; None at the left edge."""
    start = text.rfind("\n", 0, offset) + 1
    own = _depth(text, start)
    if own == 0:
        return None
    low = start
    for _ in range(_LINES):
        if _is_item(text, low) and _depth(text, low) == own:
            break
        above = text.rfind("\n", 0, max(0, low - 1)) + 1
        if low == 0 or _is_outside(text, above, own):
            break
        low = above
    high = text.find("\n", offset)
    for _ in range(_LINES):
        below = high + 1
        if high < 0 or below >= len(text) or _is_outside(text, below, own):
            break
        if _is_item(text, below) and _depth(text, below) == own:
            break
        high = text.find("\n", below)
    return low, len(text) if high < 0 else high


def _depth(text: str, start: int) -> int:
    """How far a line's own words are indented; a dash before them counts as indentation."""
    match = _INDENT.match(text, start)
    return match.end() - start if match is not None else 0


def _is_outside(text: str, start: int, own: int) -> bool:
    """True for a line that is indented less, and not empty."""
    return _depth(text, start) < own and text[start : start + 1] not in ("\n", "\r", "")


def _is_item(text: str, start: int) -> bool:
    match = _INDENT.match(text, start)
    return match is not None and "-" in match.group()
