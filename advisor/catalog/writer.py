"""The one writer of the files of facts: one form, so that a diff shows what changed and nothing else.

Documents (texts, points, tables of detection) are laid out by hand and only sealed. For those who keep the
facts: `python -m advisor.catalog --as-of DATE` after every edit, then `llama-advisor catalog check`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from advisor.catalog.files import FORMAT_VERSION, ROW_LISTS, SEAL, Files
from advisor.catalog.rows import label



def formatted(document: Mapping[str, Any]) -> str:
    """The document as it stands on disk: rows sorted by what they are called, one value a line."""
    ordered = dict(document)
    for key in ROW_LISTS:
        if isinstance(ordered.get(key), list):
            ordered[key] = sorted(ordered[key], key=lambda row: label(row, 0))
    return json.dumps(ordered, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def seal(folder: Path, as_of: date) -> None:
    """Put the files of facts of a folder into their one form and seal it as the release of the day `as_of`.

    Raises CatalogError where a file is missing or no JSON.
    """
    files = Files(folder)
    for name in files.names():
        document = files.read(name)
        if any(key in document for key in ROW_LISTS):
            files.path(name).write_text(formatted(document), encoding="utf-8", newline="\n")
    release = {
        "format_version": FORMAT_VERSION,
        "about": "Names the release of the data files and holds a digest over all of them.",
        "version": as_of.strftime("%Y.%m.%d"),
        "as_of": as_of.isoformat(),
        "digest": Files(folder).digest,
    }
    files.path(SEAL).write_text(formatted(release), encoding="utf-8", newline="\n")
