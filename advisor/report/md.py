"""Escaping for Markdown as GitHub and GitLab render it; the writers of Markdown build on this.

Repository text must stay text: no mention, no issue reference, no HTML, no link, no ticked box, no
broken table or fence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.report.clean import plain

_MARKS = re.compile(r"([\\`*_\[\]|~$])")
_AT_START = re.compile(r"\A(?:([#+=>:-])|([0-9]{1,9})([.)](?=\s|\Z)))")
_LINKS_ITSELF = re.compile(r"(@(?=\w)|(?:#|GH-|!)(?=[0-9])|:(?=//)|\b(?i:www)(?=\.))")
_BREAK = "&#8203;"
"""A zero-width space that one can see in the source. GitHub looks for mentions in the *rendered* text,
where a backslash before `@` is gone again; this stays."""
_TICKS = re.compile(r"`+")
_PIPE = re.compile(r"(?<!\\)(\\*)\|")


def prose(text: str) -> str:
    """`text` as running text that renders as itself and does nothing."""
    escaped = _MARKS.sub(r"\\\1", plain(text).strip())
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;")
    escaped = _LINKS_ITSELF.sub(rf"\1{_BREAK}", escaped)
    return _AT_START.sub(r"\2\\\1\3", escaped)


def code(text: str) -> str:
    """`text` in a code span whose fence is longer than any run of backticks inside."""
    harmless = plain(text)
    if not harmless.strip():
        return "(nothing)"
    fence = "`" * (max((len(run) for run in _TICKS.findall(harmless)), default=0) + 1)
    space = " " if harmless[0] in "` " or harmless[-1] in "` " else ""
    return f"{fence}{space}{harmless}{space}{fence}"


def cell(text: str) -> str:
    """Finished Markdown made fit for a table: a bare pipe would end the cell even inside a code span."""
    return _PIPE.sub(lambda match: match[1] + ("|" if len(match[1]) % 2 else "\\|"), text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table of finished Markdown cells."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return lines + [f"| {' | '.join(cell(text) for text in row)} |" for row in rows]


_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\]{1,2000}\Z")


def link(ref: str) -> str:
    """A source as a link when it is a web address, else in words."""
    return f"<{ref}>" if _ADDRESS.match(ref) else prose(ref)
