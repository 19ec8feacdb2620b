"""The schemas are good JSON Schema, every data file meets its own, and they say what the values say.

The library that knows the whole of JSON Schema is the judge of our own reader of the part we use.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import resources_folder
from advisor.catalog.files import DOCUMENTS, SEAL, TABLES, Files
from advisor.catalog.rows import MARKS
from advisor.catalog.schema import SchemaError, faults
from advisor.core import knowledge

NAMES = sorted({*TABLES, *DOCUMENTS, SEAL})
FILES = Files(resources_folder())
OF_OUTPUT = {"checklist", "report"}
"""Schemas of what the program writes, not of what it reads."""


def test_every_data_file_has_a_schema_and_every_schema_a_data_file() -> None:
    there = {path.name.removesuffix(".schema.json") for path in (FILES.folder / "schemas").iterdir()}
    assert there - OF_OUTPUT == {path.stem for path in FILES.folder.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_good_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(FILES.schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_data_file_meets_its_schema(name: str) -> None:
    validator = jsonschema.Draft202012Validator(FILES.schema(name))
    found = [
        f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(FILES.read(name))
    ]
    assert found == []
    assert list(faults(FILES.schema(name), FILES.read(name))) == []


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_schema_has_the_fields_of_the_value_a_row_becomes(name: str) -> None:
    row = FILES.schema(name)["$defs"]["row"]
    names = [part.name for part in fields(TABLES[name]) if part.name not in MARKS]
    assert list(row["properties"]) == names
    assert sorted(row["required"]) == sorted(names)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_schema_has_the_fields_of_the_values_inside_a_row(name: str) -> None:
    for called, definition in FILES.schema(name)["$defs"].items():
        if called == "row":
            continue
        parts = fields(getattr(knowledge, called))
        assert list(definition["properties"]) == [part.name for part in parts]
        needed = [part.name for part in parts if part.default is MISSING and part.default_factory is MISSING]
        assert definition["required"] == needed


SMALL: dict[str, Any] = {
    "$defs": {
        "row": {
            "type": "object",
            "properties": {"n": {"type": ["integer", "null"], "minimum": 0}},
            "required": ["n"],
            "additionalProperties": False,
        }
    },
    "type": "object",
    "properties": {
        "format_version": {"const": 1},
        "kind": {"enum": ["a", "b", None]},
        "day": {"type": "string", "pattern": "^[0-9]{4}$", "minLength": 1},
        "rows": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "uniqueItems": True,
            "items": {"$ref": "#/$defs/row"},
        },
        "more": {"anyOf": [{"$ref": "#/$defs/row"}, {"type": "null"}]},
        "map": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "number"},
            "propertyNames": {"pattern": "^n"},
        },
        "yes": {"type": "boolean"},
    },
    "required": ["format_version"],
}
LEAF = (
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.sampled_from(["a", "b", "2026", "", "x"])
    | st.just(1.5)
)
ROW = st.dictionaries(st.sampled_from(["n", "m"]), LEAF, max_size=2)
VALUE = LEAF | ROW | st.lists(ROW | LEAF, max_size=3)
DOCUMENT = st.dictionaries(
    st.sampled_from(["format_version", "kind", "day", "rows", "more", "map", "yes", "odd"]), VALUE
)


@settings(max_examples=400, deadline=None)
@given(DOCUMENT | LEAF)
def test_our_reader_and_the_library_agree_on_what_is_good(document: object) -> None:
    # JSON Schema counts 1.0 and True as it likes; the files hold neither where it matters
    good = jsonschema.Draft202012Validator(SMALL).is_valid(document)
    assert (not list(faults(SMALL, document))) == good, document


def test_a_keyword_that_is_not_known_is_an_error_not_passed_over() -> None:
    with pytest.raises(SchemaError, match="maxLength"):
        list(faults({"type": "string", "maxLength": 3}, "long"))
