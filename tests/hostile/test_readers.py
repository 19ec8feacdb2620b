"""Whatever stands in a file, reading it ends: in text with an editor's lines, in rows, or in a refusal."""

from __future__ import annotations

import json
import os
import re
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.app import checklist
from advisor.app.export import ChecklistFormat, ReportFormat, report
from advisor.app.export import checklist as checklist_text
from advisor.catalog.signed import open_release
from advisor.core.errors import AdvisorError, UsageError
from advisor.core.kinds import TaskState
from advisor.report import checklist_json, checklist_markdown
from advisor.report.clean import masked, plain, private_keys_masked, tokens_masked, visible
from advisor.scan.branch import branch_of
from advisor.scan.detect.headers import read_header
from advisor.scan.detect.notebook import NotebookError, read_cells
from advisor.scan.document import Document
from advisor.scan.ignore import IgnoreFile
from advisor.scan.read import char_offsets, decode, guess_encoding, mark_length
from advisor.scan.windows import windows
from tests.detect.look import inspect, rows
from tests.fuzz.target import NAMES, one
from tests.hostile.tree import gguf, gguf_text
from tests.report.example import assessment

LINES = {
    "LF": ("a\nb\nX", 3),
    "CRLF": ("a\r\nb\r\nX", 3),
    "CR": ("a\rb\rX", 3),
    "mixed": ("a\r\nb\rc\nX", 4),
    "LF CR": ("a\n\rX", 3),
    "CR CR LF": ("a\r\r\nX", 3),
    "form feed": ("a\f\fX", 1),
    "vertical tab": ("a\vX", 1),
    "file separators": ("a\x1c\x1d\x1eX", 1),
    "next line": ("a\x85X", 1),
    "line separator": ("a\u2028X", 1),
    "paragraph separator": ("a\u2029X", 1),
    "ends alone": ("\n\r\n\rX", 4),
}
"""What an editor counts as a line: LF, CRLF and CR end one, nothing else of Unicode does."""


@pytest.mark.hazard("3.6")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("name", LINES)
def test_lines_are_numbered_as_an_editor_does(name: str, encoding: str) -> None:
    text, line = LINES[name]
    mark = "\ufeff" if encoding.endswith("-be") else ""
    decoded = decode((mark + text).encode(encoding)).text
    assert decoded == text
    assert Document("x", decoded).position(text.index("X"))[0] == line


@pytest.mark.hazard("3.6")
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_become_text(data: bytes) -> None:
    decoded = decode(data)
    assert not decoded.text.startswith("\ufeff\ufeff") or data.count(b"\xef\xbb\xbf") > 1 or len(data) < 12
    assert guess_encoding(data)
    assert len(decoded.text) <= len(data) + 1


PARTS = ["\n", "\r", "\r\n", "a", "é", "\U0001f999", "\f", "\u2028", "\x85"]
ENDS = st.lists(st.sampled_from(PARTS), max_size=60)


@pytest.mark.hazard("3.6")
@given(text=ENDS.map("".join))
def test_every_offset_has_the_line_and_column_of_the_text_before_it(text: str) -> None:
    document = Document("x", text)
    for offset in range(len(text) + 1):
        before = text[:offset]
        if before.endswith("\r") and text[offset : offset + 1] == "\n":
            continue  # between the halves of a line end no finding begins
        parts = re.split(r"\r\n|\n|\r", before)
        assert document.position(offset) == (len(parts), len(parts[-1]) + 1)


@pytest.mark.hazard("2.7", "3.6")
@given(
    text=ENDS.map("".join),
    encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-32-be"]),
    piece=st.integers(1, 9),
    overlap=st.integers(1, 6),
)
def test_windows_own_every_place_once_with_the_lines_of_the_whole(
    text: str, encoding: str, piece: int, overlap: int
) -> None:
    data = text.encode(encoding)
    feed = iter([data[at : at + piece] for at in range(0, len(data), piece)])
    whole, owned = Document("x", text), ""
    for window in windows("x", lambda: next(feed, b""), encoding, overlap):
        own = window.document.text[window.own_from : window.own_to]
        is_split = owned.endswith("\r") and own.startswith("\n")
        if own and not is_split:
            assert window.document.position(window.own_from) == whole.position(len(owned))
        owned += own
    assert owned == text


