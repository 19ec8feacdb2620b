"""The report a developer reads in a terminal: verdict first, what rests on it, what was not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.core.assessment import Assessment, Reason, Task
from advisor.core.decisions import Suppressed
from advisor.core.findings import Cleared, Skip
from advisor.core.kinds import Confidence, Level, Phase, Status
from advisor.core.own import TEXT_MARK
from advisor.core.words import files_in
from advisor.report import decided, wording
from advisor.report.clean import cut, no_commands, plain
from advisor.report.digest import (
    DutyLine,
    aid_words,
    broken_words,
    duty_lines,
    first_aid,
    first_tasks,
    levels,
    risk_reasons,
    told_events,
)
from advisor.report.layout import Paint, table
from advisor.report.setting import NARROWEST, WIDEST, WIDTH, Setting
from advisor.report.text_dependencies import dependencies
from advisor.report.text_ways import ways
from advisor.report.ways import over_time, whole_turning, within
from advisor.report.wording import counted

_SUM = "sum"
"""The reason that says what the sum of points is made of: told in one line here, in full elsewhere."""
_TASKS_SHOWN = 1
_AIDS_SHOWN = 3
_CLEARED_WHY_LEAST = 30
_SKIPS_SHOWN = 3
_UNREAD_SHOWN = 10
_SUPPRESSED_SHOWN = 20
_CLEARED_PLACES_SHOWN = 2_000


def render(
    assessment: Assessment, *, colour: bool = False, width: int = WIDTH, include_cleared: bool = False
) -> str:
    """The whole report as text that ends with a newline. `colour` adds terminal colours."""
    setting = Setting(Paint(colour), min(max(width, NARROWEST), WIDEST), include_cleared)
    sections: tuple[Callable[[Assessment, Setting], list[str]], ...] = (
        _head,
        _risk,
        _tasks,
        dependencies,
        ways,
        _conflicts,
        _licences,
        _exits,
        _questions,
        _outlook,
        _cleared,
        _suppressed,
        _skipped,
        _foot,
    )
    blocks = (section(assessment, setting) for section in sections)
    text = "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block)
    return no_commands(text) + "\n"


# --- head ------------------------------------------------------------------------------------------


def _head(assessment: Assessment, setting: Setting) -> list[str]:
    branch = f" (branch {plain(assessment.branch)})" if assessment.branch else ""
    project = f"{plain(assessment.project)}{branch}"
    lines = setting.lines(f"{TEXT_MARK} {assessment.tool_version} · {project} · as of {assessment.as_of}")
    lines += setting.faint(wording.facts_words(assessment))
    lines += setting.faint(wording.policy_words(assessment.policy))
    for line in decided.head_lines(assessment):
        lines += [setting.paint.warn(row) for row in setting.lines(line)]
    if assessment.partial:
        text = "PARTIAL: the scan was stopped before its end. What follows is what was found until then."
        lines += ["", *(setting.paint.bad(line) for line in setting.lines(text))]
    lines += ["", *setting.strong(plain(assessment.summary.sentence))]
    if statuses := _statuses(assessment):
        lines += setting.lines(statuses)
    return lines + setting.lines(wording.looked_words(assessment))


def _statuses(assessment: Assessment) -> str:
    summary = assessment.summary
    parts = [
        f"{number:,} {wording.STATUS_SHORT[status]}"
        for status in Status
        if (number := summary.by_status.get(status, 0))
    ]
    end = f". Next known end: {summary.next_end}" if summary.next_end else ""
    return f"{', '.join(parts)}{end}." if parts else ""


# --- risk and outlook ------------------------------------------------------------------------------


def _risk(assessment: Assessment, setting: Setting) -> list[str]:
    if not assessment.findings:
        return []
    risk, grades = assessment.risk, list(Level)
    lines = [f"{setting.heading('Risk of staying')}  {setting.level(risk.level)}"]
    if risk.broken:
        lines += [setting.paint.bad(row) for row in setting.lines(broken_words(assessment), "  ")]
    graded = f"Likelihood {grades[risk.likelihood - 1]} × impact {grades[risk.impact - 1]}"
    lines += setting.lines(f"{graded}{within(assessment)}. {over_time(risk)}", "  ")
    told = [reason for reason in risk_reasons(assessment) if reason.key != _SUM]
    lines += setting.reasons(told, "  ")
    if len(told) < len(risk.reasons):
        lines += setting.faint(wording.sum_words(risk), "  ")
    for text in whole_turning(assessment):
        lines += setting.lines(text, "  ")
    counts = ", ".join(f"{number} {level}" for level, number in levels(assessment.dependencies))
    return lines + setting.lines(f"Dependencies by level: {counts}.", "  ")


def _outlook(assessment: Assessment, setting: Setting) -> list[str]:
    lines = [setting.heading("Outlook"), *setting.lines(plain(assessment.outlook.sentence), "  ")]
    events = told_events(assessment) if assessment.findings else []  # nothing here that they could befall
    for event in events:
        source = f"  ({wording.short_source(event.sources[0].ref)})" if event.sources else ""
        lines += setting.lines(f"{wording.event_words(event)}{source}", f"  {event.on}  ")
    if any(event.sources for event in events):
        lines += setting.faint(
            "Sources in full, with the day they were read: --format markdown or json.", "  "
        )
    return lines


# --- licences --------------------------------------------------------------------------------------


def _conflicts(assessment: Assessment, setting: Setting) -> list[str]:
    return _raised("What a licence rules out", assessment.conflicts, assessment, setting)


def _questions(assessment: Assessment, setting: Setting) -> list[str]:
    return _raised("What no scan can see", assessment.questions, assessment, setting)


def _raised(title: str, rows: Sequence[Reason], assessment: Assessment, setting: Setting) -> list[str]:
    """Sentences with the first places they rest on."""
    if not rows:
        return []
    lines = [setting.heading(title)]
    for row in rows:
        lines += setting.lines(plain(row.text), "  - ")
        lines += setting.faint(wording.ids_words(row.finding_ids, assessment), "    ")
    return lines


def _licences(assessment: Assessment, setting: Setting) -> list[str]:
    """What was not seen to be met in full; the rest by name."""
    if not assessment.duties:
        return []
    duties = duty_lines(assessment)
    lines = [setting.heading("Licence duties today", "not legal advice")]
    for duty in duties:
        if duty.state == "not seen":
            lines += _duty(duty, setting)
    met = [f"{plain(duty.name)} ({plain(duty.licences)})" for duty in duties if duty.state == "met"]
    hidden = [plain(duty.name) for duty in duties if duty.state == "cannot be seen"]
    for state, names, paint in (
        ("met", met, setting.paint.good),
        ("cannot be seen", hidden, setting.paint.strong),
    ):
        if names:
            lines += _coloured(setting.lines("; ".join(names), f"  {state:<14}  "), state, paint)
    text = "Each with its places, its words and what stays bound: --format markdown or json."
    return [*lines, *setting.faint(text, "  ")]


def _exits(assessment: Assessment, setting: Setting) -> list[str]:
    """What leaving each licence ends, what stays, what comes."""
    if not assessment.exits:
        return []
    lines = [setting.heading("Leaving these licences", "not legal advice")]
    said: set[str] = set()
    for way in assessment.exits:
        lines += setting.lines(wording.exit_head(way), "  - ")
        for text in (*(stay.text for stay in way.stays), *map(wording.change_words, way.changes)):
            if text not in said:
                lines += setting.lines(plain(text), "    ")
            said.add(text)
    return lines


def _duty(duty: DutyLine, setting: Setting) -> list[str]:
    differs = " (wording or day differ by version)" if duty.differs else ""
    text = f"{plain(duty.name)} ({plain(duty.licences)}): {plain(duty.text)}{differs}"
    return _coloured(setting.lines(text, f"  {duty.state:<14}  "), duty.state, setting.paint.warn)


def _coloured(lines: list[str], word: str, paint: Callable[[str], str]) -> list[str]:
    """The lines with the first `word` of the first one painted."""
    return [lines[0].replace(word, paint(word), 1), *lines[1:]]


# --- tasks -----------------------------------------------------------------------------------------


def _tasks(assessment: Assessment, setting: Setting) -> list[str]:
    aids = first_aid(assessment, _AIDS_SHOWN)
    phases = first_tasks(assessment.tasks, _TASKS_SHOWN, aids)
    if not phases and not aids:
        return []
    number = len(aids) + sum(len(phase.shown) + phase.hidden for phase in phases)
    lines = [setting.heading("What to do first", counted(number, "open task"))]
    if aids:
        lines += [setting.paint.bad(line) for line in setting.lines(f"{wording.BROKEN_FIRST}:", "  ")]
    for aid in aids:
        lines += _task(aid.task, aid.task.phase, setting)
        lines += setting.lines(aid_words(aid, assessment), " " * 12)
    if aids and phases:
        lines += setting.lines("Then, in working order:", "  ")
    for phase in phases:
        lines += [line for task in phase.shown for line in _task(task, phase.phase, setting)]
    text = (
        "The first of each phase; all with places, steps and what is ticked: llama-advisor checklist FOLDER"
    )
    return [*lines, *setting.faint(text, "  ")]


def _task(task: Task, phase: Phase, setting: Setting) -> list[str]:
    """The task's whole title, wrapped where it is long."""
    places = f", {counted(task.places_total or len(task.places), 'place')}" if task.places else ""
    tail = f" (effort {wording.points(task.effort_points)}{places})"
    return setting.lines(f"{plain(task.title)}{tail}", f"  {wording.PHASE_TITLES[phase]:<8}  ")


