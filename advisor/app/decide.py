"""Use case: decisions on single places, one click each, kept for the user and the project.

They hold from the next judgement on, which needs no other scan. A line for the same place replaces the older.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def lay(folder: Path, *lines: Line, data: Path | None = None) -> tuple[Line, ...]:
    """Keep lines as the last word, and hand back the older ones about the same places that they replace.

    All of them are kept or none. One that no file could hold (an endless word, a backslash), and more of them
    than are read, are refused with `UsageError`.
    """
    home = data or folders.data_folder()
    with lock.alone(home):
        old = kept(folder, data=data)
        spoken_of = {_places(line) for line in lines}
        replaced = tuple(one for one in _all(old) if _places(one) in spoken_of)
        choices.save(home, folder, _checked(_with(_without(old, replaced), lines)))
    return replaced


def take_back(folder: Path, *lines: Line, instead: Sequence[Line] = (), data: Path | None = None) -> None:
    """Forget lines that `kept` hands out, and keep again those `instead` that they had replaced.

    Raises `UsageError` when it cannot be done; then nothing is changed.
    """
    home = data or folders.data_folder()
    with lock.alone(home):
        rest = _without(kept(folder, data=data), lines)
        choices.save(home, folder, _with(rest, instead))


def behind(folder: Path, rows: Sequence[Finding], *, data: Path | None = None) -> tuple[Line, ...]:
    """The user's own lines on whose word places count or are left out, each once."""
    from advisor.assess.decide import line_behind

    mine = kept(folder, data=data)
    found = (line_behind(mine, row) for row in rows)
    return tuple(dict.fromkeys(line for line in found if line is not None))


def _all(decisions: Decisions) -> tuple[Line, ...]:
    return (*decisions.overrules, *decisions.suppressions, *decisions.contexts)


def _places(line: Line) -> tuple[type, Where | tuple[str, ...]]:
    """The same for lines of one sort that speak of the same places: the later replaces the older."""
    return type(line), line.paths if isinstance(line, ContextRule) else line.where


def _with(decisions: Decisions, lines: Sequence[Line]) -> Decisions:
    return replace(
        decisions,
        overrules=(*decisions.overrules, *(one for one in lines if isinstance(one, Overrule))),
        suppressions=(*decisions.suppressions, *(one for one in lines if isinstance(one, Suppression))),
        contexts=(*decisions.contexts, *(one for one in lines if isinstance(one, ContextRule))),
    )


def _without(decisions: Decisions, lines: Sequence[Line]) -> Decisions:
    gone = frozenset(lines)
    return replace(
        decisions,
        overrules=tuple(one for one in decisions.overrules if one not in gone),
        suppressions=tuple(one for one in decisions.suppressions if one not in gone),
        contexts=tuple(one for one in decisions.contexts if one not in gone),
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
