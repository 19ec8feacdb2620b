"""What is kept survives a kill at any moment, a full disk, a read-only home and a second process."""

from __future__ import annotations

import builtins
import errno
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.app import checklist, projects
from advisor.core.assessment import Tick
from advisor.core.errors import UsageError
from advisor.core.kinds import TaskState
from advisor.store import lock, recents, ticks
from tests.cli.program import PROJECT, environment, run
from tests.hostile.saves import SAVES

POINTS = 50
needs_posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="a kill at a chosen step needs fork")


@needs_posix
@pytest.mark.hazard("5.3")
@pytest.mark.parametrize("kind", SAVES)
def test_a_save_killed_at_any_of_50_points_leaves_the_old_or_the_new(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-m", "tests.hostile.saves", kind, str(tmp_path), str(POINTS)]
    env = {**environment(tmp_path), "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert len(lines) == POINTS + 1
    assert [line for line in lines[:-1] if "signal 9" not in line] == []
    assert [line for line in lines if not line.endswith((": old", ": new"))] == []
    assert lines[0].endswith("old") and lines[-2].endswith("new")
    assert lines[-1] == "after all: new"


CALLS: dict[str, tuple[Any, str]] = {
    "open": (os, "open"),
    "mkdir": (os, "mkdir"),
    "fdopen": (os, "fdopen"),
    "fsync": (os, "fsync"),
    "chmod": (os, "chmod"),
    "replace": (os, "replace"),
    "rename": (os, "rename"),
    "stat": (os, "stat"),
    "mkstemp": (tempfile, "mkstemp"),
    "open file": (builtins, "open"),
}
FAILURES = [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.EDQUOT, errno.EMFILE]


@pytest.mark.hazard("2.12", "5.3")
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("kind", ["ticks", "targets", "recents", "export", "choices", "result", "history"])
def test_an_error_at_any_call_of_a_save_leaves_the_old_and_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, call: str
) -> None:
    save = SAVES[kind]
    save.old(tmp_path)
    save.new(tmp_path)
    after = save.read(tmp_path)
    save.old(tmp_path)
    before = save.read(tmp_path)
    for code in FAILURES:
        _failing(monkeypatch, call, code)
        try:
            save.new(tmp_path)
        except UsageError as error:
            assert os.strerror(code) in str(error)
            assert "cannot be" in str(error)
        except OSError:
            pytest.fail(f"{call} failing with {os.strerror(code)} came through as it is")
        finally:
            monkeypatch.undo()
        assert save.read(tmp_path) in (before, after)  # new where the error did no harm: a folder not synced
        save.old(tmp_path)
        assert list(tmp_path.rglob("*.tmp")) == []


def _failing(monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
    """Let the first use of `call` fail."""
    place, name = CALLS[call]
    real: Callable[..., Any] = getattr(place, name)
    failed: list[bool] = []

    def once(*given: Any, **more: Any) -> Any:
        if failed:
            return real(*given, **more)
        failed.append(True)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(place, name, once)


@pytest.mark.hazard("2.12")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_report_to_a_full_disk_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.py").write_text('M = "meta-llama/Llama-3.1-8B-Instruct"\n')
    done = run("scan", ".", "--as-of", "2026-11-24", "--output", "/dev/full", cwd=tmp_path / "p")
    assert done.code == 2
    assert "No space left on device" in done.err
    assert "Traceback" not in done.err


@pytest.mark.hazard("2.12")
def test_a_home_that_takes_nothing_costs_a_sentence_and_no_report(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.py").write_text('M = "meta-llama/Llama-3.1-8B-Instruct"\n')
    first = run("checklist", ".", "--as-of", "2026-11-24", cwd=tmp_path / "p")
    (tmp_path / "ticked.md").write_bytes(first.out.replace(b"- [ ]", b"- [x]"))
    (tmp_path / "blocked").write_text("a file where the user's folder should be")
    words = ["checklist", ".", "--as-of", "2026-11-24", "--import", str(tmp_path / "ticked.md")]
    done = run(*words, cwd=tmp_path / "p", LLAMA_ADVISOR_HOME=str(tmp_path / "blocked" / "home"))
    assert done.code == 0
    assert b"- [x]" in done.out
    assert "could not be kept" in done.err


def _tick_many(data: Path, name: str) -> None:
    for number in range(40):
        checklist.keep(Path("/p"), f"{name}{number}", Tick(TaskState.DONE, name), data=data)


@pytest.mark.hazard("5.4")
def test_two_processes_that_tick_one_project_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_tick_many, args=(tmp_path, name)) for name in ("a", "b")]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    kept = ticks.load(tmp_path, Path("/p")).by_task
    assert set(kept) == {f"{name}{number}" for name in "ab" for number in range(40)}


@pytest.mark.hazard("5.4")
@needs_posix
def test_a_lock_that_is_never_given_back_holds_nobody_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.05)
    with lock.alone(tmp_path):
        recents.remember(tmp_path, Path("/p"))
    assert recents.load(tmp_path).folders == (Path("/p"),)


@pytest.mark.hazard("5.4")
@pytest.mark.parametrize("kind", ["ticks", "targets", "recents", "choices", "history"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 4096,
        b'{"format_version": 1, "ticks"',
        b'{"format_version": "1"}',
        b'{"format_version": 1, "ticks": 7, "targets": [1], "folders": {"a": 1}}',
        b'{"format_version": 1, "ticks": {"a": {"state": 1e999}}, "targets": {"a": 9}, "folders": [7, null]}',
        b'{"format_version": 1, "folders": ["\\u0000", "\\ud800"]}',
        b"[" * 200_000,
        b"9" * 10_000,
    ],
    ids=["empty", "nul", "torn", "word", "types", "rows", "paths", "deep", "digits"],
)
def test_state_that_somebody_damaged_never_keeps_the_program_from_starting(
    tmp_path: Path, kind: str, content: bytes
) -> None:
    save = SAVES[kind]
    save.old(tmp_path)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(content)
    save.read(tmp_path)
    save.new(tmp_path)
    assert json.loads(path.read_bytes())["format_version"] == 1


@pytest.mark.hazard("5.4")
def test_a_recent_folder_of_any_name_comes_back(tmp_path: Path) -> None:
    names = [os.fsdecode(b"/bad\xff"), "/a\nb", "/esc\x1b[31m", "/rtl\u202e"]
    for name in names:
        projects.remember(Path(name), data=tmp_path)
    assert [str(folder) for folder in projects.recent(data=tmp_path).folders] == names[::-1]
