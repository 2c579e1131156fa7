"""Large letters: labels made for them, and how large they may be in a place."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


def column_of(*widgets: QWidget) -> QWidget:
    """Return widgets one below the other, in the middle of the height."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    column.addStretch(1)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return made


def letters(*, bold: bool = False) -> QLabel:
    """Return an empty label that breaks its lines."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    font = made.font()
    font.setBold(bold)
    made.setFont(font)
    return made


def set_pixels(words: QLabel, pixels: float) -> None:
    """Make the letters so high, in pixels."""
    font = QFont(words.font())
    font.setPixelSize(max(10, round(pixels)))
    words.setFont(font)


def height_of(words: QLabel, width: int) -> int:
    """Return the height of a label's words at a width, in pixels."""
    flags = int(Qt.TextFlag.TextWordWrap)
    return (
        QFontMetrics(words.font()).boundingRect(0, 0, width, 100_000, flags, words.text()).height()
    )


def fit(words: QLabel, width: int, room: float, sizes: Iterable[float]) -> None:
    """Choose the first of some letter heights (pixels, largest first) at which all words fit."""
    for size in sizes:
        set_pixels(words, size)
        if height_of(words, width) <= room:
            return
