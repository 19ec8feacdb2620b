"""Pictures of every page: dark at 100 %, both palettes at 200 %."""

from __future__ import annotations

import time
from pathlib import Path

from journeys.screen import Screen, Window, changed, on_screen, wait_for
from journeys.setting import Setting, home_of

PAGES = ("report", "findings", "dependencies", "alternatives", "licences", "checklist", "catalog", "ledger")
TURNED = 0.01
"""The share of points that differ at the least between two pages."""
PAINTED = 0.4
"""Seconds that a page takes to be painted whole, on a machine that is busy."""


def travel(setting: Setting) -> None:
    """Every page of the sample project in three looks."""
    for look, scale in (("dark", 1.0), ("light", 2.0), ("dark", 2.0)):
        look_round(setting, look, scale)


def look_round(setting: Setting, look: str, scale: float) -> None:
    """Every page in one palette at one scale; the screen grows with it, so that all show 1280 × 800."""
    suffix = "" if scale == 1 else f"-{scale * 100:.0f}"

    def act(window: Window) -> None:
        window.wait_until_judged(setting.sample.name)
        gallery(window, f"{look}{suffix}")

    screen = Screen(round(1280 * scale), round(800 * scale), scale)
    with home_of(look) as home:
        on_screen(screen, home, setting.out, setting.start(setting.sample), act)


def gallery(window: Window, suffix: str) -> None:
    """Every page as it is; the first of them is shown already."""
    before = None
    for number, page in enumerate(PAGES, 1):
        before = turned(window, f"ctrl+{number}", f"{number}-{page}-{suffix}", before)
    window.key("ctrl+1", pause=PAINTED)
    turned(window, "Next", f"1-report-below-{suffix}", window.inner_shot("turning"))
    (window.out / "turning.png").unlink()


def turned(window: Window, key: str, name: str, before: Path | None) -> Path:
    """Press a key and wait until the window differs from `before` and is painted whole; the picture."""
    window.key(key)
    if before is not None:
        wait_for(lambda: changed(before, window.inner_shot(name)) > TURNED, f"{name}: nothing changed")
    time.sleep(PAINTED)
    return window.inner_shot(name)
