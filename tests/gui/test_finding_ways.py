"""From a finding on: why it is reported, in words, and the ways to what belongs to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.core.knowledge import RuleText
from advisor.gui.pages.findings import FindingsPage
from advisor.gui.qt import QAction, QApplication, QLabel, QPushButton, Qt
from tests.report import example

LEFT = Qt.MouseButton.LeftButton
RULE = RuleText(
    "LA-MODEL-001",
    "model",
    "A full name of Llama weights",
    "The text is the whole name of Meta's weights.",
    "Decide once per model and host what to move to.",
)


@pytest.fixture
def page(qtbot: Any) -> FindingsPage:
    made = FindingsPage()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    base = example.assessment()
    duties = tuple(replace(duty, ends="It ends when 3 places are gone.") for duty in base.duties)
    made.show_assessment(replace(base, rules={RULE.id: RULE}, duties=duties))
    made.table.select_where("f1")
    return made


def told(page: FindingsPage) -> list[str]:
    return [label.text() for label in page.details.findChildren(QLabel)]


def action(page: FindingsPage, words: str) -> QAction:
    return next(each for each in page.table.menu().actions() if each.text() == words)


def press(qtbot: Any, page: FindingsPage, name: str) -> None:
    link = next(
        each for each in page.details.findChildren(QPushButton) if each.accessibleName().startswith(name)
    )
    qtbot.mouseClick(link, LEFT)


def test_the_pane_tells_the_rule_in_words_without_any_page(page: FindingsPage) -> None:
    assert RULE.title in told(page)
    assert RULE.why in told(page)
    assert RULE.action in told(page)


def test_a_rule_that_nobody_explains_leaves_the_reason_of_the_place(page: FindingsPage) -> None:
    page.show_assessment(example.assessment())
    page.table.select_where("f1")
    assert "A model id as this host spells it." in told(page)


def test_the_licence_says_what_has_to_go_and_leads_to_its_page(qtbot: Any, page: FindingsPage) -> None:
    slug = example.DEPENDENCY.licences[0]
    assert "It ends when 3 places are gone." in told(page)
    name = next(one.name for one in example.assessment().licences if one.id == slug)
    with qtbot.waitSignal(page.page_wanted) as led:
        press(qtbot, page, name.split(" Community")[0])
    assert led.args == ["licences", slug]


def test_a_candidate_leads_to_the_board(qtbot: Any, page: FindingsPage) -> None:
    with qtbot.waitSignal(page.page_wanted) as led:
        press(qtbot, page, "1. Fox 32B")
    assert led.args == ["alternatives", "d1"]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Show its dependency", ["dependencies", "d1"]),
        ("Show its alternatives", ["alternatives", "d1"]),
    ],
)
def test_the_menu_leads_to_what_the_place_belongs_to(
    qtbot: Any, page: FindingsPage, words: str, where: list[str]
) -> None:
    with qtbot.waitSignal(page.page_wanted) as led:
        action(page, words).trigger()
    assert led.args == where


def test_the_menu_leads_to_the_first_task_that_names_the_place(qtbot: Any, page: FindingsPage) -> None:
    first = next(
        task for task in example.assessment().tasks if any(one.finding_id == "f1" for one in task.places)
    )
    with qtbot.waitSignal(page.page_wanted) as led:
        action(page, "Show its task").trigger()
    assert led.args == ["checklist", first.id]


def test_the_menu_shows_all_of_a_file_and_of_a_folder(qtbot: Any, page: FindingsPage) -> None:
    with qtbot.waitSignal(page.findings_wanted) as led:
        action(page, "Show all in this file").trigger()
    assert (led.args[0].ids, led.args[0].label) == (frozenset({"f1", "f3"}), "src/app.py")
    with qtbot.waitSignal(page.findings_wanted) as led:
        action(page, "Show all in this folder").trigger()
    assert (led.args[0].ids, led.args[0].label) == (frozenset({"f1", "f3"}), "src/")
    page.table.select_where("f4")
    with qtbot.waitSignal(page.findings_wanted) as led:
        action(page, "Show all in this folder").trigger()
    assert led.args[0].ids == frozenset(row.id for row in example.assessment().findings)


def test_the_menu_copies_the_path(page: FindingsPage) -> None:
    action(page, "Copy the path").trigger()
    assert QApplication.clipboard().text() == "src/app.py"


def test_what_cannot_be_done_with_a_row_is_grey(page: FindingsPage, tmp_path: Any) -> None:
    page.begin_scan(tmp_path)
    page.arrive(example.assessment().findings)
    page.table.select_number(0)
    for words in ("Show its dependency", "Show its task", "Show its alternatives", "Leave out …"):
        assert not action(page, words).isEnabled()
    assert action(page, "Show all in this file").isEnabled()
