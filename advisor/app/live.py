"""Use case: a scan beside a window. It is started, asked how it goes and cancelled; nobody waits for it.
What it yields can be judged again and again: as of another day, with another target.

The scan runs in child processes. A thread of its own drives it, since starting and ending a process,
sorting a large result or listing a slow folder would hold whoever does it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.app import configuration, overlays, policies, update
from advisor.app.analyse import judge, refuse_silence
from advisor.app.checklist import Ticked, ticked
from advisor.core.assessment import Assessment
from advisor.core.decisions import PROJECT_FILE
from advisor.core.errors import AdvisorError, UsageError
from advisor.core.findings import Finding, ScanResult
from advisor.core.knowledge import CatalogStamp
from advisor.core.overlay import Overlay
from advisor.core.progress import Cancel
from advisor.store import folders

if TYPE_CHECKING:
    from advisor.catalog import Catalog

_FAULT = "The scan ended by a fault of this program, not of your project. The log says more."


@dataclass(frozen=True, slots=True)
class Update:
    """What a running scan has to say since it was asked last."""

    total: int | None = None
    """Files to read; None while they are being counted."""
    done: int = 0
    folder: str = ""
    found: tuple[Finding, ...] = ()
    """New findings, in the order they were found."""
    result: ScanResult | None = None
    """Set once, when the scan is over or was cancelled."""
    error: str = ""
    """Set once, when it ended without a result."""


class LiveScan:
    """One scan under way. All methods return at once and may be called from any thread."""

    def __init__(self, folder: Path, *, all_files: bool = False, data: Path | None = None) -> None:
        """Begin to scan `folder`; what goes wrong is told by `poll`. `data` overrides the user's folder."""
        self._folder = folder
        self._data = data
        self._all_files = all_files
        self._cancel = Cancel()
        self._mailbox = _Mailbox()
        self._thread = threading.Thread(target=self._drive, name="scan", daemon=True)
        self._thread.start()

    def poll(self) -> Update:
        """What is new since the last call."""
        return self._mailbox.take()

    def cancel(self) -> None:
        """Ask it to stop and hand over what it has."""
        self._cancel.cancel()

    def kill(self) -> None:
        """End it; what it still has to say is not heard."""
        self._cancel.cancel()
        self._mailbox.shut()

    def join(self, seconds: float) -> None:
        """Wait so long at most until its processes are gone, before the program ends."""
        self._thread.join(seconds)

    def _drive(self) -> None:
        error = _FAULT
        try:
            self._mailbox.end(result=self._scan())
            error = ""
        except AdvisorError as problem:
            error = str(problem)
        finally:  # also for a fault, which goes on to the hook of the thread: nobody shall wait for ever
            if error:
                self._mailbox.end(error=error)

    def _scan(self) -> ScanResult:
        from advisor.scan.client import ProcessClient
        from advisor.scan.load import knowledge_of
        from advisor.scan.options import ScanOptions

        own = overlays.in_force(data=self._data)
        _, catalog, laid = configuration.with_catalog(configuration.of_project(self._folder), own)
        client = ProcessClient(knowledge_of(catalog))
        options = ScanOptions(
            all_files=self._all_files,
            isolated=True,
            resources=catalog.files.folder,
            overlays=laid,
            cache=folders.cache_folder() if self._data is None else self._data / "cache",
        )
        result = client.scan(self._folder, options, self._mailbox, self._cancel)
        refuse_silence(result, self._folder)
        return result


class _Mailbox:
    """Where the driving thread leaves its news; the `Progress` of the scan."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open = True
        self._total: int | None = None
        self._done = 0
        self._place = ""
        self._found: list[Finding] = []
        self._result: ScanResult | None = None
        self._error = ""

    def counted(self, files_total: int) -> None:
        with self._lock:
            self._total = files_total

    def advanced(self, files_done: int, folder: str, findings: int) -> None:
        with self._lock:
            self._done, self._place = files_done, folder

    def found(self, batch: Sequence[Finding]) -> None:
        with self._lock:
            if self._open:
                self._found.extend(batch)

    def end(self, result: ScanResult | None = None, error: str = "") -> None:
        with self._lock:
            if self._open:
                self._result, self._error = result, error

    def shut(self) -> None:
        with self._lock:
            self._open = False
            self._found, self._result, self._error = [], None, ""

    def take(self) -> Update:
        with self._lock:
            update = Update(
                self._total, self._done, self._place, tuple(self._found), self._result, self._error
            )
            self._found, self._result, self._error = [], None, ""
        return update


def start(folder: Path, *, all_files: bool = False, data: Path | None = None) -> LiveScan:
    """Begin to scan `folder`; `data` overrides the user's folder. Raises `UsageError` when there is none."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Choose another one.")
    return LiveScan(folder, all_files=all_files, data=data)


def judged(
    folder: Path, result: ScanResult, as_of: date, targets: Mapping[str, str], *, data: Path | None = None
) -> Ticked:
    """Judge and plan a scan of `folder` as of a day, with decisions on single places and ticks put back.

    It is judged under the limits and answers kept for the project. `targets` names the chosen alternative
    of dependencies, by their ids; one that the catalog no longer has is left out and named in a message.
    Raises `CatalogError` when the facts are damaged, `OverlayError` for one of the user's own overlays.
    """
    found, catalog, _ = _prepared(configuration.of(folder, data=data), overlays.in_force(data=data))
    policy, said = policies.in_force(folder, targets, catalog, as_of, data=data)
    done = ticked(judge(result, catalog, policy, as_of, found.decisions), folder, data=data)
    messages = (*_theirs(done.assessment), *said, *found.messages, *done.messages)
    return replace(done, messages=messages)


def _theirs(assessment: Assessment) -> list[str]:
    """What the project's own file did: a stranger's, so it is said beside the work as in every report."""
    from advisor.report.decided import head_lines

    parts = [part for part in assessment.configuration if part.origin == PROJECT_FILE and not part.fault]
    return head_lines(replace(assessment, configuration=tuple(parts)))


def stamp() -> CatalogStamp:
    """Which catalog is in use. Raises `CatalogError` when it cannot be read."""
    return _catalog(overlays.in_force()).stamp


def catalog_of(folder: Path, *, data: Path | None = None) -> Catalog:
    """The catalog that the project in `folder` is judged by. Raises like `judged`."""
    return _prepared(configuration.of(folder, data=data), overlays.in_force(data=data))[1]


def offer() -> policies.Offer:
    """What a policy can be made of. Raises `CatalogError` when the catalog cannot be read."""
    return policies.offer(_catalog(overlays.in_force()))


def _prepared(
    found: configuration.Configuration, own: tuple[Overlay, ...]
) -> tuple[configuration.Configuration, Catalog, tuple[Overlay, ...]]:
    """The catalog for a project, from memory where nothing is laid over it on the project's account."""
    if found.names is None:
        return found, _catalog(own), own
    return configuration.with_catalog(found, own)


_READ: dict[tuple[str, ...], Catalog] = {}
"""The catalog read last, by its folder and what was laid over it: a window judges many times."""


def _catalog(own: tuple[Overlay, ...]) -> Catalog:
    key = (str(update.folder_in_use()), *(f"{one.name} {one.digest}" for one in own))
    if key not in _READ:
        made = overlays.laid(own)
        _READ.clear()
        _READ[key] = made
    return _READ[key]
