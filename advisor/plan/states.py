"""Lays saved states over a plan that was made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from advisor.core.assessment import Task, Tick


def merge_states(tasks: Iterable[Task], ticks: Mapping[str, Tick]) -> tuple[Task, ...]:
    """The tasks with the state and note of the tick saved under their id.

    A task without a tick stays open; a tick whose task is gone is left alone, as its findings are gone too.
    """
    return tuple(_with_state(task, ticks.get(task.id)) for task in tasks)


def _with_state(task: Task, tick: Tick | None) -> Task:
    return task if tick is None else replace(task, state=tick.state, note=tick.note or "")
