"""The projects opened last, newest first, and those that the user pinned to the top."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.store import lock, state

MOST = 10
"""Projects that are not pinned; the oldest goes first."""
MOST_PINNED = 40
_FILE = "recents.json"


@dataclass(frozen=True, slots=True)
class Recents:
    """Folders, pinned ones first, else newest first; vanished ones too, for the start page greys them."""

    folders: tuple[Path, ...]
    message: str | None = None
    pinned: frozenset[Path] = frozenset()


def load(data: Path) -> Recents:
    """The list kept under the data folder `data`; empty when there is none."""
    folders, pinned, message = _read(data)
    return Recents(tuple(_ordered(folders, pinned)), message, pinned)


def remember(data: Path, folder: Path) -> Recents:
    """Put `folder` on top, at most ten in all that are not pinned. Raises `UsageError` when it cannot."""
    with lock.alone(data):
        folders, pinned, _ = _read(data)
        return _save(data, [folder, *(known for known in folders if known != folder)], pinned)


def forget(data: Path, folder: Path) -> Recents:
    """Take `folder` off the list. Raises `UsageError` when it cannot be saved."""
    with lock.alone(data):
        folders, pinned, _ = _read(data)
        return _save(data, [known for known in folders if known != folder], pinned - {folder})


def pin(data: Path, folder: Path, on: bool) -> Recents:
    """Keep `folder` at the top for good, or no more. Raises `UsageError` when it cannot be saved."""
    with lock.alone(data):
        folders, pinned, _ = _read(data)
        return _save(data, folders, pinned | {folder} if on else pinned - {folder})


def put_back(data: Path, folder: Path, place: int, pinned: bool) -> Recents:
    """Undo `forget`: put `folder` at its place of the list. Raises `UsageError` when it cannot be saved."""
    with lock.alone(data):
        folders, pins, _ = _read(data)
        folders = [known for known in folders if known != folder]
        after = [known for known in _ordered(folders, pins)[place:] if (known in pins) == pinned]
        folders.insert(folders.index(after[0]) if after else len(folders), folder)
        return _save(data, folders, pins | {folder} if pinned else pins)


def _read(data: Path) -> tuple[list[Path], frozenset[Path], str | None]:
    """Folders by the time they were opened, newest first; those that are pinned; what is to be said."""
    loaded = state.load(data / _FILE)
    folders = list(dict.fromkeys(_paths(loaded.value.get("folders"))))
    pinned = frozenset(_paths(loaded.value.get("pinned"))[:MOST_PINNED]) & frozenset(folders)
    return folders, pinned, loaded.message


def _paths(rows: object) -> list[Path]:
    return [Path(row) for row in rows if isinstance(row, str)] if isinstance(rows, list) else []


def _ordered(folders: list[Path], pinned: frozenset[Path]) -> list[Path]:
    """Pinned ones first, then the newest of the others."""
    loose = [folder for folder in folders if folder not in pinned]
    return [*(folder for folder in folders if folder in pinned), *loose[:MOST]]


def _save(data: Path, folders: list[Path], pinned: frozenset[Path]) -> Recents:
    seen = _ordered(folders, pinned)
    kept = [folder for folder in folders if folder in seen]
    names = {"folders": [str(folder) for folder in kept], "pinned": sorted(str(folder) for folder in pinned)}
    state.save(data / _FILE, names)
    return Recents(tuple(seen), None, pinned)
