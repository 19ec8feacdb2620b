"""The report as Markdown for an issue, a pull request or a page: the same content as `text`, in tables.

An issue takes 65,536 characters, so the gravest dependencies stand in full and the others in one table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from advisor.core.assessment import Assessment, Candidate, Dependency, Need, Reason, Task
from advisor.core.findings import Finding
from advisor.core.kinds import Level, Status
from advisor.core.knowledge import Source
from advisor.core.own import REPORT_MARK
from advisor.core.words import files_in, listed
from advisor.report import decided, hours, read_at, wording
from advisor.report.clean import no_commands
from advisor.report.digest import (
    aid_words,
    axis,
    broken_words,
    duty_lines,
    first_aid,
    first_tasks,
    history,
    idle_lines,
    in_full,
    levels,
    only_named,
    risk_reasons,
    told_events,
)
from advisor.report.md import code, link, prose, table
from advisor.report.md_ways import ways, ways_of_one
from advisor.report.ways import over_time, turning, whole_turning, within
from advisor.report.wording import counted

_IN_FULL = 12
_IN_ROWS = 100
_PLACES_SHOWN = 20
_NEED_PLACES_SHOWN = 3
_CANDIDATES_SHOWN = 3
_TASKS_SHOWN = 3
_AIDS_SHOWN = 3
_READS_SHOWN = 10
_SKIPS_SHOWN = 20
_CLEARED_PLACES_SHOWN = 2_000
MOST_CHARACTERS = 65_536
"""What the body of an issue takes at GitHub."""
_ROOM = MOST_CHARACTERS - 1_024
"""Left free for a backslash at lines that look like commands."""
_POINTER = 120
"""Characters of the sentence on what was cut."""


def render(assessment: Assessment, *, include_cleared: bool = False) -> str:
    """The whole report as Markdown that ends with a newline."""
    cleared = _cleared_with_places if include_cleared else _cleared
    sections: tuple[Callable[[Assessment], list[str]], ...] = (
        _head,
        _risk,
        _tasks,
        _dependencies,
        ways,
        _conflicts,
        _licences,
        _exits,
        _questions,
        _outlook,
        cleared,
        _suppressed,
        _skipped,
        lambda value: [f"*{prose(wording.disclaimer(value))}*"],
    )
    first_cut = [*([sections.index(cleared)] if include_cleared else []), sections.index(_dependencies)]
    blocks = _fitting([section(assessment) for section in sections], first_cut)
    return no_commands("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def _fitting(blocks: list[list[str]], first: Sequence[int]) -> list[list[str]]:
    """The blocks cut at their ends until an issue takes them all, those in `first` before the longest.

    Each cut is told.
    """
    fair = list(blocks)
    longest = sorted(range(len(blocks)), key=lambda each: -_length(blocks[each]))
    for index in dict.fromkeys([*first, *longest]):
        over = sum(map(_length, fair)) - _ROOM
        if over > 0 and len(blocks[index]) > 2:
            fair[index] = _cut(blocks[index], over)
    return fair


def _length(block: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in block) + 1


def _cut(block: list[str], over: int) -> list[str]:
    """The block without so many of its last lines that it is `over` characters shorter, or one line long."""
    kept, gone = list(block), -_POINTER
    while len(kept) > 1 and gone < over:
        gone += len(kept.pop()) + 1
    words = f"… and {counted(len(block) - len(kept), 'more line')} that an issue has no room for"
    return [*kept, "", f"*{words}; the HTML and JSON reports have them.*"]


def _head(assessment: Assessment) -> list[str]:
    branch = f", branch {code(assessment.branch)}" if assessment.branch else ""
    lines = [REPORT_MARK, f"# Llama in {code(assessment.project)}", ""]
    if assessment.partial:
        lines += ["**Partial: the scan was stopped before its end.** This is what was found until then.", ""]
    lines += [f"**{prose(assessment.summary.sentence)}**", ""]
    facts = prose(wording.facts_words(assessment))
    lines.append(
        f"As of {assessment.as_of}{branch}; {facts}; Llama Advisor {prose(assessment.tool_version)}."
    )
    if policy := wording.policy_words(assessment.policy):
        lines += ["", prose(policy)]
    for line in decided.head_lines(assessment):
        lines += ["", f"**{prose(line)}**"]
    return lines + _status_counts(assessment)


def _status_counts(assessment: Assessment) -> list[str]:
    summary = assessment.summary
    end = f" Next known end: {summary.next_end}." if summary.next_end else ""
    rows = [
        (wording.STATUS_SHORT[status], f"{number:,}")
        for status in Status
        if (number := summary.by_status.get(status, 0))
    ]
    head = ["", wording.looked_words(assessment) + end]
    return [*head, "", *table(("Verdict", "Places"), rows)] if rows else head


def _risk(assessment: Assessment) -> list[str]:
    if not assessment.findings:
        return []
    risk, grades = assessment.risk, list(Level)
    lines = [f"## Risk of staying: {risk.level}", ""]
    if risk.broken:
        lines += [f"**{broken_words(assessment)}**", ""]
    graded = f"Likelihood {grades[risk.likelihood - 1]} × impact {grades[risk.impact - 1]}"
    lines += [f"{graded}{within(assessment)}. {over_time(risk)}".rstrip(), ""]
    lines += _reasons(risk_reasons(assessment))
    lines += [f"- {prose(text)}" for text in whole_turning(assessment)]
    counts = ", ".join(f"{number} {level}" for level, number in levels(assessment.dependencies))
    return [*lines, "", f"Dependencies by level: {counts}."]


def _reasons(reasons: Sequence[Reason]) -> list[str]:
    lines = []
    for reason in reasons:
        share = "" if reason.points is None else f"{axis(reason)} {reason.points:+g}: "
        source = f" ({link(reason.source)})" if reason.source else ""
        lines.append(f"- {share}{prose(reason.text)}{source}")
    return lines


def _outlook(assessment: Assessment) -> list[str]:
    lines = ["## Outlook", "", prose(assessment.outlook.sentence), ""]
    events = told_events(assessment) if assessment.findings else []  # nothing here that they could befall
    for event in events:
        title = prose(wording.event_words(event))
        lines.append(f"- **{event.on}** {title}. {prose(event.text)} {_sources(event.sources)}".rstrip())
    return lines


def _sources(sources: Sequence[Source]) -> str:
    return "; ".join(f"{link(source.ref)} (read {source.read_on})" for source in sources)


def _dependencies(assessment: Assessment) -> list[str]:
    everything = assessment.dependencies
    if not everything:
        return []
    total = hours.to_move(assessment)
    number = counted(len(everything), "dependency", "dependencies")
    lines = [
        "## What depends on Llama",
        "",
        f"{number}, effort {total}; gravest first. {prose(wording.effort_scale(assessment))}",
    ]
    by_id = {finding.id: finding for finding in assessment.findings}
    full = in_full(everything, _IN_FULL)
    for position, dependency in enumerate(everything[:full], start=1):
        lines += ["", *_dependency(position, dependency, by_id)]
        lines += ways_of_one(assessment, dependency)
    return lines + _others(everything[full:], full + 1)


def _others(rest: Sequence[Dependency], start: int) -> list[str]:
    """The less grave ones, a row each; beyond the cap their number."""
    if not rest:
        return []
    rows = [_other(position, row) for position, row in enumerate(rest[:_IN_ROWS], start=start)]
    head = ("#", "What", "Verdict", "Risk", "Effort", "Places", "Move to")
    lines = ["", "### The others" if start > 1 else "### All of them", "", *table(head, rows)]
    hidden = len(rest) - len(rows)
    more = f"… and {counted(hidden, 'more dependency', 'more dependencies')}; the JSON report has all."
    return [*lines, "", more] if hidden > 0 else lines


def _other(position: int, dependency: Dependency) -> tuple[str, ...]:
    places = ", ".join(code(place) for place in dependency.places[:3])
    hidden = len(dependency.places) - 3
    best = [] if only_named(dependency) else wording.offered(dependency, _CANDIDATES_SHOWN)
    return (
        str(position),
        prose(dependency.title),
        prose(wording.verdict_words(dependency.verdict)),
        str(dependency.risk.level),
        wording.points(dependency.effort_points),
        f"{places} and {hidden} more" if hidden > 0 else places,
        ", ".join(prose(candidate.alternative.name) for candidate in best),
    )


def _dependency(number: int, dependency: Dependency, by_id: Mapping[str, Finding]) -> list[str]:
    verdict, risk = dependency.verdict, dependency.risk
    words = wording.STATUS_SHORT[verdict.status]
    successor = wording.successor(verdict)
    named = f" The host names {code(successor)} as successor." if successor else ""
    lines = [f"### {number}. {prose(dependency.title)}", ""]
    lines.append(f"**{words}**: {prose(verdict.why)}{named}{_verdict_source(dependency)}")
    graded = f"Risk {risk.level} (likelihood {risk.likelihood} × impact {risk.impact} of 5)."
    record = f"{prose(history(dependency))} " if history(dependency) else ""
    lines += ["", f"{graded} {record}{prose(wording.effort_words(dependency))}"]
    told = " ".join(prose(text) for text in (over_time(risk), *turning(risk.flips)))
    lines += ["", told] if told else []
    lines += _places([by_id[key] for key in dependency.finding_ids if key in by_id])
    lines += _read_at(dependency)
    lines += _together(dependency)
    return lines + _needs(dependency) + _candidates(dependency)


def _verdict_source(dependency: Dependency) -> str:
    verdict = dependency.verdict
    if not verdict.source:
        return ""
    read = f" (read {verdict.read_on})" if verdict.read_on else ""
    return f" Source: {link(verdict.source)}{read}"


def _read_at(dependency: Dependency) -> list[str]:
    """Lines that read a name the model is bound to."""
    uses, hidden = read_at.shown(dependency, _READS_SHOWN)
    if not uses:
        return []
    rows = [(code(f"{use.path}:{use.line}"), code(use.name), str(use.how), str(use.context)) for use in uses]
    more = ["", f"… and {counted(hidden, 'more line')} that {'reads' if hidden == 1 else 'read'} it."]
    return ["", *table(("Read at", "Name", "As", "Context"), rows), *(more if hidden else [])]


def _places(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    rows = [
        (
            code(wording.place_words(row)),
            code(wording.written_words(row.written)),
            str(row.kind),
            str(row.context) + prose(decided.origin_words(row.origin)),
        )
        for row in findings[:_PLACES_SHOWN]
    ]
    lines = ["", *table(("Place", "Written", "Kind", "Context"), rows)]
    hidden = len(findings) - len(rows)
    more = f"… and {counted(hidden, 'more place', 'more places')}; the JSON report has all."
    return [*lines, "", more] if hidden > 0 else lines


def _together(dependency: Dependency) -> list[str]:
    """The swap set: a row a role."""
    rows = []
    for title, members in wording.swap_rows(dependency):
        places = list(dict.fromkeys(code(member.place) for member in members))
        hidden = len(places) - _PLACES_SHOWN
        more = f" and {hidden} more" if hidden > 0 else ""
        shown = f"{', '.join(places[:_PLACES_SHOWN])}{more}"
        rows.append((prose(title), str(members[0].category), shown, prose(members[0].action)))
    if not rows:
        return []
    return ["", "Changes with it:", "", *table(("What", "Asked for", "Places", "To do"), rows)]


def _needs(dependency: Dependency) -> list[str]:
    """What was seen or set first, then what only follows from the old model."""
    seen = [f"{prose(need.text)}{_seen_at(need)}" for need in dependency.needs if not need.inferred]
    inferred = [prose(need.text) for need in dependency.needs if need.inferred]
    lines = ["", f"Needs: {'; '.join(seen)}."] if seen else []
    return [*lines, "", f"Inferred: {'; '.join(inferred)}."] if inferred else lines


def _seen_at(need: Need) -> str:
    shown = ", ".join(code(place) for place in need.seen_at[:_NEED_PLACES_SHOWN])
    hidden = len(need.seen_at) - _NEED_PLACES_SHOWN
    return f" ({shown}{f' and {hidden} more' if hidden > 0 else ''})" if shown else ""


def _candidates(dependency: Dependency) -> list[str]:
    best = wording.offered(dependency, _CANDIDATES_SHOWN)
    against = wording.against_choice(dependency)
    lines = ["", f"**{prose(against)}**"] if against else []
    if best:
        head = ("#", "Move to", "Size", "Context", "Licence", "Memory", "Why", "Missing or not checked")
        lines += ["", *table(head, [_candidate(row, dependency.chosen) for row in best])]
    if out := wording.ruled_out_words(dependency):
        lines += ["", prose(out)]
    return lines


def _candidate(candidate: Candidate, chosen: str | None) -> tuple[str, ...]:
    alternative = candidate.alternative
    name = prose(decided.name_words(alternative)) + (" **(chosen)**" if chosen == alternative.id else "")
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
    rows = [
        (
            prose(duty.state),
            f"**{prose(duty.name)}**: {prose(duty.text)}"
            + (" (Wording or day differ by version.)" if duty.differs else "")
            + (f" {prose(wording.seen_words(duty.met_by, assessment))}" if duty.met_by else ""),
            prose(duty.licences),
            str(duty.places),
            prose(duty.stays),
        )
        for duty in duty_lines(assessment)
    ]
    head = ("State", "Duty", "Licences", "Places that set it off", "What stays when they are gone")
    idle = [f"- Does not apply: {prose(text)}" for text in idle_lines(assessment)]
    said = idle + [f"- {prose(text)}" for text in decided.rulings(assessment)]
    return ["## Licence duties today", "", *table(head, rows), *(["", *said] if said else [])]


def _exits(assessment: Assessment) -> list[str]:
    """What leaving each licence ends, what stays, what comes."""
    if not assessment.exits:
        return []
    lines = ["## Leaving these licences", ""]
    for way in assessment.exits:
        lines.append(f"- **{prose(wording.exit_head(way))}**")
        lines.append(f"  - Ends then: {prose(listed(way.ends))}.")
        lines += [f"  - {prose(stay.text)}" for stay in way.stays]
        lines += [f"  - {prose(wording.change_words(change))}" for change in way.changes]
    return lines


def _conflicts(assessment: Assessment) -> list[str]:
    reasons = _reasons(assessment.conflicts)
    return ["## What a licence rules out", "", *reasons] if reasons else []


def _questions(assessment: Assessment) -> list[str]:
    reasons = _reasons(assessment.questions)
    return ["## What no scan can see", "", *reasons] if reasons else []


def _tasks(assessment: Assessment) -> list[str]:
    aids = first_aid(assessment, _AIDS_SHOWN)
    phases = first_tasks(assessment.tasks, _TASKS_SHOWN, aids)
    if not phases and not aids:
        return []
    number = len(aids) + sum(len(phase.shown) + phase.hidden for phase in phases)
    head = f"{counted(number, 'open task')}; the checklist has all of them, and what is ticked."
    lines = ["## What to do first", "", head]
    if aids:
        lines += ["", f"**{wording.BROKEN_FIRST}**", ""]
        lines += [f"{_task(aid.task)} {prose(aid_words(aid, assessment))}" for aid in aids]
    for phase in phases:
        lines += ["", f"**{wording.PHASE_TITLES[phase.phase]}**", ""]
        lines += [_task(task) for task in phase.shown]
        if phase.hidden:
            lines.append(f"- and {counted(phase.hidden, 'more task', 'more tasks')} in this phase")
    return lines


def _task(task: Task) -> str:
    effort = wording.points(task.effort_points)
    return f"- {prose(task.title)} (effort {effort}). Done when: {prose(task.acceptance)}"


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
        for row in assessment.cleared[:_CLEARED_PLACES_SHOWN]
    ]
    lines += ["", *table(("Place", "Written", "Rule"), rows)]
    hidden = len(assessment.cleared) - len(rows)
    more = f"… and {counted(hidden, 'more place', 'more places')}; the JSON report has all."
    return [*lines, "", more] if hidden > 0 else lines


def _suppressed(assessment: Assessment) -> list[str]:
    if not assessment.suppressed:
        return []
    shown = assessment.suppressed[:_PLACES_SHOWN]
    rows = [
        (
            code(wording.place_words(row.finding)),
            code(wording.written_words(row.finding.written)),
            str(row.finding.kind),
            prose(decided.reason_words(row)),
        )
        for row in shown
    ]
    lines = ["## Suppressed", "", *table(("Place", "Written", "Kind", "Why"), rows)]
    hidden = len(assessment.suppressed) - len(rows)
    more = f"… and {counted(hidden, 'more place', 'more places')}; the JSON report has all."
    return [*lines, "", more] if hidden > 0 else lines


def _skipped(assessment: Assessment) -> list[str]:
    if not files_in(assessment.skipped):
        return ["## Not read", "", "Nothing: every file was read to its end."]
    lines = ["## Not read in full", "", f"{', '.join(wording.unread_parts(assessment.skipped))}.", ""]
    for reason, rows in wording.skips_by_reason(assessment.skipped):
        lines.append(f"- {prose(wording.skips_words(reason, rows))}")
        lines += [f"  - {code(wording.skip_words(row))}" for row in rows[:_SKIPS_SHOWN]]
        if len(rows) > _SKIPS_SHOWN:
            lines.append(f"  - … and {len(rows) - _SKIPS_SHOWN:,} more; the JSON report has all")
    return lines
