#!/usr/bin/env python3
"""Fills the tables of `docs/judgement.md`, between its marks, from the data files of `resources/`.

    .venv/bin/python .ci/judgement_page.py

The words around them are written by hand. A test holds the page to what this makes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
PAGE = TOP / "docs" / "judgement.md"
GRADES = ("very low", "low", "medium", "high", "very high")
_BLOCK = re.compile(r"(<!-- made: ([a-z-]+) -->\n).*?(<!-- /made -->)", re.S)
_SLOT = re.compile(r"\{([a-z]+)\}")


def filled() -> str:
    """The page with every table made anew. Raises `KeyError` for a mark that nothing is made for."""
    text = PAGE.read_text(encoding="utf-8")
    return _BLOCK.sub(lambda found: found[1] + "\n".join(MADE[found[2]]()) + "\n" + found[3], text)


def document(name: str) -> dict[str, Any]:
    """One data file."""
    loaded: dict[str, Any] = json.loads((TOP / "resources" / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def levels() -> list[str]:
    """The table of levels, rows likelihood, columns impact."""
    rows = document("risk")["table"]["levels"]
    head = ("likelihood ↓ impact →", *GRADES)
    return table(head, [(f"**{grade}**", *row) for grade, row in zip(GRADES, rows, strict=True)][::-1])


def likelihood() -> list[str]:
    """Points by horizon."""
    risk = document("risk")
    head = ("row", *(f"{months} months" for months in risk["horizons"]), "reason")
    rows = [
        (f"`{key}`", *(f"{points:g}" for points in row["points"]), _words(row))
        for key, row in risk["likelihood"].items()
    ]
    told = f"The level that is told first is that of {risk['headline']} months."
    return [*table(head, rows), "", told]


def impact() -> list[str]:
    """Points of impact."""
    rows = document("risk")["impact"].items()
    return table(
        ("row", "points", "reason"), [(f"`{k}`", f"{row['points']:g}", _words(row)) for k, row in rows]
    )


def record() -> list[str]:
    """From where on a record counts."""
    risk = document("risk")
    share = risk["likelihood"]["host-history"]["limit"]
    pool = f"hosts of which fewer than {risk['pool_below']} ids are known are pooled."
    return [f"A record counts from a share of {share:.0%}; {pool}"]


def scenarios() -> list[str]:
    """What scenarios are reckoned with."""
    rows = document("risk")["scenarios"]
    shares = ", ".join(f"`{key}`" for key in rows["host_change"])
    return [
        f"- A change of host takes these shares of effort: {shares}.",
        f"- Serving the weights oneself adds {rows['self_host_points']:g} points.",
        f"- Waiting adds up what falls due within {rows['wait_months']} months.",
        f"- Memory on one's own machine is told at {', '.join(rows['precisions'])}.",
    ]


def _words(row: Mapping[str, Any]) -> str:
    """The reason with its slots as words, and the limit from which it counts."""
    text = _SLOT.sub(lambda slot: f"*{slot[1]}*", str(row["reason"]))
    return f"{text} (from {row['limit']:g} on)" if "limit" in row else text


MADE: Mapping[str, Callable[[], list[str]]] = {
    "levels": levels,
    "likelihood": likelihood,
    "impact": impact,
    "record": record,
    "scenarios": scenarios,
}

if __name__ == "__main__":
    PAGE.write_text(filled(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is written.\n")
