"""Poison in every field that can hold repository text hurts the reader of no format."""

from __future__ import annotations

import json

import pytest
from markdown_it import MarkdownIt

from advisor.app.export import ReportFormat
from advisor.report import checklist_json, checklist_markdown, json_report, markdown, text
from tests.report.example import assessment, hostile
from tests.report.travel import FORMS, Form, named, rendered

READABLE = [text.render, markdown.render, checklist_markdown.render]


@pytest.mark.parametrize("render", READABLE)
def test_no_escape_override_or_build_command_reaches_the_reader(render) -> None:  # type: ignore[no-untyped-def]
    shown = render(hostile())
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\u202e" in shown
    assert not [line for line in shown.split("\n") if line.lstrip().startswith("::")]


@pytest.mark.parametrize("render", [markdown.render, checklist_markdown.render])
def test_markdown_gains_no_element_and_no_link(render) -> None:  # type: ignore[no-untyped-def]
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": True})
    html = reader.render(render(hostile()))
    assert "<img" not in html
    assert "</details" not in html.replace("&lt;/details", "")
    assert "evil.example</a>" not in html
    assert "@team" not in _outside_code(html)


def _outside_code(html: str) -> str:
    import re

    return re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)


def test_no_task_is_forged_and_no_box_ticked() -> None:
    fair = checklist_markdown.read_ticks(checklist_markdown.render(assessment()))
    poisoned = checklist_markdown.read_ticks(checklist_markdown.render(hostile()))
    assert poisoned == fair
    assert checklist_markdown.render(hostile()).count("\n- [") == 3


def test_json_parses_back_with_the_poison_as_plain_data() -> None:
    report = json.loads(json_report.render(hostile(), include_cleared=True))
    assert report["findings"][0]["written"].startswith("@team #1 </details>")
    assert len(json.loads(checklist_json.render(hostile()))["tasks"]) == 3


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_a_name_that_is_no_utf8_is_shown_by_its_bytes(form: Form) -> None:
    from dataclasses import replace

    from advisor.core.assessment import Place

    base = assessment()
    name = "bad\udcff\n.py"
    tasks = (replace(base.tasks[0], places=(Place(name, 1, "f1", "x"),)),)
    shown = rendered(replace(base, findings=(replace(base.findings[0], path=name),), tasks=tasks), form)
    as_it_is = "bad%FF" if form is ReportFormat.SARIF else "bad\\xff"
    assert as_it_is in shown.replace("\\\\", "\\")
    shown.encode("utf-8")


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_no_format_hands_on_a_secret(form: Form) -> None:
    from dataclasses import replace

    from advisor.core.assessment import Place

    secret = "LLAMA_API_KEY=LLM|1234567890|abcdefghijklmnop"
    base = assessment()
    findings = (replace(base.findings[0], written=secret),)
    places, steps = (Place("a.env", 1, "f1", secret),), (f"Replace {secret} by another.",)
    tasks = (replace(base.tasks[0], places=places, steps=steps, acceptance=f"{secret} is gone."),)
    dependencies = (replace(base.dependencies[0], name=secret, title=secret),)
    shown = rendered(replace(base, findings=findings, tasks=tasks, dependencies=dependencies), form)
    assert "abcdefghijklmnop" not in shown
    assert "LLAMA_API_KEY=" in shown


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_no_format_tells_whose_home_a_project_lay_in(form: Form) -> None:
    from dataclasses import replace

    base = assessment()
    home = "/home/marie.curie/radium/model.gguf"
    findings = (replace(base.findings[0], written=home, why=f"It is loaded from {home}."),)
    tasks = (replace(base.tasks[0], why=f"It is loaded from {home}.", title=f"Replace {home}"),)
    dependencies = (replace(base.dependencies[0], title=home),)
    shown = rendered(replace(base, findings=findings, tasks=tasks, dependencies=dependencies), form)
    assert "marie.curie" not in shown
    assert "radium/model.gguf" in shown


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_no_format_steers_its_reader(form: Form) -> None:
    shown = rendered(hostile(), form)
    assert not set("\x1b\u202e\x00\x07\u200b") & set(shown)
    commands = [line for line in shown.split("\n") if line.lstrip().startswith(("::", "##["))]
    assert bool(commands) == (form is ReportFormat.GITHUB)
