"""The sentence at the top and the counts behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from advisor.assess import assess
from advisor.core.findings import Cleared, Finding, ScanResult, ScanStats, Skip
from advisor.core.kinds import Context, Kind, SkipReason, Status
from advisor.core.policy import Policy
from tests.assess.build import LLAMA_8B, LLAMA_70B, PROSE, SmallCatalog, finding, judged, row

TABLE = SmallCatalog(
    lifecycle=(
        row("gone", end="2026-01-01"),
        row("going", announced="2026-11-01", end="2027-01-31"),
        row("some-day", status="deprecated"),
    )
)


def sentence(*written: str) -> str:
    made = [
        finding(text, path=f"{number}.py", provider="groq", **LLAMA_70B)
        for number, text in enumerate(written)
    ]
    return judged(*made, catalog=TABLE).summary.sentence


def test_places_files_and_the_dead() -> None:
    assert sentence("gone", "gone", "x") == "3 places in 3 files depend on Llama; 2 are already dead."


def test_one_place_in_the_singular() -> None:
    assert sentence("gone") == "1 place in 1 file depends on Llama; 1 is already dead."


def test_those_that_end_with_the_first_day() -> None:
    assert sentence("gone", "going") == (
        "2 places in 2 files depend on Llama; 1 is already dead; 1 ends on 2027-01-31."
    )


def test_an_end_without_a_day() -> None:
    assert sentence("some-day").endswith("1 ends on a day not known.")


def test_nothing_dead_and_nothing_ending_is_said_and_not_left_out() -> None:
    assert sentence("x") == "1 place in 1 file depends on Llama; none is known to be dead or ending."


def test_nothing_found_says_how_much_was_read() -> None:
    assert judged().summary.sentence == "No dependence on Llama found in 9 files read."


def scanned(**changes: object) -> ScanResult:
    base = ScanResult(
        "p", findings=(finding("gone", provider="groq", **LLAMA_70B),), stats=ScanStats(files_read=1)
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_stopped_scan_leads_with_it() -> None:
    found = assess(scanned(partial=True), TABLE, Policy(), date(2026, 11, 24), tool_version="0")
    assert found.summary.sentence.startswith("Incomplete, the scan was stopped. 1 place")


def test_counts_by_verdict_kind_context_rule_and_file() -> None:
    cleared = (Cleared("a", 1, 1, 2, "llama", "LA-CLEAR-X", "x"),) * 2
    skipped = (
        Skip("node_modules", SkipReason.PRUNED, count=12),
        Skip("x.bin", SkipReason.BINARY),
        Skip("long.json", SkipReason.NOT_PARSED),
        Skip("long.json", SkipReason.FINDINGS_CAP),
    )
    made = (
        finding("gone", provider="groq", **LLAMA_70B),
        finding("llama3.1", path="b.py", provider="ollama", context=Context.TEST, **LLAMA_8B),
    )
    scan = scanned(findings=made, cleared=cleared, skipped=skipped)
    summary = assess(scan, TABLE, Policy(), date(2026, 11, 24), tool_version="0").summary
    assert summary.by_status == {Status.DEAD: 1, Status.YOURS: 1}
    assert summary.by_kind == {Kind.MODEL: 2}
    assert summary.by_context == {Context.PRODUCTION: 1, Context.TEST: 1}
    assert (summary.cleared, summary.cleared_by_rule) == (2, {"LA-CLEAR-X": 2})
    assert summary.skipped == 14  # a file with two rows is one file


def test_the_nearest_end_is_the_earliest_to_come() -> None:
    made = [finding(text, path=f"{text}.py", provider="groq", **LLAMA_70B) for text in ("gone", "going")]
    assert judged(*made, catalog=TABLE).summary.next_end == date(2027, 1, 31)


def told(*made: Finding) -> str:
    return judged(*made, catalog=TABLE).summary.sentence


def named(written: str, line: int = 2, **changes: Any) -> Finding:
    """A comment in code that names a model."""
    return finding(written, line=line, provider="groq", **{"rule": PROSE, **LLAMA_70B, **changes})


def test_what_is_dead_and_only_named_is_told_apart() -> None:
    assert told(finding("gone", provider="groq", **LLAMA_70B), named("gone")) == (
        "2 places in 1 file depend on Llama (1 only names it); "
        "2 are already dead (1 of them only named: nothing runs there)."
    )


def test_where_all_that_is_dead_is_only_named_no_number_is_repeated() -> None:
    sentence = told(finding("x", provider="groq", **LLAMA_70B), named("gone"), named("gone", line=3))
    assert sentence.endswith("2 are already dead (only named: nothing runs there).")


def test_where_words_alone_speak_of_llama_nothing_is_said_to_depend_on_it() -> None:
    """A project that names it in documents only does not depend on it, and its boss must not be told so."""
    assert told(named("x"), named("y", line=3)) == (
        "No dependence on Llama found in what runs here: 2 places in 1 file only name it."
    )
    assert told(named("gone", path="README.md", context=Context.DOCS, rule="LA-TEST-001")) == (
        "No dependence on Llama found in what runs here: 1 place in 1 file only names it; "
        "1 of them names what is switched off."
    )


def test_weights_that_lie_among_data_are_more_than_words() -> None:
    weights = finding(
        "llama.gguf", Kind.ARTIFACT, path="data/llama.gguf", line=0, context=Context.DATA, **LLAMA_8B
    )
    assert told(weights).startswith("1 place in 1 file depends on Llama")


def test_what_is_dead_in_tests_is_told_apart_from_what_users_meet() -> None:
    code, test = (
        finding("gone", path=f"{name}.py", provider="groq", context=context, **LLAMA_70B)
        for name, context in (("a", Context.PRODUCTION), ("b", Context.TEST))
    )
    assert told(code, test).endswith("2 are already dead (1 of them in tests).")
    assert told(test).endswith("1 is already dead (in tests only).")
