"""Decisions in the window: count this, leave that out, another part; each is remembered and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.app import decide, projects
from advisor.core.decisions import PROJECT_FILE, USER_ORIGIN
from advisor.core.kinds import Context, Kind
from advisor.gui.qt import QApplication, Qt
from advisor.gui.session import Session
from advisor.gui.use_cases import UseCases
from advisor.gui.window import MainWindow

AS_OF = date(2026, 11, 24)
PATIENCE_MS = 60_000
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FILES = {
    "src/settings.py": 'import groq\nMODEL = "llama-3.3-70b-versatile"\nferry = connect("llama-ferry")\n',
    "src/app.py": "from settings import MODEL\n\nask(model=MODEL)\nbarge = connect('llama-ferry')\n",
    "old/desk.py": 'MODEL = "llama-3.1-8b-instant"\n',
}
SETTINGS = '[[suppress]]\npaths = ["old"]\nreason = "Switched off."\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "desk"


@pytest.fixture
def window(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(tmp_path / "home"))
    made = MainWindow(UseCases(), Session(UseCases(), AS_OF))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def rest(qtbot: Any, window: MainWindow) -> None:
    def quiet() -> bool:
        return window.session.assessment is not None and not window.session.busy and window.settled

    qtbot.waitUntil(quiet, timeout=PATIENCE_MS)


def opened(qtbot: Any, window: MainWindow, folder: Path) -> MainWindow:
    window.open_folder(folder)
    rest(qtbot, window)
    return window


def found(window: MainWindow) -> dict[tuple[str, str], str | None]:
    assert window.session.assessment is not None
    return {(row.path, row.written): row.origin for row in window.session.assessment.findings}


def press(qtbot: Any, window: MainWindow, button: Any) -> None:
    qtbot.mouseClick(button, LEFT)
    rest(qtbot, window)


def undo(qtbot: Any, window: MainWindow) -> None:
    window.show_page("report")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    rest(qtbot, window)


def test_one_click_counts_a_cleared_place_and_it_moves_to_the_findings(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    window.show_page("ledger")
    window.ledger.cleared_table.select_number(0)
    press(qtbot, window, window.ledger.count_form.go)
    assert found(window)["src/app.py", "llama-ferry"] == USER_ORIGIN
    assert ("src/settings.py", "llama-ferry") not in found(window)
    assert [row.path for row in window.ledger.cleared.rows] == ["src/settings.py"]


def test_what_counts_because_you_said_so_says_so_and_can_be_taken_back(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    window.show_page("ledger")
    press(qtbot, window, window.ledger.count_form.go)
    window.show_page("findings")
    counted = next(row for row in window.findings.model.rows if row.origin)
    window.findings.table.select_where(counted.id)
    texts = [part.accessibleName() for part in window.findings.details.findChildren(object) if pill(part)]
    assert "counted because you said so" in texts
    links = [each for each in window.findings.details.findChildren(object) if named(each, "Take it back")]
    press(qtbot, window, links[-1])
    assert ("src/app.py", "llama-ferry") not in found(window)


def pill(part: Any) -> bool:
    return type(part).__name__ == "Pill"


def named(part: Any, name: str) -> bool:
    return hasattr(part, "click") and part.accessibleName() == name


def test_everything_with_the_same_words_counts_as_the_kind_that_was_chosen(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    window.show_page("ledger")
    form = window.ledger.count_form
    qtbot.mouseClick(form.reach.chips["words"], LEFT)
    form.kind.setCurrentIndex(form.kind.findData(Kind.ENDPOINT))
    qtbot.keyClicks(form.reason, "our gateway")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    rest(qtbot, window)
    assert window.session.assessment is not None
    mine = [row for row in window.session.assessment.findings if row.origin]
    assert [(row.path, row.kind) for row in mine] == [
        ("src/app.py", Kind.ENDPOINT),
        ("src/settings.py", Kind.ENDPOINT),
    ]
    assert "our gateway" in mine[0].why
    assert window.ledger.empty.title() == "Nothing was cleared"


def test_counting_is_undone_and_redone_by_keys(qtbot: Any, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    before = found(window)
    window.show_page("ledger")
    press(qtbot, window, window.ledger.count_form.go)
    assert window.deeds["undo"].text() == "Undo: count llama-ferry"
    undo(qtbot, window)
    assert found(window) == before
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL | SHIFT)
    rest(qtbot, window)
    assert found(window)["src/app.py", "llama-ferry"] == USER_ORIGIN


def test_a_finding_is_left_out_with_a_reason_only(qtbot: Any, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    window.show_page("findings")
    window.findings.table.select_number(0)
    row = window.findings.table.current()
    window.deeds["leave_out"].trigger()
    assert window.findings.deeds is not None
    form = window.findings.deeds.leave_out
    assert QApplication.focusWidget() is form.reason
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert form.trouble.text() == "Say why: a finding is left out with a reason only."
    qtbot.keyClicks(form.reason, "gone in May")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    rest(qtbot, window)
    assert (row.path, row.written) not in found(window)
    assert [(each.finding.id, each.reason) for each in window.ledger.suppressed.rows] == [
        (row.id, "gone in May")
    ]


def test_what_was_left_out_is_remembered_and_comes_back_by_one_click(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    projects.remember(folder)
    opened(qtbot, window, folder)
    window.findings.table.select_number(0)
    row = window.findings.table.current()
    decide.suppress(folder, row, "gone in May")
    window.session.rescan()
    rest(qtbot, window)
    assert row.id not in {each.id for each in window.findings.model.rows}
    window.lead_to("ledger", "suppressed")
    press(qtbot, window, window.ledger.back)
    assert row.id in {each.id for each in window.findings.model.rows}
    undo(qtbot, window)
    assert row.id not in {each.id for each in window.findings.model.rows}


def test_the_files_of_a_finding_move_to_another_part(qtbot: Any, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    window.show_page("findings")
    number = next(n for n, row in enumerate(window.findings.model.rows) if row.path == "src/settings.py")
    window.findings.table.select_number(number)
    qtbot.mouseClick(window.findings.move_part, LEFT)
    assert window.findings.deeds is not None
    form = window.findings.deeds.context
    assert form.paths.text() == "/src/settings.py"
    form.paths.setText("src/**")
    form.part.setCurrentIndex(form.part.findData(Context.TEST))
    press(qtbot, window, form.go)
    assert window.session.assessment is not None
    parts = {row.path: row.context for row in window.session.assessment.findings}
    assert parts["src/settings.py"] is Context.TEST
    assert parts["old/desk.py"] is Context.PRODUCTION
    assert "Undo: move src/** to test" in window.deeds["undo"].text()


def test_the_projects_own_settings_are_shown_as_such_and_told_in_the_head(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    (folder / PROJECT_FILE).write_text(SETTINGS, encoding="utf-8")
    opened(qtbot, window, folder)
    links = [
        each
        for each in window.report.findChildren(object)
        if named(each, "1 place left out by the project's settings")
    ]
    qtbot.mouseClick(links[0], LEFT)
    assert window.page == "ledger"
    assert window.ledger.shown_ledger() == "suppressed"
    assert [each.origin for each in window.ledger.suppressed.rows] == [PROJECT_FILE]
    assert "edit that file in the project" in window.ledger.back_told.text()
    assert not window.ledger.back.isVisible()


def test_a_line_that_reads_a_finding_is_shown_by_a_click(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    window.show_page("findings")
    row = next(row for row in window.findings.model.rows if row.written == "llama-3.3-70b-versatile")
    window.findings.table.select_where(row.id)
    wanted = "Show src/app.py:3 reads the constant MODEL, production"
    link = next(each for each in window.findings.details.findChildren(object) if named(each, wanted))
    qtbot.mouseClick(link, LEFT)
    code = window.findings.preview.code
    assert code.excerpt.marked_line == 3
    assert code.marked_text() == "MODEL"


def test_the_notice_offers_the_way_back(qtbot: Any, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    before = found(window)
    window.show_page("ledger")
    press(qtbot, window, window.ledger.count_form.go)
    assert window.notice.text() == "Done: count llama-ferry. It is remembered for this project."
    window.notice._act()
    rest(qtbot, window)
    assert found(window) == before


def test_a_decision_that_cannot_be_kept_is_said_and_is_no_step(
    qtbot: Any, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    opened(qtbot, window, folder)
    before = found(window)
    (tmp_path / "home" / "data" / "choices").write_text("no folder", encoding="utf-8")
    window.show_page("ledger")
    press(qtbot, window, window.ledger.count_form.go)
    assert "cannot be saved" in window.notice.text()
    assert not window.deeds["undo"].isEnabled()
    assert found(window) == before


def test_the_lines_of_a_cleared_place_are_shown_with_the_whole_reason(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    window.show_page("ledger")
    row = window.ledger.cleared_table.current()
    place = window.ledger.place
    assert place.isVisible()
    assert place.preview.code.marked_text() == row.written
    assert place.why.text() == row.why
    assert row.rule in place.by.text()
    with qtbot.waitSignal(window.ledger.editor_wanted) as wanted:
        qtbot.mouseClick(place.open_link, LEFT)
    assert wanted.args == [row.path, row.line, row.column]


def test_what_was_skipped_has_no_lines_to_show(qtbot: Any, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    window.lead_to("ledger", "skipped")
    assert not window.ledger.place.isVisible()


def test_another_folder_begins_without_steps_to_undo(
    qtbot: Any, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    opened(qtbot, window, folder)
    window.show_page("ledger")
    press(qtbot, window, window.ledger.count_form.go)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.py").write_text("x = 1\n", encoding="utf-8")
    opened(qtbot, window, tmp_path / "other")
    assert not window.deeds["undo"].isEnabled()


def click_row(qtbot: Any, table: Any, number: int, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    room = table.visualRect(table.model().index(number, 0))
    qtbot.mouseClick(table.viewport(), LEFT, held, room.center())


def test_several_selected_places_are_left_out_in_one_step_and_come_back_in_one(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    before = found(window)
    window.show_page("findings")
    rows = len(window.findings.model.rows)
    assert rows > 1
    click_row(qtbot, window.findings.table, 0)
    click_row(qtbot, window.findings.table, rows - 1, SHIFT)
    window.deeds["leave_out"].trigger()
    assert window.findings.deeds is not None
    form = window.findings.deeds.leave_out
    qtbot.waitUntil(lambda: "chosen" in form.reach.chips)
    assert form.reach.chips["chosen"].text() == f"all {rows} selected"
    qtbot.keyClicks(form.reason, "gone in May")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    rest(qtbot, window)
    assert found(window) == {}
    assert window.notice.text() == f"Done: leave out {rows} places. It is remembered for this project."
    assert {each.reason for each in window.ledger.suppressed.rows} == {"gone in May"}
    window.notice._act()
    rest(qtbot, window)
    assert found(window) == before
    assert not window.deeds["undo"].isEnabled()


def test_one_of_several_selected_places_can_be_left_out_alone(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    window.show_page("findings")
    rows = len(window.findings.model.rows)
    qtbot.keyClick(window.findings.table, Qt.Key.Key_A, CTRL)
    window.deeds["leave_out"].trigger()
    assert window.findings.deeds is not None
    form = window.findings.deeds.leave_out
    qtbot.waitUntil(lambda: "chosen" in form.reach.chips)
    qtbot.mouseClick(form.reach.chips["here"], LEFT)
    qtbot.keyClicks(form.reason, "gone in May")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    rest(qtbot, window)
    assert len(found(window)) == rows - 1


def test_several_cleared_places_count_in_one_step(qtbot: Any, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    before = found(window)
    window.show_page("ledger")
    table = window.ledger.cleared_table
    click_row(qtbot, table, 0)
    click_row(qtbot, table, 1, SHIFT)
    qtbot.waitUntil(lambda: "chosen" in window.ledger.count_form.reach.chips)
    press(qtbot, window, window.ledger.count_form.go)
    counted = {where for where, origin in found(window).items() if origin == USER_ORIGIN}
    assert counted == {("src/app.py", "llama-ferry"), ("src/settings.py", "llama-ferry")}
    assert window.deeds["undo"].text() == "Undo: count 2 places"
    undo(qtbot, window)
    assert found(window) == before


def test_several_places_that_were_left_out_count_again_in_one_step(
    qtbot: Any, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    before = found(window)
    assert window.session.assessment is not None
    rows = window.session.assessment.findings
    decide.lay(folder, *(decide.leaving_out(row, "gone in May") for row in rows))
    window.session.judge_again()
    rest(qtbot, window)
    window.lead_to("ledger", "suppressed")
    window.ledger.suppressed_table.selectAll()
    qtbot.waitUntil(lambda: window.ledger.back.text() == f"Count {len(rows)} places again")
    press(qtbot, window, window.ledger.back)
    assert found(window) == before
    assert window.deeds["undo"].text() == f"Undo: take {len(rows)} decisions back"
    undo(qtbot, window)
    assert found(window) == {}
