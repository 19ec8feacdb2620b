"""Use case: a newer catalog, taken from a server or a file when the user asks for it, and the way back.

The catalog that came with the program works for ever without this. A release is taken in only when a trusted
key signed it, its version rises, it has not expired and it passes the full check; in every other case the one
in use stays, and the message names the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.app import download
from advisor.core.errors import CatalogError, UpdateKeyError, UpdateRefusedError, UsageError
from advisor.store import folders, reading, releases

if TYPE_CHECKING:
    from advisor.catalog.signed import Release

_LARGEST_KEY = 64 * 1024
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for."""

    source: str | None = None
    """An https address or a file; None: the one named before, else the program's own."""
    key: Path | None = None
    """A public key in PEM to trust from now on; None: those trusted already."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    changed: bool
    version: str
    """The version in use now."""
    message: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with updates, before one is asked for."""

    version: str
    """The version in use."""
    is_own: bool
    """True where the catalog that came with the program is in use."""
    source: str | None
    """Where an update would come from if none is named."""
    trusts: int
    """How many keys are trusted."""
    expires: date | None
    """Up to when the publisher of the update in use says it is good."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the program brings along: its catalog's version, and whom it trusts."""

    version: str
    url: str | None
    keys: tuple[bytes, ...]


def update(
    wish: Wish,
    *,
    data: Path | None = None,
    clock: Callable[[], date] = date.today,
    fetch: Callable[[str, str | None], download.Download] = download.fetch,
) -> Outcome:
    """Take in the newest release of a source.

    `data` is the user's data folder. Raises `UsageError` where no source or key is known or the disk does not
    take it, `UpdateRefusedError` whose message names the reason and says that the catalog in use stays.
    """
    home = folders.data_folder() if data is None else data
    own = _own()
    kept = _with_key(releases.load(home), wish.key)
    in_use = version_in_use(home)
    source, keys = _source(wish, kept, own), _keys(kept, own)
    try:
        return _take(source, keys, kept, _Place(home, own, in_use, clock()), fetch)
    except UpdateRefusedError as error:
        raise UpdateRefusedError(
            f"The update was refused: {error}. The catalog {in_use} stays in use."
        ) from None


def back_to_own(*, data: Path | None = None) -> Outcome:
    """Use the catalog that came with the program again. Raises `UsageError` when that cannot be saved."""
    home = folders.data_folder() if data is None else data
    changed = releases.load(home).active is not None
    releases.back(home)
    version = _own().version
    return Outcome(changed, version, f"The catalog of the program is in use: {version}.")


def standing(*, data: Path | None = None) -> Standing:
    """What is in use, and what an update would rest on."""
    home = folders.data_folder() if data is None else data
    kept, own, folder = releases.load(home), _own(), folder_in_use(home)
    trusted = {*own.keys, *(raw for key in kept.keys if (raw := _raw(key)) is not None)}
    return Standing(
        own.version if folder is None else folder.name,
        folder is None,
        kept.url or own.url,
        len(trusted),
        None if folder is None else kept.expires,
    )


def folder_in_use(data: Path | None = None) -> Path | None:
    """The folder of the update that is in use; None where the program's own catalog is.

    An update that is older than the program's own catalog, or was touched since, is not used.
    """
    home = folders.data_folder() if data is None else data
    kept = releases.load(home)
    if kept.active is None:
        return None
    from advisor.catalog.files import Files
    from advisor.catalog.versions import version_order

    try:
        if version_order(kept.active) <= version_order(_own().version):
            return None
        folder = releases.folder(home, kept.active)
        return folder if folder.is_dir() and not Files(folder).edited else None
    except (CatalogError, ValueError):
        return None


def version_in_use(data: Path | None = None) -> str:
    """The version of the catalog in use."""
    folder = folder_in_use(data)
    return _own().version if folder is None else folder.name


@dataclass(frozen=True, slots=True)
class _Place:
    home: Path
    own: Own
    in_use: str
    today: date


def _take(
    source: str,
    keys: tuple[bytes, ...],
    kept: releases.Kept,
    place: _Place,
    fetch: Callable[[str, str | None], download.Download],
) -> Outcome:
    from advisor.catalog.signed import open_release

    is_url = "://" in source
    etag = kept.etag if source == kept.url and place.in_use == kept.active else None
    got = fetch(source, etag) if is_url else download.Download(_file(Path(source)), None)
    if got.content is None:
        return _unchanged(kept, place)
    release = open_release(got.content, keys)
    trusted = replace(kept, url=source, etag=got.etag) if is_url else kept
    if (answer := _not_wanted(release, trusted, place)) is not None:
        return answer
    _install(release, trusted, place)
    return Outcome(
        True,
        release.version,
        f"The catalog {release.version} is in use, facts of {release.as_of}; "
        f"it was {place.in_use}. Its publisher says it is good until {release.expires}.",
    )


