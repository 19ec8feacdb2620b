"""Whether the user stands above a licence's threshold of users or revenue, from what the policy tells.

A licence's row says the number and its unit in words; only the first threshold of a licence is structured,
others stand in the words of its condition and are shown with it.
"""

from __future__ import annotations

from advisor.core.knowledge import Licence
from advisor.core.policy import Policy

_USERS = "monthly active users"
"""How the unit of a threshold of users begins."""

_REVENUE = {"US dollars of yearly revenue": 1, "US dollars of consolidated monthly revenue": 12}
"""How often the unit's span lies in a year, by how the unit begins."""

_MILLION = 1e6


def above(licence: Licence, policy: Policy) -> bool | None:
    """True above the threshold, False at or below it; None without a threshold, or where it is not known."""
    threshold, unit = licence.user_threshold, licence.threshold_unit or ""
    if threshold is None:
        return None
    if unit.startswith(_USERS):
        return None if policy.monthly_users is None else policy.monthly_users > threshold
    spans = _spans(unit)
    if spans is None or policy.annual_revenue_musd is None:
        return None
    return policy.annual_revenue_musd * _MILLION > threshold * spans


def one_measure(licence: Licence) -> bool:
    """False where a second number stands beside the structured one: below the first proves nothing."""
    return ", or " not in (licence.threshold_unit or "")


def by_users(licence: Licence) -> bool:
    """True where the licence sets a threshold of users."""
    return licence.user_threshold is not None and (licence.threshold_unit or "").startswith(_USERS)


def by_revenue(licence: Licence) -> bool:
    """True where the licence sets a threshold of revenue."""
    return licence.user_threshold is not None and _spans(licence.threshold_unit or "") is not None


def _spans(unit: str) -> int | None:
    return next((spans for start, spans in _REVENUE.items() if unit.startswith(start)), None)
