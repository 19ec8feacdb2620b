"""The tree of tasks as it is seen and worked in: ticked with Space, several at once, copied, folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.core.assessment import Task
from advisor.core.kinds import TaskState
from advisor.gui.plain import action_text, tr
from advisor.gui.qt import (
    Index,
    QAbstractItemView,
    QApplication,
    QContextMenuEvent,
    QFontMetrics,
    QHeaderView,
    QKeyEvent,
    QKeySequence,
    QMenu,
    QPainter,
    QPoint,
    QRectF,
    QResizeEvent,
    QSize,
    QStyleOptionViewItem,
    Qt,
    QTreeView,
    QWidget,
    Signal,
)
from advisor.gui.room import chars
from advisor.gui.tables import LEAST_ROWS, CellDelegate
from advisor.gui.task_tree import EFFORT, PLACES, PROGRESS_ROLE, STATE, TaskTree
from advisor.gui.theme import THEME
from advisor.report.checklist_markdown import tasks_markdown
from advisor.report.clean import plain
from advisor.report.drawing import Size, Tone
from advisor.report.wording import counted, points

DAYS_FROM, STATE_FROM, EFFORT_FROM, PLACES_FROM = 127, 87, 70, 52
"""Widths of the list from which on these columns are shown."""
BAR = 72
"""Width of the bar beside a heading."""


class TaskDelegate(CellDelegate):
    """Draws a bar of progress at the right end of a heading."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, then its bar."""
        super().paint(painter, option, index)
        done = index.data(PROGRESS_ROLE)
        if done is None:
            return
        room = QRectF(option.rect)
        bar = QRectF(room.right() - BAR - 8, room.center().y() - 2, BAR, 5)
        words = QFontMetrics(THEME.font(bold=True)).horizontalAdvance(index.data())
        if room.width() < words + BAR + 40:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.solid(Tone.RULE))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        bar.setWidth(BAR * done)
        painter.setBrush(THEME.solid(Tone.ACCENT))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.restore()


