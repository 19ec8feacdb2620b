"""Below the board: everything about the candidate that is current, why it stands where it stands first."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.core.assessment import Candidate
from advisor.core.board import Board, BoardEntry
from advisor.core.exits import LicenceChange
from advisor.core.words import released_words
from advisor.gui.pages.board_filter import licence_class
from advisor.gui.pages.board_rows import Marks, gib_words, memory_told, parts_told
from advisor.gui.pages.board_table import ScoreBar
from advisor.gui.pages.catalog_detail import source_line
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QVBoxLayout
from advisor.gui.theme import SPACE
from advisor.report.wording import licence_words, tokens_words


def fill_candidate(layout: QVBoxLayout, entry: BoardEntry, marks: Marks, board: Board) -> None:
    """Name and facts, the reasons, the score share by share, memory at each precision, duties, hosts."""
    candidate = entry.candidate
    alternative = candidate.alternative
    title = f"{alternative.name} · {alternative.hf_repo}"
    layout.addWidget(PlainLabel(shown(title), "heading", wrap=True).selectable())
    layout.addWidget(PlainLabel(shown(_facts(entry)), "muted", wrap=True))
    _list(layout, tr("Ruled out because"), candidate.rejected)
    _score(layout, candidate, marks)
    _list(layout, tr("What it lacks"), candidate.lacks)
    _list(layout, tr("Memory"), _memory(entry, marks))
    if entry.duties is not None:
        _list(layout, tr("Duties under {name}").format(name=entry.duties.name), _duties(entry.duties))
    hosts = [
        f"{board.hosts.get(host, host)}: {', '.join(ids)}"
        for host, ids in sorted(candidate.hosted_as.items())
    ]
    _list(layout, tr("Hosted as"), hosts)
    layout.addSpacing(SPACE)
    layout.addWidget(PlainLabel(tr("Sources"), "label"))
    for source in alternative.sources:
        layout.addWidget(source_line(source))
    layout.addStretch()


def _facts(entry: BoardEntry) -> str:
    alternative = entry.candidate.alternative
    _, _, day = released_words(alternative).partition(" ")
    released = tr("released {day}").format(day=day) if day else tr("release date not checked")
    graded = licence_class(entry) if alternative.licence else None
    licence = licence_words(alternative.licence, graded)
    return " · ".join((licence, tokens_words(alternative.context_tokens), released))


def _score(layout: QVBoxLayout, candidate: Candidate, marks: Marks) -> None:
    """Why this rank: the shares as a bar and in words."""
    if not candidate.parts:
        _list(layout, tr("Why it fits"), candidate.fits)
        return
    layout.addSpacing(SPACE)
    told = tr("Score {score}: rank {rank}") if candidate.rank is not None else tr("Score {score}, not ranked")
    head = told.format(score=f"{candidate.score:.1f}", rank=candidate.rank)
    layout.addWidget(PlainLabel(head, "label"))
    layout.addWidget(ScoreBar(candidate.parts, marks.most_points))
    text = "\n".join(shown(part) for part in parts_told(candidate.parts))
    layout.addWidget(PlainLabel(text, wrap=True).selectable())


def _memory(entry: BoardEntry, marks: Marks) -> list[str]:
    others = [
        f"{gib_words(need.total_gib)} at {precision}"
        for precision, need in entry.memory.items()
        if precision != marks.precision
    ]
    told = [memory_told(entry, marks) + (f" ({', '.join(others)})" if others else "")]
    return [*told, *filter(None, (entry.candidate.memory_note,))]


def _duties(change: LicenceChange) -> list[str]:
    parts = (
        (tr("fall away: {list}"), change.gone),
        (tr("stay: {list}"), change.kept),
        (tr("come: {list}"), change.new),
    )
    return [text.format(list=", ".join(names) or tr("none")) for text, names in parts]


def _list(layout: QVBoxLayout, label: str, texts: Iterable[str]) -> None:
    said = [text for text in texts if text]
    if said:
        layout.addSpacing(SPACE)
        layout.addWidget(PlainLabel(shown(label, 120), "label", wrap=True))
        bullets = "\n".join(f"•  {shown(text)}" for text in said) if len(said) > 1 else shown(said[0])
        layout.addWidget(PlainLabel(bullets, wrap=True).selectable())
