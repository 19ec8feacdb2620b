"""Joins the parts: from what a scan found and what the catalog knows to one assessment as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from advisor.assess.dependencies import Assembler, Judged, Jury, dependency_id, sort_key, verdicts_of
from advisor.assess.duties import LicenceReport, Reader
from advisor.assess.elsewhere import Elsewhere
from advisor.assess.exits import Seen, Ways
from advisor.assess.facts import Facts
from advisor.assess.grouping import Grouper, manifest_root
from advisor.assess.homes import Homes
from advisor.assess.outlook import outlook
from advisor.assess.policy_check import check_policy
from advisor.assess.policy_facts import check_facts
from advisor.assess.risk import whole
from advisor.assess.scenarios import Scenarist
from advisor.assess.summary import summary
from advisor.assess.thresholds import by_revenue
from advisor.assess.uses import Uses
from advisor.assess.verdicts import Judge
from advisor.core.assessment import Assessment, Candidate, Dependency, PlanTables, Reason
from advisor.core.findings import Finding, Hint, ScanResult
from advisor.core.kinds import Kind
from advisor.core.knowledge import Alternative, Licence
from advisor.core.policy import Policy
from advisor.core.words import listed

if TYPE_CHECKING:
    from advisor.catalog import Catalog

_DOUBTS = frozenset({"question.eu", "question.outputs"})
"""Questions that, answered one way, make a conflict."""

_TRAINING = frozenset({"fine-tuning", "distillation"})


def assess(
    scan: ScanResult, catalog: Catalog, policy: Policy, as_of: date, *, tool_version: str
) -> Assessment:
    """What `scan` found, judged with `catalog` under `policy` as of the day `as_of`.

    Pure: no file, no clock. The same arguments give the same assessment. Its tasks are empty; `advisor.plan`
    makes them from it. Raises `UsageError` for a policy that names what the catalog does not know, and
    `CatalogError` where the points or sentences of the catalog lack a part.
    """
    from advisor.names import namer_of

    facts = Facts(catalog, namer_of(catalog).identify)
    texts = facts.tables.texts
    check_policy(policy, catalog, facts.is_llama, facts.tables)
    check_facts(policy, as_of, texts)
    judge = _judge(facts, policy, as_of)
    uses = Uses(scan.uses)
    homes = _homes(facts, scan, uses)
    grouper = _grouper(facts, homes, scan, uses)
    judged = Jury(facts, homes, judge, as_of).judge(grouper.group(scan.findings))
    findings = _with_verdicts(scan.findings, judged)
    assembler = Assembler(facts, judged, scan.hints, policy, judge, as_of)
    report = _licence_report(facts, judged, scan, assembler, policy)
    conflicts = _places(report.conflicts)
    doubts = _places(row for row in report.questions if row.key in _DOUBTS)
    dependencies = sorted((assembler.build(one, conflicts, doubts) for one in judged), key=sort_key)
    alternatives = _ranked(dependencies)
    elsewhere = Elsewhere(facts, judge, assembler.exposures.records, as_of, policy)
    ways = Scenarist(facts, elsewhere, policy, as_of, report.duties).build(dependencies, assembler.made)
    ways_out = _ways_out(facts, scan, policy)
    exits = ways_out.out(dependencies, report.duties)
    return Assessment(
        tool_version=tool_version,
        catalog=catalog.stamp,
        as_of=as_of,
        projected=as_of > catalog.stamp.as_of,
        project=scan.project,
        branch=scan.branch,
        partial=scan.partial,
        stats=scan.stats,
        summary=summary(scan, findings, dependencies, texts, facts.mentions),
        findings=findings,
        cleared=scan.cleared,
        skipped=scan.skipped,
        dependencies=tuple(dependencies),
        risk=whole(dependencies, as_of, facts.tables),
        outlook=outlook(catalog.outlook, catalog.llama_models, as_of, catalog.stamp.as_of, texts),
        alternatives=alternatives,
        licences=_licences(facts, dependencies, alternatives),
        duties=report.duties,
        exits=exits,
        arrivals=ways_out.arrivals(dependencies, exits),
        idle_duties=report.idle,
        conflicts=report.conflicts,
        questions=(*report.questions, *_revenue(facts, dependencies, policy)),
        risk_table=facts.tables.risk.levels,
        policy=policy,
        scenarios=ways,
        rules={rule.id: rule for rule in catalog.rules},
        tables=_plan_tables(facts, judged, assembler, as_of),
    )


def _judge(facts: Facts, policy: Policy, as_of: date) -> Judge:
    """What says of a place whether it is dead, for the customer tiers of the policy."""
    gone, texts = facts.gone(as_of), facts.tables.texts
    return Judge(facts.lifecycle, texts, as_of, policy.tiers, facts.first_release, facts.renames, gone)


def _ways_out(facts: Facts, scan: ScanResult, policy: Policy) -> Ways:
    """What says which duties end, stay and come with a move."""
    seen = Seen.of(scan.findings, scan.hints, facts.mentions)
    return Ways(facts.licences, seen, policy, facts.tables)


def _places(rows: Iterable[Reason]) -> frozenset[str]:
    """The findings that these rows rest on."""
    return frozenset(identifier for row in rows for identifier in row.finding_ids)


def _homes(facts: Facts, scan: ScanResult, uses: Uses) -> Homes:
    folders = sorted({path.rpartition("/")[0] for path in scan.manifests} - {""})
    return Homes(
        scan.findings,
        scan.hints,
        facts.hosts,
        facts.lifecycle,
        facts.tables.texts,
        facts.repos,
        facts.mentions,
        weights_files=facts.tables.models.weights_files,
        weights_stores=facts.tables.models.weights_stores,
        root_of=cache(lambda path: manifest_root(path, folders)),
        is_own_name=facts.is_own_name,
        uses=uses,
    )


def _grouper(facts: Facts, homes: Homes, scan: ScanResult, uses: Uses) -> Grouper:
    return Grouper(
        homes,
        facts.hosts,
        facts.packages,
        scan.manifests,
        facts.official,
        lambda slug, written: facts.lifecycle.find(slug, written, None) is not None,
        facts.mentions,
        uses,
        facts.served,
    )


def _plan_tables(facts: Facts, judged: Sequence[Judged], assembler: Assembler, as_of: date) -> PlanTables:
    return PlanTables(
        facts.tables.texts.sentences,
        facts.tables.task_points,
        facts.hosts.names,
        facts.tables.adapter_words,
        frozenset(dependency_id(one.group) for one in judged if assembler.is_own_name(one)),
        facts.mentions.rules,
        facts.tables.swaps.fields,
        frozenset(facts.gone(as_of)),
    )


def _with_verdicts(findings: Iterable[Finding], judged: Sequence[Judged]) -> tuple[Finding, ...]:
    verdicts = verdicts_of(judged)
    return tuple(replace(finding, verdict=verdicts[finding.id]) for finding in findings)


def _licence_report(
    facts: Facts, judged: Sequence[Judged], scan: ScanResult, assembler: Assembler, policy: Policy
) -> LicenceReport:
    seen = [finding for finding in scan.findings if finding.kind is Kind.LICENCE]
    trained = _beside_training(scan.findings, scan.hints)
    uses = [use for use in map(assembler.use, judged) if use is not None]
    return Reader(facts.licences, seen, trained, policy, facts.tables.texts).read(uses)


def _beside_training(findings: Iterable[Finding], hints: Iterable[Hint]) -> tuple[str, ...]:
    """Ids of the findings in files that also train something."""
    files = {hint.path for hint in hints if hint.need in _TRAINING}
    return tuple(finding.id for finding in findings if finding.path in files)


def _revenue(facts: Facts, dependencies: Iterable[Dependency], policy: Policy) -> tuple[Reason, ...]:
    """The question of revenue, where a candidate that is offered has a licence with a threshold of it."""
    if policy.annual_revenue_musd is not None:
        return ()
    bound = {slug for slug, licence in facts.licences.items() if by_revenue(licence)}
    rows = [one for one in dependencies if any(_offers(each, bound) for each in one.candidates)]
    slugs = {each.alternative.licence for one in rows for each in one.candidates if _offers(each, bound)}
    names = listed(sorted(facts.licences[slug].name for slug in slugs if slug in facts.licences))
    ids = dict.fromkeys(identifier for one in rows for identifier in one.finding_ids)
    if not rows:
        return ()
    text = facts.tables.texts.say("question.revenue", licence=names)
    return (Reason(text, None, tuple(ids), key="question.revenue"),)


def _offers(candidate: Candidate, licences: Collection[str]) -> bool:
    return candidate.rank is not None and candidate.alternative.licence in licences


def _ranked(dependencies: Iterable[Dependency]) -> tuple[Alternative, ...]:
    """The alternatives that some dependency shows, ranked or ruled out, by id."""
    found = {
        candidate.alternative.id: candidate.alternative
        for dependency in dependencies
        for candidate in dependency.candidates
    }
    return tuple(found[key] for key in sorted(found))


def _licences(
    facts: Facts, dependencies: Iterable[Dependency], alternatives: Iterable[Alternative]
) -> tuple[Licence, ...]:
    """The licences in force and those of the ranked alternatives, by id."""
    slugs = {slug for dependency in dependencies for slug in dependency.licences}
    slugs |= {alternative.licence for alternative in alternatives if alternative.licence}
    return tuple(facts.licences[slug] for slug in sorted(slugs) if slug in facts.licences)
