"""A coverage-guided fuzzing target: the first byte picks the kind of file, the rest is what stands in it.

    python -m pip install atheris
    .ci/fuzz [SECONDS]

Whatever a stranger writes, reading it has to end in rows or in a skip. What escapes the readers here is a
find: an exception that the walls of the engine would have to catch, or more than `SLOW_SECONDS` for a small
file. The engine's own walls are left out on purpose. Finds are kept as `tests/fuzz/repro/repro-*` and tried
by `tests/fuzz/test_repros.py` ever after.
"""

from __future__ import annotations

import re
import time
from functools import cache

from advisor.report.clean import plain
from advisor.scan.budgets import BUDGETS
from advisor.scan.document import Document
from advisor.scan.knowledge import Knowledge
from advisor.scan.load import load_knowledge
from advisor.scan.read import char_offsets, decode, mark_length
from advisor.scan.rows import FileRows
from advisor.scan.windows import windows

NAMES = (
    "app.py",
    "README.md",
    "values.yaml",
    "config.json",
    "demo.ipynb",
    "pyproject.toml",
    "requirements.txt",
    "package.json",
    "poetry.lock",
    "Modelfile",
    "Dockerfile",
    ".env",
    "main.tf",
    "chat.ts",
    "main.go",
    "lib.rs",
    "Chat.java",
    "run.sh",
    "pom.xml",
    "NOTICE",
    "train.jsonl",
    "adapter_config.json",
    "go.mod",
    "chat.rb",
    "llama.gguf",
    "llama.safetensors",
    ".gitignore",
)
SLOW_SECONDS = 5.0
"""Far above what a small file takes, even on a busy machine."""
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST = 64 << 10
"""Bytes of an input that are looked at: the limit of time is meant for small files."""


class SlowError(Exception):
    """A small file took far too long."""


@cache
def known() -> Knowledge:
    """The product's own detectors."""
    return load_knowledge()


def one(data: bytes) -> None:
    """Read one file as the engine does, but without its walls; raises whatever the readers let through."""
    if not data:
        return
    began = time.process_time()
    read(NAMES[data[0] % len(NAMES)], data[1 : LONGEST + 1])
    if time.process_time() - began > SLOW_SECONDS:
        raise SlowError(f"more than {SLOW_SECONDS:g} s for {len(data)} bytes")


def read(name: str, data: bytes) -> None:
    """Decode, sift, inspect, make rows and clean them for a reader."""
    if name == ".gitignore":
        _ignore(data)
        return
    if name.endswith((".gguf", ".safetensors")):
        rows = _rows(name)
        rows.add(Document(name, ""), known().detector.in_name(name, data))
        _check(rows, "")
        return
    decoded = decode(data)
    hits = known().hits(memoryview(data)) if decoded.encoding == "utf-8" else _sift(decoded.text)
    if decoded.encoding == "utf-8":
        hits = char_offsets(data, hits, "utf-8", mark_length(data, "utf-8"))
    for complete in (True, False):
        rows = _rows(name)
        document = Document(name, decoded.text, complete=complete)
        rows.add(document, known().detector.in_text(document, rows.affordable(decoded.text, hits)))
        _check(rows, decoded.text)
    _windows(name, data, decoded.encoding)


def _ignore(data: bytes) -> None:
    import os

    from advisor.scan.ignore import IgnoreFile

    rules = IgnoreFile("", os.fsdecode(data), BUDGETS.ignore_rules)
    for path in ("a", "a" * 200, "a/b/c", "build", "node_modules/x", "*", "[a]"):
        rules.decide(path.rpartition("/")[2], path)


def _sift(text: str) -> list[int]:
    data = text.encode("utf-8", "replace")
    return char_offsets(data, known().hits(memoryview(data)), "utf-8")


def _rows(name: str) -> FileRows:
    return FileRows(name, known().detector.context(name), BUDGETS)


def _check(rows: FileRows, text: str) -> None:
    """What holds for every row, whatever it was read from."""
    rows.close()
    lines = text.count("\n") + text.count("\r") - text.count("\r\n") + 1
    for finding in rows.findings:
        assert 0 <= finding.line <= lines, finding
        assert 0 <= finding.column <= finding.end_column, finding
        shown = plain(finding.written)
        assert not _STEERING.search(shown), ascii(shown)
    assert len(rows.findings) <= BUDGETS.findings_per_file


def _windows(name: str, data: bytes, encoding: str) -> None:
    """The same bytes as a large file, in windows: no gap, no overlap of what each owns."""
    pieces = [data[at : at + 1024] for at in range(0, len(data), 1024)] + [b""]
    feed = iter(pieces)
    owned = 0
    for window in windows(name, lambda: next(feed, b""), encoding, 64):
        assert 0 <= window.own_from <= window.own_to <= len(window.document.text)
        owned += window.own_to - window.own_from
    assert owned <= len(data) + 1
