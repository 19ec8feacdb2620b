"""The shape of a file laid over the catalog: which sections it may have, and how large it may be.

What its rows mean is for `advisor.catalog.laying`; here nothing is compared with the catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from advisor.core.errors import OverlayError
from advisor.core.overlay import Overlay

FORMAT_VERSION = 1
TABLES = (
    "alternatives",
    "derivatives",
    "licences",
    "lifecycle",
    "llama-models",
    "memory",
    "packages",
    "providers",
)
"""Sections whose rows have the keys of the catalog's own files."""
OWN_SECTIONS = ("names", "namesakes", "rules", "verdicts")
"""Sections that only overlays have."""
LISTS = ("allowed_models", "refused_models")
"""Keys that hold globs over the ids of alternatives."""
HEADS = ("format_version", "about", "as_of")
PROJECT_SECTIONS = ("names",)
"""What a scanned project may bring along: it can add findings, never take one away."""

_MOST_ROWS = 2_000
_MOST_LINES = 200
_LONGEST_TEXT = 4_000
_DEEPEST = 6


def overlay_of(value: Mapping[str, Any], name: str, digest: str) -> Overlay:
    """The overlay in a parsed file. Raises OverlayError that names file, section and what is wrong."""
    known = (*HEADS, *LISTS, *OWN_SECTIONS, *TABLES)
    unknown = sorted(set(value) - set(known))
    if unknown:
        raise OverlayError(f"{name}: unknown key {unknown[0]}. Known are: {', '.join(known)}.")
    content = {key: plain(item, name, key) for key, item in value.items()}
    version = content.get("format_version")
    if version != FORMAT_VERSION or isinstance(version, bool):
        raise OverlayError(f"{name}: key format_version must be {FORMAT_VERSION}; no other is read.")
    for section in (*TABLES, *OWN_SECTIONS):
        check_rows(content.get(section, []), name, section)
    for key in LISTS:
        _check_words(content.get(key, []), name, key)
    return Overlay(name, _day(content.get("as_of"), name), content, digest)


def project_overlay(rows: list[Any], name: str, digest: str) -> Overlay:
    """The names that a project's own settings add. Raises OverlayError likewise."""
    content = {"names": plain(rows, name, "names")}
    check_rows(content["names"], name, "names", _MOST_LINES)
    return Overlay(name, None, content, digest, from_project=True)


def check_rows(rows: object, name: str, section: str, most: int = _MOST_ROWS) -> None:
    """Raises OverlayError where a section is no list of tables, or a very long one."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OverlayError(f"{name}: {section} is no list of rows; in TOML each begins with [[{section}]].")
    if len(rows) > most:
        raise OverlayError(f"{name}: [[{section}]] has {len(rows):,} rows; {most:,} are read at the most.")


def plain(value: object, name: str, where: str, depth: int = 0) -> Any:
    """A value of TOML or JSON as plain JSON, dates as texts. Raises OverlayError for what is neither."""
    if depth > _DEEPEST:
        raise OverlayError(f"{name}: {where} is nested too deeply.")
    if isinstance(value, dict):
        return {str(key): plain(item, name, f"{where}.{key}"[:80], depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item, name, where, depth + 1) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value, name, where)
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and abs(value) < 1e300):
        return value
    raise OverlayError(f"{name}: {where} holds neither text, number, date (2026-11-23), yes or no, nor list.")


def _text(value: str, name: str, where: str) -> str:
    if len(value) > _LONGEST_TEXT:
        raise OverlayError(f"{name}: {where} has a text of more than {_LONGEST_TEXT:,} characters.")
    if any((ord(char) < 32 and char not in "\n\t") or 0xD800 <= ord(char) < 0xE000 for char in value):
        raise OverlayError(f"{name}: {where} has a control character in its text.")
    return value


def _check_words(value: object, name: str, key: str) -> None:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise OverlayError(f"{name}: key {key} must be a list of ids or globs of alternatives.")
    if len(value) > _MOST_LINES:
        raise OverlayError(f"{name}: key {key} has {len(value):,} items; {_MOST_LINES} are read at the most.")


def _day(value: object, name: str) -> date:
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise OverlayError(
            f"{name}: key as_of must be the day up to which its facts were read, like 2026-11-23."
        ) from None
