"""A file as the detectors read it: one or more views, each in one language.

Markdown is prose with fenced blocks in languages of their own; a notebook is cells whose text stands in
JSON strings; everything else is one view. Offsets in a view lead back to offsets in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from advisor.scan.detect.languages import Language, Languages
from advisor.scan.detect.lexer import Lexed, lex
from advisor.scan.detect.notebook import Cell, NotebookError, read_cells
from advisor.scan.document import Document, line_starts

_FENCE = re.compile(r"^[ \t>*\-0-9.]{0,12}(`{3,40}|~{3,40})([^`\r\n]{0,120})", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]{0,40}\r?\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]{0,40}$", re.MULTILINE)
_COMMAND = re.compile(
    r"^[ \t]{0,40}[!%](?![=%])(?:[^\n]{0,4000}\\[ \t]{0,8}\n){0,60}[^\n]{1,4000}$", re.MULTILINE
)
"""A line for the shell with the lines that a backslash joins to it."""
_LONGEST_LINE = 2_000
_LINE_TEXT = re.compile(r"[^\r\n]")


class LineShape(NamedTuple):
    """How a line of a configuration file lies among others."""

    section: str
    """The section it opens; "" for most lines."""
    is_blank: bool
    indent: int
    depth: tuple[int, bool]
    """How far the keys it may stand under are indented at most, and whether it is an item of a list."""


@dataclass(eq=False)
class View:
    """Text in one language, cut from a file.

    Attributes:
        text: the text, unescaped where the file escapes it.
        language: how it writes strings and comments.
        path: of the file, relative to the scanned folder.
        shown: the parts of `text` that belong to the view; hits elsewhere are another view's.
        quoted: True for a fenced block in a document: code shown to people.
        is_front_matter: True for the YAML block at the top of a document.
    """

    text: str
    language: Language
    path: str
    view_starts: Sequence[int] = (0,)
    file_starts: Sequence[int] = (0,)
    shown: Sequence[tuple[int, int]] = ()
    cell: int | None = None
    quoted: bool = False
    is_front_matter: bool = False
    document: Document | None = None
    """The document, where the view is the whole of it."""
    hits: list[int] = field(default_factory=list)
    shapes: dict[int, LineShape] = field(default_factory=dict)
    """Lines looked at so far, by 0-based number."""

    @property
    def is_told(self) -> bool:
        """True for a notebook's cell of text, the code it shows included."""
        return self.cell is not None and self.language.name == "markdown"

    @cached_property
    def lexed(self) -> Lexed:
        """Strings and comments told apart."""
        return lex(self.text, self.language)

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text) if self.document is None else self.document.starts

    def line_number(self, offset: int) -> int:
        """0-based line of an offset within the view."""
        return bisect_right(self._line_starts, offset) - 1

    def line_span(self, offset: int) -> tuple[int, int]:
        """Where the line of an offset begins and ends, line end included."""
        starts = self._line_starts
        following = bisect_right(starts, offset)
        return starts[following - 1], starts[following] if following < len(starts) else len(self.text)

    def line(self, offset: int) -> str:
        """The line an offset lies on; of an endless one the beginning."""
        start, end = self.line_span(offset)
        return self.text[start : min(end, start + _LONGEST_LINE)].rstrip("\r\n")

    def line_at(self, number: int) -> tuple[int, str]:
        """Start and text of a line by its 0-based number; ("", -1) outside."""
        if not 0 <= number < len(self._line_starts):
            return -1, ""
        start = self._line_starts[number]
        return start, self.line(start)

    def in_file(self, offset: int) -> int:
        """The offset in the file's text of an offset in the view."""
        index = bisect_right(self.view_starts, offset) - 1
        return self.file_starts[index] + offset - self.view_starts[index]

    def span_in_file(self, start: int, end: int) -> tuple[int, int]:
        """A span of the view in the file; `end` follows the last character."""
        return self.in_file(start), self.in_file(max(start, end - 1)) + 1

    def own(self, hits: Sequence[int]) -> list[int]:
        """Those of some sorted offsets in the file that lie in this view, as offsets in the view."""
        if not self.text:
            return []
        first, last = self.file_starts[0], self.in_file(len(self.text) - 1)
        inside = hits[bisect_left(hits, first) : bisect_right(hits, last)]
        return [offset for offset in map(self._from_file, inside) if offset >= 0 and self.holds(offset)]

    def _from_file(self, place: int) -> int:
        """The offset in the view of an offset in the file; -1 where the view has left that place out."""
        index = bisect_right(self.file_starts, place) - 1
        offset = self.view_starts[index] + place - self.file_starts[index]
        end = self.view_starts[index + 1] if index + 1 < len(self.view_starts) else len(self.text)
        return offset if offset < end else -1

    def holds(self, offset: int) -> bool:
        """True where an offset belongs to this view."""
        return not self.shown or any(start <= offset < end for start, end in self.shown)


