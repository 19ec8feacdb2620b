"""The chips above the findings: verdicts, kinds, parts of the project, and what a number elsewhere led to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from advisor.core.kinds import Context, Kind, Status
from advisor.gui.filters import NOT_JUDGED, ChipCounts, FindingFilter
from advisor.gui.finding_rows import CHIP_GROUPS, STATUS_LABELS
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QWidget, Signal
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Chip

_GROUPS: Mapping[str, type[StrEnum]] = {"statuses": Status, "kinds": Kind, "contexts": Context}


class FindingChips(QWidget):
    """Every chip counts what the rest of the filter lets through; one that would show nothing is hidden.

    Signals:
        changed(): the user turned a chip on or off.
        all_wanted(): the rows that a number elsewhere led to are no longer the only ones that are wanted.
    """

    changed = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self.chips: dict[str, dict[str, Chip]] = {}
        self._labels: dict[str, PlainLabel] = {}
        for group, members in _GROUPS.items():
            self._add_group(group, [member.value for member in members])
        self.only = Chip("", "", tr("Only"))
        self.only.setChecked(True)
        self.only.hide()
        self.only.clicked.connect(lambda _checked=False: self.all_wanted.emit())
        self._flow.addWidget(self.only)

    def _add_group(self, group: str, words: list[str]) -> None:
        label = PlainLabel(tr(CHIP_GROUPS[group]), "label")
        self._labels[group] = label
        self._flow.addWidget(label)
        self._flow.keep_with_next(label, SPACE)
        extra = [NOT_JUDGED] if group == "statuses" else []
        self.chips[group] = {word: self._chip(group, word) for word in words + extra}
        for chip in self.chips[group].values():
            self._flow.addWidget(chip)

    def _chip(self, group: str, word: str) -> Chip:
        label = _label(word)
        chip = Chip(word, label, tr(CHIP_GROUPS[group]))
        chip.hide()
        chip.toggled.connect(lambda _on: self.changed.emit())
        return chip

    def show_filter(self, wanted: FindingFilter) -> None:
        """Turn on what is in force, without telling anybody."""
        for group, chips in self.chips.items():
            chosen: frozenset[str] = getattr(wanted, group)
            for word, chip in chips.items():
                chip.blockSignals(True)
                chip.setChecked(word in chosen)
                chip.blockSignals(False)
        self.only.label = shown(wanted.label, 60)
        self.only.setVisible(wanted.ids is not None)
        self.only.set_count(len(wanted.ids or ()))
        self.only.setChecked(True)

    def over(self, wanted: FindingFilter) -> FindingFilter:
        """A filter with the chips that are on."""
        chosen = {
            group: frozenset(word for word, chip in chips.items() if chip.isChecked())
            for group, chips in self.chips.items()
        }
        return replace(
            wanted, statuses=chosen["statuses"], kinds=chosen["kinds"], contexts=chosen["contexts"]
        )

    def show_counts(self, counts: ChipCounts) -> None:
        """How many rows each chip would show."""
        for group, chips in self.chips.items():
            for word, chip in chips.items():
                count = counts.of(group)[word]
                chip.set_count(count)
                chip.setVisible((count > 0 and word != NOT_JUDGED) or chip.isChecked())
            self._labels[group].setVisible(any(not chip.isHidden() for chip in chips.values()))


def _label(word: str) -> str:
    """A value in words; kinds and parts are told as they are called everywhere."""
    if word in list(Status):
        return tr(STATUS_LABELS[Status(word)])
    return tr(NOT_JUDGED) if word == NOT_JUDGED else word
