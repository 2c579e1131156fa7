"""What a page shows when there is nothing yet: a friendly sentence and the next step."""

from PySide6 import QtCore
from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rehabplanner.gui.labels import label

WIDEST_PX = 640


class EmptyState(QWidget):
    """A title, a sentence and buttons. Connect the buttons that `button` returns."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[QLabel, ...] = ()
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
        self._words = (heading, words)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        layout.addLayout(self._buttons)
        layout.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height that the wrapped words need at this width."""
        super().resizeEvent(event)
        self._claim_height()

    def changeEvent(self, event: QEvent) -> None:
        """Claim the height anew where the text size changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._claim_height()

    def _claim_height(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        margins = layout.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        for words in self._words:
            words.setMinimumHeight(words.heightForWidth(min(room, words.maximumWidth())))

    def button(self, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button and return it."""
        made = QPushButton(text)
        made.setProperty("primary", primary)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made
