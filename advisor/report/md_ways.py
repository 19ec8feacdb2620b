"""The ways on in the Markdown report: a table for the project, and one for each dependency told in full."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.assessment import Assessment, Dependency
from advisor.core.scenarios import Scenario, ScenarioKind
from advisor.report import wording
from advisor.report.md import code, link, prose, table
from advisor.report.ways import cell, due_words, effort_cell, memory_words, way, ways_of

_LOSSES_SHOWN = 3
_HOSTS_SHOWN = 3


def ways(assessment: Assessment) -> list[str]:
    """The section on the whole project; empty where nothing runs that could go another way."""
    rows = assessment.scenarios.whole
    if not assessment.scenarios.dependencies:
        return []
    lines = [
        "## Ways on",
        "",
        "At each horizon the worst level, and the points of all dependencies added up.",
        "",
        *_table(rows, points=True),
        "",
    ]
    for row in rows:
        lines.append(f"- **{prose(row.title)}**: {prose(row.text)}")
        lines += [f"  - {prose(text)}" for text in due_words(row.due)]
    return lines


def ways_of_one(assessment: Assessment, dependency: Dependency) -> list[str]:
    """The same for one dependency, with the hosts that serve the same weights."""
    rows = ways_of(assessment, dependency)
    if not rows:
        return []
    change = way(rows, ScenarioKind.CHANGE_HOST)
    lines = ["", *_table(rows, points=False)]
    return [*lines, "", *_elsewhere(change)] if change else lines


def _elsewhere(change: Scenario) -> list[str]:
    """Each host of the same weights with its id there and its source; else why there is none."""
    hosts = [one for one in change.hosts if one.provider is not None and one.source]
    if not hosts:
        return [f"{prose(change.title)}: {prose(change.text)}"]
    shown = [
        f"{prose(one.name)} as {code(one.model_id or '')} ({link(one.source or '')}, read {one.read_on})"
        for one in hosts[:_HOSTS_SHOWN]
    ]
    hidden = len(hosts) - len(shown)
    more = [f"and {hidden} more"] if hidden > 0 else []
    return [f"{prose(change.title)}: {'; '.join([*shown, *more])}."]


def _table(rows: Sequence[Scenario], *, points: bool) -> list[str]:
    months = [f"{one.months} months" for one in rows[0].forecast]
    head = ("Way on", *months, "Effort", "Licences", "Memory", "What is lost or not checked")
    return table(head, [_row(row, points=points) for row in rows])


def _row(row: Scenario, *, points: bool) -> tuple[str, ...]:
    losses = [prose(text) for text in row.loses[:_LOSSES_SHOWN]]
    hidden = len(row.loses) - _LOSSES_SHOWN
    more = [f"{hidden} more"] if hidden > 0 else []
    return (
        prose(row.title) if row.possible else f"{prose(row.title)} (no such way)",
        *(cell(one, points=points) for one in row.forecast),
        effort_cell(row),
        ", ".join(prose(wording.licence_words(slug, None)) for slug in row.licences),
        prose(memory_words(row)) if row.possible else "",
        "; ".join([*losses, *more]),
    )
