"""The rows of the board: ranked candidates, then those ruled out, grouped by what ruled them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from advisor.core.assessment import Candidate, Dependency, Reason
from advisor.core.board import Board, BoardEntry, Ground, TodayModel
from advisor.core.memory import MemoryNeed
from advisor.gui.pages.board_filter import hay, licence_class, memory_at
from advisor.gui.plain import shown, to_tr, tr
from advisor.gui.qt import Qt
from advisor.gui.rows import Column, RowModel
from advisor.report.catalog_text import NOT_CHECKED
from advisor.report.drawing import Tone
from advisor.report.wording import licence_words, size_words

LICENCE_TONES = {"permissive": Tone.SERVED, "conditional": Tone.ENDS, "non-commercial": Tone.DEAD}
_NO_RANK = 10**6
_Tell = Callable[[BoardEntry], str]


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A candidate, or the heading over those that one thing ruled out."""

    entry: BoardEntry | None = None
    heading: str = ""

    @property
    def id(self) -> str:
        """The id of the alternative; empty for a heading."""
        return self.entry.id if self.entry else ""


@dataclass
class Marks:
    """What the reader put on the board: a target, models to compare, how memory is shown. Columns ask it."""

    chosen: str | None = None
    ticked: list[str] = field(default_factory=list)
    """Ids in the order they were picked."""
    precision: str = "q4"
    limit_gib: float | None = None
    """What the memory bar is drawn against; None: what today's model needs, else the largest figure."""
    today: MemoryNeed | None = None
    """What today's model needs: without a limit the bar ends at twice that, a mark in its middle."""
    most_gib: float = 1.0
    most_points: float = 1.0

    @property
    def today_gib(self) -> float | None:
        """What today's model needs at the least: the weights alone where its cache is not known."""
        need = self.today
        return (need.total_gib or need.weights_gib) if need is not None else None


def nearest_only(dependency: Dependency) -> Board:
    """The few candidates that a report carries, until all of them are there."""
    label = tr("the nearest misses")
    entries = tuple(
        BoardEntry(one, tuple(Ground("", label, text) for text in one.rejected))
        for one in dependency.candidates
    )
    return Board(dependency.id, entries, TodayModel(dependency.name))


def is_ranked(entry: BoardEntry) -> bool:
    """False for what was ruled out."""
    return entry.candidate.rank is not None


def lines(shown_ones: Iterable[BoardEntry], everything: Iterable[BoardEntry]) -> list[BoardLine]:
    """The rows to show; each heading says how many it stands for, and how many of them are shown."""
    kept = list(shown_ones)
    groups: dict[str, list[BoardEntry]] = {}
    for entry in everything:
        if not is_ranked(entry):
            groups.setdefault(_group(entry), []).append(entry)
    passing = {entry.id for entry in kept}
    made = [BoardLine(entry) for entry in kept if is_ranked(entry)]
    for label, members in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        here = [entry for entry in members if entry.id in passing]
        if here:
            made += [BoardLine(heading=_heading(label, len(here), len(members))), *map(BoardLine, here)]
    return made


def _group(entry: BoardEntry) -> str:
    return entry.grounds[0].label if entry.grounds else tr("for a reason not told")


def _heading(label: str, here: int, total: int) -> str:
    if here == total:
        return tr("Ruled out, {label}: {total}").format(label=label, total=f"{total:,}")
    told = tr("Ruled out, {label}: {here} of {total} shown")
    return told.format(label=label, here=f"{here:,}", total=f"{total:,}")


def second_line(entry: BoardEntry, size: str = "") -> str:
    """What stands below a row's name: who made it, its size if told, why it stands where it stands."""
    candidate = entry.candidate
    maker = " · ".join(part for part in (candidate.alternative.vendor, size) if part)
    if candidate.rejected:
        return tr("{vendor} · ruled out: {why}").format(vendor=maker, why="; ".join(candidate.rejected))
    told = [maker, ", ".join(candidate.fits[:3])]
    if candidate.lacks:
        told.append(tr("but {lack}").format(lack=candidate.lacks[0]))
    return " · ".join(part for part in told if part)


