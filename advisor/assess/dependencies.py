"""Turns groups of findings into dependencies: verdict, needs, candidates, effort and risk of each."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.assess.candidates import Ranking, Standing, Wanted, question, rank
from advisor.assess.duties import Use
from advisor.assess.effort import effort
from advisor.assess.estimate import estimate
from advisor.assess.exposure import Exposure, Exposures
from advisor.assess.facts import Facts
from advisor.assess.grouping import Group
from advisor.assess.homes import NEAR_LINES, WEIGHTS, Homes
from advisor.assess.needs import CONTEXT, OWN_MACHINE, QUANTISATION, RUNS, Needs, OldModel, needs, tokens
from advisor.assess.order import Mentions, place, place_key, verdict_key
from advisor.assess.risk import risk, urgency
from advisor.assess.swaps import SwapSets
from advisor.assess.verdicts import Judge
from advisor.core.assessment import Dependency, Reason
from advisor.core.findings import Finding, Hint, Verdict
from advisor.core.kinds import Confidence, Context, Kind, Status
from advisor.core.links import Use as Link
from advisor.core.policy import Policy
from advisor.core.swap import Estimate
from advisor.core.words import family_name

_IMAGE = "image"
_FULL_PRECISION = re.compile(r"(?:fp|bf|f)(?:16|32)")
"""What weights are published in: `-fp16` in a name tells of no quantisation."""
_STRETCHED = 4
"""How many times its window a model that one runs oneself may be stretched to by scaling its positions."""
_SAME_TEST_LINES = 12
"""How far the call reaches that a line in a file of tests belongs to."""

_WEIGHTY = WEIGHTS | {Kind.ARTIFACT}
"""Kinds that a licence of weights follows: a prompt format or a class beside them owes nobody anything."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A group with its verdicts: the group's own, and one for each of its findings by id."""

    group: Group
    title: str
    name: str
    old: OldModel | None
    verdict: Verdict
    verdicts: dict[str, Verdict]


@dataclass(frozen=True, slots=True)
class Made:
    """What a dependency was made from: scenarios are reckoned from the same."""

    judged: Judged
    exposure: Exposure
    needs: Needs
    ranking: Ranking | None


def dependency_id(group: Group) -> str:
    """Stable while kind, name, provider and root stay: survives every edit that moves no decision."""
    shelf = "own" if group.own_hands else "weights" if group.is_weights else group.kind.value
    where = "" if group.own_hands else group.provider or ""
    text = "\n".join((shelf, group.name, where, group.root))
    return "dep-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class Jury:
    """Gives verdicts to groups and their findings."""

    def __init__(self, facts: Facts, homes: Homes, judge: Judge, as_of: date) -> None:
        self._as_of = as_of
        self._facts = facts
        self._homes = homes
        self._judge = judge
        self._say = facts.tables.texts.say

    def judge(self, groups: Iterable[Group]) -> list[Judged]:
        """Every group judged; titles that would be equal name their folder."""
        groups = list(groups)
        titles = [self._title(group) for group in groups]
        often = Counter(titles)
        return [
            self._judged(group, self._unique(title, group) if often[title] > 1 else title)
            for group, title in zip(groups, titles, strict=True)
        ]

    def _judged(self, group: Group, title: str) -> Judged:
        verdicts = {finding.id: self._verdict(finding) for finding in group.own}
        running = [verdicts[one.id] for one in group.own if one not in group.mentions]
        verdict = min(running or verdicts.values(), key=verdict_key)
        joined = replace(verdict, why=self._say("verdict.joined", title=title, why=verdict.why))
        linked = replace(verdict, why=self._say("verdict.linked", title=title, why=verdict.why))
        verdicts |= {finding.id: joined for finding in group.joined}
        verdicts |= {finding.id: self._companion(finding, linked) for finding in group.linked}
        old = self._old(group) if group.is_weights else None
        name = old.name if old else self._name(group) or title
        return Judged(group, title, name, old, verdict, verdicts)

    def _companion(self, finding: Finding, linked: Verdict) -> Verdict:
        """A package has a fate of its own; the rest share their group's."""
        if finding.kind is not Kind.PACKAGE:
            return linked
        return self._judge.package(self._facts.packages.find(finding), finding.written)

    def _verdict(self, finding: Finding) -> Verdict:
        if finding.kind in WEIGHTS:
            return self._weights(finding)
        if finding.kind is Kind.PACKAGE:
            return self._judge.package(self._facts.packages.find(finding), finding.written)
        if finding.kind is Kind.ENDPOINT and finding.provider is not None:
            return self._judge.service(finding.provider, self._facts.hosts.name(finding.provider))
        if finding.kind is Kind.ENDPOINT:
            return Verdict(Status.UNKNOWN, why=self._say("verdict.endpoint-unknown"))
        return Verdict(Status.YOURS, why=self._say(f"verdict.alone-{finding.kind.value}"))

    def _weights(self, finding: Finding) -> Verdict:
        released = self._facts.released(finding.model, finding.family)
        if released is not None and released > self._as_of:
            return self._judge.unreleased(finding.written, released)
        home = self._homes.of(finding)
        if home.in_hand:
            return Verdict(Status.YOURS, why=self._say("verdict.file", name=finding.written))
        if home.provider is None:
            key = "verdict.prose" if finding in self._facts.mentions else "verdict.homeless"
            return Verdict(Status.UNKNOWN, why=f"{self._say(key)} {home.how}".strip())
        name = self._facts.hosts.name(home.provider)
        if self._facts.hosts.is_host(home.provider):
            model = self._facts.official(finding.model) if finding.model else None
            verdict = self._judge.hosted(home.provider, name, finding.written, model)
        else:
            verdict = Verdict(Status.YOURS, why=self._say("verdict.yours", provider=name))
        return replace(verdict, why=f"{verdict.why} {home.how}".strip())

    # -- titles ------------------------------------------------------------------------------------

    def _title(self, group: Group) -> str:
        if not group.is_weights:
            return self._say(_title_key(group), name=self._name(group), host=self._name(group))
        name = self._old(group).name
        if group.provider is None:
            key = "title.file" if group.kind is Kind.ARTIFACT or group.in_hand else "title.homeless"
            return self._say(key, name=name)
        kind = self._facts.hosts.kinds.get(group.provider, "host")
        return self._say(f"title.at-{kind}", name=name, provider=self._facts.hosts.name(group.provider))

    def _name(self, group: Group) -> str:
        """What people call it: the host of an endpoint, a package, the line of a licence."""
        if group.provider is not None:
            return self._facts.hosts.name(group.provider)
        return family_name(group.name) if group.kind is Kind.LICENCE else group.name

    def _unique(self, title: str, group: Group) -> str:
        key = "title.in-root" if group.root else "title.in-top"
        return self._say(key, title=title, root=group.root)

    def _old(self, group: Group) -> OldModel:
        first = group.findings[0]
        old = self._facts.old_model(group.name, first.family, first.written)
        assumed = self._facts.tables.models.default_sizes.get((group.provider or "", group.name))
        if old.size_b is not None or assumed is None:
            return old
        return replace(old, size_b=assumed, size_assumed=True)


