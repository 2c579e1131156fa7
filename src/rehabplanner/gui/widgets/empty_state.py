"""What a page shows when there is nothing yet: a friendly sentence and the next step."""

from PySide6 import QtCore
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rehabplanner.gui.labels import label

WIDEST_PX = 640


class EmptyState(QWidget):
    """A title, a sentence and buttons. Connect the buttons that `button` returns."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        heading = label(title, "title")
        heading.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        heading.setWordWrap(True)
        layout.addWidget(heading)
        words = QLabel(text)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        words.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        words.setMaximumWidth(WIDEST_PX)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(words, 100)
        line.addStretch(1)
        layout.addLayout(line)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        layout.addLayout(self._buttons)
        layout.addStretch(3)

    def button(self, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button and return it."""
        made = QPushButton(text)
        made.setProperty("primary", primary)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made
