"""Reads the case studies and says for each single expectation whether an assessment meets it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from advisor.api import Assessment, Policy, analyse
from advisor.core.assessment import Candidate, Dependency
from advisor.core.kinds import Kind, Phase
from advisor.core.scenarios import Scenario, ScenarioKind

HERE = Path(__file__).parent
NONE = "none"
SMALL_COMPANY: dict[str, Any] = {"monthly_users": 4_000, "annual_revenue_musd": 2.0}
"""What every invented company has told: no threshold of a licence is near it."""
EACH_FOR_ITSELF = frozenset(
    {"duties", "no_duties", "still_at", "not_at", "cleared_like", "swap_in", "nothing_in", "allowed"}
)


@dataclass(frozen=True)
class Expectation:
    """One thing that one case says of one day."""

    case: str
    view: str
    label: str
    """Which dependency is meant; `project` for the whole."""
    key: str
    """What is looked at: `status`, `needs.tools` …"""
    value: Any

    @property
    def id(self) -> str:
        """`case/view/label/key`, as a test is called."""
        return f"{self.case}/{self.spot}"

    @property
    def spot(self) -> str:
        """The same without the case."""
        return f"{self.view}/{self.label}/{self.key}"


@cache
def read(case: str) -> dict[str, Any]:
    """What stands in `case.toml`."""
    return tomllib.loads((HERE / case / "case.toml").read_text(encoding="utf-8"))


def cases() -> list[str]:
    """The names of all cases."""
    return sorted(path.parent.name for path in HERE.glob("*/case.toml"))


def expectations(case: str) -> Iterator[Expectation]:
    """All expectations of a case, one for each single statement."""
    for name, view in read(case)["views"].items():
        for key, value in view.get("project", {}).items():
            yield from _single(Expectation(case, name, "project", key, value))
        for label, wanted in view.get("on", {}).items():
            for key, value in wanted.items():
                yield from _single(Expectation(case, name, label, key, value))


def _single(whole: Expectation) -> Iterator[Expectation]:
    """A table is as many expectations as it has rows; so is a list whose items stand each for itself."""
    if isinstance(whole.value, Mapping):
        for name, value in whole.value.items():
            yield Expectation(whole.case, whole.view, whole.label, f"{whole.key}.{name}", value)
    elif whole.key in EACH_FOR_ITSELF:
        for value in whole.value:
            yield Expectation(whole.case, whole.view, whole.label, f"{whole.key}.{value}", value)
    else:
        yield whole


def assessed(case: str, view: str, to: str | None = None) -> Assessment:
    """The program's answer for a view of a case; with `to` that alternative is chosen for everything."""
    told = read(case)["views"][view]
    return _analysed(case, told["as_of"], repr(told.get("policy", {})), view, to)


@cache
def _analysed(case: str, as_of: date, _policy: str, view: str, to: str | None) -> Assessment:
    told = SMALL_COMPANY | read(case)["views"][view].get("policy", {})
    policy = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    return analyse(HERE / case / "project", as_of=as_of, policy=Policy(**policy), to=to)


def picked(case: str, label: str, assessment: Assessment) -> Dependency:
    """The one dependency that `pick` describes; fails with the list of those there are."""
    wanted = read(case)["pick"][label]
    found = [one for one in _weighty(assessment) if _is(one, wanted)]
    there = ", ".join(f"{one.model or one.kind} at {one.provider}" for one in assessment.dependencies)
    assert len(found) == 1, f"{len(found)} dependencies fit {wanted}; there are: {there}"
    return found[0]


def _weighty(assessment: Assessment) -> list[Dependency]:
    """All but those that are licence texts alone."""
    return [one for one in assessment.dependencies if one.kind is not Kind.LICENCE]


