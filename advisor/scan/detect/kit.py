"""Everything the detectors need, built once per process from the catalog.

Needles are derived, never typed: the grammar's words, the special tokens, hosts and key variables of
`resources/detection.json`, and those package names that no other needle covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from advisor.core.knowledge import Derivative, Package, Provider
from advisor.core.names import ModelName
from advisor.core.overlay import OwnRule
from advisor.scan.detect.context import ContextRules
from advisor.scan.detect.hints import HintRules
from advisor.scan.detect.languages import Languages
from advisor.scan.detect.manifest.table import ManifestTable
from advisor.scan.detect.needles import rare_needles
from advisor.scan.detect.own import OwnRules
from advisor.scan.detect.tables import Tables, build_tables

_CACHE_LIMIT = 50_000
_SHORT = 4
_BEGIN = 3
_ROOT = "llama"
_NOTHING = "LA-NAME-NONE"
"""The grammar's rule for a word that has nothing to do with Llama."""
_FOUND_CLASSES = frozenset({"package", "llama-specific"})


class Reader(Protocol):
    """The grammar of names, as far as detectors use it."""

    @property
    def needle_words(self) -> tuple[str, ...]:
        """Lower-case words one of which stands in every name the grammar knows."""

    def identify(self, name: str) -> ModelName:
        """What a name means where a model is named."""

    def find_in_prose(self, text: str) -> Iterable[tuple[int, int, ModelName]]:
        """Names that stand in a sentence."""


class Knowledge(Protocol):
    """The catalog, as far as detectors use it."""

    @property
    def packages(self) -> Sequence[Package]:
        """Packages, namesakes and carriers."""

    @property
    def derivatives(self) -> Sequence[Derivative]:
        """Patterns of weights made from Llama."""

    @property
    def providers(self) -> Sequence[Provider]:
        """Who serves or hands out models."""

    @property
    def own_rules(self) -> Sequence[OwnRule]:
        """Rules that a user wrote."""

    def document(self, name: str) -> Mapping[str, Any]:
        """A data file that is no table of facts, by its name without ending."""


class Kit:
    """Tables, the grammar of names and what follows from both.

    Attributes:
        needles: lower-case byte strings; a file without any of them holds nothing to find.
    """

    def __init__(self, knowledge: Knowledge, reader: Reader) -> None:
        document = knowledge.document("detection")
        self.tables: Tables = build_tables(document)
        self.languages = Languages(document["languages"], document["fences"])
        self.manifests = ManifestTable(document["manifests"])
        self.contexts = ContextRules(self.tables.contexts, self.tables.context_order)
        self.hints = HintRules(knowledge.document("hints"), knowledge.providers, knowledge.packages)
        self._reader = reader
        self._names: dict[str, ModelName] = {}
        self._namesake_of = lru_cache(_CACHE_LIMIT)(self._find_namesake)
        self._why: dict[str, str] = {row["id"]: row["why"] for row in knowledge.document("rules")["rules"]}
        self.packages = PackageIndex(knowledge.packages)
        self._patterns = [row.pattern for row in knowledge.derivatives if row.llama_weights]
        self._package_words = self.packages.names_to_find()
        self.own_rules = OwnRules(knowledge.own_rules)
        needles = self._needles()
        names = [word.decode() for word in needles]
        self.needles = tuple(sorted({*needles, *self.own_rules.needles}))
        self._guarded: dict[str, list[str]] = {}
        for name in names:
            if name[0].isalpha() and (_ROOT not in name or name in self._package_words):
                self._guarded.setdefault(name[:_BEGIN], []).append(name)

    @classmethod
    def build(cls, catalog: Any) -> Kit:
        """The kit for a loaded catalog."""
        from advisor.names import namer_of

        return cls(catalog, namer_of(catalog))

    def _needles(self) -> tuple[bytes, ...]:
        words = {word.lower() for word in self._reader.needle_words}
        words = rare_needles(words, self._patterns, self.tables.common_words)
        words |= {text.lower() for text in self.tables.tokens}
        words |= set(self.tables.endpoints.hosts) | lower_all(self.tables.endpoints.key_variables)
        words |= self._package_words
        rare = {word for word in words if words.isdisjoint(_parts_of(word))}
        return tuple(sorted(word.encode("ascii") for word in rare if word.isascii()))

    def identify(self, name: str) -> ModelName:
        """What a name means; remembered, since files repeat themselves."""
        found = self._names.get(name)
        if found is None:
            if len(self._names) >= _CACHE_LIMIT:
                self._names.clear()
            found = self._names[name] = self._reader.identify(name)
        return found

    def find_in_prose(self, text: str) -> list[tuple[int, int, ModelName]]:
        """Names in a sentence that mean Llama weights or weights made from them."""
        return [(start, end, name) for start, end, name in self._reader.find_in_prose(text) if name.is_llama]

    def is_inside_word(self, text: str, hit: int) -> bool:
        """True where a needle is but letters of another word: `l3.1` in the path data of a picture.

        Whatever holds the word `llama` counts wherever it stands, and so does the end of a longer word
        (`koalpaca`); a package's name is whole or none.
        """
        before = text[hit - 1 : hit] if hit else ""
        for word in self._guarded.get(text[hit : hit + _BEGIN].lower(), ()):
            end = hit + len(word)
            if text[hit:end].lower() == word:
                goes_on = text[end : end + 1].islower() and text[end - 1].islower()
                return goes_on or (before.isalnum() and len(word) <= _SHORT)
        return False

    def is_candidate(self, word: str) -> bool:
        """False where the grammar says that nothing in a word belongs to a name of Llama weights."""
        return (
            _ROOT in word.lower() or self.namesake(word) is not None or self.identify(word).rule != _NOTHING
        )

    def namesake(self, text: str) -> str | None:
        """The rule that clears a word which merely contains a needle; None for all others."""
        return self._namesake_of(text.lower())

    def _find_namesake(self, lowered: str) -> str | None:
        stripped = lowered.lstrip("@./-_")
        return next((row.rule for row in self.tables.namesakes if row.covers(stripped)), None)

    def why(self, rule: str) -> str:
        """The reason of a rule in `resources/rules.json`."""
        return self._why[rule]

    def has_needle(self, text: str) -> bool:
        """True where a needle stands in a short text, such as a file's name."""
        lowered = text.lower().encode("utf-8", "replace")
        return any(needle in lowered for needle in self.needles)


