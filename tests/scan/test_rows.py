"""From what detectors saw to rows: places, ids that survive edits elsewhere, repeats, limits."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from advisor.core.findings import Finding, Skip
from advisor.core.kinds import Confidence, Context, Kind, SkipReason
from advisor.scan.budgets import BUDGETS, Budgets
from advisor.scan.document import Document
from advisor.scan.inspection import ClearedDraft, Draft, HintDraft, Inspection
from advisor.scan.rows import FileRows
from advisor.scan.windows import Window


def draft(text: str, word: str, at: int = 0, **more: object) -> Draft:
    start = text.index(word, at)
    values = {"kind": Kind.MODEL, "written": word, "rule": "LA-MODEL-001", "why": "", "model": word} | more
    return Draft(start, start + len(word), **values)  # type: ignore[arg-type]


def rows(text: str, *drafts: Draft, path: str = "a.py", budgets: Budgets = BUDGETS) -> FileRows:
    collected = FileRows(path, Context.PRODUCTION, budgets)
    collected.add(Document(path, text), Inspection(list(drafts)))
    collected.close()
    return collected


def only(text: str, word: str = "llama-3", **more: object) -> Finding:
    (finding,) = rows(text, draft(text, word, **more)).findings
    return finding


def test_a_place_is_line_and_columns_with_the_end_exclusive() -> None:
    finding = only("first\n  é llama-3 x")
    assert (finding.line, finding.column, finding.end_column) == (2, 5, 12)


def test_the_whole_file_is_line_zero() -> None:
    finding = rows("text", Draft(-1, -1, Kind.ARTIFACT, "a.gguf", "LA-FILE-001", "")).findings[0]
    assert (finding.line, finding.column, finding.end_column) == (0, 0, 0)


def test_a_place_over_several_lines_ends_with_its_first() -> None:
    finding = only("x = llama\n-3", "llama\n-3", model="llama-3")
    assert (finding.line, finding.column, finding.end_column) == (1, 5, 10)


def test_an_id_survives_edits_elsewhere_and_new_blanks_in_its_line() -> None:
    before = only("model = 'llama-3'\n")
    after = only("import os\n\n\nmodel   =  'llama-3'\nmore = 1\n")
    assert before.id == after.id
    assert len(before.id) == 16


def test_an_id_tells_path_kind_name_and_line_apart() -> None:
    text = "model = 'llama-3'"
    ids = {
        only(text).id,
        rows(text, draft(text, "llama-3"), path="b.py").findings[0].id,
        only(text, kind=Kind.DERIVATIVE).id,
        only(text, model="llama-3-8b").id,
        only("other = 'llama-3'").id,
    }
    assert len(ids) == 5


def test_equal_lines_have_ids_of_their_own_in_order() -> None:
    text = "m = 'llama-3'\nm = 'llama-3'\n"
    first, second = rows(text, draft(text, "llama-3"), draft(text, "llama-3", at=10)).findings
    assert first.id != second.id
    assert first.id == only("m = 'llama-3'\n").id


def test_the_same_model_twice_on_a_line_is_one_finding_the_surest() -> None:
    text = "llama-3 llama-3"
    found = rows(
        text, draft(text, "llama-3", confidence=Confidence.LOW), draft(text, "llama-3", at=3)
    ).findings
    assert [(row.column, row.confidence) for row in found] == [(9, Confidence.HIGH)]


def test_two_models_or_two_kinds_on_a_line_are_two_findings() -> None:
    text = "llama-3 llama-4"
    found = rows(
        text, draft(text, "llama-3"), draft(text, "llama-4"), draft(text, "llama-3", kind=Kind.ARTIFACT)
    ).findings
    assert [(row.kind, row.model) for row in found] == [
        (Kind.ARTIFACT, "llama-3"),
        (Kind.MODEL, "llama-3"),
        (Kind.MODEL, "llama-4"),
    ]


def test_two_packages_on_a_line_are_two_findings_though_neither_names_a_model() -> None:
    text = "llama-stack llama-models"
    found = rows(
        text,
        draft(text, "llama-stack", kind=Kind.PACKAGE, model=None),
        draft(text, "llama-models", kind=Kind.PACKAGE, model=None),
    ).findings
    assert [row.written for row in found] == ["llama-stack", "llama-models"]


def test_an_id_on_an_endless_line_holds_when_far_parts_of_it_change() -> None:
    near = "a" * 300
    before = only("x" * 900 + near + "llama-3" + near)
    after = only("y" * 700 + near + "llama-3" + near + "z" * 50)
    assert before.id == after.id


def test_findings_beyond_the_limit_are_dropped_and_that_is_a_row() -> None:
    text = "llama-1\nllama-2\nllama-3\n"
    collected = rows(
        text,
        *(draft(text, word) for word in text.split()),
        budgets=replace(BUDGETS, findings_per_file=2),
    )
    assert [row.model for row in collected.findings] == ["llama-1", "llama-2"]
    assert collected.full
    assert collected.skips == [Skip("a.py", SkipReason.FINDINGS_CAP, "only the first 2 findings were kept")]


def test_cleared_places_and_hints_have_limits_too() -> None:
    text = "llama.cpp\nllama.cpp\n"
    collected = FileRows("a.py", Context.DOCS, replace(BUDGETS, cleared_per_file=1, hints_per_file=1))
    seen = Inspection(
        cleared=[
            ClearedDraft(0, 9, "llama.cpp", "LA-CLEAR-1", ""),
            ClearedDraft(10, 19, "llama.cpp", "LA-CLEAR-1", ""),
        ],
        hints=[HintDraft(0, "context", "1", "x"), HintDraft(10, "context", "2", "x")],
    )
    collected.add(Document("a.py", text), seen)
    collected.close()
    assert [(row.line, row.context) for row in collected.cleared] == [(1, Context.DOCS)]
    assert [hint.value for hint in collected.hints] == ["1"]
    assert [row.detail for row in collected.skips] == [
        "only the first 1 cleared places were kept",
        "only the first 1 hints on needs were kept",
    ]


def test_a_long_quote_is_cut_and_shows_it() -> None:
    long = "llama" + "x" * 400
    finding = only(long, long, model="m")
    assert len(finding.written) == BUDGETS.written_chars
    assert finding.written.endswith("…")


def test_a_window_reports_only_what_begins_in_its_own_part() -> None:
    text = "llama-1 llama-2 llama-3"
    collected = FileRows("a.py", Context.PRODUCTION, BUDGETS)
    document = Document("a.py", text, first_line=5, complete=False)
    seen = Inspection([draft(text, word) for word in text.split()])
    collected.add(document, seen, Window(document, 8, 16))
    assert [(row.model, row.line) for row in collected.findings] == [("llama-2", 5)]


@given(st.lists(st.sampled_from(["llama-3", "llama-4", "x"]), max_size=12), st.randoms())
def test_rows_do_not_depend_on_the_order_of_what_was_seen(words: list[str], random: object) -> None:
    text = "\n".join(words)
    drafts = [
        Draft(start, start + 7, Kind.MODEL, word, "LA-MODEL-001", "", model=word)
        for start, word in _places(words)
        if word != "x"
    ]
    shuffled = list(drafts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rows(text, *drafts).findings == rows(text, *shuffled).findings


def _places(words: list[str]) -> list[tuple[int, str]]:
    places, at = [], 0
    for word in words:
        places.append((at, word))
        at += len(word) + 1
    return places
