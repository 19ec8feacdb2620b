"""Journeys through the window by real clicks and keys, on stand-ins for scan and judgement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.core.kinds import TaskState
from advisor.core.overlay import OverlayStamp
from advisor.gui.filters import FindingFilter
from advisor.gui.plain import PlainLabel
from advisor.gui.qt import (
    QAbstractButton,
    QEvent,
    QLineEdit,
    QMimeData,
    QObject,
    QPoint,
    QPushButton,
    QScrollArea,
    Qt,
    QUrl,
    QWidget,
)
from advisor.gui.session import Session
from advisor.gui.window import MainWindow
from tests.gui.fake import TODAY, FakeQuestions, FakeService
from tests.report.example import finding

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def at_rest(window: MainWindow) -> bool:
    return window.session.assessment is not None and not window.session.busy and window.settled


def click(qtbot: Any, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.accessibleName()
    qtbot.mouseClick(button, LEFT)


def go(qtbot: Any, window: MainWindow, page: str) -> None:
    click(qtbot, window.sidebar.buttons[page])
    assert window.stack.currentWidget() is window.pages[page]


# --- the whole way ----------------------------------------------------------------------------------


def test_the_whole_way_from_folder_to_file(
    qtbot: Any,
    window: MainWindow,
    service: FakeService,
    questions: FakeQuestions,
    project: Path,
    tmp_path: Path,
) -> None:
    # open: the folder is chosen with the button of the start page
    questions.folder_answer = project
    service.findings = [[finding()], [finding(id="f3", line=30)], []]
    click(qtbot, window.start.choose)

    # live: the first finding is in the table while the scan still runs
    qtbot.waitUntil(lambda: window.findings.model.total > 0)
    assert window.stack.currentWidget() is window.findings
    assert window.banner.isVisible()
    service.scans[0].held = True

    # cancel: what was found stays, judged and called partial
    click(qtbot, window.banner.stop)
    qtbot.waitUntil(lambda: at_rest(window))
    assert window.header.state.text() == "partial"
    assert window.windowTitle().endswith(" open, partial – Llama Advisor")
    assert window.stack.currentWidget() is window.report

    # rescan: the button of the header; now nothing stops it
    service.findings = [service.base.findings]
    click(qtbot, window.header.rescan)
    qtbot.waitUntil(lambda: at_rest(window) and not window.banner.isVisible())
    assert window.header.state.text() == "scanned"

    # filter: by text, with the keys
    go(qtbot, window, "findings")
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.focusWidget() is window.findings.search
    qtbot.keyClicks(window.findings.search, "start_header")
    qtbot.waitUntil(lambda: len(window.findings.model.rows) == 1)
    assert window.findings.count.text() == f"1 of {len(service.base.findings)}"

    # preview: real line numbers, the span marked
    excerpt = window.findings.preview.code.excerpt
    assert [line.number for line in excerpt.lines] == list(range(22, 39))
    assert excerpt.marked_line == 30

    # choose: the best candidate becomes the target
    go(qtbot, window, "alternatives")
    click(qtbot, window.alternatives.choose)
    qtbot.waitUntil(lambda: at_rest(window) and window.alternatives.target.text() == "Moves to Fox 32B")
    assert service.assessed_with[-1][1] == {"d1": "fox-32b"}

    # tick: with Space in the list
    go(qtbot, window, "checklist")
    window.checklist.tree.setFocus()
    qtbot.keyClick(window.checklist.tree, Qt.Key.Key_Space)
    assert service.kept[project, "t1"] == (TaskState.DONE, "")
    assert window.sidebar.buttons["checklist"].number() == "3/3"

    # export: the checklist, as Markdown
    questions.save_answer = tmp_path / "MIGRATION.md"
    click(qtbot, window.header.export)
    dialog = window.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.save.isEnabled)  # type: ignore[attr-defined]
    qtbot.mouseClick(dialog.save, LEFT)  # type: ignore[attr-defined]
    assert "- [x] **Choose what replaces" in service.saved[tmp_path / "MIGRATION.md"]
    assert window.notice.text().startswith("Saved to ")

    # reopen: another window on the same home has the tick
    window.close()
    again = MainWindow(service, Session(service, TODAY), questions)
    qtbot.addWidget(again)
    again.show()
    qtbot.mouseClick(again.start.recents.rows[0], LEFT)
    qtbot.waitUntil(lambda: at_rest(again))
    assert again.checklist.tree_model.everything[0].state is TaskState.DONE
    again.close()


# --- while a scan runs ------------------------------------------------------------------------------


def test_escape_stops_the_scan(qtbot: Any, window: MainWindow, service: FakeService, project: Path) -> None:
    service.held = True
    window.open_folder(project)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: at_rest(window))
    assert service.scans[0].cancelled


def test_the_banner_tells_files_and_findings(
    qtbot: Any, window: MainWindow, service: FakeService, project: Path
) -> None:
    service.findings = [[finding(id="f1"), finding(id="f2")], []]
    window.open_folder(project)
    qtbot.waitUntil(lambda: "so far" in window.banner.told.text())
    service.scans[0].held = True
    assert window.banner.told.text() == "2 of 30 files · 2 places so far"
    assert window.banner.where.accessibleName() == "src"


def test_the_page_turns_to_the_report_unless_the_user_is_at_work(
    qtbot: Any, window: MainWindow, service: FakeService, project: Path
) -> None:
    service.held = True
    window.open_folder(project)
    service.scans[0].given = list(service.base.findings)
    go(qtbot, window, "findings")
    window.stop()
    qtbot.waitUntil(lambda: at_rest(window))
    assert window.stack.currentWidget() is window.findings


def test_pages_without_result_say_that_the_scan_runs(
    qtbot: Any, window: MainWindow, service: FakeService, project: Path
) -> None:
    service.held = True
    window.open_folder(project)
    click(qtbot, window.sidebar.buttons["checklist"])
    assert window.stack.currentWidget() is window.waiting
    assert window.waiting.title() == "The scan is running"


def test_selection_filter_and_place_survive_a_rescan(qtbot: Any, opened: MainWindow) -> None:
    go(qtbot, opened, "findings")
    opened.findings.set_filter(FindingFilter(text="app.py"))
    opened.findings.table.select_where("f3")
    opened.session.rescan()
    qtbot.waitUntil(lambda: at_rest(opened))
    assert opened.findings.table.current().id == "f3"
    assert opened.findings.search.text() == "app.py"


# --- when things fail -------------------------------------------------------------------------------


def test_a_folder_with_nothing_to_read_says_why_on_every_page(
    qtbot: Any, window: MainWindow, service: FakeService, project: Path
) -> None:
    service.findings, service.scan_error = [], "shop is empty: there is no file in it to read."
    window.open_folder(project)
    qtbot.waitUntil(lambda: window.header.state.text() == "not scanned")
    for name in (name for name, page in window.pages.items() if page.needs_project):
        click(qtbot, window.sidebar.buttons[name])
        assert window.stack.currentWidget() is window.waiting
        assert window.waiting.title() == "Nothing to report"


def test_a_folder_that_is_gone_is_said_beside_the_drop_target(
    qtbot: Any, window: MainWindow, tmp_path: Path
) -> None:
    window.open_folder(tmp_path / "gone")
    assert "There is no folder" in window.start.told()
    assert window.stack.currentWidget() is window.start


def test_a_failed_rescan_keeps_the_last_result_and_says_so(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    service.findings, service.scan_error = [], "The folder cannot be read."
    opened.session.rescan()
    qtbot.waitUntil(lambda: opened.notice.text() == "The folder cannot be read.")
    assert opened.header.state.text() == "not scanned again"
    assert opened.findings.model.total == len(service.base.findings)


def test_an_export_that_cannot_be_written_is_said(
    qtbot: Any, opened: MainWindow, service: FakeService, questions: FakeQuestions, tmp_path: Path
) -> None:
    service.save_error = "x.md cannot be written: No space left on device."
    questions.save_answer = tmp_path / "x.md"
    click(qtbot, opened.header.export)
    qtbot.waitUntil(opened.dialog.save.isEnabled)  # type: ignore[union-attr]
    qtbot.mouseClick(opened.dialog.save, LEFT)  # type: ignore[union-attr]
    assert opened.notice.text() == "x.md cannot be written: No space left on device."


# --- day, look, start -------------------------------------------------------------------------------


def test_the_day_and_the_age_of_the_facts_are_always_seen(qtbot: Any, opened: MainWindow) -> None:
    for page in opened.pages:
        go(qtbot, opened, page)
        assert opened.header.as_of.isVisible()
        assert opened.header.as_of.accessibleName().startswith("Judged as of 2026-11-24 (today).")
        assert opened.header.catalog.text() == "facts of 2026-11-23"
        assert opened.header.age.text() == "1 day old today"


def test_overlays_stand_beside_the_day_of_the_facts(opened: MainWindow, service: FakeService) -> None:
    stamp = OverlayStamp("acme.toml", TODAY, "0123456789ab", 3)
    catalog = replace(service.base.catalog, overlays=(stamp,))
    opened.header.show_assessment(replace(service.base, catalog=catalog))
    assert opened.header.catalog.text() == "facts of 2026-11-23 and 1 overlay"
    assert "with overlay acme.toml (3 rows of 2026-11-24)" in opened.header.catalog.toolTip()


def test_another_day_is_chosen_in_the_popup(qtbot: Any, opened: MainWindow, service: FakeService) -> None:
    click(qtbot, opened.header.as_of)
    popup = opened.header.popup
    assert popup.isVisible()
    launch = popup.presets.itemAt(2).widget()
    assert launch.accessibleName() == "Muse Spark launched, 2026-04-08"
    qtbot.mouseClick(launch, LEFT)
    qtbot.waitUntil(lambda: at_rest(opened) and service.assessed_with[-1][0] == date(2026, 4, 8))
    assert opened.header.as_of.accessibleName().startswith("Judged as of 2026-04-08.")


def test_that_a_file_was_saved_is_said_on_its_page_alone(
    qtbot: Any, opened: MainWindow, questions: FakeQuestions, tmp_path: Path
) -> None:
    questions.save_answer = tmp_path / "x.md"
    opened.dialogs.export()
    qtbot.waitUntil(opened.dialog.save.isEnabled)
    opened.dialog.accept()
    assert opened.notice.text().startswith("Saved to ")
    go(qtbot, opened, "checklist")
    assert opened.notice.text() == ""


def test_another_day_is_written_into_the_popup_and_taken_with_return(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    click(qtbot, opened.header.as_of)
    popup = opened.header.popup
    assert popup.edit.text() == "2026-11-24"
    room = popup.edit.rect().height() - popup.edit.fontMetrics().height()
    assert room >= 10  # the padding of the style sheet leaves the text whole
    qtbot.keyClicks(popup.edit, "2026-04-31")  # over the selected text
    qtbot.keyClick(popup.edit, Qt.Key.Key_Return)
    assert popup.isVisible() and popup.trouble.isVisible()
    assert popup.trouble.text() == "2026-04-31 is no date. Write one like 2026-11-24."
    popup.edit.selectAll()
    qtbot.keyClicks(popup.edit, "2026-04-08")
    assert not popup.trouble.isVisible()
    qtbot.keyClick(popup.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at_rest(opened) and service.assessed_with[-1][0] == date(2026, 4, 8))
    assert not popup.isVisible()


def test_a_later_event_can_still_be_chosen_from_an_earlier_day(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    from dataclasses import replace

    service.base = replace(service.base, outlook=replace(service.base.outlook, events=()))
    opened.session.judge_as_of(date(2026, 4, 1))
    qtbot.waitUntil(lambda: at_rest(opened) and opened.session.assessment.as_of == date(2026, 4, 1))
    click(qtbot, opened.header.as_of)
    offered = [
        opened.header.popup.presets.itemAt(number).widget().accessibleName()
        for number in range(opened.header.popup.presets.count())
    ]
    assert "Muse Spark launched, 2026-04-08" in offered


def test_nothing_is_exported_while_another_day_is_being_judged(qtbot: Any, opened: MainWindow) -> None:
    opened.session.judge_as_of(date(2026, 4, 8))
    assert not opened.header.export.isEnabled()
    qtbot.keyClick(opened, Qt.Key.Key_E, CTRL)
    assert opened.dialog is None
    qtbot.waitUntil(lambda: at_rest(opened))
    assert opened.header.export.isEnabled()


def test_an_old_catalog_is_said_in_the_words_and_colour_of_a_warning(
    qtbot: Any, service: FakeService
) -> None:
    from dataclasses import replace

    stamp = replace(service.base.catalog, as_of=date(2026, 8, 1))
    service.base = replace(service.base, catalog=stamp)
    window = MainWindow(service, Session(service, TODAY))
    qtbot.addWidget(window)
    assert window.header.age.text() == "115 days old today"
    assert window.header.age.property("role") == "warning"


def test_the_look_can_be_chosen_and_is_remembered(
    qtbot: Any, window: MainWindow, service: FakeService
) -> None:
    from advisor.gui.theme import DARK, THEME

    window.deeds["dark"].trigger()
    assert THEME.scheme is DARK
    window.close()
    again = MainWindow(service, Session(service, TODAY))
    qtbot.addWidget(again)
    assert THEME.scheme is DARK
    assert again.deeds["dark"].isChecked()


def test_the_sample_project_is_one_click_away(qtbot: Any, window: MainWindow, service: FakeService) -> None:
    click(qtbot, window.start.sample)
    qtbot.waitUntil(lambda: at_rest(window))
    assert window.header.project.accessibleName() == "sample-project"


def test_recent_projects_that_are_gone_can_only_be_removed(
    qtbot: Any, window: MainWindow, service: FakeService, tmp_path: Path
) -> None:
    service.past.remember(tmp_path / "gone")
    window.show_start()
    (row,) = window.start.recents.rows
    click(qtbot, row)
    assert "is not there any more" in window.start.told()
    assert window.session.folder is None
    qtbot.mouseClick(row.remove, LEFT)
    assert list(service.past.recents()) == []
    assert not window.start.recents.isVisible()


def test_the_title_names_the_project_and_what_is_open(opened: MainWindow) -> None:
    assert opened.windowTitle() == "shop – 1 open – Llama Advisor"


# --- room -------------------------------------------------------------------------------------------


def test_the_window_is_never_larger_than_the_screen(window: MainWindow) -> None:
    room = window.screen().availableGeometry()
    assert window.width() <= room.width() and window.height() <= room.height()
    assert window.minimumWidth() <= room.width() and window.minimumHeight() <= room.height()


def test_a_narrow_window_keeps_name_titles_and_filters(opened: MainWindow) -> None:
    opened.resize(920, 640)
    assert opened.header.project.text() == "shop"
    opened.show_page("checklist")
    assert opened.checklist.tree.columnWidth(0) > 200
    opened.show_page("ledger")
    search = opened.ledger.search
    assert search.mapTo(opened, QPoint(search.width(), 0)).x() <= opened.width()


@pytest.mark.parametrize("width", [920, 1280, 2560])
def test_nothing_is_cut_off_at_the_right(qtbot: Any, opened: MainWindow, width: int) -> None:
    opened.resize(width, 700)
    for page in opened.pages:
        opened.show_page(page)
        for area in opened.pages[page].findChildren(QScrollArea):
            if area.isVisible():
                qtbot.waitUntil(lambda area=area: area.widget().width() <= area.viewport().width())


# --- dropping ---------------------------------------------------------------------------------------


def drag(window: MainWindow, *paths: Path) -> tuple[QPoint, QMimeData]:
    """What Qt does when folders are carried over the window."""
    from advisor.gui.qt import QDragEnterEvent

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle = QPoint(window.width() // 2, window.height() // 2)
    window.dragEnterEvent(QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, LEFT, NONE))
    assert window.overlay.isVisible()
    return middle, data


def drop(window: MainWindow, *paths: Path) -> None:
    """What Qt does when folders are let go over the window."""
    from advisor.gui.qt import QDropEvent

    middle, data = drag(window, *paths)
    window.overlay.dropEvent(QDropEvent(middle.toPointF(), Qt.DropAction.CopyAction, data, LEFT, NONE))
    assert not window.overlay.isVisible()


def test_a_drag_says_what_letting_go_would_do(window: MainWindow, project: Path, tmp_path: Path) -> None:
    told = window.overlay.findChildren(PlainLabel)[0]
    drag(window, project)
    assert told.text() == f"Drop to open {project.name}"
    drag(window, project / "src" / "app.py")
    assert told.text() == "Drop to find the project of app.py"
    drag(window, project, tmp_path)
    assert told.text() == "One project at a time, please"
    drag(window, tmp_path / "nowhere")
    assert told.text() == "Only a folder on this machine can be opened"


def test_a_folder_dropped_anywhere_is_opened(qtbot: Any, window: MainWindow, project: Path) -> None:
    drop(window, project)
    qtbot.waitUntil(lambda: at_rest(window))
    assert window.session.folder == project


def test_the_repository_of_a_dropped_file_is_offered(qtbot: Any, window: MainWindow, project: Path) -> None:
    (project / ".git").mkdir()
    drop(window, project / "src" / "app.py")
    assert window.session.folder is None
    assert window.notice.text() == f"app.py is a file. It lies in {project}, which can be opened."
    qtbot.mouseClick(window.notice.findChildren(QPushButton)[0], LEFT)
    qtbot.waitUntil(lambda: at_rest(window))
    assert window.session.folder == project


def test_two_dropped_folders_are_refused_with_a_sentence(
    qtbot: Any, window: MainWindow, project: Path, tmp_path: Path
) -> None:
    drop(window, project, tmp_path)
    assert window.notice.text().startswith("2 folders were dropped. One project at a time")
    assert window.session.folder is None


# --- filters --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["findings", "dependencies"])
def test_the_button_in_a_filter_goes_with_its_text(qtbot: Any, opened: MainWindow, name: str) -> None:
    opened.show_page(name)
    search = opened.pages[name].findChildren(QLineEdit)[0]
    qtbot.keyClicks(search, "groq")
    button = search.findChildren(QAbstractButton)[0]
    qtbot.waitUntil(lambda: button.property("opacity") == 1)
    opened.pages[name].clear_filter()
    assert search.text() == ""
    qtbot.waitUntil(lambda: button.property("opacity") == 0)


# --- nothing flashes --------------------------------------------------------------------------------


class Shown(QObject):
    """Notes every widget that shows itself as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_shows_itself_as_a_window(
    qtbot: Any, qapp: Any, window: MainWindow, project: Path
) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    window.open_folder(project)
    qtbot.waitUntil(lambda: at_rest(window))
    for page in window.pages:
        go(qtbot, window, page)
    qapp.removeEventFilter(shown)
    assert shown.windows == []


def test_a_target_chosen_on_the_board_can_be_taken_back_at_once(qtbot: Any, opened: MainWindow) -> None:
    page = opened.alternatives
    go(qtbot, opened, "alternatives")
    click(qtbot, page.choose)
    qtbot.waitUntil(lambda: at_rest(opened) and page.target.text() == "Moves to Fox 32B")
    assert opened.notice.text().endswith("moves to Fox 32B; the plan is made anew.")
    assert opened.notice.deed.text() == "Undo"
    click(qtbot, opened.notice.deed)
    qtbot.waitUntil(lambda: at_rest(opened) and page.target.text() == "No target chosen yet")
