"""`benchmark`: the figures of the labelled sample that comes with the tests, and its floors."""

from __future__ import annotations

from pathlib import Path

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
