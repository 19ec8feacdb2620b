"""Use case: a scan that runs beside a window, in child processes: asked for news, cancelled or ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.app.analyse import refuse_silence
from advisor.core.errors import AdvisorError
from advisor.core.findings import Finding, ScanResult
from advisor.core.progress import Cancel

if TYPE_CHECKING:
    from advisor.scan.job import ScanJob


@dataclass(frozen=True, slots=True)
class Update:
    """What a running scan has to say since it was asked last."""

    total: int | None = None
    """Files to read; None while they are being counted."""
    done: int = 0
    folder: str = ""
    found: tuple[Finding, ...] = ()
    """New findings, in the order they came in; verdicts are not set yet."""
    result: ScanResult | None = None
    """Set once, when the scan is over or was cancelled."""
    error: str = ""
    """Set once, when it ended without a result: a sentence for the user."""


class LiveScan:
    """One scan under way. Ask it from one thread; no call takes longer than a few hundredths of a second."""

    def __init__(self, job: ScanJob, cancel: Cancel, folder: Path) -> None:
        self._job = job
        self._cancel = cancel
        self._folder = folder
        self._told = 0
        self._over = False

    def poll(self) -> Update:
        """What is new since the last call; an empty update once it is over."""
        if self._over:
            return Update()
        try:
            running = self._job.poll()
            return self._update(None if running else self._finish())
        except AdvisorError as error:
            self.kill()
            return Update(error=str(error))

    def _finish(self) -> ScanResult:
        self.kill()
        result = self._job.result()
        refuse_silence(result, self._folder)
        return result

    def _update(self, result: ScanResult | None) -> Update:
        job = self._job
        news = tuple(job.findings(self._told))
        self._told += len(news)
        return Update(job.files_seen if job.counted else None, job.files_done, job.folder, news, result)

    def cancel(self) -> None:
        """Ask it to stop; the next `poll` hands over what was found, labelled partial."""
        self._cancel.cancel()

    def kill(self) -> None:
        """End it now; no result follows."""
        self._over = True
        self._job.close()


def start(folder: Path, *, all_files: bool = False) -> LiveScan:
    """Begin to scan `folder` in child processes. Raises `UsageError` when there is no such folder."""
    from advisor.scan.client import ProcessClient
    from advisor.scan.load import load_knowledge
    from advisor.scan.options import ScanOptions

    cancel = Cancel()
    options = ScanOptions(all_files=all_files, isolated=True)
    job = ProcessClient(load_knowledge(None, ())).start(folder, options, cancel)
    return LiveScan(job, cancel, folder)
