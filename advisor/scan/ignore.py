"""What .gitignore files say about folders, with matching that stays linear on hostile patterns.

Only folders are ever asked about: ignored single files (`.env`, weights, local settings) are exactly
where Llama hides, so they are read. The semantics are git's own (gitignore(5)): the last rule that
matches decides, a deeper file beats a shallower one, `!` re-includes, a slash inside anchors, and names
are compared byte by byte.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_MAGIC = re.compile(r"[*?\[\\]")
_NAMED_CLASS = re.compile(r"\[:([a-z]{1,8}):\]")
_CLASSES = {
    "alpha": "A-Za-z",
    "digit": "0-9",
    "alnum": "A-Za-z0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "space": r"\s",
    "punct": r"!-/:-@\[-`{-~",
    "xdigit": "0-9A-Fa-f",
}


@dataclass(slots=True)
class _Group:
    """Neighbouring rules of one sign, compiled into three look-ups."""

    ignores: bool
    names: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    name_globs: list[str] = field(default_factory=list)
    path_globs: list[str] = field(default_factory=list)
    name_match: re.Pattern[str] | None = None
    path_match: re.Pattern[str] | None = None

    def add(self, pattern: str, anchored: bool) -> None:
        if not _MAGIC.search(pattern):
            (self.paths if anchored else self.names).add(pattern)
        elif anchored:
            self.path_globs.append(_path_glob(pattern))
        else:
            self.name_globs.append(_name_glob(pattern))

    def compile(self) -> None:
        self.name_match = _alternatives(self.name_globs)
        self.path_match = _alternatives(self.path_globs)

    def matches(self, name: str, below: str) -> bool:
        return (
            name in self.names
            or below in self.paths
            or (self.name_match is not None and self.name_match.match(name) is not None)
            or (self.path_match is not None and self.path_match.match(below) is not None)
        )


class IgnoreFile:
    """The rules of one .gitignore.

    Attributes:
        rule_count: how many rules it holds.
        cut: True when it held more than `limit` rules and the rest was dropped.
    """

    def __init__(self, folder: str, text: str, limit: int) -> None:
        """`folder` is where the file stands: "" or a relative path that ends with `/`."""
        self._base = len(folder)
        self._groups: list[_Group] = []
        self.rule_count = 0
        self.cut = False
        for negated, pattern, anchored in _rules(_as_bytes(text.removeprefix("\ufeff")).split("\n")):
            if self.rule_count >= limit:
                self.cut = True
                break
            self._add(negated, pattern, anchored)
        for group in self._groups:
            group.compile()
        self._groups.reverse()

    def _add(self, negated: bool, pattern: str, anchored: bool) -> None:
        if not self._groups or self._groups[-1].ignores is negated:
            self._groups.append(_Group(ignores=not negated))
        self._groups[-1].add(pattern, anchored)
        self.rule_count += 1

    def decide(self, name: str, path: str) -> bool | None:
        """True: the folder is ignored; False: re-included; None: no rule speaks of it."""
        name_bytes, below = _as_bytes(name), _as_bytes(path[self._base :])
        for group in self._groups:
            if group.matches(name_bytes, below):
                return group.ignores
        return None


def folder_is_ignored(chain: Sequence[IgnoreFile], name: str, path: str) -> bool | None:
    """What the ignore files from the top down to a folder's parent say about it."""
    for ignore_file in reversed(chain):
        verdict = ignore_file.decide(name, path)
        if verdict is not None:
            return verdict
    return None


def _as_bytes(text: str) -> str:
    """One character for each byte: for git, `?` is one byte and `[!a]` any other."""
    return text if text.isascii() else os.fsencode(text).decode("latin-1")


