"""Ticks: kept for a project, taken back from a file, and refused when the file is none of ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.app import checklist, export
from advisor.app.analyse import Choices, analyse
from advisor.core.assessment import Assessment, Tick
from advisor.core.errors import UsageError
from advisor.core.kinds import TaskState

TAKEN_BACK = (export.ChecklistFormat.MARKDOWN, export.ChecklistFormat.JSON)
"""The formats whose ticks can be taken back; CSV is for spreadsheets."""


@pytest.fixture
def assessment(tmp_path: Path) -> Assessment:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "chat.py").write_text('MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n')
    return analyse(folder, Choices(as_of=date(2026, 11, 24)))


def test_a_tick_is_kept_and_comes_back_with_its_note(assessment: Assessment, tmp_path: Path) -> None:
    task = assessment.tasks[0]
    checklist.keep(tmp_path / "shop", task.id, Tick(TaskState.DONE, "seen"), data=tmp_path / "data")
    again = checklist.ticked(assessment, tmp_path / "shop", data=tmp_path / "data")
    assert (again.assessment.tasks[0].state, again.assessment.tasks[0].note) == (TaskState.DONE, "seen")
    assert {row.state for row in again.assessment.tasks[1:]} == {TaskState.OPEN}
    assert again.messages == ()


def test_a_second_tick_leaves_the_first(assessment: Assessment, tmp_path: Path) -> None:
    for task in assessment.tasks[:2]:
        checklist.keep(tmp_path / "shop", task.id, Tick(TaskState.DONE, ""), data=tmp_path / "data")
    again = checklist.ticked(assessment, tmp_path / "shop", data=tmp_path / "data").assessment
    assert [row.state for row in again.tasks[:3]] == [TaskState.DONE, TaskState.DONE, TaskState.OPEN]


@pytest.mark.parametrize("form", TAKEN_BACK)
def test_what_was_exported_is_imported(
    assessment: Assessment, tmp_path: Path, form: export.ChecklistFormat
) -> None:
    source = tmp_path / f"list.{form}"
    source.write_text(export.checklist(assessment, form).replace("[ ]", "[x]").replace('"open"', '"done"'))
    taken = checklist.import_ticks(assessment, tmp_path / "shop", source, data=tmp_path / "data")
    assert {row.state for row in taken.assessment.tasks} == {TaskState.DONE}
    assert checklist.ticked(assessment, tmp_path / "shop", data=tmp_path / "data") == taken


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no list", "holds no task"),
        (b"", "holds no task"),
        (b'{"tasks": 7}', "list"),
        (b"{", "list"),
        (b"[" * 100_000, "list"),
        (b"\xff\xfe\x00", "holds no task"),
    ],
)
def test_a_file_that_is_no_checklist_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "list.md").write_bytes(content)
    with pytest.raises(UsageError, match=words):
        checklist.read_ticks(tmp_path / "list.md")


def test_a_giant_is_no_checklist(tmp_path: Path) -> None:
    with (tmp_path / "list.md").open("wb") as file:
        file.truncate(65 << 20)
    with pytest.raises(UsageError, match="larger than 64 MiB"):
        checklist.read_ticks(tmp_path / "list.md")


def test_ticks_that_cannot_be_kept_still_count_and_that_is_said(
    assessment: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    (tmp_path / "list.md").write_text(
        export.checklist(assessment, export.ChecklistFormat.MARKDOWN).replace("[ ]", "[x]")
    )
    taken = checklist.import_ticks(
        assessment, tmp_path / "shop", tmp_path / "list.md", data=tmp_path / "data"
    )
    assert {row.state for row in taken.assessment.tasks} == {TaskState.DONE}
    assert any("could not be kept" in message for message in taken.messages)


def _of(folder: Path, model: str) -> Assessment:
    folder.mkdir(parents=True)
    (folder / "chat.py").write_text(f'MODEL = "{model}"\n')
    return analyse(folder, Choices(as_of=date(2026, 11, 24)))


@pytest.mark.parametrize("form", TAKEN_BACK)
def test_the_checklist_of_another_project_is_refused_and_leaves_no_tick(
    assessment: Assessment, tmp_path: Path, form: export.ChecklistFormat
) -> None:
    other = _of(tmp_path / "a --> b +1", "meta-llama/Llama-3.3-70B-Instruct")
    source = tmp_path / f"list.{form}"
    source.write_text(export.checklist(other, form).replace("[ ]", "[x]").replace('"open"', '"done"'))
    with pytest.raises(UsageError, match=r"the project a --> b \+1; this project is shop"):
        checklist.import_ticks(assessment, tmp_path / "shop", source, data=tmp_path / "data")
    kept = checklist.ticked(assessment, tmp_path / "shop", data=tmp_path / "data").assessment
    assert {row.state for row in kept.tasks} == {TaskState.OPEN}


@pytest.mark.parametrize("place", ["elsewhere/shop", "renamed"])
@pytest.mark.parametrize("form", TAKEN_BACK)
def test_a_project_that_moved_or_was_renamed_takes_its_own_checklist(
    assessment: Assessment, tmp_path: Path, form: export.ChecklistFormat, place: str
) -> None:
    source = tmp_path / f"list.{form}"
    source.write_text(export.checklist(assessment, form).replace("[ ]", "[x]").replace('"open"', '"done"'))
    moved = _of(tmp_path / place, "meta-llama/Llama-3.1-8B-Instruct")
    taken = checklist.import_ticks(moved, tmp_path / place, source, data=tmp_path / "data")
    assert {row.state for row in taken.assessment.tasks} == {TaskState.DONE}


def test_a_checklist_tells_nobody_where_its_project_lies(assessment: Assessment, tmp_path: Path) -> None:
    for form in (form for form in export.ChecklistFormat if form.is_text):
        assert str(tmp_path) not in export.checklist(assessment, form)


@pytest.mark.parametrize("form", ["html", "csv", "csv-excel"])
def test_a_checklist_for_reading_is_refused_as_such(
    assessment: Assessment, tmp_path: Path, form: str
) -> None:
    source = tmp_path / "list"
    source.write_text(
        export.checklist(assessment, export.ChecklistFormat(form)), encoding="utf-8", newline=""
    )
    with pytest.raises(UsageError, match="holds no task of a checklist of ours"):
        checklist.read_ticks(source)


def test_a_checklist_of_a_newer_version_is_refused_and_leaves_no_tick(
    assessment: Assessment, tmp_path: Path
) -> None:
    source = tmp_path / "list.json"
    text = export.checklist(assessment, export.ChecklistFormat.JSON).replace('"open"', '"done"')
    source.write_text(text.replace('"format_version": 1', '"format_version": 2', 1))
    with pytest.raises(UsageError, match="format version 2; this program reads version 1"):
        checklist.import_ticks(assessment, tmp_path / "shop", source, data=tmp_path / "data")
    kept = checklist.ticked(assessment, tmp_path / "shop", data=tmp_path / "data").assessment
    assert {row.state for row in kept.tasks} == {TaskState.OPEN}
