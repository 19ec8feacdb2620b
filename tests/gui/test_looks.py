"""No word is cut, nothing overlaps or hangs out, every target is large enough: on every page and dialog.

The measure itself is tried first: on widgets that have the faults on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.gui.plain import CutLabel, PlainLabel
from advisor.gui.qt import QApplication, QLabel, QLineEdit, QWidget
from advisor.gui.sidebar import PAGES, NavButton
from advisor.gui.theme import Mode
from advisor.gui.widgets import button, column
from advisor.gui.window import MainWindow
from tests.gui.looks import faults, faults_at_rest, faults_of_pages
from tests.gui.tight import (
    DIALOGS,
    POPUPS,
    TIGHT,
    dialog_faults,
    page_faults,
    popup_faults,
    shell_faults,
    tight_window,
)

LOOKS = pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
SIZES = pytest.mark.parametrize("size", [(1280, 800), (1000, 600)], ids=["1280x800", "1000x600"])


def kinds(qtbot: Any, widget: QWidget) -> set[str]:
    qtbot.addWidget(widget)
    widget.show()
    QApplication.processEvents()
    return {fault.kind for fault in faults(widget)}


def holding(*parts: QWidget) -> QWidget:
    made = QWidget()
    layout = column(made)
    for part in parts:
        layout.addWidget(part)
    return made


def test_what_fits_is_no_fault(qtbot: Any) -> None:
    assert kinds(qtbot, holding(PlainLabel("All of it"), button("Press & hold"), QLineEdit())) == set()


def test_a_label_too_narrow_is_found(qtbot: Any) -> None:
    label = PlainLabel("A sentence that has no room")
    label.setFixedWidth(60)
    assert kinds(qtbot, holding(label)) == {"cut words"}


def test_a_wrapped_label_too_low_is_found(qtbot: Any) -> None:
    label = PlainLabel("A sentence that goes over a few lines of text", wrap=True)
    label.setFixedSize(80, 20)
    assert kinds(qtbot, holding(label)) == {"cut words"}


def test_a_button_too_narrow_is_found(qtbot: Any) -> None:
    made = button("Move to this one")
    made.setFixedWidth(70)
    assert kinds(qtbot, holding(made)) == {"cut words"}


def test_a_number_over_the_words_of_its_button_is_found(qtbot: Any) -> None:
    made = NavButton("Dependencies", "report")
    made.set_number("12,345")
    made.setFixedWidth(130)
    assert "cut words" in kinds(qtbot, holding(made))


def test_a_hint_too_long_for_its_field_is_found_unless_the_tip_says_it(qtbot: Any) -> None:
    field = QLineEdit()
    field.setPlaceholderText("Filter by a good many things")
    field.setFixedWidth(90)
    held = holding(field)
    assert kinds(qtbot, held) == {"cut words"}
    field.setToolTip("Filter by a good many things")
    assert faults(held) == []


def test_a_path_cut_in_the_middle_is_no_fault_while_the_tip_says_it_all(qtbot: Any) -> None:
    label = CutLabel("a/very/long/path/to/a/file/deep/in/a/project.py")
    label.setFixedWidth(80)
    held = holding(label)
    assert kinds(qtbot, held) == set()
    label.setToolTip("")
    assert {fault.kind for fault in faults(held)} == {"cut without a tip"}


def test_what_hangs_out_of_its_parent_is_found(qtbot: Any) -> None:
    parent = QWidget()
    parent.setFixedSize(100, 50)
    child = QLabel("here", parent)
    child.setGeometry(80, 10, 40, 20)
    assert kinds(qtbot, parent) == {"hangs out"}


def test_neighbours_that_cover_each_other_are_found(qtbot: Any) -> None:
    one, other = PlainLabel("one"), PlainLabel("other")
    held = holding(one, other)
    kinds(qtbot, held)
    other.move(one.pos())
    assert {fault.kind for fault in faults(held)} == {"overlap"}


def test_a_button_too_small_to_hit_is_found(qtbot: Any) -> None:
    made = button("x", role="link")
    made.setFixedSize(30, 18)
    assert "small target" in kinds(qtbot, holding(made))


@LOOKS
@SIZES
def test_every_page_shows_all_its_words(opened: MainWindow, mode: Mode, size: tuple[int, int]) -> None:
    opened.look_like(mode)
    opened.resize(*size)
    assert (opened.width(), opened.height()) == size
    assert faults_of_pages(opened) == []


@LOOKS
def test_every_dialog_shows_all_its_words(opened: MainWindow, mode: Mode) -> None:
    opened.look_like(mode)
    wrong: list[str] = []
    dialogs = {
        "keys": opened.dialogs.keys,
        "about": opened.dialogs.about,
        "policy": opened.dialogs.policy,
        "export": opened.dialogs.export,
        "update": opened.catalog.ask_update,
    }
    for name, show in dialogs.items():
        show()
        assert opened.dialog is not None, name
        wrong += [f"{name}: {fault}" for fault in faults_at_rest(opened.dialog)]
        opened.dialog.reject()
        QApplication.processEvents()
    assert wrong == []


# --- with little room: a page or dialog alone by `-k "report and fonts200"` ---

ROOMS = pytest.mark.parametrize("tight", TIGHT, indirect=True, scope="module")


def parts(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("part", names)


@pytest.fixture(scope="module")
def tight(request: Any, qapp: QApplication, tmp_path_factory: Any) -> Iterator[MainWindow]:
    """One window for all parts of a room: to open one takes longer than to look at it."""
    folder: Path = tmp_path_factory.mktemp("shop")
    (folder / "src").mkdir()
    lines = [f"line {number}" for number in range(1, 60)]
    (folder / "src" / "app.py").write_text("\n".join(lines), encoding="utf-8")
    room = TIGHT[request.param]
    with tight_window(room, tmp_path_factory.mktemp("home"), folder) as window:
        assert (window.width(), window.height()) == (room.width, room.height)
        yield window


@ROOMS
@parts("start", *PAGES)
def test_a_page_with_little_room_shows_all_its_words(tight: MainWindow, part: str) -> None:
    assert page_faults(tight, part) == []


@ROOMS
@parts("shell")
def test_what_stands_round_the_pages_shows_all_its_words(tight: MainWindow, part: str) -> None:
    assert shell_faults(tight) == []


@ROOMS
@parts(*DIALOGS)
def test_a_dialog_with_little_room_shows_all_its_words(tight: MainWindow, part: str) -> None:
    assert dialog_faults(tight, part) == []


@ROOMS
@parts(*POPUPS)
def test_what_opens_over_the_window_shows_all_its_words(tight: MainWindow, part: str) -> None:
    assert popup_faults(tight, part) == []
