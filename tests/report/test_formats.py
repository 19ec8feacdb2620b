"""Whole reports, as a person reads them. The files in `golden/` were read line by line, then kept."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from advisor.core.assessment import Assessment, Reason
from advisor.core.decisions import Suppressed
from advisor.core.findings import Skip
from advisor.core.kinds import Context, Phase, SkipReason, Status, TaskState
from advisor.core.policy import Policy
from advisor.report import (
    checklist_json,
    checklist_markdown,
    html_report,
    json_report,
    markdown,
    text,
    wording,
)
from advisor.report.hours import left
from advisor.report.layout import columns
from tests.report.example import DEPENDENCY, alternative, assessment, hostile, long_one

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    return (GOLDEN / name).read_text(encoding="utf-8")


def test_the_text_report_reads_as_written_down() -> None:
    assert text.render(assessment(), width=88) == golden("report.txt")


def test_the_markdown_report_reads_as_written_down() -> None:
    assert markdown.render(assessment()) == golden("report.md")


def test_the_checklist_reads_as_written_down() -> None:
    assert checklist_markdown.render(assessment()) == golden("checklist.md")


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_text_report_keeps_within_its_width(width: int) -> None:
    for value in (assessment(), hostile(), long_one()):
        lines = text.render(value, width=width, include_cleared=True).split("\n")
        assert [line for line in lines if columns(line) > width] == []


def test_colour_changes_no_word() -> None:
    import re

    coloured = text.render(assessment(), colour=True)
    assert "\x1b[1;31mdead\x1b[0m: The host shut it down." in coloured
    assert "\x1b[33mhigh\x1b[0m" in coloured
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
    later = assessment(projected=True, as_of=date(2027, 2, 1))
    assert "projected from facts of 2026-11-23" in text.render(later)
    assert "projected from facts of 2026-11-23" in markdown.render(later)
    assert "hosts may have ended more, newer models may be missing" in markdown.render(later)


def test_facts_of_the_last_weeks_are_no_projection_yet() -> None:
    soon = assessment(projected=True, as_of=date(2027, 1, 22))
    assert "catalog 2026.11, facts of 2026-11-23" in text.render(soon)
    assert "projected" not in text.render(soon)


def test_a_project_without_llama_gets_a_report_that_says_what_was_read() -> None:
    empty = assessment(findings=(), dependencies=(), duties=(), tasks=())
    shown = text.render(empty)
    assert "RISK" not in shown
    assert "OUTLOOK" in shown
    assert "2026-04-08  " not in shown
    assert "30 of 31 files read" in shown
    assert "1 file not fully read, 120 files set aside" in " ".join(shown.split())
    assert "NOT READ IN FULL" in shown


def test_conflicts_and_open_questions_have_their_place() -> None:
    told = assessment(
        conflicts=(Reason("A research-only licence in production.", None, ("f1",)),),
        questions=(Reason("Are weights handed on?"),),
    )
    ruled_out = "WHAT A LICENCE RULES OUT\n  - A research-only licence in production.\n    src/app.py:12\n"
    assert ruled_out in text.render(told)
    assert "WHAT NO SCAN CAN SEE\n  - Are weights handed on?" in text.render(told)
    assert "## What no scan can see\n\n- Are weights handed on?" in markdown.render(told)


def test_nothing_skipped_is_said_and_not_left_out() -> None:
    assert "Nothing: every file was read to its end." in text.render(assessment(skipped=()))
    assert "Nothing: every file was read to its end." in markdown.render(assessment(skipped=()))


def test_the_same_candidates_are_not_told_twice() -> None:
    one = assessment().dependencies[0]
    shown = text.render(assessment(dependencies=(one, one)))
    assert "Move to: Fox 32B (see 1)." in shown


def test_what_was_said_in_the_same_words_is_not_said_again() -> None:
    one = assessment().dependencies[0]
    shown = " ".join(text.render(assessment(dependencies=(one, one))).split())
    assert shown.count(one.effort[0].text) == 1
    assert "(reasons as for 1)." in shown
    assert shown.count("Memory: ") == 1
    assert "ruled out" not in shown


def test_a_dependency_told_in_a_row_names_its_best_candidate_with_its_licence() -> None:
    assert "; move to Fox 32B (apache-2.0)" in " ".join(text.render(long_one()).split())


class TestALargeProject:
    """500 places in 25 dependencies: the gravest in full, then rows, then counts; JSON has all."""

    def test_the_text_report_stays_readable(self) -> None:
        shown = text.render(long_one())
        assert shown.count("\n") < 400
        assert "… and 12 more places; --format json has all" in shown
        assert "25 dependencies" in shown
        assert "… and 290 more rows" in shown

    def test_beyond_the_rows_dependencies_are_counted(self) -> None:
        assert "… and 57 more dependencies; --format json has all" in text.render(long_one(2000))

    def test_markdown_fits_into_an_issue(self) -> None:
        for render in (markdown.render, checklist_markdown.render):
            assert len(render(long_one())) < 65_536

    def test_markdown_cuts_the_dependencies_first_and_says_what_it_cut(self) -> None:
        words = " ".join(["It stands in production code and is broken where it runs."] * 40)
        base = long_one()
        dependencies = tuple(
            replace(one, verdict=replace(one.verdict, why=words)) for one in base.dependencies * 4
        )
        shown = markdown.render(replace(base, dependencies=dependencies))
        assert len(shown) < 65_536
        told = [line for line in shown.split("\n") if "an issue has no room for" in line]
        assert len(told) == 1
        assert re.fullmatch(r"\*… and [0-9,]+ more lines that an issue has no room for; .*\*", told[0])
        kept = shown.split(told[0])
        assert "## What depends on Llama" in kept[0]
        assert "## Outlook" in kept[1]
        assert "not legal advice" in kept[1]

    def test_json_leaves_nothing_out(self) -> None:
        report = json.loads(json_report.render(long_one(), include_cleared=True))
        assert len(report["findings"]) == 500
        assert len(report["dependencies"]) == 25
        assert len(report["cleared"]) == 600
        assert len(report["skipped"]) == 300


def test_every_format_says_what_it_rests_on_and_what_it_left_out() -> None:
    readable = (text.render, markdown.render, checklist_markdown.render)
    told = assessment(suppressed=(Suppressed(assessment().findings[0], "a fixture", "the team"),))
    for shown in (" ".join(render(told).split()) for render in readable):
        assert "2026-11-24" in shown
        assert "facts of 2026-11-23" in shown
        assert "not legal advice" in shown
        assert "1 file not fully read, 120 files set aside" in shown
        assert "1 place suppressed" in shown
        assert "3 places looked at and not counted" in shown
    for render in (json_report.render, checklist_json.render):
        report = json.loads(render(assessment()))
        assert "not legal advice" in report["tool"]["notice"]
        assert report["catalog"]["as_of"] == "2026-11-23"
        assert (report["summary"]["cleared"], report["summary"]["skipped"]) == (3, 121)


def test_models_that_are_only_named_are_told_in_one_sentence() -> None:
    assert "Only named, nothing runs: Vicuna-13B (README.md:7)." in text.render(assessment())


def test_the_checklist_says_what_its_points_are_made_of_and_how_long_they_take() -> None:
    estimated = replace(assessment().tasks[0], estimate=DEPENDENCY.estimate, effort_points=3.0)
    shared = replace(assessment().tasks[0], id="task-2", estimate=None, effort_points=2.0)
    assert left([estimated, shared]) == (
        "5 points (3 to replace, 3 to 12 hours assumed; 2 for what goes with it)"
    )
    assert left([replace(estimated, state=TaskState.DONE), shared]) == "2 points"


def test_where_words_alone_name_llama_the_text_speaks_of_no_effort() -> None:
    base = assessment()
    words = replace(DEPENDENCY, context=Context.DOCS, effort_points=0.0, estimate=None)
    summary = replace(base.summary, effort_points=0.0)
    told = text.render(replace(base, dependencies=(words,), summary=summary))
    assert "WHAT NAMES LLAMA  nothing of it runs here" in told
    assert "Konveyor" not in told


def test_a_clone_whose_files_were_all_read_is_said_to_be_read_whole() -> None:
    """Git's own store lies in every clone: it is no file of the project that nobody looked at."""
    store = Skip(".git", SkipReason.PRUNED, "Git's own store", 0)
    for render in (text.render, markdown.render, html_report.render):
        told = render(replace(assessment(), skipped=(store,)))
        assert "set aside" not in told
        assert "0 files" not in told
    assert "every file was read to its end" in text.render(replace(assessment(), skipped=(store,)))
    partly = replace(assessment(), skipped=(store, Skip("a.png", SkipReason.MEDIA)))
    assert "1 file set aside" in text.render(partly)


