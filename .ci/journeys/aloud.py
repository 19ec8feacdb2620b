"""What is wrong with a part of the window for those who hear it, or who walk it by Tab."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeys.reader import TABLES, Box, Node, Reader
from journeys.screen import Screen
from journeys.sight import Points, Sight, seen

NO_ROLES = ("filler", "unknown", "invalid", "redundant object")
MARKUP = re.compile(r"<qt>|</?\w+>$|&#?\w+;|\.(svg|png)\b")
SETTLED = 0.02
"""Seconds until what has the focus is painted."""
LONGEST = 400
"""Steps of Tab after which a walk is no walk round."""
SLACK = 6
"""Pixels that parts of one line may stand higher or lower than each other."""
CHOICES = ("radio button",)
CELLS = ("table cell", "table column header", "tree item", "list item")


def takes_focus(node: Node) -> bool:
    """Whether keys can get there."""
    return {"focusable", "enabled"} <= node.states and node.role not in ("label", *CELLS)


@dataclass(frozen=True, slots=True)
class Part:
    """A node, where it stands when everything is scrolled to its top, and the scrolled part it is in."""

    node: Node
    place: Box
    pane: Box


def survey(root: Node) -> list[Part]:
    """Everything that is shown, in the order of the tree; cells of tables stand where their table does."""
    return [*_parts(root, root.box, 0, None)]


def _parts(node: Node, box: Box, scrolled: int, pane: Box | None) -> Iterator[Part]:
    place = Box(box.left, box.top + scrolled, box.width, box.height)
    yield Part(node, place, pane or place)
    for part in node.parts():
        if "showing" in part.states:
            inner = box if part.role in CELLS else part.box
            longer = box if inner.height > box.height else None
            yield from _parts(part, inner, scrolled + max(box.top - inner.top, 0), pane or longer)


def wrong_names(parts: Sequence[Part]) -> Iterator[str]:
    """Nameless or unreadable parts, neighbours that are called the same, and tables that do not tell."""
    for node in (part.node for part in parts):
        if takes_focus(node) and not node.name.strip():
            yield f"{node} has no name"
        if takes_focus(node) and node.role in NO_ROLES:
            yield f"{node} has no role"
        if found := MARKUP.search(node.name) or MARKUP.search(node.described):
            yield f"{node} reads {found[0]!r} out"
        if node.role == "combo box" and not node.described:
            yield f"{node} does not say what is chosen"
        if node.role == "table column header" and not node.name:
            yield "a column has no name"
        if node.role in TABLES:
            yield from _wrong_cells(node)
    stops = [part.node for part in parts if takes_focus(part.node)]
    for one, other in pairwise(stops):
        if (one.role, one.name, one.described) == (other.role, other.name, other.described):
            yield f"{one} is called as its neighbour"


def _wrong_cells(table: Node) -> Iterator[str]:
    cells = [part for part in table.parts() if part.role in ("table cell", "tree item")]
    for one, other in pairwise(cells):
        if not one.name:
            yield f"a cell of {table} has no name"
        if one.name == other.name:
            yield f"two cells of {table} are called {one.name[:60]!r}"
    if cells and ", " not in cells[0].name and ": " not in cells[0].name:
        yield f"the first cell of {table} tells only {cells[0].name!r}"


@dataclass(frozen=True, slots=True)
class Step:
    """A stop of Tab: what it is, where it stands when nothing is scrolled, whether its mark is seen."""

    part: Part
    marked: bool | None
    """None where that was not to be seen: it had the focus before Tab, or is out of sight."""


class Walk:
    """One round by Tab through what was surveyed."""

    def __init__(self, reader: Reader, screen: Screen, sight: Sight, parts: Sequence[Part]) -> None:
        self._reader, self._screen, self._sight = reader, screen, sight
        self._parts = parts
        self.steps: list[Step] = []
        self.closed = False

    def go(self) -> Walk:
        """Press Tab until the focus is where it was, and once more: there, too, it has come by Tab now."""
        first = here = self._stop()
        for number in range(LONGEST):
            before = self._sight.points(here.box)
            moved = self._reader.focus_moves(lambda: self._screen.do("key", "--delay", "0", "Tab"))
            self._reader.listen(SETTLED)
            marked = self._marked(here, before) if moved and number else None
            self.steps.append(Step(self._part(here), marked))
            if self.closed or not moved:
                break
            here = self._stop()
            self.closed = here.thing == first.thing
        return self

    def _marked(self, node: Node, before: Points) -> bool | None:
        """Whether it looks otherwise than with the focus; None where it has been scrolled out of sight."""
        now = self._sight.points(node.box)
        return seen(before, now) if [*map(len, now)] == [*map(len, before)] else None

    def _stop(self) -> Node:
        """What has the focus; a cell stands for its table."""
        node = self._reader.focused()
        while node.role in CELLS and node.parent is not None:
            node = node.parent
        return node

    def _part(self, node: Node) -> Part:
        found = (part for part in self._parts if part.node.thing == node.thing)
        return next(found, Part(node, node.box, node.box))

    def faults(self) -> Iterator[str]:
        """What the walk misses, where it jumps, and what does not show that it has the focus."""
        if not self.closed and len(self.steps) > 1:
            yield f"Tab does not come back: it ended at {self.steps[-1].part.node}"
        met = [step.part.node.thing for step in self.steps]
        for node in (part.node for part in self._parts):
            if takes_focus(node) and node.thing not in met and not _by_arrows(node):
                yield f"Tab does not reach {node}"
        yield from self._jumps()
        for step in self.steps:
            if step.marked is False:
                yield f"{step.part.node} does not show that it has the focus"

    def _jumps(self) -> Iterator[str]:
        """Back to where one begins to read is no jump."""
        parts = [step.part for step in self.steps]
        start = min((part.pane.left + part.pane.top for part in parts), default=0)
        for one, other in pairwise(parts):
            together = one.pane == other.pane
            here, there = (one.place, other.place) if together else (one.pane, other.pane)
            if _back(here, there) and other.pane.left + other.pane.top != start:
                yield f"Tab leads back, from {one.node} {here} to {other.node} {there}"


def _by_arrows(node: Node) -> bool:
    """Of a choice of one Tab reaches the one that is on, arrows the others; an open list is its box's."""
    return (node.role in CHOICES and "checked" not in node.states) or node.role in ("menu item", "menu bar")


def _back(one: Box, other: Box) -> bool:
    """Whether one reads `other` before `one`: it stands above it, or left of it in its line."""
    above = other.bottom <= one.top + SLACK and other.left < one.right
    same_line = min(one.bottom, other.bottom) - max(one.top, other.top) > min(one.height, other.height) / 2
    return above or (same_line and other.right <= one.left)


def printed(steps: Sequence[Step]) -> Iterable[str]:
    """The walk, a line a step."""
    told = ((step.part.node, step.part.place, step) for step in steps)
    return (f"    {node}  {place.left},{place.top}  marked: {step.marked}" for node, place, step in told)
