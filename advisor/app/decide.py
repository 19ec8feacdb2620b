"""Use case: decisions on single places, one click each, kept for the user and the project.

They hold from the next judgement on, which needs no other scan. A line for the same place replaces the older.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor.core.decisions import USER_ORIGIN, ContextRule, Decisions, Overrule, Suppression, Where
from advisor.core.errors import UsageError
from advisor.core.findings import Cleared, Finding
from advisor.core.kinds import Context, Kind
from advisor.store import choices, folders


def kept(folder: Path, *, data: Path | None = None) -> Decisions:
    """What the user decided for the project in `folder`; `data` overrides the data folder, here and below."""
    return choices.load(data or folders.data_folder(), folder).decisions


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
    """Count a cleared place from now on, or all that its rule clears.

    `kind` and `model` say what it is, where the grammar of names would read it otherwise. Raises `UsageError`
    when it cannot be kept.
    """
    where = Where(rule=row.rule) if whole_rule else Where(id=row.id)
    line = Overrule(where, _one_line(reason), USER_ORIGIN, kind, model)
    old = kept(folder, data=data)
    others = tuple(one for one in old.overrules if one.where != where)
    _save(folder, replace(old, overrules=(*others, line)), data)


def suppress(
    folder: Path,
    row: Finding,
    reason: str,
    *,
    whole_rule: bool = False,
    until: date | None = None,
    data: Path | None = None,
) -> None:
    """Leave a finding out from now on, or all that its rule finds, up to the day before `until`.

    Raises `UsageError` without a reason, and when it cannot be kept.
    """
    if not reason.strip():
        raise UsageError("Say why: a finding is left out with a reason only.")
    where = Where(rule=row.rule) if whole_rule else Where(id=row.id)
    line = Suppression(where, _one_line(reason), USER_ORIGIN, None, until)
    old = kept(folder, data=data)
    others = tuple(one for one in old.suppressions if one.where != where)
    _save(folder, replace(old, suppressions=(*others, line)), data)


def set_context(folder: Path, paths: tuple[str, ...], context: Context, *, data: Path | None = None) -> None:
    """Say which part of the project files belong to; `paths` are globs. Raises `UsageError` likewise."""
    old = kept(folder, data=data)
    others = tuple(one for one in old.contexts if one.paths != paths)
    line = ContextRule(paths, context, USER_ORIGIN)
    _save(folder, replace(old, contexts=(*others, line)), data)


def take_back(folder: Path, line: Overrule | Suppression | ContextRule, *, data: Path | None = None) -> None:
    """Forget one of the lines that `kept` hands out. Raises `UsageError` when it cannot be done."""
    old = kept(folder, data=data)
    fresh = replace(
        old,
        overrules=tuple(one for one in old.overrules if one != line),
        suppressions=tuple(one for one in old.suppressions if one != line),
        contexts=tuple(one for one in old.contexts if one != line),
    )
    _save(folder, fresh, data)


def as_project_lines(decisions: Decisions) -> str:
    """The lines as they stand in a `.llama-advisor.toml`, to be shared with a team; what is kept stays."""
    from advisor.store.decision_rows import as_toml

    return as_toml(decisions)


def _save(folder: Path, decisions: Decisions, data: Path | None) -> None:
    choices.save(data or folders.data_folder(), folder, decisions)


def _one_line(text: str) -> str:
    """A reason as it may stand in a file: one line, not endless."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:500]
