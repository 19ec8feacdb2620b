"""The last result and the history of a project: they come back whole, or not at all with a sentence."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from advisor.core.assessment import Tick
from advisor.core.errors import UsageError
from advisor.core.findings import Cleared, Finding, Hint, ScanResult, ScanStats, Skip
from advisor.core.kinds import Context, SkipReason, TaskState
from advisor.core.links import LinkKind, Use
from advisor.core.past import Change, KeptScan, Point
from advisor.store import history, recents, results, ticks
from tests.report.example import finding

PROGRAM = "1.0 facts 1"
HERE = Path("/p/shop")
STRANGE = os.fsdecode(b"src/\xff\xfe.py")
FOUND = replace(finding(), verdict=None)
SCAN = KeptScan(
    ScanResult(
        "shop",
        (FOUND, replace(FOUND, id="f2", path=STRANGE, cell=3, origin="your own settings")),
        (Cleared("a.md", 1, 2, 3, "ollama", "LA-CLEAR-1", "A runtime.", Context.DOCS, "c1"),),
        (Skip("node_modules", SkipReason.PRUNED, "", 120),),
        (Hint("src/app.py", 12, "context", "8192", "num_ctx: 8192", 3, 9),),
        ScanStats(5, 4, 3, 2, 1),
        manifests=("pyproject.toml",),
        uses=(Use("b.py", 3, "MODEL", LinkKind.CONSTANT, "f1", Context.TEST),),
        branch="main",
    ),
    datetime(2026, 11, 24, 14, 2),
    "2026.11 0123",
    {STRANGE: (1_700_000_000_123_456_789, 42)},
    Change(datetime(2026, 11, 20, 9, 0), ("f2",), (replace(FOUND, id="f0"),)),
)
POINT = Point(date(2026, 11, 24), "1.0", "2026.11", 4, 2, "high", 24, 3, 1, 7.5, {"dead": 1, "yours": 3})


def kept(data: Path) -> Path:
    (path,) = (data / "results").iterdir()
    return path


def test_a_scan_comes_back_as_it_was_for_its_project_and_for_no_other(tmp_path: Path) -> None:
    results.save(tmp_path, HERE, PROGRAM, SCAN)
    assert results.load(tmp_path, HERE, PROGRAM) == results.Found(SCAN)
    assert results.load(tmp_path, Path("/p/other"), PROGRAM) == results.Found()


def test_the_result_of_another_program_is_not_offered_and_that_is_said(tmp_path: Path) -> None:
    results.save(tmp_path, HERE, PROGRAM, SCAN)
    found = results.load(tmp_path, HERE, "2.0 facts 1")
    assert found.scan is None
    assert found.message == (
        "The last result of this project is of another version of the program, so the folder is read again."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 4096,
        b"no zlib",
        zlib.compress(b"{"),
        zlib.compress(b"[]"),
        zlib.compress(b"[" * 200_000),
        zlib.compress(b'{"format_version": 1}'),
        zlib.compress(b'{"format_version": 1, "program": "1.0 facts 1", "findings": [[1]]}'),
        zlib.compress(b"\xff\xfe"),
    ],
)
def test_a_damaged_result_is_not_offered_and_the_next_one_takes_its_place(
    tmp_path: Path, content: bytes
) -> None:
    results.save(tmp_path, HERE, PROGRAM, SCAN)
    kept(tmp_path).write_bytes(content)
    found = results.load(tmp_path, HERE, PROGRAM)
    assert found.scan is None
    assert found.message is not None and "is damaged" in found.message
    results.save(tmp_path, HERE, PROGRAM, SCAN)
    assert results.load(tmp_path, HERE, PROGRAM).scan == SCAN


def test_every_torn_copy_of_a_result_is_refused(tmp_path: Path) -> None:
    results.save(tmp_path, HERE, PROGRAM, SCAN)
    whole = kept(tmp_path).read_bytes()
    for length in range(0, len(whole), 13):
        kept(tmp_path).write_bytes(whole[:length])
        assert results.load(tmp_path, HERE, PROGRAM).scan is None


def test_a_small_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "_LARGEST", 100_000)
    results.save(tmp_path, HERE, PROGRAM, SCAN)
    kept(tmp_path).write_bytes(zlib.compress(b" " * 100_000_000))
    assert results.load(tmp_path, HERE, PROGRAM).scan is None


def test_a_result_that_is_too_large_leaves_no_older_one_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results.save(tmp_path, HERE, PROGRAM, SCAN)
    monkeypatch.setattr(results, "_LARGEST", 10)
    results.save(tmp_path, HERE, PROGRAM, SCAN)
    assert results.load(tmp_path, HERE, PROGRAM) == results.Found()


def test_only_so_many_results_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "MOST_PROJECTS", 3)
    for number in range(5):
        results.save(tmp_path, Path(f"/p{number}"), PROGRAM, SCAN)
        newest = max((tmp_path / "results").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, ns=(number, number))
    assert len(list((tmp_path / "results").iterdir())) == 3
    assert results.load(tmp_path, Path("/p4"), PROGRAM).scan == SCAN


def test_a_disk_that_takes_no_result_is_said(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file where the folder should be")
    with pytest.raises(UsageError, match="cannot be kept for the next time"):
        results.save(tmp_path, HERE, PROGRAM, SCAN)


def test_the_last_point_of_a_day_is_its_point(tmp_path: Path) -> None:
    later = replace(POINT, tasks_open=1)
    before = replace(POINT, day=date(2026, 11, 23))
    for point in (POINT, before, later):
        history.add(tmp_path, HERE, point)
    assert history.load(tmp_path, HERE) == (before, later)
    assert history.load(tmp_path, Path("/p/other")) == ()


def test_the_oldest_points_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 2)
    for day in (20, 21, 22):
        history.add(tmp_path, HERE, replace(POINT, day=date(2026, 11, day)))
    assert [point.day.day for point in history.load(tmp_path, HERE)] == [21, 22]


@pytest.mark.parametrize(
    ("key", "value"),
    [("day", "soon"), ("findings", "many"), ("findings", -1), ("effort_left", 1e999), ("by_status", [1])],
)
def test_one_mangled_point_does_not_cost_the_others(tmp_path: Path, key: str, value: object) -> None:
    history.add(tmp_path, HERE, POINT)
    (path,) = (tmp_path / "history").iterdir()
    text = json.loads(path.read_text())
    text["days"] += [{**text["days"][0], key: value}, 7]
    path.write_text(json.dumps(text))
    assert history.load(tmp_path, HERE) == (POINT,)


def test_a_tick_keeps_the_day_it_was_set_until_its_state_changes() -> None:
    done = Tick(TaskState.DONE, "seen", date(2026, 11, 20))
    assert ticks.merge({"a": done}, {"a": Tick(TaskState.DONE, "new note")}) == {
        "a": Tick(TaskState.DONE, "new note", done.day)
    }
    assert ticks.merge({"a": done}, {"a": Tick(TaskState.OPEN)}) == {"a": Tick(TaskState.OPEN, "seen")}


def test_ticks_of_before_days_were_kept_stay_valid(tmp_path: Path) -> None:
    dated = {"a": Tick(TaskState.DONE, None, date(2026, 11, 20)), "b": Tick(TaskState.WONT_DO, "no")}
    ticks.save(tmp_path, HERE, dated)
    assert ticks.load(tmp_path, HERE).by_task == dated
    (path,) = (tmp_path / "ticks").iterdir()
    path.write_text('{"format_version": 1, "ticks": {"a": {"state": "done", "note": null, "day": "soon"}}}')
    assert ticks.load(tmp_path, HERE).by_task == {"a": Tick(TaskState.DONE)}


def test_pinned_projects_stand_first_and_are_never_crowded_out(tmp_path: Path) -> None:
    for number in range(4):
        recents.remember(tmp_path, Path(f"/p{number}"))
    recents.pin(tmp_path, Path("/p1"), True)
    for number in range(10, 22):
        recents.remember(tmp_path, Path(f"/p{number}"))
    found = recents.load(tmp_path)
    assert found.folders[:2] == (Path("/p1"), Path("/p21"))
    assert len(found.folders) == 1 + recents.MOST
    assert Path("/p1") not in recents.pin(tmp_path, Path("/p1"), False).pinned


def test_a_project_taken_off_the_list_is_put_back_where_it_was(tmp_path: Path) -> None:
    for number in range(4):
        recents.remember(tmp_path, Path(f"/p{number}"))
    before = recents.pin(tmp_path, Path("/p0"), True)
    recents.forget(tmp_path, Path("/p0"))
    recents.forget(tmp_path, Path("/p2"))
    recents.put_back(tmp_path, Path("/p2"), before.folders.index(Path("/p2")) - 1, False)
    after = recents.put_back(tmp_path, Path("/p0"), 0, True)
    assert after == before


def test_findings_of_every_kind_of_value_are_written(tmp_path: Path) -> None:
    names = {part for part in Finding.__dataclass_fields__ if part != "verdict"}
    assert set(results._names(Finding)) == names