def test_steps_stand_in_the_checklist_and_not_in_the_report() -> None:
    tasks = tuple(replace(task, state=TaskState.OPEN) for task in assessment().tasks)
    told = assessment(tasks=tasks)
    assert "  - Replace llama-3.3-70b-versatile by fox/fox-32b.\n" in checklist_markdown.render(told)
    assert "Replace llama-3.3-70b-versatile by fox/fox-32b." not in text.render(told)


def test_what_was_read_as_plain_text_is_told_apart_from_what_was_not_read() -> None:
    rows = (
        Skip("a.ipynb", SkipReason.NOT_PARSED, "cut off"),
        Skip("package.json", SkipReason.NOT_PARSED, "cut off"),
        Skip("big.py", SkipReason.TIME_OUT),
        Skip("big.py", SkipReason.CHANGED),
        Skip("a.png", SkipReason.MEDIA),
    )
    words = "1 file not fully read, 2 files read as plain text only, 1 file set aside"
    for render in (text.render, markdown.render, checklist_markdown.render):
        assert words in " ".join(render(assessment(skipped=rows)).split())


def test_what_to_do_first_is_a_few_lines_right_behind_the_risk() -> None:
    shown = text.render(long_one(), width=60)
    risk, first, rest = (shown.index(f"\n{word}") for word in ("RISK", "WHAT TO DO FIRST", "WHAT DEPENDS"))
    assert risk < first < rest
    assert shown[first:rest].count("\n") <= 18


