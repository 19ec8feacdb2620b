"""What is wrong with the looks of a window, by measure: cut words, overlaps, what hangs out, small targets.

The measure is that of Qt itself (style options, contents of sub-elements), in the fonts of the style sheet.
Words that are cut on purpose are no fault as long as the whole text is in the tool tip.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QWidget,
)

from advisor.gui.breaking import BREAK
from advisor.gui.canvas import Canvas
from advisor.gui.theme import THEME
from advisor.gui.widgets import Pill, pill_size
from advisor.gui.window import MainWindow
from advisor.report.drawing import Size, Words

PATIENCE = 3.0
"""Seconds that a page has to come to rest."""
SLACK = 1
"""Logical pixels that rounding may take."""
LEAST_TARGET = 24
"""WCAG 2.2, 2.5.8: the least side of what is clicked."""
TARGETS = (QPushButton, QCheckBox, QRadioButton, QComboBox, QLineEdit, QSpinBox)
FIELD_PADDING = 8 + 1 + 2
"""Padding and border of a field in the style sheet, at each end, and what Qt leaves beside the words."""
ARROW = 20 + 8
"""What the style sheet keeps for a choice's arrow and for the other end of the box."""
HEADING_PADDING = 9
"""What the style sheet leaves free at each end of a table's heading."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with the widget named so that one finds it."""

    kind: str
    widget: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.widget}: {self.detail}"


def faults(window: QWidget) -> list[Fault]:
    """All that is wrong with what a window shows now."""
    found: list[Fault] = []
    for widget in shown_widgets(window):
        found += _word_faults(widget)
        found += _place_faults(widget)
        found += _overlaps(widget)
    return found


def faults_at_rest(window: QWidget) -> list[Fault]:
    """The same once layouts whose height follows their width have settled, which takes them some rounds.

    And once nothing comes late: a page that is still being filled is given its time.
    """
    until = time.monotonic() + PATIENCE
    for _ in range(3):
        QApplication.processEvents()
    while (found := faults(window)) and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.02)
    return found


def faults_of_pages(window: MainWindow) -> list[str]:
    """Walk through every page there is and the start page, and say what is wrong where."""
    wrong: list[str] = []
    for name in window.pages:
        window.show_page(name)
        wrong += [f"{name}: {fault}" for fault in faults_at_rest(window)]
    window.show_start()
    return wrong + [f"start: {fault}" for fault in faults_at_rest(window)]


def shown_widgets(window: QWidget) -> Iterator[QWidget]:
    """The window and all in it that is visible and is no window of its own."""
    yield window
    for child in window.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from shown_widgets(child)


