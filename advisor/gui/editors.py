"""Opens a scanned file in the user's own editor, at its line.

The one place of the window that starts a program, always one that the user chose and never one of the scanned
folder; always with a list of arguments and never through a shell. A file is handed over by its whole path, so
no name can be taken for an option, and only where no link leads to it.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.core.errors import UsageError
from advisor.gui.excerpt import place_inside, why_not
from advisor.gui.plain import shown, tr
from advisor.gui.qt import QDesktopServices, QProcess, QUrl
from advisor.gui.settings import Settings

SYSTEM, OWN = "system", "own"
"""Keys of the two choices that are no editor of the list: the system's default, a command of one's own."""
_GOTO = ("--goto", "{path}:{line}:{column}")
_OPTIONS = ("--line", "{line}", "--column", "{column}", "{path}")
_BARE = ("{path}:{line}:{column}",)


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor that can be told a line, and how."""

    key: str
    name: str
    programs: tuple[str, ...]
    """What it is called on the search path, most usual first."""
    arguments: tuple[str, ...]
    places: tuple[str, ...] = ()
    """Where it lies when it is not on the search path; `~` and `%NAME%` are filled in."""


EDITORS = (
    Editor(
        "vscode",
        "Visual Studio Code",
        ("code", "code-insiders"),
        _GOTO,
        (
            "%LOCALAPPDATA%/Programs/Microsoft VS Code/Code.exe",
            "%ProgramFiles%/Microsoft VS Code/Code.exe",
            "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code",
        ),
    ),
    Editor("vscodium", "VSCodium", ("codium", "vscodium"), _GOTO, ("%ProgramFiles%/VSCodium/VSCodium.exe",)),
    Editor("cursor", "Cursor", ("cursor",), _GOTO, ("%LOCALAPPDATA%/Programs/cursor/Cursor.exe",)),
    Editor(
        "pycharm",
        "PyCharm",
        ("pycharm", "charm", "pycharm-professional", "pycharm-community", "pycharm64"),
        _OPTIONS,
        (
            "~/.local/share/JetBrains/Toolbox/scripts/pycharm",
            "/Applications/PyCharm.app/Contents/MacOS/pycharm",
        ),
    ),
    Editor(
        "idea",
        "IntelliJ IDEA",
        ("idea", "intellij-idea-ultimate", "intellij-idea-community", "idea64"),
        _OPTIONS,
        (
            "~/.local/share/JetBrains/Toolbox/scripts/idea",
            "/Applications/IntelliJ IDEA.app/Contents/MacOS/idea",
        ),
    ),
    Editor(
        "sublime",
        "Sublime Text",
        ("subl", "sublime_text"),
        _BARE,
        (
            "%ProgramFiles%/Sublime Text/subl.exe",
            "/Applications/Sublime Text.app/Contents/SharedSupport/bin/subl",
        ),
    ),
    Editor("zed", "Zed", ("zed", "zeditor"), _BARE, ("/Applications/Zed.app/Contents/MacOS/cli",)),
    Editor("kate", "Kate", ("kate",), _OPTIONS),
)
_BY_KEY: Mapping[str, Editor] = {editor.key: editor for editor in EDITORS}

_SHELLS = {"sh", "bash", "zsh", "fish", "dash", "ksh", "csh", "tcsh", "cmd", "powershell", "pwsh", "wscript"}
_SLOT = re.compile(r"\{(path|line|column)\}")
_INERT = re.compile(
    r"\.(?:txt|md|rst|adoc|jsonl?|ya?ml|toml|ini|cfg|conf|env|csv|tsv|log|lock|ipynb)", re.IGNORECASE
)
"""Files that every system shows. Others a system may run when it is asked to open them."""
_SOURCE = re.compile(r"\.(?:py|tsx?|jsx|go|rs|java|kt|c|h|cpp|hpp|cs|rb|swift|scala|tf|sql)", re.IGNORECASE)
"""Files that a Linux desktop shows, and another system may run."""


