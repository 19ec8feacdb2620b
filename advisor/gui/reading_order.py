"""Tab goes as one reads; Qt lets it go in the order in which parts were made, and many are made late."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from advisor.gui.qt import QGridLayout, QLayout, QScrollArea, QSplitter, QStackedWidget, Qt, QWidget


def tab_as_read(root: QWidget) -> None:
    """Let Tab go through what is in `root` in the order of its layouts."""
    stops = (each for each in _read(root) if each.focusPolicy() != Qt.FocusPolicy.NoFocus)
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _read(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QScrollArea):
        inside = [widget.widget()]
    elif isinstance(widget, QSplitter | QStackedWidget):
        inside = [widget.widget(number) for number in range(widget.count())]
    else:
        layout = widget.layout()
        inside = list(_laid(layout)) if layout is not None else []
    for each in inside:
        if each is not None:
            yield from _read(each)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for number in _order(layout):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _order(layout: QLayout) -> list[int]:
    """The numbers of its items; of a grid row by row, whichever was put in first."""
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places: dict[int, Any] = {number: layout.getItemPosition(number) for number in numbers}
        numbers.sort(key=lambda number: (places[number][0], places[number][1]))
    return numbers
