"""Use case: how precise and how complete the scanner is on labelled repositories.

The folder holds `labels.jsonl`, `scope.json` and `repos/<owner>__<name>`. Repositories that are not there
are named and not counted; a checkout that does not fit its labels is named, too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.app.scoring import FamilyOf, Label, Question, Reported, Score, score
from advisor.core.errors import UsageError
from advisor.core.knowledge import CatalogStamp
from advisor.core.overlay import Overlay
from advisor.core.progress import Cancel, SilentProgress

if TYPE_CHECKING:
    from advisor.catalog import Catalog
    from advisor.scan.client import ScanClient


@dataclass(slots=True)
class Benchmark:
    """The counts of every repository that was there, and what has to be said beside them."""

    catalog: CatalogStamp
    """The knowledge it was measured with."""
    total: Score = field(default_factory=Score)
    by_repository: dict[str, Score] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def reaches(self, precision: float, recall: float) -> bool:
        """Whether dependent-or-not, all repositories together, is at least that good."""
        tally = self.total.overall[Question.LINE]
        return (tally.precision or 0.0) >= precision and (tally.recall or 0.0) >= recall


def benchmark(directory: Path, overlays: tuple[Overlay, ...] = ()) -> Benchmark:
    """Scan and score every repository of the sample. Raises `UsageError` when it is no sample."""
    from advisor.app.overlays import laid
    from advisor.scan.client import ProcessClient
    from advisor.scan.load import knowledge_of

    labels, scope = _labels(directory), _scope(directory)
    catalog = laid(overlays)
    family_of, client = families(catalog), ProcessClient(knowledge_of(catalog))
    result = Benchmark(catalog.stamp)
    for name in sorted(scope):
        root = directory / "repos" / name.replace("/", "__", 1)
        if not root.is_dir():
            result.missing.append(name)
            continue
        rows = labels.get(name, [])
        result.warnings += _wrong_checkout(name, root, rows)
        part = score(
            [row.label for row in rows],
            _reported(root, client, overlays),
            family_of,
            excluded=frozenset(scope[name].get("excluded_files", ())),
            opaque=frozenset(scope[name].get("binary_or_large_files", ())),
        )
        result.by_repository[name] = part
        result.total.add(part)
    if not result.by_repository:
        raise UsageError(f"None of the repositories of {directory} is in {directory / 'repos'}.")
    return result


def families(catalog: Catalog) -> FamilyOf:
    """What our own grammar takes a model name for: its family, and for a derivative its name's first word.

    A label may say `vicuna` where a finding says `vicuna-13b`, and a family where we know only the name.
    """
    from advisor.names import namer_of

    namer = namer_of(catalog)
    known: dict[str, frozenset[str]] = {}

    def family_of(name: str) -> frozenset[str]:
        if name not in known:
            meaning = namer.identify(name)
            own = (meaning.model or name).casefold()
            word = own.split("-")[0]
            known[name] = frozenset({own, meaning.family or own, *([word] if word != "llama" else [])})
        return known[name]

    return family_of


@dataclass(frozen=True, slots=True)
class _Row:
    label: Label
    sha: str | None


def _labels(directory: Path) -> Mapping[str, list[_Row]]:
    by_repository: dict[str, list[_Row]] = {}
    for number, line in enumerate(_read(directory / "labels.jsonl").split("\n"), start=1):
        if line.strip():
            value = _parsed(line, f"labels.jsonl line {number}")
            by_repository.setdefault(str(value.get("repo")), []).append(_row(value, number))
    return by_repository


def _row(value: Mapping[str, Any], number: int) -> _Row:
    try:
        label = Label(
            path=value["file"],
            line=value["line"] or 0,
            kind=value["kind"],
            model=value.get("model"),
            context=value["context"],
            optional=bool(value.get("optional")),
            also=tuple(value.get("alt", ())),
        )
    except KeyError as error:
        raise UsageError(f"labels.jsonl line {number} has no {error}.") from error
    return _Row(label, value.get("sha"))


def _scope(directory: Path) -> Mapping[str, Mapping[str, Any]]:
    value = _parsed(_read(directory / "scope.json"), "scope.json")
    return {name: row for name, row in value.items() if isinstance(row, dict)}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read; a sample needs labels.jsonl and scope.json.") from error


def _parsed(text: str, where: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where} is not well-formed JSON: {error}.") from error
    if not isinstance(value, dict):
        raise UsageError(f"{where} is no JSON object.")
    return value


def _reported(root: Path, client: ScanClient, overlays: tuple[Overlay, ...]) -> list[Reported]:
    from advisor.scan.options import ScanOptions

    result = client.scan(root, ScanOptions(overlays=overlays), SilentProgress(), Cancel())
    return [Reported(row.path, row.line, str(row.kind), row.model) for row in result.findings]


def _wrong_checkout(name: str, root: Path, rows: Sequence[_Row]) -> list[str]:
    """Labels carry a hash of their line: another commit shows itself here instead of in the figures."""
    lines: dict[str, list[bytes]] = {}
    wrong = 0
    for row in rows:
        if row.sha and row.label.line:
            content = lines.setdefault(row.label.path, _lines(root / row.label.path))
            wrong += _sha(content, row.label.line) != row.sha
    return [f"{name}: {wrong} labelled lines read differently here; is it another commit?"] if wrong else []


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().split(b"\n")
    except OSError:
        return []


def _sha(lines: Sequence[bytes], number: int) -> str | None:
    if number > len(lines):
        return None
    text = lines[number - 1].decode("utf-8", "replace").strip()
    return hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest()[:12]
