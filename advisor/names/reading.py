"""Reads one segment of a spelling: which line, version, size, variant and packing its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from advisor.names.lines import Family, Lines
from advisor.names.vocabulary import Head, Vocabulary
from advisor.names.words import Word, shape, split, split_at, split_letters

_VERSION = re.compile(r"v?([1-9])(?:p([0-9]))?")
_TWO_DIGITS = re.compile(r"v?([1-9])([0-9])")
_SIZE = re.compile(r"(\d{1,4})(b|m)(?:x?(\d{1,3})e)?([a-z]{2,20})?")
_EXPERTS = re.compile(r"(\d{1,3})(?:e|x(\d{1,4})b)")
_CONTEXT = re.compile(r"(\d{1,5})(k|m)")
_EDITION = re.compile(r"v\d{1,4}")
_LEADS_ON = frozenset({"to", "2"})
"""After a host's word these show that it is one of the name's own: `text-to-sql`."""
_WHOLE_QUANTISATIONS = ("fp", "bf", "f", "w")
"""What is named in one word: behind `fp8` no letter belongs to it, as `k_m` does to `q4`."""
_HASH = re.compile(r"(?=[a-f]{0,63}\d)[0-9a-f]{7,64}")
_JOINS = frozenset({"", "-", "_", ".", " ", "--"})
_SEVERED = frozenset({"", "-", "_", "."})
_REMEMBERED = 4_096
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
    context: int = 0
    """A length of context in tokens, as `32k` tells it; 0 when none is told."""
    ending: bool = False
    """It is a file of text or source code, and no size says that weights are meant."""
    plain: bool = False
    """Nothing but the line and its version stands there."""
    led: bool = False
    """A word of a machine, a runtime or a host stands before the line: `gpu-llama3`."""
    own: str = ""
    """The segment without packing, host and publisher, in lower case: the name of a derivative."""
    full: str = ""
    """The same with the words of hosting left in."""


@dataclass(slots=True)
class _Sheet:
    """Notes while one segment is read, word by word."""

    words: list[Word]
    head: Head | None = None
    first: int = 0
    after: int = 0
    version: str | None = None
    short: bool = False
    late: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)
    hosting: set[int] = field(default_factory=set)
    sizes: list[tuple[int, float]] = field(default_factory=list)
    millions: list[tuple[int, float]] = field(default_factory=list)
    variants: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    services: set[str] = field(default_factory=set)
    quantisation: str | None = None
    things: bool = False
    dataset: bool = False
    context: int = 0
    led: bool = False


class Reader:
    """Reads segments by the words of the vocabulary and the families of the catalog."""

    def __init__(self, vocabulary: Vocabulary, lines: Lines) -> None:
        self._vocabulary = vocabulary
        self._lines = lines
        self.read = lru_cache(_REMEMBERED)(self._read)
        """What a segment in lower case, with its tag, tells."""

    def _read(self, segment: str) -> Reading:
        sheet = _Sheet(self._pieces(self._without_place(segment)))
        self._find_head(sheet)
        self._find_size(sheet)
        self._find_kin(sheet)
        self._sort_rest(sheet)
        if sheet.version is None and sheet.head is not None and not sheet.unknown:
            self._find_edition(sheet)
        return self._reading(sheet)

    def _without_place(self, segment: str) -> str:
        """Without what a name is put under or pinned to: `llama2-7b@_here_`, `llama3-8b@latest`."""
        name, _, _ = segment.partition("@")
        return name if self._vocabulary.root in name else segment

    def size_words(self, segment: str) -> str:
        """The words of a segment that opens with a size or an edition, as far as they tell such; else ""."""
        words = split(segment)
        kept = [word.text for word in words if self._tells(word.text)]
        return (
            "-".join(kept) if words and self._tells(words[0].text) and self._pieces_have_size(words) else ""
        )

    def _tells(self, text: str) -> bool:
        sized = _SIZE.fullmatch(text) or _EXPERTS.fullmatch(text)
        return bool(sized) or text in self._vocabulary.variants

    @staticmethod
    def _pieces_have_size(words: Sequence[Word]) -> bool:
        return any(_SIZE.fullmatch(word.text) or _EXPERTS.fullmatch(word.text) for word in words)

    def _has_ending(self, words: Sequence[Word]) -> bool:
        return len(words) > 1 and words[-1].gap == "." and words[-1].text in self._vocabulary.endings

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
            if self._is_other_line(head, version):
                after = start
                continue
            if (base := self._based(sheet.words, end, head, version)) is not None:
                head, version, end = base
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
            if sheet.version is None:
                self._find_late(sheet)

    def _find_late(self, sheet: _Sheet) -> None:
        """Read `Llama-Doctor-3.2-3B`: a version apart from the head, where a size of its family follows."""
        line = sheet.head.line if sheet.head else ""
        for index in range(sheet.after, len(sheet.words) - 2):
            version, end = self._version(sheet.words, index, line)
            family = self._lines.of(line).get(version or "")
            size = _SIZE.fullmatch(sheet.words[end].text) if end < len(sheet.words) else None
            if family and size and "." in family.version and family.has_size(float(size.group(1))):
                sheet.version = version
                sheet.late.update(range(index, end))
                return

    def _find_edition(self, sheet: _Sheet) -> None:
        """Read `llama13b-v2-chat`: what looks like an edition is the version, where a family has the size."""
        size = _chosen(sheet.sizes, sheet.after)
        line = sheet.head.line if sheet.head else ""
        for index in range(sheet.after, len(sheet.words)):
            text = sheet.words[index].text
            family = self._lines.of(line).get(text[1:]) if _EDITION.fullmatch(text) else None
            if family and size is not None and family.has_size(self._lines.size(size)):
                sheet.version = family.version
                sheet.late.add(index)
                return

    def _is_other_line(self, head: Head, version: str | None) -> bool:
        """True for `code-llama-3-1-8b`: Code Llama has no such version, plain Llama has."""
        if version is None or set(self._lines.of(head.line)) != {""}:
            return False
        return version not in head.versions_by_base and version in self._lines.of(
            self._vocabulary.short_line.line
        )

    def _find_short(self, sheet: _Sheet) -> None:
        """Read the `L3.1` of merges as Llama 3.1, where a size says that weights are named."""
        if not any(_SIZE.fullmatch(word.text) or _EXPERTS.fullmatch(word.text) for word in sheet.words):
            return
        for start, word in enumerate(sheet.words):
            if word.text in self._vocabulary.short_heads:
                version, end = self._version(sheet.words, start + 1, self._vocabulary.short_line.line)
                if version in self._vocabulary.short_versions:
                    sheet.head, sheet.version = self._vocabulary.short_line, version
                    sheet.first, sheet.after, sheet.short = start, end, True
                    return

    def _based(
        self, words: Sequence[Word], end: int, head: Head, version: str | None
    ) -> tuple[Head, str, int] | None:
        """Read `llama3.1_guard` as the guard that was made from Llama 3.1."""
        for other in self._vocabulary.heads:
            extra = other.words[len(head.words) :] if other.words[: len(head.words)] == head.words else ()
            found = tuple(word.text for word in words[end : end + len(extra)])
            if extra and found == extra and version is not None and version in other.versions_by_base:
                return other, other.versions_by_base[version], end + len(extra)
        return None

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
        if self._is_fraction(words, index + 1, families.get(major)):
            return None, index
        if minor is not None:
            return (major if minor == "0" else f"{major}.{minor}"), index + 1
        return self._minor(words, index + 1, major, line)

    @staticmethod
    def _is_fraction(words: Sequence[Word], index: int, family: Family | None) -> bool:
        """True before the `.3b` of `1.3b`, unless that is a size of the family: `3.8b` is Llama 3, 8B."""
        size = _SIZE.fullmatch(words[index].text) if index < len(words) and words[index].gap == "." else None
        return size is not None and (family is None or not family.has_size(float(size.group(1))))

    def _minor(self, words: Sequence[Word], index: int, major: str, line: str) -> tuple[str, int]:
        families = self._lines.of(line)
        if index < len(words) and words[index].is_number and words[index].gap in _SEVERED:
            text, dotted = words[index].text, words[index].gap == "."
            if text[0] == "0" and (dotted or len(text) == 1):
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

        if not sheet.sizes:
            # In millions only where none in thousands of millions stands: `4m` may be a length of context.
            sheet.sizes = [(index, size) for index, size in sheet.millions if size >= _SMALLEST_OWN]
            sheet.used.update(index for index, _ in sheet.sizes)

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

    def _find_kin(self, sheet: _Sheet) -> None:
        """Read `llama-v2-13b-code` as Code Llama: its own word stands behind the Llama it was made from."""
        if sheet.head is None or not sheet.sizes or not sheet.words[sheet.after - 1].text.startswith("v"):
            return
        for other in self._vocabulary.heads:
            base = other.versions_by_base.get(sheet.version or "")
            if other.line == sheet.head.line or base is None:
                continue
            for index in range(sheet.after, len(sheet.words)):
                if sheet.words[index].text in other.own_words and self._is_told_of(sheet, index + 1):
                    sheet.head, sheet.version = other, base or None
                    sheet.used.add(index)
                    return

    def _is_told_of(self, sheet: _Sheet, index: int) -> bool:
        """True where nothing of somebody's own follows."""
        if index >= len(sheet.words):
            return True
        words, text = self._vocabulary, sheet.words[index].text
        known = words.quantisations | words.packaging | words.services
        return text in words.variants or shape(text) in known

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
            if index not in sheet.used | sheet.dropped | sheet.late:
                self._sort(sheet, index, word.text)

    def _sort(self, sheet: _Sheet, index: int, text: str) -> None:
        words = self._vocabulary
        form = shape(text)
        if self._is_glued(sheet, index):
            sheet.unknown.append(text)
        elif text in words.variants:
            sheet.variants.add(words.variants[text])
        elif text in words.tag_variants and self._is_in_tag(sheet, index):
            sheet.variants.add(words.tag_variants[text])
        elif form in words.quantisations:
            self._quantisation(sheet, index)
        elif self._is_packing(sheet, index) or (text in words.meta | words.verbs and index < sheet.first):
            sheet.dropped.add(index)
        elif form in words.services and not self._leads_on(sheet, index):
            sheet.services.add(text)
            sheet.led = sheet.led or index < sheet.first
            sheet.hosting.add(index)
            sheet.dropped.add(index)
        elif sheet.head is not None and text in sheet.head.own_words:
            sheet.dropped.add(index)
        elif match := _CONTEXT.fullmatch(text):
            sheet.context = int(match.group(1)) * (1_000 if match.group(2) == "k" else 1_000_000)
        elif text in words.endings and sheet.words[index].gap == ".":
            sheet.dropped.add(index)
        elif text in words.datasets or self._is_data(sheet, text):
            sheet.dataset = True
        elif self._is_own(text):
            sheet.things = sheet.things or text in words.things
            sheet.unknown.append(text)

    def _is_packing(self, sheet: _Sheet, index: int) -> bool:
        """True for a format's word; one that another vendor's model bears as well needs a dot or a variant
        before it: `llama3_8b.nemo`, `llama-3-8b-instruct-nemo`.
        """
        word, words = sheet.words[index], self._vocabulary
        if shape(word.text) not in words.packaging:
            return False
        before = sheet.words[index - 1].text if index else ""
        return word.text not in words.other_bases or word.gap == "." or before in words.variants

    def _is_data(self, sheet: _Sheet, text: str) -> bool:
        """True for the `mix` of `tulu-v2-sft-mix`; a size shows weights: `tulu-v2.5-13b-mix-rm`."""
        return sheet.head is None and not sheet.sizes and text in self._vocabulary.dataset_words

    @staticmethod
    def _is_in_tag(sheet: _Sheet, index: int) -> bool:
        """True after the colon of `llama2:7b-text`."""
        return any(":" in word.gap for word in sheet.words[sheet.after : index + 1])

    def _leads_on(self, sheet: _Sheet, index: int) -> bool:
        behind = [word.text for word in sheet.words[index + 1 : index + 3]]
        return len(behind) > 1 and behind[0] in _LEADS_ON and not self._vocabulary.says_nothing(behind[1])

    def _is_glued(self, sheet: _Sheet, index: int) -> bool:
        """True for what is written as one word with the head: `fastllama` is nobody's service."""
        before = sheet.head is not None and index == sheet.first - 1 and sheet.words[sheet.first].gap == ""
        return before and sheet.words[index].text not in self._vocabulary.meta

    def _quantisation(self, sheet: _Sheet, index: int) -> None:
        parts = [sheet.words[index].text]
        takes_more = not parts[0].startswith(_WHOLE_QUANTISATIONS)
        sheet.dropped.add(index)
        for other in range(index + 1, len(sheet.words)):
            word = sheet.words[other]
            if word.gap not in ("_", "-", ".") or shape(word.text) not in self._vocabulary.quantisation_tails:
                break
            sheet.dropped.add(other)
            if takes_more:
                parts.append(word.text)
        sheet.quantisation = sheet.quantisation or "_".join(parts)

    @staticmethod
    def _is_own(text: str) -> bool:
        """False for numbers, single letters, editions and hashes."""
        if len(text) < 2 or text.isdecimal():
            return False
        return not any(form.fullmatch(text) for form in (_EDITION, _HASH))

    def _reading(self, sheet: _Sheet) -> Reading:
        head = sheet.head
        size = _chosen(sheet.sizes, sheet.after)
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
            dataset=sheet.dataset or self._counts_rows(sheet),
            context=sheet.context,
            ending=size is None and self._has_ending(sheet.words),
            plain=not rest and size is None,
            led=sheet.led and head is not None,
            own=self._own(sheet, sheet.dropped),
            full=self._own(sheet, sheet.dropped - sheet.hosting),
        )

    @staticmethod
    def _counts_rows(sheet: _Sheet) -> bool:
        """True for `llava-instruct-150k`: thousands of rows, where neither a line nor a size is named."""
        return sheet.head is None and not sheet.sizes and sheet.context > 0

    def _own(self, sheet: _Sheet, dropped: set[int]) -> str:
        parts: list[str] = []
        for index, word in enumerate(sheet.words):
            if sheet.head is not None and index == sheet.first:
                self._join(parts, word, _head_text(sheet, word))
            elif sheet.head is not None and sheet.first < index < sheet.after:
                continue
            elif index not in dropped:
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
    return sheet.head.line if sheet.version is None or sheet.late else f"{sheet.head.line}-{sheet.version}"


def _chosen(sizes: Sequence[tuple[int, float]], after: int) -> float | None:
    """The first size after the head, else the last before it."""
    behind = [size for index, size in sizes if index >= after]
    if behind:
        return behind[0]
    return sizes[-1][1] if sizes else None
