"""Versions in .NET project files: `Include="Name" Version="1.2"`, the version in an element of its own."""

from __future__ import annotations

import re

from advisor.scan.detect.manifest.near import REACH
from advisor.scan.detect.manifest.values import Asked

_VERSION = re.compile(r"\b[Vv]ersion(?:Override)?=\"([^\"\r\n]{1,60})\"|<Version>\s{0,20}([^<\s]{1,60})")


def project(text: str, start: int, end: int) -> Asked:
    """*.csproj, Directory.Packages.props, packages.config: within the element that the name stands in."""
    opened = max(text.rfind("<", max(0, start - REACH), start), 0)
    closed = text.find(">", end, end + REACH)
    if text[closed - 1 : closed] != "/":
        closed = text.find("</Package", end, end + REACH)
    found = _VERSION.search(text, opened, closed if closed >= 0 else min(len(text), end + REACH))
    return Asked((found.group(1) or found.group(2)) if found else "")