# --- what was not counted and not read -------------------------------------------------------------


def _cleared(assessment: Assessment, setting: Setting) -> list[str]:
    rules = wording.cleared_rules(assessment)
    if not rules:
        return []
    lines = [setting.heading("Looked at and not counted", counted(assessment.summary.cleared, "place"))]
    room = max(setting.width - max(len(row.rule) for row in rules) - 11, _CLEARED_WHY_LEAST)
    cells = [(f"{row.count:>5}", row.rule, cut(row.why, room)) for row in rules]
    lines += table(cells, setting.width, "  ")
    if not setting.include_cleared:
        return [*lines, "  Every place: --include-cleared"]
    return [*lines, "", *_cleared_places(assessment.cleared, setting)]


def _cleared_places(cleared: Sequence[Cleared], setting: Setting) -> list[str]:
    shown = cleared[:_CLEARED_PLACES_SHOWN]
    lines = table([_cleared_row(row) for row in shown], setting.width, "  ")
    if len(cleared) > len(shown):
        lines.append(f"  … and {len(cleared) - len(shown):,} more; --format json has all")
    return lines


def _cleared_row(row: Cleared) -> tuple[str, str]:
    place = plain(row.path) + (f":{row.line}" if row.line else "")
    return place, f"{wording.written_words(row.written)}  [{row.rule}]"


