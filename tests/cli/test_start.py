"""A command loads what it needs and nothing more: start-up time is won or lost by imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import DAY, environment, make

LOADED = """
import sys
from advisor.cli.main import main
code = main(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""
HEAVY = {
    "PySide6",
    "requests",
    "urllib3",
    "asyncio",
    "multiprocessing",
    "packaging",
    "email",
    "http",
}


def loaded(tmp_path: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded when it is done."""
    folder = make(tmp_path / "p", {"a.py": 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n'})
    command = [sys.executable, "-P", "-c", LOADED, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(tmp_path), capture_output=True, check=False)
    assert done.returncode == 0
    return set(done.stderr.decode().split())


def test_the_version_needs_next_to_nothing(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--version")
    assert {name for name in modules if name.startswith("advisor")} == {
        "advisor", "advisor.cli", "advisor.cli.main",
    }  # fmt: skip
    assert modules.isdisjoint({"argparse", "dataclasses", "json", "re", "pathlib", "typing"})


@pytest.mark.parametrize(
    "arguments", [["scan", ".", "--quiet", *DAY], ["identify", "llama3:8b"], ["catalog", "list"]]
)
def test_no_command_loads_what_is_slow_to_load(tmp_path: Path, arguments: list[str]) -> None:
    assert HEAVY.isdisjoint(loaded(tmp_path, *arguments))


def test_naming_a_model_loads_no_scan_and_no_assessment(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "identify", "llama3:8b")
    rooms = {name.split(".")[1] for name in modules if name.startswith("advisor.")}
    assert rooms.isdisjoint({"scan", "assess", "plan", "gui"})


def test_a_small_scan_loads_nothing_to_start_processes_with(tmp_path: Path) -> None:
    assert "subprocess" not in loaded(tmp_path, "scan", ".", "--quiet", *DAY)
