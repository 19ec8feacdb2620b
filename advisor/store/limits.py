"""What a user allows and asks for in one project: the limits set in the window, kept like its ticks.

The same keys stand in a policy file. Answers about the user (see `answers`) and chosen targets are kept
beside them, each in a file of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from advisor.core.policy import FACTS, Policy
from advisor.store import policy_file, state
from advisor.store.ticks import project_key

_NOT_HERE = frozenset({*FACTS, "name"})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits as a policy that answers nothing, and a sentence where the file could not be used."""

    policy: Policy = field(default_factory=Policy)
    message: str | None = None


def load(data: Path, folder: Path) -> Limits:
    """The limits for the project in `folder`, kept under the data folder `data`; never raises for them."""
    loaded = state.load(_path(data, folder))
    told = loaded.value.get("limits", {})
    known = {key: value for key, value in told.items() if key in _keys()} if isinstance(told, dict) else {}
    name = loaded.value.get("file", "")
    try:
        policy = replace(policy_file.checked(known), name=name if isinstance(name, str) else "")
        return Limits(policy, loaded.message)
    except ValueError as error:
        return Limits(message=f"Your limits for this project cannot be used: {error}.")


def save(data: Path, folder: Path, policy: Policy) -> None:
    """Keep what `policy` allows and asks for. Raises `UsageError` when it cannot be done."""
    limits = {key: _plain(getattr(policy, key)) for key in _keys()}
    state.save(_path(data, folder), {"limits": limits, "file": policy.name})


def _keys() -> tuple[str, ...]:
    return tuple(part.name for part in fields(Policy) if part.name not in _NOT_HERE)


def _plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _path(data: Path, folder: Path) -> Path:
    return data / "limits" / f"{project_key(folder)}.json"
