"""What is to be known of the current task, and what can be done with it and with all that are selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from advisor.core.assessment import Place, Task
from advisor.core.kinds import Phase, TaskState
from advisor.gui.filters import FindingFilter
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, effort_words, shown, to_tr, tr
from advisor.gui.qt import (
    QFontMetrics,
    QHBoxLayout,
    QPlainTextEdit,
    QTextCursor,
    QTimer,
    QVBoxLayout,
    QWidget,
    Signal,
)
from advisor.gui.rows import Column, RowModel
from advisor.gui.tables import Table
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, Pill, button, column, line, scrolled
from advisor.report.clean import masked
from advisor.report.drawing import Tone
from advisor.report.wording import PHASE_TITLES, counted, points

NOTE_PAUSE_MS = 500
PLACES_SHOWN = 8
"""So many places are seen at once; the others are scrolled to."""
_TONES = {TaskState.OPEN: Tone.YOURS, TaskState.DONE: Tone.SERVED, TaskState.WONT_DO: Tone.UNKNOWN}
PLACE_COLUMNS = (
    Column[Place](
        to_tr("Place"),
        lambda row: f"{row.path}:{row.line}" if row.line else row.path,
        lambda row: (row.path, row.line),
        sample="src/agents/summariser/llm.py:1042",
        path=True,
    ),
    Column[Place](to_tr("Written"), lambda row: masked(row.written), sample="meta-llama/Llama-3"),
)


class TaskDetails(QWidget):
    """One task in full.

    Signals:
        state_wanted(object): the `TaskState` that the selected tasks should have.
        note_changed(str, str): id of a task and its note.
        findings_wanted(object): a `FindingFilter` of places.
        compare_wanted(str): the id of a dependency whose alternatives are to be compared.
    """

    state_wanted = Signal(object)
    note_changed = Signal(str, str)
    findings_wanted = Signal(object)
    compare_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task: Task | None = None
        self._totals: Mapping[str, int] = {}
        self._comparable: frozenset[str] = frozenset()
        self._titles: Mapping[str, str] = {}
        self.places: RowModel[Place] = RowModel(PLACE_COLUMNS, lambda row: row.path.casefold())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(NOTE_PAUSE_MS)
        self._later.timeout.connect(self.keep_note)
        body = Body()
        inner = column(body, gap=SPACE)
        inner.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        self._build_top(inner)
        self._build_text(inner)
        inner.addStretch(1)
        column(self).addWidget(scrolled(body, tr("About the task")))

    # --- building ---

    def _build_top(self, inner: QVBoxLayout) -> None:
        self.phase = PlainLabel("", "label")
        self.state = Pill("", Tone.UNKNOWN)
        top = QWidget()  # the pill goes below where both have no room side by side
        flow = FlowLayout(top, gap=SPACE)
        self.phase.setMinimumHeight(self.state.sizeHint().height())
        flow.addWidget(self.phase)
        flow.addWidget(self.state)
        self.title = PlainLabel("", "heading", wrap=True)
        self.several = PlainLabel("", "strong", wrap=True)
        inner.addWidget(top)
        inner.addWidget(self.title)
        inner.addWidget(self.several)
        inner.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        row = line(gap=SPACE)
        tip = tr("Space in the list; the step can be undone")
        self.done = button(tr("Done"), self._asker(TaskState.DONE), role="primary", tip=tip)
        self.wont = button(tr("Won't do"), self._asker(TaskState.WONT_DO), tip=tr("The note says why"))
        self.reopen = button(tr("Open again"), self._asker(TaskState.OPEN))
        for each in (self.done, self.wont, self.reopen):
            row.addWidget(each)
        row.addStretch()
        return row

    def _asker(self, state: TaskState) -> Callable[[], None]:
        return lambda: self.ask(state)

    def _build_text(self, inner: QVBoxLayout) -> None:
        self.compare = button(tr("Compare alternatives"), self._compare, role="link")
        self.why = PlainLabel("", wrap=True).selectable()
        self.steps_label = PlainLabel(tr("What to do"), "label")
        self.steps = PlainLabel("", wrap=True).selectable()
        self.acceptance = PlainLabel("", wrap=True).selectable()
        self.after = PlainLabel("", "muted", wrap=True)
        self.places_label = PlainLabel("", "label", wrap=True)
        self.place_table = Table(self.places, tr("Places of the task"), stretch=0, spare=(1,))
        self.place_table.opened.connect(self._open_place)
        self.note_label = PlainLabel(tr("Note"), "label")
        self._build_note()
        for part in (self.compare, self.why):
            inner.addWidget(part)
        _labelled(inner, self.note_label, self.note)
        _labelled(inner, self.steps_label, self.steps)
        _labelled(inner, PlainLabel(tr("Done when"), "label"), self.acceptance)
        inner.addWidget(self.after)
        _labelled(inner, self.places_label, self.place_table)

    def _build_note(self) -> None:
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(tr("Note on the task"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(QFontMetrics(self.font()).height() * 3 + 2 * SPACE)
        self.note.textChanged.connect(self._later.start)

    # --- filling ---

    def know(self, titles: Mapping[str, str], totals: Mapping[str, int], comparable: frozenset[str]) -> None:
        """Titles of all tasks, how many places each has, and which dependencies have alternatives."""
        self._titles, self._totals, self._comparable = titles, totals, comparable

    def show_task(self, task: Task, words: str) -> None:
        """Show a task; `words` say its state and day. A note that is being typed is kept first."""
        old = self.task
        same = old is not None and old.id == task.id
        if not same:
            self.keep_note()
        typed = same and old is not None and self.note.toPlainText() != old.note
        self.task = task
        self.phase.setText(f"{PHASE_TITLES[task.phase]} · " + tr("effort") + f" {points(task.effort_points)}")
        self.title.setText(shown(task.title))
        self.why.setText(shown(task.why, 1500))
        self.acceptance.setText(shown(task.acceptance, 1500))
        self.state.set(words, _TONES[task.state])
        self._show_steps(task)
        self._show_places(task, changed=not same or (old is not None and old.places != task.places))
        self._show_note(task, typed=typed)
        self.compare.setVisible(self._to_compare() is not None)

    def show_choice(self, tasks: Sequence[Task]) -> None:
        """So many are selected: the buttons are for all of them."""
        many = len(tasks) > 1
        effort = effort_words(sum(task.effort_points for task in tasks))
        told = tr("{count} tasks selected, effort {effort}; the buttons are for all of them.")
        self.several.setText(told.format(count=len(tasks), effort=effort))
        self.several.setVisible(many)
        states = {task.state for task in tasks} or ({self.task.state} if self.task else set())
        self.done.setVisible(TaskState.OPEN in states or (many and TaskState.WONT_DO in states))
        self.wont.setVisible(TaskState.OPEN in states)
        self.reopen.setVisible(states != {TaskState.OPEN})

    def _show_places(self, task: Task, *, changed: bool) -> None:
        total = self._totals.get(task.id, 0)
        listed = counted(len(task.places), "place")
        if total > len(task.places):
            listed = tr("First {count} of {total} places").format(count=len(task.places), total=f"{total:,}")
        self.places_label.setText(f"{listed} · " + tr("Return shows the finding"))
        if changed:
            self.places.set_rows(task.places)
        for part in (self.place_table, self.places_label):
            part.setVisible(bool(task.places))
        self.place_table.fit_rows(PLACES_SHOWN)

    def _show_note(self, task: Task, *, typed: bool) -> None:
        """The kept note, unless another is being typed here; for what is not to be done it is the reason."""
        wont = task.state is TaskState.WONT_DO
        self.note_label.setText(tr("Why not") if wont else tr("Note"))
        self.note.setPlaceholderText(tr("Why it is not to be done …") if wont else tr("Who, when, how …"))
        if not typed and self.note.toPlainText() != task.note:
            self.note.blockSignals(True)
            self.note.setPlainText(task.note)
            self.note.moveCursor(QTextCursor.MoveOperation.End)
            self.note.blockSignals(False)

    def _show_steps(self, task: Task) -> None:
        self.steps.setText("\n".join(f"{number}. {shown(step)}" for number, step in enumerate(task.steps, 1)))
        self.steps.setVisible(bool(task.steps))
        self.steps_label.setVisible(bool(task.steps))
        before = [self._titles[each] for each in task.after if each in self._titles]
        self.after.setText(tr("After:") + " " + "; ".join(shown(title) for title in before))
        self.after.setVisible(bool(before))

    # --- acting ---

    def ask(self, state: TaskState) -> None:
        """The user wants the selected tasks in that state; for one not to be done, the reason is asked."""
        self.keep_note()
        self.state_wanted.emit(state)
        if state is TaskState.WONT_DO and self.several.isHidden():
            self.note.setFocus()

    def keep_note(self) -> None:
        """Hand over the note as it is typed, when it differs from the kept one."""
        self._later.stop()
        if self.task and self.note.toPlainText() != self.task.note:
            self.note_changed.emit(self.task.id, self.note.toPlainText())

    def _to_compare(self) -> str | None:
        """The dependency whose alternatives a decision is about."""
        if self.task is None or self.task.phase is not Phase.DECIDE:
            return None
        return next((each for each in self.task.dependency_ids if each in self._comparable), None)

    def _compare(self) -> None:
        dependency = self._to_compare()
        if dependency:
            self.compare_wanted.emit(dependency)

    def _open_place(self, place: Place) -> None:
        label = f"{place.path}:{place.line}"
        self.findings_wanted.emit(FindingFilter(ids=frozenset({place.finding_id}), label=label))


def _labelled(into: QVBoxLayout, label: PlainLabel, widget: QWidget) -> None:
    """A label close above what it names."""
    pair = column(gap=4)
    pair.addWidget(label)
    pair.addWidget(widget, 1)
    into.addLayout(pair)
