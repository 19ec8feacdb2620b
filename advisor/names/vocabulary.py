"""The words of the grammar, from `resources/vocabulary.json`, in the form that reading needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from advisor.core.errors import CatalogError
from advisor.names.words import shape


@dataclass(frozen=True, slots=True)
class Head:
    """Words that open the name of one of Llama's lines: `code llama`."""

    words: tuple[str, ...]
    line: str
    stands_alone: bool
    """True where the words name a model without any version."""
    own_words: frozenset[str]
    """Words of the line's own that say nothing more: `code` after Code Llama."""
    versions_by_base: Mapping[str, str]
    """The line's version by the Llama that it was made from, as some write instead."""


@dataclass(frozen=True, slots=True)
class HostGlob:
    """A spelling that belongs to one host alone."""

    provider: str
    globs: tuple[str, ...]
    chat_suffix: str | None
    """What such a spelling ends with where it means chat-tuned weights."""


class Vocabulary:
    """The document, each list as a set of lower-case words.

    Raises:
        CatalogError: the document lacks a list or holds something else in its place.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        try:
            self.root: str = document["root"]
            self.heads = tuple(sorted(_heads(document["lines"]), key=lambda head: -len(head.words)))
            self.short_line = self.heads[-1]
            self.short_heads: frozenset[str] = frozenset(document["short_heads"]["letters"])
            self.short_versions: frozenset[str] = frozenset(document["short_heads"]["versions"])
            self.variants: dict[str, str] = {
                word: name for name, words in document["variants"].items() for word in words
            }
            self.size_aliases: dict[float, float] = {
                float(written): float(meant) for written, meant in document["size_aliases"].items()
            }
            self.expert_counts: dict[int, str] = {
                int(count): name for count, name in document["expert_counts"].items()
            }
            self.spellings = tuple(
                HostGlob(row["provider"], tuple(row["globs"]), row.get("chat_suffix"))
                for row in document["spellings"]
            )
            self.tag_provider: str = document["tags"]["provider"]
            self.tag_globs: tuple[str, ...] = tuple(document["tags"]["globs"])
            self.tag_variants: dict[str, str] = dict(document["tags"]["variants"])
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise CatalogError(f"vocabulary.json: {error!r} is missing or not as it should be.") from None

    def words(self, name: str) -> frozenset[str]:
        """One list of the document as a set."""
        try:
            return frozenset(self._document[name])
        except (KeyError, TypeError):
            raise CatalogError(f"vocabulary.json: there is no list {name}.") from None

    @cached_property
    def quantisations(self) -> frozenset[str]:
        """Shapes of words that name a quantisation."""
        return self.words("quantisations")

    @cached_property
    def quantisation_tails(self) -> frozenset[str]:
        """What may follow such a word and belongs to it: `_k_m`."""
        return self.words("quantisation_tails")

    @cached_property
    def packaging(self) -> frozenset[str]:
        """Shapes of words for file formats and ways of packing weights."""
        return self.words("formats") | self.words("recipes")

    @cached_property
    def services(self) -> frozenset[str]:
        """Shapes of words that a host adds to an id and that say nothing of the weights."""
        return self.words("services") | self.words("runtimes") | self.words("machines")

    @cached_property
    def instruct_services(self) -> frozenset[str]:
        """Those of them that only chat-tuned weights bear."""
        return self.words("instruct_services")

    @cached_property
    def tongues(self) -> frozenset[str]:
        """Languages by letters that are a region or a format elsewhere: `ca`, `pt`."""
        return self.words("tongues")

    @cached_property
    def things(self) -> frozenset[str]:
        """Words that tell something other than weights: a template, a parser, a file of source code."""
        return self.words("things")

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Words of a switch or branch before the name it is about: `use-llama-3-8b`."""
        return self.words("verbs")

    @cached_property
    def datasets(self) -> frozenset[str]:
        """Words that tell a data set."""
        return self.words("datasets")

    @cached_property
    def endings(self) -> frozenset[str]:
        """Endings of files of text and source code."""
        return self.words("endings")

    @cached_property
    def dataset_words(self) -> frozenset[str]:
        """Words that tell a data set where no line of Llama is named: `alpaca-cleaned`."""
        return self.words("dataset_words")

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Words of derivatives' names that stand everywhere: by themselves no reason to look closer."""
        return self.words("common_words")

    @cached_property
    def other_bases(self) -> frozenset[str]:
        """Names of other vendors' lines."""
        return self.words("other_bases")

    @cached_property
    def teachers(self) -> frozenset[str]:
        """Those of them whose weights nobody has: a name with one tells whose answers were learnt from."""
        return self.words("teachers")

    @cached_property
    def meta(self) -> frozenset[str]:
        """Names under which Meta publishes."""
        return self.words("meta_organisations")

    @cached_property
    def chat_providers(self) -> frozenset[str]:
        """Hosts whose ids mean chat-tuned weights where they name no variant."""
        return self.words("chat_providers")

    def says_nothing(self, word: str) -> bool:
        """True for a word that names neither weights nor who tuned them."""
        form = shape(word)
        return (
            form in self.packaging
            or form in self.services
            or form in self.quantisations
            or word in self.variants
        )


def _heads(lines: Iterable[Mapping[str, Any]]) -> list[Head]:
    return [
        Head(
            tuple(words.split()),
            line["line"],
            bool(line["stands_alone"]),
            frozenset(line["own_words"]),
            dict(line["versions_by_base"]),
        )
        for line in lines
        for words in line["heads"]
    ]
