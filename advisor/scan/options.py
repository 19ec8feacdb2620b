"""What a caller may ask of a scan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.core.overlay import Overlay
from advisor.scan.budgets import BUDGETS, Budgets


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """Options of one scan. The defaults are those of `llama-advisor scan FOLDER`."""

    all_files: bool = False
    """Read pruned folders too, all but Git's own store."""
    isolated: bool = False
    """Read and inspect in child processes however small the tree is."""
    exclude_output: Path | None = None
    """A file left out: the report being written."""
    workers: int | None = None
    """Child processes; None: one a core, at most eight."""
    resources: Path | None = None
    """The knowledge that child processes load; None: the one that comes with the product."""
    overlays: tuple[Overlay, ...] = ()
    """What child processes lay over it."""
    budgets: Budgets = BUDGETS
    cache: Path | None = None
    """The folder in which is kept what was seen in files, for the next scan; None: nothing is kept."""
