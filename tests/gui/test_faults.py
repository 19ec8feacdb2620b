"""Faults of the program itself end nothing: they are written to a log and said in one line."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.gui.faults import CRASH_NAME, LOG_NAME, Faults, _on_message
from advisor.gui.qt import QMessageLogContext, QtMsgType


@pytest.fixture
def faults(qapp: Any, tmp_path: Path) -> Iterator[Faults]:
    made = Faults(tmp_path / "home")
    made.install()
    yield made
    made.uninstall()


def raised(text: str) -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_a_fault_is_said_and_logged_without_secrets_or_home_folders(qtbot: Any, faults: Faults) -> None:
    error = raised("LLAMA_API_KEY=abcdefgh12345 in /home/kim/project/x.py")
    with qtbot.waitSignal(faults.happened) as heard:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError" in heard.args[0]
    assert LOG_NAME in heard.args[0]
    log = faults.log.read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "abcdefgh12345" not in log
    assert "/home/kim" not in log


def test_a_fault_in_a_thread_is_said_as_well(qtbot: Any, faults: Faults) -> None:
    def fail() -> None:
        raise KeyError("lost")

    with qtbot.waitSignal(faults.happened) as heard:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "KeyError" in heard.args[0]


def test_what_qt_complains_of_goes_to_the_same_log(faults: Faults) -> None:
    _on_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "QWidget: something odd")
    _on_message(
        QtMsgType.QtWarningMsg, QMessageLogContext(), "This plugin does not support propagateSizeHints()"
    )
    log = faults.log.read_text(encoding="utf-8")
    assert "something odd" in log
    assert "propagateSizeHints" not in log


def test_the_log_lies_in_the_users_folder_beside_that_of_crashes(faults: Faults, tmp_path: Path) -> None:
    assert (tmp_path / "home" / CRASH_NAME).is_file()
    assert faults.log == tmp_path / "home" / LOG_NAME


def test_everything_is_as_before_once_it_is_uninstalled(qapp: Any, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger("advisor").handlers))
    made = Faults(tmp_path / "home")
    made.install()
    made.uninstall()
    assert (sys.excepthook, threading.excepthook, list(logging.getLogger("advisor").handlers)) == before


def test_a_folder_that_cannot_be_made_stops_nothing(qapp: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    made = Faults(tmp_path / "file" / "home")
    made.install()
    made.uninstall()
    assert not (tmp_path / "file" / "home").exists()
