"""Findings under headings: counted, opened and closed by keys and clicks, arranged in slices when many."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.gui.arranging import Group, Grouping
from advisor.gui.filters import FindingFilter
from advisor.gui.finding_model import FindingModel
from advisor.gui.pages.findings import FindingsPage
from advisor.gui.qt import QPoint, Qt
from advisor.gui.window import MainWindow
from tests.report import example
from tests.report.example import finding

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(opened: MainWindow) -> FindingsPage:
    opened.show_page("findings")
    opened.findings.groups.setCurrentIndex(opened.findings.groups.findData("file"))
    return opened.findings


def headings(page: FindingsPage) -> list[Group]:
    return [row for row in page.model.rows if isinstance(row, Group)]


def test_every_heading_counts_its_places_and_shows_the_gravest(page: FindingsPage) -> None:
    everything = example.assessment().findings
    assert {group.id: len(group.rows) for group in headings(page)} == {
        path: sum(row.path == path for row in everything) for path in {row.path for row in everything}
    }
    assert page.count.text() == f"{len(everything)} places"
    assert page.model.data(page.model.index(0, 0)).startswith("dead since")


@pytest.mark.parametrize("name", ["kind", "dependency", "task", "risk", "family"])
def test_no_place_is_lost_however_they_are_grouped(page: FindingsPage, name: str) -> None:
    page.groups.setCurrentIndex(page.groups.findData(name))
    assert sorted(row.id for row in page.shown_findings()) == sorted(
        row.id for row in example.assessment().findings
    )


def test_left_goes_to_the_heading_and_closes_it_and_right_opens_it(qtbot: Any, page: FindingsPage) -> None:
    rows = len(page.model.rows)
    assert not isinstance(page.table.current(), Group)
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert page.table.current() is headings(page)[0]
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert len(page.model.rows) == rows - len(headings(page)[0].rows)
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert len(page.model.rows) == rows


def test_a_click_on_a_heading_closes_it_and_the_next_opens_it(qtbot: Any, page: FindingsPage) -> None:
    rows = len(page.model.rows)
    for count in (rows - len(headings(page)[0].rows), rows):
        room = page.table.visualRect(page.model.index(0, 1))
        qtbot.mouseClick(page.table.viewport(), LEFT, pos=QPoint(room.left() + 5, room.center().y()))
        assert len(page.model.rows) == count


def test_shift_closes_and_opens_all(qtbot: Any, page: FindingsPage) -> None:
    rows = len(page.model.rows)
    qtbot.keyClick(page.table, Qt.Key.Key_Left, SHIFT)
    assert page.model.rows == headings(page)
    assert len(page.shown_findings()) == len(example.assessment().findings)
    qtbot.keyClick(page.table, Qt.Key.Key_Right, SHIFT)
    assert len(page.model.rows) == rows


def test_a_filter_narrows_the_groups_and_the_chips_count_what_is_left(page: FindingsPage) -> None:
    page.set_filter(FindingFilter("kind:prompt"))
    assert [row.id for group in headings(page) for row in group.rows] == ["f3"]
    assert page.count.text() == f"1 of {len(example.assessment().findings)}"
    assert page.model.counts.kinds == {"prompt": 1}


def test_many_rows_are_arranged_in_slices_and_what_arrives_meanwhile_stays(qtbot: Any) -> None:
    model = FindingModel()
    model.group_by(Grouping(lambda row: row.path))
    rows = [finding(id=f"f{number}", path=f"{number % 9}.py", line=number) for number in range(60_000)]
    model.set_rows(rows, settle=True)
    assert model.busy
    qtbot.waitUntil(lambda: not model.busy)
    assert [len(group.rows) for group in model.groups] == [6667] * 6 + [6666] * 3
    assert len(model.rows) == 60_009
