"""How a long job talks while it runs: an observer, and a flag to stop it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from advisor.core.findings import Finding


class Progress(Protocol):
    """Receives the truth about a running scan. Calls come from one thread, at most 20 a second."""

    def counted(self, files_total: int) -> None:
        """Discovery is complete: this many files will be read."""

    def advanced(self, files_done: int, folder: str, findings: int) -> None:
        """So many files are done, the scan is in `folder`, so many findings stand."""

    def found(self, batch: Sequence[Finding]) -> None:
        """Findings in the order they were found; verdicts are not set yet."""


class SilentProgress:
    """The default observer: hears everything, says nothing."""

    def counted(self, files_total: int) -> None:
        """Ignore."""

    def advanced(self, files_done: int, folder: str, findings: int) -> None:
        """Ignore."""

    def found(self, batch: Sequence[Finding]) -> None:
        """Ignore."""


class Cancel:
    """A flag that one side sets and the other side looks at between files."""

    __slots__ = ("_set",)

    def __init__(self) -> None:
        self._set = False

    def cancel(self) -> None:
        """Ask the job to stop at the next safe point and hand over what it has."""
        self._set = True

    @property
    def cancelled(self) -> bool:
        """True once `cancel` was called."""
        return self._set
