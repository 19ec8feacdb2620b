"""The checklist as a tree for Qt: phases or dependencies, and under each its tasks with a box to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from advisor.core.assessment import Task
from advisor.core.kinds import TaskState
from advisor.gui.plain import shown, tip_text, tr
from advisor.gui.qt import Index, QAbstractItemModel, QModelIndex, QObject, Qt, Signal
from advisor.gui.rows import TONE_ROLE
from advisor.gui.task_filter import BY_PHASE, Group, TaskFilter, grouped
from advisor.gui.theme import THEME
from advisor.report.drawing import Tone
from advisor.report.wording import counted, points

PROGRESS_ROLE = TONE_ROLE + 7
"""Of a heading: which part of its tasks is settled, 0 to 1."""
TASK, PLACES, EFFORT, STATE = range(4)
_STATE_TONES = {TaskState.DONE: Tone.SERVED, TaskState.WONT_DO: Tone.UNKNOWN}
"""Open tasks are the rule: only what was settled gets a pill."""
_NUMBERS = (PLACES, EFFORT)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CHECKS = {
    TaskState.OPEN: Qt.CheckState.Unchecked,
    TaskState.DONE: Qt.CheckState.Checked,
    TaskState.WONT_DO: Qt.CheckState.PartiallyChecked,
}
_TOP = 0
"""Internal id of a heading; a task's is the number of its group plus one."""


class TaskTree(QAbstractItemModel):
    """Two levels. Tasks are looked up by position; nothing holds on to them.

    Signals:
        toggled(str): the id of a task whose box was clicked.
    """

    toggled = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Task, ...] = ()
        self._totals: Mapping[str, int] = {}
        self._days: Mapping[str, date] = {}
        self._names: Mapping[str, str] = {}
        self._by = BY_PHASE
        self.tells_days = False
        """Whether the list has room for the days on which tasks were settled."""
        self._filter = TaskFilter()
        self._groups: tuple[Group, ...] = ()

    @property
    def everything(self) -> Sequence[Task]:
        """All tasks."""
        return self._all

    @property
    def groups(self) -> Sequence[Group]:
        """What is shown, under its headings."""
        return self._groups

    def shown_tasks(self) -> list[Task]:
        """The tasks that the filter lets through, in the order they are shown."""
        return [task for group in self._groups for task in group.tasks]

    def set_tasks(
        self,
        tasks: Sequence[Task],
        totals: Mapping[str, int] | None = None,
        days: Mapping[str, date] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Show other tasks. Where only states and notes differ, rows stay as they are.

        By task id, `totals` has how many places a task has where it lists only the first, and `days` when it
        was settled; `names` are those of dependencies.
        """
        self._totals, self._days, self._names = totals or {}, days or {}, names or {}
        self._all = tuple(tasks)
        self._take(grouped(self._all, self._filter, self._by, self._names))

    def show_only(self, wanted: TaskFilter, by: str) -> None:
        """Show only tasks that pass, under other headings."""
        self._filter, self._by = wanted, by
        self._take(grouped(self._all, wanted, by, self._names))

    def _take(self, groups: tuple[Group, ...]) -> None:
        if _ids(groups) == _ids(self._groups):
            self._groups = groups
            self._tell_changed()
            return
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def _tell_changed(self) -> None:
        last = STATE
        for number, group in enumerate(self._groups):
            head = self.index(number, 0)
            self.dataChanged.emit(head, self.index(number, last))
            self.dataChanged.emit(self.index(0, 0, head), self.index(len(group.tasks) - 1, last, head))

    def task(self, index: Index) -> Task | None:
        """The task at an index; None for a heading."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        return self._groups[index.internalId() - 1].tasks[index.row()]

    def tasks_at(self, index: Index) -> Sequence[Task]:
        """The task at an index, or all that are shown under a heading."""
        task = self.task(index)
        if task is not None:
            return (task,)
        return self._groups[index.row()].tasks if index.isValid() else ()

    def index_of(self, identifier: str) -> QModelIndex:
        """Where a task is shown; an invalid index when it is not."""
        for number, group in enumerate(self._groups):
            for row, task in enumerate(group.tasks):
                if task.id == identifier:
                    return self.index(row, 0, self.index(number, 0))
        return QModelIndex()

    # --- what Qt asks ---

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """A place in the tree."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The heading of a task."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - overrides Qt
        """Headings at the top, tasks under each."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != _TOP or parent.column() != 0:
            return 0
        return len(self._groups[parent.row()].tasks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - overrides Qt
        """The same for both levels."""
        return STATE + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tasks can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.internalId() != _TOP and index.column() == TASK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(  # noqa: N802 - overrides Qt
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= STATE:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(_titles()[section])
        return _titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell."""
        if not index.isValid():
            return None
        task = self.task(index)
        if task is None:
            return _heading(self._groups[index.row()], index.column(), role)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TASK:
            return _CHECKS[task.state]
        if role == TONE_ROLE:
            return _STATE_TONES.get(task.state) if index.column() == STATE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(task, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _NUMBERS:
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(
                " · ".join(part for part in (task.title, self.state_words(task), task.note) if part)
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(task, index.column())
        return None

    def _spoken(self, task: Task, column: int) -> str:
        """The first cell tells the whole row, each of the others what it adds."""
        if column == TASK:
            places = counted(self._places(task), "place")
            return ", ".join([shown(task.title), self.state_words(task), places])
        said = self._cell(task, column) or tr("nothing")
        return f"{_titles()[column]}: {said}"

    def _places(self, task: Task) -> int:
        return max(len(task.places), self._totals.get(task.id, 0)) if task.places else 0

    def _cell(self, task: Task, column: int) -> str:
        if column == TASK:
            return shown(task.title, 200)
        if column == PLACES:
            places = self._places(task)
            return f"{places:,}" if places else ""
        if column == EFFORT:
            return points(task.effort_points) if task.effort_points else ""
        return self.state_words(task) if self.tells_days else task.state.value

    def state_words(self, task: Task) -> str:
        """`open`, or how it was settled and when: `done 2026-11-24`."""
        day = self._days.get(task.id) if task.state is not TaskState.OPEN else None
        return f"{task.state.value} {day}" if day else task.state.value

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - overrides Qt
        """A click on the box asks for the other state; the answer comes with new tasks."""
        task = self.task(index)
        if task is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggled.emit(task.id)
        return True


def _titles() -> tuple[str, ...]:
    """What stands over the columns."""
    return tr("Task"), tr("Places"), tr("Effort"), tr("State")


def _ids(groups: Sequence[Group]) -> list[tuple[str, list[str]]]:
    return [(group.key, [task.id for task in group.tasks]) for group in groups]


def _heading(group: Group, column: int, role: int) -> Any:
    """What stands in the row of a heading."""
    told = tr("{settled} of {total}").format(settled=group.settled, total=group.total)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        if column != TASK:
            said = told if column == STATE else tr("heading of a group")
            return f"{_titles()[column]}: {said}"
        return tr("{title}, {told} settled").format(title=shown(group.title, 200), told=told)
    if role == PROGRESS_ROLE:
        return group.settled / max(group.total, 1) if column == TASK else None
    if role == Qt.ItemDataRole.FontRole and column == TASK:
        return THEME.font(bold=True)
    if role == Qt.ItemDataRole.ToolTipRole:
        return tip_text(group.title)
    if role != Qt.ItemDataRole.DisplayRole:
        return None
    return {TASK: shown(group.title, 200), STATE: told}.get(column)
