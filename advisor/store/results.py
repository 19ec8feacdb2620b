"""The last whole scan of each project, so that it can be looked at again without reading the folder.

Compressed, replaced whole or not at all. A file that is damaged, too large, or of another program or format
of facts is not used, and the reason is said: the project is scanned again then, nothing else is lost.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from advisor.core.errors import UsageError
from advisor.core.findings import Cleared, Finding, Hint, JsonObject, ScanResult, ScanStats, Skip
from advisor.core.kinds import Confidence, Context, Kind, SkipReason
from advisor.core.links import LinkKind, Use
from advisor.core.past import Change, KeptScan
from advisor.store import atomic, reading
from advisor.store.ticks import project_key

FORMAT_VERSION = 1
MOST_PROJECTS = 20
"""Results that are kept; the oldest goes first."""
_LARGEST_FILE = 32 * 1024 * 1024
_LARGEST = 192 * 1024 * 1024
"""Bytes when unpacked: a hundred thousand findings take a quarter of it."""
_MOST_GONE = 1000
_ROWS_A_LINE = 200
_LISTS: dict[str, Callable[..., Any]] = {
    "findings": Finding,
    "cleared": Cleared,
    "skipped": Skip,
    "hints": Hint,
    "uses": Use,
}
_ENUMS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "context": Context,
    "confidence": Confidence,
    "reason": SkipReason,
    "how": LinkKind,
}
_NOT_KEPT = frozenset({"verdict"})
"""Judged anew each time."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """The scan that is kept, and a sentence where there is one that cannot be used."""

    scan: KeptScan | None = None
    message: str | None = None


def load(data: Path, folder: Path, program: str) -> Found:
    """The last scan of the project in `folder`; never raises for what the file holds.

    `program` names the program and its formats: what another one kept is not used.
    """
    try:
        packed = reading.read_bytes(_path(data, folder), _LARGEST_FILE)
        value = _parsed(_unpacked(packed))
        if value["format_version"] != FORMAT_VERSION or value["program"] != program:
            return _unusable("is of another version of the program")
        return Found(_scan(value))
    except FileNotFoundError:
        return Found()
    except OSError as error:
        return _unusable(f"cannot be read ({error.strerror})")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error):
        return _unusable("is damaged")


def _unusable(why: str) -> Found:
    return Found(None, f"The last result of this project {why}, so the folder is read again.")


def save(data: Path, folder: Path, program: str, scan: KeptScan) -> None:
    """Keep `scan` as the last one of `folder`; one that is too large is not kept and no older one either.

    Raises `UsageError` when it cannot be written.
    """
    path = _path(data, folder)
    text = b"".join(_lines({"format_version": FORMAT_VERSION, "program": program}, scan))
    packed = zlib.compress(text, 1)
    try:
        if len(text) > _LARGEST or len(packed) > _LARGEST_FILE:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.write(path, packed)
    except OSError as error:
        raise UsageError(f"The result cannot be kept for the next time: {error.strerror}.") from error
    _clear_out(path.parent)


def _clear_out(folder: Path) -> None:
    """Only so many projects; what cannot be removed harms nobody."""
    with contextlib.suppress(OSError):
        files = sorted(folder.glob("*.z"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for old in files[MOST_PROJECTS:]:
            old.unlink(missing_ok=True)


def _unpacked(packed: bytes) -> bytes:
    """What was packed, never more of it than may be: a small file can be made to hold any amount."""
    machine = zlib.decompressobj()
    text = machine.decompress(packed, _LARGEST + 1)
    if len(text) > _LARGEST or not machine.eof:
        raise ValueError("too large, or torn")
    return text


def _lines(head: JsonObject, scan: KeptScan) -> Iterator[bytes]:
    """One line of JSON for the head, then one for some rows each: nobody holds the interpreter for long."""
    yield json.dumps({**head, **_head(scan)}).encode("ascii") + b"\n"
    for name in _LISTS:
        rows = getattr(scan.result, name)
        for first in range(0, len(rows), _ROWS_A_LINE):
            some = [_row(one) for one in rows[first : first + _ROWS_A_LINE]]
            yield json.dumps([name, some]).encode("ascii") + b"\n"


def _parsed(text: bytes) -> JsonObject:
    """The head with the rows of each list added to it."""
    lines = text.splitlines()
    value = json.loads(lines[0] if lines else b"")
    value.update({name: [] for name in _LISTS})
    for line in lines[1:]:
        name, rows = json.loads(line)
        value[name] += rows
    if value["rows"] != [len(value[name]) for name in _LISTS]:
        raise ValueError("lines are missing")
    return dict(value)


def _head(scan: KeptScan) -> JsonObject:
    result = scan.result
    return {
        "scanned": scan.scanned.isoformat(),
        "catalog": scan.catalog,
        "marks": {path: list(mark) for path, mark in scan.marks.items()},
        "change": _change_value(scan.change),
        "project": result.project,
        "branch": result.branch,
        "manifests": list(result.manifests),
        "stats": _row(result.stats),
        "rows": [len(getattr(result, name)) for name in _LISTS],
    }


def _scan(value: JsonObject) -> KeptScan:
    lists: dict[str, Any] = {
        name: tuple(_made(kind, row) for row in value[name]) for name, kind in _LISTS.items()
    }
    result = ScanResult(
        project=str(value["project"]),
        branch=value["branch"],
        manifests=tuple(value["manifests"]),
        stats=_made(ScanStats, value["stats"]),
        **lists,
    )
    marks = {path: (int(when), int(size)) for path, (when, size) in value["marks"].items()}
    scanned = datetime.fromisoformat(value["scanned"])
    return KeptScan(result, scanned, str(value["catalog"]), marks, _change(value["change"]))


def _change_value(change: Change | None) -> JsonObject | None:
    if change is None:
        return None
    gone = [_row(one) for one in change.gone[:_MOST_GONE]]
    return {"since": change.since.isoformat(), "new": list(change.new), "gone": gone}


def _change(value: JsonObject | None) -> Change | None:
    if value is None:
        return None
    gone = tuple(_made(Finding, row) for row in value["gone"])
    return Change(datetime.fromisoformat(value["since"]), tuple(value["new"]), gone)


@cache
def _names(kind: Callable[..., Any]) -> tuple[str, ...]:
    made: Any = kind
    return tuple(part.name for part in fields(made) if part.name not in _NOT_KEPT)


def _row(value: Any) -> list[Any]:
    kind: Callable[..., Any] = type(value)
    return [getattr(value, name) for name in _names(kind)]


def _made(kind: Callable[..., T], row: list[Any]) -> T:
    given = dict(zip(_names(kind), row, strict=True))
    for name in given.keys() & _ENUMS.keys():
        given[name] = _ENUMS[name](given[name])
    return kind(**given)


def _path(data: Path, folder: Path) -> Path:
    return data / "results" / f"{project_key(folder)}.z"
