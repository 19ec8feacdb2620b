"""What part of a project a file belongs to, by its path and kind alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.core.kinds import Context
from advisor.scan.detect.tables import ContextRow


class ContextRules:
    """The table of contexts in its order; the first row that fits decides."""

    def __init__(self, rows: Mapping[str, ContextRow], order: Sequence[str]) -> None:
        self._rows = rows
        self._order = order

    def of(self, path: str) -> Context:
        """The context of a file.

        Args:
            path: relative to the scanned folder, with `/`.

        Returns:
            What the first fitting row of the table says; `production` when none fits. A row named
            `docs_names` looks at names only, so that a README in `deploy/` is a document.
        """
        folder, _, name = path.lower().rpartition("/")
        folders = folder.split("/") if folder else []
        pairs = {"/".join(folders[index : index + 2]) for index in range(len(folders))}
        stem, dot, extension = name.rpartition(".")
        extension = extension if dot and stem else ""
        for entry in self._order:
            context, _, part = entry.partition("_")
            row = self._rows[context]
            in_folder = (not row.within or extension in row.within) and row.folders & ({*folders} | pairs)
            if row.names.match(name) or (not part and (extension in row.extensions or in_folder)):
                return Context(context)
        return Context.PRODUCTION
