"""A table model over plain values that sorts and filters itself.

A proxy model would ask Python millions of times to sort 100,000 rows; a list sorted by a key and a
list comprehension do it in a blink. Values live elsewhere; the model only adapts them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from advisor.gui.plain import shown, tip_text, tr
from advisor.gui.qt import Index, QAbstractTableModel, QModelIndex, QObject, Qt
from advisor.report.drawing import Tone

T = TypeVar("T")

TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The meaning of a cell that is drawn as a pill."""
MIDDLE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""True for a cell that is cut in its middle: a path."""


@dataclass(frozen=True)  # no slots: typing marks instances of a generic, which fails with them on 3.11
class Column(Generic[T]):
    """One column: its title, the text of a row, what to sort by, and how it is drawn."""

    title: str
    """Marked by `to_tr`; so is `spoken`."""
    text: Callable[[T], str]
    key: Callable[[T], Any] | None = None
    """Sort key; None sorts by the text."""
    tone: Callable[[T], Tone | None] | None = None
    """Draws the cell as a pill of that meaning."""
    sample: str = ""
    """A text as wide as the column should start."""
    path: bool = False
    right: bool = False
    tip: Callable[[T], str] | None = None
    spoken: str = ""
    """What a screen reader calls the column where its title is a sign or nothing."""

    @property
    def heading(self) -> str:
        """The title in the user's language."""
        return tr(self.title) if self.title else ""

    @property
    def aloud(self) -> str:
        """What a screen reader calls it, in the user's language."""
        return tr(self.spoken) if self.spoken else self.heading


class RowModel(QAbstractTableModel, Generic[T]):
    """Rows of `T`, some of them shown, in an order of their own.

    While a sort order is set, appended rows still arrive at the end: rows never jump under the
    reader's eyes; `resort` puts them in order when the arrival is over.
    """

    def __init__(
        self,
        columns: Sequence[Column[T]],
        hay: Callable[[T], str],
        describe: Callable[[T], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._hay = hay
        self._describe = describe
        self._all: list[T] = []
        self._hays: list[str] | None = None
        self._shown: list[T] = []
        self._passes: Callable[[T], bool] | None = None
        self._words: tuple[str, ...] = ()
        self._order: tuple[int, Qt.SortOrder] | None = None

    # --- what the pages ask ---

    @property
    def total(self) -> int:
        """All rows, shown or not."""
        return len(self._all)

    @property
    def rows(self) -> Sequence[T]:
        """The rows that are shown, in their order."""
        return self._shown

    @property
    def everything(self) -> Sequence[T]:
        """All rows in the order of their arrival."""
        return self._all

    def row(self, index: Index) -> T | None:
        """The value at an index; None when it is not valid."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def set_rows(self, rows: Iterable[T]) -> None:
        """Show other rows under the same filter and order."""
        self.beginResetModel()
        self._all = list(rows)
        self._hays = None
        self._select()
        self.endResetModel()

    def extend(self, rows: Sequence[T]) -> None:
        """Append rows as they arrive; those that pass the filter appear at the end."""
        self._all.extend(rows)
        if self._hays is not None:
            self._hays.extend(self._hay(row) for row in rows)
        fresh = [row for row in rows if self._fits(row)]
        if not fresh:
            return
        first = len(self._shown)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        self._shown.extend(fresh)
        self.endInsertRows()

    def set_filter(self, passes: Callable[[T], bool] | None, words: tuple[str, ...] = ()) -> None:
        """Show only rows that pass and that hold all words (folded)."""
        self.beginResetModel()
        self._passes, self._words = passes, words
        self._select()
        self.endResetModel()

    def resort(self) -> None:
        """Put the shown rows in the order that is set."""
        if self._order:
            self.sort(*self._order)

    def _fits(self, row: T) -> bool:
        if self._passes and not self._passes(row):
            return False
        if not self._words:
            return True
        hay = self._hay(row)
        return all(word in hay for word in self._words)

    def _select(self) -> None:
        if not self._passes and not self._words:
            self._shown = list(self._all)
        else:
            self._shown = self._narrowed()
        if self._order:
            self._shown = self._sorted(*self._order)

    def _narrowed(self) -> list[T]:
        passes, words = self._passes or (lambda _row: True), self._words
        if not words:
            return [row for row in self._all if passes(row)]
        if self._hays is None:
            self._hays = [self._hay(row) for row in self._all]
        hays = zip(self._all, self._hays, strict=True)
        if len(words) == 1:
            word = words[0]
            return [row for row, hay in hays if word in hay and passes(row)]
        return [row for row, hay in hays if all(word in hay for word in words) and passes(row)]

    def _sorted(self, column: int, order: Qt.SortOrder) -> list[T]:
        key = self.columns[column].key or self.columns[column].text
        return sorted(self._shown, key=key, reverse=order == Qt.SortOrder.DescendingOrder)

    # --- what Qt asks ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - overrides Qt
        """Rows that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - overrides Qt
        """Columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tool tip, accessible text, alignment and meaning of a cell."""
        row = self.row(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(column.text(row), 300)
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else None
        if role == MIDDLE_ROLE:
            return column.path
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(column.tip(row) if column.tip else column.text(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _spoken(self, row: T, number: int) -> str:
        """The first cell tells the whole row, each of the others what it adds."""
        if self._describe and number == 0:
            return shown(self._describe(row))
        column = self.columns[number]
        said = column.text(row) or tr("nothing")
        return shown(f"{column.aloud}: {said}")

    def headerData(  # noqa: N802 - overrides Qt
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.columns[section].aloud
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(self.columns[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the shown rows; selection and current row stay on their values."""
        if not 0 <= column < len(self.columns):
            self._order = None
            return
        self.layoutAboutToBeChanged.emit()
        kept = [
            (index, self._shown[index.row()])
            for index in self.persistentIndexList()
            if index.row() < len(self._shown)
        ]
        self._order = (column, order)
        self._shown = self._sorted(column, order)
        if kept:
            wanted = {id(value) for _, value in kept}
            places = {id(value): number for number, value in enumerate(self._shown) if id(value) in wanted}
            self.changePersistentIndexList(
                [index for index, _ in kept],
                [self.index(places[id(value)], index.column()) for index, value in kept],
            )
        self.layoutChanged.emit()
