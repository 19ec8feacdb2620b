"""Draws facts of the catalog at random, for somebody who did not enter them to follow to their source.

    .venv/bin/python .ci/draw_facts.py --seed 1 --count 20

A fact is one value of one row that is known, has a source, and could be wrong. Every file is drawn from:
each gives the same share, what is left over goes to files by their number of facts. The same seed over the
same files draws the same facts; the digest that is printed tells whether the files are the same. What came of
each draw stands in docs/fact-audit.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent

FILES = (
    "alternatives",
    "derivatives",
    "licences",
    "lifecycle",
    "llama-models",
    "memory",
    "outlook",
    "packages",
    "providers",
)

NO_FACTS = frozenset(
    {
        *("id", "name", "hf_repo", "provider", "model_id", "ecosystem", "pattern"),
        *("sources", "source", "not_checked", "note", "conflict", "conflicts"),
        *("evidence", "confidence", "derived"),
        *("licence_class", "from_meta", "rankable", "released_precision", "modality"),
    }
)
"""What a row is called by, how it is known, and what follows from other fields."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value, where it stands, and the sources its row names (address, day of reading)."""

    file: str
    row: str
    field: str
    value: Any
    sources: tuple[tuple[str, str], ...]


def facts(name: str) -> Iterator[Fact]:
    """All facts of a file that can be drawn, in the order of its rows."""
    document = json.loads((TOP / "resources" / f"{name}.json").read_text(encoding="utf-8"))
    for row in document["rows"]:
        sources = tuple((one["ref"], one["read_on"]) for one in _sources(row))
        left_out = {*NO_FACTS, *row.get("not_checked", ())}
        for field, value in row.items() if sources else ():
            if field not in left_out and value not in (None, [], {}):
                yield Fact(name, _called(row), field, value, sources)


def _sources(row: Mapping[str, Any]) -> list[dict[str, str]]:
    one = row.get("source")
    return [one] if one else list(row.get("sources", ()))


def _called(row: Mapping[str, Any]) -> str:
    """The name by which a reader finds the row."""
    for group, name in (("provider", "model_id"), ("ecosystem", "name")):
        if group in row and name in row:
            return f"{row[group]}/{row[name]}"
    return str(row.get("id") or row["hf_repo"])


def draw(pools: Mapping[str, list[Fact]], seed: int, count: int) -> list[Fact]:
    """Draw without repetition: the same share of every file, the rest by the files' number of facts."""
    chance = random.Random(seed)
    share, rest = divmod(count, len(pools))
    sizes = [len(pool) for pool in pools.values()]
    more = chance.choices(list(pools), weights=sizes, k=rest)
    return [fact for name, pool in pools.items() for fact in chance.sample(pool, share + more.count(name))]


def main() -> None:
    """Print a line that says what is drawn from, and the facts, one JSON object a line."""
    parser = argparse.ArgumentParser(description="Draw facts of the catalog at random, to be checked.")
    parser.add_argument("--seed", type=int, required=True, help="number that decides the draw; note it")
    parser.add_argument("--count", type=int, default=20, help="how many facts to draw (default: 20)")
    options = parser.parse_args()
    pools = {name: list(facts(name)) for name in FILES}
    told = json.dumps([asdict(fact) for pool in pools.values() for fact in pool], sort_keys=True)
    digest = hashlib.sha256(told.encode()).hexdigest()[:12]
    print(f"seed {options.seed}: {options.count} of {sum(map(len, pools.values()))} facts, digest {digest}")
    for fact in draw(pools, options.seed, options.count):
        print(json.dumps(asdict(fact), ensure_ascii=False))


if __name__ == "__main__":
    main()
