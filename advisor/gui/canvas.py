"""Paints the Qt-free charts of `advisor.report.drawing` and turns clicks and keys into their keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from advisor.gui.plain import shown, tip_text
from advisor.gui.qt import (
    QAccessible,
    QColor,
    QEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointF,
    QRectF,
    QResizeEvent,
    QSizePolicy,
    Qt,
    QToolTip,
    QWidget,
    Signal,
)
from advisor.gui.speech import announce, is_spoken_as
from advisor.gui.theme import THEME
from advisor.report.drawing import Align, Area, Box, Dot, Drawing, Shape, Stroke, Tone, Words

LEAST_WIDTH = 200
"""Pixels that every chart can be read at: what the side pane has at the least size of the window."""


class Canvas(QWidget):
    """A chart that fits its width. Tab reaches it, arrows walk its areas, Return follows one.

    Signals:
        activated(str): the key of the area that was clicked or chosen with Return.
        pointed(str): the words of the area that the pointer or the keyboard is on.

    Attributes:
        drawing: the chart that is shown.
        magnified: how much larger than drawn it is painted, for large fonts.
    """

    activated = Signal(str)
    pointed = Signal(str)

    def __init__(self, make: Callable[[float], Drawing], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        is_spoken_as(self, QAccessible.Role.Chart)
        self._make = make
        self._name = name
        self._current = -1
        self.magnified = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.drawing = make(480)
        self._take(self.drawing)

    def set_source(self, make: Callable[[float], Drawing]) -> None:
        """Show another chart in the same place."""
        self._make = make
        self._current = -1
        self._draw(max(self.width(), LEAST_WIDTH))

    def _draw(self, width: int) -> None:
        """With a large font everything is laid out in less room and painted so much larger."""
        self.magnified = max(1.0, min(THEME.scale(), width / LEAST_WIDTH))
        self._take(self._make(width / self.magnified))

    def _take(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.setFixedHeight(round(drawing.height * self.magnified))
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(drawing.title)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Draw for the new width."""
        if event.size().width() != event.oldSize().width():
            self._draw(event.size().width())

    def area_at(self, point: QPointF) -> Area | None:
        """The topmost area under a point."""
        inside = point / self.magnified
        for area in reversed(self.drawing.areas):
            if _rect(area).contains(inside):
                return area
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Show by the pointer what can be clicked."""
        over = self.area_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        if over:
            self.pointed.emit(over.label)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Follow the area that was clicked."""
        area = self.area_at(event.position())
        if area and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(area.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Arrows walk the areas, Return or Space follows the current one."""
        areas = self.drawing.areas
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if areas and key in steps:
            self._current = (self._current + steps[key]) % len(areas) if self._current >= 0 else 0
            self.setAccessibleDescription(areas[self._current].label)
            self.pointed.emit(areas[self._current].label)
            announce(self, areas[self._current].label)
            self.update()
        elif 0 <= self._current < len(areas) and key in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ):
            self.activated.emit(areas[self._current].key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Answer a tool-tip question with the label of the area under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            area = self.area_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip_text(area.label) if area else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint the shapes, then the ring round the area the keyboard is on, or at first round all."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.magnified, self.magnified)
        with THEME.within(self.magnified):
            for shape in sorted(self.drawing.shapes, key=lambda each: isinstance(each, Words)):
                paint(shape, painter)  # words last: no line runs through them
        if self.hasFocus():
            on_area = 0 <= self._current < len(self.drawing.areas)
            whole = QRectF(0, 0, self.width() / self.magnified, self.height() / self.magnified)
            marked = _rect(self.drawing.areas[self._current]) if on_area else whole
            painter.setPen(QPen(THEME.ink(Tone.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(marked.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


def _rect(area: Area) -> QRectF:
    return QRectF(area.x, area.y, area.width, area.height)


@singledispatch
def paint(shape: Shape, painter: QPainter) -> None:
    """Paint one shape in the colours of the theme."""
    raise TypeError(f"no way to paint {type(shape).__name__}")


@paint.register
def _paint_box(box: Box, painter: QPainter) -> None:
    painter.setBrush(THEME.solid(box.tone) if box.solid else THEME.wash(box.tone))
    painter.setPen(QPen(THEME.ink(box.tone), 1) if box.outline else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), box.radius, box.radius)


@paint.register
def _paint_words(words: Words, painter: QPainter) -> None:
    font = THEME.font(words.size, bold=words.bold)
    painter.setFont(font)
    painter.setPen(THEME.on_solid(words.tone) if words.on_solid else THEME.ink(words.tone))
    text = QFontMetricsF(font).elidedText(shown(words.text), Qt.TextElideMode.ElideRight, words.width)
    flags = {
        Align.LEFT: (words.x, Qt.AlignmentFlag.AlignLeft),
        Align.CENTRE: (words.x - words.width / 2, Qt.AlignmentFlag.AlignHCenter),
        Align.RIGHT: (words.x - words.width, Qt.AlignmentFlag.AlignRight),
    }
    left, flag = flags[words.align]
    room = QRectF(left, words.y - 20, words.width, 40)
    if not words.on_solid:
        _clear_behind(painter, room, flag, text)
    painter.drawText(room, flag | Qt.AlignmentFlag.AlignVCenter, text)


def _clear_behind(painter: QPainter, room: QRectF, flag: Qt.AlignmentFlag, text: str) -> None:
    """Take away what runs behind words, so that they stand free of lines."""
    behind = painter.boundingRect(room, flag | Qt.AlignmentFlag.AlignVCenter, text).adjusted(-1, 1, 1, -1)
    painter.fillRect(behind, QColor(THEME.scheme.surface))


@paint.register
def _paint_stroke(stroke: Stroke, painter: QPainter) -> None:
    pen = QPen(THEME.solid(stroke.tone), stroke.width)
    if stroke.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(stroke.x1, stroke.y1), QPointF(stroke.x2, stroke.y2))


@paint.register
def _paint_dot(dot: Dot, painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush if dot.hollow else THEME.solid(dot.tone))
    painter.setPen(QPen(THEME.solid(dot.tone), 2))
    painter.drawEllipse(QPointF(dot.x, dot.y), dot.radius, dot.radius)
