"""Tells strings and comments from code, and remembers which bracket a string stands in.

One pass, one alternation of literals per language, no parser: it is right where it matters (is this
word said, written down, or executed?) and recovers at the end of the line where it is not. Linear in
the length of the text whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import cache
from typing import NamedTuple

from advisor.scan.detect.languages import Language

_CLOSERS = {")": "(", "]": "[", "}": "{"}
_BRACKET = re.compile(r"[()\[\]{}]")
_EOL = re.compile(r"[\r\n]")
_HEREDOC = re.compile(r"[\"']?([A-Z_a-z]\w{0,40}+)[\"']?+[^\r\n]{0,400}+\r?\n")
_FARTHEST = 65_536
"""Characters within which a heredoc has to end."""
_LONGEST_LIST = 2_000
"""Characters of a list of bare words."""
_MOST_OPEN = 20
"""Heredocs without an end in one file; after so many no further one is looked for."""
_LOOK_BACK = 120
"""Strings and comments looked at for the neighbours of one."""
_STACK_LIMIT = 2_000
"""Brackets remembered at once; deeper ones are taken for the top level."""


class RegionKind(Enum):
    """What a stretch of text is."""

    STRING = "string"
    COMMENT = "comment"
    CODE = "code"
    PROSE = "prose"


class Region(NamedTuple):
    """A stretch of text of one kind; for a string `start` and `end` exclude the quotes."""

    kind: RegionKind
    start: int
    end: int
    outer_start: int
    """Where it begins with its quote or comment mark."""
    parent: int = -1
    """Offset of the bracket it stands in, -1 at the top level."""


class Lexed:
    """The regions of a text in order, read only as far as they are asked for.

    Attributes:
        parents: offset of an opening bracket to the offset of the one around it, -1 at the top level.
    """

    def __init__(self, scanner: _Scanner, filler: RegionKind) -> None:
        self._scanner = scanner
        self._filler = filler
        self._regions = scanner.regions
        self._starts = scanner.starts
        self.parents = scanner.parents

    def at(self, offset: int) -> Region:
        """The region an offset lies in; between strings and comments lies the filler."""
        self._scanner.reach(offset)
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._regions[index].end:
            return self._regions[index]
        start = self._regions[index].end if index >= 0 else 0
        is_last = index + 1 == len(self._regions)
        end = len(self._scanner.text) if is_last else self._regions[index + 1].outer_start
        return Region(self._filler, start, end, start)

    def around(self, region: Region, limit: int = 24) -> list[Region]:
        """Strings near one, in the same bracket or in brackets that stand beside it in one more."""
        self._scanner.reach(region.outer_start, limit)
        outer = self.parents.get(region.parent, -1)
        index = bisect_right(self._starts, region.outer_start) - 1
        near = self._regions[max(0, index - limit) : index + limit + 1]
        return [
            one
            for one in near
            if one.kind is RegionKind.STRING
            and one is not region
            and (one.parent == region.parent or (outer >= 0 and self.parents.get(one.parent, -1) == outer))
        ]

    def before(self, offset: int, parent: int, limit: int = 12) -> list[Region]:
        """Up to `limit` strings in the same bracket that end before `offset`, nearest first."""
        self._scanner.reach(offset)
        found: list[Region] = []
        last = bisect_right(self._starts, offset) - 1
        for index in range(last, max(-1, last - _LOOK_BACK), -1):
            region = self._regions[index]
            if region.start <= parent or len(found) == limit:
                break
            if region.kind is RegionKind.STRING and region.parent == parent and region.end < offset:
                found.append(region)
        return found


class _Scanner:
    """The state of one pass over one text, that goes on when more of it is asked for."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.regions: list[Region] = []
        self.starts: list[int] = []
        self.stack: list[tuple[str, int]] = []
        self.parents: dict[int, int] = {}
        self._position = 0
        self._block = dict(language.block_comments)
        self._line = frozenset(language.line_comments)
        self._bodies = _bodies(language)
        self._open_heredocs = 0
        self._lists = dict(language.word_lists)
        self._next = language.starter.search(text)
        """Where the next comment or string begins, if one does."""
        self._done = not (language.strings or language.line_comments or language.block_comments)

    @property
    def top(self) -> int:
        return self.stack[-1][1] if self.stack else -1

    def reach(self, offset: int, beyond: int = 1) -> None:
        """Go on until so many regions behind an offset are known, or the text ends."""
        regions = self.regions
        if self.language.lines_alone and offset > self._position:
            self._pass_lines(offset)
        while not self._done and (len(regions) < beyond or regions[-beyond].outer_start <= offset):
            self._step()

    def _pass_lines(self, offset: int) -> None:
        """Go on at the line of an offset: what stands on the lines before it says nothing of this one."""
        ends = (self.text.rfind(end, self._position, offset) for end in "\r\n")
        start = max(ends) + 1
        if start > self._position:
            self._position = start
            self.stack.clear()

    def _step(self) -> None:
        """Go to the next string or comment, through the brackets before it."""
        mark = self._next
        if mark is not None and mark.start() < self._position:
            mark = self._next = self.language.starter.search(self.text, self._position)
        resumed = self._brackets(self._position, mark.start() if mark is not None else len(self.text))
        if resumed is not None:
            self._position = self._string("`", resumed, resumed)
        elif mark is not None:
            self._position = self._begin(mark.group(), mark.start(), mark.end())
        else:
            self._done = True

    def _add(self, region: Region) -> None:
        self.regions.append(region)
        self.starts.append(region.outer_start)

    def _brackets(self, low: int, high: int) -> int | None:
        """Keep the books of brackets; where one closes a template's expression, the place behind it."""
        stack, parents = self.stack, self.parents
        for match in _BRACKET.finditer(self.text, low, high):
            mark, start = match.group(), match.start()
            opener = _CLOSERS.get(mark)
            if opener is None:
                parents[start] = stack[-1][1] if stack else -1
                if len(stack) < _STACK_LIMIT:
                    stack.append((mark, start))
            elif stack and stack[-1][0] == opener:
                stack.pop()
            elif mark == "}" and stack and stack[-1][0] == "${":
                stack.pop()
                return start + 1
        return None

    def _begin(self, mark: str, start: int, end: int) -> int:
        if mark in self._line:
            return self._comment(mark, start, end)
        if mark in self._block:
            return self._block_comment(mark, start, end)
        if mark in self.language.heredocs:
            return self._heredoc(start, end)
        if mark in self._lists:
            return self._word_list(mark, start, end)
        if mark in self.language.skips or self._is_apostrophe(mark, start):
            return end
        return self._string(mark, start, end)

    def _is_apostrophe(self, mark: str, start: int) -> bool:
        """`don't` opens no string; `rb'...'` does, outside markup and configuration."""
        if mark not in ("'", '"') or not self.text[max(0, start - 1) : start].isalnum():
            return False
        if self.language.mode in ("markup", "keyvalue"):
            return True
        return self.text[max(0, start - 3) : start].isalnum() and start >= 3

    def _comment(self, mark: str, start: int, end: int) -> int:
        if not self._is_comment(mark, start):
            return end
        stop = self._end_of_line(end)
        self._add(Region(RegionKind.COMMENT, end, stop, start, self.top))
        return stop

    def _is_comment(self, mark: str, start: int) -> bool:
        """`http://` is no comment, nor a `#` inside a word of a shell or configuration file."""
        before = self.text[start - 1 : start]
        if mark == "//":
            return before != ":"
        if mark == "#" and self.language.mode in ("shell", "keyvalue", "lines", "modelfile"):
            return not before or before.isspace()
        if mark in (";", "--"):
            return self.language.mode == "code" or not before or before in "\r\n"
        return True

    def _end_of_line(self, start: int) -> int:
        match = _EOL.search(self.text, start)
        return match.start() if match else len(self.text)

    def _block_comment(self, mark: str, start: int, end: int) -> int:
        closer = self._block[mark]
        stop = self.text.find(closer, end)
        stop = len(self.text) if stop < 0 else stop
        self._add(Region(RegionKind.COMMENT, end, stop, start, self.top))
        return min(stop + len(closer), len(self.text))

    def _heredoc(self, start: int, end: int) -> int:
        """Take in the lines up to the one that bears the mark named first; where there is none, nothing."""
        opening = _HEREDOC.match(self.text, end) if self._open_heredocs < _MOST_OPEN else None
        if opening is None:
            return end
        close = re.compile(rf"^[ \t]{{0,80}}{opening.group(1)}\b", re.MULTILINE)
        closing = close.search(self.text, opening.end(), opening.end() + _FARTHEST)
        if closing is None:
            self._open_heredocs += 1
            return end
        self._brackets(opening.end(1), opening.end())
        self._add(Region(RegionKind.STRING, opening.end(), closing.start(), start, self.top))
        return closing.end()

    def _word_list(self, mark: str, start: int, end: int) -> int:
        """Take in a list of bare words; one that does not end nearby is none."""
        stop = self.text.find(self._lists[mark], end, end + _LONGEST_LIST)
        if stop < 0:
            return end
        self._add(Region(RegionKind.STRING, end, stop, start, self.top))
        return stop + len(self._lists[mark])

    def _string(self, mark: str, start: int, end: int) -> int:
        """Take in a string up to its closing mark, or up to what ends it without one."""
        parent = self.top
        body = self._bodies[mark].match(self.text, end)
        stop = body.end() if body is not None else end
        if self.text.startswith(mark, stop):
            after = stop + len(mark)
        elif self.text.startswith("${", stop):
            after = stop + 2
            self.parents[after - 1] = parent
            self.stack.append(("${", after - 1))
        elif self.text[stop : stop + 1] in ("\r", "\n"):
            after = stop + 1
        else:
            stop = after = len(self.text)
        self._add(Region(RegionKind.STRING, end, stop, start, parent))
        return after


