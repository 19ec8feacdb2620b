"""Llama's lines, families and sizes as the catalog has them, and the canonical name of a reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.core.knowledge import LlamaModel

_TUNED = ("chat", "instruct")
_ORDER = ("scout", "maverick", "behemoth", "python", "vision", "chat", "instruct")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """An official model as its canonical name spells it."""

    model: LlamaModel
    words: frozenset[str]
    """The words of its canonical name besides family and size."""

    def has_size(self, size: float) -> bool:
        """True for its whole or its active size."""
        return size in (self.model.size_b, self.model.active_b)


@dataclass(frozen=True, slots=True)
class Family:
    """One family of one line."""

    id: str
    version: str
    checkpoints: tuple[Checkpoint, ...]

    def has_size(self, size: float) -> bool:
        """True when a model of the family has that size."""
        return any(one.has_size(size) for one in self.checkpoints)

    @property
    def tuned(self) -> str | None:
        """What the family calls its chat-tuned models; None when all are alike."""
        return next((word for word in _TUNED if any(word in one.words for one in self.checkpoints)), None)


class Lines:
    """All families, by line and version."""

    def __init__(
        self, models: Iterable[LlamaModel], lines: Iterable[str], size_aliases: Mapping[float, float]
    ) -> None:
        """`lines` are the lines' names, the longest first where one begins like another."""
        grouped: dict[str, list[LlamaModel]] = defaultdict(list)
        for model in models:
            grouped[model.family].append(model)
        self._aliases = size_aliases
        self._lines: dict[str, dict[str, Family]] = {line: {} for line in lines}
        self.families: dict[str, Family] = {}
        for name in sorted(grouped):
            line = max((one for one in self._lines if name.startswith(one)), key=len, default=None)
            if line is not None:
                version = name.removeprefix(line).lstrip("-")
                family = Family(name, version, tuple(_checkpoint(model) for model in grouped[name]))
                self._lines[line][version] = self.families[name] = family

    def of(self, line: str) -> Mapping[str, Family]:
        """The families of a line by version; a line without versions has the one version ""."""
        return self._lines[line]

    def size(self, written: float) -> float:
        """The size meant: the largest model of the first family is called 30B and 33B alike."""
        return self._aliases.get(written, written)

    def with_size(self, line: str, size: float, major: str = "") -> list[Family]:
        """The families of a line that have a size, the oldest first."""
        return [
            family
            for version, family in self._lines[line].items()
            if family.has_size(self.size(size)) and version.startswith(major)
        ]

    def family(
        self, line: str, version: str | None, size: float | None, *, exact: bool = True
    ) -> Family | None:
        """The family meant.

        Args:
            line: one of the vocabulary's lines.
            version: as written, with a dot; None when the name tells none.
            size: in thousands of millions; None when the name tells none.
            exact: False lets a version without its minor number mean the one family that has the size.

        Returns:
            None when the name leaves it open, or when no such family is known.
        """
        families = self._lines[line]
        if version is None:
            return self._unversioned(line, size)
        found = families.get(version) or families.get("")
        if exact or size is None or "." in version or (found and found.has_size(self.size(size))):
            return found
        others = self.with_size(line, size, f"{version}.")
        return others[0] if len(others) == 1 else found

    def _unversioned(self, line: str, size: float | None) -> Family | None:
        families = list(self._lines[line].values())
        if not families:
            return None
        if size is None or len(families) == 1:
            return families[0]
        fitting = self.with_size(line, size)
        if fitting and (fitting[0] is families[0] or len(fitting) == 1):
            return fitting[0]
        return None

    def name(
        self, family: Family, size: float | None, named: frozenset[str]
    ) -> tuple[str, Checkpoint | None]:
        """The canonical name, and the official model where the reading leaves only one."""
        wanted = _in_words_of(family, named)
        fitting = [one for one in family.checkpoints if size is None or one.has_size(self.size(size))]
        if fitting and size is not None:
            wanted |= frozenset.intersection(*(one.words for one in fitting)) - frozenset(_TUNED)
        exact = [one for one in fitting if one.words == wanted]
        if size is None and len(fitting) > 1 and not wanted:
            exact = []
        if len(exact) == 1:
            return exact[0].model.id, exact[0]
        return spell(family.id, size if size is None else self.size(size), wanted), None


def _in_words_of(family: Family, named: frozenset[str]) -> frozenset[str]:
    """The variants a name tells, the chat-tuned one as the family calls it."""
    tuned = named.intersection(_TUNED)
    rest = named - tuned - {"base"}
    if not tuned:
        return rest
    return rest | {family.tuned or min(tuned)}


def spell(stem: str, size: float | None, variants: Iterable[str]) -> str:
    """A canonical name from its parts."""
    parts = [stem]
    if size is not None:
        parts.append(f"{size * 1000:g}m" if size < 0.5 else f"{size:g}b")
    parts.extend(
        sorted(variants, key=lambda word: (_ORDER.index(word) if word in _ORDER else len(_ORDER), word))
    )
    return "-".join(parts)


def _checkpoint(model: LlamaModel) -> Checkpoint:
    rest = model.id.removeprefix(model.family).strip("-")
    words = [word for word in rest.split("-") if word and not word[0].isdecimal()]
    return Checkpoint(model, frozenset(words))
