"""The settings: every change holds at once, and what is forgotten can be had back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advisor.core.errors import UsageError
from advisor.gui.editors import OWN
from advisor.gui.qt import QLabel, Qt
from advisor.gui.settings import FILE_NAME, Settings
from advisor.gui.settings_dialog import SettingsDialog
from advisor.gui.theme import THEME, Mode
from advisor.gui.window import MainWindow
from tests.gui.conftest import at_rest
from tests.gui.fake import FakeService

LEFT = Qt.MouseButton.LeftButton


def settings_of(qtbot: Any, window: MainWindow) -> SettingsDialog:
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.dialog
    assert isinstance(dialog, SettingsDialog)
    return dialog


def test_the_look_changes_with_the_click_and_is_kept(qtbot: Any, window: MainWindow) -> None:
    dialog = settings_of(qtbot, window)
    qtbot.mouseClick(dialog.look.chips["dark"], LEFT)
    assert THEME.scheme.name == "dark"
    assert window.settings.look() is Mode.DARK
    assert window.deeds["dark"].isChecked()
    dialog.reject()


def test_watching_files_is_one_switch_with_that_of_the_menu(qtbot: Any, window: MainWindow) -> None:
    dialog = settings_of(qtbot, window)
    assert not dialog.watch.isChecked()
    dialog.watch.click()
    assert window.settings.flag("watch")
    assert window.deeds["watch"].isChecked()
    dialog.watch.click()
    assert not window.settings.flag("watch")
    dialog.reject()


def test_a_command_of_ones_own_is_checked_at_once_and_kept(qtbot: Any, window: MainWindow) -> None:
    dialog = settings_of(qtbot, window)
    dialog.editor.box.setCurrentIndex(dialog.editor.box.findData(OWN))
    dialog.editor.box.activated.emit(dialog.editor.box.currentIndex())
    qtbot.keyClicks(dialog.editor.command, "no-such-program {path}")
    qtbot.keyClick(dialog.editor.command, Qt.Key.Key_Return)
    assert "no-such-program" in dialog.editor.told.text()
    dialog.editor.command.setText("")
    qtbot.keyClicks(dialog.editor.command, "/bin/cat {path}")
    qtbot.keyClick(dialog.editor.command, Qt.Key.Key_Return)
    assert dialog.editor.told.isHidden()
    assert window.opener.editors.current == OWN
    dialog.reject()


def test_the_editor_is_tried_with_a_file_of_the_sample(
    qtbot: Any, window: MainWindow, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Path] = []
    editors = window.opener.editors
    editors.choose(OWN, "/bin/cat {path}")
    monkeypatch.setattr(editors, "try_out", tried.append)
    dialog = settings_of(qtbot, window)
    qtbot.mouseClick(dialog.editor.test, LEFT)
    assert tried == [service.sample()]

    def refuse(_sample: Path) -> None:
        raise UsageError("It could not be started.")

    monkeypatch.setattr(editors, "try_out", refuse)
    qtbot.mouseClick(dialog.editor.test, LEFT)
    assert dialog.editor.told.text() == "It could not be started."
    dialog.reject()


def test_it_says_how_old_the_facts_are_and_leads_to_the_catalog(qtbot: Any, window: MainWindow) -> None:
    dialog = settings_of(qtbot, window)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(text.startswith("Facts of ") for text in told)
    qtbot.mouseClick(dialog.to_catalog, LEFT)
    assert window.page == "catalog"


def test_it_says_where_the_files_lie(qtbot: Any, window: MainWindow, service: FakeService) -> None:
    dialog = settings_of(qtbot, window)
    assert str(service.home) in {label.accessibleName() for label in dialog.findChildren(QLabel)}
    dialog.reject()


def test_a_project_is_forgotten_whole_and_had_back(
    qtbot: Any, opened: MainWindow, service: FakeService, project: Path
) -> None:
    opened.session.keeper.flush()
    kept = service.past.points(project)
    assert kept
    assert service.past.last(project, None).scan is not None
    dialog = settings_of(qtbot, opened)
    qtbot.mouseClick(dialog.project, LEFT)
    assert service.past.points(project) == ()
    assert service.past.last(project, None).scan is None
    assert "was forgotten" in opened.notice.text()
    qtbot.waitUntil(lambda: at_rest(opened))
    qtbot.mouseClick(opened.notice.deed, LEFT)
    assert service.past.points(project) == kept
    qtbot.waitUntil(lambda: at_rest(opened))


def test_without_a_project_there_is_none_to_forget(qtbot: Any, window: MainWindow) -> None:
    dialog = settings_of(qtbot, window)
    assert not dialog.project.isEnabled()
    dialog.reject()


def test_the_recent_projects_are_cleared_and_had_back_with_their_pins(
    qtbot: Any, window: MainWindow, service: FakeService, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        service.past.remember(tmp_path / name)
    service.past.pin(tmp_path / "one", True)
    before = service.past.recents()
    dialog = settings_of(qtbot, window)
    qtbot.mouseClick(dialog.recents, LEFT)
    assert service.past.recents() == []
    qtbot.mouseClick(window.notice.deed, LEFT)
    assert service.past.recents() == before


def test_damaged_settings_are_set_aside_and_said(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\x00[[[\nlook=dark\n")
    settings = Settings(tmp_path)
    assert settings.look() is Mode.SYSTEM
    assert "is damaged" in settings.trouble
    assert (tmp_path / f"{FILE_NAME}.bad").is_file()
    settings.keep_look(Mode.DARK)
    assert Settings(tmp_path).look() is Mode.DARK
    assert Settings(tmp_path).trouble == ""
