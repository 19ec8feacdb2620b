"""The lines of source round the current finding, and what can be done with it in one click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from advisor.core.findings import Finding
from advisor.core.links import Use
from advisor.gui.excerpt import Excerpt, read_excerpt, read_line
from advisor.gui.finding_rows import place
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import CutLabel, shown, tr
from advisor.gui.preview import Preview, cell_words
from advisor.gui.qt import Signal
from advisor.gui.room import Held, chars, text_lines
from advisor.gui.theme import SPACE
from advisor.gui.widgets import button, column

PLACE_CHARS, LEAST_LINES = 30, 8
"""A path has so many characters at the least, the source so many lines."""


class FindingLines(Held):
    """A place by its name, links, and its lines.

    Signals:
        editor_wanted(str, int, int): a path of the project, a line and a column to open.
    """

    editor_wanted = Signal(str, int, int)

    def __init__(self, ask_reason: Callable[[], object], ask_part: Callable[[], object]) -> None:
        super().__init__()
        self.root: Path | None = None
        """The scanned folder; no lines are read while it is None."""
        self._place: tuple[str, int, int] | None = None
        self._where = ""
        self.preview = Preview()
        self.place_label = CutLabel("", "strong")
        self.open_link = button(
            tr("Open in editor"),
            self.open_in_editor,
            role="link",
            tip=tr("In your editor, at this line (F4)"),
        )
        self.leave_out = button(
            tr("Leave out …"), ask_reason, role="link", tip=tr("With a reason (Ctrl+Del)")
        )
        self.move_part = button(
            tr("Another part …"), ask_part, role="link", tip=tr("Tests, documents, data …")
        )
        self.place_label.setMinimumWidth(chars(PLACE_CHARS))
        self.preview.setMinimumHeight(text_lines(LEAST_LINES))
        head = FlowLayout(gap=2 * SPACE)
        head.fill(self.place_label)
        for link in (self.open_link, self.leave_out, self.move_part):
            head.addWidget(link)
        held = column(self, gap=6)
        held.addLayout(head)
        held.addWidget(self.preview, 1)

    def show_finding(self, finding: Finding | None, *, judged: bool) -> None:
        """Show the lines of a finding; decisions are offered once it is judged."""
        for link in (self.leave_out, self.move_part):
            link.setVisible(finding is not None and judged)
        self.open_link.setVisible(finding is not None)
        if finding is None:
            self._place = None
            self._say("", Excerpt(notice=tr("Choose a row to see its lines.")))
            return
        self._place = (finding.path, finding.line, finding.column)
        span = (finding.line, finding.column, finding.end_column)
        if self.root is not None:
            self._say(place(finding), read_excerpt(self.root, finding.path, *span, finding.written))

    def show_use(self, use: Use) -> None:
        """Show a line that reads the finding."""
        reads = tr("reads {name}").format(name=use.name)
        told = f"{use.path}:{use.line}  ({reads})"
        self.show_line(use.path, use.line, use.name.rpartition(".")[2], told)

    def show_line(self, path: str, number: int, words: str, told: str = "") -> None:
        """Show a line with words of it marked; `told` is what it is called."""
        if self.root is not None:
            self._place = (path, number, 1)
            where = f"{path}:{number}" if number else path
            self._say(told or where, read_line(self.root, path, number, words))

    def _say(self, where: str, excerpt: Excerpt) -> None:
        cell = cell_words(excerpt)
        self.place_label.set_full(shown(f"{where} · {cell}" if cell else where))
        self.preview.show_excerpt(excerpt)

    def open_in_editor(self) -> None:
        """Open the place that is shown in the user's own editor."""
        if self._place is not None:
            self.editor_wanted.emit(*self._place)
