"""What `benchmark` prints: precision and recall overall, by kind, context and repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from advisor import __version__
from advisor.app.benchmark import Benchmark
from advisor.app.scoring import Label, Question, Reported, Score, Tally
from advisor.core.findings import JsonObject
from advisor.report.clean import plain
from advisor.report.json_report import dumps
from advisor.report.layout import columns, pad

FORMAT_VERSION = 1

_TITLES: Mapping[Question, str] = {
    Question.LINE: "dependent or not, by line",
    Question.KIND: "with the right kind",
    Question.FAMILY: "with the right model family",
}
RowsOf = Callable[[Score], Sequence[Label | Reported]]
"""One of a repository's lists of places."""

_WORST = 40
_LEAST_WIDTH = 30
"""Screen columns of a name at least, so that the short tables stand under each other."""


def render(result: Benchmark, *, as_json: bool) -> str:
    """The figures as text or JSON, ending with a newline."""
    return dumps(_object(result)) if as_json else "\n".join(_lines(result)) + "\n"


def _lines(result: Benchmark) -> list[str]:
    total = result.total
    lines = _table("overall", [(_TITLES[question], tally) for question, tally in total.overall.items()])
    lines += ["", *_table("by kind", sorted(total.by_kind.items()))]
    for question in Question:
        rows = [(name, tallies[question]) for name, tallies in sorted(total.by_context.items())]
        lines += ["", *_table(f"by context, {_TITLES[question]}", rows)]
    for question in Question:
        rows = [(name, part.overall[question]) for name, part in result.by_repository.items()]
        lines += ["", *_table(f"by repository, {_TITLES[question]}", rows)]
    return lines + _places(result)


def _table(title: str, rows: Sequence[tuple[str, Tally]]) -> list[str]:
    """A heading and a line for each row; the figures stand clear of the longest name."""
    names = [plain(name) for name, _ in rows]
    width = max([_LEAST_WIDTH, *map(columns, names)])
    figures = (_figures(tally) for _, tally in rows)
    return [title, *(f"  {pad(name, width)}  {text}" for name, text in zip(names, figures, strict=True))]


def _figures(tally: Tally) -> str:
    shares = f"P {_share(tally.precision)}  R {_share(tally.recall)}"
    return f"{shares}  hits {tally.hits:5d}  wrong {tally.wrong:5d}  missed {tally.missed:5d}"


def _share(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"


def _places(result: Benchmark) -> list[str]:
    return [
        *_listed("wrong", result, lambda part: part.wrong),
        *_listed("of another kind", result, lambda part: part.wrong_kind),
        *_listed("of another family", result, lambda part: part.wrong_family),
        *_listed("missed", result, lambda part: part.missed),
    ]


def _listed(title: str, result: Benchmark, rows_of: RowsOf) -> list[str]:
    """The first places of a list, under a heading that counts them all; nothing for an empty list."""
    places = [(name, row) for name, part in result.by_repository.items() for row in rows_of(part)]
    if not places:
        return []
    rows = [f"  {name} {row.path}:{row.line}  {row.kind} {row.model or ''}" for name, row in places[:_WORST]]
    return ["", f"{title}: {len(places)}", *(plain(row.rstrip()) for row in rows)]


def _object(result: Benchmark) -> JsonObject:
    catalog = result.catalog
    return {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "llama-advisor", "version": __version__},
        "catalog": {
            "version": catalog.version,
            "as_of": catalog.as_of.isoformat(),
            "digest": catalog.digest,
            "modified": catalog.modified,
        },
        "overall": _tallies(result.total.overall),
        "by_kind": {kind: _tally(tally) for kind, tally in sorted(result.total.by_kind.items())},
        "by_context": {name: _tallies(part) for name, part in sorted(result.total.by_context.items())},
        "by_repository": {name: _tallies(part.overall) for name, part in result.by_repository.items()},
        "wrong": _all_places(result, lambda part: part.wrong),
        "wrong_kind": _all_places(result, lambda part: part.wrong_kind),
        "wrong_family": _all_places(result, lambda part: part.wrong_family),
        "missed": _all_places(result, lambda part: part.missed),
        "missing": result.missing,
        "warnings": result.warnings,
    }


def _all_places(result: Benchmark, rows_of: RowsOf) -> list[JsonObject]:
    return [
        {"repository": name, "path": row.path, "line": row.line, "kind": row.kind, "model": row.model}
        for name, part in result.by_repository.items()
        for row in rows_of(part)
    ]


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
