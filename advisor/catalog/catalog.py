"""The catalog as the other rooms see it: tables of facts and documents, each file read when first asked for.

A command needs few of the files (a model name: the vocabulary and the derivatives), so none is parsed early.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from advisor.catalog.files import DOCUMENTS, Files, resources_folder, rows_key
from advisor.catalog.rows import read_rows
from advisor.core.errors import CatalogError
from advisor.core.knowledge import (
    Alternative,
    CatalogStamp,
    Derivative,
    Licence,
    LifecycleRow,
    LlamaModel,
    MemoryFigures,
    OutlookEvent,
    Package,
    Provider,
    RuleText,
)
from advisor.core.overlay import Overlay, OwnRule, Rulings

_Row = TypeVar("_Row")


class Catalog:
    """One folder of data files. Reading a table raises CatalogError where its file is not as it should be."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._documents: dict[str, Mapping[str, Any]] = {}

    @cached_property
    def stamp(self) -> CatalogStamp:
        """Which catalog this is, for reports."""
        seal = self.files.seal
        edited = bool(self.files.edited)
        return CatalogStamp(seal.version, seal.as_of, self.files.digest, edited, self.files.overlays)

    @property
    def own_rules(self) -> tuple[OwnRule, ...]:
        """Rules of detection that overlays bring."""
        return self.files.own_rules

    @property
    def rulings(self) -> Rulings:
        """What overlays say of licences and models."""
        return self.files.rulings

    @cached_property
    def llama_models(self) -> tuple[LlamaModel, ...]:
        """The official Llama checkpoints."""
        return self._rows("llama-models", LlamaModel)

    @cached_property
    def derivatives(self) -> tuple[Derivative, ...]:
        """Patterns of weights made from Llama, and traps."""
        return self._rows("derivatives", Derivative)

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The open-weight checkpoints to move to."""
        return self._rows("alternatives", Alternative)

    @cached_property
    def licences(self) -> tuple[Licence, ...]:
        """Licences with their duties."""
        rulings = self.rulings.licences
        rows = self._rows("licences", Licence)
        if not rulings:
            return rows
        return tuple(replace(row, ruling=rulings[row.id].words) if row.id in rulings else row for row in rows)

    @cached_property
    def lifecycle(self) -> tuple[LifecycleRow, ...]:
        """What hosts say about the life of their ids."""
        return self._rows("lifecycle", LifecycleRow)

    @cached_property
    def packages(self) -> tuple[Package, ...]:
        """Packages of Meta's stack, namesakes and carriers of model ids."""
        return self._rows("packages", Package)

    @cached_property
    def providers(self) -> tuple[Provider, ...]:
        """Hosts, hubs and local runtimes."""
        return self._rows("providers", Provider)

    @cached_property
    def outlook(self) -> tuple[OutlookEvent, ...]:
        """Dated events of the Llama and Muse lines."""
        return self._rows("outlook", OutlookEvent)

    @cached_property
    def memory(self) -> tuple[MemoryFigures, ...]:
        """Figures for the size of the KV cache."""
        return self._rows("memory", MemoryFigures)

    @cached_property
    def rules(self) -> tuple[RuleText, ...]:
        """What the rules of detection and clearing are called and mean."""
        return self._rows("rules", RuleText)

    def memory_of(self, hf_repo: str) -> MemoryFigures | None:
        """The figures of the checkpoint in that hub repository; None where none were seen."""
        return self._memory_by_repo.get(hf_repo.lower())

    def document(self, name: str) -> Mapping[str, Any]:
        """A parsed file that is no table of facts, named without its ending. Raises CatalogError."""
        if name not in DOCUMENTS:
            raise CatalogError(f"{name} is no document of the catalog; there are: {', '.join(DOCUMENTS)}.")
        return self._document(name)

    @cached_property
    def _memory_by_repo(self) -> Mapping[str, MemoryFigures]:
        return {row.hf_repo.lower(): row for row in self.memory}

    def _rows(self, name: str, kind: type[_Row]) -> tuple[_Row, ...]:
        rows = read_rows(kind, self._document(name).get(rows_key(name)), str(self.files.path(name)))
        return tuple(map(partial(_marked, self.files, name), rows)) if self.files.overlays else rows

    def _document(self, name: str) -> Mapping[str, Any]:
        if name not in self._documents:
            self._documents[name] = self.files.read(name)
        return self._documents[name]


def _marked(files: Files, table: str, row: _Row) -> _Row:
    """The row with the name of the overlay that has its say in it, where one has."""
    origin = files.origin(table, getattr(row, "id", "") or getattr(row, "hf_repo", ""))
    return row if origin is None else replace(row, origin=origin)  # type: ignore[type-var]


def load_catalog(resources: Path | None = None, overlays: tuple[Overlay, ...] = ()) -> Catalog:
    """The catalog in `resources` (None: the program's own) with `overlays` laid over it in order.

    Raises CatalogError where the folder is missing, and for files that were edited since their release and
    are not as they should be; OverlayError, naming file, row and key, for an overlay that contradicts itself
    or the rest. What overlays make of the catalog is always checked in full.
    """
    files = Files(resources or resources_folder())
    if not files.folder.is_dir():
        raise CatalogError(f"The data files are missing: there is no folder {files.folder}.")
    if files.edited:
        from advisor.catalog.check import require_sound

        require_sound(files)
    if not overlays:
        return Catalog(files)
    from advisor.catalog.laying import LaidFiles

    laid = LaidFiles(files, overlays)
    laid.require_sound()
    return Catalog(laid)
