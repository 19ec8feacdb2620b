"""The start page: drop a folder, choose one, take a recent one, or try the sample project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from advisor.gui.icons import icon, picture
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFrame,
    QMimeData,
    QResizeEvent,
    QSizePolicy,
    Qt,
    QWidget,
    Signal,
)
from advisor.gui.recent_rows import RecentList
from advisor.gui.service import Recent
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Body, button, column, icon_button, line, scrolled

WIDEST = 95 * SPACE
"""Beyond this a line in a usual font is too long to be read."""


def _widest() -> int:
    return round(WIDEST * THEME.scale())


def dropped_folders(data: QMimeData) -> list[Path]:
    """The local folders among what is dropped; a file stands for its repository."""
    places = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [place if place.is_dir() else root_of(place) for place in places if place.exists()]


def root_of(file: Path) -> Path:
    """The repository that a file lies in; the folder it lies in where there is none above it."""
    return next((folder for folder in file.parents if (folder / ".git").exists()), file.parent)


def drag_words(data: QMimeData) -> str:
    """What letting go of the dragged thing would do, as `DropZone` does it."""
    there = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    places = [place for place in there if place.exists()]
    if len(set(dropped_folders(data))) > 1:
        return tr("One project at a time, please")
    if not places:
        return tr("Only a folder on this machine can be opened")
    name = shown(places[0].name or str(places[0]), 60)
    if places[0].is_dir():
        return tr("Drop to open {name}").format(name=name)
    return tr("Drop to find the project of {name}").format(name=name)


class DropZone(QFrame):
    """The dashed field that takes a folder.

    Signals:
        dropped(object): the `Path` of the folder.
        offered(object, str): the `Path` of the project a dropped file lies in, and a sentence on it.
        refused(str): why what was dropped cannot be opened.
        left(): the drag went elsewhere, or is over.
    """

    dropped = Signal(object)
    offered = Signal(object, str)
    refused = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Drop a project folder here"))
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
        folders = list(dict.fromkeys(dropped_folders(event.mimeData())))
        files = [url for url in event.mimeData().urls() if Path(url.toLocalFile()).is_file()]
        if len(folders) == 1 and files:
            event.acceptProposedAction()
            self.offered.emit(folders[0], _file_words(Path(files[0].toLocalFile()), folders[0]))
        elif len(folders) == 1:
            event.acceptProposedAction()
            self.dropped.emit(folders[0])
        elif folders:
            told = tr("{count} folders were dropped. One project at a time, please: drop its folder.")
            self.refused.emit(told.format(count=len(folders)))
        else:
            self.refused.emit(tr("That is no folder on this machine. Drop a project folder."))


def _file_words(file: Path, folder: Path) -> str:
    told = tr("{file} is a file. It lies in {folder}, which can be opened.")
    return told.format(file=shown(file.name, 60), folder=shown(str(folder), 200))


class StartPage(QWidget):
    """Where one begins.

    Signals:
        folder_chosen(object): the `Path` to scan.
        recent_chosen(object): the `Path` of a project to show as it was scanned last.
        offered(object, str): the `Path` of the project a dropped file lies in, and a sentence on it.
        browse_wanted(): the user wants to choose a folder.
        sample_wanted(): the user wants the sample project.
        forget_wanted(object): the `Path` to take off the list.
        pin_wanted(object, bool): a `Path`, and whether it is to stay at the top of the list.
        catalog_wanted(): the user wants to browse the catalog, without a project.
    """

    folder_chosen = Signal(object)
    recent_chosen = Signal(object)
    offered = Signal(object, str)
    browse_wanted = Signal()
    sample_wanted = Signal()
    forget_wanted = Signal(object)
    pin_wanted = Signal(object, bool)
    catalog_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = Body()
        outer = line(body)
        outer.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        middle = QWidget()
        middle.setMaximumWidth(_widest())
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = column(middle, gap=2 * SPACE)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)
        self._column.addStretch(2)
        self._build_head()
        self._build_drop()
        self._build_recents()
        self._build_foot()
        self._column.addStretch(3)
        self._area = scrolled(body, tr("Start"))
        column(self).addWidget(self._area)
        self.setAccessibleName(tr("Start"))

    def _build_head(self) -> None:
        head = line(gap=2 * SPACE)
        self._mark = PlainLabel()
        self._mark.setAccessibleName("Llama Advisor")
        texts = column(gap=2)
        texts.addWidget(PlainLabel("Llama Advisor", "hero"))
        texts.addWidget(
            PlainLabel(
                tr(
                    "Finds where a project depends on Meta's Llama, says what is dead and what ends when, "
                    "and plans the move to models that are open."
                ),
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
        self.drop.offered.connect(self.offered)
        self._arrow = PlainLabel()
        title = PlainLabel(tr("Drop a project folder here"), "heading")
        self._told = PlainLabel(
            tr("It is read, never run or changed. Nothing leaves this machine."), "muted", wrap=True
        )
        buttons = line(gap=SPACE)
        self.choose = icon_button(tr("Choose a folder…"), self.browse_wanted.emit, role="primary")
        self.sample = icon_button(tr("Try the sample project"), self.sample_wanted.emit)
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

    def _build_recents(self) -> None:
        self.recents = RecentList()
        self.recents.open_wanted.connect(self.recent_chosen)
        self.recents.scan_wanted.connect(self.folder_chosen)
        self.recents.forget_wanted.connect(self.forget_wanted)
        self.recents.pin_wanted.connect(self.pin_wanted)
        self.recents.gone.connect(self.say)
        self._column.addWidget(self.recents)

    def _build_foot(self) -> None:
        told = tr("Browse the catalog: models to move to, licences, last days")
        self.catalog = button(told, self.catalog_wanted.emit, role="link")
        self._column.addWidget(self.catalog)
        self._column.addWidget(
            PlainLabel(
                tr("Not affiliated with or endorsed by Meta. Llama and Muse are marks of their owners."),
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
        self.recents.show_recents(recents)
        self._arrow.setVisible(not recents)  # who comes back has seen it: the list comes first
        self.drop.body.setContentsMargins(*(2 * SPACE if recents else 4 * SPACE,) * 4)

    def focus_row(self, place: int) -> None:
        """Put the keyboard on a recent project."""
        self.recents.focus_row(place)

    def focus_content(self) -> None:
        """Put the keyboard where one goes on: on the newest project, or on the button that chooses one."""
        first = next((row for row in self.recents.rows if not row.isHidden()), None)
        (first or self.choose).setFocus()
        self._area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Rows say less where there is less room."""
        super().resizeEvent(event)
        self.recents.set_width(min(event.size().width(), _widest()) - 6 * SPACE)
