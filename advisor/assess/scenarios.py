"""Ways on side by side, as of a day: stay, keep the weights elsewhere, wait for an open successor, move.

Each is forecast with the very points of risk (`resources/risk.json`), applied to what would then be true: the
verdict and record of the other host, one's own machine, the candidate's host. Waiting has no end, because no
timeline exists: it is staying, month by month, with all that falls due meanwhile; nothing counts that is not
out. A day typed into the policy (`what_if`) is told as a what-if and lowers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.assess.dependencies import Made
from advisor.assess.elsewhere import Elsewhere
from advisor.assess.exposure import Exposure
from advisor.assess.facts import Facts
from advisor.assess.forecast import Forecasts, forecast, gone, of_risk, together, total
from advisor.assess.needs import OldModel
from advisor.assess.order import MENTIONS
from advisor.assess.outlook import frozen_since, opened_by
from advisor.assess.policy_facts import MUSE_OPEN
from advisor.core.assessment import Candidate, Dependency, DutyState
from advisor.core.findings import Verdict
from advisor.core.kinds import Kind, Status
from advisor.core.months import months_after, months_between
from advisor.core.policy import Policy
from advisor.core.scenarios import (
    DependencyScenarios,
    Due,
    HostOption,
    Scenario,
    ScenarioKind,
    Scenarios,
)
from advisor.core.words import count, listed

_NAMED = 4
"""Hosts and names told in a sentence; all stand in the rows."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the scenarios of all dependencies have in common."""

    as_of: date
    looked: date
    """The day until which a timeline was looked for."""
    frozen: date | None
    opened: tuple[str, ...]
    """Titles of what the maker has opened by the day."""
    what_if: date | None


