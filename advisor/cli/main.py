"""The entry of the command line and its wall: whatever happens becomes a message and an exit code.

Imports stay few on purpose: `--version` answers before anything heavy is loaded.
"""

import gc
import os
import sys

from advisor import GARBAGE_THRESHOLDS, WORKER_SWITCH, __version__

_STOPPED = 130
"""Exit code of what Ctrl+C ended, as shells count it."""


def console() -> int:
    """Entry of the console script and of `python -m advisor`; hands back the exit code.

    The wall knows interrupts, too; this one stands while the wall itself is being loaded.
    """
    try:
        drop_cwd()
        gc.set_threshold(*GARBAGE_THRESHOLDS)
        return main(sys.argv[1:])
    except KeyboardInterrupt:
        return _STOPPED


def drop_cwd() -> None:
    """Take the current folder off the import path: it may be a stranger's, full of evil `json.py` files.

    Our own modules are still found, through the package that is already imported. A frozen program never
    has the current folder there, but its worker starts in the program's own folder, which has to stay.
    """
    if getattr(sys, "frozen", False):
        return
    try:
        here = os.path.realpath(os.getcwd())  # noqa: PTH109 - pathlib would be one import more
    except FileNotFoundError:
        here = ""
    sys.path[:] = [entry for entry in sys.path if entry and os.path.realpath(entry) != here]


def main(arguments: list[str]) -> int:
    """Run one command and hand back its exit code; see the table in the help text."""
    if arguments[:1] == [WORKER_SWITCH]:
        from advisor.app.worker import serve

        return serve()
    if arguments == ["--version"] and _version_was_written():
        return 0
    from advisor.cli.wall import guarded

    return guarded(arguments)


def _version_was_written() -> bool:
    """False where standard output is closed or full: saying so is the wall's business."""
    try:
        sys.stdout.write(f"llama-advisor {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):
        return False
    return True
