"""The hostile repository in the window: its names, lines and prompts are shown as they are and do nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from journeys.deeds import copied, export, told_editor
from journeys.looks import gallery
from journeys.screen import Screen, Window, expect, on_screen
from journeys.setting import Setting, home_of
from tests.hostile.tree import NAME_SECRET, SECRETS, build, fingerprint

NAME = "<b>R&D<s> \u202egpj\nx"
"""What the folder is called: markup, a mnemonic, an override of direction, a line end."""
SHOWN = "<b>R&D<s> \\u202egpj\\nx"
HARMFUL = "\x1b\x07\x9b\u202e\u200b\u2060\x00"
"""Characters that no reader may ever get raw."""
COMMAND = "$(touch canary).py"
"""A name that would run in a shell."""
LEAST = 5_000
"""Characters of whatever names all places."""


def travel(setting: Setting) -> None:
    """Open it, walk every page and many previews, copy, export; nothing of it ran, nothing in it changed."""
    with home_of() as home, tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        made = build(place)
        before = fingerprint(place)
        project = made.root.rename(place / NAME)
        command = setting.start(project)
        on_screen(Screen(), home, setting.out, command, lambda window: walk(window, home, place))
        project.rename(made.root)
        expect(not made.canary.exists(), "something of the hostile repository ran")
        expect(fingerprint(place) == before, "the hostile repository or its neighbour changed")


def walk(window: Window, home: Path, place: Path) -> None:
    """Every page, then the findings."""
    window.wait_until_judged(SHOWN)
    gallery(window, "strangers")
    previews(window)
    window.key("ctrl+2", "ctrl+f")
    window.type("touch canary")
    window.key("ctrl+2")
    path, line = told_editor(window, home)
    expect(
        Path(path) == place / NAME / "names" / COMMAND and line == "1", f"the editor was told {path!r} {line}"
    )
    window.key("ctrl+shift+f", "ctrl+2", "ctrl+a")
    clean("what was copied", copied(window))
    for number, form in enumerate(("", "CSV")):
        text = export(window, home / f"{number}.txt", f"15-{form or 'Markdown'}", form=form)
        clean(f"the {form or 'Markdown'} report", text)
    elsewhere(window)


def previews(window: Window) -> None:
    """Rows of each kind of hostile file, one after the other, each with its lines beside it."""
    for words, rows in {"names": 12, "report": 4, "flood": 4, "secret": 4}.items():
        window.key("ctrl+2", "ctrl+f")
        window.type(f"path:{words}/")
        window.key("ctrl+2", "Home")
        window.shot(f"15-{words}-0")
        for number in range(1, rows):
            window.key("Down", pause=0.15)
            if number % 4 == 3:
                window.shot(f"15-{words}-{number}")


def elsewhere(window: Window) -> None:
    """The palette and the start page name the project and its files."""
    window.key("ctrl+k")
    window.type("touch")
    window.shot("15-palette")
    window.key("Escape", "alt+Home")
    window.shot("15-start")
    window.wait_until_judged(SHOWN)


def clean(what: str, text: str) -> None:
    """Long enough, without anything that steers a reader's screen, without a secret."""
    expect(len(text) > LEAST, f"{what} has {len(text)} characters")
    raw = sorted({ascii(char) for char in HARMFUL if char in text})
    expect(not raw, f"{what} holds {', '.join(raw)}")
    told = [name for name, secret in {**SECRETS, "name of a file": NAME_SECRET}.items() if secret in text]
    expect(not told, f"{what} tells the {', '.join(told)}")
