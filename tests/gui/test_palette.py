"""The command palette: opened by key, typed into, walked, and left; what it offers follows the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.gui.palette import ROWS, Entry, Palette, ranked, runs
from advisor.gui.qt import QLabel, Qt
from advisor.gui.window import MainWindow
from tests.gui.conftest import at_rest
from tests.gui.fake import FakeService

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def palette_of(qtbot: Any, window: MainWindow) -> Palette:
    qtbot.keyClick(window, Key.Key_K, CTRL)
    palette = window.finder.palette
    assert palette.isVisible()
    return palette


def texts(palette: Palette, kind: str = "") -> list[str]:
    return [each.text for each in palette.entries() if kind in ("", each.kind)]


@pytest.fixture
def palette(qtbot: Any, opened: MainWindow) -> Iterator[Palette]:
    made = palette_of(qtbot, opened)
    yield made
    made.hide()


def test_both_keys_open_it_with_the_cursor_in_the_field(qtbot: Any, window: MainWindow) -> None:
    for key, keys in ((Key.Key_K, CTRL), (Key.Key_P, CTRL | SHIFT)):
        qtbot.keyClick(window, key, keys)
        assert window.finder.palette.isVisible()
        assert window.finder.palette.focusWidget() is window.finder.palette.search
        qtbot.keyClick(window.finder.palette.search, Key.Key_Escape)
        assert not window.finder.palette.isVisible()


def test_it_opens_from_a_field_that_has_keys_of_its_own(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("checklist")
    for field in (opened.checklist.search, opened.checklist.note):
        field.setFocus()
        qtbot.keyClick(field, Key.Key_K, CTRL)
        assert opened.finder.palette.isVisible()
        opened.finder.palette.hide()


def test_the_hint_opens_it_on_the_start_page_and_beside_the_pages(
    qtbot: Any, window: MainWindow, project: Path
) -> None:
    assert "Ctrl+K" in window.header.finder.text()
    qtbot.mouseClick(window.header.finder, Qt.MouseButton.LeftButton)
    assert window.finder.palette.isVisible()
    window.finder.palette.hide()
    window.open_folder(project)
    qtbot.waitUntil(lambda: at_rest(window))
    assert not window.header.finder.isVisible()
    qtbot.mouseClick(window.sidebar.finder, Qt.MouseButton.LeftButton)
    assert window.finder.palette.isVisible()
    window.finder.palette.hide()


def test_return_does_what_was_typed(qtbot: Any, opened: MainWindow, palette: Palette) -> None:
    qtbot.keyClicks(palette.search, "cleared")
    qtbot.keyClick(palette.search, Key.Key_Return)
    assert not palette.isVisible()
    assert opened.page == "ledger"


def test_a_click_does_what_it_is_on(qtbot: Any, opened: MainWindow, palette: Palette) -> None:
    qtbot.keyClicks(palette.search, "checklist")
    row = palette.list.visualItemRect(palette.list.item(0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert opened.page == "checklist"


def test_arrows_go_round_and_pages_stop_at_the_ends(qtbot: Any, palette: Palette) -> None:
    last = palette.list.count() - 1
    qtbot.keyClick(palette.search, Key.Key_Up)
    assert palette.list.currentRow() == last
    qtbot.keyClick(palette.search, Key.Key_Down)
    assert palette.list.currentRow() == 0
    qtbot.keyClick(palette.search, Key.Key_PageDown)
    assert 1 < palette.list.currentRow() <= last
    qtbot.keyClick(palette.search, Key.Key_PageUp)
    assert palette.list.currentRow() == 0


def test_a_row_says_its_action_its_kind_and_its_key(palette: Palette) -> None:
    spoken = {each.spoken for each in palette.entries()}
    assert "Export…, Action, Ctrl+E" in spoken
    assert "Findings, Page, Ctrl+2" in spoken
    shown = palette.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown == palette.entries()[0].spoken == palette.search.accessibleDescription()


def test_what_cannot_be_done_is_listed_last_with_its_reason_and_does_nothing(
    qtbot: Any, window: MainWindow
) -> None:
    palette = palette_of(qtbot, window)
    assert "Rescan" not in texts(palette)
    qtbot.keyClicks(palette.search, "rescan")
    rescan = next(each for each in palette.entries() if each.text == "Rescan")
    assert rescan.why_not == "no project is open"
    palette.list.setCurrentRow(palette.entries().index(rescan))
    qtbot.keyClick(palette.search, Key.Key_Return)
    assert palette.isVisible()
    palette.hide()


def test_a_dependency_leads_to_its_page(qtbot: Any, opened: MainWindow, palette: Palette) -> None:
    one = opened.session.assessment.dependencies[-1]  # type: ignore[union-attr]
    qtbot.keyClicks(palette.search, one.title)
    assert palette.entries()[0].kind == "Dependency"
    qtbot.keyClick(palette.search, Key.Key_Return)
    assert opened.page == "dependencies"
    heads = [each.text() for each in opened.dependencies.pane.findChildren(QLabel)]
    assert one.title in heads


def test_a_task_leads_to_the_checklist(qtbot: Any, opened: MainWindow, palette: Palette) -> None:
    task = opened.session.assessment.tasks[-1]  # type: ignore[union-attr]
    qtbot.keyClicks(palette.search, task.title)
    assert task.title in texts(palette, "Task")
    palette.list.setCurrentRow(texts(palette).index(task.title))
    qtbot.keyClick(palette.search, Key.Key_Return)
    assert opened.page == "checklist"


def test_a_path_leads_to_the_findings_of_that_file(qtbot: Any, opened: MainWindow, palette: Palette) -> None:
    qtbot.waitUntil(lambda: not opened.finder._clock.isActive())
    path = opened.session.assessment.findings[0].path  # type: ignore[union-attr]
    qtbot.keyClicks(palette.search, path)
    assert texts(palette, "Findings") == [path]
    palette.list.setCurrentRow(texts(palette).index(path))
    qtbot.keyClick(palette.search, Key.Key_Return)
    assert opened.page == "findings"
    assert {each.path for each in opened.findings.shown_findings()} == {path}


def test_an_alternative_leads_to_its_row_of_the_catalog(
    qtbot: Any, opened: MainWindow, palette: Palette
) -> None:
    qtbot.waitUntil(lambda: opened.catalog.shelf is not None, timeout=20_000)
    row = opened.catalog.shelf.alternatives[7]  # type: ignore[union-attr]
    qtbot.keyClicks(palette.search, row.name)
    palette.list.setCurrentRow(texts(palette).index(row.name))
    qtbot.keyClick(palette.search, Key.Key_Return)
    assert opened.page == "catalog"
    assert opened.catalog.tables[opened.catalog.part].current().id == row.id


def test_a_recent_project_is_opened(
    qtbot: Any, opened: MainWindow, service: FakeService, tmp_path: Path
) -> None:
    (tmp_path / "billing").mkdir()
    service.past.remember(tmp_path / "billing")
    palette = palette_of(qtbot, opened)
    qtbot.keyClicks(palette.search, "billing")
    assert palette.entries()[0].kind == "Project"
    qtbot.keyClick(palette.search, Key.Key_Return)
    assert opened.session.folder == tmp_path / "billing"
    qtbot.waitUntil(lambda: at_rest(opened))


def test_what_was_done_last_stands_first_the_next_time(
    qtbot: Any, opened: MainWindow, palette: Palette
) -> None:
    assert texts(palette)[0] != "Dark"
    qtbot.keyClicks(palette.search, "dark")
    qtbot.keyClick(palette.search, Key.Key_Return)
    palette_of(qtbot, opened)
    assert texts(palette)[0] == "Dark"


def test_names_with_an_ampersand_are_written_as_they_are(palette: Palette) -> None:
    assert "Cleared & skipped" in texts(palette)


def test_nothing_that_fits_is_said(qtbot: Any, palette: Palette) -> None:
    qtbot.keyClicks(palette.search, "qqqqq")
    assert palette.entries() == []
    assert "Nothing is called that" in palette.told.text()
    qtbot.keyClick(palette.search, Key.Key_Down)
    qtbot.keyClick(palette.search, Key.Key_Return)
    assert palette.isVisible()


def test_of_many_the_best_are_listed_and_how_many_there_are_is_said(qtbot: Any) -> None:
    made = Palette()
    qtbot.addWidget(made)
    made.offer([Entry("Findings", f"src/module_{number}.py", bool, first=False) for number in range(20_000)])
    qtbot.keyClicks(made.search, "module_19999")
    assert [each.text for each in made.entries()] == ["src/module_19999.py"]
    made.search.setText("mod")
    assert len(made.entries()) == ROWS
    assert "20,000" in made.told.text()


def test_what_can_be_done_comes_before_a_better_match_that_cannot() -> None:
    free = Entry("Action", "Clear the export", bool)
    grey = replace_why(Entry("Action", "Export", bool))
    assert [entry for entry, _ in ranked([grey, free], "export")[0]] == [free, grey]


def replace_why(entry: Entry) -> Entry:
    return Entry(entry.kind, entry.text, entry.run, why_not="not now")


def test_a_text_is_painted_in_runs_of_matched_and_other_letters() -> None:
    assert runs("Risk report", (0, 5)) == [("R", True), ("isk ", False), ("r", True), ("eport", False)]
