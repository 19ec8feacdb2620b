"""The first screen of the report: four numbers with their why, first steps, targets, the summary to copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.core.assessment import Assessment, Reason
from advisor.core.kinds import Context, Phase
from advisor.core.swap import Category, Estimate
from advisor.gui.pages.report import ReportPage
from advisor.gui.qt import QApplication, QPoint, QPushButton, Qt, QWidget
from advisor.gui.widgets import RowButton
from advisor.report.digest import dead_places
from tests.gui.test_report_parts import RISK, assessment, button, fill, page, texts
from tests.report import example

__all__ = ["page"]
LEFT = Qt.MouseButton.LeftButton
QUESTION = replace(
    example.TASKS[0], id="ask", phase=Phase.DECIDE, title="Answer a question", dependency_ids=()
)
MEND = replace(
    example.TASKS[0], id="mend", phase=Phase.REPLACE, title="Replace what is dead", dependency_ids=("d1",)
)


def broken() -> Assessment:
    """A dependency that is dead in production; the plan asks a question before it replaces it."""
    base = assessment()
    first = base.dependencies[0]
    dead = tuple(each for each in dead_places(base))
    hurt = replace(
        first,
        finding_ids=tuple(dict.fromkeys((*first.finding_ids, *dead))),
        risk=replace(RISK, broken=len(dead)),
    )
    return replace(base, dependencies=(hurt, *base.dependencies[1:]), tasks=(QUESTION, MEND))


def row_of(page: ReportPage, ending: str) -> QPushButton:
    """The row in sight whose name ends so; rows that were filled before are gone a moment later."""
    rows = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    return next(each for each in rows if each.accessibleName().endswith(ending))


def top_of(part: QWidget, page: ReportPage) -> int:
    return part.mapTo(page, QPoint(0, 0)).y()


def steps(page: ReportPage) -> list[str]:
    found = [page.first.steps.itemAt(number).widget() for number in range(page.first.steps.count())]
    return [each.accessibleName() for each in found if isinstance(each, RowButton)]


def test_where_words_alone_name_llama_there_is_nothing_to_move_and_no_hour_to_spend(
    qtbot: Any, page: ReportPage
) -> None:
    base = assessment()
    idle = Estimate(0, "information", Category.OPTIONAL, "it is only named", 0, 0, "")
    named = tuple(
        replace(one, context=Context.DOCS, effort_points=0.0, estimate=idle) for one in base.dependencies
    )
    fill(qtbot, page, replace(base, dependencies=named, summary=replace(base.summary, effort_points=0.0)))
    assert "Nothing that runs here has to move." in texts(page.first)
    assert "hours to move: nothing runs" in texts(page.head_card)


def test_what_is_broken_comes_before_the_questions_of_the_plan(qtbot: Any, page: ReportPage) -> None:
    fill(qtbot, page, broken())
    assert [name.partition(",")[0] for name in steps(page)] == ["Replace what is dead", "Answer a question"]
    assert "1 broken now" in texts(page.first.steps.itemAt(0).widget())


def test_a_first_step_leads_to_its_task(qtbot: Any, page: ReportPage) -> None:
    fill(qtbot, page, broken())
    with qtbot.waitSignal(page.page_wanted) as heard:
        qtbot.mouseClick(page.first.steps.itemAt(0).widget(), LEFT)
    assert heard.args == ["checklist", "mend"]


def test_the_broken_places_are_one_click_away(qtbot: Any, page: ReportPage) -> None:
    tile = page.head_card.glances.tiles["broken"]
    assert tile.accessibleName() == "18 places broken now"
    with qtbot.waitSignal(page.findings_wanted) as heard:
        qtbot.mouseClick(tile, LEFT)
    assert heard.args[0].ids == frozenset(dead_places(assessment()))


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("risk", "It ends within 24 months."),
        ("next", "No announced end after 2026-11-24 is known for what was found"),
        ("effort", "3 to 12 hours assumed: 1 mandatory"),
    ],
)
def test_every_number_says_why_by_key(qtbot: Any, page: ReportPage, key: str, told: str) -> None:
    base = assessment()
    fill(qtbot, page, replace(base, summary=replace(base.summary, next_end=None)))
    glances = page.head_card.glances
    assert not glances.told.isVisible()
    qtbot.keyClick(glances.whys[key], Qt.Key.Key_Return)
    assert told in texts(glances.told)
    qtbot.keyClick(glances.whys[key], Qt.Key.Key_Return)
    assert not glances.told.isVisible()


def test_a_why_that_is_open_stays_open_and_tells_the_new_reasons(qtbot: Any, page: ReportPage) -> None:
    page.head_card.glances.turn("risk")
    risk = replace(RISK, reasons=(Reason("Another reason.", 1.0),))
    fill(qtbot, page, assessment(risk=risk))
    assert "Another reason." in texts(page.head_card.glances.told)


def test_the_tiles_stand_two_by_two_where_there_is_little_room(qtbot: Any, page: ReportPage) -> None:
    first, last = (page.head_card.glances.tiles[key].parentWidget() for key in ("risk", "effort"))
    assert first.y() == last.y()
    page.resize(600, 700)
    qtbot.waitUntil(lambda: last.y() > first.y())


def test_what_most_would_move_to_is_named_and_leads_to_the_board(qtbot: Any, page: ReportPage) -> None:
    row = page.first.targets.itemAt(0).widget()
    best = assessment().dependencies[0].candidates[0].alternative.name
    assert row.accessibleName().startswith(f"{best}: first for")
    with qtbot.waitSignal(page.page_wanted) as heard:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert heard.args == ["alternatives", "d1"]


def test_the_summary_is_copied_and_the_button_says_so(qtbot: Any, page: ReportPage) -> None:
    qtbot.mouseClick(page.head_card.copy, LEFT)
    copied = QApplication.clipboard().text()
    assert copied.startswith("**shop: dependence on Llama as of 2026-11-24**")
    assert "- Broken now: 18 places where something runs" in copied
    assert page.head_card.copy.text() == "Copied"


def test_a_project_without_llama_shows_no_empty_cards(qtbot: Any, page: ReportPage) -> None:
    base = assessment()
    none = replace(base.summary, sentence="Nothing depends on Llama.", findings=0, by_status={})
    clean = replace(
        base,
        summary=none,
        findings=(),
        dependencies=(),
        tasks=(),
        duties=(),
        scenarios=type(base.scenarios)(),
    )
    fill(qtbot, page, clean)
    assert page.verdict.text() == "Nothing depends on Llama."
    for part in (page.first, page.risk, page.ways, page.strip, page.exposure, page.head_card.glances):
        assert not part.isVisible()
    qtbot.waitUntil(lambda: "files read" in texts(page))
    qtbot.waitUntil(lambda: top_of(row_of(page, "files read"), page) < top_of(page.timeline, page))


def test_the_place_in_the_page_stays_when_it_is_judged_anew(qtbot: Any, page: ReportPage) -> None:
    bar = page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(300)
    fill(qtbot, page, assessment(as_of=date(2026, 12, 1)))
    qtbot.waitUntil(lambda: bar.value() == 300)


def test_the_keyboard_stays_at_the_row_it_was_at(qtbot: Any, page: ReportPage) -> None:
    name = page.first.steps.itemAt(0).widget().accessibleName()
    button(page, name).setFocus()
    fill(qtbot, page, assessment(as_of=date(2026, 12, 1)))

    def again() -> bool:
        focus = page.window().focusWidget()
        return isinstance(focus, QPushButton) and focus.accessibleName() == name and focus.isVisible()

    qtbot.waitUntil(again)


def test_ends_of_one_day_are_one_mark_that_leads_to_their_places(qtbot: Any, page: ReportPage) -> None:
    first = assessment().dependencies[0]
    twin = replace(first, id="d9", title="Another of that day")
    fill(qtbot, page, assessment(dependencies=(first, twin)))
    key = f"day:{first.verdict.date}"
    area = next(each for each in page.timeline.drawing.areas if each.key == key)
    assert "Another of that day" in area.label
    with qtbot.waitSignal(page.findings_wanted) as heard:
        page.timeline.activated.emit(area.key)
    assert set(heard.args[0].ids) <= {each.id for each in assessment().findings}


def test_a_mark_that_the_keyboard_is_on_is_told_under_the_timeline(qtbot: Any, page: ReportPage) -> None:
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_Right)
    assert page.pointed.text() == page.timeline.drawing.areas[0].label


def test_the_band_of_the_timeline_follows_the_horizon(qtbot: Any, page: ReportPage) -> None:
    qtbot.mouseClick(page.risk.horizons.chips["24"], LEFT)
    words = [getattr(each, "text", "") for each in page.timeline.drawing.shapes]
    assert "as of 2026-11-24, horizon to 2027-02-24" in words


def test_a_licence_leads_to_its_page(qtbot: Any, page: ReportPage) -> None:
    duty = assessment().duties[0]
    name = next(each.name for each in assessment().licences if each.id == duty.licence)
    with qtbot.waitSignal(page.page_wanted) as heard:
        qtbot.mouseClick(button(page, name), LEFT)
    assert heard.args == ["licences", duty.licence]


def test_conflicts_with_a_licence_are_counted_at_the_top_and_lead_to_the_licences(
    qtbot: Any, page: ReportPage
) -> None:
    conflict = Reason("Research only, and it is used.", None, ("f1",), key="conflict.non-commercial")
    fill(qtbot, page, assessment(conflicts=(conflict,)))
    with qtbot.waitSignal(page.page_wanted) as heard:
        qtbot.mouseClick(button(page, "1 licence conflict"), LEFT)
    assert heard.args == ["licences", ""]


def test_first_steps_and_targets_stand_below_each_other_where_there_is_little_room(
    qtbot: Any, page: ReportPage
) -> None:
    steps, targets = (part.parentWidget() for part in (page.first.steps, page.first.targets))
    assert steps is not None and targets is not None
    assert steps.y() == targets.y()
    page.resize(700, 700)
    qtbot.waitUntil(lambda: targets.y() > steps.y())
