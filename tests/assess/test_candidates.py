"""Candidates: what is never ranked, what the policy rules out, why each stands where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.core.assessment import Candidate, Dependency
from advisor.core.findings import Hint
from advisor.core.kinds import Kind
from advisor.core.knowledge import Alternative, AttentionGroup, Licence, MemoryFigures
from advisor.core.policy import Policy
from tests.assess.build import (
    APACHE,
    LLAMA_8B,
    LLAMA_70B,
    SOURCE,
    SmallCatalog,
    alternative,
    finding,
    hint,
    judged,
    licence,
    llama,
    only,
    row,
)

NC = licence("nc-1", licence_class="non-commercial", commercial_use="no", name="Research Licence")
LLAMA_LICENCE = licence("llama-3.1")


def weighed(
    *alternatives: Alternative,
    policy: Policy | None = None,
    hints: tuple[Hint, ...] = (),
    at: str = "groq",
    licences: tuple[Licence, ...] = (APACHE, NC, LLAMA_LICENCE),
    as_of: date = date(2026, 11, 24),
    **changes: Any,
) -> Dependency:
    """The dependency of one production finding on Llama 3.1 8B with these alternatives to choose from."""
    catalog = SmallCatalog(alternatives=alternatives, licences=licences, **changes)
    one = finding("llama-3.1-8b-instant", provider=at, **LLAMA_8B)
    return only(judged(one, hints=hints, catalog=catalog, policy=policy, as_of=as_of))


def the(dependency: Dependency, identifier: str = "new-8b") -> Candidate:
    return next(one for one in dependency.candidates if one.alternative.id == identifier)


def ranks(dependency: Dependency) -> list[str]:
    return [one.alternative.id for one in dependency.candidates if one.rank is not None]


class TestNeverRanked:
    @pytest.mark.parametrize(
        "changes",
        [
            {"licence": None, "licence_class": None, "rankable": False},
            {"licence": None},
            {"licence_class": None, "licence": "unread-1"},
            {"rankable": False},
        ],
    )
    def test_without_a_licence_that_was_read(self, changes: dict[str, Any]) -> None:
        found = weighed(alternative(**changes))
        assert ranks(found) == []
        assert "not ranked" in the(found).rejected[0]

    def test_a_non_commercial_licence(self) -> None:
        found = weighed(alternative(licence="nc-1", licence_class="non-commercial"))
        assert ranks(found) == []
        assert found.rejected_by == {"licence class not allowed": 1}

    def test_the_class_read_from_the_text_beats_what_the_row_says(self) -> None:
        assert ranks(weighed(alternative(licence="nc-1", licence_class="permissive"))) == []

    def test_what_carries_a_llama_licence(self) -> None:
        found = weighed(alternative(licence="llama-3.1", licence_class="conditional"))
        assert ranks(found) == []
        assert "no way out" in the(found).rejected[0]

    def test_a_release_after_the_day_does_not_appear_at_all(self) -> None:
        late = alternative(released=date(2026, 11, 25))
        assert weighed(late).candidates == ()
        assert weighed(late, as_of=date(2026, 11, 25)).ranked_total == 1

    def test_without_a_release_day_it_is_hidden_before_the_day_it_was_read(self) -> None:
        undated = alternative(released=None, rankable=False)
        assert weighed(undated, as_of=date(2026, 11, 22)).candidates == ()
        assert weighed(undated, as_of=date(2026, 11, 23)).rejected_total == 1


class TestPolicy:
    def test_classes_that_are_allowed(self) -> None:
        terms = licence("terms", licence_class="conditional", commercial_use="conditional")
        some = alternative(licence="terms", licence_class="conditional")
        kept = (APACHE, terms)
        assert ranks(weighed(some, licences=kept)) == ["new-8b"]
        strict = Policy(licence_classes=("permissive",))
        assert ranks(weighed(some, licences=kept, policy=strict)) == []

    def test_non_commercial_needs_both_the_class_and_the_purpose(self) -> None:
        some = alternative(licence="nc-1", licence_class="non-commercial")
        allowed = ("permissive", "conditional", "non-commercial")
        half = weighed(some, policy=Policy(licence_classes=allowed))
        assert half.rejected_by == {"no commercial use": 1}
        assert ranks(weighed(some, policy=Policy(licence_classes=allowed, commercial=False))) == ["new-8b"]

    @pytest.mark.parametrize("word", ["Maker", "maker", "Alibaba", "alibaba qwen"])
    def test_vendors_by_whole_words(self, word: str) -> None:
        found = weighed(
            alternative(), alternative("b", vendor="Alibaba Qwen"), policy=Policy(exclude_vendors=(word,))
        )
        assert len(ranks(found)) == 1

    def test_a_chosen_target_is_shown_wherever_it_stands(self) -> None:
        many = [alternative(f"m{number}") for number in range(9)]
        far = alternative("far", licence="nc-1", licence_class="non-commercial")
        found = weighed(*many, far, policy=Policy(targets={"*": "far"}))
        assert found.chosen == "far"
        assert the(found, "far").rejected

    @pytest.mark.parametrize("key", ["llama-3.1-8b-instruct", "*"])
    def test_a_target_by_model_or_for_all(self, key: str) -> None:
        assert weighed(alternative(), policy=Policy(targets={key: "new-8b"})).chosen == "new-8b"

    def test_a_target_by_dependency(self) -> None:
        identifier = weighed(alternative()).id
        assert weighed(alternative(), policy=Policy(targets={identifier: "new-8b"})).chosen == "new-8b"

    def test_the_most_particular_target_wins(self) -> None:
        policy = Policy(targets={"*": "b", "llama-3.1-8b-instruct": "new-8b"})
        assert weighed(alternative(), alternative("b"), policy=policy).chosen == "new-8b"


class TestMemory:
    FIGURES = MemoryFigures("maker/new-8b", 32, 8, 128, (AttentionGroup("full", 32, None),), None, (SOURCE,))

    def own(self, limit: float | None, **changes: Any) -> Dependency:
        figures = {"maker/new-8b": self.FIGURES}
        some = alternative(**changes)
        return weighed(some, policy=Policy(memory_gib=limit), at="huggingface", figures=figures)

    def test_weights_and_cache_at_the_assumed_context(self) -> None:
        """8.0 x 4.9 bits = 4.56 GiB of weights, 1 GiB of cache at 8,192 tokens."""
        found = the(self.own(None))
        assert found.memory_gib == pytest.approx(5.56, abs=0.01)
        assert "8,192 tokens (assumed" in str(found.memory_note)

    def test_the_context_seen_is_reckoned_for(self) -> None:
        figures = {"maker/new-8b": self.FIGURES}
        found = weighed(alternative(), hints=(hint("context", "32768"),), at="huggingface", figures=figures)
        assert the(found).memory_gib == pytest.approx(8.56, abs=0.01)

    def test_more_than_the_machine_has_is_ruled_out(self) -> None:
        assert ranks(self.own(6.0)) == ["new-8b"]
        assert self.own(5.0).rejected_by == {"needs too much memory": 1}

    def test_a_coarser_precision_needs_more(self) -> None:
        policy = Policy(quantisation="bf16", memory_gib=6.0)
        found = weighed(
            alternative(), policy=policy, at="huggingface", figures={"maker/new-8b": self.FIGURES}
        )
        assert ranks(found) == []

    def test_weights_alone_rule_out_where_the_cache_is_not_known(self) -> None:
        found = weighed(alternative(), policy=Policy(memory_gib=4.0), at="huggingface")
        assert ranks(found) == []
        assert the(found).memory_gib is None
        assert "4.6 GiB" in the(found).rejected[0]

    def test_what_a_host_can_serve_needs_no_memory_here(self) -> None:
        hosted = alternative(hosted_ids={"together": ("maker/new",)})
        assert ranks(weighed(hosted, policy=Policy(memory_gib=4.0))) == ["new-8b"]
        assert ranks(weighed(alternative(), policy=Policy(memory_gib=4.0))) == []

    def test_but_it_is_said_that_it_fits_no_machine_of_ones_own(self) -> None:
        hosted = alternative(hosted_ids={"together": ("maker/new",)})
        found = the(weighed(hosted, policy=Policy(memory_gib=4.0)))
        assert "needs about 4.6 GiB, more than the 4 GiB of the policy: at a host only" in found.lacks

    def test_on_own_machines_a_figure_that_is_not_known_weighs_against(self) -> None:
        known, unknown = alternative(hf_repo="maker/new-8b"), alternative("unknown", hf_repo="maker/unknown")
        found = weighed(unknown, known, at="huggingface", figures={"maker/new-8b": self.FIGURES})
        assert ranks(found) == ["new-8b", "unknown"]
        assert the(found, "unknown").lacks.count("memory not reckoned: a figure was not seen") == 1


class TestNeeds:
    def test_a_guard_is_replaced_by_guards(self) -> None:
        catalog = SmallCatalog(alternatives=(alternative(), alternative("guard", tasks=("guard",))))
        one = finding("Llama-Guard-4-12B", model="llama-guard-4", family="llama-guard-4", provider="groq")
        found = only(judged(one, catalog=catalog))
        assert ranks(found) == ["guard"]
        assert found.rejected_by == {"made for something else": 1}

    def test_a_model_for_code_alone_does_not_chat(self) -> None:
        assert ranks(weighed(alternative(tasks=("code",)))) == []

    def test_images_that_are_passed_rule_out_what_sees_none(self) -> None:
        found = weighed(
            alternative(),
            alternative("sees", modalities_in=("text", "image")),
            hints=(hint("vision", "yes"),),
        )
        assert ranks(found) == ["sees"]
        assert the(found).rejected == ("reads no images",)

    def test_images_that_only_might_be_used_are_a_lack(self) -> None:
        catalog = SmallCatalog(alternatives=(alternative(),))
        one = finding("x", model="llama-4-scout-instruct", family="llama-4", provider="groq")
        found = the(only(judged(one, catalog=catalog)))
        assert found.rank == 1
        assert any("reads no images" in text for text in found.lacks)

    def test_tools_that_are_used_rule_out_what_calls_none(self) -> None:
        some = alternative(tool_calling=False)
        assert ranks(weighed(some)) == ["new-8b"]
        assert ranks(weighed(some, hints=(hint("tools", "yes"),))) == []

    def test_tool_calling_nobody_checked_is_said_where_tools_are_used(self) -> None:
        some = alternative(tool_calling=None)
        assert "tool calling not checked" in the(weighed(some, hints=(hint("tools", "yes"),))).lacks
        assert "tool calling not checked" not in the(weighed(some)).lacks

    def test_a_context_that_was_seen_rules_out_shorter_windows(self) -> None:
        some = alternative(context_tokens=8192)
        assert ranks(weighed(some, hints=(hint("context", "16384"),))) == []
        assert ranks(weighed(some, hints=(hint("context", "8192"),))) == ["new-8b"]

    def test_the_old_window_alone_rules_nothing_out(self) -> None:
        found = weighed(alternative(context_tokens=8192))
        assert ranks(found) == ["new-8b"]
        assert "context of 8,192 tokens; the old model's window is 131,072" in the(found).lacks

    def test_a_need_of_the_policy_counts_like_one_that_was_seen(self) -> None:
        policy = Policy(needs={"vision": "yes"})
        assert ranks(weighed(alternative(), policy=policy)) == []


class TestOrder:
    def points(self, one: Candidate) -> dict[str, float]:
        return {part.key: part.points or 0 for part in one.parts}

    def test_the_score_is_the_sum_of_its_parts(self) -> None:
        one = the(weighed(alternative()))
        assert one.score == pytest.approx(sum(self.points(one).values()))

    def test_the_same_host_weighs_more_than_another(self) -> None:
        here = alternative("here", hosted_ids={"groq": ("maker/here",)})
        there = alternative("there", hosted_ids={"together": ("maker/there",)})
        found = weighed(there, here)
        assert ranks(found) == ["here", "there"]
        assert "Groq serves it as maker/here" in the(found, "here").fits

    def test_the_id_at_a_host_comes_with_the_day_it_was_read(self) -> None:
        here = alternative(hosted_ids={"groq": ("maker/here",)}, hosted_on=date(2026, 7, 2))
        assert "Groq serves it as maker/here (read 2026-07-02)" in the(weighed(here)).fits

    def test_what_the_host_itself_names_is_told(self) -> None:
        table = (row("llama-3.1-8b-instant", end="2026-08-16", replacements=("maker/here",)),)
        here = alternative("here", hosted_ids={"groq": ("maker/here",)})
        found = weighed(here, alternative("there", hosted_ids={"groq": ("maker/there",)}), lifecycle=table)
        assert ranks(found)[0] == "here"
        assert "the successor by Groq's own words" in the(found, "here").fits

    @pytest.mark.parametrize("word", ["groq", "Groq", " GROQ "])
    def test_a_host_that_the_policy_excludes_serves_nothing(self, word: str) -> None:
        both = alternative(hosted_ids={"groq": ("maker/here",), "together": ("maker/there",)})
        found = the(weighed(both, policy=Policy(exclude_hosts=(word,))))
        assert found.hosted_as == {"together": ("maker/there",)}
        assert not any("Groq serves it" in text for text in found.fits)

    def test_served_by_excluded_hosts_alone_it_has_to_be_run_by_oneself(self) -> None:
        here = alternative(hosted_ids={"groq": ("maker/here",)})
        found = the(weighed(here, policy=Policy(exclude_hosts=("groq",))))
        assert found.hosted_as == {}
        told = "the policy excludes the hosts known to serve it (Groq): you would run it yourself"
        assert told in found.lacks

    def test_hosts_read_after_the_day_are_not_known_on_it(self) -> None:
        here = alternative(hosted_ids={"groq": ("maker/here",)}, hosted_on=date(2026, 7, 2))
        assert the(weighed(here)).hosted_as == {"groq": ("maker/here",)}
        before = the(weighed(here, as_of=date(2026, 7, 1)))
        assert before.hosted_as == {}
        assert "which hosts served it on this day is not known; they were read on 2026-07-02" in before.lacks

    def test_a_host_that_names_it_is_known_to_serve_it_before_the_day_of_reading(self) -> None:
        table = (
            row(
                "llama-3.1-8b-instant", announced="2026-01-01", end="2026-08-16", replacements=("maker/here",)
            ),
        )
        here = alternative(hosted_ids={"groq": ("maker/here",)}, hosted_on=date(2026, 7, 2))
        found = the(weighed(here, lifecycle=table, as_of=date(2026, 4, 8)))
        assert found.hosted_as == {"groq": ("maker/here",)}

    def test_closeness_of_size_decides_between_equals(self) -> None:
        found = weighed(alternative("large", params_total_b=40.0), alternative("like", params_total_b=9.0))
        assert ranks(found) == ["like", "large"]

    def test_a_size_far_off_is_held_against_it(self) -> None:
        found = the(weighed(alternative(params_total_b=675.0)))
        assert self.points(found)["size-far"] < 0
        assert any("675B parameters are far from" in text for text in found.lacks)

    def test_another_class_of_size_is_no_fit_and_said(self) -> None:
        near = the(weighed(alternative(params_total_b=16.0)))
        assert "16B parameters, the old model has 8B" in near.fits
        other = the(weighed(alternative(params_total_b=24.0)))
        assert not any("24B parameters" in text for text in other.fits)
        assert "24B parameters, the old model has 8B: another class of size" in other.lacks

    def test_far_off_it_is_said_once(self) -> None:
        found = the(weighed(alternative(params_total_b=675.0)))
        assert len([text for text in found.lacks if "675B" in text]) == 1

    def test_a_very_large_one_is_no_match_for_a_model_of_unknown_size(self) -> None:
        one = finding("llama-thing", Kind.DERIVATIVE, model="llama-thing", provider="huggingface")
        large, small = alternative("a", params_total_b=743.0), alternative("b", params_total_b=27.0)
        found = only(judged(one, catalog=SmallCatalog(alternatives=(large, small))))
        assert ranks(found) == ["b", "a"]
        assert any("743B parameters are many" in text for text in the(found, "a").lacks)

    def test_a_release_of_which_only_the_month_is_known_is_told_as_that(self) -> None:
        dated = the(weighed(alternative(released=date(2026, 8, 31))))
        monthly = the(weighed(alternative(released=date(2026, 8, 31), released_precision="month")))
        assert "released on 2026-08-31" in dated.fits
        assert "released in 2026-08" in monthly.fits

    def test_equals_are_ordered_by_day_then_by_id(self) -> None:
        found = weighed(alternative("b"), alternative("a"))
        assert ranks(found) == ["a", "b"]

    def test_meta_gets_no_points_and_loses_none(self) -> None:
        ours, theirs = alternative("a", from_meta=True, vendor="Meta"), alternative("b")
        found = weighed(ours, theirs)
        assert the(found, "a").parts == the(found, "b").parts

    def test_benchmarks_are_no_part_of_it(self) -> None:
        from advisor.core.knowledge import Score

        praised = replace(alternative(), scores=(Score("MMLU", 99.0, "percent", None, "vendor", None),))
        assert the(weighed(praised)).score == the(weighed(alternative())).score

    def test_the_nearest_misses_stand_before_what_is_made_for_something_else(self) -> None:
        found = weighed(
            alternative("embedder", tasks=("embedding",)),
            alternative("unread", licence=None, licence_class=None, rankable=False),
        )
        assert [one.alternative.id for one in found.candidates] == ["unread", "embedder"]

    def test_all_are_counted_even_where_only_the_best_are_shown(self) -> None:
        found = weighed(*(alternative(f"m{number:02}") for number in range(30)))
        assert found.ranked_total == 30
        assert len(found.candidates) < 30


def test_no_candidate_at_all_raises_the_impact() -> None:
    with_one, without = weighed(alternative(hosted_ids={"groq": ("maker/new",)})), weighed()
    assert without.risk.impact > with_one.risk.impact
    assert any(reason.key == "no-candidate" for reason in without.risk.reasons)


def test_the_same_question_gets_the_same_answer_for_each_dependency() -> None:
    found = judged(
        finding("a", path="x/a.py", provider="groq", **LLAMA_70B),
        finding("a", path="y/a.py", provider="groq", **LLAMA_70B),
        manifests=("x/pyproject.toml", "y/pyproject.toml"),
    )
    first, second = found.dependencies
    assert first.candidates == second.candidates


def test_models_that_differ_in_nothing_but_their_name_are_weighed_once() -> None:
    names = ("llama-thing-one", "llama-thing-two")
    loose = [finding(name, Kind.DERIVATIVE, path=name, model=name, provider="huggingface") for name in names]
    first, second = judged(*loose).dependencies
    assert first.candidates
    assert first.candidates is second.candidates


def test_a_model_that_a_source_names_is_weighed_for_itself() -> None:
    named = alternative(replaces=("llama-thing-one",))
    names = ("llama-thing-one", "llama-thing-two")
    loose = [finding(name, Kind.DERIVATIVE, path=name, model=name, provider="huggingface") for name in names]
    found = judged(*loose, catalog=SmallCatalog(alternatives=(named,)))
    scores = {one.model: one.candidates[0].score for one in found.dependencies}
    assert scores["llama-thing-one"] > scores["llama-thing-two"]


def test_images_and_a_window_that_would_be_lost_weigh_against_a_candidate_and_are_said_once() -> None:
    wide = llama("llama-3.1-8b-instruct", modality="text+image", context_tokens=1_048_576)
    blind = alternative("blind", context_tokens=32_768)
    seeing = alternative("seeing", context_tokens=1_048_576, modalities_in=("text", "image"))
    candidates = {one.alternative.id: one for one in weighed(blind, seeing, llama_models=(wide,)).candidates}
    lost = {part.key: part.points for part in candidates["blind"].parts}
    assert lost["vision-lost"] < 0 and lost["context-lost"] < 0
    assert sum("images" in text for text in candidates["blind"].lacks) == 1
    assert sum("32,768" in text for text in candidates["blind"].lacks) == 1
    assert {"vision-lost", "context-lost"}.isdisjoint(part.key for part in candidates["seeing"].parts)


def test_search_that_weights_cannot_do_is_said_to_be_lost() -> None:
    found = finding("x", provider="perplexity", model="llama-3.1-sonar-large-128k", family="llama-3.1")
    told = only(
        judged(found, catalog=SmallCatalog(alternatives=(alternative("new-8b"),), licences=(APACHE,)))
    )
    assert any("search the web" in text for text in told.candidates[0].lacks)


class TestLanguagesAndHardware:
    def test_a_publisher_that_names_its_languages_without_one_needed_is_ruled_out(self) -> None:
        some = alternative("some", languages=("en", "fr"))
        unknown = alternative("unknown", languages=None)
        found = only(
            judged(
                finding("x", provider="groq", **LLAMA_8B),
                hints=(hint("languages", "de"),),
                catalog=SmallCatalog(alternatives=(some, unknown)),
            )
        )
        by_id = {one.alternative.id: one for one in found.candidates}
        assert by_id["some"].rejected == ("its publisher names no de among its languages",)
        assert "languages not checked (de needed)" in by_id["unknown"].lacks

    def test_what_the_hardware_seen_does_not_hold_is_said(self) -> None:
        """70 thousand million parameters at 4.9 bits are 42.9 GB; the card has 24."""
        big = alternative("big", params_total_b=70.0)
        found = only(
            judged(
                finding("meta-llama/x", provider="huggingface", **LLAMA_70B),
                hints=(hint("hardware", "nvidia-l4"),),
                catalog=SmallCatalog(alternatives=(big,)),
            )
        )
        assert "needs about 43 GB; the hardware seen has 24 GB" in found.candidates[0].lacks
