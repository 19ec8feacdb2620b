"""The last of the three walls: errors become a sentence on stderr and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback

from advisor.core.errors import AdvisorError
from advisor.report.clean import home_shortened, masked, plain

INTERRUPTED = 130
CRASHED = 4


def guarded(arguments: list[str]) -> int:
    """Run the command in `arguments`; every outcome is an exit code."""
    try:
        from advisor.cli.commands import run

        code = run(arguments)
        sys.stdout.flush()
    except AdvisorError as error:
        _say(f"llama-advisor: {plain(str(error))}")
        return error.exit_code
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        _say("llama-advisor: stopped.")
        return INTERRUPTED
    except Exception as error:
        return _crashed(error, verbose="--verbose" in arguments)
    return code


def _say(text: str) -> None:
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        return  # nobody is listening; the exit code still speaks


def _reader_left() -> int:
    """`… | head` closes the pipe once it has enough: no error. Python must not flush into it at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
    return 0


def _crashed(error: Exception, *, verbose: bool) -> int:
    _say(
        f"llama-advisor: a fault of this program, not of your project: {type(error).__name__}{_place(error)}."
    )
    if verbose:
        _say(home_shortened(masked("".join(traceback.format_exception(error)))))
    else:
        _say("Run it again with --verbose for the details.")
    return CRASHED


def _place(error: Exception) -> str:
    """Where it happened, by module name: a path would tell whose machine it is."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    name = os.path.basename(frames[-1].filename)  # noqa: PTH119
    return f" at {name}:{frames[-1].lineno}"
