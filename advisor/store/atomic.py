"""Saving a file so that a reader sees the old content or the new, never half of it."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Replace `path` by `text` in UTF-8 with `\\n` line ends, as it stands; else as `write` does."""
    write(path, text.encode("utf-8"))


def write(path: Path, content: bytes) -> None:
    """Replace `path` by `content`.

    Written to a temporary file in the same folder, flushed to disk, then moved over the old one. On any
    error the old file is untouched, the temporary one is gone and the `OSError` is raised. A link is
    followed, so that the file it names is replaced; permissions of an old file are kept. A pipe or device
    is written to, never replaced.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target))  # noqa: PTH101 - the name of a file that is ours
        os.replace(name, target)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Permissions of the old file; for a new one what the process would give any file."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0o077)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the move itself survive a power cut where folders can be synced; elsewhere it is no error."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
