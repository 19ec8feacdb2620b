"""Limits set in the window: kept for their project, beside the answers, never in the way."""

from __future__ import annotations

import json
from pathlib import Path

from advisor.core.policy import Policy
from advisor.store import limits

SET = Policy(
    licence_classes=("permissive",),
    exclude_vendors=("Meta",),
    memory_gib=24.0,
    quantisation="q8",
    needs={"context": "16384"},
    tiers={"groq": "enterprise"},
    what_if={"muse_open": "2027-06-01"},
    hours_per_point="1-2",
    name="team.toml",
)


def test_limits_come_back_for_their_project_and_for_no_other(tmp_path: Path) -> None:
    limits.save(tmp_path, tmp_path / "mine", SET)
    found = limits.load(tmp_path, tmp_path / "mine").policy
    assert (found, found.name) == (SET, "team.toml")
    assert limits.load(tmp_path, tmp_path / "other").policy == Policy()


def test_answers_are_not_kept_with_the_limits(tmp_path: Path) -> None:
    limits.save(tmp_path, tmp_path, Policy(eu=True, monthly_users=5, memory_gib=8))
    assert limits.load(tmp_path, tmp_path).policy == Policy(memory_gib=8)


def test_mangled_limits_are_said_and_leave_the_default(tmp_path: Path) -> None:
    limits.save(tmp_path, tmp_path, SET)
    (kept,) = (tmp_path / "limits").iterdir()
    value = json.loads(kept.read_text(encoding="utf-8"))
    value["limits"]["quantisation"] = "q3"
    kept.write_text(json.dumps(value), encoding="utf-8")
    found = limits.load(tmp_path, tmp_path)
    assert found.policy == Policy()
    assert found.message == (
        "Your limits for this project cannot be used: quantisation must be one of q4, q8, bf16."
    )
