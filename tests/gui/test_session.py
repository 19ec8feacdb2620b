"""One project at a time: live findings, stopping, judging again, ticks, and what happens when things fail."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from advisor.core.assessment import Assessment
from advisor.core.findings import Finding
from advisor.core.kinds import SkipReason, TaskState
from advisor.gui.session import BATCH, Session
from tests.gui.fake import TODAY, FakeService
from tests.report.example import finding


@pytest.fixture
def session(qtbot: Any, service: FakeService) -> Any:
    made = Session(service, TODAY)
    yield made
    made.shut_down()


def judged(qtbot: Any, session: Session, act: Callable[[], object]) -> Assessment:
    with qtbot.waitSignal(session.assessed, timeout=5000) as heard:
        act()
    assert isinstance(heard.args[0], Assessment)
    return heard.args[0]


def test_findings_arrive_before_the_scan_is_over(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    arrived: list[Finding] = []
    session.arrived.connect(arrived.extend)
    service.held = False
    service.findings = [[finding(id="f1")], [finding(id="f2")]]
    with qtbot.waitSignal(session.arrived):
        session.open(project)
    assert session.assessment is None
    assert [each.id for each in arrived] == ["f1"]
    assert judged(qtbot, session, lambda: None).findings[0].verdict is not None


def test_a_flood_is_handed_on_in_batches(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    sizes: list[int] = []
    session.arrived.connect(lambda batch: sizes.append(len(batch)))
    service.findings = [[finding(id=str(number)) for number in range(2 * BATCH + 10)]]
    session.open(project)
    service.scans[0].files = 10_000
    qtbot.waitUntil(lambda: bool(service.scans[0].given))
    service.scans[0].held = True
    qtbot.waitUntil(lambda: sum(sizes) == 2 * BATCH + 10)
    assert sizes == [BATCH, BATCH, 10]


def test_stopping_keeps_what_was_found_and_calls_it_partial(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    service.held = True
    session.open(project)
    service.scans[0].given = [finding(id="f1")]
    assessment = judged(qtbot, session, session.cancel)
    assert assessment.partial
    assert [each.id for each in assessment.findings] == ["f1"]


def test_a_scan_that_does_not_hand_over_is_ended_and_salvaged_within_300_ms(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    service.deaf = True
    service.findings = [[finding(id="f1")], [finding(id="f2")]]
    with qtbot.waitSignal(session.arrived):
        session.open(project)
    service.scans[0].held = True
    begun = monotonic()
    with qtbot.waitSignal(session.judging, timeout=2000):
        session.cancel()
    assert session.scanning is False
    assert service.scans[0].killed
    assert begun <= monotonic()
    assessment = judged(qtbot, session, lambda: None)
    assert assessment.partial
    assert SkipReason.CANCELLED in {row.reason for row in assessment.skipped}


def test_a_scan_that_fails_with_nothing_found_says_why(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    service.findings, service.scan_error = [], "The folder is empty."
    with qtbot.waitSignal(session.failed) as heard:
        session.open(project)
    assert heard.args == ["The folder is empty."]
    assert not session.busy


def test_a_scan_that_fails_half_way_keeps_what_it_had(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    service.findings, service.scan_error = [[finding(id="f1")]], "A worker ended."
    told: list[str] = []
    session.told.connect(told.append)
    assessment = judged(qtbot, session, lambda: session.open(project))
    assert told == ["A worker ended."]
    assert assessment.partial
    assert SkipReason.ERROR in {row.reason for row in assessment.skipped}


def test_a_folder_that_is_not_there_is_said_and_nothing_begins(
    qtbot: Any, session: Session, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.failed) as heard:
        session.open(tmp_path / "nowhere")
    assert "There is no folder" in heard.args[0]
    assert session.folder is None


def test_a_judgement_that_fails_is_said(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    service.assess_error = "The catalog is damaged."
    with qtbot.waitSignal(session.failed) as heard:
        session.open(project)
    assert heard.args == ["The catalog is damaged."]


def test_another_day_judges_the_same_findings_without_a_scan(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    judged(qtbot, session, lambda: session.open(project))
    launch = date(2026, 4, 8)
    assessment = judged(qtbot, session, lambda: session.judge_as_of(launch))
    assert assessment.as_of == launch
    assert len(service.scans) == 1


def test_a_chosen_target_plans_anew_and_can_be_taken_back(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    judged(qtbot, session, lambda: session.open(project))
    chosen = judged(qtbot, session, lambda: session.choose_target("d1", "fox-32b"))
    assert chosen.dependencies[0].chosen == "fox-32b"
    back = judged(qtbot, session, lambda: session.choose_target("d1", ""))
    assert back.dependencies[0].chosen is None


def test_a_target_survives_a_rescan_and_belongs_to_its_project(
    qtbot: Any, session: Session, service: FakeService, project: Path, tmp_path: Path
) -> None:
    judged(qtbot, session, lambda: session.open(project))
    judged(qtbot, session, lambda: session.choose_target("d1", "fox-32b"))
    judged(qtbot, session, session.rescan)
    assert service.assessed_with[-1][1] == {"d1": "fox-32b"}
    judged(qtbot, session, lambda: session.open(tmp_path))
    assert service.assessed_with[-1][1] == {}
    judged(qtbot, session, lambda: session.open(project))
    assert service.assessed_with[-1][1] == {"d1": "fox-32b"}


def test_a_tick_is_kept_at_once_and_told_to_the_pages(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    judged(qtbot, session, lambda: session.open(project))
    with qtbot.waitSignal(session.tasks_changed) as heard:
        session.set_state("t1", TaskState.DONE)
    assert heard.args[0].tasks[0].state is TaskState.DONE
    assert service.kept[project, "t1"] == (TaskState.DONE, "")


def test_a_tick_that_cannot_be_kept_is_taken_back_and_said(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    judged(qtbot, session, lambda: session.open(project))
    service.tick_error = "The disk is full."
    told: list[str] = []
    session.told.connect(told.append)
    with qtbot.waitSignal(session.tasks_changed) as heard:
        session.set_state("t1", TaskState.DONE)
    assert heard.args[0].tasks[0].state is TaskState.OPEN
    assert told == ["The disk is full."]


def test_a_tick_set_while_the_judging_runs_is_not_lost(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    judged(qtbot, session, lambda: session.open(project))
    service.forgetful = True

    def judge_and_tick() -> None:
        session.judge_as_of(date(2026, 4, 8))
        session.set_state("t1", TaskState.DONE)

    assert judged(qtbot, session, judge_and_tick).tasks[0].state is TaskState.DONE


def test_ticks_survive_a_rescan(qtbot: Any, session: Session, project: Path) -> None:
    judged(qtbot, session, lambda: session.open(project))
    session.set_state("t1", TaskState.DONE)
    session.set_note("t1", "agreed on Monday")
    task = judged(qtbot, session, session.rescan).tasks[0]
    assert (task.state, task.note) == (TaskState.DONE, "agreed on Monday")


def test_opening_another_folder_ends_the_running_scan(
    qtbot: Any, session: Session, service: FakeService, project: Path, tmp_path: Path
) -> None:
    service.held = True
    session.open(project)
    service.held = False
    judged(qtbot, session, lambda: session.open(tmp_path))
    assert service.scans[0].killed
    assert session.folder == tmp_path


def test_the_collector_rests_only_while_a_scan_is_judged(
    qtbot: Any, session: Session, service: FakeService, project: Path
) -> None:
    service.held = True
    session.open(project)
    assert not gc.isenabled()
    judged(qtbot, session, session.cancel)
    assert gc.isenabled()
