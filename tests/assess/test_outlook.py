"""The outlook knows what was known on the day, claims no more than was looked for, and expects nothing."""

from __future__ import annotations

from datetime import date

from advisor.assess.outlook import outlook
from advisor.core.assessment import Outlook
from tests.assess.build import EVENTS, READ_ON, SmallCatalog, event, judged, llama, real_catalog, tables

LAUNCH = date(2026, 4, 8)
TODAY = date(2026, 11, 24)


def seen(as_of: date, read_on: date = READ_ON) -> Outlook:
    return outlook(EVENTS, SmallCatalog().llama_models, as_of, read_on, tables().texts)


def test_before_the_launch_nothing_is_said_of_a_successor() -> None:
    sentence = seen(date(2026, 4, 7)).sentence
    assert "proprietary" not in sentence
    assert "newest Llama found as of 2026-04-07 is Llama 4 of 2025-04-05" in sentence


def test_on_the_day_of_the_launch_no_open_weights_and_no_timeline_are_known() -> None:
    told = seen(LAUNCH)
    assert "proprietary: Muse-Spark, launched on 2026-04-08" in told.sentence
    assert "No open weights of its line and no timeline" in told.sentence
    assert [each.id for each in told.events] == ["muse-spark"]


def test_today_what_was_opened_is_told_and_still_no_timeline() -> None:
    told = seen(TODAY)
    assert "released the weights of Glimmer (2026-08-10)" in told.sentence
    assert "No timeline for any further open release" in told.sentence


def test_what_was_not_found_was_not_found_by_the_catalogs_day_at_the_latest() -> None:
    assert "as of 2026-11-23" in seen(date(2030, 1, 1)).sentence
    assert "2030" not in seen(date(2030, 1, 1)).sentence


def test_what_is_not_known_is_listed() -> None:
    assert len(seen(TODAY).unknown) == 2
    assert len(seen(date(2026, 4, 7)).unknown) == 1


def test_the_newest_line_is_no_guard_and_no_code_model() -> None:
    models = (
        llama("llama-4-x", released=date(2025, 4, 5)),
        llama("llama-guard-4", family="llama-guard-4", released=date(2025, 4, 29)),
    )
    told = outlook((), models, TODAY, READ_ON, tables().texts)
    assert "is Llama 4 of 2025-04-05" in told.sentence


def test_before_the_first_llama_that_is_said() -> None:
    assert seen(date(2020, 1, 1)).sentence == "No Llama had been released by 2020-01-01."


def test_several_opened_models_are_listed_as_people_write_lists() -> None:
    more = (*EVENTS, event("spark-open", "2026-10-15", "open-weights"))
    told = outlook(more, (), TODAY, READ_ON, tables().texts)
    assert "Glimmer (2026-08-10) and Spark-Open (2026-10-15)" in told.sentence


class TestTheProductsOwnFacts:
    def test_the_launch_day_knows_no_open_muse(self) -> None:
        told = judged(catalog=real_catalog(), as_of=LAUNCH).outlook
        assert "Muse Spark, launched on 2026-04-08" in told.sentence
        assert "Glimmer" not in told.sentence and "Spark Open" not in told.sentence

    def test_today_knows_both_open_ones(self) -> None:
        sentence = judged(catalog=real_catalog(), as_of=TODAY).outlook.sentence
        assert "Muse Glimmer 30B (2026-08-10)" in sentence
        assert "Muse Spark Open 816B-A42B (2026-10-15)" in sentence
        assert "No timeline for any further open release" in sentence
