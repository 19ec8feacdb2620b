"""The branch is read as text; a stranger's `.git` is never trusted further than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.scan.branch import branch_of


def head(root: Path, content: bytes) -> str | None:
    (root / ".git").mkdir()
    (root / ".git/HEAD").write_bytes(content)
    return branch_of(str(root), 4096)


@pytest.mark.parametrize(
    ("content", "branch"),
    [
        (b"ref: refs/heads/main\n", "main"),
        (b"ref: refs/heads/feature/a-b", "feature/a-b"),
        (b"0123456789012345678901234567890123456789\n", None),
        (b"ref: refs/heads/a\nb\n", None),
        (b"ref: refs/heads/a\x1b[31m\n", None),
        (b"ref: refs/heads/" + b"a" * 5000, None),
        (b"ref: refs/remotes/origin/main\n", None),
        (b"", None),
    ],
)
def test_a_branch_is_what_head_names(tmp_path: Path, content: bytes, branch: str | None) -> None:
    assert head(tmp_path, content) == branch


def test_no_repository_has_no_branch(tmp_path: Path) -> None:
    assert branch_of(str(tmp_path), 4096) is None
    (tmp_path / ".git").write_text("gitdir: /elsewhere")
    assert branch_of(str(tmp_path), 4096) is None


def test_a_head_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    head(tmp_path / "out", b"ref: refs/heads/secret\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/.git").symlink_to("../out/.git")
    assert branch_of(str(tmp_path / "in"), 4096) is None
    (tmp_path / "in2/.git").mkdir(parents=True)
    (tmp_path / "in2/.git/HEAD").symlink_to("../../out/.git/HEAD")
    assert branch_of(str(tmp_path / "in2"), 4096) is None
