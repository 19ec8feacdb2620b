"""Looks at a text, a file or a folder with the product's own detectors, as the engine does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from advisor.core.findings import ScanResult
from advisor.core.progress import Cancel, SilentProgress
from advisor.scan.budgets import BUDGETS
from advisor.scan.client import InProcessClient
from advisor.scan.document import Document
from advisor.scan.inspection import Inspection
from advisor.scan.knowledge import Knowledge
from advisor.scan.load import load_knowledge
from advisor.scan.options import ScanOptions
from advisor.scan.read import char_offsets
from advisor.scan.rows import FileRows


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def hits_of(text: str, known: Knowledge) -> list[int]:
    data = text.encode("utf-8", "replace")
    return char_offsets(data, known.hits(memoryview(data)), "utf-8")


def inspect(text: str, path: str = "src/app.py", known: Knowledge | None = None) -> Inspection:
    """What the detectors see in a text that stands in a file of that name."""
    known = known or knowledge()
    return known.detector.in_text(Document(path, text), hits_of(text, known))


def rows(text: str, path: str = "src/app.py", known: Knowledge | None = None) -> FileRows:
    """The same as rows, with lines, columns and ids."""
    known = known or knowledge()
    found = FileRows(path, known.detector.context(path), BUDGETS)
    found.add(Document(path, text), inspect(text, path, known))
    return found


def scan(folder: Path) -> ScanResult:
    return InProcessClient(knowledge()).scan(folder, ScanOptions(), SilentProgress(), Cancel())
