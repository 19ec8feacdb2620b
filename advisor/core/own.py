"""How our own reports and checklists are known again: by a mark at their very start.

A report names every id it found. One that lies in the project would be found again by the next scan, and
no task would ever be done; so the scan leaves it out and says so. A stranger gains nothing by the mark: it
counts only at the start of files that nothing runs, and each one left out has its row.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

REPORT_MARK = "<!-- llama-advisor: report -->"
"""First line of a report in Markdown; it does not render."""
PAGE_MARK = "<!-- llama-advisor: page -->"
"""First line of a report in HTML; what follows it has to forbid scripts to count."""
CHECKLIST_MARK = "<!-- llama-advisor: checklist"
"""What the first line of a checklist in Markdown begins with; whose it is follows."""
TEXT_MARK = "Llama Advisor"
"""What the first line of a report in text begins with, the version behind it; others name themselves so."""
TOOL = "llama-advisor"
"""What a report in JSON has as `tool.name`, right behind its format version."""

HEAD_BYTES = 512
"""A mark ends within so many bytes."""

_OWNER = re.compile(
    rf"{re.escape(CHECKLIST_MARK)} of (?P<name>[^\s<>]{{1,3000}}) (?P<key>[0-9a-f]{{16}}) -->"
)
_EXTENSIONS = (".md", ".markdown", ".txt", ".json", ".html", ".csv", ".sarif", ".xml", ".tasks")
_SCHEMA = r'\{\s{0,4}"\$schema":\s?"[^"]{1,120}",\s{0,4}'
_MARKS = re.compile(
    "|".join(
        (
            rf"{re.escape(REPORT_MARK)}\s",
            # A page that forbids itself scripts: no other page passes for a report.
            rf"{re.escape(PAGE_MARK)}\s<!DOCTYPE html>\s<html lang=\"en\"><head><meta charset=\"utf-8\">"
            r"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-",
            rf"{re.escape(CHECKLIST_MARK)} of ",
            rf"(?:## |# )?{TEXT_MARK}(?: \d[0-9A-Za-z.+-]{{0,30}} · |: )",
            rf"::notice title={TEXT_MARK}::",
            r"row,id,(?:path,line,cell,kind|phase,state,title),",
            rf'<\?xml version="1\.0" encoding="UTF-8"\?>\s<testsuites>\s<testsuite name="{TEXT_MARK}" ',
            r'\{\s{0,20}"format_version"\s{0,4}:\s{0,4}\d{1,4}\s{0,4},'
            rf'\s{{0,20}}"tool"\s{{0,4}}:\s{{0,4}}\{{\s{{0,20}}"name"\s{{0,4}}:\s{{0,4}}"{TOOL}"',
            rf'{_SCHEMA}"version":\s?"2\.1\.0",\s{{0,4}}"runs":\s?\[\s{{0,8}}\{{\s{{0,8}}"tool":\s?\{{'
            rf'\s{{0,8}}"driver":\s?\{{\s{{0,8}}"name":\s?"{TEXT_MARK}"',
            rf'{_SCHEMA}"bomFormat":[^{{}}]{{1,200}}"metadata":\s?\{{\s{{0,8}}"timestamp":\s?"[^"]{{1,40}}",'
            rf'\s{{0,8}}"tools":\s?\{{\s{{0,8}}"components":\s?\[\s{{0,8}}\{{\s{{0,8}}"type":\s?"application",'
            rf'\s{{0,8}}"name":\s?"{TOOL}"',
        )
    )
)


def may_be_own(path: str) -> bool:
    """True for names with an ending that a report of ours may have."""
    return path.lower().endswith(_EXTENSIONS)


def is_own(head: str) -> bool:
    """True where a file that begins with `head` is a report or checklist of ours."""
    return _MARKS.match(head) is not None


@dataclass(frozen=True, slots=True)
class Owner:
    """The project that a checklist belongs to, told without saying where it lies."""

    name: str
    fingerprint: str
    """Hash of the ids of its dependencies; tells a folder that was only renamed."""

    @classmethod
    def of(cls, name: str, dependency_ids: Iterable[str]) -> Owner:
        """The owner of that name with these dependencies."""
        ids = "\n".join(sorted(dependency_ids))
        return cls(name, hashlib.sha256(ids.encode("utf-8", "surrogateescape")).hexdigest()[:16])

    def is_same(self, other: Owner) -> bool:
        """True for one project: it may have moved or changed, or its folder may have another name."""
        return self.name == other.name or self.fingerprint == other.fingerprint

    def mark(self) -> str:
        """The first line of its checklist in Markdown; it does not render."""
        return f"{CHECKLIST_MARK} of {_quoted(self.name)} {self.fingerprint} -->"

    @classmethod
    def read(cls, text: str) -> Owner | None:
        """The owner that the first line of `text` names; None where it names none."""
        found = _OWNER.match(text)
        return None if found is None else cls(_unquoted(found["name"]), found["key"])


def _quoted(name: str) -> str:
    """A name in letters that end no comment: all but the plainest bytes as `%2D`."""
    data = name.encode("utf-8", "surrogateescape")
    return re.sub(rb"[^A-Za-z0-9._]", lambda byte: b"%%%02X" % byte[0][0], data).decode("ascii")


def _unquoted(text: str) -> str:
    data = text.encode("utf-8", "surrogateescape")
    plain = re.sub(rb"%([0-9A-F]{2})", lambda code: bytes([int(code[1], 16)]), data)
    return plain.decode("utf-8", "surrogateescape")
