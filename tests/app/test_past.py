"""What makes a kept result stale: files that differ, and folders in which files came or went."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from advisor.app.past import changed, folders_of, marks


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "src" / "deep").mkdir(parents=True)
    (tmp_path / "src" / "deep" / "app.py").write_text("x = 1\n", encoding="utf-8")
    return tmp_path


def test_the_folders_of_a_file_are_all_that_lie_above_it() -> None:
    assert folders_of(["src/deep/app.py", "a.md"]) == {"/", "src/", "src/deep/"}


def test_what_stays_as_it_was_is_no_change(shop: Path) -> None:
    before = marks(shop, ["/", "src/", "src/deep/", "src/deep/app.py", "gone.py"])
    assert changed(shop, before) == {}


def test_a_file_that_came_or_went_is_told_by_its_folder(shop: Path) -> None:
    before = marks(shop, ["/", "src/"])
    (shop / "src" / "new.py").write_text("", encoding="utf-8")
    assert set(changed(shop, before)) == {"src/"}


def test_a_watched_file_that_went_is_told_by_itself_alone(shop: Path) -> None:
    before = marks(shop, ["src/deep/", "src/deep/app.py"])
    (shop / "src" / "deep" / "app.py").unlink()
    assert set(changed(shop, before)) == {"src/deep/app.py"}


@pytest.mark.parametrize("name", ["node_modules", ".git", "__pycache__", ".venv"])
def test_a_folder_that_no_scan_reads_is_no_news(shop: Path, name: str) -> None:
    before = marks(shop, ["/"])
    (shop / name).mkdir()
    assert changed(shop, before) == {}


def test_a_folder_turned_into_a_link_is_gone_and_not_followed(shop: Path, tmp_path: Path) -> None:
    before = marks(shop, ["src/deep/"])
    (shop / "src" / "deep").rename(shop / "kept")
    (shop / "src" / "deep").symlink_to(shop / "kept")
    assert changed(shop, before) == {"src/deep/": (0, -1)}


def test_a_name_that_is_no_unicode_is_compared_all_the_same(shop: Path) -> None:
    before = marks(shop, ["src/"])
    with open(os.fsencode(shop) + b"/src/\xff\xfe.py", "wb"):
        pass
    assert set(changed(shop, before)) == {"src/"}
