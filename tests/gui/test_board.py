"""The board of alternatives: what is shown, why it stands there, what a filter hides, what a choice does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from advisor.core.assessment import Assessment
from advisor.core.board import Board
from advisor.core.errors import UsageError
from advisor.core.policy import Policy
from advisor.gui.pages.alternatives import OUT, RANKED, AlternativesPage
from advisor.gui.pages.board_compare import BoardCompareDialog
from advisor.gui.pages.board_filter import BoardFilter
from advisor.gui.qt import QApplication, QLabel, Qt, QWidget
from tests.gui.boards import board_of, many
from tests.report import example

LEFT = Qt.MouseButton.LeftButton


def texts(widget: QWidget | None) -> str:
    assert widget is not None
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def about(page: AlternativesPage) -> str:
    return texts(page.about.parentWidget())


def names(page: AlternativesPage) -> list[str]:
    return [row.id for row in page.candidates.rows if row.entry]


def headings(page: AlternativesPage) -> list[str]:
    return [row.heading for row in page.candidates.rows if row.entry is None]


def assessment(**changed: Any) -> Assessment:
    return replace(example.assessment(), dependencies=(many(),), **changed)


class Source:
    """Stands for the use case: counts the questions, and may fail."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.error = ""

    def __call__(self, judged: Assessment, dependency: str) -> Board:
        self.asked.append(dependency)
        if self.error:
            raise UsageError(self.error)
        return board_of(next(each for each in judged.dependencies if each.id == dependency))


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def page(qtbot: Any, source: Source) -> AlternativesPage:
    made = AlternativesPage(source)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    fill(qtbot, made, assessment())
    return made


def fill(qtbot: Any, page: AlternativesPage, judged: Assessment) -> None:
    page.show_assessment(judged)
    qtbot.waitUntil(lambda: not page._background.busy)


@pytest.fixture
def few(qtbot: Any, source: Source) -> AlternativesPage:
    """The two candidates of the hand-made assessment: one ranked, one ruled out."""
    made = AlternativesPage(source)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    fill(qtbot, made, example.assessment())
    return made


# --- rows and reasons ---


def test_a_row_shows_rank_name_size_context_licence_memory_and_score(few: AlternativesPage) -> None:
    model = few.candidates
    cells = [model.data(model.index(0, column)) for column in range(1, model.columnCount())]
    assert cells == ["1.", "Fox 32B", "32.8B (3.3B)", "131,072", "text", "apache-2.0", "20.1 GiB", "4.5"]


def test_the_pane_says_why_a_candidate_has_its_rank_share_by_share(few: AlternativesPage) -> None:
    told = about(few)
    assert "Score 4.5: rank 1" in told
    assert "+25  same host serves it\n+10  permissive licence" in told
    assert "languages not checked" in told
    assert "q4 at 8,192 tokens" in told
    assert "fall away: built with line" in told


def test_ranked_ones_come_first_and_those_ruled_out_stand_below_grouped_by_reason(
    page: AlternativesPage,
) -> None:
    ids = names(page)
    assert ids[:30] == [f"model-{number}" for number in range(30)]
    assert sorted(ids[30:]) == sorted(f"model-{number}" for number in range(30, 42))
    assert headings(page) == [
        "Ruled out, its context is too short: 6",
        "Ruled out, made for code, not for chat: 6",
    ]


def test_every_row_that_was_ruled_out_says_why_in_words(page: AlternativesPage) -> None:
    for row in page.candidates.rows:
        if row.entry is not None and row.entry.candidate.rank is None:
            for reason in row.entry.candidate.rejected:
                assert reason in page.candidates.aloud(row)


def test_the_pane_of_one_that_was_ruled_out_says_why_and_it_cannot_be_chosen(few: AlternativesPage) -> None:
    assert few.table.select_where("owl-7b")
    assert "licence is non-commercial" in about(few)
    assert not few.choose.isEnabled()


def test_only_the_ranked_or_only_those_ruled_out_can_be_looked_at(qtbot: Any, page: AlternativesPage) -> None:
    qtbot.mouseClick(page.scope.chips[OUT], LEFT)
    assert len(names(page)) == 12
    qtbot.mouseClick(page.scope.chips[RANKED], LEFT)
    assert len(names(page)) == 30 and headings(page) == []


def test_sorting_keeps_those_ruled_out_below_and_in_their_groups(page: AlternativesPage) -> None:
    page.candidates.sort(2, Qt.SortOrder.DescendingOrder)
    ids = names(page)
    assert set(ids[:30]) == {f"model-{number}" for number in range(30)}
    assert ids[0] == "model-9"
    assert page.candidates.rows[30].heading


