"""Lays saved states over a plan that was made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from advisor.core.assessment import Task
from advisor.core.kinds import TaskState


def merge_states(tasks: Iterable[Task], states: Mapping[str, tuple[TaskState, str]]) -> tuple[Task, ...]:
    """The tasks with the state and note saved under their id.

    A task without a saved state stays open; a saved state whose task is gone is left alone, as its findings
    are gone too.
    """
    return tuple(_with_state(task, states.get(task.id)) for task in tasks)


def _with_state(task: Task, saved: tuple[TaskState, str] | None) -> Task:
    if saved is None:
        return task
    state, note = saved
    return replace(task, state=state, note=note)
