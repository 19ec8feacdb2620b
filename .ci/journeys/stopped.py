"""A scan stopped by Esc says everywhere that it is partial; the next one, let run, says so no more."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from journeys.deeds import export
from journeys.screen import Screen, Window, changed, expect, on_screen, wait_for
from journeys.setting import Setting, home_of
from tests.gui.bench.project import make_project

FINDINGS, NOTES = 8_000, 8_000
WORDS = "**Partial: the scan was stopped before its end.**"
NUMBER = "50x26+180+168"
"""Where the navigation says how many places were found."""
STATE = "200x40+420+25"
"""Where the header says how the scan stands."""


def travel(setting: Setting) -> None:
    """Open a large project by hand, stop its scan, export, scan again to the end."""
    with home_of() as home, tempfile.TemporaryDirectory() as place:
        project = Path(place) / "large"
        make_project(project, FINDINGS)
        (project / "notes").mkdir()
        for number in range(NOTES):
            (project / "notes" / f"{number}.txt").write_text(f"note {number}\n", encoding="utf-8")
        on_screen(Screen(), home, setting.out, setting.start(), lambda window: stop(window, project))


def stop(window: Window, project: Path) -> None:
    """Esc in the middle of the scan, an export, and F5."""
    open_by_hand(window, project)
    window.key("Escape")
    left = window.wait_until_judged("large", partial=True)
    partial = window.shot("13-partial")
    for page in (2, 6, 8):
        window.key(f"ctrl+{page}")
        window.shot(f"13-partial-{page}")
    window.key("ctrl+1")
    report = export(window, project.parent / "PART.md", "13-partial-export")
    expect(WORDS in report, "the report is not called partial")
    window.key("F5")
    whole = window.wait_until_judged("large")
    expect(whole >= left, f"{left} tasks of a part, {whole} of the whole")
    expect(changed(partial, window.shot("13-whole"), STATE) > 0, "the header says the same of part and whole")
    report = export(window, project.parent / "WHOLE.md")
    expect("Partial" not in report, "the report of the whole is called partial")


def open_by_hand(window: Window, project: Path) -> None:
    """By the button of the start page; until the first places are found."""
    window.key("space")  # "Choose a folder…" has the focus
    time.sleep(1.0)
    window.type(str(project))
    window.key("Return")
    wait_for(lambda: window.title().startswith("large – "), f"{project.name} was not opened", 10)
    bare = window.shot("13-begun")
    wait_for(lambda: changed(bare, window.shot("13-scanning"), NUMBER) > 0, "no place was found", 20)
