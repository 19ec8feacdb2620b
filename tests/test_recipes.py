"""The recipes for build servers name commands, formats and hooks that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from advisor.app.export import ChecklistFormat, ReportFormat
from advisor.cli import parser

TOP = Path(__file__).resolve().parent.parent
PAGE = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")
HOOKS = (TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
README = (TOP / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every call of the program in the recipes."""
    found = re.findall(
        r"^ *(?:run: |entry: |- run: )?(llama-advisor scan .*)$", f"{PAGE}\n{HOOKS}", re.MULTILINE
    )
    return [one.partition(" >>")[0] for one in found]


@pytest.mark.parametrize("line", commands())
def test_a_recipe_is_a_command_that_there_is(line: str) -> None:
    given = parser.build().parse_args(shlex.split(line)[1:])
    assert given.command == "scan"


def test_there_are_recipes_of_every_sort() -> None:
    text = "\n".join(commands())
    assert all(
        f"--format {name}" in text for name in ("sarif", "github-summary", "github", "junit", "cyclonedx")
    )
    assert "id: llama-advisor" in HOOKS
    assert "id: llama-advisor" in PAGE


def test_the_readme_and_the_help_tell_every_format() -> None:
    told = README.split("\n### Formats\n")[1].split("\n### ")[0]
    scan = parser.build()._subparsers._group_actions[0].choices["scan"]  # type: ignore[union-attr,index,call-overload]
    for form in ReportFormat:
        assert f"`{form}`" in told
        assert re.search(rf"(?<![\w-]){re.escape(form)}(?![\w.-]*\w)", scan.epilog), form
    options = next(row for row in README.splitlines() if row.startswith("| `--format` |"))
    of_report, of_checklist = options.split("of the checklist")
    assert set(re.findall(r"`([a-z0-9.-]+)`", of_report)) == {"--format", *ReportFormat}
    assert set(re.findall(r"`([a-z0-9.-]+)`", of_checklist)) == set(ChecklistFormat)
