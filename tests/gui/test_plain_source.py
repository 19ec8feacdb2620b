"""The window's source: no rich text anywhere, tool tips through the escaping function, no proxy models."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[2] / "advisor" / "gui"
SOURCES = sorted(path for path in ROOM.rglob("*.py"))
RICH = {
    "QTextBrowser",
    "QMessageBox",
    "QErrorMessage",
    "QWhatsThis",
    "QStaticText",
    "QTextDocument",
    "QTextDocumentFragment",
    "setHtml",
    "insertHtml",
    "appendHtml",
    "toHtml",
    "setMarkdown",
    "RichText",
    "AutoText",
    "MarkdownText",
    "setDefaultStyleSheet",
    "setOpenExternalLinks",
}
"""Names of Qt that show markup or guess whether a text is some."""
ON_PAPER = {"pdf.py": {"QTextDocument", "setHtml", "setDefaultStyleSheet"}, "paging.py": {"QTextDocument"}}
"""What sets the PDF shows no window: it takes the page of the report, whose text is escaped there."""


WITH_MNEMONICS = {"QAction", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton"}


def named(tree: ast.AST) -> set[str]:
    """Every name and attribute that a module uses."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


def calls(tree: ast.AST, method: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method:
            yield node


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOM).as_posix())
def test_nothing_shows_or_guesses_markup(source: Path) -> None:
    allowed = ON_PAPER.get(source.relative_to(ROOM).as_posix(), set())
    assert named(ast.parse(source.read_text(encoding="utf-8"))) & RICH == allowed


def test_only_the_page_of_the_report_is_set_on_paper() -> None:
    tree = ast.parse((ROOM / "pdf.py").read_text(encoding="utf-8"))
    assert [ast.unparse(call) for call in calls(tree, "setHtml")] == [
        "document.setHtml(_fitting(report, room.width()))"
    ]


def test_the_plain_label_is_the_only_label() -> None:
    users = [
        source.name
        for source in SOURCES
        if source.name != "qt.py" and "QLabel" in named(ast.parse(source.read_text(encoding="utf-8")))
    ]
    assert users == ["plain.py"]


def test_tool_tips_are_escaped_and_told_without_markup_by_one_function() -> None:
    users = [
        (source.name, ast.unparse(call.args[0]))
        for source in SOURCES
        for call in calls(ast.parse(source.read_text(encoding="utf-8")), "setToolTip")
    ]
    assert users == [("plain.py", "tip_text(text)")]


def test_words_of_actions_and_buttons_keep_their_ampersands() -> None:
    """Qt turns a lone `&` into an underline, so foreign words pass `action_text`."""
    for source in SOURCES:
        tree = ast.parse(source.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in WITH_MNEMONICS:
                texts = [ast.unparse(argument) for argument in node.args[:1]]
                assert all(is_harmless(text) for text in texts), f"{source.name}:{node.lineno}: {texts}"


def is_harmless(argument: str) -> bool:
    return argument.startswith(("action_text(", "'")) and "&" not in argument


def test_the_window_sorts_and_filters_without_proxy_models() -> None:
    for source in SOURCES:
        assert not {name for name in named(ast.parse(source.read_text(encoding="utf-8"))) if "Proxy" in name}
