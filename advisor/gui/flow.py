"""A layout that lays widgets out like words, and parts that know how high they are at their width."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.gui.qt import QLayout, QLayoutItem, QPoint, QRect, QSize, Qt, QWidget


@dataclass(slots=True)
class _Placed:
    """An item on its line."""

    item: QLayoutItem
    size: QSize
    free: int = 0
    """Pixels that are left free before it."""


class FlowLayout(QLayout):
    """Lays widgets out left to right, then on the next line; those of one line stand at one height."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, *, wide: bool = False) -> None:
        """`wide`: it asks for one line; else for no more than its largest widget needs."""
        super().__init__(parent)
        self._wide = wide
        self._items: list[QLayoutItem] = []
        self._heads: dict[QWidget | None, int] = {}
        self._filling: set[QWidget] = set()
        self._pushed: set[QWidget] = set()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def keep_with_next(self, widget: QWidget, before: int = 0) -> None:
        """Never let a widget end a line: it names what follows. `before` parts it from what it follows."""
        self._heads[widget] = before

    def fill(self, widget: QWidget) -> None:
        """Add a widget that takes what its line has left, at the most its greatest width."""
        self.addWidget(widget)
        self._filling.add(widget)

    def push(self, widget: QWidget) -> None:
        """Add a widget that stands, with all that follow, at the right end of a line it shares."""
        self.addWidget(widget)
        self._pushed.add(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - overrides Qt
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - overrides Qt
        """One of them, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - overrides Qt
        """Take one out, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - overrides Qt
        """Asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - overrides Qt
        """Narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - overrides Qt
        """The height at that width."""
        edge = self.contentsMargins()
        lines = self._lines(width - edge.left() - edge.right())
        heights = [max(one.size.height() for one in each) for each in lines]
        return sum(heights) + self.spacing() * max(len(heights) - 1, 0) + edge.top() + edge.bottom()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - overrides Qt
        """Put everything in its place."""
        super().setGeometry(rect)
        rect = rect.marginsRemoved(self.contentsMargins())
        y = rect.y()
        for each in self._lines(rect.width()):
            self._share(each, rect.width())
            x, height = rect.x(), max(one.size.height() for one in each)
            for one in each:
                x += one.free
                middle = y + (height - one.size.height()) // 2
                one.item.setGeometry(QRect(QPoint(x, middle), one.size))
                x += one.size.width() + self.spacing()
            y += height + self.spacing()

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """The smallest size, or that of one line; height follows width."""
        if not self._wide:
            return self.minimumSize()
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:  # noqa: N802 - overrides Qt
        """As big as the biggest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _lines(self, width: int) -> list[list[_Placed]]:
        lines: list[list[_Placed]] = []
        used = 0
        for number, item in enumerate(self._items):
            if item.isEmpty():
                continue
            size = _size(item, width)
            head = self._heads.get(item.widget())
            before, together = head or 0, size.width()
            if head is not None:
                together += before + self._width_after(number)
            if not lines or used + together > width:
                lines.append([])
                used = before = 0
            lines[-1].append(_Placed(item, size, before))
            used += before + size.width() + self.spacing()
        return lines

    def _width_after(self, number: int) -> int:
        """How much room the next item that is shown takes."""
        for item in self._items[number + 1 :]:
            if not item.isEmpty():
                return self.spacing() + item.sizeHint().width()
        return 0

    def _share(self, placed: list[_Placed], width: int) -> None:
        """Give away what a line has left: to what fills it, else before what was pushed to its end."""
        taken = sum(one.size.width() + one.free for one in placed)
        spare = width - taken - self.spacing() * (len(placed) - 1)
        for one in placed:
            if one.item.widget() in self._filling:
                most = one.item.maximumSize().width() - one.size.width()
                more = max(min(spare, most), 0)
                one.size = QSize(one.size.width() + more, one.size.height())
                spare -= more
        for one in placed[1:]:
            if one.item.widget() in self._pushed:
                one.free, spare = one.free + max(spare, 0), 0


def _size(item: QLayoutItem, width: int) -> QSize:
    """As wide as it likes, but not wider than the line; then as high as that makes it."""
    size = item.sizeHint().expandedTo(item.minimumSize())
    size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
    if item.hasHeightForWidth():
        size.setHeight(item.heightForWidth(size.width()))
    return size
