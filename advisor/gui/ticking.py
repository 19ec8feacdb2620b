"""What the user says about tasks: kept at once, undone step by step, shared with other windows.

The truth lies in the user's folder. Each step writes there what it changes and nothing else, so two windows
on one project lose no tick; what the other one wrote is read again before a write and when the window looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

from advisor.core.assessment import Assessment, Task, Tick
from advisor.core.errors import AdvisorError
from advisor.core.kinds import TaskState
from advisor.gui.history import History
from advisor.gui.plain import several, tr
from advisor.gui.qt import QObject, Signal
from advisor.gui.service import Service, Ticked


class Working(Protocol):
    """What ticks are set on: the project that is open."""

    service: Service
    folder: Path | None
    assessment: Assessment | None
    history: History

    @property
    def busy(self) -> bool:
        """True while scanning or judging: that reads what is kept by itself."""


class Ticking(QObject):
    """The ticks and notes of the project that is open.

    Signals:
        changed(object): the `Assessment` with other states, notes or days.
    """

    changed = Signal(object)

    def __init__(self, work: Working, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._mark: object = None
        self._fresh: dict[str, Task] = {}
        self.days: dict[str, date] = {}
        """Task id to the day it was settled, where that is known."""

    # --- what the user says ---

    def set_states(self, ids: Iterable[str], state: TaskState) -> None:
        """Tick tasks, open them again, or settle them as not to be done: one step for all."""
        wanted = set(ids)
        tasks = [task for task in self._tasks() if task.id in wanted and task.state is not state]
        if not tasks:
            return
        day = None if state is TaskState.OPEN else self._work.service.today()
        before = {task.id: Tick(task.state, None, self.days.get(task.id)) for task in tasks}
        after = {task.id: Tick(state, None, day) for task in tasks}
        text = _step_words(state, len(tasks))
        self._work.history.do(text, lambda: self._lay(after), lambda: self._lay(before))

    def set_note(self, task_id: str, note: str) -> None:
        """Keep a note on a task as it is typed; what is typed in one go is one step."""
        before = next((task.note for task in self._tasks() if task.id == task_id), None)
        if before is not None and before != note:
            self._work.history.do(
                tr("change a note"),
                lambda: self._note(task_id, note),
                lambda: self._note(task_id, before),
                merge=f"note {task_id}",
            )

    def _note(self, task_id: str, note: str) -> None:
        self.refresh()
        task = next((each for each in self._tasks() if each.id == task_id), None)
        if task is not None:
            self._lay({task_id: Tick(task.state, note, self.days.get(task_id))})

    # --- keeping ---

    def _lay(self, ticks: Mapping[str, Tick]) -> None:
        """Write them, then show them. What cannot be kept is not shown either, and raises."""
        work = self._work
        if work.folder is None or work.assessment is None:
            return
        self.refresh()
        try:
            work.service.keep_ticks(work.folder, ticks)
        except AdvisorError:
            self.changed.emit(work.assessment)
            raise
        self._mark = object()  # another window may have written at the same moment: look again
        for key, tick in ticks.items():
            self.days.pop(key, None)
            if tick.day is not None:
                self.days[key] = tick.day
        told = {task.id: _with(task, ticks[task.id]) for task in self._tasks() if task.id in ticks}
        self._fresh |= told
        self._take(tuple(told.get(task.id, task) for task in self._tasks()))

    def _take(self, tasks: tuple[Task, ...]) -> None:
        assert self._work.assessment is not None
        self._work.assessment = replace(self._work.assessment, tasks=tasks)
        self.changed.emit(self._work.assessment)

    def _tasks(self) -> tuple[Task, ...]:
        return self._work.assessment.tasks if self._work.assessment else ()

    # --- what others say ---

    def refresh(self) -> None:
        """Take over what another window kept since."""
        work = self._work
        if work.folder is None or work.assessment is None or work.busy:
            return
        mark = work.service.ticks_mark(work.folder)
        if mark == self._mark:
            return
        self._mark = mark
        told = work.service.ticked(work.folder, work.assessment)
        days, before = dict(told.days), (work.assessment.tasks, self.days)
        self.days = days
        if (told.assessment.tasks, days) != before:
            self._take(told.assessment.tasks)

    def begin(self) -> None:
        """A judgement begins: what is said from now on is laid over what it began with."""
        self._fresh.clear()

    def over(self, ticked: Ticked) -> Assessment:
        """A judgement with what was said while it ran."""
        self._mark = object()
        fresh = self._fresh
        self.days = {
            **{key: day for key, day in ticked.days.items() if key not in fresh},
            **{key: day for key, day in self.days.items() if key in fresh},
        }
        tasks = tuple(
            replace(task, state=newer.state, note=newer.note) if (newer := fresh.get(task.id)) else task
            for task in ticked.assessment.tasks
        )
        return replace(ticked.assessment, tasks=tasks)


def _step_words(state: TaskState, count: int) -> str:
    if state is TaskState.DONE:
        return several(count, tr("tick a task"), tr("tick {count} tasks", "", count))
    if state is TaskState.OPEN:
        return several(count, tr("open a task again"), tr("open {count} tasks again", "", count))
    many = tr("settle {count} tasks as not to be done", "", count)
    return several(count, tr("settle a task as not to be done"), many)


def _with(task: Task, tick: Tick) -> Task:
    return replace(task, state=tick.state, note=task.note if tick.note is None else tick.note)
