"""From a finding to what belongs to it: its dependency, its task, its alternatives, its file, its folder."""

from __future__ import annotations

from collections.abc import Callable

from advisor.core.assessment import Assessment, Dependency, Task
from advisor.core.findings import Finding
from advisor.gui.copy_table import Deed
from advisor.gui.filters import FindingFilter
from advisor.gui.known import known
from advisor.gui.pages.base import Page
from advisor.gui.plain import shown, tr


class FindingWays:
    """Leads away from the current finding, by the signals of its page."""

    def __init__(
        self,
        page: Page,
        current: Callable[[], Finding | None],
        everything: Callable[[], list[Finding]],
    ) -> None:
        self._page, self._current, self._everything = page, current, everything
        self.assessment: Assessment | None = None
        """None while nothing is judged."""

    def deeds(self) -> tuple[Deed, ...]:
        """What the menu of a row offers of it; grey where there is nothing to show."""
        return (
            Deed(tr("Show its dependency"), self._opener("dependencies"), self._has_dependency),
            Deed(tr("Show its task"), self.show_task, lambda: self.task() is not None),
            Deed(tr("Show its alternatives"), self._opener("alternatives"), self._has_dependency),
            Deed(tr("Show all in this file"), self.show_file),
            Deed(tr("Show all in this folder"), self.show_folder),
        )

    def dependency(self) -> Dependency | None:
        """What the current finding belongs to."""
        finding = self._current()
        if finding is None or self.assessment is None:
            return None
        return known(self.assessment).dependency_of.get(finding.id)

    def _has_dependency(self) -> bool:
        return self.dependency() is not None

    def task(self) -> Task | None:
        """The first task that names the place, else the first of its dependency."""
        finding, dependency = self._current(), self.dependency()
        tasks = self.assessment.tasks if self.assessment and finding else ()
        named = (
            task for task in tasks for place in task.places if finding and place.finding_id == finding.id
        )
        theirs = (task for task in tasks if dependency and dependency.id in task.dependency_ids)
        return next(named, None) or next(theirs, None)

    def _opener(self, page: str) -> Callable[[], None]:
        def run() -> None:
            if (dependency := self.dependency()) is not None:
                self._page.page_wanted.emit(page, dependency.id)

        return run

    def show_task(self) -> None:
        """To its task in the checklist."""
        if (task := self.task()) is not None:
            self._page.page_wanted.emit("checklist", task.id)

    def show_file(self) -> None:
        """To all findings of its file."""
        if (finding := self._current()) is not None:
            self._show(finding.path, lambda path: path == finding.path)

    def show_folder(self) -> None:
        """To all findings of its folder, and of the folders in it."""
        if (finding := self._current()) is not None:
            folder = finding.path.rpartition("/")[0]
            inside = f"{folder}/" if folder else ""
            self._show(inside or tr("the whole project"), lambda path: path.startswith(inside))

    def _show(self, label: str, wanted: Callable[[str], bool]) -> None:
        ids = frozenset(row.id for row in self._everything() if wanted(row.path))
        self._page.findings_wanted.emit(FindingFilter(ids=ids, label=shown(label, 60)))