def _suppressed(assessment: Assessment, setting: Setting) -> list[str]:
    rows = assessment.suppressed
    if not rows:
        return []
    lines = [setting.heading("Suppressed", counted(len(rows), "place"))]
    lines += table([_suppressed_row(row) for row in rows[:_SUPPRESSED_SHOWN]], setting.width, "  ")
    if len(rows) > _SUPPRESSED_SHOWN:
        lines.append(f"  … and {len(rows) - _SUPPRESSED_SHOWN:,} more; --format json has all")
    return lines


def _suppressed_row(row: Suppressed) -> tuple[str, str]:
    finding = row.finding
    unsure = f", {finding.confidence} confidence" if finding.confidence is not Confidence.HIGH else ""
    written = wording.written_words(finding.written)
    reason = decided.reason_words(row)
    return wording.place_words(finding), f"{written}  [{finding.context}{unsure}]: {reason}"


def _skipped(assessment: Assessment, setting: Setting) -> list[str]:
    if not files_in(assessment.skipped):
        return [setting.heading("Not read"), "  Nothing: every file was read to its end."]
    lines = [setting.heading("Not read in full", ", ".join(wording.unread_parts(assessment.skipped)))]
    for reason, rows in wording.skips_by_reason(assessment.skipped):
        words = wording.skips_words(reason, rows)
        lines.append(f"  {setting.paint.warn(words) if reason.incomplete else words}")
        lines += _skip_rows(rows, _UNREAD_SHOWN if reason.incomplete else _SKIPS_SHOWN, setting)
    return lines


def _skip_rows(rows: Sequence[Skip], most: int, setting: Setting) -> list[str]:
    lines: list[str] = []
    for row in rows[:most]:
        lines += setting.lines(wording.skip_words(row), "    ", " " * 6)
    hidden = len(rows) - most
    if hidden > 0:
        lines.append(f"    … and {counted(hidden, 'more row', 'more rows')}; --format json has all")
    return lines


def _foot(assessment: Assessment, setting: Setting) -> list[str]:
    return setting.faint(wording.disclaimer(assessment))
