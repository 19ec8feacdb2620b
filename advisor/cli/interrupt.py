"""Ctrl+C: the first asks the scan to stop and keep what it has, the second ends the program."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from advisor.core.progress import Cancel

_STOPPING = b"\nStopping; what was found so far is kept. Press Ctrl+C again to end at once.\n"


@contextmanager
def stoppable(cancel: Cancel) -> Iterator[None]:
    """While the block runs, the first interrupt sets `cancel`; the second raises `KeyboardInterrupt`."""

    def stop(number: int, frame: FrameType | None) -> None:
        if cancel.cancelled:
            raise KeyboardInterrupt
        cancel.cancel()
        os.write(2, _STOPPING)  # a stream may be in the middle of a write of its own

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
