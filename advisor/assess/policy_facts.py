"""Refuses facts and what-ifs in a policy that contradict each other or the day judged by."""

from __future__ import annotations

from datetime import date

from advisor.assess.tables import Texts
from advisor.core.errors import UsageError
from advisor.core.policy import Policy

MUSE_OPEN = "muse_open"
"""The what-if day on which an open successor is imagined."""

_WHAT_IFS = (MUSE_OPEN,)


def check_facts(policy: Policy, as_of: date, texts: Texts) -> None:
    """Raises `UsageError`, naming the key, for a what-if that means nothing or a policy nothing can meet."""
    for name, text in policy.what_if.items():
        if name not in _WHAT_IFS:
            raise UsageError(texts.say("policy.what-if", name=name, known=", ".join(_WHAT_IFS)))
        day = _day(text)
        if day is None:
            raise UsageError(texts.say("policy.what-if-day", name=name, value=text))
        if day <= as_of:
            raise UsageError(texts.say("policy.what-if-past", name=name, value=text, as_of=as_of.isoformat()))
    if policy.commercial and policy.licence_classes == ("non-commercial",):
        raise UsageError(texts.say("policy.contradiction-commercial"))


def _day(text: str) -> date | None:
    """The day in `YYYY-MM-DD`; None for anything else."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.isoformat() == text.strip() else None
