"""Before and after: duty by duty what a licence asks today and what the next one asks, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.core.assessment import Assessment
from advisor.core.exits import ABSENT, GONE, IDLE, NEW, STAYS, DutyAfter, LicenceChange, LicenceExit
from advisor.core.knowledge import Licence
from advisor.core.words import listed, short_licence
from advisor.gui.choices import Choices
from advisor.gui.duty_words import sign, when_words
from advisor.gui.icons import picture
from advisor.gui.links import open_source, openable
from advisor.gui.mark import Mark, marks_width
from advisor.gui.pages.licences_rows import DutyRow, LicenceRow, after_row, licence_rows, source_of
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QBoxLayout, QResizeEvent, Qt, QVBoxLayout, QWidget
from advisor.gui.stacking import Stacking
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Card, RowButton, button, clear, column, line, rule
from advisor.report.wording import exit_head

_CHANGES = (GONE, NEW, STAYS)
_STACKED = 72
"""Letters of room that a row of the table needs for its cells beside each other."""


@dataclass(frozen=True, slots=True)
class Side:
    """A duty on one side of the move."""

    licence: Licence | None
    row: DutyRow | None
    """None: that licence does not ask for it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A licence left and the one moved to."""

    key: str
    way: LicenceExit
    change: LicenceChange


def pairs(row: LicenceRow, assessment: Assessment) -> list[Pair]:
    """The moves that concern a licence: out of it today, or into it."""
    return [
        Pair(f"{way.licence} {change.licence}", way, change)
        for way in assessment.exits
        for change in way.changes
        if (way.licence if row.today else change.licence) == row.id
    ]


class ChangeCard(Card):
    """The table of one move, chosen among those that concern the licence that is shown."""

    def __init__(self) -> None:
        super().__init__(tr("Before and after"))
        self._assessment: Assessment | None = None
        self._pairs: dict[str, Pair] = {}
        self.at = ""
        self.rows: list[ChangeRow] = []
        self._head = column(gap=4)
        self._chooser_room = column(gap=0)
        self._table = column(gap=0)
        self._end = column(gap=4)
        for part in (self._head, self._chooser_room, self._table, self._end):
            self.body.addLayout(part)

    def show_row(self, row: LicenceRow, assessment: Assessment) -> bool:
        """Show what a move does to the duties of a licence; the pair chosen stays where it still is one.

        False where nothing is known of a move.
        """
        self._assessment = assessment
        found = pairs(row, assessment)
        self._pairs = {each.key: each for each in found}
        clear(self._head)
        if row.today:
            for way in (each for each in assessment.exits if each.licence == row.id):
                self._head.addWidget(PlainLabel(shown(exit_head(way), 900), "strong", wrap=True))
        self._offer(row, found)
        self._show(self.at if self.at in self._pairs else next(iter(self._pairs), ""))
        return bool(found) or any(row.today and each.licence == row.id for each in assessment.exits)

    def _offer(self, row: LicenceRow, found: Sequence[Pair]) -> None:
        clear(self._chooser_room)
        if len(found) < 2:
            return
        words = {each.key: short_licence((each.change if row.today else each.way).name) for each in found}
        name = tr("Licence moved to") if row.today else tr("Licence left")
        chooser = Choices(name, words, self.at if self.at in words else found[0].key)
        chooser.chosen.connect(self._show)
        self._chooser_room.addWidget(chooser)

    def _show(self, key: str) -> None:
        self.at = key
        clear(self._table)
        clear(self._end)
        self.rows = []
        pair, assessment = self._pairs.get(key), self._assessment
        if assessment is None:
            return
        if pair is None:
            told = tr("No candidate is chosen or ranked, so nothing is known of the licence after the move.")
            self._table.addWidget(PlainLabel(told, "muted", wrap=True))
            return
        self._fill(pair, assessment)
        if pair.way.stays:
            self._end.addSpacing(SPACE)
            self._end.addWidget(PlainLabel(tr("What stays bound after the move"), "strong"))
        for each in pair.way.stays:
            self._end.addWidget(PlainLabel(shown(each.text, 1200), wrap=True))

    def _fill(self, pair: Pair, assessment: Assessment) -> None:
        known = {each.id: each for each in assessment.licences}
        before, after = known.get(pair.way.licence), known.get(pair.change.licence)
        today = {row.id: row for row in licence_rows(assessment) if row.today}.get(pair.way.licence)
        titles = (
            tr("Today: {licence}").format(licence=short_licence(pair.way.name)),
            tr("After: {licence}, with {models}").format(
                licence=short_licence(pair.change.name), models=listed(pair.change.alternatives)
            ),
        )
        self._table.addWidget(_heading(titles))
        owed = {each.name: each for each in (today.duties if today else ()) if each.state != IDLE}
        for each in _in_order(pair.change.duties):
            left = Side(before, None if each.change == NEW else owed.get(each.name))
            coming = None if each.applies == ABSENT else after_row(each, after)
            self._table.addWidget(rule())
            made = ChangeRow(each, left, Side(after, coming), titles)
            self.rows.append(made)
            self._table.addWidget(made)


def _in_order(rows: Sequence[DutyAfter]) -> list[DutyAfter]:
    """What goes, what comes, what stays; what neither asks for is not told."""
    told = [each for each in rows if each.change]
    return sorted(told, key=lambda each: _CHANGES.index(each.change))


class ChangeRow(QWidget):
    """One duty on both sides; pressing it shows the words of both texts, with section and source."""

    def __init__(self, after: DutyAfter, left: Side, right: Side, titles: tuple[str, str]) -> None:
        super().__init__()
        self.after = after
        name = after.name[:1].upper() + after.name[1:]
        cells = (_cell(left), _cell(right))
        spoken = f"{name}: {sign(after.change).word}. {titles[0]}: {cells[0]}. {titles[1]}: {cells[1]}"
        outer = column(self, gap=0)
        self.button = _Cells(spoken, self._turn)
        self._arrow = PlainLabel("▸", "muted")
        self.button.add(self._arrow, top=True)
        mark = Mark(after.change)
        mark.setMinimumWidth(marks_width(_CHANGES))
        self.button.add(mark, top=True)
        self.button.add(PlainLabel(shown(name, 200), "strong", wrap=True), 3, top=True)
        for side, caption in ((left, tr("Today")), (right, tr("After the move"))):
            self.button.add_side(caption, _told(side))
        outer.addWidget(self.button)
        self.details = _details(left, right, after.why)
        self.details.hide()
        outer.addWidget(self.details)

    def _turn(self) -> None:
        opened = self.details.isHidden()
        self.details.setVisible(opened)
        self._arrow.setText("▾" if opened else "▸")
        self.button.setAccessibleDescription(tr("The words of both licences are shown.") if opened else "")


def _cell(side: Side) -> str:
    """`not seen · section 1.b.i`; `not asked for`."""
    if side.row is None:
        return tr("not asked for")
    return f"{sign(side.row.state).word} · {side.row.place}"


class _Cells(RowButton):
    """The cells of a row; below each other they say which side they tell of."""

    def __init__(self, name: str, action: Callable[[], object]) -> None:
        super().__init__(name, action)
        self._captions: list[QWidget] = []
        self.stack_below(_STACKED)

    def add_side(self, caption: str, told: QWidget) -> None:
        """Add what one licence asks."""
        holder = QWidget()
        inner = column(holder, gap=1)
        self._captions.append(PlainLabel(caption, "small"))
        self._captions[-1].hide()
        for part in (self._captions[-1], told):
            inner.addWidget(part)
        self.add(holder, 3, top=True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Captions are for want of a heading above."""
        super().resizeEvent(event)
        stacked = self.inner.direction() is QBoxLayout.Direction.TopToBottom
        for caption in self._captions:
            caption.setVisible(stacked)


