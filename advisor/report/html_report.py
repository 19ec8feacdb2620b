"""The report as one HTML file to send to a colleague: no script, no network, light and dark, fit for paper.

The same content as `text` and `markdown`, with the window's charts. Places stand in full up to a limit that
keeps the page usable; the JSON report has all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from advisor.core.assessment import Assessment, Candidate, Dependency, Need, Reason, Task
from advisor.core.findings import Finding
from advisor.core.kinds import Level, Status
from advisor.core.own import PAGE_MARK
from advisor.core.words import files_in, listed
from advisor.report import decided, drawing, hours, html_ways, wording
from advisor.report.digest import (
    FirstAid,
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
from advisor.report.drawing import LEVEL_TONES, STATUS_TONES
from advisor.report.page import bullets, chip, code, link, page, paragraph, section, table, text
from advisor.report.svg import svg
from advisor.report.timeline import timeline
from advisor.report.ways import over_time, turning, whole_turning, within
from advisor.report.wording import counted

_PLACES_SHOWN = 100
_ROWS_SHOWN = 1_000
_CANDIDATES_SHOWN = 3
_TASKS_SHOWN = 5
_AIDS_SHOWN = 3
_CLEARED_SHOWN = 5_000

_Part = Callable[[Assessment], str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What differs between a screen and paper."""

    draw: Callable[[drawing.Drawing], str] = svg
    """Puts a chart into the page."""
    wide: float = 1030.0
    """Pixels of a chart that takes the whole width; on a screen it shrinks with the page."""
    narrow: float = 460.0
    in_full: int = 40
    """Dependencies told with all their lines at the most; the others stand in rows."""
    places: int = _PLACES_SHOWN
    """Places of one dependency."""
    reads: int = 50
    """Lines that read the name of one dependency."""
    rows: int = _ROWS_SHOWN
    """Rows of the table of all places."""


SCREEN = Setting()


def render(assessment: Assessment, *, include_cleared: bool = False) -> str:
    """The whole report as one HTML file, the same bytes for the same assessment."""
    content = body(assessment, SCREEN, include_cleared=include_cleared)
    return page(f"Llama in {assessment.project}", PAGE_MARK, content)


def body(assessment: Assessment, setting: Setting, *, include_cleared: bool = False) -> str:
    """What stands on the page."""
    cleared: _Part = _cleared_with_places if include_cleared else _cleared
    parts: tuple[_Part, ...] = (
        partial(_risk, setting=setting),
        html_ways.ways,
        _tasks,
        partial(_where_and_when, setting=setting),
        partial(_dependencies, setting=setting),
        _conflicts,
        _questions,
        _licences,
        _exits,
        _outlook,
        cleared,
        _suppressed,
        _skipped,
        partial(_places, setting=setting),
    )
    inside = "".join(part(assessment) for part in parts)
    return f"{_head(assessment, setting)}<main>{inside}</main>{_foot(assessment)}"


# --- the top -----------------------------------------------------------------------------------------


def _head(assessment: Assessment, setting: Setting) -> str:
    summary = assessment.summary
    branch = f" · branch {code(assessment.branch)}" if assessment.branch else ""
    day = f"As of {assessment.as_of}{branch} · {text(wording.facts_words(assessment))}"
    stopped = (
        paragraph(
            "Partial: the scan was stopped before its end. This is what was found until then.", kind="broken"
        )
        if assessment.partial
        else ""
    )
    settings = [wording.policy_words(assessment.policy), *decided.head_lines(assessment)]
    return (
        f"<header><h1>Llama in {text(assessment.project)}</h1>"
        + paragraph(day, kind="quiet")
        + stopped
        + paragraph(text(summary.sentence), kind="lead")
        + setting.draw(drawing.status_strip(summary, setting.wide))
        + _counts(assessment)
        + paragraph(text(wording.looked_words(assessment)), _next_end(assessment), kind="quiet")
        + "".join(paragraph(text(line)) for line in settings if line)
        + _contents(assessment)
        + "</header>"
    )


