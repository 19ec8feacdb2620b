"""What more than one journey does or looks for: an export by keys, what the user's folder keeps."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from journeys.screen import Window, wait_for


def export(window: Window, target: Path, shots: str = "", *, form: str = "") -> str:
    """Save what the page exports, by keys alone; hands back the file's text.

    `form`: how the name of the format begins, where it is not to be Markdown.
    """
    window.key("ctrl+e")
    time.sleep(0.8)
    if form:
        window.key("Tab")  # from "Whole report" to the formats
        window.type(form)
        time.sleep(1.0)
    if shots:
        window.shot(f"{shots}-dialog")
    window.key("Return")  # "Save as…" is the default
    time.sleep(1.0)
    window.key("ctrl+a")
    window.type(str(target))
    window.key("Return")
    wait_for(target.is_file, f"nothing was exported to {target.name}")
    time.sleep(0.5)
    if shots:
        window.shot(f"{shots}-saved")
    return target.read_text(encoding="utf-8")


def copied(window: Window) -> str:
    """Copy what is selected; hands back what another program gets, once it is not what it got before."""
    before = told = clipboard(window)
    window.key("ctrl+c")

    def arrived() -> bool:
        nonlocal told
        told = clipboard(window)
        return told != before

    wait_for(arrived, "nothing new was copied", 30)
    return told


def clipboard(window: Window) -> str:
    """What the clipboard of the screen holds."""
    program = Path(__file__).with_name("clipboard.py")
    command = [sys.executable, str(program)]
    done = subprocess.run(command, env=window.screen.env, capture_output=True, timeout=30, check=True)
    return done.stdout.decode("utf-8", "surrogatepass")


def told_editor(window: Window, home: Path) -> list[str]:
    """Open the finding in the editor by F4; hands back what the editor was told."""
    opened = home / "opened.txt"
    opened.unlink(missing_ok=True)
    window.key("F4")
    wait_for(lambda: opened.is_file() and opened.stat().st_size > 0, "F4 opened no editor")
    return opened.read_bytes().decode("utf-8", "surrogateescape").split("\0")[:-1]


def kept(home: Path, drawer: str) -> list[dict[str, Any]]:
    """What one drawer of the user's folder holds, a value for each project."""
    return [json.loads(path.read_text()) for path in (home / "data" / drawer).glob("*.json")]
