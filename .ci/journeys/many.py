"""A hundred thousand findings: scanned, sorted, filtered, grouped and walked in the window; its memory."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

from journeys.screen import Screen, Window, changed, expect, on_screen
from journeys.setting import Setting, home_of
from tests.gui.bench.project import make_project

FINDINGS = 100_000
MOST_MIB = 3_000


def travel(setting: Setting) -> None:
    """Open the made project and use its findings by keys."""
    with home_of() as home, tempfile.TemporaryDirectory() as place:
        project = Path(place) / "many"
        make_project(project, FINDINGS)

        def act(window: Window) -> None:
            begun = time.monotonic()
            window.wait_until_judged("many")
            print(f"  judged after {time.monotonic() - begun:.0f} s", flush=True)
            use(window, Path(place))
            mib = peak(window.process.pid)
            print(f"  {FINDINGS:,} findings: the window took {mib:,} MiB at most", flush=True)
            expect(mib < MOST_MIB, f"the window took {mib:,} MiB")

        on_screen(Screen(), home, setting.out, setting.start(project), act)


def use(window: Window, place: Path) -> None:
    """The table to its end and back."""
    window.key("ctrl+2")
    top = window.shot("14-findings")
    window.key("End", pause=1.0)
    end = window.shot("14-end")
    expect(changed(top, end) > 0.02, "End did not lead to the end of the table")
    window.key("Home", *["Next"] * 20, pause=0.1)
    window.shot("14-walked")


def peak(process: int) -> int:
    """The most memory that a process held at a time, in MiB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) >> 10 if found else 0
