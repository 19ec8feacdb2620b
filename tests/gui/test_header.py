"""The header says project, branch, day, age of the facts and state at every width the window can have."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.gui.header import Header
from advisor.gui.qt import QLabel
from advisor.gui.window import LEAST, MainWindow
from tests.gui.fake import FakeService

WIDTHS = (LEAST.width(), 1280)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_matters_is_in_sight_and_whole(qtbot: Any, opened: MainWindow, width: int) -> None:
    opened.resize(width, 700)
    header, assessment = opened.header, opened.session.assessment
    assert assessment is not None
    told = (header.catalog, header.age, header.as_of, header.state, header.project, header.place)
    assert all(part.isVisible() for part in told)
    assert f"{assessment.catalog.as_of}" in header.catalog.text()
    assert f"{assessment.as_of}" in header.as_of.text()
    assert header.project.text() == "shop"
    qtbot.waitUntil(lambda: header.as_of.text().strip().startswith("as of ") == (width > 1000))
    parts = (header.catalog, header.age, header.as_of)
    qtbot.waitUntil(lambda: all(part.width() >= part.minimumSizeHint().width() for part in parts))


def test_where_there_is_little_room_buttons_keep_their_names(qtbot: Any, opened: MainWindow) -> None:
    opened.resize(LEAST)
    header = opened.header
    qtbot.waitUntil(lambda: (header.rescan.text(), header.export.text()) == ("", ""))
    assert (header.rescan.accessibleName(), header.export.accessibleName()) == ("Rescan", "Export…")
    opened.resize(1400, 800)
    qtbot.waitUntil(lambda: header.rescan.text().strip() == "Rescan")


@pytest.mark.parametrize("width", WIDTHS)
def test_old_facts_are_called_old_at_every_width(qtbot: Any, service: FakeService, width: int) -> None:
    header = Header(date(2027, 11, 24), service.stamp())
    qtbot.addWidget(header)
    header.resize(width - 212, 50)
    header.show()
    assert header.age.text().endswith("days old today")
    assert header.age.property("role") == "warning"


def test_the_title_names_the_project_and_what_is_open(opened: MainWindow) -> None:
    assert opened.windowTitle().startswith("shop – ")
    assert opened.windowTitle().endswith(" open – Llama Advisor")
    assert not any(label.text() == "" and label.isVisible() for label in opened.header.findChildren(QLabel))
