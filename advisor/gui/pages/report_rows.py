"""The rows of the risk report: events, dependencies, duties, reasons, figures."""

from __future__ import annotations

from collections.abc import Callable

from advisor.core.assessment import Assessment, Dependency, DutyState, Flip, Reason, Task
from advisor.core.decisions import PROJECT_FILE
from advisor.core.findings import Verdict
from advisor.core.knowledge import OutlookEvent, Source
from advisor.gui.links import open_source, openable
from advisor.gui.plain import PlainLabel, shown, to_tr, tr
from advisor.gui.qt import QAccessible, QFontMetrics, Qt, QWidget
from advisor.gui.speech import is_spoken_as
from advisor.gui.stacking import Stacking
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Pill, RowButton, button, column, line
from advisor.report.digest import Favourite, axis, best_fits
from advisor.report.drawing import LEVEL_TONES, STATUS_TONES, Tone
from advisor.report.timeline import event_tone
from advisor.report.wording import (
    PHASE_TITLES,
    counted,
    hours_words,
    licence_words,
    points,
    source_words,
    sources_words,
    verdict_words,
)

_STACKED = 60
"""Letters: a row with less room has its parts one below the other."""
_EVENT_STACKED = 80
_DEPENDENCY_STACKED = 95
_WHY_LIMIT = 150
"""Characters of a why that fit under a row of the first screen; the page it leads to has all."""
DUTY_TONES = {"met": Tone.SERVED, "not seen": Tone.DEAD, "cannot be seen": Tone.UNKNOWN}


def bold_width(text: str) -> int:
    """How wide `text` is in bold: columns of rows are lined up by it."""
    return QFontMetrics(THEME.font(bold=True)).horizontalAdvance(text)


def _right(text: str, role: str, sample: str) -> PlainLabel:
    """A label whose text ends where those above and below it end."""
    label = PlainLabel(text, role)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    label.setMinimumWidth(bold_width(sample))
    return label


def _column_of(pill: Pill, sample: str) -> QWidget:
    """A pill at the left edge of a column that is at least as wide as `sample` asks for."""
    holder = QWidget()
    holder.setMinimumWidth(bold_width(sample) + 2 * SPACE)
    inner = line(holder)
    inner.addWidget(pill)
    inner.addStretch()
    return holder


def _even(text: str, tone: Tone, sample: str) -> Pill:
    """A pill as wide as all of its kind."""
    pill = Pill(text, tone)
    pill.setMinimumWidth(bold_width(sample) + 2 * SPACE)
    return pill


