"""The export: what, how much and in which format, with the text to be seen before it is saved."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from advisor.core.assessment import Assessment
from advisor.core.errors import UsageError
from advisor.gui.export_dialog import PREVIEW_LIMIT, ExportDialog
from advisor.gui.formats import form_of, formats
from tests.gui.fake import FakeService
from tests.report import example

ASSESSMENT = example.assessment(tasks=example.TASKS)


@pytest.fixture
def render(tmp_path: Path) -> Any:
    return FakeService(tmp_path).render


def dialog_of(qtbot: Any, render: Any, ids: Sequence[str] | None, what: str = "checklist") -> ExportDialog:
    dialog = ExportDialog(ASSESSMENT, ids, render, what)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.save.isEnabled)
    return dialog


def choose(qtbot: Any, dialog: ExportDialog, button: Any) -> None:
    button.setChecked(True)
    qtbot.waitUntil(dialog.save.isEnabled)


def choose_format(qtbot: Any, dialog: ExportDialog, word: str) -> None:
    dialog.choose_format(word)
    qtbot.waitUntil(dialog.save.isEnabled)


def test_the_checklist_comes_as_markdown_with_a_preview(qtbot: Any, render: Any) -> None:
    dialog = dialog_of(qtbot, render, None)
    assert dialog.text == render(ASSESSMENT, "checklist", "markdown")
    assert (
        dialog.preview.toPlainText() == dialog.text.rstrip("\n")
        or dialog.preview.toPlainText() == dialog.text
    )
    assert dialog.file_name() == "shop-checklist.md"


def test_json_is_one_click_away(qtbot: Any, render: Any) -> None:
    dialog = dialog_of(qtbot, render, None)
    choose_format(qtbot, dialog, "json")
    assert len(json.loads(dialog.text)["tasks"]) == 3
    assert dialog.file_name() == "shop-checklist.json"


def test_a_filter_in_force_is_what_is_offered_first(qtbot: Any, render: Any) -> None:
    dialog = dialog_of(qtbot, render, ("t1",))
    assert dialog.scope["filter"].isChecked()
    assert "Replace llama-3.3-70b-versatile" not in dialog.text
    choose(qtbot, dialog, dialog.scope["all"])
    assert "Replace llama-3.3-70b-versatile" in dialog.text


def test_the_whole_report_knows_no_filter_of_tasks(qtbot: Any, render: Any) -> None:
    dialog = dialog_of(qtbot, render, ("t1",))
    choose(qtbot, dialog, dialog.what["report"])
    assert not dialog.scope["filter"].isEnabled()
    assert dialog.text == render(ASSESSMENT, "report", "markdown")


def test_a_long_text_is_saved_whole_though_the_preview_is_cut(qtbot: Any) -> None:
    def endless(assessment: Assessment, what: str, form: str) -> str:
        return "x" * (PREVIEW_LIMIT + 1000)

    dialog = dialog_of(qtbot, endless, None)
    assert len(dialog.text) == PREVIEW_LIMIT + 1000
    assert len(dialog.preview.toPlainText()) == PREVIEW_LIMIT
    assert "the preview is cut, the file is not" in dialog.told.text()


def test_a_text_that_cannot_be_made_is_said_and_nothing_can_be_saved(qtbot: Any) -> None:
    def broken(assessment: Assessment, what: str, form: str) -> str:
        raise UsageError("This format cannot hold it.")

    dialog = ExportDialog(ASSESSMENT, None, broken)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.told.text() == "This format cannot hold it.")
    assert not dialog.save.isEnabled()


@pytest.mark.parametrize(
    ("name", "suggested"), [("../../etc", "etc-checklist.md"), ("a/b c", "a-b-c-checklist.md")]
)
def test_the_suggested_name_stays_in_its_folder(qtbot: Any, render: Any, name: str, suggested: str) -> None:
    dialog = ExportDialog(example.assessment(project=name), None, render)
    qtbot.addWidget(dialog)
    assert "/" not in dialog.file_name()
    assert dialog.file_name().endswith(suggested)
    dialog.reject()


@pytest.mark.parametrize(
    ("word", "name", "ending"),
    [
        ("sarif", "SARIF 2.1.0", "shop-report.sarif"),
        ("junit", "JUnit", "shop-report.xml"),
        ("qtcreator", "Qt Creator tasks", "shop-report.tasks"),
        ("cyclonedx-1.7", "CycloneDX 1.7", "shop-report.cdx.json"),
        ("csv", "CSV", "shop-report.csv"),
        ("github-summary", "GitHub step summary", "shop-report.md"),
    ],
)
def test_formats_for_programs_have_plain_names_and_endings(
    qtbot: Any, render: Any, word: str, name: str, ending: str
) -> None:
    dialog = dialog_of(qtbot, render, None, "report")
    choose_format(qtbot, dialog, word)
    assert dialog.format.currentText() == name
    assert dialog.file_name() == ending
    assert dialog.text == render(ASSESSMENT, "report", word)


def test_every_format_of_the_command_line_has_a_name_of_its_own() -> None:
    for what in ("report", "checklist"):
        names = [form_of(word).name for word in formats(what)]
        assert len(set(names)) == len(names)
        assert all(name not in formats(what) for name in names)


def test_the_checklist_offers_its_own_formats_and_keeps_a_shared_one(qtbot: Any, render: Any) -> None:
    dialog = dialog_of(qtbot, render, None, "report")
    choose_format(qtbot, dialog, "csv")
    choose(qtbot, dialog, dialog.what["checklist"])
    assert dialog.format.currentData() == "csv"
    assert dialog.format.findData("sarif") < 0
    assert dialog.text == render(ASSESSMENT, "checklist", "csv")


def test_a_format_that_no_preview_can_show_is_saved_all_the_same(qtbot: Any, render: Any) -> None:
    dialog = dialog_of(qtbot, render, None, "report")
    choose_format(qtbot, dialog, "pdf")
    assert dialog.content == b"%PDF-1.7"
    assert dialog.preview.toPlainText() == ""
    assert "8 bytes" in dialog.told.text()
