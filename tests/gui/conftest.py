"""A window to click in, with stand-ins for use cases and dialogs. Any warning of Qt fails the test.

Where Qt cannot start, the modules that need it are skipped with the gate's words instead of failing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import QT_PROBLEM

HERE = Path(__file__).parent
WITHOUT_QT = {"test_guard.py", "test_filters.py", "test_excerpt.py", "test_plain_source.py"}
OFFSCREEN_TALK = ["This plugin does not support .*"]
"""What the offscreen platform says it cannot do: no fault of the window."""


class _Skipped(pytest.Module):
    def collect(self) -> Sequence[Any]:  # type: ignore[override]
        pytest.skip(str(QT_PROBLEM), allow_module_level=True)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    if QT_PROBLEM and module_path.parent == HERE and module_path.name not in WITHOUT_QT:
        made: pytest.Module = _Skipped.from_parent(parent, path=module_path)
        return made
    return None


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and QT_PROBLEM is None:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*OFFSCREEN_TALK, extend=True))


if QT_PROBLEM is None:
    from advisor.gui.application import make_application
    from advisor.gui.session import Session
    from advisor.gui.theme import THEME, Mode
    from advisor.gui.window import MainWindow
    from tests.gui.fake import TODAY, FakeQuestions, FakeService

    @pytest.fixture(autouse=True)
    def look(qapp: Any) -> None:
        """The palette and fonts of the program, as at its start."""
        make_application()
        THEME.apply(qapp, Mode.LIGHT)

    @pytest.fixture
    def service(tmp_path: Path) -> FakeService:
        return FakeService(tmp_path / "home")

    @pytest.fixture
    def questions() -> FakeQuestions:
        return FakeQuestions()

    @pytest.fixture
    def project(tmp_path: Path) -> Path:
        """A folder that holds the places of the hand-made assessment."""
        folder = tmp_path / "shop"
        (folder / "src").mkdir(parents=True)
        lines = [f"line {number}" for number in range(1, 60)]
        lines[11] = "MODEL = llama-3.3-70b-versatile"
        lines[29] = "PROMPT = '<|start_header_id|>'"
        (folder / "src" / "app.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "notes.ipynb").write_text("{}\n", encoding="utf-8")
        return folder

    @pytest.fixture
    def window(qtbot: Any, service: FakeService, questions: FakeQuestions) -> Iterator[MainWindow]:
        session = Session(service, TODAY)
        made = MainWindow(service, session, questions)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        yield made
        made.close()

    @pytest.fixture
    def opened(qtbot: Any, window: MainWindow, project: Path) -> MainWindow:
        """The window with the project scanned, judged and every page filled."""
        window.open_folder(project)
        qtbot.waitUntil(lambda: at_rest(window))
        return window

    def at_rest(window: MainWindow) -> bool:
        return window.session.assessment is not None and not window.session.busy and window.settled
