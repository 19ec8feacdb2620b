"""One writer at a time for what is kept between runs, so that two windows lose nothing of each other's.

A lock of the system on a file in the data folder: it goes with the process that held it, however that ended.
Nobody waits for ever: after some seconds, or where there can be no lock, the work is done without one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FILE = ".lock"
_PATIENCE_SECONDS = 3.0
_PAUSE_SECONDS = 0.01


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Read, change and save inside this block; no other process does so meanwhile under the same `data`."""
    handle = _opened(data)
    if handle is None:
        yield
        return
    try:
        _wait(handle)
        yield
    finally:
        os.close(handle)  # which lets go of the lock


def _opened(data: Path) -> int | None:
    """None where the folder takes no file: the save that follows says so in its own words."""
    with suppress(OSError):
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(data / _FILE, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    return None


def _wait(handle: int) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while not _taken(handle) and time.monotonic() < until:
        time.sleep(_PAUSE_SECONDS)


def _taken(handle: int) -> bool:
    """True when the lock is ours; False while another process has it."""
    try:
        import fcntl
    except ImportError:
        return _taken_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system that knows no locks
        return True
    return True


def _taken_on_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
