"""How licences and duties are told: states with sign and colour, the catalog's terms in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.core.exits import APPLIES, GONE, IDLE, NEW, OPEN, STAYS
from advisor.core.knowledge import Licence
from advisor.core.policy import Policy
from advisor.gui.plain import tr
from advisor.report.drawing import Tone

MET, NOT_SEEN, CANNOT = "met", "not seen", "cannot be seen"
STATES = (NOT_SEEN, CANNOT, MET, APPLIES, OPEN, IDLE)
"""Of today and of after the move, in the order in which they are looked at."""
NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with the icon and the colour that stand for it."""

    word: str
    icon: str
    tone: Tone


_SIGNS: Mapping[str, Sign] = {
    MET: Sign("met", "state-met", Tone.SERVED),
    NOT_SEEN: Sign("not seen", "state-missing", Tone.DEAD),
    CANNOT: Sign("cannot be seen", "state-unseen", Tone.UNKNOWN),
    APPLIES: Sign("will apply", "state-applies", Tone.YOURS),
    OPEN: Sign("not certain", "state-open", Tone.ENDS),
    IDLE: Sign("does not apply", "state-idle", Tone.UNKNOWN),
    GONE: Sign("gone", "change-gone", Tone.SERVED),
    NEW: Sign("new", "change-new", Tone.ENDS),
    STAYS: Sign("stays", "change-stays", Tone.UNKNOWN),
}


def sign(state: str) -> Sign:
    """How a state or a change is shown."""
    found = _SIGNS[state]
    return Sign(tr(found.word), found.icon, found.tone)


_CLASSES: Mapping[str | None, str] = {
    "permissive": "free, few conditions",
    "conditional": "free on conditions",
    "non-commercial": "no commercial use",
    None: "conditions not checked",
}


def class_words(licence: Licence | None) -> str:
    """What kind of licence it is, without the term."""
    kind = licence.licence_class if licence else None
    return tr(_CLASSES.get(kind, kind or ""))


_WHEN: Mapping[str, str] = {
    "any use": "for any use",
    "redistribution": "where weights, or a product with them, are handed on",
    "redistribution, also as part of a product or service that contains the materials": (
        "where weights are handed on, also inside a product or service"
    ),
    "redistribution of a model made with the materials or their outputs": (
        "where a model made with the weights or their outputs is handed on"
    ),
    "redistribution of a model made with the materials": ("where a model made with the weights is handed on"),
    "redistribution of a modified model": "where a changed model is handed on",
    "redistribution or hosting for others": "where it is handed on, or hosted for others",
    "redistribution, or use of a product or service with it": (
        "where it is handed on, or used in a product or service"
    ),
    "handing on the materials, or offering a product or service that uses them": (
        "where it is handed on, or a product or service that uses it is offered"
    ),
    "training on outputs": "where outputs train other models",
    "multimodal models": "for models that read images",
    "commercial use": "for commercial use",
    "model as a service": "where the model itself is offered as a service",
    "above the threshold": "above the number that it names",
}


def when_words(when: str | None) -> str:
    """What sets a duty off; the catalog's own words where nobody put them plainly."""
    if not when:
        return ""
    return tr(_WHEN[when]) if when in _WHEN else tr("for: {when}").format(when=when)


_FACTS: Mapping[str, str] = {
    "redistributes": "whether it is handed on to others",
    "eu": "whether you sit in the European Union",
    "trains_on_outputs": "whether outputs train other models",
    "monthly_users": "how many users you have",
    "annual_revenue_musd": "how much revenue you have",
    "commercial": "whether it is used commercially",
}


def fact_words(fact: str) -> str:
    """What only the user knows, as part of a sentence; empty for nothing known by that name."""
    return tr(_FACTS[fact]) if fact in _FACTS else ""


def is_answered(policy: Policy, fact: str) -> bool:
    """True where the user, or a policy file, told the fact."""
    return bool(getattr(policy, fact) != getattr(Policy(), fact))
