#!/usr/bin/env python3
"""Writes the README's excerpt of a report anew from what the program prints. Read it before it is committed.

    .venv/bin/python .ci/readme_excerpt.py

Which parts are shown stands below; the command stands in the README, above the excerpt.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
README = TOP / "README.md"
EXCERPT = re.compile(r"(<!-- excerpt of: llama-advisor ([^\n]+) -->\n```text\n).*?(\n```)", re.DOTALL)
OMISSION = "\n…\n"
PARTS: tuple[tuple[str, int | None], ...] = (
    (r"Llama Advisor ", 1),
    (r"\d+ places in \d+ files", None),
    (r"RISK OF STAYING", None),
    (r"WHAT TO DO FIRST", None),
    (r" +\d+\. Llama 3 70B Instruct at Groq$", None),
    (r" +\d+\. Llama 3\.1 8B Instruct at Groq", 4),
    (r"OUTLOOK", 6),
    (r"LOOKED AT AND NOT COUNTED", 3),
)
"""How a part's first line begins, and how many lines are shown; None: up to the next empty line."""


def part(lines: list[str], begins: str, count: int | None) -> tuple[int, str]:
    """Where a part begins, and its lines."""
    first = next(number for number, line in enumerate(lines) if re.match(begins, line))
    end = lines.index("", first) if count is None else first + count
    return first, "\n".join(lines[first:end])


def main() -> int:
    """Run the command in the README and put the parts of its output there, in their order."""
    text = README.read_text(encoding="utf-8")
    found = EXCERPT.search(text)
    if found is None:
        print("README.md has no excerpt to write anew", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "advisor", *shlex.split(found[2]), "--quiet"]
    printed = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout.split("\n")
    parts = OMISSION.join(text for _, text in sorted(part(printed, *row) for row in PARTS))
    README.write_text(
        text[: found.start()] + found[1] + parts + found[3] + text[found.end() :], encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
