"""Use case: the projects a user comes back to, the sample that comes along, and where settings are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from advisor.core.policy import Policy
from advisor.store import answers, folders, forgetting, limits, recents, targets
from advisor.store.forgetting import Forgotten
from advisor.store.recents import Recents

__all__ = [
    "Recents",
    "forget",
    "forget_all",
    "keep_answers",
    "keep_limits",
    "keep_targets",
    "kept_answers",
    "kept_limits",
    "kept_targets",
    "pin",
    "put_back",
    "recent",
    "remember",
    "restore",
    "sample",
    "settings_folder",
]


def recent(*, data: Path | None = None) -> Recents:
    """The folders opened last, newest first; `data` overrides the user's folder in all of these."""
    return recents.load(data or folders.data_folder())


def remember(folder: Path, *, data: Path | None = None) -> Recents:
    """Put `folder` on top of that list. Raises `UsageError` when it cannot be kept."""
    return recents.remember(data or folders.data_folder(), folder)


def forget(folder: Path, *, data: Path | None = None) -> Recents:
    """Take `folder` off that list. Raises `UsageError` when it cannot be kept."""
    return recents.forget(data or folders.data_folder(), folder)


def pin(folder: Path, on: bool, *, data: Path | None = None) -> Recents:
    """Keep `folder` at the top of that list, or no more. Raises `UsageError` when it cannot be kept."""
    return recents.pin(data or folders.data_folder(), folder, on)


def put_back(folder: Path, place: int, pinned: bool, *, data: Path | None = None) -> Recents:
    """Undo `forget`. Raises `UsageError` when it cannot be kept."""
    return recents.put_back(data or folders.data_folder(), folder, place, pinned)


def forget_all(folder: Path, *, data: Path | None = None) -> Forgotten:
    """Remove ticks, notes, choices, answers, decisions, last result and history of the project in `folder`.

    Hands back what `restore` needs. Raises `UsageError` when it cannot be done.
    """
    return forgetting.forget(data or folders.data_folder(), folder)


def restore(gone: Forgotten, *, data: Path | None = None) -> None:
    """Undo `forget_all`. Raises `UsageError` when it cannot be done."""
    forgetting.put_back(data or folders.data_folder(), gone)


def kept_targets(folder: Path, *, data: Path | None = None) -> Mapping[str, str]:
    """Which alternative was chosen for which dependency of the project in `folder`, by their ids."""
    return targets.load(data or folders.data_folder(), folder)


def keep_targets(folder: Path, chosen: Mapping[str, str], *, data: Path | None = None) -> None:
    """Keep these choices for the next time. Raises `UsageError` when it cannot be done."""
    targets.save(data or folders.data_folder(), folder, chosen)


def kept_answers(folder: Path, *, data: Path | None = None) -> answers.Answers:
    """What the user answered about the project in `folder` that no scan can see."""
    return answers.load(data or folders.data_folder(), folder)


def keep_answers(folder: Path, policy: Policy, *, data: Path | None = None) -> None:
    """Keep what `policy` says of users, revenue, region and use. Raises `UsageError` when it cannot."""
    answers.save(data or folders.data_folder(), folder, policy)


def kept_limits(folder: Path, *, data: Path | None = None) -> limits.Limits:
    """What the user allows and asks for in the project in `folder`."""
    return limits.load(data or folders.data_folder(), folder)


def keep_limits(folder: Path, policy: Policy, *, data: Path | None = None) -> None:
    """Keep what `policy` allows and asks for. Raises `UsageError` when it cannot."""
    limits.save(data or folders.data_folder(), folder, policy)


def sample() -> Path:
    """The folder of the sample project that comes with the program."""
    from advisor.catalog import resources_folder

    return resources_folder() / "sample-project"


def settings_folder() -> Path:
    """Where ticks, recents and the window's settings are kept; it may not exist yet."""
    return folders.data_folder()
