"""Copying findings: the lines, the tasks, and the menu that offers them."""

from __future__ import annotations

from typing import Any

from advisor.gui.copying import as_lines, as_paths, as_tasks
from advisor.gui.qt import QApplication, Qt
from advisor.gui.window import MainWindow
from tests.report.example import finding

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_line_says_place_kind_and_what_is_written() -> None:
    assert as_lines([finding()]) == "src/app.py:12 model llama-3.3-70b-versatile"


def test_a_task_can_do_nothing_where_it_is_pasted() -> None:
    told = as_tasks([finding(path="a\n- [x] b.py", written="`@everyone` <s>")])
    assert told.count("\n") == 0
    assert told.startswith("- [ ] `a␊- [x] b.py:12` model `` `@everyone` <s> ``: dead since")


def test_a_file_is_named_once() -> None:
    assert as_paths([finding(), finding(line=40)]) == "src/app.py"


def test_ctrl_c_takes_all_selected_rows(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("findings")
    table = opened.findings.table
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == as_lines(opened.findings.model.rows)


def test_the_menu_of_a_row_copies_opens_and_leads_on(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("findings")
    page = opened.findings
    page.table.select_where("f1")
    actions = {action.text(): action for action in page.table.menu().actions()}
    with qtbot.waitSignal(page.editor_wanted) as heard:
        actions["Open in my editor"].trigger()
    assert heard.args[:2] == ["src/app.py", 12]
    actions["Copy as Markdown tasks"].trigger()
    assert QApplication.clipboard().text().startswith("- [ ] `src/app.py:12`")
    with qtbot.waitSignal(page.page_wanted) as led:
        actions["Show its alternatives"].trigger()
    assert led.args == ["alternatives", "d1"]
