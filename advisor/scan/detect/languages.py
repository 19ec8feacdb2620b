"""Which language a file is written in, as far as telling comments from strings asks for it.

The table stands in `resources/detection.json`; a new language is one row there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_ENVIRONMENT = re.compile(r"\.?env(?:[._-][\w.-]{1,60})?(?<!\.(?:py|js|ts|go|rs|md|sh))$")
"""`.env`, `.env.local`, `env_template`, but not `env.py`."""


@dataclass(frozen=True, slots=True)
class Language:
    """How one family of files writes strings and comments."""

    name: str
    mode: str
    """`code`, `data`, `keyvalue`, `shell`, `prose`, `markup`, `lines`, `table`, `modelfile`, `notebook`."""
    line_comments: tuple[str, ...]
    block_comments: tuple[tuple[str, str], ...]
    strings: tuple[str, ...]
    multiline: frozenset[str]
    raw: frozenset[str]
    """Marks of strings without escapes."""
    skips: frozenset[str]
    """Literals that hold a quote and open no string, such as the character `'"'`."""
    heredocs: frozenset[str]
    """Marks before the word that ends a string of whole lines: `<<~` in Ruby."""
    word_lists: tuple[tuple[str, str], ...]
    """What opens and closes a list of bare words: `%w[` and `]` in Ruby."""
    lines_alone: bool
    """True where every line is a record of its own: nothing goes on from one to the next."""
    starter: re.Pattern[str] = field(repr=False, compare=False)
    """Finds the next place where a comment or a string begins."""

    @property
    def is_prose(self) -> bool:
        """True where text outside strings and comments is written for people."""
        return self.mode == "prose"

    @property
    def has_identifiers(self) -> bool:
        """True where text outside strings and comments is program code."""
        return self.mode in ("code", "data", "markup")


def _starter(row: Mapping[str, Any]) -> re.Pattern[str]:
    """One alternation of literals, longest first; it never backtracks."""
    words = [*row["line"], *(pair[0] for pair in row["block"]), *row["strings"]]
    words += [*row.get("skips", ()), *row.get("heredocs", ()), *(pair[0] for pair in row.get("lists", ()))]
    literals = sorted(set(words), key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in literals) or r"(?!)")


def _language(row: Mapping[str, Any]) -> Language:
    return Language(
        name=row["name"],
        mode=row["mode"],
        line_comments=tuple(row["line"]),
        block_comments=tuple((first, last) for first, last in row["block"]),
        strings=tuple(row["strings"]),
        multiline=frozenset(row["multi"]),
        raw=frozenset(row.get("raw", ())),
        skips=frozenset(row.get("skips", ())),
        heredocs=frozenset(row.get("heredocs", ())),
        word_lists=tuple((first, last) for first, last in row.get("lists", ())),
        lines_alone=row.get("alone", False),
        starter=_starter(row),
    )


class Languages:
    """The table of languages, looked up by file name."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], fences: Mapping[str, str]) -> None:
        self._by_name = {row["name"]: _language(row) for row in rows}
        self._by_extension = {ext: row["name"] for row in rows for ext in row["extensions"]}
        self._by_file = {name.lower(): row["name"] for row in rows for name in row["names"]}
        self._fences = dict(fences)

    def named(self, name: str) -> Language:
        """The language with that name in the table."""
        return self._by_name[name]

    def of_path(self, path: str) -> Language:
        """The language of a file, by its whole name, its extension, or its first part."""
        name = path.rpartition("/")[2].lower()
        stem, _, extension = name.rpartition(".")
        first = name.partition(".")[0]
        if _ENVIRONMENT.match(name):
            return self._by_name["ini"]
        for table, key in (
            (self._by_file, name),
            (self._by_extension, extension if stem else ""),
            (self._by_file, "." + name.lstrip(".").partition(".")[0]),
            (self._by_file, first),
            (self._by_file, name.partition("-")[0]),
            (self._by_extension, name.lstrip(".").partition(".")[0] if name.startswith(".") else ""),
        ):
            if key in table:
                return self._by_name[self._refine(table[key], name, first)]
        return self._by_name["unknown"]

    def _refine(self, found: str, name: str, first: str) -> str:
        """`requirements-dev.txt` is no prose; `.env.example` is found by its first part."""
        if found == "text" and name.endswith(".txt") and ("requirements" in name or first == "constraints"):
            return "requirements"
        if name == "cmakelists.txt":
            return "cmake"
        return found

    def of_fence(self, info: str) -> Language:
        """The language of a fenced block in Markdown, by the first word of its info string."""
        word = re.split(r"[\s,{:]", info.strip().lstrip("{.").lower(), maxsplit=1)[0].rstrip("}")
        return self._by_name[self._fences.get(word, "unknown")]
