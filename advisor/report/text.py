"""The report a developer reads in a terminal: verdict first, what rests on it, what was not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from advisor.core.assessment import Assessment, Candidate, Dependency, DutyState, Reason, Risk, Task
from advisor.core.findings import Cleared, Finding, Skip
from advisor.core.kinds import Confidence, Level, Status, TaskState
from advisor.report import wording
from advisor.report.clean import no_commands, plain
from advisor.report.layout import Paint, table, wrap
from advisor.report.wording import counted

WIDTH = 88
_PLACES_SHOWN = 12
_CANDIDATES_SHOWN = 3
_TASKS_SHOWN = 5
_SKIPS_SHOWN = 8
_CLEARED_PLACES_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Setting:
    """How the report is set: colour, width in columns, and whether cleared places are listed."""

    paint: Paint = field(default_factory=Paint)
    width: int = WIDTH
    include_cleared: bool = False


def render(
    assessment: Assessment, *, colour: bool = False, width: int = WIDTH, include_cleared: bool = False
) -> str:
    """The whole report as text that ends with a newline. `colour` adds terminal colours."""
    setting = Setting(Paint(colour), min(max(width, 64), 120), include_cleared)
    sections: tuple[Callable[[Assessment, Setting], list[str]], ...] = (
        _head,
        _risk,
        _outlook,
        _dependencies,
        _licences,
        _conflicts,
        _questions,
        _tasks,
        _cleared,
        _suppressed,
        _skipped,
        _foot,
    )
    blocks = (section(assessment, setting) for section in sections)
    text = "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block)
    return no_commands(text) + "\n"


def _heading(text: str, setting: Setting, aside: str = "") -> str:
    return setting.paint.strong(text.upper()) + (f"  {setting.paint.faint(aside)}" if aside else "")


def _faint(text: str, setting: Setting, lead: str) -> list[str]:
    return [setting.paint.faint(line) for line in wrap(text, setting.width, lead)]


def _strong(text: str, setting: Setting, lead: str = "") -> list[str]:
    return [setting.paint.strong(line) for line in wrap(text, setting.width, lead)]


def _head(assessment: Assessment, setting: Setting) -> list[str]:
    branch = f" (branch {plain(assessment.branch)})" if assessment.branch else ""
    project = f"{plain(assessment.project)}{branch}"
    title = f"Llama Advisor {assessment.tool_version} · {project} · as of {assessment.as_of}"
    lines = wrap(title, setting.width)
    lines += _faint(wording.facts_words(assessment), setting, "")
    if assessment.partial:
        text = "PARTIAL: the scan was stopped before its end. What follows is what was found until then."
        lines += ["", *(setting.paint.bad(line) for line in wrap(text, setting.width))]
    lines += ["", *_strong(plain(assessment.summary.sentence), setting)]
    lines += wrap(_counts_line(assessment), setting.width)
    return lines


def _counts_line(assessment: Assessment) -> str:
    summary, stats = assessment.summary, assessment.stats
    statuses = [f"{number} {status}" for status in Status if (number := summary.by_status.get(status, 0))]
    parts = [f"By verdict: {', '.join(statuses)}."] if statuses else []
    if summary.next_end:
        parts.append(f"Next known end: {summary.next_end}.")
    parts.append(f"{stats.files_read:,} of {counted(stats.files_seen, 'file')} read.")
    return " ".join(parts)


def _level(level: Level, setting: Setting) -> str:
    word = level.value.upper()
    if level is Level.VERY_HIGH:
        return setting.paint.bad(word)
    return setting.paint.warn(word) if level is Level.HIGH else setting.paint.strong(word)


def _risk(assessment: Assessment, setting: Setting) -> list[str]:
    if not assessment.findings:
        return []
    risk = assessment.risk
    lines = [f"{_heading('Risk of staying', setting)}  {_level(risk.level, setting)}  {_risk_sum(risk)}"]
    return lines + _reasons(risk.reasons, setting, "  ")


def _risk_sum(risk: Risk) -> str:
    return f"likelihood {risk.likelihood} × impact {risk.impact} = {risk.score} of 25"


def _reasons(reasons: Sequence[Reason], setting: Setting, indent: str) -> list[str]:
    lines: list[str] = []
    for reason in reasons:
        share = "" if reason.points is None else f"{reason.points:+g}"
        lines += wrap(plain(reason.text), setting.width, f"{indent}{share or '-':<5}")
        if reason.source:
            lines += _faint(plain(reason.source), setting, f"{indent}     ")
    return lines


def _outlook(assessment: Assessment, setting: Setting) -> list[str]:
    outlook = assessment.outlook
    lines = [_heading("Outlook", setting), *wrap(plain(outlook.sentence), setting.width, "  ")]
    for event in outlook.events:
        lines += wrap(f"{plain(event.title)}. {plain(event.text)}", setting.width, f"  {event.on}  ")
        lines += _faint(wording.sources_words(event.sources), setting, " " * 14)
    for unknown in outlook.unknown:
        lines += wrap(plain(unknown), setting.width, "  not known   ")
    return lines


def _dependencies(assessment: Assessment, setting: Setting) -> list[str]:
    if not assessment.dependencies:
        return []
    total = wording.points(assessment.summary.effort_points)
    aside = f"{len(assessment.dependencies)} in all, effort {total} points"
    lines = [_heading("What depends on Llama", setting, aside)]
    by_id = {finding.id: finding for finding in assessment.findings}
    shown: dict[tuple[str, ...], int] = {}
    for number, dependency in enumerate(assessment.dependencies, start=1):
        lines += ["", *_dependency(number, dependency, by_id, shown, setting)]
    return lines


def _dependency(
    number: int,
    dependency: Dependency,
    by_id: Mapping[str, Finding],
    shown: dict[tuple[str, ...], int],
    setting: Setting,
) -> list[str]:
    lines = _strong(plain(dependency.title), setting, f"{number:>3}. ")
    lines += _verdict(dependency, setting)
    lines += wrap(_effort_line(dependency), setting.width, "     ")
    lines += _places(dependency, by_id, setting)
    lines += _together(dependency, by_id, setting)
    lines += _needs(dependency, setting)
    return lines + _candidates(number, dependency, shown, setting)


def _verdict(dependency: Dependency, setting: Setting) -> list[str]:
    verdict = dependency.verdict
    words = wording.verdict_words(verdict)
    paint = setting.paint
    colour = {Status.DEAD: paint.bad, Status.ENDS: paint.warn, Status.SERVED: paint.good}
    lines = wrap(f"{words}. {plain(verdict.why)}", setting.width, "     ")
    lines[0] = lines[0].replace(words, colour.get(verdict.status, paint.strong)(words), 1)
    if verdict.replacement:
        lines += wrap(f"The host names {plain(verdict.replacement)} as successor.", setting.width, "     ")
    source = wording.source_words(verdict.source, verdict.read_on)
    return lines + (_faint(source, setting, "     ") if source else [])


def _effort_line(dependency: Dependency) -> str:
    risk = dependency.risk
    effort = wording.points(dependency.effort_points)
    reasons = "; ".join(plain(reason.text) for reason in dependency.effort)
    text = f"Risk {risk.level} ({risk.likelihood} × {risk.impact}), effort {effort} points"
    return f"{text}: {reasons}" if reasons else f"{text}."


def _places(dependency: Dependency, by_id: Mapping[str, Finding], setting: Setting) -> list[str]:
    findings = [by_id[key] for key in dependency.finding_ids if key in by_id]
    rows = [_place_row(finding) for finding in findings[:_PLACES_SHOWN]]
    lines = table(rows, setting.width, "       ")
    hidden = len(findings) - len(rows)
    if hidden > 0:
        lines.append(f"       … and {counted(hidden, 'more place', 'more places')}; --format json has all")
    return lines


def _place_row(finding: Finding) -> tuple[str, str]:
    unsure = f", {finding.confidence} confidence" if finding.confidence is not Confidence.HIGH else ""
    written = wording.written_words(finding.written)
    return wording.place_words(finding), f"{written}  [{finding.context}{unsure}]"


def _together(dependency: Dependency, by_id: Mapping[str, Finding], setting: Setting) -> list[str]:
    own = set(dependency.finding_ids)
    others = (by_id[key] for key in dependency.swap_with if key in by_id and key not in own)
    places = [wording.place_words(finding) for finding in others]
    if not places:
        return []
    more = f" and {len(places) - _PLACES_SHOWN} more" if len(places) > _PLACES_SHOWN else ""
    return wrap(f"Change together with {', '.join(places[:_PLACES_SHOWN])}{more}.", setting.width, "     ")


def _needs(dependency: Dependency, setting: Setting) -> list[str]:
    if not dependency.needs:
        return []
    words = []
    for need in dependency.needs:
        seen = f" ({', '.join(plain(place) for place in need.seen_at[:3])})" if need.seen_at else ""
        words.append(plain(need.text) + (seen or (" (inferred)" if need.inferred else "")))
    return wrap(f"Needs: {'; '.join(words)}.", setting.width, "     ", " " * 12)


def _candidates(
    number: int, dependency: Dependency, shown: dict[tuple[str, ...], int], setting: Setting
) -> list[str]:
    best = wording.ranked(dependency)
    if not best:
        return _ruled_out(dependency, setting)
    key = tuple(candidate.alternative.id for candidate in best[:_CANDIDATES_SHOWN])
    earlier = shown.setdefault(key, number)
    if earlier != number:
        names = ", ".join(plain(candidate.alternative.name) for candidate in best[:_CANDIDATES_SHOWN])
        return wrap(f"Move to: {names} (see {earlier}).", setting.width, "     ", " " * 14)
    lines = ["     Move to:"]
    for candidate in best[:_CANDIDATES_SHOWN]:
        lines += _candidate(candidate, dependency.chosen, setting)
    return lines + _ruled_out(dependency, setting)


def _candidate(candidate: Candidate, chosen: str | None, setting: Setting) -> list[str]:
    alternative = candidate.alternative
    facts = [
        wording.size_words(alternative),
        wording.tokens_words(alternative.context_tokens),
        wording.licence_words(alternative.licence, alternative.licence_class),
        wording.memory_words(candidate),
    ]
    mark = " (chosen)" if chosen == alternative.id else ""
    text = f"{plain(alternative.name)}{mark}: {', '.join(fact for fact in facts if fact)}"
    lines = wrap(text, setting.width, f"     {candidate.rank:>3}. ")
    reasons = [f"+ {plain(text)}" for text in candidate.fits]
    reasons += [f"? {plain(text)}" for text in candidate.lacks]
    return lines + _faint("; ".join(reasons), setting, " " * 10) if reasons else lines


def _ruled_out(dependency: Dependency, setting: Setting) -> list[str]:
    reasons = wording.ruled_out(dependency)
    if not reasons:
        return []
    total = sum(number for _, number in reasons)
    words = "; ".join(f"{number} × {reason}" for reason, number in reasons[:4])
    return _faint(f"Ruled out: {total} ({words}{'; …' if len(reasons) > 4 else ''})", setting, "     ")


def _licences(assessment: Assessment, setting: Setting) -> list[str]:
    if not assessment.duties:
        return []
    names = {licence.id: licence.name for licence in assessment.licences}
    lines = [_heading("Licence duties today", setting)]
    for licence in dict.fromkeys(duty.licence for duty in assessment.duties):
        lines += wrap(plain(names.get(licence, licence)), setting.width, "  ")
        for duty in assessment.duties:
            if duty.licence == licence:
                lines += _duty(duty, setting)
    return lines


def _duty(duty: DutyState, setting: Setting) -> list[str]:
    section = f" ({plain(duty.section)})" if duty.section else ""
    lines = wrap(f"{plain(duty.text)}{section}", setting.width, f"    {plain(duty.state):<15} ")
    return lines + (_faint(f"Ends: {plain(duty.ends)}", setting, " " * 20) if duty.ends else [])


def _conflicts(assessment: Assessment, setting: Setting) -> list[str]:
    if not assessment.conflicts:
        return []
    return [_heading("What a licence rules out", setting), *_reasons(assessment.conflicts, setting, "  ")]


def _questions(assessment: Assessment, setting: Setting) -> list[str]:
    if not assessment.questions:
        return []
    return [_heading("What no scan can see", setting), *_reasons(assessment.questions, setting, "  ")]


def _tasks(assessment: Assessment, setting: Setting) -> list[str]:
    waiting = [task for task in assessment.tasks if task.state is TaskState.OPEN]
    if not waiting:
        return []
    lines = [_heading("First tasks", setting, f"{min(_TASKS_SHOWN, len(waiting))} of {len(waiting)} open")]
    for task in waiting[:_TASKS_SHOWN]:
        lines += _task(task, setting)
    return [*lines, "  All, with boxes to tick: llama-advisor checklist FOLDER"]


def _task(task: Task, setting: Setting) -> list[str]:
    places = f", {counted(len(task.places), 'place')}" if task.places else ""
    text = f"{plain(task.title)} (effort {wording.points(task.effort_points)}{places})"
    lines = wrap(text, setting.width, f"  [ ] {wording.PHASE_TITLES[task.phase]:<9} ")
    return lines + _faint(f"Done when: {plain(task.acceptance)}", setting, " " * 16)


def _cleared(assessment: Assessment, setting: Setting) -> list[str]:
    rules = wording.cleared_rules(assessment)
    if not rules:
        return []
    lines = [_heading("Looked at and not counted", setting, counted(assessment.summary.cleared, "place"))]
    lines += table([(f"{row.count:>5}", row.rule, row.why) for row in rules], setting.width, "  ")
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
    if not assessment.suppressed:
        return []
    lines = [_heading("Suppressed", setting, counted(len(assessment.suppressed), "place"))]
    return lines + table([_place_row(finding) for finding in assessment.suppressed], setting.width, "  ")


def _skipped(assessment: Assessment, setting: Setting) -> list[str]:
    if not assessment.skipped:
        return [_heading("Not read", setting), "  Nothing: every file was read to its end."]
    lines = [_heading("Not read", setting, counted(len(assessment.skipped), "row"))]
    for reason, rows in wording.skips_by_reason(assessment.skipped):
        words = f"{reason}: {counted(sum(row.count for row in rows), 'file')}"
        paint = setting.paint.warn if reason.incomplete else setting.paint.strong
        lines.append(f"  {paint(words)}")
        lines += _skip_rows(rows, setting)
    return lines


def _skip_rows(rows: Sequence[Skip], setting: Setting) -> list[str]:
    lines: list[str] = []
    for row in rows[:_SKIPS_SHOWN]:
        lines += wrap(wording.skip_words(row), setting.width, "    ", " " * 6)
    hidden = len(rows) - _SKIPS_SHOWN
    if hidden > 0:
        lines.append(f"    … and {counted(hidden, 'more row', 'more rows')}; --format json has all")
    return lines


def _foot(assessment: Assessment, setting: Setting) -> list[str]:
    return _faint(wording.disclaimer(assessment), setting, "")