def _is(one: Dependency, wanted: Mapping[str, str]) -> bool:
    model = one.model or ""
    tests = {
        "model": model.startswith,
        "model_has": lambda value: value in model,
        "provider": lambda value: one.provider == value,
        "not_provider": lambda value: one.provider != value,
        "kind": lambda value: one.kind == value,
        "context": lambda value: one.context == value,
        "root": lambda value: one.root == value,
        "name_has": lambda value: value in one.name,
        "name_is": lambda value: one.name == value,
        "family_is": lambda value: one.family == value,
        "place": lambda value: any(place.rpartition(":")[0] == value for place in one.places),
    }
    return all(tests[key](value) for key, value in wanted.items())


def check(wanted: Expectation) -> None:
    """Fail with a readable sentence where the expectation is not met."""
    assessment = assessed(wanted.case, wanted.view)
    name, _, item = wanted.key.partition(".")
    if wanted.label == "project":
        PROJECT[name](assessment, wanted.value, item)
    else:
        DEPENDENCY[name](Seen(wanted, assessment), wanted.value, item)


@dataclass(frozen=True)
class Seen:
    """One dependency in its assessment."""

    wanted: Expectation
    assessment: Assessment

    @property
    def one(self) -> Dependency:
        """The dependency meant."""
        return picked(self.wanted.case, self.wanted.label, self.assessment)

    def chosen(self, alternative: str) -> Candidate:
        """What is said of one alternative when it is chosen: the way to ask for any of them by name."""
        answer = assessed(self.wanted.case, self.wanted.view, alternative)
        one = picked(self.wanted.case, self.wanted.label, answer)
        return next(each for each in one.candidates if each.alternative.id == alternative)

    def scenario(self, kind: ScenarioKind) -> Scenario:
        """One way on for this dependency."""
        rows = [row for row in self.assessment.scenarios.dependencies if row.dependency_id == self.one.id]
        assert rows, f"no scenarios for {self.one.title}"
        return next(each for each in rows[0].scenarios if each.kind is kind)


# -- the whole project -----------------------------------------------------------------------------


def _dependencies(assessment: Assessment, value: int, _: str) -> None:
    titles = [one.title for one in _weighty(assessment)]
    assert len(titles) == value, titles


def _dependencies_between(assessment: Assessment, value: list[int], _: str) -> None:
    titles = [one.title for one in _weighty(assessment)]
    assert value[0] <= len(titles) <= value[1], titles


def _findings(assessment: Assessment, value: int, _: str) -> None:
    places = [(each.path, each.line, each.written) for each in assessment.findings]
    assert len(places) == value, places


def _nothing_in(assessment: Assessment, value: str, _: str) -> None:
    found = [(each.line, each.kind, each.written) for each in assessment.findings if each.path == value]
    assert not found, found


def _findings_in(assessment: Assessment, value: list[str], _: str) -> None:
    found = {each.path for each in assessment.findings}
    assert set(value) <= found, sorted(found)


def _conflicts(assessment: Assessment, value: list[str], _: str) -> None:
    assert sorted({row.key for row in assessment.conflicts}) == sorted(value)


def _questions(assessment: Assessment, value: list[str], _: str) -> None:
    assert sorted({row.key for row in assessment.questions}) == sorted(value)


def _raised(assessment: Assessment, value: list[str], _: str) -> None:
    """As a conflict or as a question: either is an answer."""
    matters = {row.key.partition(".")[2] for row in (*assessment.conflicts, *assessment.questions)}
    assert set(value) <= matters, matters


def _conflict_only_in(assessment: Assessment, value: list[str], item: str) -> None:
    paths = {each.id: each.path for each in assessment.findings}
    rows = [row for row in assessment.conflicts if row.key == item]
    assert rows, f"no {item}"
    assert {paths[each] for row in rows for each in row.finding_ids} == set(value)


def _duties(assessment: Assessment, value: str, _: str) -> None:
    named, _, state = value.partition(": ")
    states = {f"{duty.licence}/{duty.duty}": duty.state for duty in assessment.duties}
    assert states.get(named) == state, states.get(named, f"no such duty; there are {sorted(states)}")


