"""Opening a finding in the user's editor: asked once, remembered, and nothing of the folder is started."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from advisor.core.errors import UsageError
from advisor.gui.editors import EDITORS, OWN, SYSTEM, Editors, filled
from advisor.gui.qt import QLineEdit, QPushButton, Qt
from advisor.gui.settings import Settings
from advisor.gui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of a Unix shell")


def make_program(place: Path, told: Path) -> Path:
    """A program that writes its arguments, each on a line, and is whole when the name is there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{told}.part'\nmv '{told}.part' '{told}'\n")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told.txt"


@pytest.fixture
def programs(tmp_path: Path, told: Path) -> Path:
    """A search path with VS Code and PyCharm on it."""
    folder = tmp_path / "bin"
    for name in ("code", "pycharm"):
        make_program(folder / name, told)
    return folder


@pytest.fixture
def editors(tmp_path: Path, programs: Path) -> Editors:
    return Editors(Settings(tmp_path), [str(programs)])


def arguments(qtbot: Any, told: Path) -> list[str]:
    qtbot.waitUntil(told.exists)
    return told.read_text().splitlines()


def test_editors_on_the_search_path_are_offered_by_name(editors: Editors) -> None:
    assert list(editors.choices()) == ["vscode", "pycharm", SYSTEM, OWN]
    assert editors.choices()["vscode"] == "Visual Studio Code"
    assert editors.current == ""


def test_a_relative_folder_of_the_search_path_is_not_looked_into(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(programs)
    assert Editors(Settings(tmp_path), [".", ""]).detected() == {}


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("vscode", ["--goto", "/p/a b.py:7:3"]),
        ("pycharm", ["--line", "7", "--column", "3", "/p/a b.py"]),
        ("sublime", ["/p/a b.py:7:3"]),
        ("zed", ["/p/a b.py:7:3"]),
        ("kate", ["--line", "7", "--column", "3", "/p/a b.py"]),
    ],
)
def test_every_editor_is_told_the_place_in_its_own_way(key: str, wanted: list[str]) -> None:
    editor = next(each for each in EDITORS if each.key == key)
    assert filled(editor.arguments, Path("/p/a b.py"), 7, 3) == wanted


def test_a_file_that_is_called_like_a_slot_stays_as_it_is() -> None:
    assert filled(["{path}", "{line}"], Path("/p/{line}{column}"), 2, 1) == ["/p/{line}{column}", "2"]


@pytest.mark.parametrize("name", ["-rf.py", "a b.py", "$(touch hacked).py", "x;y.py", "'q\".py", "{line}.py"])
def test_any_name_is_one_argument_and_never_an_option(
    qtbot: Any, editors: Editors, told: Path, project: Path, name: str
) -> None:
    (project / name).write_text("llama3\n")
    editors.choose("pycharm")
    editors.open(project, name, 1, 1)
    assert arguments(qtbot, told) == ["--line", "1", "--column", "1", str(project / name)]
    assert not (project / "hacked").exists()


@pytest.mark.parametrize("path", ["../told.txt", "/etc/hostname/../passwd", "src", "gone.py"])
def test_only_files_of_the_folder_are_opened(editors: Editors, project: Path, path: str) -> None:
    editors.choose("vscode")
    with pytest.raises(UsageError):
        editors.open(project, path, 1, 1)


