"""Reading a file of settings that a person wrote: TOML or JSON, a cap on its size, each fault in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.core.dots import MOST_DOTS, has_endless_key
from advisor.core.errors import UsageError
from advisor.store import reading

LARGEST = 1024 * 1024
"""Bytes of a file of settings."""
_SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file."""

    name: str
    """The file's own name, without its folder."""
    value: Mapping[str, Any]
    digest: str
    """SHA-256 of its bytes, first 12 hex digits."""


def read(path: Path, what: str) -> Document:
    """The file `path`, which is called `what` in messages (`policy`, `overlay`).

    A name that ends with `.toml` is TOML, any other JSON. Raises `UsageError` with what is wrong.
    """
    try:
        content = reading.read_bytes(path, LARGEST)
    except reading.TooLargeError as error:
        raise UsageError(f"The {what} {path.name} is larger than 1 MiB: that is no {what}.") from error
    except OSError as error:
        raise UsageError(f"The {what} {path.name} cannot be read: {error.strerror}.") from error
    return parsed(content, path.name, what)


def parsed(content: bytes, name: str, what: str) -> Document:
    """The same from bytes that were read already."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"The {what} {name} is not UTF-8 text.") from error
    try:
        value = _value(text, is_toml=name.lower().endswith(".toml"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The {what} {name} is not well-formed: {error}.") from error
    if not isinstance(value, dict):
        raise UsageError(f"The {what} {name} is no table of keys and values.")
    return Document(name, value, hashlib.sha256(content).hexdigest()[:_SHOWN_DIGITS])


def _value(text: str, *, is_toml: bool) -> object:
    if is_toml:
        import tomllib

        if has_endless_key(text):
            raise ValueError(f"a line has more than {MOST_DOTS} dots")
        return tomllib.loads(text)
    return json.loads(text)
