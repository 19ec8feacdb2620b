"""Finds the data files of the product, reads one, and tells whether any differs from what was released.

The seal (`seal.json`) holds a digest of every data file. It proves nothing against an attacker, who could
seal again; it notices an edit, so that edited facts are checked before use and marked in every report.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import advisor
from advisor.core import knowledge
from advisor.core.errors import CatalogError
from advisor.core.overlay import OverlayStamp, OwnRule, Rulings

FORMAT_VERSION = 1
"""The format of the data files that this program reads."""

SEAL = "seal"
"""The file, without its ending, that names the release and holds the digests of all others."""

TABLES: Mapping[str, type[Any]] = {
    "alternatives": knowledge.Alternative,
    "derivatives": knowledge.Derivative,
    "licences": knowledge.Licence,
    "lifecycle": knowledge.LifecycleRow,
    "llama-models": knowledge.LlamaModel,
    "memory": knowledge.MemoryFigures,
    "outlook": knowledge.OutlookEvent,
    "packages": knowledge.Package,
    "providers": knowledge.Provider,
    "rules": knowledge.RuleText,
}
"""The files that hold rows, and what a row of each is."""

DOCUMENTS = (
    "detection",
    "discovery",
    "effort",
    "hints",
    "ranking",
    "risk",
    "rules",
    "texts",
    "vocabulary",
)
"""The files that are read as they are, with `Catalog.document`; the rules are both."""

_SHOWN_DIGITS = 12


def rows_key(name: str) -> str:
    """The key under which a file holds its rows."""
    return "rules" if name == "rules" else "rows"


def resources_folder() -> Path:
    """The folder of the data files: inside the package in a wheel, beside it in a source tree.

    A frozen program unpacks them to one of the same two places, so it needs no case of its own.
    """
    package = Path(advisor.__file__).resolve().parent
    packed = package / "_resources"
    return packed if packed.is_dir() else package.parent / "resources"


@dataclass(frozen=True, slots=True)
class Seal:
    """Which release of the catalog a folder holds, as its seal says."""

    version: str
    as_of: date
    digests: Mapping[str, str]
    """SHA-256 of each data file by its name without ending, 64 hex digits."""


class Files:
    """The data files of one folder.

    Attributes:
        folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """The file `name`, given without its ending."""
        return self.folder / f"{name}.json"

    def read(self, name: str) -> Mapping[str, Any]:
        """The parsed file `name`. Raises CatalogError when it is missing, damaged or of another format."""
        path = self.path(name)
        document = _parsed(path, _bytes(path))
        version = document.get("format_version")
        if version != FORMAT_VERSION or isinstance(version, bool):
            raise CatalogError(
                f"{path} has format version {version!r}; this program reads version {FORMAT_VERSION}. "
                "Install the program and its data files from the same release."
            )
        return document

    def text(self, name: str) -> str:
        """The file `name` as it stands. Raises CatalogError when it is missing or no UTF-8."""
        try:
            return _bytes(self.path(name)).decode()
        except UnicodeDecodeError:
            told = f"{self.path(name)} is damaged: it is no UTF-8. Install the program again."
            raise CatalogError(told) from None

    def schema(self, name: str) -> Mapping[str, Any]:
        """The schema of the file `name`. Raises CatalogError when it is missing or damaged.

        Schemas belong to the program, not to the facts: a folder of facts alone is checked against the
        program's own.
        """
        own = self.folder / "schemas"
        path = (own if own.is_dir() else resources_folder() / "schemas") / f"{name}.schema.json"
        return _parsed(path, _bytes(path))

    def names(self) -> tuple[str, ...]:
        """All data files that are there, without their ending and without the seal."""
        try:
            found = sorted(path.stem for path in self.folder.glob("*.json"))
        except OSError as error:
            raise CatalogError(f"{self.folder} cannot be read: {error.strerror}.") from None
        return tuple(name for name in found if name != SEAL)

    @cached_property
    def seal(self) -> Seal:
        """The seal. Raises CatalogError when it is missing or not as it should be."""
        document = self.read(SEAL)
        try:
            return Seal(
                str(document["version"]), date.fromisoformat(document["as_of"]), dict(document["digests"])
            )
        except (KeyError, TypeError, ValueError):
            raise CatalogError(
                f"{self.path(SEAL)} does not name version, as_of and digests. Install the program again."
            ) from None

    @property
    def latest(self) -> date:
        """The latest day up to which facts were read."""
        return self.seal.as_of

    @property
    def overlays(self) -> tuple[OverlayStamp, ...]:
        """Which overlays lie over the files: none."""
        return ()

    @property
    def own_rules(self) -> tuple[OwnRule, ...]:
        """Rules of detection that overlays bring: none."""
        return ()

    @property
    def rulings(self) -> Rulings:
        """What overlays say of licences and models: nothing."""
        return Rulings()

    def origin(self, table: str, row: str) -> str | None:
        """On whose word a row of a file stands, where that is an overlay's; None: the catalog's own."""
        return None

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """SHA-256 of each data file by its name without ending.

        Line ends do not count: a checkout on Windows may have changed them.
        """
        return {
            name: hashlib.sha256(_bytes(self.path(name)).replace(b"\r\n", b"\n")).hexdigest()
            for name in self.names()
        }

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all data files, the part of it that reports show."""
        lines = "".join(f"{name} {digest}\n" for name, digest in self.digests.items())
        return hashlib.sha256(lines.encode()).hexdigest()[:_SHOWN_DIGITS]

    @property
    def edited(self) -> tuple[str, ...]:
        """The data files that were added, changed or taken away since the folder was sealed."""
        there, sealed = self.digests, self.seal.digests
        return tuple(name for name in sorted({*there, *sealed}) if there.get(name) != sealed.get(name))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CatalogError(f"{path} is missing. Install the program again.") from None
    except OSError as error:
        raise CatalogError(f"{path} cannot be read: {error.strerror}.") from None


def _parsed(path: Path, content: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise CatalogError(f"{path} is damaged, it is no JSON: {error}. Install the program again.") from None
    if not isinstance(document, dict):
        raise CatalogError(f"{path} is damaged: it holds no JSON object. Install the program again.")
    return document
