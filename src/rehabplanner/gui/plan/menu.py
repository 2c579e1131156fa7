"""The menu of what is chosen on the board."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from rehabplanner.gui.plan.commands import ACTIVITY, COMMANDS, ITEM
from rehabplanner.gui.plan.ground import Ground


def make_menu(ground: Ground, actions: Mapping[str, QAction]) -> QMenu:
    """Return the menu of what is chosen: the board's commands with their keys."""
    card = ground.card()
    menu = QMenu(ground.page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for command in COMMANDS:
        if command is None:
            menu.addSeparator()
            continue
        if command.needs == ACTIVITY and (card is None or card.activity is None):
            continue
        if command.name == "link" and card is not None and card.item is not None:
            continue
        if command.name == "unlink" and not (card and card.item and card.activity):
            continue
        action = actions[command.name]
        is_ready = command.needs != ITEM or bool(ground.items())
        shown = menu.addAction(action.text())
        shown.setShortcut(action.shortcut())
        shown.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        shown.setShortcutVisibleInContextMenu(True)
        shown.setEnabled(is_ready)
        if command.icon:
            shown.setIcon(ground.desk.theme.icon(command.icon))
        shown.triggered.connect(action.trigger)
    return menu
