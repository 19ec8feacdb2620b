"""Versions that stand as the next word behind a name, or in the next string or bracket of its line.

Go, Ruby, Swift, CocoaPods, mix, pub, composer, gradle.lockfile: one line names a package and its version.
"""

from __future__ import annotations

import re

from advisor.scan.detect.manifest.near import REACH, in_block, line_of, value_after
from advisor.scan.detect.manifest.values import Asked

_GO = re.compile(r"(?:/v\d{1,3})?[ \t]{1,20}(v\d[\w.+-]{0,80})")
_GO_REPLACED = re.compile(r"[ \t]{1,8}=>[ \t]")
_NEXT_STRING = re.compile(r"[^\"'\r\n]{0,80}[\"']([^\"'\r\n]{1,80})[\"']")
_SWIFT = re.compile(
    r"[^\r\n]{0,20}?[\"'][^)\r\n]{0,40}?(?:from|exact|branch|revision|upToNextM\w{4})\W{1,4}([^\"'\s)]{1,80})"
)
_BRACKET = re.compile(r"[ \t]{0,4}\(([^)\r\n]{1,60})\)")
_RESOLVED = re.compile(r"\"version\"\s{0,4}:\s{0,4}\"([^\"\r\n]{1,60})\"")
_CARGO = re.compile(r"^version\s{0,4}=\s{0,4}\"([^\"\r\n]{1,60})\"", re.MULTILINE)


def go(text: str, start: int, end: int) -> Asked:
    """go.mod, go.work: `path v1.2`; a `replace` asks for nothing by itself."""
    version = _GO.match(text, end)
    if _GO_REPLACED.match(text, version.end() if version else end):
        return Asked(asks=False)
    return Asked(version.group(1) if version else None)


def go_sum(text: str, start: int, end: int) -> Asked:
    """go.sum: each version twice, with the hash of the tree and of its go.mod."""
    version = _GO.match(text, end)
    return Asked(version.group(1).removesuffix("/go.mod"), locked=True) if version else Asked()


def next_string(text: str, start: int, end: int) -> Asked:
    """`gem "name", "~> 1.2"`, `pod 'Name', '1.2'`, `{:name, "~> 1.2"}`, `"vendor/name": "^1.2"`."""
    line_end = line_of(text, start)[1]
    quote = text[end : end + 1]
    found = _NEXT_STRING.match(text, end + (quote in "\"'" and bool(quote)), line_end)
    return Asked(found.group(1) if found else "")


def swift(text: str, start: int, end: int) -> Asked:
    """Package.swift: `.package(url: "…/name.git", from: "1.2")`."""
    found = _SWIFT.match(text, end, min(len(text), end + 300))
    return Asked(found.group(1) if found else None)


def resolved(text: str, start: int, end: int) -> Asked:
    """Package.resolved: the version of the pin that the name stands in."""
    stop = text.find('"identity"', end, end + REACH)
    found = _RESOLVED.search(text, end, stop if stop >= 0 else min(len(text), end + REACH))
    return Asked(found.group(1) if found else "", locked=True)


def bracketed(text: str, start: int, end: int) -> Asked:
    """Gemfile.lock and Podfile.lock: `name (1.2)` four blanks in, deeper ones are others' wishes."""
    found = _BRACKET.match(text, end)
    version = found.group(1) if found else None
    return Asked(version, locked=version is not None and version[:1].isdigit())


def pair_lock(text: str, start: int, end: int) -> Asked:
    """composer.lock, packages.lock.json, pubspec.lock, mix.lock: what stands beside or below the name."""
    resolved_version = re.compile(r"[\"']?\s{0,4}:\s{0,4}\{").match(text, end)
    if resolved_version is not None:
        found = re.compile(r"\"(?:resolved|version)\"\s{0,4}:\s{0,4}\"([^\"\r\n]{1,60})\"").search(
            text, end, end + 600
        )
        return Asked(found.group(1) if found else "", locked=found is not None)
    below = re.compile(
        r"\"version\"\s{0,4}:\s{0,4}\"([^\"\r\n]{1,60})\"|version:[ \t]{1,4}\"?([\w.+-]{1,60})"
    ).search(text, end, end + 400)
    if below is not None:
        return Asked(below.group(1) or below.group(2), locked=True)
    return Asked(value_after(text, end))


def cargo_lock(text: str, start: int, end: int) -> Asked:
    """Cargo.lock: the version of the block whose name it is."""
    line_start, _ = line_of(text, start)
    if text[line_start:start].startswith("name"):
        return Asked(in_block(text, start, _CARGO) or "", locked=True)
    return Asked()
