"""Whether a licence asks something of this project: by what was found, and by what only the user knows.

A duty's `when` is read by its words. What no answer settles stays open, and is counted with care: an open
duty is in force. The same rules hold for the licence of today and for the one moved to.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.assess.tables import Texts
from advisor.assess.thresholds import above, by_revenue, by_users, one_measure
from advisor.core.exits import APPLIES, IDLE, OPEN
from advisor.core.knowledge import Licence, LicenceDuty
from advisor.core.policy import Policy

THRESHOLD, NON_COMMERCIAL = "threshold", "non-commercial"
"""Ids of duties that hang on a number of the user's, or on commerce."""

BELOW, ABOVE = "below", "above"
"""Reasons that a threshold has where the user told the number."""

_HANDING_ON = ("redistribution", "handing on")
_OFFERING = (
    "offering a product or service",
    "use of a product or service",
    "a product or service that uses",
)
_HOSTING = "hosting for others"
_OUTPUTS = "their outputs"
_MULTIMODAL, _TRAINING = "multimodal", "training"
_COMMERCIAL, _OVER = "commercial use", "above the threshold"
_ANY_USE = "any use"
_AT_ONCE = (_ANY_USE, _COMMERCIAL)

HANDS_ON, EU, TRAINS, USERS, REVENUE, COMMERCE = (
    "redistributes",
    "eu",
    "trains_on_outputs",
    "monthly_users",
    "annual_revenue_musd",
    "commercial",
)
"""Fields of the policy that a duty may hang on."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Whether a duty applies, the reason's name, and the field of the policy that decides it."""

    applies: str
    reason: str = ""
    """Names the sentence `duty.ground.…`; empty where there is nothing to add."""
    asks: str = ""

    def words(self, duty: LicenceDuty, texts: Texts) -> str:
        """The reason for a person; "" where there is none."""
        key = f"duty.ground.{self.reason}"
        return texts.say(key, when=duty.when or _ANY_USE) if self.reason else ""


@dataclass(frozen=True, slots=True)
class Situation:
    """How weights under a licence are used here."""

    own: bool
    """True where the project runs or keeps the weights itself, or where they run is not stated."""
    multimodal: bool


def ground(duty: LicenceDuty, licence: Licence, policy: Policy, here: Situation) -> Ground:
    """Whether, and why, `duty` applies to weights that are used like that."""
    when = duty.when or _ANY_USE
    if any(word in when for word in _HANDING_ON):
        return _handing_on(when, policy, here)
    if _MULTIMODAL in when:
        return _told(policy.eu, "eu", EU) if here.multimodal else Ground(IDLE, "text-only")
    if _TRAINING in when:
        return _told(policy.trains_on_outputs, "trains", TRAINS)
    if when == _COMMERCIAL and not policy.commercial:
        return Ground(IDLE, "no-commerce", COMMERCE)
    if duty.id == NON_COMMERCIAL:
        return Ground(APPLIES, "commerce" if policy.commercial else "no-commerce-told", COMMERCE)
    if (duty.id == THRESHOLD and by_its_number(duty)) or when == _OVER:
        return _by_number(licence, policy)
    if when in _AT_ONCE or any(word in when for word in _OFFERING):
        return Ground(APPLIES)
    return Ground(OPEN, "unseen")


def by_its_number(duty: LicenceDuty) -> bool:
    """True where a threshold is the licence's structured number; those on services have their own."""
    return (duty.when or _ANY_USE) in _AT_ONCE


def for_weights_in_hand(duty: LicenceDuty) -> bool:
    """True for what only those owe who have the weights and hand them on."""
    when = duty.when or ""
    return any(word in when for word in _HANDING_ON) and not any(word in when for word in _OFFERING)


def for_multimodal(duty: LicenceDuty) -> bool:
    """True for what is asked of models that read images alone."""
    return _MULTIMODAL in (duty.when or "")


def _handing_on(when: str, policy: Policy, here: Situation) -> Ground:
    """Offering a product, or hosting, is more than handing on: a "no" to that settles it not."""
    if any(word in when for word in _OFFERING):
        return Ground(APPLIES, "offering")
    taught = _OUTPUTS in when and policy.trains_on_outputs
    if not (here.own or taught):
        return Ground(IDLE, "hosted")
    if _HOSTING in when and policy.redistributes is False:
        return Ground(OPEN, "hosting", HANDS_ON)
    return _told(policy.redistributes, "hands-on", HANDS_ON)


def _told(answer: bool | None, reason: str, asks: str) -> Ground:
    if answer is None:
        return Ground(OPEN, f"{reason}-open", asks)
    return Ground(APPLIES, f"{reason}-yes", asks) if answer else Ground(IDLE, f"{reason}-no", asks)


def _by_number(licence: Licence, policy: Policy) -> Ground:
    """By the licence's structured number; what the licence says in words alone stays open."""
    asks = USERS if by_users(licence) else REVENUE if by_revenue(licence) else ""
    if not asks:
        return Ground(APPLIES)
    passed = above(licence, policy)
    if passed is None:
        return Ground(OPEN, "number-open", asks)
    if passed:
        return Ground(APPLIES, ABOVE, asks)
    return Ground(IDLE, BELOW, asks) if one_measure(licence) else Ground(OPEN, "second-number", asks)
