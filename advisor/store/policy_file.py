"""A policy from a file: JSON or TOML with the fields of `Policy`. What is wrong in it is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from advisor.core.errors import UsageError
from advisor.core.policy import Policy, hours_range
from advisor.store import documents

_MOST_USERS = 10**11
_MOST_REVENUE = 10**9
"""Millions of US dollars. More is a slip of the pen."""


def load(path: Path) -> Policy:
    """The policy in `path`. Raises `UsageError` that names file, key and what was expected."""
    value = documents.read(path, "policy").value
    unknown = sorted(set(value) - set(_CHECKS))
    if unknown:
        raise UsageError(
            f"The policy {path.name} has unknown keys: {', '.join(unknown)}. Known are: {', '.join(_CHECKS)}."
        )
    try:
        return replace(checked(value), name=path.name)
    except ValueError as error:
        raise UsageError(f"The policy {path.name}: {error}.") from error


def checked(values: Mapping[str, object]) -> Policy:
    """A policy of these values by known keys. Raises `ValueError` naming a key whose value is none."""
    return Policy(**{key: _CHECKS[key](key, item) for key, item in values.items()})


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


def _users(key: str, value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_USERS:
        raise ValueError(f"{key} must be a whole number of users from 0")
    return value


def _revenue(key: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST_REVENUE:
        raise ValueError(f"{key} must be a number of millions of US dollars from 0")
    return float(value)


def _days(key: str, value: object) -> Mapping[str, str]:
    """Days by name; TOML knows days by itself, JSON writes them as words."""
    if not isinstance(value, dict):
        raise ValueError(f"{key} must be a table of names and days")
    return {name: _day(f"{key}.{name}", item) for name, item in value.items()}


def _day(key: str, value: object) -> str:
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise ValueError(f"{key} must be a day such as 2027-06-01")
    text = value.isoformat() if isinstance(value, date) else value.strip()
    try:
        known = date.fromisoformat(text).isoformat() == text
    except ValueError:
        known = False
    if not known:
        raise ValueError(f"{key} is {text}, which is no day; write one such as 2027-06-01")
    return text


def _flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{key} must be true or false")
    return value


def _optional_flag(key: str, value: object) -> bool | None:
    return None if value is None else _flag(key, value)


def _hours(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f'{key} must be two numbers of hours such as "1-4"')
    hours_range(value)
    return value


_CLASSES = ("permissive", "conditional", "non-commercial")


def _classes(key: str, value: object) -> tuple[str, ...]:
    words = _words(key, value)
    if wrong := [word for word in words if word not in _CLASSES]:
        raise ValueError(f"{key} has {', '.join(wrong)}; known are {', '.join(_CLASSES)}")
    return words


_CHECKS: Mapping[str, Callable[[str, object], Any]] = {
    "licence_classes": _classes,
    "exclude_vendors": _words,
    "exclude_hosts": _words,
    "memory_gib": _size,
    "quantisation": _choice("q4", "q8", "bf16"),
    "needs": _mapping,
    "tiers": _mapping,
    "targets": _mapping,
    "commercial": _flag,
    "redistributes": _optional_flag,
    "eu": _optional_flag,
    "trains_on_outputs": _optional_flag,
    "monthly_users": _users,
    "annual_revenue_musd": _revenue,
    "what_if": _days,
    "hours_per_point": _hours,
}
