"""stdout carries the result alone; a reader who leaves, a full disk and a terminal are all treated well."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from advisor.cli import interrupt
from advisor.cli.main import main
from advisor.core.progress import Cancel
from tests.cli.program import DAY, PROGRAM, environment, make


@contextmanager
def started(*arguments: str, cwd: Path, **streams: int) -> Iterator[subprocess.Popen[bytes]]:
    """The program under way; it is ended whatever happens."""
    process = subprocess.Popen(
        [*PROGRAM, *arguments], cwd=cwd, env=environment(cwd.parent, TERM="xterm", COLUMNS="100"), **streams
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["scan", ".", "--format", "json", *DAY]])
def test_a_reader_who_leaves_is_no_error(shop: Path, arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    with started(*arguments, cwd=shop, stdout=write, stderr=subprocess.PIPE) as process:
        os.close(write)
        assert process.communicate()[1] == b""
        assert process.returncode == 0


def test_a_reader_who_leaves_in_the_middle_is_no_error(shop: Path) -> None:
    make(shop, {f"{number}.py": 'M = "meta-llama/Llama-3.1-8B-Instruct"\n' for number in range(200)})
    arguments = ["scan", ".", "--format", "json", *DAY]
    with started(*arguments, cwd=shop, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        with process.stderr:
            assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--version"], ["scan", ".", *DAY]])
def test_a_full_disk_behind_stdout_is_two_with_a_sentence(shop: Path, arguments: list[str]) -> None:
    with (
        open("/dev/full", "wb") as full,
        started(*arguments, cwd=shop, stdout=full.fileno(), stderr=subprocess.PIPE) as process,
    ):
        err = process.communicate()[1].decode()
    assert process.returncode == 2
    assert err == (
        "llama-advisor: The result cannot be written to standard output: No space left on device.\n"
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_closed_streams_are_no_crash(shop: Path, closed: str) -> None:
    command = f'"$0" "$@" {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, *PROGRAM, "scan", ".", *DAY],
        cwd=shop,
        env=environment(shop.parent),
        capture_output=True,
        check=False,
    )
    assert done.returncode == (2 if closed.startswith(">") else 0)
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception ignored" not in done.stderr


def terminal_talk(shop: Path, *more: str) -> tuple[int, bytes, bytes]:
    """Exit code, stdout and what a terminal on stderr was sent."""
    ours, theirs = pty.openpty()
    arguments = ["scan", ".", "--format", "json", *DAY, *more]
    with started(*arguments, cwd=shop, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        out = process.communicate()[0]
        return process.returncode, out, _all_of(ours)


def test_progress_is_drawn_on_a_terminal_and_taken_away_again(shop: Path) -> None:
    code, out, seen = terminal_talk(shop)
    assert code == 0
    assert out.startswith(b"{")
    assert b"4 of 4 files, " in seen
    assert seen.endswith(b"\r\x1b[K")


def test_quiet_draws_nothing(shop: Path) -> None:
    assert terminal_talk(shop, "--quiet")[2] == b""


def test_progress_shows_a_strangers_folder_name_harmlessly(shop: Path) -> None:
    make(shop, {"z\x1b[31m\n/x.py": "llama"})
    seen = terminal_talk(shop)[2]
    assert b"\x1b[31m" not in seen
    assert "z␛[31m␊".encode() in seen


def test_the_first_interrupt_keeps_what_was_found_and_labels_it(tmp_path: Path) -> None:
    text = 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n' + "# llama\n" * 100
    folder = make(tmp_path / "p", {"0.py": text})
    for number in range(1, 3000):
        (folder / f"{number:04}.py").hardlink_to(folder / "0.py")
    ours, theirs = pty.openpty()
    arguments = ["scan", ".", "--format", "json", *DAY]
    with started(*arguments, cwd=folder, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        out = process.communicate()[0].decode()
        seen = _all_of(ours)
        assert process.returncode == 0
    assert b"what was found so far is kept" in seen
    assert '"partial": true' in out
    assert "not reached before the scan was cancelled" in out
    assert '"path": "0.py"' in out


def test_the_second_interrupt_ends_at_once(capfd: pytest.CaptureFixture[str]) -> None:
    cancel, before = Cancel(), signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interrupt.stoppable(cancel):
        signal.raise_signal(signal.SIGINT)
        assert cancel.cancelled
        signal.raise_signal(signal.SIGINT)
    assert "Press Ctrl+C again" in capfd.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_outside_a_scan_is_a_word_and_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("advisor.cli.commands._identify", interrupted)
    assert main(["identify", "llama3"]) == 130
    assert capsys.readouterr().err == "llama-advisor: stopped.\n"


def _all_of(terminal: int) -> bytes:
    """What is left to read from a terminal whose other side is closed."""
    parts = []
    try:
        while part := os.read(terminal, 1 << 16):
            parts.append(part)
    except OSError:  # Linux says so when the other side is closed
        pass
    os.close(terminal)
    return b"".join(parts)
