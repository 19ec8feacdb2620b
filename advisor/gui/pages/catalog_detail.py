"""The lower half of the catalog page: everything that is known of the row that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.knowledge import Source
from advisor.gui.flow import FlowLayout
from advisor.gui.links import open_source, openable
from advisor.gui.pages.catalog_facts import Fact, Section
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import (
    QBoxLayout,
    QGridLayout,
    QResizeEvent,
    QScrollArea,
    Qt,
    QVBoxLayout,
    QWidget,
    Signal,
)
from advisor.gui.room import Held, chars, text_lines
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, Card, Pill, button, clear, column, line, scrolled
from advisor.report.drawing import Tone
from advisor.report.wording import short_source, source_words

TWO_COLUMNS_FROM = 120
"""From so many characters on licences and sources stand beside the facts, not below them."""
LEAST_LINES = 8
"""So many lines of the facts are seen at the least."""
PILL_LONGEST = 36
_LABEL_CHARS = 23
TEXT_LIMIT = 2000
"""Characters of one value; the longest duty has about 600."""


class DetailPane(Card):
    """One row: its name and marks, buttons for the comparison, then all its facts.

    Signals:
        mark_wanted(): put the row into the comparison, or take it out.
        compare_wanted(): show the comparison.
    """

    mark_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(tr("About the chosen row"))
        self.body.setContentsMargins(2, SPACE, 2, 4)
        held = Held()  # as high as its first line is at its width
        self._inner = column(held, gap=SPACE)
        self.body.addWidget(held)
        head = FlowLayout(gap=SPACE)
        head.setContentsMargins(2 * SPACE - 2, 0, 2 * SPACE - 2, 0)
        self.name = PlainLabel("", "heading", wrap=True).wide()
        marks = QWidget()
        self.marks = FlowLayout(marks, wide=True)
        self.mark = button("", self.mark_wanted.emit)
        self.compare = button("", self.compare_wanted.emit)
        head.addWidget(self.name)
        head.push(marks)
        head.addWidget(self.mark)
        head.addWidget(self.compare)
        self._inner.addLayout(head)
        self._build_facts()

    def _build_facts(self) -> None:
        self._facts = Body()
        self._sides = line(self._facts, gap=4 * SPACE)
        self._sides.setContentsMargins(2 * SPACE, 0, 2 * SPACE, SPACE)
        self.left, self.right = column(gap=2), column(gap=2)
        for side in (self.left, self.right):
            self._sides.addLayout(side, 1)
        self.area: QScrollArea = scrolled(self._facts, tr("Facts of the chosen row"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setMinimumHeight(text_lines(LEAST_LINES))
        self._inner.addWidget(self.area, 1)

    def say(self, name: str, marks: Sequence[tuple[str, Tone]], sections: Sequence[Section]) -> None:
        """Show a row; no sections: nothing is chosen."""
        self.name.setText(shown(name, 60))
        clear(self.marks)
        for words, tone in marks:
            self.marks.addWidget(Pill(shown(words, 80), tone))
        with self._facts.refilled():
            self._refill(sections)
        self.area.verticalScrollBar().setValue(0)

    def _refill(self, sections: Sequence[Section]) -> None:
        for side in (self.left, self.right):
            clear(side)
        for section in sections:
            _add(self.right if section.aside else self.left, section)
        for side in (self.left, self.right):
            side.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """One column where there is no room for two."""
        super().resizeEvent(event)
        wide = event.size().width() >= chars(TWO_COLUMNS_FROM)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != way:
            self._sides.setDirection(way)


def _add(side: QVBoxLayout, section: Section) -> None:
    side.addSpacing(SPACE)
    side.addWidget(PlainLabel(section.title, "label"))
    if section.facts:
        side.addLayout(_grid(section.facts))
    for source in section.sources:
        side.addWidget(source_line(source))


def _grid(facts: Sequence[Fact]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE + 4)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, chars(_LABEL_CHARS))
    grid.setColumnStretch(1, 1)
    for number, fact in enumerate(facts):
        label = PlainLabel(shown(fact.label, 60), "muted", wrap=True)
        label.setFixedWidth(chars(_LABEL_CHARS))
        grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value_of(fact), number, 1, Qt.AlignmentFlag.AlignTop)
    return grid


def value_of(fact: Fact) -> QWidget:
    """The words of a fact: on the wash of their meaning, plain, or grey where nobody checked them."""
    if fact.tone is not None and len(fact.text) <= PILL_LONGEST:
        holder = QWidget()  # a pill is never wider than its word, and a grid would take that for its column
        row = line(holder)
        row.addWidget(Pill(shown(fact.text), fact.tone))
        row.addStretch()
        holder.setAccessibleName(shown(f"{fact.label}: {fact.text}"))
        return holder
    text = "\n".join(shown(each, TEXT_LIMIT) for each in fact.text.split("\n"))
    label = PlainLabel(text, "" if fact.known else "muted", wrap=True).selectable()
    label.setAccessibleName(f"{shown(fact.label)}: {text}")
    return label


def source_line(source: Source) -> QWidget:
    """Where something stands, with the day it was read: a link where it is a web address."""
    words = source_words(source.ref, source.read_on)
    if not openable(source.ref):
        return PlainLabel(shown(words), "small", wrap=True)
    told = f"{short_source(source.ref)}  (read {source.read_on})"
    holder = QWidget()  # a link is never wider than its words, and a column would take that for its own width
    row = line(holder)
    row.addWidget(
        button(
            told,
            lambda: open_source(source.ref),
            role="link",
            name=tr("Open {source}").format(source=words),
            tip=words,
        )
    )
    row.addStretch()
    return holder
