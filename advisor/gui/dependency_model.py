"""The dependencies as a table that filters, sorts and groups itself, with headings among its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from advisor.gui.arranging import Group
from advisor.gui.dependency_rows import (
    COLUMNS,
    FACETS,
    DependencyFilter,
    DependencyRow,
    RowGrouping,
    aloud,
    gravity,
    hay,
)
from advisor.gui.grouped import GroupedModel, flat
from advisor.gui.plain import shown
from advisor.gui.qt import QObject, Qt
from advisor.report.wording import counted


class DependencyModel(GroupedModel):
    """Rows stand gravest first until a column is sorted by; headings keep what is under them together."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, hay, aloud, parent)
        self.filter = DependencyFilter()
        self.grouping: RowGrouping | None = None
        self.groups = []
        self._closed = set()
        self.passing: list[DependencyRow] = []
        """What the filter lets through, under closed headings as well."""
        self.counts: dict[str, Counter[str]] = {group: Counter() for group in FACETS}
        """What each chip would add to: rows that pass all but its own group."""

    def show(self, wanted: DependencyFilter) -> None:
        """Show what a filter lets through."""
        self.filter = wanted
        self.set_filter(wanted.matches if wanted.active else None, wanted.words())
        self.arranged.emit()

    def group_by(self, grouping: RowGrouping | None) -> None:
        """Bring rows together under headings, or no more."""
        self.grouping = grouping
        self._closed.clear()
        self.set_rows(self._all)

    def set_rows(self, rows: Iterable[DependencyRow]) -> None:
        """Show other rows under the same filter, order and groups."""
        super().set_rows(rows)
        self.arranged.emit()

    def heading(self, group: Group) -> str:
        """What a heading says: `Groq, 6 dependencies, 11 places`."""
        places = counted(sum(len(row.dependency.finding_ids) for row in group.rows), "place")
        number = counted(len(group.rows), "dependency", "dependencies")
        return f"{shown(group.title, 200)}, {number}, {places}"

    # --- arranging ---

    def _select(self) -> None:
        self.passing = self._narrowed()
        self._count()
        column, order = self._order or (None, Qt.SortOrder.AscendingOrder)
        self._shown = self._sorted(column, order) if column is not None else self._arranged()

    def _count(self) -> None:
        words = self.filter.words()
        hays = self._hays or []
        heard = [
            row
            for number, row in enumerate(self._all)
            if not words or all(word in hays[number] for word in words)
        ]
        for group, of in FACETS.items():
            self.counts[group] = Counter(of(row) for row in heard if self.filter.matches(row, but=group))

    def _sorted(self, column: int, order: Qt.SortOrder) -> list[Any]:
        key = self.columns[column].key or self.columns[column].text
        self.passing = sorted(self.passing, key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        return self._arranged()

    def _arranged(self) -> list[Any]:
        if self.grouping is None:
            self.groups = []
            return list(self.passing)
        members: dict[str, list[DependencyRow]] = {}
        for row in self.passing:
            members.setdefault(self.grouping.key(row), []).append(row)
        known = {group.id: group for group in self.groups}
        self.groups = [self._group(known.get(key), key, rows) for key, rows in members.items()]
        order = self.grouping.order
        self.groups.sort(
            key=lambda group: (order(group.gravest) if order else 0, not group.id, gravity(group.gravest))
        )
        return flat(self.groups)

    def _group(self, known: Group | None, key: str, rows: list[DependencyRow]) -> Group:
        """The heading of a key; the same object while it stands, so that it stays chosen when sorted."""
        assert self.grouping is not None
        made = known or Group(key, "", rows, rows[0])
        made.title, made.rows, made.gravest = self.grouping.title(key), rows, min(rows, key=gravity)
        made.open = key not in self._closed
        return made
