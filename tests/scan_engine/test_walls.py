"""One bad file costs that file a row; its neighbours are found, in this process and in workers alike."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.core.errors import UsageError
from advisor.core.kinds import SkipReason
from advisor.core.progress import Cancel, SilentProgress
from advisor.scan.budgets import BUDGETS
from advisor.scan.client import ProcessClient
from advisor.scan.deadline import Guard
from advisor.scan.engine import Scanner
from advisor.scan.options import ScanOptions
from advisor.scan.pool import WorkerError
from tests.scan_engine.fake import RULES, FakeDetector, knowledge
from tests.scan_engine.helpers import make, places, reasons, scan, scan_isolated

QUICK = replace(BUDGETS, seconds_per_file=0.3)
NEIGHBOURS = {"a.txt": "llama-1\n", "z.txt": "llama-2\n"}
NEIGHBOURS_FOUND = [("a.txt", 1, "llama-1"), ("z.txt", 1, "llama-2")]


@pytest.mark.parametrize("run", [scan, scan_isolated], ids=["here", "workers"])
@pytest.mark.parametrize(
    ("word", "error"), [("llama-deep", "RecursionError"), ("llama-memory", "MemoryError")]
)
def test_a_parse_that_fails_is_said_and_the_file_is_read_as_plain_text(
    tmp_path: Path, run: object, word: str, error: str
) -> None:
    make(tmp_path, {**NEIGHBOURS, "m.py": f"{word} llama-3\n"})
    result = run(tmp_path)  # type: ignore[operator]
    assert places(result) == [
        ("a.txt", 1, "llama-1"),
        ("m.py", 1, word),
        ("m.py", 1, "llama-3"),
        *NEIGHBOURS_FOUND[1:],
    ]
    assert reasons(result) == {"m.py": f"internal error: {error}; read as plain text"}


@pytest.mark.parametrize("run", [scan, scan_isolated], ids=["here", "workers"])
def test_a_parse_that_takes_too_long_is_ended_and_the_file_read_as_plain_text(
    tmp_path: Path, run: object
) -> None:
    make(tmp_path, {**NEIGHBOURS, "m.py": "llama-slow llama-3\n"})
    result = run(tmp_path, QUICK)  # type: ignore[operator]
    assert [row.path for row in result.findings] == ["a.txt", "m.py", "m.py", "z.txt"]
    assert reasons(result) == {"m.py": "took too long: more than 0.3 s; read as plain text"}


@pytest.mark.parametrize("mischief", ["llama-deep", "llama-slow"])
def test_a_file_that_fails_as_plain_text_too_has_a_row_and_no_findings(tmp_path: Path, mischief: str) -> None:
    make(tmp_path, {**NEIGHBOURS, "m.py": "llama-evil\n"})
    result = scan(tmp_path, QUICK, mischief)
    assert places(result) == NEIGHBOURS_FOUND
    assert {row.path for row in result.skipped} == {"m.py"}


def test_a_hung_detector_that_ignores_the_alarm_costs_one_worker_and_one_file(tmp_path: Path) -> None:
    make(tmp_path, {**NEIGHBOURS, "m.py": "llama-evil\n"})
    result = scan_isolated(tmp_path, QUICK, "llama-deaf")
    assert places(result) == NEIGHBOURS_FOUND
    assert reasons(result) == {"m.py": "took too long"}


def test_a_killed_worker_is_replaced_and_its_file_is_named(tmp_path: Path) -> None:
    make(tmp_path, {**NEIGHBOURS, "m.py": "llama-evil\n", "n.py": "llama-3 llama-evil"})
    result = scan_isolated(tmp_path, mischief="llama-kill")
    assert places(result) == NEIGHBOURS_FOUND
    assert reasons(result) == {"m.py": "the worker process died", "n.py": "the worker process died"}
    assert all(row.reason.incomplete for row in result.skipped)


def test_after_too_many_deaths_a_batch_is_given_up_and_every_file_of_it_named(tmp_path: Path) -> None:
    make(tmp_path, {f"{number}.py": "llama-evil" for number in range(4)})
    result = scan_isolated(tmp_path, replace(BUDGETS, worker_deaths=2), "llama-kill")
    assert sorted(reasons(result)) == ["0.py", "1.py", "2.py", "3.py"]
    assert {row.reason for row in result.skipped} == {SkipReason.WORKER_DIED}
    assert result.stats.files_seen == 4


def test_a_failing_sift_names_every_file_it_was_asked_about(tmp_path: Path) -> None:
    make(tmp_path, NEIGHBOURS)

    def fail(data: memoryview) -> list[int]:
        raise MemoryError

    scanner = Scanner(str(tmp_path), FakeDetector(), RULES, fail, BUDGETS, Guard(10))
    batch = scanner.scan(["a.txt", "z.txt"])
    assert [(row.path, row.detail) for row in batch.skips] == [
        ("a.txt", "MemoryError"),
        ("z.txt", "MemoryError"),
    ]
    assert batch.files_done == 2


def test_a_detector_that_fails_on_a_name_costs_that_file_a_row(tmp_path: Path) -> None:
    class Clumsy(FakeDetector):
        def wants(self, path: str) -> bool:
            if path == "m.py":
                raise ValueError(path)
            return False

    make(tmp_path, {**NEIGHBOURS, "m.py": "llama-3"})
    scanner = Scanner(str(tmp_path), Clumsy(), RULES, knowledge().hits, BUDGETS, Guard(10))
    batch = scanner.scan(["a.txt", "m.py", "z.txt"])
    assert [row.path for row in batch.findings] == ["a.txt", "z.txt"]
    assert [(row.path, row.detail) for row in batch.skips] == [("m.py", "ValueError")]


@pytest.mark.parametrize(
    "command",
    [["/nowhere/python"], ["/bin/sh", "-c", "exit 3"], ["/bin/sh", "-c", "echo nonsense that is no message"]],
    ids=["missing", "ends", "babbles"],
)
def test_a_worker_that_cannot_start_is_an_error_with_a_sentence(tmp_path: Path, command: list[str]) -> None:
    make(tmp_path, NEIGHBOURS)
    client = ProcessClient(knowledge(), command)
    with pytest.raises(WorkerError, match="worker process"):
        client.scan(tmp_path, ScanOptions(isolated=True), SilentProgress(), Cancel())


@pytest.mark.parametrize("isolated", [False, True])
def test_a_wrong_folder_is_refused_before_anything_starts(tmp_path: Path, isolated: bool) -> None:
    client = ProcessClient(knowledge(), ["/nowhere/python"])
    with pytest.raises(UsageError, match="There is no folder"):
        client.start(tmp_path / "none", ScanOptions(isolated=isolated), Cancel())


def test_names_of_any_bytes_go_to_a_worker_and_come_back(tmp_path: Path) -> None:
    names = [os.fsdecode(name) for name in (b"bad\xff.txt", b"a\nb.txt", b"x\x1b[31m.txt")]
    make(tmp_path, dict.fromkeys(names, "llama-3"))
    assert sorted(row.path for row in scan_isolated(tmp_path).findings) == sorted(names)
