"""The recent projects of the start page: one row each, walked with the arrow keys.

Return opens, Delete takes a row off the list, P pins it; the menu of a row says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from advisor.core.kinds import Level
from advisor.core.past import Point
from advisor.gui.icons import icon
from advisor.gui.plain import CutLabel, PlainLabel, action_text, set_tip, shown, tr
from advisor.gui.qt import (
    QApplication,
    QContextMenuEvent,
    QKeyEvent,
    QLineEdit,
    QMenu,
    QSizePolicy,
    Qt,
    QToolButton,
    QWidget,
    Signal,
)
from advisor.gui.service import Recent
from advisor.gui.stacking import letters
from advisor.gui.theme import THEME
from advisor.gui.widgets import Card, Pill, RowButton, clear, column
from advisor.report.drawing import LEVEL_TONES, Tone
from advisor.report.wording import counted

SEARCH_FROM = 9
"""With more rows than are taken in at a glance there is a field to search them."""
NAME_SEEN = 40
"""Letters of a project's name and place that come before the day and the risk of its scan."""


DETAILS = 3
"""What is told of a project that was scanned: the day, the risk, what is open."""


class RecentRow(RowButton):
    """One project: its name and place, and how it stood when it was scanned last.

    Signals:
        open_wanted(), remove_wanted(), scan_wanted(): what the user wants of it.
        pin_wanted(bool): keep it at the top, or no more.
        step_wanted(int): go to the next row (1) or the one before (-1).
    """

    open_wanted = Signal()
    scan_wanted = Signal()
    remove_wanted = Signal()
    pin_wanted = Signal(bool)
    step_wanted = Signal(int)

    def __init__(self, recent: Recent, parent: QWidget | None = None) -> None:
        self.recent = recent
        self.title = shown(recent.path.name or str(recent.path), 80)
        super().__init__(_spoken(recent, self.title), self._open, parent)
        set_tip(self, str(recent.path))
        texts = QWidget()
        both = column(texts, gap=1)
        both.addWidget(CutLabel(self.title, "strong" if recent.there else "muted"))
        both.addWidget(CutLabel(str(recent.path.parent), "small"))
        self.add(texts, 1)
        self.details = self._details()
        for part in self.details:
            self.add(part)
        self.pin = _tool("pinned" if recent.pinned else "pin", self._pin_words(), self._turn_pin)
        self.remove = _tool("remove", tr("Remove from the list"), self.remove_wanted.emit)
        for tool in (self.pin, self.remove):
            self.inner.addWidget(tool)

    def _details(self) -> list[QWidget]:
        """Scanned when, how great the risk, how much is open: as far as it is known."""
        if not self.recent.there:
            return [PlainLabel(tr("not there"), "small")]
        point = self.recent.last
        if point is None:
            return [PlainLabel(tr("no result yet"), "small")]
        tone = LEVEL_TONES[Level(point.level)] if point.level in list(Level) else Tone.SERVED
        pill = Pill(tr("risk {level}").format(level=point.level) if point.level else tr("no Llama"), tone)
        open_tasks = PlainLabel(_open_words(point), "small")
        open_tasks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return [PlainLabel(f"{point.day}", "small"), pill, open_tasks]

    def fit(self, width: int) -> None:
        """Where there is little room the day and the risk give way to the name."""
        told = sum(part.sizeHint().width() + self.inner.spacing() for part in self.details)
        tools = self.pin.sizeHint().width() + self.remove.sizeHint().width() + 4 * self.inner.spacing()
        for part in self.details[:-1]:
            part.setVisible(width >= letters(self, NAME_SEEN) + told + tools)

    # --- acting ---

    def _open(self) -> None:
        self.open_wanted.emit()

    def _turn_pin(self) -> None:
        self.pin_wanted.emit(not self.recent.pinned)

    def _pin_words(self) -> str:
        return tr("Unpin") if self.recent.pinned else tr("Pin to the top")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Arrows walk, Delete removes, P pins; Return and Space open."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.step_wanted.emit(steps[key])
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_P:
            self._turn_pin()
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """All that can be done with the row."""
        made = QMenu(self)
        made.addAction(action_text(tr("Open the last result")), self._open).setEnabled(self.recent.there)
        scan = made.addAction(action_text(tr("Scan again")), self.scan_wanted.emit)
        scan.setEnabled(self.recent.there)
        made.addSeparator()
        made.addAction(action_text(self._pin_words()), self._turn_pin)
        made.addAction(action_text(tr("Copy the path")), self._copy)
        made.addSeparator()
        made.addAction(action_text(tr("Remove from the list")), self.remove_wanted.emit)
        return made

    def _copy(self) -> None:
        QApplication.clipboard().setText(str(self.recent.path))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - overrides Qt
        """The menu, at the pointer or at the row."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())


def _open_words(point: Point) -> str:
    tasks = tr("{count} open").format(count=f"{point.tasks_open:,}")
    return tasks if point.tasks_open + point.tasks_settled else tr("no tasks")


def _spoken(recent: Recent, title: str) -> str:
    """What a screen reader says of the row."""
    parts = [tr("Open {name}").format(name=title)]
    if recent.pinned:
        parts.append(tr("pinned"))
    if not recent.there:
        parts.append(tr("not there"))
    elif recent.last is not None:
        risk = tr("risk {level}").format(level=recent.last.level) if recent.last.level else tr("no Llama")
        parts += [tr("scanned {day}").format(day=recent.last.day), risk]
        parts.append(counted(recent.last.tasks_open, "open task"))
    return ", ".join(parts)


def _tool(name: str, words: str, action: object) -> QToolButton:
    """A small button of a row; the keyboard has a key for the same."""
    made = QToolButton()
    made.setIcon(icon(name, THEME.scheme.muted))
    made.setAccessibleName(words)
    set_tip(made, words)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(action)
    return made


class RecentList(Card):
    """All of them on one card, with a field to search where they are many.

    Signals:
        open_wanted(object), scan_wanted(object), forget_wanted(object): the `Path` of a project.
        pin_wanted(object, bool): a `Path`, and whether it is to stay at the top.
        gone(str): why a project cannot be opened.
    """

    open_wanted = Signal(object)
    scan_wanted = Signal(object)
    forget_wanted = Signal(object)
    pin_wanted = Signal(object, bool)
    gone = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Recent projects"), tr("Return opens · Delete removes · P pins"), parent)
        self.rows: list[RecentRow] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search by name or place …"))
        self.search.setAccessibleName(tr("Search the recent projects"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.nothing = PlainLabel(
            tr("No recent project has these words in its name or place."), "muted", wrap=True
        )
        self.inner = column(gap=2)
        self.body.addWidget(self.search)
        self.body.addWidget(self.nothing)
        self.body.addLayout(self.inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_recents(self, recents: Sequence[Recent]) -> None:
        """Other rows; the keyboard stays where it was in the list."""
        place = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        if place is not None:
            self.setFocus()  # else Qt hands it to what comes next, and the page scrolls there
        clear(self.inner)
        self.rows = [self._row(recent) for recent in recents]
        for row in self.rows:
            self.inner.addWidget(row)
        self._align()
        self.search.setVisible(len(recents) >= SEARCH_FROM)
        if len(recents) < SEARCH_FROM:
            self.search.clear()
        self.setVisible(bool(recents))
        self._narrow()
        if place is not None:
            self.focus_row(place)

    def _row(self, recent: Recent) -> RecentRow:
        row, path = RecentRow(recent), recent.path
        row.open_wanted.connect(lambda: self._open(recent))
        row.scan_wanted.connect(lambda: self.scan_wanted.emit(path))
        row.remove_wanted.connect(lambda: self.forget_wanted.emit(path))
        row.pin_wanted.connect(lambda on: self.pin_wanted.emit(path, on))
        row.step_wanted.connect(lambda step: self._step(row, step))
        row.fit(self.width())
        return row

    def _align(self) -> None:
        """What is told of the projects stands in columns."""
        for number in range(DETAILS):
            column_of = [row.details[number] for row in self.rows if len(row.details) == DETAILS]
            widest = max((part.sizeHint().width() for part in column_of), default=0)
            for part in column_of:
                part.setFixedWidth(widest)

    def _open(self, recent: Recent) -> None:
        if recent.there:
            self.open_wanted.emit(recent.path)
            return
        told = tr("{path} is not there any more. Delete removes it from the list.")
        self.gone.emit(told.format(path=shown(str(recent.path), 200)))

    def _narrow(self) -> None:
        """Show the rows whose name or place holds all words."""
        words = self.search.text().casefold().split()
        for row in self.rows:
            row.setVisible(all(word in str(row.recent.path).casefold() for word in words))
        self.nothing.setVisible(bool(self.rows) and all(row.isHidden() for row in self.rows))

    def _step(self, row: RecentRow, step: int) -> None:
        seen = [each for each in self.rows if not each.isHidden()]
        place = seen.index(row) + step
        if 0 <= place < len(seen):
            seen[place].setFocus()

    def focus_row(self, place: int) -> None:
        """Put the keyboard on a row, the last one where there are fewer."""
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].setFocus()

    def paths(self) -> list[Path]:
        """The projects in the order they are shown."""
        return [row.recent.path for row in self.rows if not row.isHidden()]

    def set_width(self, width: int) -> None:
        """So wide is the list now."""
        for row in self.rows:
            row.fit(width)
