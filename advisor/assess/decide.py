"""Applies what people decided on single places to what a scan found, before anything is judged.

Pure, so that a decision made in the window shows at once, without another scan. Nothing is lost: a cleared
place that counts becomes a finding, a finding that is left out stays in the list of the suppressed, and every
line that did something, or nothing, is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from advisor.core.decisions import (
    PROJECT_FILE,
    Applied,
    ContextRule,
    Decisions,
    Overrule,
    Suppressed,
    Suppression,
    Where,
)
from advisor.core.findings import Cleared, Finding, ScanResult, Skip
from advisor.core.globs import is_path, is_word
from advisor.core.kinds import Confidence, Kind, NameClass, SkipReason
from advisor.core.links import Use
from advisor.core.names import ModelName

COUNTED = "LA-USER-COUNTED"
"""The rule of a cleared place that counts on somebody's word."""

_MOST_QUESTIONS = 5_000_000
"""Globs of a project's file times places: a few seconds. A stranger may write both."""
_KINDS = {NameClass.MODEL: Kind.MODEL, NameClass.DERIVATIVE: Kind.DERIVATIVE}
_Line: TypeAlias = Overrule | Suppression | ContextRule
_AnyLine = TypeVar("_AnyLine", Overrule, Suppression)
_Placed = TypeVar("_Placed", Cleared, Use)


@dataclass(frozen=True, slots=True)
class Decided:
    """A scan with the decisions applied."""

    scan: ScanResult
    suppressed: tuple[Suppressed, ...]
    applied: tuple[Applied, ...]


def decide(
    scan: ScanResult, decisions: Decisions, identify: Callable[[str], ModelName], as_of: date
) -> Decided:
    """`scan` with `decisions` applied as of a day; `identify` reads a model name.

    The project's own file of settings is no part of the project: what was found in it is left out, with a
    row that says so.
    """
    scan = _without_settings(scan)
    if decisions == Decisions():
        return Decided(scan, (), ())
    decisions = _bounded(decisions, scan)
    desk = _Desk(decisions, identify, as_of)
    scan = desk.contexts(scan)
    scan = desk.counted(scan)
    kept, left_out = desk.suppressed(scan.findings)
    gone = {row.finding.id for row in left_out}
    uses = tuple(use for use in scan.uses if use.finding_id not in gone)
    return Decided(replace(scan, findings=kept, uses=uses), left_out, desk.applied())


def line_behind(decisions: Decisions, row: Finding) -> Overrule | Suppression | None:
    """The line on whose word a finding counts that was cleared, or is left out; None where none fits."""
    if row.rule == COUNTED:
        # the finding no longer tells which rule had cleared it; its sentence does
        told = [line for line in decisions.overrules if f"{line.where.rule} clears it" in row.why]
        lines = [line for line in decisions.overrules if line.where.rule is None or line in told]
        return _last(lines, lambda one: _fits(replace(one.where, rule=None), row))
    return _last(decisions.suppressions, lambda one: _is_meant(one, row))


def _bounded(decisions: Decisions, scan: ScanResult) -> Decisions:
    """The decisions, but none of a project's file that asks more than a scan can be kept waiting for."""
    theirs = [line for line in _lines(decisions) if line.origin == PROJECT_FILE]
    questions = sum(map(_globs, theirs)) * (len(scan.findings) + len(scan.cleared))
    if questions <= _MOST_QUESTIONS:
        return decisions
    told = f"its globs times the places found are {questions:,} questions; {_MOST_QUESTIONS:,} are asked"
    return decisions.without(PROJECT_FILE) + Decisions(faults=((PROJECT_FILE, told),))


def _globs(line: _Line) -> int:
    if isinstance(line, ContextRule):
        return len(line.paths)
    return len(line.where.paths) + (line.where.written is not None)


def _lines(decisions: Decisions) -> list[_Line]:
    return [*decisions.overrules, *decisions.suppressions, *decisions.contexts]


