"""What earlier scans saw in files that have not changed, kept by content: a closer look costs milliseconds.

A row is found by a digest of everything that it was made from: the program's own files, the catalog and its
overlays, the limits, the path and every byte of the file. So nothing in it can be out of date, and a scan
yields the same with it, without it and with a damaged one. Only what came of the closer look is kept: which
files there are, and what they hold, is read from the disk each time. Rows of files that failed or took too
long are not kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import advisor
from advisor.catalog import resources_folder
from advisor.core.kinds import SkipReason
from advisor.scan.engine import Batch
from advisor.scan.options import ScanOptions
from advisor.scan.wire import batch_from_json, batch_to_json

if TYPE_CHECKING:
    import sqlite3

FILE_NAME = "files-1.sqlite"
MOST_BYTES = 96 << 20
"""A cache that grew beyond this is begun anew."""
_KEY_BYTES = 20
_PATIENCE_S = 0.2
"""How long another program that writes is waited for; beyond it, nothing is kept this time."""
_TORN = (zlib.error, ValueError, TypeError, KeyError)
"""What reading a row can raise that is none of ours."""
_FAILED = frozenset({SkipReason.TIME_OUT, SkipReason.ERROR})


@dataclass(frozen=True, slots=True)
class CachePlace:
    """Where a cache lies and which rows of it may be used.

    Attributes:
        folder: it is made where it does not exist; None keeps nothing.
        known: hex digest of what rows are made from besides the file.
    """

    folder: str | None = None
    known: str = ""

    @classmethod
    def of(cls, options: ScanOptions) -> CachePlace:
        """The place for a scan with these options; without a cache where they name no folder for it."""
        if options.cache is None:
            return cls()
        told = [
            options.budgets.to_json(),
            [overlay.to_json() for overlay in options.overlays],
            list(sys.version_info),
        ]
        digest = hashlib.blake2b(json.dumps(told, sort_keys=True).encode("utf-8", "surrogatepass"))
        for line in _own_files(options.resources):
            digest.update(line.encode("utf-8", "surrogatepass"))
        return cls(str(options.cache.absolute()), digest.hexdigest()[: 2 * _KEY_BYTES])

    def open(self) -> FileCache | None:
        """The cache; None where there is none to be had, which costs time and nothing else."""
        return None if self.folder is None else FileCache.open(Path(self.folder), self.known)


class FileCache:
    """Rows by content, in one SQLite file that several processes may use at once."""

    def __init__(self, connection: sqlite3.Connection, known: str) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._known = known.encode()
        self._fresh: dict[bytes, bytes] = {}

    @classmethod
    def open(cls, folder: Path, known: str) -> FileCache | None:
        """Open or make it. A damaged file, or one that grew too large, is begun anew."""
        for _try in range(2):
            try:
                return cls(_connected(folder), known)
            except _troubles():
                _remove(folder / FILE_NAME)
        return None

    def key(self, path: str, data: bytes, *, included: bool) -> bytes:
        """What the rows of this file are kept under."""
        digest = hashlib.blake2b(self._known, digest_size=_KEY_BYTES)
        digest.update(f"\0{included:d}{path}\0".encode("utf-8", "surrogatepass"))
        digest.update(data)
        return digest.digest()

    def get(self, key: bytes) -> Batch | None:
        """The rows kept under `key`; None where there are none."""
        if self._connection is None:
            return None
        with self._given_up_on_trouble():
            row = self._connection.execute("SELECT rows FROM files WHERE key = ?", (key,)).fetchone()
            if row is not None:
                return batch_from_json(json.loads(zlib.decompress(row[0])))
        return None

    def put(self, key: bytes, batch: Batch) -> None:
        """Keep the rows of one file from the next `flush` on; those of a failure are not kept."""
        if self._connection is not None and _FAILED.isdisjoint(skip.reason for skip in batch.skips):
            text = json.dumps(batch_to_json(batch), separators=(",", ":"))
            self._fresh[key] = zlib.compress(text.encode("ascii"), 1)

    def flush(self) -> None:
        """Write what was put since the last time."""
        if self._connection is None or not self._fresh:
            return
        with self._given_up_on_trouble(), self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO files (key, rows) VALUES (?, ?)", self._fresh.items()
            )
        self._fresh.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with contextlib.suppress(*_troubles()):
                self._connection.close()
            self._connection = None

    @contextlib.contextmanager
    def _given_up_on_trouble(self) -> Iterator[None]:
        """A cache that is locked, full or damaged is not asked again in this run."""
        try:
            yield
        except _troubles(_TORN):
            self.close()


def _troubles(more: tuple[type[Exception], ...] = ()) -> tuple[type[Exception], ...]:
    import sqlite3

    return (sqlite3.Error, OSError, *more)


def _connected(folder: Path) -> sqlite3.Connection:
    """The file opened, its table there. Raises `sqlite3.Error` or OSError."""
    import sqlite3

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE_NAME
    if path.exists() and path.stat().st_size > MOST_BYTES:
        _remove(path)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # for its owner alone: it quotes what was scanned
    connection = sqlite3.connect(path, timeout=_PATIENCE_S)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("CREATE TABLE IF NOT EXISTS files (key BLOB PRIMARY KEY, rows BLOB) WITHOUT ROWID")
    except BaseException:
        connection.close()
        raise
    return connection


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink()


def _own_files(resources: Path | None) -> Iterator[str]:
    """A line for every file of the program and the catalog: another size or time makes another cache."""
    package = Path(advisor.__file__).parent
    folders = [package, resources or resources_folder()]
    if getattr(sys, "frozen", False):
        yield _line(Path(sys.executable))
    for folder in folders:
        for place, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if name not in ("__pycache__", "gui", "sample-project"))
            for name in sorted(files):
                if name.endswith((".py", ".json")):
                    yield _line(Path(place, name))


def _line(path: Path) -> str:
    status = path.stat()
    return f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n"
