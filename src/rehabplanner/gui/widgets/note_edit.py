"""A text of several lines that gives itself on leaving or after a pause in typing."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

PAUSE_MS = 2000


class NoteEdit(QPlainTextEdit):
    """Gives `given` with the text; Tab leaves it."""

    given = Signal(str)

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * lines) + 18)
        self.textChanged.connect(self._on_text_changed)

    def set_text(self, text: str, *, keeps_typing: bool = True) -> None:
        """Show a text without telling anyone; what is being typed stays if `keeps_typing`."""
        is_typing = keeps_typing and self._pause.isActive()
        self._known = text
        if not is_typing and text != self.toPlainText():
            is_same = text == self.toPlainText().strip() and self.hasFocus() and keeps_typing
            if not is_same:
                self.setPlainText(text)
        if not is_typing:
            self._pause.stop()

    def commit(self) -> None:
        """Give the text if it differs from what is known."""
        self._pause.stop()
        text = self.toPlainText().strip()
        if text != self._known:
            self._known = text
            self.given.emit(text)

    def _on_text_changed(self) -> None:
        self._pause.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the text on leaving."""
        super().focusOutEvent(event)
        self.commit()
