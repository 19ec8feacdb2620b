"""From a hit in a manifest to the package that its place declares, by the manifest's style."""

from __future__ import annotations

from collections.abc import Callable

from advisor.scan.detect.manifest import dotnet, jvm, npm, python, requirement, words
from advisor.scan.detect.manifest.near import pair
from advisor.scan.detect.manifest.values import Asked, Entry, ReadVersion

_ENTRIES: dict[str, Callable[[str, int], Entry | None]] = {
    "requirements": requirement.line_entry,
    "pom": jvm.pom_entry,
    "gradle": jvm.gradle_entry,
}
"""Styles in which the name itself takes reading."""
_VERSIONS: dict[str, ReadVersion] = {
    "toml": python.toml,
    "setup": python.setup,
    "conda": python.conda,
    "toml-lock": python.toml_lock,
    "pipfile-lock": python.pipfile_lock,
    "conda-lock": python.conda_lock,
    "npm": npm.json,
    "npm-lock": npm.lock,
    "go": words.go,
    "go-sum": words.go_sum,
    "cargo": pair,
    "pairs": pair,
    "cargo-lock": words.cargo_lock,
    "dotnet": dotnet.project,
    "swift": words.swift,
    "swift-lock": words.resolved,
    "strings": words.next_string,
    "bracket-lock": words.bracketed,
    "pair-lock": words.pair_lock,
}
STYLES = frozenset({*_ENTRIES, *_VERSIONS})
"""All styles that a row of `resources/detection.json` can name."""


def entry_at(style: str, text: str, hit: int) -> Entry | None:
    """The entry of a style whose names take reading; None where the hit is in none."""
    return _ENTRIES[style](text, hit)


def reads_entries(style: str) -> bool:
    """True for a style in which the name itself takes reading."""
    return style in _ENTRIES


def version_at(style: str, text: str, start: int, end: int) -> Asked:
    """How a style asks for the package whose name stands at a span."""
    return _VERSIONS[style](text, start, end)