def _no_duties(assessment: Assessment, value: str, _: str) -> None:
    there = [duty.text for duty in assessment.duties if f"{duty.licence}/{duty.duty}" == value]
    assert not there, there


def _duty_count(assessment: Assessment, value: int, _: str) -> None:
    assert len(assessment.duties) == value, [(duty.licence, duty.duty) for duty in assessment.duties]


def _lines(assessment: Assessment) -> list[str]:
    return [f"{task.phase}: {task.title}" for task in assessment.tasks]


def _first_tasks(assessment: Assessment, value: list[str], _: str) -> None:
    first = _lines(assessment)[: len(value)]
    assert len(first) == len(value), first
    for line, pattern in zip(first, value, strict=True):
        assert re.search(pattern, line), f"{line!r} is not {pattern!r}; the first tasks are {first}"


def _tasks_have(assessment: Assessment, value: list[str], _: str) -> None:
    for pattern in value:
        assert any(re.search(pattern, line) for line in _lines(assessment)), _lines(assessment)


def _phases(assessment: Assessment, value: list[str], _: str) -> None:
    assert {task.phase for task in assessment.tasks} == {Phase(each) for each in value}, _lines(assessment)


def _projected(assessment: Assessment, value: bool, _: str) -> None:
    assert assessment.projected is value


def _outlook_has(assessment: Assessment, value: list[str], _: str) -> None:
    assert set(value) <= {event.id for event in assessment.outlook.events}


def _outlook_lacks(assessment: Assessment, value: list[str], _: str) -> None:
    assert not set(value) & {event.id for event in assessment.outlook.events}


def _cleared_like(assessment: Assessment, value: str, _: str) -> None:
    written = sorted({each.written for each in assessment.cleared})
    assert any(re.search(value, each) for each in written), written


PROJECT: dict[str, Callable[[Assessment, Any, str], None]] = {
    "dependencies": _dependencies,
    "dependencies_between": _dependencies_between,
    "findings": _findings,
    "findings_in": _findings_in,
    "nothing_in": _nothing_in,
    "conflicts": _conflicts,
    "questions": _questions,
    "raised": _raised,
    "conflict_only_in": _conflict_only_in,
    "duties": _duties,
    "no_duties": _no_duties,
    "duty_count": _duty_count,
    "first_tasks": _first_tasks,
    "tasks_have": _tasks_have,
    "phases": _phases,
    "projected": _projected,
    "outlook_has": _outlook_has,
    "outlook_lacks": _outlook_lacks,
    "cleared_like": _cleared_like,
}


# -- one dependency --------------------------------------------------------------------------------


def _status(seen: Seen, value: str, _: str) -> None:
    assert seen.one.verdict.status == value, seen.one.verdict


def _status_in(seen: Seen, value: list[str], _: str) -> None:
    assert seen.one.verdict.status in value, seen.one.verdict


def _date(seen: Seen, value: object, _: str) -> None:
    assert (seen.one.verdict.date or NONE) == value, seen.one.verdict


def _tiers(seen: Seen, value: list[str], _: str) -> None:
    assert sorted(seen.one.verdict.tiers) == sorted(value)


def _replacement(seen: Seen, value: str, _: str) -> None:
    told = seen.one.verdict.replacement
    assert told is None if value == NONE else value in (told or "").replace("/", "-"), seen.one.verdict


def _context(seen: Seen, value: str, _: str) -> None:
    assert seen.one.context == value


def _context_in(seen: Seen, value: list[str], _: str) -> None:
    assert seen.one.context in value, seen.one.context


def _family(seen: Seen, value: str, _: str) -> None:
    assert seen.one.family == value


def _places_in(seen: Seen, value: list[str], _: str) -> None:
    paths = {place.rpartition(":")[0] or place for place in seen.one.places}
    assert set(value) <= paths, paths


def _licences(seen: Seen, value: list[str], _: str) -> None:
    assert list(seen.one.licences) == value


def _licences_hold(seen: Seen, value: list[str], _: str) -> None:
    assert set(value) <= set(seen.one.licences), seen.one.licences


