"""How long the window leaves a 10 ms timer waiting while 20,000 findings arrive, are sorted and filtered.

    python -m tests.gui.bench.gaps [--findings N] [--limit MS]

Makes a project with that many findings, opens it with the real use cases (child processes, judging and
planning in the worker thread) and prints the longest gap of each stretch in milliseconds. Ends with 1 when
one is above the limit. A script and no test: the figure is the machine's as much as the program's.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from advisor.core.kinds import TaskState
from advisor.gui import collector
from advisor.gui.application import make_application
from advisor.gui.filters import FindingFilter
from advisor.gui.qt import QApplication, QEventLoop, QHeaderView, Qt, QTimer
from advisor.gui.session import Session
from advisor.gui.use_cases import UseCases
from advisor.gui.window import MainWindow
from tests.gui.bench.project import make_project

TICK_MS = 10
AS_OF = date(2026, 11, 24)


class Watch:
    """A timer that notes how late it is."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = perf_counter()
        self.worst = max(self.worst, (now - self._last) * 1000 - TICK_MS)
        self._last = now

    def take(self) -> float:
        """The longest gap since the last call, in milliseconds."""
        worst, self.worst = self.worst, 0.0
        return worst


def wait_until(what: Callable[[], bool], seconds: float = 600) -> None:
    """Run the event loop until `what` holds."""
    loop, until = QEventLoop(), perf_counter() + seconds
    probe = QTimer()
    probe.timeout.connect(lambda: loop.quit() if what() or perf_counter() > until else None)
    probe.start(5)
    loop.exec()
    if not what():
        raise SystemExit("the window never came to rest")


def pause(seconds: float) -> None:
    """Run the event loop for a while."""
    until = perf_counter() + seconds
    wait_until(lambda: perf_counter() > until)


def stretches(window: MainWindow, session: Session) -> list[tuple[str, Callable[[], object]]]:
    """What is done to the window once the findings are there."""
    findings, head = window.findings, window.findings.table.horizontalHeader()
    sorts = [
        (f"sort by {column.title.lower()}", _sorter(head, number))
        for number, column in enumerate(findings.model.columns)
    ]
    return [
        ("show findings", lambda: window.show_page("findings")),
        *sorts,
        ("group by file", lambda: findings.groups.setCurrentIndex(1)),
        ("close all groups", lambda: findings.model.set_all_open(False)),
        ("open all groups", lambda: findings.model.set_all_open(True)),
        ("group no more", lambda: findings.groups.setCurrentIndex(0)),
        ("filter by text", lambda: findings.search.setText("vicuna")),
        ("filter by more text", lambda: findings.search.setText("vicuna serving")),
        ("clear the text", lambda: findings.search.setText("")),
        ("filter by chip", lambda: findings.set_filter(FindingFilter(kinds=frozenset({"model"})))),
        ("clear the filter", findings.clear_filter),
        ("show report", lambda: window.show_page("report")),
        ("show alternatives", lambda: window.show_page("alternatives")),
        ("show checklist", lambda: window.show_page("checklist")),
        ("tick a task", lambda: window.checklist.states_wanted.emit((_first_task(session),), TaskState.DONE)),
        ("show ledger", lambda: window.show_page("ledger")),
        ("judge as of another day", lambda: session.judge_as_of(date(2026, 4, 8))),
    ]


def _sorter(head: QHeaderView, column: int) -> Callable[[], object]:
    return lambda: head.setSortIndicator(column, Qt.SortOrder.DescendingOrder)


def _first_task(session: Session) -> str:
    assert session.assessment is not None
    return session.assessment.tasks[0].id


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--findings", type=int, default=20_000)
    parser.add_argument("--limit", type=float, default=100.0, metavar="MS")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["LLAMA_ADVISOR_HOME"] = str(Path(place) / "home")
        make_project(Path(place) / "project", given.findings)
        rows = measure(Path(place) / "project")
    for name, gap in rows:
        print(f"{gap:7.1f}  {name}")
    worst = max(gap for _, gap in rows)
    print(f"{worst:7.1f}  longest, limit {given.limit:g} ms")
    return 1 if worst > given.limit else 0


def measure(project: Path) -> list[tuple[str, float]]:
    """The longest gap of every stretch."""
    app = make_application()
    collector.sweep(app)
    service = UseCases()
    session = Session(service, AS_OF)
    window = MainWindow(service, session)
    window.show()
    pause(0.3)
    watch = Watch()
    marks: list[tuple[str, float]] = []
    session.judging.connect(lambda: marks or marks.append(("open, findings arrive", watch.take())))
    window.open_folder(project)
    wait_until(lambda: session.assessment is not None and not session.busy)
    pause(0.5)
    assert session.assessment is not None
    marks.append((f"judged, pages filled: {len(session.assessment.findings):,} findings", watch.take()))
    for name, act in stretches(window, session):
        act()
        pause(0.3)
        wait_until(lambda: not session.busy)
        pause(0.3)
        marks.append((name, watch.take()))
    window.close()
    QApplication.processEvents()
    del app
    return marks


if __name__ == "__main__":
    sys.exit(main())
