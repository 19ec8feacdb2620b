"""`llama-advisor [FOLDER]`: opens the window. The only module of the command line that knows there is one."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from advisor.core.errors import UsageError

if TYPE_CHECKING:
    from advisor.core.assessment import Assessment

COMMANDS = ("scan", "checklist", "identify", "catalog", "benchmark")


def is_meant(arguments: list[str]) -> bool:
    """True when `arguments` name no command and no option: nothing, or a folder to open."""
    return not arguments or not (arguments[0].startswith("-") or arguments[0] in COMMANDS)


def open_window(arguments: list[str]) -> int:
    """Open the window, on the folder in `arguments` if there is one; the exit code once it is closed.

    Raises `UsageError` for what is no folder, or where this installation has no window.
    """
    _check(arguments)
    try:
        from advisor.gui.main import main
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("advisor.gui"):
            raise
        raise UsageError(
            "This program has no window in it; llama-advisor-gui opens one. The report without a window: "
            "llama-advisor scan FOLDER."
        ) from error
    return main(arguments)


def pdf(assessment: Assessment, *, include_cleared: bool) -> bytes:
    """The report as a PDF; see `_paper`."""
    content: bytes = _paper().pdf(assessment, include_cleared=include_cleared)
    return content


def checklist_pdf(assessment: Assessment) -> bytes:
    """The checklist as a PDF; see `_paper`."""
    content: bytes = _paper().checklist_pdf(assessment)
    return content


def check_paper() -> None:
    """Say before a long scan that no PDF can be made; see `_paper`."""
    _paper()


def _paper() -> ModuleType:
    """What sets pages, which lives in the window's room; no display is needed.

    Raises `UsageError` where this installation has no Qt, or lacks a library for it.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a page needs no screen, not even one that is there
    try:
        from advisor.gui.qtguard import problem

        if (missing := problem()) is not None:
            raise UsageError(str(missing))
        from advisor.gui import application
        from advisor.gui import pdf as paper
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(("advisor.gui", "PySide6")):
            raise
        raise UsageError(
            "This program cannot make a PDF: it has no window in it. --format html prints as well."
        ) from error
    application.make_application()
    return paper


def _is_folder(word: str) -> bool:
    """False also for what no system takes for a path: an empty word, one that is far too long."""
    try:
        return bool(word) and Path(word).is_dir()
    except OSError:
        return False


def _check(arguments: list[str]) -> None:
    if not arguments:
        return
    first = arguments[0]
    if not _is_folder(first):
        near = get_close_matches(first, COMMANDS, n=1)
        hint = f" Did you mean {near[0]}?" if near else " --help lists the commands."
        raise UsageError(f"{first or 'An empty word'} is neither a folder nor a command.{hint}")
    if len(arguments) > 1:
        raise UsageError(
            f"The window opens one folder and takes no options; for a report: llama-advisor scan {first}."
        )
