"""Beside a finding's lines, in words: why it is reported, what follows, where to move, what to decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.core.assessment import Assessment, Dependency, DutyState
from advisor.core.findings import Finding
from advisor.gui.known import known
from advisor.gui.pages.dependency_parts import licence_row
from advisor.gui.pages.finding_deeds import FindingDeeds, add_origin, add_uses, uses_of
from advisor.gui.pages.report_rows import verdict_lines
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import Qt, QTimer, QWidget, Signal
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, Pill, RowButton, button, clear, column, scrolled
from advisor.report.clean import masked
from advisor.report.drawing import STATUS_TONES
from advisor.report.wording import licence_words, offered, size_words, verdict_words

_CANDIDATES = 3
_DUTIES = 3
"""Duties shown of a dependency where none rests on this place alone."""


class FindingPane(Body):
    """Everything about one finding but its lines; all of it is known without the network.

    Signals:
        decided(object, str): decisions to keep, and what they do.
        take_back_wanted(object): the findings whose decisions the user wants back.
        page_wanted(str, str): a page, and what to show there.
        use_wanted(object): a `Use` whose line the user wants to see.
    """

    decided = Signal(object, str)
    take_back_wanted = Signal(object)
    page_wanted = Signal(str, str)
    use_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._shown = ""
        """The id of the finding that was told of last: another one is read from its top."""
        self.deeds: FindingDeeds | None = None
        self._inner = column(self, gap=2)
        self._inner.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self.area = scrolled(self, tr("About the finding"))

    def show_assessment(self, assessment: Assessment | None) -> None:
        """Where verdicts, candidates and duties are looked up; None while there are none."""
        self._assessment = assessment

    def show_finding(self, finding: Finding | None, selected: Sequence[Finding] = ()) -> None:
        """Tell all about a finding; those `selected` with it can be decided on together."""
        self.deeds = None
        with self.refilled():
            clear(self._inner)
            if finding is None:
                told = tr("Reason, verdict, candidates and duties of a place stand here.")
                self._inner.addWidget(PlainLabel(told, "muted", wrap=True))
            else:
                self._fill(finding)
                self._add_deeds(finding, selected)
            self._inner.addStretch()
        if finding is not None and finding.id != self._shown:
            self._shown = finding.id
            self.area.verticalScrollBar().setValue(0)

    def _fill(self, finding: Finding) -> None:
        dependency = self.dependency_of(finding)
        self._inner.addWidget(PlainLabel(shown(masked(finding.written), 200), "heading", wrap=True))
        if finding.verdict:
            self._inner.addSpacing(4)
            pill = Pill(verdict_words(finding.verdict), STATUS_TONES[finding.verdict.status])
            self._inner.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        add_origin(self._inner, finding, lambda: self.take_back_wanted.emit([finding]))
        self._fill_reason(finding)
        if finding.model:
            self._say(
                tr("Model"),
                finding.model + (tr(", of {family}").format(family=finding.family) if finding.family else ""),
            )
        add_uses(self._inner, uses_of(finding, dependency), self.use_wanted.emit)
        for label, text in verdict_lines(finding.verdict):
            if label != "Verdict" or finding.verdict is None:
                self._say(tr("Why this verdict") if label == "Why" else tr(label), text)
        if dependency and self._assessment:
            self._fill_licences(self._assessment, dependency)
            self._fill_candidates(dependency)
            for duty in _duties(self._assessment, finding, dependency):
                self._say(tr("Duty · {state}").format(state=duty.state), duty.text)

    def _fill_reason(self, finding: Finding) -> None:
        """The place's own reason, then what its rule is about: the rule's page in the program."""
        rule = self._assessment.rules.get(finding.rule) if self._assessment else None
        self._label(tr("Why it is reported"))
        if rule is not None:
            self._inner.addWidget(PlainLabel(shown(rule.title), "strong", wrap=True))
        self._inner.addWidget(PlainLabel(shown(finding.why), wrap=True).selectable())
        if rule is not None and rule.why != finding.why:
            self._inner.addWidget(PlainLabel(shown(rule.why, 900), "muted", wrap=True).selectable())
        told = tr("{rule}, {confidence} confidence")
        told = told.format(rule=finding.rule, confidence=finding.confidence)
        self._inner.addWidget(PlainLabel(shown(told), "small", wrap=True).selectable())
        if rule is not None and rule.action:
            self._say(tr("What to do"), rule.action)

    def _fill_licences(self, assessment: Assessment, dependency: Dependency) -> None:
        if not dependency.licences:
            return
        self._label(tr("Licence that follows from it"))
        for slug in dependency.licences:
            self._inner.addWidget(licence_row(assessment, slug, self._opener("licences", slug)))
            ends = next((one.ends for one in assessment.duties if one.licence == slug and one.ends), "")
            if ends:
                self._inner.addWidget(PlainLabel(shown(ends), "small", wrap=True))

    def _fill_candidates(self, dependency: Dependency) -> None:
        if not dependency.candidates and not dependency.rejected_total:
            return  # no weights are replaced here
        self._label(tr("Could move to"))
        to_board = self._opener("alternatives", dependency.id)
        best = offered(dependency, _CANDIDATES)
        for each in best:
            licence = licence_words(each.alternative.licence, each.alternative.licence_class)
            told = f"{each.rank}. {each.alternative.name} · {size_words(each.alternative)} · {licence}"
            row = RowButton(told, to_board)
            row.add(PlainLabel(shown(told), wrap=True), 1)
            self._inner.addWidget(row)
        if not best:
            self._inner.addWidget(PlainLabel(tr("No candidate fits these needs."), "muted"))
        self._inner.addWidget(button(tr("Compare alternatives"), to_board, role="link"))

    def dependency_of(self, finding: Finding) -> Dependency | None:
        """The dependency a finding belongs to; None while nothing is judged."""
        return known(self._assessment).dependency_of.get(finding.id) if self._assessment else None

    # --- deciding ---

    def _add_deeds(self, finding: Finding, selected: Sequence[Finding]) -> None:
        if self._assessment is None:
            return
        self.deeds = FindingDeeds(finding, known(self._assessment).alike[finding.rule, finding.written])
        self.deeds.offer(selected)
        self.deeds.decided.connect(self.decided)
        self._inner.addWidget(self.deeds)

    def offer(self, selected: Sequence[Finding]) -> None:
        """Several selected rows can be decided on at once."""
        if self.deeds is not None:
            self.deeds.offer(selected)

    def ask_reason(self) -> None:
        """Ask why the finding is to be left out."""
        if self.deeds is not None:
            self.deeds.ask_reason()
            self._bring_into_sight(self.deeds.leave_out)

    def ask_part(self) -> None:
        """Ask which part of the project its file belongs to."""
        if self.deeds is not None:
            self.deeds.ask_part()
            self._bring_into_sight(self.deeds.context)

    def _bring_into_sight(self, form: QWidget) -> None:
        """Once it is laid out, a moment later."""
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(form, 0, 2 * SPACE))

    # --- small parts ---

    def _opener(self, page: str, what: str) -> Callable[[], None]:
        return lambda: self.page_wanted.emit(page, what)

    def _label(self, text: str) -> None:
        self._inner.addSpacing(SPACE)
        self._inner.addWidget(PlainLabel(text, "label"))

    def _say(self, label: str, text: str) -> None:
        self._label(label)
        self._inner.addWidget(PlainLabel(shown(text), wrap=True).selectable())


def _duties(assessment: Assessment, finding: Finding, dependency: Dependency) -> Sequence[DutyState]:
    """The duties that rest on this place, else the first of its dependency's licences."""
    theirs = [duty for duty in assessment.duties if duty.licence in dependency.licences]
    return [duty for duty in theirs if finding.id in duty.finding_ids] or theirs[:_DUTIES]