def _licences_any(seen: Seen, value: list[str], _: str) -> None:
    assert set(value) & set(seen.one.licences), seen.one.licences


def _words(seen: Seen) -> str:
    """What is said of the dependency: its verdict, and the steps of the tasks that replace it."""
    verdict = seen.one.verdict
    tasks = [task for task in seen.assessment.tasks if seen.one.id in task.dependency_ids]
    steps = [step for task in tasks if task.phase is Phase.REPLACE for step in (task.why, *task.steps)]
    return " ".join([verdict.why, verdict.replacement or "", *steps])


def _says(seen: Seen, value: str, _: str) -> None:
    assert re.search(value, _words(seen)), _words(seen)


def _says_not(seen: Seen, value: str, _: str) -> None:
    assert not re.search(value, _words(seen)), _words(seen)


def _swap_in(seen: Seen, value: str, _: str) -> None:
    paths = {each.id: each.path for each in seen.assessment.findings}
    found = {paths[each] for each in (*seen.one.finding_ids, *seen.one.swap_with)}
    found |= {member.path for member in seen.one.members}
    assert value in found, sorted(found)


def _needs(seen: Seen, value: str, item: str) -> None:
    needs = {need.name: need.value for need in seen.one.needs}
    assert needs.get(item) == value, needs


def _no_need(seen: Seen, value: list[str], _: str) -> None:
    needs = {need.name: need.text for need in seen.one.needs if need.name in value}
    assert not needs, needs


def _effort(seen: Seen, value: list[float], _: str) -> None:
    parts = [(row.points, row.text) for row in seen.one.effort]
    assert value[0] <= seen.one.effort_points <= value[1], (seen.one.effort_points, parts)


def _effort_keys(seen: Seen, value: list[str], _: str) -> None:
    keys = {row.key for row in seen.one.effort}
    assert set(value) <= keys, keys


def _roles(seen: Seen, value: list[str], _: str) -> None:
    roles = {member.role for member in seen.one.members}
    assert set(value) <= roles, [(member.role, member.place) for member in seen.one.members]


def _category(seen: Seen, value: str, _: str) -> None:
    assert seen.one.estimate is not None
    assert seen.one.estimate.category == value, seen.one.estimate.why


def _category_in(seen: Seen, value: list[str], _: str) -> None:
    assert seen.one.estimate is not None
    assert seen.one.estimate.category in value, seen.one.estimate.why


def _top(seen: Seen, value: list[str], _: str) -> None:
    ranked = [each for each in seen.one.candidates if each.rank is not None]
    assert ranked, f"nothing was ranked: {dict(seen.one.rejected_by)}"
    order = [(each.alternative.id, each.score) for each in ranked]
    assert ranked[0].alternative.id in value, order


def _loses(seen: Seen, value: str, _: str) -> None:
    """Every ranked candidate says what would be lost."""
    ranked = [each for each in seen.one.candidates if each.rank is not None]
    assert ranked
    for each in ranked:
        assert re.search(value, " ".join(each.lacks)), (each.alternative.id, each.lacks)


def _rejected(seen: Seen, value: str, item: str) -> None:
    candidate = seen.chosen(item)
    assert candidate.rejected, f"{item} was not ruled out: {candidate.fits}"
    assert re.search(value, " ".join(candidate.rejected)), candidate.rejected


def _allowed(seen: Seen, value: str, _: str) -> None:
    candidate = seen.chosen(value)
    assert not candidate.rejected, candidate.rejected


def _memory_gib(seen: Seen, value: list[float], item: str) -> None:
    candidate = seen.chosen(item)
    assert candidate.memory_gib is not None, candidate.memory_note
    assert value[0] <= candidate.memory_gib <= value[1], (candidate.memory_gib, candidate.memory_note)


def _risk(seen: Seen, value: list[str], _: str) -> None:
    words = ["very low", "low", "medium", "high", "very high"]
    risk = seen.one.risk
    low, high = (words.index(each) for each in value)
    reasons = [(row.key, row.points) for row in risk.reasons]
    assert low <= words.index(risk.level) <= high, (risk.level, reasons)


