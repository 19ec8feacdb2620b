"""Opens the window on a folder, visits all of it and writes down what it showed: `FOLDER OUT` as arguments.

A program of its own, so that a test can watch it and its workers from their first instruction.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from advisor.gui.application import make_application
from advisor.gui.faults import Faults
from advisor.gui.qt import QAbstractButton, QAbstractItemView, QApplication, QLabel, Qt, QWidget
from advisor.gui.session import Session
from advisor.gui.use_cases import UseCases
from advisor.gui.window import MainWindow

AS_OF = date(2026, 11, 24)
PATIENCE_SECONDS = 120
ROWS = 60
DISPLAY, TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)


def main(folder: Path, out: Path) -> int:
    app = make_application()
    service = UseCases()
    faults = Faults(service.settings_folder())
    told: list[str] = []
    faults.happened.connect(told.append)
    session = Session(service, AS_OF)
    session.failed.connect(told.append)
    window = MainWindow(service, session)
    faults.install()
    window.show()
    window.open_folder(folder)
    _wait(app, window)
    texts = sorted(set(_texts(app, window)))
    copied = _copied(window)
    report = session.assessment and service.render(session.assessment, "report", "json")
    window.close()
    session.shut_down()
    faults.uninstall()
    kept = {"told": told, "texts": texts, "copied": copied, "report": json.loads(report or "null")}
    out.write_text(json.dumps(kept), "utf-8")
    return 0


def _wait(app: QApplication, window: MainWindow) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        app.processEvents()
        if window.session.assessment is not None and not window.session.busy and window.settled:
            return
        time.sleep(0.01)
    raise SystemExit("the window did not come to rest")


def _texts(app: QApplication, window: MainWindow) -> Iterator[str]:
    """What stands on every page and in the preview of every file's first finding."""
    yield window.windowTitle()
    for name, page in window.pages.items():
        window.show_page(name)
        app.processEvents()
        yield from _of(page)
    window.show_page("findings")
    seen: set[str] = set()
    for row in list(window.findings.model.rows):
        if row.path not in seen:
            seen.add(row.path)
            window.findings.table.select_where(row.id)
            app.processEvents()
            yield window.findings.preview.code.toPlainText()
            yield from _of(window.findings)


def _of(page: QWidget) -> Iterator[str]:
    for widget in page.findChildren(QWidget):
        yield widget.toolTip()
        yield widget.accessibleName()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(min(model.rowCount(), ROWS)):
            for column in range(model.columnCount()):
                yield str(model.data(model.index(row, column), DISPLAY) or "")
                yield str(model.data(model.index(row, column), TIP) or "")


def _copied(window: MainWindow) -> str:
    window.findings.table.selectAll()
    window.findings.table.copy_rows()
    return QApplication.clipboard().text()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
