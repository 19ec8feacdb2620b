"""What a person sees while a scan runs: one line on stderr, only when stderr is a terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from advisor.cli.talk import is_terminal
from advisor.core.findings import Finding
from advisor.core.progress import SilentProgress
from advisor.report.clean import cut, visible
from advisor.report.wording import counted


class LineProgress:
    """Rewrites one line: files done, findings so far, the folder the scan is in."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._shown = False

    def counted(self, files_total: int) -> None:
        """Remember how many files there are."""
        self._total = files_total

    def advanced(self, files_done: int, folder: str, findings: int) -> None:
        """Draw the line anew."""
        of_total = "" if self._total is None else f" of {self._total:,}"
        text = f"{files_done:,}{of_total} files, {counted(findings, 'finding')}  {visible(folder)}"
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{cut(text, width)}")
        sys.stderr.flush()
        self._shown = True

    def found(self, batch: Sequence[Finding]) -> None:
        """Findings are printed with the report, not before."""

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


class NoProgress(SilentProgress):
    """For pipes, files and `--quiet`."""

    def clear(self) -> None:
        """Nothing was drawn."""


def choose(*, quiet: bool) -> LineProgress | NoProgress:
    """A line where a person looks, silence elsewhere."""
    return LineProgress() if is_terminal(sys.stderr) and not quiet else NoProgress()