class Assembler:
    """Builds the dependencies of one scan from judged groups."""

    def __init__(
        self,
        facts: Facts,
        judged: Iterable[Judged],
        hints: Iterable[Hint],
        policy: Policy,
        judge: Judge,
        as_of: date,
    ) -> None:
        """`judged` are all groups of the scan: a hint far from one of them may be another's."""
        self._facts = facts
        self._policy = policy
        self._judge = judge
        self._as_of = as_of
        self.exposures = Exposures(facts, judge, as_of)
        self.made: dict[str, Made] = {}
        """What each dependency was made from, by its id."""
        self._rankings: dict[tuple[object, ...], Ranking] = {}
        self._standings: dict[str, Standing] = {}
        self._hints: dict[str, list[Hint]] = defaultdict(list)
        for hint in hints:
            self._hints[hint.path].append(hint)
        known = [one.group for one in judged if one.old]
        reads = [use for group in known for use in group.uses.of_all(group.everything)]
        lines = _lines_by_file([*(one for group in known for one in group.everything), *reads])
        self._lines: dict[str, list[int]] = lines
        self._swaps = SwapSets(facts.tables.swaps, facts.tables.adapter_words, facts.mentions)

    def build(
        self, judged: Judged, conflicts: frozenset[str], doubts: frozenset[str] = frozenset()
    ) -> Dependency:
        """One dependency; `conflicts` are the ids of findings that a licence conflict rests on.

        `doubts` are those on which an open question rests that would make a conflict of them.
        """
        group, old = judged.group, judged.old
        hints = self._about(judged) if old else []
        wanted = self._needs(judged, hints) if old else Needs(())
        ranking = self._rank(judged, old, wanted) if old else None
        reasons = effort(group, wanted, self._host(group) is not None, self._facts.tables)
        points = round(sum(reason.points or 0 for reason in reasons), 2)
        ids = tuple(finding.id for finding in group.everything)
        exposure = self.exposures.of(
            group,
            judged.verdict,
            host=self._host(group),
            effort_points=points,
            ranking=ranking,
            conflicts=conflicts,
            doubts=doubts,
            broken=_broken(judged),
            place_points=sum(reason.points or 0 for reason in reasons if reason.key == "places"),
        )
        self.made[dependency_id(group)] = Made(judged, exposure, wanted, ranking)
        return Dependency(
            id=dependency_id(group),
            title=judged.title,
            name=judged.name,
            kind=group.kind,
            model=old.id if old else None,
            family=_family(group),
            provider=group.provider,
            root=group.root,
            context=group.context,
            verdict=judged.verdict,
            finding_ids=ids,
            places=tuple(dict.fromkeys(place(finding) for finding in group.everything)),
            uses=group.read_at,
            licences=self._licences(group),
            needs=wanted.rows,
            candidates=ranking.shown if ranking else (),
            swap_with=_swap_set(group),
            effort_points=points,
            effort=reasons,
            risk=risk(exposure, self._as_of, self._facts.tables),
            chosen=self._chosen(group),
            ranked_total=ranking.ranked_total if ranking else 0,
            rejected_total=ranking.rejected_total if ranking else 0,
            rejected_by=ranking.rejected_by if ranking else {},
            members=self._swaps.members(group, hints, wanted.task),
            estimate=self._estimate(judged, reasons, conflict=not conflicts.isdisjoint(ids)),
        )

    def _estimate(self, judged: Judged, reasons: tuple[Reason, ...], *, conflict: bool) -> Estimate:
        group = judged.group
        return estimate(
            reasons,
            judged.verdict,
            runs=any(finding not in group.mentions for finding in group.everything),
            conflict=conflict,
            policy=self._policy,
            tables=self._facts.tables,
        )

    def use(self, judged: Judged) -> Use | None:
        """The dependency as licences see it; None where it holds no weights, or only words speak of them."""
        group = judged.group
        uses = [finding for finding in group.everything if _is_use(finding, group.mentions)]
        if not group.is_weights or judged.old is None or not uses:
            return None
        family = _family(group)
        doubtful = all(finding.confidence is Confidence.LOW for finding in group.findings)
        return Use(
            judged.name,
            tuple(finding for finding in uses if finding.kind in _WEIGHTY),
            self._licences(group),
            in_hand=self._host(group) is None,
            multimodal=_IMAGE in (judged.old.modality or ""),
            sure=family is not None and not (group.kind is Kind.DERIVATIVE and doubtful),
        )

    def is_own_name(self, judged: Judged) -> bool:
        """True where every spelling is a name of the project's own that Llama's is a part of."""
        own = [one for one in judged.group.own if one not in judged.group.mentions]
        return bool(own) and all(map(self._facts.is_own_name, own))

    def _host(self, group: Group) -> str | None:
        provider = group.provider
        return provider if provider is not None and self._facts.hosts.is_host(provider) else None

    def _runs_at(self, group: Group) -> str | None:
        """The host that candidates are looked for at: the policy's word before the group's own."""
        said = self._policy.needs.get(RUNS, "").strip().lower()
        if not said:
            return self._host(group)
        return None if said == OWN_MACHINE else said

    def _licences(self, group: Group) -> tuple[str, ...]:
        if group.is_weights or group.kind is Kind.LICENCE:
            return self._facts.licences_following(group.name, _family(group))
        return ()

    def _needs(self, judged: Judged, hints: Sequence[Hint]) -> Needs:
        """The needs of weights, from the hints about them, their spelling and the policy."""
        assert judged.old is not None
        host = self._host(judged.group)
        name = self._facts.hosts.name(host) if host else None
        spelt = self._spelt(judged.group)
        return needs(judged.old, name, [*hints, *spelt], self._policy, self._facts.tables)

    def _spelt(self, group: Group) -> list[Hint]:
        """The quantisation that a file name or an id tells of itself; one at a host is the host's choice."""
        if self._host(group) is not None:
            return []
        read = [(one, self._facts.read(one.written).quantisation) for one in group.findings]
        return [
            Hint(finding.path, finding.line, QUANTISATION, word, finding.written)
            for finding, word in read
            if word and not _FULL_PRECISION.fullmatch(word) and finding not in group.mentions
        ]

    def _about(self, judged: Judged) -> list[Hint]:
        """The hints about a group: of the files it runs in, near its lines."""
        group = judged.group
        running = [one for one in group.everything if one not in group.mentions]
        used = [one for one in running if one.context is not Context.TEST] or running
        own = _lines_by_file([*used, *group.uses.of_all(used)])
        near_only = group.context is Context.TEST
        window = _most_context(judged.old, self._host(group) is not None)
        return [
            hint
            for path in sorted(own)
            for hint in _of_own_entries(self._hints.get(path, ()), own[path])
            if self._is_about(hint, own[path], near_only) and not _is_beyond(hint, window)
        ]

    def _is_about(self, hint: Hint, own: Sequence[int], near_only: bool) -> bool:
        """True for a hint near one of the model's lines, or nearer to them than to any other model's.

        A file of tests is many little programs: there only what stands beside a line is about it.
        """
        distance = _distance(hint.line, own)
        if near_only:
            return distance <= _SAME_TEST_LINES
        return distance <= NEAR_LINES or distance == _distance(hint.line, self._lines[hint.path])

    def _rank(self, judged: Judged, old: OldModel, wanted: Needs) -> Ranking:
        """The ranking; the same question is answered once."""
        host, chosen = self._runs_at(judged.group), self._chosen(judged.group)
        name = self._facts.hosts.name(host) if host else ""
        asked = Wanted(old, wanted, host, name, judged.verdict.replacement)
        key = (question(asked, self._facts.suggested, self._facts.tables), chosen)
        if key not in self._rankings:
            shelf, tables = self._facts.shelf, self._facts.tables
            self._rankings[key] = rank(
                asked, shelf, self._policy, self._as_of, tables, chosen, self._standings
            )
        return self._rankings[key]

    def _chosen(self, group: Group) -> str | None:
        if not group.is_weights:
            return None
        targets = self._policy.targets
        return targets.get(dependency_id(group)) or targets.get(group.name) or targets.get("*")