def name_of(widget: QWidget) -> str:
    """Kind of widget, its words, and what it stands in."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    words = text or widget.accessibleName() or widget.objectName()
    parent = widget.parentWidget()
    inside = f" in {type(parent).__name__}" if parent else ""
    return f"{type(widget).__name__} {words[:60]!r}{inside}"


def painted(widget: QLabel | QAbstractButton) -> str:
    """What Qt has of a text: a label of ours may have broken its words, a link may have been cut."""
    return QLabel.text(widget) if isinstance(widget, QLabel) else QAbstractButton.text(widget)


def cut_by_us(widget: QLabel | QPushButton) -> bool:
    """True where a text was cut; one that merely ends with … ("Save as…") is whole."""
    shown = painted(widget).replace(BREAK, "")
    return shown != widget.text() or not shown.rstrip().endswith(CUT)


# --- words ---


def _word_faults(widget: QWidget) -> Iterator[Fault]:
    missing = _missing(widget)
    if max(missing.width(), missing.height()) > SLACK and not _told_elsewhere(widget):
        lack = f"{max(missing.width(), 0)} x {max(missing.height(), 0)} px short"
        yield Fault("cut words", name_of(widget), lack)
    if isinstance(widget, QPushButton) and not (widget.text() or widget.layout() or widget.toolTip()):
        yield Fault("no words", name_of(widget), "an icon alone, and no tool tip")
    if isinstance(widget, QHeaderView):
        yield from _header_faults(widget)
    if isinstance(widget, QTabBar):
        yield from _tab_faults(widget)
    if isinstance(widget, Canvas):
        yield from _chart_faults(widget)
    if isinstance(widget, QLabel | QPushButton) and CUT in painted(widget) and not _told_elsewhere(widget):
        yield from _marked_cut(widget)


def _marked_cut(widget: QLabel | QPushButton) -> Iterator[Fault]:
    if cut_by_us(widget):
        yield Fault("cut without a tip", name_of(widget), "the whole text is nowhere")


def _told_elsewhere(widget: QWidget) -> bool:
    """True for a text that its owner cuts on purpose: the whole is in the tool tip."""
    if isinstance(widget, QLabel | QPushButton) and CUT in painted(widget):
        return bool(widget.toolTip())
    if isinstance(widget, QLineEdit):
        return widget.placeholderText() in widget.toolTip()
    if isinstance(widget, QComboBox):
        return widget.currentText() in widget.toolTip()
    return isinstance(widget, Pill) and bool(widget.toolTip())


def _missing(widget: QWidget) -> QSize:
    """How much more room the words of a widget need than they have; not positive where they fit."""
    nothing = QSize(0, 0)
    if isinstance(widget, Pill):
        return pill_size(widget.text()) - widget.size()
    if isinstance(widget, QLabel):
        return _label_missing(widget) if widget.text() and widget.pixmap().isNull() else nothing
    if isinstance(widget, QCheckBox | QRadioButton):
        return widget.sizeHint() - widget.size() if widget.text() else nothing
    if isinstance(widget, QPushButton):
        return _button_missing(widget) if widget.text() else nothing
    if isinstance(widget, QComboBox):
        return _combo_missing(widget)
    if isinstance(widget, QLineEdit):
        return _placeholder_missing(widget)
    return nothing


def _label_missing(label: QLabel) -> QSize:
    margin = 2 * label.margin()
    room = label.contentsRect().size() - QSize(margin, margin)
    flags = int(label.alignment()) | int(Qt.TextFlag.TextExpandTabs)
    if label.wordWrap():
        flags |= int(Qt.TextFlag.TextWordWrap)
    space = QRect(0, 0, room.width() if label.wordWrap() else 1_000_000, 1_000_000)
    flags &= ~int(Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignVertical_Mask)
    return label.fontMetrics().boundingRect(space, flags, painted(label)).size() - room


def _button_missing(button: QPushButton) -> QSize:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    style = button.style()
    room = style.subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).size()
    needed = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, painted(button))
    if not button.icon().isNull():
        needed.setWidth(needed.width() + button.iconSize().width() + 4)
    for label in button.findChildren(QLabel):  # a number at the end of a row of the navigation
        if label.isVisible() and label.text():
            needed.setWidth(needed.width() + label.width())
    return needed - room


def _combo_missing(combo: QComboBox) -> QSize:
    """A box that says its choice: the words beside the arrow."""
    room = combo.width() - ARROW
    return QSize(combo.fontMetrics().horizontalAdvance(combo.currentText()) - room, 0)


def _placeholder_missing(field: QLineEdit) -> QSize:
    if not field.placeholderText() or field.text():
        return QSize(0, 0)
    margins = field.textMargins()
    room = field.width() - 2 * FIELD_PADDING - margins.left() - margins.right()
    return QSize(field.fontMetrics().horizontalAdvance(field.placeholderText()) - room, 0)


def _header_faults(header: QHeaderView) -> Iterator[Fault]:
    model = header.model()
    if header.orientation() is not Qt.Orientation.Horizontal or model is None:
        return
    metrics = QFontMetrics(
        THEME.font(Size.SMALL, bold=True)
    )  # of the style sheet's sections, not of the view
    for section in range(header.count()):
        text = model.headerData(section, header.orientation(), Qt.ItemDataRole.DisplayRole)
        room = header.sectionSize(section) - 2 * HEADING_PADDING
        if section == header.sortIndicatorSection() and header.isSortIndicatorShown():
            room -= header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMarkSize, None, header)
        lack = metrics.horizontalAdvance(str(text)) - room if text else 0
        tip = model.headerData(section, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        if text and lack > SLACK and not header.isSectionHidden(section) and not tip:
            yield Fault("cut words", f"heading {text!r} of {name_of(header)}", f"{lack} px short")


def _chart_faults(chart: Canvas) -> Iterator[Fault]:
    """Words of a chart that its painter cuts; names of what is charted are whole in the tip of their area."""
    told = " ".join(area.label for area in chart.drawing.areas)
    with THEME.within(chart.magnified):
        for words in chart.drawing.shapes:
            if isinstance(words, Words) and words.text not in told:
                metrics = QFontMetrics(THEME.font(words.size, bold=words.bold))
                lack = metrics.horizontalAdvance(words.text) - round(words.width)
                if lack > SLACK:
                    yield Fault("cut words", f"{words.text!r} of {name_of(chart)}", f"{lack} px short")


def _tab_faults(bar: QTabBar) -> Iterator[Fault]:
    for number in range(bar.count()):
        lack = bar.fontMetrics().horizontalAdvance(bar.tabText(number)) - bar.tabRect(number).width()
        if lack > 0 and not bar.tabToolTip(number):
            yield Fault("cut words", f"tab {bar.tabText(number)!r}", f"{lack} px short")


# --- places ---


def _place_faults(widget: QWidget) -> Iterator[Fault]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return
    if not _scrolls(parent) and not isinstance(parent, QSplitter):
        out = QRegion(widget.geometry()) - QRegion(parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK))
        if not out.isEmpty():
            place, room = widget.geometry(), parent.size()
            yield Fault("hangs out", name_of(widget), f"{place.getRect()} in {room.width()}x{room.height()}")
    if isinstance(parent.parentWidget(), QScrollArea) and _scrolls(parent):
        yield from _unreachable(widget, parent)
    if isinstance(widget, TARGETS) and not isinstance(parent, QSpinBox | QComboBox):
        yield from _small(widget)


def _scrolls(parent: QWidget) -> bool:
    """True for the viewport of what scrolls: what hangs out of it is reached by scrolling."""
    area = parent.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is parent


def _unreachable(body: QWidget, viewport: QWidget) -> Iterator[Fault]:
    """What is wider than its scroll area where that cannot be scrolled sideways."""
    area = viewport.parentWidget()
    assert isinstance(area, QScrollArea)
    never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    wide = body.width() - viewport.width()
    if never and wide > SLACK:
        yield Fault("hangs out", name_of(body), f"{wide} px beyond a page that cannot be scrolled sideways")


def _small(widget: QWidget) -> Iterator[Fault]:
    if min(widget.width(), widget.height()) < LEAST_TARGET:
        yield Fault("small target", name_of(widget), f"{widget.width()}x{widget.height()}")


def _overlaps(parent: QWidget) -> Iterator[Fault]:
    """Brothers that a layout holds and that cover each other."""
    layout = parent.layout()
    if layout is None:
        return
    held = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
        if layout.indexOf(child) >= 0 or _in_inner(parent, child)
    ]
    for number, one in enumerate(held):
        for other in held[number + 1 :]:
            both = one.geometry().intersected(other.geometry())
            if both.width() > SLACK and both.height() > SLACK:
                yield Fault("overlap", name_of(one), f"{name_of(other)}: {both.width()}x{both.height()} px")


def _in_inner(parent: QWidget, child: QWidget) -> bool:
    """True for what a layout inside the layout holds."""
    layout = parent.layout()
    assert layout is not None
    waiting = [layout]
    while waiting:
        one = waiting.pop()
        for index in range(one.count()):
            item = one.itemAt(index)
            if item is None:
                continue
            if item.widget() is child:
                return True
            if (inner := item.layout()) is not None:
                waiting.append(inner)
    return False