def _body(mark: str, language: Language) -> re.Pattern[str]:
    """All of a string from its opening mark to the place where it ends, in one match.

    Every repeat is possessive: what was taken is never tried again, so the match is linear.
    """
    stops, parts = {mark[0]}, []
    if mark not in language.raw:
        stops.add("\\")
        parts.append(r"\\[\s\S]")
    if mark not in language.multiline:
        stops |= {"\r", "\n"}
    elif mark == "`" and mark not in language.raw:
        stops.add("$")
        parts.append(r"\$(?!\{)")
    if len(mark) > 1:
        parts.append(f"{re.escape(mark[0])}(?!{re.escape(mark[1:])})")
    plain = f"[^{''.join(map(re.escape, sorted(stops)))}]++"
    return re.compile("(?:" + "|".join([plain, *parts]) + ")*+")


@cache
def _bodies(language: Language) -> dict[str, re.Pattern[str]]:
    return {mark: _body(mark, language) for mark in language.strings}


def lex(text: str, language: Language) -> Lexed:
    """Cut a text into strings, comments and what lies between.

    Args:
        text: any text.
        language: how it writes strings and comments.

    Returns:
        The regions. Never raises; a string that is not closed ends with its line, or with the text
        where its language lets strings run over lines.
    """
    filler = RegionKind.CODE if language.has_identifiers else RegionKind.PROSE
    return Lexed(_Scanner(text, language), filler)
