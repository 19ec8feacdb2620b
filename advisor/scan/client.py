"""The one scan client, and the one place that starts a process.

`InProcessClient` reads and inspects in the caller's process. `ProcessClient` does so for small trees
only; large ones, and every isolated scan, go to child processes over pipes: no fork, no shared memory.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

import advisor
from advisor.core.findings import ScanResult
from advisor.core.progress import Cancel, Progress
from advisor.scan.cache import CachePlace
from advisor.scan.job import ScanJob
from advisor.scan.knowledge import Knowledge
from advisor.scan.options import ScanOptions
from advisor.scan.pool import Pool, Process

_MOST_WORKERS = 8
_WAIT_SECONDS = 0.05
_TALK_SECONDS = 0.05


class ScanClient(Protocol):
    """Scans folders."""

    def start(self, root: Path, options: ScanOptions, cancel: Cancel) -> ScanJob:
        """Begin a scan that the caller moves on with `ScanJob.poll` and ends with `ScanJob.close`.

        Raises UsageError when `root` is no folder.
        """

    def scan(self, root: Path, options: ScanOptions, progress: Progress, cancel: Cancel) -> ScanResult:
        """Scan a folder to its end, or until `cancel` is set.

        Raises UsageError when `root` is no folder, WorkerError when no worker can be started.
        """


class InProcessClient:
    """Scans in the caller's process, whatever the options say of isolation."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def start(self, root: Path, options: ScanOptions, cancel: Cancel) -> ScanJob:
        """See `ScanClient.start`."""
        return ScanJob(root, options, self._knowledge, cancel, None)

    def scan(self, root: Path, options: ScanOptions, progress: Progress, cancel: Cancel) -> ScanResult:
        """See `ScanClient.scan`."""
        return _drive(self.start(root, options, cancel), progress)


class ProcessClient:
    """Scans large trees, and all trees when asked for isolation, in child processes."""

    def __init__(self, knowledge: Knowledge, command: Sequence[str] | None = None) -> None:
        """`command` starts a worker; None: the product's own."""
        self._knowledge = knowledge
        self._command = tuple(command or worker_command())

    def start(self, root: Path, options: ScanOptions, cancel: Cancel) -> ScanJob:
        """See `ScanClient.start`."""

        def make_pool(full: str) -> Pool:
            place = CachePlace.of(options)
            hello = {
                "root": full,
                "resources": None if options.resources is None else str(options.resources.absolute()),
                "overlays": [overlay.to_json() for overlay in options.overlays],
                "budgets": options.budgets.to_json(),
                "cache": [place.folder, place.known],
            }
            size = options.workers or min(_MOST_WORKERS, _cores())
            return Pool(lambda: _start_process(self._command), hello, size, options.budgets)

        return ScanJob(root, options, self._knowledge, cancel, make_pool)

    def scan(self, root: Path, options: ScanOptions, progress: Progress, cancel: Cancel) -> ScanResult:
        """See `ScanClient.scan`."""
        return _drive(self.start(root, options, cancel), progress)


def worker_command() -> list[str]:
    """The command that starts a worker: this interpreter, or this program when it is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, advisor.WORKER_SWITCH]
    return [sys.executable, "-P", "-m", "advisor.scan.worker"]


def _drive(job: ScanJob, progress: Progress) -> ScanResult:
    talk = _Talk(job, progress)
    try:
        while job.poll(_WAIT_SECONDS):
            talk.now_and_then()
        talk.at_end()
        return job.result()
    finally:
        job.close()


class _Talk:
    """Tells an observer how a job goes, at most twenty times a second."""

    def __init__(self, job: ScanJob, progress: Progress) -> None:
        self._job = job
        self._progress = progress
        self._told = 0
        self._counted = False
        self._last = 0.0

    def now_and_then(self) -> None:
        if time.monotonic() - self._last >= _TALK_SECONDS:
            self._last = time.monotonic()
            self.at_end()

    def at_end(self) -> None:
        job, progress = self._job, self._progress
        if job.counted and not self._counted:
            self._counted = True
            progress.counted(job.files_seen)
        news = job.findings(self._told)
        if news:
            self._told += len(news)
            progress.found(news)
        progress.advanced(job.files_done, job.folder, self._told)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start_process(command: Sequence[str]) -> Process:
    """Start a worker: no shell, quiet, away from the caller's folder and terminal.

    The scanned folder may be the current one and hold a `json.py`; -P, the working directory and the
    cleaned search path keep such files from being imported. In a session of its own it hears no Ctrl+C:
    that is for the parent, which keeps what was found and ends its workers.
    """
    import subprocess

    process = subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_home(),
        env=_environment(),
        start_new_session=True,
    )
    return cast("Process", process)


def _home() -> str:
    """The folder that holds the package."""
    return str(Path(advisor.__file__).absolute().parent.parent)


def _environment() -> dict[str, str]:
    """The environment of a worker: the same package as here, and no search path that is not absolute."""
    paths = [_home(), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    kept = [path for path in paths if path and Path(path).is_absolute()]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(kept), "PYTHONSAFEPATH": "1"}
