"""A short field for an amount that may be unknown: empty means unknown, never zero."""

import re

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from rehabplanner.gui.forms import set_mark
from rehabplanner.wording import number_text

PAUSE_MS = 1500


class NumberField(QLineEdit):
    """Gives `given` (a number or None) on Enter, on leaving, or after a pause in typing.

    `passed` comes on Enter, so that the keyboard can go on. Half hours may be typed as `7.5`,
    `7,5` or `7:30`. Letters are left to the page, whose keys they may be.
    """

    given = Signal(object)
    passed = Signal()

    def __init__(self, digits: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = digits
        self._value: float | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textEdited.connect(self._on_text_edited)
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 14)

    def value(self) -> float | None:
        """Return the number shown last or typed and given."""
        return self._value

    def set_value(self, value: float | None, *, keeps_typing: bool = True) -> None:
        """Show a number without telling anyone; what is being typed stays if `keeps_typing`."""
        is_invalid = self.property("invalid") is True
        is_typing = keeps_typing and (self._pause.isActive() or (is_invalid and self.hasFocus()))
        self._value = value
        if not is_typing:
            self._pause.stop()
            self.setText(self._words(value))
            set_mark(self, "invalid", False)

    def commit(self) -> None:
        """Give what is typed now, if it is a number or nothing and differs from what is known."""
        self._pause.stop()
        text = self.text().strip()
        if text == self._words(self._value):
            set_mark(self, "invalid", False)
            return
        try:
            value = read_amount(text)
        except ValueError:
            set_mark(self, "invalid", True)
            return
        set_mark(self, "invalid", False)
        if value != self._value:
            self._value = value
            self.given.emit(value)

    def _words(self, value: float | None) -> str:
        return "" if value is None else number_text(value, self._digits)

    def _on_text_edited(self) -> None:
        self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the number on Enter and pass the keyboard on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            if self.property("invalid") is not True:
                self.passed.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the number on leaving."""
        super().focusOutEvent(event)
        self.commit()

    def event(self, event: QEvent) -> bool:
        """Leave letters to the page's own keys."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
            and event.text().isalpha()
        ):
            event.ignore()
            return False
        return super().event(event)


def read_amount(text: str) -> float | None:
    """Return the number of `7.5`, `7,5` or `7:30`; None for an empty text. Raises ValueError."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    if match := re.fullmatch(r"(\d{1,3}):([0-5]\d)", text):
        return int(match[1]) + int(match[2]) / 60
    if re.fullmatch(r"\d{1,4}(\.\d{0,3})?|\.\d{1,3}", text):
        return float(text)
    raise ValueError(text)
