"""Versions in Python's manifests and lock files, conda's among them."""

from __future__ import annotations

import re

from advisor.scan.detect.manifest.near import (
    REACH,
    enclosing,
    in_block,
    line_of,
    member,
    section_of,
    value_after,
)
from advisor.scan.detect.manifest.requirement import asked_in
from advisor.scan.detect.manifest.values import Asked

_BLOCK_VERSION = re.compile(r"^version\s{0,8}=\s{0,8}[\"']([^\"'\r\n]{1,80})[\"']", re.MULTILINE)
_NAME_LINE = re.compile(r"\s{0,8}(?:-\s)?[\"']?name[\"']?\s{0,8}[:=]\s{0,8}[\"']?$")
_YAML_VERSION = re.compile(r"^[ \t]{0,8}version:[ \t]{1,8}[\"']?([^\s\"']{1,80})", re.MULTILINE)
_DEPENDENCY_TABLE = re.compile(
    r"(?:^|\.)(?:[\w-]{0,40}dependencies|packages|dev-packages|sources|overrides)\.", re.IGNORECASE
)
_DEPENDENCIES = re.compile(r"depend|requires|constraint|override|\bsources\b", re.IGNORECASE)
_PIPFILE = re.compile(r"(?:dev-)?packages")
_KEY_LINE = re.compile(
    r"^[ \t]{0,8}(?:[\"'](?=[^\"'\r\n]{1,80}[\"'][ \t]{0,8}=))?([\w.-]{1,80})[\"']?[ \t]{0,8}=(?!=)",
    re.MULTILINE,
)
_OWN_CODE = re.compile(
    r"\b(packages|py_modules|package_dir|package_data|entry_points|console_scripts|scripts|include|url|version)\b"
)
_SETUP_KEY = re.compile(r"\b([a-z_]{3,40})[\"']?\s{0,4}[=:]\s{0,8}[\[({\"']")
_QUOTES = "\"'"
_FILE_VERSION = re.compile(
    r"[-/@](\d[\w.!+]{0,40}?)(?:-py\d|-cp\d|\.tar\.gz|\.zip|\.conda|\.tar\.bz2|-(?:py)?[\w]{1,20}_\d)"
)


def toml(text: str, start: int, end: int) -> Asked:
    """pyproject.toml and Pipfile: a string in a list, a key with a value, or a table of its own."""
    line_start, _ = line_of(text, start)
    heading, at = section_of(text, end)
    if at == line_start and _DEPENDENCY_TABLE.search(heading):
        return Asked(in_block(text, end, _BLOCK_VERSION) or "")
    if not _asks(heading, _list_key(text, start, at)):
        return Asked(asks=False)
    beside = value_after(text, end)
    return Asked(beside) if beside is not None else in_string(text, start, end)


def _asks(heading: str, key: str) -> bool:
    """True for tables and keys of dependencies: `[dependency-groups]`, `requires` of `[build-system]`."""
    return bool(_DEPENDENCIES.search(heading) or _PIPFILE.fullmatch(heading) or _DEPENDENCIES.search(key))


def _list_key(text: str, start: int, heading: int) -> str:
    """The key whose list or value an offset stands in, in the table that begins at `heading`."""
    keys = _KEY_LINE.findall(text, max(heading, start - REACH, 0), start)
    return keys[-1] if keys else ""


def in_string(text: str, start: int, end: int) -> Asked:
    """The requirement that a quoted string spells from the name on."""
    quote = text[start - 1 : start]
    if quote not in _QUOTES or not quote:
        return Asked()
    _, line_end = line_of(text, start)
    close = text.find(quote, end, line_end)
    return asked_in(text[start:close]) if close >= 0 else Asked()


def setup(text: str, start: int, end: int) -> Asked:
    """setup.py and setup.cfg: a string in a list, or a line of a list."""
    heading, at = section_of(text, start)
    keys = _SETUP_KEY.findall(text, max(at, start - REACH, 0), start)
    if _OWN_CODE.search(heading) or (keys and _OWN_CODE.fullmatch(keys[-1])):
        return Asked(asks=False)
    quoted = in_string(text, start, end)
    if quoted.version is not None:
        return quoted
    line_start, line_end = line_of(text, start)
    line = text[start:line_end]
    return asked_in(line.split(" #")[0].strip()) if not text[line_start:start].strip() else Asked()


def conda(text: str, start: int, end: int) -> Asked:
    """environment.yml and meta.yaml: an item of a list, conda's `name=1.2` or pip's `name==1.2`."""
    line_start, line_end = line_of(text, start)
    before = text[line_start:start].strip().strip(_QUOTES).rpartition("::")[0]
    if before.strip("- ") and "-" not in before:
        return Asked()
    item = text[start:line_end].split(" #")[0].strip().rstrip(_QUOTES)
    return asked_in(re.sub(r"^([\w.-]{1,100}) (\d[\w.*]{0,40})", r"\1==\2", item))


def toml_lock(text: str, start: int, end: int) -> Asked:
    """poetry.lock, uv.lock, pdm.lock, pylock.toml: the block of a package, or a mention in another's."""
    line_start, _ = line_of(text, start)
    if _NAME_LINE.fullmatch(text[line_start:start]):
        return Asked(in_block(text, start, _BLOCK_VERSION) or "", locked=True)
    opener = enclosing(text, start)
    if opener >= line_start:
        return Asked(member(text, opener, "specifier") or member(text, opener, "version"))
    beside = value_after(text, end)
    return Asked(beside) if beside is not None else in_string(text, start, end)


def pipfile_lock(text: str, start: int, end: int) -> Asked:
    """Pipfile.lock: `"name": {"version": "==1.2"}`."""
    version = value_after(text, end)
    return Asked(version.lstrip("=") if version else version, locked=bool(version))


def conda_lock(text: str, start: int, end: int) -> Asked:
    """conda-lock.yml (`- name: x`, `version: 1`), and explicit lists of addresses of packages."""
    line_start, line_end = line_of(text, start)
    if _NAME_LINE.fullmatch(text[line_start:start]):
        stop = text.find("\n- ", end, end + REACH)
        found = _YAML_VERSION.search(text, end, stop if stop >= 0 else min(len(text), end + REACH))
        return Asked(found.group(1) if found else "", locked=True)
    named = _FILE_VERSION.match(text, end, line_end)
    return Asked(named.group(1), locked=True) if named is not None else Asked(value_after(text, end))
