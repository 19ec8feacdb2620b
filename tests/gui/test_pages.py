"""Each page on its own: every number leads to its rows, and what is chosen or ticked goes where it should."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.core.assessment import Reason
from advisor.core.kinds import Context, Phase, Status, TaskState
from advisor.gui.choices import Choices
from advisor.gui.filters import FindingFilter
from advisor.gui.flow import FlowLayout
from advisor.gui.pages.checklist import ChecklistPage
from advisor.gui.pages.findings import FindingsPage
from advisor.gui.pages.ledger import LedgerPage
from advisor.gui.pages.report import EVENTS_SHOWN, ReportPage
from advisor.gui.qt import QApplication, QLabel, QPoint, QPushButton, Qt, QWidget
from advisor.gui.widgets import Fold
from tests.report import example
from tests.report.example import finding

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def report(qtbot: Any) -> ReportPage:
    page = ReportPage()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.show_assessment(example.assessment())
    qtbot.waitUntil(lambda: page.filled)
    return page


def button(page: Any, name: str) -> QPushButton:
    """The one button whose name begins so."""
    found = [each for each in page.findChildren(QPushButton) if each.accessibleName().startswith(name)]
    assert len(found) == 1, [each.accessibleName() for each in found]
    return found[0]


def texts(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


# --- the report -------------------------------------------------------------------------------------


def test_the_report_opens_with_the_verdict_sentence(report: ReportPage) -> None:
    assert report.verdict.text() == example.assessment().summary.sentence


@pytest.mark.parametrize("status", list(Status))
def test_a_tile_leads_to_the_findings_of_its_verdict(qtbot: Any, report: ReportPage, status: Status) -> None:
    count = example.assessment().summary.by_status.get(status, 0)
    tile = report.tiles[status]
    assert tile.number() == str(count)
    assert tile.isEnabled() == (count > 0)
    if count:
        with qtbot.waitSignal(report.findings_wanted) as heard:
            qtbot.mouseClick(tile, LEFT)
        assert heard.args == [FindingFilter(statuses=frozenset({status.value}))]


def test_the_numbers_under_the_sentence_lead_to_their_pages(qtbot: Any, report: ReportPage) -> None:
    for words, page in (("dependenc", "dependencies"), ("effort points to move", "checklist")):
        link = next(
            each
            for each in report.findChildren(QPushButton)
            if each.property("role") == "link" and words in each.text()
        )
        with qtbot.waitSignal(report.page_wanted) as heard:
            qtbot.mouseClick(link, LEFT)
        assert heard.args == [page, ""]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_return_presses_a_tile_as_space_does(qtbot: Any, report: ReportPage, key: Qt.Key) -> None:
    tile = report.tiles[Status.DEAD]
    tile.setFocus()
    with qtbot.waitSignal(report.findings_wanted) as led:
        qtbot.keyClick(tile, key)
    assert led.args[0].statuses == {"dead"}


def test_a_reason_without_places_leads_to_the_dependency_it_speaks_of(qtbot: Any, report: ReportPage) -> None:
    cost = Reason("Moving away takes 15 points.", 1.0)
    other = replace(example.DEPENDENCY, id="d2", risk=replace(example.RISK, reasons=(cost,)))
    base = example.assessment()
    report.show_assessment(
        replace(base, dependencies=(example.DEPENDENCY, other), risk=replace(base.risk, reasons=(cost,)))
    )
    with qtbot.waitSignal(report.page_wanted) as led:
        qtbot.mouseClick(button(report, cost.text), LEFT)
    assert led.args == ["dependencies", "d2"]


def test_a_cell_of_the_matrix_leads_to_its_dependency(qtbot: Any, report: ReportPage) -> None:
    area = report.matrix.drawing.areas[0]
    middle = QPoint(round(area.x + area.width / 2), round(area.y + area.height / 2))
    with qtbot.waitSignal(report.page_wanted) as heard:
        qtbot.mouseClick(report.matrix, LEFT, pos=middle)
    assert heard.args == ["dependencies", "d1"]


def test_a_cell_of_the_matrix_with_several_leads_to_all_of_them(qtbot: Any, report: ReportPage) -> None:
    base = example.assessment()
    other = replace(example.DEPENDENCY, id="d2")
    report.show_assessment(replace(base, dependencies=(example.DEPENDENCY, other)))
    area = report.matrix.drawing.areas[0]
    middle = QPoint(round(area.x + area.width / 2), round(area.y + area.height / 2))
    with qtbot.waitSignal(report.dependencies_wanted) as heard:
        qtbot.mouseClick(report.matrix, LEFT, pos=middle)
    wanted, months = heard.args
    assert wanted.ids == frozenset({"d1", "d2"})
    assert months == (base.risk.months or 0)


def test_a_reason_leads_to_the_places_it_rests_on(qtbot: Any, report: ReportPage) -> None:
    reason = example.RISK.reasons[0]
    with qtbot.waitSignal(report.findings_wanted) as heard:
        qtbot.mouseClick(button(report, reason.text), LEFT)
    assert heard.args[0].ids == frozenset(reason.finding_ids)


def test_a_duty_says_its_state_its_section_and_when_it_ends(qtbot: Any, report: ReportPage) -> None:
    duty = example.assessment().duties[0]
    row = button(report, f"{duty.state}: {duty.text}")
    assert str(duty.section) in texts(row)
    assert duty.ends in texts(row)
    with qtbot.waitSignal(report.findings_wanted) as heard:
        qtbot.mouseClick(row, LEFT)
    assert heard.args[0].ids == frozenset(duty.finding_ids)


def test_events_stand_with_day_source_and_the_day_it_was_read(report: ReportPage) -> None:
    assert "Source: https://example.com/deprecations (read 2026-11-23)" in texts(report)
    assert "2026-04-08" in texts(report)


def test_older_events_are_folded_away_and_counted(qtbot: Any) -> None:
    base = example.assessment()
    event = base.outlook.events[0]
    many = tuple(
        replace(event, id=f"e{number}", title=f"Event {number}") for number in range(EVENTS_SHOWN + 3)
    )
    page = ReportPage()
    qtbot.addWidget(page)
    page.show()
    page.show_assessment(replace(base, outlook=replace(base.outlook, events=many)))
    qtbot.waitUntil(lambda: page.filled)
    fold = next(each for each in page.findChildren(Fold) if "3 older events" in each.switch.accessibleName())
    oldest = next(label for label in page.findChildren(QLabel) if label.text() == "Event 0")
    assert not oldest.isVisible()
    qtbot.waitUntil(lambda: fold.switch.isVisible() and fold.switch.height() > 10)
    page.area.ensureWidgetVisible(fold.switch)
    qtbot.mouseClick(fold.switch, LEFT)
    qtbot.waitUntil(oldest.isVisible)


def test_coverage_leads_to_the_ledgers(qtbot: Any, report: ReportPage) -> None:
    summary = example.assessment().summary
    for text, ledger in (
        (f"{summary.cleared} places looked at and cleared", "cleared"),
        (f"{summary.skipped} places not read", "skipped"),
    ):
        with qtbot.waitSignal(report.page_wanted) as heard:
            qtbot.mouseClick(button(report, text), LEFT)
        assert heard.args == ["ledger", ledger]


def test_a_partial_or_projected_result_says_so(qtbot: Any) -> None:
    page = ReportPage()
    qtbot.addWidget(page)
    page.show_assessment(example.assessment(partial=True, projected=True))
    words = [each.text() for each in page.findChildren(type(page.level))]
    stats = example.assessment().stats
    assert f"partial: {stats.files_read} of {stats.files_seen} files read" in words
    assert "projected from facts of 2026-11-23" in words


def test_a_project_without_llama_is_a_good_result(qtbot: Any) -> None:
    base = example.assessment()
    page = ReportPage()
    qtbot.addWidget(page)
    page.show_assessment(
        replace(base, findings=(), dependencies=(), tasks=(), duties=(), risk=replace(base.risk, reasons=()))
    )
    qtbot.waitUntil(lambda: page.filled)
    assert "Nothing that depends on Llama was found." in texts(page)
    assert "No licence duty follows from what was found." in texts(page)


# --- the findings -----------------------------------------------------------------------------------


@pytest.fixture
def findings(qtbot: Any, project: Any) -> FindingsPage:
    page = FindingsPage()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.begin_scan(project)
    page.show_assessment(example.assessment())
    page.show()
    return page


def test_the_dead_come_first_and_production_before_the_rest(findings: FindingsPage) -> None:
    base = example.assessment()
    rows = (
        finding(id="y", path="a.py", verdict=example.YOURS),
        finding(id="t", path="b.py", context=Context.TEST),
        finding(id="p", path="c.py"),
    )
    findings.show_assessment(replace(base, findings=rows))
    assert [row.id for row in findings.model.rows] == ["p", "t", "y"]


def test_a_provider_that_was_inferred_is_shown_and_marked_so(findings: FindingsPage) -> None:
    base = example.assessment()
    rows = (finding(id="f1"), finding(id="f2", path="z.py", provider=None))
    findings.show_assessment(replace(base, findings=rows))
    model = findings.model
    last = model.columnCount() - 1
    assert [model.data(model.index(row, last)) for row in range(2)] == ["groq", "groq (inferred)"]


def test_another_order_keeps_the_current_row_in_sight(qtbot: Any, findings: FindingsPage) -> None:
    rows = tuple(finding(id=f"r{number:03}", path=f"src/{number:03}.py") for number in range(200))
    findings.show_assessment(replace(example.assessment(), findings=rows))
    table = findings.table
    table.select_number(0)
    table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert table.current().id == "r000" and table.currentIndex().row() == 199
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_chips_count_and_filter(qtbot: Any, findings: FindingsPage) -> None:
    chip = findings.chips["kinds"]["prompt"]
    assert chip.text() == "prompt  1"
    qtbot.mouseClick(chip, LEFT)
    assert [row.id for row in findings.model.rows] == ["f3"]
    qtbot.mouseClick(findings.clear_button, LEFT)
    assert len(findings.model.rows) == findings.model.total


def test_the_preview_marks_the_span_in_the_real_line(findings: FindingsPage) -> None:
    findings.table.select_where("f1")
    assert findings.preview.code.marked_text() == "llama-3.3-70b-versatile"
    assert findings.preview.code.excerpt.marked_line == 12


def test_the_details_give_reason_verdict_source_candidates_and_duties(findings: FindingsPage) -> None:
    findings.table.select_where("f1")
    told = texts(findings.details)
    verdict = example.ENDED
    assert "A model id as this host spells it." in told
    assert "LA-MODEL-001, high confidence" in told
    assert verdict.why in told
    assert f"{verdict.source} (read {verdict.read_on})" in told
    assert "1. Fox 32B · " in told
    assert "Duty · not seen" in told


def test_home_and_end_lead_to_the_first_and_the_last_row(qtbot: Any, findings: FindingsPage) -> None:
    qtbot.keyClick(findings.table, Qt.Key.Key_End)
    assert findings.table.current() is findings.model.rows[-1]
    qtbot.keyClick(findings.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert findings.table.current() is findings.model.rows[0]
    assert len(findings.table.selected_values()) == len(findings.model.rows)


def test_the_details_are_laid_out_before_they_are_painted(findings: FindingsPage) -> None:
    body, layout = findings.details, findings.details.layout()
    assert layout is not None
    findings.step(1)
    assert body.height() >= layout.totalHeightForWidth(body.width()) > 0


def test_a_filter_that_hides_everything_offers_to_be_cleared(qtbot: Any, findings: FindingsPage) -> None:
    findings.set_filter(FindingFilter(text="no such words"))
    assert findings.empty.title() == "The filter hides everything"
    qtbot.mouseClick(button(findings.empty, "Clear filter"), LEFT)
    assert findings.stack.currentWidget() is findings.table


def test_no_finding_at_all_says_what_was_looked_at(qtbot: Any, findings: FindingsPage) -> None:
    base = example.assessment()
    empty = replace(base.summary, findings=0, by_kind={}, by_status={}, by_context={})
    findings.show_assessment(replace(base, findings=(), summary=empty))
    assert findings.empty.title() == "No Llama found"
    assert "30 files read" in texts(findings.empty)


def test_rows_that_arrive_do_not_move_what_is_selected(findings: FindingsPage, project: Any) -> None:
    findings.begin_scan(project)
    findings.arrive([finding(id=f"a{number}", line=number) for number in range(50)])
    findings.table.select_number(20)
    place = findings.table.verticalScrollBar().value()
    findings.arrive([finding(id=f"b{number}", line=number) for number in range(50)])
    assert findings.table.current().id == "a20"
    assert findings.table.verticalScrollBar().value() == place


def test_selected_rows_are_copied_as_text(qtbot: Any, findings: FindingsPage) -> None:
    findings.table.select_where("f1")
    qtbot.keyClick(findings.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "src/app.py:12 model llama-3.3-70b-versatile"


# --- the checklist ----------------------------------------------------------------------------------


@pytest.fixture
def checklist(qtbot: Any) -> ChecklistPage:
    page = ChecklistPage()
    qtbot.addWidget(page)
    page.show_assessment(example.assessment(tasks=example.TASKS))
    page.show()
    return page


def test_space_ticks_and_opens_again(qtbot: Any, checklist: ChecklistPage) -> None:
    checklist.show_task("t1")
    with qtbot.waitSignal(checklist.states_wanted) as heard:
        qtbot.keyClick(checklist.tree, Qt.Key.Key_Space)
    assert heard.args == [("t1",), TaskState.DONE]
    checklist.show_task("t2")
    with qtbot.waitSignal(checklist.states_wanted) as heard:
        qtbot.keyClick(checklist.tree, Qt.Key.Key_Space)
    assert heard.args == [("t2",), TaskState.OPEN]


def test_a_task_can_be_settled_as_not_to_be_done(qtbot: Any, checklist: ChecklistPage) -> None:
    checklist.show_task("t1")
    with qtbot.waitSignal(checklist.states_wanted) as heard:
        qtbot.mouseClick(checklist.details.wont, LEFT)
    assert heard.args == [("t1",), TaskState.WONT_DO]


def test_a_note_is_kept_a_moment_after_the_last_key(qtbot: Any, checklist: ChecklistPage) -> None:
    checklist.show_task("t1")
    with qtbot.waitSignal(checklist.note_changed) as heard:
        qtbot.keyClicks(checklist.note, "ask Kim")
    assert heard.args == ["t1", "ask Kim"]


def test_a_note_is_kept_when_another_task_is_chosen(qtbot: Any, checklist: ChecklistPage) -> None:
    checklist.show_task("t1")
    qtbot.keyClicks(checklist.note, "at once")
    with qtbot.waitSignal(checklist.note_changed) as heard:
        checklist.show_task("t2")
    assert heard.args == ["t1", "at once"]
    assert checklist.note.toPlainText() == ""


def test_progress_is_told_in_words(checklist: ChecklistPage) -> None:
    assert checklist.told.text() == "2 of 3 settled · effort 1 open (of all, 4 to move and 0.5 around it)"


def test_the_filter_says_which_tasks_an_export_holds(qtbot: Any, checklist: ChecklistPage) -> None:
    assert checklist.shown_ids() is None
    qtbot.mouseClick(checklist.states["open"], LEFT)
    assert checklist.shown_ids() == ("t1",)
    checklist.clear_filter()
    assert checklist.shown_ids() is None


def test_a_decision_counts_all_places_of_its_dependencies_and_leads_to_the_alternatives(
    qtbot: Any, checklist: ChecklistPage
) -> None:
    whole = example.assessment()
    task = replace(
        whole.tasks[0], phase=Phase.DECIDE, dependency_ids=("d1",), places=whole.tasks[1].places[:1]
    )
    spots = {(each.path, each.line) for each in whole.findings if each.id in example.DEPENDENCY.finding_ids}
    assert len(spots) == 2 and len(task.places) == 1
    checklist.show_assessment(replace(whole, tasks=(task,)))
    model = checklist.tree_model
    assert model.data(model.index(0, 1, model.index(0, 0))) == "2"
    assert checklist.details.places_label.text().startswith("First 1 of 2 places")
    with qtbot.waitSignal(checklist.page_wanted) as led:
        qtbot.mouseClick(checklist.details.compare, LEFT)
    assert led.args == ["alternatives", "d1"]


def test_return_on_a_place_shows_its_finding(qtbot: Any, checklist: ChecklistPage) -> None:
    checklist.show_task("t2")
    checklist.place_table.select_number(0)
    with qtbot.waitSignal(checklist.findings_wanted) as heard:
        qtbot.keyClick(checklist.place_table, Qt.Key.Key_Return)
    assert heard.args[0].ids == frozenset({"f1"})


# --- cleared and skipped ----------------------------------------------------------------------------


@pytest.fixture
def ledger(qtbot: Any) -> LedgerPage:
    page = LedgerPage()
    qtbot.addWidget(page)
    page.show_assessment(example.assessment())
    page.show()
    return page


def test_each_ledger_has_its_switch(qtbot: Any, ledger: LedgerPage) -> None:
    assert ledger.stack.currentWidget() is ledger.cleared_table
    qtbot.mouseClick(ledger.switches["skipped"], LEFT)
    assert ledger.stack.currentWidget() is ledger.skipped_table
    assert ledger.skipped.total == len(example.assessment().skipped)


def test_the_ledger_is_filtered_by_words(qtbot: Any, ledger: LedgerPage) -> None:
    ledger.search.setText("owl")
    qtbot.waitUntil(lambda: len(ledger.cleared.rows) == 1)
    assert ledger.cleared.rows[0].rule == "LA-CLEAR-OWL"


def test_empty_ledgers_say_what_that_means(ledger: LedgerPage) -> None:
    ledger.show_assessment(example.assessment(cleared=(), skipped=()))
    assert ledger.empty.title() == "Nothing was cleared"
    ledger.show_ledger("skipped")
    assert ledger.empty.title() == "Nothing was skipped"


def test_a_label_of_a_group_never_ends_a_line_of_chips(qtbot: Any) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    first, label, chip = (QPushButton(word) for word in ("first", "Part", "production"))
    for each in (first, label, chip):
        flow.addWidget(each)
    flow.keep_with_next(label)
    holder.resize(label.sizeHint().width() + chip.sizeHint().width() + 10, 200)
    holder.show()
    assert label.y() == chip.y() > first.y()


def test_a_label_stands_apart_from_what_it_follows_and_at_the_edge_of_a_new_line(qtbot: Any) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    first, label, chip = (QPushButton(word) for word in ("first", "Part", "production"))
    for each in (first, label, chip):
        flow.addWidget(each)
    flow.keep_with_next(label, 20)
    holder.resize(1000, 200)
    holder.show()
    assert label.x() == first.geometry().right() + 1 + flow.spacing() + 20
    holder.resize(label.sizeHint().width() + chip.sizeHint().width() + 10, 200)
    QApplication.processEvents()
    assert label.x() == first.x() == 0


def test_choices_beside_other_things_stand_in_one_line_while_there_is_room(qtbot: Any) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    choices = Choices("Risk within", {"3": "3 months", "12": "12 months"})
    flow.addWidget(choices)
    flow.push(QPushButton("Hide details"))
    holder.resize(1000, 200)
    holder.show()
    assert len({chip.y() for chip in choices.chips.values()}) == 1
