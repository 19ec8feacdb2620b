"""Numbers at a glance: tiles with their why under them, and small counts beside a bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.gui.plain import PlainLabel, action_text, shown, tr
from advisor.gui.qt import QGridLayout, QPushButton, QResizeEvent, QSize, QSizePolicy, QWidget
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import RowButton, Tile, button, clear, column
from advisor.report.drawing import Tone

_ACROSS = (4, 2, 1)
"""So many tiles stand in a row, as far as there is room for their words."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a why."""

    text: str


class Glances(QWidget):
    """Four tiles in a row, two by two or in a column; one why at a time is open beneath them."""

    def __init__(self) -> None:
        super().__init__()
        outer = column(self, gap=SPACE)
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE)
        outer.addLayout(self._grid)
        self.told = QWidget()
        self._inner = column(self.told, gap=2)
        self._inner.setContentsMargins(SPACE, 0, SPACE, 0)
        outer.addWidget(self.told)
        self.told.hide()
        self.tiles: dict[str, Tile] = {}
        self.whys: dict[str, QPushButton] = {}
        self._cells: list[QWidget] = []
        self._reasons: dict[str, Sequence[Told]] = {}
        self._open = ""
        self._across = 0

    def add(self, key: str, label: str, follow: Callable[[], object]) -> None:
        """One more tile."""
        cell = QWidget()
        inner = column(cell, gap=2)
        self.tiles[key] = Tile(label, follow)
        self.whys[key] = button("", lambda: self.turn(key), role="link")
        inner.addWidget(self.tiles[key])
        inner.addWidget(self.whys[key])
        self._cells.append(cell)
        self._arrange(4)

    def set(self, key: str, number: str, label: str | None, tone: Tone, why: Sequence[Told]) -> None:
        """Show a number, and keep why it is what it is."""
        self.tiles[key].set_number(number, label, tone)
        self._fit()
        self._reasons[key] = why
        self._show_open()

    def turn(self, key: str) -> None:
        """Open a why, or close it again."""
        self._open = "" if self._open == key else key
        self._show_open()

    def _show_open(self) -> None:
        clear(self._inner)
        for told in self._reasons.get(self._open, ()):
            self._inner.addWidget(PlainLabel(shown(f"•  {told.text}", 900), wrap=True).selectable())
        self.told.setVisible(bool(self._open))
        for key, why in self.whys.items():
            sign, word = "▾" if key == self._open else "▸", tr("Why")
            why.setText(action_text(f"{sign}  {word}"))
            why.setAccessibleName(tr("Why: {what}").format(what=self.tiles[key].accessibleName()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Fewer in a row where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widest = self._widest()
        fitting = (one for one in _ACROSS if one * (widest + SPACE) - SPACE <= self.width())
        self._arrange(next(fitting, _ACROSS[-1]))

    def _widest(self) -> int:
        parts: list[QWidget] = [*self.tiles.values(), *self.whys.values()]
        return max((part.minimumSizeHint().width() for part in parts), default=0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """They can always stand in a column."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def _arrange(self, across: int) -> None:
        if (across, len(self._cells)) == (self._across, self._grid.count()):
            return
        self._across = across
        while self._grid.takeAt(0):
            pass
        for number, cell in enumerate(self._cells):
            self._grid.addWidget(cell, number // across, number % across)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < across else 0)


class Count(RowButton):
    """`18 already dead`: a number of a bar, in the colour of its part."""

    def __init__(self, label: str, action: Callable[[], object], tone: Tone) -> None:
        super().__init__(label, action)
        self._label, self._tone = label, tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._number = PlainLabel("", "strong")
        self.add(self._number)
        self.add(PlainLabel(label, "muted"))
        self.inner.setSpacing(SPACE // 2)
        self.inner.setContentsMargins(SPACE // 2, 2, SPACE // 2, 2)
        self.setMinimumHeight(3 * SPACE)

    def set_number(self, text: str) -> None:
        """Show a number."""
        self._number.setText(f"● {text}")
        self._number.setStyleSheet(f"color: {THEME.ink(self._tone).name()}")
        self.setAccessibleName(f"{text} {self._label}")

    def number(self) -> str:
        """The number that is shown."""
        return self._number.text().removeprefix("● ")
