"""The findings for code scanning: SARIF 2.1.0, in the part of it that GitHub reads.

Source of the format: OASIS, SARIF 2.1.0 with errata 01; of what GitHub asks for besides and of its limits:
GitHub Docs, "SARIF support for code scanning". One result is one finding, in order of gravity, so that what
is cut at a limit is the mildest. What was not read, what was cleared and how old the facts are stand beside
the results, since a scanner that is silent about them says too much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from advisor.core.assessment import Assessment
from advisor.core.findings import Finding, JsonObject, Skip
from advisor.core.kinds import Status
from advisor.core.knowledge import RuleText
from advisor.core.own import TOOL
from advisor.report.clean import cut, plain, tokens_masked
from advisor.report.decided import head_lines
from advisor.report.digest import runs
from advisor.report.json_report import dumps
from advisor.report.wording import (
    disclaimer,
    facts_words,
    skip_words,
    successor,
    verdict_words,
    written_words,
)

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""
_MOST_TEXT = 1024
"""Characters of a rule's full description."""
_MOST_NOTES = 1_000
"""Rows told one by one of what was not read; the rest is one row."""
_LEVELS: Mapping[Status, str] = {Status.DEAD: "error", Status.ENDS: "warning"}
"""Everything else is a note: bound to Llama and working, or only named where nothing runs."""
_ORDER = {"error": 0, "warning": 1, "note": 2}


def render(assessment: Assessment, rules: Sequence[RuleText]) -> str:
    """The findings as SARIF; `rules` are the catalog's texts of the rules."""
    return dumps(as_object(assessment, rules))


def as_object(assessment: Assessment, rules: Sequence[RuleText]) -> JsonObject:
    """The same as plain dictionaries and lists."""
    told = [(finding, "") for finding in assessment.findings]
    told += [(one.finding, f"{one.reason} ({one.origin})") for one in assessment.suppressed]
    told.sort(key=lambda one: (_ORDER[_level(one[0], assessment)], one[0].path, one[0].line, one[0].column))
    kept = told[:MOST_RESULTS]
    used = sorted({finding.rule for finding, _ in kept})
    index = {rule: number for number, rule in enumerate(used)}
    texts = {rule.id: rule for rule in rules}
    run = {
        "tool": {"driver": _driver(assessment, [_rule(rule, texts.get(rule)) for rule in used])},
        "automationDetails": {"id": f"{TOOL}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "SRCROOT": {"description": {"text": "The folder that was scanned."}},
        },
        "invocations": [_invocation(assessment, len(told) - len(kept))],
        "results": [_result(finding, index, left_out, assessment) for finding, left_out in kept],
        "properties": _properties(assessment),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(assessment: Assessment, rules: list[JsonObject]) -> JsonObject:
    return {
        "name": "Llama Advisor",
        "semanticVersion": assessment.tool_version,
        "rules": rules,
    }


def _rule(rule_id: str, text: RuleText | None) -> JsonObject:
    title = text.title if text else rule_id
    why = text.why if text else f"Rule {rule_id}."
    action = (text.action if text else None) or "Read the report for what to do here."
    example = f"\n\nExample: {text.example}" if text and text.example else ""
    return {
        "id": rule_id,
        "name": "".join(part.capitalize() for part in rule_id.split("-")),
        "shortDescription": {"text": _message(title)},
        "fullDescription": {"text": cut(_message(why), _MOST_TEXT)},
        "help": {"text": _message(f"{why}\n\nWhat to do: {action}{example}", lines=True)},
        "properties": {"tags": ["llama", "migration", *([text.kind] if text else [])]},
    }


def _result(finding: Finding, index: Mapping[str, int], left_out: str, assessment: Assessment) -> JsonObject:
    """A finding; `left_out` is why it is suppressed, empty where it is not."""
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _level(finding, assessment),
        "message": {"text": _result_message(finding)},
        "locations": [{"physicalLocation": _location(finding.path, finding)}],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.id}:1",
            "llamaAdvisorFinding/v1": finding.id,
        },
        "properties": _finding_properties(finding),
    }
    if left_out:
        result["suppressions"] = [{"kind": "external", "justification": _message(left_out)}]
    return result


