"""The one writer of the files of facts: one form, so that a diff shows what changed and nothing else.

Documents (texts, points, tables of detection) are laid out by hand and only sealed. For those who keep the
facts: `python -m advisor.catalog --as-of DATE` after every edit, then `llama-advisor catalog check`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from advisor.catalog.files import FORMAT_VERSION, SEAL, TABLES, Files, rows_key
from advisor.catalog.rows import label

_READ_ON = re.compile(r'"read_on": "([0-9]{4}-[0-9]{2}-[0-9]{2})"')
"""A day of reading, as `formatted` writes it."""


def formatted(document: Mapping[str, Any], key: str = "rows") -> str:
    """The document as it stands on disk: the rows under `key` sorted by what they are called."""
    ordered = dict(document)
    if isinstance(ordered.get(key), list):
        ordered[key] = sorted(ordered[key], key=lambda row: label(row, 0))
    return json.dumps(ordered, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def seal(folder: Path, as_of: date) -> None:
    """Put the files of facts of a folder into their one form and seal it as the release of the day `as_of`.

    Where a row was read later, that day seals: the facts of a release are never younger than its name.
    Raises CatalogError where a file is missing or no JSON.
    """
    files = Files(folder)
    day = as_of.isoformat()
    for name in TABLES:
        text = formatted(files.read(name), rows_key(name))
        replace(files.path(name), text.encode("utf-8"))
        day = max([day, *_READ_ON.findall(text)])
    release = {
        "format_version": FORMAT_VERSION,
        "about": "Names the release of the data files and holds the SHA-256 of each.",
        "version": day.replace("-", "."),
        "as_of": day,
        "digests": dict(Files(folder).digests),
    }
    replace(files.path(SEAL), formatted(release).encode("utf-8"))


def replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`: whoever reads it, at any moment, gets the old or the new."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
