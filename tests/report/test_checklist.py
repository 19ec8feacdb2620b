"""Ticks go out with a checklist and come back with it."""

from __future__ import annotations

import json

import pytest

from advisor.core.assessment import Tick
from advisor.core.errors import UsageError
from advisor.core.kinds import TaskState
from advisor.report import checklist_json, checklist_markdown
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