def _told(side: Side) -> QWidget:
    """The state of a duty beside its icon, and the section below."""
    if side.row is None:
        return PlainLabel(tr("not asked for"), "muted", wrap=True)
    holder = QWidget()
    inner = line(holder, gap=4)
    told = sign(side.row.state)
    sized = PlainLabel()
    sized.setPixmap(picture(told.icon, 2 * SPACE, sized.devicePixelRatioF(), THEME.ink(told.tone).name()))
    inner.addWidget(sized, 0, Qt.AlignmentFlag.AlignTop)
    words = column(gap=0)
    words.addWidget(PlainLabel(told.word, wrap=True))
    words.addWidget(PlainLabel(shown(side.row.place, 300), "small", wrap=True))
    inner.addLayout(words, 1)
    return holder


def _heading(titles: tuple[str, str]) -> QWidget:
    holder = Stacking(_STACKED, gap=SPACE + 4)
    inner = holder.inner
    inner.setContentsMargins(8, 2, 8, 4)
    inner.addSpacing(marks_width(_CHANGES) + 4 * SPACE)
    for text in (tr("Duty"), *titles):
        label = PlainLabel(shown(text, 300), "small", wrap=True)
        inner.addWidget(label, 3, Qt.AlignmentFlag.AlignBottom)
    return holder


def _details(left: Side, right: Side, why: str) -> QWidget:
    holder = Stacking(_STACKED)
    inner = holder.inner
    inner.setContentsMargins(4 * SPACE, 0, SPACE, SPACE)
    for side, title in ((left, tr("Today")), (right, tr("After the move"))):
        inner.addLayout(_words(side, title, why if side is right else ""), 1)
    return holder


def _words(side: Side, title: str, why: str) -> QVBoxLayout:
    """What one licence asks, why that counts here, and where it is read."""
    made = column(gap=2)
    made.addWidget(PlainLabel(title, "small"))
    row = side.row
    told = (row.text, row.why or why) if row else (why or tr("It does not ask for this."),)
    for text in filter(None, told):
        made.addWidget(PlainLabel(shown(text, 900), wrap=True))
    source = source_of(side.licence, row.section) if row else None
    if row and source:
        read = tr("read {day}").format(day=source.read_on)
        ref = " · ".join(filter(None, (row.place, when_words(row.when), read)))
        made.addWidget(PlainLabel(shown(ref, 300), "small", wrap=True))
        if openable(source.ref):
            name = tr("Open {ref} in the browser").format(ref=source.ref)
            link = button(tr("Open the text"), lambda: open_source(source.ref), role="link", name=name)
            made.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)  # else all above it is as narrow
    made.addStretch(1)
    return made
