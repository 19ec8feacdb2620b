"""The checklist: phases and tasks, ticked with Space, with notes that stay."""

from __future__ import annotations

from advisor.core.assessment import Assessment, Place, Task
from advisor.core.kinds import Phase, TaskState
from advisor.gui.filters import FindingFilter
from advisor.gui.pages.base import Page
from advisor.gui.plain import PlainLabel, effort_words, shown, tip_text
from advisor.gui.qt import (
    QButtonGroup,
    QFontMetrics,
    QHBoxLayout,
    QHeaderView,
    QKeyEvent,
    QLineEdit,
    QModelIndex,
    QPersistentModelIndex,
    QPlainTextEdit,
    QProgressBar,
    QResizeEvent,
    QSplitter,
    QStackedWidget,
    Qt,
    QTimer,
    QTreeView,
    QVBoxLayout,
    QWidget,
    Signal,
)
from advisor.gui.rows import Column, RowModel
from advisor.gui.tables import CellDelegate, Table
from advisor.gui.task_tree import TaskTree
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import (
    Body,
    Chip,
    EmptyState,
    Pill,
    button,
    carded,
    column,
    line,
    scrolled,
)
from advisor.report.clean import masked
from advisor.report.drawing import Tone
from advisor.report.wording import PHASE_TITLES, counted, points

NOTE_PAUSE_MS = 500
PLACES_SHOWN = 8
"""So many places are seen at once; the others are scrolled to."""
FILTER_PAUSE_MS = 60
STATE_FROM, EFFORT_FROM = 520, 420
"""Widths of the list from which on these columns are shown."""
_EFFORT_TIP = (
    "The report counts the points to move the dependencies. Deciding, preparing, checking and cleaning up "
    "are tasks of their own and come on top."
)
_STATES = {"all": "All", "open": "Open", "settled": "Settled"}
PLACE_COLUMNS = (
    Column[Place](
        "Place",
        lambda row: f"{row.path}:{row.line}" if row.line else row.path,
        lambda row: (row.path, row.line),
        sample="src/agents/summariser/llm.py:1042",
        path=True,
    ),
    Column[Place]("Written", lambda row: masked(row.written), sample="meta-llama/Llama-3"),
)


