"""Whole reports, as a person reads them. The files in `golden/` were read line by line, then kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.core.assessment import Reason
from advisor.report import checklist_markdown, markdown, text
from advisor.report.layout import columns
from tests.report.example import assessment

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    return (GOLDEN / name).read_text(encoding="utf-8")


def test_the_text_report_reads_as_written_down() -> None:
    assert text.render(assessment(), width=88) == golden("report.txt")


def test_the_markdown_report_reads_as_written_down() -> None:
    assert markdown.render(assessment()) == golden("report.md")


def test_the_checklist_reads_as_written_down() -> None:
    assert checklist_markdown.render(assessment()) == golden("checklist.md")


@pytest.mark.parametrize("width", [64, 80, 100])
def test_the_text_report_keeps_within_its_width(width: int) -> None:
    wide = [line for line in text.render(assessment(), width=width).split("\n") if columns(line) > width]
    assert wide == []


def test_colour_changes_no_word() -> None:
    import re

    coloured = text.render(assessment(), colour=True)
    assert "\x1b[1;31mdead since 2026-08-31" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text.render(assessment())


def test_cleared_places_are_listed_when_asked_for() -> None:
    assert "README.md:9" not in text.render(assessment())
    assert "README.md:9    ollama [LA-CLEAR-RUNTIME]" in text.render(assessment(), include_cleared=True)
    assert "| `README.md:9` | `ollama` | `LA-CLEAR-RUNTIME` |" in markdown.render(
        assessment(), include_cleared=True
    )


@pytest.mark.parametrize("render", [text.render, markdown.render, checklist_markdown.render])
def test_a_stopped_scan_is_labelled_in_every_format(render) -> None:  # type: ignore[no-untyped-def]
    assert "the scan was stopped before its end" in render(assessment(partial=True))
    assert "stopped" not in render(assessment())


def test_facts_older_than_the_day_asked_for_are_called_a_projection() -> None:
    assert "projected from facts of 2026-11-23" in text.render(assessment(projected=True))
    assert "projected from facts of 2026-11-23" in markdown.render(assessment(projected=True))


def test_a_project_without_llama_gets_a_report_that_says_what_was_read() -> None:
    empty = assessment(findings=(), dependencies=(), duties=(), tasks=())
    shown = text.render(empty)
    assert "RISK" not in shown
    assert "OUTLOOK" in shown
    assert "30 of 31 files read" in shown
    assert "NOT READ" in shown


def test_conflicts_and_open_questions_have_their_place() -> None:
    told = assessment(
        conflicts=(Reason("A research-only licence in production.", None, ("f1",)),),
        questions=(Reason("Are weights handed on?"),),
    )
    assert "WHAT A LICENCE RULES OUT\n  -    A research-only licence in production." in text.render(told)
    assert "WHAT NO SCAN CAN SEE\n  -    Are weights handed on?" in text.render(told)
    assert "## What no scan can see\n\n- Are weights handed on?" in markdown.render(told)


def test_nothing_skipped_is_said_and_not_left_out() -> None:
    assert "Nothing: every file was read to its end." in text.render(assessment(skipped=()))
    assert "Nothing: every file was read to its end." in markdown.render(assessment(skipped=()))


def test_the_same_candidates_are_not_told_twice() -> None:
    one = assessment().dependencies[0]
    shown = text.render(assessment(dependencies=(one, one)))
    assert "Move to: Fox 32B (see 1)." in shown
