"""Use case: the projects a user comes back to, the sample that comes along, and where settings are kept."""

from __future__ import annotations

from pathlib import Path

from advisor.store import folders, recents
from advisor.store.recents import Recents

__all__ = ["Recents", "forget", "recent", "remember", "sample", "settings_folder"]


def recent(*, data: Path | None = None) -> Recents:
    """The folders opened last, newest first; `data` overrides the user's folder in all of these."""
    return recents.load(data or folders.data_folder())


def remember(folder: Path, *, data: Path | None = None) -> Recents:
    """Put `folder` on top of that list. Raises `UsageError` when it cannot be kept."""
    return recents.remember(data or folders.data_folder(), folder)


def forget(folder: Path, *, data: Path | None = None) -> Recents:
    """Take `folder` off that list. Raises `UsageError` when it cannot be kept."""
    return recents.forget(data or folders.data_folder(), folder)


def sample() -> Path:
    """The folder of the sample project that comes with the program."""
    from advisor.catalog import resources_folder

    return resources_folder() / "sample-project"


def settings_folder() -> Path:
    """Where ticks, recents and the window's settings are kept; it may not exist yet."""
    return folders.data_folder()
