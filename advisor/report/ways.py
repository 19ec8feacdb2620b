"""The words for risk over time and for the ways on, which text and Markdown share.

Everything here hands back harmless plain text (see `clean`); a format adds its own escaping.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.core.assessment import Assessment, Dependency, Flip, Risk
from advisor.core.scenarios import Due, Forecast, MemoryOption, Scenario, ScenarioKind
from advisor.core.words import listed
from advisor.report import wording
from advisor.report.clean import plain

_FLIPS_SHOWN = 3
_HOSTS_SHOWN = 4
"""So many of the hosts that serve the same weights are named, the surest first."""
_DUE_SHOWN = 12
"""Ends told month by month; the JSON report has all."""


def within(assessment: Assessment) -> str:
    """` within 12 months`: the horizon that the levels shown first are for; empty where none is told."""
    months = assessment.risk.months
    return f" within {months} months" if months else ""


def over_time(risk: Risk) -> str:
    """`Risk within 3, 6, 12 and 24 months: low, medium, high and high.`; one word where it stays the same."""
    if not risk.horizons:
        return ""
    months = listed(str(one.months) for one in risk.horizons)
    levels = [one.level.value for one in risk.horizons]
    told = levels[0] + " throughout" if len(set(levels)) == 1 else listed(levels)
    return f"Within {months} months: {told}."


def turning(flips: Sequence[Flip]) -> list[str]:
    """`It would be medium if …`: the single assumptions that change the level, the first of them."""
    lines = [f"It would be {flip.level} if {plain(flip.text)}." for flip in flips[:_FLIPS_SHOWN]]
    hidden = len(flips) - _FLIPS_SHOWN
    return (
        [*lines, f"… and {hidden} more such assumptions; the JSON report has all."] if hidden > 0 else lines
    )


def whole_turning(assessment: Assessment) -> list[str]:
    """The same for the project; that no single one does is said, too."""
    if not assessment.risk.horizons or not assessment.dependencies:
        return []
    lines = turning(assessment.risk.flips)
    return lines or ["No single assumption, turned round alone, would change this level."]


def ways_of(assessment: Assessment, dependency: Dependency) -> tuple[Scenario, ...]:
    """The ways on for one dependency; empty where none are told (mentions, packages, texts)."""
    rows = assessment.scenarios.dependencies
    return next((row.scenarios for row in rows if row.dependency_id == dependency.id), ())


def way(scenarios: Iterable[Scenario], kind: ScenarioKind) -> Scenario | None:
    """The scenario of that kind."""
    return next((one for one in scenarios if one.kind is kind), None)


def cell(forecast: Forecast, *, points: bool) -> str:
    """`very high 120` for the project, `very high` for one dependency."""
    return f"{forecast.level} {forecast.score}" if points else forecast.level.value


def effort_cell(scenario: Scenario) -> str:
    """The points of effort; a dash where there is no such way."""
    return wording.points(scenario.effort_points) if scenario.possible else "-"


def memory_words(scenario: Scenario) -> str:
    """`42.4 GiB at q4, 71.8 at q8, 132.9 at bf16` for one's own weights, `66.9 GiB` for a candidate."""
    if scenario.own_machine:
        return _options_words(scenario.own_machine)
    return f"{scenario.memory_gib:.1f} GiB" if scenario.memory_gib is not None else ""


def _options_words(options: Sequence[MemoryOption]) -> str:
    known = [one for one in options if one.memory_gib is not None]
    if known:
        figures = ", ".join(f"{one.memory_gib:.1f} GiB at {one.quantisation}" for one in known)
        return f"{figures}, {known[0].context_tokens:,} tokens"
    weights = [one for one in options if one.weights_gib is not None]
    if not weights:
        return "not reckoned: its size is not known"
    figures = ", ".join(f"{one.weights_gib:.1f} GiB at {one.quantisation}" for one in weights)
    return f"{figures}, the weights alone"


def same_weights(scenario: Scenario) -> str:
    """Who serves the same weights, with the day the source was read, and what one's own machine needs."""
    hosts = [one for one in scenario.hosts if one.provider is not None]
    names = [
        f"{plain(one.name)} as {plain(one.model_id or '')}{_read(one.read_on)}"
        for one in hosts[:_HOSTS_SHOWN]
    ]
    if len(hosts) > _HOSTS_SHOWN:
        names.append(wording.counted(len(hosts) - _HOSTS_SHOWN, "more host"))
    is_offered = scenario.possible and bool(scenario.own_machine)
    own = f"your own machine ({memory_words(scenario)})" if is_offered else ""
    if not scenario.possible and not names:
        return ""
    return f"Same weights elsewhere: {'; '.join(part for part in (*names, own) if part)}."


def _read(read_on: object) -> str:
    return f" (read {read_on})" if read_on else ""


def due_words(due: Sequence[Due]) -> list[str]:
    """`Month 3, 2027-02-14: … (5 ended by then)`, the first of them."""
    lines = [f"Month {one.month}: {plain(one.text)} {one.so_far} ended by then." for one in due[:_DUE_SHOWN]]
    hidden = len(due) - _DUE_SHOWN
    return [*lines, f"… and {hidden} more known ends; the JSON report has all."] if hidden > 0 else lines
