"""What is kept of unchanged files: the same report with it, without it and with a damaged one."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.app.analyse import Choices, analyse
from advisor.app.export import ReportFormat, report
from advisor.core.kinds import SkipReason
from advisor.scan import cache
from advisor.scan.budgets import BUDGETS
from advisor.scan.cache import CachePlace
from advisor.scan.options import ScanOptions
from tests.scan_engine.fake import FakeDetector
from tests.scan_engine.helpers import make, places, reasons, scan, scan_isolated
from tests.test_sample_project import SAMPLE

FILES = {
    "a.py": "llama-3\nllama-neutral\n",
    "tests/b.py": "llama-4\n",
    "c.txt": "nothing\n",
    "d.txt": b"\xff\xfel\0l\0a\0m\0a\0",
}


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the detectors look at."""
    seen: list[str] = []
    real = FakeDetector.in_text

    def in_text(self: FakeDetector, document, hits):  # type: ignore[no-untyped-def]
        seen.append(document.path)
        return real(self, document, hits)

    monkeypatch.setattr(FakeDetector, "in_text", in_text)
    return seen


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "project", FILES)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_an_unchanged_file_is_not_looked_at_again_and_yields_the_same(
    tree: Path, kept: Path, looks: list[str]
) -> None:
    first = scan(tree, cache=kept)
    assert sorted(looks) == ["a.py", "d.txt", "tests/b.py"]
    looks.clear()
    assert scan(tree, cache=kept) == first
    assert looks == []
    assert scan(tree) == first


def test_a_changed_file_is_looked_at_again(tree: Path, kept: Path, looks: list[str]) -> None:
    scan(tree, cache=kept)
    looks.clear()
    status = (tree / "a.py").stat()
    (tree / "a.py").write_text("llama-2\nllama-neutral\n")
    os.utime(tree / "a.py", ns=(status.st_atime_ns, status.st_mtime_ns))  # as long as before, and as old
    assert ("a.py", 1, "llama-2") in places(scan(tree, cache=kept))
    assert looks == ["a.py"]


def test_the_same_text_at_another_path_is_another_file(tree: Path, kept: Path, looks: list[str]) -> None:
    scan(tree, cache=kept)
    (tree / "a.py").rename(tree / "z.py")
    looks.clear()
    assert {path for path, _, _ in places(scan(tree, cache=kept))} == {"z.py", "tests/b.py", "d.txt"}
    assert looks == ["z.py"]


def test_workers_keep_and_use_it_too(tree: Path, kept: Path) -> None:
    first = scan_isolated(tree, cache=kept)
    assert (kept / cache.FILE_NAME).is_file()
    assert scan_isolated(tree, cache=kept) == first == scan_isolated(tree)


def test_without_a_folder_nothing_is_kept(tree: Path, tmp_path: Path) -> None:
    scan(tree)
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


@pytest.mark.parametrize(
    "changed",
    [
        {"budgets": replace(BUDGETS, findings_per_file=7)},
        {"resources": Path(__file__).parent},
    ],
)
def test_rows_made_under_other_limits_or_from_other_knowledge_are_not_used(
    kept: Path, changed: dict[str, object]
) -> None:
    usual = CachePlace.of(ScanOptions(cache=kept))
    assert usual == CachePlace.of(ScanOptions(cache=kept))
    assert CachePlace.of(ScanOptions(cache=kept, **changed)).known != usual.known  # type: ignore[arg-type]


def test_a_file_that_failed_is_tried_again(tmp_path: Path, kept: Path, looks: list[str]) -> None:
    tree = make(tmp_path / "project", {"bad.py": "llama-deep\n"})
    first = scan(tree, cache=kept)
    assert reasons(first)["bad.py"].startswith(SkipReason.ERROR)
    looks.clear()
    assert scan(tree, cache=kept) == first
    assert looks == ["bad.py", "bad.py"]  # by its structure, then as plain text


def damaged(kept: Path) -> None:
    (kept / cache.FILE_NAME).write_bytes(b"no database" * 400)


def torn(kept: Path) -> None:
    with sqlite3.connect(kept / cache.FILE_NAME) as connection:
        connection.execute("UPDATE files SET rows = x'00'")
    connection.close()


def other_table(kept: Path) -> None:
    (kept / cache.FILE_NAME).unlink()
    connection = sqlite3.connect(kept / cache.FILE_NAME)
    connection.execute("CREATE TABLE files (something TEXT)")
    connection.close()


def a_folder(kept: Path) -> None:
    (kept / cache.FILE_NAME).unlink()
    (kept / cache.FILE_NAME).mkdir()


@pytest.mark.parametrize("damage", [damaged, torn, other_table, a_folder])
def test_a_damaged_cache_costs_time_and_nothing_else(tree: Path, kept: Path, damage) -> None:  # type: ignore[no-untyped-def]
    first = scan(tree, cache=kept)
    damage(kept)
    assert scan(tree, cache=kept) == first


def test_a_place_that_cannot_be_written_is_done_without(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert scan(tree, cache=tmp_path / "file" / "cache") == scan(tree)


def test_another_program_that_holds_it_is_not_waited_for(tree: Path, kept: Path) -> None:
    first = scan(tree, cache=kept)
    other = sqlite3.connect(kept / cache.FILE_NAME)
    other.execute("BEGIN EXCLUSIVE")
    (tree / "new.py").write_text("llama-2\n")
    found = places(scan(tree, cache=kept))
    other.close()
    assert set(found) == {*places(first), ("new.py", 1, "llama-2")}


def test_it_begins_anew_when_it_grew_too_large(
    tree: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, looks: list[str]
) -> None:
    scan(tree, cache=kept)
    looks.clear()
    monkeypatch.setattr(cache, "MOST_BYTES", 10)
    scan(tree, cache=kept)
    assert len(looks) == 3


def test_it_is_for_its_owner_alone(tree: Path, kept: Path) -> None:
    scan(tree, cache=kept)
    assert (kept / cache.FILE_NAME).stat().st_mode & 0o077 == 0
    assert kept.stat().st_mode & 0o077 == 0


def test_a_report_is_the_same_byte_for_byte_however_much_is_kept(kept: Path) -> None:
    def told(where: Path | None) -> str | bytes:

        return report(analyse(SAMPLE, Choices(as_of=date(2026, 11, 25), cache=where)), ReportFormat.JSON)

    assert told(None) == told(kept) == told(kept)
