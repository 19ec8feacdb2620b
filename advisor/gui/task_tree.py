"""The checklist as a tree for Qt: phases, and under each its tasks with a box to tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from advisor.core.assessment import Task
from advisor.core.kinds import Phase, TaskState
from advisor.gui.plain import shown, tip_text
from advisor.gui.qt import Index, QAbstractItemModel, QModelIndex, QObject, Qt, Signal
from advisor.gui.rows import TONE_ROLE
from advisor.gui.theme import THEME
from advisor.report.drawing import Tone
from advisor.report.wording import PHASE_TITLES, counted, points

_TITLES = ("Task", "Places", "Effort", "State")
_STATE_TONES = {TaskState.DONE: Tone.SERVED, TaskState.WONT_DO: Tone.UNKNOWN}
"""Open tasks are the rule: only what was settled gets a pill."""
_NUMBERS = (1, 2)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CHECKS = {
    TaskState.OPEN: Qt.CheckState.Unchecked,
    TaskState.DONE: Qt.CheckState.Checked,
    TaskState.WONT_DO: Qt.CheckState.PartiallyChecked,
}
_TOP = 0
"""Internal id of a phase row; a task's is the number of its phase plus one."""


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
        self._passes: Callable[[Task], bool] | None = None
        self._groups: list[tuple[Phase, list[Task]]] = []

    @property
    def everything(self) -> Sequence[Task]:
        """All tasks."""
        return self._all

    def shown_tasks(self) -> list[Task]:
        """The tasks that the filter lets through, in working order."""
        return [task for _, tasks in self._groups for task in tasks]

    def set_tasks(self, tasks: Sequence[Task], totals: Mapping[str, int] | None = None) -> None:
        """Show other tasks. Where only states and notes differ, rows stay as they are.

        `totals` has, by id, how many places a task has where it lists only the first.
        """
        self._totals = totals or {}
        same = [task.id for task in tasks] == [task.id for task in self._all]
        self._all = tuple(tasks)
        groups = self._grouped()
        if same and self._ids(groups) == self._ids(self._groups):
            self._groups = groups
            self._tell_changed()
            return
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def set_filter(self, passes: Callable[[Task], bool] | None) -> None:
        """Show only tasks that pass."""
        self.beginResetModel()
        self._passes = passes
        self._groups = self._grouped()
        self.endResetModel()

    def _grouped(self) -> list[tuple[Phase, list[Task]]]:
        groups = []
        for phase in Phase:
            tasks = [
                task for task in self._all if task.phase is phase and (not self._passes or self._passes(task))
            ]
            if tasks:
                groups.append((phase, tasks))
        return groups

    @staticmethod
    def _ids(groups: list[tuple[Phase, list[Task]]]) -> list[tuple[Phase, list[str]]]:
        return [(phase, [task.id for task in tasks]) for phase, tasks in groups]

    def _tell_changed(self) -> None:
        last = len(_TITLES) - 1
        for number, (_, tasks) in enumerate(self._groups):
            phase = self.index(number, 0)
            self.dataChanged.emit(phase, self.index(number, last))
            self.dataChanged.emit(self.index(0, 0, phase), self.index(len(tasks) - 1, last, phase))

    def task(self, index: Index) -> Task | None:
        """The task at an index; None for a phase."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def index_of(self, identifier: str) -> QModelIndex:
        """Where a task is shown; an invalid index when it is not."""
        for number, (_, tasks) in enumerate(self._groups):
            for row, task in enumerate(tasks):
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
        """The phase of a task."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - overrides Qt
        """Phases at the top, tasks under a phase."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != _TOP or parent.column() != 0:
            return 0
        return len(self._groups[parent.row()][1])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - overrides Qt
        """The same for both levels."""
        return len(_TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tasks can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.internalId() != _TOP and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(  # noqa: N802 - overrides Qt
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_TITLES):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return _TITLES[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell."""
        if not index.isValid():
            return None
        task = self.task(index)
        if task is None:
            return self._phase_data(index, role)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return _CHECKS[task.state]
        if role == TONE_ROLE:
            return _STATE_TONES.get(task.state) if index.column() == 3 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(task, index.column(), self._places(task))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _NUMBERS:
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(task.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown(task.title)}, {task.state}, {counted(self._places(task), 'place')}"
        return None

    def _places(self, task: Task) -> int:
        return max(len(task.places), self._totals.get(task.id, 0)) if task.places else 0

    def _phase_data(self, index: Index, role: int) -> Any:
        phase, tasks = self._groups[index.row()]
        done = sum(1 for task in tasks if task.state is not TaskState.OPEN)
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return PHASE_TITLES[phase]
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return THEME.font(bold=True)
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 3:
            return f"{done} of {len(tasks)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{PHASE_TITLES[phase]}, {done} of {len(tasks)} settled"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - overrides Qt
        """A click on the box asks for the other state; the answer comes with new tasks."""
        task = self.task(index)
        if task is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggled.emit(task.id)
        return True


def _cell(task: Task, column: int, places: int) -> str:
    if column == 0:
        return shown(task.title, 200)
    if column == 1:
        return f"{places:,}" if places else ""
    if column == 2:
        return points(task.effort_points) if task.effort_points else ""
    return task.state.value
