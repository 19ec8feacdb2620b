"""The texts of the window as its source has them: what is told through `tr`, and what is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOM = Path(__file__).parents[2] / "advisor" / "gui"
TELLING = ("tr", "to_tr")
NOT_THE_WINDOW = {"stylesheet.py", "qt.py", "qtguard.py", "main.py", "shipped.py", "editors.py", "pdf.py"}
"""Sheets and lists, the terminal, names of programs, and paper, which is a report like all others."""
KEY = re.compile(r"((Ctrl|Alt|Shift)\+)*(F?\d+|[A-Z,]|Esc|Del|Home|Up|Down|Return|Space|Tab)")
NAMES = {"Llama Advisor", "Qt ", "Qt: %s", "Fusion", "This plugin does not support propagateSizeHints()"}
"""Names, and what Qt says."""
SHOWING = {
    *("PlainLabel", "LiveLabel", "CutLabel", "Pill", "Card", "Chip", "Choices", "Fold", "Table", "Canvas"),
    *("RowButton", "Tile", "Column", "button", "icon_button", "scrolled", "action_text", "announce"),
    *("setText", "set_full", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription"),
    *("set_tip", "name_box", "setWindowTitle", "setTitle", "say", "addItem", "addMenu", "addButton"),
    *("QAction", "QCheckBox", "QPushButton", "QRadioButton", "show_state", "set", "Deed", "Sign", "Form"),
}
"""What shows or tells a text that it is given."""
WITHOUT_WORDS = {"role", "icon", "sample", "word", "key", "objectName", "menu"}
"""Parameters that take no text for people."""


@dataclass(frozen=True, slots=True)
class Found:
    """A literal and where it stands."""

    file: str
    line: int
    text: str


def sources() -> list[Path]:
    """Every module of the window."""
    return sorted(ROOM.rglob("*.py"))


def told() -> Iterator[tuple[Path, ast.Call]]:
    """Every call of `tr` and `to_tr`."""
    for path in sources():
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELLING:
                yield path, node


def texts() -> set[str]:
    """Every text that is there to be translated."""
    firsts = (call.args[0] for _, call in told())
    return {one.value for one in firsts if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def untold() -> Iterator[Found]:
    """Literals for people that do not go through `tr`: what is shown, and whole sentences anywhere."""
    for path in sources():
        if path.name not in NOT_THE_WINDOW:
            tree = _tree(path)
            safe = _told_or_docs(tree)
            places = {*_shown_literals(tree), *_sentences(tree)}
            for node in sorted(places, key=lambda each: each.lineno):
                if node not in safe and node.value not in NAMES and not KEY.fullmatch(node.value):
                    yield Found(path.relative_to(ROOM).as_posix(), node.lineno, str(node.value))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _told_or_docs(tree: ast.Module) -> set[ast.AST]:
    safe: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in TELLING:
            safe.update(ast.walk(node))
        elif isinstance(
            node, ast.Expr | ast.Raise
        ):  # what stands alone is a description, what is raised a fault
            safe.update(ast.walk(node) if isinstance(node, ast.Raise) else [node.value])
        elif isinstance(node, ast.keyword) and node.arg in WITHOUT_WORDS:
            safe.update(ast.walk(node.value))
    return safe


def _shown_literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Letters among what a call that shows is given; of a literal with values, its own words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in SHOWING:
            given = [*node.args, *(each.value for each in node.keywords if each.arg not in WITHOUT_WORDS)]
            yield from _own_literals(given)


def _own_literals(given: Sequence[ast.expr]) -> Iterator[ast.Constant]:
    for one in given:
        inside = one.values if isinstance(one, ast.JoinedStr) else [one]
        for part in inside:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and _is_text(part.value, one):
                yield part


def _is_text(text: str, whole: ast.expr) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    if isinstance(whole, ast.JoinedStr):
        return letters > 1 and not text.startswith(("color:", "<", "%"))
    return letters > 0 and (text[:1].isupper() or " " in text.strip())


def _sentences(tree: ast.Module) -> Iterator[ast.Constant]:
    """Literals that begin with a capital and have several words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if text[:1].isupper() and len(text.split()) > 2 and text.isprintable():
                yield node


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Subscript):
        return _name(called.value)
    return (
        called.attr
        if isinstance(called, ast.Attribute)
        else called.id
        if isinstance(called, ast.Name)
        else ""
    )