@pytest.mark.hazard("3.6")
@given(head=st.text(max_size=30), tail=st.text(max_size=30), mark=st.booleans())
def test_a_place_in_bytes_is_the_same_place_in_text(head: str, tail: str, mark: bool) -> None:
    text = head.replace("\ufeff", "").encode("utf-8", "replace").decode() + "llama" + tail
    data = (b"\xef\xbb\xbf" if mark else b"") + text.encode("utf-8", "replace")
    (offset,) = char_offsets(data, [data.index(b"llama")], "utf-8", mark_length(data, "utf-8"))
    assert decode(data).text[offset : offset + 5] == "llama"


@pytest.mark.hazard("6.3")
@given(head=st.binary(max_size=300), kind=st.sampled_from([b"", b"GGUF\3\0\0\0", b"\x40\0\0\0\0\0\0\0{"]))
def test_any_head_of_a_weights_file_is_read_as_far_as_it_goes(head: bytes, kind: bytes) -> None:
    header = read_header(kind + head)
    assert header is None or all(len(value) <= 4096 for value in header.values.values())


NUMBERS = st.integers(0, (1 << 64) - 1) | st.integers(0, 40)
ENTRY = st.builds(
    lambda key, length, kind, inner, count, rest: (
        gguf_text(key, length) + struct.pack("<IIQ", kind, inner, count) + rest
    ),
    st.binary(max_size=12),
    st.none() | NUMBERS,
    st.integers(0, 14),
    st.integers(0, 14),
    NUMBERS,
    st.binary(max_size=40),
)


@pytest.mark.hazard("6.3")
@given(entries=st.lists(ENTRY, max_size=6).map(b"".join), count=NUMBERS, tensors=NUMBERS)
def test_lengths_and_counts_that_lie_cost_nothing(entries: bytes, count: int, tensors: int) -> None:
    header = read_header(gguf(entries, count, tensors))
    assert header is not None and header.tensors == tensors
    assert sum(len(key) + len(value) for key, value in header.values.items()) <= len(entries)


PIECES = st.sampled_from([*'{}[],:"1x\\\n', '"cells"', '"source"', '"cell_type"', '"code"', "\\ud800"])
GLOBS = st.sampled_from([*"*?[]!\\/ab-^.#\n ", "**/", "[[:alpha:]]"])


@pytest.mark.hazard("2.2", "6.3")
@given(text=st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80))
def test_any_text_is_a_notebook_or_is_refused_as_one(text: str) -> None:
    try:
        cells = read_cells(text)
    except NotebookError as error:
        assert str(error)
    else:
        assert all(start <= len(text) for cell in cells for start in cell.file_starts)


@pytest.mark.hazard("2.6", "3.3", "6.4")
@given(text=st.lists(GLOBS, max_size=60).map("".join), path=st.text("ab/.-", min_size=1, max_size=20))
def test_any_ignore_file_decides_or_says_nothing(text: str, path: str) -> None:
    assert IgnoreFile("", text, 50).decide(path.rpartition("/")[2], path) in (True, False, None)


