"""What an empty week offers: three ways to begin, with their keys."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from rehabplanner.gui.forms import label
from rehabplanner.wording import _

ROW, COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FirstSteps(QFrame):
    """A friendly sentence and three buttons, side by side where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("This week is still free"), "heading"))
        about = label(_("Two to four exercises a day get done best."), "muted")
        about.setWordWrap(True)
        words.addWidget(about)
        self.copy = QPushButton(_("Copy last week (Ctrl+L)"))
        self.copy.setProperty("primary", True)
        self.templates = QPushButton(_("Choose a programme (T)"))
        self.case = QPushButton(_("From a case (C)"))
        self.add = QPushButton(_("Add the first item (A)"))
        self._row = QBoxLayout(ROW, self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(10)
        self._row.addLayout(words, 1)
        self._buttons = (self.copy, self.templates, self.case, self.add)
        for button in self._buttons:
            self._row.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        """Let the window be narrower than all buttons together."""
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below one another where they do not fit."""
        super().resizeEvent(event)
        buttons = sum(button.sizeHint().width() + 10 for button in self._buttons)
        words = self.fontMetrics().averageCharWidth() * 36
        self._row.setDirection(ROW if buttons + words + 40 < self.width() else COLUMN)
