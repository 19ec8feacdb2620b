"""Makes the one `QApplication` with its hooks, opens the window, and runs until it is closed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from advisor import __version__
from advisor.gui import collector
from advisor.gui.fault_dialog import FaultRoom
from advisor.gui.faults import Faults
from advisor.gui.icons import app_icon
from advisor.gui.qt import QApplication, QTimer
from advisor.gui.session import Session
from advisor.gui.speech import name_roles
from advisor.gui.theme import THEME, Mode
from advisor.gui.use_cases import UseCases
from advisor.gui.window import MainWindow
from advisor.gui.window_state import APP_NAME

DESKTOP_FILE = "llama-advisor"
"""Base name of the `.desktop` file: how Wayland finds the window's icon."""


SWITCH_SECONDS = 0.0005
"""How long a thread may hold the interpreter while another waits for it: painting a table asks for it some
hundred times, and with Python's 5 ms a judgement beside it would make that a second."""


def make_application() -> QApplication:
    """The application object, named and dressed."""
    made = QApplication.instance()
    app = made if isinstance(made, QApplication) else QApplication(sys.argv[:1])
    sys.setswitchinterval(SWITCH_SECONDS)
    app.setApplicationName(DESKTOP_FILE)
    app.setApplicationDisplayName(APP_NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_FILE)
    app.setWindowIcon(app_icon())
    THEME.apply(app, Mode.SYSTEM)
    name_roles()
    return app


def run(folder: Path | None, as_of: date | None) -> int:
    """Show the window until it is closed; hands back the exit code."""
    app = make_application()
    collector.sweep(app)
    service = UseCases()
    faults = Faults(service.settings_folder())
    session = Session(service, as_of)
    window = MainWindow(service, session)
    fault_room = FaultRoom(window, faults)
    faults.install()
    fault_room.tell_crash()
    window.show()
    if folder is not None:
        QTimer.singleShot(0, lambda: window.open_folder(folder.absolute()))
    try:
        return app.exec()
    finally:
        session.shut_down()
        faults.uninstall()