def test_memory_that_is_not_known_says_so(page: AlternativesPage) -> None:
    row = next(row for row in page.candidates.rows if row.id == "model-5")
    model = page.candidates
    assert model.data(model.index(5, 7)) == "not known"
    assert "not known at q4" in model.aloud(row)


def test_another_precision_shows_other_memory(qtbot: Any, few: AlternativesPage) -> None:
    qtbot.mouseClick(few.facets.precision.chips["q8"], LEFT)
    model = few.candidates
    assert model.data(model.index(0, 7)) == "39.1 GiB"


# --- filters ---


def test_a_chip_narrows_at_once_and_says_before_how_many_it_leaves(
    qtbot: Any, page: AlternativesPage
) -> None:
    chip = page.facets.chip("licences", "permissive")
    assert chip.text() == "permissive  14"
    qtbot.mouseClick(chip, LEFT)
    assert len(names(page)) == 14
    assert page.told.text().startswith("14 of 42 candidates")


def test_the_counts_of_chips_follow_the_other_filters(qtbot: Any, page: AlternativesPage) -> None:
    before = page.facets.chip("reads", "image").text()
    qtbot.mouseClick(page.facets.chip("licences", "permissive"), LEFT)
    after = page.facets.chip("reads", "image").text()
    assert before == "image  11" and after == "image  4"
    assert page.facets.chip("licences", "conditional").text() == "conditional  14"


def test_a_slider_asks_for_context_by_marks_and_a_typed_value_is_taken(
    qtbot: Any, page: AlternativesPage
) -> None:
    qtbot.keyClick(page.facets.context.slider, Qt.Key.Key_Right)
    assert page.facets.context.field.text() == "8k"
    page.facets.context.field.selectAll()
    qtbot.keyClicks(page.facets.context.field, "32k")
    qtbot.keyClick(page.facets.context.field, Qt.Key.Key_Return)
    windows = [row.entry.candidate.alternative.context_tokens for row in page.candidates.rows if row.entry]
    assert windows and all(window is not None and window >= 32_768 for window in windows)


def test_what_was_not_checked_is_hidden_by_a_filter_on_it_and_counted(page: AlternativesPage) -> None:
    page.facets.context.ask(8192)
    page.facets.changed.emit()
    assert "model-3" not in names(page)
    assert "1 more hidden because a fact was not checked" in page.told.text()


def test_a_word_that_is_no_value_is_said_beside_the_field(qtbot: Any, page: AlternativesPage) -> None:
    qtbot.keyClicks(page.facets.memory.field, "lots")
    qtbot.keyClick(page.facets.memory.field, Qt.Key.Key_Return)
    assert page.facets.memory.trouble.isVisible()
    assert len(names(page)) == 42
    page.facets.since.setText("soon")
    qtbot.waitUntil(page.facets.day_trouble.isVisible)


def test_a_card_sets_the_memory_that_a_candidate_may_need(qtbot: Any, page: AlternativesPage) -> None:
    offered = [page.facets.machine.itemText(number) for number in range(page.facets.machine.count())]
    assert offered[1:] == ["the main memory of this machine: 15.5 GiB", "Card 24: 22.4 GiB"]
    page.facets.machine.setFocus()
    qtbot.keyClick(page.facets.machine, Qt.Key.Key_Down)
    qtbot.keyClick(page.facets.machine, Qt.Key.Key_Down)
    assert page.facets.memory.value() == 22.4
    assert "model-19" in names(page) and "model-21" not in names(page)
    assert "limit of 22.4 GiB" in page.told.text()


def test_days_part_what_was_released(qtbot: Any, page: AlternativesPage) -> None:
    page.facets.since.setText("2026-01-05")
    page.facets.before.setText("2026-01-10")
    qtbot.waitUntil(lambda: len(names(page)) < 42)
    days = {str(row.entry.candidate.alternative.released) for row in page.candidates.rows if row.entry}
    assert days == {f"2026-01-0{day}" for day in range(5, 10)}


def test_words_look_in_name_and_maker(qtbot: Any, page: AlternativesPage) -> None:
    page.focus_filter()
    qtbot.keyClicks(page.search, "owl")
    qtbot.waitUntil(lambda: len(names(page)) == 21)
    page.clear_filter()
    assert len(names(page)) == 42 and page.search.text() == ""


