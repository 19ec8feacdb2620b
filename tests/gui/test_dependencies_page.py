"""The Dependencies page: rows, horizons, filter, groups, the pane beside, and where each number leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.core.assessment import Assessment, Dependency, Flip, Horizon, PlanTables, Reason
from advisor.core.findings import Verdict
from advisor.core.kinds import Context, Kind, Level, Status
from advisor.core.links import LinkKind, Use
from advisor.core.scenarios import DependencyScenarios, Forecast, Scenario, ScenarioKind, Scenarios
from advisor.gui.arranging import Group
from advisor.gui.dependency_rows import (
    DependencyFilter,
    DependencyRow,
    as_markdown,
    as_text,
    rows_of,
    swap_sets,
)
from advisor.gui.pages.dependencies import DependenciesPage
from advisor.gui.qt import QApplication, QLabel, QPoint, QPushButton, Qt
from advisor.gui.window import MainWindow
from advisor.report.horizon_chart import risk_over_time
from tests.report import example

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEVELS = {3: (Level.LOW, 8), 12: (Level.HIGH, 16), 24: (Level.VERY_HIGH, 25)}
ENDS = Verdict(Status.ENDS, date(2027, 1, 31), why="The host announced it.")


def horizon(months: int) -> Horizon:
    level, score = LEVELS[months]
    told = Reason(f"It may end within {months} months.", 4.0, ("f1",), key="ends")
    return Horizon(months, date(2027, 1, 1), 4, level, score, score, (told,))


HORIZONS = tuple(map(horizon, LEVELS))
HOSTED = replace(
    example.DEPENDENCY,
    risk=replace(
        example.RISK,
        level=Level.HIGH,
        score=16,
        months=12,
        horizons=HORIZONS,
        flips=(Flip("not-production", "it is not what runs in production", Level.MEDIUM, ("f1",)),),
    ),
    uses=(Use("src/run.py", 8, "MODEL", LinkKind.CONSTANT, "f1", Context.PRODUCTION),),
)
PROMPT = replace(
    example.NAMED,
    id="d3",
    title="Llama prompt format written by hand",
    name="Llama prompt format",
    kind=Kind.PROMPT,
    model=None,
    context=Context.PRODUCTION,
    verdict=ENDS,
    finding_ids=("f3",),
    places=("src/app.py:30",),
)


def assessment(dependencies: Sequence[Dependency] = (HOSTED, example.NAMED, PROMPT)) -> Assessment:
    base = example.assessment()
    return replace(
        base,
        dependencies=tuple(dependencies),
        risk=replace(base.risk, months=12, horizons=HORIZONS),
        tables=PlanTables(providers={"groq": "Groq"}),
    )


@pytest.fixture
def page(qtbot: Any) -> DependenciesPage:
    made = DependenciesPage()
    qtbot.addWidget(made)
    made.resize(1080, 700)
    made.show()
    made.show_assessment(assessment())
    made.show_dependency("d1")
    return made


def ids(page: DependenciesPage) -> list[str]:
    return [row.id for row in page.model.rows]


def texts(page: DependenciesPage) -> str:
    inner = page.pane.inner
    parts = [inner.itemAt(number).widget() for number in range(inner.count())]
    told = [part for part in parts if isinstance(part, QLabel)]
    told += [label for part in parts if part for label in part.findChildren(QLabel)]
    return "\n".join(label.text() for label in told)


def press(qtbot: Any, page: DependenciesPage, words: str) -> None:
    found = next(each for each in page.pane.findChildren(QPushButton) if words in each.accessibleName())
    qtbot.mouseClick(found, LEFT)


def group_by(page: DependenciesPage, name: str) -> list[Group]:
    page.groups.setCurrentIndex(page.groups.findData(name))
    return page.model.groups


# --- rows ---


def test_every_dependency_is_a_row_and_the_gravest_stands_first(page: DependenciesPage) -> None:
    assert ids(page) == ["d1", "d3", "d2"]
    assert page.count.text() == "3 dependencies, 0 with a target"


def test_a_row_tells_verdict_places_host_licence_and_assumed_hours() -> None:
    told = as_text(rows_of(assessment(), 12)[:1]).split("\t")
    assert told == [
        "high",
        "Llama 3.3 70B Instruct at Groq, production",
        "dead since 2026-08-31 (free tier only)",
        "2",
        "first: Fox 32B",
        "mandatory, 3 points, assumed 3 to 12 hours",
        "production",
        "Groq",
        "llama-3.3",
    ]


def test_what_is_not_known_is_said(page: DependenciesPage) -> None:
    told = as_text([row for row in rows_of(assessment(), 12) if row.id == "d2"]).split("\t")
    assert told[4:] == ["none", "1 point", "docs", "not stated", "none known"]


def test_another_horizon_shows_the_risk_reckoned_for_it(qtbot: Any, page: DependenciesPage) -> None:
    qtbot.mouseClick(page.horizons.chips["3"], LEFT)
    assert page.model.rows[0].risk.level is Level.LOW
    page.show_dependency("d1")
    assert "Risk of staying within 3 months" in texts(page)
    assert "It may end within 3 months." in texts(page)
    assert "Reckoned for 12 months." in texts(page)


def test_each_column_sorts(qtbot: Any, page: DependenciesPage) -> None:
    for number in range(len(page.model.columns)):
        page.table.sortByColumn(number, Qt.SortOrder.AscendingOrder)
        up = ids(page)
        page.table.sortByColumn(number, Qt.SortOrder.DescendingOrder)
        assert sorted(up) == sorted(ids(page)) == ["d1", "d2", "d3"]
    page.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert ids(page)[0] == "d1"


def test_columns_give_way_to_the_title_where_it_is_narrow(qtbot: Any, page: DependenciesPage) -> None:
    page.resize(700, 600)
    assert page.table.isColumnHidden(8)
    assert not page.table.isColumnHidden(1)
    assert page.table.columnWidth(1) > 80


def test_without_the_pane_there_is_room_for_more_columns(qtbot: Any, page: DependenciesPage) -> None:
    before = sum(page.table.isColumnHidden(number) for number in range(9))
    qtbot.mouseClick(page.details, LEFT)
    qtbot.waitUntil(lambda: sum(page.table.isColumnHidden(number) for number in range(9)) < before)
    assert page.details.text() == "Show details"


# --- filter ---


def test_words_narrow_the_rows_and_the_count_says_so(qtbot: Any, page: DependenciesPage) -> None:
    qtbot.keyClicks(page.search, "groq")
    qtbot.waitUntil(lambda: ids(page) == ["d1"])
    assert page.count.text() == "1 of 3"


def test_a_chip_shows_its_rows_and_others_count_what_it_lets_through(
    qtbot: Any, page: DependenciesPage
) -> None:
    chip = page.chips["contexts"]["production"]
    assert chip.text() == "production  2"
    qtbot.mouseClick(chip, LEFT)
    assert ids(page) == ["d1", "d3"]
    assert page.chips["contexts"]["docs"].text() == "docs  1"
    assert page.chips["statuses"]["unknown"].isHidden()


def test_a_filter_that_hides_all_offers_to_clear_it(qtbot: Any, page: DependenciesPage) -> None:
    page.show_filter(DependencyFilter(text="nothing like it"))
    assert page.empty.title() == "The filter hides everything"
    page.clear_filter()
    assert len(ids(page)) == 3
    assert page.search.text() == ""


def test_rows_that_a_number_led_to_are_shown_alone_until_cleared(qtbot: Any, page: DependenciesPage) -> None:
    page.show_filter(DependencyFilter(ids=frozenset({"d2"}), label="only named"))
    assert ids(page) == ["d2"]
    assert page.only.text() == "only named  1"
    qtbot.mouseClick(page.only, LEFT)
    assert len(ids(page)) == 3


def test_a_dependency_that_the_filter_hides_is_shown_all_the_same(page: DependenciesPage) -> None:
    page.show_filter(DependencyFilter(text="vicuna"))
    page.show_dependency("d1")
    assert page.table.current().id == "d1"
    assert not page.model.filter.active


# --- groups ---


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("risk", ["high risk", "very low risk"]),
        ("verdict", ["already dead", "end announced", "not known"]),
        ("host", ["Groq", "Host not stated"]),
        ("family", ["llama-3.3", "No family named"]),
        ("part", ["production", "docs"]),
        ("swap", [f"Moves together with {HOSTED.title}", "Each moves alone"]),
    ],
)
def test_rows_stand_under_headings(page: DependenciesPage, name: str, titles: list[str]) -> None:
    assert [group.title for group in group_by(page, name)] == titles


def test_a_heading_counts_and_shows_the_worst(page: DependenciesPage) -> None:
    group_by(page, "part")
    first = page.model.index(0, 0)
    assert page.model.data(first) == "high"
    spoken = page.model.data(first, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "production, 2 dependencies, 3 places, high, open"


def test_a_heading_closes_by_key_and_stays_closed_when_judged_anew(
    qtbot: Any, page: DependenciesPage
) -> None:
    group_by(page, "part")
    page.table.select_number(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert [row.id for row in page.model.rows] == ["production", "docs", "d2"]
    page.show_assessment(assessment())
    assert [row.id for row in page.model.rows] == ["production", "docs", "d2"]
    page.show_dependency("d3")
    assert page.table.current().id == "d3"


def test_sorting_keeps_the_headings_and_the_chosen_row(page: DependenciesPage) -> None:
    group_by(page, "part")
    page.table.select_where("d3")
    page.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert [row.id for row in page.model.rows] == ["production", "d3", "d1", "docs", "d2"]
    assert page.table.current().id == "d3"


def test_those_that_share_a_place_to_change_are_one_set() -> None:
    chain = replace(PROMPT, id="d4", finding_ids=("f9",), swap_with=("f3",))
    found = swap_sets((HOSTED, example.NAMED, PROMPT, chain))
    assert len({found["d1"], found["d3"], found["d4"]}) == 1
    assert "d2" not in found


# --- the pane ---


def test_the_pane_says_why_with_source_and_the_day_it_was_read(page: DependenciesPage) -> None:
    told = texts(page)
    assert "The host shut it down." in told
    source = next(
        each
        for each in page.pane.findChildren(QLabel)
        if each.accessibleName() == "https://example.com/deprecations (read 2026-11-23)"
    )
    assert source.toolTip()


def test_reasons_flips_and_places_lead_to_their_rows(qtbot: Any, page: DependenciesPage) -> None:
    for words in ("It stands in production code.", "It would be medium", "src/app.py:12"):
        with qtbot.waitSignal(page.findings_wanted) as led:
            press(qtbot, page, words)
        assert led.args[0].ids == {"f1"}


def test_all_places_lead_to_the_findings(qtbot: Any, page: DependenciesPage) -> None:
    with qtbot.waitSignal(page.findings_wanted) as led:
        press(qtbot, page, "Show 2 places")
    assert led.args[0].ids == {"f1", "f2"}
    assert led.args[0].label == HOSTED.title


def test_lines_that_read_it_and_needs_lead_to_their_line(qtbot: Any, page: DependenciesPage) -> None:
    for words, where in (
        ("read at src/run.py:8", ["src/run.py", 8, "MODEL"]),
        ("seen at src/app.py:14", ["src/app.py", 14, ""]),
    ):
        with qtbot.waitSignal(page.line_wanted) as led:
            press(qtbot, page, words)
        assert led.args == where


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Compare on the board", ["alternatives", "d1"]),
        ("1. Fox 32B", ["alternatives", "d1"]),
        ("Duties: 1 not seen, 1 cannot be seen", ["licences", "llama-3.3"]),
        ("Replace llama-3.3-70b-versatile", ["checklist", "t2"]),
        ("Its tasks", ["checklist", "t1"]),
    ],
)
def test_the_pane_leads_to_board_licences_and_tasks(
    qtbot: Any, page: DependenciesPage, words: str, where: list[str]
) -> None:
    with qtbot.waitSignal(page.page_wanted) as led:
        press(qtbot, page, words)
    assert led.args == where


def test_hours_are_called_assumed(page: DependenciesPage) -> None:
    assert "The hours are assumed: one point takes 1 to 4 hours." in texts(page)


def test_ways_on_are_told_where_they_differ(page: DependenciesPage) -> None:
    assert "Ways on" not in texts(page)
    stay, move = (
        Scenario(kind, title, True, "", (Forecast(12, date(2027, 11, 24), 4, 4, level, 16),), 0.0, ())
        for kind, title, level in (
            (ScenarioKind.STAY, "Stay", Level.HIGH),
            (ScenarioKind.MOVE, "Move to Fox 32B", Level.LOW),
        )
    )
    scenarios = Scenarios((), (DependencyScenarios("d1", HOSTED.title, (stay, move)),))
    page.show_assessment(replace(assessment(), scenarios=scenarios))
    page.show_dependency("d1")
    assert "Ways on within 12 months" in texts(page)
    assert "Move to Fox 32B" in texts(page)


def test_a_bar_of_the_chart_chooses_its_horizon(qtbot: Any, page: DependenciesPage) -> None:
    chart = page.pane.chart
    assert chart is not None
    area = chart.drawing.areas[2]
    qtbot.mouseClick(chart, LEFT, pos=QPoint(round(area.x + area.width / 2), 80))
    assert page.months == 24
    assert page.horizons.current() == "24"


def test_the_chart_says_in_words_what_it_shows() -> None:
    drawing = risk_over_time(HOSTED.risk, 320)
    assert drawing.title == "Within 3, 12 and 24 months: low, high and very high."
    assert [area.key for area in drawing.areas] == ["months:3", "months:12", "months:24"]
    assert risk_over_time(example.RISK, 320).areas == ()


# --- keys and copies ---


def test_return_shows_the_places_and_ctrl_return_the_board(qtbot: Any, page: DependenciesPage) -> None:
    with qtbot.waitSignal(page.findings_wanted) as led:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert led.args[0].ids == {"f1", "f2"}
    with qtbot.waitSignal(page.page_wanted) as heard:
        qtbot.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    assert heard.args == ["alternatives", "d1"]


def test_arrows_walk_the_rows_and_the_pane_follows(qtbot: Any, page: DependenciesPage) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.pane.row is not None and page.pane.row.id == "d3")


def test_ctrl_c_copies_the_selected_rows(qtbot: Any, page: DependenciesPage) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_C, CTRL)
    copied = QApplication.clipboard().text().split("\n")
    assert [line.split("\t")[1] for line in copied] == [HOSTED.title, PROMPT.title]


def test_the_menu_copies_a_markdown_table(page: DependenciesPage) -> None:
    action = next(each for each in page.table.menu().actions() if "Markdown" in each.text())
    action.trigger()
    head, rule, row = QApplication.clipboard().text().split("\n")
    assert head.startswith("| Risk | Dependency | Verdict |")
    assert rule.startswith("|---|")
    assert "Llama 3.3 70B Instruct at Groq, production" in row


def test_a_hostile_title_stays_in_its_cell() -> None:
    evil = replace(HOSTED, title=example.EVIL)
    lines = as_markdown(rows_of(assessment((evil,)), 12)).split("\n")
    assert len(lines) == 3
    assert "<img" not in lines[2]


# --- the window ---


def test_selection_and_scroll_stay_when_judged_anew(qtbot: Any, page: DependenciesPage) -> None:
    many = [replace(PROMPT, id=f"m{number}", title=f"Dependency {number:04}") for number in range(2000)]
    page.show_assessment(assessment(many))
    page.show_dependency("m1200")
    scroll = page.table.verticalScrollBar().value()
    assert scroll > 0
    page.show_assessment(assessment(many))
    assert page.table.current().id == "m1200"
    assert page.table.verticalScrollBar().value() == scroll


def test_one_dependency_alone_is_shown_and_chosen(qtbot: Any, page: DependenciesPage) -> None:
    page.show_assessment(assessment((example.NAMED,)))
    assert page.count.text() == "1 dependency, 0 with a target"
    assert isinstance(page.table.current(), DependencyRow)


def test_without_any_the_page_says_what_was_looked_at(qtbot: Any, page: DependenciesPage) -> None:
    page.show_assessment(assessment(()))
    assert page.empty.title() == "Nothing depends on Llama"
    assert not page.bar.isVisible()
    shown = page.empty.findChildren(QPushButton)[0]
    with qtbot.waitSignal(page.page_wanted) as led:
        qtbot.mouseClick(shown, LEFT)
    assert led.args == ["ledger", "cleared"]


def test_the_window_leads_to_a_dependency(qtbot: Any, opened: MainWindow) -> None:
    opened.lead_to("dependencies", "d2")
    assert opened.stack.currentWidget() is opened.dependencies
    assert opened.dependencies.table.current().id == "d2"
    qtbot.keyClick(opened.dependencies.table, Qt.Key.Key_Return)
    assert opened.stack.currentWidget() is opened.findings


def test_a_target_chosen_on_the_board_shows_at_once(qtbot: Any, opened: MainWindow) -> None:
    opened.session.choose_target("d1", "fox-32b")
    qtbot.waitUntil(lambda: not opened.session.busy and opened.settled)
    opened.show_page("dependencies")
    row = next(each for each in opened.dependencies.model.rows if each.id == "d1")
    assert opened.dependencies.model.columns[4].text(row) == "✓ Fox 32B"
