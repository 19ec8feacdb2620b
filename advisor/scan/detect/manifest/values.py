"""What a reader of manifests hands back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

_SHOWN = 120
"""Characters of a version or address that are kept."""
_SECRET = re.compile(r"://[^/@\s]{1,200}@")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a place asks for a package."""

    version: str | None = None
    """As written: a version or constraint; "" where the place names none; None where it does not tell."""
    locked: bool = False
    """True for the one version that a lock file holds fast."""
    asks: bool = True
    """False where the place names the package for another reason: a script's target, own modules."""
    extras: bool = False
    """True where only extras of it are asked for: `name[dev]`, as a project does of itself."""


def shown(asked: Asked) -> Asked:
    """The same with its version fit to be printed: short, valid UTF-8, no password in an address."""
    if not asked.version:
        return asked
    plain = _SECRET.sub("://", asked.version)[:_SHOWN].encode("utf-8", "replace").decode("utf-8")
    return replace(asked, version=plain)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that declares a package; offsets are the view's."""

    start: int
    end: int
    name: str
    asked: Asked


ReadVersion = Callable[[str, int, int], Asked]
"""Given a text and where a package's name stands in it: how it is asked for."""
