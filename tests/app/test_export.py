"""Where a report may be written, asked before the scan and held after it."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from advisor.app import export
from advisor.core.errors import UsageError
from tests.report.example import assessment


def test_a_good_target_is_taken(tmp_path: Path) -> None:
    export.check_target(tmp_path / "new.txt")
    (tmp_path / "old.txt").write_text("old")
    export.check_target(tmp_path / "old.txt")
    export.save(tmp_path / "old.txt", "größer\n")
    assert (tmp_path / "old.txt").read_bytes() == "größer\n".encode()


@pytest.mark.parametrize(
    ("target", "words"), [(".", "is a folder"), ("no/r.txt", "no folder .*no to write r.txt")]
)
def test_a_bad_target_is_refused_with_a_reason(tmp_path: Path, target: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        export.check_target(tmp_path / target)
    with pytest.raises(UsageError, match=words):
        export.save(tmp_path / target, "x")


def test_a_folder_that_takes_no_files_is_refused_before_the_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(UsageError, match="Nothing may be written to"):
        export.check_target(tmp_path / "r.txt")


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    export.save(pipe, "report\n")
    reader.join()
    assert heard == ["report\n"]
    assert pipe.is_fifo()


CONTENTS = pytest.mark.parametrize("content", ["report\n", b"%PDF-1.4\n\x00\xff"], ids=["text", "bytes"])


@CONTENTS
def test_a_report_is_saved_as_it_is_over_an_old_one(tmp_path: Path, content: str | bytes) -> None:
    target = tmp_path / "report"
    target.write_text("old")
    export.save(target, content)
    assert target.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert list(tmp_path.iterdir()) == [target]


@CONTENTS
def test_a_save_that_fails_leaves_the_old_file_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes
) -> None:
    target = tmp_path / "report"
    target.write_text("old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match=r"No space left.*The old file, if any, is as it was"):
        export.save(target, content)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@CONTENTS
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_device_is_said(content: str | bytes) -> None:
    with pytest.raises(UsageError, match="/dev/full cannot be written: No space left on device"):
        export.save(Path("/dev/full"), content)


def test_what_the_windows_room_makes_is_refused_elsewhere_with_the_reason() -> None:
    for form, make in (
        (export.ReportFormat.PDF, export.report),
        (export.ChecklistFormat.PDF, export.checklist),
    ):
        with pytest.raises(UsageError, match="the window's room"):
            make(assessment(), form)  # type: ignore[operator]