def _of_own_entries(hints: Sequence[Hint], own: Sequence[int]) -> list[Hint]:
    """Where an entry of a table, or a call, that holds a line of the model's own tells of a need, what others
    tell of it is theirs.
    """
    inside = {id(hint) for hint in hints if any(hint.first <= line <= hint.last for line in own)}
    told = {hint.need for hint in hints if id(hint) in inside}
    return [hint for hint in hints if hint.need not in told or not hint.first or id(hint) in inside]


def _most_context(old: OldModel | None, is_hosted: bool) -> int | None:
    """The most tokens that can have been asked of a model: its window; run by oneself it may be stretched."""
    if old is None or old.context_tokens is None:
        return None
    return old.context_tokens * (1 if is_hosted else _STRETCHED)


def _is_beyond(hint: Hint, window: int | None) -> bool:
    """True for a size that the old model never offered: another model's, in a table of many."""
    size = tokens(hint.value) if hint.need == CONTEXT else None
    return window is not None and size is not None and size > window


def _lines_by_file(findings: Iterable[Finding | Link]) -> dict[str, list[int]]:
    """The lines that findings, or reads of their names, stand on, in order, by path."""
    lines: dict[str, list[int]] = defaultdict(list)
    for finding in findings:
        lines[finding.path].append(finding.line)
    return {path: sorted(found) for path, found in lines.items()}


