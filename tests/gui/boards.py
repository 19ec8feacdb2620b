"""Boards made by hand: what the use case would hand over, with memory, duties and hosts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advisor.core.assessment import Candidate, Dependency, Reason
from advisor.core.board import Board, BoardEntry, Ground, MachineMemory, TodayModel
from advisor.core.exits import LicenceChange
from advisor.core.knowledge import Source
from advisor.core.memory import MemoryNeed
from tests.report import example

_LABELS = {"licence is non-commercial": "licence class not allowed"}


def needs(gib: float | None) -> dict[str, MemoryNeed]:
    """Memory at the three precisions, from that at q4."""
    cache = None if gib is None else 1.0
    weights = None if gib is None else gib - 1
    at = {"q4": 1.0, "q8": 2.0, "bf16": 4.0}
    return {key: MemoryNeed(weights * times if weights else None, cache) for key, times in at.items()}


def entry(candidate: Candidate) -> BoardEntry:
    """A candidate as the board holds it."""
    grounds = tuple(Ground("kind", _LABELS.get(text, text), text) for text in candidate.rejected)
    duties = LicenceChange("fox", "Fox Licence", (), ("built with line",), (), ("copy of the text",))
    return BoardEntry(candidate, grounds, needs(candidate.memory_gib), duties)


def board_of(dependency: Dependency) -> Board:
    """The board of a dependency of the hand-made assessment: its candidates, and nothing more."""
    entries = tuple(map(entry, dependency.candidates))
    hosts = {host: host.capitalize() for one in entries for host in one.candidate.hosted_as}
    return Board(
        dependency.id,
        entries,
        TodayModel("Llama 3.3 70B Instruct", 70.0, 70.0, 131_072, "text", memory=needs(43.0)),
        host=dependency.provider,
        hosts=hosts,
        precisions={"q4": "a file", "q8": "a file", "bf16": "two bytes"},
        tokens=8192,
        machines=(
            MachineMemory("the main memory of this machine", 15.5),
            MachineMemory("Card 24", 22.4, Source("https://cards.example", date(2026, 11, 24))),
        ),
    )


def many(ranked: int = 30, out: int = 12) -> Dependency:
    """A dependency with many candidates: sizes, windows, classes, hosts and days that differ by number."""
    base = example.DEPENDENCY.candidates[0]
    fit = [_candidate(base, number, number + 1) for number in range(ranked)]
    ruled = [_candidate(base, number, None) for number in range(ranked, ranked + out)]
    return replace(
        example.DEPENDENCY,
        candidates=(*fit, *ruled),
        ranked_total=ranked,
        rejected_total=out,
        chosen=None,
    )


def _candidate(base: Candidate, number: int, rank: int | None) -> Candidate:
    why = ("made for code, not for chat",) if number % 2 else ("its context is too short", "reads no images")
    return replace(
        base,
        alternative=replace(
            base.alternative,
            id=f"model-{number}",
            name=f"Model {number}",
            vendor="Fox" if number % 2 else "Owl",
            licence_class=("permissive", "conditional", "non-commercial")[number % 3],
            context_tokens=None if number == 3 else 8192 * (1 + number % 5),
            modalities_in=("text", "image") if number % 4 == 0 else ("text",),
            tool_calling=(True, False, None)[number % 3],
            released=date(2026, 1, 1 + number % 28),
            params_total_b=float(number + 1),
        ),
        rank=rank,
        memory_gib=None if number == 5 else 2.0 + number,
        score=100.0 - number,
        rejected=() if rank else why,
        hosted_as={"groq": ("x",)} if number % 2 else {},
        parts=(Reason("served by Groq", 60.0), Reason("permissive", 10.0), Reason("too large", -5.0)),
    )
