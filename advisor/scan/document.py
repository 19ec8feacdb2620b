"""One file's text with the line and column arithmetic an editor uses.

Lines end with LF, CRLF or a lone CR and with nothing else, so that numbers agree with editors;
form feeds, U+2028 and their like are ordinary characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\n|\r")
_LINE_FEED = re.compile("\n")


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text begin, the first of them 0."""
    pattern = _LINE_END if "\r" in text else _LINE_FEED
    return [0, *[match.end() for match in pattern.finditer(text)]]


class Document:
    """Decoded text of one file, or of one window of a large one.

    Attributes:
        path: relative to the scanned folder, `/` as separator.
        text: the decoded text, line ends kept, byte order mark removed.
        first_line: number of the first line of `text` in the file (1 unless it is a window).
        first_column: column of the first character of `text` (1 unless a window begins inside a line).
        complete: False when the text is only a part of the file; structured readers then leave it.
        included: True for a list of requirements by another name, which a manifest includes.
    """

    def __init__(
        self,
        path: str,
        text: str,
        *,
        first_line: int = 1,
        first_column: int = 1,
        complete: bool = True,
        included: bool = False,
    ) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.first_column = first_column
        self.complete = complete
        self.included = included

    @cached_property
    def name(self) -> str:
        """The file's own name, as written."""
        return self.path.rpartition("/")[2]

    @cached_property
    def starts(self) -> list[int]:
        """Offsets at which the lines begin."""
        return line_starts(self.text)

    @property
    def line_count(self) -> int:
        """How many lines the text has; a trailing line end opens an empty last one."""
        return len(self.starts)

    def line_index(self, offset: int) -> int:
        """0-based index within this text of the line that `offset` lies on."""
        return bisect_right(self.starts, offset) - 1

    def position(self, offset: int) -> tuple[int, int]:
        """1-based line in the file and 1-based column in code points of an offset into `text`."""
        index = self.line_index(offset)
        before = self.first_column if index == 0 else 1
        return index + self.first_line, offset - self.starts[index] + before

    def line_span(self, index: int) -> tuple[int, int]:
        """Offsets of line `index` (0-based within this text), line end excluded."""
        start = self.starts[index]
        stop = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        while stop > start and self.text[stop - 1] in "\r\n":
            stop -= 1
        return start, stop

    def line_text(self, index: int) -> str:
        """Line `index` (0-based within this text) without its line end."""
        start, stop = self.line_span(index)
        return self.text[start:stop]
