"""Pictures of every page: dark at 100 %, both palettes at 200 %."""

from __future__ import annotations

from journeys.screen import Screen, Window, on_screen
from journeys.setting import Setting, home_of

PAGES = ("report", "findings", "dependencies", "alternatives", "licences", "checklist", "catalog", "ledger")


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
    """Every page as it is."""
    for number, page in enumerate(PAGES, 1):
        window.key(f"ctrl+{number}")
        window.shot(f"{number}-{page}-{suffix}")
    window.key("ctrl+1", "Next")
    window.shot(f"1-report-below-{suffix}")
