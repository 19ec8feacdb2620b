"""The duties of one licence: a filter, chips by state, and a row each with its sign, its why and its ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.gui.duty_words import STATES, sign, when_words
from advisor.gui.flow import FlowLayout
from advisor.gui.links import open_source, openable
from advisor.gui.mark import Mark, marks_width
from advisor.gui.pages.licences_rows import DutyRow, LicenceRow, source_of
from advisor.gui.plain import PlainLabel, action_text, shown, tr
from advisor.gui.qt import QPushButton, Qt, QVBoxLayout, QWidget, Signal
from advisor.gui.room import filter_field
from advisor.gui.speech import LiveLabel
from advisor.gui.stacking import Stacking
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Card, Chip, button, clear, column
from advisor.report.wording import counted

_STACKED = 56
"""Letters of room that a duty needs beside its sign."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link under a duty: its words, what a screen reader says of it, and what it leads to."""

    text: str
    name: str
    ids: tuple[str, ...] = ()
    fact: str = ""
    ref: str = ""


class DutiesCard(Card):
    """The duties of the licence that is shown. `listed` are those that the filter leaves.

    Signals:
        places_wanted(object, str): ids of findings, and what they are the places of.
        answer_wanted(str): the field of the policy that the user wants to answer.
        copy_wanted(bool): the list is to be copied; True: as Markdown.
    """

    places_wanted = Signal(object, str)
    answer_wanted = Signal(str)
    copy_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__(tr("Duties"))
        self._row: LicenceRow | None = None
        self.listed: list[DutyRow] = []
        self.search = filter_field(tr("Filter the duties"), tr("Filter the duties"), self._fill)
        self.count = LiveLabel("", "muted")
        self._build_tools()
        self._build_chips()
        self.rows = column(gap=SPACE)
        self.body.addLayout(self.rows)

    def _build_tools(self) -> None:
        tools = FlowLayout(gap=SPACE)
        tools.fill(self.search)
        tools.addWidget(self.count)
        self.copy_text = button(
            tr("Copy"), lambda: self.copy_wanted.emit(False), name=tr("Copy the duties as text")
        )
        self.copy_markdown = button(
            tr("Copy as Markdown"),
            lambda: self.copy_wanted.emit(True),
            name=tr("Copy the duties as Markdown"),
        )
        tools.addWidget(self.copy_text)
        tools.addWidget(self.copy_markdown)
        self.body.addLayout(tools)

    def _build_chips(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder)
        self.chips = {state: Chip(state, sign(state).word, tr("State")) for state in STATES}
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self._fill())
            flow.addWidget(chip)
        self.body.addWidget(holder)

    def show_row(self, row: LicenceRow) -> None:
        """Show the duties of a licence; the filter stays."""
        self._row = row
        counts = row.counts()
        for state, chip in self.chips.items():
            chip.set_count(counts[state])
            chip.setVisible(bool(counts[state]) or chip.isChecked())
        self._fill()

    def clear_filter(self) -> None:
        """Every duty again."""
        self.search.clear()
        for chip in self.chips.values():
            chip.setChecked(False)

    def _fill(self) -> None:
        if self._row is None:
            return
        words = self.search.text().casefold().split()
        on = {state for state, chip in self.chips.items() if chip.isChecked()}
        everything = sorted(self._row.duties, key=lambda each: STATES.index(each.state))
        self.listed = [
            each
            for each in everything
            if (not on or each.state in on) and all(word in each.haystack() for word in words)
        ]
        told = tr("{shown} of {total}").format(shown=len(self.listed), total=len(everything))
        self.count.setText(told)
        clear(self.rows)
        width = marks_width({each.state for each in everything})
        for each in self.listed:
            self.rows.addWidget(self._duty(each, self._row, width))
        if not self.listed:
            self.rows.addWidget(PlainLabel(_nothing(self._row), "muted", wrap=True))

    def _duty(self, duty: DutyRow, row: LicenceRow, width: int) -> QWidget:
        holder = Stacking(_STACKED, gap=SPACE + 4)
        holder.setAccessibleName(f"{sign(duty.state).word}: {duty.title}. {duty.text}")
        inner = holder.inner
        inner.setContentsMargins(8, 6, 8, 6)
        mark = Mark(duty.state)
        mark.setMinimumWidth(width)
        inner.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(gap=2)
        inner.addLayout(texts, 1)
        facts = " · ".join(filter(None, (duty.place, when_words(duty.when))))
        for text, role in ((duty.title, "strong"), (duty.text, ""), (duty.why, ""), (facts, "small")):
            if text:
                texts.addWidget(PlainLabel(shown(text, 900), role, wrap=True))
        self._add_ways(texts, duty, row)
        return holder

    def _add_ways(self, texts: QVBoxLayout, duty: DutyRow, row: LicenceRow) -> None:
        """The links of a duty in one line, and under it, on demand, what ends it."""
        links = [self._link(way) for way in _ways(duty, row)]
        ends = [PlainLabel(shown(text, 600), "small", wrap=True) for text in (duty.ends, duty.stays) if text]
        if ends:
            links.append(_more(tr("When it ends"), duty.title, ends))
        if links:
            holder = QWidget()
            flow = FlowLayout(holder, gap=SPACE)
            for link in links:
                flow.addWidget(link)
            texts.addWidget(holder)
        for label in ends:
            texts.addWidget(label)

    def _link(self, way: Way) -> QPushButton:
        return button(way.text, lambda: self._follow(way), role="link", name=way.name)

    def _follow(self, way: Way) -> None:
        if way.ids:
            self.places_wanted.emit(way.ids, way.name)
        elif way.fact:
            self.answer_wanted.emit(way.fact)
        else:
            open_source(way.ref)


def _more(text: str, of: str, parts: Sequence[QWidget]) -> QPushButton:
    """A link that shows what stands below it, and hides it again."""
    made = button(text, role="link", name=f"{of}: {text}")
    made.setCheckable(True)

    def turn(on: bool) -> None:
        made.setText(action_text(("▾ " if on else "▸ ") + text))
        for part in parts:
            part.setVisible(on)

    made.toggled.connect(turn)
    turn(False)
    return made


def _ways(duty: DutyRow, row: LicenceRow) -> list[Way]:
    """Where a duty leads: what meets it, what sets it off, the answer it hangs on, its text."""
    title, made = duty.title, []
    if duty.met_by:
        told = tr("Seen at {places}").format(places=counted(len(duty.met_by), "place"))
        made.append(Way(told, tr("{duty}: where it was seen").format(duty=title), duty.met_by))
    if duty.finding_ids:
        told = tr("Set off by {places}").format(places=counted(len(duty.finding_ids), "place"))
        made.append(Way(told, tr("{duty}: what sets it off").format(duty=title), duty.finding_ids))
    if duty.asks:
        made.append(Way(tr("Your answer"), tr("{duty}: your answer").format(duty=title), fact=duty.asks))
    source = source_of(row.licence, duty.section)
    if source and openable(source.ref):
        told = tr("{duty}: open the text of the licence in the browser").format(duty=title)
        made.append(Way(tr("Open the text"), told, ref=source.ref))
    return made


def _nothing(row: LicenceRow) -> str:
    """An empty list is the filter's doing, or nobody read the licence."""
    if row.duties:
        return tr("The filter leaves no duty.")
    return tr("No duty is known: the text of this licence was not read, so it may ask for something.")
