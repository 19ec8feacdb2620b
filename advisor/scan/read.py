"""Opening and decoding one file that a stranger wrote: no link followed, no device waited for.

What cannot be read is a `Skip`, carried by `CannotRead`; decoding never fails.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from dataclasses import dataclass

from advisor.core.findings import Skip
from advisor.core.kinds import SkipReason

OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_BOMS = (  # the UTF-32 marks begin like the UTF-16 ones, so they are asked first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_VANISHED = frozenset({errno.ENOENT, errno.ENOTDIR})
_SPECIAL = (
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISBLK, "block device"),
    (stat.S_ISCHR, "character device"),
    (stat.S_ISDIR, "folder"),
)
_DECLARED = re.compile(
    rb"(?:coding[:=]|charset=[\"']?|encoding=[\"'])[ \t]{0,4}([A-Za-z][A-Za-z0-9._-]{1,30})"
)
_DECLARED_WITHIN = 1024
_LEGACY = re.compile(r"(?:iso8859|cp\d|koi8|shift_jis|euc_|gb|big5|mac_|johab)")
"""Encodings a file may declare: without state, ASCII inside, and none that a stranger could slow us with."""
_ONE_BYTE = frozenset({"latin-1", "cp1252"})


class CannotRead(Exception):  # noqa: N818 (a value on its way to the ledger, no programming error)
    """Carries the skip row for a file that was not read."""

    def __init__(self, skip: Skip) -> None:
        super().__init__(skip.detail)
        self.skip = skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file and the encoding it was read with; `sure` is False for a guess."""

    text: str
    encoding: str
    sure: bool


def skip_for(path: str, error: OSError) -> Skip:
    """The row for a file or folder that the system refused: vanished, a link by now, or unreadable."""
    if error.errno in _VANISHED:
        return Skip(path, SkipReason.VANISHED)
    if error.errno == errno.ELOOP:
        return Skip(path, SkipReason.LINK, "became a link during the scan; not followed")
    if error.errno == errno.ENXIO:
        return Skip(path, SkipReason.SPECIAL, "socket or pipe")
    return Skip(path, SkipReason.UNREADABLE, error.strerror or type(error).__name__)


def special_kind(mode: int) -> str:
    """What a directory entry that is neither file, folder nor link is called."""
    return next((name for test, name in _SPECIAL if test(mode)), "special file")


def open_regular(full: str, path: str) -> tuple[int, os.stat_result]:
    """Open a regular file for reading; `full` is where it lies, `path` what a row calls it.

    Returns the descriptor and its status. Raises CannotRead. The check is made on what was opened,
    so a file swapped for a link or a pipe since discovery is refused.
    """
    try:
        descriptor = os.open(full, OPEN_FLAGS)
    except OSError as error:
        raise CannotRead(skip_for(path, error)) from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISREG(status.st_mode):
            return descriptor, status
        problem = Skip(path, SkipReason.SPECIAL, special_kind(status.st_mode))
    except OSError as error:
        problem = skip_for(path, error)
    os.close(descriptor)
    raise CannotRead(problem)


def read_up_to(descriptor: int, limit: int) -> bytes:
    """Up to `limit` bytes from where the descriptor stands; fewer only at the file's end."""
    parts: list[bytes] = []
    while limit > 0:
        part = os.read(descriptor, min(limit, 1 << 20))
        if not part:
            break
        parts.append(part)
        limit -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def read_head(full: str, path: str, limit: int) -> bytes:
    """The first `limit` bytes of a regular file. Raises CannotRead."""
    descriptor, _ = open_regular(full, path)
    try:
        return read_up_to(descriptor, limit)
    except OSError as error:
        raise CannotRead(skip_for(path, error)) from None
    finally:
        os.close(descriptor)


def wide_encoding(head: bytes) -> str | None:
    """The UTF-16 or UTF-32 encoding that a byte order mark announces; such text is full of NULs."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


def decode(data: bytes) -> Decoded:
    """Text of a whole file: by its byte order mark, as UTF-8, as declared, or as a legacy guess."""
    wide = wide_encoding(data)
    if wide:
        return Decoded(data.decode(wide, "replace").removeprefix("\ufeff"), wide, sure=True)
    try:
        return Decoded(data.decode("utf-8").removeprefix("\ufeff"), "utf-8", sure=True)
    except UnicodeDecodeError:
        return _decode_legacy(data)


def guess_encoding(head: bytes) -> str:
    """The encoding to read a large file with, from its beginning (cut anywhere)."""
    wide = wide_encoding(head)
    if wide:
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _decode_legacy(head).encoding
    return "utf-8"


def _decode_legacy(data: bytes) -> Decoded:
    declared = _declared(data)
    if declared:
        return Decoded(data.decode(declared, "replace"), declared, sure=True)
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged <= sum(1 for char in text if char > "\x7f") - damaged:
        return Decoded(text.removeprefix("\ufeff"), "utf-8", sure=False)
    try:
        return Decoded(data.decode("cp1252"), "cp1252", sure=False)
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1", sure=False)


def _declared(data: bytes) -> str | None:
    """An encoding that a coding cookie, XML head or charset names, if it reads this file."""
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        if not _LEGACY.match(name) or b"llama".decode(name) != "llama":
            return None
        data.decode(name)
    except (LookupError, UnicodeError):
        return None
    return name


def char_offsets(data: bytes, offsets: list[int], encoding: str, mark: int = 0) -> list[int]:
    """Offsets into bytes as offsets into their text, of which the first `mark` bytes are no part.

    `offsets` are sorted and each lies on an ASCII character, so every prefix decodes on its own.
    """
    if encoding in _ONE_BYTE or data.isascii():
        return offsets
    result: list[int] = []
    chars, at = 0, mark
    for offset in offsets:
        chars += len(data[at:offset].decode(encoding, "replace"))
        at = offset
        result.append(chars)
    return result


def mark_length(data: bytes, encoding: str) -> int:
    """Length of the UTF-8 byte order mark that `decode` removed; 0 when there is none."""
    return len(codecs.BOM_UTF8) if encoding == "utf-8" and data.startswith(codecs.BOM_UTF8) else 0
