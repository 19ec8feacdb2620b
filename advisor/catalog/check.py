"""The full check of the data files: shape, order, references, dates, sources, and how much is known.

Every problem is told, not only the first. It runs for `catalog check`, and by itself whenever a data file
differs from its seal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from advisor.catalog import references, sources
from advisor.catalog.files import DOCUMENTS, TABLES, Files, rows_key
from advisor.catalog.rows import ShapeError, label, read_row
from advisor.catalog.schema import Path, SchemaError, faults
from advisor.core.errors import CatalogError
from advisor.core.knowledge import Coverage, Problem

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Check:
    """What the check found. `problems` are in the order of files and rows."""

    problems: tuple[Problem, ...]
    coverage: tuple[Coverage, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which the files must not be used."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)


def check(files: Files) -> Check:
    """Check all data files of a folder. Raises CatalogError only where its seal cannot be read."""
    problems = list(_documents(files))
    told = {(problem.file, problem.row) for problem in problems}
    tables, found = _facts(files)
    problems += [problem for problem in found if (problem.file, problem.row) not in told]
    problems += [Problem(f"{name}.json", "-", "differs from its seal", WARNING) for name in files.edited]
    return Check(tuple(problems), tuple(sources.coverage(tables)))


def require_sound(files: Files) -> None:
    """Raises CatalogError where the facts of a folder are not of their shape or contradict each other.

    The schemas are left out: what a row has to be is what its value takes, and that is checked. Documents are
    left to the rooms that read them, which refuse what they cannot use.
    """
    errors = [problem for problem in found_in(files) if problem.severity == ERROR]
    if errors:
        first = errors[0]
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        raise CatalogError(
            f"The data files in {files.folder} were changed and are not sound: "
            f"{first.file}, row {first.row}: {first.message}{more}. All of it: llama-advisor catalog check."
        )


def found_in(files: Files) -> list[Problem]:
    """What is wrong with the rows of all files, by themselves and between each other."""
    return _facts(files)[1]


def _facts(files: Files) -> tuple[references.Tables, list[Problem]]:
    """All rows that can be read, and what is wrong with them by themselves and between each other."""
    as_of = files.latest
    problems: list[Problem] = []
    tables: dict[str, tuple[Any, ...]] = {}
    for name, kind in TABLES.items():
        tables[name], found = _table(files, name, kind, as_of)
        problems += found
    problems += references.check(tables, rules_named(files))
    problems += sources.check(tables, as_of)
    return tables, problems


def rules_named(files: Files) -> Mapping[str, str]:
    """Rules that a document names, each with the document."""
    try:
        rows = files.read("detection").get("namesakes", ())
        return {str(row["rule"]): "detection.json" for row in rows}
    except (CatalogError, KeyError, TypeError):
        return {}  # a broken file is told of by itself


def _documents(files: Files) -> Iterator[Problem]:
    """Files that are missing, damaged, of another format, not as their schema says, or unknown."""
    names = {*TABLES, *DOCUMENTS}
    for name in sorted(names):
        try:
            yield from _schema(name, files.schema(name), files.read(name))
        except CatalogError as error:
            yield Problem(f"{name}.json", "-", str(error))
        except SchemaError as error:
            yield Problem(f"{name}.json", "-", f"its schema cannot be used: {error}")
    for name in files.names():
        if name not in names:
            yield Problem(f"{name}.json", "-", "is no data file of the program")


def _schema(name: str, schema: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Problem]:
    """What is not as the schema says, each with the row it stands in."""
    for fault in faults(schema, document):
        row, path = _row(name, document, fault.path)
        place = f"field {'.'.join(map(str, path))}: " if path else ""
        yield Problem(f"{name}.json", row, place + fault.message)


def _row(name: str, document: Mapping[str, Any], path: Path) -> tuple[str, Path]:
    """What the row is called that a path leads into, and the way from there on."""
    match path:
        case (key, int(index), *rest) if key == rows_key(name):
            return label(document[rows_key(name)][index], index + 1), tuple(rest)
    return "-", path


def _table(files: Files, name: str, kind: type[Any], as_of: date) -> tuple[tuple[Any, ...], list[Problem]]:
    """The rows of a file that can be read, and what is wrong with the others, their order and the day."""
    file = f"{name}.json"
    try:
        document = files.read(name)
    except CatalogError as error:
        return (), [Problem(file, "-", str(error))]
    values = document.get(rows_key(name))
    if not isinstance(values, list):
        return (), [Problem(file, "-", f"field {rows_key(name)} is no list of rows")]
    problems = list(_day(file, document, as_of)) if name != "rules" else []
    rows = []
    for number, value in enumerate(values, 1):
        try:
            rows.append(read_row(kind, value))
        except ShapeError as error:
            problems.append(Problem(file, label(value, number), str(error)))
    problems += _order(file, [label(value, number) for number, value in enumerate(values, 1)])
    return tuple(rows), problems


def _day(file: str, document: Mapping[str, Any], as_of: date) -> Iterator[Problem]:
    try:
        day = date.fromisoformat(document["as_of"])
    except (KeyError, TypeError, ValueError):
        yield Problem(file, "-", "the field as_of is no day of the calendar")
        return
    if day > as_of:
        yield Problem(file, "-", f"its facts are of {day}, after the catalog's own day {as_of}")


def _order(file: str, labels: Iterable[str]) -> Iterator[Problem]:
    """Rows stand sorted, each name once: so a diff shows a change and nothing else."""
    last = ""
    for name in labels:
        if name == last:
            yield Problem(file, name, "stands there twice")
        elif name < last:
            yield Problem(file, name, f"is out of order: it stands after {last}")
        last = max(name, last)
