"""Where the window's own files lie: inside the installed package or the frozen program, else in the tree."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def icon_folder() -> Path:
    """The folder of the icons. Raises FileNotFoundError when this installation lacks it."""
    for candidate in (_PACKAGE / "_resources" / "icons", _PACKAGE.parent / "resources" / "icons"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("the program's icons are missing; install it again")
