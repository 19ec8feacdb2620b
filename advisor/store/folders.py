"""Where this system keeps a user's data: XDG on Linux, Library on macOS, AppData on Windows."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_APP = "llama-advisor"
OVERRIDE = "LLAMA_ADVISOR_HOME"
"""Names a folder that holds everything, for tests, portable installs and locked-down machines."""


def data_folder(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """The folder for ticks and recents. It may not exist yet; nothing is created here."""
    if environ.get(OVERRIDE):
        return Path(environ[OVERRIDE]) / "data"
    base = home or Path.home()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or base / "AppData" / "Local") / _APP
    if platform == "darwin":
        return base / "Library" / "Application Support" / _APP
    return _xdg(environ.get("XDG_DATA_HOME"), base / ".local" / "share") / _APP


def cache_folder(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """The folder for what can be made anew at any time. It may not exist yet; nothing is created here."""
    if environ.get(OVERRIDE):
        return Path(environ[OVERRIDE]) / "cache"
    base = home or Path.home()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or base / "AppData" / "Local") / _APP / "cache"
    if platform == "darwin":
        return base / "Library" / "Caches" / _APP
    return _xdg(environ.get("XDG_CACHE_HOME"), base / ".cache") / _APP


def _xdg(value: str | None, default: Path) -> Path:
    """The specification asks to ignore a relative path."""
    return Path(value) if value and Path(value).is_absolute() else default
