"""What a window shows in words, and which are its own: not the project's, nor those of all outputs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from PySide6.QtWidgets import QListView

from advisor.gui.qt import (
    QAbstractButton,
    QAbstractItemView,
    QAction,
    QComboBox,
    QLabel,
    QLineEdit,
    Qt,
    QWidget,
)
from tests.gui.words import NAMES, ROOM

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
ROWS_READ = 8
KEYS = ("Ctrl", "Alt", "Shift", "Del", "Return", "Home", "Esc", "Space", "Tab", "Up", "Down")
_PUT_TOGETHER = re.compile(
    r"places? in \w+|(likelihood|impact) [\w ]+|[\w ]+ tiers only|[\w ]+ throughout"
    r"|events? and|dated ends? of this project|GiB at \w+"
)
"""What the charts and words of all outputs make of a value and a word."""
_TOLD = re.compile(r"\[[^\[\]]*\]")
_RUN = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’-](?=[^\W\d_]))+")


def shown_texts(window: QWidget) -> Iterator[str]:
    """Every text that can be read or heard in a window now."""
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            yield from (widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
            yield from _own_texts(widget)
    for action in window.findChildren(QAction):
        yield action.text()


def _own_texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(view, QListView) else model.columnCount()  # a list keeps their number to itself
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), ROWS_READ)):
            for role in ROLES:
                yield str(model.index(row, column).data(role) or "")


def plain_english(texts: Iterable[str], others: str) -> set[str]:
    """Runs of words that were not told in the made-up language and that nobody else says."""
    found = set()
    for text in texts:
        rest = text.replace("&&", "&")
        while (shorter := _TOLD.sub(" · ", rest)) != rest:
            rest = shorter
        runs = (run for run in _RUN.findall(rest) if run.casefold() not in others)
        found |= {run for run in runs if not _PUT_TOGETHER.fullmatch(run)}
    return found


def words_of_others(assessment: object) -> str:
    """What stands there in every language: the project, the judgement, the catalog, words of all outputs."""
    found = [*_strings(assessment, set()), *NAMES, *KEYS]
    for room in ("report", "core", "assess", "plan", "app", "catalog", "scan"):
        for path in (ROOM.parent / room).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            literals = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
            found += [node.value for node in literals if isinstance(node.value, str)]
    found += [path.read_text(encoding="utf-8") for path in (ROOM.parents[1] / "resources").glob("*.json")]
    return " ".join(" ".join(found).casefold().split())


def _strings(value: object, seen: set[int]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif id(value) not in seen:
        seen.add(id(value))
        inside: Iterable[object] = ()
        if isinstance(value, Mapping):
            inside = value.items()
        elif isinstance(value, Iterable):
            inside = value
        elif is_dataclass(value):
            inside = (getattr(value, field.name) for field in fields(value))
        for each in inside:
            yield from _strings(each, seen)
