"""The place of a row of the ledger: its lines of source, and beside them the whole reason and the forms.

Who is to say that a rule is wrong has to see what it read.
"""

from __future__ import annotations

from pathlib import Path

from advisor.core.findings import Cleared, Finding
from advisor.gui.excerpt import read_excerpt
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import CutLabel, PlainLabel, shown, tr
from advisor.gui.preview import Preview, cell_words
from advisor.gui.qt import QWidget, Signal
from advisor.gui.room import Beside, Held, chars, text_lines
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, button, carded, column, scrolled
from advisor.report.clean import masked

BOTH_CHARS, PLACE_CHARS, LEAST_LINES = 108, 30, 8
"""From so many characters on lines and reason stand side by side; a path has so many at the least, and
lines and reason are never lower than so many lines."""


class LedgerPlace(Beside):
    """Lines on the left; on the right what is written there, by which rule, why, and the forms below it.

    Signals:
        editor_wanted(str, int, int): a path of the project, a line and a column to open.
    """

    editor_wanted = Signal(str, int, int)

    def __init__(self, forms: tuple[QWidget, ...], parent: QWidget | None = None) -> None:
        super().__init__(BOTH_CHARS, below=(1, 1), parent=parent)
        self.root: Path | None = None
        """The scanned folder; no lines are read while it is None."""
        self._row: Cleared | Finding | None = None
        self.preview = Preview()
        self.preview.setMinimumHeight(text_lines(LEAST_LINES))
        self.addWidget(self._left())
        self.addWidget(self._right(forms))
        self.setSizes([620, 420])

    def _left(self) -> QWidget:
        left = Held()
        held = column(left, gap=6)
        self.place = CutLabel("", "strong")
        self.open_link = button(
            tr("Open in editor"),
            self.open_in_editor,
            role="link",
            tip=tr("In your editor, at this line (F4)"),
        )
        self.place.setMinimumWidth(chars(PLACE_CHARS))
        head = FlowLayout(gap=2 * SPACE)
        head.fill(self.place)
        head.addWidget(self.open_link)
        held.addLayout(head)
        held.addWidget(self.preview, 1)
        return left

    def _right(self, forms: tuple[QWidget, ...]) -> QWidget:
        body = Body()
        held = column(body, gap=SPACE)
        held.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self.written = PlainLabel("", "heading", wrap=True)
        self.by = PlainLabel("", "small", wrap=True)
        self.why = PlainLabel("", wrap=True).selectable()
        for widget in (self.written, self.by, self.why, *forms):
            held.addWidget(widget)
        held.addStretch()
        area = scrolled(body, tr("About the place"))
        area.setMinimumHeight(text_lines(LEAST_LINES))
        return carded(area)

    def show_place(self, row: Cleared | Finding, by: str, why: str) -> None:
        """Show the lines of `row`, on whose word it does not count, and why."""
        self._row = row
        where = f"{row.path}:{row.line}" if row.line else row.path
        self.written.setText(shown(masked(row.written), 60))
        self.by.setText(shown(by))
        self.why.setText(shown(why, 900))
        cell = ""
        if self.root is not None:
            span = (row.line, row.column, row.end_column)
            excerpt = read_excerpt(self.root, row.path, *span, row.written)
            cell = cell_words(excerpt)
            self.preview.show_excerpt(excerpt)
        self.place.set_full(shown(f"{where} · {cell}" if cell else where))

    def open_in_editor(self) -> None:
        """Open the place in the user's own editor."""
        if self._row is not None:
            self.editor_wanted.emit(self._row.path, self._row.line, self._row.column)

    def retouch(self) -> None:
        """The marks carry colours of their own."""
        self.preview.retouch()
