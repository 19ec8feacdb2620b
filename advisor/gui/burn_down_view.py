"""The burn-down of the checklist: the chart, the same numbers as a table, and what was settled when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from advisor.core.assessment import Task
from advisor.core.kinds import TaskState
from advisor.core.past import Point
from advisor.gui.canvas import Canvas
from advisor.gui.plain import PlainLabel, several, to_tr, tr
from advisor.gui.qt import QWidget, Signal
from advisor.gui.rows import Column, RowModel
from advisor.gui.tables import Table
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Card, column, scrolled
from advisor.report.burn_down import burn_down
from advisor.report.drawing import Drawing
from advisor.report.wording import points

ROWS_SHOWN = 8


def _day_columns() -> tuple[Column[Point], ...]:
    return (
        Column[Point](to_tr("Day"), lambda row: f"{row.day}", sample="2026-11-24"),
        Column[Point](
            to_tr("Open"),
            lambda row: f"{row.tasks_open:,}",
            lambda row: row.tasks_open,
            right=True,
            sample="00,000",
        ),
        Column[Point](
            to_tr("Settled"), lambda row: f"{row.tasks_settled:,}", lambda row: row.tasks_settled, right=True
        ),
        Column[Point](
            to_tr("Effort left"), lambda row: points(row.effort_left), lambda row: row.effort_left, right=True
        ),
        Column[Point](to_tr("Places"), lambda row: f"{row.findings:,}", lambda row: row.findings, right=True),
        Column[Point](
            to_tr("Dead"),
            lambda row: f"{row.by_status.get('dead', 0):,}",
            lambda row: row.by_status.get("dead", 0),
            right=True,
        ),
        Column[Point](to_tr("Risk"), lambda row: row.level, lambda row: row.risk, sample="very high"),
        Column[Point](to_tr("Facts"), lambda row: row.catalog, sample="2026.11.25"),
    )


def _settled_columns(days: Mapping[str, date]) -> tuple[Column[Task], ...]:
    """Tasks with the day they were settled; those of before days were kept stand last."""

    def day(task: Task) -> str:
        return f"{days[task.id]}" if task.id in days else tr("not known")

    return (
        Column[Task](to_tr("Day"), day, lambda task: str(days.get(task.id, "")), sample="2026-11-24"),
        Column[Task](to_tr("State"), lambda task: task.state.value, sample="won't do"),
        Column[Task](to_tr("Task"), lambda task: task.title),
    )


class BurnDownView(QWidget):
    """How far the migration came, day by day.

    Signals:
        task_wanted(str): the id of a settled task to show.
    """

    task_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Sequence[Point] = ()
        body = QWidget()  # no `Body`: all of it has the height it asks for
        self._inner = column(body, gap=2 * SPACE)
        chart = Card(tr("Burn-down"))
        told = tr("One point for each day the project was scanned or a task was settled.")
        chart.body.addWidget(PlainLabel(told, "small", wrap=True))
        self.chart = Canvas(self._draw, tr("Open tasks and effort left over the days"))
        self.chart.activated.connect(self._pick)
        self.few = PlainLabel("", "muted", wrap=True)
        chart.body.addWidget(self.chart)
        chart.body.addWidget(self.few)
        self.model: RowModel[Point] = RowModel(_day_columns(), lambda row: f"{row.day}")
        self.table = Table(self.model, tr("The burn-down in numbers"))
        chart.body.addWidget(self.table)
        self._inner.addWidget(chart)
        self._build_settled()
        self._inner.addStretch()
        column(self).addWidget(scrolled(body, tr("Burn-down")))

    def _build_settled(self) -> None:
        self.settled_card = Card(tr("Settled, newest first"), tr("Return shows the task"))
        self._known: dict[str, date] = {}
        self.settled: RowModel[Task] = RowModel(_settled_columns(self._known), lambda task: task.title)
        self.settled_table = Table(self.settled, tr("Settled tasks by day"))
        self.settled_table.opened.connect(lambda task: self.task_wanted.emit(task.id))
        self.gone = PlainLabel("", "muted", wrap=True)
        self.settled_card.body.addWidget(self.settled_table)
        self.settled_card.body.addWidget(self.gone)
        self._inner.addWidget(self.settled_card)

    def show_days(self, days: Sequence[Point], tasks: Sequence[Task], settled: Mapping[str, date]) -> None:
        """Show the points of the burn-down, and the settled among `tasks` with their days."""
        self._days = days
        self.chart.set_source(self._draw)
        self.chart.setVisible(bool(days))
        self.few.setText(_few_words(len(days)))
        self.few.setVisible(len(days) < 2)
        self.model.set_rows(reversed(days))
        self.table.setVisible(bool(days))
        self.table.fit_rows(ROWS_SHOWN)
        self._known.clear()
        self._known.update(settled)
        done = [task for task in tasks if task.state is not TaskState.OPEN]
        self.settled.set_rows(sorted(done, key=lambda task: str(settled.get(task.id, "")), reverse=True))
        gone = len(settled.keys() - {task.id for task in tasks})
        one = tr("1 more was settled and is no longer in the plan: what it was for is gone.")
        many = tr(
            "{count} more were settled and are no longer in the plan: what they were for is gone.", "", gone
        )
        self.gone.setText(several(gone, one, many))
        self.gone.setVisible(gone > 0)
        self.settled_table.setVisible(bool(done))
        self.settled_card.setVisible(bool(done) or gone > 0)
        self.settled_table.fit_rows(ROWS_SHOWN)

    def _draw(self, width: float) -> Drawing:
        return burn_down(self._days, width)

    def _pick(self, key: str) -> None:
        """A day of the chart was chosen: its row."""
        day = key.removeprefix("day:")
        for number, row in enumerate(self.model.rows):
            if f"{row.day}" == day:
                self.table.select_number(number)


def _few_words(days: int) -> str:
    if not days:
        return tr("No day is known yet: the first whole scan as of today makes the first point.")
    return tr("One day is known so far. A curve begins with the second: scan again, or settle a task, then.")