def _counts(assessment: Assessment) -> str:
    cells = "".join(
        f"<span><b>{number:,}</b>{chip(wording.STATUS_SHORT[status], STATUS_TONES[status])}</span>"
        for status in Status
        if (number := assessment.summary.by_status.get(status, 0))
    )
    return f'<div class="counts">{cells}</div>' if cells else ""


def _next_end(assessment: Assessment) -> str:
    end = assessment.summary.next_end
    return f"Next known end: {end}." if end else ""


def _contents(assessment: Assessment) -> str:
    if not assessment.findings:
        return ""
    parts = {
        "risk": "Risk",
        "ways": "Ways on",
        "tasks": "What to do first",
        "where": "Where and when",
        "dependencies": "Dependencies",
        "licences": "Licences",
        "outlook": "Outlook",
        "not-read": "Not read",
        "places": "All places",
    }
    there = {key: word for key, word in parts.items() if key != "ways" or assessment.scenarios.dependencies}
    links = "".join(f'<a href="#{key}">{word}</a>' for key, word in there.items())
    return f'<nav aria-label="Contents">{links}</nav>'


def _foot(assessment: Assessment) -> str:
    made = f"Llama Advisor {text(assessment.tool_version)}, catalog {text(assessment.catalog.version)}."
    return f"<footer>{paragraph(text(wording.disclaimer(assessment)))}{paragraph(made)}</footer>"


# --- risk and what to do -----------------------------------------------------------------------------


def _risk(assessment: Assessment, setting: Setting) -> str:
    if not assessment.findings:
        return ""
    risk, grades = assessment.risk, list(Level)
    graded = f"Likelihood {grades[risk.likelihood - 1]} × impact {grades[risk.impact - 1]}"
    broken = broken_words(assessment) if risk.broken else ""
    counts = ", ".join(f"{number} {level}" for level, number in levels(assessment.dependencies))
    told = "".join(
        (
            paragraph(chip(risk.level, LEVEL_TONES[risk.level]), text(f"{graded}{within(assessment)}.")),
            paragraph(text(broken), kind="broken") if broken else "",
            paragraph(text(over_time(risk))),
            bullets(map(_reason, risk_reasons(assessment))),
            "".join(paragraph(text(line), kind="quiet") for line in whole_turning(assessment)),
            paragraph(f"Dependencies by level: {text(counts)}.", kind="quiet"),
        )
    )
    chart = setting.draw(drawing.risk_matrix(assessment.dependencies, setting.narrow, assessment.risk_table))
    return section(
        "risk", "Risk of staying", f'<div class="columns"><div>{told}</div><div>{chart}</div></div>'
    )


def _reason(reason: Reason) -> str:
    share = "" if reason.points is None else f"<b>{text(axis(reason))} {reason.points:+g}</b> "
    source = f" ({link(reason.source, wording.short_source(reason.source))})" if reason.source else ""
    return f"{share}{text(reason.text)}{source}"


def _tasks(assessment: Assessment) -> str:
    aids = first_aid(assessment, _AIDS_SHOWN)
    phases = first_tasks(assessment.tasks, _TASKS_SHOWN, aids)
    parts = [_aids(aids, assessment)] if aids else []
    for phase in phases:
        more = [f"and {counted(phase.hidden, 'more task')} in this phase"] if phase.hidden else []
        items = [*map(_task, phase.shown), *more]
        parts.append(f"<h3>{text(wording.PHASE_TITLES[phase.phase])}</h3>{bullets(items)}")
    number = len(aids) + sum(len(phase.shown) + phase.hidden for phase in phases)
    told = f"{counted(number, 'open task')}; the checklist has all of them, and what is ticked."
    head = paragraph(told, kind="quiet")
    return section("tasks", "What to do first", head, *parts) if parts else ""


def _aids(aids: Sequence[FirstAid], assessment: Assessment) -> str:
    items = [f"{_task(aid.task)} {text(aid_words(aid, assessment))}" for aid in aids]
    return f"<h3>{text(wording.BROKEN_FIRST)}</h3>{bullets(items)}"


