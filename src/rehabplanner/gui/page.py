"""A tab's page: it is handed a dossier and shows it."""

from PySide6.QtWidgets import QWidget

from rehabplanner.domain.dossier import Dossier
from rehabplanner.gui.desk import Desk


class Page(QWidget):
    """One tab. The window calls `show_dossier` when the page is visible and something changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.dossier: Dossier | None = None

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a person's records; None where nobody is chosen."""
        self.dossier = dossier

    def focus_first(self) -> None:
        """Put the keyboard where work on this page begins."""
        self.setFocus()

    def finish(self) -> None:
        """Save what is typed and not given yet, because the window is about to close.

        Raises Problem, StorageError or Conflict if it cannot be saved.
        """
