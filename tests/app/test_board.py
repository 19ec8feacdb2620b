"""The board of a dependency: every candidate, by the same weighing as the report, none left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.api import analyse
from advisor.app.board import board
from advisor.app.projects import sample
from advisor.core.assessment import Assessment, Dependency
from advisor.core.errors import UsageError

AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="module")
def judged() -> Assessment:
    return analyse(sample(), as_of=AS_OF)


def weighty(judged: Assessment) -> list[Dependency]:
    return [one for one in judged.dependencies if one.ranked_total]


def test_the_board_says_of_each_dependency_what_the_report_says(judged: Assessment, tmp_path: Path) -> None:
    for dependency in weighty(judged):
        made = board(sample(), judged, dependency.id, data=tmp_path)
        ranked = [one.candidate for one in made.entries if one.candidate.rank is not None]
        out = [one.candidate for one in made.entries if one.candidate.rank is None]
        assert (len(ranked), len(out)) == (dependency.ranked_total, dependency.rejected_total)
        told = [one for one in dependency.candidates if one.rank is not None]
        misses = [one for one in dependency.candidates if one.rank is None]
        assert ranked[: len(told)] == told
        assert out[: len(misses)] == misses


def test_everything_ruled_out_says_why_and_is_counted_as_in_the_report(
    judged: Assessment, tmp_path: Path
) -> None:
    dependency = weighty(judged)[0]
    made = board(sample(), judged, dependency.id, data=tmp_path)
    counts: dict[str, int] = {}
    for entry in made.entries:
        if entry.candidate.rank is None:
            assert tuple(ground.text for ground in entry.grounds) == entry.candidate.rejected
            counts[entry.grounds[0].label] = counts.get(entry.grounds[0].label, 0) + 1
        else:
            assert entry.grounds == ()
    assert counts == dict(dependency.rejected_by)


def test_more_bits_need_more_memory_and_an_unread_figure_is_none(judged: Assessment, tmp_path: Path) -> None:
    made = board(sample(), judged, weighty(judged)[0].id, data=tmp_path)
    for entry in made.entries:
        q4, q8 = entry.memory["q4"], entry.memory["q8"]
        if q4.weights_gib is not None and q8.weights_gib is not None:
            assert q4.weights_gib < q8.weights_gib
        assert (q4.total_gib is None) == (q4.weights_gib is None or q4.cache_gib is None)


def test_duties_of_today_fall_away_or_stay_and_none_is_in_two_places(
    judged: Assessment, tmp_path: Path
) -> None:
    made = board(sample(), judged, weighty(judged)[0].id, data=tmp_path)
    told = [one.duties for one in made.entries if one.duties is not None]
    assert told
    today = {frozenset((*one.gone, *one.kept)) for one in told}
    assert len(today) == 1, "what binds today does not hang on the candidate"
    for one in told:
        assert not set(one.new) & set(one.kept)


def test_a_dependency_on_no_weights_has_an_empty_board(judged: Assessment, tmp_path: Path) -> None:
    bare = next(one for one in judged.dependencies if one.model is None)
    assert board(sample(), judged, bare.id, data=tmp_path).entries == ()


def test_other_facts_than_those_judged_by_are_refused(judged: Assessment, tmp_path: Path) -> None:
    other = replace(judged, catalog=replace(judged.catalog, version="another"))
    with pytest.raises(UsageError, match="Rescan"):
        board(sample(), other, judged.dependencies[0].id, data=tmp_path)


def test_an_unknown_dependency_is_refused(judged: Assessment, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no dependency"):
        board(sample(), judged, "dep-none", data=tmp_path)


def test_memory_of_cards_is_told_with_its_source(judged: Assessment, tmp_path: Path) -> None:
    made = board(sample(), judged, weighty(judged)[0].id, data=tmp_path)
    cards = [one for one in made.machines if one.source is not None]
    assert any("L4" in one.name and round(one.gib, 1) == 22.4 for one in cards), "24 GB, not GiB"
    assert [one.gib for one in cards] == sorted(one.gib for one in cards)
