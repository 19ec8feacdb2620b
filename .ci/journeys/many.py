"""A hundred thousand findings: scanned, walked, filtered, grouped, sorted and copied in the window."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

from journeys.deeds import copied
from journeys.screen import Screen, Window, changed, expect, on_screen
from journeys.setting import Setting, home_of
from tests.gui.bench.project import SPELLINGS, make_project

FINDINGS = 100_000
MOST_MIB = 1_000
"""Far above what is measured."""
SETTLED = 3.0
"""Seconds within which a hundred thousand rows have another order, on any machine."""
TABLE = "980x240+265+190"
PLACES = (500, 214)
"""The heading of the column of places, in the font of a bare Debian."""


def travel(setting: Setting) -> None:
    """Open the made project and use its findings."""
    with home_of() as home, tempfile.TemporaryDirectory() as place:
        project = Path(place) / "many"
        make_project(project, FINDINGS)

        def act(window: Window) -> None:
            begun = time.monotonic()
            window.wait_until_judged("many")
            print(f"  judged {time.monotonic() - begun:.0f} s after the window came", flush=True)
            window.key("ctrl+2")
            time.sleep(SETTLED)
            walk(window)
            narrow(window)
            arrange(window)
            mib = peak(window.process.pid)
            print(f"  {FINDINGS:,} findings: the window took {mib:,} MiB at most", flush=True)
            expect(mib < MOST_MIB, f"the window took {mib:,} MiB")

        on_screen(Screen(), home, setting.out, setting.start(project), act)


def walk(window: Window) -> None:
    """To the end of the table and back, page by page; all of it copied."""
    window.key("Home")
    top = window.shot("14-top")
    window.key("End", pause=0.5)
    end = window.shot("14-end")
    expect(changed(top, end, TABLE) > 0.02, "End did not lead to the end of the table")
    window.key(*["Prior"] * 20, pause=0.05)
    window.shot("14-walked")
    window.key("ctrl+a", pause=1.0)
    found = len(copied(window).splitlines())
    expect(found == FINDINGS, f"{found:,} places were copied of {FINDINGS:,}")


def narrow(window: Window) -> None:
    """One of the models, by its name; then all again."""
    window.key("ctrl+f")
    window.type("vicuna")
    time.sleep(SETTLED)
    window.shot("14-filtered")
    window.key("ctrl+2", "ctrl+a", pause=1.0)
    told = copied(window).splitlines()
    expect(len(told) == FINDINGS // len(SPELLINGS), f"the filter let {len(told):,} places through")
    expect(all("vicuna" in line for line in told), "the filter let other places through")
    window.key("ctrl+shift+f")
    time.sleep(SETTLED)


def arrange(window: Window) -> None:
    """By path, the other way round, and under headings."""
    window.key("ctrl+2", "Home")
    before = window.shot("14-by-verdict")
    window.click(*PLACES)
    time.sleep(SETTLED)
    window.key("Home")
    up = window.shot("14-by-place")
    expect(changed(before, up, TABLE) > 0.01, "a click on its heading did not sort by place")
    window.click(*PLACES)
    time.sleep(SETTLED)
    window.key("Home")
    down = window.shot("14-by-place-down")
    expect(changed(up, down, TABLE) > 0.01, "a second click did not turn the order round")
    window.key("ctrl+f", "shift+Tab", "Down")  # the box before the field: by file
    time.sleep(SETTLED)
    window.key("ctrl+2", "Home")
    grouped = window.shot("14-by-file")
    expect(changed(down, grouped, TABLE) > 0.01, "nothing was grouped")
    window.key(*["Next"] * 10, pause=0.1)
    window.shot("14-by-file-walked")


def peak(process: int) -> int:
    """The most memory that a process held at a time, in MiB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) >> 10 if found else 0
