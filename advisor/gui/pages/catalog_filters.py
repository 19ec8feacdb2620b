"""The filters of the alternatives on the catalog page: what a checkpoint has to be to stay on the list."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from advisor.app.shelf import CONTEXT_TOKENS, Shelf
from advisor.app.wanted import Wanted
from advisor.core.knowledge import Alternative
from advisor.gui.boxes import Box
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QComboBox, QLineEdit, QStyledItemDelegate, QTimer, QWidget, Signal
from advisor.gui.speech import name_box
from advisor.gui.widgets import column
from advisor.report.catalog_text import NOT_CHECKED

FILTER_PAUSE_MS = 120
_CONTEXTS = (8192, 32_768, 131_072, 262_144, 1_048_576)
_SIZES = ((None, 4.0), (4.0, 10.0), (10.0, 40.0), (40.0, 130.0), (130.0, None))
"""Least and most parameters in thousands of millions: about a phone, a laptop, a card, a few, a rack."""
_CLASSES = ("permissive", "conditional", "non-commercial")
_LONGEST = 12


def choice(name: str) -> QComboBox:
    """A list to choose one of; its lines have the air that the style sheet gives them."""
    made = Box()
    name_box(made, name)
    made.setItemDelegate(QStyledItemDelegate(made))  # Qt's own one for these lists knows no style sheet
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


class FilterBar(QWidget):
    """One control a question; what is not answered is no matter.

    Signals:
        changed(): the answers are others.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=4)
        self._flow = FlowLayout(gap=6)
        outer.addLayout(self._flow)
        self.licence = self._choice(tr("Licence class"))
        self.task = self._choice(tr("Task"))
        self.reads = self._choice(tr("What it reads"))
        self.sizes = self._choice(tr("Size"))
        self.context = self._choice(tr("Context"))
        self.quantisation = self._choice(tr("Quantisation that memory is reckoned at"))
        self.memory = self._field(tr("fits … GiB"), tr("Fits in memory of so many GiB"))
        self.before = self._field(tr("before YYYY-MM-DD"), tr("Released before this day"))
        self.trouble = PlainLabel("", "warning", wrap=True)
        self.trouble.hide()
        outer.addWidget(self.trouble)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FILTER_PAUSE_MS)
        self._later.timeout.connect(self.changed)

    def _choice(self, name: str) -> QComboBox:
        made = choice(name)
        made.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._flow.addWidget(made)
        return made

    def _field(self, hint: str, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(hint)
        made.setAccessibleName(name)
        made.setMaxLength(_LONGEST)
        made.setFixedWidth(made.fontMetrics().horizontalAdvance(hint) + 28)
        made.textChanged.connect(lambda _text: self._later.start())
        self._flow.addWidget(made)
        return made

    # --- filling ---

    def offer(self, shelf: Shelf) -> None:
        """Offer what the rows of a shelf have; answers that it still knows stay."""
        rows = shelf.alternatives
        tasks = sorted({task for row in rows for task in row.tasks})
        reads = sorted({one for row in rows for one in row.modalities_in})
        self._fill(self.licence, tr("Any licence"), [(word, word) for word in (*_CLASSES, NOT_CHECKED)])
        self._fill(self.task, tr("Any task"), [(word, word) for word in tasks])
        self._fill(self.reads, tr("Reads anything"), [(tr("reads {}").format(one), one) for one in reads])
        self._fill(
            self.sizes,
            tr("Any size"),
            [(self._size_words(pair), number) for number, pair in enumerate(_SIZES)],
        )
        contexts = [(tr("from {}").format(f"{one:,}"), one) for one in _CONTEXTS]
        self._fill(self.context, tr("Any context"), contexts)
        self._fill(self.quantisation, "", [(tr("at {}").format(name), name) for name in shelf.quantisations])

    def _size_words(self, pair: tuple[float | None, float | None]) -> str:
        least, most = pair
        if least is None:
            return tr("up to {}").format(f"{most:g}B")
        if most is None:
            return tr("from {}").format(f"{least:g}B")
        return tr("{} to {}").format(f"{least:g}B", f"{most:g}B")

    @staticmethod
    def _fill(field: QComboBox, nothing: str, offers: Sequence[tuple[str, Any]]) -> None:
        kept = field.currentData()
        field.blockSignals(True)
        field.clear()
        if nothing:
            field.addItem(nothing, None)
        for text, value in offers:
            field.addItem(shown(text, 60), value)
        field.setCurrentIndex(max(field.findData(kept), 0) if kept is not None else 0)
        field.blockSignals(False)

    # --- what is asked ---

    @property
    def least_context(self) -> int:
        """The context in tokens that memory is reckoned for."""
        return self.context.currentData() or CONTEXT_TOKENS

    @property
    def chosen_quantisation(self) -> str:
        """The quantisation that memory is reckoned at."""
        return self.quantisation.currentData() or "q4"

    @property
    def active(self) -> bool:
        """True where something is asked for."""
        return not self._wanted().is_anything or self._only_unchecked

    @property
    def _only_unchecked(self) -> bool:
        return bool(self.licence.currentData() == NOT_CHECKED)

    def passes(self, shelf: Shelf) -> Callable[[Alternative], bool]:
        """Whether a row is what is asked for. What cannot be read as an answer is said and left out."""
        wanted, unchecked = self._wanted(), self._only_unchecked
        return lambda row: shelf.fits(row, wanted) and not (unchecked and row.licence_class is not None)

    def _wanted(self) -> Wanted:
        number = self.sizes.currentData()
        least, most = (None, None) if number is None else _SIZES[number]
        return Wanted(
            licence_class=None if self._only_unchecked else self.licence.currentData(),
            min_size_b=least,
            max_size_b=most,
            min_context=self.context.currentData(),
            modality=self.reads.currentData(),
            task=self.task.currentData(),
            released_before=self._day(),
            memory_gib=self._gib(),
            quantisation=self.chosen_quantisation,
        )

    def say_troubles(self) -> None:
        """Say beside the fields what in them is no answer."""
        troubles = [*self._memory_trouble(), *self._day_trouble()]
        self.trouble.setText(shown(" ".join(troubles)))
        self.trouble.setVisible(bool(troubles))

    def _memory_trouble(self) -> Iterable[str]:
        if self.memory.text().strip() and self._gib() is None:
            yield tr("{} is no amount of memory; write GiB like 24.").format(self.memory.text().strip())

    def _day_trouble(self) -> Iterable[str]:
        if self.before.text().strip() and self._day() is None:
            yield tr("{} is no date; write one like 2026-04-08.").format(self.before.text().strip())

    def _gib(self) -> float | None:
        try:
            number = float(self.memory.text().strip().replace(",", "."))
        except ValueError:
            return None
        return number if math.isfinite(number) and number > 0 else None

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.before.text().strip())
        except ValueError:
            return None

    def reset(self) -> None:
        """Ask for nothing; the quantisation stays, it filters nothing by itself."""
        for field in (self.licence, self.task, self.reads, self.sizes, self.context):
            field.blockSignals(True)
            field.setCurrentIndex(0)
            field.blockSignals(False)
        self.memory.clear()
        self.before.clear()
        self._later.stop()
        self.changed.emit()
