"""Windows with little room: large fonts, longer words, a small screen; and the way to each of their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QTranslator

from advisor.gui.application import make_application
from advisor.gui.fault_dialog import FaultDialog
from advisor.gui.qt import QApplication, QSize, QWidget
from advisor.gui.service import Update
from advisor.gui.session import Session
from advisor.gui.theme import THEME, Mode
from advisor.gui.window import MainWindow
from tests.gui.conftest import at_rest
from tests.gui.fake import TODAY, FakeQuestions, FakeService
from tests.gui.looks import faults_at_rest
from tests.gui.pseudo import Pseudo


@dataclass(frozen=True, slots=True)
class Tightness:
    """How little room there is."""

    width: int
    height: int
    fonts: float = 1.0
    longer_words: bool = False


TIGHT: Mapping[str, Tightness] = {
    "fonts150-1280x800": Tightness(1280, 800, fonts=1.5),
    "fonts150-1000x600": Tightness(1000, 600, fonts=1.5),
    "fonts200-1280x800": Tightness(1280, 800, fonts=2.0),
    "fonts200-1000x600": Tightness(1000, 600, fonts=2.0),
    "words140-1280x800": Tightness(1280, 800, longer_words=True),
    "words140-1000x600": Tightness(1000, 600, longer_words=True),
    "screen960x540": Tightness(960, 540),
}


@contextmanager
def tight_window(tightness: Tightness, home: Path, project: Path) -> Iterator[MainWindow]:
    """A window with so much room, the project scanned and every page filled."""
    app = make_application()
    usual, translator = app.font(), Pseudo(app)
    try:
        _dress(app, tightness, translator)
        service = FakeService(home)
        window = MainWindow(service, Session(service, TODAY), FakeQuestions())
        window.setMinimumSize(QSize(1, 1))  # the least size is made for the screen the tests run on
        window.resize(tightness.width, tightness.height)
        window.show()
        window.open_folder(project)
        _wait(window)
        yield window
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)  # or it is dressed anew, too
    finally:
        app.removeTranslator(translator)
        app.setFont(usual)
        app.setStyleSheet("")
        THEME.apply(app, Mode.LIGHT)


def _wait(window: MainWindow) -> None:
    latest = QDeadlineTimer(20_000)
    while not at_rest(window):
        assert not latest.hasExpired()
        QApplication.processEvents()


def _dress(app: QApplication, tightness: Tightness, translator: QTranslator) -> None:
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * tightness.fonts)
    app.setFont(font)
    app.setStyleSheet("")  # else the theme takes the application for dressed
    THEME.apply(app, Mode.LIGHT)
    if tightness.longer_words:
        app.installTranslator(translator)


# --- the parts ---


def page_faults(window: MainWindow, name: str) -> list[str]:
    """What is wrong with a page, without what stands round it."""
    if name == "start":
        window.show_start()
    else:
        window.show_page(name)
    shown = window.stack.currentWidget()
    assert shown is not None
    return [str(fault) for fault in faults_at_rest(shown)]


def shell_faults(window: MainWindow) -> list[str]:
    """What is wrong with all that stands round a page: while a scan goes by, then once something is said."""
    window.show_page("report")
    window.banner.begin()
    found = window.session.assessment.findings * 600 if window.session.assessment else ()
    window.banner.progress(Update(54_321, 12_345, "src/agents/summariser/models", found))
    wrong = _round_a_page(window)
    window.banner.hide()
    window.notice.say("Saved to /home/ada/reports/shop-report.html (12 bytes).", "Show the folder", None)
    wrong += _round_a_page(window)
    window.notice.hide()
    return wrong


def _round_a_page(window: MainWindow) -> list[str]:
    page = window.stack.currentWidget()
    assert page is not None
    inside = {str(fault) for fault in faults_at_rest(page)}
    return [str(fault) for fault in faults_at_rest(window) if str(fault) not in inside]


DIALOGS: Mapping[str, Callable[[MainWindow], object]] = {
    "keys": lambda window: window.dialogs.keys(),
    "about": lambda window: window.dialogs.about(),
    "policy": lambda window: window.dialogs.policy(),
    "export": lambda window: window.dialogs.export(),
    "settings": lambda window: window.dialogs.settings(),
    "update": lambda window: window.catalog.ask_update(),
    "fault": lambda window: window.open_dialog(
        FaultDialog("Traceback …\n" * 40, Path("/home/ada/.local/state/llama-advisor/faults.log"), window)
    ),
}


def dialog_faults(window: MainWindow, name: str) -> list[str]:
    """What is wrong with a dialog, and whether it is larger than its window."""
    window.show_page("report")
    DIALOGS[name](window)
    dialog = window.dialog
    assert dialog is not None
    wrong = [*_too_large(dialog, window), *(str(fault) for fault in faults_at_rest(dialog))]
    dialog.reject()
    QApplication.processEvents()
    return wrong


POPUPS: Mapping[str, Callable[[MainWindow], QWidget]] = {
    "palette": lambda window: (window.finder.open(), window.finder.palette)[1],
    "day": lambda window: (window.header.ask_day(), window.header.popup)[1],
}


def popup_faults(window: MainWindow, name: str) -> list[str]:
    """What is wrong with what opens over the window, and whether it is larger than that."""
    window.show_page("report")
    popup = POPUPS[name](window)
    wrong = [*_too_large(popup, window), *(str(fault) for fault in faults_at_rest(popup))]
    popup.hide()
    QApplication.processEvents()
    return wrong


def _too_large(part: QWidget, window: MainWindow) -> list[str]:
    if part.width() <= window.width() and part.height() <= window.height():
        return []
    size = f"{part.width()}x{part.height()}"
    return [f"larger than its window: {size} over {window.width()}x{window.height()}"]
