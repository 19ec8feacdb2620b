"""What a duty is called in a few words: the same for two licences only where they ask for the same matter.

A number of users is no number of dollars, and a name that begins with Llama is no other name.
"""

from __future__ import annotations

from advisor.assess.applies import THRESHOLD, by_its_number, for_multimodal
from advisor.assess.tables import Texts
from advisor.assess.thresholds import by_revenue, by_users
from advisor.core.knowledge import Licence, LicenceDuty

_MILLION = 1_000_000
_NAMING, _GEOGRAPHY = "naming", "geography"
_OWN_LINE = "“Llama"
"""How the name begins that Meta's licences prescribe."""


def duty_name(licence: Licence, duty: LicenceDuty, texts: Texts) -> str:
    """`700 million users`, `copy of the licence`; the id where nobody wrote words for it."""
    if duty.id == THRESHOLD and by_its_number(duty) and licence.user_threshold:
        unit = "users" if by_users(licence) else "revenue" if by_revenue(licence) else ""
        if unit:
            millions = f"{licence.user_threshold / _MILLION:g}"
            return texts.say(f"duty.name.threshold.{unit}", millions=millions)
    key = f"duty.name.{duty.id}{_form(licence, duty)}"
    return texts.say(key) if key in texts else duty.id


def _form(licence: Licence, duty: LicenceDuty) -> str:
    """Which words of several: those about Llama, or those that fit any licence."""
    if duty.id == _NAMING and _OWN_LINE not in (licence.naming or _OWN_LINE):
        return ".other"
    return ".other" if duty.id == _GEOGRAPHY and not for_multimodal(duty) else ""
