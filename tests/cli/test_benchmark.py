"""`benchmark`: the figures of the labelled sample that comes with the tests, and its floors."""

from __future__ import annotations

import json
from pathlib import Path

from advisor import __version__
from advisor.catalog import load_catalog
from tests.cli.program import PROJECT, make, run

SAMPLE = PROJECT / "tests" / "data" / "sample"


def test_our_own_fixture_reaches_its_floor(tmp_path: Path) -> None:
    done = run("benchmark", SAMPLE, "--floor", "0.97,0.95", cwd=make(tmp_path / "here", {}))
    assert done.code == 0, done.text


def test_repositories_that_are_not_there_are_named_and_not_counted(tmp_path: Path) -> None:
    done = run("benchmark", SAMPLE, "--format", "json", cwd=make(tmp_path / "here", {}))
    assert "own/fixture" in done.json["by_repository"]
    for name in done.json["missing"]:
        assert f"{name} is not there and not counted." in done.err
    assert done.json["overall"] == done.json["by_repository"]["own/fixture"]


def test_another_commit_shows_itself(tmp_path: Path) -> None:
    label = (
        '{"repo": "own/x", "file": "a.py", "line": 1, "kind": "neutral", "context": "production",'
        ' "sha": "000000000000"}'
    )
    sample = make(
        tmp_path / "s", {"labels.jsonl": label, "scope.json": '{"own/x": {}}', "repos/own__x/a.py": "x = 1\n"}
    )
    done = run("benchmark", ".", cwd=sample)
    assert done.code == 0
    assert "own/x: 1 labelled lines read differently here; is it another commit?" in done.err


def label_of(repository: str, line: int, kind: str = "model", model: str | None = "llama-3.3-70b") -> str:
    row = {
        "repo": repository,
        "file": "a.py",
        "line": line,
        "kind": kind,
        "model": model,
        "context": "production",
    }
    return json.dumps(row) + "\n"


def test_a_long_name_of_a_repository_leaves_the_figures_in_their_column(tmp_path: Path) -> None:
    name = "somebody/" + "a-project-with-a-name-that-goes-on-and-on" * 2
    sample = make(
        tmp_path / "s",
        {
            "labels.jsonl": label_of("own/x", 1) + label_of(name, 1),
            "scope.json": json.dumps({"own/x": {}, name: {}}),
            "repos/own__x/a.py": 'model = "llama-3.3-70b"\n',
            f"repos/{name.replace('/', '__')}/a.py": 'model = "llama-3.3-70b"\n',
        },
    )
    lines = run("benchmark", ".", cwd=sample).text.splitlines()
    rows = [line for line in lines if line.lstrip().startswith((name, "own/x"))]
    assert len(rows) == 6
    assert len({row.index("  P 1.000") for row in rows}) == 1


def test_the_figures_as_json_say_what_they_were_measured_with_and_list_every_fault(tmp_path: Path) -> None:
    sample = make(
        tmp_path / "s",
        {
            "labels.jsonl": label_of("own/x", 1, "neutral", None) + label_of("own/x", 2),
            "scope.json": '{"own/x": {}}',
            "repos/own__x/a.py": 'model = "llama-3.3-70b"\nmodel = "gpt-4o"\n',
        },
    )
    told = run("benchmark", ".", "--format", "json", cwd=sample).json
    assert told["tool"] == {"name": "llama-advisor", "version": __version__}
    assert told["catalog"]["version"] == load_catalog().stamp.version
    place = {"repository": "own/x", "path": "a.py", "model": "llama-3.3-70b", "kind": "model"}
    assert told["wrong"] == [{**place, "line": 1}]
    assert told["missed"] == [{**place, "line": 2}]
