"""Below a finding's reasons: the lines that read it, why it counts, and what can be decided about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.core.assessment import Dependency
from advisor.core.decisions import USER_ORIGIN
from advisor.core.findings import Finding
from advisor.core.links import Use
from advisor.gui.decision_forms import ContextForm, LeaveOutForm
from advisor.gui.plain import PlainLabel, several, shown, tr
from advisor.gui.qt import QVBoxLayout, QWidget, Signal
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Fold, Pill, button, column, line
from advisor.report.decided import origin_words
from advisor.report.drawing import Tone

USES_SHOWN = 6


def uses_of(finding: Finding, dependency: Dependency | None) -> list[Use]:
    """The lines that read the name a finding is bound to, each once, gravest context first."""
    seen: dict[tuple[str, int], Use] = {}
    for use in dependency.uses if dependency else ():
        if use.finding_id == finding.id:
            seen.setdefault((use.path, use.line), use)
    return list(seen.values())


def add_uses(layout: QVBoxLayout, uses: Sequence[Use], show: Callable[[Use], object]) -> None:
    """A link for each line that reads a finding; the rest is folded away."""
    if not uses:
        return
    layout.addSpacing(SPACE)
    layout.addWidget(PlainLabel(tr("Read at"), "label"))
    links = [_link(use, show) for use in uses]
    for link in links[:USES_SHOWN]:
        layout.addWidget(link)
    layout.addWidget(Fold(_more_words(len(links) - USES_SHOWN), links[USES_SHOWN:]))


def _more_words(number: int) -> str:
    return several(number, tr("1 more line"), tr("{count} more lines", "", number))


def _link(use: Use, show: Callable[[Use], object]) -> QWidget:
    place = f"{use.path}:{use.line}"
    told = tr("{place} reads the {how} {name}, {part}").format(
        place=place, how=use.how, name=use.name, part=use.context
    )
    holder = QWidget()
    inner = column(holder, gap=0)
    inner.addWidget(
        button(
            shown(place, 70),
            lambda: show(use),
            role="link",
            name=tr("Show {what}").format(what=told),
            tip=told,
        )
    )
    inner.addWidget(PlainLabel(shown(f"{use.how} {use.name}", 120), "small", wrap=True))
    return holder


def add_origin(layout: QVBoxLayout, finding: Finding, take_back: Callable[[], object]) -> None:
    """On whose word a finding counts, and the way back where it is the user's own."""
    if not finding.origin:
        return
    mine = finding.origin == USER_ORIGIN
    told = tr("counted because you said so") if mine else origin_words(finding.origin).lstrip(", ")
    row = line(gap=2 * SPACE)
    row.addWidget(Pill(told, Tone.ACCENT))
    if mine:
        row.addWidget(button(tr("Take it back"), take_back, role="link"))
    row.addStretch()
    layout.addSpacing(4)
    layout.addLayout(row)


class FindingDeeds(QWidget):
    """What can be decided about the finding that is shown, and about all that are selected with it.

    Signals:
        decided(object, str): decisions to keep, and what they do.
    """

    decided = Signal(object, str)

    def __init__(self, finding: Finding, same: int) -> None:
        super().__init__()
        self._finding, self._same = finding, same
        inner = column(self, gap=2)
        inner.setContentsMargins(0, SPACE, 0, 0)
        self.leave_out = LeaveOutForm()
        self.context = ContextForm()
        self.offer(())
        self.leave_fold = Fold(tr("Leave out …"), [self.leave_out])
        self.context_fold = Fold(tr("Another part of the project …"), [self.context])
        for fold, form in ((self.leave_fold, self.leave_out), (self.context_fold, self.context)):
            form.decided.connect(self.decided)
            inner.addWidget(fold)

    def offer(self, chosen: Sequence[Finding]) -> None:
        """Offer to decide on these at once, too."""
        self.leave_out.show_row(self._finding, self._same, chosen)
        self.context.show_row(self._finding, chosen)

    def ask_part(self) -> None:
        """Open the form that moves the file, and put the cursor into its globs."""
        self.context_fold.set_open(True)
        self.context.paths.setFocus()

    def ask_reason(self) -> None:
        """Open the form that leaves the finding out, and put the cursor into its reason."""
        self.leave_fold.set_open(True)
        self.leave_out.reason.setFocus()
