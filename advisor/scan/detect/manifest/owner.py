"""The name that a manifest gives its own project."""

from __future__ import annotations

import re
from collections.abc import Callable

from advisor.scan.detect.manifest.jvm import element
from advisor.scan.detect.manifest.near import line_of, section_of

_TABLES = frozenset({"project", "tool.poetry", "package", "metadata", "tool.flit.metadata"})
_NAME_KEY = re.compile(r"[ \t]{0,20}name[ \t]{0,20}[=:][ \t]{0,20}[\"']?$")
_JSON_NAME = re.compile(r"[\"']name[\"'][ \t]{0,20}:[ \t]{0,20}[\"']$")
_SETUP_NAME = re.compile(
    r"(?:\bname|^(?:PACKAGE_|PROJECT_|DIST_)?NAME)[ \t]{0,20}=[ \t]{0,20}[\"']$", re.MULTILINE
)
_SETUP_CALL = re.compile(r"\bsetup\s{0,4}\(")
_SWIFT_NAME = re.compile(r"\bPackage\s{0,4}\(\s{0,40}name:\s{0,8}\"$")
_MODULE = re.compile(r"[ \t]{0,8}module[ \t]{1,8}\"?$")
_ARTIFACT = re.compile(r"<artifactId>\s{0,40}$")
_HEAD = 120


def _head(text: str, start: int) -> str:
    return text[max(line_of(text, start)[0], start - _HEAD) : start]


def _table(text: str, start: int) -> bool:
    return bool(_NAME_KEY.fullmatch(_head(text, start))) and section_of(text, start)[0] in _TABLES


def _setup(text: str, start: int) -> bool:
    is_call = _SETUP_NAME.search(_head(text, start)) is not None and _SETUP_CALL.search(text) is not None
    return is_call or _table(text, start)


def _json(text: str, start: int) -> bool:
    """The `name` of the outermost object: no other bracket is open before it."""
    if not _JSON_NAME.search(_head(text, start)):
        return False
    before = text[:start] if start <= _WHOLE else ""
    return _STRINGS.sub("", before).count("{") - _STRINGS.sub("", before).count("}") == 1


_WHOLE = 20_000
"""Characters in which the name of a package.json stands, if it is the project's."""
_STRINGS = re.compile(r"\"(?:[^\"\\\r\n]|\\.){0,2000}\"")
_READERS: dict[str, Callable[[str, int], bool]] = {
    "toml": _table,
    "cargo": _table,
    "setup": _setup,
    "npm": _json,
    "go": lambda text, start: bool(_MODULE.fullmatch(_head(text, start))),
    "pom": lambda text, start: bool(_ARTIFACT.search(_head(text, start))) and not element(text, start)[0],
    "swift": lambda text, start: bool(_SWIFT_NAME.search(text[max(0, start - _HEAD) : start])),
}


def is_own_name(style: str, text: str, start: int) -> bool:
    """True where the name at an offset is what a manifest of that style calls its own project."""
    reader = _READERS.get(style)
    return reader is not None and reader(text, start)