def _markdown(document: Document, languages: Languages, language: Language) -> list[View]:
    """Prose, front matter and fenced blocks."""
    text = document.text
    fences: list[View] = []
    prose: list[tuple[int, int]] = []
    position = _front_matter(document, languages, fences)
    while (opening := _FENCE.search(text, position)) is not None:
        start = min(len(text), opening.end() + 1)
        end, after = _fence_end(text, start, opening.group(1))
        prose.append((position, opening.end()))
        fences.append(_slice(document, start, end, languages.of_fence(opening.group(2))))
        position = max(after, opening.end())
    prose.append((position, len(text)))
    return [View(text, language, document.path, shown=prose, document=document), *fences]


def _slice(document: Document, start: int, end: int, language: Language) -> View:
    return View(document.text[start:end], language, document.path, file_starts=(start,), quoted=True)


def _front_matter(document: Document, languages: Languages, found: list[View]) -> int:
    """The YAML block at the top of a model card; returns where it ends."""
    opening = _FRONT_MATTER.match(document.text)
    closing = _FRONT_END.search(document.text, opening.end(), opening.end() + 20_000) if opening else None
    if opening is None or closing is None:
        return 0
    view = _slice(document, opening.end(), closing.start(), languages.named("yaml"))
    view.is_front_matter = True
    found.append(view)
    return closing.end()


def _fence_end(text: str, start: int, mark: str) -> tuple[int, int]:
    """Where the block ends, at the next line with the same fence or with the text, and what follows it."""
    position = start
    while (at := text.find(mark, position)) >= 0:
        line_start = max(text.rfind("\n", 0, at), text.rfind("\r", max(0, at - 200), at)) + 1
        if not text[line_start:at].strip(" \t>*-"):
            return line_start, at + len(mark)
        position = at + len(mark)
    return len(text), len(text)


def _notebook(document: Document, languages: Languages) -> list[View]:
    """One view a cell; outputs belong to none."""
    views: list[View] = []
    for number, cell in enumerate(read_cells(document.text), start=1):
        commands = _COMMAND.search(cell.text) if cell.kind == "code" and cell.language == "python" else None
        if commands is not None:
            views.extend(_with_commands(document.path, cell, number, languages))
            continue
        name = "markdown" if cell.kind == "markdown" else cell.language
        language = languages.named(name)
        views.append(
            View(cell.text, language, document.path, cell.view_starts, cell.file_starts, cell=number)
        )
    return views


def _with_commands(path: str, cell: Cell, number: int, languages: Languages) -> Iterator[View]:
    """A Python cell with lines for the shell (`!ollama pull …`, `%pip install …`): each part a view.

    Both views are as long as the cell; what belongs to the other is blank.
    """
    commands = [match.span() for match in _COMMAND.finditer(cell.text)]
    ends = [0, *(end for _, end in commands)]
    code = [*zip(ends, [start for start, _ in commands], strict=False), (ends[-1], len(cell.text))]
    for name, shown in (("python", code), ("shell", commands)):
        text = _only(cell.text, shown)
        yield View(text, languages.named(name), path, cell.view_starts, cell.file_starts, shown, cell=number)


def _only(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text as long as the given one with blanks for all that lies outside some spans, line ends kept."""
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts += [_LINE_TEXT.sub(" ", text[position:start]), text[start:end]]
        position = end
    return "".join([*parts, _LINE_TEXT.sub(" ", text[position:])])


def plain_view(document: Document, languages: Languages) -> View:
    """A file, or a window of one, that is not to be read by its structure: one view."""
    language = languages.of_path(document.path)
    language = languages.named("json") if language.mode == "notebook" else language
    return View(document.text, language, document.path, document=document)


def views_of(document: Document, languages: Languages, on_broken: Callable[[str], None]) -> list[View]:
    """Cut a document into views.

    Args:
        document: the file's text.
        languages: the table of languages.
        on_broken: told, in words, when a structured file is read as plain text instead.

    Returns:
        At least one view, or none for a notebook without cells.
    """
    language = languages.of_path(document.path)
    if language.mode == "notebook":
        try:
            return _notebook(document, languages)
        except NotebookError as error:
            on_broken(str(error))
    if language.name == "markdown":
        return _markdown(document, languages, language)
    return [plain_view(document, languages)]
