"""A limit on dotted keys, asked before any TOML is parsed.

Python's parser keeps every beginning of a dotted key: one of 20,000 parts takes gigabytes.
"""

from __future__ import annotations

MOST_DOTS = 1000
"""In one line; a key cannot go on in the next."""


def has_endless_key(text: str) -> bool:
    """True where a line of a TOML text holds more dots than any key or value needs."""
    return any(line.count(".") > MOST_DOTS for line in text.splitlines())
