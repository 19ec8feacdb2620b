"""Runs slow, pure work beside the window and brings its result back to the main thread."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

from advisor.core.errors import AdvisorError
from advisor.gui.plain import tr
from advisor.gui.qt import QObject, Qt, QThreadPool, Signal

logger = logging.getLogger(__name__)


class _Job(QObject):
    """Carries one result over. Lives in the main thread, so its slots run there."""

    finished = Signal(object, object)


class Background(QObject):
    """One job after the other; what a superseded job brings is dropped.

    The worker touches no widget. A job that raises `AdvisorError` is answered with its message; any
    other exception goes to the program's hook like one in a slot.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._latest: _Job | None = None

    @property
    def busy(self) -> bool:
        """True while a result is awaited."""
        return self._latest is not None

    def run(
        self, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[str], object]
    ) -> None:
        """Do `work` elsewhere, then call `done` with its result or `failed` with a message, here."""
        job = _Job(self)
        self._latest = job
        job.finished.connect(
            lambda result, error: self._deliver(job, result, error, done, failed),
            Qt.ConnectionType.QueuedConnection,
        )
        self._pool.start(lambda: _work(job, work))

    def drop(self) -> None:
        """Forget the running job; its result will not be delivered."""
        self._latest = None

    def wait(self) -> None:
        """Wait for the running job to end, before the program does."""
        self._latest = None
        self._pool.waitForDone(5000)

    def _deliver(
        self,
        job: _Job,
        result: Any,
        error: BaseException | None,
        done: Callable[[Any], object],
        failed: Callable[[str], object],
    ) -> None:
        job.deleteLater()
        if job is not self._latest:
            return
        self._latest = None
        if error is None:
            done(result)
        elif isinstance(error, AdvisorError):
            failed(str(error))
        else:
            failed(tr("Something went wrong inside the program. The log says more."))
            sys.excepthook(type(error), error, error.__traceback__)


def _work(job: _Job, work: Callable[[], Any]) -> None:
    try:
        result, error = work(), None
    except Exception as problem:  # the worker's wall: whatever happens becomes a value
        result, error = None, problem
    job.finished.emit(result, error)
