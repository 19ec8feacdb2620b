"""Reading a file that a user names: never more of it than is allowed, whatever it is.

The size a device or pipe tells says nothing of what comes out of it, so the reading itself is capped.
"""

from __future__ import annotations

from pathlib import Path


class TooLargeError(ValueError):
    """There is more in the file than was to be read."""


def read_bytes(path: Path, most: int) -> bytes:
    """All of `path`, `most` bytes at the most. Raises `TooLargeError` beyond that, and `OSError`."""
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLargeError
    return content
