"""What a licence rules out, and what no scan can see: asked once, answered in place, changed at any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from advisor.core.assessment import Assessment, Reason
from advisor.core.policy import Policy
from advisor.gui.choices import Choices
from advisor.gui.duty_words import is_answered
from advisor.gui.filters import FindingFilter
from advisor.gui.pages import report_rows as rows
from advisor.gui.pages.base import Page
from advisor.gui.pages.decided import Effect, decided, decided_part
from advisor.gui.plain import PlainLabel, shown, to_tr, tr
from advisor.gui.qt import QLineEdit, QWidget, Signal
from advisor.gui.stacking import Stacking, letters
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Card, Fold, button, clear, column, line
from advisor.report.drawing import Tone
from advisor.report.wording import counted, licence_notice

REMARKS_SHOWN = 4
_YES, _NO, _UNKNOWN = "yes", "no", "unknown"
_FIELD = 18
"""Letters that a field for a number is wide."""
_QUESTION_AND_ANSWER = 75
"""Letters: in less room the answer stands below the question."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact about the user, as it is asked for."""

    key: str
    """The field of `Policy`."""
    text: str
    raised_by: str = ""
    """The key of the question of an assessment that asks for it."""
    number: str = ""
    """What a number is a number of; empty for yes or no."""
    whole: bool = True


FACTS = (
    _Fact(
        "redistributes",
        to_tr("Weights, or a product with them, are handed on to others"),
        "question.redistribution",
    ),
    _Fact("eu", to_tr("The rights holder sits in the European Union"), "question.eu"),
    _Fact("trains_on_outputs", to_tr("Outputs of these models train others"), "question.outputs"),
    _Fact(
        "monthly_users",
        to_tr("Monthly active users of all your products"),
        "question.users",
        to_tr("users a month"),
    ),
    _Fact(
        "annual_revenue_musd",
        to_tr("Revenue of twelve months"),
        "question.revenue",
        to_tr("millions of US dollars"),
        whole=False,
    ),
    _Fact("commercial", to_tr("Used commercially")),
)
_LARGEST: Mapping[str, float] = {"monthly_users": 10**11, "annual_revenue_musd": 10**9}
"""More is a slip of the pen; the same bounds as in a policy file."""


