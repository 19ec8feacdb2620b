"""What passes between the steps: names found beside values, sightings of names, rows of the scan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from advisor.core.kinds import Context
from advisor.core.links import LinkKind

ANYWHERE = frozenset(
    {
        LinkKind.CONSTANT,
        LinkKind.FIELD,
        LinkKind.ENVIRONMENT,
        LinkKind.HELM,
        LinkKind.TERRAFORM,
        LinkKind.KEY,
        LinkKind.FILE,
        LinkKind.OLLAMA,
    }
)
"""Names that can be read in other files; the rest end with their own."""

IDENTIFIERS = frozenset({LinkKind.CONSTANT, LinkKind.FIELD})
"""Names that only a file of the same language can read."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A name that stands for a value, as one view shows it."""

    name: str
    kind: LinkKind
    owner: str = ""
    """The class, table or file that the name belongs to; "" where it stands alone."""
    start: int = 0
    """Offset of the value in the view."""
    span: tuple[int, int] = (0, 0)
    """Where in the view the name holds; an empty one is the whole file."""
    listed: bool = False
    """True where the value is one of a short list; only what other files read of it is told then."""


@dataclass(frozen=True, slots=True)
class Read:
    """A place of one view that reads a name."""

    offset: int
    name: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Named:
    """A name that one value is bound to."""

    name: str
    kind: LinkKind
    owner: str
    family: str
    reads: tuple[tuple[int, str, LinkKind], ...] = ()
    """Places of the same file that read it: offset in the file, name, kind."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A name that a place of the project gives a value to."""

    path: str
    line: int
    """Where the value stands."""
    name: str
    kind: LinkKind
    owner: str
    family: str
    """The language of the file; code reads constants of its own language alone."""
    finding_ids: tuple[str, ...] = ()
    """The findings that stand in the value; none where it is read from another name."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place that reads a name, before anybody knows whose."""

    path: str
    line: int
    """0 where the place only hands a name on to other files, as an import does."""
    name: str
    kind: LinkKind
    family: str
    receiver: str = ""
    """What stands before the dot; for a file the path as it is written."""
    modules: tuple[str, ...] = ()
    """Where the file says that the name comes from."""
    binds: tuple[tuple[str, LinkKind, str], ...] = ()
    """Names that the same place gives the value on to: name, kind, owner."""
    inner: tuple[tuple[int, str, LinkKind], ...] = ()
    """Lines of the same file that read those: line, name, kind."""
    defines: bool = False
    """True where the place gives the name a value of its own instead of reading it."""
    context: Context = Context.PRODUCTION
    """The part of the project the file belongs to."""


class Wanted(NamedTuple):
    """A name to look for."""

    name: str
    kind: LinkKind
    family: str
    """The language that may read it; "" for all."""
    near: str
    """A word that stands in every text that can read it: the module it is imported from; "" for none."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """The names to look for in one round."""

    names: tuple[Wanted, ...]
    """Sorted, each once."""
