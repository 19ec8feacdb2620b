"""The rooms of the house: who may import whom, who may start a process, ask the clock or touch Qt.

Read from the source itself, so that an import inside a function or for the type checker counts as well.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "advisor"

MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "catalog": {"core"},
    "names": {"catalog", "core"},
    "scan": {"names", "catalog", "core"},
    "assess": {"names", "catalog", "core"},
    "plan": {"assess", "core"},
    "report": {"plan", "assess", "core"},
    "store": {"core"},
    "app": {"core", "catalog", "names", "scan", "assess", "plan", "report", "store"},
    "api": {"app", "core"},
    "cli": {"app", "report", "core"},
    "gui": {"app", "report", "core"},
    "__main__": {"cli"},
    "__init__": set(),
}
DOORS = {"cli/window.py": "gui"}
"""The one import besides the table: `llama-advisor FOLDER` opens the window."""

CONSTANTS = {"__version__", "WORKER_SWITCH", "GARBAGE_THRESHOLDS"}
STARTERS = {"subprocess", "multiprocessing", "pty", "pexpect", "asyncio", "QProcess"}
OS_STARTERS = ("system", "popen", "fork", "forkpty", "startfile", "posix_spawn", "exec", "spawn")
RUNNERS = {"pickle", "marshal", "shelve", "dill", "joblib", "runpy", "imp", "code", "codeop", "zipimport"}
CORE_STANDARD = {
    *{"__future__", "collections", "dataclasses", "datetime", "enum", "fnmatch", "functools", "hashlib"},
    *{"bisect", "re", "typing"},
}

SOURCES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def tree_of(source: str) -> ast.Module:
    return ast.parse((PACKAGE / source).read_text(encoding="utf-8"), source)


def room_of(source: str) -> str:
    return source.removesuffix(".py").split("/")[0]


def imports(tree: ast.AST) -> Iterator[str]:
    """Dotted names of everything imported anywhere in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strangers(source: str, tree: ast.AST) -> list[str]:
    """Rooms that a module imports though the table does not let it."""
    own = room_of(source)
    allowed = MAY_IMPORT[own] | CONSTANTS | {own, DOORS.get(source, own)}
    rooms = [name.split(".")[1] for name in imports(tree) if name.startswith("advisor.")]
    return [room for room in rooms if room not in allowed]


def starts_processes(tree: ast.AST) -> list[str]:
    """What in a module could start a process."""
    found = [name for name in imports(tree) if STARTERS & set(name.split("."))]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("os."):
            found += [f"os.{node.attr}"] if node.attr.startswith(OS_STARTERS) else []
    return found


def runs_code(tree: ast.AST) -> list[str]:
    """What in a module could run code that is not ours."""
    found = [name for name in imports(tree) if name.split(".")[0] in RUNNERS]
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in {"eval", "exec", "compile", "__import__"}:
            found.append(node.id)
        if isinstance(node, ast.Attribute) and node.attr in {"import_module", "exec_module", "load_module"}:
            found.append(node.attr)
    return found


def asks_the_clock(tree: ast.AST) -> list[str]:
    """Where a module asks what day it is; measuring how long something takes is another matter."""
    days = {"today", "now", "utcnow", "localtime", "gmtime", "time_ns", "currentDate", "currentDateTime"}
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (node.attr in days or ast.unparse(node) == "time.time")
        and not ast.unparse(node).startswith("self")
    ]


def all_of(look: Callable[[ast.AST], list[str]], *, but: Callable[[str], bool]) -> dict[str, list[str]]:
    """What `look` sees, module by module, in all modules `but` does not leave out."""
    seen = {source: look(tree_of(source)) for source in SOURCES if not but(source)}
    return {source: found for source, found in seen.items() if found}


def qt(tree: ast.AST) -> list[str]:
    """What a module imports of Qt."""
    return [name for name in imports(tree) if name.split(".")[0] in {"PySide6", "shiboken6"}]


def test_every_module_imports_only_rooms_below_its_own() -> None:
    seen = {source: strangers(source, tree_of(source)) for source in SOURCES}
    assert {source: found for source, found in seen.items() if found} == {}


def test_only_the_scan_client_starts_processes_and_the_window_the_users_editor() -> None:
    assert all_of(starts_processes, but=lambda source: False) == {
        "scan/client.py": ["subprocess"],
        "gui/editors.py": ["advisor.gui.qt.QProcess"],
        "gui/qt.py": ["PySide6.QtCore.QProcess"],
    }


def test_nothing_runs_code_that_is_not_ours() -> None:
    assert all_of(runs_code, but=lambda source: False) == {}


def test_the_day_is_handed_in_and_never_asked_for() -> None:
    assert all_of(asks_the_clock, but=lambda source: room_of(source) in {"app", "gui"}) == {}


def test_qt_passes_through_one_gate() -> None:
    assert all_of(qt, but=lambda source: source == "gui/qt.py") == {}


def test_core_has_no_way_to_files_or_network() -> None:
    for source in SOURCES:
        if room_of(source) == "core":
            foreign = {name.split(".")[0] for name in imports(tree_of(source))}
            assert foreign <= CORE_STANDARD | {"advisor"}, source


def test_every_module_says_what_it_is_for() -> None:
    assert [source for source in SOURCES if not ast.get_docstring(tree_of(source))] == []


@pytest.mark.parametrize(
    ("source", "text", "seen"),
    [
        ("core/x.py", "def f():\n    from advisor.scan import read", ["scan"]),
        (
            "report/x.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import advisor.store",
            ["store"],
        ),
        ("cli/window.py", "from advisor.gui import main", []),
        ("cli/commands.py", "from advisor.gui import main", ["gui"]),
        ("scan/x.py", "from advisor.core import names\nfrom advisor.scan import read", []),
    ],
)
def test_the_test_of_the_table_sees_what_it_should(source: str, text: str, seen: list[str]) -> None:
    assert strangers(source, ast.parse(text)) == seen


def test_the_tests_of_processes_code_and_clock_see_what_they_should() -> None:
    assert starts_processes(ast.parse("import os\nos.execv('a', [])")) == ["os.execv"]
    assert starts_processes(ast.parse("from subprocess import run")) == ["subprocess.run"]
    assert runs_code(ast.parse("import re\nre.compile('a')")) == []
    assert runs_code(ast.parse("import pickle\neval('1')")) == ["pickle", "eval"]
    assert asks_the_clock(ast.parse("date.today()")) == ["date.today"]
    assert asks_the_clock(ast.parse("time.monotonic()")) == []


WITHOUT_QT = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name)

sys.meta_path.insert(0, Refuse())
import importlib
for name in sys.argv[1:]:
    importlib.import_module(name)
print(len(sys.argv) - 1)
"""


def test_everything_but_the_window_is_imported_without_qt() -> None:
    names = [f"advisor.{source.removesuffix('.py').replace('/', '.')}" for source in SOURCES]
    modules = [name.removesuffix(".__init__") for name in names if not name.startswith("advisor.gui")]
    command = [sys.executable, "-c", WITHOUT_QT, *modules]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    assert (done.stdout.strip(), done.stderr) == (str(len(modules)), "")
