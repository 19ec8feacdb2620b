"""Faults of the program itself end nothing: they are written to a log and said in one line."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.gui.fault_dialog import FaultRoom
from advisor.gui.faults import CRASH_NAME, LOG_NAME, Faults, _on_message
from advisor.gui.qt import QApplication, QMessageLogContext, Qt, QtMsgType


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


def test_the_window_shows_the_very_text_that_was_written(qtbot: Any, window: Any, faults: Faults) -> None:
    FaultRoom(window, faults)
    error = raised("LLAMA_API_KEY=abcdefgh12345 <b>bold</b>")
    sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError" in window.notice.text()
    qtbot.mouseClick(window.notice.deed, Qt.MouseButton.LeftButton)
    text = window.dialog.text.toPlainText()
    assert text.strip() in faults.log.read_text(encoding="utf-8")
    assert "<b>bold</b>" in text
    assert "abcdefgh12345" not in text
    qtbot.mouseClick(window.dialog.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == text
    qtbot.keyClick(window.dialog, Qt.Key.Key_Escape)
    assert window.dialog is None


def test_a_crash_of_the_last_run_is_offered_once(qtbot: Any, window: Any, tmp_path: Path) -> None:
    home = tmp_path / "crashed"
    home.mkdir()
    (home / CRASH_NAME).write_text(
        "Fatal Python error: Segmentation fault\n/home/kim/x.py\n", encoding="utf-8"
    )
    offered = []
    for _ in range(2):
        made = Faults(home)
        made.install()
        window.notice.hide()
        FaultRoom(window, made).tell_crash()
        offered.append(window.notice.text())
        made.uninstall()
    assert "the last time" in offered[0]
    assert offered[1] == ""


def test_what_is_shown_of_a_crash_is_what_lies_in_its_file(qtbot: Any, window: Any, tmp_path: Path) -> None:
    home = tmp_path / "crashed"
    home.mkdir()
    (home / CRASH_NAME).write_text("Fatal Python error: Aborted\n/home/kim/x.py\n", encoding="utf-8")
    made = Faults(home)
    made.install()
    FaultRoom(window, made).tell_crash()
    made.uninstall()
    qtbot.mouseClick(window.notice.deed, Qt.MouseButton.LeftButton)
    text = window.dialog.text.toPlainText()
    assert "Fatal Python error: Aborted" in text
    assert "kim" not in text
    assert text == made.crash_file.read_text(encoding="utf-8")
    window.dialog.reject()
