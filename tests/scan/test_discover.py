"""What a scan looks at, what it passes over, and that it says so."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.core.errors import UsageError
from advisor.core.findings import Skip
from advisor.core.kinds import SkipReason
from advisor.scan import discover
from advisor.scan.budgets import BUDGETS
from advisor.scan.discover import Walk, real_folder
from tests.scan_engine.fake import RULES


def make(root: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(text, encoding="utf-8")
    return root


def walk(root: Path, **options: Any) -> tuple[list[str], list[Skip]]:
    budgets = options.pop("budgets", BUDGETS)
    steps = Walk(real_folder(root), RULES, budgets, **options)
    files = [path for step in steps for path in step]
    return files, steps.skips


def test_files_come_folder_by_folder_in_a_fixed_order(tmp_path: Path) -> None:
    make(tmp_path, {"b/z": "", "b/a": "", "a/x": "", "z": "", "B": "", ".env": ""})
    assert walk(tmp_path) == ([".env", "B", "z", "a/x", "b/a", "b/z"], [])


def test_gitignore_prunes_folders_and_never_files(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            ".gitignore": "out/\n.env\n*.gguf\n",
            ".env": "",
            "weights.gguf": "",
            "out/a.py": "",
            "out/deep/b.py": "",
            "src/out/c.py": "",
        },
    )
    files, skips = walk(tmp_path)
    assert files == [".env", ".gitignore", "weights.gguf"]
    assert skips == [
        Skip("out", SkipReason.PRUNED, "ignored by .gitignore", 2),
        Skip("src/out", SkipReason.PRUNED, "ignored by .gitignore", 1),
    ]


def test_a_nested_repository_starts_with_rules_of_its_own(tmp_path: Path) -> None:
    make(tmp_path, {".gitignore": "data/", "inner/.git/HEAD": "", "inner/data/a": "", "data/b": ""})
    files, skips = walk(tmp_path)
    assert files == [".gitignore", "inner/data/a"]
    assert [row.path for row in skips] == ["data", "inner/.git"]


def test_a_rule_that_takes_a_folder_back_wins_over_our_own_list(tmp_path: Path) -> None:
    make(tmp_path, {".gitignore": "!node_modules", "node_modules/a.js": ""})
    assert walk(tmp_path)[0] == [".gitignore", "node_modules/a.js"]


@pytest.mark.parametrize(
    ("files", "pruned"),
    [
        ({"node_modules/a/b.js": "", "node_modules/c.js": ""}, ("node_modules", 2)),
        ({"env/pyvenv.cfg": "", "env/lib/x.py": ""}, ("env", 2)),
        ({"__pycache__/a.pyc": ""}, ("__pycache__", 1)),
        ({"package.json": "", "dist/app.js": ""}, ("dist", 1)),
    ],
)
def test_a_pruned_folder_is_one_row_with_its_files_counted(
    tmp_path: Path, files: Mapping[str, str], pruned: tuple[str, int]
) -> None:
    make(tmp_path, files)
    rows = [(row.path, row.count) for row in walk(tmp_path)[1] if row.reason is SkipReason.PRUNED]
    assert rows == [pruned]


def test_gits_own_store_is_told_and_holds_no_file_of_the_project(tmp_path: Path) -> None:
    make(tmp_path, {".git/config": "", ".git/objects/ab/cd": "", "a.py": ""})
    assert walk(tmp_path) == (["a.py"], [Skip(".git", SkipReason.PRUNED, "Git's own store", 0)])


@pytest.mark.parametrize("folder", ["dist", "env", "vendor", "third_party", "build-tools", ".github"])
def test_a_folder_that_only_sounds_like_one_is_read(tmp_path: Path, folder: str) -> None:
    make(tmp_path, {f"{folder}/a.py": ""})
    assert walk(tmp_path) == ([f"{folder}/a.py"], [])


def test_all_reads_everything_but_gits_own_store(tmp_path: Path) -> None:
    make(tmp_path, {".gitignore": "out", "out/a": "", "node_modules/b": "", ".git/config": ""})
    files, skips = walk(tmp_path, all_files=True)
    assert files == [".gitignore", "node_modules/b", "out/a"]
    assert [row.path for row in skips] == [".git"]


def test_files_in_a_huge_pruned_folder_are_counted_up_to_a_limit_that_is_said(tmp_path: Path) -> None:
    make(tmp_path, {f"node_modules/{number}.js": "" for number in range(5)} | {"venv/a": "", "venv/b": ""})
    budgets = replace(BUDGETS, pruned_count=3, pruned_count_total=4)
    _, skips = walk(tmp_path, budgets=budgets)
    assert skips == [
        Skip("node_modules", SkipReason.PRUNED, "installed packages; at least 3 files", 3),
        Skip("venv", SkipReason.PRUNED, "virtual environment; at least 1 files", 1),
    ]


def test_links_are_never_followed_and_each_has_a_row(tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", {"secret.txt": "llama"})
    root = make(tmp_path / "root", {"a.py": ""})
    (root / "file").symlink_to(outside / "secret.txt")
    (root / "folder").symlink_to(outside)
    (root / "loop").symlink_to(root)
    (root / "up").symlink_to("../outside")
    (root / "gone").symlink_to("nowhere")
    files, skips = walk(root)
    assert files == ["a.py"]
    assert {row.reason for row in skips} == {SkipReason.LINK}
    details = {row.path: row.detail for row in skips}
    assert details["up"] == "points to ../outside; not followed"
    assert details["file"] == "points to an absolute path, …/secret.txt; not followed"
    assert sorted(details) == ["file", "folder", "gone", "loop", "up"]
    assert str(tmp_path) not in str(skips)


def test_a_folder_swapped_for_a_link_after_listing_is_not_entered(tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", {"secret.txt": "llama"})
    root = make(tmp_path / "root", {"sub/a.py": ""})
    steps = Walk(real_folder(root), RULES, BUDGETS)
    assert steps.step() == []
    (root / "sub/a.py").unlink()
    (root / "sub").rmdir()
    (root / "sub").symlink_to(outside)
    assert steps.step() == []
    assert [row.path for row in steps.skips] == ["sub"]


def test_special_files_have_a_row_and_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "sock"))
    files, skips = walk(tmp_path)
    assert files == []
    assert [(row.path, row.detail) for row in skips] == [("pipe", "named pipe"), ("sock", "socket")]


def test_an_unreadable_folder_is_a_row_and_its_neighbours_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"locked/a.py": "", "open/b.py": ""})
    real = os.open

    def refuse(path: str, *more: Any, **options: Any) -> int:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return real(path, *more, **options)

    monkeypatch.setattr(os, "open", refuse)
    files, skips = walk(tmp_path)
    assert files == ["open/b.py"]
    assert skips == [Skip("locked", SkipReason.UNREADABLE, "Permission denied")]


def test_a_folder_that_vanishes_during_the_walk_is_said(tmp_path: Path) -> None:
    make(tmp_path, {"a/x": ""})
    steps = Walk(real_folder(tmp_path), RULES, BUDGETS)
    steps.step()
    (tmp_path / "a/x").unlink()
    (tmp_path / "a").rmdir()
    assert steps.step() == []
    assert steps.skips == [Skip("a", SkipReason.VANISHED)]


def test_thousands_of_nested_folders_need_no_recursion(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(400):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.py").write_text("")
    assert walk(tmp_path)[0] == ["d/" * 400 + "a.py"]


@pytest.mark.parametrize("name", [b"bad\xff.py", b"a\nb.py", b"x\x1b[31m.py", b"a\\b.py", b"-x.py", b" .py"])
def test_a_name_may_hold_any_bytes(tmp_path: Path, name: bytes) -> None:
    (tmp_path / os.fsdecode(name)).write_text("")
    assert walk(tmp_path)[0] == [os.fsdecode(name)]


def test_the_report_being_written_is_left_out_and_said_before_and_after_its_first_writing(
    tmp_path: Path,
) -> None:
    make(tmp_path, {"a.py": "", "out/b.py": ""})
    first = walk(tmp_path, exclude=tmp_path / "out/report.json")
    make(tmp_path, {"out/report.json": ""})
    assert first == walk(tmp_path, exclude=tmp_path / "out/report.json")
    own = Skip("out/report.json", SkipReason.OWN_OUTPUT, "the one being written")
    assert first == (["a.py", "out/b.py"], [own])


def test_a_file_outside_the_folder_needs_no_leaving_out(tmp_path: Path) -> None:
    root = make(tmp_path / "root", {"report.json": ""})
    assert walk(root, exclude=tmp_path / "report.json") == (["report.json"], [])


def test_an_endless_ignore_file_is_cut_and_that_is_said(tmp_path: Path) -> None:
    make(tmp_path, {".gitignore": "a\nb\nc\n", "a/x": "", "c/y": ""})
    files, skips = walk(tmp_path, budgets=replace(BUDGETS, ignore_rules=2))
    assert files == [".gitignore", "c/y"]
    assert skips[0] == Skip(".gitignore", SkipReason.TOO_LARGE, "only its first 2 ignore rules were applied")


def test_an_ignore_file_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    make(tmp_path, {"rules": "a", "a/x": ""})
    (tmp_path / ".gitignore").symlink_to("rules")
    assert walk(tmp_path)[0] == ["rules", "a/x"]


def test_systems_without_folder_descriptors_list_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"b/z": "", "a/x": "", "z": ""})
    (tmp_path / "link").symlink_to("nowhere")
    by_descriptor = walk(tmp_path)
    monkeypatch.setattr(discover, "_BY_DESCRIPTOR", False)
    assert walk(tmp_path) == by_descriptor


def test_a_wrong_path_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no folder"):
        real_folder(tmp_path / "none")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="is not a folder"):
        real_folder(tmp_path / "file")


def test_a_folder_reached_by_a_link_is_scanned(tmp_path: Path) -> None:
    make(tmp_path / "real", {"a.py": ""})
    (tmp_path / "link").symlink_to("real")
    assert walk(tmp_path / "link")[0] == ["a.py"]


def test_a_path_too_long_for_the_system_is_a_row(tmp_path: Path) -> None:
    make(tmp_path, {"z.py": ""})
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("n" * 250, dir_fd=here)
        inner = os.open("n" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    files, skips = walk(tmp_path)
    assert files == ["z.py"]
    assert [(row.reason, row.detail) for row in skips] == [(SkipReason.UNREADABLE, "File name too long")]
