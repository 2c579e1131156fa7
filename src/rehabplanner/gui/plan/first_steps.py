"""What an empty week offers: three ways to begin, with their keys."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rehabplanner.gui.forms import label
from rehabplanner.wording import _


class FirstSteps(QFrame):
    """A friendly sentence and three buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("This week is still free"), "heading"))
        about = QLabel(
            _("Two to four exercises a day get done best. Runs and rest days count too.")
        )
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        words.addWidget(about)
        self.copy = QPushButton(_("Copy last week (Ctrl+L)"))
        self.copy.setProperty("primary", True)
        self.templates = QPushButton(_("Choose a starter week (T)"))
        self.add = QPushButton(_("Add the first item (A)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(10)
        row.addLayout(words, 1)
        for button in (self.copy, self.templates, self.add):
            row.addWidget(button)
