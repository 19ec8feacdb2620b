"""A table under headings whose rows can be copied, with a menu of what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.gui.arranging import Group
from advisor.gui.grouped import GroupedTable
from advisor.gui.plain import action_text, tr
from advisor.gui.qt import QApplication, QContextMenuEvent, QMenu

Written = Callable[[Sequence[Any]], str]
"""Rows as text for the clipboard."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a menu offers for the current row."""

    words: str
    run: Callable[[], object]
    can: Callable[[], bool] = lambda: True
    """Whether it can be done with the row; else it is grey."""


class CopyTable(GroupedTable):
    """`copies` are words and form of each way to copy, the first for Ctrl+C; `deeds` follow in the menu.

    None among the deeds is a line between two of them. Rows have an `id`.
    """

    copies: Sequence[tuple[str, Written]] = ()
    deeds: Sequence[Deed | None] = ()

    def selected_values(self) -> list[Any]:
        """The selected rows, each once; a heading stands for all that is under it."""
        found: dict[str, Any] = {}
        for row in super().selected_values():
            found.update({each.id: each for each in (row.rows if isinstance(row, Group) else (row,))})
        return list(found.values())

    def copy_rows(self) -> None:
        """Copy the selected rows in the first of the forms."""
        self._copy(self.copies[0][1])

    def _copy(self, written: Written) -> None:
        current = self.current()  # the keyboard can walk on without selecting
        alone = [] if current is None or isinstance(current, Group) else [current]
        QApplication.clipboard().setText(written(self.selected_values() or alone))

    def menu(self) -> QMenu:
        """What can be done with the current and the selected rows."""
        made = QMenu(self)
        copies = [Deed(tr(words), lambda form=form: self._copy(form)) for words, form in self.copies]  # type: ignore[misc]
        for deed in (*copies, None, *self.deeds):
            if deed is None:
                made.addSeparator()
                continue
            action = made.addAction(action_text(deed.words))
            action.setEnabled(deed.can())
            action.triggered.connect(lambda _on=False, run=deed.run: run())
        return made

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - overrides Qt
        """The menu of the row, by the mouse or by the menu key."""
        if self.current() is not None:
            self.menu().exec(event.globalPos())
