"""Reads the languages that a policy names: codes or English names, apart by commas or blanks."""

from __future__ import annotations

from collections.abc import Mapping


def read_languages(rows: Mapping[str, list[str]]) -> dict[str, str]:
    """Every spelling, in lower case, with its two-letter code (ISO 639-1)."""
    return {word.casefold(): code for code, names in rows.items() for word in (code, *names)}


def codes(text: str, spellings: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the languages in `text`, each once in the order written, and the words that are none."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    for part in text.replace(";", ",").split(","):
        whole = " ".join(part.split()).casefold()
        words = [whole] if whole in spellings else whole.split()
        for word in words:
            code = spellings.get(word) or spellings.get(
                word.partition("-")[0]
            )  # `pt-br`: a language in a land
            if code is None:
                unknown.append(word)
            else:
                found[code] = None
    return tuple(found), tuple(unknown)
