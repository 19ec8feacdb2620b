"""The Licences page: what binds, each duty with its state and section, filter, copy, and answers in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.core.assessment import Assessment, Reason
from advisor.core.exits import DutyAfter, LicenceChange, LicenceExit, Stay
from advisor.core.knowledge import LicenceDuty
from advisor.gui.duty_words import STATES, sign
from advisor.gui.mark import Mark
from advisor.gui.pages.licences import ANSWERS, LicencesPage
from advisor.gui.pages.licences_change import ChangeRow
from advisor.gui.qt import QApplication, QLabel, QPushButton, Qt
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
    QApplication.processEvents()  # what was put into a layout is shown by the next event
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def links(page: LicencesPage) -> dict[str, QPushButton]:
    QApplication.processEvents()
    return {each.accessibleName(): each for each in page.findChildren(QPushButton) if each.isVisibleTo(page)}


def link(page: LicencesPage, name: str) -> QPushButton:
    return links(page)[name]


def row_named(page: LicencesPage, name: str) -> RowButton:
    return next(each for each in page.findChildren(RowButton) if each.accessibleName() == name)


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
    assert page.duties.listed == []
    assert page.duties.count.text() == f"0 of {len(page.rows[0].duties)}"
    page.clear_filter()
    assert len(page.duties.listed) == len(page.rows[0].duties)


def test_a_chip_leaves_the_duties_of_its_state(qtbot: Any, page: LicencesPage) -> None:
    state = page.rows[0].duties[0].state
    qtbot.mouseClick(page.duties.chips[state], LEFT)
    assert {each.state for each in page.duties.listed} == {state}


def test_each_state_has_its_icon_and_its_word(page: LicencesPage) -> None:
    icons = {state: sign(state) for state in STATES}
    assert len({each.icon for each in icons.values()}) == len({each.word for each in icons.values()}) == 6
    shown = {each.text() for each in page.duties.findChildren(Mark) if each.isVisibleTo(page)}
    assert shown == {sign(each.state).word for each in page.duties.listed}


def test_a_duty_leads_to_the_places_that_set_it_off(qtbot: Any, page: LicencesPage) -> None:
    duty = next(each for each in page.duties.listed if each.finding_ids)
    with qtbot.waitSignal(page.findings_wanted) as heard:
        qtbot.mouseClick(link(page, f"{duty.title}: what sets it off"), LEFT)
    assert heard.args[0].ids == frozenset(duty.finding_ids)


def test_a_duty_that_is_met_leads_to_what_meets_it(qtbot: Any, page: LicencesPage) -> None:
    base = example.assessment()
    met = replace(base.duties[0], state="met", met_by=("f2",), why="Seen at NOTICE:1.")
    page.show_assessment(replace(base, duties=(met,)))
    with qtbot.waitSignal(page.findings_wanted) as heard:
        qtbot.mouseClick(link(page, "“Built with” line: where it was seen"), LEFT)
    assert heard.args[0].ids == frozenset({"f2"})
    assert "Seen at NOTICE:1." in told(page)


def test_a_duty_that_no_place_sets_off_leads_to_none(page: LicencesPage) -> None:
    base = example.assessment()
    page.show_assessment(replace(base, duties=tuple(replace(each, finding_ids=()) for each in base.duties)))
    assert not [each for each in links(page) if each.endswith("what sets it off")]


def test_what_does_not_apply_is_told_with_its_reason(page: LicencesPage) -> None:
    base = example.assessment()
    idle = replace(
        base.duties[0], duty="geo", name="Europe", state="does not apply", finding_ids=(), why="Text alone."
    )
    page.show_assessment(replace(base, idle_duties=(idle,)))
    assert page.duties.listed[-1].name == "Europe"
    assert "Text alone." in told(page)


def test_the_catalogs_terms_are_put_plainly(page: LicencesPage) -> None:
    words = told(page)
    assert "Free on conditions" in words
    assert "where weights, or a product with them, are handed on" in words
    for term in ("conditional ·", "redistribution"):
        assert term not in words


def test_what_ends_a_duty_is_shown_on_demand(qtbot: Any, page: LicencesPage) -> None:
    assert "It stays for what was handed on." not in told(page)
    qtbot.mouseClick(link(page, "“Built with” line: When it ends"), LEFT)
    assert "It stays for what was handed on." in told(page)


def test_copied_duties_say_that_they_are_no_legal_advice(qtbot: Any, page: LicencesPage) -> None:
    qtbot.mouseClick(page.duties.copy_markdown, LEFT)
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


class TestBeforeAndAfter:
    MOVE = LicenceChange(
        "apache-2.0",
        "Apache License 2.0",
        ("New 8B",),
        ("acceptable use policy",),
        ("changed files marked",),
        ("“Built with” line",),
        (
            DutyAfter("display", "“Built with” line", "open", "Nobody knows.", "redistributes", "stays"),
            DutyAfter("aup", "acceptable use policy", "not asked for", "It asks for none.", "", "gone"),
            DutyAfter("changes", "changed files marked", "applies", "", "", "new"),
            DutyAfter("notice", "notice", "does not apply", "", "", ""),
        ),
    )

    def show(self, page: LicencesPage) -> list[ChangeRow]:
        base = example.assessment()
        stay = Stay("handed on", "What was handed on stays bound.")
        way = LicenceExit("llama-3.3", "Llama 3.3", ("f1",), ("d1",), ("x",), (stay,), (self.MOVE,))
        asked = (
            LicenceDuty("display", "Show it there, too.", "4", None),
            LicenceDuty("changes", "Mark.", "5"),
        )
        after = replace(base.licences[0], id="apache-2.0", name="Apache License 2.0", duties=asked)
        page.show_assessment(replace(base, licences=(*base.licences, after), exits=(way,)))
        QApplication.processEvents()
        page.details.views.chips["change"].click()
        return page.details.change.rows

    def test_what_goes_comes_and_stays_stands_side_by_side(self, page: LicencesPage) -> None:
        spoken = [each.button.accessibleName() for each in self.show(page)]
        assert [each.split(". ")[0] for each in spoken] == [
            "Acceptable use policy: gone",
            "Changed files marked: new",
            "“Built with” line: stays",
        ]
        assert "Today: Llama 3.3: cannot be seen" in spoken[0]
        assert "with New 8B: not asked for" in spoken[0]
        assert "Today: Llama 3.3: not asked for" in spoken[1]
        assert "with New 8B: will apply · section 5" in spoken[1]
        assert "Today: Llama 3.3: not seen · section 1.b.i" in spoken[2]
        assert "with New 8B: not certain · section 4" in spoken[2]

    def test_a_row_shows_the_words_of_both_on_demand(self, qtbot: Any, page: LicencesPage) -> None:
        row = self.show(page)[-1]
        assert "Show it there, too." not in told(page)
        qtbot.mouseClick(row.button, LEFT)
        assert "Show it there, too." in told(page)
        assert "Nobody knows." in told(page)
        assert f"section 4 · read {example.PAGE.read_on}" in told(page)
        qtbot.mouseClick(row.button, LEFT)
        assert "Show it there, too." not in told(page)

    def test_duties_and_table_take_turns_and_the_choice_stays(self, page: LicencesPage) -> None:
        self.show(page)
        assert not page.duties.isVisibleTo(page)
        page.show_licence("today/llama-3.3")
        assert page.details.change.isVisibleTo(page)
        page.details.views.chips["duties"].click()
        assert page.duties.isVisibleTo(page)
        assert not page.details.change.isVisibleTo(page)

    def test_what_stays_bound_is_told_below(self, page: LicencesPage) -> None:
        self.show(page)
        assert "What was handed on stays bound." in told(page)


class TestAnswers:
    QUESTION = Reason("Handed on?", None, ("f1",), key="question.redistribution")

    def asked(self, **changes: Any) -> Assessment:
        base = example.assessment()
        duty = replace(base.duties[0], asks="redistributes")
        return replace(base, duties=(duty,), questions=(self.QUESTION,), **changes)

    def test_a_question_names_the_duties_that_its_answer_decides(
        self, qtbot: Any, page: LicencesPage
    ) -> None:
        page.show_assessment(self.asked())
        page.show_licence(ANSWERS)
        name = "not seen: “Built with” line, today under Llama 3.3"
        qtbot.mouseClick(row_named(page, name), LEFT)
        assert page.at == "today/llama-3.3"

    def test_a_duty_leads_to_the_answer_that_it_hangs_on(self, qtbot: Any, page: LicencesPage) -> None:
        page.show_assessment(self.asked())
        qtbot.mouseClick(link(page, "“Built with” line: your answer"), LEFT)
        assert page.at == ANSWERS
        focus = page.window().focusWidget()
        assert focus is not None
        assert page.questions.answers["redistributes"].isAncestorOf(focus)

    def test_a_fact_that_a_duty_hangs_on_is_asked_for_though_no_question_was_raised(
        self, page: LicencesPage
    ) -> None:
        base = example.assessment()
        page.show_assessment(replace(base, duties=(replace(base.duties[0], asks="trains_on_outputs"),)))
        page.show_licence(ANSWERS)
        assert page.questions.answers["trains_on_outputs"].isVisibleTo(page)
        assert not page.questions.answers["eu"].isVisibleTo(page)

    def test_what_an_answer_changed_is_named_at_it_and_can_be_taken_back(
        self, qtbot: Any, page: LicencesPage
    ) -> None:
        before = self.asked()
        page.show_assessment(before)
        page.show_licence(ANSWERS)
        chip = page.questions.answers["redistributes"].chips["no"]  # type: ignore[attr-defined]
        with qtbot.waitSignal(page.answered) as heard:
            qtbot.mouseClick(chip, LEFT)
        assert heard.args == ["redistributes", False]
        idle = replace(before.duties[0], state="does not apply")
        policy = replace(before.policy, redistributes=False)
        page.show_assessment(replace(before, duties=(), idle_duties=(idle,), policy=policy, questions=()))
        assert "“Built with” line (Llama 3.3): not seen, now does not apply" in told(page)
        with qtbot.waitSignal(page.answered) as back:
            qtbot.mouseClick(link(page, "Undo this answer"), LEFT)
        assert back.args == ["redistributes", None]

    def test_another_judgement_forgets_what_the_answer_changed(self, qtbot: Any, page: LicencesPage) -> None:
        before = self.asked()
        page.show_assessment(before)
        page.show_licence(ANSWERS)
        chip = page.questions.answers["redistributes"].chips["yes"]  # type: ignore[attr-defined]
        qtbot.mouseClick(chip, LEFT)
        page.show_assessment(replace(before))
        assert "No duty changed by your answer." in told(page)
        page.show_assessment(replace(before))
        assert "No duty changed by your answer." not in told(page)

    def test_a_conflict_stands_before_all_licences(self, page: LicencesPage) -> None:
        page.at = ""
        page.show_assessment(self.asked(conflicts=(Reason("Ruled out.", None, ("f1",)),)))
        assert page.at == ANSWERS
        assert "Ruled out." in told(page)
