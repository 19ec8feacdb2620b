"""Small forms for decisions on places: count this, leave that out, these files are tests.

Each makes the lines that are kept; who shows the form hands them on, and the window judges anew. What is
decided for several rows at once is one step.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.app import decide
from advisor.app.decide import Line
from advisor.core.errors import AdvisorError
from advisor.core.findings import Cleared, Finding
from advisor.core.kinds import Context, Kind
from advisor.gui.boxes import Box
from advisor.gui.choices import Choices
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, set_tip, shown, tr
from advisor.gui.qt import QLineEdit, QWidget, Signal
from advisor.gui.room import chars
from advisor.gui.speech import LiveLabel, name_box
from advisor.gui.theme import SPACE
from advisor.gui.widgets import button, column
from advisor.report.clean import masked

_CHOSEN, _HERE, _WORDS, _RULE = "chosen", "here", "words", "rule"
_REASON_LENGTH, _REASON_CHARS = 300, 28
_SHOWN = 40
_GLOBS = 200


class _Form(QWidget):
    """Words, a trouble line, and what was decided on.

    Signals:
        decided(object, str): the lines to keep, and what they do: "count llama-ferry".
    """

    decided = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.outer = column(self, gap=SPACE)
        self.trouble = LiveLabel("", "warning", wrap=True)
        self.trouble.hide()

    def _close(self) -> None:
        self.outer.addWidget(self.trouble)

    def _say(self, told: str) -> None:
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))

    def _hand_on(self, lines: Sequence[Line], text: str) -> None:
        self._say("")
        self.decided.emit(tuple(lines), text)

    @staticmethod
    def _reason(placeholder: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        field.setMaxLength(_REASON_LENGTH)
        set_tip(field, f"{name}: {placeholder}")
        field.setMinimumWidth(chars(_REASON_CHARS))
        return field


def _several(count: int) -> dict[str, str]:
    """The choice of all selected rows, where there are some."""
    return {_CHOSEN: tr("all {count} selected").format(count=f"{count:,}")} if count > 1 else {}


class CountForm(_Form):
    """Cleared places are to count: one, those selected, those with its words, all that its rule clears."""

    def __init__(self) -> None:
        super().__init__()
        self._row: Cleared | None = None
        self._chosen: Sequence[Cleared] = ()
        self.reach = Choices(tr("Count"), {})
        self.kind = Box()
        name_box(self.kind, tr("Count it as"))
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

    def show_row(self, row: Cleared, same: int, of_rule: int, chosen: Sequence[Cleared] = ()) -> None:
        """Offer to count `row` or those `chosen`; `same` have its words, `of_rule` are its rule's."""
        if self._row is not None and row.id != self._row.id:
            self.reason.clear()
            self.kind.setCurrentIndex(0)
        self._row, self._chosen = row, chosen
        options = {**_several(len(chosen)), _HERE: tr("this place")}
        if same > 1:
            options[_WORDS] = tr("all {count} with these words").format(count=f"{same:,}")
        if of_rule > same:
            options[_RULE] = tr("all {count} of this rule").format(count=f"{of_rule:,}")
        self.reach.offer(options, next(iter(options)))

    def submit(self) -> None:
        """Make the lines and hand them on."""
        row, reach = self._row, self.reach.current()
        if row is None:
            return
        reason, kind = self.reason.text(), self.kind.currentData()
        if reach == _CHOSEN:
            made = [decide.counting(each, reason=reason, kind=kind) for each in self._chosen]
            self._hand_on(made, tr("count {count} places", "", len(made)).format(count=f"{len(made):,}"))
            return
        one = decide.counting(
            row, reason=reason, kind=kind, same_words=reach == _WORDS, whole_rule=reach == _RULE
        )
        told = {
            _HERE: tr("count {written}"),
            _WORDS: tr("count {written} wherever it stands"),
            _RULE: tr("count {written} and all that {rule} clears"),
        }[reach]
        self._hand_on((one,), told.format(written=shown(masked(row.written), _SHOWN), rule=row.rule))


class LeaveOutForm(_Form):
    """A finding, or several, are to be left out, always with a reason."""

    def __init__(self) -> None:
        super().__init__()
        self._row: Finding | None = None
        self._chosen: Sequence[Finding] = ()
        self.reach = Choices(tr("Leave out"), {})
        self.reason = self._reason(tr("Why it does not count"), tr("Why it is left out"))
        self.go = button(tr("Leave out"), self.submit)
        self.reason.returnPressed.connect(self.submit)
        self.outer.addWidget(self.reach)
        row = FlowLayout(gap=SPACE)
        row.fill(self.reason)
        row.addWidget(self.go)
        self.outer.addLayout(row)
        self._close()

    def show_row(self, row: Finding, same: int, chosen: Sequence[Finding] = ()) -> None:
        """Offer to leave out `row` or those `chosen`; `same` findings of its rule have its words."""
        self._row, self._chosen = row, chosen
        options = {**_several(len(chosen)), _HERE: tr("this place")}
        if same > 1:
            options[_WORDS] = tr("all {count} with these words").format(count=f"{same:,}")
        self.reach.offer(options, next(iter(options)))

    def submit(self) -> None:
        """Make the lines and hand them on; without a reason say that one is needed."""
        if self._row is None:
            return
        reach, several = self.reach.current(), f"{len(self._chosen):,}"
        rows = self._chosen if reach == _CHOSEN else (self._row,)
        try:
            made = [decide.leaving_out(row, self.reason.text(), same_words=reach == _WORDS) for row in rows]
        except AdvisorError as error:
            self._say(str(error))
            self.reason.setFocus()
            return
        if reach == _CHOSEN:
            self._hand_on(made, tr("leave out {count} places", "", len(made)).format(count=several))
        else:
            self._hand_on(
                made, tr("leave out {written}").format(written=shown(masked(self._row.written), _SHOWN))
            )


class ContextForm(_Form):
    """Files are to belong to another part of the project."""

    def __init__(self) -> None:
        super().__init__()
        self.paths = self._reason("src/**/test_*.py", tr("Files, as globs parted by blanks"))
        self.part = Box()
        name_box(self.part, tr("Part of the project"))
        for context in Context:
            self.part.addItem(context.value, context)
        self.go = button(tr("Move"), self.submit)
        self.paths.returnPressed.connect(self.submit)
        row = FlowLayout(gap=SPACE)
        row.fill(self.paths)
        row.addWidget(self.part)
        row.addWidget(self.go)
        self.outer.addLayout(row)
        self._close()

    def show_row(self, row: Finding, chosen: Sequence[Finding] = ()) -> None:
        """Offer to move the file of `row`, or the files `chosen`; a glob for a folder is one edit away."""
        paths = list(dict.fromkeys(each.path for each in chosen or (row,)))
        globs = " ".join(f"/{path}" for path in paths)
        blank = any(" " in path for path in paths)  # blanks part globs
        self.paths.setText("" if blank or len(globs) > _GLOBS else globs)
        self.part.setCurrentIndex(self.part.findData(row.context))

    def submit(self) -> None:
        """Make the line and hand it on."""
        globs = tuple(self.paths.text().split())
        if not globs:
            self._say(tr("Say which files: globs such as tests/** or *.ipynb."))
            return
        made = decide.moving(globs, self.part.currentData())
        self._hand_on((made,), f"move {shown(', '.join(globs), _SHOWN)} to {made.context}")
