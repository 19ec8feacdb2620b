"""The desktop entry fits the program: the window's name, its start script, its icon."""

from __future__ import annotations

import configparser
from pathlib import Path

from advisor.gui.application import DESKTOP_FILE

TOP = Path(__file__).parents[2]


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(TOP / "resources" / "linux" / f"{DESKTOP_FILE}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_entry_is_named_as_the_window_says_it_is() -> None:
    """Wayland finds the window's icon by this name."""
    assert entry()["StartupWMClass"] == DESKTOP_FILE
    assert (TOP / "resources" / "icons" / f"{entry()['Icon']}.svg").is_file()


def test_the_entry_starts_the_program_that_the_project_installs() -> None:
    program = entry()["Exec"].split()[0]
    assert f"{program} = " in (TOP / "pyproject.toml").read_text(encoding="utf-8")
