"""Text in a narrow place: cut with an ellipsis, or on two lines."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter


def draw_elided(painter: QPainter, place: QRectF, text: str) -> None:
    """Draw a text on one line, cut where the place ends."""
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, cut)


def two_lines(metrics: QFontMetrics, text: str, width: float) -> list[str]:
    """Return the text on at most two lines, cut at a space."""
    words, first = text.split(), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(width))
    return [first, cut] if first else [cut]
