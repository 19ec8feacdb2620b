"""What the readable formats show of a long assessment, and what they only count.

A project with hundreds of places still gets a report that one can read: the gravest in full, the rest in
rows, then counts. The JSON report leaves nothing out. Nothing is judged here, only chosen and grouped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from advisor.assess.order import MENTIONS, Mentions, context_rank, place_key
from advisor.core.assessment import Assessment, Candidate, Dependency, DutyState, Reason, Task
from advisor.core.findings import Finding
from advisor.core.kinds import Context, Kind, Level, Phase, Status, TaskState
from advisor.core.knowledge import OutlookEvent
from advisor.core.words import listed, short_licence
from advisor.report.clean import plain
from advisor.report.wording import counted, ids_words, offered

_STATES = ("not seen", "cannot be seen", "met")
"""In the order of what asks for something to be done."""

_AMONG_FACTS = frozenset({"permissive", "context", "recent"})
"""What stands among a candidate's facts, or is no reason by itself to choose it."""

_HARM = frozenset(
    {
        *(context.value for context in Context),
        "many-places",
        "much-effort",
        "incident",
        "no-candidate",
        "candidate-gap",
        "only-tests",
    }
)
"""Reasons of risk that say how much it hurts; all others say how likely it is."""

_TOLD_EVENTS = frozenset({"release", "proprietary", "open-weights", "shutdown"})
"""Kinds of events that bear on what to do; renames and notices are left to the JSON report."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty, whichever versions of the licence ask for it."""

    state: str
    name: str
    """The duty in a few words."""
    text: str
    differs: bool
    """True where the versions word it, or its day, in different ways: `text` is that of the first."""
    licences: str
    """Which licences ask for it, and in which section."""
    places: int
    """Findings that set it off."""
    stays: str
    """What stays bound when they are gone."""
    met_by: tuple[str, ...]
    """Ids of the findings that meet it."""


def duty_lines(assessment: Assessment) -> list[DutyLine]:
    """The duties by state, each told once for all licence versions that share it."""
    names = {licence.id: short_licence(licence.name) for licence in assessment.licences}
    groups: dict[tuple[str, str, str], list[DutyState]] = {}
    for duty in assessment.duties:
        groups.setdefault((duty.state, duty.duty, duty.name), []).append(duty)
    lines = [_duty_line(duties, names) for duties in groups.values()]
    return sorted(lines, key=lambda line: _STATES.index(line.state) if line.state in _STATES else 0)


def _duty_line(duties: Sequence[DutyState], names: dict[str, str]) -> DutyLine:
    places = {identifier for duty in duties for identifier in duty.finding_ids}
    return DutyLine(
        state=duties[0].state,
        name=duties[0].name or duties[0].duty,
        text=duties[0].text,
        differs=len({duty.text for duty in duties}) > 1,
        licences=_sections(duties, names),
        places=len(places),
        stays=duties[0].stays,
        met_by=tuple(dict.fromkeys(identifier for duty in duties for identifier in duty.met_by)),
    )


def idle_lines(assessment: Assessment) -> list[str]:
    """`copy of the licence and notice (Llama 4): …`: what does not apply, by licence and reason."""
    names = {licence.id: short_licence(licence.name) for licence in assessment.licences}
    groups: dict[tuple[str, str], list[str]] = {}
    for duty in assessment.idle_duties:
        groups.setdefault((names.get(duty.licence, duty.licence), duty.why), []).append(duty.name)
    return [f"{listed(duties)} ({licence}): {why}" for (licence, why), duties in groups.items()]


def _sections(duties: Sequence[DutyState], names: dict[str, str]) -> str:
    """`Llama 3.1 and Llama 3.2, section 1.b.i`; each with its own section where they differ."""
    called = [names.get(duty.licence, duty.licence) for duty in duties]
    sections = [duty.section or "" for duty in duties]
    if len(set(sections)) == 1:
        return listed(called) + (f", section {sections[0]}" if sections[0] else "")
    return listed(f"{name} {section}".strip() for name, section in zip(called, sections, strict=True))


