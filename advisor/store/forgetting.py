"""Forgetting everything that is kept about a project, and putting it back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from advisor.core.errors import UsageError
from advisor.store import atomic, lock
from advisor.store.ticks import project_key

_KINDS = ("answers", "choices", "history", "limits", "results", "targets", "ticks")

Forgotten = Mapping[Path, bytes]
"""What lay in which file."""


def forget(data: Path, folder: Path) -> Forgotten:
    """Remove what is kept about `folder`, and hand it back. Raises `UsageError` when not all of it can go."""
    key = project_key(folder)
    gone: dict[Path, bytes] = {}
    with lock.alone(data):
        try:
            for path in sorted(path for kind in _KINDS for path in (data / kind).glob(f"{key}.*")):
                gone[path] = path.read_bytes()
                path.unlink()
        except OSError as error:
            _write(gone)
            raise UsageError(
                f"Nothing was forgotten: a file cannot be removed ({error.strerror})."
            ) from error
    return gone


def put_back(data: Path, gone: Forgotten) -> None:
    """Undo `forget`. Raises `UsageError` when it cannot be done."""
    try:
        with lock.alone(data):
            _write(gone)
    except OSError as error:
        raise UsageError(f"What was forgotten cannot be put back: {error.strerror}.") from error


def _write(gone: Forgotten) -> None:
    for path, content in gone.items():
        atomic.write(path, content)