def _parts_of(word: str) -> Iterator[str]:
    """Everything that stands in a word, but the word itself."""
    size = len(word)
    return (word[low : low + count] for count in range(1, size) for low in range(size - count + 1))


def lower_all(values: Iterable[str]) -> set[str]:
    """A set of lower-case words."""
    return {value.lower() for value in values}


def normal_package(name: str, ecosystem: str) -> str:
    """A package's name as its registry compares it."""
    lowered = name.lower()
    return re.sub(r"[-_.]{1,10}", "-", lowered) if ecosystem == "pypi" else lowered


class PackageIndex:
    """Packages by name and by import, of Meta's stack and of its namesakes."""

    def __init__(self, packages: Iterable[Package]) -> None:
        self._by_name: dict[tuple[str, str], Package] = {}
        self._by_import: dict[tuple[str, str], Package] = {}
        for package in packages:
            if package.package_class not in _FOUND_CLASSES and package.package_class != "neutral":
                continue
            self._by_name[package.ecosystem, normal_package(package.name, package.ecosystem)] = package
            for module in package.imports:
                self._by_import[package.ecosystem, module.lower()] = package
        self._names = frozenset(name for _, name in self._by_name)

    def names_to_find(self) -> set[str]:
        """Names and modules of the packages that are findings."""
        rows = [*self._by_name.values(), *self._by_import.values()]
        found = [row for row in rows if row.package_class in _FOUND_CLASSES]
        return {row.name.lower() for row in found} | {
            module.lower() for row in found for module in row.imports
        }

    def is_name(self, name: str) -> bool:
        """True where a package of some ecosystem has that name."""
        return not self._names.isdisjoint((normal_package(name, "pypi"), name.lower()))

    def named(self, name: str, ecosystem: str) -> Package | None:
        """The package of that name in an ecosystem."""
        return self._by_name.get((ecosystem, normal_package(name, ecosystem)))

    def anywhere(self, name: str) -> Package | None:
        """A package of that name in any ecosystem; one that is a finding first."""
        rows = [
            row for (ecosystem, key), row in self._by_name.items() if key == normal_package(name, ecosystem)
        ]
        rows.sort(key=lambda row: row.package_class == "neutral")
        return rows[0] if rows else None

    def imported(self, module: str, ecosystem: str) -> Package | None:
        """The package a module belongs to: the longest import that is the module or leads to it."""
        parts = re.split(r"([./:]{1,2})", module.lower())
        for count in range(len(parts), 0, -2):
            found = self._by_import.get((ecosystem, "".join(parts[:count])))
            if found is not None:
                return found
        return None

    @staticmethod
    def is_finding(package: Package | None) -> bool:
        """True for a package of Meta's stack, or one that is good for Llama only."""
        return package is not None and package.package_class in _FOUND_CLASSES
