"""Finds the row of the catalog that knows a name: weights made from Llama, or a trap that is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from advisor.core.decisions import PROJECT_FILE
from advisor.core.knowledge import Derivative
from advisor.names.globs import choices
from advisor.names.vocabulary import Vocabulary
from advisor.names.words import lower

_SIZE = re.compile(r"-\d{1,4}(?:\.\d{1,2})?-b(?:-|$)")
_RUN = re.compile(r"\d{1,4}\.\d{1,2}(?=b(?![^\W_]))|[^\W\d_]+|\d+")
"""Letters, digits, and a size with a fraction: `pygmalion-2.7b` is none of `pygmalion-2-*`."""
_NEEDLE = re.compile(r"[a-z]{5,}|(?<![*a-z])[a-z]{4}(?![*a-z])")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row's glob, made to match a name whatever stands between its words."""

    row: Derivative
    rank: tuple[int, bool, int]
    """Letters and digits that must be there, publisher told, the earlier row: the greatest wins."""
    needle: str
    """What must stand in a name: a word, or the glob's beginning where its words are everybody's."""
    words: frozenset[str]
    test: str
    """The longest of the words besides the root, that a name is asked for first; "" when there is none."""
    whole: str
    """Regular expression over `publisher/name`."""
    name: str | None
    """The same over the name alone; None where the name says nothing without its publisher."""
    is_open: bool
    """The glob ends with `*`."""
    owner: str | None
    """The only publisher, folded, under which it can match; None where it matches others' names, too."""

    def may_fit(self, form: str, owner: str | None) -> bool:
        """False for another's weights, or where a word is missing: far cheaper than the expression."""
        if self.owner is not None and self.owner != owner:
            return False
        return all(map(form.__contains__, self.words))


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when a name first asks for it: a run meets few of the hundreds of rows."""
    return re.compile(expression)


def runs(text: str) -> list[str]:
    """Letters and digits of a lower-case text, cut where they meet; a size keeps its fraction."""
    return _RUN.findall(text)


def folded(text: str) -> str:
    """A spelling with letters and digits parted and every separator but `/` a hyphen."""
    return "/".join("-".join(runs(part)) for part in text.split("/"))


class Derivatives:
    """All rows, by the word that must stand in a name."""

    def __init__(self, rows: Iterable[Derivative], vocabulary: Vocabulary) -> None:
        self._root = vocabulary.root
        self._vocabulary = vocabulary
        self._by_needle: dict[str, list[Pattern]] = defaultdict(list)
        for number, row in enumerate(rows):
            for glob in choices(lower(row.pattern)):
                pattern = self._pattern(row, glob, number)
                self._by_needle[pattern.needle].append(pattern)

        self._phrases = tuple(needle for needle in self._by_needle if not needle.isalpha())
        self._tests: dict[str, dict[str, list[Pattern]]] = {}
        for needle, patterns in self._by_needle.items():
            tests = self._tests[needle] = defaultdict(list)
            for pattern in patterns:
                tests[pattern.test].append(pattern)

    def may_know(self, name: str) -> bool:
        """True when a needle stands in a lower-case name; the root counts for itself."""
        words = set(runs(name))
        return not words.isdisjoint(self._by_needle) or any(phrase in name for phrase in self._phrases)

    @property
    def needles(self) -> frozenset[str]:
        """Words one of which stands in every name a row knows, besides the root."""
        return frozenset(
            needle
            for needle, patterns in self._by_needle.items()
            if needle != self._root and any(pattern.row.llama_weights for pattern in patterns)
        )

    @property
    def words(self) -> frozenset[str]:
        """Letters of all names that rows know."""
        return frozenset(
            word
            for patterns in self._by_needle.values()
            for pattern in patterns
            if pattern.row.llama_weights
            for word in pattern.words
        )

    def _fits(self, pattern: Pattern, whole: str | None, form: str) -> bool:
        """True where the glob matches, and what follows a glob without a last `*` is packing alone."""
        match = _compiled(pattern.whole).fullmatch(whole) if whole is not None else None
        if match is None and pattern.name is not None:
            match = _compiled(pattern.name).fullmatch(form)
        if match is None:
            return False
        tail = match.group("tail")
        if pattern.is_open or tail is None:
            return True
        return _SIZE.search(tail) is None and all(self._adds_nothing(word) for word in tail.split("-"))

    def _adds_nothing(self, word: str) -> bool:
        return len(word) < 2 or word.isdecimal() or self._vocabulary.says_nothing(word)

    def find(self, publisher: str | None, names: Iterable[str]) -> tuple[Pattern, str] | None:
        """The heaviest pattern that matches, and the name it matches.

        Where several rows say the same of a name, the one that was seen to be so is told.

        Args:
            publisher: in lower case, None when the spelling tells none.
            names: the name in lower case as written and without packing, the fuller first.
        """
        best: tuple[Pattern, str] | None = None
        heaviest = _LIGHTEST
        owner = folded(publisher) if publisher else None
        for name in names:
            form = folded(name)
            whole = f"{owner}/{form}" if owner is not None else None
            for pattern in self._candidates(name, form):
                if pattern.rank <= heaviest or not pattern.may_fit(form, owner):
                    continue
                if self._fits(pattern, whole, form):
                    best, heaviest = (pattern, name), pattern.rank
            heaviest = (*heaviest[:2], 0)  # of equals the fuller name's stays
        if best is None or _proof(best[0]) == _BEST_PROOF:
            return best
        return self._best_proved(*best, publisher), best[1]

    def _best_proved(self, best: Pattern, name: str, publisher: str | None) -> Pattern:
        """Of the patterns that match a name and say what `best` says, the one with the surest source."""
        form, owner = folded(name), folded(publisher) if publisher else None
        whole = f"{owner}/{form}" if owner is not None else None
        same = [
            pattern
            for pattern in self._candidates(name, form)
            if _says(pattern.row) == _says(best.row)
            and pattern.may_fit(form, owner)
            and self._fits(pattern, whole, form)
        ]
        return max(same, key=lambda one: (_proof(one), one.rank[1], one.rank))

    def _candidates(self, name: str, form: str) -> Iterator[Pattern]:
        words = set(form.split("-"))
        if any(self._root in word for word in words):
            words.add(self._root)
        words.update(phrase for phrase in self._phrases if phrase in name)
        for word in words:
            for test, patterns in self._tests.get(word, _NONE).items():
                if test in form:
                    yield from patterns

    def _pattern(self, row: Derivative, glob: str, number: int) -> Pattern:
        publisher, slash, name = glob.rpartition("/")
        words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1]
        own = [word for word in words if not self._says_nothing(word)]
        distinct = bool(own) or not slash
        return Pattern(
            row=row,
            rank=(self._weight(row, name), row.organisation is not None, -number),
            needle=self._needle(words, name),
            words=frozenset(words),
            test=max((word for word in words if word != self._root), key=len, default=""),
            whole=f"{_regex(publisher)}/{_regex(name)}{_TAIL}" if slash else _regex(name) + _TAIL,
            name=_regex(name) + _TAIL if distinct else None,
            is_open=glob.endswith("*"),
            owner=None if distinct or "*" in publisher else folded(publisher),
        )

    def _weight(self, row: Derivative, name: str) -> int:
        """Letters and digits that must be there; a name that a scanned project brings outweighs no other."""
        return 1 if row.origin == PROJECT_FILE else len("".join(runs(name)))

    def _says_nothing(self, word: str) -> bool:
        vocabulary = self._vocabulary
        return word == self._root or word in vocabulary.meta or vocabulary.says_nothing(word)

    def _needle(self, words: list[str], name: str) -> str:
        if any(self._root in word for word in words):
            return self._root
        own = [word for word in _NEEDLE.findall(name) if word not in self._vocabulary.common_words]
        return max(own, key=len) if own else name.partition("*")[0].rstrip("-_. ")


_PROOFS = {"seen": 3, "base inferred": 2, "id_seen": 1}
_BEST_PROOF = max(_PROOFS.values())


def _proof(pattern: Pattern) -> int:
    """How sure a row is: what was only heard of is less than what was seen."""
    return _PROOFS.get(pattern.row.evidence, 0)


def _says(row: Derivative) -> tuple[bool, str, str | None, str | None]:
    """What a row tells of weights: rows that agree in it differ in their proof alone."""
    return row.llama_weights, "trap" if row.relation == "trap" else "", row.family, row.licence


_LIGHTEST = (0, False, 0)
_NONE: dict[str, list[Pattern]] = {}
_TAIL = r"(?P<tail>-[^/]{0,400})?"


def _regex(glob: str) -> str:
    """A glob as a regular expression over folded text; a last `-*` may be missing altogether."""
    glob = re.sub(r"[-_. ]\*$", "", glob)
    parts: list[str] = []
    for piece in re.findall(r"\*|[^*]+", glob):
        if piece == "*":
            parts.append("[^/]{0,200}")
            continue
        words = "-".join(map(re.escape, runs(piece)))
        first, last = piece[0], piece[-1]
        parts.append(("" if first.isalnum() or not parts else "-") + words + ("" if last.isalnum() else "-"))
    return "".join(parts).strip("-")