def size_of(candidate: Candidate) -> str:
    """`116.8B (5.1B)`: the parameters, and those at work for a token where they are fewer."""
    total, active = candidate.alternative.params_total_b, candidate.alternative.params_active_b
    if total is None:
        return NOT_CHECKED
    return f"{total:g}B ({active:g}B)" if active and active != total else f"{total:g}B"


def reads_of(candidate: Candidate) -> str:
    """`text, image +1`: all of them stand in the tool tip."""
    first, rest = candidate.alternative.modalities_in[:2], candidate.alternative.modalities_in[2:]
    return (", ".join(first) or NOT_CHECKED) + (f" +{len(rest)}" if rest else "")


def gib_words(gib: float | None) -> str:
    """`66.9 GiB`; what was not seen says so."""
    return tr("not known") if gib is None else f"{gib:,.1f} GiB"


def memory_told(entry: BoardEntry, marks: Marks) -> str:
    """The figure, the precision, and how it stands to the limit."""
    gib, need = memory_at(entry, marks.precision), entry.memory.get(marks.precision)
    told = tr("{gib} at {precision}").format(gib=gib_words(gib), precision=marks.precision)
    if need is not None and gib is None and need.weights_gib is not None:
        told += tr("; the weights alone need {gib}").format(gib=gib_words(need.weights_gib))
    if gib is not None and marks.limit_gib is not None:
        over = tr("; over the limit of {limit}") if gib > marks.limit_gib else tr("; within {limit}")
        told += over.format(limit=gib_words(marks.limit_gib))
    return told


def bars_words(marks: Marks) -> str:
    """What the end of a memory bar stands for."""
    if marks.limit_gib is not None:
        return tr("memory bars end at the limit of {gib}").format(gib=gib_words(marks.limit_gib))
    if not marks.today_gib or marks.today is None:
        return ""
    told = tr("mark in the memory bars: today's model, {gib}")
    if marks.today.total_gib is None:
        told = tr("mark in the memory bars: the weights of today's model, {gib}")
    return told.format(gib=gib_words(marks.today_gib))


def parts_told(parts: Sequence[Reason]) -> list[str]:
    """`+25 Groq serves it as …`: the shares of a score, the largest first."""
    ordered = sorted(parts, key=lambda part: -(part.points or 0))
    return [f"{part.points or 0:+g}  {part.text}" for part in ordered]


