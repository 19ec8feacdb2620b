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


APPLIES, OPEN, IDLE, ABSENT = "applies", "open", "does not apply", "not asked for"
"""Whether a licence asks something of this project. Open: that hangs on what no scan can see; the last: its
text has no such duty."""

GONE, NEW, STAYS = "gone", "new", "stays"


@dataclass(frozen=True, slots=True)
class DutyAfter:
    """A duty of the licence that is moved to, or one of today that ends with the move."""

    duty: str
    """Its id within the licences; text and section stand in their rows."""
    name: str
    applies: str
    """`applies`, `open`, `does not apply` or `not asked for`, after the move."""
    why: str = ""
    asks: str = ""
    """The field of the policy that decides it: `redistributes`, `eu` …; empty where none does."""
    change: str = ""
    """`gone`, `new` or `stays`; empty for what neither licence asks of this project."""


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
    duties: tuple[DutyAfter, ...] = ()
    """The same duty by duty, with why: those of today in their order, then those that come."""


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


@dataclass(frozen=True, slots=True)
class LicenceArrival:
    """A licence that the project moves to, with all that moves there."""

    licence: str
    alternatives: tuple[str, ...]
    """Names of the chosen or first candidates that are under it."""
    dependency_ids: tuple[str, ...]
    duties: tuple[DutyAfter, ...]
    """All duties of its text, each with whether it will apply."""
