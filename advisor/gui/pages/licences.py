"""The licences: what binds today and after the move, duty by duty, and what only the user knows."""

from __future__ import annotations

from collections.abc import Callable

from advisor.core.assessment import Assessment
from advisor.gui.duty_words import NOT_SEEN, class_words
from advisor.gui.filters import FindingFilter
from advisor.gui.pages.base import Page
from advisor.gui.pages.catalog_facts import class_tone
from advisor.gui.pages.licences_detail import Details
from advisor.gui.pages.licences_rows import LicenceRow, as_text, counts_words, licence_rows, targets_words
from advisor.gui.pages.report_questions import QuestionsCard
from advisor.gui.plain import PlainLabel, shown, to_tr, tr
from advisor.gui.qt import QApplication, QKeyEvent, QKeySequence, QWidget, Signal
from advisor.gui.room import Beside, Stack, chars, text_lines
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, EmptyState, Pill, RowButton, clear, column, scrolled
from advisor.report.wording import counted, looked_words

ANSWERS = "answers"
"""The key of the entry that shows conflicts and questions."""
BOTH_CHARS, LIST_CHARS, LEAST_LINES = 100, 34, 9
"""From so many characters on the list stands beside the licence; it has so many, and so many lines."""


class LicencesPage(Page):
    """Duties under the licences of today and of the models chosen.

    Signals:
        answered(str, object): the field of the policy and what the user says of it.
    """

    answered = Signal(str, object)
    name = "licences"
    title = to_tr("Licences")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self.rows: list[LicenceRow] = []
        self.at = ""
        self.buttons: dict[str, RowButton] = {}
        self.count = PlainLabel("", "muted", wrap=True).wide()
        self.head.addWidget(self.count)
        self.details = Details(self.show_findings, self.copy)
        self.duties = self.details.duties
        self.search = self.duties.search
        self.duties.answer_wanted.connect(self.show_answer)
        self.questions = QuestionsCard(self, self.show_licence)
        self.questions.answered.connect(self.answered)
        self.empty = EmptyState()
        self.stack = Stack()
        self.stack.addWidget(self._parts())
        self.stack.addWidget(self.empty)
        self.outer.addWidget(self.stack, 1)

    def _parts(self) -> QWidget:
        left, right = Body(), Body()
        self.list = column(left, gap=2)
        inside = column(right, gap=SPACE + 4)
        inside.addWidget(self.details)
        inside.addWidget(self.questions)
        inside.addStretch(1)
        both = Beside(BOTH_CHARS, below=(2, 3))
        self.choices = scrolled(left, tr("Licences today and after the move"))
        self.area = scrolled(right, tr("The licence and its duties, or what only you know"))
        self.choices.setMinimumSize(chars(LIST_CHARS), text_lines(LEAST_LINES))
        self.area.setMinimumHeight(text_lines(2 * LEAST_LINES))
        for part, share in ((self.choices, 2), (self.area, 5)):
            both.addWidget(part)
            both.setStretchFactor(both.count() - 1, share)
        both.setSizes([200, 500])
        return both

    def show_assessment(self, assessment: Assessment) -> None:
        """Show another assessment; the licence chosen and the scroll stay where they were."""
        self._assessment = assessment
        self.rows = licence_rows(assessment)
        today = [each for each in self.rows if each.today]
        told = tr("{licences} today, {duties} not seen to be met, {conflicts}; no legal advice")
        conflicts = counted(len(assessment.conflicts), "conflict")
        missed = counted(sum(each.counts()[NOT_SEEN] for each in today), "duty", "duties")
        licences = counted(len(today), "licence")
        self.count.setText(told.format(licences=licences, duties=missed, conflicts=conflicts))
        self._say_empty(assessment)
        self.questions.show_assessment(assessment)
        self._fill_list(assessment)
        self.show_licence(self.at)

    def _say_empty(self, assessment: Assessment) -> None:
        asks = assessment.questions or assessment.conflicts
        self.stack.setCurrentIndex(0 if self.rows or asks else 1)
        text = tr("No licence duty follows from what was found. {looked}")
        looked = looked_words(assessment)
        self.empty.say(tr("No licence binds"), text.format(looked=looked), icon="licences")

    def _fill_list(self, assessment: Assessment) -> None:
        focused = next((key for key, made in self.buttons.items() if made.hasFocus()), "")
        clear(self.list)
        self.buttons = {}
        if assessment.questions or assessment.conflicts or self.rows:
            self.buttons[ANSWERS] = _answers_button(assessment, self._chooser(ANSWERS))
            self.list.addWidget(self.buttons[ANSWERS])
        self._add_group(tr("Today"), "", [each for each in self.rows if each.today])
        after = [each for each in self.rows if not each.today]
        self._add_group(tr("After the move"), targets_words(assessment), after)
        self.list.addStretch(1)
        if focused in self.buttons:
            self.buttons[focused].show()  # what is not shown yet takes no focus
            self.buttons[focused].setFocus()

    def _add_group(self, title: str, told: str, rows: list[LicenceRow]) -> None:
        if not rows:
            return
        self.list.addSpacing(SPACE)
        self.list.addWidget(PlainLabel(title, "heading"))
        if told:
            self.list.addWidget(PlainLabel(told, "small", wrap=True))
        for each in rows:
            made = self.buttons[each.key] = _button(each, self._chooser(each.key))
            self.list.addWidget(made)

    def _chooser(self, key: str) -> Callable[[], None]:
        return lambda: self.show_licence(key)

    def show_licence(self, key: str) -> None:
        """Bring a licence to the front, by the key of its row or by its id; else what stands first.

        A conflict stands before all licences.
        """
        if self._assessment is None:
            return
        row = next((each for each in self.rows if key in (each.key, each.id)), None)
        if row is None and key != ANSWERS and self.rows and not self._assessment.conflicts:
            row = self.rows[0]
        at = row.key if row else ANSWERS
        moved, self.at = at != self.at, at
        for name, made in self.buttons.items():
            made.setCheckable(True)
            made.setChecked(name == at)
        scroll = self.area.verticalScrollBar().value()
        self.questions.setVisible(row is None)
        self.details.setVisible(row is not None)
        if row:
            self.details.show_row(row, self._assessment)
        self.area.verticalScrollBar().setValue(0 if moved else scroll)
        if moved and at in self.buttons:
            self.choices.ensureWidgetVisible(self.buttons[at])

    def show_answer(self, fact: str) -> None:
        """Bring the question to the front that decides a duty."""
        self.show_licence(ANSWERS)
        self.questions.focus_answer(fact)

    def show_findings(self, ids: tuple[str, ...], label: str) -> None:
        """Lead to the places behind a duty."""
        self.findings_wanted.emit(FindingFilter(ids=frozenset(ids), label=label))

    def copy(self, markdown: bool = False) -> None:
        """Put the duties that are shown on the clipboard."""
        row = next((each for each in self.rows if each.key == self.at), None)
        if row and self._assessment:
            told = as_text(row, self.duties.listed, self._assessment, markdown=markdown)
            QApplication.clipboard().setText(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Copy what is listed."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def retouch(self) -> None:
        """Icons carry colours of their own."""
        if self._assessment:
            self.show_licence(self.at)

    def clear_filter(self) -> None:
        """Show every duty."""
        self.duties.clear_filter()

    def focus_content(self) -> None:
        """Put the keyboard on the licence that is shown."""
        if self.at in self.buttons:
            self.buttons[self.at].setFocus()

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the duties."""
        self.search.setFocus()
        self.search.selectAll()


def _answers_button(assessment: Assessment, follow: Callable[[], object]) -> RowButton:
    """Leads to the conflicts and to what only the user knows."""
    title = tr("Conflicts and questions")
    conflicts = counted(len(assessment.conflicts), tr("conflict"), tr("conflicts"))
    open_ones = counted(len(assessment.questions), tr("open question"), tr("open questions"))
    made = RowButton(f"{title}: {conflicts}, {open_ones}", follow)
    holder = QWidget()
    inner = column(holder, gap=2)
    inner.addWidget(PlainLabel(title, "strong", wrap=True))
    inner.addWidget(PlainLabel(f"{conflicts}, {open_ones}", "small", wrap=True))
    made.add(holder, 1)
    return made


def _button(row: LicenceRow, follow: Callable[[], object]) -> RowButton:
    told = counts_words(row.counts()) or tr("no duty known")
    places = counted(len(row.finding_ids), "place") if row.today else ""
    more = tr(" and {count} more").format(count=len(row.by) - 4) if row.by[4:] else ""
    by = ", ".join(row.by[:4]) + more
    kind = class_words(row.licence)
    when = places if row.today else tr("after the move")
    made = RowButton(f"{row.name}, {kind}, {when}: {told}", follow)
    holder = QWidget()
    inner = column(holder, gap=2)
    inner.addWidget(PlainLabel(shown(row.name, 120), "strong", wrap=True))
    inner.addWidget(Pill(kind, class_tone(row.licence.licence_class if row.licence else None)))
    for text in filter(None, (places, by, told)):
        inner.addWidget(PlainLabel(shown(text, 300), "small", wrap=True))
    made.add(holder, 1)
    return made
