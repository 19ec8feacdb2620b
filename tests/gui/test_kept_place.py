"""Where the user stands among the findings: other rows under it move nothing that is still there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.core.assessment import Assessment
from advisor.core.findings import Finding
from advisor.gui.filters import FindingFilter
from advisor.gui.pages.findings import FindingsPage
from advisor.gui.qt import Qt
from tests.report import example
from tests.report.example import finding

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def rows(count: int, path: str = "src/a.py") -> tuple[Finding, ...]:
    return tuple(finding(id=f"{path}{number}", path=path, line=number + 1) for number in range(count))


def judged(findings: tuple[Finding, ...]) -> Assessment:
    base = example.assessment()
    return replace(base, findings=findings, summary=replace(base.summary, findings=len(findings)))


@pytest.fixture
def page(qtbot: Any, tmp_path: Path) -> FindingsPage:
    made = FindingsPage()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.begin_scan(tmp_path)
    made.show_assessment(judged(rows(100)))
    return made


def click(qtbot: Any, page: FindingsPage, number: int, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    page.table.scrollTo(page.model.index(number, 1))
    room = page.table.visualRect(page.model.index(number, 1))
    qtbot.mouseClick(page.table.viewport(), LEFT, held, room.center())


def distance(page: FindingsPage) -> int:
    """How far below the top of the table the current row stands."""
    return int(page.table.rowViewportPosition(page.table.currentIndex().row()))


def selected(page: FindingsPage) -> set[str]:
    return {row.id for row in page.table.selected_values()}


def test_a_filter_keeps_what_is_selected_and_still_there(qtbot: Any, page: FindingsPage) -> None:
    page.show_assessment(judged((*rows(40), *rows(40, "lib/b.py"))))
    for number, held in ((1, Qt.KeyboardModifier.NoModifier), (3, CTRL), (60, CTRL)):
        click(qtbot, page, number, held)
    assert selected(page) == {"lib/b.py1", "lib/b.py3", "src/a.py20"}
    page.set_filter(FindingFilter(text="path:lib"))
    assert selected(page) == {"lib/b.py1", "lib/b.py3"}
    assert page.table.current().id == "lib/b.py1"
    page.clear_filter()
    assert selected(page) == {"lib/b.py1", "lib/b.py3"}


def test_the_row_that_is_read_stays_where_it_is_on_the_screen(qtbot: Any, page: FindingsPage) -> None:
    click(qtbot, page, 60)
    reading, where = page.table.current().id, distance(page)
    page.show_assessment(judged((*rows(7, "a/first.py"), *rows(100))))
    assert (page.table.current().id, distance(page)) == (reading, where)
    page.set_filter(FindingFilter(text="path:src"))
    assert (page.table.current().id, distance(page)) == (reading, where)


def test_a_rescan_brings_selection_and_scroll_back_once_its_rows_are_judged(
    qtbot: Any, page: FindingsPage, tmp_path: Path
) -> None:
    for number, held in ((50, Qt.KeyboardModifier.NoModifier), (52, CTRL)):
        click(qtbot, page, number, held)
    before, where = selected(page), distance(page)
    page.begin_scan(tmp_path)
    page.arrive(rows(100)[::-1])
    page.show_assessment(judged(rows(100)))
    assert selected(page) == before
    assert distance(page) == where


def test_a_row_chosen_while_rows_arrive_counts_more_than_the_place_before_the_scan(
    qtbot: Any, page: FindingsPage, tmp_path: Path
) -> None:
    click(qtbot, page, 50)
    page.begin_scan(tmp_path)
    page.arrive(rows(100)[::-1])
    click(qtbot, page, 5)
    chosen, where = page.table.current().id, distance(page)
    page.show_assessment(judged(rows(100)))
    assert page.table.current().id == chosen == "src/a.py94"
    assert distance(page) == where


def test_another_project_begins_at_its_first_row(qtbot: Any, page: FindingsPage, tmp_path: Path) -> None:
    click(qtbot, page, 50)
    page.begin_scan(tmp_path / "other")
    page.arrive(rows(100))
    page.show_assessment(judged(rows(100)))
    assert page.table.currentIndex().row() == 0
    assert page.table.verticalScrollBar().value() == 0


def test_where_the_current_row_was_left_out_the_next_one_is_current(qtbot: Any, page: FindingsPage) -> None:
    click(qtbot, page, 60)
    gone, after = page.model.rows[60].id, page.model.rows[61].id
    page.show_assessment(judged(tuple(row for row in rows(100) if row.id != gone)))
    assert page.table.current().id == after


def test_closing_all_groups_goes_to_the_heading_of_the_row(qtbot: Any, page: FindingsPage) -> None:
    page.show_assessment(judged((*rows(20), *rows(20, "src/b.py"), *rows(20, "src/c.py"))))
    page.groups.setCurrentIndex(page.groups.findData("file"))
    page.table.select_where("src/b.py4")
    page.model.set_all_open(False)
    assert page.table.current().id == "src/b.py"


def test_sorting_keeps_the_current_row_in_sight(qtbot: Any, page: FindingsPage) -> None:
    click(qtbot, page, 0)
    chosen = page.table.current().id
    page.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert page.table.current().id == chosen
    assert 0 <= distance(page) < page.table.viewport().height()


def test_the_head_counts_what_is_selected(qtbot: Any, page: FindingsPage) -> None:
    click(qtbot, page, 1)
    click(qtbot, page, 4, CTRL)
    qtbot.waitUntil(lambda: page.count.text() == "100 places · 2 selected")
    click(qtbot, page, 1)
    qtbot.waitUntil(lambda: page.count.text() == "100 places")
