"""The wheel scrolls the page and changes nothing that was chosen on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advisor.gui.boxes import Box, Slider
from advisor.gui.qt import (
    QApplication,
    QComboBox,
    QPoint,
    QPointF,
    QScrollArea,
    QSlider,
    Qt,
    QWheelEvent,
    QWidget,
)
from advisor.gui.widgets import column

GUI = Path(__file__).parents[2] / "advisor" / "gui"


def turn_wheel(widget: QWidget) -> bool:
    """One notch down, as the mouse sends it; False where the widget leaves it to what it stands on."""
    at = QPointF(widget.rect().center())
    notch = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, notch)
    return notch.isAccepted()


@pytest.fixture
def page(qtbot: Any) -> QScrollArea:
    """A page longer than its window, with a list and a slider on it."""
    area, inside = QScrollArea(), QWidget()
    box, slider, rest = Box(), Slider(Qt.Orientation.Horizontal), QWidget()
    box.addItems(["all", "one", "another"])
    rest.setMinimumHeight(2000)
    content = column(inside)
    for part in (box, slider, rest):
        content.addWidget(part)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.resize(300, 200)
    qtbot.addWidget(area)
    area.show()
    return area


@pytest.mark.parametrize("kind", [QComboBox, QSlider])
def test_the_wheel_over_a_list_or_a_slider_is_left_to_the_page(
    page: QScrollArea, kind: type[QWidget]
) -> None:
    part = page.findChildren(kind)[0]
    assert not turn_wheel(part)
    assert part.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert turn_wheel(page.viewport())
    assert page.verticalScrollBar().value() > 0
    assert page.findChildren(Box)[0].currentIndex() == 0
    assert page.findChildren(Slider)[0].value() == 0


def test_a_list_is_still_chosen_from_with_the_keyboard(qtbot: Any, page: QScrollArea) -> None:
    box = page.findChildren(Box)[0]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "one"


def test_no_part_of_the_window_makes_a_list_or_slider_of_another_kind() -> None:
    qts = ("QComboBox()", "(QComboBox)", "QSlider(", "(QSlider)")
    files = [file for file in GUI.rglob("*.py") if file.name != "boxes.py"]
    assert [file.name for file in files if any(word in file.read_text("utf-8") for word in qts)] == []
