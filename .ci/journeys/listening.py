"""The window read and walked from the start page through every page and dialog."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from journeys.aloud import Walk, printed, survey, wrong_names
from journeys.looks import PAGES
from journeys.reader import Node, Reader
from journeys.screen import Window
from journeys.sight import Sight

DIALOGS = {
    "policy": "ctrl+l",
    "settings": "ctrl+comma",
    "export": "ctrl+e",
    "keys": "F1",
    "day": "ctrl+d",
    "palette": "ctrl+k",
}


class Listening:
    """A user who hears the window and presses keys; what is wrong is handed back in words."""

    def __init__(self, window: Window, frames: Path, *, told: bool) -> None:
        self._window = window
        self._reader = Reader()
        self._sight = Sight(frames)
        self._told = told
        self._begun = time.monotonic()

    def everything(self) -> list[str]:
        """Start page, pages, dialogs, states."""
        found = [*self._looked("start")]
        self._open()
        found += self._announced()
        found += self._walked(PAGES)
        for name, key in DIALOGS.items():
            found += self._dialog(name, key)
        return [*found, *self._states()]

    def pages(self) -> list[str]:
        """Pages with every kind of control once more, in another palette."""
        self._open()
        return [*self._walked(("report", "checklist"))]

    def _open(self) -> None:
        self._reader.find("push button", "Try the sample project").press()
        self._window.wait_until_judged()
        self._reader.listen(0.3)

    def _announced(self) -> Iterator[str]:
        for wanted in ("Scan in progress", "Judging", "depend on Llama"):
            if not self._reader.hears(lambda: any(wanted in each for each in self._reader.heard), 3):  # noqa: B023
                yield f"a scan: {wanted!r} is not announced, only {self._reader.heard}"

    def _walked(self, pages: Sequence[str]) -> Iterator[str]:
        for page in pages:
            number = PAGES.index(page) + 1
            self._reader.focus_moves(lambda: self._window.key(f"ctrl+{number}", pause=0))  # noqa: B023
            self._window.key("Down")  # what a pane shows of another row stands in order, too
            self._reader.listen(0.3)
            yield from self._looked(page)

    def _looked(self, where: str) -> Iterator[str]:
        parts = survey(self._reader.top())
        walk = Walk(self._reader, self._window.screen, self._sight, parts).go()
        if self._told:
            print(f"{where}: {len(walk.steps)} steps, {time.monotonic() - self._begun:.0f} s", flush=True)
            print("\n".join(printed(walk.steps)))
        for fault in (*wrong_names(parts), *walk.faults()):
            yield f"{where}: {fault}"

    def _dialog(self, name: str, key: str) -> Iterator[str]:
        under = self._reader.top().thing
        self._reader.focus_moves(lambda: self._window.key(key, pause=0))
        self._reader.listen(0.4)
        top = self._reader.top()
        if top.thing == under:
            yield f"{name}: {key} opens nothing"
            return
        if not top.name:
            yield f"{name}: it has no name"
        yield from self._looked(name)
        self._reader.focus_moves(lambda: self._window.key("Escape", pause=0))
        self._reader.listen(0.2)

    def _states(self) -> Iterator[str]:
        """What is on, chosen, open and ticked says so; what changes away from the focus is told."""
        yield from self._filtered()
        self._window.key("ctrl+6", "Home")
        self._reader.listen(0.3)
        yield from self._turned("Left", lambda cell: "expanded" not in cell.states, "a closed heading")
        yield from self._turned("Right", lambda cell: "expanded" in cell.states, "an open heading")
        yield from self._turned("Down", lambda cell: "selected" in cell.states, "the chosen task")
        yield from self._turned("space", lambda cell: "checked" in cell.states, "a ticked task")
        self._reader.heard.clear()
        self._reader.find("push button", "Rescan").press()
        yield from self._announced()

    def _filtered(self) -> Iterator[str]:
        self._window.key("ctrl+2")
        self._reader.heard.clear()
        self._reader.find("check box", "Verdict: already dead").press()
        if not self._reader.hears(lambda: any(" of " in each for each in self._reader.heard), 3):
            yield f"filter: the count is not told, only {self._reader.heard}"
        if "checked" not in self._reader.find("check box", "Verdict: already dead").states:
            yield "filter: it is on and not checked"
        self._reader.find("check box", "Verdict: already dead").press()

    def _turned(self, key: str, holds: Callable[[Node], bool], what: str) -> Iterator[str]:
        """Press a key in the checklist, and look at the cell that it is about."""
        self._window.key(key)

        def seen() -> bool:
            cells = self._reader.find("tree", "Tasks").parts()
            return any("focused" in cell.states and holds(cell) for cell in cells)

        if not self._reader.hears(seen, 3):
            yield f"checklist: {what} does not say so"
