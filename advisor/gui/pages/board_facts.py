"""What the board says side by side: today's model first, then each candidate, differences in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.core.assessment import Dependency
from advisor.core.board import Board, BoardEntry
from advisor.core.memory import MemoryNeed
from advisor.core.words import listed, released_words
from advisor.gui.pages.board_filter import calls_tools, licence_class
from advisor.gui.pages.board_rows import LICENCE_TONES, gib_words, parts_told
from advisor.gui.plain import several, tr
from advisor.report.catalog_text import NOT_CHECKED
from advisor.report.clean import plain
from advisor.report.drawing import Tone
from advisor.report.md import prose, table
from advisor.report.wording import effort_head, sources_words

_NEAR = 1.05
"""Up to how many times as large still counts as the same."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in words."""

    text: str
    note: str = ""
    """How it differs from today's, in words."""
    tone: Tone | None = None
    """The meaning of the value, where it has one; the words say it, too."""
    known: bool = True
    """False where nobody checked it: the words say so."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of today's model and of every candidate."""

    label: str
    today: Cell
    cells: tuple[Cell, ...]


def compared(
    board: Board, dependency: Dependency, entries: Sequence[BoardEntry], precision: str
) -> list[FactRow]:
    """The facts that a choice rests on, the same order for every model."""
    return list(_Comparer(board, dependency, entries, precision).rows())


class _Comparer:
    """Tells the rows of one comparison."""

    def __init__(
        self, board: Board, dependency: Dependency, entries: Sequence[BoardEntry], precision: str
    ) -> None:
        self._board = board
        self._dependency = dependency
        self._entries = entries
        self._precision = precision

    def rows(self) -> Iterator[FactRow]:
        """From where it stands to where it is written."""
        dependency = self._dependency
        yield self._row(tr("Place on the board"), Cell(tr("today's model")), self._place)
        yield self._row(tr("Parameters"), self._size_today(), self._size)
        yield self._row(tr("Context"), _told(self._tokens(self._board.today.context_tokens)), self._context)
        yield self._row(tr("Reads"), _told(self._board.today.reads), self._reads)
        yield self._row(tr("Calls tools"), Cell(tr("not in the catalog"), known=False), self._tools)
        yield self._memory_row()
        yield self._row(tr("Licence"), self._licence_today(), self._licence)
        yield from self._duties()
        yield self._row(tr("Served by"), self._host_today(), self._hosts)
        yield self._row(tr("Name in the code"), Cell(self._written()), self._name)
        yield self._row(
            tr("Effort in the code"), Cell(tr("none")), lambda _one: Cell(effort_head(dependency))
        )
        yield self._row(tr("To run it yourself"), Cell(""), self._runs)
        today = self._board.today.released
        yield self._row(tr("Released"), _told(today.isoformat() if today else None), self._released)
        yield self._row(
            tr("Lacks"), Cell(""), lambda one: Cell("\n".join(one.candidate.lacks) or tr("nothing"))
        )
        yield self._row(tr("Score"), Cell(""), self._score)
        sources = sources_words(self._board.today.sources)
        yield self._row(tr("Sources"), _told(sources), self._sources)

    def _row(self, label: str, today: Cell, tell: object) -> FactRow:
        assert callable(tell)
        return FactRow(label, today, tuple(tell(one) for one in self._entries))

    # --- where it stands ---

    def _place(self, one: BoardEntry) -> Cell:
        if one.candidate.rank is not None:
            chosen = tr("; the chosen target") if one.id == self._dependency.chosen else ""
            return Cell(tr("rank {rank}").format(rank=one.candidate.rank) + chosen, tone=Tone.SERVED)
        return Cell(tr("ruled out"), "; ".join(one.candidate.rejected), Tone.DEAD)

    def _score(self, one: BoardEntry) -> Cell:
        return Cell(f"{one.candidate.score:.1f}", "\n".join(parts_told(one.candidate.parts)))

    def _sources(self, one: BoardEntry) -> Cell:
        return _told(sources_words(one.candidate.alternative.sources))

    # --- the model ---

    def _size_today(self) -> Cell:
        today = self._board.today
        return _told(_size(today.size_b, today.active_b), tr("not known"))

    def _size(self, one: BoardEntry) -> Cell:
        row = one.candidate.alternative
        note = _times(row.params_total_b, self._board.today.size_b)
        return _told(_size(row.params_total_b, row.params_active_b), note=note)

    @staticmethod
    def _tokens(tokens: int | None) -> str | None:
        return tr("{tokens} tokens").format(tokens=f"{tokens:,}") if tokens else None

    def _context(self, one: BoardEntry) -> Cell:
        tokens = one.candidate.alternative.context_tokens
        return _told(self._tokens(tokens), note=_times(tokens, self._board.today.context_tokens))

    def _reads(self, one: BoardEntry) -> Cell:
        read = one.candidate.alternative.modalities_in
        before = set((self._board.today.reads or "").replace("+", " ").replace(",", " ").split())
        note = ""
        if before and read:
            more = [name for name in read if name not in before]
            fewer = [
                name for name in sorted(before) if name not in read and name in ("text", "image", "audio")
            ]
            told = [tr("more: {list}").format(list=listed(more))] if more else []
            told += [tr("no longer: {list}").format(list=listed(fewer))] if fewer else []
            note = "; ".join(told) or tr("as today")
        return _told(", ".join(read), note=note)

    def _tools(self, one: BoardEntry) -> Cell:
        told = calls_tools(one)
        return Cell(told, known=told != NOT_CHECKED)

    def _memory_row(self) -> FactRow:
        label = tr("Memory at {precision}, {tokens} tokens")
        today = self._board.today.memory.get(self._precision)
        return self._row(
            label.format(precision=self._precision, tokens=f"{self._board.tokens:,}"),
            _memory(today, ""),
            lambda one: _memory(
                one.memory.get(self._precision),
                _times(_total(one.memory.get(self._precision)), _total(today)),
            ),
        )

    # --- licence and duties ---

    def _licence_today(self) -> Cell:
        licences = self._board.today.licences
        return _told(listed(one.name for one in licences), tr("none follows it"))

    def _licence(self, one: BoardEntry) -> Cell:
        row, graded = one.candidate.alternative, licence_class(one)
        name = one.licence.name if one.licence else row.licence or row.licence_named
        return _told(name, note=graded, tone=LICENCE_TONES.get(graded, Tone.UNKNOWN))

    def _duties(self) -> Iterator[FactRow]:
        known = next((one.duties for one in self._entries if one.duties is not None), None)
        today = listed((*known.gone, *known.kept)) if known else ""
        bound = (
            Cell(tr("today: {list}").format(list=today)) if today else Cell(tr("none was read to bind here"))
        )
        for label, part, first in (
            (tr("Duties that fall away"), "gone", bound),
            (tr("Duties that stay"), "kept", Cell("")),
            (tr("Duties that come"), "new", Cell("")),
        ):
            yield self._row(label, first, lambda one, part=part: self._duty(one, part))

    @staticmethod
    def _duty(one: BoardEntry, part: str) -> Cell:
        if one.duties is None:
            why = (
                tr("not compared: no duty was read") if one.licence else tr("not compared: licence not read")
            )
            return Cell(why, known=False)
        return Cell("\n".join(getattr(one.duties, part)) or tr("none"))

    # --- where and how it runs ---

    def _host_today(self) -> Cell:
        host = self._board.host
        return Cell(self._board.hosts.get(host, host) if host else tr("your own machines, or not stated"))

    def _hosts(self, one: BoardEntry) -> Cell:
        names = [self._board.hosts.get(host, host) for host in one.candidate.hosted_as]
        if names:
            return Cell(listed(sorted(names, key=str.casefold)))
        is_open = "hosted_ids" in one.candidate.alternative.not_checked
        return Cell(NOT_CHECKED if is_open else tr("no host known"), known=not is_open)

    def _written(self) -> str:
        places = len(self._dependency.finding_ids)
        told = several(places, tr("1 place"), tr("{count} places", "", places))
        return f"{self._dependency.name}, {told}"

    def _name(self, one: BoardEntry) -> Cell:
        """The id at today's host, else that of its repository."""
        ids = one.candidate.hosted_as.get(self._board.host or "", ())
        if ids:
            return Cell(
                ids[0], tr("at {host}").format(host=self._board.hosts.get(self._board.host or "", ""))
            )
        return Cell(one.candidate.alternative.hf_repo, tr("its repository"))

    @staticmethod
    def _runs(one: BoardEntry) -> Cell:
        row = one.candidate.alternative
        parts = (
            (tr("Ollama: {name}"), row.ollama_tag),
            (tr("vLLM from {name}"), row.vllm_min),
            (tr("Transformers from {name}"), row.transformers_min),
            (tr("tool parser {name}"), row.tool_parser),
            (tr("reasoning parser {name}"), row.reasoning_parser),
        )
        told = [text.format(name=name) for text, name in parts if name]
        return _told("\n".join(told))

    @staticmethod
    def _released(one: BoardEntry) -> Cell:
        return _told(released_words(one.candidate.alternative).partition(" ")[2])


