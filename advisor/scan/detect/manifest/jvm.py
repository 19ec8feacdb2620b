"""Coordinates in Maven's and Gradle's files: a package is a group and an artifact, often on two lines."""

from __future__ import annotations

import re

from advisor.scan.detect.manifest.near import REACH, enclosing, line_of, member
from advisor.scan.detect.manifest.values import Asked, Entry

_ELEMENTS = ("dependency", "plugin", "exclusion", "parent", "extension", "annotationProcessorPath", "path")
_PART = {
    part: re.compile(rf"<{part}>\s{{0,40}}([^<>\s]{{1,200}})\s{{0,40}}</{part}>")
    for part in ("groupId", "artifactId", "version")
}
_CATALOG = 100_000
"""Characters of a version catalog in which its table of versions stands."""
_COORDINATES = re.compile(
    r"(?<![\w.-])([\w.-]{1,120}):([\w.-]{1,120})(?::([\w.$\[\](),{}+-]{1,80}))?(?:@\w{1,10})?(?:=|\b)?"
)
_NAMED = {
    part: re.compile(rf"\b{part}\s{{0,4}}[:=]\s{{0,4}}[\"']([^\"'\r\n]{{1,120}})[\"']")
    for part in ("group", "name", "version", "module")
}
_SBT = re.compile(
    r"\"([\w.-]{1,120})\"\s{0,4}%{1,3}\s{0,4}\"([\w.-]{1,120})\"(?:\s{0,4}%\s{0,4}\"([^\"\r\n]{1,60})\")?"
)


def element(text: str, at: int) -> tuple[str, int, int]:
    """The dependency, plugin or parent around an offset of a pom.xml, by name and place; "" for none."""
    low = max(0, at - REACH)
    best = ("", -1, -1)
    for name in _ELEMENTS:
        start = text.rfind(f"<{name}>", low, at)
        if start > best[1] and text.find(f"</{name}>", start, at) < 0:
            end = text.find(f"</{name}>", at, at + REACH)
            best = (name, start, end if end >= 0 else min(len(text), at + REACH))
    return best


def pom_entry(text: str, hit: int) -> Entry | None:
    """The dependency whose artifact a hit stands in, or the project itself; a group alone is none."""
    line_start, line_end = line_of(text, hit)
    on_line = _PART["artifactId"].finditer(text, line_start, line_end)
    artifact = next((one for one in on_line if one.start() <= hit < one.end()), None)
    name, start, end = element(text, hit)
    if artifact is None or name == "exclusion":
        return None
    group = _PART["groupId"].search(text, start, end) if name else _own_group(text)
    version = _PART["version"].search(text, start, end) if name else None
    full = f"{group.group(1)}:{artifact.group(1)}" if group else artifact.group(1)
    return Entry(artifact.start(1), artifact.end(1), full, Asked(version.group(1) if version else ""))


def _own_group(text: str) -> re.Match[str] | None:
    """The group of the project that a pom.xml describes, which may be its parent's."""
    groups = list(_PART["groupId"].finditer(text, 0, REACH))
    return next((one for one in groups if not element(text, one.start())[0]), groups[0] if groups else None)


def gradle_entry(text: str, hit: int) -> Entry | None:
    """`"group:artifact:version"`, `group: "…", name: "…"`, a row of a version catalog, sbt's `"g" % "a"`."""
    start, end = line_of(text, hit)
    for sbt in _SBT.finditer(text, start, end):
        if sbt.start() <= hit < sbt.end():
            return Entry(sbt.start(2), sbt.end(2), f"{sbt.group(1)}:{sbt.group(2)}", Asked(sbt.group(3)))
    for found in _COORDINATES.finditer(text, start, end):
        if found.start() <= hit < found.end():
            version = found.group(3) or _catalog_version(text, found.end())
            name = f"{found.group(1)}:{found.group(2)}"
            return Entry(
                found.start(), found.end(2), name, Asked(version, locked=text[found.end() - 1] == "=")
            )
    return _by_parts(text, start, end, hit)


def _by_parts(text: str, start: int, end: int, hit: int) -> Entry | None:
    parts = {name: pattern.search(text, start, end) for name, pattern in _NAMED.items()}
    group, name, version = parts["group"], parts["name"], parts["version"]
    if (
        group is None
        or name is None
        or not min(group.start(), name.start()) <= hit < max(group.end(), name.end())
    ):
        return None
    asked = Asked(version.group(1) if version else "")
    return Entry(name.start(1), name.end(1), f"{group.group(1)}:{name.group(1)}", asked)


def _catalog_version(text: str, at: int) -> str:
    """The `version` beside `module = "g:a"`; for a `version.ref` what the catalog's table says."""
    opener = enclosing(text, at)
    line_start, line_end = line_of(text, at)
    if opener < line_start:
        return ""
    direct = member(text, opener, "version")
    reference = re.compile(r"version\.ref\s{0,4}=\s{0,4}[\"']([\w.-]{1,80})").search(text, opener, line_end)
    if reference is None:
        return direct or ""
    row = re.compile(
        rf"^{re.escape(reference.group(1))}\s{{0,8}}=\s{{0,8}}[\"']([^\"'\r\n]{{1,60}})", re.MULTILINE
    )
    found = row.search(text, 0, _CATALOG)
    return found.group(1) if found is not None else ""
