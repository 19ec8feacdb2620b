"""Findings and tasks for a spreadsheet: CSV after RFC 4180, one header, as many cells in every row.

The first cell says what a row is: a finding, what was suppressed, cleared or not read, a task, or something
to know about the whole. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from advisor.core.assessment import Assessment, Dependency, Task
from advisor.core.findings import Finding
from advisor.report.clean import plain
from advisor.report.decided import head_lines
from advisor.report.wording import (
    cleared_rules,
    disclaimer,
    facts_words,
    points,
    policy_words,
    verdict_words,
)

BYTE_ORDER_MARK = "\ufeff"
"""What Excel needs at the start to read UTF-8."""

FINDING_COLUMNS = (
    "row",
    "id",
    "path",
    "line",
    "cell",
    "kind",
    "written",
    "model",
    "family",
    "provider",
    "context",
    "confidence",
    "rule",
    "verdict",
    "until",
    "replacement",
    "dependency",
    "risk",
    "count",
    "origin",
    "text",
)
TASK_COLUMNS = (
    "row",
    "id",
    "phase",
    "state",
    "title",
    "effort_points",
    "places",
    "first_place",
    "after",
    "acceptance",
    "note",
    "text",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")
"""What begins a formula or a command in some spreadsheet."""


def render(assessment: Assessment) -> str:
    """The findings, the ledgers and what to know about them."""
    owners = {key: one for one in assessment.dependencies for key in one.finding_ids}
    rows: list[Mapping[str, object]] = [
        *(_finding("finding", one, owners.get(one.id)) for one in assessment.findings),
        *(
            {**_finding("suppressed", one.finding, None), "origin": one.origin, "text": one.reason}
            for one in assessment.suppressed
        ),
        *(
            {"row": "cleared", "rule": one.rule, "count": one.count, "text": one.why}
            for one in cleared_rules(assessment)
        ),
        *(
            {
                "row": "not read",
                "path": one.path,
                "count": one.count,
                "text": f"{one.reason}: {plain(one.detail)}",
            }
            for one in assessment.skipped
        ),
        *({"row": "about", "text": text} for text in _about(assessment)),
    ]
    return _written(FINDING_COLUMNS, rows)


def render_tasks(assessment: Assessment) -> str:
    """The tasks of the checklist and what to know about them."""
    rows = [*map(_task, assessment.tasks), *({"row": "about", "text": text} for text in _about(assessment))]
    return _written(TASK_COLUMNS, rows)


def _finding(row: str, finding: Finding, dependency: Dependency | None) -> Mapping[str, object]:
    verdict = finding.verdict
    return {
        "row": row,
        "id": finding.id,
        "path": finding.path,
        "line": finding.line or None,
        "cell": finding.cell,
        "kind": finding.kind,
        "written": finding.written,
        "model": finding.model,
        "family": finding.family,
        "provider": finding.provider,
        "context": finding.context,
        "confidence": finding.confidence,
        "rule": finding.rule,
        "verdict": verdict and verdict.status,
        "until": verdict and verdict.date,
        "replacement": verdict and verdict.replacement,
        "dependency": dependency and dependency.title,
        "risk": dependency and dependency.risk.level,
        "count": 1,
        "origin": finding.origin or (verdict and verdict.origin),
        "text": finding.why if verdict is None else f"{finding.why} {verdict_words(verdict)}. {verdict.why}",
    }


def _task(task: Task) -> Mapping[str, object]:
    first = task.places[0] if task.places else None
    return {
        "row": "task",
        "id": task.id,
        "phase": task.phase,
        "state": task.state,
        "title": task.title,
        "effort_points": points(task.effort_points),
        "places": len(task.places),
        "first_place": None if first is None else f"{first.path}:{first.line}" if first.line else first.path,
        "after": " ".join(task.after),
        "acceptance": task.acceptance,
        "note": task.note,
        "text": task.why,
    }


def _about(assessment: Assessment) -> Iterator[str]:
    yield f"{assessment.project}, as of {assessment.as_of}. {facts_words(assessment)}."
    yield assessment.summary.sentence
    if assessment.partial:
        yield "The scan was stopped: this is what was found until then."
    if words := policy_words(assessment.policy):
        yield words
    yield from head_lines(assessment)
    yield disclaimer(assessment)


def _written(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A number as it is; a text harmless, and no formula."""
    if value is None or isinstance(value, int):
        return value
    text = plain(str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
