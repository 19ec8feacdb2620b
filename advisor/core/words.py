"""Small parts of sentences: counted nouns and lists."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.core.findings import Skip
from advisor.core.knowledge import Alternative


def count(number: int, noun: str) -> str:
    """`1 place`, `2 places`, `1,200 places`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def family_name(family: str) -> str:
    """`llama-3.1` as `Llama 3.1`, `code-llama` as `Code Llama`."""
    return " ".join(part[:1].upper() + part[1:] for part in family.split("-"))


def short_licence(name: str) -> str:
    """`Llama 3.1 Community License Agreement` as `Llama 3.1`; other names as they are."""
    return name.replace(" Community License Agreement", "").replace(" Community License", "")


def released_words(alternative: Alternative) -> str:
    """`on 2026-08-10`; `in 2026-08` where only the month is known; empty where not even that is."""
    if alternative.released is None:
        return ""
    if alternative.released_precision == "month":
        return f"in {alternative.released:%Y-%m}"
    return f"on {alternative.released}"


def files_in(skips: Iterable[Skip]) -> int:
    """How many files rows of skips speak of: a file may have several rows, a pruned folder holds many."""
    counts: dict[str, int] = {}
    for row in skips:
        counts[row.path] = max(row.count, counts.get(row.path, 0))
    return sum(counts.values())


def listed(items: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; empty for nothing."""
    *head, last = list(items) or [""]
    return f"{', '.join(head)} and {last}" if head else last
