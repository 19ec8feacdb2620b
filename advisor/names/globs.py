"""The globs in which the catalog writes names: `vicuna-{7b,13b}*`."""

from __future__ import annotations

import re

_BRACES = re.compile(r"\{([^{}]{1,300})\}")
_MOST_CHOICES = 64
"""A glob with more ways through its braces is cut there."""


def choices(glob: str) -> list[str]:
    """A glob without braces, once for each way through its braces."""
    done: list[str] = []
    waiting = [glob]
    while waiting and len(done) + len(waiting) <= _MOST_CHOICES:
        text = waiting.pop()
        match = _BRACES.search(text)
        if match is None:
            done.append(text)
            continue
        before, after = text[: match.start()], text[match.end() :]
        waiting.extend(before + one + after for one in match.group(1).split(","))
    return done
