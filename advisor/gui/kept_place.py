"""Where the user stands in a table, by the ids of its rows, so that other rows under it move nothing.

A filter, another judgement or another scan gives the table new rows. What was selected and is still there
stays selected, and the row that was being read stays where it was on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from advisor.gui.grouped import GroupedModel
from advisor.gui.qt import QItemSelection, QItemSelectionModel
from advisor.gui.tables import Table

_FLAG = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True, slots=True)
class _Stand:
    """What was the case when the rows went."""

    selected: frozenset[str]
    current: str | None
    heading: str | None
    """The heading over the current row."""
    number: int
    """Where the current row stood."""
    anchors: tuple[tuple[str, int], ...]
    """Rows that were in sight with their distance from the top: the current one, then the topmost."""


class KeptPlace:
    """Selection, current row and scroll of one table."""

    def __init__(self, table: Table, model: GroupedModel) -> None:
        self._table, self._model = table, model
        self._stand: _Stand | None = None

    def forget(self) -> None:
        """Begin at the top with the next rows."""
        self._stand = None

    def note(self) -> None:
        """Remember where the user stands, before the rows go; nothing where there are none."""
        rows, number = self._model.rows, self._table.currentIndex().row()
        if not rows:
            return
        above = self._model.heading_above(number)
        self._stand = _Stand(
            frozenset(rows[one].id for one in self._table.selected_numbers()),
            rows[number].id if number >= 0 else None,
            rows[above].id if above >= 0 else None,
            number,
            tuple(self._in_sight(number)),
        )

    def _in_sight(self, current: int) -> list[tuple[str, int]]:
        top, height = self._table.rowAt(0), self._table.viewport().height()
        found = []
        for number in (current, top):
            distance = self._table.rowViewportPosition(number) if number >= 0 else -1
            if 0 <= distance < height or (number == top >= 0):
                found.append((self._model.rows[number].id, distance))
        return found

    def put_back(self, *, near: bool) -> bool:
        """Stand there again; where the current row is gone, on another selected one or (`near`) on the next.

        False where nothing of it is left.
        """
        stand = self._stand
        if stand is None or not self._model.rows:
            return False
        places = self._places(stand)
        selected = sorted(places[one] for one in stand.selected if one in places)
        number = self._number(stand, places, selected, near=near)
        if number < 0:
            return False
        self._select(number, selected or [number])
        self._scroll(stand, places, number)
        return True

    def _places(self, stand: _Stand) -> dict[str, int]:
        """The numbers that the rows have now."""
        wanted = {*stand.selected, stand.current, stand.heading, *(name for name, _ in stand.anchors)}
        return {row.id: number for number, row in enumerate(self._model.rows) if row.id in wanted}

    def _number(self, stand: _Stand, places: dict[str, int], selected: list[int], *, near: bool) -> int:
        if stand.current in places:
            return places[stand.current]
        if selected:
            return selected[0]
        if stand.heading in places and self._model.group_at(places[stand.heading]) is not None:
            group: Any = self._model.group_at(places[stand.heading])
            if not group.open:
                return places[stand.heading]
        return min(max(stand.number, 0), len(self._model.rows) - 1) if near else -1

    def _select(self, number: int, selected: list[int]) -> None:
        last = self._model.columnCount() - 1
        ranges = QItemSelection()
        start = before = selected[0]
        for one in [*selected[1:], -1]:
            if one != before + 1:
                ranges.select(self._model.index(start, 0), self._model.index(before, last))
                start = one
            before = one
        choosing = self._table.selectionModel()
        choosing.select(ranges, _FLAG.ClearAndSelect)
        choosing.setCurrentIndex(self._model.index(number, 0), _FLAG.NoUpdate)

    def _scroll(self, stand: _Stand, places: dict[str, int], number: int) -> None:
        for name, distance in stand.anchors:
            if name in places:
                self._table.show_at(places[name], distance)
                return
        self._table.scrollTo(self._model.index(number, 0))
