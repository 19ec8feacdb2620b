"""Leaving a licence: what ends when its findings are gone, what stays, and what the next licence asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stay:
    """Something that stays under the old licence after the model is replaced, and where it was seen."""

    what: str
    """`fine-tunes`, `distilled data`, `weights` or `handed on`."""
    text: str
    finding_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LicenceChange:
    """The duties before and after a move, by their names."""

    licence: str
    """Slug of the licence moved to."""
    name: str
    alternatives: tuple[str, ...]
    """Names of the chosen or first candidates that are under it."""
    gone: tuple[str, ...]
    new: tuple[str, ...]
    kept: tuple[str, ...]
    """Asked for by both, though the wording may differ."""


@dataclass(frozen=True, slots=True)
class LicenceExit:
    """The way out of one licence in force today."""

    licence: str
    name: str
    finding_ids: tuple[str, ...]
    """What sets its duties off; when all of it is gone, they end."""
    dependency_ids: tuple[str, ...]
    ends: tuple[str, ...]
    """Names of the duties that end then."""
    stays: tuple[Stay, ...]
    changes: tuple[LicenceChange, ...]
