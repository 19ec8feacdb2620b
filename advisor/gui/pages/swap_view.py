"""What changes together with a model, and what its successor has to offer: rows for the dependency's pane."""

from __future__ import annotations

from collections.abc import Callable

from advisor.core.assessment import Dependency, Need
from advisor.core.swap import Category, SwapMember
from advisor.gui.plain import PlainLabel, several, shown, tr
from advisor.gui.policy_dialog import CORRECTABLE
from advisor.gui.qt import Qt, QVBoxLayout, QWidget
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Fold, Pill, RowButton, button, column, line
from advisor.report.clean import masked
from advisor.report.drawing import Tone
from advisor.report.wording import effort_words

MEMBERS_SHOWN = 12
_TONES = {Category.MANDATORY: Tone.DEAD, Category.OPTIONAL: Tone.SERVED, Category.POTENTIAL: Tone.UNKNOWN}


def fill_members(layout: QVBoxLayout, dependency: Dependency, show: Callable[[SwapMember], object]) -> None:
    """The effort, then every place that changes, by its role."""
    layout.addWidget(PlainLabel(shown(effort_words(dependency), 900), wrap=True).selectable())
    if dependency.estimate is not None:
        layout.addWidget(PlainLabel(shown(dependency.estimate.assumption, 300), "small", wrap=True))
    roles: dict[str, list[SwapMember]] = {}
    for member in dependency.members:
        roles.setdefault(member.title, []).append(member)
    for title, members in roles.items():
        _fill_role(layout, title, members, show)
    if not roles:
        layout.addWidget(PlainLabel(tr("Nothing else was seen to change with it."), "muted", wrap=True))
    layout.addStretch()


def _fill_role(
    layout: QVBoxLayout, title: str, members: list[SwapMember], show: Callable[[SwapMember], object]
) -> None:
    layout.addSpacing(SPACE)
    layout.addWidget(PlainLabel(shown(f"{title}: {members[0].action}", 300), "label", wrap=True))
    rows = [_member_row(each, show) for each in members]
    for row in rows[:MEMBERS_SHOWN]:
        layout.addWidget(row)
    layout.addWidget(Fold(_more_words(len(rows) - MEMBERS_SHOWN), rows[MEMBERS_SHOWN:]))


def _member_row(member: SwapMember, show: Callable[[SwapMember], object]) -> QWidget:
    written = shown(masked(member.written), 80)
    told = tr("{title} at {place}: {written}, {category}")
    name = told.format(title=member.title, place=member.place, written=written, category=member.category)
    row = RowButton(name, lambda: show(member))
    row.add(Pill(member.category.value, _TONES[member.category]))
    row.add(PlainLabel(shown(member.place, 90), "strong", wrap=True).wide())
    row.add(PlainLabel(written, "muted", wrap=True), 1)
    return row


def fill_needs(layout: QVBoxLayout, dependency: Dependency, correct: Callable[[str], object]) -> None:
    """What a successor has to offer, where each was seen, and the way to put it right."""
    told = tr("What a successor has to offer. What is put right holds for every dependency of the project.")
    layout.addWidget(PlainLabel(told, "muted", wrap=True))
    for need in dependency.needs:
        layout.addWidget(_need_row(need, correct))
    if not dependency.needs:
        layout.addWidget(PlainLabel(tr("No particular needs were seen."), wrap=True))
    layout.addWidget(button(tr("Ask for something else …"), lambda: correct(""), role="link"))
    layout.addStretch()


def _need_row(need: Need, correct: Callable[[str], object]) -> QWidget:
    holder = QWidget()
    row = line(holder, gap=2 * SPACE)
    row.setContentsMargins(0, 4, 0, 4)
    texts = column(gap=1)
    texts.addWidget(PlainLabel(shown(need.text, 300), wrap=True))
    texts.addWidget(PlainLabel(shown(_seen(need), 300), "small", wrap=True))
    row.addLayout(texts, 1)
    link = button(
        tr("Correct this"),
        lambda: correct(need.name),
        role="link",
        name=tr("Correct this: {need}").format(need=need.text),
    )
    link.setVisible(need.name in CORRECTABLE)
    row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
    return holder


def _seen(need: Need) -> str:
    if need.seen_at:
        return tr("seen at {places}").format(places=", ".join(need.seen_at))
    return (
        tr("inferred from the model of today; rules nothing out")
        if need.inferred
        else tr("as the policy says")
    )


def _more_words(number: int) -> str:
    return several(number, tr("1 more place"), tr("{count} more places", "", number))
