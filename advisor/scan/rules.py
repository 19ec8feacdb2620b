"""What `resources/discovery.json` says: folders to pass over, and what a file is by its name alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

from advisor.core.kinds import SkipReason

_MAGIC = re.compile(r"[*?\[]")
_REASON_OF = {
    "weights": SkipReason.WEIGHTS,
    "archive": SkipReason.ARCHIVE,
    "media": SkipReason.MEDIA,
    "binary": SkipReason.BINARY,
}


class NameSet:
    """Names, some of them globs; `in` asks whether a name is one of them."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = tuple(names)
        self._all = "*" in listed
        self._exact = frozenset(name for name in listed if not _MAGIC.search(name))
        globs = [translate(name) for name in listed if _MAGIC.search(name)]
        self._globs = re.compile("|".join(globs)) if globs else None

    def __contains__(self, name: str) -> bool:
        if self._all or name in self._exact:
            return True
        return self._globs is not None and self._globs.match(name) is not None

    def any_of(self, names: Collection[str]) -> bool:
        """True when one of `names` is in the set."""
        if not self._exact.isdisjoint(names):
            return True
        return self._globs is not None and any(self._globs.match(name) for name in names)


@dataclass(frozen=True, slots=True)
class FolderRule:
    """One kind of folder that is passed over. An absent condition is None and holds."""

    name: NameSet
    reason: str
    beside: NameSet | None
    holds: NameSet | None
    inside: NameSet | None

    def may_apply(self, name: str, parent: str, siblings: Collection[str]) -> bool:
        """True when all that can be judged from outside the folder fits."""
        return (
            name in self.name
            and (self.inside is None or parent in self.inside)
            and (self.beside is None or self.beside.any_of(siblings))
        )

    def applies(self, entries: Collection[str]) -> bool:
        """Given `may_apply`: True when the entries inside the folder fit as well."""
        return self.holds is None or self.holds.any_of(entries)


class FolderTable:
    """Folder rules, looked up by a folder's name."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._exact: dict[str, list[FolderRule]] = {}
        self._globs: list[FolderRule] = []
        for row in rows:
            is_glob = _MAGIC.search(row["name"]) is not None
            (self._globs if is_glob else self._exact.setdefault(row["name"], [])).append(_folder_rule(row))

    def may_apply(self, name: str, parent: str, siblings: Collection[str]) -> tuple[FolderRule, ...]:
        """The rules that fit a folder as far as can be judged from outside it."""
        rules = (*self._exact.get(name, ()), *self._globs)
        return tuple(rule for rule in rules if rule.may_apply(name, parent, siblings))


@dataclass(frozen=True, slots=True)
class DiscoveryRules:
    """The file `discovery.json`, compiled.

    Attributes:
        never: folders that are passed over even when everything is asked for.
        pruned: all folders that are passed over otherwise.
        by_extension: lower-case extension without its dot to the reason such a file is not read as text.
        fleeting: names that come and go without being news.
    """

    never: FolderTable
    pruned: FolderTable
    by_extension: Mapping[str, SkipReason]
    structured_names: NameSet
    structured_extensions: frozenset[str]
    smaller_extensions: frozenset[str]
    manifests: NameSet
    fleeting: NameSet

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> DiscoveryRules:
        """Compile the parsed file; KeyError or TypeError when it is not what its schema says."""
        structured = data["structured"]
        return cls(
            never=FolderTable(data["never"]),
            pruned=FolderTable([*data["never"], *data["pruned"]]),
            by_extension={
                extension: reason
                for group, reason in _REASON_OF.items()
                for extension in data["extensions"][group]
            },
            structured_names=NameSet(structured["names"]),
            structured_extensions=frozenset(structured["extensions"]),
            smaller_extensions=frozenset(structured["smaller"]),
            manifests=NameSet(data["manifests"]),
            fleeting=NameSet(data["fleeting"]),
        )

    def known_by_name(self, path: str) -> SkipReason | None:
        """Why a file of this name is not read as text; None when it is to be read."""
        return self.by_extension.get(extension_of(path))

    def is_structured(self, path: str) -> bool:
        """True for notebooks, JSON and lock files, which are read whole up to the larger limit."""
        name = path.rpartition("/")[2]
        return extension_of(name) in self.structured_extensions or name in self.structured_names

    def has_reader(self, path: str) -> bool:
        """True for files that are read by their structure where their size allows it."""
        return self.is_structured(path) or extension_of(path) in self.smaller_extensions

    def is_news(self, name: str, *, folder: bool) -> bool:
        """True for an entry whose coming or going may change what a scan finds, by its name alone."""
        if folder:
            return not any(rule.holds is None for rule in self.pruned.may_apply(name, "", ()))
        return name not in self.fleeting

    def is_manifest(self, path: str) -> bool:
        """True for a file that marks its folder as the root of a (sub)project."""
        return path.rpartition("/")[2] in self.manifests


def extension_of(path: str) -> str:
    """Lower-case extension without the dot; "" when the name has none or only a leading dot."""
    stem, dot, extension = path.rpartition("/")[2].rpartition(".")
    return extension.lower() if dot and stem else ""


def _folder_rule(row: Mapping[str, Any]) -> FolderRule:
    return FolderRule(
        name=NameSet([row["name"]]),
        reason=row["reason"],
        beside=_optional(row, "beside"),
        holds=_optional(row, "holds"),
        inside=_optional(row, "inside"),
    )


def _optional(row: Mapping[str, Any], key: str) -> NameSet | None:
    return NameSet(row[key]) if key in row else None
