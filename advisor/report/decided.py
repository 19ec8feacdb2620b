"""The words for what people had their say in: overlays, decisions on single places, suppressed findings.

None of it may go unseen: a stranger's settings could hide what matters. Everything is harmless plain text.
"""

from __future__ import annotations

from advisor.core.assessment import Assessment
from advisor.core.decisions import PROJECT_FILE, Applied, Suppressed
from advisor.core.knowledge import Alternative, CatalogStamp, Licence
from advisor.core.words import count, listed
from advisor.report.clean import plain

_UNUSED_SHOWN = 3


def head_lines(assessment: Assessment) -> list[str]:
    """What the head of a report has to say of settings, a sentence for each origin that did anything."""
    return [line for part in assessment.configuration if (line := _line(part))]


def _line(part: Applied) -> str:
    where = _where(part.origin)
    if part.fault:
        return f"{where} is not used: {plain(part.fault)}."
    did = _did(part)
    if not did and not part.unused:
        return ""
    told = f"{where} {listed(did)}." if did else f"{where} changed nothing."
    return told + _unused(part) + _way_back(part)


def _where(origin: str) -> str:
    if origin == PROJECT_FILE:
        return f"The project's own {PROJECT_FILE}"
    return f"A line in {plain(origin)}" if origin.startswith("your") else plain(origin)


def _did(part: Applied) -> list[str]:
    parts = []
    if part.suppressed:
        parts.append(f"suppresses {count(part.suppressed, 'place')}")
    if part.overruled:
        parts.append(f"counts {count(part.overruled, 'place')} that would be cleared")
    if part.contexts:
        parts.append(f"gives {count(part.contexts, 'place')} another context")
    if part.names:
        parts.append(f"adds {count(part.names, 'model name')}")
    return parts


def _unused(part: Applied) -> str:
    if not part.unused:
        return ""
    shown = "; ".join(plain(text) for text in part.unused[:_UNUSED_SHOWN])
    more = len(part.unused) - _UNUSED_SHOWN
    return f" Without effect: {shown}{f'; and {more} more' if more > 0 else ''}."


def _way_back(part: Applied) -> str:
    return " To see it without: --no-repo-config." if part.origin == PROJECT_FILE and _did(part) else ""


def overlays_words(stamp: CatalogStamp) -> str:
    """`, with overlay acme.toml (8 rows of 2026-11-20)`; empty where nothing lies over the catalog."""
    told = [
        f"{plain(one.name)} ({count(one.rows, 'row')} of {one.as_of})"
        for one in stamp.overlays
        if not one.from_project
    ]
    return f", with overlay {listed(told)}" if told else ""


def origin_words(origin: str | None) -> str:
    """`, from overlay acme.toml`, `, counted by .llama-advisor.toml`; empty for the catalog's own."""
    if not origin:
        return ""
    return f", from {plain(origin)}" if origin.startswith("overlay ") else f", on the word of {plain(origin)}"


def name_words(alternative: Alternative) -> str:
    """An alternative's name, and the overlay where it comes from one."""
    origin = f" (from {plain(alternative.origin)})" if alternative.origin else ""
    return f"{plain(alternative.name)}{origin}"


def rulings(assessment: Assessment) -> list[str]:
    """What overlays say of the licences in the report, a sentence each."""
    return [f"{plain(row.name)}: {plain(row.ruling)}." for row in _ruled(assessment) if row.ruling]


def _ruled(assessment: Assessment) -> list[Licence]:
    return [row for row in assessment.licences if row.ruling]


def reason_words(row: Suppressed) -> str:
    """`removed in May (.llama-advisor.toml)`: why a finding is left out, and on whose word."""
    return f"{plain(row.reason)} ({plain(row.origin)})"
