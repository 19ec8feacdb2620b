"""Lays the fuzzer's first inputs: every fixture of the tests and small files of the hostile tree."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.target import NAMES
from tests.hostile.tree import build

DATA = Path(__file__).parents[1] / "data"
LARGEST = 4096


def lay(into: Path) -> int:
    """Write the seeds into a folder; returns how many there are."""
    count = 0
    with tempfile.TemporaryDirectory() as place:
        build(Path(place))
        for top in (DATA / "detectors", DATA / "sample", Path(place) / "project"):
            for path in _files(top):
                content = bytes([_kind(path)]) + path.read_bytes()[:LARGEST]
                (into / hashlib.sha256(content).hexdigest()[:20]).write_bytes(content)
                count += 1
    return count


def _files(top: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(top):
        for name in names:
            path = Path(folder) / name
            if _is_plain(path):
                yield path


def _is_plain(path: Path) -> bool:
    """True for a regular file of some size whose path a call takes."""
    if len(str(path)) > 4000 or path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size < 1 << 20


def _kind(path: Path) -> int:
    """The number of the kind whose name ends alike; else text."""
    for index, name in enumerate(NAMES):
        if name == path.name or (path.suffix and Path(name).suffix == path.suffix):
            return index
    return NAMES.index("README.md")


if __name__ == "__main__":
    print(lay(Path(sys.argv[1])), "seeds")
