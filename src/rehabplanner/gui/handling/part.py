"""What the handlers of all commands have at hand."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from rehabplanner.domain.dossier import Dossier
from rehabplanner.gui.care import Care
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.window import Window


class Part(QObject):
    """Some of the commands of one window. Every `on_<command>` is one entry of the menus."""

    def __init__(self, window: Window, desk: Desk, care: Care) -> None:
        super().__init__(window)
        self.window = window
        self.desk = desk
        self.care = care

    def ask(self, dialog: QDialog) -> None:
        """Show a dialog over the window; it is gone for good when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def dossier(self) -> Dossier | None:
        """Return the records of the person on show."""
        person_id = self.window.person_id
        return self.desk.workspace.dossier(person_id) if person_id else None
