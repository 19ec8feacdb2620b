"""The window on the real use cases: child processes scan the sample project, ticks go to a data folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.api import analyse
from advisor.core.kinds import TaskState
from advisor.core.policy import Policy
from advisor.gui.pages.licences import ANSWERS
from advisor.gui.qt import Qt
from advisor.gui.session import Session
from advisor.gui.use_cases import UseCases
from advisor.gui.window import MainWindow
from tests.gui.looks import faults_at_rest, faults_of_pages

AS_OF = date(2026, 11, 24)
PATIENCE_MS = 60_000


@pytest.fixture
def real(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(tmp_path / "home"))
    window = MainWindow(UseCases(), Session(UseCases(), AS_OF))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()


def wait(qtbot: Any, window: MainWindow) -> None:
    def at_rest() -> bool:
        return window.session.assessment is not None and not window.session.busy and window.settled

    qtbot.waitUntil(at_rest, timeout=PATIENCE_MS)


def scans() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "scan"]


def test_the_sample_shows_what_the_command_line_says(qtbot: Any, real: MainWindow) -> None:
    arrived: list[str] = []
    real.session.arrived.connect(lambda batch: arrived.extend(each.id for each in batch))
    qtbot.mouseClick(real.start.sample, Qt.MouseButton.LeftButton)
    wait(qtbot, real)
    expected = analyse(real.service.sample(), as_of=AS_OF)
    assert expected.findings
    assert real.session.assessment == expected
    assert sorted(arrived) == sorted(each.id for each in expected.findings)
    assert real.report.verdict.text() == expected.summary.sentence


@pytest.mark.parametrize("size", [(1280, 800), (1000, 600)], ids=["1280x800", "1000x600"])
def test_no_word_of_the_sample_is_cut(qtbot: Any, real: MainWindow, size: tuple[int, int]) -> None:
    real.resize(*size)
    real.open_sample()
    wait(qtbot, real)
    assert faults_of_pages(real) == []


@pytest.mark.parametrize("size", [(1280, 800), (1000, 600)], ids=["1280x800", "1000x600"])
def test_no_word_of_a_licence_is_cut_in_any_view(qtbot: Any, real: MainWindow, size: tuple[int, int]) -> None:
    real.resize(*size)
    real.open_sample()
    wait(qtbot, real)
    real.show_page("licences")
    page, wrong = real.licences, []
    for key in (ANSWERS, *[row.key for row in page.rows]):
        page.show_licence(key)
        for view in page.details.views.chips.values() if key != ANSWERS else ():
            view.click()
            for row in page.details.change.rows:
                row.button.click()
            wrong += [f"{key}, {view.text()}: {fault}" for fault in faults_at_rest(page)]
        wrong += [f"{key}: {fault}" for fault in faults_at_rest(page)]
    assert wrong == []


def test_every_finding_of_the_sample_is_found_again_by_the_preview(qtbot: Any, real: MainWindow) -> None:
    real.open_sample()
    wait(qtbot, real)
    real.show_page("findings")
    seen = 0
    for finding in list(real.findings.model.rows):
        real.findings.table.select_where(finding.id)
        excerpt = real.findings.preview.code.excerpt
        if finding.line:
            assert excerpt.notice == "", finding
            if finding.cell is None:
                assert excerpt.marked_line == finding.line
            assert excerpt.cell == (finding.cell or 0)
            assert real.findings.preview.code.marked_text() == finding.written
            seen += 1
    assert seen > 20


def test_a_chosen_target_is_planned_for_and_shown(qtbot: Any, real: MainWindow) -> None:
    real.open_sample()
    wait(qtbot, real)
    real.show_page("alternatives")
    name = real.alternatives.table.current_entry().candidate.alternative.name
    qtbot.keyClick(real.alternatives.table, Qt.Key.Key_Return)
    wait(qtbot, real)
    assert real.alternatives.target.text() == f"Moves to {name}"
    assert real.session.assessment is not None
    assert any(name in task.title + task.why for task in real.session.assessment.tasks)
    real.close()
    again = MainWindow(UseCases(), Session(UseCases(), AS_OF))
    qtbot.addWidget(again)
    again.open_sample()
    wait(qtbot, again)
    assert again.alternatives.count.text().endswith(" 1 with a target")
    again.close()


def test_a_target_that_the_catalog_lacks_is_left_out_and_said(
    qtbot: Any, real: MainWindow, project: Path
) -> None:
    (project / "src" / "app.py").write_text('MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n', encoding="utf-8")
    real.service.keep_targets(project, {"some-dependency": "gone-7b"})
    real.open_folder(project)
    wait(qtbot, real)
    assert real.notice.text() == "No longer in the catalog, so no target any more: gone-7b."


def test_another_day_shows_the_world_of_that_day(qtbot: Any, real: MainWindow) -> None:
    real.open_sample()
    wait(qtbot, real)
    before = real.session.assessment
    real.session.judge_as_of(date(2026, 4, 8))
    wait(qtbot, real)
    after = real.session.assessment
    assert before is not None and after is not None
    assert {each.id for each in after.findings} == {each.id for each in before.findings}
    assert after.outlook.events[-1].on <= date(2026, 4, 8)
    assert real.header.as_of.accessibleName().startswith("Judged as of 2026-04-08.")


def test_ticks_survive_closing_and_scanning_again(qtbot: Any, real: MainWindow) -> None:
    real.open_sample()
    wait(qtbot, real)
    real.show_page("checklist")
    real.checklist.tree.setFocus()
    task = real.checklist.tree_model.everything[0].id
    real.checklist.show_task(task)
    qtbot.keyClick(real.checklist.tree, Qt.Key.Key_Space)
    qtbot.keyClicks(real.checklist.note, "agreed")
    real.close()
    again = MainWindow(UseCases(), Session(UseCases(), AS_OF))
    qtbot.addWidget(again)
    again.show()
    again.open_sample()
    wait(qtbot, again)
    kept = next(each for each in again.checklist.tree_model.everything if each.id == task)
    assert (kept.state, kept.note) == (TaskState.DONE, "agreed")
    again.close()


def test_the_last_result_of_a_real_scan_comes_back_whole_and_without_a_scan(
    qtbot: Any, real: MainWindow
) -> None:
    real.open_sample()
    wait(qtbot, real)
    before, folder = real.session.assessment, real.session.folder
    real.close()
    again = MainWindow(UseCases(), Session(UseCases(), AS_OF))
    qtbot.addWidget(again)
    again.show()
    began: list[Path] = []
    again.session.scan_began.connect(began.append)
    assert [row.recent.path for row in again.start.recents.rows] == [folder]
    qtbot.mouseClick(again.start.recents.rows[0], Qt.MouseButton.LeftButton)
    wait(qtbot, again)
    assert again.session.assessment == before
    assert began == []
    assert "not since" in again.header.state.accessibleName()
    again.close()


def test_a_cancelled_scan_keeps_what_it_found_and_leaves_nothing_behind(
    qtbot: Any, real: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "large"
    for number in range(600):
        place = folder / f"part{number % 20}"
        place.mkdir(parents=True, exist_ok=True)
        text = "\n".join(f'MODEL_{line} = "meta-llama/Llama-3.1-8B-Instruct"' for line in range(40))
        (place / f"file{number}.py").write_text(text, encoding="utf-8")
    real.open_folder(folder)
    qtbot.waitUntil(lambda: real.findings.model.total > 0, timeout=PATIENCE_MS)
    qtbot.keyClick(real, Qt.Key.Key_Escape)
    wait(qtbot, real)
    assessment = real.session.assessment
    assert assessment is not None
    assert assessment.partial
    assert 0 < len(assessment.findings) < 600 * 40
    assert real.header.state.text() == "partial"
    real.close()
    assert scans() == []


def test_an_empty_folder_is_said(qtbot: Any, real: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    real.open_folder(tmp_path / "empty")
    qtbot.waitUntil(lambda: real.header.state.text() == "not scanned", timeout=PATIENCE_MS)
    assert "is empty" in real.waiting.accessibleName()


def test_limits_and_answers_change_the_judgement_of_the_same_scan_and_are_remembered(
    qtbot: Any, real: MainWindow
) -> None:
    real.open_sample()
    wait(qtbot, real)
    before = real.session.assessment
    assert before is not None
    real.session.change_policy(Policy(licence_classes=("permissive",)))
    wait(qtbot, real)
    real.session.answer("eu", True)
    wait(qtbot, real)
    after = real.session.assessment
    assert after is not None
    ranked = [one for each in after.dependencies for one in each.candidates if one.rank]
    assert ranked
    assert all(one.alternative.licence_class == "permissive" for one in ranked)
    assert after.stats == before.stats
    assert "conflict.eu" in {each.key for each in after.conflicts}
    assert "question.eu" not in {each.key for each in after.questions}
    real.session.rescan()
    wait(qtbot, real)
    assert real.session.assessment == after
    for _ in range(2):
        real.session.history.undo()
        wait(qtbot, real)
    assert real.session.assessment == before
