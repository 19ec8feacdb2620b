"""Effort of moving one dependency, in points of Konveyor's scale (0 1 3 5 7 13), each with its reason.

Points are relative, no hours. Each kind of thing that has to change together counts once and adds a little
for each further file; places add a little each, by context, up to a cap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from advisor.assess.grouping import Group
from advisor.assess.needs import CHAT, TOOLS, VISION, Needs
from advisor.assess.tables import Tables
from advisor.core.assessment import Reason
from advisor.core.findings import Finding
from advisor.core.kinds import Kind
from advisor.core.words import count

_FINE_TUNING = "fine-tuning"


def effort(group: Group, needs: Needs, hosted: bool, tables: Tables) -> tuple[Reason, ...]:
    """The shares of the effort; their points sum up to the dependency's."""
    if all(finding in group.mentions for finding in group.everything):
        return (_row("mention", group.everything, tables),)
    rows = [_row(_leading(group, hosted, tables), group.findings, tables)]
    rows += _companions(group, tables)
    rows += _extras(group, needs, tables)
    rows.append(_places(group, tables))
    return tuple(row for row in rows if row.points)


def _leading(group: Group, hosted: bool, tables: Tables) -> str:
    """The row of the table for what is to be replaced."""
    if group.kind is Kind.MODEL:
        return "hosted-model" if hosted else "own-model"
    if group.kind is Kind.ARTIFACT and any(is_adapter(one, tables.adapter_words) for one in group.own):
        return "adapter"
    return group.kind.value


def _companions(group: Group, tables: Tables) -> list[Reason]:
    """One row for each kind that must change too, counted per file; words about them are no work."""
    rows = []
    linked = [finding for finding in group.linked if finding not in group.mentions]
    adapters = [finding for finding in linked if is_adapter(finding, tables.adapter_words)]
    taken = {finding.id for finding in adapters}
    others = [finding for finding in linked if finding.id not in taken]
    if adapters:
        rows.append(_row("adapter", adapters, tables))
    for kind in sorted({finding.kind for finding in others}):
        found = [finding for finding in others if finding.kind is kind]
        files = len({finding.path for finding in found})
        rows.append(_row(kind.value, found, tables, files))
    return rows


def _extras(group: Group, needs: Needs, tables: Tables) -> Iterator[Reason]:
    """What the task and the needs add, whatever is chosen."""
    if not group.is_weights:
        return
    yield _row("tokenizer", group.findings, tables)
    if needs.task != CHAT and f"task-{needs.task}" in tables.effort:
        yield _row(f"task-{needs.task}", group.findings, tables)
    for name in (TOOLS, VISION, _FINE_TUNING):
        need = needs.get(name)
        if need is not None and not need.inferred and needs.wants(name):
            yield _row(name, group.findings, tables)


def _places(group: Group, tables: Tables) -> Reason:
    """A little for every place, by context."""
    found = group.everything
    counts = Counter(finding.context.value for finding in found)
    points = sum(tables.effort_places.get(context, 0.0) * count for context, count in counts.items())
    listed = ", ".join(f"{count} {context}" for context, count in sorted(counts.items()))
    text = tables.texts.say("effort.places", listed=listed)
    return Reason(text, round(min(points, tables.effort_place_cap), 2), _ids(found), key="places")


def _row(key: str, findings: Sequence[Finding], tables: Tables, files: int = 1) -> Reason:
    """The row's points; what is done in one file is quicker done in the next."""
    row, more = tables.effort[key], files - 1
    text = row.reason
    if more:
        text = tables.texts.say("effort.times", reason=text, more=count(more, "file"))
    return Reason(text, row.points + more * tables.effort_further_file, _ids(findings), key=key)


def is_adapter(finding: Finding, words: Iterable[str]) -> bool:
    """True for an artifact whose file or text says that it lies on top of other weights."""
    text = f"{finding.path.rpartition('/')[2]} {finding.written}".lower()
    return finding.kind is Kind.ARTIFACT and any(word in text for word in words)


def _ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(finding.id for finding in findings)
