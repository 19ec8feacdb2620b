"""One licence of the Licences page: what it is, its duties with their state, what a move changes."""

from __future__ import annotations

from collections.abc import Callable

from advisor.core.assessment import Assessment
from advisor.core.knowledge import Licence
from advisor.gui.choices import Choices
from advisor.gui.duty_words import NOT_CHECKED, class_words
from advisor.gui.links import open_source, openable
from advisor.gui.pages.licences_change import ChangeCard
from advisor.gui.pages.licences_duties import DutiesCard
from advisor.gui.pages.licences_rows import LicenceRow
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QWidget
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Card, button, clear, column, line
from advisor.report.wording import counted, licence_notice

DUTIES, CHANGE = "duties", "change"
"""The two views of a licence."""


class Details(QWidget):
    """The licence that is chosen."""

    def __init__(
        self, follow: Callable[[tuple[str, ...], str], object], copy: Callable[[bool], object]
    ) -> None:
        super().__init__()
        self._follow = follow
        outer = column(self, gap=SPACE + 4)
        self.about, self.duties, self.change = Card(), DutiesCard(), ChangeCard()
        self.views = Choices(tr("What is shown of the licence"), {})
        self.views.chosen.connect(self._show_view)
        for card in (self.about, self.views, self.duties, self.change):
            outer.addWidget(card)
        self.duties.copy_wanted.connect(copy)
        self.duties.places_wanted.connect(follow)
        self._about = column(gap=4)
        self.about.body.addLayout(self._about)

    def show_row(self, row: LicenceRow, assessment: Assessment) -> None:
        """Show a licence; the filter stays."""
        self._say_about(row, assessment)
        self.duties.show_row(row)
        moves = self.change.show_row(row, assessment)
        number = counted(len(row.duties), tr("duty"), tr("duties"))
        when = tr("{duties} today") if row.today else tr("{duties} after the move")
        at = self.views.current() or DUTIES
        self.views.offer({DUTIES: when.format(duties=number), CHANGE: tr("Before and after")}, at)
        self.views.setVisible(moves)
        self._show_view(at if moves else DUTIES)

    def _show_view(self, view: str) -> None:
        self.duties.setVisible(view == DUTIES)
        self.change.setVisible(view == CHANGE)

    def _say_about(self, row: LicenceRow, assessment: Assessment) -> None:
        clear(self._about)
        self._about.addWidget(PlainLabel(shown(row.name), "heading", wrap=True))
        for text in _facts(row):
            self._about.addWidget(PlainLabel(shown(text, 1200), wrap=True))
        if row.finding_ids:
            told = tr("Show {places}").format(places=counted(len(row.finding_ids), "place"))
            link = button(told, lambda: self._follow(row.finding_ids, row.name), role="link")
            self._about.addWidget(link)
        for source in row.licence.sources if row.licence else ():
            self._about.addWidget(_source(source.ref, str(source.read_on)))
        self._about.addWidget(PlainLabel(licence_notice(assessment.catalog.as_of), "small", wrap=True))


def _facts(row: LicenceRow) -> list[str]:
    """What kind of licence it is, of which day, and how far its text was read."""
    licence = row.licence
    if licence is None:
        return [tr("The catalog has no row for this licence: not checked.")]
    told = tr("{kind} · version: {version} · {read}").format(
        kind=_capital(class_words(licence)), version=licence.version_date or NOT_CHECKED, read=_read(licence)
    )
    condition = licence.commercial_condition
    commerce = tr("Commercial use: {condition}").format(condition=condition) if condition else ""
    return list(filter(None, (told, commerce)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _read(licence: Licence) -> str:
    if licence.evidence == "text":
        return tr("the text itself was read")
    if licence.evidence == "partial":
        return tr("the text was read in part")
    return tr("the text itself was not read: from secondary sources")


def _source(ref: str, day: str) -> QWidget:
    holder = QWidget()
    row = line(holder, gap=SPACE)
    row.addWidget(PlainLabel(shown(tr("{ref}, read {day}").format(ref=ref, day=day)), "small", wrap=True), 1)
    if openable(ref):
        name = tr("Open {ref} in the browser").format(ref=ref)
        row.addWidget(button(tr("Open"), lambda: open_source(ref), role="link", name=name))
    return holder