def told_events(assessment: Assessment) -> list[OutlookEvent]:
    """The events from the newest release of the old line on; earlier ones are history."""
    told = [event for event in assessment.outlook.events if event.kind in _TOLD_EVENTS]
    releases = [event.on for event in told if event.kind == "release"]
    return [event for event in told if not releases or event.on >= max(releases)]


def levels(dependencies: Iterable[Dependency]) -> list[tuple[Level, int]]:
    """How many dependencies stand at each level, gravest first."""
    counts = Counter(dependency.risk.level for dependency in dependencies)
    return [(level, counts[level]) for level in reversed(Level) if counts[level]]


def risk_reasons(assessment: Assessment) -> list[Reason]:
    """The reasons of the project's risk, what its sum of points is made of last."""
    return list(assessment.risk.reasons)


def axis(reason: Reason) -> str:
    """What the points of a reason of risk are points of: `likelihood` or `impact`."""
    return "impact" if reason.key in _HARM else "likelihood"


def history(dependency: Dependency) -> str:
    """What the record of its host adds to the likelihood; empty where it adds nothing."""
    return next((reason.text for reason in dependency.risk.reasons if reason.key == "host-history"), "")


def best_fits(candidate: Candidate, most: int) -> list[str]:
    """The reasons for it that weigh most, without those that stand among its facts anyway."""
    parts = [
        part for part in candidate.parts if part.points and part.points > 0 and part.key not in _AMONG_FACTS
    ]
    if not parts:
        return list(candidate.fits[:most])
    return [part.text for part in sorted(parts, key=lambda part: -(part.points or 0))[:most]]


def runs(finding: Finding, assessment: Assessment) -> bool:
    """True where something runs; False where a text, data or a comment only names a model."""
    return finding not in Mentions(assessment.tables.mention_rules)


def only_named(dependency: Dependency) -> bool:
    """True for a model that only documents, data or vendored copies name."""
    return dependency.model is not None and dependency.context in MENTIONS


def in_full(dependencies: Sequence[Dependency], most: int) -> int:
    """How many of the first dependencies deserve all their lines: those that are more than words."""
    number = 0
    for dependency in dependencies[:most]:
        if dependency.kind is Kind.LICENCE or dependency.context in MENTIONS:
            break
        number += 1
    return number


