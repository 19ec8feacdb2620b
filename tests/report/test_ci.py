"""What build servers and editors get: annotations, a step summary, JUnit, Qt Creator tasks."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from advisor.core.assessment import Assessment
from advisor.core.findings import Verdict
from advisor.core.kinds import Context, Status
from advisor.report import ci
from tests.report.example import assessment, finding, hostile


def one_of_each() -> Assessment:
    found = tuple(finding(id=str(status), verdict=Verdict(status)) for status in reversed(Status))
    return replace(assessment(), findings=found)


def test_annotations_begin_with_the_sum_then_the_gravest() -> None:
    lines = ci.github_annotations(one_of_each()).splitlines()
    assert lines[0].startswith("::notice title=Llama Advisor::")
    sorts = [re.match(r"::(\w+) file=src/app\.py,line=12,col=9,title=", line) for line in lines[1:-1]]
    assert [match and match[1] for match in sorts] == ["error", "warning", "notice", "notice", "notice"]
    assert "not legal advice" in lines[-1]


def test_text_of_the_project_ends_no_annotation_and_starts_none() -> None:
    poison = finding(path="a,line=1::%0A::error x", written="x\n::error::gone%0A")
    lines = ci.github_annotations(replace(assessment(), findings=(poison,))).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("::error file=a%2Cline=1%3A%3A%250A%3A%3Aerror x,line=12")
    assert "gone%250A" in lines[1]


def test_a_whole_file_has_no_line() -> None:
    shown = ci.github_annotations(replace(assessment(), findings=(finding(line=0, column=0, end_column=0),)))
    assert "file=src/app.py,title=" in shown


def test_the_step_summary_is_markdown_with_a_row_for_each_place() -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(ci.step_summary(one_of_each()))
    assert html.count("<tr>") == 1 + len(Status)
    assert "not legal advice" in html


def test_a_long_step_summary_says_how_many_places_it_leaves_out() -> None:
    many = tuple(finding(id=str(number)) for number in range(1_000))
    shown = ci.step_summary(replace(assessment(), findings=many))
    assert "800 more places in the full report" in shown
    assert len(shown.encode()) < 1024 * 1024


def test_junit_counts_agree_and_only_dead_and_ending_fail() -> None:
    suite = ElementTree.fromstring(ci.junit(one_of_each())).find("testsuite")
    assert suite is not None
    cases = suite.findall("testcase")
    failed = [case for case in cases if case.find("failure") is not None]
    assert (suite.get("tests"), suite.get("failures")) == (str(len(cases)), str(len(failed))) == ("5", "2")
    assert "not legal advice" in (suite.findtext("system-out") or "")


def test_tasks_are_four_fields_and_remarks() -> None:
    lines = ci.tasks_file(one_of_each()).splitlines()
    tasks = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {len(task) for task in tasks} == {4}
    assert [task[2] for task in tasks] == ["err", "warn", "warn", "warn", "warn"]
    assert "not legal advice" in lines[1]


@pytest.mark.parametrize("render", [ci.github_annotations, ci.step_summary, ci.junit, ci.tasks_file])
def test_a_hostile_project_hurts_no_reader(render) -> None:  # type: ignore[no-untyped-def]
    shown = render(hostile())
    assert not {"\x1b", "\u202e", "\x00"} & set(shown)


def test_a_hostile_project_gives_well_formed_xml() -> None:
    tree = ElementTree.fromstring(ci.junit(hostile()))
    assert len(tree.findall("testsuite/testcase")) == len(hostile().findings)


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    shown = ci.junit(replace(assessment(), findings=(finding(written="a\x00\x0b\ufffe\uffff\ud800<&>\"'"),)))
    assert ElementTree.fromstring(shown).find("testsuite/testcase") is not None


@pytest.mark.parametrize("render", [ci.github_annotations, ci.junit, ci.tasks_file])
def test_a_key_variable_is_named_and_a_key_is_not(render) -> None:  # type: ignore[no-untyped-def]
    why = "LLAMA_API_KEY is a variable of Meta's own Llama API."
    found = (
        finding(written="LLAMA_API_KEY", why=why),
        finding(written="LLAMA_API_KEY=hf_abcdefghijklmnopqrst"),
    )
    shown = render(replace(assessment(), findings=found))
    assert why in shown or why.replace("'", "&apos;") in shown
    assert "abcdefghijklmnop" not in shown


def test_what_is_dead_in_a_document_is_a_notice_and_fails_no_case() -> None:
    dead = Verdict(Status.DEAD, None, "It is gone.")
    value = replace(assessment(), findings=(finding(verdict=dead, context=Context.DOCS),))
    assert "::error" not in ci.github_annotations(value)
    assert ElementTree.fromstring(ci.junit(value))[0].get("failures") == "0"
