"""Decisions on single places applied to a scan: what counts, what is left out, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advisor.assess.decide import COUNTED, Decided, decide
from advisor.core.decisions import (
    PROJECT_FILE,
    USER_ORIGIN,
    ContextRule,
    Decisions,
    Overrule,
    Suppression,
    Where,
)
from advisor.core.findings import Cleared, ScanResult
from advisor.core.kinds import Confidence, Context, Kind, SkipReason
from advisor.core.links import LinkKind, Use
from advisor.names import namer_of
from tests.assess.build import finding, real_catalog

DAY = date(2026, 11, 24)
MODEL = finding("llama-3.3-70b-versatile", model="llama-3.3-70b-instruct", identifier="a" * 16)
PACKAGE = finding("llama-stack", Kind.PACKAGE, path="sub/requirements.txt", identifier="b" * 16, rule="LA-P")


def cleared(written: str, rule: str, *, path: str = "app.py", line: int = 7, id: str = "c" * 16) -> Cleared:
    return Cleared(path, line, 1, 1 + len(written), written, rule, "Looked at.", Context.PRODUCTION, id)


FERRY = cleared("llama-ferry", "LA-CLEAR-WORD")
SPELT = cleared("Llama-3.1-8B-Instruct", "LA-CLEAR-PROSE", line=9, id="d" * 16)
SCAN = ScanResult("p", (MODEL, PACKAGE), (FERRY, SPELT))


def decided(scan: ScanResult = SCAN, as_of: date = DAY, **lines: object) -> Decided:
    return decide(scan, Decisions(**lines), namer_of(real_catalog()).identify, as_of)  # type: ignore[arg-type]


def counts(where: Where, **more: object) -> Overrule:
    return Overrule(where, "we know", PROJECT_FILE, **more)  # type: ignore[arg-type]


def leaves_out(where: Where, origin: str = PROJECT_FILE, **more: object) -> Suppression:
    return Suppression(where, "a fixture", origin, **more)  # type: ignore[arg-type]


def test_nothing_decided_changes_nothing() -> None:
    assert decided() == Decided(SCAN, (), ())


def test_a_cleared_row_counts_and_leaves_the_ledger() -> None:
    done = decided(overrules=(counts(Where(id=SPELT.id)),))
    (row,) = [row for row in done.scan.findings if row.rule == COUNTED]
    assert done.scan.cleared == (FERRY,)
    assert (row.kind, row.model, row.family) == (Kind.MODEL, "llama-3.1-8b-instruct", "llama-3.1")
    assert (row.path, row.line, row.id, row.context) == (SPELT.path, 9, SPELT.id, Context.PRODUCTION)
    assert row.origin == PROJECT_FILE
    assert row.why.startswith("Counted because the file .llama-advisor.toml says so: we know.")
    assert "LA-CLEAR-PROSE clears it: Looked at." in row.why
    assert done.applied[0].overruled == 1


def test_the_user_says_what_it_is_where_the_name_does_not() -> None:
    line = counts(Where(written="llama-f*"), kind=Kind.DERIVATIVE, model="vicuna-13b")
    (row,) = [row for row in decided(overrules=(line,)).scan.findings if row.rule == COUNTED]
    assert (row.kind, row.model, row.confidence) == (Kind.DERIVATIVE, "vicuna-13b", Confidence.HIGH)


def test_a_name_that_says_nothing_counts_as_a_model_with_a_doubt() -> None:
    (row,) = [
        row for row in decided(overrules=(counts(Where(id=FERRY.id)),)).scan.findings if row.rule == COUNTED
    ]
    assert (row.kind, row.model, row.confidence) == (Kind.MODEL, None, Confidence.MEDIUM)


def test_a_whole_rule_is_overruled_in_the_paths_named() -> None:
    twin = replace(FERRY, path="lib/b.py", id="e" * 16)
    scan = replace(SCAN, cleared=(FERRY, twin, SPELT))
    everywhere = decided(scan, overrules=(counts(Where(rule="LA-CLEAR-WORD")),))
    assert everywhere.scan.cleared == (SPELT,)
    there = decided(scan, overrules=(counts(Where(rule="LA-CLEAR-WORD", paths=("lib",))),))
    assert there.scan.cleared == (FERRY, SPELT)


def test_findings_stay_in_the_order_of_their_places() -> None:
    done = decided(overrules=(counts(Where(rule="LA-CLEAR-WORD")), counts(Where(rule="LA-CLEAR-PROSE"))))
    assert [row.line for row in done.scan.findings] == [1, 7, 9, 1]


def test_a_suppressed_finding_is_kept_aside_with_its_reason() -> None:
    done = decided(suppressions=(leaves_out(Where(paths=("sub/",))),))
    assert done.scan.findings == (MODEL,)
    (row,) = done.suppressed
    assert (row.finding, row.reason, row.origin) == (PACKAGE, "a fixture", PROJECT_FILE)
    assert done.applied[0].suppressed == 1


def test_a_suppression_may_ask_for_a_kind_a_rule_a_spelling_or_one_place() -> None:
    for where, more in (
        (Where(), {"kind": Kind.PACKAGE}),
        (Where(rule="LA-P"), {}),
        (Where(written="LLAMA-ST*"), {}),
        (Where(id="b" * 16), {}),
    ):
        done = decided(suppressions=(leaves_out(where, **more),))
        assert [row.finding for row in done.suppressed] == [PACKAGE]


def test_a_suppression_ends_on_its_day_and_says_so() -> None:
    line = leaves_out(Where(rule="LA-P"), until=date(2026, 12, 1))
    assert len(decided(suppressions=(line,)).suppressed) == 1
    over = decided(as_of=date(2026, 12, 1), suppressions=(line,))
    assert over.suppressed == ()
    assert over.applied[0].unused == ("suppress rule LA-P: held until 2026-12-01 only",)


def test_a_place_that_counts_on_somebodys_word_can_be_left_out_on_anothers() -> None:
    done = decided(
        overrules=(counts(Where(id=SPELT.id)),), suppressions=(leaves_out(Where(id=SPELT.id), USER_ORIGIN),)
    )
    assert [row.finding.id for row in done.suppressed] == [SPELT.id]
    assert [(part.origin, part.overruled, part.suppressed) for part in done.applied] == [
        (PROJECT_FILE, 1, 0),
        (USER_ORIGIN, 0, 1),
    ]


def test_files_get_the_context_of_the_last_line_that_fits() -> None:
    lines = (
        ContextRule(("**",), Context.DOCS, PROJECT_FILE),
        ContextRule(("sub",), Context.TEST, USER_ORIGIN),
    )
    done = decided(contexts=lines)
    assert [row.context for row in done.scan.findings] == [Context.DOCS, Context.TEST]
    assert {row.context for row in done.scan.cleared} == {Context.DOCS}
    assert [(part.origin, part.contexts) for part in done.applied] == [(PROJECT_FILE, 1), (USER_ORIGIN, 1)]


def test_lines_that_read_a_finding_go_with_it_and_have_their_own_context() -> None:
    def use(path: str, of: str) -> Use:
        return Use(path, 3, "MODEL", LinkKind.CONSTANT, of, Context.PRODUCTION)

    scan = replace(SCAN, uses=(use("lib/a.py", MODEL.id), use("sub/b.py", PACKAGE.id)))
    done = decided(
        scan,
        suppressions=(leaves_out(Where(id=PACKAGE.id)),),
        contexts=(ContextRule(("lib",), Context.TEST, PROJECT_FILE),),
    )
    assert [(row.path, row.context) for row in done.scan.uses] == [("lib/a.py", Context.TEST)]


def test_a_line_that_fits_nothing_is_told() -> None:
    done = decided(suppressions=(leaves_out(Where(rule="LA-X", paths=("old",))),))
    assert done.applied[0].unused == ("suppress rule LA-X in old: no such place",)


def test_a_fault_is_told_with_its_origin() -> None:
    (part,) = decided(faults=((PROJECT_FILE, "unknown key x"),)).applied
    assert (part.origin, part.fault, part.suppressed) == (PROJECT_FILE, "unknown key x", 0)


def test_a_strangers_file_that_asks_too_much_is_not_used() -> None:
    many = tuple(leaves_out(Where(written=f"*{number}*")) for number in range(600))
    scan = replace(SCAN, findings=(MODEL,) * 10_000)
    done = decided(scan, suppressions=(*many, leaves_out(Where(id=MODEL.id), USER_ORIGIN)))
    assert len(done.suppressed) == 10_000  # the user's own line holds
    fault = next(part.fault for part in done.applied if part.origin == PROJECT_FILE)
    assert fault == "its globs times the places found are 6,001,200 questions; 5,000,000 are asked"


def test_the_projects_own_settings_are_no_part_of_it() -> None:
    own = replace(MODEL, path=PROJECT_FILE, id="f" * 16)
    done = decided(replace(SCAN, findings=(own, *SCAN.findings)))
    assert own not in done.scan.findings
    (skip,) = done.scan.skipped
    assert (skip.path, skip.reason) == (PROJECT_FILE, SkipReason.OWN_SETTINGS)


def test_of_a_line_for_one_place_and_a_line_for_many_the_later_holds() -> None:
    one, many = (
        leaves_out(Where(id=MODEL.id)),
        replace(leaves_out(Where(rule=MODEL.rule)), reason="all of it"),
    )
    for lines, reason in (((one, many), "all of it"), ((many, one), "a fixture")):
        (row, *_) = decided(suppressions=lines).suppressed
        assert (row.finding.id, row.reason) == (MODEL.id, reason)
