"""Makes the plan: Decide, Prepare, Replace, Verify, Release, Clean up, most urgent first in each phase.

One replace task a dependency, whatever the number of its places; what every migration needs once (an
evaluation set, access, tests, documents, licence files) is one shared task. A phase without anything to do
has no task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from advisor.assess.duty_states import NOT_SEEN
from advisor.core.assessment import Assessment, Dependency, Reason, Task
from advisor.core.findings import Finding
from advisor.core.kinds import Context, Kind, Phase, Status
from advisor.core.words import listed, short_licence
from advisor.plan.draft import Writer
from advisor.plan.steps import chosen, steps

_MET_BY_USERS = frozenset({Context.PRODUCTION, Context.INFRA, Context.CONFIG})
"""Contexts whose models answer users."""

_ORGANISATION = "meta-llama"
"""The organisation that hubs and hosts put before the ids of Llama models."""
_OTHER_NAME = "LA-CLEAR-OTHER-NAME"
"""The rule that clears it where it stands alone."""

_ASKED_OF_NAMES = frozenset({"question.origin", "question.licence-unread"})
"""Questions about single models or licences, not about the project."""

_LICENCE_LINK = "LA-LICENCE-004"
"""The rule for a link to a licence: where nothing runs under it, words for a reader."""

_SHOWN_PLACES = 5
_SHOWN_CANDIDATES = 3
_SHOWN_NAMES = 4
_SHOWN_OFFERS = 3


def plan(assessment: Assessment) -> tuple[Task, ...]:
    """The tasks of an assessment, in working order. No findings, no tasks."""
    return _Planner(assessment).tasks()


class _Planner:
    """Holds one assessment while its tasks are written."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._writer = Writer(assessment.tables, assessment.findings)
        self._dependencies = assessment.dependencies
        self._licence_texts = [one for one in self._dependencies if one.kind is Kind.LICENCE]
        others = [one for one in self._dependencies if one.kind is not Kind.LICENCE]
        self._work = [one for one in others if self._working(one)]
        self._weights = [one for one in self._work if one.model is not None]
        self._often = Counter((one.kind, one.name) for one in self._work)

    def tasks(self) -> tuple[Task, ...]:
        """All tasks, phase by phase."""
        if not self._dependencies:
            return ()
        settle, choose = self._settle(), self._choose()
        evaluation, access = self._evaluation(), self._access(list(choose.values()))
        replaced = self._replace(choose, evaluation)
        verified = self._verify([*access, *replaced])
        released = self._release(verified or replaced, settle)
        cleaned = self._clean_up(verified or replaced)
        return (
            *settle,
            *_once(choose.values()),
            *evaluation,
            *access,
            *replaced,
            *verified,
            *released,
            *cleaned,
        )

    # -- decide ------------------------------------------------------------------------------------

    def _settle(self) -> list[Task]:
        """Licence conflicts, and one task for all that no scan can see."""
        tasks = [
            self._writer.task(
                Phase.DECIDE,
                "settle",
                row.key,
                found=row.finding_ids,
                most=_SHOWN_PLACES,
                conflict=row.text,
            )
            for row in self._assessment.conflicts
        ]
        return [*tasks, *map(self._answer, self._assessment.questions)]

    def _answer(self, question: Reason) -> Task:
        """One task a question: a tick on one hides no other.

        What is asked of the whole project keeps its id whatever models it is asked for; what is asked of
        single names is asked anew when the names change.
        """
        own = question.key in _ASKED_OF_NAMES
        return self._writer.task(
            Phase.DECIDE,
            "answer",
            f"{question.key}:{question.text}" if own else question.key,
            found=question.finding_ids,
            most=_SHOWN_PLACES,
            what=self._writer.say(f"answer.{question.key}"),
            question=question.text,
        )

    def _choose(self) -> dict[str, Task]:
        """One decision a family, by dependency id; one a model where the family is not known.

        Never by how many models there are: a tick must outlive the model that is added tomorrow.
        """
        groups: dict[str, list[Dependency]] = {}
        for one in self._weights:
            groups.setdefault(one.family or one.model or one.title, []).append(one)
        tasks: dict[str, Task] = {}
        for key, members in groups.items():
            task = self._choice(key, members)
            tasks |= {one.id: task for one in members}
        return tasks

    def _choice(self, key: str, members: Sequence[Dependency]) -> Task:
        first = members[0]
        ids = [identifier for one in members for identifier in self._running(one)]
        return self._writer.task(
            Phase.DECIDE,
            "choose",
            f"choose:{key}",
            found=ids,
            most=_SHOWN_PLACES,
            dependencies=[one.id for one in members],
            name=_shortened([one.name for one in members], _SHOWN_NAMES),
            verdict=first.verdict.why,
            candidates=self._offers(members),
        )

    def _offers(self, members: Sequence[Dependency]) -> str:
        """What is offered for a family: once where it is the same for all, else for each of its models."""
        alike: dict[str, list[Dependency]] = {}
        for one in members:
            alike.setdefault(self._candidates(one), []).append(one)
        if len(alike) == 1:
            return next(iter(alike))
        often = Counter(name for group in alike.values() for name in {one.name for one in group})
        groups = list(alike.values())[:_SHOWN_OFFERS]
        whom = [
            _shortened([one.name if often[one.name] == 1 else one.title for one in group], _SHOWN_NAMES)
            for group in groups
        ]
        return " ".join(
            self._candidates(group[0], self._writer.say("plan.for", name=name))
            for group, name in zip(groups, whom, strict=True)
        )

    def _candidates(self, dependency: Dependency, whom: str = "") -> str:
        """The first candidates with their licences, or the chosen one, or that there is none.

        `whom` names the models it is for, where a decision is about several.
        """
        target = chosen(dependency)
        if target is not None:
            key = "plan.chosen-against" if target.rejected else "plan.chosen"
            against = "; ".join(target.rejected)
            return self._writer.say(key, name=target.alternative.name, against=against, whom=whom)
        ranked = [one for one in dependency.candidates if one.rank is not None][:_SHOWN_CANDIDATES]
        if not ranked:
            return self._writer.say("plan.no-candidate", whom=whom)
        names = listed(f"{one.alternative.name} ({one.alternative.licence})" for one in ranked)
        return self._writer.say("plan.candidates", listed=names, whom=whom)

    # -- prepare -----------------------------------------------------------------------------------

    def _evaluation(self) -> list[Task]:
        if not self._weights:
            return []
        needs: dict[tuple[str, str], str] = {}
        for need in (need for one in self._weights for need in one.needs if not need.inferred):
            needs.setdefault((need.name, need.value), need.text)
        wanted = self._writer.say("plan.needs", needs="; ".join(needs.values())) if needs else ""
        ids = [
            identifier for one in self._weights for identifier in one.swap_with if self._is_prompt(identifier)
        ]
        return [
            self._writer.task(
                Phase.PREPARE,
                "evaluation",
                "evaluation",
                found=ids,
                most=_SHOWN_PLACES,
                dependencies=[one.id for one in self._weights],
                needs=wanted,
                dead=self._dead_answers(),
            )
        ]

    def _dead_answers(self) -> str:
        """What is dead gives no answers any more to compare with."""
        dead = any(one.verdict.status is Status.DEAD for one in self._weights)
        return self._writer.say("plan.dead-answers") if dead else ""

    def _is_prompt(self, identifier: str) -> bool:
        return self._writer.finding(identifier).kind is Kind.PROMPT

    def _access(self, after: Sequence[Task]) -> list[Task]:
        if not self._weights:
            return []
        ids = [one.id for one in self._weights]
        return [self._writer.task(Phase.PREPARE, "access", "access", dependencies=ids, after=_once(after))]

    # -- replace -----------------------------------------------------------------------------------

    def _replace(self, choose: dict[str, Task], before: Sequence[Task]) -> list[Task]:
        """One task a dependency, in the assessment's order of urgency."""
        tasks = []
        for one in self._work:
            needed = [choose[one.id], *before] if one.id in choose else []
            tasks.append(self._replacement(one, needed))
        return tasks

    def _replacement(self, dependency: Dependency, after: Sequence[Task]) -> Task:
        candidate = chosen(dependency)
        kind = "weights" if dependency.model is not None else dependency.kind.value
        target = self._writer.say("plan.with", name=candidate.alternative.name) if candidate else ""
        return self._writer.task(
            Phase.REPLACE,
            f"replace-{kind}",
            dependency.id,
            effort=dependency.effort_points,
            estimate=dependency.estimate,
            found=self._running(dependency),
            steps=(*steps(dependency, self._writer), *self._composed(dependency)),
            dependencies=[dependency.id],
            after=after,
            title=dependency.title,
            name=self._named(dependency),
            target=target,
            verdict=dependency.verdict.why,
            successor=self._successor(dependency),
        )

    def _composed(self, dependency: Dependency) -> list[str]:
        """A step where the organisation stands alone in a file whose id lacks it: one may be built there."""
        own = [self._writer.finding(key) for key in dependency.finding_ids]
        bare = {one.path for one in own if one.kind is Kind.MODEL and "/" not in one.written}
        spots = dict.fromkeys(
            f"{row.path}:{row.line}"
            for row in self._assessment.cleared
            if row.rule == _OTHER_NAME and row.written == _ORGANISATION and row.path in bare
        )
        if not spots:
            return []
        places = _shortened(spots, _SHOWN_PLACES)
        return [self._writer.say("step.composed", organisation=_ORGANISATION, places=places)]

    def _named(self, dependency: Dependency) -> str:
        """Its name, with the folder where several of its kind bear the same."""
        if self._often[dependency.kind, dependency.name] < 2:
            return dependency.name
        key = "title.in-root" if dependency.root else "title.in-top"
        return self._writer.say(key, title=dependency.name, root=dependency.root)

    def _successor(self, dependency: Dependency) -> str:
        """The host's recommendation, where the verdict has not told already how it leads there."""
        name, why = dependency.verdict.replacement, dependency.verdict.why
        return self._writer.say("plan.successor", name=name) if name and name not in why else ""

    # -- verify, release, clean up -----------------------------------------------------------------

    def _verify(self, replaced: Sequence[Task]) -> list[Task]:
        tasks = []
        ids = self._ids(self._is_tested)
        if ids:
            tasks.append(self._writer.task(Phase.VERIFY, "tests", "tests", found=ids, after=replaced))
        if self._weights:
            own = [one.id for one in self._weights]
            tasks.append(
                self._writer.task(Phase.VERIFY, "compare", "compare", dependencies=own, after=replaced)
            )
        return tasks

    def _is_tested(self, finding: Finding) -> bool:
        return finding.context is Context.TEST and finding not in self._writer.mentions

    def _release(self, after: Sequence[Task], settle: Sequence[Task]) -> list[Task]:
        """Settled licence matters do not hold up the replacing, only what is handed on."""
        return [*self._rollout(after), *self._notices([*settle, *after])]

    def _rollout(self, after: Sequence[Task]) -> list[Task]:
        """Where something is replaced that users meet."""
        own = [one.id for one in self._work if one.context in _MET_BY_USERS]
        if not own:
            return []
        return [self._writer.task(Phase.RELEASE, "rollout", "rollout", dependencies=own, after=after)]

    def _notices(self, after: Sequence[Task]) -> list[Task]:
        """Licence files and notices: the new model's in, the old one's as long as its weights are about."""
        ids = self._licence_ids(lambda identifier: not self._only_links(identifier))
        if not ids and not self._weights:
            return []
        return [
            self._writer.task(
                Phase.RELEASE,
                "notices",
                "notices",
                found=ids,
                dependencies=[
                    one.id for one in self._licence_texts if not set(ids).isdisjoint(one.finding_ids)
                ],
                after=after,
                unmet=self._unmet(),
            )
        ]

    def _licence_ids(self, wanted: Callable[[str], bool]) -> list[str]:
        return [key for one in self._licence_texts for key in one.finding_ids if wanted(key)]

    def _only_links(self, identifier: str) -> bool:
        """True for a link to a licence where no weights run: no file or notice has to change for it."""
        return not self._weights and self._writer.finding(identifier).rule == _LICENCE_LINK

    def _unmet(self) -> str:
        """The duties that were not seen to be met, each with the licences that ask for it."""
        names = {licence.id: short_licence(licence.name) for licence in self._assessment.licences}
        due: dict[str, list[str]] = {}
        for duty in self._assessment.duties:
            if duty.state == NOT_SEEN:
                due.setdefault(duty.name or duty.duty, []).append(names.get(duty.licence, duty.licence))
        found = listed(f"{duty} ({listed(licences)})" for duty, licences in due.items())
        return self._writer.say("plan.unmet", listed=found) if due else ""

    def _clean_up(self, after: Sequence[Task]) -> list[Task]:
        tasks = []
        mentions = self._ids(lambda finding: finding in self._writer.mentions)
        mentions += self._licence_ids(self._only_links)
        if mentions:
            tasks.append(
                self._writer.task(Phase.CLEAN_UP, "documents", "documents", found=mentions, after=after)
            )
        leftovers = [
            identifier
            for one in self._work
            for identifier in (*one.finding_ids, *one.swap_with)
            if self._writer.finding(identifier).kind in (Kind.PACKAGE, Kind.ENDPOINT, Kind.ARTIFACT)
        ]
        if leftovers:
            tasks.append(
                self._writer.task(Phase.CLEAN_UP, "leftovers", "leftovers", found=leftovers, after=after)
            )
        return tasks

    # -- findings ----------------------------------------------------------------------------------

    def _working(self, dependency: Dependency) -> bool:
        return bool(self._running(dependency))

    def _running(self, dependency: Dependency) -> list[str]:
        """Ids of findings in places where something runs: neither mentions nor tests."""
        return [
            identifier
            for identifier in (*dependency.finding_ids, *dependency.swap_with)
            if self._runs(identifier)
        ]

    def _runs(self, identifier: str) -> bool:
        finding = self._writer.finding(identifier)
        return finding not in self._writer.mentions and finding.context is not Context.TEST

    def _ids(self, wanted: Callable[[Finding], bool]) -> list[str]:
        """Ids of all findings that are wanted, licence texts aside, most urgent dependency first."""
        return [
            identifier
            for one in self._dependencies
            if one.kind is not Kind.LICENCE
            for identifier in (*one.finding_ids, *one.swap_with)
            if wanted(self._writer.finding(identifier))
        ]


def _shortened(names: Iterable[str], most: int) -> str:
    """The first names, each once, and how many more there are."""
    known = list(dict.fromkeys(names))
    more = [f"{len(known) - most} more"] if len(known) > most else []
    return listed([*known[:most], *more])


def _once(tasks: Iterable[Task]) -> list[Task]:
    """The tasks without repeats, order kept."""
    return list({task.id: task for task in tasks}.values())