def _task(task: Task) -> str:
    effort = wording.effort_points(task.effort_points)
    return f"<b>{text(task.title)}</b> ({effort}). Done when: {text(task.acceptance)}"


def _where_and_when(assessment: Assessment, setting: Setting) -> str:
    if not assessment.findings:
        return ""
    counts = drawing.by_context_and_status(assessment)
    return section(
        "where",
        "Where it stands, and when it ends",
        f'<div class="scroll">{setting.draw(drawing.exposure(counts, setting.wide))}</div>',
        f'<div class="scroll">{setting.draw(timeline(assessment, setting.wide))}</div>',
    )


# --- dependencies ------------------------------------------------------------------------------------


def _dependencies(assessment: Assessment, setting: Setting) -> str:
    everything = assessment.dependencies
    if not everything:
        return ""
    by_id = {finding.id: finding for finding in assessment.findings}
    full = in_full(everything, setting.in_full)
    number = counted(len(everything), "dependency", "dependencies")
    total = hours.to_move(assessment)
    head = f"{number}, effort {total}; gravest first. {wording.effort_scale(assessment)}"
    told = [
        _dependency(assessment, setting, number, one, by_id)
        for number, one in enumerate(everything[:full], 1)
    ]
    return section(
        "dependencies",
        "What depends on Llama",
        paragraph(text(head), kind="quiet"),
        *told,
        _others(everything[full:], full + 1),
    )


def _dependency(
    assessment: Assessment,
    setting: Setting,
    number: int,
    dependency: Dependency,
    by_id: Mapping[str, Finding],
) -> str:
    verdict, risk = dependency.verdict, dependency.risk
    successor = wording.successor(verdict)
    named = f"The host names {code(successor)} as successor." if successor else ""
    graded = f"Risk {risk.level} (likelihood {risk.likelihood} × impact {risk.impact} of 5)."
    record = [history(dependency), wording.effort_words(dependency), over_time(risk), *turning(risk.flips)]
    places = [by_id[key] for key in dependency.finding_ids if key in by_id]
    return "".join(
        (
            f'<h3 id="{text(dependency.id)}">{number}. {text(dependency.title)}</h3>',
            paragraph(
                chip(wording.STATUS_SHORT[verdict.status], STATUS_TONES[verdict.status]),
                text(verdict.why),
                named,
                _source(verdict.source, verdict.read_on),
            ),
            paragraph(text(graded), text(" ".join(part for part in record if part))),
            _table_of_places(places, setting.places),
            html_ways.read_at(dependency, setting.reads),
            _together(dependency),
            _needs(dependency),
            _candidates(dependency),
            html_ways.ways_of_one(assessment, dependency),
        )
    )


def _source(ref: str | None, read_on: object) -> str:
    if not ref:
        return ""
    read = f", read {read_on}" if read_on else ""
    return f"({link(ref, wording.short_source(ref))}{read})"


def _table_of_places(findings: Sequence[Finding], most: int) -> str:
    if not findings:
        return ""
    rows = [
        (
            code(wording.place_words(one)),
            code(wording.written_words(one.written)),
            text(one.kind),
            text(one.context) + text(decided.origin_words(one.origin)),
        )
        for one in findings[:most]
    ]
    hidden = len(findings) - len(rows)
    return table(("Place", "Written", "Kind", "Context"), rows) + _more(hidden, "place")


def _more(hidden: int, one: str) -> str:
    words = f"… and {counted(hidden, f'more {one}')}; the JSON report has all." if hidden > 0 else ""
    return paragraph(words, kind="quiet")


def _together(dependency: Dependency) -> str:
    rows = []
    for title, members in wording.swap_rows(dependency):
        places = list(dict.fromkeys(code(member.place) for member in members))[:_PLACES_SHOWN]
        rows.append((text(title), text(members[0].category), ", ".join(places), text(members[0].action)))
    return table(("Changes with it", "Asked for", "Places", "To do"), rows) if rows else ""


