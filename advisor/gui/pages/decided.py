"""Which duties an answer decides, how they stand, and which of them the last answer changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from advisor.core.assessment import Assessment
from advisor.core.words import listed, short_licence
from advisor.gui.duty_words import STATES, sign
from advisor.gui.mark import Mark, marks_width
from advisor.gui.pages.licences_rows import LicenceRow, licence_rows
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QWidget
from advisor.gui.speech import announce
from advisor.gui.theme import SPACE
from advisor.gui.widgets import RowButton, button, column

_STACKED = 56
"""Letters of room that a duty needs beside its sign and its licences."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One duty that hangs on an answer, in all licences in which it stands alike."""

    title: str
    state: str
    today: bool
    licences: tuple[str, ...]
    key: str
    """The row of the Licences page that shows it."""


def decided(assessment: Assessment, fact: str) -> list[Decided]:
    """The duties that hang on a field of the policy: those of today, then those after the move."""
    groups: dict[tuple[bool, str, str], list[LicenceRow]] = {}
    for row in licence_rows(assessment):
        for duty in row.duties:
            if duty.asks == fact:
                groups.setdefault((not row.today, duty.state, duty.title), []).append(row)
    made = [
        Decided(title, state, not after, tuple(short_licence(row.name) for row in rows), rows[0].key)
        for (after, state, title), rows in groups.items()
    ]
    return sorted(made, key=lambda each: (not each.today, STATES.index(each.state)))


def states_of(assessment: Assessment) -> dict[tuple[str, str], str]:
    """The state of every duty, by the key of its licence's row and its own name."""
    return {(row.key, duty.title): duty.state for row in licence_rows(assessment) for duty in row.duties}


def changes(before: dict[tuple[str, str], str], assessment: Assessment) -> list[str]:
    """`Copy of the licence (Llama 3.1): not seen, now does not apply`, for each duty that changed."""
    names = {row.key: row for row in licence_rows(assessment)}
    found: dict[tuple[str, str, str, bool], list[str]] = {}
    for (key, title), state in states_of(assessment).items():
        old = before.get((key, title))
        if old is not None and old != state:
            row = names[key]
            found.setdefault((title, old, state, row.today), []).append(short_licence(row.name))
    return [_changed(*what, licences) for what, licences in found.items()]


def _changed(title: str, old: str, state: str, today: bool, licences: Iterable[str]) -> str:
    if today:
        told = tr("{duty} ({licences}): {old}, now {new}")
    else:
        told = tr("{duty} after the move ({licences}): {old}, now {new}")
    return told.format(duty=title, licences=listed(licences), old=sign(old).word, new=sign(state).word)


class Effect:
    """What the last answer changed; forgotten as soon as something else is judged.

    Attributes:
        fact: the field of the policy that was answered last; "" where something else came since.
    """

    def __init__(self, answer: Callable[[str, object], object]) -> None:
        self._answer = answer
        self._shown: Assessment | None = None
        self._begun: tuple[str, object] | None = None
        self._old: object = None
        self._lines: list[str] = []
        self.fact = ""

    def begin(self, fact: str, before: object) -> None:
        """An answer is given now in place of `before`."""
        self._begun = (fact, before)

    def take(self, assessment: Assessment) -> None:
        """The project was judged anew, or is shown again."""
        if assessment is self._shown:
            return
        self._lines = []
        self.fact, self._old = self._begun or ("", None)
        if self._shown is not None and self.fact:
            self._lines = changes(states_of(self._shown), assessment)
            self._lines += _conflicts(len(self._shown.conflicts), len(assessment.conflicts))
        self._begun, self._shown = None, assessment

    def part(self) -> QWidget:
        """What changed, and the way back."""
        holder = QWidget()
        inner = column(holder, gap=2)
        inner.setContentsMargins(SPACE, 0, 0, SPACE)
        title = tr("Changed by your answer:") if self._lines else tr("No duty changed by your answer.")
        inner.addWidget(PlainLabel(title, "strong"))
        for each in self._lines:
            inner.addWidget(PlainLabel(shown(each, 600), wrap=True))
        inner.addWidget(button(tr("Undo"), self._back, role="link", name=tr("Undo this answer")))
        announce(holder, " ".join((title, *self._lines)))
        return holder

    def _back(self) -> None:
        fact, old = self.fact, self._old
        self._answer(fact, old)


def _conflicts(before: int, now: int) -> list[str]:
    return [tr("Conflicts: {before}, now {now}").format(before=before, now=now)] if before != now else []


def decided_part(rows: Iterable[Decided], follow: Callable[[str], object]) -> QWidget:
    """The duties that an answer decides, each leading to its licence."""
    holder = QWidget()
    inner = column(holder, gap=0)
    inner.setContentsMargins(SPACE, 0, 0, SPACE)
    told = list(rows)
    inner.addWidget(PlainLabel(tr("The answer decides:"), "small"))
    width = marks_width(STATES)
    for each in told:
        inner.addWidget(_row(each, width, follow))
    return holder


def _row(each: Decided, width: int, follow: Callable[[str], object]) -> QWidget:
    where = tr("today under {licences}") if each.today else tr("after the move under {licences}")
    where = where.format(licences=listed(each.licences))
    made = RowButton(f"{sign(each.state).word}: {each.title}, {where}", lambda: follow(each.key))
    mark = Mark(each.state)
    mark.setMinimumWidth(width)
    made.add(mark, top=True)
    made.stack_below(_STACKED)
    made.add(PlainLabel(shown(each.title, 200), "strong", wrap=True), 2)
    made.add(PlainLabel(shown(where, 300), "small", wrap=True), 3)
    return made