def _no_reason(seen: Seen, value: list[str], _: str) -> None:
    """Keys of reasons that count at no horizon."""
    risk = seen.one.risk
    keys = {row.key for row in (*risk.reasons, *(row for each in risk.horizons for row in each.reasons))}
    assert not keys & set(value), keys


def _broken(seen: Seen, value: bool, _: str) -> None:
    assert (seen.one.risk.broken > 0) is value, seen.one.risk.broken


def _steps(seen: Seen, value: str, _: str) -> None:
    steps = [
        step
        for task in seen.assessment.tasks
        if task.phase is Phase.REPLACE and seen.one.id in task.dependency_ids
        for step in task.steps
    ]
    assert any(re.search(value, step) for step in steps), steps


def _steps_not(seen: Seen, value: str, _: str) -> None:
    tasks = [task for task in seen.assessment.tasks if seen.one.id in task.dependency_ids]
    steps = [step for task in tasks for step in task.steps if re.search(value, step)]
    assert not steps, steps


def _no_role_in(seen: Seen, value: list[str], item: str) -> None:
    """No member of that role stands in these files."""
    found = [member.place for member in seen.one.members if member.role == item and member.path in value]
    assert not found, found


def _hosts(seen: Seen) -> set[str]:
    """Hosts that serve these weights; one's own machine has no provider."""
    return {host.provider for host in seen.scenario(ScenarioKind.CHANGE_HOST).hosts if host.provider}


def _still_at(seen: Seen, value: str, _: str) -> None:
    assert value in _hosts(seen), sorted(_hosts(seen))


def _not_at(seen: Seen, value: str, _: str) -> None:
    assert value not in _hosts(seen), sorted(_hosts(seen))


def _self_host_gib(seen: Seen, value: list[float], _: str) -> None:
    options = seen.scenario(ScenarioKind.CHANGE_HOST).own_machine
    sizes = [each.memory_gib for each in options]
    assert sizes, "no machine of one's own is offered"
    assert all(size is not None and value[0] <= size <= value[1] for size in sizes), options


def _no_own_machine(seen: Seen, value: bool, _: str) -> None:
    """Weights that nobody ever published run on no machine of one's own."""
    scenario = seen.scenario(ScenarioKind.CHANGE_HOST)
    offered = bool(scenario.own_machine) or any(not host.provider for host in scenario.hosts)
    assert offered is not value, scenario.text


def _change_host_not(seen: Seen, value: str, _: str) -> None:
    text = seen.scenario(ScenarioKind.CHANGE_HOST).text
    assert not re.search(value, text), text


DEPENDENCY: dict[str, Callable[[Seen, Any, str], None]] = {
    "status": _status,
    "status_in": _status_in,
    "date": _date,
    "tiers": _tiers,
    "replacement": _replacement,
    "context": _context,
    "context_in": _context_in,
    "family": _family,
    "places_in": _places_in,
    "licences": _licences,
    "licences_hold": _licences_hold,
    "licences_any": _licences_any,
    "says": _says,
    "says_not": _says_not,
    "swap_in": _swap_in,
    "needs": _needs,
    "no_need": _no_need,
    "effort": _effort,
    "effort_keys": _effort_keys,
    "roles": _roles,
    "category": _category,
    "category_in": _category_in,
    "top": _top,
    "loses": _loses,
    "rejected": _rejected,
    "allowed": _allowed,
    "memory_gib": _memory_gib,
    "risk": _risk,
    "no_reason": _no_reason,
    "broken": _broken,
    "steps": _steps,
    "steps_not": _steps_not,
    "no_role_in": _no_role_in,
    "still_at": _still_at,
    "not_at": _not_at,
    "self_host_gib": _self_host_gib,
    "no_own_machine": _no_own_machine,
    "change_host_not": _change_host_not,
}
