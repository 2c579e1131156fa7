"""Text in a narrow place: cut with an ellipsis, or on a few lines."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter


def draw_elided(painter: QPainter, place: QRectF, text: str) -> None:
    """Draw a text on one line, cut where the place ends."""
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, cut)


def broken(metrics: QFontMetrics, text: str, width: float, most: int = 2) -> list[str]:
    """Return the text on at most some lines, broken at spaces; the last one is cut if need be."""
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines.append(" ".join(words))
    mode = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(line, mode, int(width)) for line in lines]