def _result_message(finding: Finding) -> str:
    verdict = finding.verdict
    told = [f"{written_words(finding.written)} – {finding.why}"]
    if verdict is not None:
        told.append(f"Verdict: {verdict_words(verdict)}.")
        told.append(verdict.why)
        if name := successor(verdict):
            told.append(f"The host names {name} as successor.")
    return _message(" ".join(one.strip() for one in told if one))


def _finding_properties(finding: Finding) -> JsonObject:
    names = ("kind", "model", "family", "provider", "context", "confidence")
    values: dict[str, Any] = {name: getattr(finding, name) for name in names}
    return {name: plain(str(value)) for name, value in values.items() if value is not None} | (
        {} if finding.verdict is None else {"status": str(finding.verdict.status)}
    )


def _level(finding: Finding, assessment: Assessment) -> str:
    if finding.verdict is None or not runs(finding, assessment):
        return "note"
    return _LEVELS.get(finding.verdict.status, "note")


def _location(path: str, finding: Finding | None = None) -> JsonObject:
    location: JsonObject = {"artifactLocation": {"uri": uri(path), "uriBaseId": "SRCROOT"}}
    if finding is not None:
        line = max(finding.line, 1)
        column = max(finding.column, 1)
        location["region"] = {
            "startLine": line,
            "startColumn": column,
            "endLine": line,
            "endColumn": max(finding.end_column, column + 1) if finding.line else column + 1,
        }
    return location


def uri(path: str) -> str:
    """A path relative to the scanned folder as a URI reference; bytes that are no UTF-8 stay as they are."""
    # A colon is quoted too: in a first segment it would end the name of a protocol.
    return quote(tokens_masked(path).encode("utf-8", "surrogateescape"), safe="/-._~") or "."


def _invocation(assessment: Assessment, left_out: int) -> JsonObject:
    rows = assessment.skipped
    notes = [_note(row) for row in rows[:_MOST_NOTES]]
    if len(rows) > _MOST_NOTES:
        notes.append(
            _told(f"{len(rows) - _MOST_NOTES:,} more rows of what was not read: see the JSON report.")
        )
    if left_out:
        notes.append(_told(f"{left_out:,} results are left out: a run holds {MOST_RESULTS:,} at the most."))
    if assessment.partial:
        notes.append(_told("The scan was stopped: this is what was found until then."))
    return {"executionSuccessful": not assessment.partial, "toolExecutionNotifications": notes}


def _note(row: Skip) -> JsonObject:
    note = _told(f"{row.reason}: {skip_words(row)}", "warning" if row.reason.incomplete else "note")
    return {**note, "locations": [{"physicalLocation": _location(row.path)}]}


def _told(text: str, level: str = "warning") -> JsonObject:
    return {"level": level, "message": {"text": _message(text)}}


def _properties(assessment: Assessment) -> JsonObject:
    """What a reader has to know who sees nothing but this file."""
    summary = assessment.summary
    return {
        "asOf": assessment.as_of.isoformat(),
        "catalog": plain(facts_words(assessment)),
        "catalogVersion": assessment.catalog.version,
        "project": plain(assessment.project),
        "findings": summary.findings,
        "cleared": summary.cleared,
        "clearedByRule": dict(sorted(summary.cleared_by_rule.items())),
        "notReadInFull": summary.skipped,
        "suppressed": len(assessment.suppressed),
        "settings": head_lines(assessment),
        "risk": str(assessment.risk.level),
        "summary": plain(summary.sentence),
        "notice": disclaimer(assessment),
    }


def _message(text: str, *, lines: bool = False) -> str:
    """Text as a SARIF message: harmless, and without the characters that the format gives a meaning.

    Sections 3.11.5 and 3.11.6: braces are doubled, brackets have a backslash, or they would be a placeholder
    or a link.
    """
    parts = text.split("\n") if lines else [text]
    safe = "\n".join(plain(part) for part in parts)
    for char in "\\[]":
        safe = safe.replace(char, f"\\{char}")
    return safe.replace("{", "{{").replace("}", "}}") or "–"
