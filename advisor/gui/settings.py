"""How the window looked last time: size, splitters, palette, folders. A damaged file means defaults."""

from __future__ import annotations

from pathlib import Path

from advisor.gui.plain import tr
from advisor.gui.qt import QByteArray, QSettings, QSplitter, QWidget
from advisor.gui.theme import Mode

FILE_NAME = "window.ini"


def _is_damaged(file: Path) -> bool:
    """Qt reads what it can of such a file, says nothing, and may never write to it again."""
    try:
        content = file.read_bytes()
    except OSError:
        return False
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.allKeys()
    return b"\0" in content or kept.status() is QSettings.Status.FormatError


def _set_aside(file: Path) -> str:
    copy = file.with_name(f"{file.name}.bad")
    try:
        file.replace(copy)
    except OSError:
        return tr("{name} is damaged and cannot be moved; the window looks as at first.").format(
            name=file.name
        )
    told = tr("{name} is damaged; it was kept as {copy}, and the window looks as at first.")
    return told.format(name=file.name, copy=copy.name)


class Settings:
    """Values come back as text in the next process, so each is asked for with its type."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE_NAME
        self.trouble = _set_aside(self.file) if _is_damaged(self.file) else ""
        """What was wrong with the file, for the user; "" where nothing was."""
        self._kept = QSettings(str(self.file), QSettings.Format.IniFormat)

    def look(self) -> Mode:
        """The palette that was asked for."""
        value = self._text("look")
        return Mode(value) if value in list(Mode) else Mode.SYSTEM

    def keep_look(self, mode: Mode) -> None:
        """Remember the palette."""
        self._kept.setValue("look", mode.value)

    def flag(self, key: str) -> bool:
        """Whether something that is off by default was turned on."""
        return self._text(key) == "on"

    def keep_flag(self, key: str, on: bool) -> None:
        """Remember that something is on or off."""
        self._kept.setValue(key, "on" if on else "off")

    def word(self, key: str) -> str:
        """A word that was kept; "" where there is none."""
        return self._text(key)

    def keep_word(self, key: str, word: str) -> None:
        """Remember a word."""
        self._kept.setValue(key, word)

    def folder(self, purpose: str) -> Path | None:
        """The folder that was used last for `open` or `export`; None when it is gone."""
        value = self._text(f"folder/{purpose}")
        return Path(value) if value and Path(value).is_dir() else None

    def keep_folder(self, purpose: str, folder: Path) -> None:
        """Remember a folder."""
        self._kept.setValue(f"folder/{purpose}", str(folder))

    def restore(self, window: QWidget, splitters: dict[str, QSplitter]) -> None:
        """Give the window its place and its splitters their parts, where they are known."""
        geometry = self._bytes("geometry")
        if geometry:
            window.restoreGeometry(geometry)
        for name, splitter in splitters.items():
            state = self._bytes(f"splitter/{name}")
            if state:
                splitter.restoreState(state)

    def keep(self, window: QWidget, splitters: dict[str, QSplitter]) -> None:
        """Remember the window's place and the parts of its splitters."""
        self._kept.setValue("geometry", window.saveGeometry())
        for name, splitter in splitters.items():
            self._kept.setValue(f"splitter/{name}", splitter.saveState())
        self._kept.sync()

    def _text(self, key: str) -> str:
        value = self._kept.value(key, "")
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._kept.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None
