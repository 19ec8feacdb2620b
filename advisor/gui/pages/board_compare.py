"""Up to four candidates side by side with today's model; one of them can be chosen from here."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.assessment import Dependency
from advisor.core.board import Board, BoardEntry
from advisor.gui.pages.board_facts import Cell, FactRow, compared, markdown
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QApplication, QDialog, QGridLayout, QPushButton, Qt, QVBoxLayout, QWidget, Signal
from advisor.gui.room import chars
from advisor.gui.speech import LiveLabel
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, Pill, button, column, line, rule, scrolled

MOST = 4
_LABEL_CHARS, _COLUMN_CHARS = 19, 29
_TEXT = 4000
_PILL_LONGEST = 30


class BoardCompareDialog(QDialog):
    """One column a model, today's first; one line a fact; Esc closes it.

    Signals:
        target_wanted(str, str): id of the dependency and of the alternative to move to.
    """

    target_wanted = Signal(str, str)

    def __init__(
        self,
        board: Board,
        dependency: Dependency,
        entries: Sequence[BoardEntry],
        precision: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._board, self._dependency, self._entries = board, dependency, tuple(entries)
        self._rows = compared(board, dependency, entries, precision)
        self.choose: dict[str, QPushButton] = {}
        self.setWindowTitle(tr("Side by side"))
        outer = column(self, margin=2 * SPACE, gap=SPACE + 4)
        outer.addWidget(PlainLabel(shown(self._title(), 200), "heading", wrap=True))
        body = Body()
        self.grid = QGridLayout(body)
        self.grid.setHorizontalSpacing(2 * SPACE)
        self.grid.setVerticalSpacing(SPACE)
        area = scrolled(body, tr("Models side by side"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer.addWidget(area, 1)
        self._fill()
        self._build_foot(outer)
        self._fit(parent)

    def _title(self) -> str:
        return tr("{dependency}: today's model and what could replace it").format(
            dependency=self._dependency.title
        )

    def _fit(self, parent: QWidget | None) -> None:
        wide = chars(_LABEL_CHARS) + (len(self._entries) + 1) * (chars(_COLUMN_CHARS) + 3 * SPACE) + 8 * SPACE
        most = parent.window().size() if parent else self.screen().availableGeometry().size()
        self.resize(min(max(wide, 640), most.width() - 4 * SPACE), min(760, most.height() - 6 * SPACE))

    def _build_foot(self, outer: QVBoxLayout) -> None:
        row = line(gap=SPACE)
        self.copy = button(tr("Copy as Markdown"), self._copy)
        self.copied = LiveLabel("", "small")
        row.addWidget(self.copy)
        row.addWidget(self.copied)
        row.addStretch()
        close = button(tr("Close"), self.accept)
        close.setDefault(True)
        row.addWidget(close)
        outer.addLayout(row)

    # --- the grid ---

    def _fill(self) -> None:
        names = [self._board.today.name, *(one.candidate.alternative.name for one in self._entries)]
        self.grid.addWidget(self._head(names[0], tr("today's model"), None), 0, 1)
        for number, entry in enumerate(self._entries, 2):
            vendor = entry.candidate.alternative.vendor
            self.grid.addWidget(self._head(names[number - 1], vendor, entry), 0, number)
        for number in range(1, len(names) + 1):
            self.grid.setColumnMinimumWidth(number, chars(_COLUMN_CHARS))
            self.grid.setColumnStretch(number, 1)
        for number, row in enumerate(self._rows):
            self._row(2 * number + 1, names, row)
        self.grid.setRowStretch(2 * len(self._rows) + 1, 1)

    def _head(self, name: str, by: str, entry: BoardEntry | None) -> QWidget:
        holder = QWidget()
        both = column(holder, gap=4)
        both.addWidget(PlainLabel(shown(name, 80), "heading", wrap=True))
        both.addWidget(PlainLabel(shown(by, 60), "small", wrap=True))
        both.addStretch()  # the buttons of all stand at one height
        if entry is not None:
            both.addWidget(self._chooser(entry, name))
        return holder

    def _chooser(self, entry: BoardEntry, name: str) -> QPushButton:
        taken = entry.id == self._dependency.chosen
        text = tr("This is the target") if taken else tr("Move to this one")
        made = button(text, lambda: self._take(entry), name=f"{text}: {name}")
        made.setEnabled(entry.candidate.rank is not None and not taken)
        made.setAutoDefault(False)
        self.choose[entry.id] = made
        return made

    def _row(self, place: int, names: Sequence[str], row: FactRow) -> None:
        self.grid.addWidget(rule(), place, 0, 1, len(names) + 1)
        label = PlainLabel(shown(row.label, 80), "label", wrap=True)
        label.setFixedWidth(chars(_LABEL_CHARS))
        self.grid.addWidget(label, place + 1, 0, Qt.AlignmentFlag.AlignTop)
        for number, (name, cell) in enumerate(zip(names, (row.today, *row.cells), strict=True), 1):
            widget = _cell(cell)
            told = " ".join(part for part in (cell.text, cell.note) if part) or tr("nothing")
            widget.setAccessibleName(shown(f"{name}, {row.label}: {told}"))
            self.grid.addWidget(widget, place + 1, number, Qt.AlignmentFlag.AlignTop)

    # --- acting ---

    def _take(self, entry: BoardEntry) -> None:
        self.target_wanted.emit(self._dependency.id, entry.id)
        self.accept()

    def _copy(self) -> None:
        text = markdown(self._board, self._title(), self._entries, self._rows)
        QApplication.clipboard().setText(text)
        self.copied.setText(tr("Copied."))


def _cell(cell: Cell) -> QWidget:
    """The value, and below it how it differs."""
    holder = QWidget()
    both = column(holder, gap=2)
    lines = "\n".join(shown(part, _TEXT) for part in cell.text.split("\n"))
    if cell.tone is not None and len(cell.text) <= _PILL_LONGEST:
        row = line()
        row.addWidget(Pill(shown(cell.text), cell.tone))
        row.addStretch()
        both.addLayout(row)
    elif lines:
        both.addWidget(PlainLabel(lines, "" if cell.known else "muted", wrap=True).selectable())
    if cell.note:
        note = "\n".join(shown(part, _TEXT) for part in cell.note.split("\n"))
        both.addWidget(PlainLabel(note, "small", wrap=True).selectable())
    both.addStretch()
    return holder
