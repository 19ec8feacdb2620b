"""Where a report may be written, asked before the scan and held after it."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from advisor.app import export
from advisor.core.errors import UsageError


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
