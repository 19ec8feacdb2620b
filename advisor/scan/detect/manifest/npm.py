"""Versions in package.json, deno.json and the lock files of npm, yarn, pnpm and bun."""

from __future__ import annotations

import re

from advisor.scan.detect.manifest.near import REACH, keys_above, line_of, pair, value_after
from advisor.scan.detect.manifest.values import Asked

_AT = re.compile(r"[@/](?:npm:)?(\d[^\s\"',:()_]{0,80})")
_ENTRY_VERSION = re.compile(r"^[ \t]{2,20}\"?version\"?:?[ \t]{1,8}\"?([^\s\"]{1,80})", re.MULTILINE)
_SPECIFIER = re.compile(r"specifier:[ \t]{1,8}['\"]?([^\s'\"]{1,80})")
_RANGE = re.compile(r"@(?:npm:)?([^\s\"',:()]{1,80}(?: [^\s\"',:]{1,40}){0,3})")
_DEPENDS = re.compile(r"depend|overrides|resolutions|catalog|imports|pnpm|packages", re.IGNORECASE)
_IMPORT = re.compile(r"@([~^]?\d[^\s\"'/]{0,60})")


def json(text: str, start: int, end: int) -> Asked:
    """package.json and deno.json: `"name": "^1.2"`, also as `"npm:name@^1.2"`."""
    if not any(map(_DEPENDS.search, keys_above(text, start))):
        return Asked(asks=False)
    beside = pair(text, start, end)
    if beside.version is not None:
        aliased = re.search(r"^(?:npm|jsr):.{1,120}@([^@]{1,60})$", beside.version)
        return Asked(aliased.group(1)) if aliased else beside
    spelled = _IMPORT.match(text, end)
    return Asked(spelled.group(1) if spelled else None)


def lock(text: str, start: int, end: int) -> Asked:
    """package-lock.json (1 to 3), npm-shrinkwrap.json, yarn.lock (both), pnpm-lock.yaml, bun.lock."""
    line_start, _ = line_of(text, start)
    is_entry = text[line_start : line_start + 1] not in (" ", "\t")
    spelled = _AT.match(text, end)
    if spelled is not None and not is_entry:
        return Asked(spelled.group(1).rstrip("\"'"), locked=True)
    if is_entry and text[end : end + 1] == "@":
        return _yarn(text, end)
    return _member(text, start, end)


def _yarn(text: str, end: int) -> Asked:
    """An entry of yarn.lock: its heading gives the range, the line below it the version."""
    stop = text.find("\n\n", end, end + REACH)
    found = _ENTRY_VERSION.search(text, end, stop if stop >= 0 else min(len(text), end + REACH))
    if found is not None:
        return Asked(found.group(1), locked=True)
    ranged = _RANGE.match(text, end)
    return Asked(ranged.group(1) if ranged else None)


def _member(text: str, start: int, end: int) -> Asked:
    """A key with a table (npm), a string (another's requirement), a list (bun) or lines below it (pnpm)."""
    if text[end : end + 1] in "\"'" and re.match(r"[\"']?\s{0,4}:\s{0,4}\{", text[end : end + 12]):
        version = value_after(text, end)
        return Asked(version or "", locked=bool(version))
    listed = re.compile(r"\"\s{0,4}:\s{0,4}\[\s{0,8}\"[^\"\r\n]{1,120}@(\d[^\"\r\n]{0,80})\"").match(
        text, end
    )
    if listed is not None:
        return Asked(listed.group(1), locked=True)
    below = re.compile(r"['\"]?:[ \t]{0,4}\r?\n([ \t]{1,20}specifier:[^\r\n]{0,120})").match(text, end)
    if below is not None:
        specifier = _SPECIFIER.search(below.group(1))
        return Asked(specifier.group(1) if specifier else None)
    version = value_after(text, end) or _spaced(text, end)
    return Asked(version.removeprefix("npm:") if version else version)


def _spaced(text: str, end: int) -> str | None:
    """`  name "^1.2"`, what an entry of yarn.lock depends on."""
    match = re.compile(r"\"?[ \t]{1,4}\"([^\"\r\n]{1,80})\"").match(text, end)
    return match.group(1) if match is not None else None
