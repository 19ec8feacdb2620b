"""The checklist as one HTML file to print or hand round; ticks come back from Markdown and JSON alone."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.assessment import Assessment, Task
from advisor.core.kinds import Phase, TaskState
from advisor.core.own import PAGE_MARK
from advisor.report import decided, hours, wording
from advisor.report.checklist_markdown import after_words, places_shown
from advisor.report.drawing import Tone
from advisor.report.page import bullets, chip, code, page, paragraph, section, text
from advisor.report.wording import counted

_BOXES = {TaskState.OPEN: "☐", TaskState.DONE: "☑", TaskState.WONT_DO: "☒"}
_TONES = {TaskState.DONE: Tone.SERVED, TaskState.WONT_DO: Tone.UNKNOWN}


def render(assessment: Assessment) -> str:
    """The tasks as one HTML file, the same bytes for the same assessment."""
    return page(f"Leaving Llama: {assessment.project}", PAGE_MARK, body(assessment))


def body(assessment: Assessment) -> str:
    """What stands on the page."""
    inside = "".join(_phase(phase, assessment.tasks) for phase in Phase)
    made = f"Llama Advisor {text(assessment.tool_version)}, catalog {text(assessment.catalog.version)}."
    notice = paragraph(text(wording.disclaimer(assessment)))
    return f"{_head(assessment)}<main>{inside}</main><footer>{notice}{paragraph(made)}</footer>"


def _head(assessment: Assessment) -> str:
    tasks = assessment.tasks
    done = sum(task.state is TaskState.DONE for task in tasks)
    effort = hours.left(tasks)
    counts = f"{counted(len(tasks), 'task')}, {done} done, effort of the open ones {effort}."
    said = [wording.policy_words(assessment.policy), *decided.head_lines(assessment)]
    stopped = (
        "Partial: the scan was stopped before its end. Tasks may be missing." if assessment.partial else ""
    )
    return (
        f"<header><h1>Leaving Llama: checklist for {text(assessment.project)}</h1>"
        + paragraph(f"As of {assessment.as_of} · {text(wording.facts_words(assessment))}", kind="quiet")
        + paragraph(stopped, kind="broken")
        + paragraph(text(assessment.summary.sentence), kind="lead")
        + paragraph(text(counts))
        + paragraph(text(wording.looked_words(assessment)), kind="quiet")
        + "".join(paragraph(text(line)) for line in said if line)
        + "</header>"
    )


def _phase(phase: Phase, tasks: Sequence[Task]) -> str:
    own = [task for task in tasks if task.phase is phase]
    return section(phase.value, wording.PHASE_TITLES[phase], *(_task(task, tasks) for task in own))


def _task(task: Task, everything: Sequence[Task]) -> str:
    state = chip(task.state.value, _TONES[task.state]) if task.state in _TONES else ""
    lines = [
        f"Why: {text(task.why)}",
        _places(task),
        *map(text, task.steps),
        f"Done when: {text(task.acceptance)}",
        f"After: {text('; '.join(after_words(task.after, everything)))}" if task.after else "",
        f"Note: {text(task.note)}" if task.note else "",
    ]
    return (
        f"<h3>{_BOXES[task.state]} {text(task.title)}</h3>"
        + paragraph(state, text(wording.task_effort(task)), kind="quiet")
        + bullets(line for line in lines if line)
    )


def _places(task: Task) -> str:
    shown, more = places_shown(task)
    words = ", ".join(
        f"{code(where)} {code(wording.written_words(written))}" if written else code(where)
        for where, written in shown
    )
    return f"Places: {words}{text(more)}" if words else ""
