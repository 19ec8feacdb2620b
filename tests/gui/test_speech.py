"""What a screen reader is told: roles of painted parts, tips without markup, what changes meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from advisor.gui import speech
from advisor.gui.plain import PlainLabel, set_tip
from advisor.gui.qt import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QComboBox,
    Qt,
    QWidget,
)
from advisor.gui.window import MainWindow


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is announced while something listens."""
    heard: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    yield heard


def role_of(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()


def test_what_is_painted_is_called_what_it_is(qtbot: Any) -> None:
    chart, plain = QWidget(), QWidget()
    for widget in (chart, plain):
        qtbot.addWidget(widget)
    speech.is_spoken_as(chart, QAccessible.Role.Chart)
    chart.setAccessibleName("Risk matrix")
    assert role_of(chart) is QAccessible.Role.Chart
    assert role_of(plain) is QAccessible.Role.Client


def test_pages_and_choices_of_one_are_radio_buttons_and_filters_are_boxes(opened: MainWindow) -> None:
    assert role_of(opened.sidebar.buttons["findings"]) is QAccessible.Role.RadioButton
    assert role_of(opened.ledger.switches["cleared"]) is QAccessible.Role.RadioButton
    chips = opened.dependencies.chips["statuses"]
    assert role_of(chips["dead"]) is QAccessible.Role.CheckBox


def test_a_tip_is_told_without_its_markup(qtbot: Any) -> None:
    label = PlainLabel("x")
    qtbot.addWidget(label)
    set_tip(label, "a < b & c")
    assert label.accessibleDescription() == "a < b & c"
    assert label.toolTip() == "<qt>a &lt; b &amp; c</qt>"


def test_a_list_to_choose_from_says_what_it_is_for(qtbot: Any) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    speech.name_box(box, "Group the findings", "Left closes")
    assert box.accessibleName() == "Group the findings"
    assert box.accessibleDescription() == "Group the findings. Left closes"


def test_a_notice_is_told(window: MainWindow, told: list[str]) -> None:
    window.notice.say("Saved.", "Show the folder")
    assert told == ["Saved. Show the folder"]


def test_nothing_is_told_while_nothing_listens(
    window: MainWindow, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    window.notice.say("Saved.")
    assert told == []


def test_the_count_is_told_when_a_filter_has_changed_it(
    qtbot: Any, opened: MainWindow, told: list[str]
) -> None:
    opened.show_page("findings")
    qtbot.keyClicks(opened.findings.search, "groq")
    qtbot.waitUntil(lambda: opened.findings.count.text() in told)
    assert " of " in told[-1]


def test_a_text_that_changes_all_the_time_is_told_once(qtbot: Any, told: list[str]) -> None:
    label = speech.LiveLabel()
    qtbot.addWidget(label)
    label.show()
    for number in range(20):
        label.setText(f"{number} places")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["19 places"]


def test_a_walk_through_a_chart_is_told(qtbot: Any, opened: MainWindow, told: list[str]) -> None:
    opened.show_page("report")
    strip = opened.report.strip
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert told[-1] == strip.drawing.areas[0].label


def test_the_sentence_of_the_result_is_told_when_it_is_there(
    qtbot: Any, opened: MainWindow, told: list[str]
) -> None:
    opened.session.rescan()
    qtbot.waitUntil(lambda: any(opened.session.assessment.summary.sentence in each for each in told))
