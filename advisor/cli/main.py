"""The entry of the command line and its wall: whatever happens becomes a message and an exit code.

Imports stay few on purpose: `--version` answers before anything heavy is loaded.
"""

import os
import sys


def console() -> int:
    """Entry of the console script and of `python -m advisor`; hands back the exit code."""
    drop_cwd()
    return main(sys.argv[1:])


def drop_cwd() -> None:
    """Take the current folder off the import path: it may be a stranger's, full of evil `json.py` files.

    Our own modules are still found, through the package that is already imported.
    """
    try:
        here = os.path.realpath(os.getcwd())  # noqa: PTH109 - pathlib would be one import more
    except FileNotFoundError:
        here = ""
    sys.path[:] = [entry for entry in sys.path if entry and os.path.realpath(entry) != here]


def main(arguments: list[str]) -> int:
    """Run one command and hand back its exit code; see the table in the help text."""
    if arguments == ["--version"]:
        from advisor import __version__

        print(f"llama-advisor {__version__}")
        return 0
    from advisor.cli.wall import guarded

    return guarded(arguments)
