"""The risk of a way on, over the horizons: of one dependency, and of several together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from advisor.assess.exposure import Exposure
from advisor.assess.risk import grade, level
from advisor.assess.tables import Tables
from advisor.core.assessment import Risk
from advisor.core.kinds import Level
from advisor.core.scenarios import Forecast

Forecasts = tuple[Forecast, ...]
_LEVELS = tuple(Level)


def forecast(exposure: Exposure, as_of: date, tables: Tables) -> Forecasts:
    """What the exposure comes to at each horizon."""
    return of_risk(grade(exposure, as_of, tables))


def of_risk(risk: Risk) -> Forecasts:
    """The horizons of a risk already reckoned."""
    return tuple(
        Forecast(one.months, one.by, one.likelihood, risk.impact, one.level, one.score)
        for one in risk.horizons
    )


def gone(risk: Risk, tables: Tables) -> Forecasts:
    """The same with the least likelihood: what hurts is still there, what could fail is not."""
    return tuple(
        Forecast(one.months, one.by, 1, risk.impact, level(1, risk.impact, tables), risk.impact)
        for one in risk.horizons
    )


def together(forecasts: Sequence[Forecasts]) -> Forecasts:
    """At each horizon the worst of several, with the sum of their scores."""
    return tuple(_worst(column) for column in zip(*forecasts, strict=True))


def total(forecasts: Iterable[Forecast]) -> int:
    """All scores of one row added up: what is smaller fails later or less likely."""
    return sum(one.score for one in forecasts)


def _worst(column: Sequence[Forecast]) -> Forecast:
    worst = max(column, key=lambda one: (_LEVELS.index(one.level), one.score))
    return Forecast(worst.months, worst.by, worst.likelihood, worst.impact, worst.level, total(column))