class ChecklistPage(Page):
    """What to do, in working order.

    Signals:
        state_wanted(str, object): id of a task and the `TaskState` it should have.
        note_changed(str, str): id of a task and its note.
    """

    state_wanted = Signal(str, object)
    note_changed = Signal(str, str)

    name = "checklist"
    title = "Checklist"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree_model = TaskTree(self)
        self.tree_model.toggled.connect(self._toggle)
        self.places: RowModel[Place] = RowModel(PLACE_COLUMNS, lambda row: row.path.casefold())
        self._task: Task | None = None
        self._totals: dict[str, int] = {}
        self._moving = 0.0
        self._dependencies: set[str] = set()
        self._later = self._timer(FILTER_PAUSE_MS, self._apply)
        self._note_later = self._timer(NOTE_PAUSE_MS, self.keep_note)
        self._build_head()
        self._build_progress()
        self._build_body()

    def _timer(self, pause: int, action: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(action)
        return timer

    # --- building ---

    def _build_head(self) -> None:
        self._group = QButtonGroup(self)
        self.states = {word: Chip(word, label, "Show") for word, label in _STATES.items()}
        chips = line(gap=6)
        for chip in self.states.values():
            self._group.addButton(chip)
            chip.clicked.connect(lambda _checked=False: self._apply())
            chips.addWidget(chip)
        self.states["all"].setChecked(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Filter tasks …   Ctrl+F")
        self.search.setAccessibleName("Filter the tasks")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.setMinimumWidth(240)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.head.addLayout(chips)
        self.head.addStretch()
        self.head.addWidget(self.search)

    def _build_progress(self) -> None:
        row = line(gap=SPACE + 4)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Tasks settled")
        self.told = PlainLabel("", "muted")
        row.addWidget(self.bar, 1)
        row.addWidget(self.told)
        self.outer.addLayout(row)

    def _build_body(self) -> None:
        self.tree = TaskView(self.tree_model)
        self.tree.selectionModel().currentChanged.connect(self._show_current)
        self.tree.toggled.connect(self._toggle)
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.splitter = both = QSplitter(Qt.Orientation.Horizontal)
        both.setHandleWidth(SPACE)
        both.addWidget(self.tree)
        both.addWidget(self._build_details())
        both.setSizes([610, 450])
        both.setChildrenCollapsible(False)
        self.stack.addWidget(both)
        self.stack.addWidget(self.empty)
        self.outer.addWidget(self.stack, 1)

    def _build_details(self) -> QWidget:
        body = Body()
        inner = column(body, gap=SPACE)
        inner.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        self.phase = PlainLabel("", "label")
        self.task_title = PlainLabel("", "heading", wrap=True)
        self.state = Pill("", Tone.UNKNOWN)
        self.why = PlainLabel("", wrap=True).selectable()
        self.acceptance = PlainLabel("", wrap=True).selectable()
        top = line(gap=SPACE)
        top.addWidget(self.phase, 1)
        top.addWidget(self.state)
        inner.addLayout(top)
        inner.addWidget(self.task_title)
        inner.addLayout(self._build_buttons())
        self.compare = button("Compare alternatives", self._compare, role="link")
        inner.addWidget(self.compare)
        inner.addWidget(self.why)
        self.steps_label, self.steps = (
            PlainLabel("What to do", "label"),
            PlainLabel("", wrap=True).selectable(),
        )
        _labelled(inner, self.steps_label, self.steps)
        _labelled(inner, PlainLabel("Done when", "label"), self.acceptance)
        self.after = PlainLabel("", "muted", wrap=True)
        inner.addWidget(self.after)
        self.places_label = PlainLabel("Places", "label", wrap=True)
        self.place_table = Table(self.places, "Places of the task", stretch=0)
        self.place_table.opened.connect(self._open_place)
        _labelled(inner, self.places_label, self.place_table)
        _labelled(inner, PlainLabel("Note", "label"), self._build_note())
        inner.addStretch(1)
        return carded(scrolled(body, "About the task"))

    def _build_note(self) -> QPlainTextEdit:
        self.note = QPlainTextEdit()
        self.note.setAccessibleName("Note on the task")
        self.note.setPlaceholderText("Who, when, why not …")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(QFontMetrics(self.font()).height() * 5)
        self.note.textChanged.connect(self._note_later.start)
        return self.note

    def _build_buttons(self) -> QHBoxLayout:
        row = line(gap=SPACE)
        self.done = button("Done", lambda: self._ask(TaskState.DONE), role="primary", tip="Space in the list")
        self.wont = button("Won't do", lambda: self._ask(TaskState.WONT_DO))
        self.reopen = button("Open again", lambda: self._ask(TaskState.OPEN))
        for each in (self.done, self.wont, self.reopen):
            row.addWidget(each)
        row.addStretch()
        return row

    # --- filling ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the tasks of an assessment; the current one stays current."""
        current = self._task.id if self._task else None
        self._moving = assessment.summary.effort_points
        self._totals = _decision_places(assessment)
        self._dependencies = {
            each.id for each in assessment.dependencies if each.candidates or each.rejected_total
        }
        self.tree_model.set_tasks(assessment.tasks, self._totals)
        self.tree.show_all()
        self._say_progress()
        if current is None or not self._select(current):
            self._select_first()

    def show_task(self, identifier: str) -> None:
        """Bring a task to the front, whatever the filter hides."""
        if not self._select(identifier):
            self.clear_filter()
            self._select(identifier)

    def _say_progress(self) -> None:
        tasks = self.tree_model.everything
        settled = sum(1 for task in tasks if task.state is not TaskState.OPEN)
        effort = sum(task.effort_points for task in tasks if task.state is TaskState.OPEN)
        self.bar.setRange(0, max(len(tasks), 1))
        self.bar.setValue(settled)
        told = f"{settled} of {len(tasks)} settled · effort {effort_words(effort)} open"
        shared = sum(task.effort_points for task in tasks) - self._moving
        if shared > 0:
            told += f" (of all, {effort_words(self._moving)} to move and {effort_words(shared)} around it)"
        self.told.setText(told)
        self.told.setToolTip(tip_text(_EFFORT_TIP))
        for word, count in (("all", len(tasks)), ("open", len(tasks) - settled), ("settled", settled)):
            self.states[word].set_count(count)
        shown_tasks = self.tree_model.shown_tasks()
        self.stack.setCurrentIndex(0 if shown_tasks else 1)
        if not shown_tasks and tasks:
            self.empty.say(
                "The filter hides every task", "Show all to see them.", "Show all", self.clear_filter
            )
        elif not shown_tasks:
            self.empty.say("Nothing to do", "No task follows from what was found.", icon="check")

    def _select(self, identifier: str) -> bool:
        index = self.tree_model.index_of(identifier)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self._show_current(index, QModelIndex())
        return index.isValid()

    def _select_first(self) -> None:
        first = self.tree_model.index(0, 0, self.tree_model.index(0, 0))
        if first.isValid():
            self.tree.setCurrentIndex(first)
            self._show_current(first, QModelIndex())

    def _show_current(
        self, now: QModelIndex | QPersistentModelIndex, before: QModelIndex | QPersistentModelIndex
    ) -> None:
        task = self.tree_model.task(now)
        if task is None:
            return
        if self._task and task.id != self._task.id:
            self.keep_note()
        same = self._task is not None and task.id == self._task.id
        old, self._task = self._task, task
        self.phase.setText(f"{PHASE_TITLES[task.phase]} · effort {points(task.effort_points)}")
        self.task_title.setText(shown(task.title))
        self.why.setText(shown(task.why, 1500))
        self.acceptance.setText(shown(task.acceptance, 1500))
        self._show_steps(task)
        self._show_state(task)
        self.places_label.setText(f"{self._places_words(task)} · Return shows the finding")
        self.compare.setVisible(self._to_compare(task) is not None)
        if not same or (old and old.places != task.places):
            self.places.set_rows(task.places)
        self.place_table.setVisible(bool(task.places))
        self.place_table.fit_rows(PLACES_SHOWN)
        self.places_label.setVisible(bool(task.places))
        if not same:
            self.note.blockSignals(True)
            self.note.setPlainText(task.note)
            self.note.blockSignals(False)

    def _places_words(self, task: Task) -> str:
        total = self._totals.get(task.id, 0)
        listed = counted(len(task.places), "place")
        return f"First {len(task.places)} of {total:,} places" if total > len(task.places) else listed

    def _to_compare(self, task: Task) -> str | None:
        """The dependency whose alternatives a decision is about."""
        if task.phase is not Phase.DECIDE:
            return None
        return next((each for each in task.dependency_ids if each in self._dependencies), None)

    def _compare(self) -> None:
        dependency = self._to_compare(self._task) if self._task else None
        if dependency:
            self.page_wanted.emit("alternatives", dependency)

    def _show_steps(self, task: Task) -> None:
        self.steps.setText("\n".join(f"{number}. {shown(step)}" for number, step in enumerate(task.steps, 1)))
        self.steps.setVisible(bool(task.steps))
        self.steps_label.setVisible(bool(task.steps))
        titles = {each.id: each.title for each in self.tree_model.everything}
        before = [titles[each] for each in task.after if each in titles]
        self.after.setText("After: " + "; ".join(shown(title) for title in before))
        self.after.setVisible(bool(before))

    def _show_state(self, task: Task) -> None:
        tones = {TaskState.OPEN: Tone.YOURS, TaskState.DONE: Tone.SERVED, TaskState.WONT_DO: Tone.UNKNOWN}
        self.state.set(task.state.value, tones[task.state])
        self.done.setVisible(task.state is TaskState.OPEN)
        self.wont.setVisible(task.state is TaskState.OPEN)
        self.reopen.setVisible(task.state is not TaskState.OPEN)

    # --- filter ---

    def clear_filter(self) -> None:
        """Show all tasks."""
        self.states["all"].setChecked(True)
        self.search.clear()
        self._apply()

    def focus_content(self) -> None:
        """Into the list of tasks."""
        self.tree.setFocus()

    def focus_filter(self) -> None:
        """Into the text field, its text selected."""
        self.search.setFocus()
        self.search.selectAll()

    def shown_ids(self) -> tuple[str, ...] | None:
        """Ids of the tasks that are shown; None when no filter is in force."""
        if self.states["all"].isChecked() and not self.search.text().strip():
            return None
        return tuple(task.id for task in self.tree_model.shown_tasks())

    def _apply(self) -> None:
        words = self.search.text()[:200].casefold().split()
        only_open, only_settled = self.states["open"].isChecked(), self.states["settled"].isChecked()

        def passes(task: Task) -> bool:
            if only_open and task.state is not TaskState.OPEN:
                return False
            if only_settled and task.state is TaskState.OPEN:
                return False
            hay = f"{task.title}\n{task.why}\n{task.note}".casefold()
            return all(word in hay for word in words)

        self.tree_model.set_filter(passes if words or only_open or only_settled else None)
        self.tree.show_all()
        self._say_progress()
        if not (self._task and self._select(self._task.id)):
            self._select_first()

    # --- acting ---

    def _toggle(self, identifier: str) -> None:
        task = next((each for each in self.tree_model.everything if each.id == identifier), None)
        if task:
            wanted = TaskState.DONE if task.state is TaskState.OPEN else TaskState.OPEN
            self.state_wanted.emit(identifier, wanted)

    def _ask(self, state: TaskState) -> None:
        if self._task:
            self.state_wanted.emit(self._task.id, state)

    def keep_note(self) -> None:
        """Hand over the note when it differs from the kept one."""
        self._note_later.stop()
        if self._task and self.note.toPlainText() != self._task.note:
            self.note_changed.emit(self._task.id, self.note.toPlainText())

    def _open_place(self, place: Place) -> None:
        self.findings_wanted.emit(
            FindingFilter(ids=frozenset({place.finding_id}), label=f"{place.path}:{place.line}")
        )

    def retouch(self) -> None:
        """Pills repaint themselves."""
        self.update()


def _decision_places(assessment: Assessment) -> dict[str, int]:
    """How many places the dependencies of each decision have; its task lists the first of them only."""
    spots = {each.id: (each.path, each.line) for each in assessment.findings}
    ids = {each.id: each.finding_ids for each in assessment.dependencies}
    return {
        task.id: len(
            {spots[one] for each in task.dependency_ids for one in ids.get(each, ()) if one in spots}
        )
        for task in assessment.tasks
        if task.phase is Phase.DECIDE and task.dependency_ids
    }


def _labelled(into: QVBoxLayout, label: PlainLabel, widget: QWidget) -> None:
    """A label close above what it names."""
    pair = column(gap=4)
    pair.addWidget(label)
    pair.addWidget(widget, 1)
    into.addLayout(pair)


class TaskView(QTreeView):
    """The tree of tasks. Space ticks the current one, wherever in the row the cursor is.

    Signals:
        toggled(str): the id of the task to tick or to open again.
    """

    toggled = Signal(str)

    def __init__(self, model: TaskTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = model
        self.setModel(model)
        self.setAccessibleName("Tasks")
        self.setItemDelegate(CellDelegate(self))
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        metrics = QFontMetrics(THEME.font())
        for number, sample in ((1, "Places"), (2, "Effort"), (3, "won't do ")):
            head.resizeSection(number, metrics.horizontalAdvance(sample) + 26)

    def show_all(self) -> None:
        """Open every phase and let its title span the row."""
        self.expandAll()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where there is little room the titles come first: a tick says the state, too."""
        super().resizeEvent(event)
        self.setColumnHidden(3, event.size().width() < STATE_FROM)
        self.setColumnHidden(2, event.size().width() < EFFORT_FROM)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Space ticks."""
        task = self._tree.task(self.currentIndex())
        if event.key() == Qt.Key.Key_Space and task is not None:
            self.toggled.emit(task.id)
            return
        super().keyPressEvent(event)
