"""What to do first, what is broken before all else, and what to move to."""

from __future__ import annotations

from collections.abc import Callable

from advisor.core.assessment import Assessment, Task
from advisor.gui.known import known
from advisor.gui.pages.base import Page
from advisor.gui.pages.report_rows import favourite_row, step_row
from advisor.gui.plain import PlainLabel, tr
from advisor.gui.qt import QVBoxLayout, QWidget
from advisor.gui.stacking import Stacking
from advisor.gui.widgets import Card, button, clear, column
from advisor.report.brief import first_steps
from advisor.report.digest import favourites, first_aid

STEPS_SHOWN = 3
TARGETS_SHOWN = 3
_TWO_CARDS = 130
"""Letters: in less room the cards stand one below the other."""


class FirstSection(Stacking):
    """Two cards, side by side where there is room."""

    def __init__(self, home: Page) -> None:
        super().__init__(_TWO_CARDS)
        self._home = home
        pair = self.inner
        self.steps = self._card(tr("Do first"), tr("what is broken, then the plan's order"), pair.addWidget)
        self.targets = self._card(tr("What to move to"), tr("ranked first, or chosen"), pair.addWidget)

    def _card(self, heading: str, aside: str, add: Callable[[QWidget, int], object]) -> QVBoxLayout:
        card = Card(heading, aside)
        inner = column(gap=2)
        card.body.addLayout(inner)
        card.body.addStretch()
        add(card, 1)
        return inner

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill both cards anew."""
        self.setVisible(bool(assessment.findings))
        self._fill_steps(assessment)
        self._fill_targets(assessment)

    def _fill_steps(self, assessment: Assessment) -> None:
        clear(self.steps)
        aids = first_aid(assessment, STEPS_SHOWN, known(assessment).dead)
        broken = {aid.task.id: aid for aid in aids}
        for task in first_steps(assessment, STEPS_SHOWN, aids):
            aid = broken.get(task.id)
            self.steps.addWidget(step_row(task, len(aid.finding_ids) if aid else 0, self._task_opener(task)))
        if not self.steps.count():
            self.steps.addWidget(PlainLabel(tr("Nothing to do."), "muted"))
        else:
            self.steps.addWidget(button(tr("Whole checklist"), self._opener("checklist"), role="link"))

    def _fill_targets(self, assessment: Assessment) -> None:
        clear(self.targets)
        found = favourites(assessment, TARGETS_SHOWN)
        for each in found:
            opener = self._opener("alternatives", each.dependencies[0].id)
            self.targets.addWidget(favourite_row(each, opener))
        if not assessment.summary.effort_points:
            self.targets.addWidget(PlainLabel(tr("Nothing that runs here has to move."), "muted"))
        elif found:
            self.targets.addWidget(button(tr("All alternatives"), self._opener("alternatives"), role="link"))
        else:
            told = tr("No candidate is ranked for what was found; Alternatives says what ruled them out.")
            self.targets.addWidget(PlainLabel(told, "muted", wrap=True))

    def _task_opener(self, task: Task) -> Callable[[], None]:
        return self._opener("checklist", task.id)

    def _opener(self, page: str, what: str = "") -> Callable[[], None]:
        return lambda: self._home.page_wanted.emit(page, what)
