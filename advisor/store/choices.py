"""What one user decided on single places of a project, kept like its ticks in the user's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.core.decisions import USER_ORIGIN, Decisions
from advisor.store import state
from advisor.store.decision_rows import decisions_of, rows_of
from advisor.store.ticks import project_key


@dataclass(frozen=True, slots=True)
class Choices:
    """The decisions, and a sentence for the user where the file could not be used."""

    decisions: Decisions
    message: str | None = None


def load(data: Path, folder: Path) -> Choices:
    """The decisions on the project in `folder`, kept under the data folder `data`."""
    loaded = state.load(_path(data, folder))
    try:
        return Choices(decisions_of(loaded.value, USER_ORIGIN), loaded.message)
    except ValueError as error:
        return Choices(Decisions(), f"Your own settings for this project cannot be used: {error}.")


def save(data: Path, folder: Path, decisions: Decisions) -> None:
    """Keep them. Raises `UsageError` when it cannot be done."""
    state.save(_path(data, folder), dict(rows_of(decisions)))


def _path(data: Path, folder: Path) -> Path:
    return data / "choices" / f"{project_key(folder)}.json"
