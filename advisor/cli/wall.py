"""The last of the three walls: errors become a sentence on stderr and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys

from advisor.cli.talk import flush, say_error
from advisor.core.errors import AdvisorError
from advisor.report.clean import home_shortened, masked, plain, visible

INTERRUPTED = 130
CRASHED = 4


def guarded(arguments: list[str]) -> int:
    """Run the command in `arguments`; every outcome is an exit code."""
    try:
        return _to_its_end(arguments)
    except AdvisorError as error:
        say_error(plain(str(error)))
        code = error.exit_code
    except BrokenPipeError:
        code = 0  # `… | head` closes the pipe once it has enough: no error
    except KeyboardInterrupt:
        say_error("stopped.")
        code = INTERRUPTED
    except Exception as error:
        code = _crashed(error, verbose="--verbose" in arguments)
    _let_go_of_stdout()
    return code


def _to_its_end(arguments: list[str]) -> int:
    from advisor.cli.commands import run

    try:
        code = run(arguments)
    except SystemExit as ended:  # the parser, after --help or wrong words
        code = ended.code if isinstance(ended.code, int) else 0
    flush()
    return code


def _let_go_of_stdout() -> None:
    """Python flushes stdout once more when it ends: what a closed or full one refuses is dropped quietly."""
    try:
        flush()
    except (OSError, AdvisorError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def _crashed(error: Exception, *, verbose: bool) -> int:
    import traceback

    say_error(f"a fault of this program, not of your project: {type(error).__name__}{_place(error)}.")
    if verbose:
        lines = home_shortened(masked("".join(traceback.format_exception(error)))).splitlines()
        say_error("\n".join(visible(line) for line in lines))
    else:
        say_error("run it again with --verbose for the details.")
    return CRASHED


def _place(error: Exception) -> str:
    """Where it happened, by module name: a path would tell whose machine it is."""
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    name = os.path.basename(trace.tb_frame.f_code.co_filename)  # noqa: PTH119
    return f" at {name}:{trace.tb_lineno}"
