"""Reads the metadata at the beginning of GGUF and safetensors files, as far as it was read from disk.

Both formats state lengths; each is checked against what is there before it is believed. Nothing is
unpickled and nothing is loaded: what is cut off or nonsense ends the reading with what was read so far.
Formats: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md and
https://github.com/huggingface/safetensors#format.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

_GGUF_MAGIC = b"GGUF"
_MOST_ENTRIES = 4_096
_MOST_TEXT = 4_096
_STRING, _ARRAY = 8, 9
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
"""Bytes of the fixed-size value types."""
_METADATA = re.compile(rb'\s{0,8}\{\s{0,8}"__metadata__"\s{0,8}:\s{0,8}(\{[^{}]{0,60000}\})')


@dataclass(frozen=True, slots=True)
class Header:
    """What a weights file says of itself."""

    format: str
    """`GGUF` or `safetensors`."""
    values: Mapping[str, str] = field(default_factory=dict)
    tensors: int | None = None
    """How many tensors it says it holds; None where the format does not say so at its beginning."""


class _EndError(Exception):
    """The bytes end here, or state a length that cannot be."""


class _Bytes:
    """Takes pieces off the front of some bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def skip(self, size: int) -> None:
        if size > len(self._data) - self._at:
            raise _EndError
        self._at += size

    def number(self, layout: str) -> int:
        at = self._at
        self.skip(struct.calcsize(layout))
        return int(struct.unpack_from(layout, self._data, at)[0])

    def text(self) -> str:
        size = self.number("<Q")
        at = self._at
        self.skip(size)
        return self._data[at : at + min(size, _MOST_TEXT)].decode("utf-8", "replace")

    def skip_text(self) -> None:
        self.skip(self.number("<Q"))


def read_header(head: bytes) -> Header | None:
    """The metadata of a GGUF or safetensors file; None for anything else.

    Args:
        head: the first bytes of the file, cut anywhere.
    """
    if head.startswith(_GGUF_MAGIC):
        return _gguf(head)
    return _safetensors(head)


def _gguf(head: bytes) -> Header:
    source = _Bytes(head)
    values: dict[str, str] = {}
    tensors: int | None = None
    try:
        source.skip(len(_GGUF_MAGIC))
        if source.number("<I") >= 2:
            tensors = source.number("<Q")
            for _ in range(min(source.number("<Q"), _MOST_ENTRIES)):
                _entry(source, values)
    except _EndError:
        pass
    return Header("GGUF", values, tensors)


def _entry(source: _Bytes, values: dict[str, str]) -> None:
    key, kind = source.text(), source.number("<I")
    if kind == _STRING:
        values[key] = source.text()
    elif kind == _ARRAY:
        _skip_array(source)
    else:
        source.skip(_size(kind))


def _skip_array(source: _Bytes) -> None:
    kind, count = source.number("<I"), source.number("<Q")
    if kind == _STRING:
        while count > 0:
            source.skip_text()
            count -= 1
    else:
        source.skip(count * _size(kind))


def _size(kind: int) -> int:
    """Bytes of a value type. A nested array, or a type nobody knows, ends the reading."""
    if kind not in _SIZES:
        raise _EndError
    return _SIZES[kind]


def _safetensors(head: bytes) -> Header | None:
    """Eight bytes of length, then a JSON object; its metadata come first where a library wrote it."""
    if len(head) < 10 or head[8:9] != b"{" or int.from_bytes(head[:8], "little") > 100_000_000:
        return None
    match = _METADATA.match(head, 8)
    if match is None:
        return Header("safetensors")
    try:
        found = json.loads(match.group(1))
    except (ValueError, RecursionError):
        return Header("safetensors")
    return Header(
        "safetensors", {key: value[:_MOST_TEXT] for key, value in found.items() if isinstance(value, str)}
    )