def _needs(dependency: Dependency) -> str:
    seen = [_need(need) for need in dependency.needs if not need.inferred]
    inferred = [text(need.text) for need in dependency.needs if need.inferred]
    return paragraph(
        f"Needs: {'; '.join(seen)}." if seen else "",
        f"Inferred: {'; '.join(inferred)}." if inferred else "",
    )


def _need(need: Need) -> str:
    places = ", ".join(code(place) for place in need.seen_at[:3])
    return f"{text(need.text)} ({places})" if places else text(need.text)


def _candidates(dependency: Dependency) -> str:
    best = wording.offered(dependency, _CANDIDATES_SHOWN)
    head = ("#", "Move to", "Size", "Context", "Licence", "Memory", "Why", "Missing or not checked")
    rows = [_candidate(one, dependency.chosen) for one in best]
    return (
        paragraph(f"<b>{text(wording.against_choice(dependency))}</b>")
        if wording.against_choice(dependency)
        else ""
    ) + (
        (table(head, rows) if rows else "")
        + paragraph(text(wording.ruled_out_words(dependency)), kind="quiet")
    )


def _candidate(candidate: Candidate, chosen: str | None) -> tuple[str, ...]:
    alternative = candidate.alternative
    mark = " <b>(chosen)</b>" if chosen == alternative.id else ""
    return (
        str(candidate.rank),
        f"<b>{text(decided.name_words(alternative))}</b>{mark}",
        text(wording.size_words(alternative)),
        text(wording.tokens_words(alternative.context_tokens)),
        text(wording.licence_words(alternative.licence, alternative.licence_class)),
        text(wording.memory_words(candidate) or "not checked"),
        "; ".join(map(text, candidate.fits)),
        "; ".join(map(text, candidate.lacks)),
    )


def _others(rest: Sequence[Dependency], start: int) -> str:
    if not rest:
        return ""
    head = ("#", "What", "Verdict", "Risk", "Effort", "Places", "Move to")
    rows = [_other(position, one) for position, one in enumerate(rest[:_ROWS_SHOWN], start)]
    title = "The others" if start > 1 else "All of them"
    return f"<h3>{title}</h3>{table(head, rows, (0, 4))}{_more(len(rest) - len(rows), 'row')}"


def _other(position: int, dependency: Dependency) -> tuple[str, ...]:
    verdict, level = dependency.verdict, dependency.risk.level
    hidden = len(dependency.places) - 3
    places = ", ".join(code(place) for place in dependency.places[:3])
    best = [] if only_named(dependency) else wording.offered(dependency, 3)
    return (
        str(position),
        text(dependency.title),
        chip(wording.verdict_words(verdict), STATUS_TONES[verdict.status]),
        chip(level, LEVEL_TONES[level]),
        wording.points(dependency.effort_points),
        f"{places} and {hidden} more" if hidden > 0 else places,
        ", ".join(text(one.alternative.name) for one in best),
    )


# --- licences and outlook ----------------------------------------------------------------------------


def _conflicts(assessment: Assessment) -> str:
    return section("conflicts", "What a licence rules out", bullets(map(_reason, assessment.conflicts)))


def _questions(assessment: Assessment) -> str:
    return section("questions", "What no scan can see", bullets(map(_reason, assessment.questions)))


def _licences(assessment: Assessment) -> str:
    rows = [
        (
            text(duty.state),
            f"<b>{text(duty.name)}</b>: {text(duty.text)}"
            + (" (Wording or day differ by version.)" if duty.differs else "")
            + (f" {text(wording.seen_words(duty.met_by, assessment))}" if duty.met_by else ""),
            text(duty.licences),
            str(duty.places),
            text(duty.stays),
        )
        for duty in duty_lines(assessment)
    ]
    head = ("State", "Duty", "Licences and sections", "Places", "What stays when they are gone")
    notice = paragraph(text(wording.licence_notice(assessment.catalog.as_of)), kind="quiet")
    idle = [f"Does not apply: {line}" for line in idle_lines(assessment)]
    said = bullets(map(text, [*idle, *decided.rulings(assessment)]))
    return section("licences", "Licence duties today", table(head, rows, (3,)), said, notice) if rows else ""


