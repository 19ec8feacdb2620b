"""The lines of settings that decide on single places, as they stand in a file; and back again.

One form for the project's `.llama-advisor.toml` and for the user's own folder. A stranger may have written
them: globs only, limits on number and length, and no key that nobody knows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from advisor.core.decisions import USER_ORIGIN, ContextRule, Decisions, Overrule, Suppression, Where
from advisor.core.globs import LONGEST
from advisor.core.kinds import Context, Kind

SECTIONS = ("count", "suppress", "context")
_MOST_ROWS = 500
_MOST_OF_ONES_OWN = 5_000
"""In the user's own file, which the window fills: a hundred places may be decided on by one click."""
_MOST_GLOBS = 50
_LONGEST_TEXT = 500
_ID = re.compile(r"[0-9a-f]{16}")
_WHERE = ("paths", "id", "rule", "written")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "count": (*_WHERE, "kind", "model", "reason"),
    "suppress": (*_WHERE, "kind", "until", "reason"),
    "context": ("paths", "context"),
}


def decisions_of(value: Mapping[str, Any], origin: str) -> Decisions:
    """The decisions in a parsed file. Raises `ValueError` that names section, row and key."""
    read = {"count": _overrule, "suppress": _suppression, "context": _context}
    most = _MOST_OF_ONES_OWN if origin == USER_ORIGIN else _MOST_ROWS
    rows = {name: _rows(value.get(name, []), name, most) for name in SECTIONS}
    made: dict[str, list[Any]] = {
        name: [read[name](_Row(row, name, number), origin) for number, row in enumerate(rows[name], 1)]
        for name in SECTIONS
    }
    return Decisions(tuple(made["count"]), tuple(made["suppress"]), tuple(made["context"]))


def rows_of(decisions: Decisions) -> dict[str, list[dict[str, Any]]]:
    """The decisions as the rows of a file, by section."""
    counts = [
        {**_where_row(one.where), "kind": one.kind, "model": one.model, "reason": one.reason or None}
        for one in decisions.overrules
    ]
    left_out = [
        {**_where_row(one.where), "kind": one.kind, "until": _day(one.until), "reason": one.reason}
        for one in decisions.suppressions
    ]
    contexts = [{"paths": list(one.paths), "context": one.context} for one in decisions.contexts]
    made = {"count": counts, "suppress": left_out, "context": contexts}
    return {name: [_told(row) for row in rows] for name, rows in made.items()}


def as_toml(decisions: Decisions) -> str:
    """The decisions as the lines of a file of settings."""
    lines = ["format_version = 1"]
    for name, rows in rows_of(decisions).items():
        for row in rows:
            lines += ["", f"[[{name}]]", *(f"{key} = {_toml(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


def _toml(value: str | list[str]) -> str:
    """A text or a list of texts; TOML takes JSON's way of quoting them."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: str(one) if isinstance(one, StrEnum) else one for key, one in row.items() if one is not None}


def _where_row(where: Where) -> dict[str, Any]:
    paths = list(where.paths) or None
    return {"paths": paths, "id": where.id, "rule": where.rule, "written": where.written}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _rows(value: object, name: str, most: int) -> Sequence[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueError(f"{name} is no list of rows; each begins with [[{name}]]")
    if len(value) > most:
        raise ValueError(f"[[{name}]] has {len(value):,} rows; {most:,} are read at the most")
    return value


class _Row:
    """One row, its keys asked for one by one."""

    def __init__(self, row: Mapping[str, Any], section: str, number: int) -> None:
        self._row = row
        self._called = f"[[{section}]] {number}"
        unknown = sorted(set(row) - set(_KEYS[section]))
        if unknown:
            raise ValueError(
                f"{self._called}: unknown key {unknown[0]}; known are {', '.join(_KEYS[section])}"
            )

    def fault(self, key: str, message: str) -> ValueError:
        """The error for a key."""
        return ValueError(f"{self._called}, key {key}: {message}")

    def text(self, key: str, *, needed: bool = False) -> str | None:
        """A text of one line; None where there is none."""
        value = self._row.get(key)
        if value is None and not needed:
            return None
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_TEXT:
            raise self.fault(key, f"must be a text of one to {_LONGEST_TEXT} characters")
        if any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in value):
            raise self.fault(key, "must be one line, without control characters")
        return value.strip()

    def glob(self, key: str) -> str | None:
        """A glob over one word."""
        value = self.text(key)
        if value is not None and len(value) > LONGEST:
            raise self.fault(key, f"is longer than {LONGEST} characters")
        return value

    def globs(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of globs over paths."""
        value = self._row.get(key, [])
        if not isinstance(value, list) or len(value) > _MOST_GLOBS or (needed and not value):
            raise self.fault(key, f"must be a list of one to {_MOST_GLOBS} globs")
        for one in value:
            if not isinstance(one, str) or not one.strip("/") or len(one) > LONGEST or "\\" in one:
                raise self.fault(key, f"{one!r} is no glob of a path with / between its folders")
        return tuple(value)

    def choice(self, key: str, known: type[StrEnum], *, needed: bool = False) -> Any:
        """One word of a closed list; None where there is none."""
        value = self._row.get(key)
        if value is None and not needed:
            return None
        words = [str(one) for one in known]
        if value not in words:
            raise self.fault(key, f"must be one of {', '.join(words)}")
        return known(value)

    def day(self, key: str) -> date | None:
        """A date, as TOML has it or as a text; None where there is none."""
        value = self._row.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            if not isinstance(value, str) or len(value) != 10:
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise self.fault(key, "must be a date like 2026-11-23") from None

    def where(self, *others: object) -> Where:
        """Which places the row speaks of; `others` narrow it down, too."""
        identifier = self.text("id")
        if identifier is not None and not _ID.fullmatch(identifier):
            raise self.fault("id", "must be the sixteen letters and digits that a report shows")
        found = Where(self.globs("paths"), identifier, self.text("rule"), self.glob("written"))
        if found == Where() and not any(others):
            raise ValueError(f"{self._called}: says of no place; give at least one of {', '.join(_WHERE)}")
        return found


def _overrule(row: _Row, origin: str) -> Overrule:
    kind = row.choice("kind", Kind)
    return Overrule(row.where(), row.text("reason") or "", origin, kind, row.glob("model"))


def _suppression(row: _Row, origin: str) -> Suppression:
    kind = row.choice("kind", Kind)
    reason = row.text("reason", needed=True) or ""
    return Suppression(row.where(kind), reason, origin, kind, row.day("until"))


def _context(row: _Row, origin: str) -> ContextRule:
    return ContextRule(row.globs("paths", needed=True), row.choice("context", Context, needed=True), origin)
