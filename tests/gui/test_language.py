"""All texts of the window go through `tr`; Qt's tools find them, and it speaks what the tools make."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTranslator

from advisor.gui.plain import several, tr
from advisor.gui.qt import QApplication
from tests.gui.words import ROOM, sources, texts, told, untold

TOOLS = Path(sys.executable).parent
LUPDATE, LRELEASE = TOOLS / "pyside6-lupdate", TOOLS / "pyside6-lrelease"
ALIASES = ("-tr-function-alias", "tr+=to_tr")
"""What a translator passes to the tool: texts that are kept in modules are marked by `to_tr`."""
with_tools = pytest.mark.skipif(not LUPDATE.exists(), reason="PySide6 lies elsewhere without its tools")


def test_no_text_for_people_stands_outside_of_tr() -> None:
    assert [f"{each.file}:{each.line}: {each.text}" for each in untold()] == []


def test_what_is_told_is_a_literal_or_was_marked_as_one() -> None:
    for path, call in told():
        first = call.args[0]
        plain = isinstance(first, ast.Constant) and isinstance(first.value, str)
        kept = isinstance(first, ast.Name | ast.Attribute | ast.Subscript | ast.IfExp)
        marks = isinstance(call.func, ast.Name) and call.func.id == "to_tr"
        assert plain or (kept and not marks), f"{path.name}:{call.lineno}: {ast.unparse(call)}"


def test_no_literal_is_told_inside_another_where_the_tools_do_not_look() -> None:
    for path in sources():
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(outer, ast.JoinedStr):
                for node in ast.walk(outer):
                    inner = isinstance(node, ast.Call) and ast.unparse(node.func) in ("tr", "to_tr")
                    literal = inner and isinstance(node.args[0], ast.Constant)
                    assert not literal, f"{path.name}:{outer.lineno}: {ast.unparse(outer)}"


def found_by_the_tool(folder: Path, language: str) -> ElementTree.ElementTree[ElementTree.Element]:
    kept = folder / f"{language}.ts"
    listed = [str(path) for path in sources()]
    command = [str(LUPDATE), *listed, *ALIASES, "-target-language", language, "-ts", str(kept), "-silent"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return ElementTree.parse(kept)


@with_tools
def test_the_tool_finds_every_text(tmp_path: Path) -> None:
    tree = found_by_the_tool(tmp_path, "de")
    assert {each.findtext("source") for each in tree.iter("message")} == texts()
    assert [each.text or "" for each in tree.iter("name")] == [""]


@pytest.fixture
def polish(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """A translation made by Qt's own tools: every text in brackets, each plural with its number."""
    tree = found_by_the_tool(tmp_path, "pl")
    for message in tree.iter("message"):
        source, into = message.findtext("source"), message.find("translation")
        assert into is not None
        into.attrib.clear()
        forms = into.findall("numerusform")
        for number, form in enumerate(forms, 1):
            form.text = f"[{number}: {source}]"
        if not forms:
            into.text = f"[{source}]"
    tree.write(tmp_path / "pl.ts", encoding="utf-8", xml_declaration=True)
    made = tmp_path / "pl.qm"
    command = [str(LRELEASE), str(tmp_path / "pl.ts"), "-qm", str(made), "-silent"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    translator = QTranslator(qapp)
    assert translator.load(str(made))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@with_tools
@pytest.mark.usefixtures("polish")
def test_what_the_tools_made_is_spoken() -> None:
    assert tr("Choose a folder…") == "[Choose a folder…]"
    assert tr("What nobody says") == "What nobody says"


@with_tools
@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(("number", "form"), [(2, 2), (5, 3), (22, 2), (25, 3)])
def test_a_language_with_three_plurals_has_three(number: int, form: int) -> None:
    said = several(number, tr("1 more line"), tr("{count} more lines", "", number))
    assert said == f"[{form}: {number} more lines]"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 more line"), (2, "2 more lines"), (1200, "1,200 more lines")]
)
def test_one_is_one_and_all_else_are_many(number: int, said: str) -> None:
    assert several(number, tr("1 more line"), tr("{count} more lines", "", number)) == said


def test_every_module_of_the_room_is_read() -> None:
    assert {path.name for path in sources()} >= {"window.py", "plain.py", "report.py"}
    assert ROOM.name == "gui"
