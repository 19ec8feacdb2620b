"""Checks a data file against its schema in `resources/schemas`: the part of JSON Schema that those use.

The schemas are plain JSON Schema (draft 2020-12), so any editor can use them; only the shipped program has no
library for them. A keyword this module does not know is an error, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions that lead from the document to a value in it."""


class SchemaError(ValueError):
    """A schema that uses what this module does not know."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as the schema says."""

    path: Path
    message: str


def faults(schema: Mapping[str, Any], document: object) -> Iterator[Fault]:
    """All that is wrong with a document, top down. Raises SchemaError for a keyword that is not known."""
    return _Walk(schema).value(schema, document, ())


class _Walk:
    """One schema being applied; it remembers the definitions."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._definitions: Mapping[str, Any] = schema.get("$defs", {})

    def value(self, schema: Mapping[str, Any], value: object, path: Path) -> Iterator[Fault]:
        """What is wrong with a value. Where its type is wrong nothing more is said of it."""
        while "$ref" in schema:
            schema = self._definitions[schema["$ref"].removeprefix("#/$defs/")]
        known = schema.keys() - _SILENT
        if unknown := known - _TESTS.keys() - _PARTS:
            raise SchemaError(f"unknown keyword {min(unknown)}")
        if "type" in known and (message := _type(schema["type"], value)):
            yield Fault(path, message)
            return
        for keyword in sorted(known & _TESTS.keys()):
            if message := _TESTS[keyword](schema[keyword], value):
                yield Fault(path, message)
        yield from self._parts(schema, value, path)

    def _parts(self, schema: Mapping[str, Any], value: object, path: Path) -> Iterator[Fault]:
        if "anyOf" in schema:
            yield from self._any_of(schema["anyOf"], value, path)
        if isinstance(value, dict):
            yield from self._object(schema, value, path)
        if isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value):
                yield from self.value(schema["items"], item, (*path, index))

    def _any_of(self, choices: list[Mapping[str, Any]], value: object, path: Path) -> Iterator[Fault]:
        """No fault where one choice has none; else the faults of the choice that goes deepest."""
        found = [list(self.value(choice, value, path)) for choice in choices]
        if all(found):
            yield from max(found, key=lambda some: max(len(one.path) for one in some))

    def _object(self, schema: Mapping[str, Any], value: dict[str, Any], path: Path) -> Iterator[Fault]:
        properties, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        for key in schema.get("required", ()):
            if key not in value:
                yield Fault(path, f"field {key} is missing")
        for key, item in value.items():
            if "propertyNames" in schema:
                yield from self.value(schema["propertyNames"], key, (*path, key))
            if key in properties:
                yield from self.value(properties[key], item, (*path, key))
            elif more is False:
                yield Fault(path, f"unknown field {key}")
            elif more is not True:
                yield from self.value(more, item, (*path, key))


def _type(wanted: str | list[str], value: object) -> str:
    names = [wanted] if isinstance(wanted, str) else wanted
    if any(_IS[name](value) for name in names):
        return ""
    return f"expected {' or '.join(_WORDS[name] for name in names)}, found {shown(value)}"


def _enum(wanted: list[Any], value: object) -> str:
    if value in wanted:
        return ""
    return f"expected one of {', '.join(str(one) for one in wanted if one is not None)}, found {shown(value)}"


def _pattern(wanted: str, value: object) -> str:
    if not isinstance(value, str) or re.search(wanted, value):
        return ""
    return f"expected a text of the form {wanted}, found {shown(value)}"


def _const(wanted: object, value: object) -> str:
    same = value == wanted and isinstance(value, bool) == isinstance(wanted, bool)
    return "" if same else f"expected {wanted}, found {shown(value)}"


def _minimum(wanted: float, value: object) -> str:
    return f"expected at least {wanted}, found {value}" if _IS["number"](value) and value < wanted else ""  # type: ignore[operator]


def _least(kind: type[Any], words: str) -> Callable[[int, object], str]:
    def test(wanted: int, value: object) -> str:
        short = isinstance(value, kind) and len(value) < wanted
        return f"expected {words}, found {shown(value)}" if short else ""

    return test


def _most(wanted: int, value: object) -> str:
    return f"expected at most {wanted} items" if isinstance(value, list) and len(value) > wanted else ""


def _unique(wanted: bool, value: object) -> str:
    if wanted and isinstance(value, list):
        for index, item in enumerate(value):
            if item in value[:index]:
                return f"{shown(item)} stands there twice"
    return ""


def shown(value: object) -> str:
    """A value as it is quoted in a message, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


_IS: Mapping[str, Callable[[object], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
_WORDS: Mapping[str, str] = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a text",
}
_TESTS: Mapping[str, Callable[[Any, object], str]] = {
    "const": _const,
    "enum": _enum,
    "maxItems": _most,
    "minItems": _least(list, "a longer list"),
    "minLength": _least(str, "a longer text"),
    "minProperties": _least(dict, "an object with more fields"),
    "minimum": _minimum,
    "pattern": _pattern,
    "uniqueItems": _unique,
}
_PARTS = frozenset(
    {"additionalProperties", "anyOf", "items", "properties", "propertyNames", "required", "type"}
)
_SILENT = frozenset({"$defs", "$schema", "description", "title"})
