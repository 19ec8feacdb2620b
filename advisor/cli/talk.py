"""The two mouths of the command line: the result on stdout, everything else on stderr."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import TextIO

from advisor.core.errors import UsageError
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
            _to_stderr(f"{plain(text)}\n")

    def detail(self, text: str) -> None:
        """Something for `--verbose`."""
        if self.verbose:
            self.say(text)


def say_error(text: str) -> None:
    """Why the program ends; said whatever `--quiet` says. `text` is clean already."""
    _to_stderr(f"llama-advisor: {text}\n")


def is_terminal(stream: TextIO | None) -> bool:
    """True where a person looks; False for files, pipes and a stream that was closed before the start."""
    return stream is not None and stream.isatty()


def _to_stderr(text: str) -> None:
    """Say it if there is anybody to say it to; without a stderr `print` would take stdout."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        return  # nobody is listening; the exit code still speaks


def write(text: str) -> None:
    """Put a piece of the result on stdout: UTF-8 in files and pipes, what the terminal can show on one.

    Raises `UsageError` when it cannot be written, `BrokenPipeError` when its reader has left.
    """
    if sys.stdout is None:
        raise UsageError("There is no standard output to write the result to; --output FILE takes a file.")
    encoding = (sys.stdout.encoding or "utf-8") if sys.stdout.isatty() else "utf-8"
    flush()
    try:
        sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(error) from error


def flush() -> None:
    """Hand over what was written so far. Raises like `write`."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> UsageError:
    return UsageError(f"The result cannot be written to standard output: {error.strerror}.")
