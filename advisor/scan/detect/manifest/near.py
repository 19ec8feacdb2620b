"""Looks around a name for the version that belongs to it, in the few notations that manifests use."""

from __future__ import annotations

import re

from advisor.scan.detect.manifest.values import Asked

REACH = 4_000
"""Characters of an entry that are looked through."""
_ASSIGNED = re.compile(r"[\"'`]?[ \t]{0,20}(?::|=(?!=))[ \t]{0,20}")
_STRING = re.compile(r"\"([^\"\r\n]{0,200})\"|'([^'\r\n]{0,200})'")
_BARE = re.compile(r"[^\s\"',;{}\[\]#]{1,80}")
_TOKEN = re.compile(
    r"\"(?:[^\"\\\r\n]|\\.){0,1000}\"|'[^'\r\n]{0,1000}'|[{}\[\]()]|[\w-]{1,60}(?=[ \t]{0,4}=)"
)
_KEY = re.compile(r"[\"']?([\w.@/-]{1,80})[\"']?[ \t]{0,8}[:=]\s{0,8}$")
_LEVELS = 4
_OPENERS = frozenset("{[(")
_CLOSERS = frozenset("}])")


def line_of(text: str, start: int) -> tuple[int, int]:
    """Where the line around an offset begins and ends, looked for within reach."""
    low = max(0, start - REACH)
    begin = max(text.rfind("\n", low, start), text.rfind("\r", low, start)) + 1 or low
    high = min(len(text), start + REACH)
    ends = [end for end in (text.find("\n", start, high), text.find("\r", start, high)) if end >= 0]
    return begin, min(ends, default=high)


def value_after(text: str, end: int) -> str | None:
    """The text of the value that is given to the key that ends at an offset; None where none is given.

    A string's content, a bare word, or for a table its `version`.
    """
    assigned = _ASSIGNED.match(text, end)
    if assigned is None:
        return None
    at = assigned.end()
    if text[at : at + 1] == "{":
        return member(text, at, "version") or ""
    return literal(text, at)


def literal(text: str, at: int) -> str | None:
    """The string or bare word at an offset."""
    string = _STRING.match(text, at)
    if string is not None:
        return (string.group(1) or string.group(2) or "").strip()
    bare = _BARE.match(text, at)
    return bare.group() if bare is not None else None


def member(text: str, opener: int, key: str) -> str | None:
    """The value of a key right inside the bracket at an offset; None where the key is not there."""
    depth = 0
    for token in _TOKEN.finditer(text, opener, min(len(text), opener + REACH)):
        mark = token.group()
        depth += (mark in _OPENERS) - (mark in _CLOSERS)
        if depth == 0:
            return None
        if depth == 1 and mark.strip("\"'") == key:
            value = value_after(text, token.end())
            if value is not None:
                return value
    return None


def enclosing(text: str, start: int, opener: str = "{", closer: str = "}") -> int:
    """Where the nearest bracket opens that an offset stands in; -1 where there is none within reach."""
    depth, low, at = 0, max(0, start - REACH), start
    while (at := max(text.rfind(opener, low, at), text.rfind(closer, low, at))) >= 0:
        if text[at] == opener and depth == 0:
            return at
        depth += 1 if text[at] == closer else -1
    return -1


def key_of(text: str, opener: int) -> str:
    """The key whose value the bracket at an offset opens, in quotes or bare; "" for none."""
    match = _KEY.search(text, max(0, opener - 120), opener)
    return match.group(1) if match is not None else ""


def keys_above(text: str, start: int) -> list[str]:
    """The keys of the objects that an offset stands in, innermost first, at most four."""
    keys: list[str] = []
    while len(keys) < _LEVELS and (start := enclosing(text, start)) >= 0:
        keys.append(key_of(text, start))
    return keys


def pair(text: str, start: int, end: int) -> Asked:
    """`"name": "^1.2"`, `name = { version = "1" }`: the value beside the name is the version."""
    return Asked(value_after(text, end))


def section_of(text: str, start: int) -> tuple[str, int]:
    """The heading `[so.called]` above an offset without its brackets, and where it stands; "" for none."""
    low = max(0, start - 8 * REACH)
    at = start
    while (at := text.rfind("\n[", low, at)) >= 0:
        match = _HEADING.match(text, at + 1)
        if match is not None:
            return match.group(1).strip(), at + 1
    match = _HEADING.match(text) if low == 0 else None
    return (match.group(1).strip(), 0) if match is not None else ("", -1)


_HEADING = re.compile(
    r"\[{1,2}[ \t]{0,8}([\w.\"' @/+-]{1,200})[ \t]{0,8}\]{1,2}[ \t]{0,8}(?:#[^\r\n]{0,200})?\r?$",
    re.MULTILINE,
)


def in_block(text: str, start: int, key: re.Pattern[str]) -> str | None:
    """What a pattern finds in the block of lines between two headings that an offset stands in."""
    _, begin = section_of(text, start)
    after = text.find("\n[", start, start + REACH)
    end = after if after >= 0 else min(len(text), start + REACH)
    found = key.search(text, max(begin, start - REACH, 0), end)
    return found.group(1) if found is not None else None
