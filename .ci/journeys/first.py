"""A user's first way: sample project, every page, decision, policy, filter, tick, export; opened again."""

from __future__ import annotations

import time
from pathlib import Path

from journeys.deeds import export, kept
from journeys.looks import PAGES
from journeys.screen import Screen, Window, expect, on_screen
from journeys.setting import Setting, home_of

CHECKLIST_BUTTON = (100, 360)
"""Where the button of the checklist stands at 1280 × 800, in the font of a bare Debian."""


def travel(setting: Setting) -> None:
    """First run; second run: the tick is still there; third: the last result from the start page."""
    with home_of() as home:
        out = setting.out
        opened = on_screen(Screen(), home, out, setting.start(), lambda window: first_run(window, home))
        left = on_screen(Screen(), home, out, setting.start(setting.sample), Window.wait_until_judged)
        expect(left == opened, f"{opened} tasks were open at the end, {left} after opening again")
        left = on_screen(Screen(), home, out, setting.start(), reopened)
        expect(left == opened, f"{opened} tasks were open at the end, {left} in the last result")


def first_run(window: Window, home: Path) -> int:
    """From the start page to an exported checklist; hands back how many tasks are open at the end."""
    window.shot("0-start-light")
    window.key("Tab", "space")  # from "Choose a folder" to "Try the sample project"
    opened = window.wait_until_judged()
    window.shot("1-report-light")
    for number, page in enumerate(PAGES, 1):
        window.key(f"ctrl+{number}")
        window.shot(f"{number}-{page}-light")
    overrule(window, home)
    window.key("ctrl+2", "ctrl+f")
    window.type("groq")
    window.shot("6-filtered-light")
    window.key("ctrl+6")
    window.click(*CHECKLIST_BUTTON)
    window.key("space")
    window.shot("7-ticked-light")
    expect(tick_states(home) == ["done"], f"after one tick the user's folder holds {tick_states(home)}")
    expect(
        window.title().startswith(f"sample-project – {opened - 1} open"), f"the title is {window.title()!r}"
    )
    text = export(window, home / "MIGRATION.md", "8-export-light")
    expect("- [x] " in text, "the exported checklist has no ticked box")
    return opened - 1


def overrule(window: Window, home: Path) -> None:
    """Count a cleared place by keys, take it back, and judge under another policy and back."""
    window.key("ctrl+8", "ctrl+shift+c")
    window.type("the journey says so")
    window.key("Return")
    window.wait_until_judged()
    window.shot("6-counted-light")
    expect(len(counted_lines(home)) == 1, f"after one decision the user's folder holds {counted_lines(home)}")
    window.key("ctrl+z")
    window.wait_until_judged()
    expect(counted_lines(home) == [], f"after undo the user's folder holds {counted_lines(home)}")
    window.key("ctrl+1", "ctrl+l")
    time.sleep(1.0)
    window.shot("7-policy-light")
    window.key("Escape")


def reopened(window: Window) -> int:
    """The last result from the start page, by Return: the newest project has the focus."""
    window.shot("10-start-light")
    window.key("Return")
    opened = window.wait_until_judged()
    window.shot("10-reopened-light")
    return opened


def counted_lines(home: Path) -> list[object]:
    """The places that the user counts, as they are kept."""
    return [row for value in kept(home, "choices") for row in value["count"]]


def tick_states(home: Path) -> list[str]:
    """The states of the tasks that somebody set, as they are kept."""
    return [row["state"] for value in kept(home, "ticks") for row in value["ticks"].values()]
