"""Joins a package finding, however it is spelled there, to its row of the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.core.findings import Finding
from advisor.core.knowledge import Package

_SEPARATORS = "/."


class PackageIndex:
    """Packages by name and by what is imported."""

    def __init__(self, packages: Iterable[Package]) -> None:
        self._by_name: dict[str, Package] = {}
        for package in packages:
            for name in (package.name, *package.imports):
                self._by_name.setdefault(_plain(name), package)
            if package.ecosystem == "maven":
                self._by_name.setdefault(_plain(package.name.rpartition(":")[2]), package)

    def find(self, finding: Finding) -> Package | None:
        """The package a finding declares or imports; None where the catalog has no such row."""
        for word in _words(finding.written):
            found = self._by_name.get(word)
            if found is not None:
                return found
        return None

    def name(self, finding: Finding) -> str:
        """The package's name; as written where the catalog does not know it."""
        package = self.find(finding)
        is_named = package is not None and not package.name.endswith("*")
        return package.name if package and is_named else _plain(finding.written)


def _words(written: str) -> Iterator[str]:
    """The names that may stand in a declaration or import, longest first: `a.b.c`, `a.b`, `a`."""
    kept = "".join(char if char.isalnum() or char in "-_./@:" else " " for char in written)
    for token in kept.split():
        word = _plain(token.strip("-_./:"))
        yield word
        yield from _image(word)
        while (cut := max(word.rfind(mark) for mark in _SEPARATORS)) > 0:
            word = word[:cut]
            yield word


def _image(word: str) -> Iterator[str]:
    """A container image without tag, digest and registry: `org/name`; then `org/*`, any of its maker's."""
    bare = word.partition("@")[0]
    head, _, last = bare.rpartition("/")
    for folder in (head, head.partition("/")[2]):
        if folder:
            yield f"{folder}/{last.partition(':')[0]}"
            yield f"{folder}/*"


def _plain(name: str) -> str:
    """Lower-case, `_` as `-`: how package indexes compare names."""
    return name.strip().lower().replace("_", "-")
