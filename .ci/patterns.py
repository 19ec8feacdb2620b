"""Times every regular expression of the program on text that is made to hurt it, and tells how time grows.

    .venv/bin/python .ci/patterns.py [--size CHARACTERS] [--slowest N]

All patterns are gathered as they are compiled: those written in the modules and those made from the tables
in `resources/`. Each searches a text of one hostile family, then one twice and one four times as long. Linear
work doubles with the text, quadratic work goes up fourfold. Printed are the slowest and those that grew most.
Exit: 1 when a pattern takes more than 50 ms of processor time for the longest text and grew more than
threefold at the last doubling, measured three times; else 0.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

FAMILIES = {
    "letters": "a",
    "capitals": "A",
    "digits": "1",
    "blanks": " ",
    "tabs": "\t",
    "line ends": "\n",
    "carriage returns": "\r",
    "llama": "llama",
    "slashes": "llama/",
    "dashes": "llama-",
    "dots": "llama.",
    "underscores": "llama_",
    "versions": "3.1-",
    "sizes": "70b-",
    "colons": "model:",
    "brackets": "[(",
    "braces": "{$",
    "quotes": "'\"`",
    "fences": "\n```\n",
    "equals": "model = ",
    "escapes": "\\",
    "imports": "from a import (b, ",
    "addresses": "https://a.b/",
    "tags": "<a ",
    "comments": "<!-- # // /*",
    "secrets": "key=",
    "dashes of a key": "-----BEGIN ",
    "tokens": "<|begin",
    "almost": "meta-llama/Llama-3.1-8B-Instruc ",
    "mixed": "a1-_. /",
}
SLOW_SECONDS = 0.05
GROWTH = 3.0


@dataclass(frozen=True)
class Timed:
    """One pattern on one family: seconds for the three lengths."""

    pattern: str
    family: str
    seconds: tuple[float, float, float]

    @property
    def growth(self) -> float:
        """How much longer twice the text took, at the last doubling."""
        return self.seconds[2] / max(self.seconds[1], 1e-4)

    @property
    def is_bad(self) -> bool:
        """True for slow and worse than linear."""
        return self.seconds[2] > SLOW_SECONDS and self.growth > GROWTH


def gathered() -> dict[str, re.Pattern[str]]:
    """Every pattern for text that the program compiles, by what it says."""
    seen: dict[str, re.Pattern[str]] = {}
    real = re.compile

    def compile_and_note(pattern: Any, flags: Any = 0) -> Any:
        made = real(pattern, flags)
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if isinstance(made.pattern, str) and caller.startswith("advisor."):
            seen[f"{int(made.flags)} {made.pattern}"] = made
        return made

    re.compile = compile_and_note  # type: ignore[assignment]
    try:
        _use_everything()
    finally:
        re.compile = real
    return seen


def _use_everything() -> None:
    """Import all rooms but the window and read one file of each kind, so that all tables are in use."""
    import advisor

    for module in pkgutil.walk_packages(advisor.__path__, "advisor."):
        if not module.name.startswith("advisor.gui") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from tests.fuzz.target import NAMES, one

    for number in range(len(NAMES)):
        one(bytes([number]) + b'model = "meta-llama/Llama-3.1-8B-Instruct" # Llama 3 70B\n')


def timed(pattern: re.Pattern[str], family: str, size: int) -> Timed:
    """Search a hostile text of three lengths; the best of three where the first look is suspicious."""
    seconds = _once(pattern, family, size)
    found = Timed(pattern.pattern, family, seconds)
    for _ in range(2):
        if not found.is_bad:
            break
        again = _once(pattern, family, size)
        seconds = (min(seconds[0], again[0]), min(seconds[1], again[1]), min(seconds[2], again[2]))
        found = Timed(pattern.pattern, family, seconds)
    return found


def _once(pattern: re.Pattern[str], family: str, size: int) -> tuple[float, float, float]:
    first, second, third = (_seconds(pattern, family, size * times) for times in (1, 2, 4))
    return first, second, third


def _seconds(pattern: re.Pattern[str], family: str, size: int) -> float:
    unit = FAMILIES[family]
    text = (unit * (size // len(unit) + 1))[:size]
    began = time.process_time()
    if _is_glob(pattern):
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - began


def _is_glob(pattern: re.Pattern[str]) -> bool:
    """True for a glob on the name of a file: only ever matched from the name's start to its end."""
    return pattern.pattern.startswith("(?s:")


def measured(size: int) -> Iterator[Timed]:
    """Every pattern on every family."""
    for _, pattern in sorted(gathered().items()):
        for family in FAMILIES:
            yield timed(pattern, family, size)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description="Times every pattern on hostile text.")
    parser.add_argument("--size", type=int, default=5_000, help="length of the shortest text")
    parser.add_argument("--slowest", type=int, default=10)
    given = parser.parse_args()
    rows = list(measured(given.size))
    patterns = len({row.pattern for row in rows})
    print(f"{patterns} patterns, {len(FAMILIES)} families, up to {4 * given.size:,} characters")
    orders = {"slowest": lambda row: -row.seconds[2], "grew the most": lambda row: -row.growth}
    for title, order in orders.items():
        print(f"\n{title}: milliseconds for the three lengths, growth, family, pattern")
        slow = [row for row in rows if row.seconds[2] > SLOW_SECONDS / 10]
        for row in sorted(slow, key=order)[: given.slowest]:
            times = " ".join(f"{1000 * second:7.1f}" for second in row.seconds)
            print(f"{times}  {row.growth:4.1f}  {row.family:16} {row.pattern[:60]!r}")
    bad = [row for row in rows if row.is_bad]
    print(f"\n{len(bad)} grow worse than linear")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
