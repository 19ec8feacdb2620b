"""Python requirements: `name[extra] >=1,<2 ; marker`, alone on a line or in a string."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.scan.detect.manifest.near import line_of
from advisor.scan.detect.manifest.values import Asked, Entry

_LONGEST = 500
_OPTION = re.compile(r"\s-{1,2}[a-zA-Z][\w-]{0,40}[= ]")
_NAME = re.compile(r"[ \t]{0,20}([A-Za-z0-9](?:[\w.-]{0,100}[A-Za-z0-9])?)")
_HEAD = re.compile(r"^\s{0,20}[\w.-]{1,120}\s{0,8}(?:\[[^\]]{0,200}\])?")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9][\w.-]{0,100})")
_CONDA = re.compile(r"([ \t]{0,2}[=<>!~]{1,2}[ \t]{0,2}[\w.*+!-]{1,60}(?:,[=<>!~]{1,2}[\w.*+!-]{1,60}){0,4})")
_COMMENT = re.compile(r"(?:^|\s)#")


def asked_in(text: str) -> Asked:
    """How a requirement asks for its package; a text that is none does not tell."""
    # Here, for it takes a tenth of a small scan to load and few scans meet a requirement of ours.
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        requirement = Requirement(text[:_LONGEST])
    except InvalidRequirement:
        loose = _NAME.match(text)
        conda = _CONDA.match(text, loose.end()) if loose is not None else None
        return Asked(conda.group(1).strip()) if conda is not None else Asked()
    if requirement.url:
        return Asked(requirement.url)
    version = _HEAD.sub("", text.partition(";")[0], count=1).strip(" \t()") if requirement.specifier else ""
    return Asked(version, extras=bool(requirement.extras) and not version)


def locked(asked: Asked) -> Asked:
    """The same where a list of requirements is a lock file: what it pins is held fast."""
    version = asked.version or ""
    return replace(asked, version=version.lstrip("="), locked=True) if version.startswith("==") else asked


def line_entry(text: str, hit: int) -> Entry | None:
    """The requirement on the line around an offset, if the offset lies in its name.

    Comments and options (`-r other.txt`, `--hash=…`) declare nothing; `-e …#egg=name` declares the egg.
    """
    start, end = line_of(text, hit)
    line = text[start:end]
    if line.lstrip().startswith("-"):
        return _egg(line, start, hit)
    declared = (
        _OPTION.split(_COMMENT.split(line, maxsplit=1)[0], maxsplit=1)[0].rstrip().rstrip("\\").rstrip()
    )
    name = _NAME.match(declared)
    if name is None or not start + name.start(1) <= hit < start + name.end(1):
        return _egg(line, start, hit)
    return Entry(start + name.start(1), start + name.end(1), name.group(1), asked_in(declared.strip()))


def _egg(line: str, start: int, hit: int) -> Entry | None:
    egg = _EGG.search(line)
    if egg is None or line.lstrip().startswith("#") or not start + egg.start(1) <= hit < start + egg.end(1):
        return None
    address = line[: egg.start()].split()[-1]
    return Entry(start + egg.start(1), start + egg.end(1), egg.group(1), Asked(address))
