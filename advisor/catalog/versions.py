"""Versions of the catalog, as numbers that can be compared."""

from __future__ import annotations


def version_order(version: str) -> tuple[int, ...]:
    """`2026.11.24` as numbers to compare. Raises ValueError for anything else."""
    parts = version.split(".")
    if not 1 <= len(parts) <= 4 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"{version!r} is no version")
    if any(len(part) > 8 for part in parts):
        raise ValueError("a version has at most eight digits a part")
    return tuple(int(part) for part in parts)
