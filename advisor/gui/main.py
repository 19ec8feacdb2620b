"""The entry of the window: asks the gate before any Qt is imported, then opens it.

Frozen, the same program is also the worker of its own scans and tests itself.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from advisor import WORKER_SWITCH

NO_WINDOW = 2


def console() -> int:
    """Entry of `llama-advisor-gui`; hands back the exit code."""
    return main(sys.argv[1:])


def main(argv: list[str]) -> int:
    """Open the window on the folder in `argv`, or on the start page; hands back the exit code.

    2: no window can open here; the reason and the one command that helps stand on standard error.
    """
    if argv[:1] == [WORKER_SWITCH]:
        from advisor.app.worker import serve

        return serve()
    given = _parser().parse_args(argv)
    from advisor.gui.qtguard import problem

    trouble = problem()
    if trouble:
        print(f"llama-advisor: {trouble}", file=sys.stderr)
        return NO_WINDOW
    from advisor.gui.application import run

    return run(given.folder, given.as_of)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="llama-advisor-gui",
        description="Opens the window of Llama Advisor, on a project folder where one is given.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, help="the project to open")
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=_day,
        help="judge by what was known on this day, YYYY-MM-DD; default: today",
    )
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it like 2026-11-24") from None


if __name__ == "__main__":
    sys.exit(console())
