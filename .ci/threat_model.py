"""Writes the table of docs/threat-model.md: hazard, the tests that try it, how they ended just now.

    .venv/bin/python .ci/threat_model.py          runs those tests, then writes the table
    .venv/bin/python .ci/threat_model.py --check   runs nothing; exit 1 when the page is not up to date

Hazards stand in tests/hostile/hazards.py; a test names those it tries by `pytest.mark.hazard`, those of other
rooms stand in the same file. Between the two marks everything is written by this script.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from tests.hostile.hazards import GROUPS, HAZARDS, TRIED_ELSEWHERE  # noqa: E402

PAGE = TOP / "docs" / "threat-model.md"
BEGIN, END = "<!-- table: written by .ci/threat_model.py -->", "<!-- end of the table -->"
_WORDS = {"passed": "holds", "skipped": "not tried on this system", "failed": "does not hold"}


def tried() -> dict[str, list[str]]:
    """Hazard to the tests that try it, as `path::name`, in order; those marked first."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((TOP / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for hazard in _marked(node):
                    found[hazard].append(f"{path.relative_to(TOP).as_posix()}::{node.name}")
    for hazard, names in TRIED_ELSEWHERE.items():
        found[hazard] += names
    return found


def _marked(node: ast.FunctionDef) -> Iterator[str]:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.hazard":
            yield from (argument.value for argument in mark.args if isinstance(argument, ast.Constant))


def run(names: set[str]) -> dict[str, str]:
    """Run tests; each with how it ended. A test with many cases fails with one, and is skipped with all."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *sorted(names)]
        subprocess.run(command, cwd=TOP, check=False)
        cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    ends: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        path = case.attrib["classname"].replace(".", "/") + ".py"
        kinds = {child.tag for child in case}
        end = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        ends[f"{path}::{case.attrib['name'].partition('[')[0]}"].add(end)
    return {name: _worst(ends[name]) for name in names}


def _worst(ends: set[str]) -> str:
    if "failed" in ends or not ends:
        return "failed"
    return "passed" if "passed" in ends else "skipped"


def table(tests: Mapping[str, list[str]], ends: Mapping[str, str] | None) -> str:
    """The count and one table a group. Without `ends` the column of results is left open."""
    known = [hazard for hazard in HAZARDS if hazard in tests]
    later = [hazard for hazard in HAZARDS if HAZARDS[hazard].later]
    numbers = len({name for names in tests.values() for name in names})
    lines = [
        f"{len(known)} of {len(HAZARDS)} hazards are tried, by {numbers} tests; "
        f"{len(later)} concern in part what is not built yet.",
        "",
    ]
    for group, title in GROUPS.items():
        lines += [f"### {group}. {title}", "", "| | hazard | tried by | result |", "|---|---|---|---|"]
        lines += [
            _row(hazard, tests.get(hazard, []), ends)
            for hazard in HAZARDS
            if hazard.partition(".")[0] == group
        ]
        lines.append("")
    return "\n".join(lines)


def _row(hazard: str, names: list[str], ends: Mapping[str, str] | None) -> str:
    known = HAZARDS[hazard]
    told = "<br>".join(f"`{_short(name)}`" for name in names) or "–"
    later = f" ({known.later})" if known.later else ""
    result = "?"
    if not names:
        result = "not tried"
    elif ends is not None:
        result = _WORDS[_worst({ends[name] for name in names})]
    return f"| {hazard} | {known.name}{later} | {told} | {result} |"


def _short(name: str) -> str:
    """`cli/test_hostile: nothing in the folder is changed or run`: tests are named as sentences."""
    path, _, test = name.partition("::")
    words = test.removeprefix("test_").replace("_", " ")
    return f"{path.removeprefix('tests/').removesuffix('.py')}: {words}"


def without_results(text: str) -> str:
    """A table with its last column left open: what `--check` compares."""
    return re.sub(rf"\| (?:{'|'.join(_WORDS.values())}) \|$", "| ? |", text, flags=re.MULTILINE)


def written() -> str:
    """The table as it stands on the page."""
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()


def main() -> int:
    """Write the table, or check it."""
    parser = argparse.ArgumentParser(description="The table of hazards, tests and results.")
    parser.add_argument("--check", action="store_true", help="run nothing, compare hazards and tests")
    tests = tried()
    if parser.parse_args().check:
        return int(without_results(written()) != without_results(table(tests, None).strip()))
    ends = run({name for names in tests.values() for name in names})
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(tests, ends)}\n{END}{after}", encoding="utf-8")
    return int("failed" in ends.values())


if __name__ == "__main__":
    sys.exit(main())
