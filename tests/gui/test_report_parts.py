"""The report page's parts: risk by horizons, ways on side by side, questions answered in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.core.assessment import Assessment, Flip, Horizon, Reason, Risk
from advisor.core.decisions import PROJECT_FILE, Applied
from advisor.core.kinds import Level, Status
from advisor.core.policy import Policy
from advisor.core.scenarios import (
    DependencyScenarios,
    Due,
    Forecast,
    HostOption,
    Scenario,
    ScenarioKind,
    Scenarios,
)
from advisor.gui.choices import Choices
from advisor.gui.pages.report import ReportPage
from advisor.gui.qt import QLineEdit, QPoint, QPushButton, Qt, QWidget
from advisor.gui.widgets import Pill
from tests.report import example

LEFT = Qt.MouseButton.LeftButton
BY = date(2027, 2, 24)
EARLY = Reason("It ends within 24 months.", 2.0, ("f1",), key="ends-after")
LATE = Reason("Old lines go first.", 5.0, ("f1",), key="old-line")
SUM = Reason("Points: 12, the scores of all 2 dependencies added up.", None, key="sum")


def horizon(months: int, likelihood: int, level: Level, reason: Reason) -> Horizon:
    return Horizon(months, BY, likelihood, level, likelihood * 4, likelihood * 4, (reason,))


HORIZONS = (
    horizon(3, 2, Level.LOW, EARLY),
    horizon(12, 3, Level.MEDIUM, EARLY),
    horizon(24, 5, Level.HIGH, LATE),
)
HARM = Reason("It stands in production code.", 4.0, ("f1",), key="production")
RISK = Risk(
    Level.MEDIUM,
    3,
    4,
    12,
    (EARLY, HARM, SUM),
    broken=18,
    total=12,
    months=12,
    horizons=HORIZONS,
    flips=(Flip("host-ends", "the host announces the end", Level.HIGH, ("f1",)),),
)


def forecast(level: Level = Level.HIGH, score: int = 20) -> tuple[Forecast, ...]:
    return tuple(Forecast(months, BY, 5, 4, level, score) for months in (3, 6, 12, 24))


STAY = Scenario(ScenarioKind.STAY, "Stay", True, "Nothing is changed.", forecast(), 0.0, ("llama-3.3",))
WAIT = Scenario(
    ScenarioKind.WAIT,
    "What-if Muse 2027-06-01",
    True,
    "No timeline was found.",
    forecast(),
    0.0,
    (),
    due=(Due(date(2027, 1, 31), 3, "Groq ends it.", 1, "d1", ("f1",), None),),
    what_if=date(2027, 6, 1),
)
HOST = HostOption(
    provider="aws-bedrock",
    name="Amazon Bedrock",
    model_id="meta.llama3",
    status=Status.SERVED,
    ends=None,
    why="It lists it.",
    source=None,
    read_on=None,
    effort_points=4.0,
    forecast=forecast(),
)
ELSEWHERE = Scenario(
    ScenarioKind.CHANGE_HOST,
    "Same weights elsewhere",
    True,
    "Bedrock serves it.",
    forecast(Level.LOW, 5),
    4.0,
    (),
    hosts=(HOST,),
)
SCENARIOS = Scenarios((STAY, WAIT), (DependencyScenarios("d1", "Llama 3.3 70B at Groq", (STAY, ELSEWHERE)),))


def assessment(**changes: Any) -> Assessment:
    dependency = replace(example.DEPENDENCY, risk=RISK)
    made = example.assessment(
        risk=RISK, dependencies=(dependency, example.NAMED), scenarios=SCENARIOS, tasks=example.TASKS
    )
    return replace(made, **changes)


@pytest.fixture
def page(qtbot: Any) -> ReportPage:
    made = ReportPage()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return fill(qtbot, made, assessment())


def fill(qtbot: Any, page: ReportPage, shown: Assessment) -> ReportPage:
    page.show_assessment(shown)
    qtbot.waitUntil(lambda: page.filled)
    return page


def texts(widget: QWidget) -> str:
    parts = [each for each in widget.findChildren(QWidget) if hasattr(each, "text")]
    return "\n".join(each.text() for each in parts if each.isVisibleTo(widget))


def button(page: QWidget, name: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.accessibleName() == name)


# --- horizons ---


def test_the_horizon_told_first_is_the_one_that_is_on(page: ReportPage) -> None:
    assert list(page.risk.horizons.chips) == ["3", "12", "24"]
    assert page.risk.horizons.current() == "12"
    assert page.level.text() == "medium risk"


def test_another_horizon_moves_the_heat_map_the_level_and_the_reasons(qtbot: Any, page: ReportPage) -> None:
    assert "cell:3,4" in {area.key for area in page.matrix.drawing.areas}
    qtbot.mouseClick(page.risk.horizons.chips["24"], LEFT)
    assert "cell:5,4" in {area.key for area in page.matrix.drawing.areas}
    assert page.level.text() == "high risk"
    qtbot.waitUntil(lambda: "Old lines go first." in texts(page.risk))
    told = texts(page.risk)
    assert "It stands in production code." in told
    assert "It ends within 24 months." not in told
    assert f"The worst dependency within 24 months decides: {example.DEPENDENCY.title}." in told
    assert "Points: 20" in told


def test_the_list_of_dependencies_follows_the_horizon(qtbot: Any, page: ReportPage) -> None:
    qtbot.mouseClick(page.risk.horizons.chips["24"], LEFT)
    pills = [each.text() for each in page.dependencies.itemAt(0).widget().findChildren(Pill)]
    assert "high risk" in pills


def test_a_cell_of_the_chosen_horizon_leads_to_its_dependency(qtbot: Any, page: ReportPage) -> None:
    qtbot.mouseClick(page.risk.horizons.chips["24"], LEFT)
    area = next(each for each in page.matrix.drawing.areas if each.key == "cell:5,4")
    middle = QPoint(round(area.x + area.width / 2), round(area.y + area.height / 2))
    with qtbot.waitSignal(page.page_wanted) as heard:
        qtbot.mouseClick(page.matrix, LEFT, pos=middle)
    assert heard.args == ["dependencies", "d1"]


def test_the_chosen_horizon_stays_when_another_judgement_comes(qtbot: Any, page: ReportPage) -> None:
    qtbot.mouseClick(page.risk.horizons.chips["24"], LEFT)
    fill(qtbot, page, assessment(as_of=date(2026, 12, 1)))
    assert page.risk.horizons.current() == "24"
    assert page.level.text() == "high risk"


def test_the_sentence_on_the_sum_is_told(page: ReportPage) -> None:
    assert page.risk.sum.text() == SUM.text


def test_an_assumption_that_would_change_the_level_leads_to_its_places(qtbot: Any, page: ReportPage) -> None:
    row = button(page, "It would be high if the host announces the end")
    with qtbot.waitSignal(page.findings_wanted) as heard:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert heard.args[0].ids == frozenset({"f1"})


def test_that_no_assumption_changes_the_level_is_said(qtbot: Any, page: ReportPage) -> None:
    fill(qtbot, page, assessment(risk=replace(RISK, flips=())))
    assert "No single assumption, turned round alone, would change this level." in texts(page.risk)


# --- ways on ---


def test_the_ways_stand_side_by_side_with_level_and_points(page: ReportPage) -> None:
    name = page.ways.rows[ScenarioKind.STAY].accessibleName()
    assert name.startswith("Stay: high 20 within 3 months, high 20 within 6 months")
    assert list(page.ways.rows) == [ScenarioKind.STAY, ScenarioKind.WAIT]


def test_the_reasons_of_a_way_are_one_key_away(qtbot: Any, page: ReportPage) -> None:
    detail = page.ways.details[ScenarioKind.WAIT]
    assert not detail.isVisible()
    qtbot.keyClick(page.ways.rows[ScenarioKind.WAIT], Qt.Key.Key_Return)
    assert detail.isVisible()
    assert "Groq ends it. 1 ended by then." in texts(detail)
    qtbot.keyClick(page.ways.rows[ScenarioKind.WAIT], Qt.Key.Key_Return)
    assert not detail.isVisible()


def test_a_what_if_is_called_one(qtbot: Any, page: ReportPage) -> None:
    page.ways.turn(ScenarioKind.WAIT)
    assert "What-if, no fact: an open Muse on 2027-06-01. It lowers nothing." in texts(page.ways)
    policy = Policy(what_if={"muse_open": "2027-06-01"})
    fill(qtbot, page, assessment(policy=policy))
    assert "what-if, no fact: an open Muse on 2027-06-01" in texts(page)


def test_the_ways_of_one_dependency_name_its_hosts_and_lead_on(qtbot: Any, page: ReportPage) -> None:
    page.ways.of.setCurrentIndex(1)
    page.ways.turn(ScenarioKind.CHANGE_HOST)
    assert "Amazon Bedrock as meta.llama3: It lists it." in texts(page.ways)
    with qtbot.waitSignal(page.page_wanted) as heard:
        qtbot.mouseClick(button(page.ways.details[ScenarioKind.CHANGE_HOST], "Compare alternatives"), LEFT)
    assert heard.args == ["alternatives", "d1"]


def test_where_there_is_little_room_a_cell_tells_the_level_alone(qtbot: Any, page: ReportPage) -> None:
    def words() -> set[str]:
        return {each.text() for each in page.ways.rows[ScenarioKind.STAY].findChildren(Pill)}

    assert words() == {"high 20"}
    page.resize(760, 700)
    qtbot.waitUntil(lambda: words() == {"high"})


def test_the_what_if_of_the_timeline_leads_to_the_way_it_belongs_to(qtbot: Any, page: ReportPage) -> None:
    fill(qtbot, page, assessment(policy=Policy(what_if={"muse_open": "2027-06-01"})))
    area = next(each for each in page.timeline.drawing.areas if each.key == "what-if:muse_open")
    page.timeline.activated.emit(area.key)
    assert page.ways.details[ScenarioKind.WAIT].isVisibleTo(page.ways)


# --- questions ---

QUESTION_EU = Reason("Do you sit in the European Union?", None, ("f1",), key="question.eu")
QUESTION_USERS = Reason("More than 700 million users?", None, ("f1",), key="question.users")
QUESTION_ORIGIN = Reason("Made from Llama by name alone?", None, ("f4",), key="question.origin")
CONFLICT = Reason("Research only, and it is used.", None, ("f1",), key="conflict.non-commercial")


@pytest.fixture
def asked(qtbot: Any, page: ReportPage) -> ReportPage:
    questions = (QUESTION_EU, QUESTION_USERS, QUESTION_ORIGIN)
    return fill(qtbot, page, assessment(conflicts=(CONFLICT,), questions=questions))


def test_a_question_is_answered_by_one_click(qtbot: Any, asked: ReportPage) -> None:
    answer = asked.questions.answers["eu"]
    assert isinstance(answer, Choices)
    assert answer.current() == "unknown"
    with qtbot.waitSignal(asked.answered) as heard:
        qtbot.mouseClick(answer.chips["no"], LEFT)
    assert heard.args == ["eu", False]


def test_a_number_is_kept_with_return_and_nonsense_is_refused_beside_it(
    qtbot: Any, asked: ReportPage
) -> None:
    holder = asked.questions.answers["monthly_users"]
    field = holder.findChild(QLineEdit)
    qtbot.keyClicks(field, "many")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "Digits only, such as 12,000." in texts(holder)
    field.clear()
    qtbot.keyClicks(field, "12,000")
    with qtbot.waitSignal(asked.answered) as heard:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == ["monthly_users", 12000]


def test_the_keyboard_stays_at_the_number_that_was_answered(qtbot: Any, asked: ReportPage) -> None:
    field = asked.questions.answers["monthly_users"].findChild(QLineEdit)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    fill(qtbot, asked, assessment(policy=Policy(monthly_users=5)))
    again = asked.questions.answers["monthly_users"].findChild(QLineEdit)
    assert again is not field
    qtbot.waitUntil(again.hasFocus)


def test_an_answer_is_taken_back_by_an_empty_field(qtbot: Any, asked: ReportPage) -> None:
    fill(qtbot, asked, assessment(policy=Policy(monthly_users=12_000)))
    field = asked.questions.answers["monthly_users"].findChild(QLineEdit)
    assert field.text() == "12,000"
    field.clear()
    with qtbot.waitSignal(asked.answered) as heard:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == ["monthly_users", None]


def test_what_was_answered_is_asked_no_more_and_stays_in_sight(qtbot: Any, asked: ReportPage) -> None:
    fill(qtbot, asked, assessment(policy=Policy(eu=True)))
    answer = asked.questions.answers["eu"]
    assert isinstance(answer, Choices)
    assert answer.isVisible()
    assert answer.current() == "yes"
    assert "Do you sit in the European Union?" not in texts(asked.questions)


def test_a_conflict_and_a_question_without_an_answer_lead_to_their_places(
    qtbot: Any, asked: ReportPage
) -> None:
    for name, ids in (
        ("conflict: Research only, and it is used.", {"f1"}),
        ("to clear up: Made from Llama by name alone?", {"f4"}),
    ):
        with qtbot.waitSignal(asked.findings_wanted) as heard:
            qtbot.mouseClick(button(asked.questions, name), LEFT)
        assert heard.args[0].ids == frozenset(ids)


# --- the head ---


def test_the_head_tells_effort_hours_settings_and_policy(qtbot: Any, page: ReportPage) -> None:
    done = (Applied(PROJECT_FILE, suppressed=3), Applied("your own settings", overruled=1))
    fill(qtbot, page, assessment(configuration=done, policy=Policy(memory_gib=24)))
    told = texts(page)
    assert page.head_card.glances.tiles["effort"].accessibleName() == "3 – 12 hours to move, assumed"
    assert "3 places left out by the project's settings" in told
    assert "1 place counted by your own settings" in told
    assert page.policy.text() == "Judged under: at most 24 GiB of memory."
    with qtbot.waitSignal(page.page_wanted) as heard:
        qtbot.mouseClick(button(page, "3 places left out by the project's settings"), LEFT)
    assert heard.args == ["ledger", "suppressed"]
