"""Answers to what no scan can see: kept for their project, unknown until given, never in the way."""

from __future__ import annotations

import json
from pathlib import Path

from advisor.core.policy import Policy
from advisor.store import answers

GIVEN = Policy(eu=True, redistributes=False, monthly_users=12_000, annual_revenue_musd=3.5)


def test_answers_come_back_for_their_project_and_for_no_other(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    answers.save(tmp_path / "data", mine, GIVEN)
    assert answers.load(tmp_path / "data", mine).policy == GIVEN
    assert answers.load(tmp_path / "data", other).policy == Policy()


def test_only_answers_are_kept_and_no_limits_or_targets(tmp_path: Path) -> None:
    limits = Policy(eu=False, licence_classes=("permissive",), targets={"*": "gpt-oss-20b"})
    answers.save(tmp_path, tmp_path, limits)
    assert answers.load(tmp_path, tmp_path).policy == Policy(eu=False)


def test_an_answer_taken_back_is_unknown_again(tmp_path: Path) -> None:
    answers.save(tmp_path, tmp_path, GIVEN)
    answers.save(tmp_path, tmp_path, Policy())
    assert answers.load(tmp_path, tmp_path).policy == Policy()


def test_a_mangled_answer_is_said_and_leaves_everything_unknown(tmp_path: Path) -> None:
    answers.save(tmp_path, tmp_path, GIVEN)
    (kept,) = (tmp_path / "answers").iterdir()
    value = json.loads(kept.read_text(encoding="utf-8"))
    value["answers"]["eu"] = "perhaps"
    kept.write_text(json.dumps(value), encoding="utf-8")
    found = answers.load(tmp_path, tmp_path)
    assert found.policy == Policy()
    assert found.message is not None and "eu must be true or false" in found.message


def test_a_damaged_file_is_said_and_kept_aside(tmp_path: Path) -> None:
    answers.save(tmp_path, tmp_path, GIVEN)
    (kept,) = (tmp_path / "answers").iterdir()
    kept.write_text("{", encoding="utf-8")
    found = answers.load(tmp_path, tmp_path)
    assert found.policy == Policy()
    assert found.message is not None and "is damaged" in found.message
    assert kept.with_name(kept.name + ".bad").read_text(encoding="utf-8") == "{"