class Scenarist:
    """Puts the ways on together."""

    def __init__(
        self, facts: Facts, elsewhere: Elsewhere, policy: Policy, as_of: date, duties: Iterable[DutyState]
    ) -> None:
        events, catalog = facts.catalog.outlook, facts.catalog
        typed = policy.what_if.get(MUSE_OPEN)
        self._facts = facts
        self._out = facts.hosts.among(policy.exclude_hosts)
        self._tables = facts.tables
        self._say = facts.tables.texts.say
        self._elsewhere = elsewhere
        self._duties = tuple(duties)
        self._known = Known(
            as_of=as_of,
            looked=min(as_of, catalog.stamp.as_of),
            frozen=frozen_since(events, as_of),
            opened=tuple(event.title for event in opened_by(events, as_of)),
            what_if=date.fromisoformat(typed.strip()) if typed else None,
        )

    def build(self, dependencies: Sequence[Dependency], made: Mapping[str, Made]) -> Scenarios:
        """The ways on for each dependency on weights that runs, and for all dependencies together.

        Both are empty where no weights run.
        """
        told = {
            one.id: self._of(one, made[one.id]) for one in dependencies if self._has_ways(one, made[one.id])
        }
        if not told:
            return Scenarios()
        whole = tuple(self._whole(kind, dependencies, told) for kind in ScenarioKind)
        rows = (
            DependencyScenarios(one.id, one.title, told[one.id]) for one in dependencies if one.id in told
        )
        return Scenarios(whole, tuple(rows))

    def _has_ways(self, dependency: Dependency, made: Made) -> bool:
        return made.judged.old is not None and dependency.context not in MENTIONS

    def _of(self, dependency: Dependency, made: Made) -> tuple[Scenario, ...]:
        stay = self._stay(dependency)
        return (
            stay,
            self._change_host(dependency, made, stay),
            self._wait(dependency, made, stay),
            self._move(dependency, made, stay),
        )

    # -- stay --------------------------------------------------------------------------------------

    def _stay(self, dependency: Dependency) -> Scenario:
        out = dependency.provider in self._out
        host, why = self._facts.hosts.name(dependency.provider or ""), dependency.verdict.why
        return Scenario(
            kind=ScenarioKind.STAY,
            title=self._say("scenario.stay.title"),
            possible=True,
            text=self._say("scenario.stay.excluded", host=host, why=why) if out else why,
            forecast=of_risk(dependency.risk),
            effort_points=0.0,
            licences=dependency.licences,
            stays=self._stay_duties(dependency.licences),
        )

    def _stay_duties(self, licences: Sequence[str]) -> tuple[str, ...]:
        """The duties in force under these licences, each named once."""
        names = (duty.name or duty.duty for duty in self._duties if duty.licence in licences)
        return tuple(dict.fromkeys(names))

    # -- the same weights elsewhere ----------------------------------------------------------------

    def _change_host(self, dependency: Dependency, made: Made, stay: Scenario) -> Scenario:
        assert made.judged.old is not None
        old, effort = made.judged.old, self._host_effort(dependency)
        host = dependency.provider
        need = made.needs.get("context")
        context = made.needs.context if need is not None and not need.inferred else None
        hosts = self._elsewhere.hosts(old.id or "", host, made.exposure, effort)
        is_yours = dependency.verdict.status is Status.YOURS
        base = replace(
            stay,
            kind=ScenarioKind.CHANGE_HOST,
            title=self._say("scenario.change-host.title"),
            possible=False,
            text=self._say("scenario.change-host.yours"),
            hosts=tuple(hosts),
            own_machine=self._elsewhere.memory(old, context) if is_yours or old.published else (),
        )
        if is_yours:
            return base
        own = [self._elsewhere.own_machine(made.exposure, effort)] if old.published else []
        base = replace(base, hosts=(*hosts, *own), text=self._hosts_words(dependency.name, old, hosts))
        if not base.hosts:
            return base
        best = self._best(base.hosts, stay)
        return replace(
            base,
            possible=True,
            forecast=best.forecast,
            effort_points=best.effort_points,
            loses=self._unpublished(dependency, old),
        )

    def _best(self, options: Sequence[HostOption], stay: Scenario) -> HostOption:
        """The first host that lowers anything, else the last option: one's own machine."""
        return next((one for one in options if total(one.forecast) < total(stay.forecast)), options[-1])

    def _host_effort(self, dependency: Dependency) -> float:
        """The shares of effort that remain when the model stays the same."""
        keys = self._tables.risk.host_change
        return round(sum(row.points or 0 for row in dependency.effort if row.key in keys), 2)

    def _hosts_words(self, name: str, old: OldModel, hosts: Sequence[HostOption]) -> str:
        """Who serves these weights, and whether one's own machine could."""
        key = "unchecked" if old.published is None else "published" if old.published else "unpublished"
        own = self._say(f"scenario.own-machine.{key}")
        if not hosts:
            return f"{self._say('scenario.change-host.none', name=name)} {own}"
        names = [self._host_words(one) for one in hosts[:_NAMED]]
        more = [self._say("scenario.more", number=len(hosts) - _NAMED)] if len(hosts) > _NAMED else []
        return f"{self._say('scenario.change-host.text', name=name, hosts=listed([*names, *more]))} {own}"

    def _host_words(self, option: HostOption) -> str:
        if option.ends is not None:
            return self._say("scenario.host-ends", host=option.name, day=option.ends.isoformat())
        return option.name

    def _unpublished(self, dependency: Dependency, old: OldModel) -> tuple[str, ...]:
        if dependency.kind is not Kind.DERIVATIVE or old.published:
            return ()
        return (self._say("scenario.change-host.derivative", name=dependency.name),)

    # -- waiting -----------------------------------------------------------------------------------

    def _wait(self, dependency: Dependency, made: Made, stay: Scenario) -> Scenario:
        known = self._known
        due = tuple(self._due([dependency]))
        return replace(
            stay,
            kind=ScenarioKind.WAIT,
            title=self._wait_title(),
            possible=known.frozen is not None,
            text=self._wait_words(due, self._meta_ranks(made), dependency.risk.broken),
            due=due,
            what_if=known.what_if,
        )

    def _wait_title(self) -> str:
        day = self._known.what_if
        if day is None:
            return self._say("scenario.wait.title")
        return self._say("scenario.wait.title-what-if", day=day.isoformat())

    def _wait_words(self, due: Sequence[Due], ranks: Sequence[str], broken: int) -> str:
        known = self._known
        if known.frozen is None:
            return self._say("scenario.wait.before")
        parts = [self._say("scenario.wait.broken", places=count(broken, "place"))] if broken else []
        parts += [self._say("scenario.wait.text", looked=known.looked.isoformat()), self._due_words(due)]
        if ranks:
            parts.append(self._say("scenario.wait.out", listed=listed(ranks)))
        if known.what_if is not None:
            falls = [one for one in due if one.on <= known.what_if]
            parts.append(
                self._say(
                    "scenario.wait.what-if",
                    day=known.what_if.isoformat(),
                    months=months_between(known.as_of, known.what_if),
                    number=len(falls),
                )
            )
        return " ".join(parts)

    def _due_words(self, due: Sequence[Due]) -> str:
        months = self._tables.risk.wait_months
        if not due:
            return self._say("scenario.wait.nothing-due", months=months)
        return self._say("scenario.wait.due", number=len(due), months=months, day=due[0].on.isoformat())

    def _meta_ranks(self, made: Made) -> list[str]:
        """What the maker has opened by the day, with its rank here: it counts like anybody's model."""
        ranked = {one.alternative.name: one.rank for one in (made.ranking.fit if made.ranking else ())}
        return [self._rank_words(title, ranked) for title in self._known.opened]

    def _rank_words(self, title: str, ranked: Mapping[str, int | None]) -> str:
        rank = next((rank for name, rank in ranked.items() if name in title or title in name), None)
        key = "scenario.wait.ranked" if rank is not None else "scenario.wait.ruled-out"
        return self._say(key, title=title, rank=rank)

    def _due(self, dependencies: Iterable[Dependency]) -> Iterator[Due]:
        """Known ends within the months ahead, in order, each with how many have ended by then."""
        today, last = self._known.as_of, months_after(self._known.as_of, self._tables.risk.wait_months)
        rows = list(dependencies)
        so_far = sum(one.verdict.status is Status.DEAD for one in rows)
        falling = [
            (one.verdict.date, one)
            for one in rows
            if one.verdict.status is Status.ENDS and one.verdict.date and one.verdict.date <= last
        ]
        ordered = sorted(falling, key=lambda pair: (pair[0], pair[1].id))
        for position, (day, one) in enumerate(ordered, start=1):
            text = self._say("scenario.due", title=one.title, day=day.isoformat())
            month = months_between(today, day) + 1
            source = one.verdict.source
            yield Due(day, month, text, so_far + position, one.id, one.finding_ids, source)

    # -- moving ------------------------------------------------------------------------------------

    def _move(self, dependency: Dependency, made: Made, stay: Scenario) -> Scenario:
        base = replace(
            stay,
            kind=ScenarioKind.MOVE,
            title=self._say("scenario.move.title-none"),
            possible=False,
            text=self._say("scenario.move.none"),
        )
        candidate = _target(dependency)
        if candidate is None:
            return base
        row, verdict = candidate.alternative, self._moved_verdict(candidate, dependency)
        return replace(
            base,
            title=self._say("scenario.move.title", name=row.name),
            possible=True,
            text=verdict.why,
            forecast=forecast(_moved(made.exposure, verdict), self._known.as_of, self._tables),
            effort_points=dependency.effort_points,
            licences=(row.licence,) if row.licence else (),
            memory_gib=candidate.memory_gib,
            memory_note=candidate.memory_note,
            loses=(*candidate.rejected, *candidate.lacks),
            target=row.id,
            stays=(),
        )

    def _moved_verdict(self, candidate: Candidate, dependency: Dependency) -> Verdict:
        """Served where a host is known to serve it, else in one's own hands."""
        name = candidate.alternative.name
        if dependency.provider in candidate.hosted_as and self._facts.hosts.is_host(
            dependency.provider or ""
        ):
            host = self._facts.hosts.name(dependency.provider or "")
            return Verdict(Status.SERVED, why=self._say("scenario.move.same-host", name=name, host=host))
        if candidate.hosted_as and dependency.verdict.status is not Status.YOURS:
            hosts = listed(self._facts.hosts.name(one) for one in sorted(candidate.hosted_as)[:_NAMED])
            return Verdict(Status.SERVED, why=self._say("scenario.move.other-host", name=name, hosts=hosts))
        return Verdict(Status.YOURS, why=self._say("scenario.move.own", name=name))

    # -- the whole project -------------------------------------------------------------------------

    def _whole(
        self,
        kind: ScenarioKind,
        dependencies: Sequence[Dependency],
        told: Mapping[str, tuple[Scenario, ...]],
    ) -> Scenario:
        own = [scenario for rows in told.values() for scenario in rows if scenario.kind is kind]
        possible = [scenario for scenario in own if scenario.possible]
        effort = [one.effort_points for one in possible]
        forecasts = []
        for dependency in dependencies:
            row = next((one for one in told.get(dependency.id, ()) if one.kind is kind), None)
            leaves = row is None and _is_left(dependency, kind, bool(possible))
            forecasts.append(self._share(dependency, row, leaves))
            effort += [dependency.effort_points] if leaves else []
        due = tuple(self._due(dependencies)) if kind is ScenarioKind.WAIT else ()
        sizes = [scenario.memory_gib for scenario in possible if scenario.memory_gib is not None]
        return Scenario(
            kind=kind,
            title=self._whole_title(kind),
            possible=bool(possible),
            text=self._wait_words(due, self._known.opened, sum(one.risk.broken for one in dependencies))
            if kind is ScenarioKind.WAIT
            else self._whole_words(kind, possible, own),
            forecast=together(forecasts),
            effort_points=round(sum(effort), 2),
            licences=_union(scenario.licences for scenario in possible),
            memory_gib=max(sizes, default=None),
            loses=_union(scenario.loses for scenario in possible),
            due=due,
            stays=_union(scenario.stays for scenario in possible),
            what_if=self._known.what_if if kind is ScenarioKind.WAIT else None,
            of=len(own),
            possible_for=len(possible),
        )

    def _share(self, dependency: Dependency, row: Scenario | None, leaves: bool) -> Forecasts:
        """What one dependency adds: its own way on, nothing to fear where it goes, else what it is today."""
        if row is not None:
            return row.forecast
        return gone(dependency.risk, self._tables) if leaves else of_risk(dependency.risk)

    def _whole_title(self, kind: ScenarioKind) -> str:
        if kind is ScenarioKind.WAIT:
            return self._wait_title()
        return self._say(f"scenario.{_key(kind)}.title-whole")

    def _whole_words(self, kind: ScenarioKind, possible: Sequence[Scenario], own: Sequence[Scenario]) -> str:
        yours = self._say("scenario.change-host.yours")
        lacking = kind is ScenarioKind.CHANGE_HOST and any(one.text != yours for one in own)
        ending = "" if possible else "-nowhere" if lacking else "-none"
        return self._say(f"scenario.{_key(kind)}.whole{ending}", share=self._shared(len(possible), len(own)))

    def _shared(self, possible: int, of: int) -> str:
        """For how many of the dependencies that run there is such a way, in words."""
        if possible < of:
            return self._say("scenario.share", possible=possible, of=of)
        return self._say("scenario.share-one" if of == 1 else "scenario.share-all", of=of)


def _key(kind: ScenarioKind) -> str:
    return kind.value.replace(" ", "-")


def _target(dependency: Dependency) -> Candidate | None:
    """The chosen candidate, else the best ranked one."""
    rows = dependency.candidates
    chosen = next((one for one in rows if one.alternative.id == dependency.chosen), None)
    return chosen or next((one for one in rows if one.rank is not None), None)


def _moved(exposure: Exposure, verdict: Verdict) -> Exposure:
    """The same exposure once another maker's model stands there: no Llama line, licence or record counts."""
    return replace(
        exposure,
        verdict=verdict,
        ranked=None,
        conflict_ids=(),
        doubt_ids=(),
        record=None,
        frozen_since=None,
        line_since=None,
        gap=None,
        broken=0,
    )


def _is_left(dependency: Dependency, kind: ScenarioKind, possible: bool) -> bool:
    """Whether what is no running model goes with the models: all of it when moving, dead services with
    their host."""
    if not possible:
        return False
    if kind is ScenarioKind.CHANGE_HOST:
        service = dependency.kind in (Kind.ENDPOINT, Kind.PACKAGE)
        return service and dependency.verdict.status is Status.DEAD
    return kind is ScenarioKind.MOVE


def _union(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for row in rows for text in row))