class BoardModel(RowModel[BoardLine]):
    """Sorts the ranked ones and each group of those ruled out for itself: headings stay where they are."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        super().__init__(tuple(self._columns()), lambda row: hay(row.entry) if row.entry else "", self.aloud)

    def _sorted(self, column: int, order: Qt.SortOrder) -> list[BoardLine]:
        key = self.columns[column].key or self.columns[column].text
        blocks: list[list[BoardLine]] = [[]]
        for row in self._shown:
            if row.entry is None:
                blocks.append([])
            blocks[-1].append(row)
        down = order == Qt.SortOrder.DescendingOrder
        return [
            row
            for block in blocks
            for row in (
                *(one for one in block if one.entry is None),
                *sorted((one for one in block if one.entry is not None), key=key, reverse=down),
            )
        ]

    def renew(self) -> None:
        """Ticks, target or memory changed: the same rows look different."""
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def aloud(self, row: BoardLine) -> str:
        """A row as it is read out."""
        if row.entry is None:
            return row.heading
        candidate, marks = row.entry.candidate, self.marks
        place = tr("rank {rank}").format(rank=candidate.rank) if candidate.rank else tr("ruled out")
        told = [
            candidate.alternative.name,
            place,
            size_words(candidate.alternative),
            candidate.alternative.licence or tr("licence not checked"),
            memory_told(row.entry, marks),
            *([tr("the chosen target")] if marks.chosen == row.id else []),
            *([tr("picked for the comparison")] if row.id in marks.ticked else []),
            second_line(row.entry),
        ]
        return ", ".join(told)

    # --- columns ---

    def _columns(self) -> Iterator[Column[BoardLine]]:
        yield replace(self._column("", self._tick, sample="☑"), spoken=to_tr("Picked"))
        rank = self._column("#", self._rank, lambda one: one.candidate.rank or _NO_RANK, sample="✓ 10.")
        yield replace(rank, spoken=to_tr("Rank"))
        yield self._column(to_tr("Model"), _name, sample="Mistral Small 4 119B", tip=_whole)
        yield self._column(
            to_tr("Size (active)"),
            lambda one: size_of(one.candidate),
            lambda one: one.candidate.alternative.params_total_b or 0.0,
            sample="116.8B (5.1B)",
            tip=lambda one: size_words(one.candidate.alternative),
        )
        yield replace(
            self._column(
                to_tr("Context"),
                lambda one: f"{tokens:,}" if (tokens := _context(one)) else NOT_CHECKED,
                lambda one: _context(one) or 0,
                sample="1,048,576",
            ),
            right=True,
        )
        yield self._column(
            to_tr("Reads"),
            lambda one: reads_of(one.candidate),
            sample="text, image +1",
            tip=lambda one: ", ".join(one.candidate.alternative.modalities_in),
        )
        yield replace(self._licence(), tone=_licence_tone)
        yield self._column(
            to_tr("Memory"),
            lambda one: gib_words(memory_at(one, self.marks.precision)),
            lambda one: _or_last(memory_at(one, self.marks.precision)),
            sample="1,000.0 GiB ........",
            tip=lambda one: memory_told(one, self.marks),
        )
        yield self._column(
            to_tr("Score"),
            lambda one: f"{one.candidate.score:.1f}",
            lambda one: one.candidate.score,
            sample="100.0 ........",
            tip=lambda one: "; ".join(parts_told(one.candidate.parts)),
        )

    def _licence(self) -> Column[BoardLine]:
        return self._column(
            to_tr("Licence"),
            lambda one: one.candidate.alternative.licence or NOT_CHECKED,
            sample="apache-2.0 xx",
            tip=lambda one: licence_words(one.candidate.alternative.licence, licence_class(one)),
        )

    def _column(
        self,
        title: str,
        text: _Tell,
        key: Callable[[BoardEntry], Any] | None = None,
        *,
        sample: str,
        tip: _Tell | None = None,
    ) -> Column[BoardLine]:
        """A column over entries; a heading has no cells of its own."""
        told = tip or text
        return Column[BoardLine](
            title,
            _of_entry(text),
            _of_entry(key) if key else None,
            sample=sample,
            tip=lambda row: told(row.entry) if row.entry else row.heading,
        )

    def _tick(self, entry: BoardEntry) -> str:
        return tr("picked") if entry.id in self.marks.ticked else tr("not picked")

    def _rank(self, entry: BoardEntry) -> str:
        rank = f"{entry.candidate.rank}." if entry.candidate.rank is not None else tr("out")
        return f"✓ {rank}" if self.marks.chosen == entry.id else rank


def _of_entry(tell: Callable[[BoardEntry], Any]) -> Callable[[BoardLine], Any]:
    """The same of a row; a heading has nothing of its own, and is never sorted by it."""
    return lambda row: tell(row.entry) if row.entry else ""


def _name(entry: BoardEntry) -> str:
    return entry.candidate.alternative.name


def _whole(entry: BoardEntry) -> str:
    return f"{_name(entry)}: {second_line(entry)}"


def _context(entry: BoardEntry) -> int | None:
    return entry.candidate.alternative.context_tokens


def _licence_tone(row: BoardLine) -> Tone | None:
    return LICENCE_TONES.get(licence_class(row.entry), Tone.UNKNOWN) if row.entry else None


def _or_last(gib: float | None) -> float:
    return gib if gib is not None else float("inf")


def copied(row: BoardLine) -> str:
    """A row as a line of text."""
    if row.entry is None:
        return shown(row.heading)
    candidate = row.entry.candidate
    return shown(f"{candidate.alternative.name}: {second_line(row.entry)}", 1000)
