"""What was done and can be undone: one list for the whole window, in the order it was done."""

from __future__ import annotations

from collections.abc import Callable

from advisor.core.errors import AdvisorError
from advisor.gui.qt import QUndoCommand, QUndoStack

KEPT = 200
"""Steps back at the most."""


class Step(QUndoCommand):
    """One thing that was done: `forth` does it (again), `back` takes it back.

    Either may raise `AdvisorError`: then the step is over, and `failed` hears why.
    """

    def __init__(
        self,
        text: str,
        forth: Callable[[], object],
        back: Callable[[], object],
        failed: Callable[[str], object],
        merge: str = "",
    ) -> None:
        super().__init__(text)
        self._forth, self._back, self._failed, self._merge = forth, back, failed, merge

    def id(self) -> int:
        """Steps that may become one have an id; -1 stands for itself."""
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - overrides Qt
        """Letters typed into one note are one step."""
        if not isinstance(other, Step) or other._merge != self._merge or other.isObsolete():
            return False
        self._forth = other._forth
        return True

    def redo(self) -> None:
        """Do it; called when it is put on the list, too."""
        self._run(self._forth)

    def undo(self) -> None:
        """Take it back."""
        self._run(self._back)

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        except AdvisorError as error:
            self.setObsolete(True)
            self._failed(str(error))


class History(QUndoStack):
    """The steps of one project. Emits what `QUndoStack` does: `indexChanged`, `canUndoChanged` …"""

    def __init__(self, failed: Callable[[str], object]) -> None:
        super().__init__()
        self._told = failed
        self.setUndoLimit(KEPT)

    def do(
        self, text: str, forth: Callable[[], object], back: Callable[[], object], *, merge: str = ""
    ) -> None:
        """Do something now, and remember how to take it back. `text` names it: `leave out one place`.

        Steps that follow each other with the same `merge` are taken back together.
        """
        self.push(Step(text, forth, back, self._told, merge))
