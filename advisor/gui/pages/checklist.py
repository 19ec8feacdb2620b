"""The checklist: tasks in working order or by dependency, ticked with Space, and how far the work came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from advisor.core.assessment import Assessment, Task
from advisor.core.kinds import Phase, TaskState
from advisor.core.past import Point
from advisor.gui.burn_down_view import BurnDownView
from advisor.gui.filters import FindingFilter
from advisor.gui.flow import FlowLayout
from advisor.gui.known import known
from advisor.gui.pages.base import Page
from advisor.gui.plain import effort_words, set_tip, shown, to_tr, tr
from advisor.gui.qt import (
    QButtonGroup,
    QComboBox,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QProgressBar,
    Qt,
    QTimer,
    QWidget,
    Signal,
)
from advisor.gui.room import Beside, CutChoice, Stack, chars, filter_field, text_lines
from advisor.gui.speech import LiveLabel
from advisor.gui.task_details import TaskDetails
from advisor.gui.task_filter import ALL, BY_DEPENDENCY, BY_PHASE, TaskFilter, dependency_names
from advisor.gui.task_tree import TaskTree
from advisor.gui.task_view import TaskView
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Chip, EmptyState, PressButton, carded, line, one_of
from advisor.report.wording import PHASE_TITLES

FILTER_PAUSE_MS = 60
BOTH_CHARS, PANE_CHARS, PANE_LINES = 108, 46, 12
"""From so many characters on the pane stands beside the tasks; it has so many, and so many lines."""
LONGEST_CHOICE = 60
"""Characters of a dependency's title in a list of choices."""


