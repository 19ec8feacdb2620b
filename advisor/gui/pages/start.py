"""The start page: drop a folder, choose one, take a recent one, or try the sample project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from advisor.gui.icons import icon, picture
from advisor.gui.plain import CutLabel, PlainLabel, tip_text, tr
from advisor.gui.qt import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFrame,
    QMimeData,
    QSizePolicy,
    Qt,
    QToolButton,
    QWidget,
    Signal,
)
from advisor.gui.service import Recent
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Body, Card, RowButton, button, clear, column, icon_button, line, scrolled


def dropped_folders(data: QMimeData) -> list[Path]:
    """The local folders among what is dropped; a file stands for the folder it lies in."""
    places = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [place if place.is_dir() else place.parent for place in places if place.exists()]


class DropZone(QFrame):
    """The dashed field that takes a folder.

    Signals:
        dropped(object): the `Path` of the folder.
        refused(str): why what was dropped cannot be opened.
        left(): the drag went elsewhere, or is over.
    """

    dropped = Signal(object)
    refused = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName("Drop a project folder here")
        self.body = column(self, margin=4 * SPACE, gap=SPACE)

    def _hover(self, on: bool) -> None:
        self.setProperty("hover", on)
        self.style().unpolish(self)
        self.style().polish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - overrides Qt
        """Welcome anything with a file address."""
        if event.mimeData().hasUrls():
            self._hover(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - overrides Qt
        """Calm down."""
        self._hover(False)
        self.left.emit()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - overrides Qt
        """Open the one folder that was dropped, or say why not."""
        self._hover(False)
        self.left.emit()
        folders = dropped_folders(event.mimeData())
        if len(folders) == 1:
            event.acceptProposedAction()
            self.dropped.emit(folders[0])
        elif folders:
            self.refused.emit("One folder at a time, please: drop the folder of one project.")
        else:
            self.refused.emit("That is no folder on this machine. Drop a project folder.")


class StartPage(QWidget):
    """Where one begins.

    Signals:
        folder_chosen(object): the `Path` to open.
        browse_wanted(): the user wants to choose a folder.
        sample_wanted(): the user wants the sample project.
        forget_wanted(object): the `Path` to take off the list.
        catalog_wanted(): the user wants to browse the catalog, without a project.
    """

    folder_chosen = Signal(object)
    browse_wanted = Signal()
    sample_wanted = Signal()
    forget_wanted = Signal(object)
    catalog_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = Body()
        outer = line(body)
        outer.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        middle = QWidget()
        middle.setMaximumWidth(760)
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = column(middle, gap=2 * SPACE)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)
        self._column.addStretch(2)
        self._build_head()
        self._build_drop()
        self.recents = Card("Recent projects")
        self.recent_rows = column(gap=2)
        self.recents.body.addLayout(self.recent_rows)
        self._column.addWidget(self.recents)
        self._build_foot()
        self._column.addStretch(3)
        column(self).addWidget(scrolled(body, "Start"))
        self.setAccessibleName("Start")

    def _build_head(self) -> None:
        head = line(gap=2 * SPACE)
        self._mark = PlainLabel()
        self._mark.setAccessibleName("Llama Advisor")
        texts = column(gap=2)
        texts.addWidget(PlainLabel("Llama Advisor", "hero"))
        texts.addWidget(
            PlainLabel(
                "Finds where a project depends on Meta's Llama, says what is dead and what ends when, "
                "and plans the move to models that are open.",
                "muted",
                wrap=True,
            )
        )
        head.addWidget(self._mark)
        head.addLayout(texts, 1)
        self._column.addLayout(head)

    def _build_drop(self) -> None:
        self.drop = DropZone()
        self.drop.dropped.connect(self.folder_chosen)
        self.drop.refused.connect(self.say)
        self._arrow = PlainLabel()
        title = PlainLabel("Drop a project folder here", "heading")
        self._told = PlainLabel(
            "It is read, never run or changed. Nothing leaves this machine.", "muted", wrap=True
        )
        buttons = line(gap=SPACE)
        self.choose = icon_button("Choose a folder…", self.browse_wanted.emit, role="primary")
        self.sample = icon_button("Try the sample project", self.sample_wanted.emit)
        buttons.addStretch()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.sample)
        buttons.addStretch()
        for label in (self._arrow, title, self._told):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.drop.body.addWidget(label)
        self.drop.body.addSpacing(SPACE)
        self.drop.body.addLayout(buttons)
        self._column.addWidget(self.drop)

    def _build_foot(self) -> None:
        told = tr("Browse the catalog: models to move to, licences, last days")
        self.catalog = button(told, self.catalog_wanted.emit, role="link")
        self._column.addWidget(self.catalog)
        self._column.addWidget(
            PlainLabel(
                "Not affiliated with or endorsed by Meta. Llama and Muse are marks of their owners.",
                "small",
                wrap=True,
            )
        )

    def say(self, text: str) -> None:
        """Say something beside the drop target: why a folder cannot be opened."""
        self._told.setText(text)

    def told(self) -> str:
        """What stands beside the drop target."""
        return self._told.text()

    def retouch(self) -> None:
        """Pictures carry the colours of the theme."""
        scale = self.devicePixelRatioF()
        self._mark.setPixmap(picture("llama-advisor", 56, scale))
        self._arrow.setPixmap(picture("drop", 44, scale, THEME.scheme.accent))
        self.choose.setIcon(icon("folder", THEME.scheme.on_accent))
        self.sample.setIcon(icon("sample"))

    def show_recents(self, recents: Sequence[Recent]) -> None:
        """List recent projects; those that are gone are greyed and can only be removed."""
        clear(self.recent_rows)
        self.recents.setVisible(bool(recents))
        for recent in recents:
            self.recent_rows.addWidget(self._recent_row(recent))

    def _recent_row(self, recent: Recent) -> QWidget:
        there = recent.path.is_dir()
        row = RowButton(f"Open {recent.path.name}", lambda: self.folder_chosen.emit(recent.path))
        row.add(PlainLabel(recent.path.name, "strong" if there else "muted"))
        row.add(CutLabel(str(recent.path.parent), "small"), 1)
        if not there:
            row.add(PlainLabel("not there any more", "small"))
        row.setEnabled(there)
        holder = QWidget()
        both = line(holder, gap=2)
        both.addWidget(row, 1)
        both.addWidget(self._remover(recent, lambda: self.forget_wanted.emit(recent.path)))
        return holder

    def _remover(self, recent: Recent, action: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon("remove", THEME.scheme.muted))
        made.setAccessibleName(f"Remove {recent.path.name} from the list")
        made.setToolTip(tip_text("Take it off this list; nothing is deleted"))
        made.clicked.connect(lambda _checked=False: action())
        return made
