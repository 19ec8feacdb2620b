"""One licence of the Licences page: what it is, its duties with their state, what a move changes."""

from __future__ import annotations

from collections.abc import Callable

from advisor.core.assessment import Assessment
from advisor.core.knowledge import Licence
from advisor.gui.links import open_source, openable
from advisor.gui.pages.licences_rows import STATES, DutyRow, LicenceRow, way_out
from advisor.gui.pages.report_rows import DUTY_TONES, bold_width
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QLineEdit, Qt, QWidget
from advisor.gui.speech import LiveLabel
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Card, Chip, FlowLayout, Pill, RowButton, button, clear, column, line
from advisor.report.drawing import Tone
from advisor.report.wording import change_words, counted, exit_head, licence_notice

NOT_CHECKED = "not checked"


class Details(QWidget):
    """The licence that is chosen. `listed` are the duties that the filter leaves."""

    def __init__(
        self, follow: Callable[[tuple[str, ...], str], object], copy: Callable[[bool], object]
    ) -> None:
        super().__init__()
        self._follow = follow
        self._row: LicenceRow | None = None
        self.listed: list[DutyRow] = []
        outer = column(self, gap=SPACE + 4)
        self.about, self.duties, self.change = Card(), Card(tr("Duties")), Card(tr("Before and after"))
        for card in (self.about, self.duties, self.change):
            outer.addWidget(card)
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Filter the duties"))
        self.search.setPlaceholderText(tr("Filter the duties"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.count = LiveLabel("", "muted")
        self._build_tools(copy)
        self.about_rows, self.duty_rows, self.change_rows = column(gap=4), column(gap=2), column(gap=4)
        self.about.body.addLayout(self.about_rows)
        self.duties.body.addLayout(self.duty_rows)
        self.change.body.addLayout(self.change_rows)

    def _build_tools(self, copy: Callable[[bool], object]) -> None:
        tools = line(gap=SPACE)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.count)
        self.copy_text = button(tr("Copy"), lambda: copy(False), name=tr("Copy the duties as text"))
        self.copy_markdown = button(
            tr("Copy as Markdown"), lambda: copy(True), name=tr("Copy the duties as Markdown")
        )
        tools.addWidget(self.copy_text)
        tools.addWidget(self.copy_markdown)
        self.duties.body.addLayout(tools)
        holder = QWidget()
        flow = FlowLayout(holder)
        self.chips = {state: Chip(state, tr(state), tr("State")) for state in STATES}
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self._fill())
            flow.addWidget(chip)
        self.duties.body.addWidget(holder)

    def show_row(self, row: LicenceRow, assessment: Assessment) -> None:
        """Show a licence; the filter stays."""
        self._row = row
        self._say_about(row, assessment)
        counts = row.counts()
        for state, chip in self.chips.items():
            chip.set_count(counts[state])
            chip.setVisible(bool(counts[state]) or chip.isChecked())
        self._fill()
        self._say_change(row, assessment)

    def clear_filter(self) -> None:
        """Every duty again."""
        self.search.clear()
        for chip in self.chips.values():
            chip.setChecked(False)

    def _say_about(self, row: LicenceRow, assessment: Assessment) -> None:
        clear(self.about_rows)
        self.about_rows.addWidget(PlainLabel(shown(row.name), "heading", wrap=True))
        self.about_rows.addWidget(PlainLabel(_facts(row.licence), wrap=True))
        if row.finding_ids:
            told = tr("Show {places}").format(places=counted(len(row.finding_ids), "place"))
            self.about_rows.addWidget(
                button(told, lambda: self._follow(row.finding_ids, row.name), role="link")
            )
        for source in row.licence.sources if row.licence else ():
            self.about_rows.addWidget(_source(source.ref, str(source.read_on)))
        self.about_rows.addWidget(PlainLabel(licence_notice(assessment.catalog.as_of), "small", wrap=True))

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
        clear(self.duty_rows)
        for each in self.listed:
            self.duty_rows.addWidget(self._duty(each))
        if not self.listed:
            self.duty_rows.addWidget(PlainLabel(tr("No duty to show."), "muted"))

    def _duty(self, duty: DutyRow) -> QWidget:
        """A duty with places leads to them; one without leads nowhere, so it is no button."""
        name = f"{duty.state}: {duty.text}, {duty.place}"
        pill = Pill(duty.state, DUTY_TONES.get(duty.state, Tone.UNKNOWN))
        pill.setMinimumWidth(bold_width("cannot be seen") + 2 * SPACE)
        texts = QWidget()
        inner = column(texts, gap=1)
        inner.addWidget(PlainLabel(shown(duty.text, 900), wrap=True))
        when = tr("holds for: {when}").format(when=duty.when) if duty.when else ""
        places = _set_off(len(duty.finding_ids)) if duty.finding_ids else ""
        facts = " · ".join(filter(None, (duty.place, when, places)))
        for text in (facts, duty.why, duty.ends, duty.stays):
            if text:
                inner.addWidget(PlainLabel(shown(text, 600), "small", wrap=True))
        if not duty.finding_ids:
            return _still(name, pill, texts)
        row = RowButton(name, lambda: self._follow(duty.finding_ids, duty.text))
        row.add(pill, top=True)
        row.add(texts, 1)
        return row

    def _say_change(self, row: LicenceRow, assessment: Assessment) -> None:
        clear(self.change_rows)
        ways = way_out(row, assessment)
        self.change.setVisible(bool(ways))
        for way in ways:
            self.change_rows.addWidget(PlainLabel(shown(exit_head(way), 900), "strong", wrap=True))
            changes = [each for each in way.changes if row.today or each.licence == row.id]
            for text in (*(each.text for each in way.stays), *map(change_words, changes)):
                self.change_rows.addWidget(PlainLabel(shown(text, 1200), wrap=True))


def _still(name: str, pill: QWidget, texts: QWidget) -> QWidget:
    """The parts of a row side by side, as in a `RowButton`."""
    holder = QWidget()
    holder.setAccessibleName(name)
    row = line(holder, gap=SPACE + 4)
    row.setContentsMargins(8, 6, 8, 6)
    row.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(texts, 1)
    return holder


def _set_off(places: int) -> str:
    if places == 1:
        return tr("set off by 1 place")
    return tr("set off by {count} places").format(count=f"{places:,}")


def _facts(licence: Licence | None) -> str:
    if licence is None:
        return tr("The catalog has no row for this licence: not checked.")
    told = tr("Class: {kind} · version: {version} · {evidence}")
    read = tr("the text itself was read") if licence.evidence == "text" else tr("text itself not checked")
    return told.format(
        kind=licence.licence_class or NOT_CHECKED,
        version=licence.version_date or NOT_CHECKED,
        evidence=read,
    )


def _source(ref: str, day: str) -> QWidget:
    holder = QWidget()
    row = line(holder, gap=SPACE)
    row.addWidget(PlainLabel(shown(tr("{ref}, read {day}").format(ref=ref, day=day)), "small", wrap=True), 1)
    if openable(ref):
        name = tr("Open {ref} in the browser").format(ref=ref)
        row.addWidget(button(tr("Open"), lambda: open_source(ref), role="link", name=name))
    return holder
