"""Every command of the window once: its name, words, shortcut and icon."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from rehabplanner.catalogue import _
from rehabplanner.domain.problems import marked
from rehabplanner.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the window can do."""

    name: str
    words: str
    shortcut: str = ""
    icon: str = ""
    tip: str = ""


FILE = "file"
EDIT = "edit"
PERSON = "person"
VIEW = "view"
HELP = "help"

MENUS: dict[str, str] = {
    FILE: marked("&File"),
    EDIT: marked("&Edit"),
    PERSON: marked("&Person"),
    VIEW: marked("&View"),
    HELP: marked("&Help"),
}

COMMANDS: dict[str, tuple[Command | None, ...]] = {
    FILE: (
        Command("import", marked("&Import files…"), "Ctrl+I", "download"),
        Command("import-folder", marked("Import a &folder…"), "Ctrl+Shift+I"),
        None,
        Command("print", marked("&Print…"), "Ctrl+P", "printer"),
        Command("take-plan", marked("&Take in a plan…")),
        Command("export", marked("&Export…"), "Ctrl+E"),
        None,
        Command("backup", marked("&Back up now")),
        Command("restore", marked("&Restore from a backup…")),
        Command("check", marked("&Check the data file")),
        None,
        Command("settings", marked("&Settings…"), "Ctrl+,", "settings"),
        Command("quit", marked("&Quit"), "Ctrl+Q"),
    ),
    EDIT: (
        Command("undo", marked("&Undo"), "Ctrl+Z", "undo"),
        Command("redo", marked("&Redo"), "Ctrl+Y", "redo"),
        None,
        Command("bin", marked("&Bin: bring back what was removed…")),
    ),
    PERSON: (
        Command("find-person", marked("&Find a person…"), "Ctrl+K", "user"),
        Command("new-person", marked("&New person…"), "Ctrl+Shift+N", "user-plus"),
        Command("edit-person", marked("&Edit this person…"), "Ctrl+Shift+E"),
        Command("remove-person", marked("&Remove this person")),
        None,
        Command("event", marked("Note an e&vent…"), "Ctrl+Shift+V"),
        Command("ladder", marked("E&xpected and felt…"), "Ctrl+Shift+X"),
        Command("flare", marked("Flare-&up…"), "Ctrl+Shift+F"),
        Command("safety", marked("&Safety questions…"), "Ctrl+Shift+Q"),
        Command("measures", marked("&Measures…"), "Ctrl+M"),
        Command("lessons", marked("Short &texts to read…"), "Ctrl+Shift+T"),
    ),
    VIEW: (
        Command("tab-1", marked("&Load and pain"), "Ctrl+1"),
        Command("tab-2", marked("&Run log"), "Ctrl+2"),
        Command("tab-3", marked("Pain &diary"), "Ctrl+3"),
        Command("tab-4", marked("&Exercises"), "Ctrl+4"),
        Command("tab-5", marked("&Weekly plan"), "Ctrl+5"),
        None,
        Command("theme", marked("Light or dark"), "Ctrl+Shift+D"),
        Command("bigger", marked("&Bigger text"), "Ctrl++"),
        Command("smaller", marked("&Smaller text"), "Ctrl+-"),
    ),
    HELP: (
        Command("help", marked("&Help"), "F1"),
        Command("shortcuts", marked("&Shortcuts"), "Ctrl+/"),
        Command("folder", marked("Open the data &folder")),
        Command("about", marked("&About rehabplanner")),
    ),
}


def all_commands() -> dict[str, Command]:
    """Return every command by its name."""
    return {
        command.name: command
        for commands in COMMANDS.values()
        for command in commands
        if command is not None
    }


def make_actions(
    parent: QWidget, theme: Theme, handlers: dict[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Return a QAction for every command. Raises KeyError if a command has no handler."""
    actions = {}
    for name, command in all_commands().items():
        action = QAction(_(command.words), parent)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
        if command.icon:
            action.setIcon(theme.icon(command.icon))
        action.triggered.connect(handlers[name])
        actions[name] = action
    return actions