def test_no_link_is_followed_on_the_way_out(tmp_path: Path, editors: Editors, project: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (project / "link.txt").symlink_to(tmp_path / "secret.txt")
    (project / "folder").symlink_to(tmp_path)
    editors.choose("vscode")
    for path in ("link.txt", "folder/secret.txt"):
        with pytest.raises(UsageError, match="link"):
            editors.open(project, path, 1, 1)


def test_a_name_that_is_no_text_is_said(editors: Editors, project: Path) -> None:
    name = os.fsdecode(b"b\xff.py")
    (project / name).write_text("llama3\n")
    editors.choose("vscode")
    with pytest.raises(UsageError, match="no text"):
        editors.open(project, name, 1, 1)


def test_a_program_of_the_scanned_folder_is_never_started(
    project: Path, told: Path, editors: Editors
) -> None:
    mine = make_program(project / "bin" / "edit", told)
    editors.choose(OWN, f"'{mine}' {{path}}")
    with pytest.raises(UsageError, match="scanned folder"):
        editors.open(project, "src/app.py", 1, 1)
    assert not told.exists()


def test_a_command_of_ones_own_gets_path_line_and_column(
    qtbot: Any, editors: Editors, programs: Path, told: Path, project: Path
) -> None:
    editors.choose(OWN, f'"{programs}/code" --at={{line}},{{column}} -- {{path}}')
    editors.open(project, "src/app.py", 12, 9)
    assert arguments(qtbot, told) == ["--at=12,9", "--", str(project / "src" / "app.py")]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("code", "needs {path}"),
        ("", "needs {path}"),
        ("nowhere-to-be-found {path}", "no program"),
        ("code '{path}", "quotation marks"),
        ("sh -c 'vim {path}'", "shell"),
        ("/usr/bin/env bash -c {path}", "shell"),
    ],
)
def test_a_command_that_cannot_be_used_is_refused_and_not_kept(
    editors: Editors, command: str, why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        editors.choose(OWN, command)
    assert editors.current == ""


def test_a_damaged_or_vanished_choice_asks_again(tmp_path: Path, programs: Path) -> None:
    settings = Settings(tmp_path)
    settings.keep_word("editor", "no such editor")
    assert Editors(settings, [str(programs)]).current == ""
    Editors(settings, [str(programs)]).choose("pycharm")
    (programs / "pycharm").unlink()
    assert Editors(settings, [str(programs)]).current == ""


def test_the_choice_is_remembered_for_the_next_start(tmp_path: Path, programs: Path) -> None:
    Editors(Settings(tmp_path), [str(programs)]).choose("pycharm")
    assert Editors(Settings(tmp_path), [str(programs)]).current == "pycharm"


@pytest.mark.parametrize("name", ["run.sh", "a.exe", "b.desktop", "c.jar", "d.bat", "Makefile"])
def test_the_system_is_not_handed_what_it_might_run(editors: Editors, project: Path, name: str) -> None:
    (project / name).write_text("llama3\n")
    editors.choose(SYSTEM)
    with pytest.raises(UsageError, match="might run"):
        editors.open(project, name, 1, 1)


def test_the_choice_can_be_tried_out_on_the_sample(
    qtbot: Any, window: MainWindow, editors: Editors, told: Path
) -> None:
    editors.choose("vscode")
    editors.try_out(window.service.sample())
    assert arguments(qtbot, told)[1].endswith("README.md:3:1")


# --- in the window ---------------------------------------------------------------------------------


@pytest.fixture
def asking(opened: MainWindow, programs: Path) -> MainWindow:
    """The findings page of a project, with two editors on the search path."""
    opened.opener.editors.__init__(opened.settings, [str(programs)])  # type: ignore[misc]
    opened.show_page("findings")
    opened.findings.table.select_where("f1")
    return opened


def test_f4_asks_once_then_opens_at_the_line(
    qtbot: Any, asking: MainWindow, told: Path, project: Path
) -> None:
    finding = asking.findings.table.current()
    qtbot.keyClick(asking.findings.table, Qt.Key.Key_F4)
    strip = asking.opener.strip
    assert strip.isVisible()
    assert asking.focusWidget() is strip.buttons["vscode"]
    qtbot.keyClick(strip.buttons["vscode"], Qt.Key.Key_Return)
    place = f"{project / finding.path}:{finding.line}:{finding.column}"
    assert arguments(qtbot, told) == ["--goto", place]
    assert not strip.isVisible()
    assert asking.focusWidget() is asking.findings.table
    told.unlink()
    qtbot.keyClick(asking.findings.table, Qt.Key.Key_F4)
    assert arguments(qtbot, told) == ["--goto", place]


def test_the_link_over_the_preview_opens_it_too(qtbot: Any, asking: MainWindow, told: Path) -> None:
    asking.opener.editors.choose("pycharm")
    qtbot.mouseClick(asking.findings.open_link, LEFT)
    assert arguments(qtbot, told)[0] == "--line"


def test_escape_puts_the_question_off(qtbot: Any, asking: MainWindow, told: Path) -> None:
    qtbot.mouseClick(asking.findings.open_link, LEFT)
    qtbot.keyClick(asking.focusWidget(), Qt.Key.Key_Escape)
    assert not asking.opener.strip.isVisible()
    assert not told.exists()


def test_a_wrong_command_is_said_under_its_field(qtbot: Any, asking: MainWindow) -> None:
    strip = asking.opener.strip
    qtbot.mouseClick(asking.findings.open_link, LEFT)
    qtbot.mouseClick(strip.buttons[OWN], LEFT)
    field = strip.findChild(QLineEdit)
    assert asking.focusWidget() is field
    qtbot.keyClicks(field, "my-editor")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "{path}" in strip.trouble.text()
    assert strip.isVisible()


def test_a_failure_is_said_in_the_notice_with_the_way_to_another_editor(
    qtbot: Any, asking: MainWindow, project: Path
) -> None:
    asking.opener.editors.choose("vscode")
    (project / asking.findings.table.current().path).unlink()
    qtbot.keyClick(asking.findings.table, Qt.Key.Key_F4)
    assert "gone since the scan" in asking.notice.text()
    other = next(
        each for each in asking.notice.findChildren(QPushButton) if each.text() == "Choose another editor"
    )
    qtbot.mouseClick(other, LEFT)
    assert asking.opener.strip.isVisible()
