"""Folders and scans for the tests of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from advisor.core.findings import ScanResult
from advisor.core.progress import Cancel, SilentProgress
from advisor.scan.budgets import BUDGETS, Budgets
from advisor.scan.client import InProcessClient, ProcessClient
from advisor.scan.options import ScanOptions
from tests.scan_engine.fake import COMMAND, knowledge

SMALL = replace(BUDGETS, window_bytes=4096, parse_bytes=8192, structured_bytes=16384, overlap_chars=64)
"""Limits that a file of some kilobytes reaches."""


def make(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for path, content in files.items():
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def scan(root: Path, budgets: Budgets = BUDGETS, mischief: str = "", **options: Any) -> ScanResult:
    """A scan in this process by the small detectors."""
    client = InProcessClient(knowledge(mischief))
    return client.scan(root, ScanOptions(budgets=budgets, **options), SilentProgress(), Cancel())


def scan_isolated(root: Path, budgets: Budgets = BUDGETS, mischief: str = "", **options: Any) -> ScanResult:
    """The same in child processes."""
    client = ProcessClient(knowledge(mischief), [*COMMAND, mischief])
    chosen = ScanOptions(isolated=True, budgets=budgets, **options)
    return client.scan(root, chosen, SilentProgress(), Cancel())


def places(result: ScanResult) -> list[tuple[str, int, str | None]]:
    return [(finding.path, finding.line, finding.model) for finding in result.findings]


def reasons(result: ScanResult) -> dict[str, str]:
    return {skip.path: f"{skip.reason}: {skip.detail}".removesuffix(": ") for skip in result.skipped}
