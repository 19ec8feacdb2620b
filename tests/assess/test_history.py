"""The record of a host: what was known on the day, counted as the docstring defines it."""

from __future__ import annotations

from datetime import date
from typing import Any

from advisor.assess.facts import Facts
from advisor.assess.history import HostRecord, Records
from advisor.assess.verdicts import Judge
from advisor.names import namer_of
from tests.assess.build import SmallCatalog, llama, real_catalog, row

DAY = date(2026, 4, 8)


def record(*rows: Any, host: str = "groq", as_of: date = DAY, models: Any = None) -> HostRecord:
    """The record of a host in a table of these rows alone."""
    catalog: Any = SmallCatalog(lifecycle=rows, **({"llama_models": models} if models else {}))
    return of(catalog, host, as_of)


def of(catalog: Any, host: str, as_of: date) -> HostRecord:
    facts = Facts(catalog, namer_of(real_catalog()).identify)
    return Records(facts, Judge(facts.lifecycle, facts.tables.texts, as_of), as_of).of(host)


def served(number: int, host: str = "groq") -> list[Any]:
    return [row(f"kept-{each}", host, status="active") for each in range(number)]


def test_an_end_that_is_past_counts_at_every_horizon() -> None:
    found = record(row("old", end="2026-01-01"), *served(4))
    assert (found.known, found.ended_by(date(2026, 7, 8)), found.share(DAY)) == (5, 1, 0.2)


def test_an_announced_end_counts_from_its_day_on() -> None:
    found = record(row("going", announced="2026-03-01", end="2026-10-08"), *served(4))
    assert [found.ended_by(date(2026, 10, day)) for day in (7, 8)] == [0, 1]


def test_an_end_announced_after_the_day_is_not_known_on_it() -> None:
    later = row("going", announced="2026-05-01", end="2026-06-01")
    assert record(later, *served(4)).ended_by(date(2028, 4, 8)) == 0
    assert record(later, *served(4), as_of=date(2026, 5, 2)).ended_by(date(2028, 4, 8)) == 1


def test_what_is_only_known_to_be_gone_later_is_not_counted_before() -> None:
    gone = row("gone", by="2026-06-01")
    assert record(gone, *served(5)).known == 5
    after = record(gone, *served(5), as_of=date(2026, 6, 1))
    assert (after.known, after.ended_by(date(2026, 6, 1))) == (6, 1)


def test_an_id_of_a_model_that_came_later_is_not_counted() -> None:
    new = row("meta-llama/Llama-3.3-70B-Instruct", status="active")
    models = (llama("llama-3.3-70b-instruct", released=date(2026, 4, 9)),)
    assert record(new, *served(5), models=models).known == 5


def test_of_rows_that_speak_of_one_id_the_earliest_end_counts_once() -> None:
    twice = [row("old", end="2026-01-01"), row("old", end="2026-02-01", tiers=("free",))]
    found = record(*twice, *served(4))
    assert (found.known, found.ended_by(DAY), found.ended_by(date(2026, 1, 1))) == (5, 1, 1)


def test_below_five_all_hosts_are_pooled_and_five_stand_alone() -> None:
    others = served(7, "together")
    few, enough = record(*served(4), *others), record(*served(5), *others)
    assert (few.known, few.pooled) == (11, True)
    assert (enough.known, enough.pooled) == (5, False)


def test_groq_had_ended_most_of_its_ids_by_the_day_of_this_catalog() -> None:
    found = of(real_catalog(), "groq", date(2026, 11, 24))
    assert not found.pooled
    assert found.known >= 20
    assert found.share(date(2026, 11, 24)) > 0.8
