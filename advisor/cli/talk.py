"""The two mouths of the command line: the result on stdout, everything else on stderr."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass

from advisor.report.clean import plain


@dataclass(frozen=True, slots=True)
class Talk:
    """Sentences for the person at the terminal."""

    quiet: bool = False
    verbose: bool = False

    @classmethod
    def of(cls, given: argparse.Namespace) -> Talk:
        """As `--quiet` and `--verbose` ask for."""
        return cls(given.quiet, given.verbose)

    def say(self, text: str) -> None:
        """Something worth knowing."""
        if not self.quiet:
            print(plain(text), file=sys.stderr)

    def detail(self, text: str) -> None:
        """Something for `--verbose`."""
        if self.verbose:
            self.say(text)


def write(text: str) -> None:
    """Put a piece of the result on stdout: UTF-8 in files and pipes, what the terminal can show on one."""
    encoding = (sys.stdout.encoding or "utf-8") if sys.stdout.isatty() else "utf-8"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
