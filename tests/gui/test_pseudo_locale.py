"""In a made-up language with accents and longer words the window still works, and speaks nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.gui.qt import QApplication, QLineEdit
from advisor.gui.session import Session
from advisor.gui.use_cases import UseCases
from advisor.gui.window import MainWindow
from tests.gui.conftest import at_rest
from tests.gui.fake import TODAY, FakeQuestions, FakeService
from tests.gui.foreign import plain_english, shown_texts, words_of_others
from tests.gui.pseudo import Pseudo
from tests.gui.words import texts


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


class Listening(Pseudo):
    """Keeps what it is asked for."""

    def __init__(self, parent: QApplication) -> None:
        super().__init__(parent)
        self.asked: set[str] = set()

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        if not context:
            self.asked.add(text)
        return super().translate(context, text, disambiguation, n)


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Listening]:
    translator = Listening(qapp)
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def sample(
    qtbot: Any, language: Listening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window on the sample project, scanned and judged in earnest."""
    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(tmp_path / "home"))
    window = MainWindow(UseCases(), Session(UseCases(), date(2026, 11, 24)))
    qtbot.addWidget(window)
    window.show()
    window.open_sample()
    qtbot.waitUntil(lambda: at_rest(window), timeout=60_000)
    yield window
    window.close()


def others(window: MainWindow, tmp_path: Path) -> str:
    folders = f"{window.service.sample()} {tmp_path}"
    return f"{words_of_others(window.session.assessment)} {folders}".casefold()


def test_no_page_and_no_dialog_speaks_plain_english(
    qtbot: Any, sample: MainWindow, language: Listening, tmp_path: Path
) -> None:
    known = others(sample, tmp_path)
    sample.show_start()
    found = {"start": plain_english(shown_texts(sample), known)}
    for name in sample.pages:
        sample.show_page(name)
        qtbot.waitUntil(lambda: at_rest(sample))
        found[name] = plain_english(shown_texts(sample), known)
    for name in ("policy", "settings", "keys", "export"):
        sample.deeds[name].trigger()
        assert sample.dialog is not None
        found[name] = plain_english(shown_texts(sample.dialog), known)
        sample.dialog.reject()
    assert {name: words for name, words in found.items() if words} == {}
    asked = {text for text in language.asked if any(map(str.isalpha, text))}
    assert asked <= texts(), "what Qt's tools do not find, nobody can translate"


def test_plain_english_would_be_found(sample: MainWindow, tmp_path: Path) -> None:
    known = others(sample, tmp_path)
    sample.notice.say("Somebody forgot this one")
    assert plain_english(shown_texts(sample), known) == {"Somebody forgot this one"}
