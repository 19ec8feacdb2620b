"""The findings for build servers and editors: GitHub annotations, a step summary, JUnit, Qt Creator tasks.

All four show one finding a row, the gravest first. A GitHub step shows ten annotations of a sort at the most,
so the summary comes first and says how many there are.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from advisor.core.assessment import Assessment
from advisor.core.findings import Finding
from advisor.core.kinds import Status
from advisor.report.clean import cut, plain
from advisor.report.decided import head_lines
from advisor.report.digest import runs
from advisor.report.md import code, prose, table
from advisor.report.wording import (
    counted,
    disclaimer,
    facts_words,
    looked_words,
    place_words,
    verdict_words,
    written_words,
)

_ORDER = {Status.DEAD: 0, Status.ENDS: 1, Status.UNKNOWN: 2, Status.SERVED: 3, Status.YOURS: 4}
_COMMANDS = {Status.DEAD: "error", Status.ENDS: "warning"}
_SUMMARY_ROWS = 200
"""Rows of the step summary, far below its limit of 1 MiB."""


def github_annotations(assessment: Assessment) -> str:
    """GitHub's workflow commands, `::warning file=…,line=…,title=…::…`, after one that sums up."""
    lines = [_command("notice", {"title": "Llama Advisor"}, _sum(assessment))]
    for finding in by_gravity(assessment):
        place = {"file": finding.path}
        if finding.line:
            place |= {"line": str(finding.line), "col": str(finding.column)}
        lines.append(
            _command(
                _sort(finding, assessment), {**place, "title": f"Llama: {finding.kind}"}, message(finding)
            )
        )
    lines.append(_command("notice", {"title": "Llama Advisor"}, disclaimer(assessment)))
    return "".join(f"{line}\n" for line in lines)


def by_gravity(assessment: Assessment) -> list[Finding]:
    """The findings, what is dead first, then what ends; of both first where something runs."""

    def key(one: Finding) -> tuple[int, bool]:
        return 5 if one.verdict is None else _ORDER[one.verdict.status], not runs(one, assessment)

    return sorted(assessment.findings, key=key)


def message(finding: Finding) -> str:
    """What stands at a place, why it counts and what happens to it, in one line."""
    told = f"{written_words(finding.written)} – {plain(finding.why)}"
    if finding.verdict is None:
        return told
    return f"{told} Verdict: {verdict_words(finding.verdict)}. {plain(finding.verdict.why)}".rstrip()


def _sum(assessment: Assessment) -> str:
    said = [looked_words(assessment), *head_lines(assessment)]
    head = f"{plain(assessment.summary.sentence)} Risk of staying: {assessment.risk.level}."
    return f"{head} As of {assessment.as_of}, {facts_words(assessment)}. {' '.join(said)}"


def _sort(finding: Finding, assessment: Assessment) -> str:
    """How loud a place is told: what only names a model stops no build."""
    if finding.verdict is None or not runs(finding, assessment):
        return "notice"
    return _COMMANDS.get(finding.verdict.status, "notice")


def _command(sort: str, properties: dict[str, str], text: str) -> str:
    inside = ",".join(f"{key}={_property(plain(value))}" for key, value in properties.items())
    return f"::{sort} {inside}::{_data(plain(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(assessment: Assessment) -> str:
    """A page of Markdown for `$GITHUB_STEP_SUMMARY`: the verdict and the gravest places."""
    rows = by_gravity(assessment)
    lines = [f"## Llama Advisor: {prose(assessment.project)}", "", prose(_sum(assessment)), ""]
    if rows:
        lines += table(("verdict", "place", "what stands there"), [*map(_row, rows[:_SUMMARY_ROWS])])
    if len(rows) > _SUMMARY_ROWS:
        lines += ["", f"{counted(len(rows) - _SUMMARY_ROWS, 'more place')} in the full report."]
    return "\n".join([*lines, "", prose(disclaimer(assessment))]) + "\n"


def _row(finding: Finding) -> tuple[str, str, str]:
    verdict = "–" if finding.verdict is None else prose(verdict_words(finding.verdict))
    return verdict, code(place_words(finding)), code(cut(written_words(finding.written), 80))


def junit(assessment: Assessment) -> str:
    """JUnit XML: one suite, one case a finding; what is dead or ends fails, the rest passes.

    The shape is that of the schema which Jenkins' xUnit plug-in publishes.
    """
    rows = by_gravity(assessment)
    failures = sum(_sort(finding, assessment) != "notice" for finding in rows)
    head = (
        f'<testsuite name="Llama Advisor" tests="{len(rows)}" failures="{failures}" errors="0" '
        f'skipped="0" timestamp="{assessment.as_of}T00:00:00">'
    )
    about = f"{_sum(assessment)} {disclaimer(assessment)}"
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<testsuites>",
            head,
            *(_case(one, assessment) for one in rows),
            f"<system-out>{escape(_xml(about))}</system-out>",
            "</testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(finding: Finding, assessment: Assessment) -> str:
    name = quoteattr(_xml(f"{place_words(finding)} {written_words(finding.written)}"))
    start = f"<testcase classname={quoteattr(_xml(f'llama.{finding.kind}'))} name={name}"
    if _sort(finding, assessment) == "notice":
        return f"{start}/>"
    text = _xml(message(finding))
    sort = quoteattr(finding.rule)
    return f"{start}><failure type={sort} message={quoteattr(text)}>{escape(text)}</failure></testcase>"


def _xml(text: str) -> str:
    """Harmless text that XML 1.0 can hold: `plain` leaves no control character, this takes the rest."""
    return "".join(char if char not in "\ufffe\uffff" else "\ufffd" for char in plain(text))


def tasks_file(assessment: Assessment) -> str:
    """Qt Creator's `.tasks`: file, line, sort and text, parted by tabs; a line with # is a remark."""
    about = (f"Llama Advisor: {_sum(assessment)}", disclaimer(assessment))
    rows = (
        (_field(plain(one.path)), str(one.line or 1), _tasks_sort(one, assessment), _field(message(one)))
        for one in by_gravity(assessment)
    )
    lines = [*(f"# {_field(text)}" for text in about), *("\t".join(row) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


def _tasks_sort(finding: Finding, assessment: Assessment) -> str:
    return "err" if _sort(finding, assessment) == "error" else "warn"


def _field(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", " ")
