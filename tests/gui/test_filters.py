"""What a filter of findings lets through: chips of one group are alternatives, groups and words narrow."""

from __future__ import annotations

from advisor.core.kinds import Context, Kind
from advisor.gui.filters import NOT_JUDGED, ChipCounts, FindingFilter, haystack, status_of
from tests.report.example import finding


def test_the_empty_filter_shows_everything() -> None:
    assert not FindingFilter().active
    assert FindingFilter().matches(finding())


def test_chips_of_one_group_are_alternatives() -> None:
    wanted = FindingFilter(kinds=frozenset({"model", "prompt"}))
    assert wanted.matches(finding(kind=Kind.PROMPT))
    assert not wanted.matches(finding(kind=Kind.LICENCE))


def test_groups_narrow_each_other() -> None:
    wanted = FindingFilter(kinds=frozenset({"model"}), contexts=frozenset({"test"}))
    assert not wanted.matches(finding(context=Context.PRODUCTION))
    assert wanted.matches(finding(context=Context.TEST))


def test_a_finding_without_verdict_is_not_judged_yet() -> None:
    fresh = finding(verdict=None)
    assert status_of(fresh) == NOT_JUDGED
    assert not FindingFilter(statuses=frozenset({"dead"})).matches(fresh)


def test_only_the_named_findings_pass_where_a_number_led_here() -> None:
    wanted = FindingFilter(ids=frozenset({"f1"}))
    assert wanted.active
    assert [wanted.matches(finding(id=name)) for name in ("f1", "f2")] == [True, False]


def test_words_are_folded_and_looked_for_in_path_model_provider_and_rule() -> None:
    hay = haystack(finding())
    words = FindingFilter(text="  GROQ app.PY  la-model-001 Llama-3.3 ").words()
    assert words == ("groq", "app.py", "la-model-001", "llama-3.3")
    assert all(word in hay for word in words)


def test_an_endless_filter_text_is_cut() -> None:
    assert len("".join(FindingFilter(text="x" * 10_000).words())) == 200


def test_chips_count_every_kind_verdict_and_context() -> None:
    counts = ChipCounts(FindingFilter())
    counts.take([finding(), finding(kind=Kind.PROMPT, verdict=None)])
    assert counts.kinds == {"model": 1, "prompt": 1}
    assert counts.statuses == {"dead": 1, NOT_JUDGED: 1}
    assert counts.contexts == {"production": 2}


def test_a_chip_counts_what_the_other_groups_let_through() -> None:
    counts = ChipCounts(FindingFilter(kinds=frozenset({"prompt"})))
    passing = counts.take([finding(id="m"), finding(id="p", kind=Kind.PROMPT, context=Context.TEST)])
    assert [row.id for row in passing] == ["p"]
    assert counts.kinds == {"model": 1, "prompt": 1}
    assert +counts.contexts == {"test": 1}


def test_a_word_may_name_its_field() -> None:
    wanted = FindingFilter("HOST:groq path:app kind:model what:ever")
    assert wanted.fields() == (("host", "groq"), ("path", "app"), ("kind", "model"))
    assert wanted.words() == ("what:ever",)
    assert FindingFilter("host:groq").reads()(finding(), "")
    assert not FindingFilter("path:groq").reads()(finding(), "groq")