def _rules(lines: Iterable[str]) -> Iterable[tuple[bool, str, bool]]:
    """(negated, pattern, anchored) of every line that is a rule."""
    for raw in lines:
        line = _strip_trailing_blanks(raw.removesuffix("\r"))
        if not line or line.startswith("#"):
            continue
        negated = line.startswith("!")
        pattern = line[1:] if negated else line
        pattern = pattern.rstrip("/") if pattern.endswith("/") else pattern
        anchored = "/" in pattern
        if pattern.startswith("**/") and "/" not in pattern[3:]:
            pattern, anchored = pattern[3:], False
        pattern = pattern.removeprefix("/")
        if pattern:
            yield negated, pattern, anchored


def _strip_trailing_blanks(line: str) -> str:
    stripped = line.rstrip(" ")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    return line[: len(stripped) + backslashes % 2]


def _alternatives(globs: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("(?:" + "|".join(globs) + r")\Z", re.DOTALL | re.ASCII) if globs else None


def _path_glob(pattern: str) -> str:
    """An anchored pattern, segment by segment.

    After a `**` the shortest way to the next fixed stretch is always good enough, so each such stretch
    stands in an atomic group: no backtracking whatever the pattern holds.
    """
    stretches: list[list[str]] = [[]]
    for segment in pattern.split("/"):
        if segment == "**":
            stretches.append([])
        else:
            stretches[-1].append(_name_glob(segment))
    stretches = stretches[:1] + [s for s in stretches[1:-1] if s] + stretches[1:][-1:]
    parts = ["/".join(stretches[0])]
    for index, stretch in enumerate(stretches[1:], start=1):
        lead = "/" if index > 1 or stretches[0] else ""
        parts.append(lead + _after_star_star(stretch, last=index == len(stretches) - 1))
    return "".join(parts)


def _after_star_star(stretch: list[str], *, last: bool) -> str:
    if not stretch:
        return ".+"
    body = "/".join(stretch)
    return rf"(?:[^/]+/)*?{body}\Z" if last else rf"(?>(?:[^/]+/)*?{body}(?=/))"


def _name_glob(pattern: str) -> str:
    """One path segment; every `*` but the last takes the shortest way, atomically."""
    pieces: list[str] = [""]
    index = 0
    while index < len(pattern):
        char = pattern[index]
        if char == "*":
            pieces.append("")
            index += 1
            continue
        piece, index = _one(pattern, index)
        pieces[-1] += piece
    middle = [piece for piece in pieces[1:-1] if piece]
    inner = "".join(rf"(?>[^/]*?{piece})" for piece in middle)
    return pieces[0] + inner + (rf"[^/]*{pieces[-1]}" if len(pieces) > 1 else "")


def _one(pattern: str, index: int) -> tuple[str, int]:
    """The regular expression for the non-star item at `index`, and where the next one begins."""
    char = pattern[index]
    if char == "?":
        return "[^/]", index + 1
    if char == "\\":
        escaped = pattern[index + 1 : index + 2] or "\\"
        return re.escape(escaped), index + 2
    if char == "[":
        return _bracket(pattern, index)
    return re.escape(char), index + 1


def _bracket(pattern: str, index: int) -> tuple[str, int]:
    start = index + 1
    negated = pattern[start : start + 1] in ("!", "^")
    start += negated
    body: list[str] = []
    at = start
    while at < len(pattern) and (pattern[at] != "]" or at == start):
        named = _NAMED_CLASS.match(pattern, at)
        if named:
            body.append(_CLASSES.get(named[1], ""))
            at = named.end()
        elif pattern[at] == "\\" and at + 1 < len(pattern):
            body.append(re.escape(pattern[at + 1]))
            at += 2
        else:
            is_range = pattern[at] == "-" and body and body[-1] != "-" and pattern[at + 1 : at + 2] != "]"
            body.append("-" if is_range else re.escape(pattern[at]))
            at += 1
    if at >= len(pattern):
        return r"(?!)", len(pattern)  # git: a pattern with an open bracket matches nothing
    return _checked(("[^/" if negated else "[") + "".join(body) + "]"), at + 1


def _checked(bracket: str) -> str:
    """A range that runs backwards (`[z-a]`) matches nothing instead of failing."""
    try:
        re.compile(bracket)
    except re.error:
        return r"(?!)"
    return bracket
