"""The one sentence at the top of every report, and the counts behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from advisor.assess.order import Mentions
from advisor.assess.tables import Texts
from advisor.core.assessment import Dependency, Summary
from advisor.core.findings import Finding, ScanResult
from advisor.core.kinds import Context, Kind, Status
from advisor.core.words import count, files_in


def summary(
    scan: ScanResult,
    findings: Sequence[Finding],
    dependencies: Sequence[Dependency],
    texts: Texts,
    mentions: Mentions,
) -> Summary:
    """The counts of one assessment; `findings` carry their verdicts."""
    statuses = Counter(finding.verdict.status for finding in findings if finding.verdict)
    ends = [one.verdict.date for one in findings if one.verdict and one.verdict.status is Status.ENDS]
    next_end = min((day for day in ends if day is not None), default=None)
    kinds = Counter(finding.kind for finding in findings)
    contexts = Counter(finding.context for finding in findings)
    return Summary(
        sentence=_sentence(scan, findings, statuses, next_end, texts, mentions),
        findings=len(findings),
        files=len({finding.path for finding in findings}),
        by_status={status: statuses[status] for status in Status if statuses[status]},
        by_kind={kind: kinds[kind] for kind in Kind if kinds[kind]},
        by_context={context: contexts[context] for context in Context if contexts[context]},
        cleared=len(scan.cleared),
        cleared_by_rule=dict(sorted(Counter(row.rule for row in scan.cleared).items())),
        skipped=files_in(scan.skipped),
        dependencies=len(dependencies),
        effort_points=round(sum(dependency.effort_points for dependency in dependencies), 2),
        next_end=next_end,
    )


def _sentence(
    scan: ScanResult,
    findings: Sequence[Finding],
    statuses: Counter[Status],
    next_end: date | None,
    texts: Texts,
    mentions: Mentions,
) -> str:
    """ "23 places in 9 files depend on Llama; 4 are already dead"."""
    prefix = texts.say("summary.partial") + " " if scan.partial else ""
    if not findings:
        return prefix + texts.say("summary.nothing", files=count(scan.stats.files_read, "file"))
    named = [finding for finding in findings if _is_named(finding, mentions)]
    tiered = sum(bool(finding.verdict and finding.verdict.tiers) for finding in findings)
    head = _head(findings, len(named), texts)
    if len(named) == len(findings):
        return prefix + "; ".join([head, *_named_dead(statuses, texts)]) + "."
    fates = _fates(statuses, _dead_of(findings, mentions, texts), next_end, texts)
    return prefix + "; ".join([head, *fates, *_tiers(tiered, texts)]) + "."


def _is_named(finding: Finding, mentions: Mentions) -> bool:
    """True where words speak of a model; weights are more than words, whatever folder they lie in."""
    return finding in mentions and finding.kind is not Kind.ARTIFACT


def _head(findings: Sequence[Finding], named: int, texts: Texts) -> str:
    """How many places there are, and that all or some of them are mere words."""
    found = len(findings)
    slots = {
        "places": count(found, "place"),
        "files": count(len({finding.path for finding in findings}), "file"),
    }
    if named == found:
        return texts.say("summary.only-named", verb=_verb("name", found), **slots)
    head = texts.say("summary.found", verb=_verb("depend", found), **slots)
    return head + (
        texts.say("summary.found-named", number=f"{named:,}", verb=_verb("name", named)) if named else ""
    )


def _verb(word: str, number: int) -> str:
    return f"{word}s" if number == 1 else word


def _named_dead(statuses: Counter[Status], texts: Texts) -> list[str]:
    """That words speak of what is dead: readers should know, though nothing breaks."""
    dead = statuses[Status.DEAD]
    return (
        [texts.say("summary.only-named-dead", number=f"{dead:,}", verb=_verb("name", dead))] if dead else []
    )


def _dead_of(findings: Sequence[Finding], mentions: Mentions, texts: Texts) -> list[str]:
    """Which of the dead places are milder than they sound: mere words, or tests."""
    dead = [finding for finding in findings if finding.verdict and finding.verdict.status is Status.DEAD]
    named = sum(finding in mentions for finding in dead)
    tests = sum(finding.context is Context.TEST and finding not in mentions for finding in dead)
    return [
        texts.say(
            f"summary.dead-all-{key}" if number == len(dead) else f"summary.dead-{key}", number=f"{number:,}"
        )
        for key, number in (("named", named), ("tests", tests))
        if number
    ]


def _tiers(number: int, texts: Texts) -> list[str]:
    """That some ends hold for named tiers only."""
    return [texts.say("summary.tiers", number=f"{number:,}")] if number else []


def _fates(
    statuses: Counter[Status], milder: Sequence[str], next_end: date | None, texts: Texts
) -> list[str]:
    """What happens to them: the dead and the ending, or that nothing of the kind is known.

    `milder` says which of the dead are only named, or in tests.
    """
    dead, ends = statuses[Status.DEAD], statuses[Status.ENDS]
    parts = []
    if dead:
        told = texts.say("summary.dead", number=f"{dead:,}", verb="is" if dead == 1 else "are")
        parts.append(texts.say("summary.dead-of", told=told, parts=", ".join(milder)) if milder else told)
    if ends:
        dated = "summary.ends-one" if ends == 1 else "summary.ends"
        key = dated if next_end else "summary.ends-undated"
        parts.append(texts.say(key, number=f"{ends:,}", verb=_verb("end", ends), day=next_end))
    return parts or [texts.say("summary.alive")]
