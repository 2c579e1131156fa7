"""Every command of the board once: name, words, keys. Menus, help and keys are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from rehabplanner.domain.problems import marked
from rehabplanner.wording import _


@dataclass(frozen=True, slots=True)
class PlanCommand:
    """One thing the board can do; the first key is the one that is shown.

    `needs` says of what there must be one: nothing, an item of the plan, an activity. Commands
    that are `everywhere` work while the keyboard is in the line, too.
    """

    name: str
    words: str
    keys: tuple[str, ...] = ()
    needs: str = ""
    icon: str = ""
    everywhere: bool = False


ITEM = "item"
ACTIVITY = "activity"

COMMANDS: tuple[PlanCommand | None, ...] = (
    PlanCommand("add", marked("Add by typing"), ("A", "Ins"), icon="plus"),
    PlanCommand("edit", marked("Change…"), ("Return", "Enter", "F2"), ITEM, "edit"),
    PlanCommand("tick", marked("Done or not done"), ("Space",), ITEM, "check"),
    PlanCommand("felt", marked("Done: how it felt…"), ("E",), ITEM),
    PlanCommand("session", marked("Whole session: how it felt…"), ("Shift+E",)),
    PlanCommand("paper", marked("Tick sheet from paper…"), ("W",)),
    PlanCommand("partly", marked("Partly done…"), ("P",), ITEM),
    PlanCommand("skip", marked("Skip with a reason…"), ("S",), ITEM),
    PlanCommand("planned-done", marked("Planned and done…"), ("D",), icon="check"),
    PlanCommand("taught", marked("Shown and practised"), ("Y",), ITEM),
    None,
    PlanCommand("progress", marked("One step more"), ("+", "="), ITEM, "plus"),
    PlanCommand("ease", marked("One step less"), ("-",), ITEM, "minus"),
    PlanCommand("next-steps", marked("Next steps, with reasons…"), ("G",), icon="right"),
    PlanCommand("check", marked("Plan check…"), ("K",), icon="check"),
    PlanCommand("brief", marked("Visit brief…"), ("B",), icon="note"),
    PlanCommand("demonstrate", marked("Demonstrate the day"), ("Ctrl+B",), icon="play"),
    PlanCommand("repeat", marked("Repeat on the next day"), ("Ctrl+D",), ITEM),
    None,
    PlanCommand("copy", marked("Copy"), ("Ctrl+C",), ITEM, "copy"),
    PlanCommand("cut", marked("Cut"), ("Ctrl+X",), ITEM),
    PlanCommand("paste", marked("Paste"), ("Ctrl+V",)),
    PlanCommand("remove", marked("Remove"), ("Del", "Backspace"), ITEM, "trash"),
    None,
    PlanCommand("earlier", marked("To the day before"), ("Alt+Left",), ITEM),
    PlanCommand("later", marked("To the next day"), ("Alt+Right",), ITEM),
    PlanCommand("up", marked("Further up"), ("Alt+Up",), ITEM),
    PlanCommand("down", marked("Further down"), ("Alt+Down",), ITEM),
    None,
    PlanCommand("rest", marked("Rest day"), ("R",), icon="rest"),
    PlanCommand("put-in-rest", marked("Put in a rest day, the rest later"), ("Shift+R",)),
    PlanCommand("take-out-rest", marked("Take out this day, the rest earlier"), ("Shift+Del",)),
    PlanCommand("repeat-day", marked("Repeat the whole day on the next"), ("Ctrl+Shift+D",)),
    PlanCommand("repeat-week", marked("Repeat this week…"), ("Ctrl+Shift+L",)),
    PlanCommand("phase", marked("Phase of the programme…"), ("F",)),
    PlanCommand("end-phase", marked("Remove this phase")),
    PlanCommand("templates", marked("Programmes…"), ("T",), icon="calendar"),
    PlanCommand("case", marked("From a case to a draft…"), ("C",)),
    PlanCommand("keep-template", marked("Keep as a template…"), ("Ctrl+T",)),
    PlanCommand("copy-week", marked("Copy last week…"), ("Ctrl+L",), icon="copy", everywhere=True),
    None,
    PlanCommand("unlink", marked("This was not it: keep them apart"), (), ITEM),
    PlanCommand("link", marked("This was planned: link to…"), (), ACTIVITY, "link"),
    PlanCommand("open-run", marked("Open in the run log"), (), ACTIVITY),
)
PAGE_COMMANDS: tuple[PlanCommand, ...] = (
    PlanCommand(
        "previous-week", marked("The week before"), ("PgUp",), icon="left", everywhere=True
    ),
    PlanCommand("next-week", marked("The next week"), ("PgDown",), icon="right", everywhere=True),
    PlanCommand("this-week", marked("This week"), ("Ctrl+Home",), icon="calendar", everywhere=True),
    PlanCommand("month", marked("Six weeks at a glance"), ("M",), icon="calendar"),
    PlanCommand("library", marked("Library beside the board"), ("L",), icon="search"),
    PlanCommand("keys", marked("Keys of this page"), ("?",), icon="help"),
)
MOVES: tuple[tuple[str, str], ...] = (
    (marked("Arrow keys"), marked("From day to day, from item to item")),
    (marked("Shift+Up, Shift+Down"), marked("Choose several items")),
    (marked("Ctrl+A"), marked("Choose all items of the day")),
    (marked("Esc"), marked("From the line back to the board")),
    (marked("Alt+Left, Alt+Right"), marked("In the line: the day before, the next day")),
)


def make_actions(
    board: QWidget, page: QWidget, handlers: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Return an action for every command, at work while the keyboard is in the board or page."""
    made = {}
    for command in (*COMMANDS, *PAGE_COMMANDS):
        if command is None:
            continue
        owner = page if command.everywhere else board
        action = QAction(_(command.words), owner)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(handlers[command.name])
        owner.addAction(action)
        made[command.name] = action
    return made


def keys_html() -> str:
    """Return the list of keys."""
    rows = [(" / ".join(one.keys), _(one.words)) for one in COMMANDS if one and one.keys]
    rows += [(" / ".join(one.keys), _(one.words)) for one in PAGE_COMMANDS]
    rows += [(_(keys), _(words)) for keys, words in MOVES]
    cells = "".join(
        f"<tr><td width='190'><b>{escape(keys)}</b></td><td>{escape(words.rstrip('…'))}</td></tr>"
        for keys, words in rows
    )
    return f"<table>{cells}</table>"