def test_a_filter_that_hides_all_says_so_and_is_cleared_there(qtbot: Any, page: AlternativesPage) -> None:
    page.facets.memory.ask(1.0)
    page.facets.changed.emit()
    assert page.hidden.isVisible() and page.hidden.title() == "The filter hides all"
    qtbot.mouseClick(page.hidden._action, LEFT)
    assert len(names(page)) == 42 and page.table.isVisible()


def test_the_current_candidate_stays_while_filters_come_and_go(page: AlternativesPage) -> None:
    page.table.select_where("model-12")
    page.facets.chip("licences", "permissive").click()
    assert page.table.current().id == "model-12"
    page.facets.chip("licences", "permissive").click()
    assert page.table.current().id == "model-12"


def test_filters_become_the_policy_and_what_no_policy_can_say_stays(
    qtbot: Any, page: AlternativesPage
) -> None:
    assert not page.facets.to_policy.isEnabled()
    page.facets.chip("licences", "permissive").click()
    page.facets.chip("tools", "yes").click()
    page.facets.memory.ask(24.0)
    page.search.setText("model")
    page.facets.changed.emit()
    with qtbot.waitSignal(page.policy_wanted) as heard:
        qtbot.mouseClick(page.facets.to_policy, LEFT)
    policy = heard.args[0].over(Policy(exclude_vendors=("Fox",)))
    assert (policy.licence_classes, policy.memory_gib) == (("permissive",), 24.0)
    assert policy.needs == {"tools": "yes"} and policy.exclude_vendors == ("Fox",)
    assert page.search.text() == "model"
    assert page.facets.wanted() == BoardFilter(words=("model",), precision="q4")


# --- what stays while things change ---


def test_the_candidate_stays_current_when_the_project_is_judged_again(
    qtbot: Any, page: AlternativesPage, source: Source
) -> None:
    page.table.select_where("model-17")
    fill(qtbot, page, assessment())
    assert page.table.current().id == "model-17"
    assert source.asked == ["d1", "d1"]


def test_a_board_that_cannot_be_made_is_said_beside_the_few_of_the_report(
    qtbot: Any, page: AlternativesPage, source: Source
) -> None:
    source.error = "The catalog is another one. Rescan."
    few = replace(many(2, 1), ranked_total=30, rejected_total=12, rejected_by={"too short": 12})
    fill(qtbot, page, replace(example.assessment(), dependencies=(few,)))
    assert "The catalog is another one. Rescan." in page.told.text()
    assert "12 ruled out: 12 too short" in page.told.text()
    assert len(names(page)) == 3


def test_where_nothing_fits_the_nearest_is_named_with_its_reason(qtbot: Any, page: AlternativesPage) -> None:
    fill(qtbot, page, replace(example.assessment(), dependencies=(many(0, 5),)))
    assert "none fits; the nearest is Model 0: its context is too short" in page.told.text()


# --- choosing and comparing ---


def test_return_chooses_the_current_candidate(qtbot: Any, page: AlternativesPage) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.target_wanted) as heard:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert heard.args == ["d1", "model-1"]


def test_the_chosen_target_is_marked_and_cannot_be_chosen_again(qtbot: Any, few: AlternativesPage) -> None:
    chosen = replace(example.DEPENDENCY, chosen="fox-32b")
    fill(qtbot, few, replace(example.assessment(), dependencies=(chosen,)))
    assert few.candidates.data(few.candidates.index(0, 1)) == "✓ 1."
    assert "target chosen" in few.picker.currentText()
    assert not few.choose.isEnabled() and few.choose.text() == "This is the target"


def test_a_choice_can_be_taken_back(qtbot: Any, few: AlternativesPage) -> None:
    chosen = replace(example.DEPENDENCY, chosen="fox-32b")
    fill(qtbot, few, replace(example.assessment(), dependencies=(chosen,)))
    assert few.target.text() == "Moves to Fox 32B"
    with qtbot.waitSignal(few.target_wanted) as heard:
        qtbot.mouseClick(few.unchoose, LEFT)
    assert heard.args == ["d1", ""]


def test_space_picks_up_to_four_for_the_comparison(qtbot: Any, page: AlternativesPage) -> None:
    for number in range(5):
        page.table.select_number(number)
        qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.marks.ticked == ["model-1", "model-2", "model-3", "model-4"]
    assert page.compare.text() == "Side by side (4)"
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.marks.ticked == ["model-1", "model-2", "model-3"]


def test_a_click_on_the_box_picks_and_the_rest_of_the_row_does_not(
    qtbot: Any, page: AlternativesPage
) -> None:
    def click(column: int) -> None:
        index = page.candidates.index(1, column)
        qtbot.mouseClick(page.table.viewport(), LEFT, pos=page.table.visualRect(index).center())

    click(2)
    assert page.marks.ticked == []
    click(0)
    assert page.marks.ticked == ["model-1"]