class Editors:
    """Which editors there are, which one the user chose, and the way into it.

    The settings dialog asks for `choices`, `current` and `command`, and calls `choose` and `try_out`.
    """

    def __init__(self, settings: Settings, search: Sequence[str] | None = None) -> None:
        """`search` are folders instead of those of the search path."""
        self._settings = settings
        self._search = search
        self._found: Mapping[str, str] | None = None

    def detected(self) -> Mapping[str, str]:
        """The program of every editor that is there, by its key. Looked for once."""
        if self._found is None:
            there = {editor.key: self._program_of(editor) for editor in EDITORS}
            self._found = {key: program for key, program in there.items() if program}
        return self._found

    def choices(self) -> Mapping[str, str]:
        """What can be chosen, in words by key: editors, the system's default, a command of one's own."""
        found = {key: _BY_KEY[key].name for key in self.detected()}
        return {**found, SYSTEM: tr("The system’s default (without the line)"), OWN: tr("Another command …")}

    @property
    def current(self) -> str:
        """The key of what was chosen; "" before, and where it is not there any more."""
        key = self._settings.word("editor")
        return key if key in self.choices() and (key != OWN or self.command) else ""

    @property
    def command(self) -> str:
        """The command of one's own, as it was written."""
        return self._settings.word("editor-command")

    def choose(self, key: str, command: str = "") -> None:
        """Remember a choice. Raises `UsageError` for a command that cannot be used."""
        if key == OWN:
            self._own(command)
            self._settings.keep_word("editor-command", command)
        self._settings.keep_word("editor", key)

    def forget(self) -> None:
        """Ask again the next time."""
        self._settings.keep_word("editor", "")

    def try_out(self, sample: Path) -> None:
        """Open a file of the sample project, to see whether the choice works. Raises `UsageError`."""
        self.open(sample, "README.md", 3, 1)

    def open(self, root: Path, path: str, line: int, column: int) -> None:
        """Open a file of the scanned folder. Raises `UsageError` that says what was wrong and what to do."""
        place = _checked(root, path)
        if self.current == SYSTEM:
            _hand_to_system(place)
            return
        program, arguments = self._chosen()
        if Path(os.path.realpath(program)).is_relative_to(os.path.realpath(root)):
            raise UsageError(
                tr("{program} lies in the scanned folder: nothing of it is started.").format(
                    program=shown(program)
                )
            )
        _start(program, filled(arguments, place, line, column))

    def _chosen(self) -> tuple[str, Sequence[str]]:
        key = self.current
        if key == OWN:
            return self._own(self.command)
        if key not in self.detected():
            raise UsageError(tr("No editor has been chosen."))
        return self.detected()[key], _BY_KEY[key].arguments

    def _own(self, command: str) -> tuple[str, Sequence[str]]:
        words = _words(command)
        program = words[0] if Path(words[0]).is_absolute() else self._on_path(words[0])
        if not program or not _startable(program):
            raise UsageError(
                tr("There is no program {name}. Write its whole path, or choose an editor.").format(
                    name=shown(words[0], 80)
                )
            )
        return program, words[1:]

    def _program_of(self, editor: Editor) -> str:
        for name in editor.programs:
            if program := self._on_path(name):
                return program
        places = [_filled_in(place) for place in editor.places] if self._search is None else []
        return next((str(place) for place in places if place.is_absolute() and _startable(str(place))), "")

    def _on_path(self, name: str) -> str:
        """The program of that name, in whole folders only: never the folder that happens to be current."""
        folders = os.get_exec_path() if self._search is None else self._search
        file = f"{name}.exe" if sys.platform == "win32" and not name.endswith(".exe") else name
        if Path(file).name != file:
            return ""
        places = (str(Path(folder) / file) for folder in folders if Path(folder).is_absolute())
        return next((place for place in places if _startable(place)), "")


def filled(arguments: Sequence[str], place: Path, line: int, column: int) -> list[str]:
    """The arguments with the file's path and its place in it; a name with `{line}` in it stays as it is."""
    slots = {"path": str(place), "line": str(max(line, 1)), "column": str(max(column, 1))}
    return [_SLOT.sub(lambda match: slots[match[1]], word) for word in arguments]


def _checked(root: Path, path: str) -> Path:
    """The whole path of a file that may be opened."""
    try:
        place = place_inside(root.absolute(), path)
        if not place.is_file():
            raise PermissionError("special")
        str(place).encode()
    except OSError as error:
        raise UsageError(why_not(error)) from None
    except UnicodeEncodeError:
        raise UsageError(
            tr("The name of this file is no text that can be handed to a program. Open its folder instead.")
        ) from None
    return place


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command, posix=sys.platform != "win32")
    except ValueError:
        raise UsageError(tr("The quotation marks in the command do not match.")) from None
    if not any("{path}" in word for word in words[1:]):
        raise UsageError(tr("The command needs {path} where the file goes: my-editor +{line} {path}"))
    names = {Path(word).name.lower().removesuffix(".exe") for word in words}
    if names & _SHELLS:
        raise UsageError(tr("A shell would read the name of a file as a command. Name the editor itself."))
    return words


def _startable(program: str) -> bool:
    """A file that can be started; a batch file of Windows would read its arguments as a command."""
    batch = program.lower().endswith((".cmd", ".bat"))
    return not batch and Path(program).is_file() and os.access(program, os.X_OK)


def _filled_in(place: str) -> Path:
    named = re.sub(r"%(\w+)%", lambda match: os.environ.get(match[1], ""), place)
    return Path(named).expanduser()


def _start(program: str, arguments: list[str]) -> None:
    process = QProcess()
    process.setProgram(program)
    process.setArguments(arguments)
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.setWorkingDirectory(str(Path.home()))  # not the folder that happens to be current
    started: object = process.startDetached()  # PySide6 hands back the process's number beside it, or not
    if not (started[0] if isinstance(started, tuple) else started):
        raise UsageError(
            tr("{program} could not be started. Choose another editor.").format(program=shown(program))
        )


def _hand_to_system(place: Path) -> None:
    """Only what it will show: asked to open a script, some systems run it."""
    suffix = place.suffix or place.name
    shows = _INERT.fullmatch(suffix)
    if sys.platform.startswith("linux") and not os.access(place, os.X_OK):
        shows = shows or _SOURCE.fullmatch(suffix)
    if not shows:
        raise UsageError(
            tr("The system might run {name} instead of showing it. Choose an editor.").format(
                name=shown(place.name, 80)
            )
        )
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
        raise UsageError(tr("The system has no program for this file. Choose an editor."))
