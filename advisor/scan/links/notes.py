"""Notes at the findings of one file the names they are bound to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.core.kinds import Context, Kind
from advisor.scan.detect.python_tree import PythonTree
from advisor.scan.detect.views import View
from advisor.scan.inspection import Draft, NameDraft
from advisor.scan.links.binding import FileNames, created, value_at

_KINDS = frozenset({Kind.MODEL, Kind.DERIVATIVE})
_SILENT = frozenset({Context.DOCS, Context.DATA, Context.VENDORED})
"""Where names are shown or kept, and nothing reads them."""

_MOST = 100
"""Findings of one file whose names are followed; a file with more is a list of models."""


_KEY = re.compile(r"[A-Za-z_]\w{0,79}=[\"']?(?=\w)")


def _key_length(written: str) -> int:
    """How much of what a finding quotes is the key before its value: `NAME=` of `NAME=value`."""
    match = _KEY.match(written)
    return match.end() if match is not None else 0


def names_of(
    views: Sequence[View],
    values: Iterable[tuple[View, int, Draft]],
    context: Context,
    parsed: PythonTree | None,
) -> Iterator[NameDraft]:
    """The names of a file.

    Args:
        views: all views of the file.
        values: its findings, each with the view it stands in and its offset there.
        context: the file's.
        parsed: the syntax tree of a Python file, where a detector has read it.
    """
    for place, named in created(views):
        yield NameDraft(place, named)
    if context in _SILENT:
        return
    weights = [value for value in values if value[2].kind in _KINDS]
    placed = [
        (view, start, draft)
        for view, offset, draft in weights[:_MOST]
        if (start := value_at(view, offset + _key_length(draft.written))) is not None
    ]
    found = FileNames(views, parsed).of([(view, start) for view, start, _ in placed]) if placed else []
    for (_, _, draft), names in zip(placed, found, strict=True):
        for named in names:
            yield NameDraft(draft.start, named, draft)