def reason_row(reason: Reason, follow: Callable[[], object]) -> QWidget:
    """Why the risk is what it is, and how much of it."""
    row = RowButton(reason.text, follow)
    row.stack_below(_STACKED // 2)
    row.add(PlainLabel(shown(reason.text), wrap=True), 1)
    if reason.points:
        row.add(PlainLabel(f"{axis(reason)} {reason.points:+g}", "strong"), top=True)
    return row


def flip_row(flip: Flip, follow: Callable[[], object]) -> QWidget:
    """One assumption that would change the level, and the level it would be."""
    row = RowButton(tr("It would be {level} if {what}").format(level=flip.level, what=flip.text), follow)
    row.stack_below(_STACKED)
    row.add(_even(flip.level.value, LEVEL_TONES[flip.level], "very high"), top=True)
    row.add(PlainLabel(shown(tr("if {what}").format(what=flip.text), 600), wrap=True), 1)
    return row


def step_row(task: Task, broken: int, follow: Callable[[], object]) -> QWidget:
    """One of the first things to do, why, and how many of its places are broken now."""
    row = RowButton(f"{task.title}, {PHASE_TITLES[task.phase]}", follow)
    row.stack_below(_STACKED)
    row.add(_told_twice(task.title, task.why), 1, top=True)
    if broken:
        row.add(Pill(tr("{count} broken now").format(count=broken), Tone.DEAD), top=True)
    row.add(PlainLabel(tr("effort {points}").format(points=points(task.effort_points)), "muted"), top=True)
    return row


def favourite_row(favourite: Favourite, follow: Callable[[], object]) -> QWidget:
    """A candidate, its facts and reasons, and how many dependencies it is the first for."""
    candidate, number = favourite.candidate, len(favourite.dependencies)
    alternative = candidate.alternative
    of = counted(number, "dependency", "dependencies")
    name = tr("{name}: first for {dependencies}").format(name=alternative.name, dependencies=of)
    row = RowButton(name, follow)
    row.stack_below(_STACKED)
    licence = licence_words(alternative.licence, alternative.licence_class)
    why = "; ".join(filter(None, (licence, *best_fits(candidate, 2))))
    row.add(_told_twice(alternative.name, why), 1, top=True)
    row.add(PlainLabel(tr("first for {dependencies}").format(dependencies=of), "muted"), top=True)
    return row


def _told_twice(title: str, why: str) -> QWidget:
    """A line that counts, and under it why."""
    holder = QWidget()
    inner = column(holder, gap=1)
    inner.addWidget(PlainLabel(shown(title, 120), "strong", wrap=True))
    if why:
        inner.addWidget(PlainLabel(shown(_whole_sentences(why), _WHY_LIMIT), "small", wrap=True))
    return holder


def _whole_sentences(text: str) -> str:
    """As many sentences as there is room for; at least the first."""
    if len(text) <= _WHY_LIMIT:
        return text
    kept, *rest = text.split(". ")
    for sentence in rest:
        if len(kept) + len(sentence) + 3 > _WHY_LIMIT:
            return f"{kept}."
        kept = f"{kept}. {sentence}"
    return kept


def dependency_row(dependency: Dependency, follow: Callable[[], object]) -> QWidget:
    """What it is, how often, how costly, how risky, and what becomes of it."""
    row = RowButton(f"{dependency.title}: {verdict_words(dependency.verdict)}", follow)
    row.stack_below(_DEPENDENCY_STACKED)
    row.add(PlainLabel(shown(dependency.title, 120), "strong", wrap=True), 3)
    places = _right(counted(len(dependency.finding_ids), "place"), "muted", "00 places")
    row.add(_together(places, _effort(dependency)))
    risk = Pill(tr("{level} risk").format(level=dependency.risk.level), LEVEL_TONES[dependency.risk.level])
    verdict = Pill(verdict_words(dependency.verdict), STATUS_TONES[dependency.verdict.status])
    columns = _column_of(risk, "very high risk"), _column_of(verdict, "dead since 2026-00-00")
    row.add(_together(*columns), 2)
    return row


def _together(*parts: QWidget) -> QWidget:
    """Parts that stay beside each other; the last one takes what room there is."""
    holder = QWidget()
    inner = line(holder, gap=SPACE + 4)
    for part in parts:
        inner.addWidget(part, part is parts[-1])
    return holder


def _effort(dependency: Dependency) -> QWidget:
    """`mandatory` over `5 to 20 hours`; the points where nothing is estimated."""
    estimate = dependency.estimate
    if estimate is None:
        return _right(
            tr("effort {points}").format(points=points(dependency.effort_points)), "muted", "00 to 00 hours"
        )
    holder = QWidget()
    inner = column(holder, gap=0)
    inner.addWidget(_right(estimate.category.value, "muted", "00 to 00 hours"))
    inner.addWidget(_right(hours_words(estimate), "small", ""))
    return holder


def event_row(event: OutlookEvent) -> QWidget:
    """A dated event with what it means and where that stands."""
    row = Stacking(_EVENT_STACKED, gap=SPACE + 4)
    is_spoken_as(row, QAccessible.Role.ListItem)
    row.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    row.setAccessibleName(f"{event.on}: {event.title}. {event.text}")
    inner = row.inner
    inner.setContentsMargins(8, 6, 8, 6)
    pill = _even(event.kind, event_tone(event.kind), "open-weights")
    inner.addWidget(_together(_day(str(event.on)), pill), 0, Qt.AlignmentFlag.AlignTop)
    texts = column(gap=1)
    texts.addWidget(PlainLabel(shown(event.title), "strong", wrap=True))
    if event.text:
        texts.addWidget(PlainLabel(shown(event.text), wrap=True))
    texts.addWidget(
        PlainLabel(
            tr("Source: {source}").format(source=sources_words(event.sources)), "small", wrap=True
        ).selectable()
    )
    inner.addLayout(texts, 1)
    for source in event.sources[:1]:
        inner.addWidget(_source_button(source), 0, Qt.AlignmentFlag.AlignTop)
    return row


def unknown_row(text: str) -> QWidget:
    """What was looked for and not found."""
    row = Stacking(_EVENT_STACKED, gap=SPACE + 4)
    inner = row.inner
    inner.setContentsMargins(8, 6, 8, 6)
    pill = _even(tr("not known"), Tone.UNKNOWN, "open-weights")
    inner.addWidget(_together(_day(""), pill), 0, Qt.AlignmentFlag.AlignTop)
    inner.addWidget(PlainLabel(shown(text), wrap=True), 1)
    return row


def _day(text: str) -> PlainLabel:
    label = PlainLabel(text, "strong")
    label.setFixedWidth(bold_width("0000-00-000"))
    return label


def _source_button(source: Source) -> QWidget:
    link = button(
        tr("Open"),
        lambda: open_source(source.ref),
        role="link",
        name=tr("Open source {source}").format(source=source.ref),
    )
    if not openable(source.ref):
        link.hide()
    return link


def duty_row(duty: DutyState, follow: Callable[[], object]) -> QWidget:
    """A duty, whether it was seen to be met, and when it ends."""
    row = RowButton(f"{duty.state}: {duty.text}", follow)
    row.stack_below(_STACKED)
    row.add(_even(duty.state, DUTY_TONES.get(duty.state, Tone.UNKNOWN), "cannot be seen"), top=True)
    texts = QWidget()
    inner = column(texts, gap=1)
    inner.addWidget(PlainLabel(shown(duty.text), wrap=True))
    if duty.ends:
        inner.addWidget(PlainLabel(shown(duty.ends), "small", wrap=True))
    row.add(texts, 1)
    if duty.section:
        row.add(PlainLabel(shown(duty.section, 24), "small"), top=True)
    return row


def remark_row(word: str, tone: Tone, reason: Reason, follow: Callable[[], object]) -> QWidget:
    """A conflict with a licence, or a question to answer."""
    row = RowButton(f"{word}: {reason.text}", follow)
    row.stack_below(_STACKED)
    row.add(_even(word, tone, "cannot be seen"), top=True)
    row.add(PlainLabel(shown(reason.text, 900), wrap=True), 1)
    return row


def figure_row(figure: str, label: str, follow: Callable[[], object] | None) -> QWidget:
    """A number, what it counts, and the way to its rows where there are any."""
    row = RowButton(f"{figure} {label}", follow or (lambda: None))
    row.add(_right(figure, "strong", "00,000 of 0"), top=True)
    row.add(PlainLabel(label, "muted", wrap=True), 1)
    row.setEnabled(follow is not None)
    return row


def verdict_lines(verdict: Verdict | None) -> list[tuple[str, str]]:
    """The verdict as label and text, for a detail pane: what, since or until when, why, where it stands."""
    if verdict is None:
        return [(to_tr("Verdict"), tr("Not judged yet: verdicts come when the scan is done."))]
    lines = [(to_tr("Verdict"), verdict_words(verdict)), (to_tr("Why"), verdict.why)]
    if verdict.replacement:
        lines.append((to_tr("The host names"), verdict.replacement))
    lines.append((to_tr("Source"), source_words(verdict.source, verdict.read_on)))
    return [(label, text) for label, text in lines if text]


def settings_words(assessment: Assessment) -> list[str]:
    """`3 places left out by the project's settings`: what lines of settings did, by whose word."""
    found = []
    for part in assessment.configuration:
        whose = tr("the project's settings") if part.origin == PROJECT_FILE else part.origin
        for number, told in (
            (part.suppressed, tr("{places} left out by {whose}")),
            (part.overruled, tr("{places} counted by {whose}")),
            (part.contexts, tr("{places} moved by {whose}")),
        ):
            if number:
                found.append(told.format(places=counted(number, "place"), whose=whose))
    return found
