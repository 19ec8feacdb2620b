"""The Licences page: what binds, each duty with its state and section, filter, copy, and answers in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.gui.pages.licences import LicencesPage
from advisor.gui.qt import QApplication, QLabel, Qt
from advisor.gui.widgets import RowButton
from advisor.gui.window import MainWindow
from tests.report import example

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: Any) -> LicencesPage:
    made = LicencesPage()
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.show_assessment(example.assessment())
    return made


def told(page: LicencesPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_every_duty_of_the_licence_stands_with_its_section(page: LicencesPage) -> None:
    for duty in example.assessment().duties:
        assert duty.text in told(page)
        assert (f"section {duty.section}" if duty.section else "section not checked") in told(page)


def test_a_duty_without_a_section_says_how_it_was_read(qtbot: Any, page: LicencesPage) -> None:
    base = example.assessment()
    bare = tuple(replace(each, section=None) for each in base.duties)
    second = tuple(replace(each, evidence="secondary") for each in base.licences)
    page.show_assessment(replace(base, duties=bare, licences=second))
    qtbot.waitUntil(lambda: "section not checked: from secondary sources" in told(page))


def test_words_in_the_filter_leave_what_holds_them_and_count_it(qtbot: Any, page: LicencesPage) -> None:
    qtbot.keyClicks(page.search, "nothing has these words")
    assert page.details.listed == []
    assert page.details.count.text() == f"0 of {len(page.rows[0].duties)}"
    page.clear_filter()
    assert len(page.details.listed) == len(page.rows[0].duties)


def test_a_chip_leaves_the_duties_of_its_state(qtbot: Any, page: LicencesPage) -> None:
    state = page.rows[0].duties[0].state
    qtbot.mouseClick(page.details.chips[state], LEFT)
    assert {each.state for each in page.details.listed} == {state}


def test_a_duty_leads_to_the_places_that_set_it_off(qtbot: Any, page: LicencesPage) -> None:
    duty = next(each for each in page.details.listed if each.finding_ids)
    row = next(each for each in page.details.findChildren(RowButton) if duty.text in each.accessibleName())
    with qtbot.waitSignal(page.findings_wanted) as heard:
        qtbot.mouseClick(row, LEFT)
    assert heard.args[0].ids == frozenset(duty.finding_ids)


def test_a_duty_that_no_place_sets_off_is_no_button(qtbot: Any, page: LicencesPage) -> None:
    base = example.assessment()
    page.show_assessment(replace(base, duties=tuple(replace(each, finding_ids=()) for each in base.duties)))
    qtbot.waitUntil(lambda: base.duties[0].text in told(page))
    names = [each.accessibleName() for each in page.details.findChildren(RowButton) if each.isVisibleTo(page)]
    assert not any(base.duties[0].text in name for name in names)


def test_copied_duties_say_that_they_are_no_legal_advice(qtbot: Any, page: LicencesPage) -> None:
    qtbot.mouseClick(page.details.copy_markdown, LEFT)
    copied = QApplication.clipboard().text()
    assert copied.startswith(f"## {page.rows[0].name}")
    assert "not legal advice" in copied


def test_where_nothing_binds_the_page_says_what_was_looked_at(page: LicencesPage) -> None:
    bare = replace(example.assessment(), duties=(), exits=(), questions=(), conflicts=())
    page.show_assessment(bare)
    assert page.empty.title() == "No licence binds"


def test_the_sidebar_says_what_its_number_counts(opened: MainWindow) -> None:
    assert opened.session.assessment is not None
    missed = sum(each.state == "not seen" for each in opened.session.assessment.duties)
    spoken = opened.sidebar.buttons["licences"].accessibleName()
    assert spoken == f"Licences, duties not seen met: {missed}"


def test_judging_anew_keeps_the_licence_and_the_keyboard_where_they_were(
    qtbot: Any, opened: MainWindow
) -> None:
    opened.show_page("licences")
    page, assessment = opened.licences, opened.session.assessment
    assert assessment is not None
    key = page.at
    assert opened.focusWidget() is page.buttons[key]
    page.show_assessment(assessment)
    assert page.at == key
    assert opened.focusWidget() is page.buttons[key]


@pytest.mark.parametrize("state", ["met", "not seen"])
def test_a_threshold_that_was_answered_is_not_said_to_be_seen(page: LicencesPage, state: str) -> None:
    base = example.assessment()
    answered = replace(base.duties[0], duty="threshold", state=state)
    page.show_assessment(replace(base, duties=(answered,)))
    assert page.rows[0].duties[0].why == "By your answer, not by the scan."
