"""Ticks go out with a checklist and come back with it."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape

import pytest

from advisor.core.assessment import Assessment, Tick
from advisor.core.errors import UsageError
from advisor.core.kinds import TaskState
from advisor.core.own import Owner
from advisor.report import checklist_json, checklist_markdown, html_checklist
from advisor.report.wording import owner
from tests.report.example import assessment

STATES = {"t1": TaskState.OPEN, "t2": TaskState.DONE, "t3": TaskState.WONT_DO}


def test_markdown_brings_every_state_back() -> None:
    ticks = checklist_markdown.read_ticks(checklist_markdown.render(assessment()))
    assert ticks == {key: Tick(state) for key, state in STATES.items()}


def test_json_brings_every_state_and_note_back() -> None:
    ticks = checklist_json.read_ticks(checklist_json.render(assessment()))
    assert {key: tick.state for key, tick in ticks.items()} == STATES
    assert ticks["t3"].note == "We keep it."


def test_a_box_ticked_by_hand_is_done_whatever_the_editor_did_to_the_line() -> None:
    text = (
        checklist_markdown.render(assessment())
        .replace("- [ ] **Choose", "* [X] **Choose")
        .replace("\n", "\r\n")
    )
    assert checklist_markdown.read_ticks(text)["t1"].state is TaskState.DONE


def test_a_box_ticked_after_all_wins_over_wont_do() -> None:
    text = checklist_markdown.render(assessment()).replace("- [ ] **Take", "- [x] **Take")
    assert checklist_markdown.read_ticks(text)["t3"].state is TaskState.DONE


def test_boxes_of_others_are_passed_over() -> None:
    assert checklist_markdown.read_ticks("- [x] milk\n- [x] eggs <!-- x -->\ntext") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not well-formed JSON"),
        ("[]", "no checklist"),
        ('{"tasks": []}', "format version"),
        ('{"format_version": 99, "tasks": []}', "version 99"),
        (
            '{"format_version": 1, "tasks": [{"id": "a", "state": "maybe"}]}',
            "known are: open, done, won't do",
        ),
    ],
)
def test_a_file_that_is_no_checklist_is_named_as_such(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        checklist_json.read_ticks(text)


def test_rows_without_id_or_state_are_passed_over() -> None:
    text = json.dumps({"format_version": 1, "tasks": [1, {"id": 2}, {"id": "a", "state": "done"}]})
    assert checklist_json.read_ticks(text) == {"a": Tick(TaskState.DONE)}


def test_a_checklist_that_an_issue_takes_is_one_part() -> None:
    assert checklist_markdown.parts(assessment()) == [checklist_markdown.render(assessment())]
    assert "part" not in checklist_markdown.render(assessment()).partition("\n## ")[0].lower()


class TestALongChecklist:
    """More than an issue takes: parts of which each stands alone."""

    def subject(self) -> Assessment:
        base = assessment()
        why = "It has already happened, and what runs there is broken. " * 4
        tasks = tuple(
            replace(base.tasks[number % 3], id=f"task-{number}", title=f"Task {number}", why=why)
            for number in range(400)
        )
        return replace(base, tasks=tasks)

    def test_each_part_fits_into_an_issue_and_counts_itself(self) -> None:
        parts = checklist_markdown.parts(self.subject())
        assert len(parts) > 2
        for number, part in enumerate(parts, 1):
            assert len(part) <= 65_536
            assert f"part {number} of {len(parts)}" in part
            assert "400 tasks" in part
            assert "not legal advice" in part

    def test_every_task_stands_in_one_part(self) -> None:
        ids = [
            key
            for part in checklist_markdown.parts(self.subject())
            for key in checklist_markdown.read_ticks(part)
        ]
        assert len(ids) == 400
        assert set(ids) == {task.id for task in self.subject().tasks}

    def test_each_part_names_its_project_and_is_taken_back_alone(self) -> None:
        for part in checklist_markdown.parts(self.subject()):
            assert Owner.read(part) == owner(self.subject())
            ticked = checklist_markdown.read_ticks(part.replace("- [ ]", "- [x]"))
            assert ticked
            assert TaskState.OPEN not in {tick.state for tick in ticked.values()}

    def test_the_file_is_the_parts_one_behind_the_other(self) -> None:
        whole = checklist_markdown.render(self.subject())
        assert whole == "\n".join(checklist_markdown.parts(self.subject()))
        assert {key: tick.state for key, tick in checklist_markdown.read_ticks(whole).items()} == {
            task.id: task.state for task in self.subject().tasks
        }


def test_the_page_shows_every_task_with_its_state() -> None:
    shown = html_checklist.render(assessment())
    boxes = [shown.count(box) for box in ("<h3>☐ ", "<h3>☑ ", "<h3>☒ ")]
    assert boxes == [1, 1, 1]
    for task in assessment().tasks:
        assert task.acceptance in unescape(shown)
    assert "We keep it." in shown
