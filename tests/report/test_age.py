"""How old the facts are, in words, and what that means."""

from __future__ import annotations

from datetime import date

from advisor.core.knowledge import CatalogStamp
from advisor.core.overlay import OverlayStamp
from advisor.report.age import age_meaning, age_words

STAMP = CatalogStamp("2026.11.24", date(2026, 11, 24), "0123456789ab")


def test_the_day_the_version_and_the_age_of_the_facts_are_said() -> None:
    assert age_words(STAMP, date(2026, 12, 6)) == "Facts of 2026-11-24, catalog 2026.11.24; 12 days old."


def test_a_clock_that_is_behind_makes_no_facts_of_the_future() -> None:
    assert age_words(STAMP, date(2026, 11, 20)) == "Facts of 2026-11-24, catalog 2026.11.24; up to date."


def test_what_lies_over_the_catalog_is_said() -> None:
    laid = OverlayStamp("acme.toml", date(2026, 11, 20), "ab", 8)
    stamp = CatalogStamp("2026.11.24", date(2026, 11, 24), "ab", overlays=(laid,))
    assert "with overlay acme.toml (8 rows of 2026-11-20)" in age_words(stamp, date(2026, 11, 24))


def test_facts_of_sixty_days_need_no_warning_and_older_ones_say_what_it_means() -> None:
    assert age_meaning(STAMP, date(2027, 1, 23)) == ""
    told = age_meaning(STAMP, date(2027, 1, 24))
    assert told.startswith("Older than 60 days: since 2026-11-24 hosts may have ended more models")
    assert told.endswith("update the catalog.")
