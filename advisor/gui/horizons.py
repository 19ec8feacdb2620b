"""The risk at a horizon that was chosen: reckoned by the assessment, only picked out here."""

from __future__ import annotations

from dataclasses import replace

from advisor.core.assessment import Horizon, Risk
from advisor.report.digest import axis


def horizon_of(risk: Risk, months: int | None) -> Horizon | None:
    """The horizon of so many months; None where none was reckoned."""
    return next((one for one in risk.horizons if one.months == months), None)


def risk_at(risk: Risk, months: int | None) -> Risk:
    """A risk as it is within so many months; impact and its reasons are the same at all of them."""
    horizon = horizon_of(risk, months)
    if horizon is None or months == risk.months:
        return risk
    harm = tuple(one for one in risk.reasons if one.points is not None and axis(one) == "impact")
    return replace(
        risk,
        level=horizon.level,
        likelihood=horizon.likelihood,
        score=horizon.score,
        reasons=(*horizon.reasons, *harm),
    )