def compare(qtbot: Any, page: AlternativesPage, press: Callable[[], object]) -> BoardCompareDialog:
    with qtbot.waitSignal(page.dialog_wanted) as heard:
        press()
    dialog = heard.args[0]
    assert isinstance(dialog, BoardCompareDialog)
    return dialog


def test_side_by_side_tells_differences_from_today_in_words(qtbot: Any, few: AlternativesPage) -> None:
    dialog = compare(qtbot, few, lambda: qtbot.mouseClick(few.compare, LEFT))
    told = texts(dialog)
    assert "today's model" in told
    assert "less: 47% of today's" in told, "32.8B against 70B"
    assert "as today" in told, "the same context"
    assert "built with line" in told and "copy of the text" in told
    assert "fox/fox-32b" in told


def test_one_of_them_is_chosen_from_side_by_side(qtbot: Any, page: AlternativesPage) -> None:
    page.table.select_where("model-2")
    dialog = compare(qtbot, page, page.open_comparison)
    with qtbot.waitSignal(page.target_wanted) as heard:
        qtbot.mouseClick(dialog.choose["model-2"], LEFT)
    assert heard.args == ["d1", "model-2"]


def test_what_was_ruled_out_can_be_compared_and_not_chosen(qtbot: Any, few: AlternativesPage) -> None:
    few.table.select_where("owl-7b")
    dialog = compare(qtbot, few, few.open_comparison)
    assert not dialog.choose["owl-7b"].isEnabled()
    assert "licence is non-commercial" in texts(dialog)


def test_side_by_side_is_copied_as_a_markdown_table(qtbot: Any, few: AlternativesPage) -> None:
    dialog = compare(qtbot, few, few.open_comparison)
    qtbot.mouseClick(dialog.copy, LEFT)
    copied = QApplication.clipboard().text().splitlines()
    assert copied[2] == "|  | Llama 3.3 70B Instruct | Fox 32B |"
    assert any(line.startswith("| Duties that fall away |") for line in copied)
    assert dialog.copied.text() == "Copied."


# --- the dependency ---


def test_without_anything_to_move_to_no_dead_board_and_a_way_to_its_task(
    qtbot: Any, few: AlternativesPage
) -> None:
    bare = replace(example.DEPENDENCY, candidates=(), rejected_total=0)
    fill(qtbot, few, replace(example.assessment(), dependencies=(bare,)))
    for part in (few.table, few.choose, few.facets):
        assert not part.isVisible()
    with qtbot.waitSignal(few.page_wanted) as led:
        qtbot.mouseClick(few.to_tasks, LEFT)
    assert led.args[0] == "checklist"
    task = next(each for each in example.assessment().tasks if each.id == led.args[1])
    assert bare.id in task.dependency_ids


def test_the_places_of_a_dependency_are_one_click_away(qtbot: Any, few: AlternativesPage) -> None:
    with qtbot.waitSignal(few.findings_wanted) as heard:
        qtbot.mouseClick(few.places, LEFT)
    assert heard.args[0].ids == frozenset(example.DEPENDENCY.finding_ids)


def test_without_dependencies_the_page_says_that_nothing_is_to_replace(
    qtbot: Any, few: AlternativesPage
) -> None:
    fill(qtbot, few, example.assessment(dependencies=()))
    assert few.empty.title() == "Nothing to replace"


def test_where_the_page_is_narrow_the_filters_are_put_away_and_one_click_brings_them(
    qtbot: Any, page: AlternativesPage
) -> None:
    page.resize(800, 700)
    qtbot.waitUntil(lambda: not page.facets.isVisible())
    qtbot.mouseClick(page.show_filters, LEFT)
    assert page.facets.isVisible() and page.show_filters.text() == "Hide the filters"


# --- in the window ---


def test_a_choice_and_a_policy_made_on_the_board_are_undone(qtbot: Any, opened: Any, service: Any) -> None:
    opened.show_page("alternatives")
    qtbot.waitUntil(lambda: bool(names(opened.alternatives)))
    opened.alternatives.facets.chip("licences", "permissive").click()
    qtbot.mouseClick(opened.alternatives.facets.to_policy, LEFT)
    qtbot.waitUntil(lambda: not opened.session.busy)
    folder = opened.session.folder
    assert service.limits(folder).licence_classes == ("permissive",)
    opened.session.history.undo()
    qtbot.waitUntil(lambda: not opened.session.busy)
    assert service.limits(folder) == Policy()
