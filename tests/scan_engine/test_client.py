"""One result, whoever scans: in this process or in workers, few or many, driven by a loop or by a timer."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.core.findings import Finding, ScanResult
from advisor.core.kinds import SkipReason
from advisor.core.progress import Cancel, SilentProgress
from advisor.scan import client as client_module
from advisor.scan import job as job_module
from advisor.scan.budgets import BUDGETS
from advisor.scan.client import InProcessClient, ProcessClient
from advisor.scan.options import ScanOptions
from tests.scan_engine.fake import COMMAND, knowledge
from tests.scan_engine.helpers import make, scan, scan_isolated

FEW = replace(BUDGETS, batch_files=4)


def tree(root: Path, files: int = 60) -> Path:
    wanted = {f"d{number % 7}/f{number:03}.py": f"x\nllama-{number % 9}\n" for number in range(files)}
    return make(root, {**wanted, "node_modules/a.js": "llama", "weights.gguf": b"\0"})


class Recorder(SilentProgress):
    def __init__(self) -> None:
        self.total = 0
        self.done: list[int] = []
        self.findings: list[Finding] = []

    def counted(self, files_total: int) -> None:
        self.total = files_total

    def advanced(self, files_done: int, folder: str, findings: int) -> None:
        self.done.append(files_done)

    def found(self, batch: Sequence[Finding]) -> None:
        self.findings.extend(batch)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_workers_find_what_one_process_finds(tmp_path: Path, workers: int) -> None:
    tree(tmp_path)
    assert scan_isolated(tmp_path, FEW, workers=workers) == scan(tmp_path, FEW)


def test_the_size_of_a_batch_does_not_show_in_the_result(tmp_path: Path) -> None:
    tree(tmp_path)
    assert scan(tmp_path, FEW) == scan(tmp_path) == scan(tmp_path, replace(BUDGETS, batch_files=1))


def test_a_small_tree_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(command: Sequence[str]) -> object:
        raise AssertionError(f"started {command}")

    monkeypatch.setattr(client_module, "_start_process", refuse)
    client = ProcessClient(knowledge())
    result = client.scan(tree(tmp_path), ScanOptions(), SilentProgress(), Cancel())
    assert len(result.findings) == 60


def test_a_large_tree_goes_to_workers_and_gives_the_same(tmp_path: Path) -> None:
    tree(tmp_path)
    client = ProcessClient(knowledge(), COMMAND)
    options = ScanOptions(budgets=replace(FEW, small_tree_files=10))
    assert client.scan(tmp_path, options, SilentProgress(), Cancel()) == scan(tmp_path)


@pytest.mark.parametrize("isolated", [False, True])
def test_an_observer_hears_the_truth(tmp_path: Path, isolated: bool) -> None:
    tree(tmp_path)
    heard = Recorder()
    client = ProcessClient(knowledge(), COMMAND)
    result = client.scan(tmp_path, ScanOptions(isolated=isolated, budgets=FEW), heard, Cancel())
    assert heard.total == result.stats.files_seen == 61
    assert heard.done == sorted(heard.done)
    assert heard.done[-1] == 61
    assert sorted(heard.findings, key=lambda row: row.path) == list(result.findings)


class CancelAfter(Recorder):
    """Cancels once so many findings were heard of."""

    def __init__(self, cancel: Cancel, findings: int) -> None:
        super().__init__()
        self._cancel = cancel
        self._enough = findings

    def found(self, batch: Sequence[Finding]) -> None:
        super().found(batch)
        if len(self.findings) >= self._enough:
            self._cancel.cancel()


def cancelled_after(root: Path, findings: int, *, isolated: bool) -> tuple[ScanResult, CancelAfter]:
    cancel = Cancel()
    heard = CancelAfter(cancel, findings)
    client = ProcessClient(knowledge(), COMMAND)
    slow = replace(FEW, batch_files=1)
    return client.scan(root, ScanOptions(isolated=isolated, budgets=slow), heard, cancel), heard


@pytest.mark.parametrize("isolated", [False, True])
def test_a_cancelled_scan_keeps_what_was_found_and_is_labelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, isolated: bool
) -> None:
    monkeypatch.setattr(client_module, "_TALK_SECONDS", 0.0)
    result, heard = cancelled_after(tree(tmp_path, 300), 1, isolated=isolated)
    assert result.partial
    assert {row.id for row in heard.findings} <= {row.id for row in result.findings}
    (row,) = [row for row in result.skipped if row.reason is SkipReason.CANCELLED]
    assert row.count == 301 - heard.done[-1]
    assert row.path == "."


def test_a_cancel_reaches_into_a_long_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, {"a.py": "llama-1", "b.py": "llama-slow", "c.py": "llama-2"})
    cancel = Cancel()
    job = InProcessClient(knowledge()).start(tmp_path, ScanOptions(budgets=FEW), cancel)
    real = time.sleep

    def cancel_while_sleeping(seconds: float) -> None:
        cancel.cancel()
        real(seconds)

    monkeypatch.setattr(time, "sleep", cancel_while_sleeping)
    while job.poll():
        pass
    result = job.result()
    assert result.partial
    assert [row.path for row in result.findings] == ["a.py"]


def test_a_cancel_before_the_start_yields_an_empty_partial_result(tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    client = InProcessClient(knowledge())
    result = client.scan(tree(tmp_path), ScanOptions(), SilentProgress(), cancel)
    assert result.findings == ()
    assert [row.reason for row in result.skipped] == [SkipReason.CANCELLED]


def test_a_cancel_after_the_last_file_is_no_partial_result(tmp_path: Path) -> None:
    cancel = Cancel()
    job = InProcessClient(knowledge()).start(tree(tmp_path), ScanOptions(), cancel)
    while job.poll():
        pass
    cancel.cancel()
    assert job.result() == scan(tmp_path)


def test_a_closed_job_leaves_no_process_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, {"a.py": "llama-slow"})
    started = []
    real = client_module._start_process

    def start(command: Sequence[str]) -> object:
        started.append(real(command))
        return started[-1]

    monkeypatch.setattr(client_module, "_start_process", start)
    job = ProcessClient(knowledge(), COMMAND).start(tmp_path, ScanOptions(isolated=True), Cancel())
    while job.files_seen == 0:
        job.poll(0.05)
    job.close()
    assert len(started) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)


def test_a_worker_finds_our_package_and_not_the_callers_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["relative", "", "/absolute"]))
    environment = client_module._environment()
    home = str(Path(client_module.__file__).parents[2])
    assert environment["PYTHONPATH"] == os.pathsep.join([home, "/absolute"])
    assert environment["PYTHONSAFEPATH"] == "1"
    assert client_module._home() == home


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module.sys, "frozen", True, raising=False)
    monkeypatch.setattr(client_module.sys, "executable", "/app/llama-advisor")
    assert client_module.worker_command() == ["/app/llama-advisor", "--scan-worker"]


def test_evil_modules_in_the_current_folder_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "open('canary', 'w').close()\n"
    make(tmp_path, {f"{name}.py": evil for name in ("json", "struct", "resource", "advisor", "tests")})
    make(tmp_path, {"a.txt": "llama-3"})
    monkeypatch.chdir(tmp_path)
    assert len(scan_isolated(tmp_path).findings) == 1
    assert not (tmp_path / "canary").exists()


def test_a_small_tree_that_turns_out_slow_goes_on_in_workers_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    real = client_module._start_process

    def start(command: Sequence[str]) -> object:
        started.append(command)
        return real(command)

    monkeypatch.setattr(client_module, "_start_process", start)
    monkeypatch.setattr(job_module, "_PATIENCE_SECONDS", 0.0)
    client = ProcessClient(knowledge(), COMMAND)
    result = client.scan(tree(tmp_path), ScanOptions(budgets=FEW), SilentProgress(), Cancel())
    assert started
    assert result == scan(tmp_path, FEW)


@pytest.mark.parametrize(
    "command", [["/nowhere/python"], ["/bin/sh", "-c", "exit 3"]], ids=["missing", "ends at once"]
)
def test_where_no_worker_can_start_the_scan_goes_on_without(tmp_path: Path, command: list[str]) -> None:
    client = ProcessClient(knowledge(), command)
    options = ScanOptions(budgets=replace(FEW, small_tree_files=10))
    assert client.scan(tree(tmp_path), options, SilentProgress(), Cancel()) == scan(tmp_path, FEW)


def test_when_workers_die_out_the_rest_is_read_here_and_the_lost_files_stay_named(tmp_path: Path) -> None:
    folder = make(
        tmp_path / "p", {f"{number}.py": "llama-3\n" for number in range(30)} | {"05.py": "llama-evil"}
    )
    script = f'if [ -e "{tmp_path}/used" ]; then exit 3; fi; touch "{tmp_path}/used"; exec "$0" "$@"'
    client = ProcessClient(knowledge(), ["/bin/sh", "-c", script, *COMMAND, "llama-kill"])
    options = ScanOptions(workers=1, budgets=replace(FEW, small_tree_files=10))
    result = client.scan(folder, options, SilentProgress(), Cancel())
    assert [(row.path, row.reason) for row in result.skipped] == [("05.py", SkipReason.WORKER_DIED)]
    assert len(result.findings) == 30
    assert result.stats.files_seen == 31
