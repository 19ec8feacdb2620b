"""How the findings of each project were last looked at: filter and grouping. Damaged means the defaults."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from advisor.gui.filters import PATTERN_LIMIT, FindingFilter
from advisor.gui.settings import Settings

KEPT = 50
"""Projects that are remembered; the one seen longest ago goes first."""
_KEY = "findings-views"


class Views:
    """Kept among the settings of the window, by a hash of the folder: no path of a project stands there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def load(self, folder: Path) -> tuple[FindingFilter, str]:
        """The filter and the grouping of a project."""
        row = self._all().get(_name(folder))
        row = row if isinstance(row, dict) else {}
        text, group = row.get("text"), row.get("group")
        wanted = FindingFilter(
            text[:PATTERN_LIMIT] if isinstance(text, str) else "",
            _words(row.get("kinds")),
            _words(row.get("statuses")),
            _words(row.get("contexts")),
        )
        return wanted, group if isinstance(group, str) else ""

    def keep(self, folder: Path, wanted: FindingFilter, group: str) -> None:
        """Remember them; rows that a number led to are not."""
        chips = {name: sorted(getattr(wanted, name)) for name in ("kinds", "statuses", "contexts")}
        views = self._all()
        views.pop(_name(folder), None)
        views[_name(folder)] = {"text": wanted.text, "group": group, **chips}
        self._settings.keep_word(_KEY, json.dumps(dict(list(views.items())[-KEPT:])))

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


def _words(value: object) -> frozenset[str]:
    return (
        frozenset(word for word in value if isinstance(word, str)) if isinstance(value, list) else frozenset()
    )
