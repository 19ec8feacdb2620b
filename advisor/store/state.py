"""Reading and writing our own small JSON files: forgiving on the way in, safe on the way out."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from advisor.core.errors import UsageError
from advisor.core.findings import JsonObject
from advisor.store import atomic, reading

FORMAT_VERSION = 1
_LARGEST = 16 * 1024 * 1024
"""Bytes. Our own files are far smaller; a larger one is damage, not data."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held, and a sentence for the user when it could not be used."""

    value: JsonObject
    message: str | None = None


def load(path: Path) -> Loaded:
    """The object in `path`; empty when there is none. Never raises for what the file holds.

    A damaged file is moved aside to `….bad`, so that nothing is lost and the next save succeeds.
    """
    try:
        value = json.loads(reading.read_bytes(path, _LARGEST))
    except reading.TooLargeError:
        return _set_aside(path, "is far too large")
    except FileNotFoundError:
        return Loaded({})
    except OSError as error:
        return Loaded({}, f"{path.name} cannot be read ({error.strerror}); going on without it.")
    except (ValueError, RecursionError):
        return _set_aside(path, "is damaged")
    if not isinstance(value, dict):
        return _set_aside(path, "is damaged")
    if value.get("format_version") != FORMAT_VERSION:
        return _set_aside(path, "was written by another version")
    return Loaded(value)


def _set_aside(path: Path, what: str) -> Loaded:
    copy = path.with_name(path.name + ".bad")
    try:
        os.replace(path, copy)  # noqa: PTH105
    except OSError as error:
        return Loaded({}, f"{path.name} {what} and cannot be moved ({error.strerror}); going on without it.")
    return Loaded({}, f"{path.name} {what}; it was kept as {copy.name} and a new one is begun.")


def save(path: Path, value: JsonObject) -> None:
    """Write `value` to `path`, its folder made when missing. Raises `UsageError` when it cannot be done."""
    text = json.dumps({"format_version": FORMAT_VERSION, **value}, indent=1, sort_keys=True) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.write_text(path, text)
    except OSError as error:
        raise UsageError(f"{path.name} cannot be saved in its folder: {error.strerror}.") from error
