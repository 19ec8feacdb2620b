"""The time limit of one file, and the way a cancel reaches into a long one.

The limit is processor time, so that a busy machine does not decide what is read; by the clock a file has some
times as long, for one that waits instead of working.

On the main thread of a POSIX system a timer looks ten times a second; elsewhere the limit is looked at
between two windows of a file, and the parent of a worker process watches from outside. The timer is
borrowed only where nobody else uses it, and given back after every batch.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from advisor.core.progress import Cancel

_TICK_SECONDS = 0.1
WAITING = 3.0
"""By the clock a file has so many times its limit."""


class TimeUp(BaseException):
    """The file's time is up. No `Exception`, so that nothing on the way mistakes it for a failure."""


class Stopped(BaseException):
    """The scan was cancelled in the middle of a file."""


class Guard:
    """Limits how long one piece of work may take, once after the other."""

    def __init__(self, seconds: float, cancel: Cancel | None = None) -> None:
        self._seconds = seconds
        self._cancel = cancel
        self._until: tuple[float, float] | None = None
        """Processor seconds of this thread and seconds by the clock at which the time is up."""
        self._timer = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Borrow the timer signal for a batch, where that is possible and free."""
        if not _timer_is_free():
            yield
            return
        before = signal.signal(signal.SIGALRM, self._on_tick)
        self._timer = True
        try:
            yield
        finally:
            self._timer = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    @contextmanager
    def limit(self) -> Iterator[None]:
        """Raise TimeUp, or Stopped after a cancel, inside the block when it takes too long."""
        self._until = (time.thread_time() + self._seconds, time.monotonic() + WAITING * self._seconds)
        try:
            if self._timer:
                signal.setitimer(signal.ITIMER_REAL, _TICK_SECONDS, _TICK_SECONDS)
            yield
        finally:
            self._until = None
            if self._timer:
                signal.setitimer(signal.ITIMER_REAL, 0)

    def check_cancel(self) -> None:
        """Raise Stopped after a cancel; nothing otherwise."""
        if self._cancel is not None and self._cancel.cancelled:
            raise Stopped

    def check(self) -> None:
        """Raise TimeUp or Stopped when it is time to; nothing otherwise."""
        self.check_cancel()
        if self._until is None:
            return
        if time.thread_time() > self._until[0] or time.monotonic() > self._until[1]:
            raise TimeUp

    def _on_tick(self, number: int, frame: FrameType | None) -> None:
        if self._until is not None:
            self.check()


def _timer_is_free() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
        and signal.getitimer(signal.ITIMER_REAL)[0] == 0.0
    )
