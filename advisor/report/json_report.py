"""The report for programs: the published JSON of `llama-advisor scan --format json`.

The top-level keys are always all present; `cleared` is empty unless asked for (its counts stand in
`summary`). Text is ASCII on disk; a path that is no UTF-8 shows its bytes as `\\xff`, because lone
surrogates make strict JSON readers refuse the whole report.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache, lru_cache
from json.encoder import encode_basestring_ascii
from math import isfinite
from typing import Any

from advisor.core.assessment import Assessment, Candidate
from advisor.core.decisions import Suppressed
from advisor.core.findings import JsonObject
from advisor.core.knowledge import Licence
from advisor.core.own import TOOL
from advisor.report.clean import home_shortened, masked, tokens_masked
from advisor.report.wording import disclaimer, owner, policy_words

FORMAT_VERSION = 1
_REMEMBERED = 8_192

_EXACT = frozenset({"path", "places", "seen_at", "root", "source", "ref", "url", "id", "finding_id"})
"""Fields that programs follow, kept letter by letter but for tokens that can be nothing else; any other may
quote the repository, so all that looks like a secret in it is masked."""


def render(assessment: Assessment, *, include_cleared: bool = False) -> str:
    """The report as indented JSON that ends with a newline, the same bytes for the same assessment."""
    return dumps(as_object(assessment, include_cleared=include_cleared))


def dumps(value: JsonObject) -> str:
    """JSON as every report of ours is written: what `json.dumps` makes of it with an indent of one blank.

    Written here because the library's own writer hands out each comma as a text of its own where it is to
    indent: a large report takes it several times as long, and twenty times the memory of the result.
    """
    return _written(value, "\n") + "\n"


def _written(value: object, line: str) -> str:
    """A value as JSON; `line` is the line break and the blanks before the bracket that closes it."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if isinstance(value, dict):
        inner = line + " "
        rows = [f"{encode_basestring_ascii(key)}: {_written(item, inner)}" for key, item in value.items()]
        return _in_brackets("{}", rows, line)
    if isinstance(value, list | tuple):
        inner = line + " "
        return _in_brackets("[]", [_written(item, inner) for item in value], line)
    return _scalar(value)


def _scalar(value: object) -> str:
    """Nothing, a truth or a number; ValueError for a number that is none, TypeError for all else."""
    if value is None:
        return "null"
    if isinstance(value, float) and isfinite(value):
        return float.__repr__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__repr__(value)
    return json.dumps(value, allow_nan=False)


def _in_brackets(brackets: str, rows: list[str], line: str) -> str:
    return f"{brackets[0]}{line} {f',{line} '.join(rows)}{line}{brackets[1]}" if rows else brackets


def as_json_line(value: JsonObject) -> str:
    """The same on one line, keys in the order given, for output that is read line by line.

    All but its reason is what the user gave, or stands for it: nothing in it is masked.
    """
    plain = {key: as_json(item, "why" if key == "why" else "id") for key, item in value.items()}
    return json.dumps(plain, ensure_ascii=True, allow_nan=False) + "\n"


def as_object(assessment: Assessment, *, include_cleared: bool = False) -> JsonObject:
    """The report as plain dictionaries and lists, keys in their published order.

    `resources/schemas/report.schema.json` describes it.
    """
    return {
        "format_version": FORMAT_VERSION,
        "tool": {
            "name": TOOL,
            "version": assessment.tool_version,
            "notice": disclaimer(assessment),
        },
        "catalog": {**_object(assessment.catalog), "projected": assessment.projected},
        "as_of": assessment.as_of.isoformat(),
        "policy": {**_object(assessment.policy), "words": _text(policy_words(assessment.policy))},
        "project": _project(assessment),
        "summary": _summary(assessment),
        "findings": as_json(assessment.findings),
        "cleared": as_json(assessment.cleared) if include_cleared else [],
        "skipped": as_json(assessment.skipped),
        "suppressed": [_suppressed(row) for row in assessment.suppressed],
        "configuration": as_json(assessment.configuration),
        "dependencies": [_dependency(value) for value in assessment.dependencies],
        "risk": _object(assessment.risk),
        "outlook": _object(assessment.outlook),
        "alternatives": as_json(assessment.alternatives),
        "scenarios": _object(assessment.scenarios),
        "licences": [_licence(licence, assessment) for licence in assessment.licences],
        "tasks": as_json(assessment.tasks),
    }


