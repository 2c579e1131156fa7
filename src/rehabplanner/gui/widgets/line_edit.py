"""A line of words that gives itself on Enter, on leaving, or after a pause in typing."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

PAUSE_MS = 2000


class LineEdit(QLineEdit):
    """Gives `given` with the text; `passed` comes on Enter, so that the keyboard can go on."""

    given = Signal(str)
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textEdited.connect(self._on_text_edited)

    def set_text(self, text: str, *, keeps_typing: bool = True) -> None:
        """Show a text without telling anyone; what is being typed stays if `keeps_typing`."""
        self._known = text
        if keeps_typing and self._pause.isActive():
            return
        self._pause.stop()
        if text != self.text().strip() or not self.hasFocus():
            self.setText(text)

    def commit(self) -> None:
        """Give the text if it differs from what is known."""
        self._pause.stop()
        text = self.text().strip()
        if text != self._known:
            self._known = text
            self.given.emit(text)

    def _on_text_edited(self) -> None:
        self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the text on Enter and pass the keyboard on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            self.passed.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the text on leaving."""
        super().focusOutEvent(event)
        self.commit()