def _not_wanted(release: Release, kept: releases.Kept, place: _Place) -> Outcome | None:
    """The answer where there is nothing to take in; None where there is. Raises UpdateRefusedError."""
    from advisor.catalog.versions import version_order

    if release.expires < place.today:
        raise UpdateRefusedError(
            f"it expired on {release.expires}; a newer one may exist that the source does not show"
        )
    if release.version == place.in_use:
        renewed = replace(kept, expires=release.expires)
        releases.save(place.home, renewed)
        return _unchanged(renewed, place)
    newest = max((version for version in (place.own.version, kept.highest) if version), key=version_order)
    is_kept_back = release.version == kept.highest and release.order > version_order(place.own.version)
    if release.order <= version_order(newest) and not is_kept_back:
        raise UpdateRefusedError(
            f"its version {release.version} is not higher than {newest}, the highest that was here"
        )
    return None


def _unchanged(kept: releases.Kept, place: _Place) -> Outcome:
    until = f" Its publisher says it is good until {kept.expires}." if kept.expires and kept.active else ""
    if kept.expires and kept.active and kept.expires < place.today:
        until = f" It expired on {kept.expires}: a newer one may exist that the source does not show."
    return Outcome(
        False, place.in_use, f"The catalog {place.in_use} is the newest that the source has.{until}"
    )


def _install(release: Release, kept: releases.Kept, place: _Place) -> None:
    from advisor.catalog.versions import version_order

    known = [version for version in (kept.highest, release.version) if version]
    highest = max(known, key=version_order)
    fresh = replace(kept, active=release.version, highest=highest, expires=release.expires)
    releases.install(place.home, fresh, release.files, lambda folder: _require_sound(folder, release))


def _require_sound(folder: Path, release: Release) -> None:
    """The full check, against the program's own schemas. Raises UpdateRefusedError with the first problem."""
    from advisor.catalog.check import check
    from advisor.catalog.files import Files

    files = Files(folder)
    try:
        if files.seal.version != release.version or files.edited:
            raise UpdateRefusedError("its data files are not those that its own seal names")
        errors = check(files).errors
    except CatalogError as error:
        raise UpdateRefusedError(f"its data files cannot be used ({error})") from None
    if errors:
        first = errors[0]
        raise UpdateRefusedError(f"{first.file}, row {first.row}: {first.message}")


def _own() -> Own:
    """Version, address and keys of the program. Raises CatalogError where its files are damaged."""
    from advisor.catalog.files import Files, resources_folder

    folder = resources_folder()
    value = Files(folder / "update").read("source")
    return Own(
        Files(folder).seal.version,
        value.get("url"),
        tuple(bytes.fromhex(key) for key in value.get("keys", ())),
    )


def _source(wish: Wish, kept: releases.Kept, own: Own) -> str:
    source = wish.source or kept.url or own.url
    if source is None:
        raise UsageError(
            "There is no public server of catalog updates yet. Name your own, with the key that signs it: "
            "llama-advisor catalog update --from https://… --key FILE."
        )
    if "://" in source:
        download.checked_url(source)
    return source


def _keys(kept: releases.Kept, own: Own) -> tuple[bytes, ...]:
    keys = (*own.keys, *(raw for key in kept.keys if (raw := _raw(key)) is not None))
    if not keys:
        raise UpdateKeyError(
            "No key is trusted yet: name the publisher's public key with --key FILE (PEM, Ed25519)."
        )
    return keys


def _raw(text: str) -> bytes | None:
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        return None
    return raw if len(raw) == _KEY_BYTES else None


def _with_key(kept: releases.Kept, path: Path | None) -> releases.Kept:
    """What is kept, with the key in a file trusted too; it is remembered when a release it signed came."""
    if path is None:
        return kept
    key = _public_key(path).hex()
    return kept if key in kept.keys else replace(kept, keys=(*kept.keys, key))


def _public_key(path: Path) -> bytes:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(reading.read_bytes(path, _LARGEST_KEY))
    except reading.TooLargeError:
        raise UpdateKeyError(f"{path} is no key: it is too large.") from None
    except OSError as error:
        raise UpdateKeyError(f"The key {path} cannot be read: {error.strerror}.") from None
    except (ValueError, UnsupportedAlgorithm):
        raise UpdateKeyError(f"{path} is no public key in PEM.") from None
    if not isinstance(key, Ed25519PublicKey):
        raise UpdateKeyError(f"{path} is no Ed25519 key.")
    return key.public_bytes_raw()


def _file(path: Path) -> bytes:
    try:
        return reading.read_bytes(path, download.MOST_BYTES)
    except reading.TooLargeError:
        raise UpdateRefusedError(f"it is larger than {download.MOST_BYTES / 1e6:g} MB") from None
    except OSError as error:
        raise UsageError(f"The update {path} cannot be read: {error.strerror}.") from None
