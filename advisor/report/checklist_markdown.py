"""The checklist as a GitHub task list, and the way back: which boxes somebody ticked.

Each task is one box with its id in a comment that does not render. One level of nesting below it
carries why, places, acceptance. A task that is not to be done has an open box and says so in its comment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from advisor.core.assessment import Assessment, Task, Tick
from advisor.core.kinds import Phase, TaskState
from advisor.report import decided, hours, wording
from advisor.report.clean import no_commands, plain
from advisor.report.md import code, prose
from advisor.report.wording import counted

_PLACES_SHOWN = 25
_AFTER_SHOWN = 6
_WONT = TaskState.WONT_DO.value
_BOX = re.compile(
    r"^\s{0,12}[-*+]\s{1,4}\[(?P<box>[ xX])\].{0,4000}?"
    r"<!-- llama-advisor-task: (?P<id>[A-Za-z0-9._:-]{1,100})"
    rf"(?P<wont>; {re.escape(_WONT)})? -->\s{{0,20}}$"
)


MOST_CHARACTERS = 65_536
"""What the body of an issue takes at GitHub."""
_ROOM = MOST_CHARACTERS - 1_536
"""Left free: the head counts its parts, and lines that look like commands get a backslash each."""


def render(assessment: Assessment) -> str:
    """The tasks as Markdown that ends with a newline.

    What is too long for an issue is several checklists one behind the other, each with the mark of its
    project, so that each can be cut out, filed and taken back alone.
    """
    return "\n".join(parts(assessment))


def parts(assessment: Assessment) -> list[str]:
    """The same, each part by itself: none longer than an issue takes, unless a single task is."""
    foot = f"*{prose(wording.disclaimer(assessment))}*"
    room = _ROOM - len("\n".join(_head(assessment))) - len(foot)
    filled = _filled(assessment.tasks, room)
    shown = (
        "\n".join([*_head(assessment, _counted(number, len(filled))), "", *lines, foot])
        for number, lines in enumerate(filled, 1)
    )
    return [no_commands(text) + "\n" for text in shown]


def tasks_markdown(tasks: Sequence[Task], everything: Sequence[Task]) -> str:
    """Some tasks alone, each with its mark, as they stand in the checklist of `everything`."""
    lines = [line for task in tasks for line in _task(task, everything)]
    return no_commands("\n".join(lines)) + "\n"


def _counted(number: int, of: int) -> str:
    return f"Part {number} of {of}" if of > 1 else ""


def _filled(tasks: Sequence[Task], room: int) -> list[list[str]]:
    """The lines of each part: whole tasks below the headings of their phases, as many as fit."""
    filled: list[list[str]] = [[]]
    left = room
    for phase in Phase:
        heading = [f"## {wording.PHASE_TITLES[phase]}", ""]
        new = True
        for task in (task for task in tasks if task.phase is phase):
            lines = _task(task, tasks)
            size = sum(len(line) + 1 for line in [*heading, *lines])
            if size > left and filled[-1]:
                filled[-1] += [""] if filled[-1][-1] else []
                filled.append([])
                left, new = room, True
            filled[-1] += [*heading, *lines] if new else lines
            left, new = left - size, False
        if not new:
            filled[-1].append("")
    return filled


def _head(assessment: Assessment, part: str = "") -> list[str]:
    tasks = assessment.tasks
    done = sum(task.state is TaskState.DONE for task in tasks)
    effort = hours.left(tasks)
    title = f"# Leaving Llama: checklist for {code(assessment.project)}"
    lines = [wording.owner(assessment).mark(), f"{title}, {part.lower()}" if part else title, ""]
    if part:
        lines += [f"**{part}:** an issue takes no more. The counts are those of all parts.", ""]
    if assessment.partial:
        lines += ["**Partial: the scan was stopped before its end.** Tasks may be missing.", ""]
    lines += [prose(assessment.summary.sentence), ""]
    counts = f"{counted(len(tasks), 'task')}, {done} done, effort of the open ones {effort}"
    lines += [f"{counts}. As of {assessment.as_of}; {prose(wording.facts_words(assessment))}.", ""]
    lines.append(wording.looked_words(assessment))
    for said in (wording.policy_words(assessment.policy), *decided.head_lines(assessment)):
        lines += ["", prose(said)] if said else []
    return lines


def _task(task: Task, everything: Sequence[Task]) -> list[str]:
    box = "x" if task.state is TaskState.DONE else " "
    wont = f"; {_WONT}" if task.state is TaskState.WONT_DO else ""
    title = f"**{prose(task.title)}**" + (f" ({_WONT})" if wont else "")
    effort = f"({wording.task_effort(task)})"
    lines = [f"- [{box}] {title} {effort} <!-- llama-advisor-task: {_safe_id(task.id)}{wont} -->"]
    lines.append(f"  - Why: {prose(task.why)}")
    lines += _places(task)
    lines += [f"  - {prose(step)}" for step in task.steps]
    lines.append(f"  - Done when: {prose(task.acceptance)}")
    if task.after:
        lines.append(f"  - After: {'; '.join(map(prose, after_words(task.after, everything)))}")
    if task.note:
        lines.append(f"  - Note: {prose(task.note)}")
    return lines


def _safe_id(task_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9._:-]", "-", task_id)[:100]


def _places(task: Task) -> list[str]:
    shown, more = places_shown(task)
    words = ", ".join(_place(where, written) for where, written in shown)
    return [f"  - Places: {words}{more}"] if shown else []


def places_shown(task: Task) -> tuple[list[tuple[str, str]], str]:
    """The places that a readable checklist tells, each with what stands there, and how many it does not."""
    places = dict.fromkeys(
        (plain(one.path) + (f":{one.line}" if one.line else ""), one.written) for one in task.places
    )
    unseen = max(task.places_total - len(task.places), 0)
    hidden = max(len(places) - _PLACES_SHOWN, 0) + unseen
    where = "the replace tasks have all" if unseen else "the JSON checklist has all"
    return list(places)[:_PLACES_SHOWN], f" and {hidden} more ({where})" if hidden > 0 else ""


def after_words(keys: Sequence[str], everything: Sequence[Task]) -> list[str]:
    """What comes first: a phase by its name where all of it does, else the tasks by their titles."""
    words, left = [], set(keys)
    for phase in Phase:
        whole = [task.id for task in everything if task.phase is phase]
        if len(whole) > 1 and left.issuperset(whole):
            words.append(f"all of {wording.PHASE_TITLES[phase]}")
            left -= set(whole)
    words += [task.title for task in everything if task.id in left]
    hidden = len(words) - _AFTER_SHOWN
    return [*words[:_AFTER_SHOWN], f"and {hidden} more"] if hidden > 0 else words


def _place(place: str, written: str) -> str:
    return f"{code(place)} {code(wording.written_words(written))}" if written else code(place)


def read_ticks(text: str) -> Mapping[str, Tick]:
    """Task id to tick for every box of ours in `text`; other lines and other people's boxes are passed over.

    Notes are for reading only here; the JSON checklist carries them back.
    """
    ticks: dict[str, Tick] = {}
    for line in text.split("\n"):
        match = _BOX.match(line.rstrip("\r"))
        if match:
            ticks[match["id"]] = Tick(_state(match["box"], bool(match["wont"])))
    return ticks


def _state(box: str, wont: bool) -> TaskState:
    if box in "xX":
        return TaskState.DONE
    return TaskState.WONT_DO if wont else TaskState.OPEN
