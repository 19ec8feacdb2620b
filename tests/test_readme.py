"""The README and the program say the same: commands, options, exit codes, the excerpt of a report, links."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.catalog import load_catalog
from advisor.cli import parser
from advisor.cli.main import main
from advisor.store import policy_file

TOP = Path(__file__).resolve().parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")
PROGRAM = re.compile(r"(?:\.venv/bin/)?llama-advisor$")
EXCERPT = re.compile(r"<!-- excerpt of: llama-advisor ([^\n]+) -->\n```text\n(.*?)```", re.DOTALL)
OMISSION = "…"
COMMANDS = ("scan", "checklist", "identify", "catalog", "benchmark")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def shell_lines() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line]


def table_rows(head: str) -> list[list[str]]:
    """The cells of the table whose first heading is `head`."""
    rows = README.split(f"\n| {head} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def invocations() -> Iterator[list[str]]:
    """The arguments of every call of the program that the README shows."""
    in_tables = (code for row in table_rows("command") for code in re.findall(r"`([^`]+)`", row[0]))
    for line in [*shell_lines(), *in_tables]:
        for part in line.split("&&"):
            words = shlex.split(part)
            if words and PROGRAM.match(words[0]):
                yield words[1:]


def subparsers(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    actions = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(actions[0].choices) if actions else {}


def options(of: argparse.ArgumentParser) -> set[str]:
    """The long options of a command as its `--help` lists them."""
    return {
        name
        for action in of._actions
        if action.help != argparse.SUPPRESS
        for name in action.option_strings
        if name.startswith("--") and name != "--help"
    }


@pytest.mark.parametrize("arguments", list(invocations()), ids=" ".join)
def test_every_command_line_of_the_readme_is_understood(arguments: list[str]) -> None:
    opens_the_window = not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-"))
    if opens_the_window:
        assert len(arguments) <= 1
    else:
        assert parser.build().parse_args(arguments)


def test_the_table_of_commands_names_every_command() -> None:
    shown = {words[0] for words in invocations() if words and words[0] in COMMANDS}
    assert shown == set(subparsers(parser.build()))


def test_the_table_of_options_is_that_of_the_help() -> None:
    shown = {name for row in table_rows("option") for name in re.findall(r"--[a-z-]+", row[0])}
    commands = subparsers(parser.build())
    assert shown == options(commands["scan"]) | options(commands["checklist"])


def test_options_of_one_command_alone_are_marked_so() -> None:
    commands = subparsers(parser.build())
    rows = [row for row in table_rows("option") if "only:" in row[1]]
    marked = {re.findall(r"--[a-z-]+", row[0])[0]: row[1] for row in rows}
    for name in options(commands["scan"]) ^ options(commands["checklist"]):
        owner = "scan" if name in options(commands["scan"]) else "checklist"
        assert marked[name].startswith(f"`{owner}` only:")


def test_the_table_of_exit_codes_is_that_of_the_help() -> None:
    shown = [row[0] for row in table_rows("exit code")]
    assert shown == re.findall(r"^  (\d)  ", parser.EXIT_CODES, re.MULTILINE)


def test_the_first_command_reports_on_the_sample_project() -> None:
    first = shell_lines()[0]
    assert first.endswith(".venv/bin/llama-advisor scan resources/sample-project")
    assert (TOP / "resources/sample-project").is_dir()


def test_the_second_command_is_word_for_word_what_ci_runs() -> None:
    second = shell_lines()[1]
    assert second.endswith("-m pytest")
    assert second in [line.strip() for line in (TOP / ".ci/run").read_text(encoding="utf-8").splitlines()]


def test_the_excerpt_is_what_the_program_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command, shown = EXCERPT.findall(README)[0]
    monkeypatch.chdir(TOP)
    assert main([*shlex.split(command), "--quiet"]) == 0
    printed = capsys.readouterr().out
    parts = [part.strip("\n") for part in shown.split(f"\n{OMISSION}\n")]
    assert parts[0]
    rest = printed
    for part in parts:
        assert part in rest, "run .ci/readme_excerpt.py and read what it wrote"
        rest = rest.split(part, 1)[1]


def test_the_python_example_prints_the_verdict(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOP)
    exec(compile(blocks("python")[0], "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert printed.strip()
    assert printed.strip() in EXCERPT.findall(README)[0][1].replace("\n", " ")


def documents() -> list[Path]:
    return sorted([*TOP.glob("*.md"), *TOP.glob("docs/**/*.md")])


def headings(path: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(TOP).as_posix())
def test_every_link_to_a_file_or_heading_of_ours_leads_there(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        if "://" not in link:
            assert target.exists(), link
            assert not anchor or anchor in headings(target), link


def test_the_policy_file_of_the_readme_is_taken_and_names_every_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = blocks("toml")
    (tmp_path / "policy.toml").write_text(block, encoding="utf-8")
    named = set(tomllib.loads(block))
    assert named == set(policy_file._CHECKS)
    assert all(name in parser._POLICY_HELP for name in named)
    monkeypatch.chdir(TOP)
    arguments = ["scan", "resources/sample-project", "--as-of", "2026-11-24", "--quiet"]
    assert main([*arguments, "--policy", str(tmp_path / "policy.toml")]) == 0
    assert "Judged under the policy policy.toml: " in capsys.readouterr().out


def test_every_alternative_that_the_readme_moves_to_is_in_the_catalog() -> None:
    known = {row.id for row in load_catalog().alternatives}
    told = {words[words.index("--to") + 1] for words in invocations() if "--to" in words}
    assert told
    assert told <= known
