"""What a company or user lays over the catalog: whole files, own rules, own verdicts on licences and models.

Every value that comes from an overlay says so: its `origin` is a phrase like `overlay acme.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advisor.core.kinds import Confidence, Kind


@dataclass(frozen=True, slots=True)
class Overlay:
    """One file laid over the catalog, its shape checked, its rows not yet."""

    name: str
    """The file's own name, without its folder."""
    as_of: date | None
    """The day up to which its facts were read; None: that of the catalog below it."""
    content: Mapping[str, Any]
    """The parsed file as plain JSON values."""
    digest: str
    """SHA-256 of the file, first 12 hex digits."""
    from_project: bool = False
    """True for rows that the scanned project brings along: they may add names, and nothing else."""

    @property
    def origin(self) -> str:
        """How reports say where a row comes from."""
        return self.name if self.from_project else f"overlay {self.name}"

    def to_json(self) -> dict[str, Any]:
        """The overlay as JSON, for a worker process."""
        return {
            "name": self.name,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "content": dict(self.content),
            "digest": self.digest,
            "from_project": self.from_project,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Overlay:
        """The overlay that `to_json` wrote."""
        day = value["as_of"]
        return cls(**{**value, "as_of": None if day is None else date.fromisoformat(day)})


@dataclass(frozen=True, slots=True)
class OverlayStamp:
    """Which overlay was laid over the catalog, for reports."""

    name: str
    as_of: date
    digest: str
    rows: int
    """Rows and lines in it that took part."""
    from_project: bool = False


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule of detection that a user wrote: globs over one word of a text."""

    id: str
    kind: Kind
    globs: tuple[str, ...]
    """Over a whole word, case ignored; `*`, `?`; no regular expression."""
    needles: tuple[str, ...]
    """What has to stand in a text before the globs are tried, one for each of them, lower-case."""
    paths: tuple[str, ...]
    """Globs of the files it holds for; empty: all."""
    why: str
    origin: str
    model: str | None = None
    family: str | None = None
    provider: str | None = None
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an overlay says of a licence or of models, whatever the catalog says of them."""

    allowed: bool
    why: str
    origin: str

    @property
    def words(self) -> str:
        """`refused by overlay acme.toml: the field of use is too narrow`."""
        told = f": {self.why}" if self.why else ""
        return f"{'allowed' if self.allowed else 'refused'} by {self.origin}{told}"


@dataclass(frozen=True, slots=True)
class Rulings:
    """All rulings of the overlays in force."""

    licences: Mapping[str, Ruling] = field(default_factory=dict)
    """By the licence's slug."""
    models: Mapping[str, Ruling] = field(default_factory=dict)
    """By the alternative's id; those without one are as the catalog and the policy say."""
