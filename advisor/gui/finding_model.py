"""The findings as a table that groups, filters and sorts itself in slices, with headings among its rows.

A small project is arranged at once; of a large one the old rows stay until the new ones are ready. Rows that
arrive meanwhile stand at the end: nothing jumps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Any

from advisor.core.findings import Finding
from advisor.gui import collector
from advisor.gui.arranging import Arranged, Group, Grouping, Slices, Wanted, arranged
from advisor.gui.filters import ChipCounts, FindingFilter, haystack
from advisor.gui.finding_rows import aloud, finding_columns, gravity
from advisor.gui.grouped import GroupedModel, flat
from advisor.gui.plain import shown
from advisor.gui.qt import QModelIndex, QObject, Qt, QTimer
from advisor.report.wording import counted

AT_ONCE_S = 0.03
"""What is arranged within this time is shown at once."""
SLICE_S = 0.012
"""How long one turn of the rest may take."""


class FindingModel(GroupedModel):
    """Findings, and headings where they are grouped."""

    def __init__(
        self, home: Callable[[Finding], str | None] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(finding_columns(home), haystack, aloud, parent)
        self.filter = FindingFilter()
        self.grouping: Grouping | None = None
        self.counts = ChipCounts(self.filter)
        self.passing = 0
        """Findings that the filter lets through, under closed headings as well."""
        self.groups: list[Group] = []
        self._closed: set[str] = set()
        self._work: Slices | None = None
        self._taken = 0
        self._unsettled = False
        self._only_order = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(1)
        self._clock.timeout.connect(lambda: self._go_on(SLICE_S))
        own = id(self)
        self.destroyed.connect(lambda: collector.resume(own))

    # --- what the page asks ---

    @property
    def busy(self) -> bool:
        """True while an arrangement is being made."""
        return self._work is not None

    def findings(self) -> Sequence[Finding]:
        """The findings that the filter lets through, in their order, under closed headings as well."""
        if self.groups:
            return [row for group in self.groups for row in group.rows]
        return self.rows

    def set_rows(self, rows: Iterable[Finding], *, settle: bool = False) -> None:
        """Show other findings; `settle` puts the gravest first."""
        self._all = list(rows)
        self._hays = None
        self._unsettled = settle
        if not self._all:
            self._closed.clear()
        self._arrange()

    def show(self, wanted: FindingFilter) -> None:
        """Show what a filter lets through."""
        self.filter = wanted
        self._arrange()

    def group_by(self, grouping: Grouping | None) -> None:
        """Bring rows together under headings, or no more."""
        self.grouping = grouping
        self._closed.clear()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Another order; selection and current row stay on their values."""
        self._order = (column, order) if 0 <= column < len(self.columns) else None
        self._arrange(only_order=True)

    def extend(self, rows: Sequence[Finding]) -> None:
        """Append findings as they arrive; those that pass the filter appear at the end."""
        self._all.extend(rows)
        if self._hays is not None:
            self._hays.extend(self._hay(row) for row in rows)
        if self._work is None:
            self._append(rows)

    def _append(self, rows: Sequence[Finding]) -> None:
        reads = self.filter.reads()
        fresh = self.counts.take(row for row in rows if reads(row, self._hay(row)))
        self.passing += len(fresh)
        if not fresh:
            return
        first = len(self._shown)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        self._shown.extend(fresh)
        self.endInsertRows()

    # --- arranging ---

    def _arrange(self, *, only_order: bool = False) -> None:
        self._only_order = only_order and (self._work is None or self._only_order)
        column, order = self._order or (None, Qt.SortOrder.AscendingOrder)
        chosen = self.columns[column] if column is not None else None
        wanted = Wanted(
            self.filter,
            (chosen.key or chosen.text) if chosen else None,
            order == Qt.SortOrder.DescendingOrder,
            self.grouping,
            frozenset(self._closed),
        )
        self._taken = len(self._all)
        rows, hays = self._all[:], self._hays
        collector.rest(id(self), lasting=False)
        self._work = arranged(rows, hays, wanted, self._hay, gravity, settle=self._unsettled)
        self._go_on(AT_ONCE_S)

    def _go_on(self, seconds: float) -> None:
        until = perf_counter() + seconds
        try:
            while self._work is not None and perf_counter() < until:
                next(self._work)
        except StopIteration as done:
            self._work = None
            self._take(done.value)
            collector.resume(id(self))
            return
        if self._work is not None:
            self._clock.start()

    def _take(self, made: Arranged) -> None:
        late = self._all[self._taken :]
        self._all = [*made.everything, *late]
        self._hays = [*made.hays, *map(self._hay, late)] if made.hays is not None else None
        self._unsettled = False
        self.counts, self.passing, self.groups = made.counts, len(made.passing), made.groups
        self._show(flat(made.groups) if made.groups else made.passing)
        if late:
            self._append(late)
        self.arranged.emit()

    def _show(self, rows: list[Any]) -> None:
        if not self._only_order or len(rows) != len(self._shown):
            self.beginResetModel()
            self._shown = rows
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._shown[index.row()]) for index in self.persistentIndexList()]
        self._shown = rows
        if kept:
            places = {row.id: number for number, row in enumerate(rows)}
            moved = [self.index(places.get(row.id, -1), index.column()) for index, row in kept]
            self.changePersistentIndexList([index for index, _ in kept], moved)
        self.layoutChanged.emit()

    def heading(self, group: Group) -> str:
        """What a heading says: `src/app.py, 12 places`."""
        return f"{shown(group.title, 200)}, {counted(len(group.rows), 'place')}"
