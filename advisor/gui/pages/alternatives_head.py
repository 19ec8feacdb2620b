"""Above the board: which dependency it is about, how it stands today, the way to its places and task."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.assessment import Dependency, Task
from advisor.core.kinds import Phase
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, action_text, shown, tip_text, tr
from advisor.gui.qt import QSizePolicy, QStyledItemDelegate, Qt, QWidget, Signal
from advisor.gui.room import CutChoice
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Pill, button, column
from advisor.report.drawing import LEVEL_TONES, STATUS_TONES, Tone
from advisor.report.wording import counted, effort_head, verdict_words

_TITLE = 100


class DependencyPicker(CutChoice):
    """All dependencies, the gravest first, as a list to choose from.

    Signals:
        picked(object): the `Dependency` that is current now, or None.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Dependency that is to be replaced"), 24, parent=parent)
        self._rows: tuple[Dependency, ...] = ()
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(lambda _index: self.picked.emit(self.current()))

    def offer(self, rows: Sequence[Dependency]) -> None:
        """Other dependencies; nothing is told until one is picked."""
        self.blockSignals(True)
        self._rows = tuple(rows)
        self.clear()
        for number, row in enumerate(self._rows):
            self.addItem(_words(row))
            self.setItemData(number, tip_text(_words(row)), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(-1)
        self.blockSignals(False)

    def current(self) -> Dependency | None:
        """The dependency that is shown."""
        number = self.currentIndex()
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def pick(self, identifier: str) -> bool:
        """Show the dependency with that id; False where there is none."""
        for number, row in enumerate(self._rows):
            if row.id == identifier:
                self.setCurrentIndex(number)
                return True
        return False


class DependencyHead(QWidget):
    """How the dependency stands, in one line that breaks where it has to, and the reason below it.

    Signals:
        places_wanted(): its places.
        task_wanted(): its task in the checklist.
        take_back_wanted(): no target any more.
    """

    places_wanted = Signal()
    task_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=4)
        holder = QWidget()
        flow = FlowLayout(holder, gap=SPACE)
        self.risk = Pill("", Tone.UNKNOWN)
        self.verdict = Pill("", Tone.UNKNOWN)
        self.target = PlainLabel("", "strong", wrap=True).wide()
        self.places = button("", self.places_wanted.emit, role="link")
        self.to_tasks = button("", self.task_wanted.emit, role="link")
        self.unchoose = button(tr("Take the choice back"), self.take_back_wanted.emit, role="link")
        for part in (self.risk, self.verdict, self.target, self.unchoose, self.places, self.to_tasks):
            flow.addWidget(part)
        outer.addWidget(holder)
        self.facts = PlainLabel("", "muted", wrap=True)
        outer.addWidget(self.facts)

    def show_dependency(self, dependency: Dependency, task: Task | None) -> None:
        """Say how one stands."""
        self.verdict.set(verdict_words(dependency.verdict), STATUS_TONES[dependency.verdict.status])
        risk = tr("{level} risk").format(level=dependency.risk.level)
        self.risk.set(risk, LEVEL_TONES[dependency.risk.level])
        self.facts.setText(shown(_facts(dependency)))
        places = counted(len(dependency.finding_ids), "place")
        self.places.setText(tr("Show {places}").format(places=places))
        told = tr("Show the {places} of {title}").format(places=places, title=dependency.title)
        self.places.setAccessibleName(shown(told))
        self._say_target(dependency)
        decides = task is not None and task.phase is Phase.DECIDE
        text = tr("Its decision in the checklist") if decides else tr("Its task in the checklist")
        self.to_tasks.setText(action_text(text))
        told = tr("Show the task of {title}").format(title=dependency.title)
        self.to_tasks.setAccessibleName(shown(told))
        self.to_tasks.setVisible(task is not None)

    def _say_target(self, dependency: Dependency) -> None:
        names = {each.alternative.id: each.alternative.name for each in dependency.candidates}
        target = names.get(dependency.chosen or "", dependency.chosen or "")
        told = tr("Moves to {name}").format(name=target) if target else tr("No target chosen yet")
        self.target.setText(shown(told))
        self.target.setVisible(bool(dependency.candidates or dependency.rejected_total))
        self.unchoose.setVisible(bool(target))


def _words(dependency: Dependency) -> str:
    """The title, the risk and whether its target is chosen, in words."""
    told = tr("{title} – {level} risk, target chosen") if dependency.chosen else tr("{title} – {level} risk")
    return told.format(title=shown(dependency.title, _TITLE), level=dependency.risk.level)


def _facts(dependency: Dependency) -> str:
    parts = [
        dependency.verdict.why,
        effort_head(dependency),
        tr("in {context}").format(context=dependency.context)
        + (tr(" under {root}").format(root=dependency.root) if dependency.root else ""),
    ]
    if dependency.licences:
        parts.append(tr("today under {list}").format(list=", ".join(dependency.licences)))
    return " · ".join(part for part in parts if part)
