"""The lines round a finding, read from the scanned folder as carefully as the scan itself reads it.

Nothing outside the folder is opened, no link is followed, only a regular file is read and only so
much of it. A file that is not as it was scanned says so. Of a notebook the cell is shown, not its JSON.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.app.cells import CellPlace, place_in_cell
from advisor.gui.legible import legible
from advisor.gui.plain import to_tr, tr
from advisor.report.clean import cut, masked, private_keys_masked

AROUND = 8
BYTES_LIMIT = 8 * 1024 * 1024
LINE_LIMIT = 500
_LINE_END = re.compile(r"\r\n|\n|\r")
_TAB = "    "


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """One line as it is shown."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What the preview shows: lines with their real numbers, the marked span, or why there is none."""

    lines: tuple[ExcerptLine, ...] = ()
    marked_line: int = 0
    """The number of the line with the span; 0 marks nothing."""
    start: int = 0
    """0-based offset of the span in the shown text of that line."""
    end: int = 0
    notice: str = ""
    """For a person: why nothing is shown, or that the file changed since the scan."""
    cell: int = 0
    """The cell of a notebook that the lines are of, their numbers its own; 0 where they are the file's."""


def read_excerpt(root: Path, path: str, line: int, column: int, end_column: int, written: str) -> Excerpt:
    """The lines from eight above to eight below `line`, the span from `column` to `end_column` marked.

    `path` is relative to `root` with `/`; columns are 1-based code points; `line` 0 shows the top.
    """
    try:
        text = _decoded(_read(root, path))
    except OSError as error:
        return Excerpt(notice=why_not(error))
    if text is None:
        return Excerpt(notice=tr("Not a text file: there are no lines to show."))
    told = ""
    if line and path.lower().endswith(".ipynb"):
        try:
            if (place := place_in_cell(text, line, column, end_column, written)) is not None:
                return _of_cell(place, written)
        except ValueError as error:
            told = tr("The notebook is shown as it lies on disk: {error}.").format(error=error)
    found = _of_text(text, line, column, end_column, written)
    return found if found.notice else replace(found, notice=told)


def _of_cell(place: CellPlace, written: str) -> Excerpt:
    lines = _LINE_END.split(private_keys_masked("\n".join(place.lines)))
    found = _round(lines, place.line, place.column, place.end_column, written)
    return replace(found, cell=place.cell)


def _of_text(text: str, line: int, column: int, end_column: int, written: str) -> Excerpt:
    lines = _LINE_END.split(private_keys_masked(text))
    if line > len(lines):
        return Excerpt(notice=tr("The file has changed since the scan: that line is gone. Rescan with F5."))
    return _round(lines, line, column, end_column, written)


def _round(lines: Sequence[str], line: int, column: int, end_column: int, written: str) -> Excerpt:
    """The lines round one of them, with the span marked."""
    first, last = max(line - AROUND, 1), min(max(line, 1) + AROUND, len(lines))
    shown_lines = tuple(ExcerptLine(number, _shown(lines[number - 1])) for number in range(first, last + 1))
    if not line:
        return Excerpt(shown_lines)
    return _marked(shown_lines, lines[line - 1], line, column, end_column, written)


def read_line(root: Path, path: str, line: int, words: str) -> Excerpt:
    """The lines round `line`, `words` marked in it; the whole line where they do not stand there as such."""
    found = read_excerpt(root, path, line, 0, 0, words)
    return replace(found, notice="") if found.notice == tr(_CHANGED) else found


def place_inside(root: Path, path: str) -> Path:
    """Where a file of the scanned folder lies. Raises OSError for what leads out, and for links."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts or not parts:
        raise PermissionError("outside")
    place = root
    for part in parts:
        place = place / part
        if stat.S_ISLNK(os.lstat(place).st_mode):
            raise PermissionError("link")
    return place


def _read(root: Path, path: str) -> bytes:
    """The file's bytes, up to the limit. Raises OSError for links, special files and big ones."""
    place = place_inside(root, path)
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    handle = os.open(place, flags)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise PermissionError("special")
        if status.st_size > BYTES_LIMIT:
            raise PermissionError("large")
        return file.read(BYTES_LIMIT)


def why_not(error: OSError) -> str:
    """Why a file is not opened, and what to do, for a person."""
    known = {
        "outside": tr("The place lies outside the folder and is not opened."),
        "link": tr("A symbolic link is in the way; links are not followed."),
        "special": tr("Not a regular file: it is not opened."),
        "large": tr("The file is larger than {size} MiB: it is not shown here.").format(
            size=BYTES_LIMIT // 1024**2
        ),
    }
    if str(error) in known:
        return known[str(error)]
    if isinstance(error, FileNotFoundError):
        return tr("The file is gone since the scan. Rescan with F5.")
    return tr("The file cannot be read: {error}.").format(error=error.strerror or error)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _decoded(raw: bytes) -> str | None:
    """The text by its byte order mark, else UTF-8 with bad bytes replaced; None for binary."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    return None if b"\0" in raw else raw.decode("utf-8", "replace")


def _shown(line: str) -> str:
    return _prepared(masked(cut(line, LINE_LIMIT)))


def _prepared(part: str) -> str:
    return legible(part.replace("\t", _TAB))


def _marked(
    lines: tuple[ExcerptLine, ...], raw: str, number: int, column: int, end_column: int, written: str
) -> Excerpt:
    there = raw[column - 1 : end_column - 1]
    notice = "" if not written or there == written or written in raw else tr(_CHANGED)
    if masked(raw) != raw or end_column > LINE_LIMIT or column < 1:  # no column holds: mark by the words
        full = _shown(raw)
        start = full.find(_prepared(masked(written)))
        start, end = (
            (start, start + len(_prepared(masked(written)))) if start >= 0 and written else (0, len(full))
        )
    else:
        start = len(_prepared(raw[: column - 1]))
        end = start + len(_prepared(there))
    return Excerpt(lines, number, start, end, notice)


_CHANGED = to_tr("The file has changed since the scan: the line reads differently now. Rescan with F5.")
