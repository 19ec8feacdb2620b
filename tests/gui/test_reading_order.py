"""Tab goes as one reads, comes to the one that is on, and shows where it has come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from advisor.gui.choices import Choices
from advisor.gui.qt import QGridLayout, QImage, QPushButton, QScrollArea, QSplitter, Qt, QWidget
from advisor.gui.reading_order import tab_as_read
from advisor.gui.widgets import button, column, scrolled
from advisor.gui.window import MainWindow


def stops(qtbot: Any, first: QWidget, number: int) -> list[QWidget]:
    """What Tab comes to, one after the other."""
    first.setFocus()
    found = [first]
    for _ in range(number - 1):
        qtbot.keyClick(first.window().focusWidget(), Qt.Key.Key_Tab)
        found.append(first.window().focusWidget())
    return found


def shown(qtbot: Any, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def test_parts_that_were_made_late_have_their_turn_where_they_stand(qtbot: Any) -> None:
    root = QWidget()
    outer = column(root)
    rows = column()
    last = button("last")
    outer.addLayout(rows)
    outer.addWidget(last)
    early = [button(text) for text in ("second", "first")]
    for each in early:
        rows.insertWidget(0, each)
    shown(qtbot, root)
    tab_as_read(root)
    assert stops(qtbot, early[1], 3) == [early[1], early[0], last]


def test_grids_are_read_row_by_row_and_panes_from_left_to_right(qtbot: Any) -> None:
    root, split, left = QWidget(), QSplitter(), QWidget()
    column(root).addWidget(split)
    grid = QGridLayout(left)
    cells = {place: QPushButton(str(place)) for place in ((1, 1), (0, 1), (1, 0), (0, 0))}
    for place, made in cells.items():
        grid.addWidget(made, *place)
    right = QPushButton("right")
    split.addWidget(right)
    split.insertWidget(0, left)
    shown(qtbot, root)
    tab_as_read(root)
    wanted = [*(cells[place] for place in ((0, 0), (0, 1), (1, 0), (1, 1))), right]
    assert stops(qtbot, wanted[0], 5) == wanted


def test_tab_comes_to_the_choice_that_is_on_whoever_turned_it_on(qtbot: Any) -> None:
    root = QWidget()
    before, choices, after = button("before"), Choices("Risk within", {"3": "3", "12": "12"}), button("after")
    outer = column(root)
    for part in (before, choices, after):
        outer.addWidget(part)
    shown(qtbot, root)
    choices.choose("12")
    assert stops(qtbot, before, 3) == [before, choices.chips["12"], after]


def test_other_choices_stand_where_those_before_them_stood(qtbot: Any) -> None:
    root = QWidget()
    choices, after = Choices("Count", {"one": "this place"}), button("after")
    outer = column(root)
    for part in (choices, after):
        outer.addWidget(part)
    shown(qtbot, root)
    choices.offer({"one": "this place", "all": "all places"}, "all")
    assert stops(qtbot, choices.chips["all"], 2) == [choices.chips["all"], after]


def test_every_page_is_walked_from_its_top_to_its_end(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("report")
    head = [*opened.report.tiles.values()]
    chain: list[QWidget] = []
    here = opened.report.area.nextInFocusChain()
    while here is not opened.report.area:
        chain.append(here)
        here = here.nextInFocusChain()
    order = [chain.index(part) for part in (*head, opened.report.timeline, opened.report.exposure)]
    assert order == sorted(order)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def checked_chip() -> QPushButton:
    made = button("3 months", role="chip")
    made.setCheckable(True)
    made.setChecked(True)
    return made


@pytest.mark.parametrize("make", [lambda: button("Save", role="primary"), checked_chip])
def test_what_is_filled_with_the_accent_shows_the_focus_within(
    qtbot: Any, make: Callable[[], QPushButton]
) -> None:
    root = QWidget()
    outer = column(root)
    other, made = button("other"), make()
    outer.addWidget(other)
    outer.addWidget(made)
    shown(qtbot, root)
    other.setFocus()
    without = picture(made)
    made.setFocus()
    assert picture(made) != without


def test_a_pane_has_a_ring_where_tab_led_and_none_where_the_program_did(qtbot: Any) -> None:
    root = QWidget()
    outer = column(root)
    before, area = button("before"), scrolled(QWidget(), "About the task")
    assert isinstance(area, QScrollArea)
    outer.addWidget(before)
    outer.addWidget(area)
    shown(qtbot, root)
    area.setFocus()
    assert not area.property("ring")
    stops(qtbot, before, 2)
    assert area.property("ring")
    before.setFocus()
    assert not area.property("ring")
