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
    files = len({finding.path for finding in findings})
    verb = "depends" if len(findings) == 1 else "depend"
    head = texts.say(
        "summary.found", places=count(len(findings), "place"), files=count(files, "file"), verb=verb
    )
    tiered = sum(bool(finding.verdict and finding.verdict.tiers) for finding in findings)
    named = sum(finding in mentions and _is_dead(finding) for finding in findings)
    fates = _fates(statuses, named, next_end, texts)
    return prefix + "; ".join([head, *fates, *_tiers(tiered, texts)]) + "."


def _is_dead(finding: Finding) -> bool:
    return finding.verdict is not None and finding.verdict.status is Status.DEAD


def _tiers(number: int, texts: Texts) -> list[str]:
    """That some ends hold for named tiers only."""
    return [texts.say("summary.tiers", number=f"{number:,}")] if number else []


def _fates(statuses: Counter[Status], named: int, next_end: date | None, texts: Texts) -> list[str]:
    """What happens to them: the dead and the ending, or that nothing of the kind is known.

    `named` is how many of the dead are only named: nothing runs there.
    """
    dead, ends = statuses[Status.DEAD], statuses[Status.ENDS]
    parts = []
    if dead:
        told = texts.say("summary.dead", number=f"{dead:,}", verb="is" if dead == 1 else "are")
        parts.append(told + (" " + texts.say("summary.dead-named", number=named) if named else ""))
    if ends:
        dated = "summary.ends-one" if ends == 1 else "summary.ends"
        key = dated if next_end else "summary.ends-undated"
        verb = "ends" if ends == 1 else "end"
        parts.append(texts.say(key, number=f"{ends:,}", verb=verb, day=next_end))
    return parts or [texts.say("summary.alive")]
