"""The alternatives a person chose for the dependencies of a project, kept like its ticks beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from advisor.store import state
from advisor.store.ticks import project_key


def load(data: Path, folder: Path) -> Mapping[str, str]:
    """Dependency id to alternative id for the project in `folder`; empty when nothing usable is kept."""
    rows = state.load(_path(data, folder)).value.get("targets")
    if not isinstance(rows, dict):
        return {}
    return {key: value for key, value in rows.items() if isinstance(value, str)}


def save(data: Path, folder: Path, targets: Mapping[str, str]) -> None:
    """Keep them. Raises `UsageError` when it cannot be done."""
    state.save(_path(data, folder), {"targets": dict(targets)})


def _path(data: Path, folder: Path) -> Path:
    return data / "targets" / f"{project_key(folder)}.json"
