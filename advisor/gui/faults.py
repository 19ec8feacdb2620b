"""Faults of the program itself: written to a log, said in one line beside the work, never fatal.

PySide6 hands an exception in a slot to `sys.excepthook` and goes on; without a hook nobody would hear
of it. What Qt itself complains of goes to the same log.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from advisor.gui.plain import tr
from advisor.gui.qt import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from advisor.report.clean import home_shortened, masked

LOG_NAME = "window.log"
CRASH_NAME = "crash.log"
LAST_CRASH_NAME = "crash-last.log"
CRASH_LIMIT = 64 * 1024
"""Characters of a crash that are kept."""
LOG_BYTES = 512 * 1024
logger = logging.getLogger("advisor.gui")
_HARMLESS = "This plugin does not support propagateSizeHints()"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Faults(QObject):
    """Catches what nobody else caught, in any thread.

    Signals:
        happened(str): a sentence for the user; what was logged of it is `last`.

    Attributes:
        log: the file that faults are written to.
        last: what was written of the last fault.
        crash: what was written when the run before this one crashed; "" where it did not.
        crash_file: where that lies.
    """

    happened = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = folder / LOG_NAME
        self.last = ""
        self.crash = ""
        self.crash_file = folder / LAST_CRASH_NAME
        self._crashes: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._hooks = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Listen from now on. Without a place to write to, faults are still told."""
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._handler = RotatingFileHandler(
                self.log, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
            )
            self.crash = self._take_crash()
            self._crashes = open(self.log.with_name(CRASH_NAME), "a", encoding="utf-8")  # noqa: SIM115
        except OSError:
            self._handler = self._handler or logging.NullHandler()
        if self._crashes:
            faulthandler.enable(self._crashes)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger("advisor").addHandler(self._handler)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_message)

    def _take_crash(self) -> str:
        """What the last run left when it crashed, put aside so that it is offered once.

        The interpreter wrote it as it fell, with whole paths; it is kept as it will be shown.
        """
        left = self.log.with_name(CRASH_NAME)
        if not left.is_file() or not left.stat().st_size:
            return ""
        with left.open(encoding="utf-8", errors="replace") as file:
            text = home_shortened(masked(file.read(CRASH_LIMIT)))
        self.crash_file.write_text(text, encoding="utf-8")
        left.unlink()
        return text

    def uninstall(self) -> None:
        """As it was before."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(None)
        if self._handler:
            logging.getLogger("advisor").removeHandler(self._handler)
            self._handler.close()
        if self._crashes:
            faulthandler.disable()
            self._crashes.close()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        self.last = home_shortened(masked(text))
        logger.error("%s", self.last)
        self.happened.emit(
            tr("A fault of this program, not of your project: {kind}.").format(kind=kind.__name__)
        )

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)


def _on_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    if _HARMLESS not in text:
        logger.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", home_shortened(masked(text)))
