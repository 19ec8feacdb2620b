"""The way without a mouse: editor, target, tick, undo, palette, export."""

from __future__ import annotations

from pathlib import Path

from journeys.deeds import export, kept, told_editor
from journeys.first import tick_states
from journeys.screen import Screen, Window, expect, on_screen
from journeys.setting import Setting, home_of


def travel(setting: Setting) -> None:
    """From the start page to an export, by keys alone."""
    with home_of() as home:
        on_screen(Screen(), home, setting.out, setting.start(), lambda window: keys_alone(window, home))


def keys_alone(window: Window, home: Path) -> None:
    """Every step by keys; what the editor was told and what is kept is looked at."""
    window.key("Tab", "space")
    window.wait_until_judged()
    window.key("ctrl+2", "Down")
    path, line = told_editor(window, home)
    expect(Path(path).is_file() and int(line) > 0, f"the editor was told {path} {line}")
    window.key("ctrl+4", "Return")
    window.wait_until_judged()
    window.shot("11-target-by-keys")
    targets = [value["targets"] for value in kept(home, "targets")]
    expect(sum(map(len, targets)) == 1, f"after one choice the user's folder holds {targets}")
    window.key("ctrl+6", "space")
    expect(tick_states(home) == ["done"], f"after Space the user's folder holds {tick_states(home)}")
    window.key("ctrl+z")
    expect("done" not in tick_states(home), f"after undo the user's folder holds {tick_states(home)}")
    window.key("ctrl+shift+z", "ctrl+k")
    window.type("licences")
    window.shot("11-palette-by-keys")
    window.key("Return")
    window.shot("11-licences-by-keys")
    window.key("ctrl+6")
    text = export(window, home / "MIGRATION.md")
    expect("- [x] " in text, "the exported checklist has no ticked box")
    window.wait_until_judged()
