"""A release of the catalog as one signed file: how it is opened, and how a publisher makes one.

The file is a JSON object of three members: `format_version`, `payload` (a JSON text) and `signature`
(Ed25519, RFC 8032, over a fixed line and the payload's UTF-8 bytes, in Base64). All data files travel in one
payload under one signature, so nobody can mix the parts of two releases; version and expiry stand under the
same signature, so nobody can raise or prolong them. Nothing in the payload is read before the signature
holds. There is no compression, so what was received is all there is.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from advisor.catalog.files import DOCUMENTS, FORMAT_VERSION, SEAL, TABLES, Files
from advisor.catalog.versions import version_order
from advisor.core.errors import UpdateRefusedError

ENVELOPE_VERSION = 1
_CONTEXT = b"llama-advisor catalog release 1\n"
"""Stands before the payload under the signature: a key used for anything else signs no catalog by chance."""

FILE_NAMES = frozenset({*TABLES, *DOCUMENTS, SEAL})
"""What a release holds, no more and no less; the names become file names, so none comes from the payload."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release whose signature held."""

    version: str
    as_of: date
    expires: date
    """The last day on which it may be taken in; a publisher that is alive signs anew before."""
    files: Mapping[str, str]
    """The text of each data file by its name without ending."""

    @property
    def order(self) -> tuple[int, ...]:
        """What versions are compared by."""
        return version_order(self.version)


def open_release(content: bytes, keys: Iterable[bytes]) -> Release:
    """The release in `content`, when one of `keys` (32 raw bytes each) signed it.

    Raises UpdateRefusedError with the reason: no release, no valid signature, or not what a release holds.
    """
    envelope = _object(content, "the file")
    payload = envelope.get("payload")
    signature = envelope.get("signature")
    if envelope.get("format_version") != ENVELOPE_VERSION or not isinstance(payload, str):
        raise UpdateRefusedError("it is no signed catalog that this version of the program reads")
    if not isinstance(signature, str) or not _is_signed(_utf8(payload), signature, keys):
        raise UpdateRefusedError("no trusted key signed it as it is: it was changed, or another made it")
    return _release(_object(_utf8(payload), "its payload"))


def make_release(files: Files, expires: date, key: Ed25519PrivateKey) -> bytes:
    """The signed file of the release in a sealed folder. Raises CatalogError where a file is missing."""
    payload = json.dumps(
        {
            "version": files.seal.version,
            "as_of": files.seal.as_of.isoformat(),
            "expires": expires.isoformat(),
            "files": {name: files.text(name) for name in sorted(FILE_NAMES)},
        },
        ensure_ascii=False,
    )
    signature = base64.b64encode(key.sign(_CONTEXT + payload.encode())).decode()
    envelope = {"format_version": ENVELOPE_VERSION, "signature": signature, "payload": payload}
    return json.dumps(envelope, ensure_ascii=False).encode()


def _is_signed(payload: bytes, signature: str, keys: Iterable[bytes]) -> bool:
    try:
        raw = base64.b64decode(signature, validate=True)
    except ValueError:
        return False
    for key in keys:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(raw, _CONTEXT + payload)
        except (InvalidSignature, ValueError):
            continue
        return True
    return False


def _release(payload: Mapping[str, Any]) -> Release:
    files = payload.get("files")
    if not isinstance(files, dict) or files.keys() != FILE_NAMES:
        raise UpdateRefusedError("it holds other data files than this version of the program reads")
    if not all(isinstance(text, str) for text in files.values()):
        raise UpdateRefusedError("one of its data files is no text")
    try:
        release = Release(
            str(payload["version"]),
            date.fromisoformat(payload["as_of"]),
            date.fromisoformat(payload["expires"]),
            files,
        )
        version_order(release.version)
    except (KeyError, TypeError, ValueError):
        raise UpdateRefusedError("it does not name its version, its day and its expiry") from None
    _require_format(files)
    return release


def _require_format(files: Mapping[str, str]) -> None:
    """Data files of a later format are for a later program: told as that, not as damage."""
    for name, text in files.items():
        version = _object(_utf8(text), f"its {name}.json").get("format_version")
        if version != FORMAT_VERSION or isinstance(version, bool):
            raise UpdateRefusedError(
                f"its {name}.json has format version {version!r}, this program reads {FORMAT_VERSION}; "
                "install a newer program first"
            )


def _utf8(text: str) -> bytes:
    """Bytes of a text; a lone surrogate, which no signer writes, becomes a question mark."""
    return text.encode("utf-8", "replace")


def _object(content: bytes, what: str) -> Mapping[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        raise UpdateRefusedError(f"{what} is no JSON") from None
    if not isinstance(value, dict):
        raise UpdateRefusedError(f"{what} is no JSON object")
    return value