class ChecklistPage(Page):
    """What to do.

    Signals:
        states_wanted(object, object): ids of tasks and the `TaskState` they should have.
        note_changed(str, str): id of a task and its note.
        export_wanted(): the user wants a file of what is shown.
        grouped(str): the user wants other headings: `phase` or `dependency`.
    """

    states_wanted = Signal(object, object)
    note_changed = Signal(str, str)
    export_wanted = Signal()
    grouped = Signal(str)

    name = "checklist"
    title = to_tr("Checklist")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days_of: Callable[[], Mapping[str, date]] = dict
        """Where the days come from on which tasks were settled, by task id."""
        self.points_of: Callable[[], Sequence[Point]] = tuple
        """Where the points of the burn-down come from."""
        self.tree_model = TaskTree(self)
        self.tree_model.toggled.connect(lambda identifier: self._toggle((identifier,)))
        self._assessment: Assessment | None = None
        self._totals: Mapping[str, int] = {}
        self._place = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FILTER_PAUSE_MS)
        self._later.timeout.connect(self._apply)
        self._build_head()
        self._build_filters()
        self._build_progress()
        self._build_body()

    # --- building ---

    def _build_head(self) -> None:
        hint = tr("Filter tasks …   Ctrl+F")
        self.search = filter_field(hint, tr("Filter the tasks"), self._later.start)
        self.search.setMaximumWidth(chars(66))
        self.burn_down = PressButton(tr("Burn-down"))
        self.burn_down.setCheckable(True)
        self.burn_down.setProperty("role", "chip")
        self.burn_down.setAccessibleName(tr("Show how far the work came, day by day"))
        self.burn_down.toggled.connect(lambda _on: self._show_part())
        self.count = LiveLabel("", "muted", wrap=True).wide()
        self.by = self._choice(tr("Group by"))
        self.by.addItem(tr("By phase"), BY_PHASE)
        self.by.addItem(tr("By dependency"), BY_DEPENDENCY)
        self.by.activated.connect(lambda _index: self.grouped.emit(self.by.currentData()))
        self.head.addWidget(self.count)
        self.head.push(self.by)
        self.head.fill(self.search)
        self.head.addWidget(self.burn_down)

    def _build_filters(self) -> None:
        self.filters = holder = QWidget()
        flow = FlowLayout(holder)
        self._group = QButtonGroup(self)
        words = {
            ALL: tr("All"),
            TaskState.OPEN.value: tr("Open"),
            TaskState.DONE.value: tr("Done"),
            TaskState.WONT_DO.value: tr("Won't do"),
        }
        self.states = {word: Chip(word, label, tr("Show")) for word, label in words.items()}
        for chip in self.states.values():
            one_of(self._group, chip)
            chip.clicked.connect(lambda _checked=False: self._apply())
            flow.addWidget(chip)
        self.states[ALL].setChecked(True)
        self.phase = self._choice(tr("Phase"))
        self.dependency = self._choice(tr("Dependency"))
        for choice in (self.phase, self.dependency):
            choice.activated.connect(lambda _index: self._apply())
            flow.addWidget(choice)
        self.by.activated.connect(lambda _index: self._apply())
        self.outer.addWidget(holder)

    def _choice(self, name: str) -> QComboBox:
        return CutChoice(name, 12)

    def _build_progress(self) -> None:
        row = line(gap=SPACE + 4)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Tasks settled"))
        self.told = LiveLabel("", "muted", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.bar, 2)
        row.addWidget(self.told, 3)
        self.outer.addLayout(row)

    def _build_body(self) -> None:
        self.tree = TaskView(self.tree_model)
        self.tree.selectionModel().currentChanged.connect(self._show_current)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._show_choice())
        self.tree.ticked.connect(self._toggle)
        self.tree.state_wanted.connect(self._ask)
        self.tree.places_wanted.connect(self._show_places)
        self.tree.export_wanted.connect(self.export_wanted)
        self.details = TaskDetails()
        self.note, self.place_table = self.details.note, self.details.place_table
        self.details.state_wanted.connect(lambda state: self._ask(self._chosen_ids(), state))
        self.details.note_changed.connect(self.note_changed)
        self.details.findings_wanted.connect(self.findings_wanted)
        self.details.compare_wanted.connect(lambda which: self.page_wanted.emit("alternatives", which))
        self.empty = EmptyState()
        self.days = BurnDownView()
        self.days.task_wanted.connect(self.show_task)
        self.splitter = both = Beside(BOTH_CHARS, below=(1, 1))
        both.addWidget(self.tree)
        self.details.setMinimumSize(chars(PANE_CHARS), text_lines(PANE_LINES))
        both.addWidget(carded(self.details))
        both.setSizes([680, 380])
        self.stack = Stack()
        for part in (both, self.empty, self.days):
            self.stack.addWidget(part)
        self.outer.addWidget(self.stack, 1)

    # --- filling ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the tasks of an assessment; the current one stays current."""
        before, tasks = self._assessment, assessment.tasks
        same = before is not None and before.dependencies is assessment.dependencies
        self._assessment = assessment
        if not same:
            self._totals = known(assessment).decisions(tasks)
        totals = self._totals
        whole = tr("The whole project")
        names = dependency_names(assessment.dependencies, tasks, tr("Several dependencies"), whole)
        comparable = {each.id for each in assessment.dependencies if each.candidates or each.rejected_total}
        self.details.know({task.id: task.title for task in tasks}, totals, frozenset(comparable))
        self._offer(tasks, names if not same or self.dependency.count() == 0 else None)
        self.tree_model.set_tasks(tasks, totals, self.days_of(), names)
        self._settle()

    def _offer(self, tasks: Sequence[Task], names: Mapping[str, str] | None) -> None:
        """The choices of the filters, each with its count; `names` where they may be others."""
        phases = [
            (PHASE_TITLES[each], each.value, sum(task.phase is each for task in tasks)) for each in Phase
        ]
        _fill(self.phase, tr("All phases"), [row for row in phases if row[2]])
        if names is not None:
            counts = {key: sum(key in task.dependency_ids for task in tasks) for key in names}
            _fill(
                self.dependency,
                tr("All dependencies"),
                [
                    (shown(title, LONGEST_CHOICE), key, counts[key])
                    for key, title in names.items()
                    if counts[key]
                ],
            )

    def _settle(self) -> None:
        """Counts, selection and details after rows or their states changed."""
        self._say_progress()
        current = self.details.task
        if current is None or not self._select(current.id):
            self._select_at(self._place)
        self._show_choice()
        self._show_part()

    def show_task(self, identifier: str) -> None:
        """Bring a task to the front, whatever the filter hides."""
        self.burn_down.setChecked(False)
        if not self._select(identifier):
            self.clear_filter()
            self._select(identifier)

    def _say_progress(self) -> None:
        tasks = self.tree_model.everything
        settled = sum(1 for task in tasks if task.state is not TaskState.OPEN)
        self.bar.setRange(0, max(len(tasks), 1))
        self.bar.setValue(settled)
        self.told.setText(self._effort_words(tasks, settled))
        tip = tr(
            "The report counts the points to move the dependencies. Deciding, preparing, checking and "
            "cleaning up are tasks of their own and come on top."
        )
        set_tip(self.told, tip)
        for word, count in self.filter().state_counts(tasks).items():
            self.states[word].set_count(count)
        seen = len(self.tree_model.shown_tasks())
        told = tr("{seen} of {total}").format(seen=seen, total=len(tasks))
        self.count.setText(told if self.filter().active else "")

    def _effort_words(self, tasks: Sequence[Task], settled: int) -> str:
        effort = sum(task.effort_points for task in tasks if task.state is TaskState.OPEN)
        told = tr("{settled} of {total} settled · effort {effort} open").format(
            settled=settled, total=len(tasks), effort=effort_words(effort)
        )
        moving = self._assessment.summary.effort_points if self._assessment else 0.0
        shared = sum(task.effort_points for task in tasks) - moving
        if shared <= 0:
            return told
        parts = tr("(of all, {moving} to move and {shared} around it)")
        return f"{told} " + parts.format(moving=effort_words(moving), shared=effort_words(shared))

    def _show_part(self) -> None:
        """The tasks, the burn-down, or why neither has anything to show."""
        tasks, seen = self.tree_model.everything, self.tree_model.shown_tasks()
        days = self.burn_down.isChecked()
        for part in (self.filters, self.search, self.count, self.by):
            part.setVisible(not days)
        if days:
            self.days.show_days(self.points_of(), tasks, self.days_of())
            self.stack.setCurrentWidget(self.days)
            return
        self.stack.setCurrentWidget(self.splitter if seen else self.empty)
        if not seen and tasks:
            title, told = tr("The filter hides every task"), tr("Show all to see them.")
            self.empty.say(title, told, tr("Show all"), self.clear_filter)
        elif not seen:
            self.empty.say(tr("Nothing to do"), tr("No task follows from what was found."), icon="check")

    # --- the current task and what is selected ---

    def _select(self, identifier: str) -> bool:
        """Make a task current; one that is selected already keeps those selected with it."""
        index = self.tree_model.index_of(identifier)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            chosen = self.tree.selectionModel().isSelected(index)
            how = flags.NoUpdate if chosen else flags.ClearAndSelect | flags.Rows
            self.tree.selectionModel().setCurrentIndex(index, how)
            self._show_current(index, QModelIndex())
        return index.isValid()

    def _select_at(self, place: int) -> None:
        """The task that took the place of one that went: what comes next stays under the cursor."""
        seen = self.tree_model.shown_tasks()
        if seen:
            self._select(seen[min(place, len(seen) - 1)].id)

    def _show_current(
        self, now: QModelIndex | QPersistentModelIndex, before: QModelIndex | QPersistentModelIndex
    ) -> None:
        task = self.tree_model.task(now)
        if task is not None:
            self._place = [each.id for each in self.tree_model.shown_tasks()].index(task.id)
            self.details.show_task(task, self.tree_model.state_words(task))

    def _show_choice(self) -> None:
        self.details.show_choice(self.tree.chosen())

    def _chosen_ids(self) -> tuple[str, ...]:
        chosen = tuple(task.id for task in self.tree.chosen())
        return chosen or ((self.details.task.id,) if self.details.task else ())

    def step(self, way: int) -> None:
        """Go to the next open task (1) or the one before (-1), round the end of the list."""
        seen = self.tree_model.shown_tasks()
        ahead = (
            [(self._place + way * number) % len(seen) for number in range(1, len(seen) + 1)] if seen else []
        )
        wanted = next((place for place in ahead if seen[place].state is TaskState.OPEN), None)
        if wanted is not None:
            self._select(seen[wanted].id)
            self.tree.scrollTo(self.tree.currentIndex())
            self.tree.setFocus()

    # --- filter ---

    def filter(self) -> TaskFilter:
        """What is asked for."""
        state = next(word for word, chip in self.states.items() if chip.isChecked())
        phase, dependency = (box.currentData() or ALL for box in (self.phase, self.dependency))
        return TaskFilter(self.search.text(), state, phase, dependency)

    def clear_filter(self) -> None:
        """Show all tasks."""
        self.states[ALL].setChecked(True)
        self.search.clear()
        for choice in (self.phase, self.dependency):
            choice.setCurrentIndex(0)
        self._apply()

    def group_by(self, by: str) -> None:
        """Other headings, without telling anybody."""
        self.by.setCurrentIndex(max(self.by.findData(by), 0))
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
        seen = {task.id for task in self.tree_model.shown_tasks()}
        order = tuple(task.id for task in self.tree_model.everything if task.id in seen)
        return order if self.filter().active else None

    def _apply(self) -> None:
        self.tree_model.show_only(self.filter(), self.by.currentData() or BY_PHASE)
        self._settle()

    # --- acting ---

    def _toggle(self, ids: Sequence[str]) -> None:
        """Tick tasks; open them again where all are settled."""
        states = {task.state for task in self.tree_model.everything if task.id in ids}
        self._ask(ids, TaskState.DONE if TaskState.OPEN in states else TaskState.OPEN)

    def _ask(self, ids: Sequence[str], state: TaskState) -> None:
        self.keep_note()
        if ids:
            self.states_wanted.emit(tuple(ids), state)

    def keep_note(self) -> None:
        """Hand over the note when it differs from the kept one."""
        self.details.keep_note()

    def _show_places(self, tasks: Sequence[Task]) -> None:
        """The findings behind tasks: their own places, or all of their dependencies."""
        ids = {place.finding_id for task in tasks for place in task.places}
        wanted = {each for task in tasks for each in task.dependency_ids}
        if self._assessment and any(task.places_total > len(task.places) for task in tasks):
            ids |= {
                one for each in self._assessment.dependencies if each.id in wanted for one in each.finding_ids
            }
        label = shown(tasks[0].title, 60) if len(tasks) == 1 else tr("{count} tasks").format(count=len(tasks))
        if ids:
            self.findings_wanted.emit(FindingFilter(ids=frozenset(ids), label=label))

    def retouch(self) -> None:
        """What paints itself does so again."""
        self.update()


def _fill(box: QComboBox, everything: str, rows: Sequence[tuple[str, str, int]]) -> None:
    """Offer all, then each row with its count; what is chosen stays so where it is still there."""
    chosen = box.currentData()
    box.clear()
    box.addItem(everything, ALL)
    for title, key, count in rows:
        box.addItem(f"{title} ({count:,})", key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
