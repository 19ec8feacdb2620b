"""The table the detectors sit at: one view of a file, its open hits, and what was decided so far.

A hit is a place where a needle stands. It is open until some detector's mark covers it; at the end
none is left open: every hit is part of a finding or of a cleared row.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.core.findings import Skip
from advisor.core.kinds import Confidence, Context, Kind, SkipReason
from advisor.core.names import ModelName
from advisor.scan.detect.imports import Imports, read_imports
from advisor.scan.detect.lexer import Region, RegionKind
from advisor.scan.detect.places import Link, Role, links, region_of, role_of
from advisor.scan.detect.python_tree import PythonTree, SyntaxRefusedError, is_statement
from advisor.scan.detect.views import View
from advisor.scan.inspection import ClearedDraft, Draft

if TYPE_CHECKING:
    from advisor.scan.detect.kit import Kit

Mark = Draft | ClearedDraft
"""What a detector yields; offsets are the view's."""

_ESCAPE = re.compile(r"\\[nrtbf\"'\\]")
_DECLARES = re.compile(r"\b(?:class|struct|interface|type|trait|enum)\s{1,4}$")
_LONGEST_KEYWORD = 14
"""Characters of the longest of these words, the blanks behind it and one before it."""
_WORD = re.compile(r"\w")
_RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


def least(first: Confidence, second: Confidence) -> Confidence:
    """The lower of two degrees of confidence."""
    return first if _RANK[first] <= _RANK[second] else second


class FileFacts:
    """What the whole file says, whichever view asks."""

    def __init__(self, text: str, path: str, *, whole: bool = True, included: bool = False) -> None:
        self.text = text
        self.path = path
        self.whole = whole
        """False for a window of a large file, which no parser reads."""
        self.included = included
        """True for a list of requirements by another name."""
        self.homes: list[str] = []
        """Packages that the file declares its own project as."""
        self.skips: list[Skip] = []
        """Structured reading that was tried and failed."""
        self.name = path.rpartition("/")[2].lower()
        self._marks: set[str] = set()
        self._found: dict[str, str] = {}
        self._declared: dict[str, bool] = {}
        self.extension = self.name.rpartition(".")[2] if "." in self.name else ""

    def seen(self, what: str, *, mark: bool = True) -> bool:
        """True where this was marked in the file before; marks it from now on."""
        known = what in self._marks
        if mark:
            self._marks.add(what)
        return known

    def once(self, what: str, find: Callable[[], str]) -> str:
        """What was found out about the file; found out on the first question only."""
        if what not in self._found:
            self._found[what] = find()
        return self._found[what]

    @cached_property
    def lower(self) -> str:
        """The text in lower case, for words only; its length may differ."""
        return self.text.lower()

    def declares(self, name: str) -> bool:
        """True for a class or type that the file itself declares."""
        found = self._declared.get(name)
        if found is None:
            found = self._declared[name] = self._finds_declared(name)
        return found

    def _finds_declared(self, name: str) -> bool:
        at = self.text.find(name)
        while at >= 0:
            is_whole = _WORD.match(self.text, at + len(name)) is None
            if is_whole and _DECLARES.search(self.text[max(0, at - _LONGEST_KEYWORD) : at]):
                return True
            at = self.text.find(name, at + len(name))
        return False

    @cached_property
    def imports(self) -> Imports:
        """Which names come from which modules."""
        return read_imports(self.text)


