"""In a made-up language with accents and longer words the window still works, and speaks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.gui.qt import QApplication, QLineEdit
from advisor.gui.session import Session
from advisor.gui.window import MainWindow
from tests.gui.conftest import at_rest
from tests.gui.fake import TODAY, FakeQuestions, FakeService
from tests.gui.pseudo import Pseudo


@pytest.fixture
def abroad(qtbot: Any, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    translator = Pseudo(qapp)
    qapp.installTranslator(translator)
    home = tmp_path / "größe 文 with blanks" / ("x" * 60)
    window = MainWindow(FakeService(home), Session(FakeService(home), TODAY), FakeQuestions())
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()
    qapp.removeTranslator(translator)


def test_menus_navigation_headings_and_hints_are_in_the_language(abroad: MainWindow) -> None:
    menus = [action.text() for action in abroad.menuBar().actions()]
    deeds = [
        abroad.deeds[name].text() for name in ("open", "rescan", "export", "keys", "about", *abroad.pages)
    ]
    headings = [page.heading.text() for name, page in abroad.pages.items() if name != "report"]
    hints = [
        each.placeholderText() for page in abroad.pages.values() for each in page.findChildren(QLineEdit)
    ]
    for text in (*menus, *deeds, *headings, *filter(None, hints)):
        assert "[" in text, text
    for made in abroad.sidebar.buttons.values():
        assert "[" in made.accessibleName()


def test_every_page_shows_a_project_at_a_strange_place(qtbot: Any, abroad: MainWindow, project: Path) -> None:
    folder = project.parent / "größe 文 with blanks" / ("x" * 200)
    folder.parent.mkdir()
    project.rename(folder)
    abroad.open_folder(folder)
    qtbot.waitUntil(lambda: at_rest(abroad))
    for name in abroad.pages:
        abroad.show_page(name)
        assert abroad.stack.currentWidget() is abroad.pages[name]
    assert abroad.windowTitle().endswith("Llama Advisor")
    assert abroad.findings.model.total == len(abroad.session.assessment.findings)  # type: ignore[union-attr]
