"""How old the facts are on the real day, and what their age means for who reads them."""

from __future__ import annotations

from datetime import date

from advisor.core.knowledge import CatalogStamp
from advisor.report.clean import plain
from advisor.report.decided import overlays_words
from advisor.report.wording import counted

OLD_AFTER_DAYS = 60
"""From here on the age of the facts is a warning."""


def days_old(stamp: CatalogStamp, today: date) -> int:
    """Days from the day of the facts to the real day; never below zero."""
    return max((today - stamp.as_of).days, 0)


def age_words(stamp: CatalogStamp, today: date) -> str:
    """`Facts of 2026-11-24, catalog 2026.11.24.1; 12 days old`, and what was laid over it."""
    days = days_old(stamp, today)
    changed = ", changed on this machine" if stamp.modified else ""
    told = f"{counted(days, 'day')} old" if days else "up to date"
    version = f"catalog {plain(stamp.version)}{changed}{overlays_words(stamp)}"
    return f"Facts of {stamp.as_of}, {version}; {told}."


def age_meaning(stamp: CatalogStamp, today: date) -> str:
    """What it means that the facts are older than 60 days; empty where they are not."""
    if days_old(stamp, today) <= OLD_AFTER_DAYS:
        return ""
    return (
        f"Older than {OLD_AFTER_DAYS} days: since {stamp.as_of} hosts may have ended more models, licences "
        "may have changed, and newer models may be missing here. Check what you rest a decision on, or "
        "update the catalog."
    )
