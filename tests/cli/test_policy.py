"""A policy that cannot be meant: exit 2, one message that names the key, and nothing written or lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import DAY, run


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('what_if = { muse_open = "2026-13-01" }', "what_if.muse_open is 2026-13-01, which is no day"),
        ('what_if = { muse_open = "2026-01-01" }', "is not after 2026-11-24, the day judged by"),
        ('what_if = { muse = "2027-01-01" }', "the only what-if there is: muse_open"),
        ("monthly_user = 3", "unknown keys: monthly_user"),
        ('licence_classes = ["non-commercial"]', "allow another class, or say commercial = false"),
    ],
)
def test_it_is_refused_and_the_old_report_stays(shop: Path, tmp_path: Path, text: str, words: str) -> None:
    policy, report = tmp_path / "team.toml", tmp_path / "report.txt"
    policy.write_text(text, encoding="utf-8")
    report.write_text("the old one", encoding="utf-8")
    done = run("scan", ".", "--policy", policy, "--output", report, *DAY, cwd=shop)
    assert done.code == 2
    assert words in " ".join(done.err.split())
    assert report.read_text(encoding="utf-8") == "the old one"


def test_a_what_if_is_labelled_in_every_format(shop: Path, tmp_path: Path) -> None:
    policy = tmp_path / "team.toml"
    policy.write_text("what_if = { muse_open = 2027-06-01 }", encoding="utf-8")
    for format_name in ("text", "markdown", "json"):
        done = run("scan", ".", "--policy", policy, "--format", format_name, *DAY, cwd=shop)
        assert done.code == 0
        assert "What-if Muse 2027" in done.text.replace("\\", "")
        assert "typed into the policy and no fact" in " ".join(done.text.split())
