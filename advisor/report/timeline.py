"""The timeline of the report as shapes: what ended, what ends, what is imagined, and the day judged by.

Like all of `drawing`: no Qt, no colours; nothing is computed here but where a shape stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.core.assessment import Assessment, Dependency
from advisor.core.kinds import Status
from advisor.core.knowledge import OutlookEvent
from advisor.report.drawing import (
    STATUS_TONES,
    Align,
    Area,
    Box,
    Dot,
    Drawing,
    Shape,
    Size,
    Stroke,
    Tone,
    Words,
)
from advisor.report.wording import counted, sources_words, verdict_words

_EVENT_TONES = {
    "release": Tone.ACCENT,
    "open-weights": Tone.SERVED,
    "proprietary": Tone.ENDS,
    "shutdown": Tone.DEAD,
    "rename": Tone.UNKNOWN,
    "notice": Tone.UNKNOWN,
}
_LANES = 3


@dataclass(frozen=True, slots=True)
class _Mark:
    on: date
    text: str
    tone: Tone
    key: str
    label: str
    imagined: bool = False
    """No fact: drawn dashed and hollow."""


@dataclass(frozen=True, slots=True)
class Look:
    """Which part of time a timeline shows, and what is marked on it besides."""

    since: date | None = None
    """Earlier events are left out; ends of this project never are."""
    by: date | None = None
    """The last day of the horizon, marked as a band from the day judged by."""
    real_day: date | None = None
    """The real day, marked where it is not the day judged by."""


def timeline(assessment: Assessment, width: float, look: Look | None = None) -> Drawing:
    """The public events above the line, the ends of this project's dependencies below it.

    Labels stand in lanes where there is room; a mark without room keeps its dot and its area.
    Keys are `event:ID`, `dependency:ID`, `day:DATE` for several ends of one day, and `what-if:NAME` for a
    day that somebody typed in, called so.
    """
    look = look or Look()
    above = [_event_mark(one) for one in assessment.outlook.events if not look.since or one.on >= look.since]
    imagined = _what_ifs(assessment)
    below = _ends(assessment.dependencies)
    marked_days = [day for day in (assessment.as_of, look.by, look.real_day) if day]
    first, last = _span([mark.on for mark in above + imagined + below] + marked_days)
    lanes_below = _LANES if below else 0
    lane = 20.0
    axis = _LANES * lane + 16
    foot = axis + 30 + lanes_below * lane
    height = foot + 20
    scale = _Scale(first, last, 8.0, width - 8.0)
    shapes: list[Shape] = [*_years(scale, axis), *_days(scale, assessment.as_of, look, axis, foot)]
    areas: list[Area] = []
    for marks, direction, start in ((above + imagined, -1, axis - 16), (below, 1, axis + 34)):
        marked, touched = _place_marks(marks, scale, axis, start, direction * lane, width)
        shapes += marked
        areas += touched
    title = f"Timeline from {first} to {last} with {counted(len(above), 'event')}"
    if below:
        ends = sum(one.verdict.date is not None for one in assessment.dependencies)
        title += f" and {counted(ends, 'dated end')} of this project"
    if imagined:
        title += f"; {counted(len(imagined), 'what-if')}, no fact"
    return Drawing(width, height, title + ".", tuple(shapes), tuple(areas))


def _event_mark(event: OutlookEvent) -> _Mark:
    label = f"{event.on}: {event.title}"
    if event.sources:
        label += f". Source: {sources_words(event.sources)}"
    return _Mark(event.on, event.title, event_tone(event.kind), f"event:{event.id}", label)


def _ends(dependencies: Sequence[Dependency]) -> list[_Mark]:
    """The dated ends; those of one day are one mark, or their labels would stand on each other."""
    by_day: dict[date, list[Dependency]] = {}
    for dependency in dependencies:
        if dependency.verdict.date is not None:
            by_day.setdefault(dependency.verdict.date, []).append(dependency)
    return [_end_mark(day, inside) for day, inside in by_day.items()]


def _end_mark(day: date, inside: Sequence[Dependency]) -> _Mark:
    first = inside[0]
    tone = STATUS_TONES[min((one.verdict.status for one in inside), key=list(Status).index)]
    if len(inside) == 1:
        told = f"{first.title}: {verdict_words(first.verdict)}"
        return _Mark(day, first.title, tone, f"dependency:{first.id}", told)
    named = ", ".join(one.title for one in inside[:4]) + (" and more" if len(inside) > 4 else "")
    count = counted(len(inside), "dependency", "dependencies")
    return _Mark(day, count, tone, f"day:{day}", f"{day}: {count}: {named}")


def _what_ifs(assessment: Assessment) -> list[_Mark]:
    """The days that are no facts; past ones mean nothing and were refused before."""
    return [
        _Mark(
            date.fromisoformat(day),
            "what-if: open Muse",
            Tone.ENDS,
            f"what-if:{name}",
            f"{day}: what-if, no fact",
            imagined=True,
        )
        for name, day in assessment.policy.what_if.items()
    ]


def event_tone(kind: str) -> Tone:
    """The tone of an outlook event by its kind; unknown kinds are neutral."""
    return _EVENT_TONES.get(kind, Tone.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * (day - self.first).days / span

    @property
    def quarter(self) -> float:
        """How wide a quarter of a year is."""
        return (self.right - self.left) * 91 / max((self.last - self.first).days, 1)


def _span(days: Sequence[date]) -> tuple[date, date]:
    first, last = min(days), max(days)
    return date(first.year, 1, 1), date(last.year, 12, 31)


def _years(scale: _Scale, axis: float) -> list[Shape]:
    shapes: list[Shape] = [Stroke(scale.left, axis, scale.right, axis, Tone.RULE, 2)]
    for year in range(scale.first.year, scale.last.year + 1):
        x = scale.x(date(year, 1, 1))
        shapes.append(Stroke(x, axis - 5, x, axis + 5, Tone.RULE, 1))
        shapes.append(Words(x + 6, axis + 14, 60, str(year), Tone.MUTED, Size.SMALL))
        for month in (4, 7, 10) if scale.quarter >= _QUARTER_ROOM else ():
            x = scale.x(date(year, month, 1))
            shapes.append(Stroke(x, axis - 3, x, axis + 3, Tone.RULE, 1))
            shapes.append(Words(x + 6, axis + 14, 40, _MONTHS[month], Tone.MUTED, Size.SMALL))
    return shapes


_QUARTER_ROOM = 44.0
"""Less, and the names of months would stand on each other."""
_MONTHS: Mapping[int, str] = {4: "Apr", 7: "Jul", 10: "Oct"}


def _days(scale: _Scale, as_of: date, look: Look, axis: float, foot: float) -> list[Shape]:
    """The day judged by with its date, the horizon from there as a band, and today where it is another."""
    x = scale.x(as_of)
    shapes: list[Shape] = []
    told = f"as of {as_of}"
    if look.by is not None:
        shapes.append(Box(x, axis - 5, scale.x(look.by) - x, 10, Tone.ACCENT, 3))
        told += f", horizon to {look.by}"
    if look.real_day is not None and look.real_day != as_of:
        at = scale.x(look.real_day)
        shapes.append(Stroke(at, 0, at, foot, Tone.MUTED, 1, dashed=True))
        told += f", today {look.real_day}"
    room = scale.right + scale.left
    align = Align.RIGHT if x > room / 2 else Align.LEFT
    shapes.append(Stroke(x, 0, x, foot + 4, Tone.ACCENT, 1, dashed=True))
    shapes.append(Words(x, foot + 11, room, told, Tone.ACCENT, Size.SMALL, align, bold=True))
    return shapes


def _place_marks(
    marks: Sequence[_Mark], scale: _Scale, axis: float, start: float, lane: float, width: float
) -> tuple[list[Shape], list[Area]]:
    """Dots on the axis and labels in a lane that is free, latest mark first: it matters most."""
    shapes: list[Shape] = []
    areas: list[Area] = []
    labels: list[_Label] = []
    for mark in sorted(marks, key=lambda each: each.on, reverse=True):
        x = scale.x(mark.on)
        label = _free_label(labels, x, 7.0 * len(mark.text) + 14, width)  # letters are measured when painted
        if label is not None:
            labels.append(label)
            y = start + label.lane * lane
            shapes += [Stroke(x, axis, x, y, mark.tone, 1, dashed=mark.imagined), label.words(y, mark)]
            areas.append(Area(label.left, y - 9, label.right - label.left, 18, mark.key, mark.label))
        shapes.append(Dot(x, axis, 5, mark.tone, hollow=mark.imagined))
        areas.append(Area(x - 6, axis - 6, 12, 12, mark.key, mark.label))
    return shapes, areas


@dataclass(frozen=True, slots=True)
class _Label:
    """Words in a lane, at one end of which a stem goes down to the mark's dot."""

    lane: int
    left: float
    right: float
    stem: float

    def clear_of(self, other: _Label) -> bool:
        """True where neither touches the other's words, nor a stem runs through them."""
        if self.lane == other.lane:
            return self.right < other.left or other.right < self.left
        inner, outer = sorted((self, other), key=lambda each: each.lane)
        return not inner.left - 2 < outer.stem < inner.right

    def words(self, y: float, mark: _Mark) -> Words:
        """What is written beside the stem."""
        room = self.right - self.left - 6
        if self.left < self.stem:
            return Words(self.stem - 5, y, room, mark.text, mark.tone, Size.SMALL, Align.RIGHT)
        return Words(self.stem + 5, y, room, mark.text, mark.tone, Size.SMALL)


def _free_label(labels: Sequence[_Label], x: float, extent: float, width: float) -> _Label | None:
    """A label right of the stem, near the axis first; at the edge left of it, far from the axis first."""
    if x + extent <= width:
        wanted = [_Label(lane, x, x + extent, x) for lane in range(_LANES)]
    elif x >= extent:
        wanted = [_Label(lane, x - extent, x, x) for lane in reversed(range(_LANES))]
    else:
        wanted = []
    return next((one for one in wanted if all(one.clear_of(each) for each in labels)), None)
