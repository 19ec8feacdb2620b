"""The command palette: a field, and below it everything that can be done or gone to, best match first.

The keyboard stays in the field; the list is walked from there. What it lists is made by
`advisor.gui.palette_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from advisor.gui.fuzzy import QUERY_LIMIT, Hit, fit, folded, words_of
from advisor.gui.plain import CutLabel, tr
from advisor.gui.qt import (
    QColor,
    QFontMetrics,
    QFrame,
    QHideEvent,
    QKeyEvent,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QModelIndex,
    QPainter,
    QRect,
    QSize,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    Qt,
    QWidget,
    Signal,
)
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import column
from advisor.report.drawing import Size
from advisor.report.wording import counted

ROWS = 60
"""Rows that are listed: who needs more types another letter."""
SEEN = 12
"""Rows that are seen at once where the window is high enough."""
WIDTH = 80 * SPACE
_ROW = Qt.ItemDataRole.UserRole
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do or to go to."""

    kind: str
    """What it is, in a word: "Action", "Task"."""
    text: str
    run: Callable[[], object]
    aside: str = ""
    """Its key, or what is to be known of it; not searched."""
    why_not: str = ""
    """Why it cannot be done now; "" where it can."""
    bonus: int = 0
    """How much rather than others it is meant."""
    first: bool = True
    """Listed before anything is typed."""
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", folded(self.text))

    @property
    def spoken(self) -> str:
        """The row in words, for a screen reader."""
        return ", ".join(part for part in (self.text, self.kind, self.aside, self.why_not) if part)


Row = tuple[Entry, Hit]


def ranked(entries: Sequence[Entry], typed: str) -> tuple[Sequence[Row], int]:
    """The best rows for what was typed, and how many fit; what cannot be done now comes last."""
    words = words_of(typed)
    if not words:
        rows = [(each, Hit(0)) for each in entries if each.first and not each.why_not]
        return rows[:ROWS], len(rows)
    rows = [(each, hit) for each in entries if (hit := fit(words, each.folded)) is not None]
    best = nsmallest(ROWS, enumerate(rows), key=lambda one: (*_order(one[1]), one[0]))
    return [row for _, row in best], len(rows)


def _order(row: Row) -> tuple[bool, int]:
    entry, hit = row
    return bool(entry.why_not), -(hit.score + entry.bonus)