def _suppressed(row: Suppressed) -> JsonObject:
    """The finding, and on whose word it is left out."""
    said = {"reason": as_json(row.reason), "origin": as_json(row.origin)}
    return {**_object(row.finding), "suppression": said}


def _project(assessment: Assessment) -> JsonObject:
    return {
        "name": _text(assessment.project),
        "fingerprint": owner(assessment).fingerprint,
        "branch": None if assessment.branch is None else _text(assessment.branch),
        "partial": assessment.partial,
        **_object(assessment.stats),
    }


def _summary(assessment: Assessment) -> JsonObject:
    return {
        **_object(assessment.summary),
        "conflicts": as_json(assessment.conflicts),
        "questions": as_json(assessment.questions),
    }


def _dependency(dependency: Any) -> JsonObject:
    """A dependency whose candidates name alternatives by id: the full rows stand once, below.

    Nothing is lost: the sentences of the score's parts stand among what fits and what lacks, the ids at
    hosts in the row.
    """
    value = _object(replace(dependency, candidates=()))
    notes = Counter(row.memory_note for row in dependency.candidates)
    note = min(notes, key=lambda one: (-notes[one], one or ""), default=None)
    value["memory_note"] = as_json(note)
    value["candidates"] = [_candidate(row, note) for row in dependency.candidates]
    return value


def _candidate(candidate: Candidate, note: str | None) -> JsonObject:
    """One candidate; its memory note only where it is another than the dependency's `note`."""
    own = {} if candidate.memory_note == note else {"memory_note": as_json(candidate.memory_note)}
    return {
        "alternative": _text(candidate.alternative.id, "id"),
        "rank": candidate.rank,
        "fits": as_json(candidate.fits),
        "lacks": as_json(candidate.lacks),
        "rejected": as_json(candidate.rejected),
        "memory_gib": candidate.memory_gib,
        **own,
        "score": candidate.score,
        "hosted_at": sorted(candidate.hosted_as),
        "parts": {part.key: part.points for part in candidate.parts},
    }


def _licence(licence: Licence, assessment: Assessment) -> JsonObject:
    states = [as_json(duty) for duty in assessment.duties if duty.licence == licence.id]
    way = next((as_json(one) for one in assessment.exits if one.licence == licence.id), None)
    idle = [as_json(duty) for duty in assessment.idle_duties if duty.licence == licence.id]
    arrival = next((as_json(one) for one in assessment.arrivals if one.licence == licence.id), None)
    return {**_object(licence), "states": states, "exit": way, "idle": idle, "arrival": arrival}


def _object(value: object) -> JsonObject:
    result = as_json(value)
    assert isinstance(result, dict)  # for the type checker: dataclasses become objects
    return result


def as_json(value: object, name: str = "") -> Any:
    """A core value as JSON: dataclasses by field order, dates as ISO days, mappings sorted by key."""
    if isinstance(value, str):
        return _text(str(value), name)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple | list):
        return [as_json(item, name) for item in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return {part: as_json(getattr(value, part), part) for part in _parts(kind)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_text(str(key)): as_json(value[key], name) for key in sorted(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


@cache
def _parts(kind: type[Any]) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))


def _text(text: str, name: str = "") -> str:
    return _cleaned(text, name in _EXACT)


@lru_cache(_REMEMBERED)
def _cleaned(text: str, exact: bool) -> str:
    """Remembered: a report says the same sentences and paths again and again."""
    text = tokens_masked(text) if exact else home_shortened(masked(text))
    return text if text.isascii() else "".join(_no_surrogate(char) for char in text)


def _no_surrogate(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if 0xD800 <= code <= 0xDFFF else char
