"""Use case: decisions on single places, from the project's own file and from the user's folder.

The project's file belongs to a stranger: it holds globs and words, nothing that runs; it can add names,
move contexts, count and leave out, and whatever it does is said at the head of every report. A file with a
fault is not used at all, and that is said, too: no project can stop a scan, no half of a file hide anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.app import overlays as overlays_case
from advisor.core.decisions import PROJECT_FILE, Decisions
from advisor.core.errors import OverlayError, UsageError
from advisor.core.overlay import Overlay
from advisor.store import choices, documents, folders
from advisor.store.decision_rows import SECTIONS, decisions_of

if TYPE_CHECKING:
    from advisor.catalog import Catalog

FORMAT_VERSION = 1
_LARGEST = 256 * 1024
"""Bytes of a project's file of settings."""
_KEYS = ("format_version", "about", "names", *SECTIONS)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What holds for one project."""

    decisions: Decisions = field(default_factory=Decisions)
    names: Overlay | None = None
    """The model names that the project's own file adds."""
    messages: tuple[str, ...] = ()
    """For the user: what could not be used."""

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """What has to be laid over the catalog on its account."""
        return () if self.names is None else (self.names,)

    def unusable(self, why: str) -> Configuration:
        """The same without a line of the project's own file, and the reason why."""
        told = why.removesuffix(".")
        mine = self.decisions.without(PROJECT_FILE) + Decisions(faults=((PROJECT_FILE, told),))
        message = f"{PROJECT_FILE} of this project is not used: {told}."
        return Configuration(mine, None, (*self.messages, message))

    def without_suppressions(self) -> Configuration:
        """The same, but nothing is left out."""
        return replace(self, decisions=replace(self.decisions, suppressions=()))


@dataclass(frozen=True, slots=True)
class Sources:
    """Which settings are read."""

    project: bool = True
    """The file in the scanned folder."""
    user: bool = True
    """The user's own for that folder."""
    suppressions: bool = True
    """What they leave out is left out."""


def of(folder: Path, sources: Sources | None = None, *, data: Path | None = None) -> Configuration:
    """What holds for the project in `folder`; `data` overrides the user's data folder. Never raises."""
    wanted = sources or Sources()
    found = of_project(folder) if wanted.project else Configuration()
    if wanted.user:
        mine = choices.load(data or folders.data_folder(), folder)
        told = (mine.message,) if mine.message else ()
        found = replace(found, decisions=found.decisions + mine.decisions, messages=(*found.messages, *told))
    return found if wanted.suppressions else found.without_suppressions()


def of_project(folder: Path) -> Configuration:
    """What the file in a project says; one with a fault says nothing but its fault."""
    try:
        content = _content(folder)
        if content is None:
            return Configuration()
        document = documents.parsed(content, PROJECT_FILE, "file")
        return _read(document)
    except (UsageError, ValueError) as error:
        return Configuration().unusable(str(error))


def with_catalog(
    configuration: Configuration, overlays: Sequence[Overlay]
) -> tuple[Configuration, Catalog, tuple[Overlay, ...]]:
    """The catalog with the project's names and `overlays` laid over it, and what was laid.

    Names that do not fit the catalog cost the project its file, never the user the scan. Raises
    `OverlayError` for a fault of `overlays`.
    """
    laid = (*configuration.overlays, *overlays)
    try:
        return configuration, overlays_case.laid(laid), laid
    except OverlayError as error:
        if configuration.names is None:
            raise
        rest = tuple(overlays)
        return configuration.unusable(str(error)), overlays_case.laid(rest), rest


def _content(folder: Path) -> bytes | None:
    """The bytes of the file; None where there is none. No link is followed, no pipe is waited for."""
    from advisor.core.kinds import SkipReason
    from advisor.scan.read import CannotRead, read_head

    try:
        content = read_head(str(folder.absolute() / PROJECT_FILE), PROJECT_FILE, _LARGEST + 1)
    except CannotRead as error:
        if error.skip.reason is SkipReason.VANISHED:
            return None
        raise ValueError(f"{error.skip.reason}: {error.skip.detail}") from None
    if len(content) > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST // 1024} KiB")
    return content


def _read(document: documents.Document) -> Configuration:
    from advisor.catalog.overlay import project_overlay

    value: Mapping[str, Any] = document.value
    unknown = sorted(set(value) - set(_KEYS))
    if unknown:
        raise ValueError(f"unknown key {unknown[0]}; known are {', '.join(_KEYS)}")
    version = value.get("format_version", FORMAT_VERSION)
    if version != FORMAT_VERSION or isinstance(version, bool):
        raise ValueError(f"key format_version must be {FORMAT_VERSION}; no other is read")
    decisions = decisions_of(value, PROJECT_FILE)
    if "names" not in value:
        return Configuration(decisions)
    names = project_overlay(value["names"], PROJECT_FILE, document.digest)
    return Configuration(replace(decisions, names=((PROJECT_FILE, len(value["names"])),)), names)
