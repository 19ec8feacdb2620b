"""The report as Markdown for an issue, a pull request or a page: the same content as `text`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from advisor.core.assessment import Assessment, Candidate, Dependency, DutyState, Reason, Risk
from advisor.core.findings import Finding
from advisor.core.kinds import Status, TaskState
from advisor.core.knowledge import Source
from advisor.report import wording
from advisor.report.clean import no_commands
from advisor.report.md import code, link, prose, table
from advisor.report.wording import counted

_CANDIDATES_SHOWN = 3
_TASKS_SHOWN = 5


def render(assessment: Assessment, *, include_cleared: bool = False) -> str:
    """The whole report as Markdown that ends with a newline."""
    sections: tuple[Callable[[Assessment], list[str]], ...] = (
        _head,
        _risk,
        _outlook,
        _dependencies,
        _licences,
        _conflicts,
        _questions,
        _tasks,
        _cleared_with_places if include_cleared else _cleared,
        _suppressed,
        _skipped,
        lambda value: [f"*{prose(wording.disclaimer(value))}*"],
    )
    blocks = (section(assessment) for section in sections)
    return no_commands("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def _head(assessment: Assessment) -> list[str]:
    branch = f", branch {code(assessment.branch)}" if assessment.branch else ""
    lines = [f"# Llama in {code(assessment.project)}", ""]
    if assessment.partial:
        lines += ["**Partial: the scan was stopped before its end.** This is what was found until then.", ""]
    lines += [f"**{prose(assessment.summary.sentence)}**", ""]
    facts = prose(wording.facts_words(assessment))
    lines.append(
        f"As of {assessment.as_of}{branch}; {facts}; Llama Advisor {prose(assessment.tool_version)}."
    )
    return lines + _status_counts(assessment)


def _status_counts(assessment: Assessment) -> list[str]:
    summary, stats = assessment.summary, assessment.stats
    read = f"{stats.files_read:,} of {counted(stats.files_seen, 'file')} read."
    end = f" Next known end: {summary.next_end}." if summary.next_end else ""
    rows = [(str(status), f"{number:,}") for status in Status if (number := summary.by_status.get(status, 0))]
    return ["", read + end, *(["", *table(("Verdict", "Places"), rows)] if rows else [])]


def _risk(assessment: Assessment) -> list[str]:
    if not assessment.findings:
        return []
    risk = assessment.risk
    lines = [f"## Risk of staying: {risk.level}", "", f"{_risk_sum(risk)}.", ""]
    return lines + _reasons(risk.reasons)


def _reasons(reasons: Sequence[Reason]) -> list[str]:
    lines = []
    for reason in reasons:
        share = "" if reason.points is None else f"{reason.points:+g}: "
        source = f" ({link(reason.source)})" if reason.source else ""
        lines.append(f"- {share}{prose(reason.text)}{source}")
    return lines


def _risk_sum(risk: Risk) -> str:
    return f"Likelihood {risk.likelihood} × impact {risk.impact} = {risk.score} of 25"


def _outlook(assessment: Assessment) -> list[str]:
    outlook = assessment.outlook
    lines = ["## Outlook", "", prose(outlook.sentence), ""]
    for event in outlook.events:
        text = f"- **{event.on}** {prose(event.title)}. {prose(event.text)} {_sources(event.sources)}"
        lines.append(text.rstrip())
    return lines + [f"- Not known: {prose(unknown)}" for unknown in outlook.unknown]


def _sources(sources: Sequence[Source]) -> str:
    return "; ".join(f"{link(source.ref)} (read {source.read_on})" for source in sources)


def _dependencies(assessment: Assessment) -> list[str]:
    if not assessment.dependencies:
        return []
    total = wording.points(assessment.summary.effort_points)
    lines = ["## What depends on Llama", ""]
    lines.append(
        f"{counted(len(assessment.dependencies), 'dependency', 'dependencies')}, effort {total} points."
    )
    by_id = {finding.id: finding for finding in assessment.findings}
    for number, dependency in enumerate(assessment.dependencies, start=1):
        lines += ["", *_dependency(number, dependency, by_id)]
    return lines


def _dependency(number: int, dependency: Dependency, by_id: Mapping[str, Finding]) -> list[str]:
    verdict, risk = dependency.verdict, dependency.risk
    lines = [f"### {number}. {prose(dependency.title)}", ""]
    lines.append(
        f"**{prose(wording.verdict_words(verdict))}**. {prose(verdict.why)}{_verdict_source(dependency)}"
    )
    if verdict.replacement:
        lines.append(f"The host names {code(verdict.replacement)} as successor.")
    effort = "; ".join(prose(reason.text) for reason in dependency.effort)
    points = wording.points(dependency.effort_points)
    graded = f"Risk {risk.level} ({risk.likelihood} × {risk.impact}), effort {points} points"
    lines += ["", f"{graded}: {effort}" if effort else f"{graded}."]
    lines += _places([by_id[key] for key in dependency.finding_ids if key in by_id])
    lines += _together(dependency, by_id)
    return lines + _needs(dependency) + _candidates(dependency)


def _verdict_source(dependency: Dependency) -> str:
    verdict = dependency.verdict
    if not verdict.source:
        return ""
    read = f" (read {verdict.read_on})" if verdict.read_on else ""
    return f" Source: {link(verdict.source)}{read}"


def _places(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    rows = [
        (
            code(wording.place_words(row)),
            code(wording.written_words(row.written)),
            str(row.kind),
            str(row.context),
        )
        for row in findings
    ]
    return ["", *table(("Place", "Written", "Kind", "Context"), rows)]


def _together(dependency: Dependency, by_id: Mapping[str, Finding]) -> list[str]:
    own = set(dependency.finding_ids)
    places = [by_id[key] for key in dependency.swap_with if key in by_id and key not in own]
    if not places:
        return []
    return ["", f"Change together with {', '.join(code(wording.place_words(row)) for row in places)}."]


def _needs(dependency: Dependency) -> list[str]:
    lines = []
    for need in dependency.needs:
        seen = f" ({', '.join(code(place) for place in need.seen_at)})" if need.seen_at else ""
        lines.append(f"- {prose(need.text)}{seen or (' (inferred)' if need.inferred else '')}")
    return ["", "Needs:", "", *lines] if lines else []


def _candidates(dependency: Dependency) -> list[str]:
    best = wording.ranked(dependency)[:_CANDIDATES_SHOWN]
    lines = []
    if best:
        head = ("#", "Move to", "Size", "Context", "Licence", "Memory", "Why", "Missing or not checked")
        lines += ["", *table(head, [_candidate(row, dependency.chosen) for row in best])]
    reasons = wording.ruled_out(dependency)
    if reasons:
        words = "; ".join(f"{number} × {prose(reason)}" for reason, number in reasons)
        lines += ["", f"Ruled out: {sum(number for _, number in reasons)} ({words})."]
    return lines


def _candidate(candidate: Candidate, chosen: str | None) -> tuple[str, ...]:
    alternative = candidate.alternative
    name = prose(alternative.name) + (" **(chosen)**" if chosen == alternative.id else "")
    return (
        str(candidate.rank),
        name,
        wording.size_words(alternative),
        wording.tokens_words(alternative.context_tokens),
        prose(wording.licence_words(alternative.licence, alternative.licence_class)),
        wording.memory_words(candidate) or "not checked",
        "; ".join(prose(text) for text in candidate.fits),
        "; ".join(prose(text) for text in candidate.lacks),
    )


def _licences(assessment: Assessment) -> list[str]:
    if not assessment.duties:
        return []
    names = {licence.id: licence.name for licence in assessment.licences}
    lines = ["## Licence duties today"]
    for licence in dict.fromkeys(duty.licence for duty in assessment.duties):
        lines += ["", f"**{prose(names.get(licence, licence))}**", ""]
        lines += [_duty(duty) for duty in assessment.duties if duty.licence == licence]
    return lines


def _duty(duty: DutyState) -> str:
    section = f" ({prose(duty.section)})" if duty.section else ""
    ends = f" Ends: {prose(duty.ends)}" if duty.ends else ""
    return f"- *{prose(duty.state)}*: {prose(duty.text)}{section}{ends}"


def _conflicts(assessment: Assessment) -> list[str]:
    reasons = _reasons(assessment.conflicts)
    return ["## What a licence rules out", "", *reasons] if reasons else []


def _questions(assessment: Assessment) -> list[str]:
    reasons = _reasons(assessment.questions)
    return ["## What no scan can see", "", *reasons] if reasons else []


def _tasks(assessment: Assessment) -> list[str]:
    waiting = [task for task in assessment.tasks if task.state is TaskState.OPEN]
    if not waiting:
        return []
    lines = ["## First tasks", ""]
    for number, task in enumerate(waiting[:_TASKS_SHOWN], start=1):
        effort = wording.points(task.effort_points)
        title = f"{wording.PHASE_TITLES[task.phase]}: {prose(task.title)}"
        lines.append(f"{number}. {title} (effort {effort}). Done when: {prose(task.acceptance)}")
    more = len(waiting) - _TASKS_SHOWN
    return (
        [*lines, "", f"{counted(more, 'more task stands', 'more tasks stand')} in the checklist."]
        if more > 0
        else lines
    )


def _cleared(assessment: Assessment) -> list[str]:
    rules = wording.cleared_rules(assessment)
    if not rules:
        return []
    lines = ["## Looked at and not counted", ""]
    return lines + table(
        ("Places", "Rule", "Why"), [(f"{r.count:,}", code(r.rule), prose(r.why)) for r in rules]
    )


def _cleared_with_places(assessment: Assessment) -> list[str]:
    lines = _cleared(assessment)
    if not lines:
        return []
    rows = [
        (
            code(f"{row.path}:{row.line}" if row.line else row.path),
            code(wording.written_words(row.written)),
            code(row.rule),
        )
        for row in assessment.cleared
    ]
    return [*lines, "", *table(("Place", "Written", "Rule"), rows)]


def _suppressed(assessment: Assessment) -> list[str]:
    return ["## Suppressed", *_places(assessment.suppressed)] if assessment.suppressed else []


def _skipped(assessment: Assessment) -> list[str]:
    if not assessment.skipped:
        return ["## Not read", "", "Nothing: every file was read to its end."]
    lines = ["## Not read", ""]
    for reason, rows in wording.skips_by_reason(assessment.skipped):
        lines.append(f"- {prose(reason)}: {counted(sum(row.count for row in rows), 'file')}")
        lines += [f"  - {code(wording.skip_words(row))}" for row in rows]
    return lines