def test_what_is_broken_now_is_mended_before_anything_is_decided() -> None:
    one = assessment()
    dependency = one.dependencies[0]
    ids = set(dependency.finding_ids)
    dead = replace(dependency.verdict, status=Status.DEAD, replacement="fox-2-large")
    value = replace(
        one,
        dependencies=(
            replace(dependency, verdict=dead, chosen=None, risk=replace(dependency.risk, broken=1)),
            *one.dependencies[1:],
        ),
        findings=tuple(replace(row, verdict=dead) if row.id in ids else row for row in one.findings),
        tasks=tuple(
            replace(task, state=TaskState.OPEN, phase=Phase.REPLACE, dependency_ids=(dependency.id,))
            if number == 1
            else task
            for number, task in enumerate(one.tasks)
        ),
    )
    title = one.tasks[1].title
    for shown in (text.render(value), markdown.render(value)):
        told = " ".join(shown[shown.lower().index("what to do first") :].split())
        assert told.index("Broken now, so before anything else") < told.index(title)
        assert told.index("fox-2-large is what the host names in its place") < told.index(one.tasks[0].title)
        assert told.count(title) == 1


def test_the_record_of_a_host_is_told_with_the_risk_it_adds_to() -> None:
    one = assessment().dependencies[0]
    record = Reason("Fox has ended 5 of the 6 Llama ids known there.", 1, key="host-history")
    told = replace(one, risk=replace(one.risk, reasons=(*one.risk.reasons, record)))
    for render in (text.render, markdown.render):
        assert record.text in " ".join(render(assessment(dependencies=(told,))).split())


def test_a_phase_that_has_to_be_over_is_named_instead_of_all_its_tasks() -> None:
    first, second, third = assessment().tasks
    both = (replace(first, id="a", phase=Phase.REPLACE), replace(second, id="b"))
    after = replace(third, after=("a", "b"))
    assert "After: all of Replace\n" in checklist_markdown.render(assessment(tasks=(*both, after)))


def chosen(identifier: str) -> Assessment:
    """The example with three ranked candidates, of which one was chosen."""
    one, out = DEPENDENCY.candidates
    more = tuple(
        replace(one, rank=rank, alternative=alternative(id=f"elk-{rank}", name=f"Elk {rank}"))
        for rank in (2, 3, 4)
    )
    dependency = replace(DEPENDENCY, candidates=(one, *more, out), chosen=identifier)
    return assessment(dependencies=(dependency,))


def test_a_chosen_candidate_stands_first_wherever_it_ranks() -> None:
    assert "Move to Elk 4 (chosen): 32.8B" in text.render(chosen("elk-4"))
    shown = markdown.render(chosen("elk-4"))
    assert shown.index("Elk 4 **(chosen)**") < shown.index("| Fox 32B |")


def test_a_chosen_one_that_is_ruled_out_is_told_with_the_reason() -> None:
    for render in (text.render, markdown.render):
        assert "Chosen, but ruled out: Owl 7B (licence is non-commercial)." in render(chosen("owl-7b"))
        assert "ruled out: Owl" not in render(chosen("fox-32b"))


def test_every_format_says_which_policy_it_was_judged_under() -> None:
    policy = Policy(("permissive",), tiers={"groq": "enterprise"}, name="team.toml")
    value = replace(assessment(), policy=policy)
    words = "Judged under the policy team.toml: licences permissive; tiers groq = enterprise."
    assert words in text.render(value, width=120).replace("\n", " ")
    assert words in markdown.render(value)
    assert words in checklist_markdown.render(value)
    assert json.loads(json_report.render(value))["policy"]["words"] == words
    assert "Judged under" not in text.render(assessment())


def test_every_setting_of_a_policy_has_words() -> None:
    assert set(wording.POLICY_WORDS) == {part.name for part in fields(Policy)} - {"name"}


def test_numbers_of_a_policy_are_told_with_their_units() -> None:
    told = wording.policy_words(
        Policy(memory_gib=24.0, monthly_users=12000, exclude_hosts=("Groq",), eu=True)
    )
    assert told == (
        "Judged under: without the hosts Groq; at most 24 GiB of memory; in the European Union: yes; "
        "12,000 monthly active users."
    )