def _distance(line: int, lines: Sequence[int]) -> int:
    """From a line to the nearest of sorted ones; 0 where one of them is the whole file."""
    if lines[0] == 0:
        return 0
    index = bisect_left(lines, line)
    return min(abs(line - other) for other in lines[max(index - 1, 0) : index + 1])


def _family(group: Group) -> str | None:
    """The family most of its findings name; None where none does."""
    families = Counter(finding.family for finding in group.findings if finding.family)
    return min(families, key=lambda name: (-families[name], name), default=None)


def _title_key(group: Group) -> str:
    """The sentence for a group without weights; the one for what has a name where there are two."""
    named = bool(group.name) and group.kind is Kind.LICENCE
    return f"title.{group.kind.value}{'-of' if named else ''}"


def _swap_set(group: Group) -> tuple[str, ...]:
    """Ids of what has to change together with it, gravest first: linked findings, and what falls with it."""
    fallen = [finding for partner in group.partners for finding in partner.own]
    return tuple(finding.id for finding in sorted([*group.linked, *fallen], key=place_key))


def _is_use(finding: Finding, mentions: Mentions) -> bool:
    """A file of weights wherever it lies; a name only where something runs."""
    return finding.kind is Kind.ARTIFACT or finding not in mentions


def _broken(judged: Judged) -> int:
    """Dead places where something runs: neither documents nor data nor vendored copies."""
    return sum(
        judged.verdicts[finding.id].status is Status.DEAD and finding not in judged.group.mentions
        for finding in judged.group.everything
    )


def sort_key(dependency: Dependency) -> tuple[object, ...]:
    """Gravest first: what is broken where it runs, then risk, then verdict, then size, then title."""
    grade, _, score = urgency(dependency.risk)
    return (
        not dependency.risk.broken,
        -grade,
        -score,
        *verdict_key(dependency.verdict),
        -len(dependency.finding_ids),
        dependency.title,
        dependency.id,
    )


def verdicts_of(judged: Sequence[Judged]) -> dict[str, Verdict]:
    """Every finding's verdict by id."""
    return {identifier: verdict for one in judged for identifier, verdict in one.verdicts.items()}
