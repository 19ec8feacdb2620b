"""The report as a PDF: its text can be selected, its contents page leads to the pages it names."""

from __future__ import annotations

import errno
import io
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination
from pytestqt.qtbot import QtBot

from advisor.core.assessment import Assessment
from tests.report.example import assessment, finding, hostile

EXAMPLE = Path(__file__).parents[2] / "resources" / "sample-project"


def read(subject: Assessment, *, include_cleared: bool = False) -> PdfReader:
    from advisor.gui.pdf import pdf

    return PdfReader(io.BytesIO(pdf(subject, include_cleared=include_cleared)), strict=True)


def words(*pages: PageObject) -> str:
    """All text of the pages, ligatures undone and broken lines joined."""
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").split())


def outline(reader: PdfReader) -> list[tuple[str, int]]:
    """The parts of the report as the outline has them, each with its page, counted from 0."""
    parts = [one for one in reader.outline if isinstance(one, Destination)]
    return [(str(one.title), reader.get_destination_page_number(one) or 0) for one in parts]


def test_what_the_report_says_can_be_selected(qtbot: QtBot) -> None:
    subject = assessment()
    text = words(*read(subject).pages)
    assert subject.summary.sentence in text
    for dependency in subject.dependencies:
        assert dependency.title in text
    assert "not legal advice" in text


def test_every_page_has_its_number_and_the_count(qtbot: QtBot) -> None:
    reader = read(assessment())
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} of {len(reader.pages)}" in words(page)


def test_the_contents_page_leads_to_the_pages_it_names(qtbot: QtBot) -> None:
    reader = read(assessment())
    parts = outline(reader)
    assert len(reader.pages[0].annotations or ()) == len(parts) > 3
    for title, page in parts:
        assert f"{title} {page + 1}" in words(reader.pages[0])
        # The reader makes spaces of kerning, so letters are compared.
        assert title.replace(" ", "") in words(reader.pages[page]).replace(" ", "")


def test_the_dependencies_stand_below_their_part_in_the_outline(qtbot: QtBot) -> None:
    nested = [one for one in read(assessment()).outline if isinstance(one, list)]
    titles = [str(item.title) for part in nested for item in part if isinstance(item, Destination)]
    assert any(assessment().dependencies[0].title in title for title in titles)


def test_the_document_names_itself_and_holds_no_script(qtbot: QtBot) -> None:
    reader = read(assessment())
    assert reader.metadata is not None
    assert reader.metadata.title == f"Llama in {assessment().project}"
    assert not {"/OpenAction", "/AA"} & set(reader.root_object)
    assert b"/JavaScript" not in b"".join(str(one).encode() for one in reader.root_object.values())


def test_text_of_the_project_is_shown_and_nothing_else(qtbot: QtBot) -> None:
    poison = finding(written="<img src='file:///etc/passwd'><b>bold</b> =1+1", path="a&b.py")
    text = words(*read(replace(assessment(), findings=(poison,))).pages)
    assert "<imgsrc='file:///etc/passwd'><b>bold</b>" in text.replace(" ", "")  # it may stand in two lines


def test_a_hostile_project_gives_a_readable_file(qtbot: QtBot) -> None:
    assert len(read(hostile(), include_cleared=True).pages) > 2


def test_the_window_keeps_its_look(qtbot: QtBot) -> None:
    from advisor.gui.theme import DARK, THEME

    before = THEME.scheme
    THEME.scheme = DARK
    try:
        read(assessment())
        assert THEME.scheme is DARK
    finally:
        THEME.scheme = before


def test_the_command_line_writes_it_to_a_file(qtbot: QtBot, tmp_path: Path) -> None:
    from advisor.cli.main import main

    target = tmp_path / "report.pdf"
    arguments = ["scan", str(EXAMPLE), "--as-of", "2026-11-24", "--format", "pdf"]
    assert main([*arguments, "--output", str(target)]) == 0
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_full_disk_leaves_the_old_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from advisor.cli.main import main

    target = tmp_path / "report.pdf"
    target.write_text("old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    arguments = ["scan", str(EXAMPLE), "--as-of", "2026-11-24", "--format", "pdf"]
    assert main([*arguments, "--output", str(target)]) == 2
    assert "No space left on device. The old file, if any, is as it was." in capsys.readouterr().err
    assert target.read_text() == "old"


def test_without_a_window_a_pdf_is_refused_before_the_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from advisor.cli.main import main

    monkeypatch.setitem(sys.modules, "advisor.gui.qtguard", None)
    arguments = ["scan", str(tmp_path / "nowhere"), "--format", "pdf", "--output", str(tmp_path / "r.pdf")]
    assert main(arguments) == 2
    assert "This program cannot make a PDF: it has no window in it. --format html" in capsys.readouterr().err


def test_the_checklist_has_a_task_for_every_box_and_its_own_title(qtbot: QtBot) -> None:
    from advisor.gui.pdf import checklist_pdf

    reader = PdfReader(io.BytesIO(checklist_pdf(assessment())), strict=True)
    text = words(*reader.pages)
    assert reader.metadata is not None
    assert reader.metadata.title == f"Leaving Llama: checklist for {assessment().project}"
    for task in assessment().tasks:
        assert task.title.replace(" ", "") in text.replace(" ", "")
    assert "not legal advice" in text


@pytest.mark.parametrize("output", [[], ["--output", "-"]])
def test_a_pdf_is_not_written_to_a_screen(output: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from advisor.cli.main import main

    assert main(["scan", str(EXAMPLE), "--format", "pdf", *output]) == 2
    assert "--output" in capsys.readouterr().err
