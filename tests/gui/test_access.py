"""The window without a mouse and without eyes: names, keys, and an order of Tab that reaches everything."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractScrollArea

from advisor.gui.actions import DEEDS, IN_PLACE
from advisor.gui.qt import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    Qt,
    QWidget,
)
from advisor.gui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SPEAKING = (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit)


def is_inner(widget: QWidget) -> bool:
    """True for what Qt builds its own controls of."""
    return isinstance(widget.parent(), QAbstractScrollArea | QLineEdit) or widget.objectName().startswith(
        "qt_"
    )


def spoken(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_every_control_of_every_page_has_a_name(opened: MainWindow) -> None:
    for name in opened.pages:
        opened.show_page(name)
        for widget in opened.findChildren(QWidget):
            inner = isinstance(
                widget.parent(), QAbstractScrollArea | QLineEdit
            ) or widget.objectName().startswith("qt_")
            if isinstance(widget, SPEAKING) and widget.isVisible() and not inner:
                assert spoken(widget), f"{type(widget).__name__} on {name}"


def test_pictures_that_mean_something_have_words(window: MainWindow) -> None:
    for label in window.findChildren(QLabel):
        if not label.pixmap().isNull() and label.isVisible() and label.accessibleName() == "":
            assert label.parent() is window.start.drop, label


def test_tab_goes_from_the_start_page_through_all_of_it(qtbot: Any, window: MainWindow) -> None:
    window.start.choose.setFocus()
    seen: list[QWidget] = []
    for _ in range(12):
        seen.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.start.choose in seen
    assert window.start.sample in seen
    assert window.header.as_of in seen


def alternatives_parts(page: Any) -> list[QWidget]:
    facets = page.facets
    chips = [facets.chip("licences", "permissive"), facets.chip("hosts", "groq")]
    sliders = [facets.context.slider, facets.memory.slider, facets.memory.field, facets.machine]
    return [page.picker, page.search, *chips, *sliders, facets.since, page.table, page.choose, page.compare]


def test_tab_reaches_every_part_of_every_page(qtbot: Any, opened: MainWindow) -> None:
    wanted = {
        "report": [opened.report.strip, opened.report.matrix, *opened.report.tiles.values()],
        "findings": [opened.findings.search, opened.findings.table, opened.findings.preview.code],
        "dependencies": [
            *(opened.dependencies.search, opened.dependencies.details, opened.dependencies.groups),
            *(opened.dependencies.chips["statuses"]["dead"], opened.dependencies.table),
        ],
        "alternatives": alternatives_parts(opened.alternatives),
        "licences": [opened.licences.search, opened.licences.duties.copy_markdown],
        "checklist": [opened.checklist.tree, opened.checklist.note, opened.checklist.search],
        "ledger": [opened.ledger.search, opened.ledger.cleared_table],
    }
    for name, parts in wanted.items():
        opened.show_page(name)
        opened.pages[name].focus_filter()  # a narrow page has put its filters away
        opened.sidebar.buttons["report"].setFocus()
        seen: set[QWidget] = set()
        for _ in range(120):
            qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Tab)
            seen.add(opened.focusWidget())
        missed = [part for part in parts if part not in seen and part.isEnabled()]
        assert missed == [], name


def test_pages_have_keys(qtbot: Any, opened: MainWindow) -> None:
    for number, name in enumerate(opened.pages, 1):
        qtbot.keyClick(opened, getattr(Qt.Key, f"Key_{number}"), CTRL)
        assert opened.stack.currentWidget() is opened.pages[name]


def test_f5_scans_again(qtbot: Any, opened: MainWindow, service: Any) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F5)
    assert len(service.scans) == 2


def test_ctrl_f_goes_to_the_filter_of_each_page_that_has_one(qtbot: Any, opened: MainWindow) -> None:
    for page in (opened.findings, opened.licences, opened.checklist, opened.ledger):
        opened.show_page(page.name)
        qtbot.keyClick(opened, Qt.Key.Key_F, CTRL)
        assert opened.focusWidget() is page.search


def test_ctrl_shift_f_clears_the_filter(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("findings")
    opened.findings.search.setText("nothing like it")
    opened.findings._take_text()
    qtbot.keyClick(opened, Qt.Key.Key_F, CTRL | SHIFT)
    assert opened.findings.search.text() == ""
    assert not opened.findings.filter.active


def test_ctrl_d_asks_for_the_day(qtbot: Any, opened: MainWindow) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_D, CTRL)
    assert opened.header.popup.isVisible()
    opened.header.popup.hide()


def test_ctrl_e_exports_and_escape_closes_the_dialog(qtbot: Any, opened: MainWindow) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_E, CTRL)
    assert opened.dialog is not None
    qtbot.keyClick(opened.dialog, Qt.Key.Key_Escape)
    assert opened.dialog is None


def test_findings_can_be_walked_from_anywhere_on_the_page(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("findings")
    first = opened.findings.table.current()
    qtbot.keyClick(opened, Qt.Key.Key_Down, CTRL | ALT)
    assert opened.findings.table.current() is not first
    qtbot.keyClick(opened, Qt.Key.Key_Up, CTRL | ALT)
    assert opened.findings.table.current() is first


def test_alt_home_leads_to_the_start_page(qtbot: Any, opened: MainWindow) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_Home, ALT)
    assert opened.stack.currentWidget() is opened.start


def test_f1_lists_every_key_there_is(qtbot: Any, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.dialog is not None
    told = {label.text() for label in window.dialog.findChildren(QLabel)}
    assert {deed.key for deed in DEEDS if deed.key} | {key for key, _ in IN_PLACE} <= told
    assert {deed.text for deed in DEEDS if deed.key} <= told
    window.dialog.reject()


def test_no_two_deeds_have_the_same_key() -> None:
    keys = [deed.key for deed in DEEDS if deed.key]
    assert len(keys) == len(set(keys))


def test_a_chart_is_walked_with_arrows_and_followed_with_return(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("report")
    strip = opened.report.strip
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert "place" in strip.accessibleDescription()
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert opened.stack.currentWidget() is opened.findings
    assert opened.findings.filter.statuses


def test_charts_say_in_words_what_they_show(opened: MainWindow) -> None:
    opened.show_page("report")
    for chart in (opened.report.strip, opened.report.matrix, opened.report.timeline, opened.report.exposure):
        assert chart.accessibleName()
        assert chart.accessibleDescription().endswith(".")


def test_what_cannot_be_done_is_grey(window: MainWindow) -> None:
    for name in ("rescan", "stop", "export", "report", "filter"):
        assert not window.deeds[name].isEnabled()
    for name in ("open", "start", "keys", "quit"):
        assert window.deeds[name].isEnabled()