def _without_settings(scan: ScanResult) -> ScanResult:
    if PROJECT_FILE not in _paths(scan):
        return scan
    skip = Skip(PROJECT_FILE, SkipReason.OWN_SETTINGS, "no part of the project; nothing in it counts")
    return replace(
        scan,
        findings=tuple(row for row in scan.findings if row.path != PROJECT_FILE),
        cleared=tuple(row for row in scan.cleared if row.path != PROJECT_FILE),
        hints=tuple(row for row in scan.hints if row.path != PROJECT_FILE),
        uses=tuple(row for row in scan.uses if row.path != PROJECT_FILE),
        skipped=tuple(sorted((*scan.skipped, skip), key=lambda row: (row.path, row.reason, row.detail))),
    )


class _Desk:
    """Applies the lines of one set of decisions, and remembers what each of them did."""

    def __init__(self, decisions: Decisions, identify: Callable[[str], ModelName], as_of: date) -> None:
        self._decisions = decisions
        self._identify = identify
        self._as_of = as_of
        self._done: Counter[tuple[str, str]] = Counter()
        self._used: set[int] = set()

    def contexts(self, scan: ScanResult) -> ScanResult:
        """The rows with the context of their files, where a line gives them one."""
        rules = self._decisions.contexts
        if not rules:
            return scan
        by_path = {path: self._rule_of(path) for path in _paths(scan)}
        findings = tuple(self._moved(row, by_path[row.path]) for row in scan.findings)
        cleared = tuple(_in_context(row, by_path[row.path]) for row in scan.cleared)
        uses = tuple(_in_context(row, by_path[row.path]) for row in scan.uses)
        return replace(scan, findings=findings, cleared=cleared, uses=uses)

    def _rule_of(self, path: str) -> ContextRule | None:
        return next((rule for rule in reversed(self._decisions.contexts) if _any(rule.paths, path)), None)

    def _moved(self, row: Finding, rule: ContextRule | None) -> Finding:
        if rule is None:
            return row
        self._used.add(id(rule))
        self._done[rule.origin, "contexts"] += rule.context is not row.context
        return replace(row, context=rule.context)

    def counted(self, scan: ScanResult) -> ScanResult:
        """The cleared places that a line overrules, as findings."""
        lines = self._decisions.overrules
        if not lines:
            return scan
        new: list[Finding] = []
        rest: list[Cleared] = []
        about = _book(lines)
        for row in scan.cleared:
            line = _last(about(row), lambda one, row=row: _fits(one.where, row))  # type: ignore[misc]
            if line is None:
                rest.append(row)
            else:
                self._note(line, "overruled")
                new.append(self._finding(row, line))
        known = {(row.path, row.line, row.kind, row.model) for row in scan.findings}
        new = [row for row in new if (row.path, row.line, row.kind, row.model) not in known]
        everything = sorted((*scan.findings, *new), key=_place)
        return replace(scan, findings=tuple(everything), cleared=tuple(rest))

    def _finding(self, row: Cleared, line: Overrule) -> Finding:
        name = self._identify(line.model or row.written)
        told = line.model is not None or line.kind is not None or name.is_llama
        reason = f": {line.reason}" if line.reason else ""
        return Finding(
            id=row.id,
            path=row.path,
            line=row.line,
            column=row.column,
            end_column=row.end_column,
            kind=line.kind or _KINDS.get(name.name_class, Kind.MODEL),
            written=row.written,
            model=name.model or (line.model.lower() if line.model else None),
            family=name.family,
            provider=name.provider,
            context=row.context,
            confidence=Confidence.HIGH if told else Confidence.MEDIUM,
            rule=COUNTED,
            why=f"Counted because {_who(line.origin)} says so{reason}. "
            f"Without it, {row.rule} clears it: {row.why}",
            origin=line.origin,
        )

    def suppressed(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
        """What stays, and what is left out."""
        about = _book([line for line in self._decisions.suppressions if not self._is_over(line)])
        kept: list[Finding] = []
        left_out: list[Suppressed] = []
        for row in findings:
            line = _last(about(row), lambda one, row=row: _is_meant(one, row))  # type: ignore[misc]
            if line is None:
                kept.append(row)
            else:
                self._note(line, "suppressed")
                left_out.append(Suppressed(row, line.reason, line.origin))
        return tuple(kept), tuple(left_out)

    def _is_over(self, line: Suppression) -> bool:
        return line.until is not None and self._as_of >= line.until

    def _note(self, line: Overrule | Suppression, what: str) -> None:
        self._used.add(id(line))
        self._done[line.origin, what] += 1

    def applied(self) -> tuple[Applied, ...]:
        """What the lines of each origin did, in the order of the origins."""
        lines = _lines(self._decisions)
        names, faults = dict(self._decisions.names), dict(self._decisions.faults)
        origins = dict.fromkeys((*faults, *names, *(line.origin for line in lines)))
        return tuple(self._of(origin, lines, names, faults) for origin in origins)

    def _of(
        self, origin: str, lines: Sequence[_Line], names: Mapping[str, int], faults: Mapping[str, str]
    ) -> Applied:
        idle = [line for line in lines if line.origin == origin and id(line) not in self._used]
        return Applied(
            origin,
            self._done[origin, "overruled"],
            self._done[origin, "suppressed"],
            self._done[origin, "contexts"],
            names.get(origin, 0),
            tuple(self._idle_words(line) for line in idle),
            faults.get(origin, ""),
        )

    def _idle_words(self, line: _Line) -> str:
        if isinstance(line, ContextRule):
            return f"context {line.context} for {', '.join(line.paths)}: no such place"
        what = "count" if isinstance(line, Overrule) else "suppress"
        if isinstance(line, Suppression) and self._is_over(line):
            return f"{what} {_where_words(line.where)}: held until {line.until} only"
        return f"{what} {_where_words(line.where)}: no such place"


def _book(lines: Sequence[_AnyLine]) -> Callable[[Finding | Cleared], Sequence[_AnyLine]]:
    """Opens lines at those that may speak of a row, in their order: thousands may name one place each."""
    general: list[int] = []
    by_id: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        wanted = line.where.id
        (general if wanted is None else by_id.setdefault(wanted, [])).append(number)
    always = [lines[number] for number in general]

    def about(row: Finding | Cleared) -> Sequence[_AnyLine]:
        if row.id not in by_id:
            return always
        return [lines[number] for number in sorted((*general, *by_id[row.id]))]

    return about


def _paths(scan: ScanResult) -> set[str]:
    return {row.path for rows in (scan.findings, scan.cleared, scan.uses) for row in rows}


def _who(origin: str) -> str:
    return f"the file {origin}" if origin == PROJECT_FILE else origin.replace("your", "a line in your", 1)


def _last(lines: Sequence[_AnyLine], fits: Callable[[_AnyLine], bool]) -> _AnyLine | None:
    """Of the lines that fit, the last."""
    return next((line for line in reversed(lines) if fits(line)), None)


def _is_meant(line: Suppression, row: Finding) -> bool:
    return (line.kind is None or line.kind is row.kind) and _fits(line.where, row)


def _fits(where: Where, row: Finding | Cleared) -> bool:
    """The cheap questions first: there may be many lines and very many rows."""
    return (
        (where.id is None or where.id == row.id)
        and (where.rule is None or where.rule == row.rule)
        and (where.written is None or is_word(where.written, row.written))
        and (not where.paths or _any(where.paths, row.path))
    )


def _any(globs: Iterable[str], path: str) -> bool:
    return any(is_path(glob, path) for glob in globs)


def _in_context(row: _Placed, rule: ContextRule | None) -> _Placed:
    return row if rule is None else replace(row, context=rule.context)


def _place(row: Finding) -> tuple[str, int, int, int, str, str]:
    return row.path, row.line, row.column, row.end_column, row.kind, row.model or row.written


def _where_words(where: Where) -> str:
    """`rule LA-CLEAR-WORD in src`: what a line speaks of."""
    parts = [
        f"{name} {value}"
        for name, value in (("id", where.id), ("rule", where.rule), ("written", where.written))
        if value
    ]
    if where.paths:
        parts.append(f"in {', '.join(where.paths)}")
    return " ".join(parts) or "all of a kind"
