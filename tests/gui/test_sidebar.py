"""The navigation is as wide as its words; where that is too much, icons stand alone, with tips."""

from __future__ import annotations

from typing import Any

from advisor.gui.qt import QSize
from advisor.gui.sidebar import MOST_OF_WINDOW, PAGES, Sidebar
from advisor.gui.window import MainWindow


def test_where_there_is_room_every_title_is_told(qtbot: Any, opened: MainWindow) -> None:
    opened.resize(1280, 800)
    buttons = opened.sidebar.buttons
    qtbot.waitUntil(lambda: all(buttons[name].text().strip() for name in PAGES))
    assert buttons["findings"].toolTip() == ""
    assert opened.sidebar.keys.text().strip() == "Keys"


def test_in_a_narrow_window_icons_stand_alone_and_keep_their_names(qtbot: Any, opened: MainWindow) -> None:
    sidebar = opened.sidebar
    sidebar.fit(QSize(500, 700))
    number = sidebar.buttons["findings"].number()
    assert {made.text() for made in (*sidebar.buttons.values(), sidebar.finder, sidebar.start)} == {""}
    assert sidebar.buttons["findings"].accessibleName() == f"Findings, {number}"
    assert f"Findings, {number}" in sidebar.buttons["findings"].toolTip()
    assert "Search actions" in sidebar.finder.toolTip()
    assert sidebar.width() < 500 * MOST_OF_WINDOW


def test_a_number_that_changes_is_in_the_tip_as_well(opened: MainWindow) -> None:
    opened.sidebar.fit(QSize(500, 700))
    opened.sidebar.buttons["findings"].set_number("412")
    assert "Findings, 412" in opened.sidebar.buttons["findings"].toolTip()


def test_in_a_low_window_icons_stand_alone_as_well(qtbot: Any) -> None:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.fit(QSize(1280, 300))
    assert sidebar.buttons["report"].text() == ""
    sidebar.fit(QSize(1280, 800))
    assert sidebar.buttons["report"].text().strip() == "Risk report"
