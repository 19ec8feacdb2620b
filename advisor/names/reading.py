"""Reads one segment of a spelling: which line, version, size, variant and packing its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from advisor.names.lines import Lines
from advisor.names.vocabulary import Head, Vocabulary
from advisor.names.words import Word, shape, split, split_at, split_letters

_VERSION = re.compile(r"v?([1-9])(?:p([0-9]))?")
_TWO_DIGITS = re.compile(r"v?([1-9])([0-9])")
_SIZE = re.compile(r"(\d{1,4})(b|m)(?:(\d{1,3})e)?([a-z]{2,20})?")
_EXPERTS = re.compile(r"(\d{1,3})(?:e|x(\d{1,4})b)")
_CONTEXT = re.compile(r"\d{1,5}(?:k|m)")
_EDITION = re.compile(r"v\d{1,4}")
_HASH = re.compile(r"(?=[a-f]{0,63}\d)[0-9a-f]{7,64}")
_JOINS = frozenset({"", "-", "_", ".", " ", "--"})
_SEVERED = frozenset({"", "-", "_", "."})
_SMALLEST_OWN = 0.015


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of one segment tell."""

    line: str | None = None
    """The line of Llama named; None when no word does."""
    stands_alone: bool = False
    short: bool = False
    """The line is named by a letter only: `L3`."""
    version: str | None = None
    size: float | None = None
    """In thousands of millions."""
    variants: frozenset[str] = frozenset()
    quantisation: str | None = None
    unknown: tuple[str, ...] = ()
    """Words that are neither known of Meta's names nor of packing and hosting: somebody's own."""
    services: frozenset[str] = frozenset()
    things: bool = False
    """A word says that something other than weights is named."""
    dataset: bool = False
    plain: bool = False
    """Nothing but the line and its version stands there."""
    own: str = ""
    """The segment without packing, host and publisher, in lower case: the name of a derivative."""


@dataclass(slots=True)
class _Sheet:
    """Notes while one segment is read, word by word."""

    words: list[Word]
    head: Head | None = None
    first: int = 0
    after: int = 0
    version: str | None = None
    short: bool = False
    used: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)
    sizes: list[tuple[int, float]] = field(default_factory=list)
    millions: list[tuple[int, float]] = field(default_factory=list)
    variants: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    services: set[str] = field(default_factory=set)
    quantisation: str | None = None
    things: bool = False
    dataset: bool = False


