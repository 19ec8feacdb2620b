"""Which tasks of the checklist are shown, and in which groups: without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.core.assessment import Dependency, Task
from advisor.core.kinds import Phase, TaskState
from advisor.report.wording import PHASE_TITLES

ALL = "all"
BY_PHASE, BY_DEPENDENCY = "phase", "dependency"
SEVERAL, WHOLE = "several", "whole"
"""Groups of tasks that belong to more dependencies than one, and to none."""
TEXT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks are shown. The default shows all."""

    text: str = ""
    state: str = ALL
    phase: str = ALL
    dependency: str = ALL

    @property
    def active(self) -> bool:
        """True when anything may be left out."""
        return self != TaskFilter() and bool(self.text.strip() or replace(self, text="") != TaskFilter())

    def matches(self, task: Task) -> bool:
        """Whether the task is shown: groups narrow each other, all words must stand in it."""
        words = self.text[:TEXT_LIMIT].casefold().split()
        hay = f"{task.title}\n{task.why}\n{task.note}".casefold() if words else ""
        return (
            self.state in (ALL, task.state)
            and self.phase in (ALL, task.phase)
            and (self.dependency == ALL or self.dependency in task.dependency_ids)
            and all(word in hay for word in words)
        )

    def state_counts(self, tasks: Iterable[Task]) -> Mapping[str, int]:
        """How many tasks each state would show under the rest of the filter."""
        rest = replace(self, state=ALL)
        counts = Counter(task.state.value for task in tasks if rest.matches(task))
        return {ALL: sum(counts.values()), **{state.value: counts[state.value] for state in TaskState}}


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one heading."""

    key: str
    title: str
    tasks: tuple[Task, ...]
    """Those that are shown."""
    settled: int
    total: int
    """Of all tasks of the group, shown or not."""


def grouped(
    tasks: Sequence[Task], wanted: TaskFilter, by: str, names: Mapping[str, str]
) -> tuple[Group, ...]:
    """The shown tasks in working order under their headings; `names` are those of dependencies by id."""
    titles = names if by == BY_DEPENDENCY else {phase.value: PHASE_TITLES[phase] for phase in Phase}
    everything: dict[str, list[Task]] = {key: [] for key in titles}
    for task in tasks:
        everything.setdefault(_key(task, by), []).append(task)
    groups = (
        Group(
            key,
            titles[key],
            tuple(task for task in inside if wanted.matches(task)),
            sum(task.state is not TaskState.OPEN for task in inside),
            len(inside),
        )
        for key, inside in everything.items()
        if key in titles
    )
    return tuple(group for group in groups if group.tasks)


def _key(task: Task, by: str) -> str:
    if by == BY_PHASE:
        return task.phase.value
    return (
        task.dependency_ids[0] if len(task.dependency_ids) == 1 else SEVERAL if task.dependency_ids else WHOLE
    )


def dependency_names(
    dependencies: Sequence[Dependency], tasks: Sequence[Task], several: str, whole: str
) -> dict[str, str]:
    """Titles of the dependencies that have tasks, gravest first, then the two other groups."""
    used = {each for task in tasks for each in task.dependency_ids}
    named = {each.id: each.title for each in dependencies if each.id in used}
    return {**named, SEVERAL: several, WHOLE: whole}
