"""What `benchmark` prints: precision and recall overall, by kind, context and repository."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.app.benchmark import Benchmark
from advisor.app.scoring import Question, Tally
from advisor.core.findings import JsonObject
from advisor.report.clean import plain
from advisor.report.json_report import dumps
from advisor.report.layout import pad

_TITLES: Mapping[Question, str] = {
    Question.LINE: "dependent or not, by line",
    Question.KIND: "with the right kind",
    Question.FAMILY: "with the right model family",
}
_WORST = 40


def render(result: Benchmark, *, as_json: bool) -> str:
    """The figures as text or JSON, ending with a newline."""
    return dumps(_object(result)) if as_json else "\n".join(_lines(result)) + "\n"


def _lines(result: Benchmark) -> list[str]:
    total = result.total
    lines = ["overall"]
    lines += [_line(_TITLES[question], tally) for question, tally in total.overall.items()]
    lines += ["", "by kind", *(_line(kind, tally) for kind, tally in sorted(total.by_kind.items()))]
    for question in Question:
        lines += ["", f"by context, {_TITLES[question]}"]
        lines += [_line(name, tallies[question]) for name, tallies in sorted(total.by_context.items())]
    for question in Question:
        lines += ["", f"by repository, {_TITLES[question]}"]
        lines += [_line(name, part.overall[question]) for name, part in result.by_repository.items()]
    return lines + _places(result)


def _line(name: str, tally: Tally) -> str:
    head = pad(f"  {plain(name)}", 34)
    figures = f"P {_share(tally.precision)}  R {_share(tally.recall)}"
    return f"{head}{figures}  hits {tally.hits:5d}  wrong {tally.wrong:5d}  missed {tally.missed:5d}"


def _share(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"


def _places(result: Benchmark) -> list[str]:
    wrong = [
        f"  {name} {row.path}:{row.line}  {row.kind} {row.model or ''}"
        for name, part in result.by_repository.items()
        for row in part.wrong
    ]
    missed = [
        f"  {name} {row.path}:{row.line}  {row.kind} {row.model or ''}"
        for name, part in result.by_repository.items()
        for row in part.missed
    ]
    lines: list[str] = []
    for title, places in (("wrong", wrong), ("missed", missed)):
        if places:
            lines += ["", f"{title}: {len(places)}", *(plain(place.rstrip()) for place in places[:_WORST])]
    return lines


def _object(result: Benchmark) -> JsonObject:
    return {
        "overall": _tallies(result.total.overall),
        "by_kind": {kind: _tally(tally) for kind, tally in sorted(result.total.by_kind.items())},
        "by_context": {name: _tallies(part) for name, part in sorted(result.total.by_context.items())},
        "by_repository": {name: _tallies(part.overall) for name, part in result.by_repository.items()},
        "missing": result.missing,
        "warnings": result.warnings,
    }


def _tallies(tallies: Mapping[Question, Tally]) -> JsonObject:
    return {str(question): _tally(tally) for question, tally in tallies.items()}


def _tally(tally: Tally) -> JsonObject:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "hits": tally.hits,
        "wrong": tally.wrong,
        "missed": tally.missed,
    }
