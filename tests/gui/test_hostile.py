"""A stranger's repository says what it likes: every widget shows it verbatim, as text, and loads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.core.assessment import Assessment
from advisor.gui.plain import CutLabel, shown
from advisor.gui.qt import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    Qt,
    QTextEdit,
    QWidget,
)
from advisor.gui.session import Session
from advisor.gui.window import MainWindow
from tests.gui.fake import TODAY, FakeService
from tests.report import example

PROMPT = "<s>[INST] R&D \u202e <img src=canary.png> <b>bold</b>"
SEEN = "<s>[INST] R&D \\u202e <img src=canary.png> <b>bold</b>"
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)


def poisoned() -> Assessment:
    """The hand-made assessment with the poison wherever text of a repository, or a name, can stand."""
    base = example.assessment()
    findings = tuple(
        replace(row, written=PROMPT, why=PROMPT, model=PROMPT, provider=PROMPT) for row in base.findings
    )
    tasks = tuple(
        replace(row, title=PROMPT, why=PROMPT, acceptance=PROMPT, note=PROMPT) for row in base.tasks
    )
    return replace(
        base,
        branch=PROMPT,
        findings=findings,
        summary=replace(base.summary, sentence=PROMPT),
        cleared=tuple(replace(row, written=PROMPT, why=PROMPT, path=PROMPT) for row in base.cleared),
        skipped=tuple(replace(row, path=PROMPT, detail=PROMPT) for row in base.skipped),
        dependencies=tuple(replace(row, title=PROMPT) for row in base.dependencies),
        duties=tuple(replace(row, text=PROMPT, ends=PROMPT) for row in base.duties),
        risk=replace(base.risk, reasons=tuple(replace(row, text=PROMPT) for row in base.risk.reasons)),
        outlook=replace(base.outlook, sentence=PROMPT, unknown=(PROMPT,)),
        tasks=tasks,
    )


@pytest.fixture
def hostile(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    folder = tmp_path / "R&D <b>x"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "app.py").write_text("\n" * 11 + PROMPT + "\n", encoding="utf-8")
    service = FakeService(tmp_path / "home", poisoned())
    window = MainWindow(service, Session(service, TODAY))
    qtbot.addWidget(window)
    window.show()
    window.open_folder(folder)
    qtbot.waitUntil(lambda: window.session.assessment is not None and window.settled)
    yield window
    window.close()


def pages(window: MainWindow) -> Iterator[QWidget]:
    """Every page, shown one after the other, then the start page with the project among the recent ones."""
    for name, page in window.pages.items():
        window.show_page(name)
        yield page
    window.show_start()
    yield window.start


def test_no_label_takes_text_for_markup(hostile: MainWindow) -> None:
    for page in pages(hostile):
        labels = page.findChildren(QLabel)
        assert labels
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert {label.textFormat() for label in hostile.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_notes_and_code_stand_in_views_that_know_no_markup(hostile: MainWindow) -> None:
    assert hostile.findChildren(QTextEdit) == []
    hostile.show_page("checklist")
    assert hostile.checklist.note.toPlainText() == PROMPT


def test_every_tool_tip_is_escaped(hostile: MainWindow) -> None:
    for page in pages(hostile):
        for widget in page.findChildren(QWidget):
            inner = widget.toolTip().removeprefix("<qt>").removesuffix("</qt>")
            assert "<" not in inner, widget


def test_every_cell_shows_the_words_as_they_are(hostile: MainWindow) -> None:
    seen: set[str] = set()
    for page in pages(hostile):
        for view in page.findChildren(QAbstractItemView):
            seen |= {cell for cell in cells(view, DISPLAY) if "INST" in cell}
            assert all("<img" not in tip for tip in cells(view, TIP))
    assert SEEN in seen
    assert all(cell.startswith(SEEN) for cell in seen)


def cells(view: QAbstractItemView, role: int) -> Iterator[str]:
    """What the top-level cells of a view say in a role."""
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield model.data(model.index(row, column), role) or ""


def words(label: QLabel) -> str:
    """What a label says; a path that is cut in its middle for want of room says it whole by its name."""
    return label.accessibleName() if isinstance(label, CutLabel) else label.text()


def test_labels_and_buttons_show_the_words_as_they_are(hostile: MainWindow) -> None:
    texts = set()
    for page in pages(hostile):
        texts |= {words(label) for label in page.findChildren(QLabel) if "INST" in words(label)}
        for made in page.findChildren(QAbstractButton):
            assert "&" not in made.text().replace("&&", ""), made.text()
    assert texts
    assert [text for text in texts if SEEN[:30] not in text] == []


def test_the_name_of_the_project_is_shown_as_it_is(hostile: MainWindow) -> None:
    assert hostile.header.project.accessibleName() == "R&D <b>x"
    assert "R&D <b>x" in hostile.windowTitle()
    hostile.show_start()
    rows = [label.text() for label in hostile.start.recents.findChildren(QLabel)]
    assert "R&D <b>x" in rows


def test_the_preview_shows_the_prompt_and_marks_it(hostile: MainWindow) -> None:
    hostile.show_page("findings")
    hostile.findings.table.select_where("f1")
    assert SEEN in hostile.findings.preview.code.toPlainText()


def test_a_filter_of_markup_is_only_words(hostile: MainWindow) -> None:
    hostile.show_page("findings")
    hostile.findings.search.setText("<img src=canary.png>")
    hostile.findings._take_text()
    assert len(hostile.findings.model.rows) == hostile.findings.model.total
    assert isinstance(hostile.findings.search, QLineEdit)


def test_what_is_shown_is_never_endless() -> None:
    assert len(shown("x" * 10_000)) == 500