def _told(text: str | None, nothing: str = NOT_CHECKED, *, note: str = "", tone: Tone | None = None) -> Cell:
    return Cell(text, note, tone) if text else Cell(nothing, known=False)


def _size(total: float | None, active: float | None) -> str | None:
    if total is None:
        return None
    if active and active != total:
        return tr("{total}B, {active}B active").format(total=f"{total:g}", active=f"{active:g}")
    return f"{total:g}B"


def _total(need: MemoryNeed | None) -> float | None:
    return need.total_gib if need is not None else None


def _memory(need: MemoryNeed | None, note: str) -> Cell:
    total = _total(need)
    if total is not None:
        return Cell(gib_words(total), note)
    weights = need.weights_gib if need else None
    only = tr("weights alone {gib}").format(gib=gib_words(weights)) if weights is not None else ""
    return Cell(tr("not known"), only, known=False)


def _times(new: float | None, old: float | None) -> str:
    """`2.4 times today's`, `a third`-like shares as a number; empty where one of them is not known."""
    if not new or not old:
        return ""
    if max(new / old, old / new) <= _NEAR:
        return tr("as today")
    if new > old:
        return tr("more: {times} times today's").format(times=f"{new / old:.1f}")
    return tr("less: {share}% of today's").format(share=f"{100 * new / old:.0f}")


def markdown(board: Board, title: str, entries: Sequence[BoardEntry], rows: Sequence[FactRow]) -> str:
    """The comparison as a Markdown table, secrets masked."""
    names = [one.candidate.alternative.name for one in entries]
    head = ["", *(prose(name) for name in (board.today.name, *names))]
    body = [
        [prose(row.label), *(_markdown_cell(cell) for cell in (row.today, *row.cells))]
        for row in rows
        if any(cell.text for cell in (row.today, *row.cells))
    ]
    return "\n".join([f"## {prose(title)}", "", *table(head, body), ""])


def _markdown_cell(cell: Cell) -> str:
    parts = [*cell.text.split("\n"), *(f"({part})" for part in cell.note.split("\n") if part)]
    return "<br>".join(prose(plain(part)) for part in parts if part)
