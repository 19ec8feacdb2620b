"""Everything that can be done, in one table: menus, keys and the list of keys are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from advisor.gui.plain import action_text, to_tr, tr
from advisor.gui.qt import QAction, QKeySequence, QMenu, QMenuBar, QWidget


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: its name in the program, its words, its menu and its key."""

    name: str
    text: str
    menu: str
    key: str = ""
    after_line: bool = False
    """A line stands before it in the menu."""
    also: str = ""
    """Another key that does the same."""


_FILE, _EDIT, _VIEW, _HELP = to_tr("File"), to_tr("Edit"), to_tr("View"), to_tr("Help")
DEEDS = (
    Deed("open", to_tr("Open folder…"), _FILE, "Ctrl+O"),
    Deed("start", to_tr("Start page"), _FILE, "Alt+Home"),
    Deed("sample", to_tr("Open the sample project"), _FILE),
    Deed("rescan", to_tr("Rescan"), _FILE, "F5", after_line=True),
    Deed("watch", to_tr("Rescan when files change"), _FILE),
    Deed("stop", to_tr("Stop the scan, keep what was found"), _FILE, "Esc"),
    Deed("export", to_tr("Export…"), _FILE, "Ctrl+E", after_line=True),
    Deed("update", to_tr("Update the catalog…"), _FILE, after_line=True),
    Deed("quit", to_tr("Quit"), _FILE, "Ctrl+Q", after_line=True),
    Deed("undo", to_tr("Undo"), _EDIT, "Ctrl+Z"),
    Deed("redo", to_tr("Redo"), _EDIT, "Ctrl+Shift+Z"),
    Deed("leave_out", to_tr("Leave the finding out…"), _EDIT, "Ctrl+Del", after_line=True),
    Deed("count", to_tr("Count the cleared place…"), _EDIT, "Ctrl+Shift+C"),
    Deed("editor", to_tr("Open in my editor"), _EDIT, "F4"),
    Deed("policy", to_tr("Policy…"), _EDIT, "Ctrl+L", after_line=True),
    Deed("settings", to_tr("Settings…"), _EDIT, "Ctrl+,", after_line=True),
    Deed("report", to_tr("Risk report"), _VIEW, "Ctrl+1"),
    Deed("findings", to_tr("Findings"), _VIEW, "Ctrl+2"),
    Deed("dependencies", to_tr("Dependencies"), _VIEW, "Ctrl+3"),
    Deed("alternatives", to_tr("Alternatives"), _VIEW, "Ctrl+4"),
    Deed("licences", to_tr("Licences"), _VIEW, "Ctrl+5"),
    Deed("checklist", to_tr("Checklist"), _VIEW, "Ctrl+6"),
    Deed("catalog", to_tr("Catalog"), _VIEW, "Ctrl+7"),
    Deed("ledger", to_tr("Cleared & skipped"), _VIEW, "Ctrl+8"),
    Deed("filter", to_tr("Filter this page"), _VIEW, "Ctrl+F", after_line=True),
    Deed("no_filter", to_tr("Clear the filter"), _VIEW, "Ctrl+Shift+F"),
    Deed("next", to_tr("Next finding, or open task"), _VIEW, "Ctrl+Alt+Down"),
    Deed("previous", to_tr("Previous finding, or open task"), _VIEW, "Ctrl+Alt+Up"),
    Deed("day", to_tr("Judge as of another day…"), _VIEW, "Ctrl+D", after_line=True),
    Deed("system", to_tr("Look like the system"), _VIEW, after_line=True),
    Deed("light", to_tr("Light"), _VIEW),
    Deed("dark", to_tr("Dark"), _VIEW),
    Deed("find", to_tr("Search actions…"), _HELP, "Ctrl+K", also="Ctrl+Shift+P"),
    Deed("keys", to_tr("Keys"), _HELP, "F1"),
    Deed("about", to_tr("About Llama Advisor"), _HELP),
)
IN_PLACE = (
    ("Space", to_tr("Tick the selected tasks, or open them again (Checklist)")),
    ("Del", to_tr("Take the recent project off the list (Start page)")),
    ("P", to_tr("Pin the recent project, or unpin it (Start page)")),
    ("Space", to_tr("Put the model into the comparison, or take it out (Alternatives, Catalog)")),
    (
        "Return",
        to_tr("Choose the candidate (Alternatives); show the findings of a task or place (Checklist)"),
    ),
    ("Return", to_tr("Show the places (Dependencies)")),
    ("Ctrl+Return", to_tr("Compare the alternatives on the board (Dependencies)")),
    (to_tr("Left, Right"), to_tr("Close or open a group, with Shift all of them (Findings, Dependencies)")),
    ("Ctrl+C", to_tr("Copy the selected rows of a table")),
    (to_tr("Arrow keys"), to_tr("Walk the areas of a chart; Return follows one (Risk report)")),
    ("Tab", to_tr("Go to the next control; Shift+Tab goes back")),
    (to_tr("Alt+letter"), to_tr("Open a menu")),
)
"""Keys that belong to a control rather than to the window."""


def make_actions(parent: QWidget, deeds: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """An action for every deed, its key working in the whole window."""
    made: dict[str, QAction] = {}
    for deed in DEEDS:
        action = QAction(action_text(tr(deed.text)), parent)
        action.setShortcuts([QKeySequence(key) for key in (deed.key, deed.also) if key])
        action.triggered.connect(_caller(deeds[deed.name]))
        parent.addAction(action)
        made[deed.name] = action
    return made


def native_key(key: str) -> str:
    """The key as this system writes it; words that are no key are told."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or tr(key)


def _caller(run: Callable[[], object]) -> Callable[[], None]:
    def call(_checked: bool = False) -> None:
        run()

    return call


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> None:
    """Put the actions into their menus."""
    menus: dict[str, QMenu] = {}
    for deed in DEEDS:
        menu = menus.get(deed.menu) or menus.setdefault(deed.menu, bar.addMenu(f"&{tr(deed.menu)}"))
        if deed.after_line:
            menu.addSeparator()
        menu.addAction(actions[deed.name])