class Reader:
    """Reads segments by the words of the vocabulary and the families of the catalog."""

    def __init__(self, vocabulary: Vocabulary, lines: Lines) -> None:
        self._vocabulary = vocabulary
        self._lines = lines

    def read(self, segment: str) -> Reading:
        """What a segment in lower case, with its tag, tells."""
        sheet = _Sheet(self._pieces(segment))
        self._find_head(sheet)
        self._find_size(sheet)
        self._sort_rest(sheet)
        return self._reading(sheet)

    def _pieces(self, segment: str) -> list[Word]:
        pieces: list[Word] = []
        for word in split_at(split(segment), self._vocabulary.root):
            parts = split_letters(word)
            known = len(parts) == 2 and any(parts[0].text in head.words for head in self._vocabulary.heads)
            pieces.extend(parts if known or self._is_short(parts) else [word])
        return pieces

    def _is_short(self, parts: Sequence[Word]) -> bool:
        return len(parts) == 2 and parts[0].text in self._vocabulary.short_heads

    # -- the head: line and version

    def _find_head(self, sheet: _Sheet) -> None:
        """Find the head that tells most, the last of equals; the others only repeat it and are dropped."""
        best: tuple[int, int] | None = None
        after = 0
        for start in range(len(sheet.words)):
            head = self._head_at(sheet.words, start) if start >= after else None
            if head is None:
                continue
            after = start + len(head.words)
            version, end = self._version(sheet.words, after, head.line)
            sheet.dropped.update(range(start, end))
            told = 2 if version is not None else 1 if self._size_at(sheet.words, after) else 0
            if best is None or (told, start) > best:
                best = (told, start)
                sheet.head, sheet.first, sheet.after, sheet.version = head, start, end, version
        if sheet.head is None:
            self._find_short(sheet)
        if sheet.head is not None:
            sheet.used.update(range(sheet.first, sheet.after))
            sheet.dropped.difference_update(sheet.used)

    def _find_short(self, sheet: _Sheet) -> None:
        """Read the `L3.1` of merges as Llama 3.1, where a size says that weights are named."""
        if not any(_SIZE.fullmatch(word.text) for word in sheet.words):
            return
        for start, word in enumerate(sheet.words):
            if word.text in self._vocabulary.short_heads:
                version, end = self._version(sheet.words, start + 1, self._vocabulary.short_line.line)
                if version is not None and version in self._lines.of(self._vocabulary.short_line.line):
                    sheet.head, sheet.version = self._vocabulary.short_line, version
                    sheet.first, sheet.after, sheet.short = start, end, True
                    return

    def _head_at(self, words: Sequence[Word], start: int) -> Head | None:
        for head in self._vocabulary.heads:
            part = words[start : start + len(head.words)]
            if len(part) == len(head.words) and all(
                word.text == wanted and (index == 0 or word.gap in _JOINS)
                for index, (word, wanted) in enumerate(zip(part, head.words, strict=True))
            ):
                return head
        return None

    def _version(self, words: Sequence[Word], index: int, line: str) -> tuple[str | None, int]:
        """The version that stands at an index, with a dot, and the index after it."""
        if index >= len(words) or words[index].gap not in _JOINS:
            return None, index
        families = self._lines.of(line)
        text = words[index].text
        if (two := _TWO_DIGITS.fullmatch(text)) and ".".join(two.groups()) in families:
            return ".".join(two.groups()), index + 1
        match = _VERSION.fullmatch(text)
        if match is None:
            return None, index
        major, minor = match.groups()
        if minor is not None:
            return (major if minor == "0" else f"{major}.{minor}"), index + 1
        return self._minor(words, index + 1, major, line)

    def _minor(self, words: Sequence[Word], index: int, major: str, line: str) -> tuple[str, int]:
        families = self._lines.of(line)
        if index < len(words) and words[index].is_number and words[index].gap in _SEVERED:
            text, dotted = words[index].text, words[index].gap == "."
            if text.strip("0") == "" and len(text) == 1:
                return major, index + 1
            if f"{major}.{text}" in families:
                return f"{major}.{text}", index + 1
            if dotted and len(text) < 4:
                known = f"{major}.{text[0]}"
                return (known if known in families else f"{major}.{text}"), index + 1
        return major, index

    # -- the size

    def _size_at(self, words: Sequence[Word], index: int) -> bool:
        return (
            index < len(words)
            and words[index].gap in _JOINS
            and _SIZE.fullmatch(words[index].text) is not None
        )

    def _find_size(self, sheet: _Sheet) -> None:
        for index, word in enumerate(sheet.words):
            if index in sheet.used or not word.text[0].isdecimal():
                continue
            if shape(word.text) in self._vocabulary.quantisations:
                continue
            if match := _EXPERTS.fullmatch(word.text):
                self._experts(sheet, index, int(match.group(1)))
            elif (match := _SIZE.fullmatch(word.text)) and self._is_size(match.group(4)):
                self._size(sheet, index, match)

    def _is_size(self, tail: str | None) -> bool:
        return tail is None or tail in self._vocabulary.variants

    def _experts(self, sheet: _Sheet, index: int, count: int) -> None:
        name = self._vocabulary.expert_counts.get(count)
        if name is not None:
            sheet.used.add(index)
            if not sheet.variants:
                sheet.variants.add(name)

    def _size(self, sheet: _Sheet, index: int, match: re.Match[str]) -> None:
        number, unit, experts, tail = match.groups()
        if tail is not None:
            sheet.variants.add(self._vocabulary.variants[tail])
        written = float(number)
        before = sheet.words[index - 1] if index else None
        if (
            before is not None
            and before.is_number
            and sheet.words[index].gap == "."
            and index - 1 not in sheet.used
        ):
            written = float(f"{before.text[-4:]}.{number}")
            sheet.used.add(index - 1)
        if unit == "m":
            sheet.millions.append((index, written / 1000))
            return
        if index == sheet.after and sheet.version is None and self._severed(sheet, index, number):
            return
        sheet.used.add(index)
        sheet.sizes.append((index, written))
        if experts is not None:
            self._experts(sheet, index, int(experts))

    def _severed(self, sheet: _Sheet, index: int, number: str) -> bool:
        """Read `318b` after the head as version 3.1 and 8B, where no model of the line has the whole size."""
        if sheet.head is None or self._lines.with_size(sheet.head.line, float(number)):
            return False
        families = self._lines.of(sheet.head.line)
        for cut in (2, 1):
            version, size = ".".join(number[:cut]), number[cut:]
            if size and version in families and families[version].has_size(self._lines.size(float(size))):
                sheet.version = version
                sheet.used.add(index)
                sheet.sizes.append((index, float(size)))
                return True
        return False

    # -- everything else

    def _sort_rest(self, sheet: _Sheet) -> None:
        scouted = sheet.variants
        named = {
            self._vocabulary.variants[w.text] for w in sheet.words if w.text in self._vocabulary.variants
        }
        experts = frozenset(self._vocabulary.expert_counts.values())
        if named & experts:
            scouted -= experts
        for index, word in enumerate(sheet.words):
            if index not in sheet.used and index not in sheet.dropped:
                self._sort(sheet, index, word.text)

    def _sort(self, sheet: _Sheet, index: int, text: str) -> None:
        words = self._vocabulary
        form = shape(text)
        if text in words.variants:
            sheet.variants.add(words.variants[text])
        elif form in words.quantisations:
            self._quantisation(sheet, index)
        elif form in words.packaging or (text in words.meta and index < sheet.first):
            sheet.dropped.add(index)
        elif form in words.services:
            sheet.services.add(text)
            sheet.dropped.add(index)
        elif sheet.head is not None and text in sheet.head.own_words:
            sheet.dropped.add(index)
        elif text in words.datasets:
            sheet.dataset = True
        elif self._is_own(text):
            sheet.things = sheet.things or text in words.things
            sheet.unknown.append(text)

    def _quantisation(self, sheet: _Sheet, index: int) -> None:
        parts = [sheet.words[index].text]
        sheet.dropped.add(index)
        for other in range(index + 1, len(sheet.words)):
            word = sheet.words[other]
            if word.gap not in ("_", "-", ".") or word.text not in self._vocabulary.quantisation_tails:
                break
            sheet.dropped.add(other)
            parts.append(word.text)
        sheet.quantisation = sheet.quantisation or "_".join(parts)

    @staticmethod
    def _is_own(text: str) -> bool:
        """False for numbers, single letters, lengths of context and hashes."""
        if len(text) < 2 or text.isdecimal():
            return False
        return not any(form.fullmatch(text) for form in (_EDITION, _CONTEXT, _HASH))

    def _reading(self, sheet: _Sheet) -> Reading:
        head = sheet.head
        size = _chosen(sheet.sizes, sheet.after) or self._small(sheet)
        rest = [i for i in range(len(sheet.words)) if i not in sheet.used]
        return Reading(
            line=head.line if head else None,
            stands_alone=bool(head and head.stands_alone),
            short=sheet.short,
            version=sheet.version,
            size=size,
            variants=frozenset(sheet.variants),
            quantisation=sheet.quantisation,
            unknown=tuple(sheet.unknown),
            services=frozenset(sheet.services),
            things=sheet.things,
            dataset=sheet.dataset,
            plain=not rest and size is None,
            own=self._own(sheet),
        )

    def _small(self, sheet: _Sheet) -> float | None:
        """A size in millions, where none in thousands of millions stands and it is no length of context."""
        if sheet.sizes:
            return None
        small = [(index, size) for index, size in sheet.millions if size >= _SMALLEST_OWN]
        return _chosen(small, sheet.after)

    def _own(self, sheet: _Sheet) -> str:
        parts: list[str] = []
        for index, word in enumerate(sheet.words):
            if sheet.head is not None and index == sheet.first:
                self._join(parts, word, _head_text(sheet, word))
            elif sheet.head is not None and sheet.first < index < sheet.after:
                continue
            elif index not in sheet.dropped:
                self._join(parts, word, word.text)
        return "".join(parts).strip("-.")

    @staticmethod
    def _join(parts: list[str], word: Word, text: str) -> None:
        """Append a word with a hyphen, or with the dot of a version."""
        dotted = word.gap == "." and parts and parts[-1][-1:].isdecimal() and text[:1].isdecimal()
        glued = word.gap == "" and parts and parts[-1][-1:].isalpha()
        parts.append(("." if dotted else "" if glued or not parts else "-") + text)


def _head_text(sheet: _Sheet, word: Word) -> str:
    assert sheet.head is not None
    if sheet.short:
        return f"{word.text}{sheet.version}"
    return sheet.head.line if sheet.version is None else f"{sheet.head.line}-{sheet.version}"


def _chosen(sizes: Sequence[tuple[int, float]], after: int) -> float | None:
    """The first size after the head, else the last before it."""
    behind = [size for index, size in sizes if index >= after]
    if behind:
        return behind[0]
    return sizes[-1][1] if sizes else None
