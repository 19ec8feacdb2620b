"""Use case: decisions on single places, one click each, kept for the user and the project.

They hold from the next judgement on, which needs no other scan. A line for the same place replaces the older.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from advisor.core.decisions import USER_ORIGIN, ContextRule, Decisions, Overrule, Suppression, Where
from advisor.core.errors import UsageError
from advisor.core.findings import Cleared, Finding
from advisor.core.globs import escaped
from advisor.core.kinds import Context, Kind
from advisor.store import choices, folders, lock
from advisor.store.decision_rows import decisions_of, rows_of

Line: TypeAlias = Overrule | Suppression | ContextRule
"""One decision, as it stands in a file."""


def kept(folder: Path, *, data: Path | None = None) -> Decisions:
    """What the user decided for the project in `folder`; `data` overrides the data folder, here and below."""
    return choices.load(data or folders.data_folder(), folder).decisions


def counting(
    row: Cleared,
    *,
    reason: str = "",
    kind: Kind | None = None,
    model: str | None = None,
    same_words: bool = False,
    whole_rule: bool = False,
) -> Overrule:
    """The line that counts a cleared place, all that its rule clears, or (`same_words`) those with its words.

    `kind` and `model` say what it is, where the grammar of names would read it otherwise.
    """
    where = _reach(row, same_words=same_words, whole_rule=whole_rule)
    return Overrule(where, _one_line(reason), USER_ORIGIN, kind, model)


def leaving_out(
    row: Finding,
    reason: str,
    *,
    same_words: bool = False,
    whole_rule: bool = False,
    until: date | None = None,
) -> Suppression:
    """The line that leaves a finding out, all that its rule finds, or (`same_words`) those with its words.

    It holds up to the day before `until`. Raises `UsageError` without a reason.
    """
    if not reason.strip():
        raise UsageError("Say why: a finding is left out with a reason only.")
    where = _reach(row, same_words=same_words, whole_rule=whole_rule)
    return Suppression(where, _one_line(reason), USER_ORIGIN, None, until)


def moving(paths: tuple[str, ...], context: Context) -> ContextRule:
    """The line that says which part of the project files belong to; `paths` are globs."""
    return ContextRule(paths, context, USER_ORIGIN)


def count(
    folder: Path,
    row: Cleared,
    *,
    reason: str = "",
    kind: Kind | None = None,
    model: str | None = None,
    whole_rule: bool = False,
    data: Path | None = None,
) -> None:
    """Keep what `counting` makes. Raises `UsageError` when it cannot be kept."""
    line = counting(row, reason=reason, kind=kind, model=model, whole_rule=whole_rule)
    lay(folder, line, data=data)


def suppress(
    folder: Path,
    row: Finding,
    reason: str,
    *,
    whole_rule: bool = False,
    until: date | None = None,
    data: Path | None = None,
) -> None:
    """Keep what `leaving_out` makes. Raises `UsageError` without a reason, and when it cannot be kept."""
    lay(folder, leaving_out(row, reason, whole_rule=whole_rule, until=until), data=data)


def set_context(folder: Path, paths: tuple[str, ...], context: Context, *, data: Path | None = None) -> None:
    """Keep what `moving` makes. Raises `UsageError` likewise."""
    lay(folder, moving(paths, context), data=data)


def lay(folder: Path, line: Line, *, data: Path | None = None) -> tuple[Line, ...]:
    """Keep a line as the last word, and hand back the older ones about the same places that it replaces.

    A line that no file could hold (an endless word, a backslash) is refused with `UsageError`.
    """
    home = data or folders.data_folder()
    with lock.alone(home):
        old = kept(folder, data=data)
        replaced = tuple(one for one in _all(old) if _rivals(one, line))
        rest = _without(old, replaced)
        fresh = Decisions(
            rest.overrules + ((line,) if isinstance(line, Overrule) else ()),
            rest.suppressions + ((line,) if isinstance(line, Suppression) else ()),
            rest.contexts + ((line,) if isinstance(line, ContextRule) else ()),
        )
        choices.save(home, folder, _checked(fresh))
    return replaced


def take_back(folder: Path, line: Line, *, data: Path | None = None) -> None:
    """Forget one of the lines that `kept` hands out. Raises `UsageError` when it cannot be done."""
    home = data or folders.data_folder()
    with lock.alone(home):
        choices.save(home, folder, _without(kept(folder, data=data), (line,)))


def behind(folder: Path, row: Finding, *, data: Path | None = None) -> Line | None:
    """The user's own line on whose word a place counts or is left out; None where it is somebody else's."""
    from advisor.assess.decide import line_behind

    return line_behind(kept(folder, data=data), row)


def _all(decisions: Decisions) -> tuple[Line, ...]:
    return (*decisions.overrules, *decisions.suppressions, *decisions.contexts)


def _rivals(one: Line, other: Line) -> bool:
    """True for lines of one sort that speak of the same places."""
    if isinstance(one, ContextRule) or isinstance(other, ContextRule):
        return isinstance(one, ContextRule) and isinstance(other, ContextRule) and one.paths == other.paths
    return type(one) is type(other) and one.where == other.where


def _without(decisions: Decisions, lines: tuple[Line, ...]) -> Decisions:
    return replace(
        decisions,
        overrules=tuple(one for one in decisions.overrules if one not in lines),
        suppressions=tuple(one for one in decisions.suppressions if one not in lines),
        contexts=tuple(one for one in decisions.contexts if one not in lines),
    )


def _reach(row: Cleared | Finding, *, same_words: bool, whole_rule: bool) -> Where:
    """Which places are meant: this one, those of its rule, or those of its rule with the same words."""
    if same_words:
        return Where(rule=row.rule, written=escaped(row.written))
    return Where(rule=row.rule) if whole_rule else Where(id=row.id)


def _checked(decisions: Decisions) -> Decisions:
    """The decisions, if they can be read again: one bad line must not cost the user all others."""
    try:
        decisions_of(rows_of(decisions), USER_ORIGIN)
    except ValueError as error:
        raise UsageError(f"This cannot be kept: {error}.") from error
    return decisions


def as_project_lines(decisions: Decisions) -> str:
    """The lines as they stand in a `.llama-advisor.toml`, to be shared with a team; what is kept stays."""
    from advisor.store.decision_rows import as_toml

    return as_toml(decisions)


def _one_line(text: str) -> str:
    """A reason as it may stand in a file: one line, not endless."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:500]
