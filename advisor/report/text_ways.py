"""The ways on for the whole project as a small table in the text report, with a sentence on each."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.assessment import Assessment
from advisor.core.scenarios import Scenario, ScenarioKind
from advisor.report.clean import plain
from advisor.report.layout import columns, pad
from advisor.report.setting import Setting
from advisor.report.ways import cell, due_words, effort_cell

_SAID_BY_THE_TABLE = frozenset({ScenarioKind.STAY})
"""What the sentence would only repeat."""


def ways(assessment: Assessment, setting: Setting) -> list[str]:
    """The section; empty where nothing runs that could go another way."""
    rows = assessment.scenarios.whole
    if not assessment.scenarios.dependencies:
        return []
    aside = "worst level, and all points added up"
    lines = [setting.heading("Ways on", aside), *_table(rows, setting)]
    for row in rows:
        if row.kind not in _SAID_BY_THE_TABLE:
            lines += setting.faint(f"{plain(row.title)}: {plain(row.text)}", "  ")
            lines += [line for text in due_words(row.due) for line in setting.faint(text, "    ")]
    return lines


def _table(rows: Sequence[Scenario], setting: Setting) -> list[str]:
    """One line a way where the width allows it; else the points below the levels; else sentences."""
    months = [f"{one.months} months" for one in rows[0].forecast]
    joined = [["", *months, "effort"], *(_joined(row) for row in rows)]
    split = [["", *months, "effort"], *(line for row in rows for line in _split(row))]
    for cells in (joined, split):
        sizes = [max(columns(line[index]) for line in cells) for index in range(len(cells[0]))]
        if 1 + sum(sizes) + len(sizes) <= setting.width:
            return [_line(line, sizes) for line in cells]
    return [line for row in joined[1:] for line in setting.lines(_sentence(joined[0], row), "  ")]


def _joined(row: Scenario) -> list[str]:
    return [plain(row.title), *(cell(one, points=True) for one in row.forecast), effort_cell(row)]


def _split(row: Scenario) -> list[list[str]]:
    return [
        [plain(row.title), *(cell(one, points=False) for one in row.forecast), effort_cell(row)],
        ["", *(str(one.score) for one in row.forecast), ""],
    ]


def _line(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return ("  " + " ".join(pad(text, size) for text, size in zip(cells, sizes, strict=True))).rstrip()


def _sentence(head: Sequence[str], row: Sequence[str]) -> str:
    parts = (f"{name} {text}" for name, text in zip(head[1:], row[1:], strict=True))
    return f"{row[0]}: {', '.join(parts)}"
