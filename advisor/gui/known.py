"""What pages look up in an assessment: made once, beside the window, and shared by all of them.

Over 100,000 findings each of these takes longer than a key may wait, and each page needs some of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from threading import Lock

from advisor.core.assessment import Assessment, Dependency, Task
from advisor.core.findings import Finding
from advisor.core.kinds import Phase
from advisor.gui.dependency_rows import swap_sets
from advisor.report.digest import dead_by_dependency, dead_places
from advisor.report.drawing import by_context_and_status


class Known:
    """The tables of one assessment. Ticks change none of them."""

    def __init__(self, assessment: Assessment) -> None:
        self.findings: Mapping[str, Finding] = {each.id: each for each in assessment.findings}
        self.dependency_of: Mapping[str, Dependency] = {
            key: one for one in assessment.dependencies for key in one.finding_ids
        }
        self.alike = Counter((each.rule, each.written) for each in assessment.findings)
        """How many findings of a rule have the same words."""
        self.dead_places = dead_places(assessment)
        self.dead = dead_by_dependency(assessment, self.dead_places)
        self.exposure = by_context_and_status(assessment)
        self.swap_sets = swap_sets(assessment.dependencies)
        self._ids = {one.id: one.finding_ids for one in assessment.dependencies}
        self._places: dict[tuple[str, ...], int] = {}
        self.decisions(assessment.tasks)

    def decisions(self, tasks: Iterable[Task]) -> dict[str, int]:
        """How many places the dependencies of each task that decides have; it lists the first only."""
        deciding = [task for task in tasks if task.phase is Phase.DECIDE and task.dependency_ids]
        return {task.id: self._places_of(task.dependency_ids) for task in deciding}

    def _places_of(self, dependencies: tuple[str, ...]) -> int:
        if dependencies not in self._places:
            keys = (key for one in dependencies for key in self._ids.get(one, ()))
            rows = (self.findings[key] for key in keys if key in self.findings)
            self._places[dependencies] = len({(row.path, row.line) for row in rows})
        return self._places[dependencies]


_lock = Lock()
_kept: list[tuple[Assessment, Known]] = []
"""The one that is shown, and the one that is about to be."""


def known(assessment: Assessment) -> Known:
    """The tables of an assessment, made where that was not done yet."""
    with _lock:
        for number, (of, found) in enumerate(_kept):
            if of.findings is assessment.findings and of.dependencies is assessment.dependencies:
                del _kept[:number]  # nobody asks for the one before any more
                return found
    made = Known(assessment)
    with _lock:
        _kept[:] = [*_kept[-1:], (assessment, made)]
    return made
