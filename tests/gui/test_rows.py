"""Item models: Qt's own checker on each of them, and the sorting and filtering that they do themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.core.assessment import Place
from advisor.core.kinds import Context, Kind, TaskState
from advisor.gui.filters import FindingFilter
from advisor.gui.finding_model import FindingModel
from advisor.gui.pages.ledger import CLEARED_COLUMNS, SKIPPED_COLUMNS
from advisor.gui.qt import QModelIndex, QPersistentModelIndex, Qt
from advisor.gui.rows import TONE_ROLE, RowModel
from advisor.gui.task_details import PLACE_COLUMNS
from advisor.gui.task_filter import BY_DEPENDENCY, BY_PHASE, TaskFilter
from advisor.gui.task_tree import TaskTree
from advisor.report.drawing import Tone
from tests.report import example
from tests.report.example import finding

ASSESSMENT = example.assessment()
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


def many(count: int = 60) -> list[Any]:
    kinds, contexts = list(Kind), list(Context)
    return [
        finding(
            id=f"f{number}",
            path=f"src/part{number % 7}/file{number}.py",
            line=(number * 37) % 50,
            kind=kinds[number % len(kinds)],
            context=contexts[number % len(contexts)],
            verdict=example.YOURS if number % 3 else example.ENDED,
        )
        for number in range(count)
    ]


def column(model: RowModel[Any], number: int) -> list[str]:
    return [model.data(model.index(row, number), DISPLAY) for row in range(model.rowCount())]


# --- Qt's own checker -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (CLEARED_COLUMNS, ASSESSMENT.cleared),
        (SKIPPED_COLUMNS, ASSESSMENT.skipped),
        (PLACE_COLUMNS, (Place("a.py", 1, "f1", "llama3"), Place("b.py", 0, "f2", ""))),
    ],
    ids=["cleared", "skipped", "places"],
)
def test_every_table_keeps_the_rules_of_qt(qtmodeltester: Any, columns: Any, rows: Any) -> None:
    model: RowModel[Any] = RowModel(columns, lambda row: str(row).casefold())
    qtmodeltester.check(model)
    model.set_rows(rows)
    model.sort(len(columns) - 1, DOWN)
    model.set_filter(lambda row: row is rows[0])
    model.set_filter(None)
    assert model.rowCount() == len(rows)


def test_the_findings_keep_the_rules_of_qt_while_rows_arrive(qtmodeltester: Any) -> None:
    model = FindingModel()
    qtmodeltester.check(model)
    rows = many()
    for start in range(0, len(rows), 7):
        model.extend(rows[start : start + 7])
    model.sort(1, DOWN)
    model.set_filter(lambda row: row.kind is Kind.MODEL, ("part1",))
    model.extend(many(20))
    model.resort()
    model.set_filter(None)
    model.set_rows(())
    assert model.rowCount() == 0


def test_the_tree_of_tasks_keeps_the_rules_of_qt(qtmodeltester: Any) -> None:
    model = TaskTree()
    qtmodeltester.check(model)
    model.set_tasks(example.TASKS)
    model.set_tasks([replace(task, state=TaskState.DONE) for task in example.TASKS])
    model.show_only(TaskFilter(phase="decide"), BY_PHASE)
    model.show_only(TaskFilter(), BY_DEPENDENCY)
    model.set_tasks(())
    assert model.rowCount() == 0


# --- sorting and filtering --------------------------------------------------------------------------


def test_rows_arrive_at_the_end_though_a_sort_is_set() -> None:
    model = FindingModel()
    model.set_rows([finding(id="b", path="b.py"), finding(id="c", path="c.py")])
    model.sort(1, UP)
    model.extend([finding(id="a", path="a.py")])
    assert [row.id for row in model.rows] == ["b", "c", "a"]
    model.resort()
    assert [row.id for row in model.rows] == ["a", "b", "c"]


def test_places_sort_by_path_and_then_by_number() -> None:
    model = FindingModel()
    model.set_rows([finding(id=str(line), path="a.py", line=line) for line in (100, 9, 30)])
    model.sort(1, UP)
    assert column(model, 1) == ["a.py:9", "a.py:30", "a.py:100"]


def test_verdicts_sort_by_gravity_and_not_by_alphabet() -> None:
    model = FindingModel()
    model.set_rows(
        [finding(id="yours", verdict=example.YOURS), finding(id="dead"), finding(id="new", verdict=None)]
    )
    model.sort(0, UP)
    assert [row.id for row in model.rows] == ["dead", "yours", "new"]


def test_a_selected_row_stays_selected_wherever_the_sort_takes_it() -> None:
    model = FindingModel()
    model.set_rows(many())
    kept = QPersistentModelIndex(model.index(5, 2))
    wanted = model.rows[5].id
    model.sort(1, DOWN)
    assert model.rows[kept.row()].id == wanted
    assert kept.column() == 2


def test_chips_and_words_narrow_together() -> None:
    model = FindingModel()
    model.set_rows(many())
    model.show(FindingFilter("part0", frozenset({"model"})))
    assert model.rows
    assert all(row.kind is Kind.MODEL and "part0" in row.path for row in model.rows)
    assert model.total == 60


def test_a_filtered_model_takes_in_only_rows_that_pass() -> None:
    model = FindingModel()
    model.show(FindingFilter("wanted"))
    model.extend([finding(id="1", path="other.py"), finding(id="2", path="wanted.py")])
    assert [row.id for row in model.rows] == ["2"]
    assert model.total == 2


def test_a_column_that_is_none_leaves_the_order_of_arrival() -> None:
    model = FindingModel()
    model.set_rows(many(5))
    model.sort(1, DOWN)
    model.sort(-1)
    model.set_rows(many(5))
    assert [row.id for row in model.rows] == ["f0", "f1", "f2", "f3", "f4"]


# --- what a cell says -------------------------------------------------------------------------------


def test_the_first_cell_reads_the_row_aloud_and_the_others_what_they_add() -> None:
    model = FindingModel()
    model.set_rows([finding()])
    aloud = [model.data(model.index(0, at), int(Qt.ItemDataRole.AccessibleTextRole)) for at in range(3)]
    assert aloud[0] == "src/app.py:12, model, llama-3.3-70b-versatile, dead since 2026-08-31"
    assert aloud[1:] == ["Place: src/app.py:12", "Written: llama-3.3-70b-versatile"]


def test_a_meaning_comes_with_its_word() -> None:
    model = FindingModel()
    model.set_rows([finding()])
    assert model.data(model.index(0, 0), TONE_ROLE) is Tone.DEAD
    assert model.data(model.index(0, 0), DISPLAY) == "dead since 2026-08-31"


def test_secrets_are_masked_and_controls_made_visible_in_cells() -> None:
    model = FindingModel()
    model.set_rows([finding(written="LLAMA_API_KEY=abcdef123456", path="a\u202eb.py")])
    assert model.data(model.index(0, 2), DISPLAY) == "LLAMA_API_KEY=****"
    assert model.data(model.index(0, 1), DISPLAY) == "a\\u202eb.py:12"


def test_nothing_is_said_of_an_index_that_is_not_there() -> None:
    model = FindingModel()
    assert model.data(QModelIndex(), DISPLAY) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


# --- the tree of tasks ------------------------------------------------------------------------------


def test_phases_come_in_working_order_with_their_tasks() -> None:
    model = TaskTree()
    model.set_tasks(tuple(reversed(example.TASKS)))
    assert column(model, 0) == ["Decide", "Replace", "Clean up"]  # type: ignore[arg-type]
    assert model.data(model.index(1, 3), DISPLAY) == "1 of 1"


def test_other_states_do_not_disturb_the_rows() -> None:
    model = TaskTree()
    model.set_tasks(example.TASKS)
    kept = QPersistentModelIndex(model.index_of("t1"))
    model.set_tasks([replace(task, state=TaskState.DONE) for task in example.TASKS])
    assert kept.isValid()
    checked = model.data(model.index_of("t1"), int(Qt.ItemDataRole.CheckStateRole))
    assert checked == Qt.CheckState.Checked


def test_a_click_on_the_box_asks_for_the_other_state() -> None:
    model = TaskTree()
    model.set_tasks(example.TASKS)
    asked: list[str] = []
    model.toggled.connect(asked.append)
    assert model.setData(model.index_of("t1"), Qt.CheckState.Checked, int(Qt.ItemDataRole.CheckStateRole))
    assert not model.setData(model.index(0, 0), "x")
    assert asked == ["t1"]


def test_a_task_is_read_aloud_with_its_state() -> None:
    model = TaskTree()
    model.set_tasks(example.TASKS)
    told = model.data(model.index_of("t2"), int(Qt.ItemDataRole.AccessibleTextRole))
    assert told == "Replace llama-3.3-70b-versatile, done, 2 places"
