"""How findings and dependencies of a project were last looked at; what is damaged means the defaults."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from advisor.gui.dependency_rows import DependencyFilter
from advisor.gui.filters import PATTERN_LIMIT, FindingFilter
from advisor.gui.settings import Settings

KEPT = 50
"""Projects that are remembered; the one seen longest ago goes first."""
_KEY = "findings-views"
_DEPENDENCIES = "dependencies"
"""Where the view of the dependencies stands in that of the project."""
_CHIPS = ("statuses", "levels", "contexts")


class Views:
    """Kept among the settings of the window, by a hash of the folder: no path of a project stands there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def load(self, folder: Path) -> tuple[FindingFilter, str]:
        """The filter and the grouping of a project."""
        row = self._row(folder)
        wanted = FindingFilter(
            _text(row, "text")[:PATTERN_LIMIT],
            _words(row.get("kinds")),
            _words(row.get("statuses")),
            _words(row.get("contexts")),
        )
        return wanted, _text(row, "group")

    def load_dependencies(self, folder: Path) -> tuple[DependencyFilter, str]:
        """The filter and the grouping of the dependencies of a project."""
        row = self._row(folder).get(_DEPENDENCIES)
        row = row if isinstance(row, dict) else {}
        text = _text(row, "text")[:PATTERN_LIMIT]
        statuses, levels, contexts = (_words(row.get(name)) for name in _CHIPS)
        return DependencyFilter(text, statuses, levels, contexts), _text(row, "group")

    def keep(self, folder: Path, wanted: FindingFilter, group: str) -> None:
        """Remember them; rows that a number led to are not."""
        chips = {name: sorted(getattr(wanted, name)) for name in ("kinds", "statuses", "contexts")}
        self._keep(folder, {"text": wanted.text, "group": group, **chips})

    def keep_dependencies(self, folder: Path, wanted: DependencyFilter, group: str) -> None:
        """Remember those of the dependencies; rows that a number led to are not."""
        chips = {name: sorted(getattr(wanted, name)) for name in _CHIPS}
        self._keep(folder, {_DEPENDENCIES: {"text": wanted.text, "group": group, **chips}})

    def _keep(self, folder: Path, part: dict[str, Any]) -> None:
        """The view of a project with a part of it anew; it is the one seen last."""
        views = self._all()
        views.pop(_name(folder), None)
        views[_name(folder)] = {**self._row(folder), **part}
        self._settings.keep_word(_KEY, json.dumps(dict(list(views.items())[-KEPT:])))

    def _row(self, folder: Path) -> dict[str, Any]:
        row = self._all().get(_name(folder))
        return row if isinstance(row, dict) else {}

    def forget(self, folder: Path) -> str:
        """Forget the view of a project; hands back what `put_back` needs, "" where there was none."""
        views = self._all()
        row = views.pop(_name(folder), None)
        self._settings.keep_word(_KEY, json.dumps(views))
        return json.dumps(row) if row else ""

    def put_back(self, folder: Path, row: str) -> None:
        """Undo `forget`."""
        if row:
            self._settings.keep_word(_KEY, json.dumps({**self._all(), _name(folder): json.loads(row)}))

    def _all(self) -> dict[str, Any]:
        try:
            found = json.loads(self._settings.word(_KEY) or "{}")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def _name(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _words(value: object) -> frozenset[str]:
    return (
        frozenset(word for word in value if isinstance(word, str)) if isinstance(value, list) else frozenset()
    )
