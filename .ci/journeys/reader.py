"""What a screen reader sees and hears of the program, by the system's accessibility bus.

Runs with the system's Python only: gi stands in no package registry. What is asked is asked anew each time.
"""

from __future__ import annotations

import contextlib
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

warnings.simplefilter("ignore")  # gi's own, about its own past
import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

FOCUSED = "object:state-changed:focused"
ANNOUNCED = "object:announcement"
ROWS_READ = 3
"""Rows of a table that are looked at; the others are made by the same function."""
TABLES = ("table", "tree", "tree table", "list")


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is on the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column beyond it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first line beyond it."""
        return self.top + self.height


class Node:
    """One thing in the tree, as it is now."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        self.role: str = thing.get_role_name()
        self.name: str = thing.get_name() or ""
        self.states = {state.value_nick for state in thing.get_state_set().get_states()}

    def __repr__(self) -> str:
        return f"{self.role} {self.name[:70]!r}"

    @property
    def described(self) -> str:
        """What is told after the name."""
        return self.thing.get_description() or ""

    @property
    def parent(self) -> Node | None:
        """What it is part of."""
        above = self.thing.get_parent()
        return Node(above) if above is not None else None

    @property
    def box(self) -> Box:
        """Where it is on the screen."""
        found = self.thing.get_extents(Atspi.CoordType.SCREEN)
        return Box(found.x, found.y, found.width, found.height)

    def parts(self) -> list[Node]:
        """What it is made of; of a table the headers and the first rows."""
        count = self.thing.get_child_count()
        if self.role in TABLES and (table := self.thing.get_table_iface()) is not None:
            count = min(count, (ROWS_READ + 1) * max(table.get_n_columns(), 1) + 1)
        found = (self.thing.get_child_at_index(number) for number in range(count))
        return [Node(one) for one in found if one is not None]

    def all(self) -> Iterator[Node]:
        """It and everything in it that is shown, scrolled out of sight or not."""
        yield self
        for part in self.parts():
            if "showing" in part.states:
                yield from part.all()

    def press(self) -> None:
        """What a screen reader does on behalf of a user who cannot click."""
        self.thing.do_action(0)


class Reader:
    """A screen reader that keeps what it hears.

    Attributes:
        heard: what was announced, oldest first.
        focus: the thing that got the focus last, None before there is one.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.focus: Any = None
        self._turns = 0
        self._ear = Atspi.EventListener.new(self._hear)
        for kind in (FOCUSED, ANNOUNCED):
            self._ear.register(kind)

    def _hear(self, event: Any) -> None:
        if event.type.startswith(ANNOUNCED):
            self.heard.append(str(event.any_data))
        elif event.type.startswith(FOCUSED) and event.detail1:
            self.focus, self._turns = event.source, self._turns + 1

    def listen(self, seconds: float = 0.0) -> None:
        """Take in what has happened, for so long."""
        until = time.monotonic() + seconds
        while True:
            while GLib.MainContext.default().iteration(False):
                pass
            if time.monotonic() >= until:
                return
            time.sleep(0.005)

    def hears(self, wanted: Callable[[], bool], seconds: float = 10.0) -> bool:
        """Whether something becomes the case in time."""
        until = time.monotonic() + seconds
        while not wanted():
            if time.monotonic() > until:
                return False
            self.listen(0.004)
        return True

    def focus_moves(self, act: Callable[[], None], seconds: float = 1.5) -> bool:
        """Do something, and wait for the focus to go elsewhere; False where it stays."""
        before = self._turns
        act()
        return self.hears(lambda: self._turns > before, seconds)

    def program(self) -> Node:
        """The one program on this bus; it appears a moment after its window."""
        desk = Atspi.get_desktop(0)
        self.hears(lambda: desk.get_child_count() > 0)
        app = desk.get_child_at_index(0)
        app.set_cache_mask(Atspi.Cache.NONE)
        return Node(app)

    def focused(self) -> Node:
        """What has the focus: what it was last heard of, or else what says so of itself."""
        if self.focus is None:
            nodes = [node for node in self.program().all() if {"focused", "focusable"} <= node.states]
            if not nodes:
                raise LookupError("nothing has the focus")
            self.focus = nodes[-1].thing
        return Node(self.focus)

    def top(self) -> Node:
        """The window or dialog that has the focus."""
        node = self.focused()
        while (above := node.parent) is not None and above.role != "application":
            node = above
        return node

    def find(self, role: str, name: str) -> Node:
        """The first thing of that role whose name begins so."""
        found: Node | None = None

        def look() -> bool:
            nonlocal found
            with contextlib.suppress(GLib.Error):
                for node in self.program().all():
                    if node.role == role and node.name.startswith(name) and "showing" in node.states:
                        found = node
                        return True
            return False

        if not self.hears(look) or found is None:
            raise LookupError(f"no {role} {name!r} in the tree")
        return found
