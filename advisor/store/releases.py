"""Releases of the catalog that came as updates, and which of them is in use.

Each lies in a folder of its own, whole or not at all: it is written beside, made safe on disk, checked, then
moved into its place. The highest version ever taken in is remembered apart from the releases, so going back
to the catalog of the program does not make an older update good again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from advisor.core.errors import UsageError
from advisor.store import state


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered between updates."""

    active: str | None = None
    """Version of the release in use; None: the catalog that came with the program."""
    highest: str | None = None
    """The highest version ever taken in."""
    expires: date | None = None
    """Up to when the release in use says it is good."""
    url: str | None = None
    """Where updates are asked for, as the user named it."""
    keys: tuple[str, ...] = ()
    """Public keys that the user trusts, raw bytes in hexadecimal."""
    etag: str | None = None
    """The server's mark of the release in use."""


def load(data: Path) -> Kept:
    """What is remembered in the data folder; nothing where nothing usable is kept."""
    value = state.load(_state(data)).value
    keys = value.get("keys")
    return Kept(
        active=_text(value.get("active")),
        highest=_text(value.get("highest")),
        expires=_day(value.get("expires")),
        url=_text(value.get("url")),
        keys=tuple(key for key in keys if isinstance(key, str)) if isinstance(keys, list) else (),
        etag=_text(value.get("etag")),
    )


def save(data: Path, kept: Kept) -> None:
    """Remember it. Raises `UsageError` when it cannot be done."""
    state.save(
        _state(data),
        {
            "active": kept.active,
            "highest": kept.highest,
            "expires": None if kept.expires is None else kept.expires.isoformat(),
            "url": kept.url,
            "keys": list(kept.keys),
            "etag": kept.etag,
        },
    )


def folder(data: Path, version: str) -> Path:
    """Where the data files of a release lie. `version` holds digits and dots only."""
    return data / "catalog" / "releases" / version


def install(data: Path, kept: Kept, files: Mapping[str, str], check: Callable[[Path], None]) -> None:
    """Put the files of the release `kept.active` into their place and remember `kept`; then clear out others.

    `check` sees the folder before it counts and raises to refuse it. On any error nothing has changed that
    a reader sees. Raises `UsageError` when the disk does not take it.
    """
    if kept.active is None:
        raise ValueError("no version to install")
    target = folder(data, kept.active)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(
            prefix=".new-", dir=target.parent, ignore_cleanup_errors=True
        ) as name:
            fresh = Path(name) / "files"
            _write(fresh, files)
            check(fresh)
            _move(fresh, target, Path(name) / "old")
    except OSError as error:
        raise UsageError(f"The update cannot be saved in {target.parent}: {error.strerror}.") from error
    save(data, kept)
    _clear(target)


def back(data: Path) -> Kept:
    """Use the catalog of the program again. Raises `UsageError` when it cannot be remembered."""
    kept = replace(load(data), active=None, expires=None, etag=None)
    save(data, kept)
    return kept


def _write(into: Path, files: Mapping[str, str]) -> None:
    into.mkdir(mode=0o700)
    for name, text in files.items():
        with (into / f"{name}.json").open("wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())


def _move(fresh: Path, target: Path, aside: Path) -> None:
    """Folders cannot be exchanged in one step; one of that version is not in use, or it is the same."""
    if target.exists():
        target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise


def _clear(keep: Path) -> None:
    """Take away releases that are not in use. What cannot be removed harms nobody."""
    with contextlib.suppress(OSError):
        for other in keep.parent.iterdir():
            if other != keep and not other.name.startswith("."):  # one of those may be another's, half done
                shutil.rmtree(other, ignore_errors=True)


def _state(data: Path) -> Path:
    return data / "catalog" / "state.json"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
