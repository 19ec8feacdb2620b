"""The report in a few lines of Markdown, for a chat or a mail."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.assessment import Assessment, Task
from advisor.core.kinds import TaskState
from advisor.report.digest import FirstAid, broken_words, favourites, first_aid
from advisor.report.hours import to_move
from advisor.report.md import prose
from advisor.report.ways import within
from advisor.report.wording import licence_notice

_STEPS = 3
_TARGETS = 3


def brief(assessment: Assessment) -> str:
    """Verdict, risk, what is broken and what ends next, effort, targets and first steps."""
    head = f"**{prose(assessment.project)}: dependence on Llama as of {assessment.as_of}**"
    lines = [head, "", prose(assessment.summary.sentence), ""]
    if assessment.findings:
        lines += [f"- {told}" for told in _facts(assessment)]
    if assessment.partial:
        stats = assessment.stats
        lines.append(f"- **Partial:** {stats.files_read:,} of {stats.files_seen:,} files were read.")
    lines += [f"{number}. {told}" for number, told in enumerate(_steps(assessment), 1)]
    return "\n".join([*lines, "", licence_notice(assessment.catalog.as_of), ""])


def _facts(assessment: Assessment) -> list[str]:
    risk, end = assessment.risk, assessment.summary.next_end
    facts = [
        f"Risk of staying{within(assessment)}: {risk.level}",
        broken_words(assessment).removesuffix(".") if risk.broken else "",
        f"Next known end: {end or 'none known'}",
        f"Effort to move: {to_move(assessment)}",
        _targets(assessment),
    ]
    return [fact for fact in facts if fact]


def _targets(assessment: Assessment) -> str:
    found = favourites(assessment, _TARGETS)
    names = ", ".join(
        f"{prose(one.candidate.alternative.name)} (first for {len(one.dependencies)})" for one in found
    )
    return f"To move to: {names}" if names else ""


def first_steps(assessment: Assessment, most: int, aids: Sequence[FirstAid] | None = None) -> list[Task]:
    """What to do first: what is broken now (`aids`, where that is known), then the plan's own order."""
    urgent = [aid.task for aid in (first_aid(assessment, most) if aids is None else aids)]
    urgent = list({task.id: task for task in urgent}.values())
    seen = {task.id for task in urgent}
    rest = (one for one in assessment.tasks if one.state is TaskState.OPEN and one.id not in seen)
    return [*urgent, *rest][:most]


def _steps(assessment: Assessment) -> Sequence[str]:
    return [prose(task.title) for task in first_steps(assessment, _STEPS)]
