"""The charts of the report as plain lists of shapes: no Qt, no SVG, no colours, only meanings.

A widget paints them, a writer of SVG writes them; both give every `Tone` a colour of their palette.
Nothing is computed here but where a shape stands. Units are pixels at 100 % scale, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from advisor.core.assessment import Assessment, Dependency, Summary
from advisor.core.kinds import Level, Status
from advisor.report.wording import counted


class Tone(StrEnum):
    """What a colour means. The palette decides what it looks like."""

    INK = "ink"
    MUTED = "muted"
    RULE = "rule"
    ACCENT = "accent"
    DEAD = "dead"
    ENDS = "ends"
    SERVED = "served"
    YOURS = "yours"
    UNKNOWN = "unknown"
    CALM = "calm"
    """Less than all right: the lowest grade of a scale."""
    MIDDLE = "middle"
    """Neither well nor badly: the middle grade of a scale."""


class Size(StrEnum):
    """The type scale."""

    SMALL = "small"
    BODY = "body"
    TITLE = "title"


class Align(StrEnum):
    """Which point of the words `x` means."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


STATUS_TONES: Mapping[Status, Tone] = {
    Status.DEAD: Tone.DEAD,
    Status.ENDS: Tone.ENDS,
    Status.SERVED: Tone.SERVED,
    Status.YOURS: Tone.YOURS,
    Status.UNKNOWN: Tone.UNKNOWN,
}
LEVEL_TONES: Mapping[Level, Tone] = {
    Level.VERY_LOW: Tone.CALM,
    Level.LOW: Tone.SERVED,
    Level.MEDIUM: Tone.MIDDLE,
    Level.HIGH: Tone.ENDS,
    Level.VERY_HIGH: Tone.DEAD,
}
STATUS_WORDS: Mapping[Status, str] = {
    Status.DEAD: "dead",
    Status.ENDS: "ends",
    Status.SERVED: "served",
    Status.YOURS: "yours",
    Status.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. `solid` takes the tone's strong colour, else its wash; `outline` adds a border."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    radius: float = 0
    solid: bool = False
    outline: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, its vertical middle at `y`; cut with an ellipsis when wider than `width`."""

    x: float
    y: float
    width: float
    text: str
    tone: Tone = Tone.INK
    size: Size = Size.BODY
    align: Align = Align.LEFT
    bold: bool = False
    on_solid: bool = False
    """Set upon a solid box of its tone: takes the colour that reads there."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle; a hollow one is a ring on the surface."""

    x: float
    y: float
    radius: float
    tone: Tone
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A place that leads somewhere: `key` says where, `label` is read aloud and shown as tool tip."""

    x: float
    y: float
    width: float
    height: float
    key: str
    label: str


Shape = Box | Words | Stroke | Dot


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished chart."""

    width: float
    height: float
    title: str
    """One sentence that says what is to be seen, for those who do not see it."""
    shapes: tuple[Shape, ...]
    areas: tuple[Area, ...] = ()


# --- what stands where: one stacked bar ------------------------------------------------------------


def status_strip(summary: Summary, width: float) -> Drawing:
    """All findings as one bar, divided by verdict; keys are `status:dead` …"""
    present = [(status, count) for status in Status if (count := summary.by_status.get(status, 0))]
    total = sum(count for _, count in present)
    height, gap = 12.0, 3.0
    if not total:
        return Drawing(width, height, "No findings.", (Box(0, 0, width, height, Tone.UNKNOWN, 6),))
    spare = width - gap * (len(present) - 1)
    widths = _shares([count for _, count in present], spare, least=8)
    shapes: list[Shape] = []
    areas: list[Area] = []
    x = 0.0
    for (status, count), part in zip(present, widths, strict=True):
        shapes.append(Box(x, 0, part, height, STATUS_TONES[status], 4, solid=True))
        areas.append(
            Area(x, 0, part, height, f"status:{status}", f"{counted(count, 'place')}: {STATUS_WORDS[status]}")
        )
        x += part + gap
    title = ", ".join(f"{count} {STATUS_WORDS[status]}" for status, count in present)
    return Drawing(width, height, f"Places by verdict: {title}.", tuple(shapes), tuple(areas))


def _shares(counts: Sequence[int], width: float, least: float) -> list[float]:
    """`width` divided in proportion, none below `least` so that a single place is still seen."""
    total = sum(counts)
    raw = [max(width * count / total, least) for count in counts]
    over = sum(raw) - width
    slack = sum(part - least for part in raw)
    return [part - (over * (part - least) / slack if slack > 0 else 0) for part in raw]


# --- likelihood times impact -----------------------------------------------------------------------

_GRADES = tuple(level.value for level in Level)
_STEPS = len(_GRADES)
_FIELD_LEFT, _FIELD_TOP, _FIELD_GAP = 76.0, 22.0, 4.0
RiskTable = Sequence[Sequence[Level]]
"""Levels by likelihood (rows) and impact (columns), as an assessment carries them."""


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the cells of the heat map stand."""

    width: float
    cell_width: float
    cell_height: float

    @classmethod
    def of(cls, width: float) -> _Field:
        cell = (width - _FIELD_LEFT - _FIELD_GAP * (_STEPS - 1)) / _STEPS
        return cls(width, cell, min(max(cell * 0.55, 34.0), 46.0))

    @property
    def height(self) -> float:
        return _FIELD_TOP + _STEPS * (self.cell_height + _FIELD_GAP) + 40

    def x(self, likelihood: int) -> float:
        return _FIELD_LEFT + (likelihood - 1) * (self.cell_width + _FIELD_GAP)

    def y(self, impact: int) -> float:
        return _FIELD_TOP + (_STEPS - impact) * (self.cell_height + _FIELD_GAP)


def risk_matrix(dependencies: Sequence[Dependency], width: float, table: RiskTable = ()) -> Drawing:
    """Likelihood (across) and impact (up), the dependencies counted in their cells.

    A cell in use has the tone of the gravest level among its dependencies, an empty one the faint tone of
    its level in `table`. Keys are `cell:LIKELIHOOD,IMPACT`.
    """
    field = _Field.of(width)
    cells = _by_cell(dependencies)
    shapes: list[Shape] = []
    areas: list[Area] = []
    for impact in range(_STEPS, 0, -1):
        shapes.append(_impact_words(field, impact))
        for likelihood in range(1, _STEPS + 1):
            inside = cells.get((likelihood, impact), [])
            empty = LEVEL_TONES[table[likelihood - 1][impact - 1]] if table else Tone.RULE
            shapes += _cell(field, likelihood, impact, inside, empty)
            if inside:
                areas.append(_cell_area(field, likelihood, impact, len(inside)))
    shapes += _matrix_axes(field)
    title = "Risk of staying: " + ("; ".join(area.label for area in areas) or "no dependency")
    return Drawing(width, field.height, title + ".", tuple(shapes), tuple(areas))


def _impact_words(field: _Field, impact: int) -> Words:
    y = field.y(impact) + field.cell_height / 2
    edge = _FIELD_LEFT - 8
    return Words(edge, y, edge, _GRADES[impact - 1], Tone.MUTED, Size.SMALL, Align.RIGHT)


def _cell_area(field: _Field, likelihood: int, impact: int, number: int) -> Area:
    grades = f"likelihood {_GRADES[likelihood - 1]}, impact {_GRADES[impact - 1]}"
    return Area(
        field.x(likelihood),
        field.y(impact),
        field.cell_width,
        field.cell_height,
        f"cell:{likelihood},{impact}",
        f"{counted(number, 'dependency', 'dependencies')}, {grades}",
    )


def _by_cell(dependencies: Iterable[Dependency]) -> dict[tuple[int, int], list[Dependency]]:
    cells: dict[tuple[int, int], list[Dependency]] = {}
    for dependency in dependencies:
        cells.setdefault((dependency.risk.likelihood, dependency.risk.impact), []).append(dependency)
    return cells


def _cell(
    field: _Field, likelihood: int, impact: int, inside: Sequence[Dependency], empty: Tone
) -> list[Shape]:
    x, y, width, height = field.x(likelihood), field.y(impact), field.cell_width, field.cell_height
    if not inside:
        return [Box(x, y, width, height, empty, 5)]
    grades = list(Level)
    tone = LEVEL_TONES[max((dependency.risk.level for dependency in inside), key=grades.index)]
    text = Words(
        x + width / 2,
        y + height / 2,
        width,
        str(len(inside)),
        tone,
        Size.TITLE,
        Align.CENTRE,
        bold=True,
        on_solid=True,
    )
    return [Box(x, y, width, height, tone, 5, solid=True), text]


def _matrix_axes(field: _Field) -> list[Shape]:
    room, foot = field.width - _FIELD_LEFT, field.height - 8
    middle, across = _FIELD_LEFT + room / 2, "Likelihood of trouble →"
    shapes: list[Shape] = [
        Words(middle, foot, room, across, Tone.MUTED, Size.SMALL, Align.CENTRE),
        Words(_FIELD_LEFT - 8, 10, _FIELD_LEFT - 8, "Impact ↑", Tone.MUTED, Size.SMALL, Align.RIGHT),
    ]
    for likelihood, grade in enumerate(_GRADES, start=1):
        x = field.x(likelihood) + field.cell_width / 2
        shapes.append(Words(x, foot - 20, field.cell_width, grade, Tone.MUTED, Size.SMALL, Align.CENTRE))
    return shapes


# --- where the places are --------------------------------------------------------------------------


def exposure(counts: Mapping[str, Mapping[Status, int]], width: float) -> Drawing:
    """One bar a context, divided by verdict, of `by_context_and_status`; keys are `context:production` …"""
    contexts = sorted(counts, key=lambda context: -sum(counts[context].values()))
    largest = max((sum(row.values()) for row in counts.values()), default=1)
    row_height, left, right = 28.0, 96.0, 48.0
    shapes: list[Shape] = []
    areas: list[Area] = []
    for index, context in enumerate(contexts):
        y = index * row_height + row_height / 2
        total = sum(counts[context].values())
        shapes.append(Words(0, y, left - 8, context, Tone.INK, Size.BODY))
        shapes += _stacked(left, y, max((width - left - right) * total / largest, 6), counts[context])
        shapes.append(Words(width, y, right - 6, f"{total:,}", Tone.MUTED, Size.BODY, Align.RIGHT))
        areas.append(
            Area(
                0,
                y - row_height / 2,
                width,
                row_height,
                f"context:{context}",
                f"{counted(total, 'place')} in {context}",
            )
        )
    title = "Places by part of the project: " + (", ".join(area.label for area in areas) or "none")
    return Drawing(width, max(len(contexts), 1) * row_height, title + ".", tuple(shapes), tuple(areas))


def by_context_and_status(assessment: Assessment) -> dict[str, dict[Status, int]]:
    """How many places each part of the project has of each verdict."""
    counts: dict[str, dict[Status, int]] = {}
    for finding in assessment.findings:
        row = counts.setdefault(finding.context.value, {})
        status = finding.verdict.status if finding.verdict else Status.UNKNOWN
        row[status] = row.get(status, 0) + 1
    return counts


def _stacked(x: float, y: float, width: float, counts: Mapping[Status, int]) -> list[Shape]:
    present = [(status, counts[status]) for status in Status if counts.get(status)]
    gap = 2.0
    parts = _shares(
        [count for _, count in present], max(width - gap * (len(present) - 1), 3 * len(present)), least=3
    )
    shapes: list[Shape] = []
    for (status, _), part in zip(present, parts, strict=True):
        shapes.append(Box(x, y - 6, part, 12, STATUS_TONES[status], 3, solid=True))
        x += part + gap
    return shapes