@dataclass(eq=False)
class Scene:
    """One view under inspection."""

    view: View
    kit: Kit
    facts: FileFacts
    context: Context
    open: list[int] = field(init=False)
    """Hits that no mark covers yet, in order."""
    tokens: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Words cut so far, by hit."""
    addresses: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Addresses cut so far, by hit."""
    _regions: dict[int, Region] = field(default_factory=dict)
    _links: dict[int, list[Link]] = field(default_factory=dict)
    _prose: dict[tuple[int, int], list[tuple[int, int, ModelName]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.open = [hit for hit in self.view.hits if self.view.holds(hit)]

    def claim(self, start: int, end: int) -> None:
        """Close all hits in a span."""
        del self.open[bisect_left(self.open, start) : bisect_left(self.open, max(end, start + 1))]

    def open_hits(self) -> Iterator[int]:
        """The hits still open, in order; hits closed meanwhile are passed over."""
        position = -1
        while (index := bisect_right(self.open, position)) < len(self.open):
            position = self.open[index]
            yield position

    def region(self, offset: int) -> Region:
        """What the offset lies in."""
        found = self._regions.get(offset)
        if found is None:
            found = self._regions[offset] = region_of(self.view, offset)
        return found

    def role(self, region: Region) -> Role:
        """How words in the region are meant; a text of documentation is written for people."""
        is_asked = region.kind is RegionKind.STRING and region.parent < 0
        if is_asked and self.view.language.name == "python":
            is_said = is_statement(self.view.text, region.outer_start, region.end)
            return Role.SAID if is_said else Role.VALUE
        return role_of(self.view, region)

    def links(self, start: int, region: Region) -> list[Link]:
        """Keys and calls around a place, innermost first."""
        found = self._links.get(start)
        if found is None:
            found = self._links[start] = links(self.view, start, region)
        return found

    def prose(self, start: int, end: int) -> list[tuple[int, int, ModelName]]:
        """Names in a stretch that is read as a sentence, with their places in the view."""
        found = self._prose.get((start, end))
        if found is None:
            text = _ESCAPE.sub("  ", self.view.text[start:end])
            names = self.kit.find_in_prose(text)
            found = self._prose[start, end] = [(start + low, start + high, name) for low, high, name in names]
        return found

    def python_place(self, start: int, region: Region) -> str:
        """Why Python's own parser says that a string names a model, in words; empty where it does not."""
        is_asked = region.kind is RegionKind.STRING and not (
            region.parent < 0 and is_statement(self.view.text, region.outer_start, region.end)
        )
        tree = self._tree if is_asked else None
        return tree.place(start, self.kit.tables.places) if tree is not None else ""

    @property
    def parsed(self) -> PythonTree | None:
        """The syntax tree, where some detector has asked it already."""
        tree: PythonTree | None = self.__dict__.get("_tree")
        return tree

    @cached_property
    def _tree(self) -> PythonTree | None:
        """The syntax tree of a view in Python; None where there is none, which for a file is a row."""
        if self.view.language.name != "python" or not self.facts.whole:
            return None
        try:
            return PythonTree(self.view.text, is_cell=self.view.cell is not None)
        except SyntaxRefusedError as refused:
            if self.view.cell is None and not self.view.quoted:
                self.facts.skips.append(Skip(self.facts.path, SkipReason.NOT_PARSED, str(refused)))
            return None

    def written(self, start: int, end: int) -> str:
        """The text of a span, made safe to print as UTF-8."""
        return self.view.text[start:end].encode("utf-8", "replace").decode("utf-8")

    def finding(
        self,
        start: int,
        end: int,
        kind: Kind,
        rule: str,
        why: str,
        *,
        family: str | None = None,
        provider: str | None = None,
        confidence: Confidence = Confidence.HIGH,
        origin: str | None = None,
    ) -> Draft:
        """A finding that names no model."""
        return Draft(
            start,
            end,
            kind,
            self.written(start, end),
            rule,
            why,
            family=family,
            provider=provider,
            confidence=confidence,
            cell=self.view.cell,
            is_told=self.view.is_told,
            origin=origin,
        )

    def naming(
        self, start: int, end: int, kind: Kind, rule: str, why: str, name: ModelName, confidence: Confidence
    ) -> Draft:
        """A finding that names a model."""
        return Draft(
            start,
            end,
            kind,
            self.written(start, end),
            rule,
            why,
            model=name.model,
            family=name.family,
            provider=name.provider,
            confidence=least(confidence, name.evidence),
            cell=self.view.cell,
            is_told=self.view.is_told,
            origin=name.origin,
        )

    def cleared(self, start: int, end: int, rule: str, why: str = "") -> ClearedDraft:
        """A place that was looked at and not counted; without `why` the rule's own words."""
        return ClearedDraft(start, end, self.written(start, end), rule, why or self.kit.why(rule))