class TaskView(QTreeView):
    """Space ticks what is selected, wherever in the row the cursor is; a heading stands for its tasks.

    Signals:
        ticked(object): ids of the tasks to tick, or to open again where all are settled.
        state_wanted(object, object): ids of tasks and the `TaskState` they should have.
        places_wanted(object): the `Task`s whose places the user wants to see.
        export_wanted(): the user wants a file of what is shown.
    """

    ticked = Signal(object)
    state_wanted = Signal(object, object)
    places_wanted = Signal(object)
    export_wanted = Signal()

    def __init__(self, model: TaskTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = model
        self._folded: set[str] = set()
        self.setModel(model)
        self.setAccessibleName(tr("Tasks"))
        self.setItemDelegate(TaskDelegate(self))
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self._dress_header()
        self.collapsed.connect(lambda index: self._fold(index, on=True))
        self.expanded.connect(lambda index: self._fold(index, on=False))
        model.modelReset.connect(self._open_groups)

    def _dress_header(self) -> None:
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        metrics = QFontMetrics(THEME.font(Size.SMALL, bold=True))
        for number, sample in ((PLACES, tr("Places")), (EFFORT, tr("Effort"))):
            head.resizeSection(number, metrics.horizontalAdvance(sample) + 22)
        self._fit_state(wide=False)

    def _fit_state(self, *, wide: bool) -> None:
        """The day stands beside the state where titles leave it room."""
        self._tree.tells_days = wide
        sample = f"{TaskState.WONT_DO} 2026-11-24" if wide else TaskState.WONT_DO.value
        metrics = QFontMetrics(THEME.font(Size.SMALL, bold=True))
        self.header().resizeSection(STATE, metrics.horizontalAdvance(sample) + 44)

    # --- folding ---

    def _fold(self, index: Index, *, on: bool) -> None:
        if 0 <= index.row() < len(self._tree.groups) and not index.parent().isValid():
            key = self._tree.groups[index.row()].key
            self._folded = self._folded | {key} if on else self._folded - {key}

    def _open_groups(self) -> None:
        """Other rows: what the user folded stays folded."""
        for number, group in enumerate(self._tree.groups):
            self.setExpanded(self._tree.index(number, 0), group.key not in self._folded)

    # --- what is selected ---

    def chosen(self) -> list[Task]:
        """The selected tasks in working order; a selected heading stands for its tasks."""
        rows = self.selectionModel().selectedRows()
        ids = {task.id for index in rows for task in self._tree.tasks_at(index)}
        return [task for task in self._tree.shown_tasks() if task.id in ids]

    # --- keys and menu ---

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where there is little room the titles come first: a tick says the state, too."""
        super().resizeEvent(event)
        self._fit_state(wide=event.size().width() >= chars(DAYS_FROM))
        self.setColumnHidden(STATE, event.size().width() < chars(STATE_FROM))
        self.setColumnHidden(EFFORT, event.size().width() < chars(EFFORT_FROM))
        self.setColumnHidden(PLACES, event.size().width() < chars(PLACES_FROM))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Never lower than the headings and a few rows."""
        rows = LEAST_ROWS * (QFontMetrics(THEME.font(Size.BODY)).height() + 14)
        return QSize(super().minimumSizeHint().width(), self.header().sizeHint().height() + rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Space ticks, Return shows the places, Ctrl+C copies."""
        tasks = self.chosen()
        if event.key() == Qt.Key.Key_Space and tasks:
            self.ticked.emit(tuple(task.id for task in tasks))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and tasks:
            self.places_wanted.emit(tuple(tasks))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
        else:
            super().keyPressEvent(event)

    def copy_text(self) -> None:
        """Copy the selected tasks, one a line."""
        QApplication.clipboard().setText("\n".join(self._line(task) for task in self.chosen()))

    def copy_markdown(self) -> None:
        """Copy the selected tasks as a Markdown task list, each with the mark that takes its tick back."""
        QApplication.clipboard().setText(tasks_markdown(self.chosen(), self._tree.everything))

    def _line(self, task: Task) -> str:
        box = {TaskState.OPEN: "[ ]", TaskState.DONE: "[x]", TaskState.WONT_DO: "[-]"}[task.state]
        facts = [f"effort {points(task.effort_points)}"] if task.effort_points else []
        facts += [counted(max(task.places_total, len(task.places)), "place")] if task.places else []
        facts += [self._tree.state_words(task)] if task.state is not TaskState.OPEN else []
        note = f" – {' '.join(task.note.split())}" if task.note else ""
        return plain(f"{box} {task.title}" + (f" ({', '.join(facts)})" if facts else "") + note)

    def menu(self) -> QMenu:
        """All that can be done with the selected tasks."""
        made, tasks = QMenu(self), self.chosen()
        ids = tuple(task.id for task in tasks)
        words = {
            TaskState.DONE: tr("Done"),
            TaskState.WONT_DO: tr("Won't do"),
            TaskState.OPEN: tr("Open again"),
        }
        for state, text in words.items():
            action = made.addAction(action_text(text), self._state_asker(ids, state))
            action.setEnabled(any(task.state is not state for task in tasks))
        made.addSeparator()
        made.addAction(action_text(tr("Copy as text")), self.copy_text)
        made.addAction(action_text(tr("Copy as Markdown")), self.copy_markdown)
        made.addSeparator()
        show = made.addAction(
            action_text(tr("Show the places in the findings")), lambda: self.places_wanted.emit(tuple(tasks))
        )
        show.setEnabled(any(task.places or task.dependency_ids for task in tasks))
        made.addAction(action_text(tr("Export what is shown…")), self.export_wanted.emit)
        return made

    def _state_asker(self, ids: Sequence[str], state: TaskState) -> Callable[[], None]:
        return lambda: self.state_wanted.emit(tuple(ids), state)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - overrides Qt
        """The menu, at the pointer or below the current row."""
        if not self.chosen():
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(24, 0)
        menu.popup(self.viewport().mapToGlobal(row) if by_key else event.globalPos())
