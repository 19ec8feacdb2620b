"""Whether every value is sourced or says that it was not checked, whether dates agree, and how much is known.

`not_checked` names the fields of a row that no source was seen for. Where such a field holds a value all the
same, the value is general knowledge and shown as not checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from advisor.catalog.references import Tables
from advisor.catalog.rows import MARKS
from advisor.core.knowledge import Coverage, LifecycleRow, Problem

_ABOUT_THE_ROW = frozenset(
    {"id", "sources", "source", "not_checked", "note", "conflicts", "conflict", "evidence", *MARKS}
)
"""Fields that say how a row is known, not what is known."""

_MAY_BE_NULL = {
    "alternatives": frozenset({"context_note", "hosted_on", "licence_class", "licence_named"}),
    "derivatives": frozenset({"base", "family", "licence", "organisation"}),
    "licences": frozenset(
        {
            "aup_binding",
            "aup_url",
            "commercial_condition",
            "display_text",
            "geographic_limits",
            "licence_ref",
            "naming",
            "notice_text",
            "spdx",
            "threshold_unit",
            "user_threshold",
        }
    ),
    "llama-models": frozenset({"active_b"}),
    "memory": frozenset[str](),
}
"""Fields whose null means that there is none; any other null has to stand in `not_checked`."""


def may_be_null(table: str) -> frozenset[str] | None:
    """The fields of a file's rows whose null says that there is none; None where nulls are not asked for."""
    return _MAY_BE_NULL[table] | _ABOUT_THE_ROW if table in _MAY_BE_NULL else None


_SEEN = frozenset({"seen", "base inferred", "id_seen", "text"})
"""Words for evidence that was seen somewhere: without a source nobody can follow it there."""

_NEED_SOURCES = frozenset({"llama-models", "outlook"})


def check(tables: Tables, as_of: date) -> Iterator[Problem]:
    """All rows of all files, judged one by one; `as_of` is the catalog's own day."""
    for name, rows in tables.items():
        for row in rows:
            called = getattr(row, "id", "") or row.hf_repo
            for message in (*_not_checked(name, row), *_unsourced(name, row), *_late(row, as_of)):
                yield Problem(f"{name}.json", called, message)
            if getattr(row, "evidence", None) in _SEEN and not row.sources:
                message = f"field sources is empty, yet evidence is {row.evidence}"
                yield Problem(f"{name}.json", called, message, "warning")
    for row in tables["lifecycle"]:
        for message in _dates(row):
            yield Problem("lifecycle.json", row.id, message)


def coverage(tables: Tables) -> Iterator[Coverage]:
    """For each field of each file: in how many rows it is sourced, null, or known without a source."""
    for name, rows in tables.items():
        if name == "rules" or not rows:
            continue
        for part in fields(rows[0]):
            if part.name not in _ABOUT_THE_ROW:
                yield _field(name, part.name, rows)


def _field(name: str, field: str, rows: tuple[Any, ...]) -> Coverage:
    empty = [row for row in rows if getattr(row, field) is None]
    named = [row for row in empty if field in _open(row)]
    unsourced = [row for row in rows if getattr(row, field) is not None and not _is_sourced(row, field)]
    extra = {"not checked": len(named), "without source": len(unsourced)}
    sourced = len(rows) - len(empty) - len(unsourced)
    return Coverage(f"{name}.json", field, sourced, len(empty), extra)


def _open(row: Any) -> tuple[str, ...]:
    return getattr(row, "not_checked", ())


def _is_sourced(row: Any, field: str) -> bool:
    return field not in _open(row) and bool(getattr(row, "source", None) or row.sources)


def _not_checked(name: str, row: Any) -> Iterator[str]:
    names = {part.name for part in fields(row)}
    for field in _open(row):
        if field not in names:
            yield f"field not_checked: there is no field {field}"
    if name not in _MAY_BE_NULL:
        return
    for field in sorted(names - _ABOUT_THE_ROW - _MAY_BE_NULL[name]):
        if getattr(row, field) is None and field not in _open(row):
            yield f"field {field} is null and not named in not_checked"


def _unsourced(name: str, row: Any) -> Iterator[str]:
    """Rows that judgement rests on as facts need a source; others say that they have none."""
    if getattr(row, "sources", True):
        return
    if name in _NEED_SOURCES or getattr(row, "rankable", False):
        yield "field sources is empty: nothing here can be shown as a fact"
    if name == "licences" and row.duties:
        yield "field sources is empty, yet there are duties"


def _late(row: Any, as_of: date) -> Iterator[str]:
    """Nothing was read after the catalog's own day, and nothing in it was released or has happened since."""
    found = [one for one in (*getattr(row, "sources", ()), getattr(row, "source", None)) if one is not None]
    for source in found:
        if source.read_on > as_of:
            yield f"read on {source.read_on}, after the catalog's own day {as_of}"
    for field in ("released", "on", "retired_on"):
        day = getattr(row, field, None)
        if day is not None and day > as_of:
            yield f"field {field}: {day} lies after the catalog's own day {as_of}"


def _dates(row: LifecycleRow) -> Iterator[str]:
    if row.announced_on and row.announced_by:
        yield "fields announced_on and announced_by exclude each other"
    if row.end_on and row.no_later_than:
        yield "fields end_on and no_later_than exclude each other"
    announced = row.announced_on or row.announced_by
    end = row.end_on or row.no_later_than
    if announced and end and announced > end:
        yield f"announced on {announced}, after its end {end}"
    if row.status == "active" and end:
        yield f"status is active, yet it ends {end}"
    if row.status == "shutdown" and not end:
        yield "status is shutdown, yet neither end_on nor no_later_than is known"
    if row.status not in ("active", "deprecated", "shutdown", "unknown"):
        yield f"field status: {row.status} is none of active, deprecated, shutdown, unknown"
