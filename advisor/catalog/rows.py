"""Turns a row of a data file into the value of `advisor.core.knowledge`, by that value's own field types.

There is no list of fields here: a field added to a value is read, checked and reported without a change.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from advisor.catalog.schema import shown
from advisor.core.errors import CatalogError

Row = TypeVar("Row")
_Read = Callable[[Any], Any]


class ShapeError(ValueError):
    """A value that is not of the type its field has; the message says what was expected and found."""


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    read: _Read
    required: bool


MARKS = frozenset({"origin", "ruling"})
"""Fields that no file holds: the catalog sets them where an overlay had its say."""

_KNOWN: dict[type[Any], Mapping[str, _Part]] = {}
"""Fields of the values met so far: working them out takes longer than reading a row."""


def read_row(kind: type[Row], value: object) -> Row:
    """The row as a value of `kind`, every field present. Raises ShapeError naming the field."""
    return typing.cast("Row", _build(kind, value, strict=True))


def read_rows(kind: type[Row], values: object, file: str) -> tuple[Row, ...]:
    """All rows of a file. Raises CatalogError naming file, row and field."""
    if not isinstance(values, list):
        raise CatalogError(f"{file} is damaged: it holds no list of rows. Install the program again.")
    rows = []
    for number, value in enumerate(values, 1):
        try:
            rows.append(read_row(kind, value))
        except ShapeError as error:
            raise CatalogError(f"{file}, row {label(value, number)}: {error}.") from None
    return tuple(rows)


def label(value: object, number: int) -> str:
    """What a row is called in messages: its id, else what it is known by, else its number."""
    if isinstance(value, Mapping):
        for keys in (("id",), ("provider", "model_id"), ("ecosystem", "name"), ("hf_repo",)):
            found = [value.get(key) for key in keys]
            if all(isinstance(one, str) and one for one in found):
                return "/".join(map(str, found))
    return str(number)


def _build(kind: type[Any], value: object, *, strict: bool) -> Any:
    """`strict`: a field with a default may not be left out either."""
    if not isinstance(value, dict):
        raise ShapeError(f"expected an object, found {shown(value)}")
    parts = _parts(kind)
    unknown = sorted(set(value) - set(parts))
    if unknown:
        raise ShapeError(f"unknown field {unknown[0]}")
    built = {}
    for name, part in parts.items():
        if name in value:
            built[name] = _field(part, value[name])
        elif strict or part.required:
            raise ShapeError(f"field {name} is missing")
    return kind(**built)


def _field(part: _Part, value: object) -> Any:
    try:
        return part.read(value)
    except ShapeError as error:
        raise ShapeError(f"field {part.name}: {error}") from None


def _parts(kind: type[Any]) -> Mapping[str, _Part]:
    if kind not in _KNOWN:
        hints = typing.get_type_hints(kind)
        _KNOWN[kind] = {
            part.name: _Part(
                part.name,
                _reader(hints[part.name]),
                part.default is MISSING and part.default_factory is MISSING,
            )
            for part in fields(kind)
            if part.name not in MARKS
        }
    return _KNOWN[kind]


def _reader(hint: Any) -> _Read:
    """The function that reads a value of a type; TypeError for a type no row has."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _optional(_reader(next(one for one in arguments if one is not types.NoneType)))
    if origin is tuple:
        return _tuple_of(_reader(arguments[0]))
    if origin is Mapping:
        return _mapping_of(_reader(arguments[1]))
    if is_dataclass(hint):
        return lambda value: _build(typing.cast("type[Any]", hint), value, strict=False)
    return _PLAIN[hint]


def _optional(read: _Read) -> _Read:
    return lambda value: None if value is None else read(value)


def _tuple_of(read: _Read) -> _Read:
    def items(value: object) -> Any:
        if not isinstance(value, list):
            raise ShapeError(f"expected a list, found {shown(value)}")
        return tuple(map(read, value))

    return items


def _mapping_of(read: _Read) -> _Read:
    def pairs(value: object) -> Any:
        if not isinstance(value, dict):
            raise ShapeError(f"expected an object, found {shown(value)}")
        return types.MappingProxyType({key: read(one) for key, one in value.items()})

    return pairs


def _text(value: object) -> Any:
    if not isinstance(value, str) or not value:
        raise ShapeError(f"expected a text, found {shown(value)}")
    return value


def _truth(value: object) -> Any:
    if not isinstance(value, bool):
        raise ShapeError(f"expected true or false, found {shown(value)}")
    return value


def _whole(value: object) -> Any:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ShapeError(f"expected a whole number, found {shown(value)}")
    return value


def _number(value: object) -> Any:
    if not isinstance(value, int | float) or isinstance(value, bool) or value != value:
        raise ShapeError(f"expected a number, found {shown(value)}")
    return float(value)


def _day(value: object) -> Any:
    """A date as `2026-11-23` and in no other spelling."""
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise ShapeError(f"expected a date like 2026-11-23, found {shown(value)}") from None


_PLAIN: Mapping[Any, _Read] = {
    str: _text,
    bool: _truth,
    int: _whole,
    float: _number,
    date: _day,
}
