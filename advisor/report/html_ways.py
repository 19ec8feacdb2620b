"""The ways on and the lines that read a bound name, as parts of the HTML report."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.assessment import Assessment, Dependency
from advisor.core.scenarios import Forecast, Scenario, ScenarioKind
from advisor.report import read_at as reads
from advisor.report import wording
from advisor.report.drawing import LEVEL_TONES
from advisor.report.page import bullets, chip, code, link, paragraph, section, table, text
from advisor.report.ways import due_words, effort_cell, memory_words, way, ways_of

_LOSSES_SHOWN = 3
_HOSTS_SHOWN = 6


def ways(assessment: Assessment) -> str:
    """The section on the whole project; empty where nothing runs that could go another way."""
    if not assessment.scenarios.dependencies:
        return ""
    rows = assessment.scenarios.whole
    told = [
        f"<b>{text(row.title)}</b>: {text(row.text)}{bullets(map(text, due_words(row.due)))}" for row in rows
    ]
    head = "At each horizon the worst level, and the points of all dependencies added up."
    return section("ways", "Ways on", paragraph(head, kind="quiet"), _table(rows, points=True), bullets(told))


def ways_of_one(assessment: Assessment, dependency: Dependency) -> str:
    """The same for one dependency, with the hosts that serve the same weights."""
    rows = ways_of(assessment, dependency)
    if not rows:
        return ""
    change = way(rows, ScenarioKind.CHANGE_HOST)
    return _table(rows, points=False) + (paragraph(_elsewhere(change)) if change else "")


def _elsewhere(change: Scenario) -> str:
    hosts = [one for one in change.hosts if one.provider is not None and one.source]
    if not hosts:
        return f"{text(change.title)}: {text(change.text)}"
    shown = [
        f"{text(one.name)} as {code(one.model_id or '')} "
        f"({link(one.source or '', wording.short_source(one.source or ''))}, read {one.read_on})"
        for one in hosts[:_HOSTS_SHOWN]
    ]
    hidden = len(hosts) - len(shown)
    more = [f"and {hidden} more"] if hidden > 0 else []
    return f"{text(change.title)}: {'; '.join([*shown, *more])}."


def _table(rows: Sequence[Scenario], *, points: bool) -> str:
    months = [f"{one.months} months" for one in rows[0].forecast]
    head = ("Way on", *months, "Effort", "Licences", "Memory", "What is lost or not checked")
    return table(head, [_row(row, points=points) for row in rows], (len(months) + 1,))


def _row(row: Scenario, *, points: bool) -> tuple[str, ...]:
    losses = [text(words) for words in row.loses[:_LOSSES_SHOWN]]
    hidden = len(row.loses) - _LOSSES_SHOWN
    more = [f"{hidden} more"] if hidden > 0 else []
    title = row.title if row.possible else f"{row.title} (no such way)"
    return (
        f"<b>{text(title)}</b>",
        *(_cell(one, points=points) for one in row.forecast),
        text(effort_cell(row)),
        ", ".join(text(wording.licence_words(slug, None)) for slug in row.licences),
        text(memory_words(row)) if row.possible else "",
        "; ".join([*losses, *more]),
    )


def _cell(forecast: Forecast, *, points: bool) -> str:
    level = chip(forecast.level, LEVEL_TONES[forecast.level])
    return f"{level} {forecast.score}" if points else level


def read_at(dependency: Dependency, most: int) -> str:
    """Lines that read a name the model is bound to, `most` of them."""
    uses, hidden = reads.shown(dependency, most)
    if not uses:
        return ""
    rows = [
        (code(f"{use.path}:{use.line}"), code(use.name), text(use.how), text(use.context)) for use in uses
    ]
    more = f"… and {hidden:,} more; the JSON report has all." if hidden else ""
    return table(("Read at", "Name", "As", "Context"), rows) + paragraph(more, kind="quiet")
