"""What was before: the last result without a scan, what is new and gone, the list of the start page."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from advisor.core.findings import ScanResult
from advisor.core.kinds import TaskState
from advisor.gui.keeper import Keeper
from advisor.gui.past import Recent
from advisor.gui.past_strip import GoneDialog, PastStrip
from advisor.gui.plain import PlainLabel
from advisor.gui.qt import QApplication, QPushButton, Qt
from advisor.gui.recent_rows import RecentRow
from advisor.gui.session import Session
from advisor.gui.window import MainWindow
from tests.gui.conftest import at_rest
from tests.gui.fake import TODAY, FakeService
from tests.report.example import finding

LEFT = Qt.MouseButton.LeftButton


def kept(qtbot: Any, window: MainWindow) -> None:
    """Wait until the result lies on disk."""
    folder = window.session.folder
    assert folder is not None
    stamp, scanned = window.service.stamp(), window.session.scanned
    qtbot.waitUntil(
        lambda: (
            (found := window.service.past.last(folder, stamp).scan) is not None and found.scanned == scanned
        )
    )
    qtbot.waitUntil(lambda: not window.session.keeper._background.busy)


def again(qtbot: Any, service: FakeService) -> MainWindow:
    """The window of the next day, on its start page."""
    made = MainWindow(service, Session(service, TODAY))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def reopened(qtbot: Any, opened: MainWindow, service: FakeService) -> Any:
    kept(qtbot, opened)
    opened.close()
    service.clock = datetime(2026, 11, 26, 9, 30)
    made = again(qtbot, service)
    qtbot.mouseClick(made.start.recents.rows[0], LEFT)
    qtbot.waitUntil(lambda: at_rest(made))
    yield made
    made.close()


# --- the last result --------------------------------------------------------------------------------


def test_a_recent_project_shows_its_last_result_without_a_scan(
    reopened: MainWindow, service: FakeService
) -> None:
    assert len(service.scans) == 1
    assert reopened.stack.currentWidget() is reopened.report
    assert {row.id for row in reopened.findings.model.everything} == {
        each.id for each in service.base.findings
    }


def test_it_says_on_every_page_that_it_was_not_scanned_since(reopened: MainWindow) -> None:
    for name in reopened.pages:
        reopened.show_page(name)
        assert reopened.header.state.accessibleName() == "scanned 2026-11-24 14:02, not since"
        assert reopened.past.strip.isVisible()
        assert reopened.past.strip.text() == "Scanned 2026-11-24 14:02, not since."


def test_the_last_result_is_judged_by_the_day_it_is_opened(
    reopened: MainWindow, service: FakeService
) -> None:
    assert service.assessed_with[-1][0] == TODAY
    reopened.session.judge_as_of(date(2026, 4, 8))
    assert reopened.session.busy


def test_one_click_scans_it_again(qtbot: Any, reopened: MainWindow, service: FakeService) -> None:
    qtbot.mouseClick(reopened.past.strip.rescan, LEFT)
    qtbot.waitUntil(lambda: at_rest(reopened))
    assert len(service.scans) == 2
    assert reopened.header.state.text() == "scanned"
    qtbot.waitUntil(lambda: reopened.past.strip.text() != "")
    assert reopened.past.strip.text() == "Nothing is new or gone since the scan of 2026-11-24 14:02."
    qtbot.mouseClick(reopened.past.strip.close_it, LEFT)
    assert not reopened.past.strip.isVisible()


def test_facts_that_came_since_may_find_more_and_that_is_said(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    kept(qtbot, opened)
    opened.close()
    stamp = replace(service.base.catalog, version="2026.12")
    service.base = replace(service.base, catalog=stamp)
    window = again(qtbot, service)
    qtbot.mouseClick(window.start.recents.rows[0], LEFT)
    qtbot.waitUntil(lambda: at_rest(window))
    assert window.past.strip.text() == "Scanned 2026-11-24 14:02, not since. Newer facts may find more."


def test_an_export_of_the_last_result_is_labelled_in_the_window_and_the_file_is_the_same(
    qtbot: Any, reopened: MainWindow
) -> None:
    reopened.dialogs.export()
    dialog = reopened.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.save.isEnabled)  # type: ignore[attr-defined]
    words = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert "Scanned 2026-11-24 14:02, not since. The file itself holds no time of day." in words
    assert "14:02" not in dialog.content  # type: ignore[attr-defined]


def test_where_no_result_is_kept_the_folder_is_scanned(
    qtbot: Any, window: MainWindow, service: FakeService, project: Path
) -> None:
    window.past.open_recent(project)
    qtbot.waitUntil(lambda: at_rest(window))
    assert len(service.scans) == 1
    assert window.header.state.text() == "scanned"
    assert not window.past.strip.isVisible()


def test_a_damaged_result_is_scanned_anew_with_a_word(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    kept(qtbot, opened)
    opened.close()
    (path,) = (service.home / "results").iterdir()
    path.write_bytes(b"torn")
    window = again(qtbot, service)
    qtbot.mouseClick(window.start.recents.rows[0], LEFT)
    qtbot.waitUntil(lambda: at_rest(window))
    assert len(service.scans) == 2
    assert window.notice.text().startswith("The last result of this project is damaged")


def test_a_partial_result_does_not_take_the_place_of_a_whole_one(
    qtbot: Any, opened: MainWindow, service: FakeService, project: Path
) -> None:
    kept(qtbot, opened)
    service.held = True
    opened.session.rescan()
    opened.stop()
    qtbot.waitUntil(lambda: at_rest(opened))
    assert opened.header.state.text() == "partial"
    opened.close()
    scan = service.past.last(project, service.stamp()).scan
    assert scan is not None
    assert len(scan.result.findings) == len(service.base.findings)


def test_a_dropped_folder_is_scanned_even_where_a_result_is_kept(
    qtbot: Any, reopened: MainWindow, service: FakeService, project: Path
) -> None:
    reopened.open_folder(project)
    qtbot.waitUntil(lambda: at_rest(reopened) and reopened.session.fresh)
    assert len(service.scans) == 2


# --- new and gone -----------------------------------------------------------------------------------


def test_new_places_lead_to_the_findings_and_gone_ones_are_listed(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    kept(qtbot, opened)
    service.clock = datetime(2026, 11, 25, 8, 0)
    rest = [each for each in service.base.findings if each.id != "f2"]
    service.findings = [[*rest, finding(id="f9", line=41)]]
    opened.session.rescan()
    qtbot.waitUntil(lambda: "gone" in opened.past.strip.text())
    assert opened.past.strip.text() == "Since the scan of 2026-11-24 14:02: 1 new 1 gone"
    qtbot.mouseClick(opened.past.strip.new, LEFT)
    assert opened.stack.currentWidget() is opened.findings
    assert [row.id for row in opened.findings.model.rows] == ["f9"]
    qtbot.mouseClick(opened.past.strip.gone, LEFT)
    assert isinstance(opened.dialog, GoneDialog)
    assert [row.id for row in opened.dialog.model.rows] == ["f2"]


# --- files that change ------------------------------------------------------------------------------


def touch(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "more\n", encoding="utf-8")


def test_changed_files_are_said_and_not_scanned_unasked(
    qtbot: Any, opened: MainWindow, service: FakeService, project: Path
) -> None:
    kept(qtbot, opened)
    touch(project / "src" / "app.py")
    opened.session.keeper.look()
    qtbot.waitUntil(lambda: opened.past.strip.text() == "1 file changed since.")
    opened.session.keeper.look()
    qtbot.waitUntil(lambda: not opened.session.keeper._background.busy)
    assert len(service.scans) == 1


def test_another_branch_and_new_settings_of_the_project_are_changes(
    qtbot: Any, opened: MainWindow, project: Path
) -> None:
    kept(qtbot, opened)
    (project / ".git").mkdir()
    (project / ".git" / "HEAD").write_text("ref: refs/heads/move\n", encoding="utf-8")
    (project / ".llama-advisor.toml").write_text("format_version = 1\n", encoding="utf-8")
    opened.session.keeper.look()
    qtbot.waitUntil(lambda: opened.past.strip.text() == "2 files changed since.")


def test_a_new_file_is_a_change_and_what_runs_leave_behind_is_none(
    qtbot: Any, opened: MainWindow, project: Path
) -> None:
    kept(qtbot, opened)
    (project / "src" / "__pycache__").mkdir()
    (project / "src" / ".app.py.swp").write_text("", encoding="utf-8")
    (project / "run.log").write_text("", encoding="utf-8")
    opened.session.keeper.look()
    qtbot.waitUntil(lambda: not opened.session.keeper._background.busy)
    assert opened.past.strip.text() == ""
    (project / "src" / "later.py").write_text("", encoding="utf-8")
    opened.session.keeper.look()
    qtbot.waitUntil(lambda: opened.past.strip.text() == "Files came or went in 1 folder.")
    assert "src/" in opened.past.strip.told.toolTip()


def test_with_watching_on_they_are_scanned_once_they_are_left_alone(
    qtbot: Any, opened: MainWindow, service: FakeService, project: Path
) -> None:
    kept(qtbot, opened)
    opened.deeds["watch"].trigger()
    opened.show_page("findings")
    opened.findings.table.select_where("f3")
    touch(project / "src" / "app.py")
    opened.session.keeper.look()
    qtbot.waitUntil(lambda: not opened.session.keeper._background.busy)
    assert len(service.scans) == 1  # somebody may still be writing
    opened.session.keeper.look()
    qtbot.waitUntil(lambda: len(service.scans) == 2)
    assert opened.findings.model.total == len(service.base.findings)  # nothing is emptied meanwhile
    assert not opened.banner.isVisible()
    qtbot.waitUntil(lambda: at_rest(opened))
    assert opened.findings.table.current().id == "f3"
    assert opened.header.state.text() == "scanned"


def test_stopping_a_scan_that_nobody_asked_for_leaves_what_was_shown(
    qtbot: Any, opened: MainWindow, service: FakeService, project: Path
) -> None:
    kept(qtbot, opened)
    service.held = True
    opened.session.open(project, quiet=True)
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: at_rest(opened))
    assert opened.header.state.text() == "scanned"
    assert opened.findings.model.total == len(service.base.findings)
    opened.session.judge_as_of(date(2026, 4, 8))
    qtbot.waitUntil(lambda: opened.session.assessment.as_of == date(2026, 4, 8))  # type: ignore[union-attr]


def test_watching_is_off_until_asked_for_and_remembered(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    assert not opened.deeds["watch"].isChecked()
    opened.deeds["watch"].trigger()
    opened.close()
    assert again(qtbot, service).deeds["watch"].isChecked()


def test_a_result_of_another_day_says_at_once_which_files_changed_since(
    qtbot: Any, reopened: MainWindow, project: Path
) -> None:
    os.utime(project / "src" / "app.py", (1, 1))
    reopened.session.keeper.look()
    told = "Scanned 2026-11-24 14:02, not since. 1 file changed since."
    qtbot.waitUntil(lambda: reopened.past.strip.text() == told)
    assert "src/app.py" in reopened.past.strip.told.toolTip()


# --- two windows ------------------------------------------------------------------------------------


def test_two_windows_on_one_project_see_each_others_ticks_and_lose_none(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    kept(qtbot, opened)
    other = again(qtbot, service)
    qtbot.mouseClick(other.start.recents.rows[0], LEFT)
    qtbot.waitUntil(lambda: at_rest(other))
    opened.session.set_state("t1", TaskState.DONE)
    opened.session.set_note("t1", "Kim did it")
    other.session.set_state("t3", TaskState.OPEN)
    first = {task.id: (task.state, task.note) for task in other.session.assessment.tasks}  # type: ignore[union-attr]
    assert first["t1"] == (TaskState.DONE, "Kim did it")
    opened.session.keeper.look()
    states = {task.id: task.state for task in opened.session.assessment.tasks}  # type: ignore[union-attr]
    assert states["t3"] is TaskState.OPEN
    other.close()


# --- the list of the start page ---------------------------------------------------------------------


@pytest.fixture
def start(qtbot: Any, window: MainWindow, service: FakeService, tmp_path: Path) -> MainWindow:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        service.past.remember(tmp_path / name)
    window.show_start()
    return window


def rows(window: MainWindow) -> list[RecentRow]:
    return window.start.recents.rows


def names(window: MainWindow) -> list[str]:
    return [path.name for path in window.start.recents.paths()]


def test_the_keyboard_begins_on_the_newest_project_and_walks_with_the_arrows(
    qtbot: Any, start: MainWindow
) -> None:
    assert start.focusWidget() is rows(start)[0]
    qtbot.keyClick(rows(start)[0], Qt.Key.Key_Down)
    assert start.focusWidget() is rows(start)[1]
    qtbot.keyClick(rows(start)[1], Qt.Key.Key_Return)
    assert start.session.folder is not None and start.session.folder.name == "two"


def test_delete_takes_a_project_off_the_list_and_undo_puts_it_back(qtbot: Any, start: MainWindow) -> None:
    qtbot.keyClick(rows(start)[1], Qt.Key.Key_Delete)
    assert names(start) == ["three", "one"]
    assert start.notice.text() == "two was taken off the list. Nothing was deleted."
    assert start.focusWidget() is rows(start)[1]
    qtbot.mouseClick(start.notice.findChildren(QPushButton)[0], LEFT)
    assert names(start) == ["three", "two", "one"]


def test_a_pinned_project_goes_to_the_top_and_stays(qtbot: Any, start: MainWindow) -> None:
    qtbot.keyClick(rows(start)[2], Qt.Key.Key_P)
    assert names(start) == ["one", "three", "two"]
    assert "pinned" in rows(start)[0].accessibleName()
    start.session.history.undo()
    assert names(start) == ["three", "two", "one"]


def test_a_row_says_when_it_was_scanned_its_risk_and_what_is_open(
    qtbot: Any, opened: MainWindow, project: Path
) -> None:
    kept(qtbot, opened)
    opened.session.keeper.flush()
    opened.show_start()
    (row,) = rows(opened)
    assert row.accessibleName() == "Open shop, scanned 2026-11-24, risk high, 1 open task"


def test_many_projects_can_be_searched_and_few_need_no_field(
    qtbot: Any, start: MainWindow, service: FakeService, tmp_path: Path
) -> None:
    assert not start.start.recents.search.isVisible()
    for number in range(6):
        service.past.remember(tmp_path / f"more{number}")
    start.show_start()
    assert start.start.recents.search.isVisible()
    qtbot.keyClicks(start.start.recents.search, "wo")
    assert names(start) == ["two"]
    qtbot.keyClicks(start.start.recents.search, "zzz")
    assert start.start.recents.nothing.isVisible()


def test_the_menu_of_a_row_offers_what_can_be_done(start: MainWindow) -> None:
    menu = rows(start)[0].menu()
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Open the last result",
        "Scan again",
        "Pin to the top",
        "Copy the path",
        "Remove from the list",
    ]
    menu.actions()[4].trigger()
    assert QApplication.clipboard().text().endswith("three")


def test_a_hostile_name_is_shown_as_it_is(qtbot: Any) -> None:
    row = RecentRow(Recent(Path("/p/<b>x\u202e"), there=False))
    qtbot.addWidget(row)
    assert "<b>x" in row.title and "\u202e" not in row.title


def test_the_project_that_is_open_is_shown_without_being_read_again(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    opened.show_start()
    qtbot.mouseClick(rows(opened)[0], LEFT)
    assert opened.stack.currentWidget() is opened.report
    assert len(service.scans) == 1


# --- what cannot be kept ----------------------------------------------------------------------------


def test_a_result_that_cannot_be_kept_is_said_and_shown_all_the_same(
    qtbot: Any, window: MainWindow, service: FakeService, project: Path
) -> None:
    service.home.mkdir(exist_ok=True)
    (service.home / "results").write_text("a file where the folder should be")
    window.open_folder(project)
    qtbot.waitUntil(lambda: "cannot be kept for the next time" in window.notice.text())
    qtbot.waitUntil(lambda: at_rest(window))


def test_what_is_still_to_be_kept_is_kept_when_the_window_closes(
    qtbot: Any, service: FakeService, project: Path
) -> None:
    keeper = Keeper(service.past)
    keeper.note(project, service.base, TODAY)
    keeper.flush()
    (point,) = service.past.points(project)
    assert (point.day, point.findings, point.tasks_open, point.effort_left) == (TODAY, 4, 1, 1.0)


@pytest.mark.parametrize("closing", [False, True])
def test_a_large_result_is_kept_once_the_pages_are_filled_or_when_the_window_closes(
    qtbot: Any,
    window: MainWindow,
    service: FakeService,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    closing: bool,
) -> None:
    monkeypatch.setattr("advisor.gui.keeper.LARGE", 1)
    monkeypatch.setattr("advisor.gui.keeper.FILL_PAUSE_MS", 600_000 if closing else 1)
    keeper, scanned = window.session.keeper, datetime(2026, 11, 24, 15, 1)
    keeper.keep(project, ScanResult("shop", service.base.findings), service.base, scanned)
    if closing:
        keeper.flush()
    else:
        with qtbot.waitSignal(keeper.compared):
            pass
    found = service.past.last(project, service.stamp()).scan
    assert found is not None
    assert found.scanned == scanned


def test_the_strip_is_silent_where_it_has_nothing_to_say(qtbot: Any) -> None:
    strip = PastStrip()
    qtbot.addWidget(strip)
    strip.show_scan(datetime(2026, 11, 24, 14, 2), fresh=True, same_facts=True, ids=())
    assert strip.text() == ""
