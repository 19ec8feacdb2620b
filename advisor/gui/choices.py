"""One of a few: chips in a row of which exactly one is on. For horizons, answers, kinds and ledgers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from advisor.gui.flow import FlowLayout
from advisor.gui.plain import action_text
from advisor.gui.qt import QAbstractButton, QButtonGroup, QSize, QSizePolicy, QWidget, Signal
from advisor.gui.widgets import PressButton, one_of


class Choices(QWidget):
    """Chips named by their words; left and right walk them, Space and Return choose.

    Signals:
        chosen(str): the key of the chip that the user chose; not sent for `choose`.
    """

    chosen = Signal(str)

    def __init__(
        self, name: str, options: Mapping[str, str], first: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name = name
        self._flow = FlowLayout(self, wide=True)
        self._group = QButtonGroup(self)
        self.chips: dict[str, PressButton] = {}
        self.offer(options, first)
        self._group.buttonClicked.connect(self._tell)

    def offer(self, options: Mapping[str, str], first: str = "") -> None:
        """Other chips; `first` is on, no one where it is not among them."""
        fresh = {key: self._chip(text) for key, text in options.items()}
        for before, chip in pairwise((*[*self.chips.values()][-1:], *fresh.values())):
            QWidget.setTabOrder(before, chip)  # else Tab would come to the newest last of all
        for chip in self.chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = fresh
        self.choose(first)

    def _chip(self, text: str) -> PressButton:
        chip = PressButton(action_text(text))
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.setAccessibleName(f"{self._name}: {text}")
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        one_of(self._group, chip)
        self._flow.addWidget(chip)
        return chip

    def choose(self, key: str) -> None:
        """Turn a chip on without telling anybody; an unknown key turns all off."""
        self._group.setExclusive(key in self.chips)
        for each, chip in self.chips.items():
            chip.setChecked(each == key)
        self._group.setExclusive(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """All chips in one line: beside other things they wrap only where there is no room."""
        width = self.one_line()
        return QSize(width, self._flow.heightForWidth(width))

    def one_line(self) -> int:
        """The width at which all chips stand in one line, in pixels."""
        gaps = self._flow.spacing() * (len(self.chips) - 1)
        return sum(chip.sizeHint().width() for chip in self.chips.values()) + gaps

    def current(self) -> str:
        """The key of the chip that is on; empty where none is."""
        return next((key for key, chip in self.chips.items() if chip.isChecked()), "")

    def _tell(self, pressed: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, chip in self.chips.items() if chip is pressed))