@dataclass(frozen=True, slots=True)
class PhaseTasks:
    """The open tasks of one phase: the first of them, and how many stand behind."""

    phase: Phase
    shown: tuple[Task, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class FirstAid:
    """The open task that mends what is broken now, and where it is broken."""

    task: Task
    dependency: Dependency
    finding_ids: tuple[str, ...]
    """Its dead places where something runs."""


def first_aid(
    assessment: Assessment, most: int, dead: Mapping[str, tuple[str, ...]] | None = None
) -> list[FirstAid]:
    """What is broken now and waits to be replaced: production before tests, the graver risk before others.

    `dead` is what `dead_by_dependency` hands back, where somebody has it already.
    """
    broken = [one for one in assessment.dependencies if one.risk.broken]
    broken.sort(key=lambda one: context_rank(one.context))
    found = dead_by_dependency(assessment) if dead is None else dead
    rows = (_aid(one, assessment.tasks, found) for one in broken)
    return list(islice((row for row in rows if row is not None), most))


def dead_by_dependency(
    assessment: Assessment, dead: Mapping[str, Finding] | None = None
) -> dict[str, tuple[str, ...]]:
    """For each dependency that is broken now its dead places where something runs, gravest first, by ids.

    `dead` are the `dead_places`, where somebody has them already; here and below.
    """
    broken = [one for one in assessment.dependencies if one.risk.broken]
    if dead is None:
        dead = dead_places(assessment) if broken else {}
    found: dict[str, tuple[str, ...]] = {}
    for one in broken:
        places = sorted((dead[key] for key in one.finding_ids if key in dead), key=place_key)
        found[one.id] = tuple(place.id for place in places)
    return found


def dead_places(assessment: Assessment) -> dict[str, Finding]:
    """The places that are dead where something runs, by id."""
    mentions = Mentions(assessment.tables.mention_rules)
    return {
        one.id: one
        for one in assessment.findings
        if one.verdict and one.verdict.status is Status.DEAD and one not in mentions
    }


def broken_words(assessment: Assessment, dead: Mapping[str, Finding] | None = None) -> str:
    """`Broken now: 11 places where something runs, all in tests.`: whether users meet it is told."""
    places = dead_places(assessment) if dead is None else dead
    tests = sum(one.context is Context.TEST for one in places.values())
    aside = ", all in tests" if tests == len(places) else f", {tests:,} of them in tests" if tests else ""
    return f"Broken now: {counted(assessment.risk.broken, 'place')} where something runs{aside}."


def _aid(
    dependency: Dependency, tasks: Iterable[Task], dead: Mapping[str, tuple[str, ...]]
) -> FirstAid | None:
    replacing = (one for one in tasks if one.phase is Phase.REPLACE and one.state is TaskState.OPEN)
    task = next((one for one in replacing if dependency.id in one.dependency_ids), None)
    places = dead.get(dependency.id, ())
    return FirstAid(task, dependency, places) if task and places else None


def aid_words(aid: FirstAid, assessment: Assessment) -> str:
    """`At app.py:3: llama-3.3-70b-versatile is what the host names in its place.`"""
    dependency = aid.dependency
    where = ids_words(aid.finding_ids, assessment, most=3)
    name = dependency.verdict.replacement
    best = offered(dependency, 1)
    if name and dependency.chosen is None:
        return f"At {where}: {plain(name)} is what the host names in its place."
    if best:
        return f"At {where}: {plain(best[0].alternative.name)} is the first candidate."
    if dependency.rejected_total:
        return f"At {where}: no candidate fits the needs and the policy, so switch off what calls it."
    return f"At {where}: it works no more; the steps of the task say what takes its place."


def first_tasks(tasks: Iterable[Task], most: int, told: Iterable[FirstAid] = ()) -> list[PhaseTasks]:
    """The first `most` open tasks of each phase, in working order; the first choice is always among them.

    Those `told` of already are left out.
    """
    gone = {aid.task.id for aid in told}
    waiting = [task for task in tasks if task.state is TaskState.OPEN and task.id not in gone]
    by_phase = [(phase, [task for task in waiting if task.phase is phase]) for phase in Phase]
    shown = [(phase, own, _with_choice(own, most)) for phase, own in by_phase if own]
    return [PhaseTasks(phase, told, len(own) - len(told)) for phase, own, told in shown]


def _with_choice(own: Sequence[Task], most: int) -> tuple[Task, ...]:
    """Of one phase the first tasks, and the first that decides about dependencies: all else waits for it."""
    told = list(own[:most])
    choice = next((task for task in own if task.phase is Phase.DECIDE and task.dependency_ids), None)
    return tuple(told if choice is None or choice in told else [*told, choice])


@dataclass(frozen=True, slots=True)
class Favourite:
    """A candidate that is ranked first, or was chosen, and the dependencies it is that for."""

    candidate: Candidate
    dependencies: tuple[Dependency, ...]


def favourites(assessment: Assessment, most: int) -> list[Favourite]:
    """What most dependencies would move to, of those that have a candidate; a choice goes before a rank.

    What is only named moves nowhere.
    """
    firsts: dict[str, Candidate] = {}
    of: dict[str, list[Dependency]] = {}
    for dependency in assessment.dependencies:
        candidate = None if only_named(dependency) else _first(dependency)
        if candidate is not None:
            firsts.setdefault(candidate.alternative.id, candidate)
            of.setdefault(candidate.alternative.id, []).append(dependency)
    order = sorted(of, key=lambda key: -len(of[key]))
    return [Favourite(firsts[key], tuple(of[key])) for key in order[:most]]


def _first(dependency: Dependency) -> Candidate | None:
    best = [one for one in dependency.candidates if one.rank is not None]
    chosen = (one for one in best if one.alternative.id == dependency.chosen)
    return next(chosen, best[0] if best else None)
