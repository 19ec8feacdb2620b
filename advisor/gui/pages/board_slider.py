"""A slider over marks with a field beside it for any other value: least context, most memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.gui.boxes import Slider
from advisor.gui.plain import PlainLabel, set_tip, tr
from advisor.gui.qt import QLineEdit, Qt, QTimer, QWidget, Signal
from advisor.gui.theme import SPACE
from advisor.gui.widgets import column, line

PAUSE_MS = 120
"""How long after a key the next one is waited for: a number is typed digit by digit."""
_LONGEST = 14
_FIELD = 11
"""Steps of `SPACE` that the field is wide at the least."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a slider runs over."""

    title: str
    nothing: str
    """What is said where nothing is asked for: `any context`."""
    marks: Sequence[float]
    """Rising."""
    words: Callable[[float], str]
    """A value as it is told and typed."""
    read: Callable[[str], float | None]
    """What was typed; None for what is no value."""
    trouble: str
    """What is said then."""
    most: bool = False
    """True where the value is the most that may be, so that its right end asks for nothing."""


class MarkSlider(QWidget):
    """Asks for one number, or for nothing.

    Signals:
        changed(): another number is asked for.
    """

    changed = Signal()

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._value: float | None = None
        outer = column(self, gap=2)
        outer.addWidget(PlainLabel(scale.title, "label", wrap=True))
        row = line(gap=SPACE)
        self.slider = Slider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(scale.title)
        self.slider.setRange(0, len(scale.marks))
        self.slider.setPageStep(1)
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("{title}, typed").format(title=scale.title))
        self.field.setPlaceholderText(scale.nothing)
        self.field.setMaxLength(_LONGEST)
        self.field.setMinimumWidth(_FIELD * SPACE)
        row.addWidget(self.slider, 3)
        row.addWidget(self.field, 2)
        outer.addLayout(row)
        self.trouble = PlainLabel("", "warning", wrap=True)
        self.trouble.hide()
        outer.addWidget(self.trouble)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self._take_text)
        self.slider.valueChanged.connect(self._take_mark)
        self.field.textEdited.connect(lambda _text: self._later.start())
        self.field.returnPressed.connect(self._take_text)
        self.ask(None)

    def value(self) -> float | None:
        """The number that is asked for."""
        return self._value

    def ask(self, value: float | None) -> None:
        """Ask for a number, or for nothing, without telling anybody."""
        self._later.stop()
        self._keep(value)
        self.field.setText(self._scale.words(value) if value is not None else "")

    def _keep(self, value: float | None) -> None:
        self._value = value
        told = self._scale.words(value) if value is not None else self._scale.nothing
        self.slider.blockSignals(True)
        self.slider.setValue(self._place(value))
        self.slider.blockSignals(False)
        set_tip(self.slider, told)
        self.slider.setAccessibleDescription(told)
        self._say("")

    def _place(self, value: float | None) -> int:
        """The mark that stands for a value: the last one it reaches, or the first it does not pass."""
        marks = self._scale.marks
        if self._scale.most:
            return len(marks) if value is None else sum(1 for mark in marks[:-1] if mark < value)
        return 0 if value is None else sum(1 for mark in marks if mark <= value)

    def _take_mark(self, place: int) -> None:
        marks = self._scale.marks
        if self._scale.most:
            value = marks[place] if place < len(marks) else None
        else:
            value = marks[place - 1] if place else None
        self.ask(value)
        self.changed.emit()

    def _take_text(self) -> None:
        self._later.stop()
        text = self.field.text().strip()
        value = self._scale.read(text) if text else None
        if text and value is None:
            self._say(self._scale.trouble)
            return
        if value != self._value:
            self._keep(value)
            self.changed.emit()
        self._say("")

    def _say(self, told: str) -> None:
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))