@pytest.mark.hazard("1.1", "6.1")
@given(head=st.binary(max_size=9) | st.text(max_size=40).map(lambda name: f"ref: refs/heads/{name}".encode()))
def test_any_head_of_a_repository_names_a_branch_or_none(
    head: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "branch"
    (folder / ".git").mkdir(parents=True, exist_ok=True)
    (folder / ".git" / "HEAD").write_bytes(head)
    branch = branch_of(str(folder), 4096)
    assert branch is None or (branch and not set(branch) & set(map(chr, range(0x21))))


WORDS = st.sampled_from(
    [
        *"\"'\n\r({[]})%",
        *("llama", "meta-llama/Llama-3.1-8B", "[INST]", "LLAMA_API_KEY"),
        *(" = ", ": ", "# ", "import ", "${", "- ", "<!--", "```", "\\u0000", "\ud800", "\x00", "é"),
    ]
)


@pytest.mark.hazard("2.1", "2.2", "2.4", "2.5")
@settings(max_examples=300)
@given(
    kind=st.integers(0, len(NAMES) - 1),
    data=st.binary(max_size=200)
    | st.lists(WORDS, max_size=40).map(lambda words: "".join(words).encode("utf-8", "surrogatepass")),
)
def test_any_file_of_any_kind_is_read_to_its_rows(kind: int, data: bytes) -> None:
    one(bytes([kind]) + data)


ANY_TEXT = st.text(st.characters(), max_size=80)


@pytest.mark.hazard("4.3", "4.7")
@given(text=ANY_TEXT)
def test_what_is_shown_can_be_seen_and_is_shown_the_same_twice(text: str) -> None:
    shown = plain(text)
    assert plain(shown) == shown or masked(shown) != shown
    assert visible(visible(text)) == visible(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert tokens_masked(tokens_masked(text)) == tokens_masked(text)
    assert private_keys_masked(text).count("\n") == text.count("\n")


def poisoned(text: str):  # type: ignore[no-untyped-def]
    """The hand-made assessment with one text wherever a repository or a person may write."""
    from dataclasses import replace

    base = assessment()
    findings = tuple(replace(row, path=f"p/{text}", written=text) for row in base.findings)
    tasks = tuple(replace(task, note=text, title=text or "x") for task in base.tasks)
    skipped = tuple(replace(row, path=text, detail=text) for row in base.skipped)
    return replace(base, project=text, branch=text, findings=findings, tasks=tasks, skipped=skipped)


@pytest.mark.hazard("3.7", "4.3", "4.6")
@settings(max_examples=40)
@given(text=ANY_TEXT, form=st.sampled_from([form for form in ReportFormat if form.is_text]))
def test_any_name_and_any_text_survive_every_report(text: str, form: ReportFormat) -> None:
    made = report(poisoned(text), form, include_cleared=True)
    made.encode("utf-8")
    if form is ReportFormat.JSON:
        assert len(json.loads(made)["findings"]) == len(assessment().findings)
    elif form.value in ("text", "markdown"):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", made)


@pytest.mark.hazard("4.6")
@settings(max_examples=60)
@given(text=ANY_TEXT, states=st.lists(st.sampled_from(list(TaskState)), min_size=3, max_size=3))
def test_a_checklist_comes_back_as_it_went(text: str, states: list[TaskState]) -> None:
    from dataclasses import replace

    base = poisoned(text)
    tasks = tuple(replace(task, state=state) for task, state in zip(base.tasks, states, strict=True))
    there = replace(base, tasks=tasks)
    expected = {task.id: task.state for task in tasks}
    as_markdown = checklist_text(there, ChecklistFormat.MARKDOWN)
    as_json = checklist_text(there, ChecklistFormat.JSON)
    assert {key: tick.state for key, tick in checklist_markdown.read_ticks(as_markdown).items()} == expected
    assert {key: tick.state for key, tick in checklist_json.read_ticks(as_json).items()} == expected


BOXES = ["- [x] a <!-- llama-advisor-task: t1 -->", "\n", "\r", '{"tasks": [', "]}", "{", "]", "x"]


@pytest.mark.hazard("4.6", "5.4")
@given(
    data=st.binary(max_size=200)
    | st.lists(st.sampled_from(BOXES), max_size=20).map(lambda parts: "".join(parts).encode())
)
def test_any_file_is_a_checklist_or_is_refused(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "checklist.md"
    path.write_bytes(data)
    try:
        ticks = checklist.read_ticks(path)
    except UsageError as error:
        assert str(error)
    else:
        assert all(tick.state in list(TaskState) for tick in ticks.values())
        checklist.read_owner(path)


@pytest.mark.hazard("5.1", "5.2")
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_no_release_of_the_catalog(data: bytes) -> None:
    with pytest.raises(AdvisorError):
        open_release(data, [bytes(32)])


@pytest.mark.hazard("2.8")
def test_a_flood_of_candidates_is_judged_up_to_its_limit_and_that_is_said() -> None:
    found = rows("x = 'llama'\n" * 2, "a.py")
    assert found.affordable("llama llama", [0, 6]) == [0, 6]
    limit = found._budgets.hits_per_file
    text = "llama " * (limit + 10)
    kept = found.affordable(text, [index * 6 for index in range(limit + 10)])
    assert limit - 10 < len(kept) <= limit
    assert found.full
    found.close()
    assert "30,000 places that look like Llama" in found.skips[-1].detail


@pytest.mark.hazard("2.8")
def test_hits_within_one_word_count_as_one() -> None:
    text = "llama-" * 200_000 + '\nMODEL = "meta-llama/Llama-3.1-8B-Instruct"\n'
    assert "llama-3.1-8b-instruct" in {draft.model for draft in inspect(text, "a.md").drafts}
    found = rows("", "a.md")
    hits = [match.start() for match in re.finditer("llama", text, re.IGNORECASE)]
    assert len(found.affordable(text, hits)) == len(hits)


@pytest.mark.hazard("3.3")
def test_a_pruned_folder_of_nothing_but_folders_is_not_counted_for_ever(tmp_path: Path) -> None:
    from advisor.scan.discover import _count_files

    for number in range(60):
        os.makedirs(tmp_path / "node_modules" / str(number) / "a")  # noqa: PTH103 - many, quickly
    assert _count_files(str(tmp_path / "node_modules"), 50) == (0, True)
    assert _count_files(str(tmp_path / "node_modules"), 500) == (0, False)
