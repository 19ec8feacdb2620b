"""How licences and duties are told: states with sign and colour, the catalog's terms in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.core.exits import APPLIES, GONE, IDLE, NEW, OPEN, STAYS
from advisor.core.knowledge import Licence
from advisor.core.policy import Policy
from advisor.gui.plain import to_tr, tr
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
    MET: Sign(to_tr("met"), "state-met", Tone.SERVED),
    NOT_SEEN: Sign(to_tr("not seen"), "state-missing", Tone.DEAD),
    CANNOT: Sign(to_tr("cannot be seen"), "state-unseen", Tone.UNKNOWN),
    APPLIES: Sign(to_tr("will apply"), "state-applies", Tone.YOURS),
    OPEN: Sign(to_tr("not certain"), "state-open", Tone.ENDS),
    IDLE: Sign(to_tr("does not apply"), "state-idle", Tone.UNKNOWN),
    GONE: Sign(to_tr("gone"), "change-gone", Tone.SERVED),
    NEW: Sign(to_tr("new"), "change-new", Tone.ENDS),
    STAYS: Sign(to_tr("stays"), "change-stays", Tone.UNKNOWN),
}


def sign(state: str) -> Sign:
    """How a state or a change is shown."""
    found = _SIGNS[state]
    return Sign(tr(found.word), found.icon, found.tone)


_CLASSES: Mapping[str | None, str] = {
    "permissive": to_tr("free, few conditions"),
    "conditional": to_tr("free on conditions"),
    "non-commercial": to_tr("no commercial use"),
    None: to_tr("conditions not checked"),
}


def class_words(licence: Licence | None) -> str:
    """What kind of licence it is, without the term."""
    kind = licence.licence_class if licence else None
    return tr(_CLASSES[kind]) if kind in _CLASSES else kind or ""


_WHEN: Mapping[str, str] = {
    "any use": to_tr("for any use"),
    "redistribution": to_tr("where weights, or a product with them, are handed on"),
    "redistribution, also as part of a product or service that contains the materials": to_tr(
        "where weights are handed on, also inside a product or service"
    ),
    "redistribution of a model made with the materials or their outputs": to_tr(
        "where a model made with the weights or their outputs is handed on"
    ),
    "redistribution of a model made with the materials": to_tr(
        "where a model made with the weights is handed on"
    ),
    "redistribution of a modified model": to_tr("where a changed model is handed on"),
    "redistribution or hosting for others": to_tr("where it is handed on, or hosted for others"),
    "redistribution, or use of a product or service with it": to_tr(
        "where it is handed on, or used in a product or service"
    ),
    "handing on the materials, or offering a product or service that uses them": to_tr(
        "where it is handed on, or a product or service that uses it is offered"
    ),
    "training on outputs": to_tr("where outputs train other models"),
    "multimodal models": to_tr("for models that read images"),
    "commercial use": to_tr("for commercial use"),
    "model as a service": to_tr("where the model itself is offered as a service"),
    "above the threshold": to_tr("above the number that it names"),
}


def when_words(when: str | None) -> str:
    """What sets a duty off; the catalog's own words where nobody put them plainly."""
    if not when:
        return ""
    return tr(_WHEN[when]) if when in _WHEN else tr("for: {when}").format(when=when)


_FACTS: Mapping[str, str] = {
    "redistributes": to_tr("whether it is handed on to others"),
    "eu": to_tr("whether you sit in the European Union"),
    "trains_on_outputs": to_tr("whether outputs train other models"),
    "monthly_users": to_tr("how many users you have"),
    "annual_revenue_musd": to_tr("how much revenue you have"),
    "commercial": to_tr("whether it is used commercially"),
}


def fact_words(fact: str) -> str:
    """What only the user knows, as part of a sentence; empty for nothing known by that name."""
    return tr(_FACTS[fact]) if fact in _FACTS else ""


def is_answered(policy: Policy, fact: str) -> bool:
    """True where the user, or a policy file, told the fact."""
    return bool(getattr(policy, fact) != getattr(Policy(), fact))
