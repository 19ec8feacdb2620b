"""Everything that can be done, in one table: menus, keys and the list of keys are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from advisor.gui.plain import action_text, tr
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


DEEDS = (
    Deed("open", "Open folder…", "File", "Ctrl+O"),
    Deed("start", "Start page", "File", "Alt+Home"),
    Deed("sample", "Open the sample project", "File"),
    Deed("rescan", "Rescan", "File", "F5", after_line=True),
    Deed("watch", "Rescan when files change", "File"),
    Deed("stop", "Stop the scan, keep what was found", "File", "Esc"),
    Deed("export", "Export…", "File", "Ctrl+E", after_line=True),
    Deed("update", "Update the catalog…", "File", after_line=True),
    Deed("quit", "Quit", "File", "Ctrl+Q", after_line=True),
    Deed("undo", "Undo", "Edit", "Ctrl+Z"),
    Deed("redo", "Redo", "Edit", "Ctrl+Shift+Z"),
    Deed("leave_out", "Leave the finding out…", "Edit", "Ctrl+Del", after_line=True),
    Deed("count", "Count the cleared place…", "Edit", "Ctrl+Shift+C"),
    Deed("editor", "Open in my editor", "Edit", "F4"),
    Deed("policy", "Policy…", "Edit", "Ctrl+L", after_line=True),
    Deed("settings", "Settings…", "Edit", "Ctrl+,", after_line=True),
    Deed("report", "Risk report", "View", "Ctrl+1"),
    Deed("findings", "Findings", "View", "Ctrl+2"),
    Deed("dependencies", "Dependencies", "View", "Ctrl+3"),
    Deed("alternatives", "Alternatives", "View", "Ctrl+4"),
    Deed("licences", "Licences", "View", "Ctrl+5"),
    Deed("checklist", "Checklist", "View", "Ctrl+6"),
    Deed("catalog", "Catalog", "View", "Ctrl+7"),
    Deed("ledger", "Cleared & skipped", "View", "Ctrl+8"),
    Deed("filter", "Filter this page", "View", "Ctrl+F", after_line=True),
    Deed("no_filter", "Clear the filter", "View", "Ctrl+Shift+F"),
    Deed("next", "Next finding, or open task", "View", "Ctrl+Alt+Down"),
    Deed("previous", "Previous finding, or open task", "View", "Ctrl+Alt+Up"),
    Deed("day", "Judge as of another day…", "View", "Ctrl+D", after_line=True),
    Deed("system", "Look like the system", "View", after_line=True),
    Deed("light", "Light", "View"),
    Deed("dark", "Dark", "View"),
    Deed("find", "Search actions…", "Help", "Ctrl+K", also="Ctrl+Shift+P"),
    Deed("keys", "Keys", "Help", "F1"),
    Deed("about", "About Llama Advisor", "Help"),
)
IN_PLACE = (
    ("Space", "Tick the selected tasks, or open them again (Checklist)"),
    ("Del", "Take the recent project off the list (Start page)"),
    ("P", "Pin the recent project, or unpin it (Start page)"),
    ("Space", "Put the model into the comparison, or take it out (Alternatives, Catalog)"),
    ("Return", "Choose the candidate (Alternatives); show the findings of a task or place (Checklist)"),
    ("Return", "Show the places (Dependencies)"),
    ("Ctrl+Return", "Compare the alternatives on the board (Dependencies)"),
    ("Left, Right", "Close or open a group, with Shift all of them (Findings, Dependencies)"),
    ("Ctrl+C", "Copy the selected rows of a table"),
    ("Arrow keys", "Walk the areas of a chart; Return follows one (Risk report)"),
    ("Tab", "Go to the next control; Shift+Tab goes back"),
    ("Alt+letter", "Open a menu"),
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
    """The key as this system writes it; words that are no key stay."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key


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
