"""Small forms for decisions on places: count this, leave that out, these files are tests.

Each makes the line that is kept; who shows the form hands it on, and the window judges anew.
"""

from __future__ import annotations

from advisor.app import decide
from advisor.app.decide import Line
from advisor.core.errors import AdvisorError
from advisor.core.findings import Cleared, Finding
from advisor.core.kinds import Context, Kind
from advisor.gui.choices import Choices
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QComboBox, QLineEdit, QWidget, Signal
from advisor.gui.theme import SPACE
from advisor.gui.widgets import FlowLayout, button, column, line
from advisor.report.clean import masked

_HERE, _WORDS, _RULE = "here", "words", "rule"
_REASON_LENGTH = 300
_SHOWN = 40
_GLOBS = 200


class _Form(QWidget):
    """Words, a trouble line, and a line that was decided on.

    Signals:
        decided(object, str): the line to keep, and what it does: "count llama-ferry".
    """

    decided = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.outer = column(self, gap=SPACE)
        self.trouble = PlainLabel("", "warning", wrap=True)
        self.trouble.hide()

    def _close(self) -> None:
        self.outer.addWidget(self.trouble)

    def _say(self, told: str) -> None:
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))

    def _hand_on(self, line: Line, text: str) -> None:
        self._say("")
        self.decided.emit(line, text)

    @staticmethod
    def _reason(placeholder: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        field.setMaxLength(_REASON_LENGTH)
        field.setMinimumWidth(14 * SPACE)
        return field


class CountForm(_Form):
    """A cleared place is to count: this one, all with its words, or all that its rule clears; as what."""

    def __init__(self) -> None:
        super().__init__()
        self._row: Cleared | None = None
        self.reach = Choices(tr("Count"), {})
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Count it as"))
        self.kind.addItem(tr("as its name is read"), None)
        for kind in Kind:
            self.kind.addItem(kind.value, kind)
        self.reason = self._reason(tr("Why it counts, if you like"), tr("Why it counts"))
        self.go = button(tr("Count it"), self.submit, role="primary")
        self.reason.returnPressed.connect(self.submit)
        self.outer.addWidget(PlainLabel(tr("Count it after all?"), "label"))
        self.outer.addWidget(self.reach)
        self.outer.addWidget(self.reason)
        row = FlowLayout(gap=SPACE)
        row.addWidget(self.kind)
        row.addWidget(self.go)
        self.outer.addLayout(row)
        self._close()

    def show_row(self, row: Cleared, same: int, of_rule: int) -> None:
        """Offer to count `row`; `same` rows have its words, `of_rule` were cleared by its rule."""
        if self._row is not None and row.id != self._row.id:
            self.reason.clear()
            self.kind.setCurrentIndex(0)
        self._row = row
        options = {_HERE: tr("this place")}
        if same > 1:
            options[_WORDS] = tr("all {count} with these words").format(count=f"{same:,}")
        if of_rule > same:
            options[_RULE] = tr("all {count} of this rule").format(count=f"{of_rule:,}")
        self.reach.offer(options, _HERE)

    def submit(self) -> None:
        """Make the line and hand it on."""
        row, reach = self._row, self.reach.current()
        if row is None:
            return
        made = decide.counting(
            row,
            reason=self.reason.text(),
            kind=self.kind.currentData(),
            same_words=reach == _WORDS,
            whole_rule=reach == _RULE,
        )
        what = {_HERE: "", _WORDS: " wherever it stands", _RULE: f" and all that {row.rule} clears"}[reach]
        self._hand_on(made, f"count {shown(masked(row.written), _SHOWN)}{what}")


class LeaveOutForm(_Form):
    """A finding is to be left out, always with a reason."""

    def __init__(self) -> None:
        super().__init__()
        self._row: Finding | None = None
        self.reach = Choices(tr("Leave out"), {})
        self.reason = self._reason(tr("Why it does not count"), tr("Why it is left out"))
        self.go = button(tr("Leave out"), self.submit)
        self.reason.returnPressed.connect(self.submit)
        self.outer.addWidget(self.reach)
        row = line(gap=SPACE)
        row.addWidget(self.reason, 1)
        row.addWidget(self.go)
        self.outer.addLayout(row)
        self._close()

    def show_row(self, row: Finding, same: int) -> None:
        """Offer to leave `row` out; `same` findings of its rule have its words."""
        self._row = row
        options = {_HERE: tr("this place")}
        if same > 1:
            options[_WORDS] = tr("all {count} with these words").format(count=f"{same:,}")
        self.reach.offer(options, _HERE)

    def submit(self) -> None:
        """Make the line and hand it on; without a reason say that one is needed."""
        if self._row is None:
            return
        same = self.reach.current() == _WORDS
        try:
            made = decide.leaving_out(self._row, self.reason.text(), same_words=same)
        except AdvisorError as error:
            self._say(str(error))
            self.reason.setFocus()
            return
        self._hand_on(made, f"leave out {shown(masked(self._row.written), _SHOWN)}")


class ContextForm(_Form):
    """Files are to belong to another part of the project."""

    def __init__(self) -> None:
        super().__init__()
        self.paths = self._reason("src/**/test_*.py", tr("Files, as globs parted by blanks"))
        self.part = QComboBox()
        self.part.setAccessibleName(tr("Part of the project"))
        for context in Context:
            self.part.addItem(context.value, context)
        self.go = button(tr("Move"), self.submit)
        self.paths.returnPressed.connect(self.submit)
        row = line(gap=SPACE)
        for widget, stretch in ((self.paths, 1), (self.part, 0), (self.go, 0)):
            row.addWidget(widget, stretch)
        self.outer.addLayout(row)
        self._close()

    def show_row(self, row: Finding) -> None:
        """Offer to move the file of `row`; a glob for its folder is one edit away."""
        self.paths.setText(f"/{row.path}" if " " not in row.path and len(row.path) < _GLOBS else "")
        self.part.setCurrentIndex(self.part.findData(row.context))

    def submit(self) -> None:
        """Make the line and hand it on."""
        globs = tuple(self.paths.text().split())
        if not globs:
            self._say(tr("Say which files: globs such as tests/** or *.ipynb."))
            return
        made = decide.moving(globs, self.part.currentData())
        self._hand_on(made, f"move {shown(', '.join(globs), _SHOWN)} to {made.context}")