def _exits(assessment: Assessment) -> str:
    parts = []
    for way in assessment.exits:
        rows = [f"Ends then: {text(listed(way.ends))}."]
        rows += [text(stay.text) for stay in way.stays]
        rows += [text(wording.change_words(change)) for change in way.changes]
        parts.append(f"<h3>{text(wording.exit_head(way))}</h3>{bullets(rows)}")
    return section("exits", "Leaving these licences", *parts)


def _outlook(assessment: Assessment) -> str:
    events = told_events(assessment) if assessment.findings else []
    rows = [
        f"<b>{event.on}</b> {text(wording.event_words(event))}. {text(event.text)} "
        + "; ".join(_source(source.ref, source.read_on) for source in event.sources)
        for event in events
    ]
    return section("outlook", "Outlook", paragraph(text(assessment.outlook.sentence)), bullets(rows))


# --- the ledgers -------------------------------------------------------------------------------------


def _cleared(assessment: Assessment) -> str:
    rows = [(f"{one.count:,}", code(one.rule), text(one.why)) for one in wording.cleared_rules(assessment)]
    return (
        section("cleared", "Looked at and not counted", table(("Places", "Rule", "Why"), rows, (0,)))
        if rows
        else ""
    )


def _cleared_with_places(assessment: Assessment) -> str:
    shown = assessment.cleared[:_CLEARED_SHOWN]
    rows = [
        (
            code(f"{one.path}:{one.line}" if one.line else one.path),
            code(wording.written_words(one.written)),
            code(one.rule),
        )
        for one in shown
    ]
    places = table(("Place", "Written", "Rule"), rows) + _more(len(assessment.cleared) - len(rows), "place")
    return _cleared(assessment) + (
        section("cleared-places", "Every place not counted", places) if rows else ""
    )


def _suppressed(assessment: Assessment) -> str:
    rows = [
        (
            code(wording.place_words(one.finding)),
            code(wording.written_words(one.finding.written)),
            text(one.finding.kind),
            text(decided.reason_words(one)),
        )
        for one in assessment.suppressed[:_ROWS_SHOWN]
    ]
    hidden = len(assessment.suppressed) - len(rows)
    body = table(("Place", "Written", "Kind", "Why"), rows) + _more(hidden, "place") if rows else ""
    return section("suppressed", "Suppressed", body)


def _skipped(assessment: Assessment) -> str:
    if not files_in(assessment.skipped):
        return section("not-read", "Not read", paragraph("Nothing: every file was read to its end."))
    parts = [paragraph(text(f"{', '.join(wording.unread_parts(assessment.skipped))}."))]
    for reason, rows in wording.skips_by_reason(assessment.skipped):
        shown = [code(wording.skip_words(row)) for row in rows[:_PLACES_SHOWN]]
        parts.append(f"<h3>{text(wording.skips_words(reason, rows))}</h3>{bullets(shown)}")
        parts.append(_more(len(rows) - len(shown), "row"))
    return section("not-read", "Not read in full", *parts)


def _places(assessment: Assessment, setting: Setting) -> str:
    rows = [
        (
            code(wording.place_words(one)),
            code(wording.written_words(one.written)),
            text(one.kind),
            text(one.model or ""),
            ""
            if one.verdict is None
            else chip(wording.verdict_words(one.verdict), STATUS_TONES[one.verdict.status]),
            text(one.context),
        )
        for one in assessment.findings[: setting.rows]
    ]
    hidden = len(assessment.findings) - len(rows)
    head = ("Place", "Written", "Kind", "Model", "Verdict", "Context")
    return section("places", "All places", table(head, rows) + _more(hidden, "place")) if rows else ""