class _RowPainter(QStyledItemDelegate):
    """Paints a row: its kind, its text with the matched letters strong, its key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]  # noqa: N802
        """One line with air."""
        return QSize(0, QFontMetrics(THEME.font(Size.BODY)).height() + SPACE + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """Paint the row."""
        entry, hit = index.data(_ROW)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(THEME.scheme.selection))
        room = rect.adjusted(SPACE + 4, 0, -SPACE - 4, 0)
        room.setLeft(room.left() + self._paint_kind(painter, room, entry))
        room.setRight(room.right() - self._paint_aside(painter, room, entry))
        _paint_text(painter, room, entry, hit)
        painter.restore()

    def _paint_kind(self, painter: QPainter, room: QRect, entry: Entry) -> int:
        painter.setFont(THEME.font(Size.SMALL))
        painter.setPen(QColor(THEME.scheme.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, entry.kind)
        return max(painter.fontMetrics().horizontalAdvance(word) for word in kinds()) + 2 * SPACE

    def _paint_aside(self, painter: QPainter, room: QRect, entry: Entry) -> int:
        told = entry.why_not or entry.aside
        metrics = painter.fontMetrics()
        told = metrics.elidedText(told, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told)
        return metrics.horizontalAdvance(told) + SPACE if told else 0


def kinds() -> tuple[str, ...]:
    """Every kind there is, in its words: the column of kinds has room for the longest."""
    goals = (tr("Dependency"), tr("Task"), tr("Alternative"), tr("Findings"))
    return (tr("Action"), tr("Page"), tr("Project"), *goals)


def _paint_text(painter: QPainter, room: QRect, entry: Entry, hit: Hit) -> None:
    """The text letter run by letter run: what was typed is strong and in the accent."""
    usual, strong = THEME.font(Size.BODY), THEME.font(Size.BODY, bold=True)
    ink = QColor(THEME.scheme.muted if entry.why_not else THEME.scheme.text)
    if QFontMetrics(strong).horizontalAdvance(entry.text) > room.width():
        painter.setFont(usual)
        painter.setPen(ink)
        told = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, told)
        return
    left = room.left()
    for run, matched in runs(entry.text, hit.at):
        painter.setFont(strong if matched else usual)
        painter.setPen(QColor(THEME.scheme.accent) if matched else ink)
        painter.drawText(room.adjusted(left - room.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, run)
        left += painter.fontMetrics().horizontalAdvance(run)


def runs(text: str, at: Sequence[int]) -> list[tuple[str, bool]]:
    """The text in pieces that are matched or not."""
    places, made = set(at), list[tuple[str, bool]]()
    for number, letter in enumerate(text):
        matched = number in places
        if made and made[-1][1] == matched:
            made[-1] = (made[-1][0] + letter, matched)
        else:
            made.append((letter, matched))
    return made


class Palette(QFrame):
    """The field and its list. Return or a click does what is chosen, Esc goes back.

    Signals:
        chosen(object): the `Entry` to do; the palette is gone by then.
        closed(): it is gone, whatever came of it.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(tr("Search actions"))
        self._entries: Sequence[Entry] = ()
        outer = column(self, margin=SPACE, gap=SPACE)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search actions, pages, projects, findings …"))
        self.search.setAccessibleName(tr("Search actions"))
        self.search.setMaxLength(QUERY_LIMIT)
        self.search.textChanged.connect(lambda _text: self._list_rows())
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Actions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_RowPainter(self.list))
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.currentItemChanged.connect(lambda now, _before: self._say_current(now))
        self.told = CutLabel("", "small")
        for part in (self.search, self.list, self.told):
            outer.addWidget(part)
        self.search.installEventFilter(self)

    def offer(self, entries: Sequence[Entry]) -> None:
        """List other things; what is typed stays."""
        self._entries = entries
        self._list_rows()

    def open_over(self, window: QWidget) -> None:
        """Show it at the middle of the window's top third, with nothing typed."""
        self.search.clear()
        self._list_rows()
        room = window.size()
        width = min(round(WIDTH * THEME.scale()), room.width() - 4 * SPACE)
        rows = self.list.sizeHintForRow(0) * SEEN + 2 * self.list.frameWidth()
        self.list.setFixedHeight(min(rows, room.height() * 6 // 10))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(window.mapToGlobal(window.rect().topLeft()))
        left = (room.width() - width) // 2
        self.move(self.x() + left, self.y() + max((room.height() - self.height()) // 3, SPACE))
        self.show()
        self.search.setFocus()

    def entries(self) -> list[Entry]:
        """What is listed, best first."""
        return [self.list.item(number).data(_ROW)[0] for number in range(self.list.count())]

    # --- inside ---

    def _list_rows(self) -> None:
        rows, total = ranked(self._entries, self.search.text())
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row[0].text)
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row[0].spoken)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.told.set_full(self._words(len(rows), total))

    def _words(self, listed: int, total: int) -> str:
        if not total:
            return tr("Nothing is called that. Esc goes back.")
        if listed < total:
            told = tr("The best {listed} of {total}. Type more letters to narrow them.")
            return told.format(listed=listed, total=f"{total:,}")
        return tr("{matches}. Return does it, Esc goes back.").format(
            matches=counted(total, "match", "matches")
        )

    def _say_current(self, item: QListWidgetItem | None) -> None:
        """The field has the keyboard, so a screen reader hears of the row from it."""
        self.search.setAccessibleDescription(item.data(_ROW)[0].spoken if item else "")

    def _choose(self) -> None:
        item = self.list.currentItem()
        entry: Entry | None = item.data(_ROW)[0] if item else None
        if entry is None or entry.why_not:
            return
        self.hide()
        self.chosen.emit(entry)

    def eventFilter(self, watched: object, event: object) -> bool:  # noqa: N802 - overrides Qt
        """Keys of the list, pressed in the field."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == event.Type.KeyPress:
            return self._take_key(event)
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() in _KEYS:
            self._walk(Qt.Key(event.key()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _walk(self, key: Qt.Key) -> None:
        """Up and down go round, a page stops at the ends."""
        count, now = self.list.count(), self.list.currentRow()
        if not count:
            return
        page = max(self.list.viewport().height() // max(self.list.sizeHintForRow(0), 1) - 1, 1)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        wanted = now + steps[key]
        round_ = key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        self.list.setCurrentRow(wanted % count if round_ else min(max(wanted, 0), count - 1))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - overrides Qt
        """However it was closed: say so, and let go of what was listed."""
        super().hideEvent(event)
        self.closed.emit()
