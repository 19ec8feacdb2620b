"""Use case: files that a company or user lays over the catalog, named for one run or kept for all.

The kept ones lie in a folder of the user's data folder. A scanned project can neither name nor bring one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.core.errors import OverlayError, UsageError
from advisor.core.overlay import Overlay
from advisor.store import atomic, documents, folders, reading

if TYPE_CHECKING:
    from advisor.catalog import Catalog

_ENDINGS = (".toml", ".json")
_FOLDER = "overlays"


def folder(data: Path | None = None) -> Path:
    """Where the user's own overlays lie; it may not exist yet. `data` overrides the user's data folder."""
    return (data or folders.data_folder()) / _FOLDER


def kept(*, data: Path | None = None) -> tuple[Path, ...]:
    """The user's own overlays, by name, which is the order in which they are laid."""
    try:
        found = sorted(path for path in folder(data).iterdir() if path.suffix.lower() in _ENDINGS)
    except OSError:
        return ()
    return tuple(path for path in found if path.is_file())


def read(paths: Sequence[Path]) -> tuple[Overlay, ...]:
    """The overlays in files, in this order. Raises `OverlayError` that names file, row and key."""
    from advisor.catalog.overlay import overlay_of

    found = []
    for path in paths:
        document = documents.read(path, "overlay")
        found.append(overlay_of(document.value, document.name, document.digest))
    twice = sorted({one.name for one in found if [two.name for two in found].count(one.name) > 1})
    if twice:
        raise OverlayError(f"Two overlays are called {twice[0]}; give one of them another name.")
    return tuple(found)


def in_force(
    given: Sequence[Path] = (), *, own: bool = True, data: Path | None = None
) -> tuple[Overlay, ...]:
    """The user's own overlays, unless `own` is False, then the given ones. Raises `OverlayError`."""
    mine = kept(data=data) if own else ()
    try:
        return read((*mine, *given))
    except UsageError as error:
        if not mine:
            raise
        raise OverlayError(f"{error} Your own overlays lie in {folder(data)}.") from error


def laid(overlays: Sequence[Overlay]) -> Catalog:
    """The catalog with them laid over it. Raises `OverlayError`; `CatalogError` for the catalog itself."""
    from advisor.app import facts

    return facts.load(overlays)


def add(source: Path, *, data: Path | None = None) -> Path:
    """Keep a copy of the overlay `source` for all further runs, once it is checked; returns the copy.

    One of the same name is replaced. Raises `OverlayError` for one that cannot be used, `UsageError` where it
    cannot be kept.
    """
    if source.suffix.lower() not in _ENDINGS:
        raise OverlayError(f"{source.name} is no overlay: its name ends with {' or '.join(_ENDINGS)}.")
    target = folder(data) / source.name
    others = [path for path in kept(data=data) if path.name != source.name]
    laid(read((*others, source)))
    try:
        content = reading.read_bytes(source, documents.LARGEST).decode("utf-8-sig")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.write_text(target, content)
    except OSError as error:
        raise UsageError(f"{source.name} cannot be kept in {target.parent}: {error.strerror}.") from error
    return target


def remove(name: str, *, data: Path | None = None) -> None:
    """Take the overlay of that name out of the user's own. Raises `UsageError` where there is none."""
    target = folder(data) / name
    if target not in kept(data=data):
        raise UsageError(f"There is no overlay {name} in {folder(data)}.")
    try:
        target.unlink()
    except OSError as error:
        raise UsageError(f"{name} cannot be removed from {target.parent}: {error.strerror}.") from error
