"""What the window says of its own state: what can be done now, what undo would take back, numbers, title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.core.assessment import Assessment
from advisor.core.kinds import TaskState
from advisor.gui.plain import action_text, shown, tr

if TYPE_CHECKING:
    from advisor.gui.window import MainWindow

APP_NAME = "Llama Advisor"


class WindowState:
    """Keeps actions, navigation, header and title of a window true to its session."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def enable(self) -> None:
        """What cannot be done now is grey."""
        window, session = self._window, self._window.session
        opened, judged = session.folder is not None, session.assessment is not None
        ready = judged and not session.busy
        for name in window.pages:
            window.deeds[name].setEnabled(window.can_show(name))
            window.sidebar.buttons[name].setEnabled(window.can_show(name))
        can = {
            "filter": opened or window.page in window.pages,
            "no_filter": opened or window.page in window.pages,
            "rescan": opened and not session.scanning,
            "stop": session.scanning,
            "export": ready,
            "policy": judged,
            "leave_out": judged and window.page == "findings",
            "count": judged and window.page == "ledger",
            "editor": window.page in ("findings", "ledger"),
            "next": window.page in ("findings", "checklist"),
            "previous": window.page in ("findings", "checklist"),
        }
        for name, on in can.items():
            window.deeds[name].setEnabled(on)
        window.header.policy.setEnabled(judged)
        window.header.rescan.setEnabled(not session.scanning)
        window.header.export.setEnabled(ready)

    def say_steps(self) -> None:
        """Undo and redo say what they would take back or do again."""
        history = self._window.session.history
        for name, can, word, told in (
            ("undo", history.canUndo(), tr("Undo"), history.undoText()),
            ("redo", history.canRedo(), tr("Redo"), history.redoText()),
        ):
            deed = self._window.deeds[name]
            deed.setEnabled(can)
            deed.setText(action_text(f"{word}: {told}" if told else word))

    def show_arriving(self, findings: int) -> None:
        """So many places were found so far."""
        self._window.sidebar.buttons["findings"].set_number(_short(findings))

    def show_numbers(self, assessment: Assessment) -> None:
        """The numbers beside the pages' names, and the title."""
        tasks, sidebar = assessment.tasks, self._window.sidebar
        settled = sum(1 for task in tasks if task.state is not TaskState.OPEN)
        off = assessment.summary.cleared + assessment.summary.skipped + len(assessment.suppressed)
        numbers = {
            "report": assessment.risk.level.value if assessment.findings else "",
            "findings": _short(len(assessment.findings)),
            "dependencies": f"{len(assessment.dependencies):,}",
            "checklist": f"{settled}/{len(tasks)}",
            "ledger": _short(off),
        }
        for name, number in numbers.items():
            sidebar.buttons[name].set_number(number)
        sidebar.show_missed(sum(each.state == "not seen" for each in assessment.duties))
        self.say_title()

    def say_title(self) -> None:
        """`shop – 37 open – Llama Advisor`; of a stopped scan `37 open, partial`."""
        folder, assessment = self._window.session.folder, self._window.session.assessment
        parts = [shown(folder.name, 60)] if folder else []
        if assessment:
            left = sum(1 for task in assessment.tasks if task.state is TaskState.OPEN)
            told = tr("{count} open, partial") if assessment.partial else tr("{count} open")
            parts.append(told.format(count=left))
        self._window.setWindowTitle(" – ".join([*parts, APP_NAME]))


def _short(number: int) -> str:
    """A count with room for it beside the longest title: `355`, `3.5k`, `12k`."""
    if number < 1000:
        return str(number)
    return f"{number // 100 / 10:g}k" if number < 10_000 else f"{number // 1000:,}k"
