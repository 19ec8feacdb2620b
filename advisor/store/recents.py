"""The projects opened last, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.store import lock, state

_KEPT = 10
_FILE = "recents.json"


@dataclass(frozen=True, slots=True)
class Recents:
    """Folders, newest first; vanished ones too, for the start page greys them."""

    folders: tuple[Path, ...]
    message: str | None = None


def load(data: Path) -> Recents:
    """The list kept under the data folder `data`; empty when there is none."""
    loaded = state.load(data / _FILE)
    rows = loaded.value.get("folders")
    folders = [Path(row) for row in rows if isinstance(row, str)] if isinstance(rows, list) else []
    return Recents(tuple(folders[:_KEPT]), loaded.message)


def remember(data: Path, folder: Path) -> Recents:
    """Put `folder` on top, at most ten in all. Raises `UsageError` when it cannot be saved."""
    with lock.alone(data):
        others = [known for known in load(data).folders if known != folder]
        return _save(data, [folder, *others][:_KEPT])


def forget(data: Path, folder: Path) -> Recents:
    """Take `folder` off the list. Raises `UsageError` when it cannot be saved."""
    with lock.alone(data):
        return _save(data, [known for known in load(data).folders if known != folder])


def _save(data: Path, folders: list[Path]) -> Recents:
    state.save(data / _FILE, {"folders": [str(folder) for folder in folders]})
    return Recents(tuple(folders))
