"""The catalog for reading: a table of a part, all there is of one row, the outcome of the check.

Null is never shown as "none" where it means that nobody looked: such a field reads "not checked".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from advisor.core.knowledge import CatalogStamp, Coverage, LicenceDuty, Problem, Source
from advisor.core.words import released_words
from advisor.report.clean import plain
from advisor.report.decided import overlays_words
from advisor.report.layout import table, wrap
from advisor.report.wording import counted, licence_notice, source_words, tiers_words, tokens_words

WIDTH = 100
_ONE_LINE = 10_000
"""Columns of a listing: a row stays on one line, so that it can be searched and cut by other programs."""
NOT_CHECKED = "not checked"
_NONE = "–"
_OF_OVERLAYS = frozenset({"origin", "ruling"})
"""Fields that only an overlay fills."""
_UNSOURCED = "general knowledge, not checked"


def listing(part: str, rows: Sequence[Any], stamp: CatalogStamp) -> str:
    """A part as a table, one row a line."""
    head, cells = _COLUMNS[part]
    body = table([head, *(cells(row) for row in rows)], _ONE_LINE) if rows else ["Nothing fits."]
    return _page([f"{counted(len(rows), 'row')} of {part} · {_facts(stamp)}", "", *body], stamp)


def everything(found: Sequence[Mapping[str, Any]], stamp: CatalogStamp) -> str:
    """All fields of the rows found, and of the rows that belong to each."""
    lines: list[str] = []
    for one in found:
        lines += [f"{plain(one['row'].id)} · {one['of']} · {_facts(stamp)}", "", *_row(one["row"]), ""]
        for name, row in one.items():
            if name not in ("of", "row"):
                lines += [f"{name}:", *(_row(row, "  ") if row is not None else [f"  {NOT_CHECKED}"]), ""]
    return _page(lines[:-1], stamp)


def checked(problems: Sequence[Problem], coverage: Sequence[Coverage], stamp: CatalogStamp) -> str:
    """What is known of each field, then the problems, errors last."""
    head = ("file", "field", "sourced", "null", "of these not checked", "without source")
    cells = [
        (row.file, row.field, *map(str, (row.sourced, row.null, *row.extra.values()))) for row in coverage
    ]
    lines = [_facts(stamp), "", *table([head, *cells], WIDTH), "", *_shares(coverage), ""]
    for problem in sorted(problems, key=lambda one: one.severity == "error"):
        lines += wrap(f"{problem.severity}: {problem.file}, {problem.row}: {problem.message}", WIDTH)
    errors = sum(problem.severity == "error" for problem in problems)
    lines.append(f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}.")
    return "\n".join(lines) + "\n"


def _shares(coverage: Sequence[Coverage]) -> list[str]:
    """One line a file: the shares of its values that have a source, are null, or have none."""
    rows: list[Sequence[str]] = [("file", "values", "sourced", "null", "without source")]
    for file in sorted({row.file for row in coverage}):
        of_file = [row for row in coverage if row.file == file]
        sourced, null = sum(row.sourced for row in of_file), sum(row.null for row in of_file)
        bare = sum(row.extra.get("without source", 0) for row in of_file)
        total = sourced + null + bare
        rows.append((file, f"{total:,}", *(f"{number / total:.1%}" for number in (sourced, null, bare))))
    return table(rows, WIDTH)


def _page(lines: Sequence[str], stamp: CatalogStamp) -> str:
    return "\n".join([*lines, "", licence_notice(stamp.as_of)]) + "\n"


def _facts(stamp: CatalogStamp) -> str:
    changed = ", changed on this machine" if stamp.modified else ""
    return f"catalog {stamp.version}, facts of {stamp.as_of}{changed}{overlays_words(stamp)}"


# -- one row -----------------------------------------------------------------------------------------


def _row(row: Any, indent: str = "") -> list[str]:
    """Every field on a line of its own; what is long or many goes on below."""
    open_fields = getattr(row, "not_checked", ())
    pairs: list[tuple[str, str]] = []
    for part in fields(row):
        value = getattr(row, part.name)
        if isinstance(value, tuple) and any(map(is_dataclass, value)):
            pairs += [(f"{part.name}:" if not index else "", _words(one)) for index, one in enumerate(value)]
        elif part.name != "not_checked" and not (part.name in _OF_OVERLAYS and value is None):
            pairs.append((f"{part.name}:", value_words(value, is_open=part.name in open_fields)))
    return table(pairs, WIDTH, indent)


def value_words(value: object, *, is_open: bool) -> str:
    """A value of a row in words; `is_open` where the row says that it was not checked."""
    if value in (None, (), {}) and is_open:
        return NOT_CHECKED
    text = _words(value)
    return f"{text} ({_UNSOURCED})" if is_open else text


def _words(value: object) -> str:
    """A value in words: lists with commas, mappings and nested rows with their keys."""
    if value is None or value == () or value == {}:
        return _NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,}" if isinstance(value, int) else f"{value:g}"
    if isinstance(value, Source):
        return source_words(value.ref, value.read_on)
    if isinstance(value, LicenceDuty):
        return _duty(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_words(one)}" for key, one in sorted(value.items()))
    if isinstance(value, tuple):
        return ", ".join(map(_words, value))
    if is_dataclass(value):
        parts = ((part.name, getattr(value, part.name)) for part in fields(value))
        return "(" + ", ".join(f"{name} {_words(one)}" for name, one in parts if one is not None) + ")"
    return plain(str(value))


def _duty(duty: LicenceDuty) -> str:
    section = f"section {duty.section}" if duty.section else f"section {NOT_CHECKED}"
    when = f", on {duty.when}" if duty.when else ""
    return f"[{duty.id}, {section}{when}] {duty.text}"


# -- tables ------------------------------------------------------------------------------------------


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOT_CHECKED


def _alternative(row: Any) -> tuple[str, ...]:
    context = f"{row.context_tokens:,}" if row.context_tokens else NOT_CHECKED
    licence = row.licence or NOT_CHECKED
    _, _, released = released_words(row).partition(" ")
    graded = row.licence_class or NOT_CHECKED
    return row.id, _size(row), context, released or NOT_CHECKED, graded, licence


def _size(row: Any) -> str:
    """`30.5 (3.3)`: of 30.5 thousand million parameters 3.3 are active."""
    if row.params_total_b is None:
        return NOT_CHECKED
    total, active = row.params_total_b, row.params_active_b
    return f"{total:g} ({active:g})" if active and active != total else f"{total:g}"


def _llama(row: Any) -> tuple[str, ...]:
    size = f"{row.size_b:g}B" if row.size_b is not None else NOT_CHECKED
    return row.id, size, tokens_words(row.context_tokens), _day(row.released), row.licence or NOT_CHECKED


def _derivative(row: Any) -> tuple[str, ...]:
    weights = (row.family or "family not known") if row.llama_weights else "no Llama weights"
    return row.id, plain(row.pattern), row.relation, weights, row.evidence, row.licence or _NONE


def _licence(row: Any) -> tuple[str, ...]:
    used = row.commercial_use or NOT_CHECKED
    return row.id, row.licence_class or NOT_CHECKED, used, row.evidence or NOT_CHECKED, plain(row.name)


def _lifecycle(row: Any) -> tuple[str, ...]:
    end = row.end_on.isoformat() if row.end_on else _NONE
    tiers = f" ({tiers_words(row.tiers)} only)" if row.tiers else ""
    return row.provider, plain(row.model_id), row.status, end + tiers, ", ".join(row.replacements) or _NONE


def _package(row: Any) -> tuple[str, ...]:
    return row.id, row.package_class, row.provider or _NONE, row.successor or _NONE


_COLUMNS: Mapping[str, tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]] = {
    "alternatives": (("id", "size in B (active)", "context", "released", "class", "licence"), _alternative),
    "llama": (("id", "size", "context", "released", "licence"), _llama),
    "derivatives": (("id", "pattern", "relation", "made from", "evidence", "licence"), _derivative),
    "licences": (("id", "class", "commercial use", "read", "name"), _licence),
    "lifecycle": (("provider", "id", "status", "ends", "the host's advice"), _lifecycle),
    "packages": (("id", "class", "provider", "successor"), _package),
}
"""Headings and cells of each part."""
