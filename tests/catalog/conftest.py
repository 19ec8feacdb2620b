"""A copy of the data files that a test may edit, and edits of one row."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.catalog import resources_folder
from advisor.catalog.files import Files

Edit = Callable[[dict[str, Any]], None]


class Folder:
    """A folder of data files that can be edited."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads((self.path / f"{name}.json").read_text(encoding="utf-8"))
        return document

    def write(self, name: str, document: object) -> None:
        text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
        (self.path / f"{name}.json").write_text(text, encoding="utf-8")

    def seal(self) -> None:
        """Make the seal fit what is there, sound or not."""
        document = self.read("seal")
        document["digests"] = dict(Files(self.path).digests)
        self.write("seal", document)

    def rows(self, name: str) -> list[dict[str, Any]]:
        document = self.read(name)
        rows: list[dict[str, Any]] = document["rules" if name == "rules" else "rows"]
        return rows

    def edit(self, name: str, edit: Edit, /) -> None:
        """Change the document `name` in place."""
        document = self.read(name)
        edit(document)
        self.write(name, document)

    def edit_row(self, name: str, edit: Edit, /, **known: Any) -> None:
        """Change the first row whose fields are as `known`."""
        document = self.read(name)
        rows = document["rules" if name == "rules" else "rows"]
        edit(next(row for row in rows if all(row[key] == value for key, value in known.items())))
        self.write(name, document)

    def add(self, name: str, row: dict[str, Any], *, after: dict[str, Any] | None = None) -> None:
        """Put a row in, before the first one or after the row whose fields are as `after`."""
        document = self.read(name)
        rows = document["rules" if name == "rules" else "rows"]
        at = 0
        if after is not None:
            at = 1 + next(i for i, one in enumerate(rows) if all(one[k] == v for k, v in after.items()))
        rows.insert(at, row)
        self.write(name, document)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of the product's data files, sealed as it is."""
    source = resources_folder()
    target = tmp_path / "resources"
    (target / "schemas").mkdir(parents=True)
    for path in [*source.glob("*.json"), *(source / "schemas").glob("*.json")]:
        shutil.copy(path, target / path.relative_to(source))
    copy = Folder(target)
    copy.seal()
    return copy