class QuestionsCard(Card):
    """Conflicts first, then the open questions with their answers, then what was answered.

    With `follow`, each question names the duties that its answer decides; `follow` leads to a licence.

    Signals:
        answered(str, object): the field of the policy and what the user says: a bool, a number or None.
    """

    answered = Signal(str, object)

    def __init__(self, home: Page, follow: Callable[[str], object] | None = None) -> None:
        super().__init__(tr("Licences: conflicts and questions"))
        self._home = home
        self._follow = follow
        self.effect = Effect(self.answered.emit)
        self.answers: dict[str, QWidget] = {}
        self._inside = column(gap=4)
        self.body.addLayout(self._inside)

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill the card anew; the keyboard stays at the answer it was at."""
        at = self._answer_in_focus()
        self.effect.take(assessment)
        clear(self._inside)
        self.answers = {}
        conflicts = [self._remark(tr("conflict"), Tone.DEAD, each) for each in assessment.conflicts]
        self._add_some(conflicts, tr("more conflicts"))
        by_key = {fact.raised_by: fact for fact in FACTS if fact.raised_by}
        asked = [(by_key[each.key], each) for each in assessment.questions if each.key in by_key]
        for fact, question in asked:
            self._inside.addWidget(self._question(fact, question, assessment.policy))
            self._add_duties(fact, assessment)
        others = [each for each in assessment.questions if each.key not in by_key]
        self._add_some([self._remark(tr("to clear up"), Tone.YOURS, each) for each in others], tr("more"))
        self._add_rest(assessment, {fact.key for fact, _ in asked})
        if not (conflicts or assessment.questions):
            told = tr("No conflict was seen, no question is open.")
            self._inside.insertWidget(0, PlainLabel(told, "muted"))
        notice = licence_notice(assessment.catalog.as_of)
        self._inside.addWidget(PlainLabel(notice, "small", wrap=True))
        if at in self.answers:
            self._focus(self.answers[at])

    def _answer_in_focus(self) -> str:
        focus = self.focusWidget() if self.isAncestorOf(self.window().focusWidget() or self) else None
        return next((key for key, part in self.answers.items() if focus and part.isAncestorOf(focus)), "")

    @staticmethod
    def _focus(answer: QWidget) -> None:
        part: QWidget | None = answer.findChild(QLineEdit)
        if isinstance(answer, Choices):
            part = answer.chips.get(answer.current())
        if part is not None:
            part.setFocus()

    def _add_some(self, found: list[QWidget], more: str) -> None:
        for row in found[:REMARKS_SHOWN]:
            self._inside.addWidget(row)
        self._inside.addWidget(Fold(f"{len(found) - REMARKS_SHOWN} {more}", found[REMARKS_SHOWN:]))

    def _add_rest(self, assessment: Assessment, asked: set[str]) -> None:
        """Answers given, or that a duty hangs on, stay in sight; what bears on nothing is folded."""
        policy = assessment.policy
        rest = [each for each in FACTS if each.key not in asked]
        told = [each for each in rest if is_answered(policy, each.key) or self._bears(each, assessment)]
        for fact in told:
            self._inside.addWidget(self._answer_row(fact, tr(fact.text), policy))
            self._add_duties(fact, assessment)
        idle = [each for each in rest if each not in told]
        number = counted(len(idle), tr("fact"), tr("facts"))
        folded = tr("{facts} that nothing asks for today").format(facts=number)
        rows = [self._answer_row(each, tr(each.text), policy) for each in idle]
        self._inside.addWidget(Fold(folded, rows))

    def _bears(self, fact: _Fact, assessment: Assessment) -> bool:
        return self._follow is not None and bool(decided(assessment, fact.key))

    def _add_duties(self, fact: _Fact, assessment: Assessment) -> None:
        """What the last answer changed, and the duties that hang on this one."""
        if self._follow is None:
            return
        if self.effect.fact == fact.key:
            self._inside.addWidget(self.effect.part())
        rows = decided(assessment, fact.key)
        if rows:
            self._inside.addWidget(decided_part(rows, self._follow))

    def _remark(self, word: str, tone: Tone, reason: Reason) -> QWidget:
        return rows.remark_row(word, tone, reason, lambda: self._show(reason))

    def _show(self, reason: Reason) -> None:
        if reason.finding_ids:
            wanted = FindingFilter(ids=frozenset(reason.finding_ids), label=reason.text)
            self._home.findings_wanted.emit(wanted)

    def _question(self, fact: _Fact, question: Reason, policy: Policy) -> QWidget:
        holder = QWidget()
        inner = column(holder, gap=0)
        inner.addWidget(self._remark(tr("to answer"), Tone.YOURS, question))
        inner.addWidget(self._answer_row(fact, tr("Your answer"), policy))
        return holder

    # --- answering ---

    def _answer_row(self, fact: _Fact, told: str, policy: Policy) -> QWidget:
        holder = Stacking(_QUESTION_AND_ANSWER, gap=SPACE)
        row = holder.inner
        row.setContentsMargins(9, 2, 9, 4)
        row.addWidget(PlainLabel(shown(told), wrap=True), 1)
        made = self._number(fact, policy) if fact.number else self._flag(fact, policy)
        self.answers[fact.key] = made
        row.addWidget(made)
        return holder

    def _flag(self, fact: _Fact, policy: Policy) -> QWidget:
        words = {_YES: tr("Yes"), _NO: tr("No"), _UNKNOWN: tr("Not known")}
        if fact.key == "commercial":
            words.pop(_UNKNOWN)
        value = getattr(policy, fact.key)
        made = Choices(tr(fact.text), words, _UNKNOWN if value is None else _YES if value else _NO)
        made.ensurePolished()
        made.setFixedWidth(made.one_line() + SPACE)
        made.chosen.connect(lambda key: self._tell(fact, value, {_YES: True, _NO: False}.get(key)))
        return made

    def _number(self, fact: _Fact, policy: Policy) -> QWidget:
        holder = QWidget()
        both = column(holder, gap=2)
        row = line(gap=SPACE)
        both.addLayout(row)
        trouble = PlainLabel("", "warning", wrap=True)
        trouble.hide()
        both.addWidget(trouble)
        field = QLineEdit(_number_words(getattr(policy, fact.key)))
        field.setAccessibleName(f"{tr(fact.text)}, {tr(fact.number)}")
        field.setPlaceholderText(tr("not known"))
        field.setMaxLength(16)
        hint = field.fontMetrics().horizontalAdvance(field.placeholderText()) + 4 * SPACE
        field.setFixedWidth(max(letters(field, _FIELD), hint))
        name = tr("Keep: {fact}").format(fact=tr(fact.text))
        keep = button(tr("Keep"), lambda: self._keep(fact, policy, field, trouble), name=name)
        field.returnPressed.connect(keep.click)
        for part in (field, PlainLabel(tr(fact.number), "muted"), keep):
            row.addWidget(part)
        row.addStretch()
        return holder

    def _keep(self, fact: _Fact, policy: Policy, field: QLineEdit, trouble: PlainLabel) -> None:
        try:
            value = _number_of(field.text(), fact)
        except ValueError as error:
            trouble.setText(str(error))
            trouble.show()
            return
        trouble.hide()
        self._tell(fact, getattr(policy, fact.key), value)

    def _tell(self, fact: _Fact, before: object, value: object) -> None:
        self.effect.begin(fact.key, before)
        self.answered.emit(fact.key, value)

    def focus_answer(self, fact: str) -> None:
        """Put the keyboard on an answer, where it is asked for."""
        if fact in self.answers:
            self._focus(self.answers[fact])


def _number_words(value: float | None) -> str:
    return "" if value is None else f"{value:,}".removesuffix(".0")


def _number_of(text: str, fact: _Fact) -> float | int | None:
    """`12,000` or `12 000` as 12000, nothing as None. Raises `ValueError` that says what was expected."""
    plain = "".join(text.replace(",", "").replace("_", "").split())
    if not plain:
        return None
    whole, _, part = plain.partition(".")
    digits = whole.isascii() and whole.isdecimal() and (not part or (part.isascii() and part.isdecimal()))
    if not digits or (fact.whole and "." in plain):
        raise ValueError(tr("Digits only, such as 12,000."))
    if float(plain) > _LARGEST[fact.key]:
        raise ValueError(tr("That is more than there can be."))
    return int(plain) if fact.whole else float(plain)
