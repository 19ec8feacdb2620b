"""A policy from a file: JSON or TOML with the fields of `Policy`. What is wrong in it is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from advisor.core.errors import UsageError
from advisor.core.policy import Policy
from advisor.store import reading

_LARGEST = 1024 * 1024


def load(path: Path) -> Policy:
    """The policy in `path`. Raises `UsageError` that names file, key and what was expected."""
    value = _parsed(path)
    unknown = sorted(set(value) - set(_CHECKS))
    if unknown:
        raise UsageError(
            f"The policy {path.name} has unknown keys: {', '.join(unknown)}. Known are: {', '.join(_CHECKS)}."
        )
    try:
        return Policy(name=path.name, **{key: _CHECKS[key](key, item) for key, item in value.items()})
    except ValueError as error:
        raise UsageError(f"The policy {path.name}: {error}.") from error


def _parsed(path: Path) -> Mapping[str, Any]:
    text = _text(path)
    try:
        if path.suffix.lower() == ".toml":
            import tomllib

            return tomllib.loads(text)
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The policy {path.name} is not well-formed: {error}.") from error
    if not isinstance(value, dict):
        raise UsageError(f"The policy {path.name} is no table of keys and values.")
    return value


def _text(path: Path) -> str:
    try:
        return reading.read_bytes(path, _LARGEST).decode("utf-8-sig")
    except reading.TooLargeError as error:
        raise UsageError(f"The policy {path.name} is larger than 1 MiB: that is no policy.") from error
    except OSError as error:
        raise UsageError(f"The policy {path.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"The policy {path.name} is not UTF-8 text.") from error


def _words(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{key} must be a list of words")
    return tuple(value)


def _mapping(key: str, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise ValueError(f"{key} must be a table of names and values")
    return {name: _scalar(f"{key}.{name}", item) for name, item in value.items()}


def _scalar(key: str, value: object) -> str:
    """`16384` and `true` are as good as `"16384"` and `"yes"`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    raise ValueError(f"{key} must be a word or a number")


def _size(key: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1_000_000:
        raise ValueError(f"{key} must be a number of GiB above 0")
    return float(value)


def _choice(*allowed: str) -> Callable[[str, object], str]:
    def check(key: str, value: object) -> str:
        if value not in allowed:
            raise ValueError(f"{key} must be one of {', '.join(allowed)}")
        return str(value)

    return check


def _flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{key} must be true or false")
    return value


def _optional_flag(key: str, value: object) -> bool | None:
    return None if value is None else _flag(key, value)


_CLASSES = ("permissive", "conditional", "non-commercial")


def _classes(key: str, value: object) -> tuple[str, ...]:
    words = _words(key, value)
    if wrong := [word for word in words if word not in _CLASSES]:
        raise ValueError(f"{key} has {', '.join(wrong)}; known are {', '.join(_CLASSES)}")
    return words


_CHECKS: Mapping[str, Callable[[str, object], Any]] = {
    "licence_classes": _classes,
    "exclude_vendors": _words,
    "memory_gib": _size,
    "quantisation": _choice("q4", "q8", "bf16"),
    "needs": _mapping,
    "tiers": _mapping,
    "targets": _mapping,
    "commercial": _flag,
    "redistributes": _optional_flag,
    "eu": _optional_flag,
    "trains_on_outputs": _optional_flag,
}
