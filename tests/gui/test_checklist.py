"""The checklist at work: several tasks at once, filters and headings, notes, copying, the burn-down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from advisor.core.kinds import Phase, TaskState
from advisor.core.past import Point
from advisor.gui.filters import FindingFilter
from advisor.gui.pages.checklist import ChecklistPage
from advisor.gui.qt import QApplication, Qt
from advisor.gui.task_filter import ALL, BY_DEPENDENCY
from advisor.gui.window import MainWindow
from tests.gui.fake import FakeService
from tests.report import example

LEFT, SHIFT, CTRL = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
DONE, OPEN, WONT = TaskState.DONE, TaskState.OPEN, TaskState.WONT_DO


def tasks() -> tuple[example.Task, ...]:
    """Six open tasks in three phases, of two dependencies, of both, and of none."""
    base = replace(example.TASKS[0], state=OPEN)
    return (
        replace(base, id="a", title="Choose for Groq", dependency_ids=("d1",)),
        replace(base, id="b", title="Choose for Vicuna", dependency_ids=("d2",), note="ask Kim"),
        replace(base, id="c", phase=Phase.PREPARE, title="Collect prompts", dependency_ids=("d1", "d2")),
        replace(example.TASKS[1], id="d", state=OPEN, dependency_ids=("d1",)),
        replace(base, id="e", phase=Phase.REPLACE, title="Replace Vicuna", dependency_ids=("d2",)),
        replace(base, id="f", phase=Phase.REPLACE, title="Tell the users", dependency_ids=()),
    )


@pytest.fixture
def shop(qtbot: Any, window: MainWindow, service: FakeService, project: Path) -> MainWindow:
    service.base = replace(service.base, tasks=tasks())
    window.open_folder(project)
    qtbot.waitUntil(
        lambda: window.session.assessment is not None and not window.session.busy and window.settled
    )
    window.show_page("checklist")
    return window


def page(window: MainWindow) -> ChecklistPage:
    return window.checklist


def seen(window: MainWindow) -> list[str]:
    return [task.id for task in page(window).tree_model.shown_tasks()]


def headings(window: MainWindow) -> list[str]:
    return [group.title for group in page(window).tree_model.groups]


def states(window: MainWindow) -> str:
    marks = {OPEN: ".", DONE: "x", WONT: "-"}
    assert window.session.assessment is not None
    return "".join(marks[task.state] for task in window.session.assessment.tasks)


def select(qtbot: Any, window: MainWindow, first: str, last: str) -> None:
    """Select a run of tasks with the keyboard."""
    tree, model = page(window).tree, page(window).tree_model
    page(window).show_task(first)
    tree.setFocus()
    while model.task(tree.currentIndex()).id != last:  # type: ignore[union-attr]
        qtbot.keyClick(tree, Qt.Key.Key_Down, SHIFT)
        if model.task(tree.currentIndex()) is None:
            qtbot.keyClick(tree, Qt.Key.Key_Down, SHIFT)


# --- ticking ----------------------------------------------------------------------------------------


def test_space_ticks_all_that_are_selected_in_one_step(qtbot: Any, shop: MainWindow) -> None:
    select(qtbot, shop, "d", "f")
    assert page(shop).details.several.text().startswith("3 tasks selected, effort 5;")
    qtbot.keyClick(page(shop).tree, Qt.Key.Key_Space)
    assert states(shop) == "...xxx"
    assert shop.deeds["undo"].text() == "Undo: tick 3 tasks"
    assert [task.id for task in page(shop).tree.chosen()] == ["d", "e", "f"]
    shop.deeds["undo"].trigger()
    assert states(shop) == "......"
    shop.deeds["redo"].trigger()
    assert states(shop) == "...xxx"


def test_space_on_a_heading_ticks_its_tasks(qtbot: Any, shop: MainWindow) -> None:
    tree = page(shop).tree
    tree.setCurrentIndex(page(shop).tree_model.index(0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert states(shop) == "xx...."
    assert page(shop).tree_model.data(page(shop).tree_model.index(0, 3)) == "2 of 2"


def test_a_tick_has_its_day_and_an_open_task_has_none(
    qtbot: Any, shop: MainWindow, service: FakeService
) -> None:
    page(shop).show_task("a")
    qtbot.keyClick(page(shop).tree, Qt.Key.Key_Space)
    assert page(shop).details.state.text() == "done 2026-11-24"
    assert service.days["a"] == date(2026, 11, 24)
    qtbot.keyClick(page(shop).tree, Qt.Key.Key_Space)
    assert page(shop).details.state.text() == "open"
    assert service.days["a"] is None


def test_undoing_an_opening_brings_the_old_day_back(shop: MainWindow, service: FakeService) -> None:
    service.keep_ticks(shop.session.folder, {"a": example_tick(date(2026, 11, 2))})  # type: ignore[arg-type]
    shop.session.keeper.look()
    shop.session.set_state("a", OPEN)
    shop.session.history.undo()
    assert shop.session.ticking.days["a"] == date(2026, 11, 2)


def example_tick(day: date) -> Any:
    from advisor.core.assessment import Tick

    return Tick(DONE, None, day)


def test_what_is_not_to_be_done_asks_for_the_reason_in_the_note(qtbot: Any, shop: MainWindow) -> None:
    page(shop).show_task("a")
    qtbot.mouseClick(page(shop).details.wont, LEFT)
    assert states(shop) == "-....."
    assert shop.focusWidget() is page(shop).note
    assert page(shop).details.note_label.text() == "Why not"
    qtbot.keyClicks(page(shop).note, "the host is left in January")
    page(shop).keep_note()
    assert shop.session.assessment.tasks[0].note == "the host is left in January"  # type: ignore[union-attr]


def test_with_a_filter_the_next_task_comes_under_the_cursor(qtbot: Any, shop: MainWindow) -> None:
    qtbot.mouseClick(page(shop).states["open"], LEFT)
    page(shop).show_task("b")
    qtbot.keyClick(page(shop).tree, Qt.Key.Key_Space)
    assert seen(shop) == ["a", "c", "d", "e", "f"]
    assert page(shop).details.task.id == "c"  # type: ignore[union-attr]


# --- notes ------------------------------------------------------------------------------------------


def test_a_note_is_kept_as_it_was_typed_and_undone_in_one_step(qtbot: Any, shop: MainWindow) -> None:
    page(shop).show_task("b")
    for piece in ("\n", "  two blanks", " & <b>"):
        page(shop).note.insertPlainText(piece)
        page(shop).keep_note()
    typed = "ask Kim\n  two blanks & <b>"
    assert shop.session.assessment.tasks[1].note == typed  # type: ignore[union-attr]
    assert shop.session.history.undoText() == "change a note"
    shop.session.history.undo()
    assert shop.session.assessment.tasks[1].note == "ask Kim"  # type: ignore[union-attr]
    assert page(shop).note.toPlainText() == "ask Kim"
    assert not shop.session.history.canUndo()


def test_a_note_being_typed_survives_a_tick_of_another_window(shop: MainWindow, service: FakeService) -> None:
    page(shop).show_task("a")
    page(shop).note.setPlainText("half a sen")
    service.keep_ticks(shop.session.folder, {"a": example_tick(date(2026, 11, 24))})  # type: ignore[arg-type]
    shop.session.keeper.look()
    assert states(shop) == "x....."
    assert page(shop).note.toPlainText() == "half a sen"


# --- filters and headings ---------------------------------------------------------------------------


def test_filters_narrow_each_other_and_count(qtbot: Any, shop: MainWindow) -> None:
    here = page(shop)
    here.dependency.setCurrentIndex(here.dependency.findData("d2"))
    here.dependency.activated.emit(here.dependency.currentIndex())
    assert seen(shop) == ["b", "c", "e"]
    assert here.count.text() == "3 of 6"
    here.phase.setCurrentIndex(here.phase.findData("decide"))
    here.phase.activated.emit(here.phase.currentIndex())
    assert seen(shop) == ["b"]
    assert here.states["open"].text() == "Open  1"
    assert here.phase.currentText() == "Decide (2)"
    qtbot.keyClicks(here.search, "groq")
    qtbot.waitUntil(lambda: here.stack.currentWidget() is here.empty)
    here.empty._action.click()
    assert seen(shop) == list("abcdef")
    assert here.count.text() == ""


def test_tasks_stand_under_their_dependency_and_that_is_remembered(qtbot: Any, shop: MainWindow) -> None:
    here = page(shop)
    here.by.setCurrentIndex(here.by.findData(BY_DEPENDENCY))
    here.by.activated.emit(here.by.currentIndex())
    assert headings(shop) == [
        "Llama 3.3 70B Instruct at Groq, production",
        "Vicuna-13B, host not stated",
        "Several dependencies",
        "The whole project",
    ]
    assert seen(shop) == ["a", "d", "b", "e", "c", "f"]
    assert shop.settings.flag("checklist/by-dependency")


def test_what_is_folded_stays_folded(shop: MainWindow) -> None:
    tree, model = page(shop).tree, page(shop).tree_model
    tree.collapse(model.index(0, 0))
    page(shop).search.setText("e")
    page(shop)._apply()
    assert not tree.isExpanded(model.index(0, 0))
    assert tree.isExpanded(model.index(1, 0))


def test_the_key_for_the_next_open_task_skips_the_settled_and_goes_round(
    qtbot: Any, shop: MainWindow
) -> None:
    shop.session.ticking.set_states(("b", "c"), DONE)
    page(shop).show_task("a")
    shop.deeds["next"].trigger()
    assert page(shop).details.task.id == "d"  # type: ignore[union-attr]
    shop.deeds["previous"].trigger()
    shop.deeds["previous"].trigger()
    assert page(shop).details.task.id == "f"  # type: ignore[union-attr]


# --- what leaves the page ---------------------------------------------------------------------------


def test_selected_tasks_are_copied_as_text_and_as_markdown(qtbot: Any, shop: MainWindow) -> None:
    shop.session.set_state("a", DONE)
    select(qtbot, shop, "a", "b")
    qtbot.keyClick(page(shop).tree, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().splitlines() == [
        "[x] Choose for Groq (effort 1, done 2026-11-24)",
        "[ ] Choose for Vicuna (effort 1) – ask Kim",
    ]
    actions = {action.text(): action for action in page(shop).tree.menu().actions()}
    actions["Copy as Markdown"].trigger()
    text = QApplication.clipboard().text()
    assert "- [x] **Choose for Groq**" in text and "<!-- llama-advisor-task: a -->" in text
    assert "Note: ask Kim" in text


def test_the_menu_settles_what_is_selected(qtbot: Any, shop: MainWindow) -> None:
    select(qtbot, shop, "a", "b")
    actions = {action.text(): action for action in page(shop).tree.menu().actions()}
    assert not actions["Open again"].isEnabled()
    actions["Won't do"].trigger()
    assert states(shop) == "--...."


def test_return_shows_the_places_of_a_task_in_the_findings(qtbot: Any, shop: MainWindow) -> None:
    page(shop).show_task("d")
    qtbot.keyClick(page(shop).tree, Qt.Key.Key_Return)
    assert shop.stack.currentWidget() is shop.findings
    assert sorted(row.id for row in shop.findings.model.rows) == ["f1", "f2"]


# --- burn-down --------------------------------------------------------------------------------------


def test_the_burn_down_shows_the_days_as_a_curve_and_in_numbers(
    qtbot: Any, shop: MainWindow, service: FakeService, project: Path
) -> None:
    here = page(shop)
    shop.session.set_state("a", DONE)
    old = service.past.points(project) or [
        Point(date(2026, 11, 24), "0", "c", 4, 2, "high", 24, 6, 0, 8.0, {"dead": 1})
    ]
    service.past._now = lambda: datetime(2026, 11, 24)
    from advisor.store import history

    history.add(service.home, project, replace(old[-1], day=date(2026, 11, 20), tasks_open=9))
    qtbot.mouseClick(here.burn_down, LEFT)
    assert here.stack.currentWidget() is here.days
    assert [(row.day.day, row.tasks_open, row.tasks_settled) for row in here.days.model.rows] == [
        (24, 5, 1),
        (20, 9, 0),
    ]
    assert here.days.chart.accessibleDescription() == ("From 9 open tasks on 2026-11-20 to 5 on 2026-11-24.")
    assert [task.id for task in here.days.settled.rows] == ["a"]
    assert here.days.gone.isHidden()
    here.days.chart.activated.emit("day:2026-11-20")
    assert here.days.table.current().day == date(2026, 11, 20)
    here.days.settled_table.select_number(0)
    qtbot.keyClick(here.days.settled_table, Qt.Key.Key_Return)
    assert here.stack.currentWidget() is here.splitter
    assert here.details.task.id == "a"  # type: ignore[union-attr]


def test_settled_tasks_whose_places_are_gone_are_counted(
    qtbot: Any, shop: MainWindow, service: FakeService
) -> None:
    service.days["long-ago"] = date(2026, 10, 1)
    service.saves += 1
    shop.session.keeper.look()
    qtbot.mouseClick(page(shop).burn_down, LEFT)
    assert page(shop).days.gone.text().startswith("1 more was settled and is no longer in the plan")


def test_a_first_day_says_that_a_curve_needs_a_second(qtbot: Any, shop: MainWindow) -> None:
    qtbot.mouseClick(page(shop).burn_down, LEFT)
    assert page(shop).days.few.text().startswith("One day is known so far.")


def test_as_of_another_day_no_point_is_made(
    qtbot: Any, window: MainWindow, service: FakeService, project: Path
) -> None:
    window.session.judge_as_of(date(2026, 4, 8))
    window.open_folder(project)
    qtbot.waitUntil(lambda: window.session.assessment is not None and not window.session.busy)
    window.session.keeper.flush()
    assert service.past.points(project) == ()


def test_the_filter_of_findings_is_named_after_the_task(qtbot: Any, shop: MainWindow) -> None:
    page(shop).show_task("d")
    with qtbot.waitSignal(page(shop).findings_wanted) as heard:
        qtbot.keyClick(page(shop).tree, Qt.Key.Key_Return)
    assert heard.args == [FindingFilter(ids=frozenset({"f1", "f2"}), label="Replace llama-3.3-70b-versatile")]
    assert page(shop).filter().phase == ALL
