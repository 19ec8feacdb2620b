"""The rows of the pane beside the dependencies: places, candidates, needs, effort, licences, ways, tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from advisor.core.assessment import Assessment, Candidate, Dependency, Need, Reason, Risk, Task
from advisor.core.findings import Finding, Verdict
from advisor.core.kinds import Level
from advisor.core.links import Use
from advisor.core.scenarios import Scenario
from advisor.core.words import short_licence
from advisor.gui.canvas import Canvas
from advisor.gui.dependency_rows import DependencyRow
from advisor.gui.duty_words import STATES
from advisor.gui.links import open_source, openable
from advisor.gui.pages.catalog_facts import class_tone
from advisor.gui.plain import CutLabel, PlainLabel, set_tip, shown, tr
from advisor.gui.qt import QWidget
from advisor.gui.widgets import Pill, RowButton, button, column, line
from advisor.report.clean import masked
from advisor.report.digest import best_fits
from advisor.report.drawing import LEVEL_TONES
from advisor.report.horizon_chart import months_of, risk_over_time
from advisor.report.wording import (
    PHASE_TITLES,
    counted,
    licence_words,
    memory_words,
    place_words,
    points,
    ruled_out_words,
)

SEEN_SHOWN = 3


def places_words(dependency: Dependency) -> str:
    """`Show 14 places`."""
    return tr("Show {places}").format(places=counted(len(dependency.finding_ids), "place"))


def places_name(dependency: Dependency) -> str:
    """The same for those who hear it alone."""
    return tr("{show} of {title}").format(show=places_words(dependency), title=dependency.title)


def source_row(verdict: Verdict) -> QWidget:
    """Where the verdict stands and when that was read, with a way there; or that a rule says it."""
    if not verdict.source:
        return PlainLabel(tr("It follows from a rule, not from a page."), "small", wrap=True)
    ref = verdict.source
    holder = QWidget()
    row = line(holder)
    read = tr("read {day}").format(day=verdict.read_on) if verdict.read_on else tr("day of reading not known")
    label = CutLabel(f"{shown(ref)} ({read})", "small")
    row.addWidget(label, 1)
    link = button(
        tr("Open"), lambda: open_source(ref), role="link", name=tr("Open source {ref}").format(ref=ref)
    )
    row.addWidget(link)
    if not openable(ref):
        link.hide()
    return holder


def score_words(risk: Risk) -> str:
    """`Likelihood 5 of 5, impact 4 of 5: score 20 of 25.`"""
    told = tr("Likelihood {likelihood} of 5, impact {impact} of 5: score {score} of 25.")
    return told.format(likelihood=risk.likelihood, impact=risk.impact, score=risk.score)


def horizon_chart(row: DependencyRow, choose: Callable[[int], object]) -> Canvas:
    """The level at each horizon; the chosen one is filled."""
    risk = replace(row.dependency.risk, months=row.months)
    chart = Canvas(lambda width: risk_over_time(risk, width), tr("Risk over time"))
    chart.activated.connect(lambda key: choose(months_of(key)))
    return chart


def place_row(finding: Finding, follow: Callable[[], object]) -> QWidget:
    """A place and what stands there."""
    where, written = place_words(finding), shown(masked(finding.written), 80)
    row = RowButton(f"{where}: {written}, {finding.context}", follow)
    texts = QWidget()
    inner = column(texts, gap=0)
    inner.addWidget(CutLabel(shown(where), "strong"))
    inner.addWidget(CutLabel(written, "small"))
    row.add(texts, 1)
    row.add(PlainLabel(finding.context.value, "muted"), top=True)
    return row


def candidate_row(candidate: Candidate, follow: Callable[[], object], *, chosen: bool) -> QWidget:
    """A candidate with its licence, memory and what speaks for it."""
    one = candidate.alternative
    place = tr("chosen") if chosen else f"{candidate.rank}."
    licence = licence_words(one.licence, one.licence_class)
    row = RowButton(f"{place} {one.name}, {licence}", follow)
    texts = QWidget()
    inner = column(texts, gap=1)
    inner.addWidget(PlainLabel(shown(f"{'✓ ' if chosen else ''}{place} {one.name}", 90), "strong", wrap=True))
    memory = memory_words(candidate)
    told = tr("{memory} of memory").format(memory=memory) if memory else tr("memory not checked")
    set_tip(row, candidate.memory_note or "")
    fits = best_fits(candidate, 2)
    inner.addWidget(PlainLabel(shown("; ".join((told, *fits)), 300), "small", wrap=True))
    row.add(texts, 1)
    row.add(Pill(one.licence or tr("licence not checked"), class_tone(one.licence_class)), top=True)
    return row


def ranked_words(dependency: Dependency) -> str:
    """How many were ranked and ruled out, or that there is nothing to choose."""
    if not (dependency.candidates or dependency.rejected_total):
        return tr("No weights are replaced here, so there is nothing to choose: its tasks say what to do.")
    number = tr("{number} ranked.").format(number=f"{dependency.ranked_total:,}")
    return f"{number} {ruled_out_words(dependency)}".strip()


def need_row(need: Need, show: Callable[[str, int, str], object]) -> QWidget:
    """A need, and the lines it was seen at or that it was inferred."""
    holder = QWidget()
    inner = column(holder, gap=1)
    inner.addWidget(PlainLabel(shown(need.text, 300), wrap=True))
    if not need.seen_at:
        told = (
            tr("inferred from the model of today; rules nothing out")
            if need.inferred
            else tr("as the policy says")
        )
        inner.addWidget(PlainLabel(told, "small", wrap=True))
        return holder
    for place in need.seen_at[:SEEN_SHOWN]:
        path, _, number = place.rpartition(":")
        at = int(number) if path and number.isdecimal() else 0
        told = tr("seen at {place}").format(place=place)
        inner.addWidget(_line_row(told, need.text, partial(show, path if at else place, at, "")))
    more = len(need.seen_at) - SEEN_SHOWN
    if more > 0:
        told = tr("and at {places} more").format(places=counted(more, "place"))
        inner.addWidget(PlainLabel(told, "small", wrap=True))
    return holder


def use_row(use: Use, show: Callable[[str, int, str], object]) -> QWidget:
    """A line that reads what a place of the dependency defines."""
    told = tr("read at {place}").format(place=f"{use.path}:{use.line}")
    return _line_row(told, f"{use.how} {use.name}", partial(show, use.path, use.line, use.name))


def _line_row(told: str, why: str, follow: Callable[[], object]) -> QWidget:
    """A line of the project that leads there; a path is cut in its middle where there is no room."""
    row = RowButton(f"{told}: {why}", follow)
    row.add(CutLabel(shown(told), "small"), 1)
    set_tip(row, f"{told}: {why}")
    return row


def share_row(reason: Reason, follow: Callable[[], object]) -> QWidget:
    """One share of the effort, with its points."""
    row = RowButton(reason.text, follow)
    row.add(PlainLabel(shown(reason.text), wrap=True), 1)
    if reason.points:
        row.add(PlainLabel(points(reason.points), "strong"), top=True)
    return row


def roles(dependency: Dependency) -> list[tuple[str, tuple[str, ...]]]:
    """What changes with the model by role: `3 × model id` and the findings of it."""
    found: dict[str, list[str | None]] = {}
    for member in dependency.members:
        found.setdefault(member.title, []).append(member.finding_id)
    return [
        (f"{len(ids):,} × {title}", tuple(dict.fromkeys(key for key in ids if key)))
        for title, ids in found.items()
    ]


def licence_row(assessment: Assessment, slug: str, follow: Callable[[], object]) -> QWidget:
    """A licence, and how many of its duties have which state."""
    name = next((short_licence(one.name) for one in assessment.licences if one.id == slug), slug)
    graded = next((one.licence_class for one in assessment.licences if one.id == slug), None)
    counts = Counter(duty.state for duty in assessment.duties if duty.licence == slug)
    told = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    told = tr("Duties: {counts}").format(counts=told) if told else tr("No duty was seen to be set off.")
    row = RowButton(f"{name}: {told}", follow)
    texts = QWidget()
    inner = column(texts, gap=1)
    inner.addWidget(PlainLabel(shown(name, 90), "strong", wrap=True))
    inner.addWidget(PlainLabel(shown(told, 200), "small", wrap=True))
    row.add(texts, 1)
    if graded:
        row.add(Pill(graded, class_tone(graded)), top=True)
    return row


def ways_told(ways: Sequence[Scenario], months: int | None) -> list[tuple[Scenario, Level]]:
    """The possible ways with their level at the horizon; empty where all of them come to the same."""
    told = [
        (way, forecast.level)
        for way in ways
        if way.possible
        for forecast in way.forecast
        if forecast.months == months
    ]
    return told if len({level for _, level in told}) > 1 else []


def way_row(way: Scenario, level: Level, follow: Callable[[], object]) -> QWidget:
    """A way on, the level it leads to and the effort it takes."""
    row = RowButton(tr("{way}: {level} risk").format(way=way.title, level=level), follow)
    row.add(Pill(level.value, LEVEL_TONES[level]), top=True)
    row.add(PlainLabel(shown(way.title, 120), wrap=True), 1)
    row.add(PlainLabel(tr("effort {points}").format(points=points(way.effort_points)), "muted"), top=True)
    return row


def task_row(task: Task, follow: Callable[[], object]) -> QWidget:
    """A task, its phase and whether it is done."""
    row = RowButton(f"{task.title}, {PHASE_TITLES[task.phase]}, {task.state}", follow)
    row.add(PlainLabel(shown(task.title, 120), wrap=True), 1)
    row.add(PlainLabel(task.state.value, "muted"), top=True)
    return row
